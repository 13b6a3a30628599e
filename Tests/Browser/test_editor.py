"""The editor of rich text: with a keyboard alone, by its names, from the clipboard, and without scripts."""

import re

import pytest

from conftest import DESK, PHONE
from test_accessibility import findings
from test_keyboard import focused, tab_to

# What Word puts on the clipboard for a heading, a paragraph, a list of two levels and a table.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head><body>
<!--StartFragment--><h1 style='margin:0'><span lang=VI>Kết quả<o:p></o:p></span></h1>
<p class=MsoNormal><b><span lang=VI style='color:red'>Đồng Việt</span></b><span lang=VI> gặt xong
vụ mùa.<o:p></o:p></span></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]><span>Lúa</span></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>a.<span>&nbsp; </span></span>Sớm</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>Ngô</p>
<table class=MsoTableGrid border=1 style='border:none'><tr style='height:1pt'><td width=100 valign=top><p
class=MsoNormal>Thôn<o:p></o:p></p></td><td><p class=MsoNormal>12</p></td></tr></table>
<p class=MsoNormal><img src="file:///C:/a.png" onerror="alert(1)"><script>alert(2)</script>Hết.</p><!--EndFragment--></body></html>"""

FROM_WORD = (
    "<h2>Kết quả</h2><p><strong>Đồng Việt</strong> gặt xong vụ mùa.</p>"
    "<ol><li>Lúa<ol><li>Sớm</li></ol></li><li>Ngô</li></ol>"
    "<table><tbody><tr><td>Thôn</td><td>12</td></tr></tbody></table><p>Hết.</p>"
)


def written(page) -> str:
    return page.locator("[name=body]").input_value()


def kept(page) -> str:
    """What the server has kept, without the line ends between blocks."""
    return re.sub(r"(?<=>)\n+(?=<)|\n+(?=<ul>|<ol>)", "", written(page))


def paste(page, html: str = "", text: str = "") -> None:
    page.locator("[data-area]").evaluate(
        """(area, [html, text]) => {
            const data = new DataTransfer()
            if (html) data.setData('text/html', html)
            data.setData('text/plain', text)
            area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
        }""",
        [html, text],
    )


def save(page) -> None:
    """Saves; a new article first gets a section, which nobody chooses for its writer."""
    if not page.input_value("[name=section]"):
        page.select_option("[name=section]", "thong-bao")
    page.locator("main form.form > .actions [type=submit]").first.click()
    page.wait_for_selector(".flash")


def test_an_article_is_written_with_the_keyboard_alone(open_page):
    page = open_page("new-article")
    keys = page.keyboard
    tab_to(page, "[name=title]")
    keys.type("Đồng Việt gặt xong lúa mùa")
    tab_to(page, "[name=section]")
    keys.press("ArrowDown")
    tab_to(page, "[data-area]")
    keys.type("Toàn xã ")
    keys.press("Control+b")
    keys.type("đã gặt")
    keys.press("Control+b")
    keys.type(" xong.")
    keys.press("Enter")
    keys.press("Control+Alt+2")
    keys.type("Kết quả")
    keys.press("Enter")
    keys.press("Control+Shift+8")
    keys.type("Lúa")
    keys.press("Enter")
    keys.type("Sớm")
    keys.press("Tab")
    keys.press("Enter")
    keys.press("Shift+Tab")
    keys.type("Ngô")
    keys.press("Enter")
    keys.press("Enter")
    # To the toolbar and along it, for a table.
    keys.press("Alt+F10")
    for _ in range(20):
        if "chèn bảng" in focused(page).lower():
            break
        keys.press("ArrowRight")
    keys.press("Enter")
    keys.press("Enter")
    for words in ["Thôn", "Diện tích", "Năng suất", "Đông"]:
        keys.type(words)
        keys.press("Tab")
    # Escape, then Tab: out of the editor, which is no trap.
    keys.press("Escape")
    page.wait_for_selector("[data-status]:has-text('ra khỏi')", state="attached")
    keys.press("Tab")
    assert page.evaluate("!document.activeElement.closest('[data-area]')"), focused(page)
    tab_to(page, "main form.form > .actions [type=submit]")
    keys.press("Enter")
    page.wait_for_selector(".flash")
    assert kept(page) == (
        "<p>Toàn xã <strong>đã gặt</strong> xong.</p><h2>Kết quả</h2><ul><li>Lúa<ul><li>Sớm</li></ul></li><li>Ngô</li></ul>"
        '<table><thead><tr><th scope="col">Thôn</th><th scope="col">Diện tích</th><th scope="col">Năng suất</th></tr></thead>'
        "<tbody><tr><td>Đông</td><td></td><td></td></tr><tr><td></td><td></td><td></td></tr></tbody></table>"
    )


def test_undo_and_redo(open_page):
    page = open_page("new-article")
    page.click("[data-area]")
    page.keyboard.type("Một")
    page.keyboard.press("Control+Shift+9")
    quoted = written(page)
    assert quoted == "<blockquote><p>Một</p></blockquote>"
    page.keyboard.press("Control+z")
    assert written(page) == "<p>Một</p>"
    page.keyboard.press("Control+y")
    assert written(page) == quoted


def test_word_is_pasted_clean(open_page):
    page = open_page("new-article")
    page.fill("[name=title]", "Dán từ Word")
    page.click("[data-area]")
    paste(page, WORD)
    assert written(page) == FROM_WORD
    page.wait_for_selector("[data-status]:has-text('1 ảnh')", state="attached")
    save(page)
    assert kept(page) == FROM_WORD


def test_plain_text_is_pasted_as_paragraphs(open_page):
    page = open_page("new-article")
    page.click("[data-area]")
    paste(page, text="Mo\u0323\u0302t\r\n\r\n<b>hai</b>")
    assert written(page) == "<p>Một</p><p>&lt;b&gt;hai&lt;/b&gt;</p>"


def test_a_link_is_checked_changed_and_removed(open_page):
    page = open_page("new-article")
    page.click("[data-area]")
    page.keyboard.press("Control+k")
    page.fill("dialog[open] [name=url]", "javascript:alert(1)")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open] .error").first.is_visible()
    assert page.evaluate("document.activeElement.matches('[name=url][aria-invalid=true]')")
    page.fill("dialog[open] [name=url]", "bacninh.example/tin")
    page.fill("dialog[open] [name=text]", "Tỉnh")
    page.keyboard.press("Enter")
    assert written(page) == '<p><a href="https://bacninh.example/tin">Tỉnh</a></p>'
    page.keyboard.press("Control+k")
    assert page.input_value("dialog[open] [name=url]") == "https://bacninh.example/tin"
    page.click("dialog[open] [value=remove]")
    assert written(page) == "<p>Tỉnh</p>"


def test_names_that_a_screen_reader_says(open_page):
    page = open_page("new-article")
    area = page.get_by_role("textbox", name="Nội dung")
    assert area.get_attribute("aria-multiline") == "true"
    bar = page.get_by_role("toolbar", name="Định dạng nội dung")
    for name in ["Đậm", "Nghiêng", "Danh sách gạch đầu dòng", "Liên kết", "Chèn bảng", "Hoàn tác"]:
        assert bar.get_by_role("button", name=name, exact=True).count() == 1, name
    assert bar.locator("[tabindex='0']").count() == 1
    area.click()
    page.keyboard.press("Control+b")
    page.wait_for_selector("[data-command=bold][aria-pressed=true]")


def test_an_error_of_the_field_leads_to_the_editor(open_page):
    page = open_page("new-article")
    page.fill("[name=title]", "Bài quá dài")
    page.select_option("[name=section]", "thong-bao")
    page.click("[data-area]")
    paste(page, text="chữ " * 60_000)
    page.locator("main form.form > .actions [type=submit]").first.click()
    # The editor is there, so the link leads to it and no longer to the plain field.
    page.wait_for_selector("[data-area]")
    page.click("#errors a")
    assert page.evaluate("document.activeElement.matches('[data-area][aria-invalid=true]')"), focused(page)
    assert "chữ chữ" in written(page)


def test_opening_and_saving_changes_nothing(open_page):
    page = open_page("edit-article")
    before = written(page)
    save(page)
    assert written(page) == before


def test_without_scripts_nothing_that_was_written_is_lost(open_page):
    page = open_page("new-article")
    page.fill("[name=title]", "Viết bằng trình soạn thảo")
    page.click("[data-area]")
    paste(page, WORD)
    save(page)
    plain = open_page(java_script_enabled=False, logged_in=True)
    plain.goto(page.url)
    assert plain.locator("textarea[name=body]").is_visible()
    before = written(plain)
    plain.locator("main form.form > .actions [type=submit]").first.click()
    assert written(plain) == before
    plain.fill("[name=body]", before + "\n\n## Thêm\n\n- *một*")
    plain.locator("main form.form > .actions [type=submit]").first.click()
    page.goto(plain.url)
    assert page.locator("[data-area]").inner_html().startswith(FROM_WORD + "<h2>Thêm</h2><ul><li><em>một</em></li></ul>")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_while_writing(open_page, viewport):
    page = open_page("new-article", viewport=viewport, bypass_csp=True)
    page.click("[data-area]")
    paste(page, WORD)
    page.locator("[data-area] td").first.click()
    page.get_by_role("toolbar", name="Sửa bảng").wait_for()
    assert findings(page) == ""
    page.locator("[data-area] p").first.click()
    page.click("[data-command=link]")
    assert findings(page) == ""


def test_it_fits_a_narrow_phone(open_page):
    page = open_page("new-article", viewport={"width": 320, "height": 640})
    page.click("[data-area]")
    paste(page, WORD)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.click("[data-command=fullscreen]")
    box = page.locator(".rich-text").bounding_box()
    assert box["width"] == 320 and box["height"] == 640
    page.keyboard.press("Escape")
    assert page.locator(".is-full").count() == 0


def test_the_policy_is_not_broken(open_page):
    page = open_page("new-article")
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.reload()
    page.click("[data-area]")
    paste(page, WORD)
    for command in ["bold", "italic", "bullets", "quote", "rule", "clear", "undo"]:
        page.locator("[data-area] p").first.click()
        page.click(f"[data-command={command}]")
    assert faults == []
