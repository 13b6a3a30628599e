"""Culture house and older people."""

from buildings import *
from land import *
from palette import *
from people import person
from plants import *
from shapes import *


def culture_house():
    parts = [
        sky("dusk", 580),
        cloud(300, 150, 1, opacity=".55"),
        cloud(1300, 130, 1.1, opacity=".55"),
        hills(520, 41, ("#cf9a80", "#a38a76", "#72806a"), 150),
        treeline(570, PINE, 5, 60),
    ]
    parts.append(rect(0, 600, WIDTH, 400, "#d8b184") + rect(0, 600, WIDTH, 26, RICE))
    parts += [
        areca(150, 650, 420, 12),
        areca(230, 650, 350, -8),
        areca(1430, 650, 400, 10),
        areca(1510, 650, 340, -10),
        banana(80, 650, 180, 2),
    ]
    parts += [
        rect(360, 400, 880, 240, "#f6e2b3"),
        rect(360, 400, 880, 36, "#000", opacity=".12"),
        rect(330, 626, 940, 24, STONE),
        rect(300, 646, 1000, 22, CREAM),
    ]
    parts += [polygon([(310, 408), (430, 290), (1170, 290), (1290, 408)], LATERITE)] + [
        stroke([(410 - i * 20, 312 + i * 20), (1190 + i * 20, 312 + i * 20)], "#000", 2.5, opacity=".15")
        for i in range(5)
    ]
    parts += [
        rect(610, 330, 380, 310, CREAM),
        polygon([(560, 340), (800, 200), (1040, 340)], BRICK),
        polygon([(620, 322), (800, 222), (980, 322)], CREAM),
        star(800, 286, 34, FLAG_RED),
        rect(640, 352, 320, 48, LATERITE, 6),
    ]
    parts += [rect(x, 400, 26, 226, SAND) for x in (622, 952)] + [
        rect(680, 430, 240, 196, "#e9a94b"),
        rect(680, 430, 240, 196, "none", stroke=WOOD, stroke_width="12"),
        stroke([(800, 430), (800, 626)], WOOD, 8),
    ]
    parts += [window(x, 460, 76, 110, WOOD, GOLD) for x in (400, 506, 1018, 1124)]
    for x in (650, 950):
        parts += [
            stroke([(x, 410), (x, 426)], WOOD, 3),
            ellipse(x, 450, 20, 25, FLAG_RED),
            rect(x - 10, 424, 20, 6, GOLD),
            rect(x - 10, 470, 20, 6, GOLD),
        ]
    parts += [bunting(150, 260, 560, 340, 40, 10), bunting(1040, 340, 1430, 260, 40, 10), flagpole(500, 660, 470, 110)]
    parts.append(ellipse(800, 860, 720, 110, "#ecd0a4", opacity=".7"))
    for i in range(9):
        x = 420 + i * 95
        parts.append(
            person(
                x,
                720,
                130,
                face=1 if x < 800 else -1,
                shirt=(DEEP, LOTUS, WHITE, LEAF, GOLD, PLUM, LATERITE, CREAM, NAVY)[i],
                style=("short", "bun", "long")[i % 3],
                hair=GREY_HAIR if i % 4 == 0 else HAIR,
                arms=((30, 110), (20, 100)),
            )
        )
    for i, (x, y, c) in enumerate(((480, 850, LOTUS), (670, 880, LEAF), (930, 880, GOLD), (1120, 850, DEEP))):
        face = 1 if i % 2 else -1

        def hats(figure, u=2.7):
            hx, hy = figure.hands[0]
            return (
                ellipse(hx, hy - 4 * u, 17 * u, 17 * u, STRAW)
                + ellipse(hx, hy - 4 * u, 10 * u, 10 * u, STRAW_SHADE)
                + ellipse(hx, hy - 4 * u, 3 * u, 3 * u, STRAW)
            )

        parts.append(
            person(
                x,
                y,
                270,
                face=face,
                shirt=c,
                robe=c,
                trousers=WHITE,
                style="bun",
                arms=((100, 150), (-40, -80)),
                tool=hats,
            )
        )
    parts += [
        ellipse(240, 910, 90, 14, "#000", opacity=".15"),
        rect(186, 850, 110, 20, WOOD, 5),
        rect(196, 866, 14, 50, WOOD),
        rect(272, 866, 14, 50, WOOD),
    ]

    def lute(figure):
        x, y = figure.hands[1]
        return (
            stroke([(x - 30, y + 20), (x + 120, y - 60)], WOOD, 10)
            + circle(x - 30, y + 18, 46, CREAM)
            + circle(x - 30, y + 18, 46, "none", stroke=BRICK, stroke_width="7")
            + stroke([(x + 104, y - 66), (x + 124, y - 48)], BRICK, 7)
        )

    parts.append(
        person(
            240,
            914,
            310,
            face=1,
            legs=((86, 4), (90, -4)),
            shirt=NAVY,
            robe=None,
            trousers=WHITE,
            hair=GREY_HAIR,
            hat="turban",
            hat_colour=INK,
            hands=((330, 740), (262, 770)),
            shadow=False,
            tool=lute,
        )
    )
    parts += [
        ellipse(1360, 912, 90, 14, "#000", opacity=".15"),
        rect(1306, 850, 110, 20, WOOD, 5),
        rect(1316, 866, 14, 50, WOOD),
        rect(1392, 866, 14, 50, WOOD),
    ]
    parts.append(
        person(
            1360,
            914,
            310,
            face=-1,
            legs=((86, 4), (90, -4)),
            shirt=PLUM,
            trousers=WHITE,
            hat="turban",
            hat_colour=INK,
            arms=((40, 110), (30, 70)),
            shadow=False,
            tool=lambda f: ellipse(1262, 812, 50, 14, CREAM)
            + rect(1212, 812, 100, 62, LATERITE, 8)
            + ellipse(1262, 874, 50, 14, LATERITE)
            + stroke([f.hands[0], (1270, 802)], WOOD, 7),
        )
    )
    return document(parts)


def elders():
    parts = [
        sky("dawn", 560),
        sun(1180, 250, 56),
        cloud(760, 130, 1),
        hills(490, 44, height=140),
        treeline(540, NEAR, 4, 52),
    ]
    parts += [water(556, 680, seed=6, ripples=20), ground([(-20, 660), (500, 650), (900, 672), (1620, 640)], SHOOT)]
    parts += [bamboo(1500, 690, 420, 6), communal_house(1060, 610, 260)]
    parts.append(path("M1620 720Q900 720 520 1010L1000 1010Q1200 830 1620 800Z", SAND))
    for i, x in enumerate((830, 985, 1140)):
        parts.append(
            person(
                x,
                760 - i * 10,
                200,
                face=1,
                shirt=WHITE,
                trousers=WHITE,
                hair=GREY_HAIR,
                style=("short", "bun", "short")[i],
                lean=4,
                arms=((80, 96), (-70, -100)),
                legs=((40, 0), (-26, -14)),
                shoes=INK,
            )
        )
    parts.append(banyan(230, 880, 860, 7))
    parts.append(ground([(-20, 880), (400, 850), (900, 890), (1100, 1010)], RICE))
    parts += [ellipse(520, 950, 330, 30, "#000", opacity=".13")]
    for x in (300, 740):
        parts += [rect(x - 75, 820, 150, 26, STONE, 6), rect(x - 52, 846, 104, 100, ASH, 4)]
    parts += [
        rect(474, 800, 92, 150, ASH, 6),
        ellipse(520, 800, 150, 26, STONE),
        ellipse(520, 794, 150, 24, CREAM),
        polygon([(450, 798), (470, 782), (600, 782), (586, 798)], "#d7a35c"),
    ]
    parts += [ellipse(470 + i * 20, 786 + (i % 2) * 8, 9, 5, (FLAG_RED, INK, FLAG_RED, INK, INK)[i]) for i in range(5)]
    parts += [
        path("M612 790q-8-34 16-36q24 2 16 36Z", BRICK),
        stroke([(642, 770), (658, 762)], BRICK, 6),
        rect(404, 774, 20, 18, WHITE, 4),
        rect(430, 780, 18, 14, WHITE, 4),
    ]
    parts.append(
        person(
            310,
            945,
            440,
            face=1,
            lean=10,
            legs=((86, 0), (92, -6)),
            hands=((446, 770), (420, 790)),
            shirt="#8c6b50",
            trousers=INK,
            hair=GREY_HAIR,
            shadow=False,
            shoes=WOOD,
        )
    )
    parts.append(
        person(
            730,
            945,
            440,
            face=-1,
            lean=6,
            legs=((86, 0), (92, -6)),
            arms=((36, 120), (10, 60)),
            shirt=DEEP,
            trousers=INK,
            hair=GREY_HAIR,
            hat="cap",
            hat_colour=OLIVE,
            shadow=False,
            shoes=WOOD,
        )
    )

    def stick(figure):
        x, y = figure.hands[0]
        return stroke([(x + 2, y - 6), (x - 26, 958)], WOOD, 9)

    parts.append(
        person(
            1330,
            950,
            350,
            face=-1,
            lean=12,
            shirt=PLUM,
            trousers="#2c2a2a",
            hair=GREY_HAIR,
            style="bun",
            arms=((36, 70), (10, 10)),
            tool=stick,
            legs=((14, 0), (-6, -16)),
        )
    )
    parts.append(
        person(
            1455,
            955,
            230,
            face=-1,
            head=1.28,
            shirt=GOLD,
            trousers=LATERITE,
            style="tails",
            hands=((1380, 830), None),
            legs=((16, 2), (-12, -22)),
        )
    )
    parts.append(grass(992, LEAF, 9, 44, right=760))
    return document(parts)
