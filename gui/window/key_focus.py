"""Who gets a key: the window's shortcuts, or the control that the person went to by Tab."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QWidget,
)

_MOVES = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}
_PAGES = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_CONFIRMS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
_TYPES = {Qt.Key.Key_Comma, Qt.Key.Key_Period, Qt.Key.Key_E}


def control_wants_key(widget: QWidget | None, key: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether a focused control needs this key for itself, although the window has a shortcut on it."""
    if modifiers & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
        return False
    if isinstance(widget, QAbstractButton):
        return key == Qt.Key.Key_Space
    if isinstance(widget, QAbstractSlider):
        return key in _MOVES or (key in _PAGES and widget.pageStep() > 0)
    if isinstance(widget, QAbstractSpinBox):
        return key in _MOVES or key in _PAGES or key in _TYPES
    if isinstance(widget, (QComboBox, QAbstractItemView)):
        return key in _MOVES or key in _PAGES or key == Qt.Key.Key_Space
    return False


def is_field(widget: QWidget) -> bool:
    """Whether text that is typed here is confirmed by Enter: in a number, or a line that is no part of a choice or a table."""
    if isinstance(widget, QAbstractSpinBox):
        return True
    if not isinstance(widget, QLineEdit):
        return False
    above = widget.parentWidget()
    while above is not None and not isinstance(above, (QAbstractSpinBox, QComboBox, QAbstractItemView)):
        above = above.parentWidget()
    return above is None


def focus_by_tab_only(window: QWidget) -> None:
    """Sliders and buttons take no focus from the mouse, so that after a click → still steps and Space still plays."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, (QAbstractButton, QAbstractSlider)) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def give_keys_back(window: QWidget) -> None:
    """Let a window have the keys after its dialog is gone, unless another dialog is open by now."""
    if window.isVisible() and QApplication.activeModalWidget() in (None, window):
        window.activateWindow()


class KeyFocus(QObject):
    """An event filter for the application: leaves a control the keys that it wants, and goes home after Enter.

    What was typed and confirmed, or taken back, gives the focus back to `home`, so that Space plays and → steps again. So does a dialog,
    whichever way it ends, to the window that it stood over: not every desktop does that by itself.
    """

    def __init__(self, home: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._home = home

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            and control_wants_key(watched, event.key(), event.modifiers())
        ):
            event.accept()
            return True
        if (
            event.type() == QEvent.Type.KeyRelease
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            and event.key() in _CONFIRMS
            and is_field(watched)
            and watched.window() is self._home.window()
        ):
            self._home.setFocus()
        if event.type() == QEvent.Type.Hide and isinstance(watched, QDialog) and (parent := watched.parentWidget()) is not None:
            below = parent.window()
            # Not now: one question may follow another, and the keys are for that.
            QTimer.singleShot(0, below, lambda: give_keys_back(below))
        return False
