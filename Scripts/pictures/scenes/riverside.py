"""Sails on the river, cyclists on its dyke."""

import random

from buildings import house
from land import cloud, grass, hills, sky, sun, treeline, water
from palette import *
from people import basket, person
from plants import areca, blossom, peach
from shapes import *
from vehicles import cyclist, sampan


def sail_boat(x, y, h):
    s = h / 200
    ribs = "".join(
        path(
            f"M0 {-180 + i * 34}Q{56 + i * 6} {-184 + i * 34} {70 + i * 9} {-160 + i * 33}",
            stroke=BRICK,
            stroke_width="3",
            opacity=".6",
        )
        for i in range(5)
    )
    return group(
        [
            stroke([(0, 0), (0, -196)], WOOD, 5),
            path("M0-190Q80-190 112-26Q50-8 0-20Z", LATERITE),
            path("M-4-170Q-70-120-76-30Q-36-14-4-24Z", CLAY),
            ribs,
            path("M-110-12Q0 10 116-16Q90 24 60 26H-60Q-94 22-110-12Z", WOOD),
        ],
        x,
        y,
        s,
    )


def boats():
    parts = [
        sky("dusk", 500),
        sun(1040, 400, 96),
        cloud(400, 150, 1.2, opacity=".4"),
        cloud(1350, 210, 1, opacity=".4"),
        hills(460, 67, ("#c98c76", "#a07a70", "#6f6a68"), 140),
        treeline(484, "#4f5d57", 3, 20),
    ]
    parts.append(water(490, seed=17, colours=("#f0b67c", "#8f97a0", DEEP), ripples=80))
    parts += [
        stroke([(1040 - w / 2, y), (1040 + w / 2, y)], "#fff0c4", 6, opacity=".75")
        for y, w in ((504, 240), (526, 170), (552, 220), (586, 150), (626, 230), (676, 130), (730, 200), (800, 150))
    ]
    parts += [
        sail_boat(300, 560, 230),
        sail_boat(720, 528, 140),
        sail_boat(1400, 590, 260),
        sampan(1180, 550, 110, WOOD, True),
    ]
    net = []
    for i in range(9):
        a = i / 8
        net.append(
            path(
                f"M600 616Q{640 + a * 220:.0f} {540 + 60 * a:.0f}"
                f" {650 + a * 280:.0f} {770 + 30 * (1 - (2 * a - 1) ** 2):.0f}",
                stroke=CREAM,
                stroke_width="2.5",
                opacity=".8",
            )
        )
    for j in range(5):
        t = 0.3 + j * 0.17
        net.append(
            path(
                f"M{600 + 44 * t:.0f} {616 + 150 * t:.0f}"
                f"Q{620 + 190 * t:.0f} {620 + 200 * t:.0f} {600 + 330 * t:.0f} {616 + 160 * t:.0f}",
                stroke=CREAM,
                stroke_width="2",
                opacity=".6",
            )
        )
    parts += net
    parts += [
        person(
            500,
            808,
            330,
            face=1,
            lean=8,
            shirt=NAVY,
            trousers="#2c2a2a",
            hat="cone",
            hands=((600, 616), (590, 640)),
            legs=((22, 6), (-22, -8)),
            shadow=False,
        ),
        sampan(430, 830, 560, WOOD, True),
    ]
    parts += [
        person(
            1250,
            905,
            270,
            face=-1,
            legs=((84, 0), (84, 0)),
            shirt=LOTUS,
            hat="cone",
            style="bun",
            shadow=False,
            lean=10,
            arms=((40, 70), (30, 60)),
            tool=lambda f: stroke(
                [(f.hands[0][0] + 40, f.hands[0][1] - 60), (f.hands[0][0] - 60, f.hands[0][1] + 130)], BAMBOO, 8
            ),
        ),
        basket(1130, 900, 90, STREAM),
        basket(1360, 895, 80, AMBER),
        sampan(1230, 905, 470, "#5b4034"),
    ]
    for x, s in ((30, 1.2), (130, 0.8), (1550, 1.1)):
        parts += [
            path(
                f"M{x} 1010Q{x - 10 * s} {900 - 60 * s} {x + 24 * s * i} {1000 - 230 * s + abs(i) * 30}"
                f"Q{x + 16 * s} {900} {x + 16} 1010Z",
                (PINE, LEAF)[i % 2],
            )
            for i in (-3, -1, 1, 2, 4)
        ]
    for x, y in ((680, 250), (760, 220), (830, 270), (610, 300)):
        parts.append(
            path(
                f"M{x - 26} {y - 8}Q{x - 10} {y - 18} {x} {y}Q{x + 10} {y - 18} {x + 26} {y - 8}",
                stroke=INK,
                stroke_width="5",
                stroke_linecap="round",
            )
        )
    return document(parts)


def cycling():
    parts = [
        sky("spring", 540),
        sun(1300, 200, 54),
        cloud(380, 130, 1.2),
        cloud(900, 170, 0.9),
        hills(480, 71, height=130),
        treeline(500, NEAR, 3, 30),
    ]
    parts += [
        water(510, 760, seed=19, ripples=40),
        sampan(250, 600, 130, WOOD, True),
        sail_boat(660, 580, 140),
        sampan(980, 590, 120),
    ]
    parts.append(path("M-20 740Q700 720 1150 600Q1350 540 1620 530L1620 1010L-20 1010Z", SHOOT))
    parts.append(
        path(
            "M-20 820Q760 790 1200 640Q1380 570 1620 550L1620 600Q1420 640 1300 740Q1100 900 900 1010L-20 1010Z",
            "#c9b79a",
        )
        + path("M-20 806Q760 776 1200 630Q1380 562 1620 542L1620 552Q1380 572 1200 642Q760 794-20 822Z", CREAM)
    )
    parts.append(path("M1620 600Q1420 640 1300 740Q1100 900 900 1010L1620 1010Z", RICE))
    for x, y, h, s in ((1130, 655, 210, 2), (870, 738, 300, 5), (490, 796, 380, 8), (80, 818, 430, 11)):
        parts.append(peach(x, y, h, s))
    parts += [house(1480, 760, 230, CREAM), areca(1590, 770, 330, -12), areca(1360, 760, 280, 8)]
    parts += [
        cyclist(1230, 690, 140, 1, BRICK, 1, shirt=NAVY, trousers=INK, hat="helmet", hat_colour=GOLD),
        cyclist(1040, 780, 190, 1, DEEP, 2, shirt=LOTUS, trousers=INK, style="long", hat="helmet", hat_colour=WHITE),
    ]
    parts += [
        cyclist(
            690,
            900,
            300,
            1,
            LATERITE,
            0.4,
            shirt=LEAF,
            trousers=INK,
            hat="helmet",
            hat_colour=FLAG_RED,
            sleeves="short",
            shorts=True,
            shoes=WHITE,
        ),
        cyclist(
            300,
            960,
            320,
            1,
            DEEP,
            2.2,
            shirt=WHITE,
            trousers=WHITE,
            style="long",
            hat="cone",
            load=lambda at, u: basket(at[0], at[1] + 4 * u, 26 * u, PETAL)
            + "".join(
                blossom(at[0] + dx * u, at[1] - dy * u, 6 * u, c)
                for dx, dy, c in ((-8, 14, PETAL), (0, 20, LOTUS), (8, 14, GOLD))
            ),
        ),
    ]
    chance = random.Random(3)
    for _ in range(46):
        x, y = chance.uniform(1080, 1600), chance.uniform(830, 990)
        if x > 2180 - y * 1.25:
            parts.append(blossom(x, y, chance.uniform(10, 17), chance.choice((PETAL, GOLD, WHITE, LOTUS))))
    parts.append(grass(1000, LEAF, 7, 40, left=960))
    return document(parts)
