"""Where Tab goes next: through the parts of a window in the order in which they are read, also through what was made later."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class FocusOrder:
    """The stops of Tab in a window, part by part; within a part as Qt has them.

    Qt puts what is made later behind all that was there, and skips what stands between a widget and its focus proxy.
    """

    def __init__(self, window: QWidget, home: QWidget, parts: Callable[[], Sequence[QWidget]]) -> None:
        """`parts` are in reading order; a stop belongs to the first that holds it, and one in none of them comes last.

        `home` has the keys when what had them is hidden.
        """
        self._window, self._home, self._parts = window, home, parts

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
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def stops(self) -> list[QWidget]:
        """All that Tab visits now, in order."""
        parts = self._parts()

        def place(stop: QWidget) -> int:
            return next((number for number, part in enumerate(parts) if part is stop or part.isAncestorOf(stop)), len(parts))

        return sorted(self._chain(), key=place)

    def _chain(self) -> Iterator[QWidget]:
        widget = self._window.nextInFocusChain()
        while widget is not None and widget is not self._window:
            takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
            if takes_tab and widget.focusProxy() is None and widget.isEnabled() and widget.isVisibleTo(self._window):
                yield widget
            widget = widget.nextInFocusChain()
