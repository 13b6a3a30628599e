"""Road safety at the school gate."""

from buildings import flagpole, tube_house, village_gate, window
from land import cloud, sky, treeline
from palette import *
from people import person
from plants import tree
from shapes import *
from vehicles import motorbike


def signal(x, y, h):
    parts = [stroke([(x, y), (x, y - h)], INK, h * 0.025), rect(x - h * 0.07, y - h, h * 0.14, h * 0.36, INK, h * 0.03)]
    return "".join(parts) + "".join(
        circle(x, y - h * 0.94 + i * h * 0.12, h * 0.045, c) for i, c in enumerate((FLAG_RED, "#6f5a22", "#274b33"))
    )


def crossing():
    parts = [
        sky("day", 520),
        cloud(300, 110, 1),
        cloud(1200, 90, 1.2),
        treeline(470, NEAR, 3, 70),
        treeline(500, LEAF, 7, 50),
    ]
    x = -10
    for w, floors, wall, roof in ((150, 2, "#f0d9a4", "gable"), (120, 3, CREAM, "flat"), (160, 2, "#e9c9a0", "garden")):
        parts.append(tube_house(x, 560, w, floors, wall, roof, storey=104))
        x += w + 6
    parts += (
        [rect(980, 350, 640, 210, "#eec777"), polygon([(950, 352), (1030, 280), (1620, 280), (1620, 352)], LATERITE)]
        + [window(1020 + i * 120, 400, 70, 90) for i in range(5)]
        + [village_gate(780, 560, 190), rect(900, 500, 720, 60, CREAM), rect(900, 494, 720, 10, LATERITE)]
    )
    parts += [
        flagpole(1290, 540, 390, 110),
        tree(520, 570, 270, seed=4),
        tree(1540, 580, 300, (BRICK, "#c9402a", "#e2603c"), seed=6),
    ]
    parts += [
        rect(0, 560, WIDTH, 60, STONE),
        rect(0, 612, WIDTH, 14, ASH),
        rect(0, 626, WIDTH, 374, "#6d6a66"),
        rect(0, 950, WIDTH, 50, STONE),
        rect(0, 944, WIDTH, 10, ASH),
    ]
    parts += [rect(a, 776, 130, 10, WHITE) for a in (40, 230, 1260, 1450)]
    for i in range(8):
        a = 560 + i * 72
        parts.append(
            polygon(
                [(a, 632), (a + 36, 632), (a + 30 + (a - 800) * 0.18, 940), (a - 14 + (a - 800) * 0.18, 940)], WHITE
            )
        )
    parts.append(stroke([(520, 632), (440, 940)], WHITE, 12))
    parts += [
        signal(450, 610, 330),
        stroke([(1250, 610), (1250, 330)], ASH, 10),
        polygon(
            [(1250, 250), (1314, 356), (1186, 356)],
            FLAG_RED,
            stroke=FLAG_RED,
            stroke_width="14",
            stroke_linejoin="round",
        ),
        polygon([(1250, 276), (1294, 346), (1206, 346)], GOLD),
    ]
    parts.append(
        person(1240, 344, 52, face=-1, shadow=False, shirt=INK, skin=INK, trousers=INK, legs=((26, 10), (-24, -30))).svg
        + person(
            1264, 344, 40, face=-1, shadow=False, shirt=INK, skin=INK, trousers=INK, legs=((26, 10), (-24, -30))
        ).svg
    )
    parts += [
        motorbike(330, 790, 250, 1, DEEP, {"shirt": LOTUS, "style": "long", "hat_colour": GOLD}),
        motorbike(
            190,
            915,
            290,
            1,
            LATERITE,
            {"shirt": LEAF, "hat_colour": WHITE},
            {"shirt": WHITE, "trousers": NAVY, "hat_colour": FLAG_RED, "head": 1.1},
        ),
    ]
    officer = {"shirt": "#c9a664", "trousers": "#a98646", "hat": "cap", "hat_colour": "#a98646", "shoes": INK}
    parts.append(
        person(
            600,
            800,
            310,
            face=-1,
            arms=((-86, -88), (92, 170)),
            tool=lambda f: stroke([f.hands[1], (f.hands[1][0], f.hands[1][1] - 66)], FLAG_RED, 10)
            + stroke([f.hands[1], (f.hands[1][0], f.hands[1][1] - 22)], WHITE, 10),
            **officer
        )
    )
    pupil = {"shirt": WHITE, "trousers": NAVY, "scarf": FLAG_RED, "head": 1.2}
    satchels = (LATERITE, LEAF, LOTUS, DEEP)
    for i, (px, py, h) in enumerate(((740, 770, 210), (850, 820, 225), (960, 880, 245), (1080, 920, 255))):
        u = h / 100
        parts.append(rect(px + 4 * u, py - 78 * u, 14 * u, 24 * u, satchels[i], 4 * u))
        parts.append(
            person(
                px,
                py,
                h,
                face=-1,
                style=("short", "tails")[i % 2],
                legs=((22, 4), (-18, -30)),
                arms=((100, 150), (-12, -4)) if i == 0 else ((20, 36), (-16, -6)),
                **pupil
            )
        )
    parts.append(
        person(
            1220,
            940,
            340,
            face=-1,
            shirt=PLUM,
            trousers=INK,
            style="bun",
            legs=((14, 4), (-12, -18)),
            hands=((1106, 800), None),
        )
    )
    return document(parts)
