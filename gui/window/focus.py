"""Who gets a key: the window's shortcuts, or the control that the user went to by Tab; and where Tab goes next."""

from collections.abc import Callable, Iterator, Sequence

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

from gui.widgets.roving_focus import RovingFocus

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
_WATCHED = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease, QEvent.Type.Hide}


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
        kind = event.type()
        if kind not in _WATCHED:
            return False  # all but a few: every event of every widget comes by here, 1,500 while the window opens
        if (
            kind == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            and control_wants_key(watched, event.key(), event.modifiers())
        ):
            event.accept()
            return True
        if (
            kind == QEvent.Type.KeyRelease
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            and event.key() in _CONFIRMS
            and is_field(watched)
            and watched.window() is self._home.window()
        ):
            self._home.setFocus()
        if kind == QEvent.Type.Hide and isinstance(watched, QDialog) and (parent := watched.parentWidget()) is not None:
            below = parent.window()
            # Not now: one question may follow another, and the keys are for that.
            QTimer.singleShot(0, below, lambda: give_keys_back(below))
        return False


class FocusOrder:
    """The stops of Tab in a window, part by part; within a part as Qt has them, and of a `RovingFocus` one.

    Qt puts what is made later behind all that was there, and skips what stands between a widget and its focus proxy.
    """

    def __init__(self, window: QWidget, home: QWidget, parts: Callable[[], Sequence[QWidget]]) -> None:
        """`parts` are in reading order; a stop belongs to the first that holds it, and one in none of them comes last.

        `home` has the keys when what had them is hidden.
        """
        self._window, self._home, self._parts = window, home, parts
        self._left: dict[int, QWidget] = {}

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do."""
        return {"next_part": lambda: self.go_to_part(forward=True), "part_before": lambda: self.go_to_part(forward=False)}

    def go(self, forward: bool) -> bool:
        """Give the keys to the next stop, or to the one before; False if there is none."""
        now = self._window.focusWidget()
        if now is not None and not now.isVisibleTo(self._window):
            # Qt asks for this too. Its next stop may be a button, and Space, which plays, would press that.
            (self._home if self._home.isVisibleTo(self._window) else self._window).setFocus()
            return True
        stops = self.stops()
        if not stops:
            return False
        place = stops.index(now) if now in stops else -1 if forward else 0
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(_reason(forward))
        return True

    def go_to_part(self, forward: bool) -> bool:
        """Give the keys to the next part of the window that can have them, or to the one before: to what had them there last, or
        else to what the part gives them to by itself, such as a canvas, or to its first stop. False if there is none.
        """
        stops, now = self.stops(), self._window.focusWidget()
        here = self._part_of(now) if now is not None and now is not self._window else None
        parts = sorted({self._part_of(stop) for stop in stops})
        if here is not None and now in stops:
            self._left[here] = now
        ahead = [part for part in parts if here is None or (part > here if forward else part < here)] or parts
        if not ahead:
            return False
        part = ahead[0 if forward else -1]
        inside = [stop for stop in stops if self._part_of(stop) == part]
        shown = self._parts()
        wanted = (self._left.get(part), _last_proxy(shown[part]) if part < len(shown) else None, inside[0])
        next(stop for stop in wanted if stop in inside).setFocus(_reason(forward))
        return True

    def stops(self) -> list[QWidget]:
        """All that Tab visits now, in order."""
        over = {widget for group in self._window.findChildren(RovingFocus) for widget in group.passed_over()}
        now = self._window.focusWidget()
        # Wherever a screen reader has put the keys, Tab goes on from there.
        return sorted((stop for stop in self._chain() if stop not in over or stop is now), key=self._part_of)

    def _part_of(self, stop: QWidget) -> int:
        parts = self._parts()
        return next((number for number, part in enumerate(parts) if part is stop or part.isAncestorOf(stop)), len(parts))

    def _chain(self) -> Iterator[QWidget]:
        widget = self._window.nextInFocusChain()
        while widget is not None and widget is not self._window:
            takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
            if takes_tab and widget.focusProxy() is None and widget.isEnabled() and widget.isVisibleTo(self._window):
                yield widget
            widget = widget.nextInFocusChain()


def _reason(forward: bool) -> Qt.FocusReason:
    return Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason


def _last_proxy(widget: QWidget) -> QWidget:
    """Who gets the keys that are given to a widget."""
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    return widget
