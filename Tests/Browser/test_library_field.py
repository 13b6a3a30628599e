"""A picture of the library at an article's head: in a dialog, by keyboard, and by its number without scripts."""

from playwright.sync_api import expect

from test_editor import save
from test_keyboard import tab_to

ALT = "Vườn vải đầu mùa, bà con hái quả dưới tán cây"
CHOICE = "dialog[open] [data-part=files] button"


def test_the_dialog_fills_in_what_is_said_about_the_picture(open_page):
    page = open_page("new-article")
    page.fill("[name=title]", "Chợ quê có ảnh đầu bài")
    page.locator("[name=picture_library]").focus()
    tab_to(page, "[data-open]", limit=3)
    page.keyboard.press("Enter")
    page.locator(CHOICE).first.wait_for()
    page.keyboard.type("vai dau mua")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-part=found]:has-text('1 ảnh')")
    tab_to(page, CHOICE, limit=10)
    page.keyboard.press("Enter")
    page.keyboard.type("Chợ Cầu Đá")
    page.keyboard.press("Enter")
    page.locator("[data-chosen] img").wait_for()
    assert page.input_value("[name=alt]") == ALT
    assert page.input_value("[name=caption]") == "Chợ Cầu Đá"
    # The focus comes back to where the person was.
    assert page.evaluate("document.activeElement.hasAttribute('data-open')")
    save(page)
    assert page.locator(".form-picture img").get_attribute("alt") == ALT
    assert page.input_value("[name=caption]") == "Chợ Cầu Đá"


def test_the_number_is_enough_without_scripts(open_page, portal):
    page = open_page("library", java_script_enabled=False, logged_in=True)
    page.goto(portal.url("/quan-tri/tep?loai=picture&q=vai+dau+mua"))
    number = page.locator(".library li").first.inner_text().split("Số ")[1].split(",")[0]
    page.goto(portal.url("/quan-tri/news/moi"))
    assert page.locator("a[href='/quan-tri/tep?loai=picture']").count() == 2
    page.fill("[name=title]", "Chợ quê không cần mã")
    page.select_option("[name=section]", "thong-bao")
    page.fill("[name=picture_library]", "không phải số")
    page.click("main form.form [type=submit] >> nth=0")
    expect(page.locator("main")).to_contain_text("Hãy ghi số của ảnh trong thư viện")
    page.fill("[name=picture_library]", number)
    page.click("main form.form [type=submit] >> nth=0")
    assert page.locator(".form-picture img").get_attribute("alt") == ALT
    assert page.input_value("[name=alt]") == ALT
