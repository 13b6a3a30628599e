"""Somebody applies on a phone without scripts, puts the form aside, goes on; the office answers; they fetch the result."""

import hashlib
import re
import time

from conftest import PHONE
from portal import ROOT

PAPER = ROOT / "sites/dong-viet/content/pictures/cho-que.jpg"
MOTHER = "024190001299"


def answer_sum(page) -> None:
    """The sum that is asked without scripts. Nobody is taken in within three seconds of the moment that the ticket bears."""
    digest = hashlib.sha256(page.get_attribute("[data-intake]", "data-nonce").encode()).digest()
    page.fill("[name=intake_answer]", str(digest[0] % 9 + digest[1] % 9 + 2))
    made = int(page.input_value("[name=intake_ticket]").split(".")[0])
    page.wait_for_timeout(max(0, made + 4 - time.time()) * 1000)


def press(page, value: str) -> None:
    """Sends the page, and waits for the answer: on a slow machine a click comes back before it."""
    with page.expect_navigation():
        page.locator(f"button[name=then][value='{value}']").click()


def submit(page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).click()


def take_step(page, action: str, **typed) -> None:
    form = page.locator(f"form[action$='/{action}']")
    fold = page.locator("details", has=form)
    if fold.count() and not form.locator("button").is_visible():
        fold.locator("summary").click()
    for name, value in typed.items():
        form.locator(f"[name={name}]").fill(value)
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    assert page.locator(".alert-error").count() == 0, page.locator("main").inner_text()


def test_a_form_is_filled_in_put_aside_sent_and_answered_without_scripts(open_page, portal, administrator):
    page = open_page("apply", viewport=PHONE, java_script_enabled=False)
    for name, value in {
        "a_name": "Đỗ Thị Sen", "a_identity": MOTHER, "a_phone": "0912 999 888", "a_address.detail": "Thôn Bến Sen",
        "a_address.commune": "Xã Đồng Việt", "a_address.province": "Tỉnh Bắc Ninh",
    }.items():
        page.fill(f"[name='{name}']", value)
    answer_sum(page)
    press(page, "next")
    press(page, "next")
    assert page.locator("#errors li").count() == 5, "what is missing is said"
    page.fill("[name=ho_ten_tre]", "Đỗ Gia Huy")
    page.fill("[name=ngay_sinh]", "2026-11-20")
    page.check("[name=gioi_tinh][value=Nam]")
    page.fill("[name=noi_sinh]", "Trạm Y tế xã")
    page.fill("[name=que_quan]", "Xã Đồng Việt")
    press(page, "save")
    code = page.locator(".es-big-code").inner_text()
    # Somewhere else, with the code.
    page = open_page("resume-form", viewport=PHONE, java_script_enabled=False)
    page.fill("[name=code]", code.lower())
    answer_sum(page)
    submit(page, "main .actions .button-primary")
    assert page.input_value("[name=a_name]") == "Đỗ Thị Sen"
    press(page, "next")
    assert page.input_value("[name=ho_ten_tre]") == "Đỗ Gia Huy"
    press(page, "next")
    page.check("[name=ket_hon][value='Đã đăng ký kết hôn']")
    page.fill("[name=ho_ten_me]", "Đỗ Thị Sen")
    page.fill("[name=dinh_danh_me]", MOTHER)
    press(page, "next")
    assert page.locator("#errors").count() == 0, "what comes up is no fault yet"
    page.fill("[name=ho_ten_cha]", "Nguyễn Văn Hùng")
    page.fill("[name=dinh_danh_cha]", "024088001235")
    press(page, "next")
    page.fill("[name=so_ban_sao]", "3")
    press(page, "next")
    page.locator("main input[type=file]").first.set_input_files(PAPER)
    press(page, "next")
    assert "24.000" in page.locator(".es-review").inner_text()
    page.locator("[name=c_delivery]").first.check()
    page.check("[name=c_truth]")
    page.check("[name=c_consent]")
    press(page, "send")
    heading = page.locator("h1").inner_text()
    found = re.search(r"[A-Z.]+-\d{6}-\d{4}", heading)
    assert found, f"{page.url}: {page.locator('main').inner_text()}"
    dossier = found.group(0)

    desk = open_page(storage_state=administrator, viewport=PHONE, java_script_enabled=False)
    desk.goto(portal.url("/quan-tri/e-services?q=" + dossier))
    submit(desk, f"tbody a:has-text('{dossier}')")
    assert MOTHER not in desk.locator("main").inner_text()
    submit(desk, "form[action$='/xem'] button")
    assert MOTHER in desk.locator("main").inner_text()
    take_step(desk, "tiep-nhan")
    take_step(desk, "ban-giao")
    take_step(desk, "nhan-ban-giao")
    take_step(desk, "ket-qua", text="Giấy khai sinh số 215/2026")
    take_step(desk, "tra-ket-qua")

    page = open_page("track-dossier", viewport=PHONE, java_script_enabled=False)
    page.fill("[name=code]", dossier)
    page.fill("[name=secret]", MOTHER[-6:])
    answer_sum(page)
    submit(page, "main .actions .button-primary")
    text = page.locator("main").inner_text()
    assert "Đã trả kết quả" in text and "Giấy khai sinh số 215/2026" in text
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải giấy dạng PDF").click()
    assert download.value.suggested_filename == f"phieu-{dossier}.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    submit(page, "main .actions a:has-text('Giấy tiếp nhận và hẹn trả')")
    assert page.locator(".qr-code").count() == 1


def test_the_enter_key_goes_on_and_adds_no_row(open_page):
    """The button that adds a row to a table stands before the one that goes on."""
    page = open_page("new-procedure", viewport=PHONE, java_script_enabled=False)
    rows = page.locator("[name$='.step']").count()
    with page.expect_navigation():
        page.locator("[name=code]").press("Enter")
    assert page.locator("[name$='.step']").count() == rows
    assert page.locator("#errors li").count() > 0, "it is sent, and what is missing is said"
