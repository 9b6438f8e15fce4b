"""Several widgets as one stop of Tab: the arrows go from one to the next, and Tab comes back to the one that was left last."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_Key = Qt.Key
_ALONG_ROW = {_Key.Key_Left: -1, _Key.Key_Right: 1, _Key.Key_Up: -1, _Key.Key_Down: 1}
_DOWN_LIST = {_Key.Key_Up: -1, _Key.Key_Down: 1}


class RovingFocus(QObject):
    """Every one of them still takes the focus by a screen reader; the order of Tab in a window asks here what to pass over.

    In a row all four arrows move; in a list ↑ and ↓ alone, as → and ← open and close what is in it. Home and End go to either end.
    """

    came_to = Signal(QWidget)
    """The arrows have brought the focus to this widget."""

    def __init__(self, parent: QWidget, is_list: bool = False) -> None:
        """`parent` holds the widgets."""
        super().__init__(parent)
        self._moves = _DOWN_LIST if is_list else _ALONG_ROW
        self._members: list[QWidget] = []
        self._beside: list[QWidget] = []
        self._left: QWidget | None = None

    def set_members(self, members: Sequence[QWidget], beside: Sequence[QWidget] = (), first: QWidget | None = None) -> None:
        """These widgets, in their order; Tab comes to `first` at first. `beside` are no stops: what they do, a key on a member does."""
        for widget in (*self._members, *self._beside):
            widget.removeEventFilter(self)
        self._members, self._beside = list(members), list(beside)
        for widget in (*self._members, *self._beside):
            widget.installEventFilter(self)
        if self._left not in self._members:
            self._left = first

    @property
    def stop(self) -> QWidget | None:
        """The widget to which Tab goes: the one that had the focus last, if it can have it; None if none can."""
        reachable = self._reachable()
        return self._left if self._left in reachable else reachable[0] if reachable else None

    def passed_over(self) -> list[QWidget]:
        """Those of its widgets that are no stop now, whether they could be or not."""
        stop = self.stop
        return [widget for widget in (*self._members, *self._beside) if widget is not stop]

    def _reachable(self) -> list[QWidget]:
        window = self.parent().window()  # type: ignore[union-attr]
        return [widget for widget in self._members if widget.isEnabled() and widget.isVisibleTo(window)]

    def _place_after(self, event: QKeyEvent) -> QWidget | None:
        """Where a key leads; None for keys that belong to others."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        reachable, key = self._reachable(), _Key(event.key())
        if not reachable or (key not in self._moves and key not in (_Key.Key_Home, _Key.Key_End)):
            return None
        if key in self._moves:
            here = QApplication.focusWidget()
            place = reachable.index(here) if here in reachable else 0
            return reachable[min(max(place + self._moves[key], 0), len(reachable) - 1)]
        return reachable[0 if key == _Key.Key_Home else -1]

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn and watched in self._members:
            self._left = watched
        elif isinstance(event, QKeyEvent) and kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            widget = self._place_after(event)
            if widget is None:
                return False
            # Most of these are keys of the window too; whoever came here by Tab means what is here.
            event.accept()
            if kind == QEvent.Type.KeyPress:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                self.came_to.emit(widget)
            return True
        return False
