"""The line above the canvas that tells x, y, f and ∇f under the mouse. Its figures keep their places."""

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QWidget

from core.functions import Function
from core.text import tr
from gui.panel.number_text import short_figure
from gui.theme import numeric_font

_WIDEST = "\N{MINUS SIGN}0.000e\N{MINUS SIGN}00"


class ReadOut(QStackedWidget):
    """Shows a hint while the mouse is elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Read-out"))
        self.setToolTip(tr("The point under the mouse, the value of the function there, and its gradient"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hint = QLabel(tr("Click to set the start · drag to move the view · wheel to zoom"), self)
        self._hint.setProperty("role", "muted")
        self._hint.setMinimumWidth(1)
        figures = QWidget(self)
        layout = QHBoxLayout(figures)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._names: list[QLabel] = []
        self._values: list[QLabel] = []
        width = QFontMetrics(numeric_font(self.font())).horizontalAdvance(_WIDEST) + 4
        for field in range(5):
            if field != 4:
                name = QLabel(figures)
                name.setProperty("role", "muted")
                layout.addWidget(name)
                self._names.append(name)
            value = QLabel(figures)
            value.setFont(numeric_font(self.font()))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setFixedWidth(width if field > 1 else round(0.84 * width))
            layout.addWidget(value)
            self._values.append(value)
            layout.addSpacing(8 if field < 3 else 0)
        layout.addStretch(1)
        self.addWidget(self._hint)
        self.addWidget(figures)
        self.set_variables(("x", "y"))

    def set_variables(self, variables: tuple[str, str]) -> None:
        """The names of the two coordinates."""
        for label, text in zip(self._names, (*variables, "f", "∇f"), strict=True):
            label.setText(text)

    def show_point(self, function: Function, x: float, y: float, x_pixel: float, y_pixel: float) -> None:
        """The figures at a point. The size of a pixel, in data units, says how many decimals mean anything."""
        with np.errstate(all="ignore"):
            value, (slope_x, slope_y) = float(function.value(x, y)), function.gradient(x, y)
        texts = (
            coordinate_text(x, x_pixel),
            coordinate_text(y, y_pixel),
            short_figure(value),
            short_figure(float(slope_x)),
            short_figure(float(slope_y)),
        )
        for label, text in zip(self._values, texts, strict=True):
            label.setText(text)
        self.setCurrentIndex(1)

    def show_hint(self) -> None:
        """The mouse has gone."""
        self.setCurrentIndex(0)

    def text(self) -> str:
        """What is read, in one line."""
        if self.currentIndex() == 0:
            return self._hint.text()
        x, y, f, g_x, g_y = (label.text() for label in self._values)
        names = [label.text() for label in self._names]
        return f"{names[0]} {x}  {names[1]} {y}  {names[2]} {f}  {names[3]} ({g_x}, {g_y})"


def coordinate_text(value: float, pixel: float) -> str:
    """A coordinate with as many decimals as a picture with pixels of this size can show."""
    if not 1e-9 < pixel < 1e4:
        return short_figure(value)
    decimals = max(0, math.ceil(-math.log10(pixel)))
    text = f"{value + 0.0:.{decimals}f}"
    if not text.strip("-0."):
        text = text.lstrip("-")
    return text.replace("-", "\N{MINUS SIGN}")
