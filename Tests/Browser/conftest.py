"""What the tests share: one portal, one browser, one administrator."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from pages import ADMIN
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
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert executable, "there is no chromium; run make test-browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, portal, request):
    """Makes pages: open_page("article", viewport=PHONE, java_script_enabled=False)."""
    contexts = []

    def open_page(kind: str | None = None, *, logged_in: bool | None = None, **options):
        if logged_in if logged_in is not None else kind in ADMIN:
            options["storage_state"] = request.getfixturevalue("administrator")
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
    state = context.storage_state()
    context.close()
    return state


def fill_library(page, portal) -> None:
    """Two pictures, one of them described, and a document."""
    pictures = ROOT / "sites/dong-viet/content/pictures"
    document = {"name": "Kế hoạch thủy lợi.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    for files in [[pictures / "cho-que.jpg"], document, [pictures / "duong-lang.jpg"]]:
        page.goto(portal.url("/quan-tri/tep/moi"))
        page.set_input_files("[name=file]", files)
        page.click("main [type=submit]")
        if page.url.endswith("/mo-ta") and page.get_by_text("cho-que.jpg").count():
            page.locator("textarea").fill("Phiên chợ sớm, bà con bán rau quả trước mái chợ")
            page.click("main [type=submit]")
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
