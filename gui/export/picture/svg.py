"""SVG files that other programs read as well: what Qt writes, mended, with a header of our own and nothing from outside."""

import re
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr, unescape

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPicture
from PySide6.QtSvg import QSvgGenerator

from gui.style.fonts import FAMILY, FORMULA_FAMILY

# Whoever does not have the program's fonts has others like them.
_SANS = (FAMILY, FORMULA_FAMILY, "Inter", "Noto Sans", "DejaVu Sans", "Arial", "sans-serif")
_SERIF = (FORMULA_FAMILY, FAMILY, "STIX Two Text", "Cambria", "Latin Modern Roman", "DejaVu Serif", "Liberation Serif", "serif")
# What is an image, as the ground of the canvas, has at least so many pixels a point, and at most.
_LEAST_SCALE, _MOST_SCALE = 2, 4
_TEXT = re.compile(r"<text\b([^>]*)>([^<]*)</text>")
_FAMILY = re.compile(r'font-family="([^"]*)"')


def svg_of(paint: Callable[[QPainter], None], points: QSize, pixels: QSizeF, title: str, dpi: int) -> bytes:
    """An SVG 1.1 file of what `paint` paints on a page of `points`, as large as `pixels` of a browser, called `title`.

    `dpi` is how many points the page's own fonts take for an inch.
    """
    scale = min(_MOST_SCALE, max(_LEAST_SCALE, round(pixels.width() / points.width())))
    # By way of a QPicture: painted by a widget, QSvgGenerator forgets in its clips where the widget stands.
    picture = QPicture()
    painter = QPainter(picture)
    painter.scale(scale, scale)
    paint(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(dpi)
    generator.setSize(points * scale)
    generator.setViewBox(QRectF(0, 0, points.width() * scale, points.height() * scale))
    painter = QPainter(generator)
    painter.drawPicture(0, 0, picture)
    painter.end()
    return _mend(bytes(buffer.data().data()).decode(), points * scale, pixels, title, dpi).encode()


def _mend(svg: str, view: QSize, pixels: QSizeF, title: str, dpi: int) -> str:
    body = svg[svg.index("<defs>") :]
    # Not of SVG 1.1, and lines that stay thin when the picture is enlarged are not wanted.
    body = re.sub(r' vector-effect="[^"]*"', "", body)
    body = re.sub(r' image-rendering="optimizeSpeed"', "", body)
    while True:
        body, count = re.subn(r"<g\b[^>]*>\s*</g>\s*", "", body)
        if not count:
            break
    body = _TEXT.sub(lambda found: _with_length(found[1], found[2], dpi), body)
    body = _FAMILY.sub(lambda found: f"font-family={quoteattr(', '.join(_families(unescape(found[1]))))}", body)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"'
        f' width="{pixels.width():g}" height="{pixels.height():g}" viewBox="0 0 {view.width()} {view.height()}">\n'
        f"<title>{escape(title)}</title>\n{body}"
    )


def _families(family: str) -> list[str]:
    others = _SERIF if family == FORMULA_FAMILY else _SANS
    return [family, *(other for other in others if other != family)]


def _with_length(attributes: str, text: str, dpi: int) -> str:
    """The text as wide as it was laid out, whatever another renderer makes of its font."""
    known = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
    font = QFont(_families(unescape(known["font-family"])))
    font.setPointSizeF(float(known["font-size"]) * 72 / dpi)
    font.setWeight(QFont.Weight(int(known["font-weight"])))
    font.setItalic(known["font-style"] == "italic")
    font.setFeature(QFont.Tag("tnum"), 1)
    words = unescape(text, {"&quot;": '"', "&apos;": "'"})
    width = QFontMetricsF(font).horizontalAdvance(words)
    if not words.strip() or width <= 0:
        return ""
    attributes = f'{attributes.rstrip()} style="font-variant-numeric: tabular-nums"'
    return f'<text{attributes} textLength="{width:.4g}" lengthAdjust="spacingAndGlyphs">{text}</text>'
