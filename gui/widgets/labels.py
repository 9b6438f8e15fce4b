"""Labels for more words than there is room for: one ends them in dots, the other grows."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


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

    def _show(self) -> None:
        shown = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setAccessibleName(self.whole)
        self.setToolTip(self.whole if shown != self.whole else "")

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()


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
