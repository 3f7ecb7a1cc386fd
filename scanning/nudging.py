"""Corners of an outline moved by hand: they stay in the picture, and the sheet keeps its shape."""

import math

from scanning.values import Outline, Point, Quad

MARGIN = 0.06
"""Of the picture: how far inside it an outline begins that nobody found."""


def nudged(outline: Outline, corner: int, dx: float, dy: float, size: tuple[int, int]) -> Outline:
    """`outline` with one corner elsewhere; unchanged where the sheet would be turned inside out.

    `size` is the picture's width and height. What was set by hand is sure.
    """
    width, height = size
    points = list(outline.corners)
    x, y = points[corner]
    points[corner] = (min(max(x + dx, 0.0), width - 1.0), min(max(y + dy, 0.0), height - 1.0))
    a, b, c, d = points
    return Outline((a, b, c, d), 1.0) if is_convex((a, b, c, d)) else outline


def is_convex(corners: Quad) -> bool:
    """Whether the corners go round clockwise and none lies inside the others."""
    return all(_turn(corners[n - 2], corners[n - 1], corners[n]) > 0 for n in range(4))


def whole_picture(size: tuple[int, int]) -> Outline:
    """Where to begin when no outline was found."""
    width, height = size
    x, y = MARGIN * width, MARGIN * height
    right, low = width - 1 - x, height - 1 - y
    return Outline(((x, y), (right, y), (right, low), (x, low)), 0.0)


def _turn(one: Point, middle: Point, other: Point) -> float:
    """Positive where the way turns right, y being down; a straight way is no corner."""
    ahead = (middle[0] - one[0], middle[1] - one[1])
    on = (other[0] - middle[0], other[1] - middle[1])
    cross = ahead[0] * on[1] - ahead[1] * on[0]
    return cross - 1e-3 * math.hypot(*ahead) * math.hypot(*on)
