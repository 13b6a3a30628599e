"""The sites' emblems, favicons and link preview pictures."""

from palette import *
from scenes import SITES
from shapes import *


def square(size, parts, title):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img"><title>{title}</title>'
        + "".join(parts)
        + "</svg>\n"
    )


def clipped(size, corner, parts):
    return [
        f'<clipPath id="frame"><rect width="{size}" height="{size}" rx="{corner}"/></clipPath>',
        f'<g clip-path="url(#frame)">{"".join(parts)}</g>',
    ]


ROOF = "M4 43C15 44 24 35 31 21H65C72 35 81 44 92 43C90 52 84 56 76 56H20C12 56 6 52 4 43Z"
"""A communal house's roof in a square of 96."""


def roof_over_rice():
    """Đồng Việt: the communal house's roof before the rising sun, over rows of rice."""
    rows = [
        path(f"M48 60Q{48 + side * reach * .35} 74 {48 + side * reach} 98", stroke=colour, stroke_width="5")
        for side in (-1, 1)
        for reach, colour in ((13, YOUNG), (40, YOUNG), (72, YOUNG))
    ]
    return square(
        96,
        clipped(
            96,
            20,
            [
                rect(0, 0, 96, 96, DAWN),
                circle(48, 40, 32, GOLD),
                rect(0, 66, 96, 30, LEAF),
                *rows,
                rect(0, 62, 96, 7, CREAM),
                rect(22, 54, 52, 10, WOOD),
                *[rect(x, 54, 5, 12, CREAM) for x in (24, 38, 53, 67)],
                path(ROOF, BRICK),
                path("M31 21H65", stroke=LATERITE, stroke_width="7", stroke_linecap="round"),
                path(
                    "M3 42C9 54 14 56 22 56H74C82 56 87 54 93 42",
                    stroke=LATERITE,
                    stroke_width="5",
                    stroke_linecap="round",
                ),
            ],
        ),
        "Đồng Việt",
    )


def roof_icon():
    return square(
        32,
        clipped(
            32,
            7,
            [
                rect(0, 0, 32, 32, DAWN),
                circle(16, 12, 10, GOLD),
                rect(0, 21, 32, 11, LEAF),
                *[path(f"M16 20L{x} 33", stroke=YOUNG, stroke_width="2.4") for x in (2, 16, 30)],
                rect(7, 17, 18, 5, WOOD),
                rect(0, 21, 32, 2, CREAM),
                path(
                    "M1 13C5 14 8 11 10.5 6H21.5C24 11 27 14 31 13C30 17 28 18.5 25.5 18.5H6.5" "C4 18.5 2 17 1 13Z",
                    BRICK,
                ),
            ],
        ),
        "Đồng Việt",
    )


def petals(x, y, r):
    parts = [group([ellipse(0, -r * 0.58, r * 0.4, r * 0.44, LOTUS)], x, y, turn=turn) for turn in range(0, 360, 72)]
    hearts = [
        group(
            [path(f"M0 0V{number(-r * .46)}", stroke=BLUSH, stroke_width=number(r * 0.11), stroke_linecap="round")],
            x,
            y,
            turn=turn,
        )
        for turn in range(0, 360, 72)
    ]
    return "".join(parts + hearts) + circle(x, y, r * 0.24, GOLD)


def bridge_over_waves():
    """Đức Giang: a bridge's arch over waves, a peach blossom above them."""

    def wave(y, colour):
        return path(f"M-8 {y}q9-9 18 0t18 0t18 0t18 0t18 0t18 0V104H-8Z", colour)

    hangers = [
        path(f"M{x} {y}V66", stroke=BRICK, stroke_width="3")
        for x, y in ((22, 54), (35, 46), (48, 44), (61, 46), (74, 54))
    ]
    return square(
        96,
        clipped(
            96,
            20,
            [
                rect(0, 0, 96, 96, CREAM),
                *hangers,
                path("M8 66Q48 14 88 66", stroke=BRICK, stroke_width="7"),
                rect(0, 62, 96, 8, BRICK),
                wave(78, STREAM),
                wave(86, RIVER),
                wave(94, DEEP),
                petals(48, 21, 18),
            ],
        ),
        "Đức Giang",
    )


def bridge_icon():
    return square(
        32,
        clipped(
            32,
            7,
            [
                rect(0, 0, 32, 32, CREAM),
                path("M3 22.5Q16 7 29 22.5", stroke=BRICK, stroke_width="3"),
                rect(0, 21, 32, 3.2, BRICK),
                path("M-2 28q4.5-4 9 0t9 0t9 0t9 0V34H-2Z", DEEP),
                petals(16, 7.4, 7),
            ],
        ),
        "Đức Giang",
    )


FILES = {
    "dong-viet": {"logo.svg": roof_over_rice(), "favicon.svg": roof_icon()},
    "duc-giang": {"logo.svg": bridge_over_waves(), "favicon.svg": bridge_icon()},
}
PREVIEWS = {"dong-viet": ("dinh-lang", 44, 416), "duc-giang": ("cau-song", 44, 44)}
"""The scene of each preview, and where the emblem stands on it."""


def share(site):
    """A link preview of 1200 × 630: the site's most typical scene with its emblem."""
    name, x, y = PREVIEWS[site]
    scene = SITES[site][name]().split("\n", 1)[1]
    emblem = FILES[site]["logo.svg"].split("</title>", 1)[1]
    return document(
        [
            f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="1200" height="630" preserveAspectRatio="xMidYMid slice">',
            scene,
            rect(x, y, 170, 170, WHITE, 38),
            f'<svg x="{x + 9}" y="{y + 9}" width="152" height="152" viewBox="0 0 96 96">',
            emblem,
        ],
        1200,
        630,
    )
