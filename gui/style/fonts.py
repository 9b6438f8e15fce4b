"""The fonts that the program brings, so that it looks the same on every machine and Korean is never boxes.

Pretendard for Latin and Korean, in two weights, and a serif for formulas that also has the signs that Pretendard lacks, such as ∇.
"""

import sys
from functools import cache
from importlib import resources

from PySide6.QtGui import QFont, QFontDatabase

from gui.style.tokens import TEXT

FAMILY, FORMULA_FAMILY = "Pretendard", "Descent Lab Formulas"
FILES = ("Pretendard-Regular.otf", "Pretendard-SemiBold.otf", "Formulas-Regular.ttf")
# How many pixels of the usual size an inch has: fonts are measured in points, so that they follow the desktop's scaling of text.
_DPI = 72 if sys.platform == "darwin" else 96


def points(pixels: float) -> float:
    """The size of a font whose letters are so many pixels large where nothing is scaled."""
    return pixels * 72 / _DPI


@cache
def load_fonts() -> None:
    """Make the program's fonts known to Qt. There has to be an application.

    Raises:
        OSError: if a file is missing or no font.
    """
    for name in FILES:
        data = (resources.files("resources") / "fonts" / name).read_bytes()
        if QFontDatabase.addApplicationFontFromData(data) < 0:
            raise OSError(f"resources/fonts/{name} is no font that Qt can read. Install Descent Lab again.")


def text_font(scale: float = 1.0) -> QFont:
    """The font of everything that has no other, `scale` times as large as usual; its figures have one width, so that none moves."""
    load_fonts()
    font = QFont()
    font.setFamilies([FAMILY, FORMULA_FAMILY])
    font.setPointSizeF(round(points(TEXT) * scale, 2))
    font.setFeature(QFont.Tag("tnum"), 1)
    # Letters stand where they are on any screen, as in the layouts that are measured with them.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
