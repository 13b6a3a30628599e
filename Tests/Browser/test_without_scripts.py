"""Everything a person must be able to do works in a browser that runs no scripts."""

import re

import pytest
from playwright.sync_api import expect

from conftest import ADMINISTRATOR, PHONE
from pages import go
from portal import ROOT

PICTURE = ROOT / "sites/dong-viet/content/pictures/cho-que.jpg"
TITLE = "Chợ quê Cầu Đá họp thêm phiên chiều thứ Bảy từ tháng Chạp"


def test_the_menu_opens_on_a_phone_and_leads_on(open_page, portal):
    page = open_page("home", viewport=PHONE, java_script_enabled=False)
    assert not page.locator("#menu").is_visible()
    page.click(".menu-open")
    assert page.locator("#menu").is_visible()
    page.locator("#menu summary").first.click()
    page.locator("#menu details[open] a").first.click()
    assert page.url.split("#")[0] != portal.url("/")
    expect(page.locator("h1")).to_be_visible()


def test_searching_finds_words_written_without_diacritics(open_page):
    page = open_page("home", java_script_enabled=False)
    page.fill("header [name=q]", "nuoc sach")
    page.press("header [name=q]", "Enter")
    expect(page.locator(".results li h2").first).to_be_visible()
    expect(page.locator(".results mark").first).to_be_visible()


def test_the_language_can_be_changed(open_page):
    page = open_page("home", java_script_enabled=False)
    assert page.get_attribute("html", "lang") == "vi"
    page.click("header a[lang=en]")
    assert page.get_attribute("html", "lang") == "en"


def test_logging_in_says_what_was_wrong_and_keeps_the_name(open_page, portal, administrator):
    page = open_page("login", java_script_enabled=False)
    page.fill("[name=login]", ADMINISTRATOR["login"])
    page.fill("[name=password]", "không phải mật khẩu này")
    page.click("main [type=submit]")
    expect(page.locator("[role=alert]")).to_be_visible()
    assert page.input_value("[name=login]") == ADMINISTRATOR["login"]
    page.fill("[name=password]", ADMINISTRATOR["password"])
    page.click("main [type=submit]")
    assert page.url == portal.url("/quan-tri")
    page.locator("header form [type=submit]").click()
    page.goto(portal.url("/quan-tri"))
    assert page.url.startswith(portal.url("/quan-tri/dang-nhap"))


def take_step(page, edit: str, label: str) -> None:
    """Takes the step of that name on the screen of the article's steps."""
    page.goto(edit + "/buoc")
    step = page.locator("form.step").filter(has=page.get_by_role("button", name=label, exact=True))
    for box in step.locator("[type=checkbox]").all():
        box.check()
    step.locator("[type=submit]").click()
    expect(page.locator(".flash .alert-success")).to_be_visible()


def test_an_article_goes_from_the_first_word_to_the_public_and_back(open_page, portal, editor):
    page = open_page(logged_in=True, java_script_enabled=False)
    go(page, portal, "dashboard")
    page.click(".admin-menu summary:has-text('Tin tức')")
    page.click(".admin-menu a[href='/quan-tri/news/moi']")

    # Saved half done, it keeps what was typed and says what is missing.
    page.fill("[name=title]", TITLE)
    page.select_option("[name=section]", "kinh-te-xa-hoi")
    page.fill("[name=lead]", "Ban quản lý chợ Cầu Đá mở thêm phiên chiều để bà con kịp sắm Tết.")
    page.fill("[name=body]", "Từ thứ Bảy tuần này, chợ họp thêm **phiên chiều** từ 14 giờ đến 18 giờ.\n\n"
              "## Sắp xếp chỗ ngồi\n\n- Hàng rau quả ngồi dãy phía đình.\n- Hàng gốm ngồi dãy ven sông.\n")
    page.set_input_files("[name=picture]", PICTURE)
    page.fill("[name=alt]", "Tranh vẽ chợ quê với các sạp rau và hàng gốm")
    page.click("main form.form .actions [type=submit]")
    edit = page.url
    assert re.search(r"/quan-tri/news/\d+$", edit), page.locator("main").inner_text()
    assert page.input_value("[name=title]") == TITLE

    # Without source and author it may not go out (regulation, Art. 9.1).
    expect(page.locator("#workflow ~ .alert-warning li").first).to_be_visible()
    page.fill("[name=source]", "Ban quản lý chợ Cầu Đá")
    page.fill("[name=author]", "Lê Thị Mận")
    page.fill("[name=tags]", "chợ quê, sắm Tết")
    page.click("main form.form .actions [type=submit]")

    page.click("#workflow ~ p a[href$='/xem']")
    assert page.locator(".prose strong").inner_text() == "phiên chiều"
    page.goto(edit)
    page.fill("[name=tags]", "chợ quê, sắm Tết, phiên chiều")
    page.click("main form.form .actions [type=submit][value=steps]")
    assert page.url == edit + "/buoc"
    # Whoever wrote it sends it on, and cannot approve it; somebody else can, from the list of their work.
    take_step(page, edit, "Gửi kiểm duyệt")
    assert "tự duyệt" in page.locator("#next ~ .alert-warning").inner_text()
    page.wait_for_load_state()
    assert page.get_by_role("button", name="Duyệt", exact=True).count() == 0
    chief = open_page(storage_state=editor, java_script_enabled=False)
    chief.goto(portal.url("/quan-tri/viec"))
    assert int(chief.locator(".admin-menu a[href='/quan-tri/viec'] .badge").inner_text()) >= 1
    chief.get_by_role("link", name=TITLE, exact=True).click()
    assert chief.url == edit + "/buoc"
    take_step(chief, edit, "Xuất bản ngay")
    page.goto(edit)
    page.click("#workflow ~ p a[href^='/tin-tuc/']")
    address = page.url
    assert address.endswith("/tin-tuc/kinh-te-xa-hoi/cho-que-cau-da-hop-them-phien-chieu-thu-bay-tu-thang-chap")

    # The public sees it at once: on its page, in the section, by searching.
    reader = open_page(java_script_enabled=False)
    assert reader.goto(address).status == 200
    assert reader.locator("h1").inner_text() == TITLE
    assert reader.locator(".article-picture img").evaluate("image => image.complete && image.naturalWidth > 0")
    assert "Lê Thị Mận" in reader.locator(".byline").inner_text()
    reader.goto(portal.url("/tin-tuc/kinh-te-xa-hoi"))
    assert reader.get_by_role("link", name=TITLE).count() >= 1
    reader.goto(portal.url("/tim-kiem?q=phien+chieu+cho+que"))
    assert reader.locator(".results a").first.inner_text() == TITLE

    # Taken down with a reason, it is gone at once.
    page.goto(edit + "/buoc")
    step = page.locator("form.step").filter(has=page.locator("textarea")).last
    step.locator("textarea").fill("Thay đổi giờ họp chợ, chờ xác nhận lại.")
    step.locator("[type=submit]").click()
    assert reader.goto(address).status == 410
    reader.goto(portal.url("/tim-kiem?q=phien+chieu+cho+que"))
    assert reader.get_by_role("link", name=TITLE).count() == 0


def test_a_refused_form_keeps_what_was_typed_and_points_at_the_field(open_page):
    page = open_page("new-article", java_script_enabled=False)
    page.fill("[name=lead]", "Chưa có tên bài.")
    page.click("main form.form .actions [type=submit]")
    assert page.input_value("[name=lead]") == "Chưa có tên bài."
    page.locator("#errors a").first.click()
    assert page.locator("[name=title]").get_attribute("aria-invalid") == "true"
    assert page.locator(":target").get_attribute("name") == "title"


def test_a_module_is_switched_off_and_on_again(open_page, portal):
    page = open_page("modules", java_script_enabled=False)
    reader = open_page(java_script_enabled=False)
    page.locator("#organization form[action$='/tat'] [type=submit]").click()
    assert reader.goto(portal.url("/gioi-thieu")).status == 200, "not before the question is answered"
    page.click("main form.form [type=submit]")
    try:
        assert reader.goto(portal.url("/gioi-thieu")).status == 404
        reader.goto(portal.url("/"))
        assert reader.locator("#menu a[href^='/gioi-thieu']").count() == 0
    finally:
        page.goto(portal.url("/quan-tri/phan-he"))
        page.locator("#organization form[action$='/bat'] [type=submit]").click()
    assert reader.goto(portal.url("/gioi-thieu")).status == 200


@pytest.mark.parametrize("path", ["/quan-tri/bao-cao/tai-ve", "/quan-tri/nhat-ky/tai-ve"])
def test_lists_can_be_taken_home_as_tables(open_page, portal, path):
    page = open_page(logged_in=True)
    answer = page.request.get(portal.url(path))
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text().splitlines()) > 1
