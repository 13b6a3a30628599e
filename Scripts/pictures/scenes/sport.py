"""Football at sunset."""

import math
import random

from buildings import house
from land import cloud, grass, hills, sky, sun, treeline
from palette import *
from people import person
from plants import areca, bamboo, coconut
from shapes import *


def ball(x, y, r):
    parts = [
        ellipse(x, y + r * 1.05, r, r * 0.2, "#000", opacity=".18"),
        circle(x, y, r, WHITE),
        circle(x, y, r * 0.3, INK),
    ]
    for i in range(5):
        a = math.radians(i * 72 - 54)
        parts.append(circle(x + math.cos(a) * r * 0.82, y + math.sin(a) * r * 0.82, r * 0.2, INK))
        parts.append(
            stroke(
                [
                    (x + math.cos(a) * r * 0.3, y + math.sin(a) * r * 0.3),
                    (x + math.cos(a) * r * 0.7, y + math.sin(a) * r * 0.7),
                ],
                INK,
                r * 0.07,
            )
        )
    return "".join(parts)


def football():
    parts = [
        sky("dusk", 560),
        sun(330, 330, 70),
        cloud(820, 130, 1.1, opacity=".5"),
        cloud(1330, 190, 0.9, opacity=".5"),
        hills(500, 27, ("#c98f78", "#9c8371", "#6f7a63"), 180),
        treeline(540, PINE, 6, 54),
    ]
    parts += [
        house(1250, 566, 190, SAND),
        house(1430, 566, 150),
        coconut(1130, 566, 260, -20),
        bamboo(90, 580, 300, 5),
        areca(1540, 570, 300, 10),
    ]
    for i in range(8):
        y0, y1 = 560 + 440 * (i / 8) ** 1.5, 560 + 440 * ((i + 1) / 8) ** 1.5
        parts.append(rect(0, y0, WIDTH, y1 - y0 + 1, (RICE, "#82b05c")[i % 2]))
    parts += [
        stroke([(-20, 640), (1620, 600)], WHITE, 5, opacity=".8"),
        ellipse(560, 800, 360, 90, "none", stroke=WHITE, stroke_width="6", opacity=".8"),
        stroke([(1620, 780), (1180, 760), (1240, 640)], WHITE, 6, opacity=".8"),
    ]
    net = [
        stroke([(1300 + i * 26, 470 + i * 6), (1300 + i * 26, 690 + i * 6)], WHITE, 2, opacity=".6")
        for i in range(1, 10)
    ] + [stroke([(1300, 470 + j * 24), (1540, 524 + j * 26)], WHITE, 2, opacity=".6") for j in range(1, 9)]
    parts += net + [stroke([(1300, 690), (1300, 470), (1540, 524), (1540, 770)], WHITE, 12)]
    crowd = random.Random(3)
    for i in range(14):
        parts.append(
            person(
                180 + i * 66,
                628,
                crowd.uniform(84, 104),
                face=crowd.choice((1, -1)),
                shirt=crowd.choice((LOTUS, GOLD, LEAF, DEEP, WHITE, PLUM)),
                style=crowd.choice(("short", "bun", "long")),
                hat="cone" if i % 5 == 0 else None,
                shadow=False,
                arms=((20, 40), (-100, -160)) if i % 4 == 1 else ((18, 28), (-14, -4)),
            )
        )
    red, blue = {
        "shirt": FLAG_RED,
        "trousers": INK,
        "sleeves": "short",
        "shorts": True,
        "shoes": WHITE,
        "head": 1.15,
    }, {"shirt": DEEP, "trousers": WHITE, "sleeves": "short", "shorts": True, "shoes": INK, "head": 1.15}
    parts.append(
        person(
            1400,
            730,
            230,
            face=-1,
            shirt=GOLD,
            trousers=INK,
            head=1.15,
            arms=((70, 100), (-70, -110)),
            legs=((26, 2), (-26, 6)),
        )
    )
    parts.append(person(980, 760, 230, face=-1, legs=((36, 0), (-30, -60)), arms=((-50, 10), (50, 100)), **blue))
    parts.append(
        person(300, 830, 270, face=1, legs=((40, 4), (-26, -70)), arms=((50, 110), (-50, -10)), lean=10, **red)
    )
    parts.append(
        person(610, 930, 370, face=1, lean=-12, legs=((64, 44), (-16, -30)), arms=((-40, -60), (60, 80)), **red)
    )
    parts.append(
        person(1090, 950, 350, face=-1, lean=12, legs=((42, -4), (-28, -62)), arms=((-46, 16), (52, 104)), **blue)
    )
    parts.append(ball(850, 858, 40))
    parts.append(grass(995, PINE, 6, 40))
    return document(parts)
