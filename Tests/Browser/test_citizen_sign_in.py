"""A citizen signs in with an identity provider that runs beside the portal, Canaille: it asks for a password and for
consent, and demands PKCE, nonce, the client's secret and a registered address, as a national service does."""

import hashlib
import json
import re
import urllib.request

import pytest

from conftest import DESK, PHONE
from portal import Portal
from test_accessibility import findings
from test_screenshots import draw

CITIZEN = {"number": "024190001234", "name": "Vũ Thị Nghĩa", "password": "cầu ao sen nở 36"}
PROCEDURE = "/dich-vu-cong/xin-xac-nhan-cu-tru"
NAMES = [
    "citizen-offer", "citizen-signed-out", "citizen-dossiers-signed-out", "citizen-notice", "citizen-form",
    "citizen-account", "citizen-dossiers",
]
SITE = """
name: Xã Đồng Việt
domains: [dongviet.localhost]
scheme: http
languages: [vi, en]
modules:
  e-services:
citizen_sign_in:
  name: VNeID
  issuer: {issuer}
  client_id: {client}
  client_secret_file: secret
  claims: {{identity: sub}}
"""
CONTENT = """
procedures:
  - code: "1.000001"
    name: Xin xác nhận cư trú
    field: ho-tich
    body: Phòng Văn hóa - Xã hội
    level: partial
    term: 3
    fee: 0
    result: Giấy xác nhận
    form:
      pages:
        - title: Nội dung
          fields:
            - {id: viec, kind: text, label: Xác nhận để làm gì, required: true}
"""


def register(provider: str, portal: Portal) -> dict:
    """The portal as the provider's client, by its registration (RFC 7591)."""
    client = {
        "client_name": "Cổng xã Đồng Việt", "client_uri": "https://dongviet.example",
        "redirect_uris": [portal.url("/cong-dan/dang-nhap/xong")],
        "post_logout_redirect_uris": [portal.url("/cong-dan")],
        "grant_types": ["authorization_code"], "response_types": ["code"],
        "token_endpoint_auth_method": "client_secret_basic", "id_token_signed_response_alg": "RS256",
        "scope": "openid profile email phone address",
    }
    request = urllib.request.Request(
        provider + "oauth/register", json.dumps(client).encode(), {"Content-Type": "application/json"}
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    return json.load(opener.open(request, timeout=20))


@pytest.fixture(scope="module")
def commune(iam_server, tmp_path_factory):
    """A portal whose only site signs citizens in with the provider."""
    folder = tmp_path_factory.mktemp("sites") / "dong-viet"
    (folder / "content/e-services").mkdir(parents=True)
    (folder / "content/e-services/procedures.yml").write_text(CONTENT)
    portal = Portal({str(folder): "dongviet.localhost"})
    client = register(iam_server.url, portal)
    (folder / "secret").write_text(client["client_secret"])
    (folder / "site.yml").write_text(SITE.format(issuer=iam_server.url.rstrip("/"), client=client["client_id"]))
    iam_server.random_user(
        user_name=CITIZEN["number"], formatted_name=CITIZEN["name"], password=CITIZEN["password"],
        emails=["nghia@vidu.example"], phone_numbers=["0912 345 678"], formatted_address="Thôn Bến Sen",
        street="Thôn Bến Sen", locality="Xã Đồng Việt", region="Tỉnh Bắc Ninh",
    )
    try:
        portal.start()
        yield portal
    finally:
        portal.stop()


@pytest.fixture
def visitor(browser, request):
    """A phone without scripts."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN", java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def sign_in(page) -> None:
    """What the citizen does at the provider."""
    page.fill("[name=login]", CITIZEN["number"])
    page.locator("[type=submit]").last.click()
    page.fill("[name=password]", CITIZEN["password"])
    page.locator("[type=submit]").last.click()
    if page.locator("#accept").count():
        page.click("#accept")


def answer_sum(page) -> None:
    """The sum that is asked without scripts; nobody is taken in faster than in three seconds."""
    digest = hashlib.sha256(page.get_attribute("[data-intake]", "data-nonce").encode()).digest()
    page.fill("[name=intake_answer]", str(digest[0] % 9 + digest[1] % 9 + 2))
    page.wait_for_timeout(3500)


def submit(page) -> None:
    page.locator("main form.form .button-primary").click()


def test_a_citizen_applies_without_typing_who_they_are(commune, visitor):
    page = visitor
    page.goto(commune.url(PROCEDURE + "/nop"))
    page.get_by_role("link", name="Đăng nhập bằng VNeID").click()
    assert page.url.startswith("http://localhost:")
    sign_in(page)
    # Back where it began, with what the provider knows.
    assert page.url == commune.url(PROCEDURE + "/nop"), page.locator("body").inner_text()
    main = page.locator("main").inner_text()
    assert "Bạn đã đăng nhập bằng VNeID" in main
    assert CITIZEN["name"] in main and CITIZEN["number"] in main
    assert page.locator("[name=a_name], [name=a_identity]").count() == 0
    assert page.input_value("[name=a_phone]") == "0912345678"
    assert page.input_value("[name='a_address.commune']") == "Xã Đồng Việt"
    page.fill("[name='a_address.detail']", "Thôn Gốm Hạ")
    answer_sum(page)
    submit(page)
    page.fill("[name=viec]", "Xin học cho con")
    submit(page)
    page.check("[name=c_delivery] >> nth=0")
    page.check("[name=c_truth]")
    page.check("[name=c_consent]")
    submit(page)
    text = page.locator("main").inner_text()
    assert "đã được VNeID xác nhận" in text, text
    code = re.search(r"Hồ sơ (\S+)", page.locator("h1").inner_text()).group(1)

    # The list of one's own, without code and telephone number.
    page.goto(commune.url("/dich-vu-cong"))
    page.get_by_role("link", name="Hồ sơ của tôi").click()
    assert code in page.locator("main").inner_text()
    page.get_by_role("link", name="Đã kết thúc").click()
    assert code not in page.locator("main").inner_text()
    page.get_by_role("link", name="Tất cả").click()
    page.get_by_role("link", name="Xin xác nhận cư trú").click()
    assert "/tra-cuu/ho-so?ve=" in page.url

    # Out of the portal, and of the provider.
    page.goto(commune.url("/cong-dan"))
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/cong-dan")
    assert "Bạn chưa đăng nhập" in page.locator("main").inner_text()
    page.goto(commune.url("/dich-vu-cong/ho-so-cua-toi"))
    assert code not in page.locator("main").inner_text()
    page.get_by_role("link", name="Đăng nhập bằng VNeID").click()
    assert page.locator("[name=login], [name=password]").count(), "the provider still knows who it is"


def test_what_was_typed_is_there_after_signing_in(commune, visitor):
    page = visitor
    page.goto(commune.url(PROCEDURE + "/nop"))
    page.fill("[name=a_behalf]", "Vũ Văn An")
    page.fill("[name=a_phone]", "0987 654 321")
    answer_sum(page)
    page.get_by_role("button", name="Lưu và đăng nhập bằng VNeID").click()
    page.wait_for_selector("[name=login]")
    sign_in(page)
    assert "trang=nguoi-nop" in page.url, page.url
    assert CITIZEN["name"] in page.locator("main").inner_text()
    assert page.input_value("[name=a_behalf]") == "Vũ Văn An"
    assert page.input_value("[name=a_phone]") == "0987 654 321"


def test_whoever_declines_goes_on_without(commune, visitor, iam_server):
    page = visitor
    for consent in iam_server.backend.query(iam_server.models.Consent):
        iam_server.backend.delete(consent)
    page.goto(commune.url(PROCEDURE + "/nop"))
    page.get_by_role("link", name="Đăng nhập bằng VNeID").click()
    page.fill("[name=login]", CITIZEN["number"])
    page.locator("[type=submit]").last.click()
    page.fill("[name=password]", CITIZEN["password"])
    page.locator("[type=submit]").last.click()
    page.click("#deny")
    assert page.url == commune.url(PROCEDURE + "/nop")
    assert "Bạn chưa đăng nhập bằng VNeID" in page.locator("main").inner_text()
    assert page.locator("[name=a_name]").count() == 1


def test_a_forged_answer_is_explained(commune, visitor):
    page = visitor
    answer = page.goto(commune.url("/cong-dan/dang-nhap/xong?code=abc&state=def"))
    assert answer.status == 400
    assert "không còn dùng được" in page.locator("h1").inner_text()
    page.get_by_role("link", name="Đăng nhập lại").click()
    assert page.url.startswith("http://localhost:")


def pages(commune, page):
    """The pages that only a site with a provider has: opens each, and names it."""

    def show(name: str, path: str) -> str:
        page.goto(commune.url(path))
        return name

    yield show("citizen-offer", PROCEDURE + "/nop")
    yield show("citizen-signed-out", "/cong-dan")
    yield show("citizen-dossiers-signed-out", "/dich-vu-cong/ho-so-cua-toi")
    yield show("citizen-notice", "/cong-dan/dang-nhap/xong?code=abc&state=def")
    page.goto(commune.url(PROCEDURE + "/nop"))
    page.get_by_role("link", name="Đăng nhập bằng VNeID").click()
    sign_in(page)
    yield show("citizen-form", PROCEDURE + "/nop")
    yield show("citizen-account", "/cong-dan")
    yield show("citizen-dossiers", "/dich-vu-cong/ho-so-cua-toi")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(commune, browser, viewport):
    context = browser.new_context(viewport=viewport, locale="vi-VN", bypass_csp=True)
    page = context.new_page()
    assert {name: findings(page) for name in pages(commune, page)} == dict.fromkeys(NAMES, "")
    context.close()


@pytest.mark.pictures
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_pictures(commune, browser, viewport):
    context = browser.new_context(viewport=viewport, locale="vi-VN")
    page = context.new_page()
    size = "phone" if viewport == PHONE else "desk"
    for name in pages(commune, page):
        draw(page, f"{name}-{size}.png")
    context.close()
