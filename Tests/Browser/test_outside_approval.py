"""A step that somebody without an account takes by a one-time link: in a browser without scripts, and looked at by axe."""

import re

import pytest
from playwright.sync_api import expect

from conftest import DESK, PHONE
from test_accessibility import findings
from test_layout import OVERFLOW
from test_without_scripts import take_step

TITLE = "Hội Nông dân hướng dẫn ủ phân xanh cho vụ xuân"
MAIL = "binh@hoinongdan.example"


@pytest.fixture
def outside_step(open_page, portal, editor):
    """The workflow of articles with a step for somebody outside; afterwards it is as it was."""
    page = open_page(storage_state=editor, java_script_enabled=False)
    workflow = portal.url("/quan-tri/quy-trinh/news.editorial")
    page.goto(workflow)
    page.locator("button[value=add]").click()
    page.locator("[name=title]").nth(1).fill("Hội Nông dân duyệt")
    page.locator("[name=who]").nth(1).select_option("outside:link")
    page.locator("button[value=save].button-primary").click()
    expect(page.locator(".flash .alert-success")).to_be_visible()
    yield page
    page.goto(workflow)
    page.locator("button[value=reset]").click()
    expect(page.locator(".flash .alert-success")).to_be_visible()


def write(page, portal) -> str:
    """An article that was sent on by its writer; its address in the administration."""
    page.goto(portal.url("/quan-tri/news/moi"))
    page.fill("[name=title]", TITLE)
    page.select_option("[name=section]", "kinh-te-xa-hoi")
    page.fill("[name=body]", "Bà con gom rơm rạ, lá cây, ủ trong **45 ngày**.")
    page.fill("[name=source]", "Hội Nông dân xã")
    page.fill("[name=author]", "Lê Thị Mận")
    page.click("main form.form .actions [type=submit]")
    edit = page.url
    assert re.search(r"/quan-tri/news/\d+$", edit), page.locator("main").inner_text()
    take_step(page, edit, "Gửi kiểm duyệt")
    return edit


def mailed_link(page, portal) -> str:
    """The link in the mail that was sent last; in a trial the administration shows it."""
    page.goto(portal.url("/quan-tri/thu-gui-di?trang-thai=sent"))
    for _ in range(50):
        if page.get_by_role("link", name=re.compile("Bình")).count():
            break
        page.reload()
    page.get_by_role("link", name=re.compile("Bình")).first.click()
    return portal.url(re.search(r"/phe-duyet\?ma=[\w-]{43}", page.locator(".mail-text").inner_text()).group(0))


def fits(open_page, address: str, **options) -> None:
    """The page has no fault that axe finds, and nothing sticks out of a small screen."""
    for viewport in [PHONE, DESK]:
        page = open_page(viewport=viewport, bypass_csp=True, **options)
        page.goto(address)
        assert findings(page) == ""
    page = open_page(viewport={"width": 320, "height": 640}, **options)
    page.goto(address)
    assert page.evaluate(OVERFLOW) == []


def test_somebody_outside_approves_without_an_account(open_page, portal, editor, outside_step):
    writer = open_page(logged_in=True, java_script_enabled=False)
    edit = write(writer, portal)
    chief = outside_step
    take_step(chief, edit, "Duyệt")

    # Refused, the form keeps what was typed.
    steps = edit + "/buoc"
    chief.goto(steps)
    form = chief.locator("form[action$='/phe-duyet-ngoai']")
    form.locator("[name=name]").fill("Trần Văn Bình")
    form.locator("[name=office]").fill("Chủ tịch Hội Nông dân xã")
    form.locator("[type=submit]").click()
    assert form.locator("[name=name]").input_value() == "Trần Văn Bình"
    assert form.locator("[name=mail]").get_attribute("aria-invalid") == "true"
    form.locator("[name=mail]").fill(MAIL)
    form.locator("[name=message]").fill("Mong ông xem trước thứ Sáu.")
    form.locator("[type=submit]").click()
    expect(chief.locator(".flash .alert-success")).to_be_visible()
    fits(open_page, steps, storage_state=editor)

    link = mailed_link(chief, portal)
    fits(open_page, link)
    guest = open_page(viewport=PHONE, java_script_enabled=False)
    assert guest.goto(link).status == 200
    assert guest.locator("h1").inner_text() == TITLE
    assert guest.locator(".prose strong").inner_text() == "45 ngày"
    assert "noindex" in guest.locator("meta[name=robots]").get_attribute("content")
    guest.locator("[name=no_secret]").check()
    guest.get_by_role("button", name="Phê duyệt", exact=True).click()
    assert guest.locator("[name=signature]").get_attribute("aria-invalid") == "true"
    assert guest.locator("[name=no_secret]").is_checked()
    guest.locator("[name=signature]").fill("Trần Văn Bình")
    guest.get_by_role("button", name="Phê duyệt", exact=True).click()
    assert guest.locator("h1").inner_text() == "Đã phê duyệt"
    fits(open_page, link)

    chief.goto(steps)
    assert MAIL in chief.locator(".timeline").inner_text()
    take_step(chief, edit, "Xuất bản")
