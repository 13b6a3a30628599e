"""Pictures of the library in the text: chosen and uploaded in a dialog, by keyboard, and seen by the public."""

import re

import pytest

from conftest import DESK, PHONE
from portal import ROOT
from test_accessibility import findings
from test_editor import kept, save, written
from test_keyboard import focused, tab_to
from test_without_scripts import take_step

ALT = "Vườn vải đầu mùa, bà con hái quả dưới tán cây"
PICTURE = ROOT / "sites/dong-viet/content/pictures/duong-lang.jpg"
CHOICE = "dialog[open] [data-part=files] button"
INSERTED = "[data-status]:has-text('Đã chèn ảnh')"


def open_dialog(page) -> None:
    page.click("[data-area]")
    page.click("[data-command=picture]")
    page.locator(CHOICE).first.wait_for()


def test_a_picture_goes_from_the_library_to_the_public_by_keyboard(open_page, portal, editor):
    page = open_page("new-article")
    title = "Chợ quê vào phiên có ảnh trong bài"
    page.fill("[name=title]", title)
    page.select_option("[name=section]", "kinh-te-xa-hoi")
    page.fill("[name=source]", "Ban quản lý chợ")
    page.fill("[name=author]", "Lê Thị Mận")
    keys = page.keyboard
    tab_to(page, "[data-area]", limit=200)
    keys.type("Trước ảnh.")
    keys.press("Alt+F10")
    for _ in range(20):
        if page.evaluate("document.activeElement.dataset.command") == "picture":
            break
        keys.press("ArrowRight")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.name") == "q", focused(page)
    keys.type("vai dau mua")
    keys.press("Enter")
    page.wait_for_selector("[data-part=found]:has-text('1 ảnh')")
    tab_to(page, CHOICE)
    assert page.locator(CHOICE).first.inner_text().strip() == ALT
    keys.press("Enter")
    assert page.input_value("dialog[open] [data-part=describe] [name=alt]") == ALT
    keys.type("Chợ Cầu Đá, sáng thứ Bảy")
    keys.press("Enter")
    page.wait_for_selector(INSERTED, state="attached")
    keys.type("Sau ảnh.")
    expected = re.compile(
        r'<p>Trước ảnh\.</p><figure><img src="/tep/\d+-[^"]+" alt="' + ALT + r'" width="\d+" height="\d+">'
        r"<figcaption>Chợ Cầu Đá, sáng thứ Bảy</figcaption></figure><p>Sau ảnh\.</p>")
    assert expected.fullmatch(written(page)), written(page)
    save(page)
    assert expected.fullmatch(kept(page)), kept(page)

    edit = page.url
    take_step(page, edit, "Gửi kiểm duyệt")
    take_step(open_page(storage_state=editor, java_script_enabled=False), edit, "Xuất bản ngay")
    page.goto(edit)
    address = portal.url(page.locator("#workflow ~ p a[href^='/tin-tuc/']").first.get_attribute("href"))
    reader = open_page()
    assert reader.goto(address).status == 200
    picture = reader.get_by_role("img", name=ALT)
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert reader.locator(".prose figcaption").inner_text() == "Chợ Cầu Đá, sáng thứ Bảy"


def test_a_new_picture_is_described_before_it_is_taken(open_page):
    page = open_page("new-article")
    open_dialog(page)
    page.click("dialog[open] summary")
    send = page.get_by_role("button", name="Tải lên và chọn")
    send.click()
    assert page.evaluate("document.activeElement.matches('[name=file][aria-invalid=true]')"), focused(page)
    page.set_input_files("dialog[open] [name=file]", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"khong phai"})
    send.click()
    assert page.evaluate("document.activeElement.matches('[name=alt][aria-invalid=true]')"), focused(page)
    page.fill("dialog[open] [data-part=upload] [name=alt]", "Đường làng lát gạch")
    send.click()
    page.wait_for_selector("[data-part=upload] [data-error=file]:visible")
    assert page.input_value("dialog[open] [data-part=upload] [name=alt]") == "Đường làng lát gạch"
    page.set_input_files("dialog[open] [name=file]", PICTURE)
    send.click()
    chosen = page.locator("dialog[open] [data-part=describe]")
    chosen.wait_for()
    chosen.locator("[name=alt]").fill(" ")
    page.get_by_role("button", name="Chèn", exact=True).click()
    assert page.evaluate("document.activeElement.matches('[name=alt][aria-invalid=true]')"), focused(page)
    chosen.locator("[name=alt]").fill("Đường làng sau mưa")
    page.get_by_role("button", name="Chèn", exact=True).click()
    page.wait_for_selector(INSERTED, state="attached")
    assert re.fullmatch(
        r'<figure><img src="/tep/[^"]+" alt="Đường làng sau mưa" width="\d+" height="\d+"></figure>', written(page)), written(page)


def test_escape_leads_back_to_the_text_and_changes_nothing(open_page):
    page = open_page("new-article")
    page.click("[data-area]")
    page.keyboard.type("Một")
    page.click("[data-command=picture]")
    page.locator(CHOICE).first.click()
    page.get_by_role("button", name="Chọn ảnh khác").click()
    assert page.evaluate(f"document.activeElement.matches('{CHOICE}')"), focused(page)
    # Without waiting: what is typed right after the key is not lost.
    page.keyboard.press("Escape")
    page.keyboard.type(" hai")
    assert written(page) == "<p>Một hai</p>"


@pytest.mark.parametrize("viewport", [{"width": 320, "height": 640}, PHONE, DESK], ids=["narrow", "phone", "desk"])
def test_axe_finds_nothing_in_the_dialog_and_it_fits(open_page, viewport):
    page = open_page("new-article", viewport=viewport, bypass_csp=True)
    open_dialog(page)
    page.click("dialog[open] summary")
    page.wait_for_load_state("networkidle")
    fits = "(d => d.scrollWidth <= d.clientWidth && d.getBoundingClientRect().right <= innerWidth)(document.querySelector('dialog[open]'))"
    assert page.evaluate(fits)
    assert findings(page) == ""
    page.locator(CHOICE).first.click()
    assert page.evaluate(fits)
    assert findings(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_a_library_that_cannot_be_reached_says_so(open_page):
    page = open_page("new-article")
    page.route("**/quan-tri/tep/chon*", lambda route: route.abort())
    page.click("[data-area]")
    page.click("[data-command=picture]")
    page.wait_for_selector("[data-part=found]:has-text('Hãy thử lại')")
