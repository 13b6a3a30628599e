"""The village: communal house, road, festival."""

import math
import random

from buildings import bunting, communal_house, festival_flag, house, village_gate
from land import cloud, grass, ground, hills, lotus, paddies, sky, sun, treeline, water
from palette import *
from people import carrier, person
from plants import areca, bamboo, banana, banyan, blossom
from shapes import *
from vehicles import cyclist


def communal_house_by_pond():
    parts = [
        sky("dawn", 560),
        sun(1250, 240, 62),
        cloud(640, 130, 1),
        cloud(1020, 190, 0.7),
        hills(480, 12, height=190),
        treeline(560, NEAR, 4, 60),
        treeline(590, LEAF, 5, 46),
    ]
    parts.append(ground([(-20, 600), (800, 590), (1620, 605)], SHOOT))
    parts.append(path("M330 700L1530 700L1600 760L260 760Z", SAND))
    parts += [areca(1450, 640, 340, 14), areca(1520, 650, 290, -10), areca(520, 640, 280, 8), banana(1380, 650, 150, 4)]
    parts.append(communal_house(1000, 690, 800))
    parts.append(banyan(210, 735, 620))
    parts += [
        person(610, 738, 120, shirt=LATERITE, robe=LATERITE, trousers=CREAM, style="long").svg,
        person(655, 740, 124, face=-1, shirt=NAVY, hat="turban", hat_colour=INK, robe=NAVY, trousers=CREAM).svg,
        person(1290, 736, 108, face=-1, shirt=DEEP, hat="cone").svg,
        person(360, 752, 84, head=1.2, shirt=GOLD, legs=((30, 6), (-26, -40))).svg,
    ]
    parts.append(path("M-20 778Q400 752 800 760T1620 770L1620 800L-20 812Z", STONE))
    parts.append(water(790, seed=4, colours=("#b9cbb0", STREAM, RIVER), ripples=30))
    parts.append(f'<g opacity=".3" transform="translate(0 1590) scale(1 -1)">{communal_house(1000, 790, 800)}</g>')
    parts += [
        stroke([(x, y), (x + w, y)], WHITE, 3, opacity=".5")
        for x, y, w in ((560, 860, 90), (820, 890, 160), (1150, 850, 120), (980, 930, 90), (700, 950, 140))
    ]
    parts.append(path("M-20 776Q400 750 800 758T1620 768L1620 790Q800 776-20 800Z", ASH))
    for x, y, s, bloom in (
        (120, 900, 1.2, True),
        (270, 945, 1.5, True),
        (60, 960, 1.4, False),
        (420, 905, 0.9, True),
        (1450, 905, 1.2, True),
        (1320, 950, 1.5, True),
        (1540, 965, 1.5, False),
        (1230, 885, 0.8, False),
    ):
        parts.append(lotus(x, y, s, bloom))
    return document(parts)


def road():
    parts = [
        sky("day", 540),
        cloud(380, 140, 1.2),
        cloud(1280, 110, 1),
        hills(450, 14, height=160),
        treeline(470, NEAR, 3, 44),
    ]
    parts.append(ground([(-20, 480), (800, 470), (1620, 480)], SHOOT))
    parts.append(paddies(480, 1000, vanish=1500, rows=7, colours=(SHOOT, RICE, YOUNG)))
    parts.append(path("M-20 520Q400 500 770 470L640 1010L-20 1010Z", RICE))
    parts.append(path("M800 468L830 468Q860 560 1240 1000L420 1000Q760 620 800 468Z", STONE))
    parts.append(path("M812 468L822 468Q850 600 870 1000L800 1000Q826 600 812 468Z", CREAM, opacity=".45"))
    parts.append(
        path(
            "M800 468Q760 620 420 1000L380 1000Q745 610 796 468ZM830 468Q860 560 1240 1000L1282 1000"
            "Q880 560 834 468Z",
            ASH,
        )
    )
    parts += [house(690, 512, 110, SAND), house(560, 560, 170), areca(640, 560, 220, 6), areca(480, 580, 270, -8)]
    parts += [
        bamboo(90, 660, 420, 4),
        house(330, 690, 320, "#f3dcae"),
        areca(520, 700, 420, 12),
        banana(140, 720, 190, 3),
    ]
    parts.append(
        rect(80, 690, 420, 46, CREAM)
        + rect(80, 684, 420, 10, LATERITE)
        + "".join(circle(100 + i * 36, 690, 20, (LEAF, RICE, LOTUS)[i % 3]) for i in range(11))
    )
    for x, y, s in ((905, 560, 0.3), (960, 630, 0.45), (1050, 740, 0.7), (1190, 900, 1.1)):
        parts += [
            stroke([(x, y), (x, y - 330 * s)], ASH, 12 * s),
            stroke([(x, y - 326 * s), (x - 70 * s, y - 340 * s)], ASH, 9 * s),
            ellipse(x - 76 * s, y - 334 * s, 22 * s, 8 * s, GOLD),
        ]
    for i in range(12):
        t = (i / 11) ** 1.6
        x, y, s = 850 + 480 * t, 520 + 470 * t, 0.25 + 0.9 * t
        parts += [
            circle(x, y - 16 * s, 26 * s, LEAF),
            blossom(x - 8 * s, y - 28 * s, 16 * s, (PETAL, GOLD)[i % 2]),
            blossom(x + 16 * s, y - 14 * s, 14 * s, (LOTUS, GOLD)[i % 2]),
        ]
    parts.append(village_gate(812, 590, 190))
    parts.append(cyclist(740, 720, 190, -1, shirt=WHITE, trousers=NAVY, scarf=FLAG_RED, style="short"))
    parts.append(cyclist(900, 830, 240, -1, DEEP, 1, shirt=WHITE, trousers=WHITE, robe=None, hat="cone", style="long"))
    parts.append(carrier(600, 900, 280, 1, SHOOT, shirt=PLUM))
    parts.append(grass(1000, LEAF, 5, 70, right=400))
    return document(parts)


def drum(x, y, r):
    """A great festival drum, seen from its skin, on a stand."""
    parts = [
        stroke([(x - r * 1.0, y + r * 1.6), (x - r * 0.5, y + r * 0.3)], WOOD, r * 0.12),
        stroke([(x + r * 1.0, y + r * 1.6), (x + r * 0.5, y + r * 0.3)], WOOD, r * 0.12),
        stroke([(x - r * 0.8, y + r * 1.15), (x + r * 0.8, y + r * 1.15)], WOOD, r * 0.09),
        ellipse(x + r * 0.42, y, r * 0.95, r * 1.0, LATERITE),
        rect(x, y - r * 1.0, r * 0.42, r * 2.0, LATERITE),
        ellipse(x + r * 0.42, y, r * 0.95, r, "#000", opacity=".12"),
        circle(x, y, r, FLAG_RED),
        circle(x, y, r * 0.9, SAND),
        circle(x, y, r * 0.84, CREAM),
    ]
    for i in range(24):
        a = math.tau * i / 24
        parts.append(circle(x + math.cos(a) * r * 0.95, y + math.sin(a) * r * 0.95, r * 0.03, GOLD))
    parts += [
        circle(x, y, r * 0.3, "none", stroke=LATERITE, stroke_width=number(r * 0.04)),
        star(x, y, r * 0.22, LATERITE),
    ]
    return "".join(parts)


def festival():
    parts = [
        sky("spring", 560),
        sun(800, 230, 60),
        cloud(300, 130, 1),
        cloud(1300, 120, 1.1),
        hills(480, 17, height=150),
        treeline(520, NEAR, 4, 60),
    ]
    parts.append(ground([(-20, 570), (1620, 570)], SHOOT) + rect(0, 600, WIDTH, 400, SAND))
    parts.append(communal_house(800, 640, 640))
    parts += [bunting(-20, 300, 800, 330, 60, 18), bunting(800, 330, 1620, 300, 60, 18)]
    for x, y, h, w in (
        (90, 900, 640, 150),
        (300, 780, 480, 110),
        (440, 700, 330, 76),
        (1130, 700, 330, 76),
        (1270, 780, 480, 110),
        (1440, 900, 640, 150),
    ):
        parts.append(festival_flag(x, y, h, w))
    colours = (LOTUS, GOLD, LEAF, DEEP, LATERITE, PLUM, PETAL, WHITE)
    chance = random.Random(9)
    for row, (y, h, count) in enumerate(((668, 104, 13), (700, 122, 11))):
        for i in range(count):
            x = 470 + i * 660 / (count - 1) + chance.uniform(-12, 12)
            c = colours[(i * 3 + row) % 8]
            parts.append(
                person(
                    x,
                    y,
                    h * chance.uniform(0.92, 1.04),
                    face=1 if x < 800 else -1,
                    shirt=c,
                    robe=c if i % 2 else None,
                    trousers=CREAM if i % 2 else INK,
                    style=("short", "bun", "long")[i % 3],
                    hat="turban" if i % 4 == 1 else None,
                    hat_colour=INK,
                ).svg
            )
    for i, x in enumerate((330, 1030, 1185, 1340)):
        face = 1 if x < 800 else -1
        c = (LOTUS, LEAF, GOLD, PETAL)[i]

        def fans(figure):
            return "".join(
                path(f"M{points([hand])}l-30-38q30-20 60 0Z", FLAG_RED)
                + path(f"M{points([hand])}l-14-18q14-9 28 0Z", GOLD)
                for hand in figure.hands
            )

        parts.append(
            person(
                x,
                880,
                270,
                face=face,
                shirt=c,
                robe=c,
                trousers=WHITE,
                style="bun",
                hat="turban",
                hat_colour=c,
                arms=((60, 130), (-50, -110)),
                tool=fans,
            ).svg
        )
    parts.append(drum(790, 760, 126))

    def stick(figure):
        x, y = figure.hands[0]
        return stroke([(x - 20, y - 8), (x + 84, y + 26)], WOOD, 9) + circle(x + 84, y + 26, 10, FLAG_RED)

    parts.append(
        person(
            530,
            960,
            350,
            face=1,
            lean=8,
            shirt=FLAG_RED,
            trousers=WHITE,
            hat="turban",
            hat_colour=GOLD,
            arms=((80, 110), (40, 100)),
            legs=((20, 2), (-16, -20)),
            tool=stick,
        ).svg
    )
    return document(parts)
