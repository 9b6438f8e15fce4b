"""Where a picture goes in a box: whole, in its own proportions, in the middle."""

from PySide6.QtCore import QRectF, QSize, QSizeF


def fitted(box: QRectF, picture: QSize) -> QRectF:
    """The largest rectangle with the proportions of `picture` in the middle of `box`."""
    if picture.isEmpty():
        return box
    scale = min(box.width() / picture.width(), box.height() / picture.height())
    result = QRectF(box.topLeft(), QSizeF(picture) * scale)
    result.moveCenter(box.center())
    return result
