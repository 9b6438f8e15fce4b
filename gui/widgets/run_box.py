"""The box that switches a run on and off: it is filled with the run's colour, as the accent belongs to the program."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.style.theme import LIGHT, Theme
from gui.style.tokens import BOX, FOCUS_GAP, FOCUS_RIM, RADIUS_SMALL, RIM, TARGET

_TICK = ((3.5, 8.5), (6.7, 11.6), (12.5, 4.8))


class RunBox(QCheckBox):
    """A box without words, in a square that is large enough to be hit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._colour = LIGHT, QColor(LIGHT.accent)
        self.set_look(LIGHT, self._colour)

    def set_look(self, theme: Theme, colour: QColor) -> None:
        """Use this theme, and the colour of the run."""
        self._theme, self._colour = theme, QColor(colour)
        self.setFixedSize(self.sizeHint())
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(TARGET), self._theme.px(TARGET))

    def hitButton(self, at: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(theme.scale, theme.scale)
        painter.translate(-BOX / 2, -BOX / 2)
        box = QRectF(0, 0, BOX, BOX)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), FOCUS_RIM))
            out = FOCUS_GAP + FOCUS_RIM / 2
            painter.drawRoundedRect(box.adjusted(-out, -out, out, out), RADIUS_SMALL + out, RADIUS_SMALL + out)
        rim = self._colour if on else QColor(theme.text if self.underMouse() else theme.rim)
        painter.setPen(QPen(rim, RIM))
        painter.setBrush(self._colour if on else QColor(theme.surface))
        inside = box.adjusted(RIM / 2, RIM / 2, -RIM / 2, -RIM / 2)
        painter.drawRoundedRect(inside, RADIUS_SMALL, RADIUS_SMALL)
        if on:
            pen = QPen(QColor(theme.on_accent), 2.2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in _TICK]))
        painter.end()
