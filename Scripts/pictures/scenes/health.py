"""The health station."""

import random

from interiors import plant, room, view
from palette import *
from people import person
from shapes import *


def vaccination():
    parts = [room("#e6ecd9", "#d9b98d"), rect(0, 560, WIDTH, 114, "#c9dcc9"), view(120, 130, 380, 300)]
    parts += [
        rect(640, 120, 250, 330, WHITE, 10, stroke=STONE, stroke_width="6"),
        path("M765 180L850 212V300Q850 370 765 410Q680 370 680 300V212Z", LEAF),
        rect(750, 236, 30, 120, WHITE, 6),
        rect(705, 281, 120, 30, WHITE, 6),
    ]
    parts += [
        rect(1180, 120, 320, 260, "#c7d8d2", 8),
        rect(1180, 120, 320, 260, "none", 8, stroke=STONE, stroke_width="8"),
        stroke([(1340, 130), (1340, 370)], STONE, 6),
    ]
    bottles = random.Random(2)
    for shelf_y in (238, 366):
        parts.append(rect(1190, shelf_y, 300, 8, STONE))
        for i in range(9):
            x, h, c = 1202 + i * 32, bottles.uniform(36, 74), bottles.choice((RIVER, STREAM, CLAY, GOLD, LOTUS, RICE))
            parts += [
                rect(x, shelf_y - h, 22, h, c, 4),
                rect(x + 5, shelf_y - h - 10, 12, 12, WHITE),
                rect(x, shelf_y - h * 0.6, 22, h * 0.3, WHITE),
            ]
    parts.append(ellipse(620, 930, 260, 30, "#000", opacity=".12") + ellipse(1010, 945, 200, 24, "#000", opacity=".12"))
    parts += [
        rect(460, 770, 190, 26, WOOD, 6),
        rect(476, 790, 20, 140, WOOD),
        rect(618, 790, 20, 140, WOOD),
        rect(452, 560, 22, 370, WOOD),
    ]
    parts.append(
        person(
            540,
            930,
            470,
            face=1,
            lean=-2,
            legs=((86, 2), (90, -4)),
            arms=((20, 76), (16, 60)),
            shirt=LOTUS,
            trousers=NAVY,
            style="long",
            shadow=False,
        )
    )
    parts.append(
        person(
            690,
            794,
            300,
            face=1,
            lean=0,
            head=1.35,
            hip=(632, 766),
            legs=((84, 6), (78, -2)),
            arms=((34, 70), (20, 40)),
            shirt=GOLD,
            trousers=LEAF,
            style="short",
            sleeves="short",
            shadow=False,
        )
    )
    parts += [stroke([(572, 668), (612, 745), (690, 752)], LOTUS, 30), circle(700, 752, 16, SKIN)]

    def syringe(figure):
        x, y = figure.hands[0]
        return group(
            [
                rect(-70, -9, 74, 18, WHITE, 3, stroke=RIVER, stroke_width="3"),
                rect(-56, -6, 36, 12, STREAM),
                stroke([(-72, 0), (-104, 0)], ASH, 4),
                stroke([(4, 0), (30, 0)], ASH, 6),
                stroke([(30, -10), (30, 10)], ASH, 6),
            ],
            x - 8,
            y,
            turn=-8,
        )

    parts.append(
        person(
            1000,
            940,
            520,
            face=-1,
            lean=12,
            shirt=WHITE,
            trousers="#dfe8e4",
            robe=WHITE,
            shoes=WHITE,
            style="bun",
            hat="turban",
            hat_colour="#e4f1ee",
            mask=True,
            hands=((800, 652), (846, 690)),
            tool=syringe,
        )
    )
    parts += [
        rect(1190, 700, 330, 20, WOOD, 5),
        rect(1210, 720, 20, 220, WOOD),
        rect(1480, 720, 20, 220, WOOD),
        rect(1220, 570, 150, 130, RIVER, 10),
        rect(1212, 556, 166, 30, DEEP, 8),
        rect(1278, 610, 34, 60, WHITE, 3),
        rect(1265, 623, 60, 34, WHITE, 3),
    ]
    parts += [
        rect(1400, 676, 100, 24, CREAM, 4),
        rect(1412, 660, 20, 20, STREAM),
        rect(1442, 654, 20, 26, CLAY),
        rect(1470, 660, 18, 20, RICE),
    ]
    parts.append(plant(210, 930, 300))
    parts += [
        ellipse(360, 944, 40, 7, "#000", opacity=".15"),
        circle(360, 905, 40, LATERITE),
        path("M320 905Q360 875 400 905Q360 935 320 905Z", GOLD),
        ellipse(360, 946, 10, 2, "#000", opacity=".15"),
    ]
    return document(parts)
