"""A line of text that ends in dots where there is no room for all of it."""

from PySide6.QtCore import Qt
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
        self.setToolTip(self.whole if shown != self.whole else "")

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()
