"""Where the commune decides and serves: council hall and one-stop counter."""

import random

from buildings import flag
from interiors import plant, room, view
from palette import *
from people import person
from plants import planter
from shapes import *


def council():
    parts = [rect(0, 0, WIDTH, HEIGHT, "#ecd9b0"), polygon([(0, 0), (1600, 0), (1240, 120), (360, 120)], CREAM)]
    parts += [
        polygon(
            [(460 + i * 190, 24), (580 + i * 190, 24), (590 + i * 170, 70), (490 + i * 170, 70)], WHITE, opacity=".9"
        )
        for i in range(4)
    ]
    parts += [
        polygon([(0, 0), (360, 120), (360, 560), (0, 760)], "#e0c490"),
        polygon([(1600, 0), (1240, 120), (1240, 560), (1600, 760)], "#e0c490"),
    ]
    for side in (0, 1):
        for x0, x1 in ((60, 170), (220, 310)):
            a, b = (x0, x1) if not side else (1600 - x0, 1600 - x1)
            parts.append(
                polygon(
                    [(a, 120 + x0 * 0.32), (b, 120 + x1 * 0.32), (b, 640 - x1 * 0.5), (a, 640 - x0 * 0.5)],
                    "#cfe5e4",
                    stroke=WOOD,
                    stroke_width="10",
                )
            )
    parts += (
        [rect(360, 120, 880, 420, BRICK)]
        + [rect(360 + i * 40, 120, 16, 420, "#000", opacity=".13") for i in range(22)]
        + [
            path(
                "M360 120H1240V170"
                + "".join(f"Q{1240 - 55 - i * 110} 226 {1240 - 110 - i * 110} 170" for i in range(8))
                + "Z",
                LATERITE,
            )
        ]
    )
    parts += [flag(690, 236, 220, 0.03)]
    parts += [rect(320, 520, 960, 60, WOOD), rect(320, 512, 960, 14, SOIL)]
    parts.append(polygon([(0, 760), (360, 580), (1240, 580), (1600, 760), (1600, 1000), (0, 1000)], "#c99f68"))
    for i, (shirt, style, hair) in enumerate(
        ((NAVY, "short", HAIR), (WHITE, "short", GREY_HAIR), (LOTUS, "bun", HAIR))
    ):
        parts.append(person(640 + i * 110, 560, 200, face=1, shirt=shirt, style=style, hair=hair, shadow=False))
    parts += (
        [rect(560, 470, 380, 60, LATERITE), rect(550, 460, 400, 16, CLAY)]
        + [stroke([(640 + i * 110, 462), (652 + i * 110, 436)], INK, 4) for i in range(3)]
        + [planter(750, 524, 60, 40, CREAM)]
        + [circle(730 + i * 14, 478 - (i % 2) * 12, 15, (LOTUS, GOLD, PETAL)[i % 3]) for i in range(4)]
    )
    parts.append(person(1110, 540, 250, face=-1, shirt=NAVY, shadow=False, arms=((46, 100), (20, 40))))
    parts += [
        polygon([(1050, 440), (1170, 440), (1156, 560), (1064, 560)], WOOD),
        rect(1040, 430, 140, 16, SOIL),
        star(1110, 500, 26, GOLD),
        stroke([(1086, 430), (1076, 396)], INK, 5),
    ]
    parts += [plant(420, 560, 150, BRICK), plant(1230, 570, 150, BRICK)]
    shirts = (WHITE, NAVY, DEEP, LOTUS, LEAF, CREAM, PLUM, OLIVE)
    chance = random.Random(5)
    for row, (y, h, count, step) in enumerate(((700, 200, 9, 150), (830, 280, 7, 210), (1010, 380, 5, 300))):
        for i in range(count):
            x = 800 + (i - (count - 1) / 2) * step
            raised = chance.random() < 0.34
            style, hair = chance.choice(("short", "short", "long", "bun")), (
                GREY_HAIR if chance.random() < 0.25 else HAIR
            )
            card = (
                (lambda f, h=h: group([rect(-h * 0.04, -h * 0.13, h * 0.08, h * 0.12, FLAG_RED, 3)], *f.hands[0]))
                if raised
                else None
            )
            parts.append(
                person(
                    x,
                    y + h * 0.22,
                    h,
                    back=True,
                    shirt=chance.choice(shirts),
                    style=style,
                    hair=hair,
                    shadow=False,
                    arms=((150, 172) if raised else (20, 10), (-16, 10)),
                    tool=card,
                )
            )
            parts.append(
                rect(x - h * 0.2, y - h * 0.22, h * 0.4, h * 0.62, WOOD, h * 0.05)
                + rect(x - h * 0.15, y - h * 0.17, h * 0.3, h * 0.5, LATERITE, h * 0.04)
            )
    return document(parts)


def counter():
    parts = [room("#f2e6c9", "#d6c3a0", 720), rect(0, 90, WIDTH, 110, LATERITE)]
    parts += (
        [star(800, 145, 34, FLAG_GOLD)]
        + [rect(120 + i * 20, 140, 480 - i * 40, 8, GOLD, 4, opacity=".8") for i in (0,)]
        + [rect(1000, 140, 480, 8, GOLD, 4, opacity=".8")]
    )
    parts += [view(60, 270, 210, 220), view(1330, 270, 210, 220)]
    parts.append(rect(330, 240, 940, 330, "#dfe7dc"))
    for i in range(4):
        x = 330 + i * 235
        parts += [rect(x, 240, 12, 330, WOOD), rect(x + 70, 256, 110, 60, INK, 8), rect(x + 80, 264, 90, 44, NAVY, 4)]
        parts.append(
            (
                star(x + 125, 287, 17, GOLD),
                circle(x + 125, 286, 14, LEAF),
                rect(x + 112, 273, 26, 26, LOTUS, 4),
                polygon([(x + 125, 270), (x + 141, 300), (x + 109, 300)], STREAM),
            )[i]
        )
    parts.append(rect(1258, 240, 12, 330, WOOD))
    for i, (shirt, style) in enumerate(((WHITE, "bun"), (DEEP, "short"), (WHITE, "short"), (LOTUS, "long"))):
        x = 448 + i * 235
        parts.append(
            person(
                x, 700, 350, face=-1 if i % 2 else 1, shirt=shirt, style=style, shadow=False, arms=((12, 48), (8, 56))
            )
        )
        parts += [rect(x + 26, 500, 84, 60, INK, 5), rect(x + 60, 556, 16, 18, INK)]
    parts += [rect(310, 570, 980, 150, "#b0774a"), rect(296, 556, 1008, 24, WOOD, 5), rect(310, 700, 980, 24, WOOD)] + [
        rect(345 + i * 235, 600, 200, 86, CLAY, 6) for i in range(4)
    ]
    parts += [ellipse(800, 880, 760, 90, CREAM, opacity=".4")]

    def papers(figure):
        x, y = figure.hands[0]
        return polygon(
            [(x - 10, y - 40), (x + 46, y - 52), (x + 58, y + 12), (x + 2, y + 24)],
            WHITE,
            stroke=STONE,
            stroke_width="3",
        ) + "".join(
            stroke([(x + 4 + i * 3, y - 26 + i * 16), (x + 38 + i * 3, y - 33 + i * 16)], ASH, 4) for i in range(3)
        )

    parts.append(
        person(
            566, 880, 390, face=1, shirt=OLIVE, trousers=INK, hair=GREY_HAIR, arms=((40, 110), (20, 90)), tool=papers
        )
    )
    parts.append(person(1036, 885, 380, face=-1, shirt=PLUM, trousers=INK, style="bun", arms=((44, 110), (20, 80))))
    parts.append(
        person(1130, 890, 240, face=-1, head=1.25, shirt=GOLD, trousers=NAVY, style="tails", hands=(None, (1060, 740)))
    )
    for x in (90, 190, 290):
        parts += [
            rect(x, 770, 84, 24, DEEP, 8),
            rect(x - 4, 650, 24, 140, DEEP, 8),
            stroke([(x + 14, 794), (x + 6, 900)], ASH, 8),
            stroke([(x + 70, 794), (x + 78, 900)], ASH, 8),
        ]
    parts.append(
        person(
            220,
            900,
            370,
            face=1,
            legs=((88, 2), (84, -4)),
            shirt=LEAF,
            trousers=INK,
            style="long",
            arms=((20, 80), (14, 70)),
            shadow=False,
            tool=papers,
        )
    )
    parts += [
        rect(1330, 640, 130, 280, RIVER, 14),
        rect(1346, 660, 98, 120, MIST, 6),
        rect(1366, 800, 58, 12, INK, 4),
        rect(1372, 806, 46, 40, WHITE),
        circle(1395, 718, 30, LEAF),
        path("M1380 718L1391 730L1412 704", stroke=WHITE, stroke_width="8", stroke_linecap="round"),
        ellipse(1395, 922, 80, 10, "#000", opacity=".14"),
    ]
    parts.append(plant(1545, 925, 210))
    return document(parts)
