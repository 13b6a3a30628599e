"""Pages run as the portal's own policy wants, and ask nobody else for anything."""

from urllib.parse import urlsplit

import pytest

from pages import ADMIN, PUBLIC, REFUSED, go


@pytest.mark.parametrize("kind", [*PUBLIC, *ADMIN])
def test_nothing_is_blocked_fails_or_comes_from_elsewhere(open_page, portal, kind):
    page = open_page(logged_in=kind in ADMIN)
    troubles, strangers = [], []
    page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    # Going on to the next page ends what the last one was still loading.
    page.on("requestfailed", lambda request: troubles.append(f"{request.url}: {request.failure}")
            if "ERR_ABORTED" not in request.failure else None)
    page.on(
        "request", lambda request: strangers.append(request.url)
        if urlsplit(request.url).hostname not in ("localhost", None) else None,
    )
    page.on(
        "response", lambda response: troubles.append(f"{response.url}: {response.status}")
        if response.status >= 400 and kind not in REFUSED else None,
    )
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event => console.error(event.violatedDirective, event.blockedURI))")
    go(page, portal, kind)
    page.wait_for_load_state("networkidle")
    # Pictures further down are loaded as a reader comes to them.
    broken = page.evaluate("""Promise.all([...document.images].map(image => {
        image.loading = 'eager';
        return image.decode().then(() => null, () => image.src);
    })).then(sources => sources.filter(Boolean))""")
    if kind in REFUSED:
        troubles = [trouble for trouble in troubles if str(REFUSED[kind]) not in trouble]
    assert troubles == []
    assert strangers == []
    assert broken == []


@pytest.mark.parametrize("kind", [*PUBLIC, *ADMIN])
def test_no_page_carries_script_or_style_of_its_own(open_page, kind):
    page = open_page(kind, java_script_enabled=False)
    page_html = page.content()
    assert page.locator("script:not([src]):not([type='application/ld+json'])").count() == 0
    assert page.locator("style").count() == 0
    assert page.locator("[style]").count() == 0
    for attribute in ("onclick=", "onload=", "onerror=", "javascript:"):
        assert attribute not in page_html


@pytest.mark.parametrize("path", ["/", "/quan-tri/dang-nhap", "/tin-tuc", "/khong-co"])
def test_every_answer_carries_the_policy(open_page, portal, path):
    headers = open_page().goto(portal.url(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_the_administration_is_closed_to_strangers(open_page, portal):
    page = open_page()
    for path in ["/quan-tri", "/quan-tri/phan-he", "/quan-tri/news", "/quan-tri/nhat-ky"]:
        page.goto(portal.url(path))
        assert urlsplit(page.url).path == "/quan-tri/dang-nhap"


def test_search_words_are_shown_as_text(open_page, portal):
    page = open_page()
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(portal.url("/tim-kiem?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"))
    assert dialogs == []
    assert page.locator("#q").input_value() == "<img src=x onerror=alert(1)>"
