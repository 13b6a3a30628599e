"""Pictures of the main pages in .screenshots/, for people to look at."""

import pytest

from conftest import DESK, PHONE
from pages import ADMIN, PUBLIC
from portal import ROOT

FOLDER = ROOT / ".screenshots"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", [*PUBLIC, *ADMIN])
def test_a_page_is_drawn(open_page, kind, viewport):
    page = open_page(kind, viewport=viewport)
    FOLDER.mkdir(exist_ok=True)
    name = f"{kind}-{viewport['width']}.png"
    picture = page.screenshot(path=FOLDER / name, full_page=True)
    assert len(picture) > 10_000


def test_the_other_commune_looks_like_itself(open_page, portal):
    page = open_page()
    colours = set()
    for site in ["dong-viet", "duc-giang"]:
        page.goto(portal.url("/", site=site))
        colours.add(page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--color-primary')"))
        FOLDER.mkdir(exist_ok=True)
        page.screenshot(path=FOLDER / f"home-of-{site}.png", full_page=True)
    assert len(colours) == 2


def test_the_dark_is_dark(open_page):
    page = open_page("home", color_scheme="dark")
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / "home-dark.png", full_page=True)
    red, green, blue = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number)")
    assert red + green + blue < 200
