"""Layers: the norm of the gradient and the size of the update beside the weights, for each layer, now and over the steps."""

from collections.abc import Hashable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from core.experiment.snapshot import RunSnapshot
from core.number_text import number_text, short_number
from core.plotting.decimation import ExtremesPyramid
from core.text import tr
from gui.network.network_view import NetworkView, ScaledBoard
from gui.style.theme import LIGHT, Theme

_ROW, _NAME, _FIGURE = 34, 82, 74
# A curve is about as many pixels wide on a large screen.
_BUCKETS = 120


class LayerNormsView(NetworkView):
    """A row for each layer, from the input to the classes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools.addStretch(1)
        self.board = NormsBoard(self)
        # In a low window its rows are rather scrolled than too narrow to be read.
        scrolled = QScrollArea(self)
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scrolled.setAccessibleName(self.board.accessibleName())
        scrolled.setWidget(self.board)
        self.board.setAutoFillBackground(False)
        scrolled.viewport().setAutoFillBackground(False)
        self.body.addWidget(scrolled, 1)

    def show_run(self, run: RunSnapshot | None) -> None:
        """Show the layers of this run."""
        self.board.set_scale(self.theme.scale)
        problem = self.problem
        if problem is None or run is None:
            self.say_nothing()
            self.board.show_norms([], np.empty((0, 0)), np.empty((0, 0)), None, self.theme)
            return
        sizes = problem.network.sizes
        names = [f"{inputs} → {outputs}" for inputs, outputs in pairwise(sizes)]
        if not problem.records_layers:
            self.say(tr("Not recorded. Switch on “Record layers” in the panel, behind the button with the sliders."))
            names = []
        elif not len(run.layers.gradient):
            self.say("" if run.termination else tr("Press Space to start, → for one step"), run)
            names = []
        else:
            self.say(tr("Each layer at step {step}, and since the start on a logarithmic scale").format(step=run.step), run)
        self.board.show_norms(names, run.layers.gradient, run.layers.update_ratio, (run.label, run.revision), self.theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


class NormsBoard(ScaledBoard):
    """Paints two figures and two small curves for each layer; the curves of all layers share one scale, which stands above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._names: list[str] = []
        self._past: Hashable = None
        self._columns: tuple[ExtremesPyramid, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Gradient and update of each layer"))
        self.setToolTip(self.accessibleName())

    def show_norms(self, names: list[str], gradient: NDArray[np.float64], ratio: NDArray[np.float64], past: Hashable, theme: Theme) -> None:
        """Show these layers; both arrays are (steps, layers), and have only grown as long as `past` is the same."""
        if past != self._past or gradient.shape[1] != self._layers or len(gradient) < self._steps:
            self._past = past
            self._columns = (ExtremesPyramid(gradient.shape[1]), ExtremesPyramid(ratio.shape[1]))
        for column, rows in zip(self._columns, (gradient, ratio), strict=True):
            column.update(rows)
        self._names, self._theme = names, theme
        self.setAccessibleDescription(
            "; ".join(f"{name}: ‖g‖ {self.figure(0, k)}, ‖Δ‖/‖W‖ {self.figure(1, k)}" for k, name in enumerate(names))
        )
        self.update()

    def figure(self, column: int, layer: int) -> str:
        """The value at the last step."""
        return number_text(float(self._columns[column].rows[-1, layer]))

    def scale(self, column: int) -> tuple[float, float]:
        """The lowest and the highest value that the curves of a column show; (1, 1) where there is none on a logarithmic scale."""
        values = self._columns[column].rows[self._shown_rows(column)]
        drawable = values[np.isfinite(values) & (values > 0)]
        return (float(drawable.min()), float(drawable.max())) if drawable.size else (1.0, 1.0)

    def scale_words(self, column: int) -> tuple[str, bool]:
        """The ends of a scale as they stand above its curves, and whether in small letters: in two lines where one is too long.

        Empty where there is no room at all, since a number that is cut off would be read as another one.
        """
        low, high = (_short_end(value) for value in self.scale(column))
        for text, small in ((f"{low} … {high}", False), (f"{low} … {high}", True), (f"{high}\n{low}", True)):
            metrics = QFontMetricsF(self.lettering(small))
            if max(metrics.horizontalAdvance(line) for line in text.split("\n")) <= self._half - _FIGURE - 8:
                return text, small
        return "", False

    @property
    def _half(self) -> float:
        """The width of a column."""
        return (self.wide - _NAME) / 2

    @property
    def _layers(self) -> int:
        return self._columns[0].rows.shape[1] if self._columns else -1

    @property
    def _steps(self) -> int:
        return len(self._columns[0]) if self._columns else 0

    def _shown_rows(self, column: int) -> NDArray[np.int64]:
        """The steps that a curve goes through: all, or those where a layer is lowest or highest, so that no spike is missed."""
        if not self._steps:
            return np.empty(0, np.int64)
        return self._columns[column].select(0, self._steps - 1, _BUCKETS * 2 * self._layers)

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        return QSize(_NAME + 2 * (_FIGURE + 30), 4 * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._names:
            return
        painter = self.begin()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        half = self._half
        words = [self.scale_words(column) for column in range(len(self._columns))]
        head = max(text.count("\n") + 1 for text, _ in words) * QFontMetricsF(self.lettering(small=True)).height()
        head = max(head, min(float(_ROW), self.high / (len(self._names) + 1)))
        row = min(float(_ROW), (self.high - head) / len(self._names))
        scales = [self.scale(column) for column in range(len(self._columns))]
        shown = [self._shown_rows(column) for column in range(len(self._columns))]
        painter.setPen(QColor(theme.muted))
        for column, (title, (text, small)) in enumerate(zip(("‖g‖", "‖Δ‖ / ‖W‖"), words, strict=True)):
            left = _NAME + column * half
            painter.setFont(self.lettering())
            painter.drawText(QRectF(left, 0, _FIGURE, head), _RIGHT, title)
            painter.setFont(self.lettering(small))
            painter.drawText(QRectF(left + _FIGURE + 8, 0, half - _FIGURE - 8, head), _LEFT, text)
        painter.setFont(self.lettering())
        for layer, name in enumerate(self._names):
            top = head + layer * row
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(0, top, _NAME, row), _LEFT, name)
            for column, extremes in enumerate(self._columns):
                left = _NAME + column * half
                painter.drawText(QRectF(left, top, _FIGURE, row), _RIGHT, self.figure(column, layer))
                box = QRectF(left + _FIGURE + 8, top + 4, half - _FIGURE - 20, row - 8)
                self._paint_curve(painter, shown[column], extremes.rows[shown[column], layer], scales[column], box)
                painter.setPen(QColor(theme.text))

    def _paint_curve(
        self, painter: QPainter, rows: NDArray[np.int64], seen: NDArray[np.float64], scale: tuple[float, float], box: QRectF
    ) -> None:
        kept = np.isfinite(seen) & (seen > 0)
        if kept.sum() < 2 or box.width() < 8:
            return
        heights = np.log10(seen[kept])
        low, high = np.log10(scale).tolist()
        span = max(high - low, 1e-9)
        x = box.left() + rows[kept] / max(1, self._steps - 1) * box.width()
        y = box.bottom() - (heights - low) / span * box.height()
        painter.setPen(QPen(QColor(self._theme.accent), 1.4))
        painter.drawPolyline(arrayToQPolygonF(x, y))


def _short_end(value: float) -> str:
    """Two significant digits, in few letters."""
    if 1e-2 <= value < 1e4:
        return f"{value:.2g}" if value < 10 else f"{value:.0f}"
    return short_number(float(f"{value:.1e}"))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
