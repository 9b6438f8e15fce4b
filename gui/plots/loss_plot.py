"""The loss plot: curves of all runs, live, with legend, cross-hair, smoothing and a range that follows."""

from collections.abc import Mapping, Sequence
from time import perf_counter

import numpy as np
from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.experiment.snapshot import Piecewise, RunSnapshot, Snapshot
from core.plotting.ranges import Range
from core.plotting.smoothing import MAXIMUM_SMOOTHING
from core.problems.base import Problem
from core.problems.network import NetworkProblem
from core.text import mark, tr
from core.view import View
from gui.plots.curves import Picture, floor_note
from gui.plots.geometry import pixels_at
from gui.plots.legend import LossLegend
from gui.plots.ranges import FollowingRange, PlotRange
from gui.plots.reading import Reading, Table, moved_reading, reading_at, table_of
from gui.plots.series import SAMPLES_TITLE, X_AXES, X_TITLES, LossSeries, XAxis, time_lines
from gui.plots.table import LossTable
from gui.plots.tools import LossTools
from gui.plots.view import Asked, LossView
from gui.style.icons import refresh_icons
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme

# Figures that change faster than this cannot be read.
_TEXT_SECONDS = 0.25
# About twenty batches are seen as one: with ten, runs cannot be told apart; with fifty, the curve falls visibly later than the losses.
NETWORK_SMOOTHING = 0.95
_STEPS_ASKED = {Asked.NEXT: 1, Asked.PREVIOUS: -1, Asked.TEN_ON: 10, Asked.TEN_BACK: -10}
_NOT_STARTED = mark("Press Space to start, → for one step")
_NOTHING_ON = mark("No run is switched on. Click one in the legend")
# Less than this of the picture with its axes tells nothing.
_LEAST_WIDTH, _LEAST_HEIGHT, _LEAST_VIEW_HEIGHT = 320, 240, 136


class LossPlot(QWidget):
    """Loss against steps, gradient evaluations or seconds.

    On a log axis the curves show f − f*, where f* is the known lowest value of the function. `show_snapshot` may be called
    at every frame: the same snapshot costs nothing, and a newer one only its new rows.
    """

    run_toggled = Signal(str, bool)
    """label, on: from the legend."""
    x_axis_changed = Signal(str)
    """What the horizontal axis counts now."""
    log_y_changed = Signal(bool)
    """The loss axis has become logarithmic, or linear, by the person or because the function asks for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._problem: Problem | None = None
        self._on_network = False
        self._snapshot: Snapshot | None = None
        self._styles: Mapping[str, RunStyle] = {}
        self._on: dict[str, bool] = {}
        self._series: dict[str, LossSeries] = {}
        self._log_wanted, self._following, self._axis = True, True, XAxis.STEP
        # The loss of a batch is noisy, so on a network smoothing begins high; either kind of problem remembers its own.
        self._betas = {False: 0.0, True: NETWORK_SMOOTHING}
        self._time_step: int | None = None
        self._range = self._range_for(None)
        self._reading: Reading | None = None
        self._pointed_by_mouse, self._table_time, self._table_due = False, 0.0, False
        self.tools = LossTools(self._theme, self)
        self.legend = LossLegend(self._theme, self)
        self.view = LossView(self._theme, self)
        self.view.setAccessibleName(tr("Loss plot"))
        self.view.setToolTip("")
        self.table = LossTable(self._theme, self)
        self._lay_out()
        self._connect()
        self._refresh()

    def set_problem(self, problem: Problem) -> None:
        """Show runs on this problem; curves of another one go."""
        if self._problem is None or problem.subject is not self._problem.subject:
            self._begin(problem, not problem.has_path)

    def forget(self, on_network: bool) -> None:
        """Show no run, and the axes of this kind of problem: a race on it is on its way."""
        self._begin(None, on_network)

    def _begin(self, problem: Problem | None, on_network: bool) -> None:
        was_log = self.log_y()
        self._problem, self._snapshot, self._on_network = problem, None, on_network
        self._series.clear()
        self._range = self._range_for(problem)
        self._reading = None
        self._following = True
        self.tools.set_x_axes(X_AXES[self._on_network])
        if self._axis not in X_AXES[self._on_network]:
            self.set_x_axis(XAxis.STEP.value)
        self._refresh()
        if self.log_y() != was_log:
            self.log_y_changed.emit(self.log_y())

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._theme = theme
        refresh_icons(self.tools, theme)
        for part in (self.legend, self.view, self.table):
            part.set_theme(theme)
        self.tools.setHidden(theme.is_for_room)
        self._refresh()

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """The runs of the legend, each (label, on), in their order, and the style of each by label."""
        self._on, self._styles = dict(runs), dict(styles)
        self._series = {label: series for label, series in self._series.items() if label in self._on}
        self.legend.set_runs(runs, styles)
        self._refresh()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the runs as they stand."""
        if snapshot is self._snapshot:
            if self._table_due and perf_counter() - self._table_time >= _TEXT_SECONDS:
                self._show_reading()
            return
        self.set_problem(snapshot.problem)
        self._snapshot = snapshot
        self._refresh()

    def set_time_mark(self, step: int | None) -> None:
        """Mark a step that is looked at; None takes the mark away."""
        self._time_step = step
        self._refresh()

    def fit(self) -> None:
        """Show all curves, outliers aside, and follow them."""
        self._following = True
        self._range.forget()
        self._refresh()

    def set_log_y(self, on: bool) -> None:
        """Logarithmic or linear loss; where the function has no lowest value it stays linear, but the wish is kept."""
        was_log = self.log_y()
        self._log_wanted = on
        if self.log_y() != was_log:
            self.fit()
            self.log_y_changed.emit(self.log_y())
        else:
            self._refresh()

    def log_y(self) -> bool:
        """Whether the loss axis is logarithmic now."""
        return self._log_wanted and self._log_possible()

    def set_smoothing(self, beta: float) -> None:
        """Debiased exponential smoothing by β.

        Raises:
            ValueError: if β is not in [0, 0.999].
        """
        if not 0.0 <= beta <= MAXIMUM_SMOOTHING:
            raise ValueError(f"the smoothing {beta} is not between 0 and {MAXIMUM_SMOOTHING}")
        if beta != self.smoothing():
            self._betas[self._on_network] = beta
            self._refresh()

    def smoothing(self) -> float:
        """The smoothing β."""
        return self._betas[self._on_network]

    def set_x_axis(self, key: str) -> None:
        """What the horizontal axis counts: "step", "evaluations", "seconds", or on a network "epochs".

        Raises:
            ValueError: if it is another word.
        """
        axis = XAxis(key)
        if axis is not self._axis and axis in X_AXES[self._on_network]:
            self._axis = axis
            self._reading = None
            self.fit()
            self.x_axis_changed.emit(axis.value)

    def x_axis(self) -> str:
        """What the horizontal axis counts."""
        return self._axis.value

    def show_view(self, view: View) -> None:
        """Arrange smoothing, horizontal axis and range as the view wants them; what it leaves open stays as it is."""
        if view.smoothing is not None:
            self.set_smoothing(view.smoothing)
        if view.horizontal is not None:
            self.set_x_axis(view.horizontal)
        self.fit()
        if view.loss_box is not None:
            self.view.show_range(Range(*view.loss_box[:2]), Range(*view.loss_box[2:]))
            self.hold()

    def hold(self) -> None:
        """Stay at the part of the plane that is shown, whatever comes."""
        self._following = False
        self.tools.set_following(False)

    def is_following(self) -> bool:
        """Whether the range follows the curves by itself."""
        return self._following

    def copy_view(self, other: "LossPlot") -> None:
        """Show the runs here as `other` shows its own: kinds of axes, smoothing, and the part of the plane."""
        self._log_wanted, self._betas, self._axis = other._log_wanted, dict(other._betas), other._axis
        self._following = other._following
        self._range.forget()
        self._refresh()
        self.view.show_frame(other.view.frame())

    def _lay_out(self) -> None:
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 4)
        layout.setSpacing(6)
        layout.addWidget(self.tools)
        layout.addWidget(self.legend)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.tools.log_chosen.connect(self.set_log_y)
        self.tools.smoothing_chosen.connect(self.set_smoothing)
        self.tools.x_axis_chosen.connect(self.set_x_axis)
        self.tools.fit_clicked.connect(self.fit)
        self.legend.run_toggled.connect(self._on_run_toggled)
        self.view.frame_moved.connect(self._on_frame_moved)
        self.view.frame_resized.connect(self._show_reading)
        self.view.asked.connect(self._on_asked)
        self.view.pointed.connect(self._on_pointed)
        self.view.pointed_away.connect(self._on_pointed_away)

    def _log_possible(self) -> bool:
        return self._problem is None or self._problem.infimum is not None

    def _offset(self) -> float:
        """What is subtracted from the loss: the lowest value on a log axis, so that the way to it is seen."""
        return (self._problem.infimum or 0.0) if self._problem is not None and self.log_y() else 0.0

    def _shown(self) -> list[LossSeries]:
        """The series of the runs that are on and have data, in the order of the legend."""
        return [self._series[label] for label, on in self._on.items() if on and label in self._series] if self._snapshot else []

    def _refresh(self) -> None:
        """Bring everything to the snapshot and the settings of now."""
        offset, log = self._offset(), self.log_y()
        self._update_series(offset)
        shown = self._shown()
        self.view.set_scales(log, self._axis in (XAxis.STEP, XAxis.EVALUATIONS))
        samples = self._on_network and self._axis is XAxis.EVALUATIONS
        self.view.set_titles(tr(SAMPLES_TITLE if samples else X_TITLES[self._axis]), self._y_title(offset))
        if self._following:
            self.view.show_range(*self._range.ranges(shown, self._axis, log), self._range.lowest)
        self.view.curves.show_picture(self._picture(shown, log))
        self.tools.set_log(log, self._log_possible())
        self.tools.set_smoothing(self.smoothing())
        self.tools.set_x_axis(self._axis)
        self.tools.set_following(self._following)
        if self._snapshot is not None:
            self.legend.show_endings(self._snapshot.runs)
        self._refresh_reading(shown)

    def _update_series(self, offset: float) -> None:
        epoch = self._problem.train_count if isinstance(self._problem, NetworkProblem) else 1
        for run in self._snapshot.runs if self._snapshot else ():
            seen, row_steps = self._seen(run)
            if not len(seen.loss) or (run.parent in self._on and run.step < run.fork):
                self._series.pop(run.label, None)
            elif run.label in self._series:
                self._series[run.label].update(seen, offset, self.smoothing(), row_steps)
            elif run.label in self._styles:
                self._series[run.label] = LossSeries(seen, offset, self.smoothing(), epoch, row_steps)

    # What another plot of the same make does in its own way

    def _range_for(self, problem: Problem | None) -> PlotRange:
        return FollowingRange(problem)

    def _seen(self, run: RunSnapshot) -> tuple[RunSnapshot, Piecewise | None]:
        """The run with what is plotted in the place of its loss, and the steps of these values if they are not all there."""
        return run, None

    def _y_title(self, offset: float) -> str:
        return "f − f*" if offset else self._name()

    def _name(self) -> str:
        return tr("loss") if self._on_network else "f"

    def _empty_text(self) -> str:
        return tr(_NOT_STARTED)

    def _table(self, shown: Sequence[LossSeries], reading: Reading) -> Table:
        return table_of(shown, self._axis, reading, "f − f*" if self._offset() else "", self._name(), self._on_network)

    def _picture(self, shown: Sequence[LossSeries], log: bool) -> Picture:
        is_empty = not shown or max(one.last for one in shown) == 0
        nothing_on = bool(self._on) and not any(self._on.values())
        message = tr(_NOTHING_ON) if nothing_on else self._empty_text() if is_empty else ""
        styles = [self._styles[one.run.label] for one in shown]
        lines = time_lines(shown, self._axis, self._time_step)
        note = floor_note(shown, log, self.view.frame().lowest)
        return Picture(self._theme, shown, styles, self._axis, log, note, message, lines)

    # The cross-hair

    def _refresh_reading(self, shown: Sequence[LossSeries]) -> None:
        """The line and the rings follow at once, the figures on a slow clock."""
        if self._reading is not None:
            self._reading = reading_at(shown, self._axis, self._reading.x)
        if self._reading is None or perf_counter() - self._table_time >= _TEXT_SECONDS:
            self._show_reading()
        else:
            self._table_due = True
            self._show_line()

    def _read(self, reading: Reading | None) -> None:
        if reading != self._reading:
            self._reading = reading
            self._show_reading()

    def _show_reading(self) -> None:
        self._table_due = False
        shown = self._shown()
        if not self._show_line():
            self.table.hide()
            return
        assert self._reading is not None
        self._table_time = perf_counter()
        box = self.view.box_rect().translated(QPointF(self.view.pos()))
        self.table.show_table(self._table(shown, self._reading), self._styles, box)
        scale = self.view.scene_scale
        line = box.left() + scale * float(self.view.frame().x_pixels(np.array([self._reading.x]))[0])
        points = np.concatenate([curve.main for curve in self.view.curves.curves()])
        self.table.place(line, scale * points + np.array([box.left(), box.top()]))
        self.table.show()

    def _show_line(self) -> bool:
        """Draw the line and the rings; False where there is nothing to read."""
        shown, frame, reading = self._shown(), self.view.frame(), self._reading
        if reading is None or len(reading.steps) != len(shown) or not frame.x.low <= reading.x <= frame.x.high:
            self.view.crosshair.hide()
            return False
        rings = []
        for one, step in zip(shown, reading.steps, strict=True):
            if step is not None:
                x, y = pixels_at(one, np.array([step]), frame, self._axis, self.log_y())[0].tolist()
                rings.append((QPointF(x, y), self._styles[one.run.label].colour(self._theme)))
        self.view.crosshair.show_at(float(frame.x_pixels(np.array([reading.x]))[0]), rings, frame, self._theme)
        return True

    def _on_run_toggled(self, label: str, on: bool) -> None:
        self._on[label] = on
        self._refresh()
        self.run_toggled.emit(label, on)

    def _on_frame_moved(self) -> None:
        self.hold()
        self.view.curves.show_picture(self._picture(self._shown(), self.log_y()))
        self._show_reading()

    def _on_asked(self, asked: Asked) -> None:
        if asked is Asked.FIT:
            self.fit()
        elif asked is Asked.CLOSE:
            self._read(None)
        else:
            self._pointed_by_mouse = False
            self._read(moved_reading(self._shown(), self._axis, self._reading, _STEPS_ASKED[asked]))

    def _on_pointed(self, x: float) -> None:
        self._pointed_by_mouse = True
        self._read(reading_at(self._shown(), self._axis, x))

    def _on_pointed_away(self) -> None:
        # A cross-hair that was set by key stays until it is closed by key.
        if self._pointed_by_mouse:
            self._read(None)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    def minimumSizeHint(self) -> QSize:
        """What its parts need where the legend has the least width."""
        margins = self._layout.contentsMargins()
        inner = self._theme.px(_LEAST_WIDTH) - margins.left() - margins.right()
        if not self.tools.isHidden():
            inner = max(inner, self.tools.minimumSizeHint().width())
        heights = [_LEAST_VIEW_HEIGHT]
        if not self.tools.isHidden():
            heights.append(self.tools.height_at(inner))
        if not self.legend.isHidden():
            heights.append(self.legend.heightForWidth(inner))
        height = sum(heights) + (len(heights) - 1) * self._layout.spacing() + margins.top() + margins.bottom()
        return QSize(inner + margins.left() + margins.right(), max(_LEAST_HEIGHT, height))
