"""Signed numbers as colours: blue below 0, the ground of the theme at 0, orange above. Safe for every kind of colour vision."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from gui.theme import Theme

BELOW, ABOVE = {False: "#1f5fae", True: "#6aaeff"}, {False: "#c25700", True: "#ff9d4d"}


def signed_image(values: NDArray[np.floating], largest: float, theme: Theme) -> QImage:
    """A picture (rows, columns) of values from −`largest` to `largest`, a pixel each; what is no number is in the colour of warnings."""
    ground, below, above = (_rgb(colour) for colour in (theme.surface, BELOW[theme.dark], ABOVE[theme.dark]))
    share = np.clip(np.nan_to_num(values.astype(np.float64)) / (largest or 1.0), -1.0, 1.0)[..., np.newaxis]
    mixed = np.where(share < 0, ground + (below - ground) * -share, ground + (above - ground) * share)
    mixed[~np.isfinite(values)] = _rgb(theme.warning)
    pixels = np.zeros((*values.shape, 4), np.uint8)
    pixels[..., :3] = np.rint(mixed)[..., ::-1]
    rows, columns = values.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()


def _rgb(colour: str) -> NDArray[np.float64]:
    parsed = QColor(colour)
    return np.array([parsed.red(), parsed.green(), parsed.blue()], np.float64)
