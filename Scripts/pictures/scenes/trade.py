"""Market and pottery."""

from buildings import awning, house
from land import cloud, hills, sky, treeline
from palette import *
from people import basket, carrier, person
from plants import blossom, coconut
from shapes import *


def stall(x, y, w, goods, colours, seller, face=1):
    """A table of goods below an awning, with the seller behind it."""
    h = w * 0.3
    parts = [
        stroke([(x - w * 0.46, y), (x - w * 0.46, y - w * 0.96)], BAMBOO, w * 0.022),
        stroke([(x + w * 0.46, y), (x + w * 0.46, y - w * 0.96)], BAMBOO, w * 0.022),
    ]
    parts.append(
        person(
            x,
            y - 18,
            w * 0.74,
            face=face,
            arms=((24, 60), (18, 70)),
            shirt=seller,
            hat="cone",
            style="bun",
            shadow=False,
        ).svg
    )
    parts.append(rect(x - w * 0.48, y - h, w * 0.96, h, WOOD) + rect(x - w * 0.5, y - h - 8, w, 16, CLAY))
    for i, kind in enumerate(goods):
        gx, gy = x - w * 0.38 + i * w * 0.76 / (len(goods) - 1), y - h - 8
        parts.append(heap(kind, gx, gy, w * 0.2))
    parts.append(awning(x - w * 0.55, y - w * 1.0, w * 1.1, colours, w * 0.14))
    return "".join(parts)


def heap(kind, x, y, w):
    if kind == "greens":
        return "".join(
            path(
                f"M{points([(x + dx * w, y)])}q{points([(-w * .2, -w * .4), (0, -w * .62)])}"
                f"q{points([(w * .2, w * .22), (0, w * .62)])}Z",
                c,
            )
            for dx, c in ((-0.34, LEAF), (0.34, LEAF), (-0.16, RICE), (0.18, SHOOT), (0, RICE))
        )
    colours = {"tomato": (FLAG_RED, LATERITE), "orange": (AMBER, GOLD), "plum": (PLUM, LOTUS), "egg": (CREAM, SAND)}[
        kind
    ]
    parts = []
    for row, count in enumerate((4, 3, 2)):
        for i in range(count):
            parts.append(
                circle(
                    x + (i - (count - 1) / 2) * w * 0.25, y - w * (0.11 + row * 0.19), w * 0.13, colours[(i + row) % 2]
                )
            )
    return "".join(parts)


def market():
    parts = [
        sky("dawn", 480),
        cloud(300, 120, 1),
        cloud(1200, 90, 0.9),
        treeline(430, NEAR, 3, 70),
        treeline(470, LEAF, 7, 44),
    ]
    parts += [
        house(220, 500, 230, SAND),
        house(1420, 505, 250, CREAM),
        coconut(60, 510, 330, 30),
        coconut(1560, 520, 360, -50),
    ]
    parts.append(rect(0, 490, WIDTH, 510, SAND))
    parts += [ellipse(800, 640, 900, 60, CREAM, opacity=".35"), ellipse(780, 860, 900, 90, EARTH, opacity=".18")]
    parts.append(
        polygon([(440, 430), (560, 300), (1040, 300), (1160, 430)], LATERITE)
        + stroke([(560, 300), (1040, 300)], BRICK, 14)
        + "".join(
            stroke([(532 - i * 28, 335 + i * 30), (1068 + i * 28, 335 + i * 30)], "#000", 3, opacity=".15")
            for i in range(3)
        )
    )
    parts += [rect(x, 430, 18, 130, WOOD) for x in (480, 640, 800, 960, 1102)] + [
        rect(470, 500, 660, 60, SOIL, opacity=".55")
    ]
    for i, c in enumerate((PLUM, LEAF, LOTUS, DEEP, LATERITE)):
        parts.append(
            person(
                540 + i * 128, 560, 130, face=1 - 2 * (i % 2), shirt=c, hat="cone" if i % 2 else None, style="bun"
            ).svg
        )
    parts += [
        stall(250, 720, 330, ("greens", "tomato", "greens"), (LATERITE, CREAM), LEAF),
        stall(1350, 720, 330, ("orange", "plum", "egg"), (DEEP, CREAM), LOTUS, -1),
    ]
    parts += [
        person(640, 720, 220, face=-1, shirt=GOLD, style="long", trousers=NAVY, arms=((20, 60), (-10, 0))).svg,
        person(720, 735, 150, face=-1, head=1.2, shirt=PETAL, style="tails", trousers=INK).svg,
        carrier(960, 740, 230, -1, RICE, shirt=PLUM),
    ]
    parts += [
        rect(x, 862, 84, 16, WOOD, 4) + rect(x + 6, 872, 12, 58, SOIL) + rect(x + 66, 872, 12, 58, SOIL)
        for x in (288, 1148)
    ]
    parts.append(
        person(
            330,
            930,
            300,
            face=1,
            lean=8,
            legs=((88, -8), (96, -14)),
            hands=((460, 830), (440, 850)),
            shirt=LATERITE,
            hat="cone",
            style="bun",
        ).svg
    )
    parts.append(
        person(
            1190,
            930,
            300,
            face=-1,
            lean=8,
            legs=((88, -8), (96, -14)),
            hands=((1080, 820), (1090, 850)),
            shirt=NAVY,
            hat="cone",
            style="bun",
        ).svg
    )
    for x, y, w, load in (
        (500, 950, 150, RICE),
        (630, 975, 130, FLAG_RED),
        (190, 965, 130, AMBER),
        (1030, 950, 150, GOLD),
        (900, 978, 130, LOTUS),
        (1340, 965, 140, SHOOT),
    ):
        parts.append(
            ellipse(x, y, w * 0.5, 10, "#000", opacity=".15")
            + basket(x, y, w, load)
            + heap(
                (
                    "greens"
                    if load in (RICE, SHOOT)
                    else {FLAG_RED: "tomato", AMBER: "orange", GOLD: "egg", LOTUS: "plum"}[load]
                ),
                x,
                y - w * 0.5,
                w * 0.6,
            )
        )
    parts.append(
        person(
            760,
            940,
            290,
            face=1,
            shirt=LEAF,
            robe=None,
            trousers="#2c2a2a",
            style="bun",
            lean=12,
            hands=((870, 850), (800, 850)),
            tool=lambda f: basket(810, 900, 80, RICE),
        ).svg
    )
    return document(parts)


def vase(x, y, h, colour=CLAY, shape=0):
    widths = ((0.2, 0.46, 0.3, 0.14, 0.2), (0.26, 0.36, 0.42, 0.3, 0.34), (0.16, 0.3, 0.44, 0.2, 0.12))[shape % 3]
    side = [(x + w * h, y - h * t) for w, t in zip(widths, (0, 0.34, 0.66, 0.9, 1))]
    d = curve(side) + "L" + curve([(2 * x - a, b) for a, b in reversed(side)])[1:] + "Z"
    shade = curve(side) + f"L{points([(x + widths[4] * h * .3, y - h), (x + widths[0] * h * .2, y)])}Z"
    return path(d, colour) + path(shade, "#000", opacity=".13") + ellipse(x, y - h, widths[4] * h, h * 0.035, BRICK)


def pottery():
    parts = [rect(0, 0, WIDTH, HEIGHT, "#ead2a6"), sky("day", 470)]
    parts += [
        cloud(900, 170, 0.9),
        hills(380, 15, height=120),
        treeline(410, LEAF, 5, 40),
        rect(0, 410, WIDTH, 130, SHOOT),
    ]
    parts.append(
        path("M950 520Q950 300 1110 290Q1160 270 1190 290Q1350 300 1350 520Z", LATERITE)
        + path("M1100 520Q1100 420 1150 420Q1200 420 1200 520Z", INK)
        + path("M1118 520Q1120 450 1150 446Q1182 450 1182 520Z", AMBER)
        + path("M1132 520Q1136 480 1150 466Q1168 486 1168 520Z", DAWN)
    )
    parts += [
        stroke([(960 + d, 520 - 44 * i), (1340 - d, 520 - 44 * i)], BRICK, 3, opacity=".5")
        for i, d in enumerate((0, 4, 18, 42, 80))
        if i
    ]
    parts += [rect(1125, 190, 50, 110, BRICK)] + [
        circle(1150 + dx, 170 - dy, r, WHITE, opacity=".5")
        for dx, dy, r in ((0, 0, 24), (24, 40, 34), (62, 78, 44), (112, 106, 52))
    ]
    parts.append(rect(0, 520, WIDTH, 480, EARTH) + ellipse(780, 900, 900, 140, SAND, opacity=".35"))
    parts.append(
        polygon([(-20, 90), (700, 90), (800, 210), (-20, 210)], LATERITE)
        + "".join(
            stroke([(-20, 110 + i * 24), (716 + i * 20, 110 + i * 24)], "#000", 3, opacity=".15") for i in range(5)
        )
    )
    parts += [rect(-20, 210, 790, 400, "#7a5540"), rect(690, 210, 26, 420, WOOD), rect(20, 210, 26, 420, WOOD)]
    for row, y in enumerate((330, 450, 575)):
        for i in range(7 if row < 2 else 6):
            parts.append(
                vase(
                    104 + i * 86,
                    y - 4,
                    (80, 92, 100)[row],
                    (CLAY, DEEP, CREAM, LATERITE, RIVER)[(i + row * 2) % 5],
                    i + row,
                )
            )
        parts.append(rect(50, y - 6, 640, 14, BAMBOO))
    parts.append(ellipse(640, 935, 190, 26, "#000", opacity=".16"))
    parts.append(
        person(
            500,
            930,
            470,
            face=1,
            lean=20,
            legs=((86, -6), (96, -12)),
            hands=((668, 690), (640, 720)),
            shirt=NAVY,
            sleeves="short",
            trousers="#4a423b",
            hat=None,
            hair=GREY_HAIR,
            skin=SKIN_DEEP,
        ).svg
    )
    parts.append(rect(430, 830, 130, 100, WOOD, 6))
    parts += [
        rect(690, 820, 40, 110, WOOD),
        ellipse(710, 932, 90, 16, SOIL),
        ellipse(710, 820, 120, 24, WOOD),
        ellipse(710, 810, 120, 24, ASH),
        vase(710, 812, 150, CLAY, 0),
    ]
    parts += [stroke([(668, 690), (655, 700)], SKIN_DEEP, 24), circle(652, 712, 17, SKIN_DEEP)]
    parts.append(
        person(
            1080,
            920,
            400,
            face=1,
            lean=16,
            legs=((86, -6), (96, -12)),
            hands=((1226, 740), (1200, 770)),
            shirt=LOTUS,
            trousers=INK,
            style="bun",
            hat=None,
            tool=lambda f: stroke([(1218, 738), (1262, 712)], WOOD, 6) + stroke([(1262, 712), (1278, 702)], DEEP, 9),
        ).svg
    )
    parts.append(rect(1020, 840, 120, 82, WOOD, 6))
    parts += [
        rect(1200, 860, 210, 18, WOOD),
        rect(1215, 870, 18, 70, WOOD),
        rect(1375, 870, 18, 70, WOOD),
        vase(1310, 862, 210, CREAM, 1),
    ]
    parts += [
        ribbon([(1240, 770), (1280, 745), (1320, 780), (1370, 750)], DEEP, 8),
        blossom(1300, 722, 22, RIVER, DEEP),
        ribbon([(1246, 826), (1310, 815), (1372, 826)], DEEP, 6),
    ]
    for x, y, h, c, s in (
        (880, 960, 120, LATERITE, 1),
        (960, 975, 90, RIVER, 2),
        (130, 960, 190, DEEP, 1),
        (250, 975, 130, CLAY, 0),
        (1500, 970, 220, LATERITE, 0),
        (60, 985, 110, CREAM, 2),
    ):
        parts.append(ellipse(x, y, h * 0.36, 10, "#000", opacity=".16") + vase(x, y, h, c, s))
    return document(parts)
