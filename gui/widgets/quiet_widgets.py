"""Sliders and choices that leave the wheel to the panel they stand in, unless they have the focus.

They take the focus by Tab only, so that after a click Space still plays and → still steps.
"""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSlider, QStyle, QStyleOptionSlider, QWidget

_MARK_WIDTH, _MARK_HEIGHT = 2.0, 12.0


class QuietComboBox(QComboBox):
    """A choice that scrolling past does not change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class QuietSlider(QSlider):
    """A horizontal slider that scrolling past does not move, and whose handle comes to where one presses. One place can be marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._mark: int | None = None
        self._mark_colour = QColor()

    @property
    def mark(self) -> int | None:
        """The position that is marked."""
        return self._mark

    def set_mark(self, position: int | None) -> None:
        """Mark this position by a stroke across the groove; None: none."""
        if position != self._mark:
            self._mark = position
            self.update()

    def set_mark_colour(self, colour: str) -> None:
        """Paint the mark in this colour."""
        self._mark_colour = QColor(colour)
        self.update()

    def _parts(self) -> tuple[QRect, QRect]:
        """The groove and the handle."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, parts = QStyle.ComplexControl.CC_Slider, (QStyle.SubControl.SC_SliderGroove, QStyle.SubControl.SC_SliderHandle)
        groove, handle = (self.style().subControlRect(control, option, part, self) for part in parts)
        return groove, handle

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark is None:
            return
        groove, handle = self._parts()
        span = groove.width() - handle.width()
        middle = groove.x() + handle.width() / 2 + QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), self._mark, span)
        stroke = QRectF(middle - _MARK_WIDTH / 2, groove.center().y() - _MARK_HEIGHT / 2, _MARK_WIDTH, _MARK_HEIGHT)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The handle lies over its groove, and over the mark.
        if not QRectF(handle).intersects(stroke):
            painter.fillRect(stroke, self._mark_colour)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        groove, handle = self._parts()
        if event.button() == Qt.MouseButton.LeftButton and not handle.contains(event.position().toPoint()):
            offset = round(event.position().x()) - groove.x() - handle.width() // 2
            span = groove.width() - handle.width()
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), offset, span))
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
