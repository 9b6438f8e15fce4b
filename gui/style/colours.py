"""Colours that say something: the role of a symbol, in equations, numbers and arrows, and the sign and size of a number."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from core.optimizers.symbols import Role
from gui.style.theme import Theme

# (light, dark). Any two differ by 16 in CIE L*a*b* for every kind of colour vision, and from the colours of the runs by 9;
# tests/gui/inspector/test_inspector_parts.py measures both.
_AVERAGES = ("#234ce2", "#a99efb")
_COLOURS = {
    Role.GRADIENT: ("#ac3956", "#ff9b93"),
    Role.VELOCITY: _AVERAGES,
    Role.MEAN: _AVERAGES,
    Role.SQUARES: ("#676621", "#e8dc00"),
    Role.UPDATE: ("#7a1a6c", "#fb6bc5"),
}
BELOW, ABOVE = {False: "#1f5fae", True: "#6aaeff"}, {False: "#c25700", True: "#ff9d4d"}
# The ground behind a picture that has none, of a light and of a dark one.
CHEQUERS = {False: ("#ffffff", "#e3e7ec"), True: ("#23282f", "#31373f")}
# Colours on either side of 0; the one after the last is for what is no number.
_LEVELS = 127
_NO_NUMBER = 2 * _LEVELS + 1


def role_colour(theme: Theme, role: Role) -> QColor:
    """The colour of a role; places have the colour of text, settings a quiet one."""
    if role in _COLOURS:
        return QColor(_COLOURS[role][theme.dark])
    return QColor(theme.text if role is Role.PARAMETERS else theme.muted)


def signed_image(values: NDArray[np.floating], largest: float, theme: Theme) -> QImage:
    """A picture (rows, columns) of values from −`largest` to `largest`, a pixel each; what is no number is in the colour of warnings."""
    share = np.clip(np.nan_to_num(values.astype(np.float64)) / (largest or 1.0), -1.0, 1.0)
    levels = (np.rint(share * _LEVELS) + _LEVELS).astype(np.uint8)
    levels[~np.isfinite(values)] = _NO_NUMBER
    return _image(levels, theme)


def scale_image(theme: Theme) -> QImage:
    """All colours from the lowest value to the largest, in one row: the picture of a scale bar."""
    return _image(np.arange(_NO_NUMBER, dtype=np.uint8)[np.newaxis], theme)


def _image(levels: NDArray[np.uint8], theme: Theme) -> QImage:
    rows, columns = levels.shape
    # The copy owns its pixels; the array's would go with the array.
    image = QImage(np.ascontiguousarray(levels).data, columns, rows, columns, QImage.Format.Format_Indexed8).copy()
    image.setColorTable(_colours(theme))
    return image


@lru_cache(maxsize=4)
def _colours(theme: Theme) -> list[int]:
    """The colour of each level as 0xffrrggbb."""
    ground, below, above = (_rgb(colour) for colour in (theme.surface, BELOW[theme.dark], ABOVE[theme.dark]))
    share = (np.arange(_NO_NUMBER)[:, np.newaxis] - _LEVELS) / _LEVELS
    mixed = np.where(share < 0, ground + (below - ground) * -share, ground + (above - ground) * share)
    mixed = np.vstack([mixed, _rgb(theme.warning)])
    return [0xFF000000 | red << 16 | green << 8 | blue for red, green, blue in np.rint(mixed).astype(int).tolist()]


def _rgb(colour: str) -> NDArray[np.float64]:
    parsed = QColor(colour)
    return np.array([parsed.red(), parsed.green(), parsed.blue()], np.float64)
