"""Bicycles, motorbikes and boats, with the people who ride them."""

import math

from palette import *
from people import person
from shapes import *


def wheel(x, y, r, tyre=INK, spokes=True):
    parts = [circle(x, y, r, "none", stroke=tyre, stroke_width=number(r * 0.13))]
    if spokes:
        for i in range(6):
            a = math.pi * i / 6 + 0.2
            parts.append(
                stroke(
                    [(x - math.cos(a) * r, y - math.sin(a) * r), (x + math.cos(a) * r, y + math.sin(a) * r)],
                    ASH,
                    r * 0.025,
                )
            )
    parts.append(circle(x, y, r * 0.12, tyre))
    return "".join(parts)


def cyclist(x, y, h=220, face=1, frame=LATERITE, phase=0, load=None, **look):
    """A rider whose wheels stand on y."""
    u = h / 100
    r = 18 * u

    def at(dx, dy):
        return (x + face * dx * u, y - dy * u)

    rear, front, crank, seat, bars = at(-27, 18), at(29, 18), at(-2, 17), at(-13, 47), at(21, 56)
    pedal = [
        (crank[0] + math.cos(phase + math.pi * i) * 8 * u, crank[1] + math.sin(phase + math.pi * i) * 8 * u)
        for i in (0, 1)
    ]
    bike = [ellipse(x, y, 48 * u, 3.5 * u, "#000", opacity=".14"), wheel(*rear, r), wheel(*front, r)]
    for line in ([rear, crank, at(19, 46), at(-11, 40), rear], [crank, seat], [front, at(19, 46), bars, at(14, 57)]):
        bike.append(stroke(line, frame, 2.6 * u))
    bike.append(stroke([at(-18, 48), at(-8, 47)], INK, 4 * u))
    bike.append(circle(*crank, 4 * u, INK))
    if load:
        bike.append(load(at(-30, 40), u))
    look = {"lean": 18, **look}
    rider = person(
        x, y, h, face=face, hip=at(-13, 51), feet=pedal, hands=(at(15, 58), at(15, 58)), shadow=False, **look
    )
    return "".join(bike) + rider.svg


def motorbike(x, y, h=220, face=1, colour=LATERITE, rider=None, passenger=None, load=None):
    """A motorbike standing on y; rider and passenger are looks for `person`."""
    u = h / 100
    r = 13 * u

    def at(dx, dy):
        return (x + face * dx * u, y - dy * u)

    parts = [ellipse(x, y, 52 * u, 4 * u, "#000", opacity=".15")]
    for w in (at(-30, 13), at(32, 13)):
        parts += [circle(*w, r, INK), circle(*w, r * 0.62, ASH), circle(*w, r * 0.3, INK)]
    parts.append(stroke([at(32, 13), at(22, 46)], ASH, 4 * u))
    parts.append(
        path(
            f"M{points([at(-42, 37)])}Q{points([at(-20, 42), at(-4, 33)])}"
            f"L{points([at(6, 22), at(16, 24), at(20, 46), at(27, 47), at(24, 20), at(14, 12), at(-14, 12)])}"
            f"Q{points([at(-26, 30), at(-42, 37)])}Z",
            colour,
            stroke=colour,
            stroke_width=number(3 * u),
            stroke_linejoin="round",
        )
    )
    parts.append(stroke([at(-36, 41), at(-2, 38)], INK, 6 * u))
    parts.append(stroke([at(20, 46), at(22, 55), at(13, 57)], INK, 3.4 * u))
    parts.append(circle(*at(26, 48), 4.5 * u, DAWN))
    if load:
        parts.append(load(at(-34, 44), u))
    if passenger:
        look = {"hat": "helmet", **passenger}
        parts.append(
            person(
                x,
                y,
                h * 0.92,
                face=face,
                hip=at(-24, 47),
                feet=(at(-12, 14), at(-12, 14)),
                hands=(at(-4, 64), at(-6, 62)),
                shadow=False,
                **look,
            ).svg
        )
    if rider:
        look = {"hat": "helmet", "lean": 6, **rider}
        parts.append(
            person(
                x,
                y,
                h,
                face=face,
                hip=at(-8, 46),
                feet=(at(11, 15), at(9, 13)),
                hands=(at(13, 58), at(13, 58)),
                shadow=False,
                **look,
            ).svg
        )
    return "".join(parts)


def sampan(x, y, length, colour=WOOD, cabin=False, flip=False):
    """A wooden boat whose waterline is y; people are added by the scene."""
    s = length / 200
    parts = [
        path("M-100-26C-70 2-40 12 0 12S70 2 100-26C84-14 70-8 50-6L-50-6C-70-8-84-14-100-26Z", colour),
        path(
            "M-100-26C-84-14-70-8-50-6L50-6C70-8 84-14 100-26L96-28C80-18 66-14 50-12L-50-12" "C-66-14-80-18-96-28Z",
            CLAY,
        ),
        path("M-92-14C-66 6-40 12 0 12S66 6 92-14C66 0 40 4 0 4S-66 0-92-14Z", "#000", opacity=".2"),
    ]
    if cabin:
        parts.insert(
            0,
            path("M-46-8Q-46-44-4-44Q38-44 38-8Z", BAMBOO)
            + path("M-34-8Q-32-36-4-37Q24-36 26-8Z", SOIL, opacity=".55")
            + "".join(
                path(f"M{a}-8Q{a}-{b} {a + 8}-{b + 4}", stroke=SOIL, stroke_width="1.5", opacity=".5")
                for a, b in ((-40, 30), (30, 26))
            ),
        )
    wake = "".join(stroke([(a, 14), (b, 14)], WHITE, 3, opacity=".55") for a, b in ((-70, -30), (-10, 50), (64, 90)))
    return group(parts + [wake], x, y, s, flip)
