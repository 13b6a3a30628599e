"""Land, sky and water: the layers that every landscape is built from, far to near."""

import random

from palette import *
from shapes import *

SKIES = {
    "dawn": ["#f6c98a", "#fbe3b4", "#fdf3da"],
    "day": ["#a9d3dc", "#d3e8e2", "#f7f0d8"],
    "dusk": ["#d98a6a", "#f0b67c", "#fae3ac"],
    "spring": ["#cfdfe0", "#f3dfdc", "#fdf1e4"],
    "storm": ["#4c6069", "#72878a", "#a5b0a6"],
    "clear": ["#7fbccf", "#b9dcdf", "#eaf3e2"],
}


def sky(kind, bottom=620):
    top, middle, low = SKIES[kind]
    return (
        gradient("sky", [(0, top), (0.6, middle), (1, low)])
        + rect(0, 0, WIDTH, HEIGHT, SKIES[kind][2])
        + rect(0, 0, WIDTH, bottom, "url(#sky)")
    )


def sun(x, y, r, colour="#fff4d2"):
    return "".join(
        circle(x, y, r * scale, colour, opacity=alpha) for scale, alpha in ((2.6, ".18"), (1.7, ".28"), (1, "1"))
    )


def cloud(x, y, s=1, colour=WHITE, opacity=".75"):
    d = "M-120 20C-128-4-98-16-80-6C-74-40-22-46-8-20C8-40 52-34 54-6C78-18 122-8 118 20Z"
    return group([path(d, colour)], x, y, s, opacity=opacity)


def ridge(base, height, colour, seed, steps=9, bottom=HEIGHT):
    """A line of hills over the whole width, `height` above base at most."""
    chance = random.Random(seed)
    line = [(-60 + i * (WIDTH + 120) / steps, base - chance.uniform(0.12, 1) * height) for i in range(steps + 1)]
    return path(curve(line) + f"L{WIDTH + 60} {bottom}L-60 {bottom}Z", colour)


def hills(base, seed=1, colours=(FAR, MIDDLE, NEAR), height=170):
    """Three ranges, each nearer, lower and darker."""
    return "".join(
        ridge(base + i * 18, height * (1 - i * 0.3), colour, seed * 10 + i, 7 + i * 2)
        for i, colour in enumerate(colours)
    )


def treeline(base, colour, seed, size=40, start=-40, end=WIDTH + 40):
    """A far row of round tree crowns that closes the horizon."""
    chance = random.Random(seed)
    crowns, x = [], start
    while x < end:
        r = chance.uniform(0.55, 1.1) * size
        crowns.append(
            f"M{number(x - r)} {number(base + size)}"
            f"A{number(r)} {number(r)} 0 0 1 {number(x + r)} {number(base + size)}".replace(
                number(base + size), number(base)
            )
        )
        x += r * 1.15
    return path("".join(crowns), colour) + rect(start, base - 2, end - start, size * 0.5, colour)


def ground(line, colour):
    """Land below a smooth line of points."""
    return path(curve(line) + f"L{number(line[-1][0])} {HEIGHT}L{number(line[0][0])} {HEIGHT}Z", colour)


def band(upper, lower, colour, **more):
    return path(curve(upper) + "L" + curve(list(reversed(lower)))[1:] + "Z", colour, **more)


def paddies(top, bottom=HEIGHT, colours=(SHOOT, RICE, YOUNG, LEAF), seed=3, vanish=800, rows=7, spread=5):
    """Rice fields in perspective: plots between low dykes that run to a vanishing point."""
    chance = random.Random(seed)
    depth = [top + (bottom - top) * ((i / rows) ** 1.75) for i in range(rows + 1)]
    parts = []

    def across(fraction, y):
        scale = 0.18 + 0.82 * (y - top) / (HEIGHT - top)
        return vanish + (fraction * spread * WIDTH / 4) * scale

    for row in range(rows):
        y0, y1 = depth[row], depth[row + 1]
        edges = [-5 + i * 2 / 11 + chance.uniform(-0.03, 0.03) for i in range(56)]
        for left, right in zip(edges, edges[1:]):
            corners = [
                (across(left, y0), y0),
                (across(right, y0), y0),
                (across(right, y1), y1 + 1),
                (across(left, y1), y1 + 1),
            ]
            if min(c[0] for c in corners) > WIDTH or max(c[0] for c in corners) < 0:
                continue
            parts.append(
                polygon(
                    corners,
                    chance.choice(colours),
                    stroke=YOUNG,
                    stroke_width=number(1 + row * 1.1),
                    stroke_opacity=".55",
                )
            )
    return "".join(parts)


def tufts(left, right, top, bottom, colour, seed=5, rows=8, size=26, opacity=".8"):
    """Rows of rice plants, larger as they come nearer; one path for all."""
    chance = random.Random(seed)
    d = []
    for row in range(rows):
        share = (row / max(1, rows - 1)) ** 1.5
        y, s = top + (bottom - top) * share, size * (0.35 + 0.65 * share)
        x = left + chance.uniform(0, s)
        while x < right:
            for bend in (-0.5, 0, 0.5):
                d.append(
                    f"M{number(x)} {number(y)}q{number(bend * s * .3)} {number(-s * .6)}"
                    f" {number(bend * s)} {number(-s * chance.uniform(.8, 1.1))}"
                )
            x += s * chance.uniform(1.3, 1.8)
    return path("".join(d), stroke=colour, stroke_width=number(size * 0.1), stroke_linecap="round", opacity=opacity)


def water(top, bottom=HEIGHT, colours=(STREAM, RIVER, DEEP), seed=2, ripples=46, left=0, right=WIDTH):
    """A sheet of water that darkens towards the viewer, with ripples of light."""
    chance = random.Random(seed)
    parts = [
        gradient(f"water{seed}", [(0, colours[0]), (0.55, colours[1]), (1, colours[2])]),
        rect(left, top, right - left, bottom - top, f"url(#water{seed})"),
    ]
    for _ in range(ripples):
        share = chance.random()
        y, length = top + 8 + (bottom - top - 8) * share, 20 + 150 * share * chance.random()
        x = chance.uniform(left, max(left + 1, right - length))
        parts.append(stroke([(x, y), (x + length, y)], MIST, 1.5 + 3 * share, opacity=".38"))
    return "".join(parts)


def grass(line_y, colour, seed=8, height=46, step=13, left=-10, right=WIDTH + 10):
    """A fringe of blades along the lower edge that frames a picture."""
    chance = random.Random(seed)
    d, x = f"M{left} {HEIGHT}L{left} {number(line_y)}", left
    while x < right:
        tip = line_y - chance.uniform(0.3, 1) * height
        bent = x + chance.uniform(-0.4, 1.2) * step
        d += f"Q{number(x + step * .2)} {number(line_y - height * .2)} {number(bent)} {number(tip)}"
        x += step
        d += f"Q{number(x - step * .3)} {number(line_y - height * .1)} {number(x)} {number(line_y)}"
    return path(d + f"L{number(x)} {HEIGHT}Z", colour)


def lotus(x, y, s=1, bloom=True):
    """Leaves on the water, and a flower above them."""
    parts = [ellipse(-34, 6, 46, 13, LEAF), ellipse(36, 10, 40, 11, RICE), ellipse(4, 16, 34, 9, PINE)]
    if bloom:
        parts.append(stroke([(0, 10), (2, -34)], LEAF, 4))
        for turn, colour in ((-52, PETAL), (52, PETAL), (-28, LOTUS), (28, LOTUS), (0, BLUSH)):
            parts.append(group([path("M0 0C-16-14-13-36 0-48C13-36 16-14 0 0Z", colour)], 2, -30, 1, turn=turn))
    return group(parts, x, y, s)
