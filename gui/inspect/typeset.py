"""Equations typeset by ziamath, kept as small pictures that Qt draws at any size."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtSvg import QSvgRenderer


@dataclass(frozen=True)
class Typeset:
    """A typeset equation: its size, and how far the baseline lies below its top, in pixels."""

    renderer: QSvgRenderer
    width: float
    height: float
    baseline: float


@lru_cache(maxsize=256)
def typeset(math_ml: str, size: float) -> Typeset:
    """The equation with letters of `size` pixels. The first call loads the library, which takes a third of a second."""
    from ziamath.config import config
    from ziamath.zmath import Math

    # SVG 1.1, which is what Qt reads.
    config.svg2 = False
    renderer = QSvgRenderer(QByteArray(Math(math_ml, size=size).svg().encode()))
    box: QRectF = renderer.viewBoxF()
    return Typeset(renderer, box.width(), box.height(), -box.y())
