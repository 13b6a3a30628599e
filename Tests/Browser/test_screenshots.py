"""Pictures of the main pages in .screenshots/, for people to look at."""

import pytest

from conftest import DESK, PHONE
from pages import ADMIN, PUBLIC
from portal import ROOT

FOLDER = ROOT / ".screenshots"


def draw(page, name: str) -> bytes:
    """A picture of the whole page, with the pictures further down."""
    page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    page.wait_for_load_state("networkidle")
    FOLDER.mkdir(exist_ok=True)
    return page.screenshot(path=FOLDER / name, full_page=True)


@pytest.mark.pictures
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", [*PUBLIC, *ADMIN])
def test_a_page_is_drawn(open_page, kind, viewport):
    page = open_page(kind, viewport=viewport)
    assert len(draw(page, f"{kind}-{viewport['width']}.png")) > 10_000


def test_the_other_commune_looks_like_itself(open_page, portal):
    page = open_page()
    colours = set()
    for site in ["dong-viet", "duc-giang"]:
        page.goto(portal.url("/", site=site))
        colours.add(page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--color-primary')"))
        draw(page, f"home-of-{site}.png")
    assert len(colours) == 2


def test_the_dark_is_dark(open_page):
    page = open_page("home", color_scheme="dark")
    draw(page, "home-dark.png")
    red, green, blue = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number)")
    assert red + green + blue < 200
