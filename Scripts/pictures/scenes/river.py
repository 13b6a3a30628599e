"""Đức Giang's river: landing and bridge."""

import random

from buildings import flag, flagpole, house
from land import cloud, ground, hills, sky, sun, treeline, tufts, water
from palette import *
from people import basket, carrier, person
from plants import banyan, peach
from shapes import *
from vehicles import cyclist, sampan


def cargo_boat(x, y, w, flip=False):
    """A river barge with its cabin aft."""
    s = w / 300
    parts = [
        path("M-150-34L150-46Q140 6 96 14H-118Q-146 0-150-34Z", LATERITE),
        path("M-148-22L146-30L140-14L-146-8Z", CREAM),
        rect(-138, -92, 74, 60, CREAM),
        rect(-146, -102, 92, 14, DEEP),
        rect(-128, -80, 22, 22, RIVER),
        rect(-98, -80, 22, 22, RIVER),
        path("M-44-36Q-10-74 30-42Q70-80 118-42Z", SAND),
        stroke([(-100, -102), (-100, -150)], WOOD, 4),
        flag(-100, -150, 38),
    ]
    return group(parts, x, y, s, flip)


def landing():
    parts = [
        sky("dawn", 520),
        sun(560, 330, 74),
        cloud(980, 140, 1.1),
        cloud(280, 190, 0.8),
        hills(450, 61, height=120),
        treeline(470, NEAR, 3, 34),
    ]
    parts.append(water(480, seed=13, colours=("#f0d3a0", STREAM, RIVER), ripples=70))
    parts += [
        stroke([(560 - w / 2, y), (560 + w / 2, y)], "#fff4d2", 5, opacity=".7")
        for y, w in ((500, 150), (530, 110), (566, 170), (610, 120), (660, 190), (720, 130))
    ]
    parts += [cargo_boat(330, 600, 280), sampan(760, 560, 120, WOOD, True), sampan(120, 540, 90, WOOD)]
    parts.append(
        path("M1620 520L1180 540Q1000 600 900 720Q780 860 560 1010L1620 1010Z", SAND)
        + path("M1180 540Q1000 600 900 720Q780 860 560 1010L500 1010Q740 850 860 710Q980 580 1170 536Z", SOIL)
    )
    for i in range(9):
        y, t = 660 + i * 38, i / 8
        parts.append(
            polygon(
                [(930 - t * 260, y), (1250 - t * 120, y), (1254 - t * 120, y + 22), (916 - t * 270, y + 22)],
                (STONE, CREAM)[i % 2],
            )
        )
    parts += [
        banyan(1380, 700, 640, 5),
        house(1120, 580, 170, CREAM),
        rect(1480, 560, 120, 140, SAND),
        polygon([(1462, 566), (1500, 510), (1620, 510), (1620, 566)], LATERITE),
    ]
    parts.append(flagpole(1010, 610, 290, 90))
    parts += [
        sampan(470, 790, 400, WOOD, True),
        person(
            590,
            788,
            230,
            face=-1,
            shirt=NAVY,
            hat="cone",
            shadow=False,
            lean=10,
            arms=((40, 60), (20, 50)),
            tool=lambda f: stroke(
                [(f.hands[0][0] + 20, f.hands[0][1] - 110), (f.hands[0][0] - 40, f.hands[0][1] + 170)], BAMBOO, 7
            ),
        ),
    ]
    parts += [
        sampan(250, 930, 460, "#47604f"),
        basket(150, 915, 90, RICE),
        basket(240, 918, 90, AMBER),
        basket(330, 915, 90, LOTUS),
        person(
            420,
            925,
            260,
            face=1,
            legs=((84, 0), (84, 0)),
            shirt=LOTUS,
            hat="cone",
            style="bun",
            shadow=False,
            arms=((30, 60), (20, 70)),
        ),
    ]
    parts += [
        person(1080, 740, 180, face=1, shirt=DEEP, style="long", robe=None),
        person(1150, 745, 120, face=-1, head=1.25, shirt=GOLD, style="tails"),
    ]
    parts += [carrier(900, 850, 260, 1, AMBER, shirt=LATERITE), carrier(1150, 950, 300, -1, RICE, shirt=LEAF)]
    parts.append(
        ellipse(1400, 940, 120, 14, "#000", opacity=".14")
        + basket(1350, 935, 120, FLAG_RED)
        + basket(1470, 950, 120, SHOOT)
    )
    return document(parts)


def bridge():
    parts = [
        sky("clear", 560),
        cloud(260, 130, 1.2),
        cloud(760, 90, 0.9),
        cloud(1380, 150, 1.1),
        hills(500, 64, height=130),
    ]
    chance = random.Random(6)
    x = 1050
    while x < 1620:
        w, h = chance.uniform(36, 62), chance.uniform(50, 130)
        parts += [
            rect(x, 560 - h, w, h, chance.choice((CREAM, SAND, "#e9c9a0", STONE))),
            rect(x - 3, 556 - h, w + 6, 8, LATERITE),
        ]
        parts += [
            rect(x + 8 + a * 18, 560 - h + 14 + b * 26, 9, 14, RIVER)
            for a in range(int((w - 12) / 18))
            for b in range(int(h / 30))
        ]
        x += w + 4
    parts += [treeline(560, NEAR, 4, 26, -40, 620), treeline(564, LEAF, 8, 18)]
    parts.append(water(566, seed=15, ripples=70))

    def deck_y(at):
        return 440 + ((at - 700) / 920) ** 2 * 46

    for foot in (200, 560, 920, 1280):
        y = deck_y(foot)
        parts += [
            rect(foot - 26, y + 20, 52, 690 - y, STONE),
            rect(foot + 6, y + 20, 20, 690 - y, ASH),
            rect(foot - 50, 690, 100, 30, ASH, 6),
            rect(foot - 44, y + 14, 88, 20, CREAM),
            ellipse(foot, 724, 80, 9, WHITE, opacity=".5"),
        ]
    for left in (200, 560, 920):
        arch = [(left + 360 * t / 12, deck_y(left + 30 * t) - 190 * (1 - ((t - 6) / 6) ** 2)) for t in range(13)]
        for ax, ay in arch[1:-1]:
            parts.append(stroke([(ax, ay), (ax, deck_y(ax))], CLAY, 4))
        parts += [ribbon(arch, BRICK, 22), ribbon([(ax, ay - 4) for ax, ay in arch], LATERITE, 14)]
    line = [(a, deck_y(a)) for a in range(-40, 1700, 80)]
    parts += [
        path(curve(line) + "L" + curve([(a, b + 30) for a, b in reversed(line)])[1:] + "Z", CREAM),
        ribbon([(a, b + 32) for a, b in line], ASH, 8),
        ribbon([(a, b - 20) for a, b in line], DEEP, 4),
    ]
    parts += [stroke([(a, deck_y(a)), (a, deck_y(a) - 20)], DEEP, 3) for a in range(-20, 1620, 24)]
    for at, c in ((330, LATERITE), (700, DEEP), (1120, LEAF), (1420, GOLD)):
        y = deck_y(at) - 2
        parts += [
            rect(at, y - 34, 92, 28, c, 6),
            path(f"M{at + 14} {y - 32}L{at + 26} {y - 54}H{at + 66}L{at + 80} {y - 32}Z", c),
            rect(at + 28, y - 50, 36, 16, MIST, 3),
            circle(at + 22, y - 6, 9, INK),
            circle(at + 70, y - 6, 9, INK),
        ]
    for at, c in ((520, LOTUS), (860, NAVY), (1000, LEAF), (160, PLUM)):
        parts.append(
            cyclist(at, deck_y(at) - 2, 72, 1, BRICK, at, shirt=c, trousers=INK, hat="cone" if at != 860 else None)
        )
    parts += [
        cargo_boat(760, 800, 330),
        sampan(1110, 850, 190, WOOD, True),
        sampan(380, 860, 280, WOOD),
        person(
            420,
            856,
            180,
            face=-1,
            shirt=LATERITE,
            hat="cone",
            shadow=False,
            lean=12,
            arms=((40, 60), (20, 50)),
            tool=lambda f: stroke(
                [(f.hands[0][0] + 16, f.hands[0][1] - 70), (f.hands[0][0] - 60, f.hands[0][1] + 130)], BAMBOO, 6
            ),
        ),
    ]
    parts.append(
        ground([(880, 1010), (1120, 930), (1380, 890), (1640, 880)], LEAF)
        + ground([(1000, 1010), (1250, 950), (1640, 920)], RICE)
    )
    parts += [peach(1470, 965, 420, 11), tufts(1260, 1620, 970, 1000, LEAF, 5, 2, 40)]
    return document(parts)
