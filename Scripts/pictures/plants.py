"""Trees and flowers of the delta."""

import math
import random

from palette import *
from shapes import *


def crown(x, y, r, colours, seed, clumps=9, squash=0.72):
    """A rounded mass of leaves: dark below, light above."""
    chance = random.Random(seed)
    parts = [ellipse(x, y, r * 0.9, r * squash * 0.85, colours[0])]
    for layer, colour in enumerate(colours):
        parts.append(
            ellipse(x, y - layer * r * 0.14, r * (0.6 - layer * 0.14), r * squash * (0.6 - layer * 0.14), colour)
        )
        for i in range(clumps):
            a = math.tau * i / clumps + chance.uniform(-0.3, 0.3)
            reach = r * (0.68 - 0.16 * layer)
            cx, cy = x + math.cos(a) * reach, y + math.sin(a) * reach * squash - layer * r * 0.14
            size = r * chance.uniform(0.3, 0.42) * (1 - layer * 0.14)
            parts.append(circle(cx, cy, size, colour))
    strokes = []
    for _ in range(int(r / 4.5)):
        a, d = chance.uniform(0, math.tau), math.sqrt(chance.random()) * r * 0.85
        lx, ly, s = x + math.cos(a) * d, y + math.sin(a) * d * squash, r * 0.035 + 4
        strokes.append(f"M{number(lx - s)} {number(ly)}q{number(s)} {number(s * .9)} {number(s * 2)} 0")
    parts.append(
        path(
            "".join(strokes),
            stroke=colours[0],
            stroke_width=number(max(1.5, r * 0.014)),
            stroke_linecap="round",
            opacity=".55",
        )
    )
    return "".join(parts)


def tree(x, y, h, colours=(PINE, LEAF, RICE), seed=1, fruit=None, blossoms=None, trunk=BARK):
    """A broad-leaved tree standing at (x, y)."""
    chance = random.Random(seed)
    r = h * 0.36
    cy = y - h * 0.64
    parts = [
        ellipse(x, y, r * 0.8, h * 0.035, "#000", opacity=".14"),
        polygon(
            [(x - h * 0.045, y), (x + h * 0.05, y), (x + h * 0.028, y - h * 0.5), (x - h * 0.025, y - h * 0.5)], trunk
        ),
        stroke([(x, y - h * 0.34), (x + h * 0.14, y - h * 0.5)], trunk, h * 0.03),
        stroke([(x, y - h * 0.3), (x - h * 0.13, y - h * 0.48)], trunk, h * 0.03),
        crown(x, cy, r, colours, seed),
    ]
    for colour, count, size in (
        (fruit, 26 if h < 400 else 60, 0.035 if h < 400 else 0.024),
        (blossoms, 60 if h < 600 else 110, 0.03 if h < 600 else 0.014),
    ):
        for _ in range(count if colour else 0):
            a, d = chance.uniform(0, math.tau), math.sqrt(chance.random()) * r * 0.95
            parts.append(
                circle(x + math.cos(a) * d, cy + math.sin(a) * d * 0.75, h * size * chance.uniform(0.5, 0.8), colour)
            )
    return "".join(parts)


def banyan(x, y, h, seed=4):
    """The village banyan: a wide crown on a bundle of trunks, with hanging roots."""
    chance = random.Random(seed)
    parts = [ellipse(x, y, h * 0.5, h * 0.04, "#000", opacity=".15")]
    parts.append(
        path(
            f"M{points([(x - h * .2, y)])}Q{points([(x - h * .1, y - h * .1), (x - h * .09, y - h * .5)])}"
            f"L{points([(x + h * .1, y - h * .5)])}"
            f"Q{points([(x + h * .1, y - h * .1), (x + h * .21, y)])}"
            f"Q{points([(x + h * .08, y - h * .06), (x, y - h * .01)])}"
            f"Q{points([(x - h * .08, y - h * .06), (x - h * .2, y)])}Z",
            BARK,
        )
    )
    for dx in (-0.05, 0.01, 0.06):
        parts.append(
            ribbon(
                [(x + h * dx * 1.6, y - h * 0.03), (x + h * dx, y - h * 0.25), (x + h * dx * 1.2, y - h * 0.48)],
                WOOD,
                h * 0.014,
                opacity=".6",
            )
        )
    for side in (-1, 1):
        parts.append(
            ribbon(
                [(x, y - h * 0.38), (x + side * h * 0.16, y - h * 0.5), (x + side * h * 0.34, y - h * 0.56)],
                BARK,
                h * 0.05,
            )
        )
    for _ in range(16):
        rx = x + chance.uniform(-0.42, 0.42) * h
        parts.append(
            stroke(
                [(rx, y - h * 0.5), (rx + chance.uniform(-6, 6), y - h * chance.uniform(0.1, 0.36))], BARK, h * 0.009
            )
        )
    parts += [
        crown(x - h * 0.28, y - h * 0.6, h * 0.27, (PINE, LEAF), seed + 1),
        crown(x + h * 0.29, y - h * 0.61, h * 0.27, (PINE, LEAF), seed + 2),
        crown(x, y - h * 0.74, h * 0.36, (PINE, LEAF, RICE), seed + 3, clumps=11),
    ]
    return "".join(parts)


def areca(x, y, h, lean=0):
    """The slim areca palm beside a village house."""
    top = (x + lean, y - h)
    parts = [ribbon([(x, y), (x + lean * 0.3, y - h * 0.5), top], ASH, h * 0.03)]
    for i in range(1, 9):
        share = i / 9
        parts.append(
            stroke(
                [(x + lean * share - h * 0.013, y - h * share), (x + lean * share + h * 0.013, y - h * share)],
                BARK,
                2,
                opacity=".5",
            )
        )
    parts.append(stroke([top, (top[0], top[1] + h * 0.09)], RICE, h * 0.04))
    return "".join(parts) + fronds(*top, h * 0.27, 9)


def coconut(x, y, h, lean=40):
    top = (x + lean, y - h)
    return (
        path(
            curve(
                [
                    (x - h * 0.03, y),
                    (x + lean * 0.2, y - h * 0.5),
                    (top[0] - h * 0.012, top[1]),
                    (top[0] + h * 0.012, top[1]),
                    (x + lean * 0.2 + h * 0.035, y - h * 0.5),
                    (x + h * 0.035, y),
                ]
            )
            + "Z",
            BARK,
        )
        + fronds(*top, h * 0.42, 11)
        + "".join(circle(top[0] + dx * h, top[1] + h * 0.04, h * 0.03, AMBER) for dx in (-0.04, 0.02))
    )


def fronds(x, y, r, count):
    parts = []
    for i in range(count):
        a = math.pi * (1.12 - 1.24 * i / (count - 1))
        tip = (x + math.cos(a) * r, y - math.sin(a) * r * 0.62 + r * 0.34)
        middle = (x + math.cos(a) * r * 0.55, y - math.sin(a) * r * 0.95 - r * 0.1)
        under = (x + math.cos(a) * r * 0.5, y - math.sin(a) * r * 0.72 + r * 0.06)
        parts.append(
            path(f"M{points([(x, y)])}Q{points([middle, tip])}Q{points([under, (x, y)])}Z", (LEAF, PINE, RICE)[i % 3])
        )
    return "".join(parts)


def banana(x, y, h, seed=2):
    chance = random.Random(seed)
    parts = [stroke([(x, y), (x, y - h * 0.5)], SHOOT, h * 0.09)]
    for i, side in enumerate((-1, 1, -1, 1, -1, 1)):
        reach, rise = h * chance.uniform(0.32, 0.46), h * (0.62 + 0.1 * i * 0.6)
        parts.append(
            path(
                f"M{points([(x, y - h * .45)])}"
                f"Q{points([(x + side * reach * .3, y - rise - h * .2), (x + side * reach, y - rise + h * .22)])}"
                f"Q{points([(x + side * reach * .55, y - rise + h * .2), (x, y - h * .45)])}Z",
                (LEAF, RICE, SHOOT)[i % 3],
            )
        )
    return "".join(parts)


def bamboo(x, y, h, seed=3, stalks=9):
    """A clump of bamboo that bows outwards."""
    chance = random.Random(seed)
    parts = []
    for i in range(stalks):
        bend = (i - (stalks - 1) / 2) / stalks * h * 0.9
        height = h * chance.uniform(0.75, 1)
        foot = x + bend * 0.18
        line = [(foot, y), (foot + bend * 0.25, y - height * 0.6), (foot + bend, y - height)]
        parts.append(ribbon(line, (RICE, LEAF, BAMBOO)[i % 3], h * 0.016))
        for j in range(10):
            t = 0.38 + 0.62 * j / 9
            lx, ly = foot + bend * t * t, y - height * t
            side = chance.choice((-1, 1))
            l = h * chance.uniform(0.09, 0.15)
            parts.append(
                path(
                    f"M{points([(lx, ly)])}"
                    f"Q{points([(lx + side * l * .6, ly - l * .12), (lx + side * l, ly + l * .45)])}"
                    f"Q{points([(lx + side * l * .4, ly + l * .35), (lx, ly)])}Z",
                    (PINE, LEAF, RICE)[j % 3],
                )
            )
    return "".join(parts)


def blossom(x, y, r, colour=PETAL, heart=GOLD):
    parts = []
    for i in range(5):
        a = math.radians(i * 72 - 90)
        parts.append(circle(x + math.cos(a) * r * 0.55, y + math.sin(a) * r * 0.55, r * 0.48, colour))
    return "".join(parts) + circle(x, y, r * 0.26, heart)


def peach(x, y, h, seed=6, pot=False, colours=(LOTUS, PETAL, BLUSH)):
    """A spring peach tree: bare branches thick with blossoms."""
    chance = random.Random(seed)
    parts, tips = [], []

    def branch(px, py, angle, length, width, depth):
        ex, ey = px + math.sin(angle) * length, py - math.cos(angle) * length
        parts.append(stroke([(px, py), (ex, ey)], WOOD, width))
        tips.extend([(px + (ex - px) * t, py + (ey - py) * t) for t in (0.35, 0.7, 1)] if depth < 3 else [])
        if depth:
            for turn in (-0.55, 0.08, 0.6):
                branch(
                    ex,
                    ey,
                    angle + turn + chance.uniform(-0.2, 0.2),
                    length * chance.uniform(0.6, 0.74),
                    width * 0.62,
                    depth - 1,
                )

    base = y - h * 0.16 if pot else y
    branch(x, base, chance.uniform(-0.1, 0.1), h * 0.27, h * 0.035, 3)
    for tx, ty in tips:
        parts.append(
            circle(
                tx + chance.uniform(-5, 5),
                ty + chance.uniform(-5, 5),
                h * chance.uniform(0.014, 0.026),
                chance.choice(colours),
            )
        )
    if pot:
        parts.append(planter(x, y, h * 0.28, h * 0.18))
    return "".join(parts)


def planter(x, y, w, h, colour=BRICK):
    """A glazed pot standing at (x, y)."""
    return (
        path(
            f"M{points([(x - w * .5, y - h)])}Q{points([(x - w * .48, y - h * .2), (x - w * .3, y)])}"
            f"L{points([(x + w * .3, y)])}"
            f"Q{points([(x + w * .48, y - h * .2), (x + w * .5, y - h)])}Z",
            colour,
        )
        + rect(x - w * 0.56, y - h * 1.1, w * 1.12, h * 0.2, colour, h * 0.06)
        + path(
            f"M{points([(x, y - h)])}L{points([(x + w * .5, y - h)])}"
            f"Q{points([(x + w * .48, y - h * .2), (x + w * .3, y)])}L{points([(x, y)])}Z",
            "#000",
            opacity=".13",
        )
    )


def kumquat(x, y, h, seed=2):
    """A potted kumquat trimmed to a cone, full of fruit."""
    chance = random.Random(seed)
    top, low, w = y - h, y - h * 0.2, h * 0.3
    parts = [stroke([(x, y - h * 0.1), (x, low)], BARK, h * 0.03)]
    for row in range(7):
        share = row / 6
        cy, half = top + h * 0.1 + (low - top - h * 0.12) * share, w * (0.22 + 0.78 * share)
        for i in range(2 + row):
            cx = x - half + 2 * half * (i + 0.5) / (2 + row)
            parts.append(circle(cx, cy, h * 0.075, (PINE, LEAF, LEAF, RICE)[chance.randrange(4)]))
    for _ in range(34):
        share = chance.random() ** 0.7
        half = w * (0.15 + 0.85 * share)
        parts.append(
            circle(
                x + chance.uniform(-half, half),
                top + h * 0.08 + (low - top - h * 0.08) * share,
                h * 0.022,
                chance.choice((AMBER, GOLD, CLAY)),
            )
        )
    return "".join(parts) + planter(x, y, h * 0.3, h * 0.17, LATERITE)


def bonsai(x, y, w, seed=1, flip=1):
    """A trained tree in a shallow dish: a bent trunk with cushions of leaves."""

    def at(dx, dy):
        return (x + dx * w * flip, y + dy * w)

    trunk = [at(0, -0.1), at(-0.12, -0.28), at(0.1, -0.46), at(-0.04, -0.66), at(0.1, -0.84)]
    parts = [
        ribbon(trunk[:3], BARK, w * 0.1),
        ribbon(trunk[1:], BARK, w * 0.065),
        stroke([at(-0.11, -0.3), at(-0.36, -0.4)], BARK, w * 0.045),
        stroke([at(0.09, -0.48), at(0.36, -0.56)], BARK, w * 0.04),
    ]
    for dx, dy, size in ((-0.38, -0.44, 0.2), (0.38, -0.6, 0.19), (-0.2, -0.72, 0.17), (0.1, -0.9, 0.2)):
        cx, cy = at(dx, dy)
        s = w * size
        parts += [
            ellipse(cx, cy + s * 0.16, s * 1.12, s * 0.42, PINE),
            ellipse(cx - s * 0.3, cy, s * 0.7, s * 0.4, LEAF),
            ellipse(cx + s * 0.35, cy - s * 0.04, s * 0.66, s * 0.38, LEAF),
            ellipse(cx, cy - s * 0.22, s * 0.6, s * 0.3, RICE),
        ]
    parts += [
        polygon([at(-0.36, -0.12), at(0.36, -0.12), at(0.3, 0), at(-0.3, 0)], NAVY),
        polygon([at(-0.4, -0.15), at(0.4, -0.15), at(0.38, -0.1), at(-0.38, -0.1)], DEEP),
    ]
    return "".join(parts)
