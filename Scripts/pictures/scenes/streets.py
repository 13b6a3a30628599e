"""The commune street, and the flower village in spring."""

import random

from buildings import awning, bunting, communal_house, flagpole, house, tube_house
from land import cloud, hills, sky, sun, treeline
from palette import *
from people import basket, person
from plants import areca, blossom, peach, tree
from shapes import *
from vehicles import cyclist, motorbike


def street():
    parts = [sky("day", 520), cloud(800, 110, 1.1), hills(500, 85, height=90)]
    walls = ("#f0d9a4", CREAM, "#e7b9a0", "#d9dcc0", "#efc98a", STONE)
    for i, (w, floors) in enumerate(((190, 5), (150, 4), (126, 4), (104, 3), (86, 3))):
        x = sum((190, 150, 126, 104, 86)[:i]) - 20
        parts.append(
            tube_house(
                x,
                700 - i * 34,
                w,
                floors,
                walls[i],
                ("garden", "flat", "gable")[i % 3],
                storey=(132, 118, 100, 88, 74)[i],
            )
        )
        parts.append(
            tube_house(
                1620 - sum((190, 150, 126, 104, 86)[:i]) - w,
                700 - i * 34,
                w,
                floors - (i % 2),
                walls[5 - i],
                ("flat", "gable", "garden")[i % 3],
                storey=(126, 120, 102, 86, 74)[i],
            )
        )
    parts.append(
        polygon([(640, 560), (960, 560), (1700, 1010), (-100, 1010)], "#77736d")
        + polygon([(620, 556), (640, 560), (-100, 1010), (-240, 1010), (-240, 720)], STONE)
        + polygon([(980, 556), (960, 560), (1700, 1010), (1840, 1010), (1840, 720)], STONE)
    )
    parts += [
        polygon(
            [
                (800 - 3 - i * 2, 580 + i * i * 13),
                (800 + 3 + i * 2, 580 + i * i * 13),
                (800 + 5 + i * 2.6, 594 + i * i * 14 + i * 12),
                (800 - 5 - i * 2.6, 594 + i * i * 14 + i * 12),
            ],
            WHITE,
        )
        for i in range(6)
    ]
    parts += [treeline(562, LEAF, 4, 26, 630, 970)]
    for i in range(5):
        for side in (-1, 1):
            t = (i / 4) ** 1.4
            x, y, s = 800 + side * (190 + 560 * t), 580 + 200 * t, 120 + 230 * t
            parts.append(tree(x, y, s, seed=i * 2 + side + 3) if i % 2 == 0 else flagpole(x, y, s, s * 0.3))
    for x, w, c in (
        (0, 170, (LATERITE, CREAM)),
        (176, 140, (LEAF, CREAM)),
        (1432, 168, (DEEP, CREAM)),
        (1290, 138, (AMBER, CREAM)),
    ):
        parts.append(awning(x, 610 if w > 150 else 580, w, c, 30, 6))
    parts += [bunting(330, 330, 1270, 330, 70, 24, size=24)]
    parts += [
        person(250, 800, 230, shirt=LOTUS, style="long", trousers=NAVY),
        person(330, 790, 150, face=-1, head=1.22, shirt=GOLD),
        person(1340, 800, 230, face=-1, shirt=DEEP, hair=GREY_HAIR),
        basket(1440, 830, 90, SHOOT),
        person(
            1500,
            830,
            240,
            face=-1,
            legs=((88, -8), (96, -14)),
            shirt=PLUM,
            hat="cone",
            style="bun",
            arms=((40, 70), (20, 60)),
        ),
    ]
    parts += [
        motorbike(930, 690, 120, 1, LATERITE, {"shirt": WHITE, "hat_colour": DEEP}),
        cyclist(680, 700, 130, -1, DEEP, 1, shirt=PLUM, hat="cone"),
        motorbike(
            1080,
            810,
            190,
            1,
            DEEP,
            {"shirt": LOTUS, "style": "long", "hat_colour": GOLD},
            {"shirt": GOLD, "head": 1.15, "hat_colour": FLAG_RED},
        ),
        motorbike(560, 900, 250, -1, BRICK, {"shirt": LEAF, "hat_colour": WHITE}),
        cyclist(
            960,
            950,
            270,
            1,
            LEAF,
            2,
            shirt=WHITE,
            trousers=WHITE,
            style="long",
            hat="cone",
            load=lambda at, u: basket(at[0], at[1] + 4 * u, 26 * u, LOTUS)
            + "".join(
                blossom(at[0] + dx * u, at[1] - dy * u, 6 * u, c)
                for dx, dy, c in ((-8, 14, PETAL), (0, 20, LOTUS), (8, 14, GOLD))
            ),
        ),
    ]
    return document(parts)


def spring_village():
    parts = [
        sky("spring", 560),
        sun(820, 260, 62),
        cloud(320, 140, 1.1),
        cloud(1260, 120, 1),
        hills(480, 88, height=160),
        treeline(510, NEAR, 4, 36),
    ]
    parts += [
        house(250, 548, 170),
        house(430, 540, 120, SAND),
        house(1290, 548, 180, "#f3dcae"),
        areca(340, 546, 220, 8),
        areca(1400, 550, 240, -8),
        communal_house(820, 545, 240),
    ]
    colours = (LOTUS, GOLD, PETAL, FLAG_RED, WHITE, AMBER, BLUSH, PLUM, GOLD, LOTUS, PETAL, WHITE)
    parts.append(rect(0, 540, WIDTH, 460, RICE))
    chance = random.Random(8)
    for i in range(-14, 14):
        a, b = 800 + i * 66, 800 + (i + 1) * 66
        top, bottom = 548, 1010
        left, right = 800 + (a - 800) * 3.4, 800 + (b - 800) * 3.4
        parts.append(polygon([(a + 8, top), (b - 8, top), (right - 40, bottom), (left + 40, bottom)], LEAF))
        if -1 <= i <= 0:
            continue
        colour = colours[i % 12]
        for row in range(15):
            t = (row / 14) ** 1.7
            y, spread = top + (bottom - top) * t, 1 + 2.4 * t
            for k in (0.3, 0.5, 0.7):
                x = 800 + (a + 66 * k - 800) * spread + chance.uniform(-4, 4)
                if -30 < x < 1630:
                    parts.append(
                        circle(x, y - 6 * spread, 5 + 8.5 * t * 1.2, colour)
                        if t < 0.25
                        else blossom(
                            x,
                            y - 6 * spread,
                            7 + 15 * t,
                            colour,
                            AMBER if colour != GOLD and colour != AMBER else LATERITE,
                        )
                    )
    parts.append(polygon([(742, 548), (858, 548), (1010, 1010), (590, 1010)], SAND))
    parts += [peach(110, 720, 420, 3), peach(1500, 730, 440, 7)]
    parts += [
        person(560, 700, 190, face=1, lean=36, shirt=DEEP, hat="cone", style="bun", arms=((30, 50), (20, 40))),
        person(1110, 690, 180, face=-1, lean=36, shirt=LEAF, hat="cone", arms=((30, 50), (20, 40))),
    ]
    parts += [
        person(730, 720, 200, face=1, shirt=WHITE, trousers=NAVY, style="short"),
        person(800, 722, 196, face=-1, shirt=FLAG_RED, robe=FLAG_RED, trousers=WHITE, style="long"),
    ]

    def flowers(figure):
        x, y = figure.hands[0]
        return basket(x + 10, y + 64, 120, LEAF) + "".join(
            blossom(x + 10 + dx, y - dy, 24, c)
            for dx, dy, c in ((-40, 10, LOTUS), (40, 8, GOLD), (0, 30, PETAL), (-18, 2, WHITE), (20, 0, FLAG_RED))
        )

    parts.append(
        person(
            960,
            960,
            340,
            face=-1,
            shirt=PLUM,
            trousers=INK,
            hat="cone",
            style="bun",
            arms=((30, 70), (20, 60)),
            tool=flowers,
            legs=((20, 4), (-16, -24)),
        )
    )
    return document(parts)
