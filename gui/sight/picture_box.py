"""Where a picture goes in a box: whole, in its own proportions, in the middle."""

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt


def fitted(box: QRectF, picture: QSize) -> QRectF:
    """The largest rectangle with the proportions of `picture` in the middle of `box`."""
    if picture.isEmpty():
        return box
    result = QRectF(box.topLeft(), QSizeF(picture).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio))
    result.moveCenter(box.center())
    return result
