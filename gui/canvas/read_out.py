"""The line above the canvas that shows x, y, f and ∇f under the mouse. Its figures keep their places."""

import math

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QWidget

from core.functions import Function
from core.number_text import MINUS, number_text, with_minus
from core.text import tr
from gui.canvas.geometry import decimals_for
from gui.style.theme import numeric_font
from gui.style.tokens import TIGHT
from gui.widgets.labels import HintLabel

# About as wide as a minus sign, so that digits stay where they are when the sign changes.
_NO_SIGN = "\N{FIGURE SPACE}"
_USUAL_COORDINATE = f"{MINUS}00.00"
_WIDEST_FIGURE = f"{MINUS}0.000×10⁻⁰"
# Most values of f are no longer than the third; a longer one makes room for itself.
_WIDEST = (_USUAL_COORDINATE, _USUAL_COORDINATE, f"{MINUS}0.00000", f"({_WIDEST_FIGURE}, {_WIDEST_FIGURE})")


class ReadOut(QStackedWidget):
    """Shows a hint while the mouse is elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._values: list[QLabel] = []
        super().__init__(parent)
        self.setAccessibleName(tr("Read-out"))
        self.setToolTip(tr("The point under the mouse, the value of the function there, and its gradient"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hint = HintLabel("", self)
        self._hint.setProperty("role", "muted")
        figures = QWidget(self)
        layout = QHBoxLayout(figures)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        self._names: list[QLabel] = []
        for _ in _WIDEST:
            name = QLabel(figures)
            name.setProperty("role", "muted")
            layout.addWidget(name)
            self._names.append(name)
            value = QLabel(figures)
            value.setFont(numeric_font(self.font()))
            value.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            layout.addWidget(value)
            layout.addSpacing(TIGHT)  # a name stands nearer to its own figure than to the one before
            self._values.append(value)
        layout.addStretch(1)
        self._set_widths()
        self.addWidget(self._hint)
        self.addWidget(figures)
        self.set_variables(("x", "y"))
        self.set_guessing(False)

    def _set_widths(self) -> None:
        for value, widest in zip(self._values, _WIDEST, strict=True):
            value.setFixedWidth(self._width_for(widest))

    def _width_for(self, text: str) -> int:
        """In whole steps of 8 pixels, so that it seldom changes."""
        return 8 * math.ceil(QFontMetrics(numeric_font(self.font())).horizontalAdvance(text) / 8)

    def set_guessing(self, on: bool) -> None:
        """Whether the hint says that a click is a guess."""
        start = tr("Click to set the start · drag to move the view · wheel to zoom")
        self._hint.set_whole(tr("Click to set the guess · drag to move the view · wheel to zoom") if on else start)

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
            number_text(value),
            f"({number_text(float(slope_x))}, {number_text(float(slope_y))})",
        )
        for label, text in zip(self._values, texts, strict=True):
            label.setText(text if text.startswith((MINUS, "(")) else _NO_SIGN + text)
            if (width := self._width_for(label.text())) > label.width():
                label.setFixedWidth(width)
        self._leave_out()
        self.setCurrentIndex(1)

    def _leave_out(self) -> None:
        """Where there is no room for all figures the last ones go: half a number would be another one."""
        taken = 0
        for place, group in enumerate(zip(self._names, self._values, strict=True)):
            # TIGHT behind each, and once more between two figures.
            taken += group[0].sizeHint().width() + group[1].width() + 3 * TIGHT
            for label in group:
                label.setVisible(place < 2 or taken <= self.width() + 2 * TIGHT)

    def show_hint(self) -> None:
        """The mouse has gone."""
        self.setCurrentIndex(0)

    def text(self) -> str:
        """What is read, in one line."""
        if self.currentIndex() == 0:
            return self._hint.whole
        figures = zip(self._names, self._values, strict=True)
        return "  ".join(f"{name.text()} {value.text().removeprefix(_NO_SIGN)}" for name, value in figures)

    # Qt's own names

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._values:
            self._set_widths()


def coordinate_text(value: float, pixel: float) -> str:
    """A coordinate with as many decimals as a picture with pixels of this size can show."""
    if not 1e-9 < pixel < 1e4:
        return number_text(value)
    text = f"{value + 0.0:.{decimals_for(pixel)}f}"
    if not text.strip("-0."):
        text = text.lstrip("-")
    return with_minus(text)
