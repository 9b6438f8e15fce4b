"""Words in as many lines as they need, in a window that grows with them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


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
