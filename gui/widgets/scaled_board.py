"""A painted board in pixels of the usual size. What is to be read from afar is enlarged as a whole when it is painted."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from gui.style.theme import enlarged_font, numeric_font


class ScaledBoard(QWidget):
    """Subclasses measure with `wide`, `high` and `place_of`, and paint with `begin`, instead of in Qt's pixels."""

    board_scale = 1.0
    """How many of Qt's pixels a pixel of the board is."""

    @property
    def wide(self) -> int:
        """The width in pixels of the usual size."""
        return int(self.width() / self.board_scale)

    @property
    def high(self) -> int:
        """The height in pixels of the usual size."""
        return int(self.height() / self.board_scale)

    def place_of(self, event: QMouseEvent) -> QPointF:
        """Where the mouse is, in pixels of the usual size."""
        return QPointF(event.position().x() / self.board_scale, event.position().y() / self.board_scale)

    def begin(self, letters: float = 1.0) -> QPainter:
        """A painter in pixels of the usual size, with letters so many times as large as other text."""
        painter = QPainter(self)
        painter.scale(self.board_scale, self.board_scale)
        painter.setFont(self.lettering(letters))
        return painter

    def lettering(self, letters: float) -> QFont:
        """The font of letters so many times as large as other text, in pixels of the usual size."""
        font = enlarged_font(QApplication.font(), 1 / self.board_scale)
        if letters < 1.0:
            font.setPointSizeF(max(6.5, font.pointSizeF() * letters))
        return numeric_font(font)
