"""Digital services and clean water."""

import random

from buildings import house
from land import cloud, grass, ground, hills, paddies, sky, treeline
from palette import *
from people import person
from plants import areca, banana, coconut
from shapes import *


def code_square(x, y, w):
    """A pattern that looks like a QR code and encodes nothing."""
    chance = random.Random(12)
    cell = w / 11
    parts = [rect(x - cell, y - cell, w + 2 * cell, w + 2 * cell, WHITE, cell)]
    for i in range(11):
        for j in range(11):
            corner = (i < 4 or i > 6) and (j < 4) or (i < 4 and j > 6)
            if not corner and chance.random() < 0.5:
                parts.append(rect(x + i * cell, y + j * cell, cell, cell, INK))
    for i, j in ((0, 0), (8, 0), (0, 8)):
        parts += [
            rect(x + i * cell, y + j * cell, cell * 3, cell * 3, INK),
            rect(x + (i + 0.6) * cell, y + (j + 0.6) * cell, cell * 1.8, cell * 1.8, WHITE),
            rect(x + (i + 1) * cell, y + (j + 1) * cell, cell, cell, INK),
        ]
    return "".join(parts)


def digital():
    parts = [
        sky("spring", 600),
        cloud(260, 130, 1),
        cloud(1300, 120, 1),
        hills(520, 31, height=160),
        treeline(560, NEAR, 4, 46),
        paddies(560, rows=6, vanish=800),
    ]
    parts += [
        house(170, 620, 220),
        house(1440, 620, 200, SAND),
        areca(300, 630, 280, 8),
        coconut(1330, 620, 270, 26),
        ground([(-20, 800), (800, 740), (1620, 800)], SHOOT),
    ]
    for x0, y0, x1, y1, top in (
        (170, 500, 640, 300, 180),
        (1440, 520, 960, 300, 190),
        (80, 380, 640, 210, 110),
        (1540, 380, 960, 210, 110),
    ):
        parts.append(
            path(
                f"M{x0} {y0}Q{(x0 + x1) / 2} {top} {x1} {y1}",
                stroke=DEEP,
                stroke_width="5",
                stroke_dasharray="2 16",
                stroke_linecap="round",
            )
        )
    for x, y, c in ((80, 380, LEAF), (170, 470, LOTUS), (1440, 490, AMBER), (1540, 380, DEEP)):
        parts += [circle(x, y, 38, WHITE), circle(x, y, 31, c)]
    parts += [
        path("M64 382L76 394L98 368", stroke=WHITE, stroke_width="8", stroke_linecap="round"),
        path("M170 488l-17-17q-8-14 5-18q8 0 12 8q4-8 12-8q13 4 5 18Z", WHITE),
        rect(1427, 473, 26, 32, WHITE, 3),
        stroke([(1433, 482), (1447, 482)], AMBER, 3),
        stroke([(1433, 492), (1447, 492)], AMBER, 3),
        path("M1522 374H1558V398H1522ZM1522 376L1540 390L1558 376", WHITE, stroke=DEEP, stroke_width="3"),
    ]
    parts += [
        ellipse(800, 880, 230, 26, "#000", opacity=".16"),
        rect(622, 110, 356, 770, INK, 46),
        rect(642, 140, 316, 710, CREAM, 26),
        rect(642, 140, 316, 110, LATERITE, 26),
        rect(642, 210, 316, 46, LATERITE),
        rect(760, 122, 80, 10, ASH, 5),
        star(690, 204, 24, FLAG_GOLD),
        rect(730, 186, 180, 12, WHITE, 6),
        rect(730, 212, 120, 10, CLAY, 5),
    ]
    for i, (c, dy) in enumerate(((LEAF, 0), (DEEP, 86), (LOTUS, 172))):
        y = 278 + dy
        parts += [
            rect(662, y, 276, 72, WHITE, 14),
            circle(702, y + 36, 22, c),
            rect(740, y + 20, 150, 11, STONE, 5),
            rect(740, y + 42, 100, 9, STONE, 4),
            path(f"M692 {y + 36}L700 {y + 45}L713 {y + 27}", stroke=WHITE, stroke_width="6", stroke_linecap="round"),
        ]
    parts += [code_square(704, 566, 192), rect(680, 792, 240, 36, LEAF, 18)]

    def phone(figure):
        x, y = figure.hands[0]
        return rect(x - 12, y - 44, 34, 58, INK, 6) + rect(x - 8, y - 38, 26, 44, STREAM, 3)

    parts.append(
        person(
            400,
            930,
            400,
            face=1,
            shirt=LEAF,
            trousers=INK,
            hair=GREY_HAIR,
            style="bun",
            arms=((40, 112), (20, 100)),
            tool=phone,
        )
    )
    parts.append(
        person(540, 940, 410, face=-1, shirt=DEEP, trousers=NAVY, arms=((50, 100), (10, 0)), hat="cap", hat_colour=DEEP)
    )
    parts.append(
        person(1110, 940, 410, face=-1, shirt=LOTUS, trousers=INK, style="long", arms=((60, 130), (-10, 0)), tool=phone)
    )
    parts.append(
        person(1260, 930, 390, face=-1, shirt=EARTH, trousers=INK, hat="cone", arms=((40, 110), (16, 90)), tool=phone)
    )
    parts.append(grass(990, LEAF, 7, 46))
    return document(parts)


def clean_water():
    parts = [
        sky("clear", 560),
        cloud(280, 150, 1.2),
        cloud(900, 100, 1),
        cloud(1450, 170, 0.8),
        hills(500, 34, height=150),
        treeline(540, NEAR, 5, 50),
        ground([(-20, 570), (800, 556), (1620, 580)], SHOOT),
        paddies(575, 760, rows=4, vanish=300),
    ]
    parts.append(ground([(-20, 720), (800, 690), (1620, 720)], RICE))
    parts += [house(1380, 690, 260), house(1130, 650, 170, SAND), areca(1530, 700, 360, -10), banana(1240, 700, 160, 3)]
    for x0, x1 in ((330, 300), (420, 410), (530, 540), (620, 650)):
        parts.append(stroke([(x0, 330), (x1, 760)], ASH, 16))
    for y, a, b in ((450, 322, 630), (570, 312, 640), (690, 304, 646)):
        parts += [
            stroke([(a, y), (b, y)], ASH, 10),
            stroke([(a, y), (b, y - 120)], ASH, 5),
            stroke([(b, y), (a, y - 120)], ASH, 5),
        ]
    parts += [
        rect(440, 330, 70, 430, STONE),
        rect(290, 150, 370, 190, RIVER, 22),
        rect(290, 150, 120, 190, STREAM, 22),
        rect(570, 150, 90, 190, DEEP, 22, opacity=".55"),
        polygon([(280, 156), (475, 74), (670, 156)], DEEP),
        rect(280, 326, 390, 22, DEEP, 6),
        path("M475 186Q532 256 528 282A53 50 0 1 1 422 282Q418 256 475 186Z", WHITE),
    ]
    parts += [
        rect(210, 640, 180, 120, CREAM),
        polygon([(196, 644), (230, 596), (370, 596), (404, 644)], LATERITE),
        rect(276, 680, 48, 80, LEAF),
        rect(270, 752, 420, 20, STONE),
    ]
    parts += [
        stroke([(480, 760), (480, 900), (1010, 900)], DEEP, 22),
        circle(480, 800, 26, FLAG_RED),
        circle(480, 800, 10, DEEP),
    ]
    parts += [
        rect(970, 820, 210, 130, STONE, 8),
        rect(960, 800, 230, 30, CREAM, 8),
        stroke([(1010, 900), (1010, 800)], DEEP, 18),
        rect(1000, 650, 22, 160, DEEP),
        path("M1000 640H1090Q1112 640 1112 668V690H1086V666H1000Z", ASH),
        rect(1040, 612, 14, 30, ASH),
        rect(1018, 600, 58, 16, FLAG_RED, 8),
        path("M1088 690H1110L1114 806H1084Z", STREAM, opacity=".9"),
        stroke([(1095, 696), (1093, 800)], WHITE, 4),
        ellipse(1099, 806, 60, 12, MIST),
    ]
    parts.append(
        person(
            1250,
            950,
            300,
            face=-1,
            head=1.22,
            lean=22,
            shirt=GOLD,
            trousers=NAVY,
            style="short",
            sleeves="short",
            hands=((1120, 746), (1112, 770)),
        )
    )
    parts.append(
        person(
            1400,
            950,
            400,
            face=-1,
            lean=6,
            shirt=LOTUS,
            trousers=INK,
            style="long",
            hands=(None, (1300, 800)),
            arms=((24, 60), (30, 60)),
        )
    )
    parts.append(
        person(
            820,
            950,
            300,
            face=1,
            head=1.2,
            lean=4,
            shirt=WHITE,
            trousers=LATERITE,
            style="tails",
            arms=((30, 140), (20, 120)),
            tool=lambda f: path(
                f"M{f.hands[0][0] - 6:.1f} {f.hands[0][1] - 34:.1f}h40l-6 48h-28Z", MIST, stroke=RIVER, stroke_width="4"
            ),
        )
    )
    for x, y, s in ((1060, 726, 1), (1140, 736, 0.8), (1130, 700, 0.6)):
        parts.append(path(f"M{x} {y - 20 * s}q{14 * s} {18 * s} 0 {26 * s}q{-14 * s} {-8 * s} 0 {-26 * s}Z", STREAM))
    parts.append(grass(995, LEAF, 7, 46))
    return document(parts)
