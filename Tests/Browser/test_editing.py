"""Editing that loses nothing: what is typed is kept, two people see one another, and older revisions come back."""

import pytest
from playwright.sync_api import expect

from conftest import DESK, PHONE

SAVE = "main form.form > .actions [type=submit] >> nth=0"


@pytest.fixture
def article(open_page, portal):
    """The address of a new article of the administrator's."""
    page = open_page("new-article", java_script_enabled=False)
    page.fill("[name=title]", "Lịch phun thuốc muỗi")
    page.select_option("[name=section]", "thong-bao")
    page.fill("[name=lead]", "Phun tại tất cả các thôn.")
    page.fill("[name=body]", "Đội phun thuốc đến từng nhà.")
    page.click(SAVE)
    return page.url


def wait_kept(page) -> None:
    expect(page.locator("[data-keep-status]")).to_contain_text("Đã giữ lúc", timeout=15_000)


def test_what_is_typed_is_there_after_the_browser_was_closed(open_page, portal, article):
    page = open_page(logged_in=True)
    page.goto(article)
    page.fill("[name=title]", "Lịch phun thuốc muỗi đợt hai")
    page.locator("[data-area]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Bà con đậy kín bể nước.")
    wait_kept(page)
    page.context.close()

    again = open_page(logged_in=True, java_script_enabled=False)
    again.goto(article)
    assert again.get_by_text("Có bản đang gõ dở lúc").first.is_visible()
    assert again.input_value("[name=title]") == "Lịch phun thuốc muỗi"
    again.get_by_role("button", name="Gõ tiếp bản này").click()
    assert again.input_value("[name=title]") == "Lịch phun thuốc muỗi đợt hai"
    assert "đậy kín bể nước" in again.input_value("[name=body]")
    again.click(SAVE)
    assert "Đã lưu phiên bản 2" in again.locator(".flash").inner_text()
    again.wait_for_load_state()
    assert again.get_by_text("Có bản đang gõ dở lúc").count() == 0


def test_what_is_typed_is_kept_when_the_page_is_left_at_once(open_page, portal, article):
    page = open_page(logged_in=True)
    page.goto(article)
    page.fill("[name=title]", "Đổi rồi đi ngay")
    page.goto(portal.url("/quan-tri"))
    page.goto(article)
    while not page.get_by_text("Có bản đang gõ dở lúc").count():
        # The browser sends it when the page is gone already.
        page.reload()
    page.get_by_role("button", name="Bỏ bản này").click()
    assert "Đã bỏ bản gõ dở" in page.locator(".flash").inner_text()
    page.wait_for_load_state()
    assert page.get_by_text("Có bản đang gõ dở lúc").count() == 0


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_two_people_on_one_article_see_one_another_and_both_texts(open_page, browser, editor, article, viewport):
    mine = open_page(logged_in=True, viewport=viewport)
    with mine.expect_response("**/dang-soan"):
        mine.goto(article)
    context = browser.new_context(viewport=DESK, locale="vi-VN", storage_state=editor)
    theirs = context.new_page()
    theirs.goto(article)
    assert "Đỗ Thị Hạnh đang mở mục này" in theirs.locator("[data-keep-presence]").inner_text()
    theirs.fill("[name=title]", "Tiêu đề của bà Lan")
    theirs.fill("[name=lead]", "Bà Lan viết lại tóm tắt.")
    theirs.click(SAVE)
    assert "Đã lưu phiên bản 2" in theirs.locator(".flash").inner_text()
    context.close()

    mine.fill("[name=title]", "Tiêu đề của bà Hạnh")
    mine.wait_for_selector("[data-keep-overtaken]:not([hidden])")
    assert "Dương Thị Ngọc Lan vừa lưu" in mine.locator("[data-keep-overtaken]").inner_text()
    mine.click(SAVE)
    merge = mine.locator(".merge")
    assert "Cả hai cùng sửa" in merge.inner_text() and "Tiêu đề của bà Lan" in merge.inner_text()
    assert mine.input_value("[name=title]") == "Tiêu đề của bà Hạnh"
    assert mine.input_value("[name=lead]") == "Bà Lan viết lại tóm tắt."
    assert mine.evaluate("document.documentElement.scrollWidth <= innerWidth")
    mine.click(SAVE)
    assert "Đã lưu phiên bản 3" in mine.locator(".flash").inner_text()


def test_an_older_revision_is_compared_and_restored_without_scripts(open_page, portal, article):
    page = open_page(logged_in=True, java_script_enabled=False)
    page.goto(article)
    page.fill("[name=lead]", "Phun tại bảy thôn.")
    page.click(SAVE)
    page.goto(article + "/phien-ban")
    page.get_by_role("button", name="So sánh").click()
    expect(page.locator("del").filter(has_text="tất cả các")).to_have_count(1)
    expect(page.locator("ins").filter(has_text="bảy")).to_have_count(1)
    page.get_by_role("button", name="Khôi phục").click()
    assert "Khôi phục phiên bản 1?" in page.locator("h1").inner_text()
    page.click("main [type=submit]")
    assert "Đã khôi phục phiên bản 1 thành phiên bản 3" in page.locator(".flash").inner_text()
    assert page.input_value("[name=lead]") == "Phun tại tất cả các thôn."
