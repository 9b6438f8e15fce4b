"""Heads out of view: where their signs stand at the edge, which way they point and how far it is. Pure geometry and text."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from core.number_text import thousands, typeset_power
from core.text import tr
from gui.canvas.geometry import Float64Array, ViewMapping, clip_polyline

SIGN_HEIGHT = 24.0
SIGN_INSET = 6.0
MOST_TOLD = 3
"""Where more signs than this stand at one edge, they are names alone: with distances six of them cover a third of a small canvas."""
_GAP = 4.0
_MARK_PX = 8.0
# So that what was put beside something does not touch it by a rounded bit.
_HAIR = 0.01
_MOST_ROWS = 4
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
        """Whether it would hide a head or a cross at this pixel."""
        beside_x = max(self.left - px, 0.0, px - self.left - self.width)
        beside_y = max(self.top - py, 0.0, py - self.top - SIGN_HEIGHT)
        return max(beside_x, beside_y) < _MARK_PX


class Edge(Enum):
    """A side of the view."""

    LEFT = auto()
    RIGHT = auto()
    TOP = auto()
    BOTTOM = auto()

    @property
    def is_upright(self) -> bool:
        """Whether signs at it stand one below the other, and not side by side."""
        return self in (Edge.LEFT, Edge.RIGHT)


def edge_of(x: float, y: float, mapping: ViewMapping) -> Edge:
    """At which side of the view the sign of a head out of view stands."""
    if mapping.box.x_min <= x <= mapping.box.x_max:
        return Edge.TOP if y > mapping.box.y_max else Edge.BOTTOM
    return Edge.RIGHT if x > mapping.box.x_max else Edge.LEFT


def place_signs(
    heads: Sequence[tuple[float, float]], widths: Sequence[float], mapping: ViewMapping, marks: Sequence[tuple[float, float]] = ()
) -> list[EdgeSign]:
    """One sign for each head (data coordinates, out of view), as near to it as possible; many at the same edge in one block.

    None lies over another, or over one of the marks (pixels), heads in view and crosses, if there is room. The first has the first choice.
    """
    edges = [edge_of(x, y, mapping) for x, y in heads]
    ideals = _ideal_places(heads, widths, edges, mapping)
    placed: list[EdgeSign] = []
    for (x, y), width, edge, ideal in zip(heads, widths, edges, ideals, strict=True):
        first = apart = found = None
        for sign in _places(edge, ideal, width, mapping, placed, marks):
            first = first or sign
            if any(sign.overlaps(other) for other in placed):
                continue
            apart = apart or sign
            if not any(sign.covers(*mark) for mark in marks):
                found = sign
                break
        best = found or apart or first
        assert best is not None
        placed.append(replace(best, angle=_angle(best.left + width / 2, best.top + SIGN_HEIGHT / 2, x, y, mapping)))
    return placed


def _ideal_places(
    heads: Sequence[tuple[float, float]], widths: Sequence[float], edges: Sequence[Edge], mapping: ViewMapping
) -> list[tuple[float, float]]:
    """Where each sign would stand if there were no other, (left, top); those of a crowded edge side by side about their middle."""
    box = mapping.box
    inner = [mapping.pixel_of(_between(box.x_min, x, box.x_max), _between(box.y_min, y, box.y_max)) for x, y in heads]
    ideals = [(px - width / 2, py - SIGN_HEIGHT / 2) for (px, py), width in zip(inner, widths, strict=True)]
    for edge in (Edge.TOP, Edge.BOTTOM):
        there = [number for number, each in enumerate(edges) if each is edge]
        if len(there) > MOST_TOLD:
            whole = sum(widths[number] + _GAP for number in there) - _GAP
            # Where they do not find room in one row, from the left: none is lost between two of them.
            left = max(sum(inner[number][0] for number in there) / len(there) - whole / 2, SIGN_INSET)
            left = max(min(left, mapping.width - SIGN_INSET - whole), SIGN_INSET)
            for number in there:
                ideals[number] = (left, ideals[number][1])
                left += widths[number] + _GAP if whole <= mapping.width - 2 * SIGN_INSET else 0.0
    return ideals


def _places(
    edge: Edge,
    ideal: tuple[float, float],
    width: float,
    mapping: ViewMapping,
    placed: Sequence[EdgeSign],
    marks: Sequence[tuple[float, float]],
) -> Iterator[EdgeSign]:
    """Where a sign could stand, the best place first: along the edge, as near as what is there leaves room, then in rows further inward."""
    most_left, most_top = max(mapping.width - SIGN_INSET - width, SIGN_INSET), max(mapping.height - SIGN_INSET - SIGN_HEIGHT, SIGN_INSET)
    size, most = (SIGN_HEIGHT, most_top) if edge.is_upright else (width, most_left)
    wanted = ideal[edge.is_upright]
    spots = [wanted]
    for other in placed:
        begin, length = (other.top, SIGN_HEIGHT) if edge.is_upright else (other.left, other.width)
        spots += [begin - _GAP - size - _HAIR, begin + length + _GAP + _HAIR]
    for mark in marks:
        spots += [mark[edge.is_upright] - _MARK_PX - size - _HAIR, mark[edge.is_upright] + _MARK_PX + _HAIR]
    spots = sorted({_between(SIGN_INSET, spot, most) for spot in spots}, key=lambda spot: abs(spot - wanted))
    for row in range(_MOST_ROWS):
        for spot in spots:
            if edge.is_upright:
                inward = row * (width + _GAP)
                left, top = SIGN_INSET + inward if edge is Edge.LEFT else most_left - inward, spot
            else:
                inward = row * (SIGN_HEIGHT + _GAP)
                left, top = spot, SIGN_INSET + inward if edge is Edge.TOP else most_top - inward
            yield EdgeSign(left, top, width, 0.0)


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


def away_text(distance: str) -> str:
    """A distance that says what it is."""
    return tr("{distance} away").format(distance=distance)


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
