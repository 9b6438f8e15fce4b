"""Which run the mouse is over in a plot: by its name, its head, its curve, or its chip in the legend."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, QPointF, Signal, Slot

from core.geometry import distance_to_line
from gui.plots.geometry import DrawnCurve
from gui.plots.view import PlotView

_HEAD_REACH_PX, _CURVE_REACH_PX = 10.0, 6.0


class RunPointer(QObject):
    """Tells which run the mouse points at in a view of curves."""

    changed = Signal(object)
    """The label of the run, or None."""

    def __init__(self, view: PlotView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._label: str | None = None
        view.pointed.connect(self._on_pointed)
        view.pointed_away.connect(self._on_pointed_away)

    def run_at(self, point: QPointF) -> str | None:
        """The run at a point, in the pixels of the box."""
        label = self._view.end_labels.label_at(point)
        if label is not None:
            return label
        curves = self._view.curves.curves()
        nearest = nearest_curve(curves, point.x(), point.y())
        return None if nearest is None else self._view.curves.picture.series[nearest].run.label

    def _tell(self, label: str | None) -> None:
        if label != self._label:
            self._label = label
            self.changed.emit(label)

    @Slot(QPointF)
    def _on_pointed(self, point: QPointF) -> None:
        self._tell(self.run_at(point))

    @Slot()
    def _on_pointed_away(self) -> None:
        self._tell(None)


def nearest_curve(curves: Sequence[DrawnCurve], x: float, y: float) -> int | None:
    """The number of the curve at a point: of the nearest head within reach, else of the nearest line; None where there is neither."""
    heads = [math.hypot(curve.head[0] - x, curve.head[1] - y) for curve in curves]
    lines = [_distance(curve, x, y) for curve in curves]
    for distances, reach in ((heads, _HEAD_REACH_PX), (lines, _CURVE_REACH_PX)):
        nearest = min(range(len(curves)), key=lambda k: distances[k], default=None)
        if nearest is not None and distances[nearest] <= reach:
            return nearest
    return None


def _distance(curve: DrawnCurve, x: float, y: float) -> float:
    """From a point to the line of a curve, of which only the pieces beside the point are looked at."""
    points = curve.main
    first = max(0, int(np.searchsorted(points[:, 0], x - _CURVE_REACH_PX)) - 1)
    stop = int(np.searchsorted(points[:, 0], x + _CURVE_REACH_PX, side="right")) + 1
    return distance_to_line(x, y, points[first:stop])
