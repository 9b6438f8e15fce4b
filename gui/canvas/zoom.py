"""Where a zoom, a drag or a fit leads: pure decisions about the part of the plane that is shown."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.geometry import Box
from core.text import tr
from gui.canvas.geometry import Float64Array
from gui.system.key_text import key_text

ZOOM_STEP = 1.2
PAN_PART = 0.1
# How far one may zoom, as a ratio to the function's own view. Beyond, float64 has no digits left for pixels.
_MOST_ZOOM = 1e9
# Around a race, in parts of its size; and how much of the whole landscape is shown at least.
_RACE_MARGIN, _LEAST_OF_HOME = 0.12, 0.35
# How much of a view around a step is filled by it.
_FILLED = 0.62


def zoom(box: Box, x: float, y: float, factor: float, home: Box) -> Box:
    """The view `factor` times closer, with the point (x, y) where it is; stops at the limits around the view `home`."""
    ratio = max((box.x_max - box.x_min) / (home.x_max - home.x_min), (box.y_max - box.y_min) / (home.y_max - home.y_min))
    factor = min(max(factor, ratio / _MOST_ZOOM), ratio * _MOST_ZOOM)
    return Box(
        x + (box.x_min - x) / factor,
        x + (box.x_max - x) / factor,
        y + (box.y_min - y) / factor,
        y + (box.y_max - y) / factor,
    )


def pan(box: Box, dx: float, dy: float) -> Box:
    """The view moved by parts of its own width and height."""
    x, y = dx * (box.x_max - box.x_min), dy * (box.y_max - box.y_min)
    return Box(box.x_min + x, box.x_max + x, box.y_min + y, box.y_max + y)


def fit(view: tuple[float, float, float, float], start: tuple[float, float] | None) -> Box:
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


def race(home: Box, points: Float64Array) -> Box:
    """A view of the points (n, 2) of a race, start, paths and goals, as far as they lie in `home`, with room around them.

    Not closer than a third of `home`, where a race is short: what lies around it says where it is.
    """
    low, high = np.array([home.x_min, home.y_min]), np.array([home.x_max, home.y_max])
    seen = points[((points >= low) & (points <= high)).all(axis=1)]
    if not len(seen):
        return home
    begin, end = seen.min(axis=0), seen.max(axis=0)
    size = np.maximum((end - begin) * (1 + 2 * _RACE_MARGIN), _LEAST_OF_HOME * (high - low))
    (x_min, y_min), (x_max, y_max) = ((begin + end - size) / 2).tolist(), ((begin + end + size) / 2).tolist()
    return Box(x_min, x_max, y_min, y_max)


def around(extents: list[tuple[float, float, float, float]], home: Box) -> Box:
    """A view with the proportions of `home` that holds all these parts of the plane, (x_min, x_max, y_min, y_max) each, with room.

    Where they are too far away to be looked at, it is `home`.
    """
    x_min, x_max = min(extent[0] for extent in extents), max(extent[1] for extent in extents)
    y_min, y_max = min(extent[2] for extent in extents), max(extent[3] for extent in extents)
    width, height = home.x_max - home.x_min, home.y_max - home.y_min
    part = max((x_max - x_min) / width, (y_max - y_min) / height) / _FILLED
    part = min(max(part, 1 / _MOST_ZOOM), _MOST_ZOOM)
    # Halves first: the sum of two float64 may not be one.
    x, y = x_min / 2 + x_max / 2, y_min / 2 + y_max / 2
    away = max(abs(x) / width, abs(y) / height)
    if not away < _MOST_ZOOM:
        return home
    # Further away, less can be told apart.
    part = max(part, away / _MOST_ZOOM)
    return Box(x - part * width / 2, x + part * width / 2, y - part * height / 2, y + part * height / 2)


class ViewMove(NamedTuple):
    """Parts of the view's width and height to move by, positive is right and up; and how many times closer to go."""

    dx: float = 0.0
    dy: float = 0.0
    zoom: float = 1.0


_PANS: dict[int, ViewMove] = {
    Qt.Key.Key_Left: ViewMove(dx=-PAN_PART),
    Qt.Key.Key_Right: ViewMove(dx=PAN_PART),
    Qt.Key.Key_Up: ViewMove(dy=PAN_PART),
    Qt.Key.Key_Down: ViewMove(dy=-PAN_PART),
}


_ZOOMS: dict[int, ViewMove] = {
    Qt.Key.Key_Plus: ViewMove(zoom=ZOOM_STEP),
    Qt.Key.Key_Equal: ViewMove(zoom=ZOOM_STEP),
    Qt.Key.Key_Minus: ViewMove(zoom=1 / ZOOM_STEP),
    Qt.Key.Key_Underscore: ViewMove(zoom=1 / ZOOM_STEP),
}


def canvas_keys() -> list[tuple[str, str]]:
    """(keys, what they do) on the canvas of a function, for the help."""
    return [
        (tr("Click, Drag the flag"), tr("Set the start")),
        (tr("Drag, {keys}").format(keys=f"{key_text('Ctrl+Left')} → ↑ ↓"), tr("Move the view")),
        (tr("Wheel, +, −"), tr("Zoom")),
        (tr("Double click"), tr("Fit the view")),
    ]


def move_of_key(event: QKeyEvent) -> ViewMove | None:
    """Where a key takes the view; None if it does not move it."""
    key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        return _PANS.get(key)
    if modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return _ZOOMS.get(key)
    return None
