"""A second step at login: set up and used in a browser without scripts, and looked at by axe."""

import base64
import hashlib
import hmac
import struct
import time

from playwright.sync_api import expect

from conftest import PHONE
from test_accessibility import findings

LOGIN = "nghia@dongviet.example"
PASSWORD = "mưa bụi bay qua hiên 63"


def code(secret: str) -> str:
    """What an authenticator program shows now (RFC 6238)."""
    step = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret.replace(" ", "")), step, hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def log_in(page, portal) -> None:
    page.goto(portal.url("/quan-tri/dang-nhap"))
    page.fill("[name=login]", LOGIN)
    page.fill("[name=password]", PASSWORD)
    page.click("main [type=submit]")


def submit(page, field: str, value: str, button: str = "main .button-primary[type=submit]") -> None:
    page.fill(f"[name={field}]", value)
    page.click(button)


def test_a_second_step_is_set_up_used_and_turned_off(open_page, portal, administrator):
    portal.add_account(LOGIN, "Vũ Thị Nghĩa", PASSWORD, "administrator")
    page = open_page(viewport=PHONE, java_script_enabled=False)
    log_in(page, portal)
    page.goto(portal.url("/quan-tri/tai-khoan"))
    page.click("main a[href$='/xac-thuc']")
    submit(page, "current", PASSWORD)
    assert page.locator("svg.qr-code").get_attribute("role") == "img"
    secret = page.locator(".totp-secret").inner_text()
    looker = open_page(storage_state=page.context.storage_state(), bypass_csp=True)
    looker.goto(page.url)
    assert looker.locator("svg.qr-code").is_visible()
    assert findings(looker) == ""
    submit(page, "code", "000000")
    assert page.locator("[name=code]").get_attribute("aria-invalid") == "true"
    submit(page, "code", code(secret))
    expect(page.locator(".recovery-codes code")).to_have_count(10)
    codes = page.locator(".recovery-codes code").all_inner_texts()

    # A code of the telephone is good once, and it was used just now: a recovery code does as well.
    other = open_page(bypass_csp=True)
    log_in(other, portal)
    expect(other.locator("[name=code]")).to_be_visible()
    assert findings(other) == ""
    submit(other, "code", "000000")
    expect(other.locator("#errors a")).to_have_count(1)
    submit(other, "code", codes[3].lower())
    assert other.url == portal.url("/quan-tri")
    other.goto(portal.url("/quan-tri/tai-khoan/xac-thuc"))
    assert "9" in other.locator(".alert-success").inner_text()
    assert findings(other) == ""
    submit(other, "current", PASSWORD, "button[formaction$='/tat']")
    expect(other.locator(".flash .alert-success")).to_be_visible()
    again = open_page(java_script_enabled=False)
    log_in(again, portal)
    assert again.url == portal.url("/quan-tri")
