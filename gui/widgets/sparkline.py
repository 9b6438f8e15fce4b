"""The way of a run's loss in a few pixels: a curve without axes, for a line of text."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.plotting.decimation import ExtremesPyramid

Float64Array = NDArray[np.float64]

WIDTH, HEIGHT = 44, 16
_LINE_WIDTH = 1.4
# Twice as many points as pixels: the highest and the lowest of each.
_MOST_POINTS = 2 * WIDTH
# As far below the start a loss is nothing: what is lower stands at the floor.
_DECADES = 12.0
# A run that diverges leaves at the top: one that climbs a hundred decades would flatten all the others.
_DECADES_ABOVE = 1.0


class SparkScale(NamedTuple):
    """What all sparklines share, so that they can be compared: the last step of the longest, and the log10 of the losses seen."""

    last: int
    low: float
    high: float

    def joined(self, other: "SparkScale") -> "SparkScale":
        """The scale in which both are seen."""
        return SparkScale(max(self.last, other.last), min(self.low, other.low), max(self.high, other.high))


NO_SCALE = SparkScale(0, 0.0, 0.0)
"""Before anything is seen."""


class Sparkline:
    """One run's log-loss, kept up to date at the cost of its new rows only."""

    def __init__(self) -> None:
        self._extremes = ExtremesPyramid(1)
        self._revision: int | None = None
        self._rows: NDArray[np.int64] = np.empty(0, np.int64)
        self._logs: Float64Array = np.empty(0)

    def update(self, losses: Float64Array, revision: int, lowest: float = 0.0) -> bool:
        """Take in the losses (n,) of a run, or what was appended to them as long as the revision is the same; whether there was more.

        `lowest` is the lowest loss there can be, from which the way is measured.
        """
        if revision == self._revision and len(losses) == len(self._extremes):
            return False
        if revision != self._revision or len(losses) < len(self._extremes):
            self._extremes.reset()
            self._revision = revision
        self._extremes.update(losses[:, np.newaxis])
        self._rows = self._extremes.select(0, len(losses) - 1, _MOST_POINTS) if len(losses) else np.empty(0, np.int64)
        shown = losses[self._rows] - lowest
        self._logs = np.full(len(shown), -np.inf)
        np.log10(shown, out=self._logs, where=shown > 0)
        return True

    def forget(self) -> None:
        """Have no losses."""
        self.update(np.empty(0), -1)

    def scale(self) -> SparkScale | None:
        """The scale that suits this one alone; None before there are two rows with a logarithm among them."""
        finite = self._logs[np.isfinite(self._logs)]
        if len(self._rows) < 2 or not len(finite):
            return None
        high = float(finite.max())
        first = self._logs[0] if np.isfinite(self._logs[0]) else high
        low = max(float(finite.min()), float(first) - _DECADES)
        return SparkScale(int(self._rows[-1]), low, max(low, min(high, float(first) + _DECADES_ABOVE)))

    def points(self, scale: SparkScale, width: float, height: float) -> Float64Array:
        """(k, 2) pixels from the upper left of a rectangle of this size; what is too high is at its top; what has
        no logarithm, or is too low, at its foot.
        """
        x = self._rows * (width / max(1, scale.last))
        span = max(scale.high - scale.low, 1e-9)
        y = np.clip((scale.high - self._logs) / span, 0.0, 1.0) * height
        return np.column_stack([x, y])

    def paint(self, painter: QPainter, area: QRectF, scale: SparkScale, colour: QColor) -> None:
        """Paint it in a rectangle."""
        if len(self._rows) < 2:
            return
        inset = _LINE_WIDTH / 2
        inner = area.adjusted(inset, inset, -inset, -inset)
        x, y = self.points(scale, inner.width(), inner.height()).T
        pen = QPen(colour, _LINE_WIDTH)
        # Round joins, which nobody could see on so thin a line, take three times as long.
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawPolyline(arrayToQPolygonF(inner.left() + x, inner.top() + y))
        painter.restore()
