"""An axis of a picture: a title that is a letter stands upright at the top end, in the italics of formulas, as in a book."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QFont

from gui.style.theme import formula_font

MOST_LETTERS = 2
TITLE_PX = 20
"""Room above an axis for a title that is a letter."""
_TICK_PX = 9


class TitledAxis(pg.AxisItem):
    """Any other title is turned at the side, and lies below at the foot."""

    labelText: str  # noqa: N815 (pyqtgraph's)
    _title = ""
    _fonts = QFont(), QFont()

    def set_font(self, font: QFont, scene: QFont) -> None:
        """The font of numbers and titles, and that of the scene, of which letters are made."""
        self._fonts = font, formula_font(scene)
        self.setTickFont(font)
        self._show_title()

    def set_title(self, title: str) -> None:
        """What the axis measures."""
        self._title = title
        self._show_title()

    @property
    def is_letter(self) -> bool:
        """Whether the title stands upright at the end, and takes no room beside the numbers."""
        return 0 < len(self._title) <= MOST_LETTERS

    def _show_title(self) -> None:
        self.setLabel(self._title)
        self.label.setFont(self._fonts[self.is_letter])
        if self.orientation == "left":
            self.label.setRotation(0 if self.is_letter else -90)
        self.resizeEvent()  # by itself pyqtgraph places a title only when the axis changes its size

    # pyqtgraph's own names

    def labelString(self) -> str:  # noqa: N802
        said: str = self.labelText
        self.labelText = in_italics(said) if self.is_letter else said
        text: str = super().labelString()
        self.labelText = said
        return text

    def resizeEvent(self, ev: Any = None) -> None:
        super().resizeEvent(ev)
        if self.is_letter and self.orientation == "left":
            room = self.label.boundingRect()
            self.label.setPos(self.width() - _TICK_PX - room.width(), -room.height())


def in_italics(letters: str) -> str:
    """Small Latin letters as those of formulas, which have signs of their own; no font has to lean."""
    return "".join(_in_italics(letter) for letter in letters)


def _in_italics(letter: str) -> str:
    if letter == "h":
        return "\N{PLANCK CONSTANT}"  # where Unicode has it
    return chr(ord("\N{MATHEMATICAL ITALIC SMALL A}") + ord(letter) - ord("a")) if "a" <= letter <= "z" else letter
