"""School and reading."""

import random

from buildings import flagpole, window
from land import cloud, grass, ground, hills, sky, treeline
from palette import *
from people import person
from plants import tree
from shapes import *

PUPIL = {"shirt": WHITE, "trousers": NAVY, "scarf": FLAG_RED, "head": 1.18}


def classroom_block(x, y, w, floors=2, bays=6):
    """A school building with open galleries, its foot at y, left edge x."""
    storey = w * 0.155
    parts = [rect(x - 14, y - 16, w + 28, 16, STONE)]
    for floor in range(floors):
        top = y - 16 - (floor + 1) * storey
        parts += [rect(x, top, w, storey, "#eec777"), rect(x, top, w, storey * 0.16, "#000", opacity=".12")]
        for i in range(bays):
            bx, bw = x + i * w / bays, w / bays
            parts += [
                window(bx + bw * 0.12, top + storey * 0.3, bw * 0.4, storey * 0.42),
                rect(bx + bw * 0.62, top + storey * 0.26, bw * 0.26, storey * 0.74, LEAF),
            ]
        for i in range(bays + 1):
            parts.append(rect(x + i * w / bays - 7, top, 14, storey, "#fbe7b5"))
        if floor:
            parts += [
                rect(x, top + storey * 0.72, w, storey * 0.28, "#fbe7b5"),
                rect(x, top + storey * 0.7, w, 8, LATERITE),
            ]
    top = y - 16 - floors * storey
    parts += [
        rect(x - 16, top - 12, w + 32, 16, "#fbe7b5"),
        polygon([(x - 24, top - 12), (x + 40, top - 74), (x + w - 40, top - 74), (x + w + 24, top - 12)], LATERITE),
    ]
    parts += [
        stroke(
            [(x + 24 - i * 16, top - 60 + i * 16), (x + w - 24 + i * 16, top - 60 + i * 16)], "#000", 2, opacity=".15"
        )
        for i in range(3)
    ]
    return "".join(parts)


def school():
    parts = [
        sky("clear", 560),
        cloud(260, 130, 1.2),
        cloud(1060, 90, 1),
        cloud(1440, 170, 0.8),
        hills(520, 21, height=150),
        treeline(560, NEAR, 5, 60),
    ]
    parts.append(rect(0, 590, WIDTH, 410, SAND) + rect(0, 590, WIDTH, 40, SHOOT))
    parts += [
        classroom_block(290, 640, 1000),
        rect(680, 330, 220, 310, "#fbe7b5"),
        polygon([(650, 330), (790, 236), (930, 330)], BRICK),
        circle(790, 296, 22, CREAM),
        stroke([(790, 296), (790, 284)], INK, 4),
        stroke([(790, 296), (800, 300)], INK, 4),
        window(720, 370, 60, 80),
        window(800, 370, 60, 80),
        path("M730 640V540Q790 480 850 540V640Z", WOOD),
        rect(700, 474, 180, 34, LATERITE, 5),
        rect(694, 626, 192, 16, STONE),
    ]
    parts.append(flagpole(1010, 760, 560, 150) + rect(980, 752, 60, 18, STONE))
    parts.append(
        tree(180, 730, 470, (BRICK, "#c9402a", "#e2603c"), seed=4, fruit=GOLD)
        + tree(1440, 730, 500, (BRICK, "#c9402a", "#e2603c"), seed=8, fruit=GOLD)
    )
    parts.append(ellipse(800, 880, 860, 120, CREAM, opacity=".4"))
    for row, y in enumerate((716, 752)):
        for i in range(7):
            parts.append(
                person(
                    500 + i * 58 + row * 22,
                    y,
                    116 + row * 8,
                    face=1,
                    back=False,
                    style=("short", "tails")[(i + row) % 2],
                    shadow=True,
                    arms=((10, 6), (-10, -6)),
                    **PUPIL
                )
            )
    parts.append(
        person(
            350,
            790,
            210,
            face=1,
            shirt=LOTUS,
            robe=LOTUS,
            trousers=WHITE,
            style="long",
            head=1,
            arms=((34, 70), (-14, -6)),
        )
    )
    parts.append(
        person(640, 930, 260, face=-1, style="tails", legs=((26, 6), (-20, -38)), arms=((-40, 20), (44, 96)), **PUPIL)
    )
    parts.append(person(820, 950, 270, face=1, legs=((30, 4), (-24, -46)), arms=((60, 130), (-40, -10)), **PUPIL))
    parts.append(
        person(
            1180,
            930,
            270,
            face=-1,
            style="short",
            tool=lambda f: polygon([(1140, 800), (1186, 788), (1190, 846), (1144, 858)], DEEP),
            hands=((1150, 830), (1180, 830)),
            **PUPIL
        )
    )
    parts.append(person(1290, 920, 260, face=-1, style="tails", arms=((40, 80), (-10, 0)), **PUPIL))
    for i in range(26):
        chance = random.Random(i)
        parts.append(ellipse(chance.uniform(20, 1580), chance.uniform(760, 980), 9, 4, "#d8553a", opacity=".7"))
    return document(parts)


def book(x, y, w, colour):
    return (
        polygon(
            [(x, y), (x - w, y - w * 0.3), (x - w, y - w * 0.95), (x, y - w * 0.62)],
            colour,
            stroke=colour,
            stroke_width="8",
            stroke_linejoin="round",
        )
        + polygon(
            [(x, y), (x + w, y - w * 0.3), (x + w, y - w * 0.95), (x, y - w * 0.62)],
            colour,
            stroke=colour,
            stroke_width="8",
            stroke_linejoin="round",
        )
        + polygon([(x, y - 3), (x - w * 0.92, y - w * 0.3), (x - w * 0.92, y - w * 0.9), (x, y - w * 0.6)], CREAM)
        + polygon([(x, y - 3), (x + w * 0.92, y - w * 0.3), (x + w * 0.92, y - w * 0.9), (x, y - w * 0.6)], WHITE)
    )


def shelf(x, y, w, h, rows, seed):
    chance = random.Random(seed)
    parts = [rect(x, y - h, w, h, WOOD, 6)]
    for row in range(rows):
        top, cell = y - h + 16 + row * (h - 16) / rows, (h - 16) / rows - 16
        parts.append(rect(x + 14, top, w - 28, cell, "#3f291e"))
        bx = x + 20
        while bx < x + w - 44:
            bw, bh = chance.uniform(14, 30), cell * chance.uniform(0.66, 0.94)
            parts += [
                rect(
                    bx,
                    top + cell - bh,
                    bw,
                    bh,
                    chance.choice((LATERITE, GOLD, LEAF, DEEP, LOTUS, CREAM, RIVER, PLUM)),
                    2,
                ),
                rect(bx, top + cell - bh * 0.8, bw, bh * 0.08, WHITE, opacity=".5"),
            ]
            bx += bw + 2
    return "".join(parts)


def reading():
    parts = [
        sky("spring", 560),
        cloud(260, 130, 1),
        cloud(760, 100, 0.8),
        hills(500, 24, height=130),
        treeline(540, NEAR, 3, 50),
        ground([(-20, 570), (800, 556), (1620, 570)], SHOOT),
    ]
    parts += [
        rect(1010, 300, 640, 330, CREAM),
        polygon([(970, 306), (1060, 200), (1650, 200), (1650, 306)], LATERITE),
        rect(1010, 600, 640, 34, STONE),
        window(1080, 360, 130, 160),
        rect(1290, 350, 160, 260, WOOD),
        window(1500, 360, 130, 160),
    ]
    parts += [
        stroke([(980 - i * 0 + 24 * i, 290 - 26 * i), (1650, 290 - 26 * i)], "#000", 3, opacity=".14") for i in range(4)
    ]
    parts.append(ground([(-20, 650), (700, 630), (1620, 660)], RICE))
    parts += [tree(300, 830, 1020, seed=3, blossoms=PETAL), tree(880, 660, 330, seed=12)]
    parts.append(shelf(1130, 770, 360, 330, 3, 7))
    parts.append(
        ellipse(780, 880, 640, 110, LOTUS, opacity=".95")
        + ellipse(780, 876, 600, 96, PETAL)
        + ellipse(780, 872, 470, 70, BLUSH)
    )
    seats = (
        (430, 880, 300, 1, WHITE, "short", LEAF, DEEP),
        (720, 930, 320, -1, GOLD, "tails", NAVY, LATERITE),
        (1020, 920, 310, -1, LOTUS, "long", INK, LEAF),
    )
    for x, y, h, face, shirt, style, trousers, cover in seats:
        u = h / 100

        def open_book(figure, cover=cover, u=u, face=face):
            hx, hy = figure.hands[0]
            return book(hx + face * 2 * u, hy + 4 * u, 15 * u, cover)

        parts.append(
            person(
                x,
                y,
                h,
                face=face,
                head=1.22,
                lean=8,
                shirt=shirt,
                style=style,
                trousers=trousers,
                legs=((84, 96), (70, 118)),
                arms=((24, 96), (14, 92)),
                tool=open_book,
            )
        )
    parts.append(
        person(
            1330,
            900,
            290,
            face=-1,
            style="tails",
            shirt=DEEP,
            trousers=LATERITE,
            head=1.18,
            hands=((1262, 740), (1276, 750)),
            tool=lambda f: book(1256, 764, 42, GOLD),
        )
    )
    parts.append(
        person(1170, 800, 250, face=1, back=True, shirt=WHITE, trousers=NAVY, head=1.18, hands=((1228, 560), None))
    )
    for x, y, c in ((600, 930, LATERITE), (612, 914, GOLD), (1130, 872, DEEP), (1120, 856, LEAF)):
        parts.append(rect(x, y, 84, 16, c, 3) + rect(x + 6, y + 4, 72, 5, WHITE))
    parts.append(grass(990, LEAF, 7, 46))
    return document(parts)
