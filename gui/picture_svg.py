"""SVG files that other programs read as well: what Qt writes, with a header of our own."""

import re
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

# Whoever has not the font of this machine has one like it.
_FALLBACK = "DejaVu Sans, Arial, Helvetica, sans-serif"
_ROOT = re.compile(rb"<svg\b[^>]*>", re.DOTALL)


def svg_of(paint: Callable[[QPainter], None], points: QSize, pixels: QSize, title: str) -> bytes:
    """An SVG 1.1 file of what `paint` paints on a page of `points`, shown `pixels` large, with `title` for those who cannot see it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(points)
    generator.setViewBox(QRectF(0, 0, points.width(), points.height()))
    painter = QPainter(generator)
    paint(painter)
    painter.end()
    return bytes(buffer.data().data())
