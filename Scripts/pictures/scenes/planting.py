"""Orchard, and planting trees."""

from land import cloud, grass, ground, hills, paddies, sky, sun, treeline
from palette import *
from people import basket, hoe, person
from plants import planter, tree
from shapes import *


def orchard():
    parts = [sky("clear", 520), cloud(300, 150, 1.1), cloud(1180, 110, 1.3), hills(430, 7, height=210)]
    parts.append(ground([(-20, 470), (500, 430), (1000, 455), (1620, 410)], RICE))
    for row, (y, h, step, shift) in enumerate(((478, 110, 112, 0), (552, 160, 170, 60), (660, 240, 262, -20))):
        parts.append(ground([(-20, y + 6), (600, y - 14), (1620, y + 4)], (SHOOT, RICE, SHOOT)[row]))
        x = shift
        while x < 1700:
            parts.append(tree(x, y + 10, h, seed=int(x) + row, fruit=FLAG_RED if row else LATERITE))
            x += step
    parts.append(ground([(-20, 720), (700, 690), (1620, 730)], SHOOT))
    parts.append(path("M700 1000Q770 830 730 700L800 700Q900 840 1060 1000Z", SAND))
    parts.append(tree(300, 900, 620, seed=5, fruit=FLAG_RED) + tree(1400, 930, 680, seed=9, fruit=FLAG_RED))
    ladder = [stroke([(470, 910), (420, 440)], BAMBOO, 10), stroke([(540, 910), (480, 440)], BAMBOO, 10)]
    ladder += [stroke([(466 - i * 8, 860 - i * 70), (534 - i * 9, 860 - i * 70)], BAMBOO, 8) for i in range(6)]
    parts += ladder
    parts.append(
        person(
            500,
            720,
            250,
            face=-1,
            lean=-2,
            hands=((396, 500), (430, 560)),
            legs=((24, -10), (4, 2)),
            shirt=LOTUS,
            hat="cone",
            style="bun",
            shadow=False,
        ).svg
    )
    parts.append(
        person(
            1215, 925, 300, face=1, lean=6, hands=((1310, 640), (1290, 680)), shirt=DEEP, hat="cone", sleeves="short"
        ).svg
    )
    parts.append(
        person(
            800,
            880,
            270,
            face=1,
            lean=6,
            hands=((868, 770), (866, 784)),
            legs=((18, 4), (-16, -24)),
            shirt=LATERITE,
            hat="sunhat",
            hat_colour=STRAW,
            style="long",
            tool=lambda f: basket(884, 822, 96, FLAG_RED),
        ).svg
    )
    for x, y, w in ((640, 940, 120), (960, 950, 130), (1040, 975, 110), (1150, 960, 120)):
        parts.append(ellipse(x, y, w * 0.5, 9, "#000", opacity=".14") + basket(x, y, w, FLAG_RED))
        parts += [
            circle(x + dx * w, y - w * dy, w * 0.075, c)
            for dx, dy, c in (
                (-0.22, 0.6, LATERITE),
                (0.02, 0.7, CLAY),
                (0.22, 0.58, LATERITE),
                (-0.08, 0.52, BRICK),
                (0.12, 0.52, CLAY),
            )
        ]
        parts.append(ellipse(x - w * 0.3, y - w * 0.58, w * 0.14, w * 0.05, LEAF))
    parts.append(grass(985, LEAF, 4, 50))
    return document(parts)


def sapling(x, y, h):
    parts = [polygon([(x - h * 0.03, y), (x + h * 0.03, y), (x + h * 0.008, y - h), (x - h * 0.008, y - h)], BARK)]
    for t, side in ((0.4, 1), (0.52, -1), (0.66, 1), (0.78, -1), (0.9, 1), (0.95, -1)):
        lx, ly, s = x, y - h * t, h * 0.3
        parts.append(
            path(
                f"M{points([(lx, ly)])}"
                f"Q{points([(lx + side * s * .4, ly - s * .8), (lx + side * s, ly - s * .5)])}"
                f"Q{points([(lx + side * s * .6, ly + s * .1), (lx, ly)])}Z",
                (LEAF, RICE)[side > 0],
            )
        )
    return "".join(parts) + path(
        f"M{points([(x, y - h)])}q{points([(-h * .1, -h * .14), (0, -h * .26)])}"
        f"q{points([(h * .1, h * .12), (0, h * .26)])}Z",
        SHOOT,
    )


def tree_planting():
    parts = [
        sky("spring", 520),
        sun(300, 210, 54),
        cloud(700, 140, 1),
        cloud(1250, 180, 1.2),
        hills(460, 9, height=150),
        treeline(470, NEAR, 8, 32),
        paddies(470, 760, rows=5, vanish=500),
    ]
    parts.append(ground([(-20, 640), (500, 610), (1100, 640), (1620, 590)], SHOOT))
    parts.append(path("M1210 590Q900 700 480 1000L1010 1000Q1180 760 1300 588Z", SAND))
    for x, y, h in ((1180, 604, 60), (1110, 640, 80), (1020, 690, 110), (1340, 620, 80), (1390, 680, 110)):
        parts += [ellipse(x, y, h * 0.3, h * 0.07, SOIL, opacity=".6"), sapling(x, y, h)]
    parts.append(
        person(
            1180,
            730,
            190,
            face=1,
            lean=18,
            hands=((1240, 668), (1226, 656)),
            shirt=DEEP,
            hat="cap",
            hat_colour=DEEP,
            tool=hoe((1270, 726)),
        ).svg
    )
    parts.append(ground([(-20, 780), (300, 740), (640, 800), (760, 1000)], RICE))
    parts.append(blob([(170, 890), (270, 838), (410, 832), (540, 880), (400, 925), (240, 925)], SOIL))
    parts.append(sapling(360, 880, 330))
    parts.append(
        person(
            215,
            905,
            330,
            face=1,
            lean=30,
            hands=((350, 735), (345, 775)),
            legs=((92, -18), (50, -60)),
            shirt=LEAF,
            hat="cone",
            style="bun",
            sleeves="long",
        ).svg
    )
    parts.append(
        person(
            610,
            930,
            320,
            face=-1,
            lean=22,
            hands=((468, 780), (506, 745)),
            legs=((24, 4), (-18, -24)),
            shirt=LATERITE,
            hat="sunhat",
            hat_colour=STRAW,
            tool=hoe((424, 896)),
        ).svg
    )
    parts.append(ground([(1020, 1010), (1150, 850), (1400, 800), (1640, 820)], RICE))

    def can(f):
        return group(
            [
                path("M-34-30L34-30L28 34L-28 34Z", RIVER),
                stroke([(-30, 8), (-84, -34)], RIVER, 10),
                polygon([(-92, -52), (-74, -26), (-104, -24)], RIVER),
                path("M30-24Q74-20 28 24", stroke=RIVER, stroke_width="9"),
            ]
            + [stroke([(-100 - i * 7, -12 + i * 3), (-112 - i * 7, 40 + i * 8)], STREAM, 4) for i in range(4)],
            1272,
            778,
            1,
        )

    parts += [ellipse(1150, 905, 60, 14, SOIL), sapling(1150, 905, 190)]
    parts.append(
        person(
            1360,
            930,
            270,
            face=-1,
            lean=10,
            head=1.12,
            hands=((1300, 760), (1304, 790)),
            shirt=WHITE,
            trousers=NAVY,
            scarf=FLAG_RED,
            style="tails",
            tool=can,
        ).svg
    )
    parts.append(
        person(
            1500,
            900,
            230,
            face=-1,
            head=1.15,
            shirt=WHITE,
            trousers=NAVY,
            scarf=FLAG_RED,
            hands=((1440, 790), None),
            tool=lambda f: sapling(1440, 800, 90) + planter(1440, 812, 40, 34, INK),
        ).svg
    )
    parts.append(grass(990, LEAF, 5, 50))
    return document(parts)
