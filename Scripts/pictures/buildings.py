"""Houses and public buildings."""

from palette import *
from shapes import *


def flag(x, y, w, wave=0.06):
    """The national flag (2:3) flying to the right from a pole at (x, y)."""
    h, dip = w * 2 / 3, w * wave
    d = (
        f"M{points([(x, y)])}C{points([(x + w * .3, y - dip), (x + w * .6, y + dip * 1.6), (x + w, y)])}"
        f"L{points([(x + w, y + h)])}"
        f"C{points([(x + w * .6, y + h + dip * 1.6), (x + w * .3, y + h - dip), (x, y + h)])}Z"
    )
    return path(d, FLAG_RED) + star(x + w * 0.5, y + h * 0.5 + dip * 0.25, h * 0.3, FLAG_GOLD)


def flagpole(x, y, height, w):
    return (
        stroke([(x, y), (x, y - height)], ASH, w * 0.05)
        + circle(x, y - height, w * 0.05, GOLD)
        + flag(x, y - height + w * 0.06, w)
    )


def festival_flag(x, y, height, w):
    """The square five-colour flag of village festivals, with flame edges."""
    colours = (LEAF, GOLD, DEEP, CREAM, FLAG_RED)
    parts = [stroke([(x, y), (x, y - height)], WOOD, w * 0.06), circle(x, y - height, w * 0.06, GOLD)]
    cx, cy = x + w * 0.5, y - height + w * 0.56
    teeth, n = [], 5
    half = w * 0.5
    for i in range(n):
        teeth += [(cx - half + (i + 0.5) * w / n, cy - half - w * 0.07), (cx - half + (i + 1) * w / n, cy - half)]
    for i in range(n):
        teeth += [(cx + half + w * 0.09, cy - half + (i + 0.5) * w / n), (cx + half, cy - half + (i + 1) * w / n)]
    for i in range(n):
        teeth += [(cx + half - (i + 0.5) * w / n, cy + half + w * 0.07), (cx + half - (i + 1) * w / n, cy + half)]
    parts.append(polygon([(cx - half, cy - half)] + teeth, colours[0]))
    for i, colour in enumerate(colours[1:], 1):
        s = half * (1 - i * 0.19)
        parts.append(rect(cx - s, cy - s, 2 * s, 2 * s, colour))
    return "".join(parts)


def bunting(x0, y0, x1, y1, sag=40, count=14, colours=(FLAG_RED, GOLD, LEAF, LOTUS, DEEP), size=22):
    line, parts = [], []
    for i in range(count + 1):
        t = i / count
        line.append((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + sag * 4 * t * (1 - t)))
    for i in range(count):
        (ax, ay), (bx, by) = line[i], line[i + 1]
        mx, my = (ax + bx) / 2, (ay + by) / 2
        parts.append(
            polygon([(mx - size * 0.5, my), (mx + size * 0.5, my), (mx, my + size * 1.25)], colours[i % len(colours)])
        )
    return stroke(line, WOOD, 2) + "".join(parts)


def curved_roof(x, eave, half, ridge, half_ridge, colour=BRICK, rise=0.16, rows=7):
    """The roof of a communal house: concave slopes and corners that sweep up."""
    tip_y = eave - half * rise
    low = eave + half * 0.02
    outline = (
        f"M{points([(x - half, tip_y)])}"
        f"Q{points([(x - half * .74, eave - half * .02), (x - half_ridge, ridge)])}"
        f"L{points([(x + half_ridge, ridge)])}"
        f"Q{points([(x + half * .74, eave - half * .02), (x + half, tip_y)])}"
        f"Q{points([(x + half * .84, low), (x + half * .6, low)])}"
        f"L{points([(x - half * .6, low)])}Q{points([(x - half * .84, low), (x - half, tip_y)])}Z"
    )
    parts = [path(outline, colour)]
    for i in range(1, rows):
        t = i / rows
        y = ridge + (low - ridge) * t
        reach = half_ridge + (half * 0.86 - half_ridge) * t**1.5
        parts.append(stroke([(x - reach, y), (x + reach, y)], "#000", 2.2, opacity=".16"))
    count = 22
    for i in range(count + 1):
        t = -1 + 2 * i / count
        parts.append(stroke([(x + half_ridge * t, ridge), (x + half * 0.72 * t * 1.05, low)], CLAY, 1.6, opacity=".4"))
    thick = half * 0.035
    parts.append(
        ribbon(
            [
                (x - half * 1.02, tip_y - half * 0.03),
                (x - half * 0.84, low - half * 0.035),
                (x - half * 0.58, low),
                (x + half * 0.58, low),
                (x + half * 0.84, low - half * 0.035),
                (x + half * 1.02, tip_y - half * 0.03),
            ],
            LATERITE,
            thick,
        )
    )
    for side in (-1, 1):
        parts.append(
            ribbon(
                [
                    (x + side * half_ridge, ridge),
                    (x + side * half * 0.72, eave - half * 0.17),
                    (x + side * half * 1.02, tip_y - half * 0.03),
                ],
                LATERITE,
                thick * 0.8,
            )
        )
        parts.append(
            ribbon(
                [
                    (x + side * half_ridge * 0.96, ridge),
                    (x + side * half_ridge * 1.08, ridge - thick * 1.4),
                    (x + side * half_ridge * 1.0, ridge - thick * 2.6),
                ],
                LATERITE,
                thick,
            )
        )
    parts.append(rect(x - half_ridge, ridge - thick, half_ridge * 2, thick * 1.7, LATERITE, 3))
    parts.append(
        path(
            f"M{points([(x, ridge - thick * 3.4)])}q{points([(thick * 1.5, thick * 1.6), (thick * .9, thick * 2.6)])}"
            f"l{points([(-thick * 1.8, 0)])}"
            f"q{points([(-thick * .6, -thick), (thick * .9, -thick * 2.6)])}Z",
            GOLD,
        )
    )
    return "".join(parts)


def communal_house(x, y, w):
    """The đình, its platform's foot at y; w is the width of the platform."""
    base, wall = w * 0.05, w * 0.17
    parts = [
        ellipse(x, y + 2, w * 0.58, w * 0.025, "#000", opacity=".18"),
        rect(x - w * 0.5, y - base, w, base, STONE),
        rect(x - w * 0.47, y - base * 1.5, w * 0.94, base * 0.6, CREAM),
        polygon(
            [
                (x - w * 0.1, y - base * 1.4),
                (x + w * 0.1, y - base * 1.4),
                (x + w * 0.14, y + 3),
                (x - w * 0.14, y + 3),
            ],
            STONE,
        ),
    ]
    for i in (0.33, 0.66):
        parts.append(
            stroke([(x - w * 0.12, y - base * 1.4 * (1 - i)), (x + w * 0.12, y - base * 1.4 * (1 - i))], ASH, 3)
        )
    floor = y - base * 1.5
    parts.append(rect(x - w * 0.43, floor - wall - 6, w * 0.86, wall + 6, WOOD))
    bays = 7
    for i in range(bays):
        bx = x - w * 0.42 + i * w * 0.84 / bays
        width = w * 0.84 / bays
        open_bay = i in (2, 3, 4)
        parts.append(
            rect(bx + width * 0.1, floor - wall * 0.86, width * 0.8, wall * 0.86, "#3a241a" if open_bay else SOIL)
        )
        if not open_bay:
            for j in range(1, 5):
                parts.append(
                    stroke(
                        [
                            (bx + width * (0.1 + 0.16 * j), floor - wall * 0.8),
                            (bx + width * (0.1 + 0.16 * j), floor - 4),
                        ],
                        WOOD,
                        3,
                    )
                )
    parts.append(circle(x, floor - wall * 0.4, wall * 0.12, GOLD, opacity=".85"))
    for i in range(bays + 1):
        cx = x - w * 0.42 + i * w * 0.84 / bays
        parts += [
            rect(cx - w * 0.009, floor - wall, w * 0.018, wall, LATERITE),
            rect(cx - w * 0.014, floor - w * 0.014, w * 0.028, w * 0.014, STONE),
        ]
    eave = floor - wall
    parts.append(curved_roof(x, eave, w * 0.62, eave - w * 0.25, w * 0.3))
    return "".join(parts)


def window(x, y, w, h, frame=LEAF, glass=DEEP):
    return (
        rect(x, y, w, h, frame)
        + rect(x + w * 0.12, y + h * 0.1, w * 0.33, h * 0.8, glass)
        + rect(x + w * 0.55, y + h * 0.1, w * 0.33, h * 0.8, glass)
        + polygon(
            [
                (x + w * 0.12, y + h * 0.5),
                (x + w * 0.45, y + h * 0.1),
                (x + w * 0.45, y + h * 0.35),
                (x + w * 0.12, y + h * 0.75),
            ],
            WHITE,
            opacity=".22",
        )
    )


def house(x, y, w, wall=CREAM, roof=LATERITE, door=WOOD, height=0.42):
    """A three-bay village house with a tiled roof, its foot at y, centred on x."""
    h = w * height
    parts = [
        rect(x - w * 0.46, y - h, w * 0.92, h, wall),
        rect(x - w * 0.46, y - h, w * 0.92, h * 0.2, "#000", opacity=".12"),
        rect(x - w * 0.46, y - h * 0.1, w * 0.92, h * 0.1, STONE),
        rect(x - w * 0.1, y - h * 0.78, w * 0.2, h * 0.78, door),
        window(x - w * 0.37, y - h * 0.72, w * 0.17, h * 0.42),
        window(x + w * 0.2, y - h * 0.72, w * 0.17, h * 0.42),
    ]
    top = y - h - w * 0.25
    parts.append(
        polygon(
            [
                (x - w * 0.53, y - h + w * 0.02),
                (x - w * 0.4, top),
                (x + w * 0.4, top),
                (x + w * 0.53, y - h + w * 0.02),
            ],
            roof,
        )
    )
    for i in (1, 2, 3, 4):
        t = i / 5
        half = w * (0.4 + 0.13 * t)
        parts.append(
            stroke([(x - half, top + (y - h - top) * t), (x + half, top + (y - h - top) * t)], "#000", 2, opacity=".15")
        )
    parts.append(stroke([(x - w * 0.4, top), (x + w * 0.4, top)], BRICK, w * 0.025))
    return "".join(parts)


def tube_house(x, y, w, floors, wall, roof="flat", shop=None, storey=None):
    """A narrow town house of several floors, left edge x."""
    s = storey or w * 0.78
    top = y - floors * s
    parts = [rect(x, top, w, y - top, wall), rect(x + w * 0.86, top, w * 0.14, y - top, "#000", opacity=".08")]
    for floor in range(1, floors):
        fy = y - (floor + 1) * s
        parts += [
            window(x + w * 0.16, fy + s * 0.22, w * 0.28, s * 0.56, WOOD),
            window(x + w * 0.56, fy + s * 0.22, w * 0.28, s * 0.56, WOOD),
        ]
        parts += [rect(x - w * 0.02, fy + s * 0.96, w * 1.04, s * 0.07, WHITE)]
        for i in range(9):
            parts.append(
                stroke(
                    [(x + w * (0.06 + 0.11 * i), fy + s * 0.74), (x + w * (0.06 + 0.11 * i), fy + s * 0.95)],
                    INK,
                    w * 0.012,
                    opacity=".55",
                )
            )
        parts.append(stroke([(x, fy + s * 0.74), (x + w, fy + s * 0.74)], INK, w * 0.018, opacity=".6"))
    parts.append(rect(x + w * 0.1, y - s * 0.82, w * 0.8, s * 0.82, shop or "#40372f"))
    if roof == "flat":
        parts += [rect(x - w * 0.04, top - s * 0.1, w * 1.08, s * 0.14, WHITE)]
    elif roof == "gable":
        parts += [polygon([(x - w * 0.08, top), (x + w * 0.5, top - w * 0.36), (x + w * 1.08, top)], BRICK)]
    elif roof == "garden":
        parts += [rect(x - w * 0.04, top - s * 0.06, w * 1.08, s * 0.1, WHITE)] + [
            circle(x + w * (0.1 + 0.16 * i), top - s * 0.12, w * 0.1, (LEAF, RICE)[i % 2]) for i in range(6)
        ]
    return "".join(parts)


def awning(x, y, w, colours=(LATERITE, CREAM), drop=40, stripes=8):
    parts = []
    step = w / stripes
    for i in range(stripes):
        sx = x + i * step
        parts.append(
            path(
                f"M{points([(sx + step * .08 * (stripes / 2 - i), y)])} "
                f"{points([(sx + step + step * .08 * (stripes / 2 - i - 1), y), (sx + step, y + drop)])}"
                f"Q{points([(sx + step * .5, y + drop * 1.35), (sx, y + drop)])}Z",
                colours[i % 2],
            )
        )
    return "".join(parts)


def village_gate(x, y, w):
    """The brick gate at a village's entrance."""
    h = w * 0.95
    parts = []
    for side in (-1, 1):
        parts += [
            rect(x + side * w * 0.42 - w * 0.1, y - h * 0.8, w * 0.2, h * 0.8, SAND),
            rect(x + side * w * 0.42 - w * 0.13, y - h * 0.84, w * 0.26, w * 0.05, BRICK),
            rect(x + side * w * 0.42 - w * 0.12, y - w * 0.06, w * 0.24, w * 0.06, STONE),
            polygon(
                [
                    (x + side * w * 0.42 - w * 0.08, y - h * 0.84),
                    (x + side * w * 0.42 + w * 0.08, y - h * 0.84),
                    (x + side * w * 0.42, y - h * 1.0),
                ],
                LATERITE,
            ),
        ]
    parts.append(
        path(
            f"M{points([(x - w * .33, y - h * .78)])}"
            f"L{points([(x + w * .33, y - h * .78), (x + w * .33, y - h * .5)])}"
            f"A{number(w * .33)} {number(w * .28)} 0 0 0 {points([(x - w * .33, y - h * .5)])}Z",
            SAND,
        )
    )
    parts.append(rect(x - w * 0.22, y - h * 0.74, w * 0.44, w * 0.085, LATERITE, 4))
    parts.append(curved_roof(x, y - h * 0.78, w * 0.48, y - h * 1.02, w * 0.22, rows=4))
    return "".join(parts)
