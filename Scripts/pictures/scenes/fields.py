"""Work in the rice fields: irrigation and harvest."""

import random

from buildings import house
from land import cloud, ground, hills, paddies, sky, sun, treeline, tufts
from palette import *
from people import carrier, hoe, person
from plants import coconut
from shapes import *


def canal():
    parts = [
        sky("dawn", 520),
        sun(1130, 250, 56),
        cloud(420, 160, 1.1),
        cloud(1380, 130, 0.8),
        hills(450, 2),
        treeline(452, PINE, 3, 30),
        house(330, 462, 90),
        house(430, 466, 70, SAND),
        paddies(455, rows=8, vanish=760, colours=(SHOOT, RICE, YOUNG, RICE)),
    ]
    parts.append(path("M735 458L765 458Q900 700 1420 1000L240 1000Q640 690 735 458Z", EARTH))
    parts.append(path("M742 458L760 458Q850 690 1180 1000L450 1000Q690 690 742 458Z", SOIL))
    parts.append(path("M744 458L758 458Q806 590 930 735Q830 760 655 740Q720 590 744 458Z", STREAM))
    parts.append(path("M655 740Q830 760 930 735L950 752Q820 790 640 760Z", RIVER))
    for x, y, w in ((742, 560, 26), (730, 620, 60), (770, 670, 80), (700, 705, 70)):
        parts.append(stroke([(x, y), (x + w, y)], WHITE, 3, opacity=".7"))
    chance = random.Random(4)
    for _ in range(70):
        y = chance.uniform(780, 990)
        parts.append(
            ellipse(
                chance.uniform(620 - (y - 700) * 0.5, 960 + (y - 700) * 0.6),
                y,
                chance.uniform(5, 18),
                chance.uniform(3, 8),
                chance.choice((EARTH, BRICK, CLAY)),
                opacity=".45",
            )
        )
    for x, y, s in ((440, 838, 1), (500, 792, 0.7), (1200, 850, 1.05), (1130, 798, 0.75)):
        parts.append(
            blob([(x - 70 * s, y + 8), (x - 30 * s, y - 34 * s), (x + 14 * s, y - 46 * s), (x + 64 * s, y + 6)], CLAY)
        )
    parts.append(
        person(
            930,
            700,
            150,
            face=-1,
            lean=28,
            hands=((880, 650), (898, 640)),
            shirt=PLUM,
            hat="cone",
            tool=hoe((846, 702)),
        ).svg
    )
    parts.append(
        person(660, 690, 140, lean=22, hands=((704, 640), (690, 630)), shirt=DEEP, hat="cone", tool=hoe((736, 690))).svg
    )
    parts.append(carrier(1150, 760, 200, -1, CLAY, shirt=LATERITE))
    parts.append(
        person(
            720,
            905,
            270,
            face=-1,
            lean=34,
            hands=((602, 800), (640, 770)),
            legs=((26, 6), (-22, -30)),
            shirt=NAVY,
            hat="cone",
            sleeves="short",
            tool=hoe((548, 912)),
        ).svg
    )
    parts.append(
        person(
            935,
            940,
            290,
            lean=26,
            hands=((1050, 800), (1010, 780)),
            legs=((30, 4), (-24, -34)),
            shirt=LEAF,
            hat="cone",
            tool=hoe((1108, 926)),
        ).svg
    )
    parts.append(carrier(330, 920, 270, 1, CLAY, shirt=LOTUS, style="bun"))
    parts.append(tufts(-20, 300, 880, 1000, LEAF, 8, 4, 52) + tufts(1400, 1620, 860, 1000, LEAF, 9, 4, 52))
    return document(parts)


def rice_ear(x, y, length, bend, seed=1):
    """One drooping ear of ripe rice on its stem, in the foreground."""
    chance = random.Random(seed)
    knee, bow, tip = (
        (x + bend * 0.3, y - length),
        (x + bend * 0.9, y - length * 1.12),
        (x + bend * 1.25, y - length * 0.66),
    )
    parts = [
        path(
            f"M{points([(x, y)])}Q{points([(x + bend * .02, y - length * .7), knee])}Q{points([bow, tip])}",
            stroke=RICE,
            stroke_width="6",
            stroke_linecap="round",
        )
    ]
    for i in range(15):
        t = i / 14
        px = (1 - t) ** 2 * knee[0] + 2 * t * (1 - t) * bow[0] + t * t * tip[0]
        py = (1 - t) ** 2 * knee[1] + 2 * t * (1 - t) * bow[1] + t * t * tip[1]
        for side in (-1, 1):
            turn = (50 + t * 110) * (1 if bend > 0 else -1) + side * 32
            grain = ellipse(
                0, -15, 8.5, 19, chance.choice(("#c67f1f", AMBER, "#e3a73a")), stroke="#9a5f1c", stroke_width="1.5"
            )
            parts.append(group([grain], px, py, turn=turn))
    return "".join(parts)


def sheaf(x, y, h):
    """A bound sheaf standing on the stubble."""
    w = h * 0.34
    parts = [
        ellipse(x, y, w * 1.1, h * 0.06, "#000", opacity=".14"),
        path(
            f"M{points([(x - w * .9, y)])}"
            f"Q{points([(x - w * .2, y - h * .42), (x - w * .95, y - h * .92)])}"
            f"Q{points([(x, y - h * 1.14), (x + w * .95, y - h * .92)])}"
            f"Q{points([(x + w * .2, y - h * .42), (x + w * .9, y)])}Z",
            AMBER,
        ),
    ]
    for i in (-0.8, -0.4, 0, 0.4, 0.8):
        parts.append(
            path(
                f"M{points([(x + w * i, y)])}Q{points([(x + w * i * .2, y - h * .45), (x + w * i, y - h * .96)])}",
                stroke=GOLD,
                stroke_width=number(h * 0.03),
            )
        )
    return "".join(parts) + stroke([(x - w * 0.36, y - h * 0.46), (x + w * 0.36, y - h * 0.46)], BRICK, h * 0.07)


def ripe_rice():
    parts = [
        sky("dawn", 560),
        sun(520, 330, 80),
        cloud(1150, 170, 1.2),
        cloud(1420, 250, 0.7),
        hills(490, 5, ("#c9c7a0", "#a4b28a", "#7b9a72")),
        treeline(500, LEAF, 6, 34),
    ]
    parts += [
        house(1180, 512, 110),
        house(1290, 515, 80, SAND),
        coconut(1090, 512, 120, 14),
        coconut(1350, 512, 130, -18),
    ]
    parts.append(paddies(500, rows=7, colours=(GOLD, "#e8b64d", "#f3cf78", "#e0a640"), vanish=620))
    parts.append(tufts(-20, 1620, 560, 960, "#c98f2e", 5, 14, 44, ".55"))
    parts.append(path("M560 505L640 505Q760 720 1180 1000L700 1000Q640 720 560 505Z", SAND))
    for x, y, h, face, colour in ((740, 615, 150, 1, PLUM), (925, 610, 140, 1, DEEP)):
        parts.append(
            person(x, y, h, face=face, lean=44, arms=((30, 50), (20, 38)), shirt=colour, hat="cone", style="bun")
        )
    parts += [sheaf(*place) for place in ((1010, 660, 90), (1090, 676, 96), (1180, 690, 104))]
    parts.append(
        person(
            1230,
            850,
            330,
            face=-1,
            lean=2,
            hands=((1130, 690), (1148, 730)),
            shirt=LATERITE,
            hat="cone",
            style="bun",
            trousers="#2c2a2a",
            tool=lambda f: sheaf(1128, 790, 190),
        )
    )
    parts.append(
        person(
            830,
            850,
            310,
            face=1,
            lean=42,
            hands=((948, 740), (930, 770)),
            shirt=LEAF,
            hat="cone",
            tool=lambda f: path("M930 768q44-34 76 8q-34-16-62 6Z", "#66645f")
            + stroke([(926, 772), (942, 762)], WOOD, 9),
        )
    )
    parts += [sheaf(*place) for place in ((1420, 880, 190), (1530, 910, 210), (1320, 930, 200))]
    parts.append(ground([(-20, 900), (240, 890), (560, 940), (720, 1010)], "#b98a2c"))
    chance = random.Random(11)
    for i in range(15):
        x = -30 + i * 46
        parts.append(
            path(
                f"M{x} 1010Q{x + 10} 900 {x + chance.randint(-40, 60)} {chance.randint(760, 850)}"
                f"Q{x + 30} 910 {x + 24} 1010Z",
                (RICE, SHOOT, LEAF)[i % 3],
            )
        )
    for i, (x, length, bend) in enumerate(
        ((120, 470, 150), (30, 330, 110), (290, 400, 140), (430, 300, 120), (220, 240, 110), (560, 210, 90))
    ):
        parts.append(rice_ear(x, 1010, length, bend, seed=i))
    return document(parts)
