"""Whoever has only a keyboard gets everywhere, and always sees where they are."""

import pytest

from conftest import DESK, PHONE


def focused(page) -> str:
    return page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def tab_to(page, matches: str, limit: int = 150) -> None:
    """Presses Tab until the focus is on an element that matches."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", matches):
            return
    raise AssertionError(f"{matches} is not reached by Tab; the focus is on {focused(page)}")


@pytest.mark.parametrize("kind", ["home", "article", "dashboard"])
def test_the_first_stop_leads_past_the_menu(open_page, kind):
    page = open_page(kind)
    page.keyboard.press("Tab")
    assert page.locator(".skip-link").evaluate("link => link === document.activeElement")
    assert page.locator(".skip-link").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null"), focused(page)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_menu_is_walked_without_a_mouse(open_page, portal, viewport):
    page = open_page("home", viewport=viewport)
    if viewport is PHONE:
        tab_to(page, ".menu-open")
        page.keyboard.press("Enter")
    tab_to(page, "#menu summary")
    page.keyboard.press("Enter")
    assert page.locator("#menu details[open]").count() == 1
    tab_to(page, "#menu details[open] a")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != portal.url("/"))
    assert page.locator("#menu a[aria-current=page]").count() == 1


def test_escape_closes_a_submenu_and_gives_the_focus_back(open_page):
    page = open_page("home")
    tab_to(page, "#menu summary")
    page.keyboard.press("Enter")
    tab_to(page, "#menu details[open] a")
    page.keyboard.press("Escape")
    assert page.locator("#menu details[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('summary')")


def test_escape_closes_the_menu_of_a_phone(open_page):
    page = open_page("home", viewport=PHONE)
    tab_to(page, ".menu-open")
    page.keyboard.press("Enter")
    assert page.locator("#menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#menu").is_visible()
    assert page.evaluate("document.activeElement.matches('.menu-open')"), focused(page)


def test_a_search_is_typed_and_sent(open_page):
    page = open_page("home")
    tab_to(page, "header [name=q]")
    page.keyboard.type("nuoc sach")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem?q=*")
    assert page.locator(".results a").count() > 0
    tab_to(page, ".results a")


def test_a_refused_form_says_so_and_leads_to_the_field(open_page):
    page = open_page("login")
    tab_to(page, "main [type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#errors")
    tab_to(page, "#errors a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('[name=login]')"), focused(page)


@pytest.mark.parametrize("kind", ["home", "article", "new-article"])
def test_every_stop_is_seen(open_page, kind):
    """WCAG 2.4.7 and 2.4.11: a focused element is marked, inside the window, and not covered."""
    page = open_page(kind, reduced_motion="reduce")
    seen = 0
    for _ in range(40):
        page.keyboard.press("Tab")
        state = page.evaluate("""() => {
            const element = document.activeElement
            if (element === document.body) return null
            const box = element.getBoundingClientRect(), style = getComputedStyle(element)
            const x = Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1)
            const y = Math.min(Math.max(box.y + Math.min(box.height, 20) / 2, 0), innerHeight - 1)
            const top = document.elementFromPoint(x, y)
            return {
                html: element.outerHTML.slice(0, 160),
                // The parts of a date are stops of their own, which the browser marks itself.
                marked: element.type === 'datetime-local' || style.outlineStyle !== 'none' || style.boxShadow !== 'none',
                inside: box.bottom > 0 && box.top < innerHeight,
                uncovered: !top || element === top || element.contains(top) || top.contains(element),
            }
        }""")
        if state is None:
            break
        seen += 1
        assert state["marked"] and state["inside"] and state["uncovered"], state
    assert seen > 5
