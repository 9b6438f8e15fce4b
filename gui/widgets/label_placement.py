"""Where labels stand beside what they name, without lying on each other. Pure geometry."""

from collections.abc import Iterator, Sequence

Vector = tuple[float, float]
Line = tuple[float, float, float, float]
_Rectangle = tuple[float, float, float, float]

# The radius around a head, within which no label stands.
POINT_PX = 16.0
_GAP_PX = 5.0
# How often a label that has no room moves on, half a line at a time, first on one side and then on the other.
_TRIES = 40
# So near to its anchor, a label also tries the places further on along what it names.
_SLIDING_TRIES = 3
_DIAGONAL = 0.5**0.5


def place_labels(
    anchors: Sequence[Vector],
    ways: Sequence[Vector],
    sizes: Sequence[Vector],
    slides: Sequence[Vector] = (),
    lines: Sequence[Line] = (),
    view: Vector | None = None,
    points: Sequence[Vector] = (),
) -> list[Vector]:
    """The top left of each label, in pixels: beside its anchor in its unit direction, further out or across where others are.

    anchors, ways : (x, y) each;  sizes : (width, height) each
    slides : how far each anchor may move either way, none if left out;  lines : x, y of both ends of what had better stay
    uncovered;  view : the size within which labels stay whose anchor is in it
    points : x, y of what labels keep `POINT_PX` away from, wherever there is another place
    """
    placed: list[_Rectangle] = []
    for number, (anchor, way, size) in enumerate(zip(anchors, ways, sizes, strict=True)):
        places = list(_places(anchor, way, size, slides[number] if slides else (0.0, 0.0)))
        bound = view if view is not None and _is_inside((*anchor, 0.0, 0.0), view) else None
        seen = [box for box in places if bound is None or _is_inside(box, bound)]
        clear = [box for box in seen if all(distance_to(point, box[:2], box[2:])[0] >= POINT_PX for point in points)]
        apart = [box for box in clear or seen if not any(_overlap(box, other) for other in placed)]
        free = next((box for box in apart if not any(_crosses(line, box) for line in lines)), None)
        placed.append(free or (apart or seen or places)[0])
    return [(left, top) for left, top, _, _ in placed]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Where the labels of one column stand: from low to high, in the order given, each a gap or more behind the one before it, and
    with the least sum of squared ways from where they are wanted.

    Less its gaps that is an isotonic regression, which pools neighbours that are too near (Ayer et al. 1955), cut at the ends.

    Raises:
        ValueError: if there is no room for so many.
    """
    last = high - gap * (len(wanted) - 1)
    # A rounding error is no lack of room.
    if wanted and last < low - 1e-6:
        raise ValueError(f"{len(wanted)} labels have no room between {low} and {high} with a gap of {gap}")
    pools: list[tuple[float, int]] = []
    for number, place in enumerate(wanted):
        mean, count = place - gap * number, 1
        while pools and pools[-1][0] >= mean:
            other, others = pools.pop()
            mean, count = (other * others + mean * count) / (others + count), others + count
        pools.append((mean, count))
    pooled = [mean for mean, count in pools for _ in range(count)]
    return [min(max(mean, low), max(last, low)) + gap * number for number, mean in enumerate(pooled)]


def order_kept(wanted: Sequence[float], slack: float) -> list[int]:
    """The order of these from low to high as long as neighbours are more than `slack` apart; else as they are given, which may be
    the order of before. So labels change places only where what they name has clearly done so.
    """
    order, changed = list(range(len(wanted))), True
    while changed:
        changed = False
        for k in range(len(order) - 1):
            if wanted[order[k]] > wanted[order[k + 1]] + slack:
                order[k], order[k + 1] = order[k + 1], order[k]
                changed = True
    return order


def columns(lefts: Sequence[float], widths: Sequence[float]) -> list[list[int]]:
    """Which labels lie above or below each other, directly or by way of others: the groups from left to right, each in the order given."""
    groups: list[list[int]] = []
    right = float("-inf")
    for k in sorted(range(len(lefts)), key=lambda k: lefts[k]):
        if lefts[k] >= right:
            groups.append([])
        groups[-1].append(k)
        right = max(right, lefts[k] + widths[k])
    return [sorted(group) for group in groups]


def distance_to(anchor: Vector, corner: Vector, size: Vector) -> tuple[float, Vector]:
    """How far a label is from a point, and its nearest point."""
    x = min(max(anchor[0], corner[0]), corner[0] + size[0])
    y = min(max(anchor[1], corner[1]), corner[1] + size[1])
    return ((x - anchor[0]) ** 2 + (y - anchor[1]) ** 2) ** 0.5, (x, y)


def _places(anchor: Vector, way: Vector, size: Vector, slide: Vector) -> Iterator[_Rectangle]:
    """Where a label could stand, the best place first: at each distance on either side, then all around."""
    dx, dy = way
    for attempt in range(_TRIES // 2):
        for part in (0.0, 1.0, -1.0) if attempt < _SLIDING_TRIES and any(slide) else (0.0,):
            x, y = anchor[0] + part * slide[0], anchor[1] + part * slide[1]
            for side in (1.0, -1.0):
                yield _beside(x, y, side * dx, side * dy, *size, attempt * size[1] / 2)
        for x, y in ((dx - dy, dy + dx), (dx + dy, dy - dx), (-dx - dy, dx - dy), (dy - dx, -dx - dy)):
            yield _beside(*anchor, x * _DIAGONAL, y * _DIAGONAL, *size, attempt * size[1] / 2)
        for side in (1.0, -1.0):
            yield _beside(*anchor, -side * dy, side * dx, *size, attempt * size[1] / 2)


def _beside(x: float, y: float, dx: float, dy: float, width: float, height: float, further: float) -> _Rectangle:
    """A box whose nearest edge is a gap away from the anchor in this direction."""
    reach = _GAP_PX + further + abs(dx) * width / 2 + abs(dy) * height / 2
    return x + dx * reach - width / 2, y + dy * reach - height / 2, width, height


def _overlap(one: _Rectangle, other: _Rectangle) -> bool:
    return (
        abs(2 * one[0] + one[2] - 2 * other[0] - other[2]) < one[2] + other[2]
        and abs(2 * one[1] + one[3] - 2 * other[1] - other[3]) < one[3] + other[3]
    )


def _is_inside(box: _Rectangle, view: Vector) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[0] + box[2] <= view[0] and box[1] + box[3] <= view[1]


def _crosses(line: Line, box: _Rectangle) -> bool:
    """Whether a line goes through a box: after Liang and Barsky, what of it is between each pair of edges."""
    x, y, x_end, y_end = line
    first, last = 0.0, 1.0
    for begin, move, low, size in ((x, x_end - x, box[0], box[2]), (y, y_end - y, box[1], box[3])):
        if move == 0:
            if not low < begin < low + size:
                return False
            continue
        enters, leaves = sorted(((low - begin) / move, (low + size - begin) / move))
        first, last = max(first, enters), min(last, leaves)
    return first < last
