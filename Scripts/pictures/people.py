"""People: a jointed figure of flat shapes, dressed and posed by its caller."""

import math
from dataclasses import dataclass

from palette import *
from shapes import *


@dataclass
class Figure:
    """A drawn person, with the points that a scene hangs things on."""

    svg: str
    hands: list
    shoulder: tuple
    head: tuple
    unit: float

    def __str__(self):
        return self.svg


def along(start, angle, length):
    """The point at a length from start; angle 0 hangs down, positive swings to the right."""
    return (start[0] + math.sin(math.radians(angle)) * length, start[1] + math.cos(math.radians(angle)) * length)


def along_line(start, end, share):
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def joint(start, end, upper, lower, bend):
    """Where the elbow or knee lies so that the limb reaches from start towards end; returns joint and reached end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    distance = max(1e-6, math.hypot(dx, dy))
    reach = min(distance, (upper + lower) * 0.999)
    end = (start[0] + dx / distance * reach, start[1] + dy / distance * reach)
    base = math.atan2(dy, dx)
    inner = math.acos(max(-1, min(1, (upper**2 + reach**2 - lower**2) / (2 * upper * reach))))
    angle = base - bend * inner
    return (start[0] + math.cos(angle) * upper, start[1] + math.sin(angle) * upper), end


def cone_hat(x, y, r, face=1):
    """The conical leaf hat (nón lá)."""
    return path(
        f"M{points([(x - r, y)])}Q{points([(x - r * .4, y - r * .42), (x, y - r * .9)])}"
        f"Q{points([(x + r * .4, y - r * .42), (x + r, y)])}Q{points([(x, y + r * .28), (x - r, y)])}Z",
        STRAW,
    ) + path(
        f"M{points([(x, y - r * .9)])}Q{points([(x + face * r * .1, y - r * .3), (x - face * r * .25, y + r * .12)])}"
        f"Q{points([(x - face * r * .7, y + r * .1), (x - face * r, y)])}"
        f"Q{points([(x - face * r * .4, y - r * .42), (x, y - r * .9)])}Z",
        STRAW_SHADE,
        opacity=".75",
    )


def headwear(kind, x, y, r, face, colour):
    if kind == "cone":
        return cone_hat(x, y - r * 0.35, r * 2.05, face)
    if kind == "cap":
        return path(
            f"M{points([(x - r * 1.08, y - r * .2)])}A{number(r * 1.08)} {number(r * 1.05)} 0 0 1 "
            f"{points([(x + r * 1.08, y - r * .2)])}Z",
            colour,
        ) + stroke([(x, y - r * 0.22), (x + face * r * 1.55, y - r * 0.15)], colour, r * 0.26)
    if kind == "helmet":
        return path(
            f"M{points([(x - r * 1.18, y + r * .05)])}A{number(r * 1.18)} {number(r * 1.22)} 0 0 1 "
            f"{points([(x + r * 1.18, y + r * .05)])}Z",
            colour,
        ) + stroke([(x - r, y - r * 0.05), (x + r * 1.1, y - r * 0.05)], WHITE, r * 0.16, opacity=".6")
    if kind == "sunhat":
        return path(
            f"M{points([(x - r * .95, y - r * .3)])}A{number(r * .95)} {number(r)} 0 0 1 "
            f"{points([(x + r * .95, y - r * .3)])}Z",
            colour,
        ) + ellipse(x, y - r * 0.3, r * 1.6, r * 0.32, colour)
    if kind == "turban":
        return path(
            f"M{points([(x - r * 1.1, y - r * .15)])}A{number(r * 1.1)} {number(r)} 0 0 1 "
            f"{points([(x + r * 1.1, y - r * .15)])}Q{points([(x, y - r * .6), (x - r * 1.1, y - r * .15)])}Z",
            colour,
        )
    return ""


def head_of(x, y, r, face, skin, hair, style, back):
    parts = []
    if style == "long":
        parts.append(
            path(
                f"M{points([(x - r * 1.05, y - r * .2)])}"
                f"Q{points([(x - r * 1.25, y + r * 1.6), (x - r * .8, y + r * 2.2)])}"
                f"L{points([(x + r * .8, y + r * 2.2)])}"
                f"Q{points([(x + r * 1.25, y + r * 1.6), (x + r * 1.05, y - r * .2)])}Z",
                hair,
            )
            if back
            else path(
                f"M{points([(x, y - r)])}"
                f"Q{points([(x - face * r * 1.9, y - r * .6), (x - face * r * 1.15, y + r * 2.2)])}"
                f"L{points([(x - face * r * .2, y + r * 1.8)])}Z",
                hair,
            )
        )
    if style == "bun":
        parts.append(circle(x - face * r * 1.0, y + r * 0.15, r * 0.48, hair))
    if style == "tails":
        parts.append(
            ribbon(
                [
                    (x - face * r * 0.6, y - r * 0.3),
                    (x - face * r * 1.35, y + r * 0.2),
                    (x - face * r * 1.3, y + r * 1.2),
                ],
                hair,
                r * 0.5,
            )
        )
    parts.append(circle(x - face * r * 0.1, y - r * 0.08, r * 1.05, hair))
    if not back:
        parts.append(ellipse(x + face * r * 0.22, y + r * 0.2, r * 0.82, r * 0.84, skin))
    return "".join(parts)


def person(
    x,
    y,
    h=220,
    *,
    face=1,
    lean=0,
    arms=((18, 28), (-14, -4)),
    legs=((7, 3), (-7, -5)),
    hands=None,
    feet=None,
    hip=None,
    shirt=NAVY,
    trousers=INK,
    skin=SKIN,
    hair=HAIR,
    style="short",
    hat=None,
    hat_colour=LEAF,
    robe=None,
    sleeves="long",
    head=1.0,
    back=False,
    scarf=None,
    shoes=None,
    vest=None,
    tool=None,
    shadow=True,
    mask=False,
    shorts=False,
):
    """A person whose feet stand at (x, y), h tall when upright.

    `arms` and `legs` are pairs of angles (upper, lower), positive towards the face; `hands` and `feet` give points to
    reach instead. `robe` colours the long panels of an áo dài. `tool(figure_points)` draws between body and near arm.
    """
    u = h / 100
    shoes = shoes or (skin if hat == "cone" else "#4a3a30")
    thigh = shin = 23.5 * u
    if hip is None:
        hip = (x, y)
        ends = [along(along(hip, a * face, thigh), b * face, shin) for a, b in legs]
        hip = (x, y - (max(end[1] for end in ends) - y) - 2 * u)
    knees, soles = [], []
    for index, (a, b) in enumerate(legs):
        if feet and feet[index]:
            knee, sole = joint(hip, feet[index], thigh, shin, face)
        else:
            knee = along(hip, a * face, thigh)
            sole = along(knee, b * face, shin)
        knees.append(knee)
        soles.append(sole)
    angle = math.radians(lean * face)
    up, across = (math.sin(angle), -math.cos(angle)), (math.cos(angle), math.sin(angle))

    def body(side, height):
        return (hip[0] + across[0] * side * u + up[0] * height * u, hip[1] + across[1] * side * u + up[1] * height * u)

    roots = [body(7.5 * face, 30), body(-8 * face, 30)]
    elbows, palms = [], []
    for index, (a, b) in enumerate(arms):
        if hands and hands[index]:
            elbow, palm = joint(roots[index], hands[index], 16.5 * u, 16 * u, -face)
        else:
            elbow = along(roots[index], a * face, 16.5 * u)
            palm = along(elbow, b * face, 16 * u)
        elbows.append(elbow)
        palms.append(palm)
    r = 8.4 * u * head
    crown = body(1.5 * face, 37 + 8.4 * head)
    figure = Figure("", palms, body(0, 34), crown, u)

    def arm(i, shade):
        lower = [
            stroke([elbows[i], palms[i]], shirt if sleeves == "long" else skin, 5.6 * u),
            circle(*palms[i], 3.3 * u, skin),
        ]
        dark = stroke([roots[i], elbows[i]], "#000", 6.6 * u, opacity=".14") if shade else ""
        return "".join(lower) + stroke([roots[i], elbows[i]], shirt, 6.6 * u) + dark

    def leg(i, shade):
        line = [hip if not robe else body(0, 0), knees[i], soles[i]]
        foot = (soles[i][0] + 5 * u * face, soles[i][1] + 0.6 * u)
        dark = stroke(line, "#000", (5.6 if shorts else 8.6) * u, opacity=".18") if shade else ""
        bare = stroke([knees[i], soles[i]], skin, 5.6 * u) if shorts else ""
        cloth = [line[0], along_line(line[0], knees[i], 0.86)] if shorts else line
        return stroke([soles[i], foot], shoes, 4.6 * u) + bare + stroke(cloth, trousers, 8.6 * u) + dark

    parts = []
    if shadow:
        parts.append(ellipse(x, y + u, 22 * u, 3.6 * u, "#000", opacity=".13"))
    parts += [arm(0, True), leg(0, True), leg(1, False)]
    if robe:
        hem = 33 if legs == ((7, 3), (-7, -5)) else 28
        parts.append(
            polygon(
                [body(-8, 2), body(8, 2), (hip[0] + 12 * u, hip[1] + hem * u), (hip[0] - 11 * u, hip[1] + hem * u)],
                robe,
                stroke=robe,
                stroke_width=number(2 * u),
                stroke_linejoin="round",
            )
        )
    torso = [body(-8.5, 31), body(8.5, 31), body(6.8, 14), body(7.6, -1), body(-7.6, -1), body(-6.8, 14)]
    parts.append(polygon(torso, shirt, stroke=shirt, stroke_width=number(4.5 * u), stroke_linejoin="round"))
    parts.append(
        polygon(
            [body(-9.5 * face, 32), body(-2 * face, 32), body(-3 * face, -2), body(-8.5 * face, -2)],
            "#000",
            opacity=".1",
        )
    )
    if vest:
        parts.append(polygon(torso, vest, stroke=vest, stroke_width=number(3.4 * u), stroke_linejoin="round"))
        parts.append(stroke([body(-8, 12), body(8, 12)], WHITE, 2.4 * u, opacity=".85"))
    parts.append(stroke([body(0, 32), body(1 * face, 38)], skin, 6.4 * u))
    if scarf:
        parts.append(polygon([body(-6, 34), body(6, 34), body(3.5 * face, 20), body(1.5 * face, 29)], scarf))
    parts.append(head_of(*crown, r, face, skin, hair, style, back))
    if mask:
        parts.append(ellipse(crown[0] + face * r * 0.42, crown[1] + r * 0.52, r * 0.62, r * 0.42, "#d9ecef"))
    parts.append(headwear(hat, *crown, r, face, hat_colour))
    if tool:
        parts.append(tool(figure))
    parts.append(arm(1, False))
    figure.svg = "".join(parts)
    return figure


def hoe(head_at, blade=SOIL):
    """A tool that runs through both hands to the blade at head_at."""

    def draw(figure):
        near = figure.hands[1]
        dx, dy = near[0] - head_at[0], near[1] - head_at[1]
        length = math.hypot(dx, dy)
        end = (near[0] + dx / length * 14 * figure.unit, near[1] + dy / length * 14 * figure.unit)
        u = figure.unit
        return stroke([head_at, end], BAMBOO, 2.4 * u) + polygon(
            [
                (head_at[0] - 4 * u, head_at[1] - 5 * u),
                (head_at[0] + 5 * u, head_at[1] - 3 * u),
                (head_at[0] + 3 * u, head_at[1] + 9 * u),
                (head_at[0] - 6 * u, head_at[1] + 6 * u),
            ],
            "#66645f",
        )

    return draw


def basket(x, y, w, load=None, colour=BAMBOO):
    """A woven basket standing at (x, y), heaped with a load colour."""
    parts = []
    if load:
        parts.append(
            path(
                f"M{points([(x - w * .46, y - w * .45)])}Q{points([(x, y - w * 1.0), (x + w * .46, y - w * .45)])}Z",
                load,
            )
        )
    parts.append(
        polygon(
            [(x - w * 0.5, y - w * 0.48), (x + w * 0.5, y - w * 0.48), (x + w * 0.36, y), (x - w * 0.36, y)], colour
        )
    )
    for i in (0.16, 0.32):
        parts.append(
            stroke(
                [(x - w * (0.5 - i * 0.28), y - w * (0.48 - i)), (x + w * (0.5 - i * 0.28), y - w * (0.48 - i))],
                SOIL,
                w * 0.03,
                opacity=".5",
            )
        )
    parts.append(stroke([(x - w * 0.5, y - w * 0.48), (x + w * 0.5, y - w * 0.48)], STRAW_SHADE, w * 0.08))
    return "".join(parts)


def carrier(x, y, h=220, face=1, load=RICE, **look):
    """A walker with two baskets on a shoulder pole (đòn gánh)."""
    u = h / 100
    look = {"hat": "cone", "style": "bun", **look}

    def pole(figure):
        sx, sy = figure.shoulder[0], figure.shoulder[1] - 2 * u
        parts = [ribbon([(sx - 46 * u, sy + 5 * u), (sx, sy - 1 * u), (sx + 46 * u, sy + 5 * u)], WOOD, 2.4 * u)]
        for side in (-1, 1):
            bx, by = sx + side * 44 * u, sy + 5 * u
            parts.append(
                polygon(
                    [(bx, by), (bx - 11 * u, by + 36 * u), (bx + 11 * u, by + 36 * u)],
                    "none",
                    stroke=WOOD,
                    stroke_width=number(u),
                )
            )
            parts.append(basket(bx, by + 47 * u, 25 * u, load))
        return "".join(parts)

    return person(x, y, h, face=face, lean=4, arms=((30, 60), (20, 150)), legs=((20, 4), (-16, -26)), tool=pole, **look)
