"""An axis of a picture: a title that is a letter stands upright at the top end, in the italics of formulas, as in a book."""

from typing import Any
from unicodedata import east_asian_width

import pyqtgraph as pg
from PySide6.QtGui import QFont, QPainter

from gui.style.theme import formula_font
from gui.style.tokens import TIGHT

MOST_LETTERS = 2
TITLE_PX = 20
"""Room above an axis for a title that is a letter."""
_TICK_PX = 9
# How far the box of a number may reach beyond the end, where the letter is: so much of it and of that of the letter is free of ink.
_BEYOND_END_PX = 2


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
        """Whether the title stands upright at the end, and takes no room beside the numbers. Two wide letters, as of Korean, are a word."""
        return 0 < len(self._title) <= MOST_LETTERS and not any(east_asian_width(letter) == "W" for letter in self._title)

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
        if self.orientation != "left":
            return
        room = self.label.boundingRect()
        if self.is_letter:
            self.label.setPos(self.width() - _TICK_PX - room.width(), -room.height())
        else:
            self.label.setX(TIGHT)  # and not over the rim of the sheet, where pyqtgraph has it

    def generateDrawSpecs(self, painter: QPainter) -> tuple[Any, list[Any], list[Any]] | None:  # noqa: N802
        specs: tuple[Any, list[Any], list[Any]] | None = super().generateDrawSpecs(painter)
        if specs is None or not self.is_letter or self.orientation != "left":
            return specs
        # A number that would touch the letter at the end is left out; its tick stays.
        axis, ticks, numbers = specs
        return axis, ticks, [number for number in numbers if number[0].top() > -_BEYOND_END_PX]


def in_italics(letters: str) -> str:
    """Small Latin letters as those of formulas, which have signs of their own; no font has to lean."""
    return "".join(_in_italics(letter) for letter in letters)


def _in_italics(letter: str) -> str:
    if letter == "h":
        return "\N{PLANCK CONSTANT}"  # where Unicode has it
    return chr(ord("\N{MATHEMATICAL ITALIC SMALL A}") + ord(letter) - ord("a")) if "a" <= letter <= "z" else letter
