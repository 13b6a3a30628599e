"""The marks of the sample sites' invented businesses, and the scan of a confirmation."""

import math

from palette import *
from shapes import *


def mark(parts, ground=WHITE):
    return document([rect(0, 0, 96, 96, ground), *parts], 96, 96)


def teapot():
    return mark(
        [
            path("M66 44q18-6 18 8t-20 12", stroke=LATERITE, stroke_width="6"),
            path("M26 50q-14-2-18-18l8-2q6 8 14 8Z", LATERITE),
            ellipse(46, 54, 26, 22, BRICK),
            ellipse(46, 34, 15, 4, CLAY),
            circle(46, 27, 5, LATERITE),
            rect(30, 76, 32, 5, WOOD, 2),
        ],
        CREAM,
    )


def jar():
    return mark(
        [
            path("M34 18h28v8q16 8 16 28t-18 32H36Q18 74 18 54t16-28Z", CLAY),
            rect(30, 14, 36, 7, BRICK, 3),
            path("M20 50q9-8 18 0t18 0t20 0", stroke=CREAM, stroke_width="4"),
            path("M22 62q9-8 18 0t18 0t16 0", stroke=CREAM, stroke_width="4"),
        ]
    )


def rice():
    grains = [
        group([ellipse(0, -7, 4, 8, GOLD)], 48 + side * (4 + i), 26 + i * 11, turn=side * 38)
        for i in range(5)
        for side in (-1, 1)
    ]
    return mark([stroke([(48, 88), (48, 18)], LEAF, 4), *grains, group([ellipse(0, -7, 4, 8, GOLD)], 48, 20)], MIST)


def litchi():
    return mark(
        [
            stroke([(48, 14), (48, 36)], BARK, 4),
            stroke([(48, 22), (30, 44)], BARK, 3),
            stroke([(48, 22), (66, 44)], BARK, 3),
            *[circle(x, y, 15, LATERITE) + circle(x - 4, y - 5, 4, BLUSH) for x, y in ((30, 54), (66, 54), (48, 70))],
            path("M48 16q20-14 34 0q-16 12-34 0Z", LEAF),
        ],
        CREAM,
    )


def pomelo():
    slices = [group([path("M0 0L-8-24Q0-30 8-24Z", SHOOT)], 48, 52, turn=turn) for turn in range(0, 360, 45)]
    return mark(
        [circle(48, 52, 36, RICE), circle(48, 52, 31, WHITE), *slices, path("M48 16q10-14 24-8q-6 12-24 8Z", PINE)]
    )


def bowl():
    return mark(
        [
            *[
                path(f"M{x} 12q8 7 0 14t0 14", stroke=ASH, stroke_width="4", stroke_linecap="round")
                for x in (32, 46, 60)
            ],
            path("M12 46H84Q82 78 60 84H36Q14 78 12 46Z", RIVER),
            rect(10, 42, 76, 6, DEEP, 3),
            stroke([(56, 42), (86, 18)], WOOD, 4),
        ]
    )


def bricks():
    rows = [
        rect(10 + column * 26 - (row % 2) * 13, 18 + row * 16, 23, 13, (LATERITE, CLAY, BRICK)[(row + column) % 3], 1)
        for row in range(4)
        for column in range(4)
    ]
    return mark(
        [
            '<clipPath id="wall"><rect x="10" y="16" width="76" height="64"/></clipPath>',
            f'<g clip-path="url(#wall)">{"".join(rows)}</g>',
        ],
        STONE,
    )


def truck():
    return mark(
        [
            rect(8, 28, 48, 36, DEEP, 3),
            path("M58 38h16l12 14v12H58Z", AMBER),
            path("M63 43h9l7 9H63Z", MIST),
            *[circle(x, 68, 9, INK) + circle(x, 68, 4, STONE) for x in (26, 70)],
        ]
    )


def boat():
    return mark(
        [
            path("M10 56H86Q78 74 66 76H30Q18 74 10 56Z", WOOD),
            stroke([(48, 56), (48, 16)], BARK, 4),
            path("M52 18Q78 30 76 50H52Z", LOTUS),
            path("M44 24Q24 34 22 50H44Z", PETAL),
            path("M4 84q11-8 22 0t22 0t22 0t22 0", stroke=RIVER, stroke_width="4"),
        ],
        MIST,
    )


def thread():
    return mark(
        [
            rect(28, 14, 40, 10, WOOD, 3),
            rect(28, 72, 40, 10, WOOD, 3),
            rect(32, 24, 32, 48, PLUM),
            *[stroke([(32, y), (64, y - 5)], PETAL, 2) for y in range(32, 74, 8)],
            stroke([(64, 66), (84, 86)], PLUM, 3),
        ]
    )


def honey():
    cells = []
    for x, y, colour in ((48, 23, AMBER), (34, 48, GOLD), (62, 48, GOLD), (48, 73, DAWN)):
        corners = [(x + 16 * math.sin(math.radians(a)), y - 16 * math.cos(math.radians(a))) for a in range(0, 360, 60)]
        cells.append(polygon(corners, colour, stroke=BRICK, stroke_width="3"))
    return mark(cells, CREAM)


def fish():
    return mark(
        [
            path("M8 48Q34 14 68 48Q34 82 8 48Z", RIVER),
            path("M62 48L90 28V68Z", DEEP),
            circle(24, 44, 4, WHITE),
            circle(24, 44, 2, INK),
            *[path(f"M{x} 36q8 12 0 24", stroke=STREAM, stroke_width="3") for x in (38, 48)],
        ]
    )


def mushroom():
    return mark(
        [
            path("M40 48h16l4 36q-12 6-24 0Z", CREAM),
            path("M10 50Q14 14 48 14T86 50Q48 60 10 50Z", LATERITE),
            *[circle(x, y, r, CREAM) for x, y, r in ((34, 34, 6), (56, 28, 5), (68, 42, 5))],
        ],
        YOUNG,
    )


def gear():
    teeth = [group([rect(-7, -40, 14, 14, NAVY, 2)], 48, 48, turn=turn) for turn in range(0, 360, 45)]
    return mark([*teeth, circle(48, 48, 30, NAVY), circle(48, 48, 12, WHITE)])


def roof():
    return mark(
        [
            path("M4 46Q20 44 30 18H66Q76 44 92 46Q88 56 76 56H20Q8 56 4 46Z", BRICK),
            rect(20, 56, 56, 26, CREAM),
            rect(42, 60, 12, 22, WOOD),
        ],
        DAWN,
    )


def basket():
    lines = [stroke([(x, 46), (48 + (x - 48) * 0.7, 82)], BARK, 2) for x in range(20, 80, 9)]
    return mark(
        [
            path("M22 44Q22 12 48 12T74 44", stroke=BAMBOO, stroke_width="5"),
            path("M12 44H84L72 84H24Z", BAMBOO),
            *lines,
            stroke([(17, 56), (79, 56)], BARK, 2),
            stroke([(20, 68), (76, 68)], BARK, 2),
        ]
    )


def cross():
    return mark([circle(48, 48, 38, LEAF), rect(40, 24, 16, 48, WHITE, 3), rect(24, 40, 48, 16, WHITE, 3)])


def sun():
    rays = [group([rect(-3, -33, 6, 9, AMBER, 3)], 48, 36, turn=turn) for turn in range(0, 360, 45)]
    panel = [
        path("M22 62H74L84 88H12Z", NAVY),
        stroke([(40, 62), (34, 88)], MIST, 2),
        stroke([(56, 62), (62, 88)], MIST, 2),
    ]
    return mark([*rays, circle(48, 36, 16, GOLD), *panel, stroke([(17, 75), (79, 75)], MIST, 2)], CREAM)


def cup():
    return mark(
        [
            path("M18 36H66V62Q66 80 48 80H36Q18 80 18 62Z", WOOD),
            path("M66 42q18-2 16 14t-18 10", stroke=WOOD, stroke_width="6"),
            path("M42 10q8 8 0 16", stroke=ASH, stroke_width="4"),
            rect(10, 84, 66, 5, BARK, 2),
            ellipse(42, 50, 9, 6, CLAY),
        ],
        SAND,
    )


def book():
    return mark(
        [
            path("M8 22Q30 14 48 26Q66 14 88 22V78Q66 70 48 82Q30 70 8 78Z", NAVY),
            path("M14 28Q32 20 46 32V74Q32 64 14 70Z", WHITE),
            path("M82 28Q64 20 50 32V74Q64 64 82 70Z", WHITE),
        ],
        DAWN,
    )


def confirmation():
    """A sheet as the office scans it: lines in place of words, and a seal. It is a sample, so it says nothing."""
    lines = [rect(90, 330 + i * 44, (600, 640, 560)[i % 3], 12, ASH, 6) for i in range(9)]
    heads = [
        rect(90, 90, 240, 14, INK, 6),
        rect(130, 122, 160, 10, ASH, 5),
        rect(450, 90, 300, 14, INK, 6),
        rect(500, 122, 200, 10, ASH, 5),
    ]
    seal = [
        circle(590, 860, 92, "none", stroke=FLAG_RED, stroke_width="8"),
        circle(590, 860, 74, "none", stroke=FLAG_RED, stroke_width="3"),
        star(590, 860, 44, FLAG_RED),
    ]
    return document(
        [
            rect(0, 0, 840, 1188, WHITE),
            *heads,
            rect(250, 230, 340, 22, INK, 8),
            *lines,
            *seal,
            path("M500 940q30-70 60-10t60-20t70 10", stroke=NAVY, stroke_width="6"),
        ],
        840,
        1188,
    )


MARKS = {
    "dong-viet": {
        "gom-nau": teapot,
        "chum-vai": jar,
        "gao-nep": rice,
        "vai-som": litchi,
        "buoi": pomelo,
        "bun": bowl,
        "gach": bricks,
        "van-tai": truck,
        "du-lich": boat,
        "may-mac": thread,
        "mat-ong": honey,
        "ca": fish,
        "nam": mushroom,
        "co-khi": gear,
        "luu-tru": roof,
        "may-tre": basket,
        "nha-thuoc": cross,
        "dien": sun,
        "ca-phe": cup,
        "nha-sach": book,
    }
}
