"""Which keys move the view of a canvas."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.text import tr
from gui.canvas_zoom import PAN_PART, ZOOM_STEP
from gui.key_text import key_text


class Move(NamedTuple):
    """Parts of the view's width and height to move by, positive is right and up; and how many times closer to go."""

    dx: float = 0.0
    dy: float = 0.0
    zoom: float = 1.0


_PANS: dict[int, Move] = {
    Qt.Key.Key_Left: Move(dx=-PAN_PART),
    Qt.Key.Key_Right: Move(dx=PAN_PART),
    Qt.Key.Key_Up: Move(dy=PAN_PART),
    Qt.Key.Key_Down: Move(dy=-PAN_PART),
}
_ZOOMS: dict[int, Move] = {
    Qt.Key.Key_Plus: Move(zoom=ZOOM_STEP),
    Qt.Key.Key_Equal: Move(zoom=ZOOM_STEP),
    Qt.Key.Key_Minus: Move(zoom=1 / ZOOM_STEP),
    Qt.Key.Key_Underscore: Move(zoom=1 / ZOOM_STEP),
}


def canvas_keys() -> list[tuple[str, str]]:
    """(keys, what they do) on the canvas of a function, for the help."""
    return [
        (tr("Click"), tr("Set the start")),
        (tr("Drag the flag"), tr("Move the start")),
        (tr("Drag, {keys}").format(keys=f"{key_text('Ctrl+Left')}, →, ↑, ↓"), tr("Move the view")),
        (tr("Wheel, +, −"), tr("Zoom")),
        ("F, E", tr("As in the menu View")),
        (tr("Double click"), tr("Show the whole landscape")),
    ]


def move_of_key(event: QKeyEvent) -> Move | None:
    """Where a key takes the view; None if it does not move it."""
    key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        return _PANS.get(key)
    if modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return _ZOOMS.get(key)
    return None
