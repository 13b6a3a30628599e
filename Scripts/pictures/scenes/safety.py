"""Storm and flood, and the guard on the dyke."""

import random

from buildings import curved_roof, flagpole, house, window
from land import cloud, hills, sky, sun, treeline, water
from palette import *
from people import person
from plants import coconut, tree
from shapes import *
from vehicles import sampan

ORANGE = "#e8742a"


def rain(seed, count, colour=MIST, opacity=".5"):
    chance = random.Random(seed)
    d = []
    for _ in range(count):
        x, y, l = chance.uniform(-50, 1700), chance.uniform(-20, 960), chance.uniform(26, 70)
        d.append(f"M{number(x)} {number(y)}l{number(-l * .35)} {number(l)}")
    return path("".join(d), stroke=colour, stroke_width="3", stroke_linecap="round", opacity=opacity)


def storm():
    parts = [sky("storm", 620)]
    for x, y, s, c in (
        (250, 120, 2.6, "#3c4d55"),
        (800, 90, 3.2, "#44565e"),
        (1380, 130, 2.8, "#3c4d55"),
        (520, 190, 1.9, "#5b6d73"),
        (1120, 200, 2.1, "#5b6d73"),
    ):
        parts.append(cloud(x, y, s, c, ".95"))
    parts.append(polygon([(530, 220), (466, 350), (508, 350), (462, 470), (580, 318), (532, 318), (576, 220)], GOLD))
    parts += [hills(520, 51, ("#7d9190", "#637a78", "#4d6562"), 150), treeline(560, "#33504a", 4, 46)]
    parts.append(water(580, seed=9, colours=("#a98f6b", "#8f7450", "#6b573f"), ripples=60))
    for x, y, w in ((350, 640, 210), (600, 620, 130)):
        parts += [house(x, y + w * 0.14, w, STONE)]
        parts.append(
            rect(x - w * 0.6, y, w * 1.2, w * 0.2, "#a0845f")
            + stroke([(x - w * 0.6, y), (x + w * 0.6, y)], "#cdb58d", 4)
        )
    parts += [
        tree(200, 680, 260, seed=3),
        tree(760, 640, 180, seed=5),
        rect(90, 668, 240, 40, "#9b7f59"),
        rect(690, 632, 150, 24, "#a0845f"),
    ]
    parts += [group([coconut(0, 0, 330, 110)], 980, 640), rect(930, 630, 120, 24, "#a0845f")]
    chance = random.Random(4)
    for i in range(26):
        y = 620 + 330 * (i / 26)
        x, l = chance.uniform(-60, 1100), 60 + 90 * i / 26
        parts.append(
            path(
                f"M{number(x)} {number(y)}q{number(l * .5)} {number(-l * .22)} {number(l)} 0",
                stroke="#d8c39d",
                stroke_width=number(3 + i * 0.12),
                stroke_linecap="round",
                opacity=".7",
            )
        )
    parts.append(
        path("M1620 560L1310 600Q1240 760 900 1010L1620 1010Z", EARTH)
        + path("M1620 560L1310 600Q1290 640 1256 690Q1440 650 1620 640Z", OLIVE)
        + path("M1310 600Q1240 760 900 1010L860 1010Q1200 760 1296 602Z", SOIL)
    )
    sandbags = [(1240 - i * 44, 730 + i * 34) for i in range(7)]
    for x, y in sandbags:
        for dx, dy in ((0, 0), (62, 0), (30, -26)):
            parts.append(
                rect(
                    x + dx - 34,
                    y + dy - 14,
                    66,
                    28,
                    ("#d9c7a0", "#c8b387")[dx == 30],
                    13,
                    stroke="#a48e62",
                    stroke_width="2",
                )
            )
    parts += [
        stroke([(1490, 840), (1490, 300)], ASH, 14),
        polygon([(1490, 330), (1400, 296), (1400, 384), (1490, 356)], STONE),
        ellipse(1400, 340, 14, 46, ASH),
        polygon([(1490, 330), (1580, 296), (1580, 384), (1490, 356)], STONE),
        ellipse(1580, 340, 14, 46, ASH),
    ]
    parts += [
        path(
            f"M{1366 - i * 26} {300 - i * 8}q-26 {40 + i * 8} 0 {80 + i * 16}",
            stroke=GOLD,
            stroke_width="7",
            stroke_linecap="round",
            opacity=".9",
        )
        for i in range(3)
    ]
    parts += [polygon([(1490, 480), (1340, 520), (1490, 566)], FLAG_RED)]
    parts.append(
        person(
            1330,
            800,
            250,
            face=-1,
            lean=16,
            shirt=LEAF,
            trousers=INK,
            hat="helmet",
            hat_colour=GOLD,
            vest=ORANGE,
            hands=((1240, 680), (1256, 690)),
            tool=lambda f: rect(1196, 664, 76, 34, "#d9c7a0", 14, stroke="#a48e62", stroke_width="2"),
        )
    )
    parts.append(
        person(
            1440,
            900,
            300,
            face=-1,
            shirt=NAVY,
            trousers=INK,
            hat="helmet",
            hat_colour=GOLD,
            vest=ORANGE,
            arms=((70, 100), (-20, 10)),
        )
    )
    crew = [
        person(
            430,
            842,
            250,
            face=1,
            shirt=OLIVE,
            trousers=INK,
            vest=ORANGE,
            hat="helmet",
            hat_colour=FLAG_RED,
            shadow=False,
            lean=10,
            arms=((30, 50), (10, 30)),
            tool=lambda f: stroke([(f.hands[0][0] - 30, 700), (f.hands[0][0] + 30, 910)], WOOD, 9),
        ),
        person(560, 845, 190, face=-1, shirt=LOTUS, style="bun", vest=ORANGE, shadow=False, legs=((80, 0), (80, 0))),
        person(640, 845, 150, face=-1, head=1.25, shirt=GOLD, vest=ORANGE, shadow=False, legs=((80, 0), (80, 0))),
        person(
            740,
            842,
            240,
            face=-1,
            shirt=OLIVE,
            trousers=INK,
            vest=ORANGE,
            hat="helmet",
            hat_colour=FLAG_RED,
            shadow=False,
            lean=8,
            arms=((30, 60), (20, 40)),
        ),
    ]
    parts += crew + [sampan(590, 870, 540, "#3d6b4f")]
    parts += [rain(1, 240), rain(2, 120, WHITE, ".4")]
    return document(parts)


def dyke_guard():
    parts = [
        sky("dusk", 560),
        sun(620, 350, 62, "#fff0cf"),
        cloud(420, 150, 1.2, opacity=".45"),
        cloud(980, 120, 0.9, opacity=".45"),
        hills(500, 54, ("#b98475", "#8d756c", "#667065"), 150),
    ]
    parts.append(water(540, 800, seed=11, colours=("#d9a98a", "#6f8e99", DEEP), right=900))
    parts.append(treeline(545, "#4b5f55", 4, 26, -40, 860))
    parts += [sampan(300, 640, 150, WOOD, True), stroke([(520, 590), (640, 590)], WHITE, 3, opacity=".6")]
    parts.append(
        path("M1620 520L760 540Q600 640 -20 800L-20 1010L1620 1010Z", RICE)
        + path("M1620 560L830 560Q640 700 100 1010L1440 1010Q1300 760 1620 650Z", EARTH)
        + path("M1620 520L760 540Q600 640-20 800L-20 850Q620 680 830 560L1620 560Z", LEAF)
    )
    parts += [
        rect(1130, 420, 300, 210, SAND),
        rect(1130, 420, 300, 30, "#000", opacity=".12"),
        rect(1110, 616, 340, 22, STONE),
        rect(1240, 470, 90, 150, WOOD),
        rect(1252, 482, 66, 138, GOLD),
        window(1150, 480, 66, 80, WOOD, GOLD),
        window(1350, 480, 66, 80, WOOD, GOLD),
        curved_roof(1280, 424, 210, 320, 110, rows=5),
    ]
    parts += [
        flagpole(1080, 640, 420, 120),
        stroke([(1460, 630), (1460, 480)], WOOD, 10),
        stroke([(1460, 486), (1510, 486)], WOOD, 8),
        stroke([(1508, 486), (1508, 500)], WOOD, 5),
        ellipse(1516, 540, 40, 42, BRICK),
        circle(1508, 540, 40, LATERITE),
        circle(1508, 540, 31, CREAM),
    ]
    parts.append(
        rect(560, 560, 22, 170, WHITE)
        + "".join(rect(560, 567 + i * 26, 22, 13, (FLAG_RED, DEEP)[i % 2]) for i in range(6))
    )
    look = {"shirt": OLIVE, "trousers": "#465535", "hat": "sunhat", "hat_colour": "#465535", "shoes": INK}

    def bag(x, y):
        return rect(x - 44, y - 22, 88, 44, "#d9c7a0", 18, stroke="#a48e62", stroke_width="3") + stroke(
            [(x + 30, y - 12), (x + 34, y + 12)], "#a48e62", 4
        )

    for i in reversed(range(6)):
        for layer in range(3):
            parts.append(bag(140 + i * 86 + layer * 26, 930 - i * 34 - layer * 36))
    parts.append(person(890, 720, 200, face=-1, arms=((30, 50), (14, 40)), **look))
    parts.append(person(1080, 745, 210, face=-1, arms=((20, 30), (-10, 0)), **look))
    parts.append(
        person(760, 940, 350, face=-1, lean=10, hands=((640, 780), (664, 790)), tool=lambda f: bag(630, 770), **look)
    )
    parts.append(
        person(1000, 945, 360, face=-1, lean=4, hands=((890, 770), (900, 780)), tool=lambda f: bag(880, 760), **look)
    )
    parts.append(
        person(
            1230,
            950,
            370,
            face=-1,
            lean=4,
            hands=((1120, 770), (1130, 780)),
            tool=lambda f: bag(1108, 760),
            **{**look, "style": "bun"},
        )
    )
    parts.append(
        person(
            1450, 960, 370, face=-1, lean=34, hands=((1350, 860), (1370, 870)), tool=lambda f: bag(1340, 836), **look
        )
    )
    parts += [bag(1300, 968), bag(1400, 975), bag(1530, 960)]
    return document(parts)
