"""Primitive shapes as SVG text. Everything else in this folder is made of these."""

import math

WIDTH, HEIGHT = 1600, 1000


def number(value):
    """A coordinate with one decimal at most, so that the files stay small and diffs readable."""
    return f"{round(value, 1):g}"


def attributes(values):
    return "".join(f' {key.replace("_", "-")}="{value}"' for key, value in values.items() if value is not None)


def path(d, fill="none", **more):
    return f'<path d="{d}" fill="{fill}"{attributes(more)}/>'


def points(list_of_points):
    return " ".join(f"{number(x)} {number(y)}" for x, y in list_of_points)


def polygon(corners, fill, **more):
    return path("M" + points(corners) + "Z", fill, **more)


def stroke(list_of_points, colour, width, **more):
    return path(
        "M" + points(list_of_points),
        stroke=colour,
        stroke_width=number(width),
        stroke_linecap="round",
        stroke_linejoin="round",
        **more,
    )


def circle(x, y, r, fill, **more):
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" fill="{fill}"{attributes(more)}/>'


def ellipse(x, y, rx, ry, fill, **more):
    return (
        f'<ellipse cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}" '
        f'fill="{fill}"{attributes(more)}/>'
    )


def rect(x, y, w, h, fill, r=0, **more):
    corner = f' rx="{number(r)}"' if r else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(w)}" height="{number(h)}"{corner} '
        f'fill="{fill}"{attributes(more)}/>'
    )


def group(content, x=0, y=0, scale=1, flip=False, turn=0, opacity=None):
    sign = "-" if flip else ""
    moves = f"translate({number(x)} {number(y)})"
    if turn:
        moves += f" rotate({number(turn)})"
    if scale != 1 or flip:
        moves += f" scale({sign}{round(scale, 3)} {round(scale, 3)})"
    return f'<g transform="{moves}"{attributes({"opacity": opacity})}>{"".join(map(str, content))}</g>'


def curve(list_of_points, closed=False):
    """The path data of a smooth line through the points (Catmull-Rom, as Béziers)."""
    p = list(list_of_points)
    count = len(p)

    def at(i):
        return p[i % count] if closed else p[max(0, min(count - 1, i))]

    d = "M" + points(p[:1])
    for i in range(count if closed else count - 1):
        a, b, c, e = at(i - 1), at(i), at(i + 1), at(i + 2)
        first = (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6)
        second = (c[0] - (e[0] - b[0]) / 6, c[1] - (e[1] - b[1]) / 6)
        d += "C" + points([first, second, c])
    return d + ("Z" if closed else "")


def blob(list_of_points, fill, **more):
    return path(curve(list_of_points, closed=True), fill, **more)


def ribbon(list_of_points, colour, width, **more):
    """A smooth line with round ends."""
    return path(curve(list_of_points), stroke=colour, stroke_width=number(width), stroke_linecap="round", **more)


def star(x, y, r, fill, turn=0):
    corners = []
    for i in range(10):
        radius = r if i % 2 == 0 else r * 0.382
        angle = math.radians(i * 36 + turn)
        corners.append((x + math.sin(angle) * radius, y - math.cos(angle) * radius))
    return polygon(corners, fill)


def gradient(name, stops, vertical=True):
    """A linear gradient's definition; use it as fill="url(#name)"."""
    direction = 'x1="0" y1="0" x2="0" y2="1"' if vertical else 'x1="0" y1="0" x2="1" y2="0"'
    inner = "".join(f'<stop offset="{offset}" stop-color="{colour}"/>' for offset, colour in stops)
    return f'<defs><linearGradient id="{name}" {direction}>{inner}</linearGradient></defs>'


def document(parts, width=WIDTH, height=HEIGHT):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">\n' + "\n".join(map(str, parts)) + "\n</svg>\n"
    )
