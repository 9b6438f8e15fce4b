"""What a dialog will save, made smaller: a sheet on a desk, on a chequered ground where it is see-through."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.text import tr
from gui.style.colours import CHEQUERS
from gui.style.theme import Theme
from gui.style.tokens import MARGIN, RADIUS_SHEET

_SQUARE = 8


class ExportPreview(QWidget):
    """Shows an image as large as there is room for, and never larger than it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._small = QImage()
        self._is_on_dark = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(tr("Preview"))
        self.setToolTip(tr("What will be saved, made smaller"))

    def show_image(self, image: QImage, is_on_dark: bool = False) -> None:
        """Show a picture, or nothing where it is null; a see-through one on a ground that is dark or light."""
        self._image, self._is_on_dark = image, is_on_dark
        self._scale()

    def shown(self) -> QImage:
        """What is shown, in the pixels of the screen; null where nothing is."""
        return self._small

    def _scale(self) -> None:
        self._small = QImage()
        if not self._image.isNull():
            ratio = self.devicePixelRatioF()
            pixels = QSize(self._image.width(), self._image.height())
            room = (self.size() - QSize(2 * MARGIN, 2 * MARGIN)) * ratio
            size = pixels.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            if size.width() < pixels.width():
                pixels = size.expandedTo(QSize(1, 1))
            self._small = self._image.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
            self._small.setDevicePixelRatio(ratio)
        self.update()

    def _paint_sheet(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        size = self._small.deviceIndependentSize()
        at = QPointF(round((self.width() - size.width()) / 2), round((self.height() - size.height()) / 2))
        box = QRectF(at, size)
        if self._image.hasAlphaChannel():
            painter.save()
            painter.setClipRect(box)
            first, second = (QColor(colour) for colour in CHEQUERS[self._is_on_dark])
            painter.fillRect(box, first)
            for row in range(int(box.height()) // _SQUARE + 1):
                for column in range(row % 2, int(box.width()) // _SQUARE + 1, 2):
                    painter.fillRect(QRectF(at.x() + column * _SQUARE, at.y() + row * _SQUARE, _SQUARE, _SQUARE), second)
            painter.restore()
        painter.drawImage(at, self._small)
        painter.setPen(QColor(self._theme.border))
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(self.rect(), RADIUS_SHEET, RADIUS_SHEET)
        if not self._small.isNull():
            self._paint_sheet(painter)
        painter.end()
