"""Somebody reports a thing with a click on the map, without scripts; it is answered, approved and read by everybody."""

import hashlib
import re

from conftest import PHONE
from portal import ROOT

TITLE = "Nắp cống vỡ trước chợ Cầu Đá"
PHOTO = ROOT / "sites/dong-viet/content/pictures/cho-que.jpg"


def answer_sum(page) -> None:
    """The sum that is asked without scripts; nobody is taken in faster than in three seconds."""
    digest = hashlib.sha256(page.get_attribute("[data-intake]", "data-nonce").encode()).digest()
    page.fill("[name=intake_answer]", str(digest[0] % 9 + digest[1] % 9 + 2))
    page.wait_for_timeout(3500)


def take_step(page, label: str) -> None:
    step = page.locator("form.step").filter(has=page.get_by_role("button", name=label, exact=True))
    for box in step.locator("[type=checkbox]").all():
        box.check()
    step.get_by_role("button", name=label, exact=True).click()


def test_a_report_is_sent_answered_and_published_without_scripts(open_page, portal, administrator, editor):
    page = open_page("feedback-form", viewport=PHONE, java_script_enabled=False)
    page.select_option("[name=topic]", "giao-thong")
    page.fill("[name=title]", TITLE)
    page.fill("[name=text]", "Ông Vũ Văn Nghĩa, 0900 000 456, suýt ngã xuống cống.")
    page.fill("[name=name]", "Lê Thị Hoa")
    page.fill("[name=phone]", "0900 000 456")
    page.set_input_files("[name=files]", [PHOTO])
    page.check("[name=consent]")
    # Nobody agrees to be published by not looking.
    assert not page.is_checked("[name=may_publish]")
    page.check("[name=may_publish]")
    # The map: a click comes back with the point, and with all that was typed.
    page.locator("input[type=image]").click(position={"x": 60, "y": 80})
    assert page.locator(".feedback-point").count() == 1
    assert page.locator("[role=alert]").count() == 0
    assert page.input_value("[name=title]") == TITLE
    assert page.is_checked("[name=files_keep]")
    answer_sum(page)
    page.locator("main .actions .button-primary").click()
    assert "/phan-anh/tra-cuu/ho-so" in page.url, page.locator("main").inner_text()
    code = re.search(r"PA(-[0-9A-Z]{4}){3}", page.locator("main").inner_text()).group(0)
    assert page.locator(".feedback-photos img").count() == 1

    desk = open_page(storage_state=administrator, viewport=PHONE, java_script_enabled=False)
    desk.goto(portal.url("/quan-tri/feedback?q=" + code))
    desk.locator("tbody a").first.click()
    desk.locator(".admin-head a[href$='/tra-loi']").click()
    assert "[họ tên]" in desk.input_value("[name=public_text]")
    desk.check("[name=outcome][value=resolved]")
    desk.fill("[name=text]", "Kính gửi bà Lê Thị Hoa, xã đã thay nắp cống.")
    desk.get_by_role("button", name="Đề xuất lại phần công khai").click()
    assert desk.input_value("[name=public_answer]") == "Kính gửi bà [họ tên], xã đã thay nắp cống."
    desk.fill("[name=public_answer]", "Xã đã thay nắp cống.")
    desk.get_by_role("button", name="Lưu và trình duyệt").click()
    assert "Chờ duyệt" in desk.locator("main").inner_text()

    head = open_page(storage_state=editor, viewport=PHONE, java_script_enabled=False)
    head.goto(desk.url + "/buoc")
    take_step(head, "Duyệt và gửi câu trả lời")

    page.goto(portal.url("/phan-anh"))
    page.get_by_role("link", name=TITLE).click()
    text = page.locator("main").inner_text()
    assert "Xã đã thay nắp cống." in text
    assert "Nghĩa" not in text and "0900" not in text and code not in text

    # The sender comes back with code and telephone number, and says what they think of it.
    page.goto(portal.url("/phan-anh/tra-cuu"))
    page.fill("[name=code]", code.lower())
    page.fill("[name=contact]", "+84 900 000 456")
    answer_sum(page)
    page.locator("main form.form [type=submit]").click()
    assert "xã đã thay nắp cống" in page.locator("main").inner_text()
    page.check("[name=rating][value='3']")
    page.locator("main form.form [type=submit]").first.click()
    assert "Hài lòng" in page.locator(".feedback-answer").inner_text()
