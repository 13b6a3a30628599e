"""Pages fit on the smallest screens, large print and paper."""

import pytest
from playwright.sync_api import expect

from conftest import DESK, PHONE
from pages import ADMIN, PUBLIC

OVERFLOW = """() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll('body *')].filter(element => {
        const box = element.getBoundingClientRect()
        return box.width > 0 && box.right > width + 1
    }).slice(0, 5).map(element => element.outerHTML.slice(0, 160))
}"""


@pytest.mark.parametrize("kind", [*PUBLIC, *ADMIN])
def test_nothing_sticks_out_at_320_pixels(open_page, kind):
    page = open_page(kind, viewport={"width": 320, "height": 640})
    assert page.evaluate(OVERFLOW) == []


def test_wide_tables_of_the_report_fit_on_a_desktop(open_page):
    page = open_page("report", viewport=DESK)
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("kind", ["home", "article", "search-hits", "dashboard", "edit-article"])
def test_nothing_sticks_out_or_is_cut_at_twice_the_size(open_page, kind):
    """Zoom to 200 %: half as many CSS pixels, twice as many dots each."""
    page = open_page(kind, viewport={"width": 640, "height": 450}, device_scale_factor=2)
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("kind", ["home", "article", "section", "dashboard"])
def test_larger_text_stays_on_the_page(open_page, kind):
    """WCAG 1.4.4 for people who make only the text larger."""
    page = open_page(kind, viewport=DESK)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("kind", ["article", "reference-article"])
def test_paper_carries_the_text_and_no_navigation(open_page, kind):
    page = open_page(kind)
    page.emulate_media(media="print")
    for selector in [".skip-link", ".menu-band", ".search-form", ".breadcrumbs", ".footer-links"]:
        for element in page.locator(selector).all():
            assert not element.is_visible(), f"{selector} is printed"
    assert page.locator("h1").is_visible()
    assert page.locator(".prose").is_visible()
    assert page.locator(".byline").is_visible()


def test_the_paper_of_a_report_carries_no_navigation(open_page):
    page = open_page("report")
    page.emulate_media(media="print")
    assert not page.locator(".admin-menu").is_visible()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("kind", ["home", "article", "section", "login"])
def test_targets_are_large_enough_on_a_phone(open_page, kind):
    """WCAG 2.5.8: 24 by 24 CSS pixels, links in running text apart."""
    page = open_page(kind, viewport=PHONE)
    small = page.evaluate("""() => [...document.querySelectorAll('button, input, select, summary, nav a')]
        .filter(element => element.offsetParent !== null && element.type !== 'hidden')
        .filter(element => !element.closest('.visually-hidden, .skip-link, .trap'))
        .map(element => [element.getBoundingClientRect(), element.outerHTML.slice(0, 120)])
        .filter(([box]) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(([box, html]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)""")
    assert small == []


@pytest.mark.parametrize("kind", ["feedback-figures", "dossier-figures"])
def test_a_chart_can_be_read_on_a_phone(open_page, kind):
    page = open_page(kind, viewport={"width": 360, "height": 800})
    assert page.locator(".chart-narrow").first.is_visible()
    assert not page.locator(".chart-wide").first.is_visible()
    words = page.locator(".chart-narrow text").first.bounding_box()
    assert words["height"] >= 14, "the words are too small"
    assert page.locator(".chart-narrow").first.evaluate(
        "chart => [...chart.querySelectorAll('text')].every(words => words.getBBox().x >= 0"
        " && words.getBBox().x + words.getBBox().width <= chart.viewBox.baseVal.width)"), "words are cut"


@pytest.mark.parametrize("kind", ["procedures", "feedback"])
def test_filters_below_a_list_are_one_link_away_on_a_phone(open_page, kind):
    page = open_page(kind, viewport=PHONE)
    page.click(".to-filters a")
    expect(page.locator("#bo-loc")).to_be_in_viewport()
    page.set_viewport_size(DESK)
    assert not page.locator(".to-filters").is_visible()


def test_feeds_are_folded_in_the_footer_and_open_without_scripts(open_page):
    page = open_page("home", viewport=PHONE, java_script_enabled=False)
    feed = page.locator(".feeds a").first
    assert not feed.is_visible()
    page.locator(".feeds summary").click()
    assert feed.is_visible()
