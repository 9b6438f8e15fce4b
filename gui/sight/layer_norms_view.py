"""Layers: the norm of the gradient and the size of the update beside the weights, for each layer, now and over the steps."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.snapshot import RunSnapshot
from core.text import tr
from gui.panel.number_text import short_figure, with_plain_minus
from gui.sight.sight_view import SightView
from gui.theme import LIGHT, Theme, numeric_font

_ROW, _NAME, _FIGURE = 34, 82, 74
_POINTS = 120


class LayerNormsView(SightView):
    """A row for each layer, from the input to the classes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools.addStretch(1)
        self.board = NormsBoard(self)
        self.body.addWidget(self.board, 1)

    def show_run(self, run: RunSnapshot | None) -> None:
        """Show the layers of this run."""
        problem = self.problem
        if problem is None or run is None:
            self.say_nothing()
            self.board.show_norms([], np.empty((0, 0)), np.empty((0, 0)), self.theme)
            return
        sizes = problem.network.sizes
        names = [f"{inputs} → {outputs}" for inputs, outputs in pairwise(sizes)]
        if not problem.records_layers:
            self.say(tr("Not recorded. Switch on “Record layers” in the panel, behind the button with the sliders."))
            names = []
        elif not len(run.layers.gradient):
            self.say("" if run.ending else tr("Press Space to start, → for one step"), run)
            names = []
        else:
            self.say(tr("Each layer at step {step}, and since the start on a logarithmic scale").format(step=run.step), run)
        self.board.show_norms(names, run.layers.gradient, run.layers.update_ratio, self.theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


class NormsBoard(QWidget):
    """Paints two figures and two small curves for each layer; the curves of all layers share one scale, which stands above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._names: list[str] = []
        self._columns: tuple[NDArray[np.float64], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Gradient and update of each layer"))
        self.setToolTip(self.accessibleName())

    def show_norms(self, names: list[str], gradient: NDArray[np.float64], ratio: NDArray[np.float64], theme: Theme) -> None:
        """Show these layers; both arrays are (steps, layers)."""
        self._names, self._columns, self._theme = names, (gradient, ratio), theme
        self.setAccessibleDescription(
            "; ".join(f"{name}: ‖g‖ {self.figure(0, k)}, ‖Δ‖/‖W‖ {self.figure(1, k)}" for k, name in enumerate(names))
        )
        self.update()

    def figure(self, column: int, layer: int) -> str:
        """The value at the last step."""
        return with_plain_minus(short_figure(float(self._columns[column][-1, layer])))

    def scale(self, column: int) -> tuple[float, float]:
        """The lowest and the highest value that the curves of a column show; (1, 1) where there is none on a logarithmic scale."""
        values = self._columns[column][_shown_rows(len(self._columns[column]))]
        drawable = values[np.isfinite(values) & (values > 0)]
        return (float(drawable.min()), float(drawable.max())) if drawable.size else (1.0, 1.0)

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        return QSize(_NAME + 2 * (_FIGURE + 30), 4 * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._names:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(numeric_font(self.font()))
        theme = self._theme
        half = (self.width() - _NAME) / 2
        row = min(float(_ROW), self.height() / (len(self._names) + 1))
        scales = [self.scale(column) for column in range(len(self._columns))]
        painter.setPen(QColor(theme.muted))
        for column, (title, scale) in enumerate(zip(("‖g‖", "‖Δ‖ / ‖W‖"), scales, strict=True)):
            left = _NAME + column * half
            painter.drawText(QRectF(left, 0, _FIGURE, row), _RIGHT, title)
            room = QRectF(left + _FIGURE + 8, 0, half - _FIGURE - 8, row)
            ends = " … ".join(_short_end(value) for value in scale)
            # A number that is cut off would be read as another one.
            if painter.fontMetrics().horizontalAdvance(ends) <= room.width():
                painter.drawText(room, _LEFT, ends)
        for layer, name in enumerate(self._names):
            top = (layer + 1) * row
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(0, top, _NAME, row), _LEFT, name)
            for column, values in enumerate(self._columns):
                left = _NAME + column * half
                painter.drawText(QRectF(left, top, _FIGURE, row), _RIGHT, self.figure(column, layer))
                box = QRectF(left + _FIGURE + 8, top + 4, half - _FIGURE - 20, row - 8)
                self._paint_curve(painter, values[:, layer], scales[column], box)
                painter.setPen(QColor(theme.text))

    def _paint_curve(self, painter: QPainter, values: NDArray[np.float64], scale: tuple[float, float], box: QRectF) -> None:
        rows = _shown_rows(len(values))
        seen = values[rows]
        kept = np.isfinite(seen) & (seen > 0)
        if kept.sum() < 2 or box.width() < 8:
            return
        heights = np.log10(seen[kept])
        low, high = np.log10(scale).tolist()
        span = max(high - low, 1e-9)
        x = box.left() + rows[kept] / max(1, len(values) - 1) * box.width()
        y = box.bottom() - (heights - low) / span * box.height()
        painter.setPen(QPen(QColor(self._theme.accent), 1.4))
        painter.drawPolyline(QPolygonF([QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)]))


def _short_end(value: float) -> str:
    """Two significant digits, in few letters."""
    if 1e-2 <= value < 1e4:
        return f"{value:.2g}" if value < 10 else f"{value:.0f}"
    digits, exponent = f"{value:.1e}".split("e")
    return f"{digits}e{int(exponent)}"


def _shown_rows(count: int) -> NDArray[np.int64]:
    """The steps that a curve goes through: the first and the last, and at most so many between them."""
    return np.unique(np.linspace(0, count - 1, _POINTS).astype(np.int64))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
