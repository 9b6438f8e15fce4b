"""Labels for more words than there is room for: one ends them in dots, one leaves out the last of them, one grows."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


def set_tool_tip(widget: QWidget, text: str) -> None:
    """Give a widget this tooltip; Qt sends an event to all that watch it even where it is no new one, as with every frame."""
    if text != widget.toolTip():
        widget.setToolTip(text)


class ElidingLabel(QLabel):
    """Never asks for more room than it is given; what is cut off stands in the tooltip."""

    def __init__(self, whole: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.whole = whole
        self.setMinimumWidth(1)
        self._show()

    def set_whole(self, text: str) -> None:
        """Show this text, or what there is room for."""
        self.whole = text
        self._show()

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width())

    def _show(self) -> None:
        shown = self._shown()
        self.setText(shown)
        self.setAccessibleName(self.whole)
        set_tool_tip(self, self.whole if shown != self.whole else "")

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._show()


class HintLabel(ElidingLabel):
    """Says as many of its parts as there is room for, the first ones first: half a word is no hint. `PARTED` stands between them."""

    PARTED = " · "

    def _shown(self) -> str:
        fitting = (text for text in self._shorter() if self.fontMetrics().horizontalAdvance(text) <= self.width())
        return next(fitting, super()._shown())

    def _shorter(self) -> Iterator[str]:
        parts = self.whole.split(self.PARTED)
        for count in range(len(parts), 0, -1):
            yield self.PARTED.join(parts[:count])


class GrowingLabel(QLabel):
    """Never cut off: a layout asks for the least size only, and that of a wrapped label is too low for all but its longest word."""

    def __init__(self, least_width: int, least_lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._least_width, self._least_lines = least_width, least_lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        # Its own least width is that of the longest word, such as a folder, where no line can end.
        width = max(super().minimumSizeHint().width(), self._least_width)
        lines = self._least_lines * self.fontMetrics().lineSpacing()
        return QSize(width, max(lines, self.heightForWidth(max(width, self.width()))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
