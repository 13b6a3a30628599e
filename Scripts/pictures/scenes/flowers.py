"""Đức Giang's trade: ornamental trees and the flower market."""

import random

from buildings import bunting, house, tube_house
from land import cloud, hills, sky, treeline
from palette import *
from people import person
from plants import areca, blossom, bonsai, kumquat, peach, planter, tree
from shapes import *
from vehicles import motorbike


def bench(x, y, w, h=60):
    return (
        rect(x - w / 2, y - h, w, 16, WOOD, 4)
        + rect(x - w * 0.42, y - h + 14, 16, h - 14, SOIL)
        + rect(x + w * 0.42 - 16, y - h + 14, 16, h - 14, SOIL)
    )


def ornamental_trees():
    parts = [
        sky("day", 540),
        cloud(420, 120, 1.1),
        cloud(1240, 150, 0.9),
        hills(470, 81, height=120),
        treeline(520, NEAR, 3, 50),
    ]
    parts += [
        rect(0, 540, WIDTH, 460, "#dcc59a"),
        house(1310, 600, 380, CREAM),
        areca(1090, 600, 380, 10),
        areca(1540, 610, 420, -12),
    ]
    parts.append(
        rect(-20, 520, 1000, 80, CREAM)
        + rect(-20, 512, 1000, 14, LATERITE)
        + "".join(circle(60 + i * 120, 560, 24, "none", stroke=ASH, stroke_width="6") for i in range(8))
    )
    for i in range(6):
        parts += [bench(90 + i * 165, 650, 120, 50), bonsai(90 + i * 165, 602, 110, i, (-1) ** i)]
    parts.append(ellipse(800, 850, 880, 130, "#ead8b4", opacity=".7"))
    for i, x in enumerate((150, 420)):
        parts += [
            ellipse(x, 858, 130, 16, "#000", opacity=".14"),
            bench(x, 856, 220, 90),
            bonsai(x, 768, 220, 3 + i, (-1) ** i),
        ]
    parts += [
        ellipse(900, 922, 230, 22, "#000", opacity=".14"),
        rect(790, 800, 220, 120, STONE, 6),
        rect(770, 784, 260, 26, CREAM, 6),
        bonsai(900, 786, 440, 7, 1),
    ]

    def shears(figure):
        x, y = figure.hands[0]
        return stroke([(x + 8, y + 10), (x - 52, y - 30)], ASH, 7) + stroke([(x + 2, y + 20), (x - 58, y - 12)], ASH, 7)

    parts.append(
        person(
            1180,
            940,
            420,
            face=-1,
            lean=8,
            shirt=OLIVE,
            trousers=INK,
            hair=GREY_HAIR,
            hat="sunhat",
            hat_colour=STRAW,
            hands=((1074, 640), (1090, 680)),
            tool=shears,
        )
    )
    parts += [
        ellipse(1420, 912, 110, 14, "#000", opacity=".14"),
        planter(1420, 910, 190, 120, DEEP),
        tree(1420, 810, 330, seed=9, blossoms=BLUSH),
    ]
    parts.append(
        person(
            620,
            905,
            270,
            face=-1,
            head=1.15,
            shirt=LOTUS,
            trousers=NAVY,
            style="tails",
            arms=((50, 70), (10, 20)),
            tool=lambda f: group(
                [
                    path("M-30-26L30-26L24 30L-24 30Z", RIVER),
                    stroke([(-26, 8), (-70, -28)], RIVER, 9),
                    path("M26-20Q62-16 24 18", stroke=RIVER, stroke_width="8"),
                ]
                + [stroke([(-74 - i * 6, -20 + i * 3), (-86 - i * 8, 26 + i * 8)], STREAM, 4) for i in range(3)],
                f.hands[0][0],
                f.hands[0][1] + 26,
            ),
        )
    )
    for x, y, h, c in ((60, 970, 100, LATERITE), (300, 980, 80, NAVY), (1560, 975, 110, BRICK), (1270, 985, 76, LEAF)):
        parts.append(
            planter(x, y, h * 0.9, h * 0.6, c)
            + "".join(
                circle(x + dx * h, y - h * (0.72 + dy), h * 0.2, k)
                for dx, dy, k in (
                    (-0.3, 0, PINE),
                    (0.3, 0, LEAF),
                    (0, 0.1, RICE),
                    (-0.14, 0.26, LEAF),
                    (0.16, 0.28, SHOOT),
                )
            )
        )
    return document(parts)


def bucket(x, y, w, colours, seed, pail=STONE):
    """A pail of cut flowers."""
    chance = random.Random(seed)
    parts = []
    heads = [(x + chance.uniform(-0.75, 0.75) * w, y - w * chance.uniform(1.15, 2.1)) for _ in range(15)]
    parts += [stroke([(x + (hx - x) * 0.3, y - w * 0.7), (hx, hy)], LEAF, w * 0.04) for hx, hy in heads]
    parts += [ellipse(x + d * w, y - w * 0.95, w * 0.24, w * 0.2, c) for d, c in ((-0.4, LEAF), (0.4, PINE), (0, RICE))]
    parts += [blossom(hx, hy, w * 0.22, chance.choice(colours)) for hx, hy in sorted(heads, key=lambda p: p[1])]
    return (
        "".join(parts)
        + polygon([(x - w * 0.5, y - w * 0.8), (x + w * 0.5, y - w * 0.8), (x + w * 0.36, y), (x - w * 0.36, y)], pail)
        + polygon([(x, y - w * 0.8), (x + w * 0.5, y - w * 0.8), (x + w * 0.36, y), (x, y)], "#000", opacity=".1")
    )


def market():
    parts = [
        sky("spring", 520),
        cloud(300, 120, 1),
        cloud(1300, 100, 1.1),
        treeline(480, NEAR, 3, 70),
        rect(0, 500, WIDTH, 500, "#dfc79e"),
    ]
    for x, w, c, roof in (
        (40, 150, "#f0d9a4", "flat"),
        (196, 130, "#e7b9a0", "gable"),
        (1240, 150, CREAM, "garden"),
        (1396, 170, "#f0d9a4", "flat"),
    ):
        parts.append(tube_house(x, 520, w, 3, c, roof, storey=98))
    parts += [bunting(-20, 130, 800, 150, 70, 18), bunting(800, 150, 1620, 130, 70, 18)]
    parts += [peach(x, 590, 260, i + 3, True) for i, x in enumerate((420, 560, 700, 840, 980, 1120))]
    for i, c in enumerate((DEEP, GOLD, PLUM, LEAF, LATERITE)):
        parts.append(
            person(
                470 + i * 160,
                625,
                170,
                face=1 - 2 * (i % 2),
                shirt=c,
                style=("long", "short", "bun")[i % 3],
                trousers=INK,
            )
        )
    parts += [
        kumquat(90, 740, 300, 2),
        kumquat(250, 770, 330, 3),
        kumquat(1360, 740, 300, 4),
        kumquat(1520, 775, 340, 5),
    ]
    parts += [ellipse(800, 860, 800, 110, CREAM, opacity=".4")]
    parts.append(
        motorbike(
            620,
            790,
            250,
            -1,
            DEEP,
            {"shirt": LATERITE, "hat_colour": WHITE},
            load=lambda at, u: peach(at[0], at[1] + 4 * u, 110 * u, 8),
        )
    )
    for i, (x, y, w, colours) in enumerate(
        (
            (420, 900, 84, (LOTUS, PETAL)),
            (540, 925, 90, (GOLD, AMBER)),
            (330, 960, 92, (WHITE, BLUSH)),
            (1090, 890, 84, (FLAG_RED, LATERITE)),
            (1210, 920, 92, (GOLD, WHITE)),
            (1330, 955, 98, (LOTUS, PLUM)),
            (1460, 930, 90, (PETAL, BLUSH)),
        )
    ):
        parts.append(ellipse(x, y, w * 0.5, 9, "#000", opacity=".14") + bucket(x, y, w, colours, i))
    parts.append(
        person(
            190,
            960,
            360,
            face=1,
            lean=6,
            shirt=LEAF,
            trousers=INK,
            hat="cone",
            style="bun",
            arms=((40, 90), (20, 70)),
            tool=lambda f: "".join(
                stroke([(f.hands[0][0], f.hands[0][1]), (f.hands[0][0] + dx, f.hands[0][1] - 80)], LEAF, 5)
                + blossom(f.hands[0][0] + dx, f.hands[0][1] - 84, 20, c)
                for dx, c in ((-14, PETAL), (12, LOTUS), (36, GOLD))
            )
            + polygon(
                [
                    (f.hands[0][0] - 22, f.hands[0][1] - 34),
                    (f.hands[0][0] + 40, f.hands[0][1] - 40),
                    (f.hands[0][0] + 6, f.hands[0][1] + 40),
                ],
                CREAM,
            ),
        )
    )
    parts.append(
        person(
            840,
            950,
            370,
            face=-1,
            shirt=PETAL,
            robe=PETAL,
            trousers=WHITE,
            style="long",
            arms=((50, 110), (-10, 0)),
            tool=lambda f: blossom(f.hands[0][0] - 4, f.hands[0][1] - 46, 24, GOLD)
            + blossom(f.hands[0][0] + 26, f.hands[0][1] - 40, 20, WHITE)
            + stroke([f.hands[0], (f.hands[0][0], f.hands[0][1] - 34)], LEAF, 6),
        )
    )
    parts.append(
        person(970, 945, 250, face=-1, head=1.22, shirt=FLAG_RED, trousers=INK, style="tails", hands=((890, 790), None))
    )
    return document(parts)
