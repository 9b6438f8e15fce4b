"""Heads out of view: where their signs stand at the edge, which way they point and how far it is. Pure geometry and text."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.number_text import thousands, typeset_power
from gui.canvas.geometry import Float64Array, ViewMapping, clip_polyline

SIGN_HEIGHT = 24.0
SIGN_INSET = 6.0
_GAP = 4.0
_CROSS_PX = 8.0
_MOST_ROWS, _MOST_SHIFTS = 4, 12
_BLOCK_ROWS = 1024
_MOST_BLOCKS = 32


@dataclass(frozen=True)
class EdgeSign:
    """A sign of some width at the edge of the view.

    left, top : pixels;  angle : where the head is, in degrees clockwise from the right, as the painter counts
    """

    left: float
    top: float
    width: float
    angle: float

    def overlaps(self, other: "EdgeSign") -> bool:
        """Whether two signs are closer than they may be."""
        return (
            self.left < other.left + other.width + _GAP
            and other.left < self.left + self.width + _GAP
            and abs(self.top - other.top) < SIGN_HEIGHT + _GAP
        )

    def covers(self, px: float, py: float) -> bool:
        """Whether it would hide a cross at this pixel."""
        beside_x = max(self.left - px, 0.0, px - self.left - self.width)
        beside_y = max(self.top - py, 0.0, py - self.top - SIGN_HEIGHT)
        return max(beside_x, beside_y) < _CROSS_PX


def place_signs(
    heads: Sequence[tuple[float, float]], widths: Sequence[float], mapping: ViewMapping, crosses: Sequence[tuple[float, float]] = ()
) -> list[EdgeSign]:
    """One sign for each head (data coordinates, out of view), as near to it as possible.

    None lies over another, or over one of the crosses (pixels), if there is room. The first head has the first choice.
    """
    placed: list[EdgeSign] = []
    for (x, y), width in zip(heads, widths, strict=True):
        signs = _places(x, y, width, mapping)
        apart = [sign for sign in signs if not any(sign.overlaps(other) for other in placed)]
        free = [sign for sign in apart if not any(sign.covers(*cross) for cross in crosses)]
        placed.append((free or apart or signs)[0])
    return placed


def _places(x: float, y: float, width: float, mapping: ViewMapping) -> list[EdgeSign]:
    """Where a sign could stand, the best place first."""
    box = mapping.box
    most_left, most_top = max(mapping.width - SIGN_INSET - width, SIGN_INSET), max(mapping.height - SIGN_INSET - SIGN_HEIGHT, SIGN_INSET)
    px, py = mapping.pixel_of(min(max(x, box.x_min), box.x_max), min(max(y, box.y_min), box.y_max))
    ideal_left, ideal_top = _between(SIGN_INSET, px - width / 2, most_left), _between(SIGN_INSET, py - SIGN_HEIGHT / 2, most_top)
    # Stacked along the left and the right edge, side by side along the upper and the lower one; then in rows further inward.
    across, down = width + _GAP, SIGN_HEIGHT + _GAP
    at_side = not box.x_min <= x <= box.x_max
    right_of_view, above_view = x > box.x_max, y > box.y_max
    places = []
    for row in range(_MOST_ROWS):
        for step in range(2 * _MOST_SHIFTS + 1):
            shift = (step + 1) // 2 * (1 if step % 2 else -1)
            if at_side:
                left, top = (
                    ideal_left + row * across * (-1 if right_of_view else 1),
                    _between(SIGN_INSET, ideal_top + shift * down, most_top),
                )
            else:
                left = _between(SIGN_INSET, ideal_left + shift * across, most_left)
                top = ideal_top + row * down * (1 if above_view else -1)
            places.append((left, top))
    return [EdgeSign(left, top, width, _angle(left + width / 2, top + SIGN_HEIGHT / 2, x, y, mapping)) for left, top in places]


def _between(low: float, value: float, high: float) -> float:
    return min(max(value, low), high)


def _angle(px: float, py: float, x: float, y: float, mapping: ViewMapping) -> float:
    """The direction in the picture from a pixel to a point however far away."""
    from_x, from_y = mapping.point_at(px, py)
    dx, dy = x / 2 - from_x / 2, y / 2 - from_y / 2
    largest = max(abs(dx), abs(dy), 1e-300)
    return math.degrees(math.atan2(-(dy / largest) / mapping.y_pixel, (dx / largest) / mapping.x_pixel))


def distance_text(distance: float) -> str:
    """Three significant digits: 0.25, 13.7, 4 210, 3.1×10¹⁵⁴."""
    if not math.isfinite(distance):
        return "> 10³⁰⁸"
    if 1e-3 <= distance < 99_950:
        rounded = float(f"{distance:.3g}")
        decimals = max(0, 2 - math.floor(math.log10(rounded)))
        return thousands(rounded, decimals)
    if distance == 0:
        return "0"
    return typeset_power(distance, 2)


def last_point_in_view(path: Float64Array, mapping: ViewMapping) -> tuple[float, float] | None:
    """Where the path was last in view, in pixels: its last point, or where it crossed the edge; None if that was long ago."""
    if mapping.contains(*path[-1].tolist()):
        return mapping.pixel_of(*path[-1].tolist())
    stop = len(path)
    for _ in range(_MOST_BLOCKS):
        first = max(0, stop - _BLOCK_ROWS)
        segments = clip_polyline(path[first:stop], mapping.box).segments
        if len(segments):
            px, py = mapping.to_pixels(segments[-1, 2:]).tolist()
            return px, py
        if first == 0:
            break
        stop = first + 1
    return None
