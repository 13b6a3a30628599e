"""Rooms: walls and floor, a window with a view, a potted plant."""

from palette import *
from plants import planter
from shapes import *


def room(wall, floor, edge=690):
    return (
        rect(0, 0, WIDTH, HEIGHT, wall)
        + rect(0, edge, WIDTH, HEIGHT - edge, floor)
        + rect(0, edge - 16, WIDTH, 16, "#000", opacity=".1")
    )


def view(x, y, w, h, seed=1):
    """A window with the fields outside."""
    inner = [
        rect(x, y, w, h, "#cfe5e4"),
        path(
            curve([(x, y + h * 0.62), (x + w * 0.3, y + h * 0.45), (x + w * 0.65, y + h * 0.6), (x + w, y + h * 0.48)])
            + f"L{x + w} {y + h}L{x} {y + h}Z",
            MIDDLE,
        ),
        rect(x, y + h * 0.7, w, h * 0.3, SHOOT),
        rect(x, y + h * 0.84, w, h * 0.16, RICE),
    ]
    frame = [
        rect(x - 12, y - 12, w + 24, h + 24, "none", 6, stroke=WOOD, stroke_width="18"),
        stroke([(x + w / 2, y), (x + w / 2, y + h)], WOOD, 10),
    ]
    return "".join(inner + frame) + rect(x - 34, y + h + 14, w + 68, 18, SOIL, 4)


def plant(x, y, h, pot=LATERITE):
    leaves = []
    for i, a in enumerate((-58, -36, -16, 4, 24, 44, 62)):
        leaves.append(
            group(
                [
                    path(
                        f"M0 0Q{number(-h * .13)} {number(-h * .45)} 0 {number(-h * .8)}"
                        f"Q{number(h * .13)} {number(-h * .45)} 0 0Z",
                        (PINE, LEAF, RICE)[i % 3],
                    )
                ],
                x,
                y - h * 0.28,
                turn=a,
            )
        )
    return "".join(leaves) + planter(x, y, h * 0.36, h * 0.32, pot)
