"""Grey images as ink on paper, each of their pixels as large as the others: whole multiples of the screen's, and no blur."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

_SHADES = 256


def ink_image(pixels: NDArray[np.uint8], paper: str, ink: str) -> QImage:
    """An image (rows, columns), 0 the background and 255 full ink, in these colours."""
    grey = np.ascontiguousarray(pixels)
    rows, columns = grey.shape
    picture = QImage(grey.data, columns, rows, columns, QImage.Format.Format_Indexed8)
    low, high = QColor(paper), QColor(ink)
    parts = np.linspace(0, 1, _SHADES)
    red, green, blue = (
        np.round(begin + (end - begin) * parts).astype(int).tolist()
        for begin, end in ((low.red(), high.red()), (low.green(), high.green()), (low.blue(), high.blue()))
    )
    picture.setColorTable([QColor(*colour).rgb() for colour in zip(red, green, blue, strict=True)])
    # A copy, since the array goes.
    return picture.convertToFormat(QImage.Format.Format_RGB32)


def least_side(image_side: int, wanted: float, scale: float) -> float:
    """The shortest side, at least `wanted` long, of an image of so many pixels at a whole multiple; `scale` is the screen's."""
    return image_side * max(1, int(np.ceil(wanted * scale / image_side - 1e-9))) / scale


def paint_pixels(painter: QPainter, box: QRectF, image: QImage) -> QRectF:
    """Paint an image in the middle of a box, as large as a whole multiple allows, and tell where it lies.

    Only what is larger than the box already is scaled down to it.
    """
    transform = painter.deviceTransform()
    room = transform.mapRect(box)
    most = min(room.width() / image.width(), room.height() / image.height())
    # A box of 56 px may come back from the transform as 55.999….
    factor = float(int(most + 1e-6)) or most
    wide, high = image.width() * factor, image.height() * factor
    corner = QPointF(round(room.center().x() - wide / 2), round(room.center().y() - high / 2))
    at = transform.inverted()[0].mapRect(QRectF(corner.x(), corner.y(), wide, high))
    smooth = painter.testRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, factor < 1)
    painter.drawImage(at, image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    return at
