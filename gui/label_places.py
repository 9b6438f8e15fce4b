"""Where labels stand beside what they name, without lying on each other."""

from collections.abc import Sequence

_GAP_PX = 5.0
# How often a label that has no room moves on, half a line at a time, first on one side and then on the other.
_TRIES = 40


def place_labels(
    anchors: Sequence[tuple[float, float]], ways: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The top left of each label, in pixels: beside its anchor in its unit direction, further out or across where others are.

    anchors, ways : (x, y) each;  sizes : (width, height) each
    """
    placed: list[tuple[float, float, float, float]] = []
    for (x, y), (dx, dy), (width, height) in zip(anchors, ways, sizes, strict=True):
        best = _beside(x, y, dx, dy, width, height, 0.0)
        for attempt in range(_TRIES):
            side = 1.0 if attempt % 2 == 0 else -1.0
            box = _beside(x, y, side * dx, side * dy, width, height, (attempt // 2) * height / 2)
            if not any(_overlap(box, other) for other in placed):
                best = box
                break
        placed.append(best)
    return [(left, top) for left, top, _, _ in placed]


def _beside(x: float, y: float, dx: float, dy: float, width: float, height: float, further: float) -> tuple[float, float, float, float]:
    """A box whose nearest edge is a gap away from the anchor in this direction."""
    reach = _GAP_PX + further + abs(dx) * width / 2 + abs(dy) * height / 2
    return x + dx * reach - width / 2, y + dy * reach - height / 2, width, height


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return (
        abs(2 * one[0] + one[2] - 2 * other[0] - other[2]) < one[2] + other[2]
        and abs(2 * one[1] + one[3] - 2 * other[1] - other[3]) < one[3] + other[3]
    )
