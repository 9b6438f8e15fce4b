"""The effective step of each coordinate over the steps so far, small, on a logarithmic axis: AdaGrad dying, RMSProp recovering."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.experiment.snapshot import RunSnapshot
from core.number_text import number_text
from core.optimizers.equations import scale_symbol
from core.optimizers.symbols import Role
from core.steps.effective_step import effective_steps, rates_at_checkpoints
from core.text import tr
from gui.style.colours import role_colour
from gui.style.theme import LIGHT, Theme, enlarged_font, numeric_font, scene_font
from gui.style.tokens import RADIUS_SHEET, RIM, TEXT, TEXT_HEADING, TIGHT

_HEIGHT = 128
_TOP, _BOTTOM, _LEFT, _RIGHT = 32.0, 22.0, 14.0, 80.0
# A curve this many pixels wide needs no more points.
_MOST_POINTS = 600


def history(run: RunSnapshot, most: int = _MOST_POINTS) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The steps (k,) and the effective step of each coordinate then (k, 2), evenly thinned out to `most`, the last kept."""
    count = len(run.scales)
    if count == 0:
        return np.empty(0, np.int64), np.empty((0, 2))
    chosen = np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.int64))
    if len(run.changes) == 1:
        return chosen + 1, effective_steps(run.changes, run.scales[chosen])
    return chosen + 1, effective_steps(run.changes, run.scales)[chosen]


class RatePlot(QWidget):
    """Two curves, one for each coordinate, the second dashed, with the numbers of now at their ends; one for a network's weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._variables: tuple[str, ...] = ("x", "y")
        self._scale = ""
        self._steps: NDArray[np.int64] = np.empty(0, np.int64)
        self._rates: NDArray[np.float64] = np.empty((0, 2))
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Effective step so far"))
        self.setToolTip(tr("By what the gradient is multiplied along each axis, at every step so far"))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._theme = theme
        self.setFixedHeight(theme.px(_HEIGHT))
        self.update()

    def set_variables(self, names: tuple[str, ...]) -> None:
        """The names of the coordinates; none of a single weight."""
        self._variables = names
        self.update()

    def show_run(self, run: RunSnapshot | None, index: int | None = None) -> None:
        """Show this run's history, on a network that of the parameter at `index`, as far as moments were kept.

        The widget hides where the rule has one rate for all axes.
        """
        scale = None if run is None else scale_symbol(run.optimizer)
        self.setVisible(scale is not None)
        if run is None or scale is None:
            return
        self._scale = scale
        if index is None:
            self._steps, self._rates = history(run)
        else:
            self._steps, rates = rates_at_checkpoints(run.changes, run.trail, index)
            self._rates = rates[:, np.newaxis]
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(320, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = numeric_font(scene_font(self._theme))
        painter.setFont(font)
        theme, metrics = self._theme, QFontMetricsF(font)
        painter.scale(theme.scale, theme.scale)
        width = self.width() / theme.scale
        painter.setPen(QPen(QColor(theme.border if theme.dark else theme.plot), RIM))
        painter.setBrush(QColor(theme.plot))
        painter.drawRoundedRect(QRectF(RIM / 2, RIM / 2, width - RIM, _HEIGHT - RIM), RADIUS_SHEET, RADIUS_SHEET)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        heading = enlarged_font(font, TEXT_HEADING / TEXT)
        heading.setWeight(QFont.Weight.DemiBold)
        painter.setFont(heading)
        painter.setPen(QColor(theme.text))
        title = tr("Effective step η/√{scale}").format(scale=self._scale)
        painter.drawText(QRectF(_LEFT, TIGHT, width - _LEFT, _TOP - TIGHT), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(font)
        area = QRectF(_LEFT, _TOP, max(10.0, width - _LEFT - _RIGHT), _HEIGHT - _TOP - _BOTTOM)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        finite = self._rates[np.isfinite(self._rates) & (self._rates > 0)]
        if len(finite):
            self._paint_curves(painter, area, float(finite.min()), float(finite.max()), metrics.height())
        painter.setPen(QColor(theme.muted))
        below = QRectF(area.left(), area.bottom() + 2, area.width(), _BOTTOM)
        if len(self._steps):
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "1")
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, str(int(self._steps[-1])))
        painter.end()

    def _paint_curves(self, painter: QPainter, area: QRectF, low: float, high: float, text_height: float) -> None:
        bottom, top = math.log10(low), math.log10(high)
        middle, half = (bottom + top) / 2, max((top - bottom) / 2, 0.05) * 1.08
        first, last = int(self._steps[0]), max(int(self._steps[-1]), int(self._steps[0]) + 1)
        colour = role_colour(self._theme, Role.SQUARES)
        ends = []
        # A weight has no name of its own.
        names = self._variables or ("",)
        for column, (name, style) in enumerate(zip(names, (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine), strict=False)):
            with np.errstate(all="ignore"):
                heights = (np.log10(self._rates[:, column]) - middle) / half
            points = [
                QPointF(area.left() + area.width() * (step - first) / (last - first), area.center().y() - area.height() / 2 * height)
                for step, height in zip(self._steps.tolist(), heights.tolist(), strict=True)
                if math.isfinite(height)
            ]
            if not points:
                continue
            painter.setPen(QPen(colour, 1.8, style))
            painter.drawPolyline(QPolygonF(points))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(points[-1], 2.6, 2.6)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ends.append((points[-1].y(), f"{name} {number_text(float(self._rates[-1, column]), 3)}".strip()))
        painter.setPen(colour)
        apart = _apart([y for y, _ in ends], text_height)
        for (_, text), y in zip(ends, apart, strict=True):
            box = QRectF(area.right() + 6, y - text_height / 2, _RIGHT - 6, text_height)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _apart(heights: list[float], least: float) -> list[float]:
    """Two heights moved apart until they differ by `least`, around their middle."""
    if len(heights) < 2 or abs(heights[0] - heights[1]) >= least:
        return heights
    middle, sign = sum(heights) / 2, 1.0 if heights[0] >= heights[1] else -1.0
    return [middle + sign * least / 2, middle - sign * least / 2]
