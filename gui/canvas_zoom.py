"""Where a zoom, a drag or a fit leads: pure decisions about the part of the plane that is shown."""

from core.path_selection import Box

ZOOM_STEP = 1.2
PAN_PART = 0.1
# How far one may zoom, as a ratio to the function's own view. Beyond, float64 has no digits left for pixels.
_MOST_ZOOM = 1e9
# How much of a view around a step is filled by it.
_FILLED = 0.62


def zoomed(box: Box, x: float, y: float, factor: float, home: Box) -> Box:
    """The view `factor` times closer, with the point (x, y) where it is; stops at the limits around the view `home`."""
    ratio = max((box.x_max - box.x_min) / (home.x_max - home.x_min), (box.y_max - box.y_min) / (home.y_max - home.y_min))
    factor = min(max(factor, ratio / _MOST_ZOOM), ratio * _MOST_ZOOM)
    return Box(
        x + (box.x_min - x) / factor,
        x + (box.x_max - x) / factor,
        y + (box.y_min - y) / factor,
        y + (box.y_max - y) / factor,
    )


def panned(box: Box, dx: float, dy: float) -> Box:
    """The view moved by parts of its own width and height."""
    x, y = dx * (box.x_max - box.x_min), dy * (box.y_max - box.y_min)
    return Box(box.x_min + x, box.x_max + x, box.y_min + y, box.y_max + y)


def fitted(view: tuple[float, float, float, float], start: tuple[float, float] | None) -> Box:
    """The function's own view, made larger where the start lies outside or at its rim."""
    x_min, x_max, y_min, y_max = view
    if start is None:
        return Box(*view)
    x, y = start
    x_rim, y_rim = 0.06 * (x_max - x_min), 0.06 * (y_max - y_min)
    inside = x_min <= x <= x_max and y_min <= y <= y_max
    if inside:
        return Box(*view)
    return Box(min(x_min, x - x_rim), max(x_max, x + x_rim), min(y_min, y - y_rim), max(y_max, y + y_rim))


def around(extents: list[tuple[float, float, float, float]], home: Box) -> Box:
    """A view with the proportions of `home` that holds all these parts of the plane, (x_min, x_max, y_min, y_max) each, with room."""
    x_min, x_max = min(extent[0] for extent in extents), max(extent[1] for extent in extents)
    y_min, y_max = min(extent[2] for extent in extents), max(extent[3] for extent in extents)
    width, height = home.x_max - home.x_min, home.y_max - home.y_min
    part = max((x_max - x_min) / width, (y_max - y_min) / height) / _FILLED
    part = min(max(part, 1 / _MOST_ZOOM), _MOST_ZOOM)
    x, y = (x_min + x_max) / 2, (y_min + y_max) / 2
    return Box(x - part * width / 2, x + part * width / 2, y - part * height / 2, y + part * height / 2)
