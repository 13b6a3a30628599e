"""What the tests share: one portal, one browser, one administrator."""

import hashlib
import os
import re
import shutil
import sqlite3

import pytest
from playwright.sync_api import sync_playwright

from pages import ADMIN, DRAFT
from portal import ROOT, Portal

ADMINISTRATOR = {"login": "quantri@dongviet.example", "password": "chuông đồng ngân xa 47"}
EDITOR = {"login": "truongban@dongviet.example", "password": "giếng làng trong mát 58"}
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


def pytest_sessionfinish(session, exitstatus):
    """A test that was skipped has shown nothing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def portal():
    portal = Portal()
    try:
        portal.start()
        yield portal
    finally:
        portal.stop()


@pytest.fixture(scope="session")
def browser():
    # The shell without windows: the whole browser prepares a tab strip and menus for each page, three quarters of the work.
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell")
    assert executable, "there is no chromium-headless-shell; run make test-browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, portal, administrator):
    """Makes pages: open_page("article", viewport=PHONE, java_script_enabled=False)."""
    contexts = []

    def open_page(kind: str | None = None, *, logged_in: bool | None = None, **options):
        if logged_in if logged_in is not None else kind in ADMIN:
            options["storage_state"] = administrator
        options = {"viewport": DESK, "locale": "vi-VN"} | options
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if kind:
            from pages import go

            go(page, portal, kind)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def administrator(browser, portal):
    """The cookies of the first administrator, whose account was made on the setup page, without scripts."""
    context = browser.new_context(viewport=DESK, locale="vi-VN", java_script_enabled=False)
    page = context.new_page()
    page.goto(portal.url("/quan-tri/khoi-tao"))
    page.fill("[name=code]", portal.setup_code("dong-viet"))
    page.fill("[name=name]", "Đỗ Thị Hạnh")
    page.fill("[name=office]", "Công chức Văn phòng – thống kê")
    page.fill("[name=login]", ADMINISTRATOR["login"])
    page.fill("[name=email]", ADMINISTRATOR["login"])
    page.fill("[name=password]", ADMINISTRATOR["password"])
    page.fill("[name=repeat]", ADMINISTRATOR["password"])
    page.click("main [type=submit]")
    assert page.url == portal.url("/quan-tri"), f"{page.url}: {page.locator('main').inner_text()}"
    fill_library(page, portal)
    revise_body(page, portal)
    take_in_submission(page, portal)
    take_in_case(page, portal)
    take_in_dossier(page, portal)
    take_down_article(page, portal)
    comment_on_draft(browser, portal)
    # A mail for the pages about mails.
    page.goto(portal.url("/quan-tri/quen-mat-khau"))
    page.fill("main [name=login]", ADMINISTRATOR["login"])
    page.click("main [type=submit]")
    state = context.storage_state()
    context.close()
    return state


def fill_library(page, portal) -> None:
    """Two pictures, one of them described, and a document."""
    pictures = ROOT / "sites/dong-viet/content/pictures"
    document = {"name": "Kế hoạch thủy lợi.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    for files in [[pictures / "vuon-cay-an-qua.jpg"], document, [pictures / "duong-lang.jpg"]]:
        page.goto(portal.url("/quan-tri/tep/moi"))
        page.set_input_files("[name=file]", files)
        page.click("main [type=submit]")
        if page.url.endswith("/mo-ta") and page.get_by_text("vuon-cay-an-qua.jpg").count():
            page.locator("textarea").fill("Vườn vải đầu mùa, bà con hái quả dưới tán cây")
            page.click("main [type=submit]")


def revise_body(page, portal) -> None:
    """A second revision, so that there is something to compare."""
    page.goto(portal.url("/quan-tri/organization/1"))
    page.fill("[name=hours]", "Thứ Hai – thứ Sáu, 7 giờ – 11 giờ 30 và 13 giờ 30 – 17 giờ")
    page.click("main form.form [type=submit]")


def take_in_submission(page, portal) -> None:
    """An item that came on paper with its soft copy, whose sender is asked for more."""
    page.goto(portal.url("/quan-tri/news/ban-gui/ghi-nhan"))
    page.select_option("[name=channel]", "paper")
    page.check("[name=sender_kind][value=person]")
    for name, text in {
        "sender_name": "Vũ Thị Nghĩa", "sender_mail": "nghia@vidu.example", "title": "Gương người tốt thôn Đông Thịnh",
        "message": "Kính gửi ban biên tập, tôi gửi kèm bài viết.",
    }.items():
        page.fill(f"[name={name}]", text)
    text = "Gương người tốt thôn Đông Thịnh\n\nBà con thôn Đông Thịnh quý mến ông Tư vì ông sửa đường cho cả xóm.\n"
    page.set_input_files("[name=files]", {"name": "bai-viet.txt", "mimeType": "text/plain", "buffer": text.encode()})
    page.click("main [type=submit]")
    found = re.search(r"/quan-tri/news/ban-gui/\d+$", page.url)
    assert found, f"{page.url}: {page.locator('main').inner_text()}"
    desk = found.group(0)
    code = re.search(r"BG-[0-9A-Z]{10}", page.locator("main").inner_text()).group(0)
    question = page.locator("form[action$='/hoi-them']")
    page.locator("details", has=question).locator("summary").click()
    question.locator("textarea").fill("Ai chụp ảnh?")
    question.locator("button").click()
    link = re.search(r"/tin-tuc/gui-bai/bo-sung\?ma=[0-9a-f]+", portal.last_mail()).group(0)
    portal.made |= {
        "submission": desk, "article-of-submission": f"{desk}/tao-bai", "submission-supplement": link,
        "submission-receipt": f"/tin-tuc/gui-bai/da-nhan/{code}",
    }


def take_in_case(page, portal) -> None:
    """A report that came by phone, about which a body without an account is asked, and its sender's own view."""
    page.goto(portal.url("/quan-tri/feedback/ghi-nhan"))
    page.select_option("[name=channel]", "phone")
    page.select_option("[name=topic]", "dien-nuoc")
    page.select_option("[name=map_column]", "C")
    page.select_option("[name=map_row]", "4")
    for name, text in {
        "title": "Cột điện nghiêng ở ngã ba thôn Bến Sen", "text": "Ông Vũ Văn Nghĩa, 0900 000 123, báo cột điện nghiêng.",
        "name": "Vũ Văn Nghĩa", "phone": "0900 000 123",
    }.items():
        page.fill(f"[name={name}]", text)
    page.set_input_files("[name=files]", [ROOT / "sites/dong-viet/content/pictures/duong-lang.jpg"])
    page.locator("main .actions [type=submit].button-primary").click()
    found = re.search(r"/quan-tri/feedback/\d+$", page.url)
    assert found, f"{page.url}: {page.locator('main').inner_text()}"
    desk = found.group(0)
    code = re.search(r"PA(-[0-9A-Z]{4}){3}", page.locator("main").inner_text()).group(0)
    question = page.locator("form[action$='/hoi-co-quan']")
    page.locator("details", has=question).locator("summary").click()
    for name, text in {"name": "Lê Thị Hoa", "office": "Điện lực khu vực", "mail": "hoa@dienluc.example"}.items():
        question.locator(f"[name={name}]").fill(text)
    question.locator("textarea").fill("Đề nghị kiểm tra cột điện.")
    question.locator("button").click()
    opinion = re.search(r"/phan-anh/y-kien\?ma=[0-9a-f]+", portal.last_mail()).group(0)
    page.goto(portal.url("/phan-anh/tra-cuu"))
    page.fill("[name=code]", code)
    page.fill("[name=contact]", "0900 000 123")
    # The sum that is asked without scripts; nobody is taken in faster than in three seconds.
    digest = hashlib.sha256(page.get_attribute("[data-intake]", "data-nonce").encode()).digest()
    page.fill("[name=intake_answer]", str(digest[0] % 9 + digest[1] % 9 + 2))
    page.wait_for_timeout(3500)
    page.locator("main form.form [type=submit]").click()
    page.wait_for_load_state()
    file = re.search(r"/phan-anh/tra-cuu/ho-so\?ma=[0-9a-f]+", page.url)
    assert file, f"{page.url}: {page.locator('main').inner_text()}"
    portal.made |= {
        "case": desk, "answer-of-case": f"{desk}/tra-loi", "slip-of-case": f"{desk}/phieu",
        "feedback-file": file.group(0), "feedback-opinion": opinion,
    }


def take_in_dossier(page, portal) -> None:
    """A dossier from the counter, and what its applicant sees of it."""
    page.goto(portal.url("/quan-tri/e-services/tiep-nhan?q=chung+thuc+ban+sao"))
    page.locator("tbody a").first.click()
    for name, text in {
        "a_name": "Ngô Thị Tám", "a_identity": "024160001113", "a_phone": "0912 000 778",
        "a_address.detail": "Thôn Cầu Đá", "a_address.commune": "Xã Đồng Việt", "a_address.province": "Tỉnh Bắc Ninh",
    }.items():
        page.fill(f"[name='{name}']", text)
    page.locator("[name=c_delivery]").first.check()
    page.check("[name=c_consent]")
    page.locator("main button[value=send]").click()
    page.wait_for_url("**/ho-so/*")
    page.goto(portal.url("/dich-vu-cong/tra-cuu"))
    page.fill("[name=code]", dossier_code(portal))
    page.fill("[name=secret]", "001113")
    digest = hashlib.sha256(page.get_attribute("[data-intake]", "data-nonce").encode()).digest()
    page.fill("[name=intake_answer]", str(digest[0] % 9 + digest[1] % 9 + 2))
    page.wait_for_timeout(3500)
    page.locator("main form.form [type=submit].button-primary").click()
    page.wait_for_url("**/tra-cuu/ho-so?*")
    file = page.url.removeprefix(portal.url(""))
    portal.made |= {"citizens-dossier": file, "citizens-slip": file.replace("/ho-so?", "/phieu?")}


def dossier_code(portal) -> str:
    """The code of the dossier that was taken in last."""
    with sqlite3.connect(portal.data / "dong-viet" / "site.sqlite") as database:
        return database.execute("SELECT code FROM eservices_dossiers ORDER BY id DESC LIMIT 1").fetchone()[0]


def comment_on_draft(browser, portal) -> None:
    """A comment that its sender has not confirmed yet."""
    context = browser.new_context(viewport=DESK, locale="vi-VN")
    page = context.new_page()
    page.goto(portal.url(f"{DRAFT}/gop-y"))
    page.fill("[name=text]", "Nên trồng thêm cây bóng mát dọc lối đi.")
    page.fill("[name=sender_mail]", "nghia@vidu.example")
    page.check("[name=consent]")
    # Nobody who reads the form is so quick.
    page.wait_for_timeout(6_000)
    page.click("main form.form [type=submit]")
    page.wait_for_url("**/da-gui/*")
    found = re.search(r"/du-thao/lien-ket/xac-nhan\?ma=[0-9a-f]+", portal.last_mail())
    portal.made |= {
        "draft-comment-sent": page.url.removeprefix(portal.url("")),
        "draft-comment-confirmation": found.group(0),
    }
    context.close()


def take_down_article(page, portal) -> None:
    """An article that the public has seen and sees no more."""
    page.goto(portal.url("/quan-tri/news?trang=2"))
    steps = page.locator("tbody a[href$='/buoc']").last.get_attribute("href")
    page.goto(portal.url(steps.removesuffix("/buoc")))
    portal.made["gone"] = page.locator(".side a[href^='/tin-tuc/']").first.get_attribute("href")
    page.goto(portal.url(steps))
    form = page.locator("form[action$='/unpublish']")
    form.locator("[name=reason]").fill("Thông tin đã hết hiệu lực")
    form.locator("button").click()


@pytest.fixture(scope="session")
def editor(browser, portal, administrator):
    """The cookies of a second person, since nobody approves what they wrote themselves."""
    portal.add_account(EDITOR["login"], "Dương Thị Ngọc Lan", EDITOR["password"], "administrator")
    context = browser.new_context(viewport=DESK, locale="vi-VN", java_script_enabled=False)
    page = context.new_page()
    page.goto(portal.url("/quan-tri/dang-nhap"))
    page.fill("[name=login]", EDITOR["login"])
    page.fill("[name=password]", EDITOR["password"])
    page.click("main [type=submit]")
    assert page.url == portal.url("/quan-tri"), page.locator("main").inner_text()
    state = context.storage_state()
    context.close()
    return state
