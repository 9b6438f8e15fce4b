"""A plot of all runs, such as that of the loss: live curves with legend, cross-hair, smoothing and a range that follows."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from core.experiment.snapshot import Snapshot
from core.plotting.ranges import Range
from core.plotting.smoothing import MAXIMUM_SMOOTHING
from core.problems.base import Problem
from core.problems.kinds import KINDS, ProblemKind, kind_of
from core.text import tr
from core.view import View
from gui.plots.cross_hair import CrossHair
from gui.plots.curves import Picture, floor_note
from gui.plots.legend import RunLegend
from gui.plots.plot_column import PlotColumn
from gui.plots.pointer import RunPointer
from gui.plots.ranges import begins_anew
from gui.plots.registry import PlotSpec
from gui.plots.run_analysis import RunAnalysis
from gui.plots.series import RunSeries, XAxis, place_of, time_lines, x_axes, x_title
from gui.plots.table import PlotTable
from gui.plots.tools import PlotTools
from gui.plots.view import PlotCommand, PlotView
from gui.style.icons import refresh_icons
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme
from gui.widgets.spoken import FocusDescription


class RunPlot(QWidget):
    """What its spec says of each run, against steps, gradient evaluations, epochs or seconds.

    On a log axis the curves show the values less the spec's offset, such as f − f*, where f* is the known lowest value of the
    function. `show_snapshot` may be called at every frame: the same snapshot costs nothing, and a newer one only its new rows.
    """

    run_toggled = Signal(str, bool)
    """label, on: from the legend."""
    run_hovered, run_focused = Signal(object), Signal(object)
    """The label of the run that the mouse is over, in the picture or the legend, or to whose chip the keyboard has gone; or None."""
    x_axis_changed = Signal(str)
    """What the horizontal axis counts now."""
    log_y_changed = Signal(bool)
    """The vertical axis has become logarithmic, or linear, by the user or because the function asks for it."""

    def __init__(self, spec: PlotSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._theme = LIGHT
        self._problem: Problem | None = None
        self._kind = KINDS[0]
        self._snapshot: Snapshot | None = None
        self._styles: Mapping[str, RunStyle] = {}
        self._on: dict[str, bool] = {}
        self._series: dict[str, RunSeries] = {}
        self._log_wanted, self._following, self._axis = True, True, XAxis.STEP
        # Either kind of problem remembers its own smoothing.
        self._betas = {kind.key: kind.usual.smoothing if spec.has_smoothing else 0.0 for kind in KINDS}
        self._time_step: int | None = None
        self._in_picture = False
        self._hint: str | None = None
        self._known: tuple[object, ...] | None = None
        # Asked for 74 times while a window opens: found anew each time, that was 24 of 218 ms.
        self._least_size: QSize | None = None
        self._range = spec.range_for(None)
        self._analysis = RunAnalysis(spec, self)
        self.tools = PlotTools(self._theme, spec.has_log, spec.has_smoothing, spec.has_axis, self)
        self.tools.fit.setAccessibleName(tr(spec.fit_name))
        self.legend = RunLegend(self._theme, self)
        self.legend.setVisible(spec.has_legend)
        self.view = PlotView(self._theme, spec.log_ticks, self)
        self.view.setAccessibleName(tr(spec.name))
        self.view.setToolTip("")
        FocusDescription(self.view, self.description)
        self.setFocusProxy(self.view)
        self.table = PlotTable(self._theme, self)
        self._cross_hair = CrossHair(spec, self.view, self.table, self)
        self._pointer = RunPointer(self.view, self)
        self._column = PlotColumn(self, self.tools, self.legend, self.view)
        self._connect()
        self._refresh()

    def set_problem(self, problem: Problem) -> None:
        """Show runs on this problem; curves of another one go."""
        if self._problem is None or problem.subject is not self._problem.subject:
            self._begin(problem, kind_of(problem))
        self._problem = problem  # the same function may have another finish

    def forget(self, kind: ProblemKind) -> None:
        """Show no run, and the axes of this kind of problem: a race on it is on its way."""
        self._begin(None, kind)

    def _begin(self, problem: Problem | None, kind: ProblemKind) -> None:
        was_log = self.log_y()
        self._problem, self._snapshot, self._kind = problem, None, kind
        self._analysis.forget()
        self._series.clear()
        self._range, self._known = self.spec.range_for(problem), None
        self._cross_hair.forget()
        self._following = True
        self.tools.set_x_axes(x_axes(kind))
        if self._axis not in x_axes(kind):
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
        self._refresh()

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """The runs of the legend, each (label, on), in their order, and the style of each by label."""
        self._on, self._styles = dict(runs), dict(styles)
        self._series = {label: series for label, series in self._series.items() if label in self._on}
        self.legend.set_runs(runs, styles)
        self.view.set_runs(self._on)
        self._refresh()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the runs as they stand; where nothing is new since, a table that waits for its clock is all there is to do."""
        if snapshot is self._snapshot:
            self._cross_hair.tick()
            return
        self.set_problem(snapshot.problem)
        if begins_anew(self._snapshot, snapshot):
            self._range.forget()
        self._snapshot = snapshot
        self._analyse()
        known = self._analysis.sparse_state(snapshot)
        if known is not None and known == self._known:
            self._cross_hair.tick()
            return
        self._known = known
        self._refresh()

    def _analyse(self) -> None:
        """Have computed what is missing: for a picture at once, else only where somebody sees it."""
        if self._snapshot is None:
            return
        if self._in_picture:
            self._analysis.compute(self._snapshot)
        elif self.isVisible():
            self._analysis.ask(self._snapshot)

    def set_legend_visible(self, on: bool) -> None:
        """Whether the legend is shown; of no use where the same runs stand beside the plot already."""
        self.legend.setVisible(on and self.spec.has_legend)
        self._refresh()

    def set_hint(self, hint: str | None) -> None:
        """What stands here before there is a curve, nothing where that is told elsewhere; None: how to begin."""
        if hint != self._hint:
            self._hint = hint
            self._refresh()

    def raise_run(self, label: str | None, part: float = 1.0) -> None:
        """Show this run before the others, or in part; None: all alike."""
        self.view.raise_run(label, part)
        self.legend.raise_run(label)

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
        """Logarithmic or linear; where there can be no logarithm, as of a loss without a lowest value, the wish is kept."""
        was_log = self.log_y()
        self._log_wanted = on
        if self.log_y() != was_log:
            self.fit()
            self.log_y_changed.emit(self.log_y())
        else:
            self._refresh()

    def log_y(self) -> bool:
        """Whether the vertical axis is logarithmic now."""
        return self._log_wanted and self._log_offset() is not None

    def set_smoothing(self, beta: float) -> None:
        """Debiased exponential smoothing by β.

        Raises:
            ValueError: if β is not in [0, 0.999].
        """
        if not 0.0 <= beta <= MAXIMUM_SMOOTHING:
            raise ValueError(f"the smoothing {beta} is not between 0 and {MAXIMUM_SMOOTHING}")
        if beta != self.smoothing():
            self._betas[self._kind.key] = beta
            self._refresh()

    def smoothing(self) -> float:
        """The smoothing β."""
        return self._betas.get(self._kind.key, 0.0)

    def set_x_axis(self, key: str) -> None:
        """What the horizontal axis counts: "step", "evaluations", "seconds", or on a network "epochs".

        Raises:
            ValueError: if it is another word.
        """
        axis = XAxis(key)
        if axis is not self._axis and axis in x_axes(self._kind):
            self._axis = axis
            self._cross_hair.forget()
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
        self._show_tools()

    def is_following(self) -> bool:
        """Whether the range follows the curves by itself."""
        return self._following

    def description(self) -> str:
        """What the axes show, and the last values of all runs, in words."""
        scale = tr("logarithmic") if self.log_y() else tr("linear")
        quantity, axis = self._reduction_note() or self.spec.quantity(self._kind), x_title(self._axis, self._kind)
        about = tr("{quantity}, {scale}, over {axis}.").format(quantity=quantity, scale=scale, axis=axis)
        return f"{about} {self._cross_hair.last_words()}".rstrip()

    def copy_view(self, other: "RunPlot") -> None:
        """Show the runs here as `other` shows its own on the same problem: kinds of axes, smoothing, and the part of the plane."""
        self._log_wanted, self._axis, self._following = other.log_y(), XAxis(other.x_axis()), other.is_following()
        self._betas[self._kind.key] = other.smoothing()
        self._range.forget()
        self._refresh()
        self.view.set_frame(other.view.frame())

    def set_for_picture(self) -> None:
        """Without tools, and without words about keys: nobody can press one in a picture."""
        self._in_picture = True
        self.view.set_for_picture()
        self._analyse()
        self._refresh()

    def close_down(self) -> None:
        """End what runs in the background."""
        self._analysis.close()

    def _connect(self) -> None:
        self.tools.log_chosen.connect(self.set_log_y)
        self.tools.smoothing_chosen.connect(self.set_smoothing)
        self.tools.x_axis_chosen.connect(self.set_x_axis)
        self.tools.fit_clicked.connect(self.fit)
        self.legend.run_toggled.connect(self._on_run_toggled)
        self.legend.run_focused.connect(self.run_focused)
        for told in (self.legend.run_hovered, self._pointer.changed):
            told.connect(self.run_hovered)
        self.view.frame_moved.connect(self._on_frame_moved)
        self.view.commanded.connect(self._on_command)
        self._analysis.changed.connect(self._on_analysed)

    def _log_offset(self) -> float | None:
        """What is subtracted on a log axis; None where there can be no such axis."""
        return 0.0 if self._problem is None else self.spec.log_offset(self._problem)

    def _offset(self) -> float:
        """What is subtracted from the values now."""
        return (self._log_offset() or 0.0) if self.log_y() else 0.0

    def _visible_series(self) -> list[RunSeries]:
        """The series of the runs that are on and have data, in the order of the legend."""
        return [self._series[label] for label, on in self._on.items() if on and label in self._series] if self._snapshot else []

    def _refresh(self) -> None:
        """Bring everything to the snapshot and the settings of now."""
        offset, log = self._offset(), self.log_y()
        self._update_series(offset)
        shown = self._visible_series()
        self.view.set_scales(log, self._axis in (XAxis.STEP, XAxis.EVALUATIONS))
        self.view.set_titles(x_title(self._axis, self._kind), *self.spec.axis_titles(self._kind, self._reduction_note()))
        if self._following:
            self.view.show_range(*self._range.ranges(shown, self._axis, log), self._range.lowest)
        self.view.show_picture(self._picture(shown, log))
        self.tools.set_log(log, self._log_offset() is not None)
        self.tools.set_smoothing(self.smoothing())
        self.tools.set_x_axis(self._axis)
        self._show_tools()
        if self._snapshot is not None:
            self.legend.show_endings(self._snapshot.runs)
        self._cross_hair.refresh()
        self._least_size = None

    def _show_tools(self) -> None:
        self._column.show_tools(not (self._theme.is_for_audience or self._in_picture), self._following)

    def _update_series(self, offset: float) -> None:
        snapshot, problem = self._snapshot, self._problem
        if snapshot is None or problem is None:
            return
        for run in snapshot.runs:
            values = self._analysis.values_of(run, problem)
            if values is None or not len(values.values) or (run.parent in self._on and run.step < run.fork):
                self._series.pop(run.label, None)
            elif run.label in self._series:
                self._series[run.label].update(run, values, offset, self.smoothing())
            elif run.label in self._styles:
                self._series[run.label] = RunSeries(run, values, offset, self.smoothing(), problem.epoch_size)

    def _reduction_note(self) -> str:
        """What the values less their offset are called; empty where nothing is subtracted."""
        return self.spec.reduced if self._offset() else ""

    def _picture(self, shown: Sequence[RunSeries], log: bool) -> Picture:
        is_empty = not shown or max(one.last for one in shown) == 0
        nothing_on = bool(self._on) and not any(self._on.values())
        message = self.spec.message(self._problem, nothing_on, is_empty, self._in_picture or self._hint is not None)
        if is_empty and not self._in_picture:
            message = message or self._hint or ""
        styles = [self._styles[one.run.label] for one in shown]
        lines = time_lines(shown, self._axis, self._time_step)
        note = self._analysis.failure or floor_note(shown, log, self.view.frame().lowest)
        names = self.spec.quantity(self._kind), self._reduction_note(), self._kind.evaluations_text
        finish, best_below = self._finish(shown, log), self.spec.best_is_low
        return Picture(self._theme, shown, styles, self._axis, log, note, message, lines, *names, finish=finish, best_below=best_below)

    def _finish(self, shown: Sequence[RunSeries], log: bool) -> float | None:
        """Where the finish stands on the vertical axis; None where there is none."""
        level = self.spec.finish(self._problem, float(shown[0].values[0])) if shown and self._problem is not None else None
        return None if level is None else place_of(level - self._offset(), log)

    def _on_run_toggled(self, label: str, on: bool) -> None:
        self._on[label] = on
        self._refresh()
        self.run_toggled.emit(label, on)

    @Slot()
    def _on_analysed(self) -> None:
        self._known = None
        self._refresh()

    def _on_frame_moved(self) -> None:
        self.hold()
        self.view.show_picture(self._picture(self._visible_series(), self.log_y()))
        self._cross_hair.show_reading()

    def _on_command(self, command: PlotCommand) -> None:
        if command is PlotCommand.FIT:
            self.fit()
        else:
            self._cross_hair.answer(command)

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._analyse()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._analysis.cancel()

    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._least_size = None  # a part has come, gone, or become larger or smaller
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """What its parts need where the legend has the least width."""
        if self._least_size is None:
            self._least_size = self._column.least_size(self._theme)
        return self._least_size
