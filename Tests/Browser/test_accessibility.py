"""No finding of axe on any kind of page, on a phone and at a desk, in all colour schemes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import DESK, PHONE
from pages import ADMIN, PUBLIC

KINDS = [*PUBLIC, *ADMIN]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def findings(page) -> str:
    """What axe finds, a line for each element."""
    # A click waits until the next page has begun, not until all of it is there.
    page.wait_for_load_state()
    # While colours change into each other, axe would measure those between.
    page.evaluate("Promise.allSettled(document.getAnimations().map(each => each.finished))")
    lines = []
    for violation in Axe().run(page, options=RULES).response["violations"]:
        for node in violation["nodes"]:
            lines.append(f"{violation['id']}: {violation['help']}: {node['html'][:200]}: {node['failureSummary']}")
    return "\n".join(lines)


def test_axe_finds_what_is_wrong(open_page):
    """Otherwise the tests below would show nothing."""
    page = open_page("home", bypass_csp=True)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x\"><input>')")
    assert "image-alt" in findings(page) and "label" in findings(page)


# axe is put into the page as a script of ours, which the portal's policy forbids: only here it is set aside.


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page, kind, viewport):
    assert findings(open_page(kind, viewport=viewport, bypass_csp=True)) == ""


@pytest.mark.parametrize("kind", ["home", "article", "reference-article", "search-hits", "style-guide", "dashboard"])
def test_axe_finds_nothing_in_the_dark(open_page, kind):
    assert findings(open_page(kind, color_scheme="dark", bypass_csp=True)) == ""


@pytest.mark.parametrize("kind", ["home", "article", "style-guide", "modules"])
def test_axe_finds_nothing_with_more_contrast(open_page, kind):
    assert findings(open_page(kind, contrast="more", bypass_csp=True)) == ""


def test_axe_finds_nothing_in_the_schemes_that_a_reader_chooses(open_page):
    page = open_page("article", bypass_csp=True)
    for scheme in ["dark", "contrast", "light"]:
        page.click(f"[data-scheme-choice={scheme}]")
        assert page.get_attribute("html", "data-scheme") == scheme
        assert findings(page) == ""


def test_axe_finds_nothing_on_the_setup_page(open_page, portal):
    page = open_page(bypass_csp=True)
    page.goto(portal.url("/quan-tri/khoi-tao", site="duc-giang"))
    assert findings(page) == ""
    page.click("main [type=submit]")
    expect(page.locator("#errors a").first).to_be_visible()
    assert findings(page) == ""


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_in_the_open_menu(open_page, viewport):
    page = open_page("home", viewport=viewport, bypass_csp=True)
    if viewport is PHONE:
        page.click(".menu-open")
    page.click("#menu summary >> nth=0")
    assert findings(page) == ""
