"""The stage of a kind of problem whose runs are paths: a canvas with the landscape, on which a start can be picked."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from core.experiment.setup import Setup
from core.experiment.snapshot import Snapshot
from core.problems.kinds import ProblemKind, problem_of
from core.text import tr
from gui.canvas.path_canvas import PathCanvas
from gui.canvas.stage import Stage, landscape_canvas
from gui.plots.plot_tabs import PlotTabs
from gui.plots.run_plot import RunPlot
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme


class PathStage(Stage):
    """Its canvas is made when it is first needed, unless it is given. Other plots than that of the loss stand in tabs, made when the
    stage is first shown.
    """

    def __init__(self, kind: ProblemKind, stack: QStackedWidget, loss_plot: RunPlot, canvas: PathCanvas | None = None) -> None:
        super().__init__(kind, None, stack)
        self._stack, self._loss_plot = stack, loss_plot
        self._styles: Mapping[str, RunStyle] = {}
        self._theme: Theme = LIGHT
        self._tabs: PlotTabs | None = None
        self._canvas: Any = None
        if canvas is not None:
            self._take(canvas)

    @property
    def canvas(self) -> PathCanvas:
        if self._canvas is None:
            made: PathCanvas = landscape_canvas(self.kind.key, self._stack)
            self._take(made)
            self._stack.addWidget(made)
            return made
        known: PathCanvas = self._canvas
        return known

    def _take(self, canvas: PathCanvas) -> None:
        self._canvas = canvas
        self._canvas.start_picked.connect(lambda *picked: self.start_picked.emit(picked[:-1]))

    @property
    def surface_refusal(self) -> str:
        return tr("A function shows its landscape itself; the loss over a plane is for networks")

    def show_setup(self, setup: Setup, styles: Mapping[str, RunStyle]) -> None:
        problem, start = problem_of(setup.problem, None), setup.problem.chosen_start
        if self._tabs is None and self.kind.tabs:
            self._tabs = PlotTabs(self.kind, self._loss_plot)
            self._tabs.set_theme(self._theme)
            self.tabs_made.emit(self._tabs)
        self.set_visible(True)
        self.set_runs((), styles)
        self._canvas.set_problem(problem, start)
        self._loss_plot.set_problem(problem)
        if self._tabs is not None:
            self._tabs.set_problem(problem)

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        if styles != self._styles:
            self._styles = dict(styles)
            self.canvas.set_styles(dict(styles))
        if self._tabs is not None and runs:
            self._tabs.set_runs(runs, styles)

    def set_start(self, start: tuple[float, ...]) -> None:
        self._canvas.set_start(*start)

    def show_frame(self, viewed: Snapshot, present: Snapshot) -> None:
        self.canvas.show_snapshot(viewed)
        if self._tabs is not None:
            self._tabs.show_snapshot(present)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._tabs is not None:
            self._tabs.set_theme(theme)

    def set_time_mark(self, step: int | None) -> None:
        if self._tabs is not None:
            self._tabs.set_time_mark(step)

    def set_visible(self, on: bool) -> None:
        if self._tabs is not None:
            self._tabs.setVisible(on)

    def leave(self) -> None:
        self.set_visible(False)

    def close_down(self) -> None:
        if self._tabs is not None:
            self._tabs.close_down()

    def shown_views(self) -> tuple[str, ...]:
        return () if self._tabs is None else self._tabs.shown_keys()

    def show_views(self, panels: Collection[str], alone: bool) -> None:
        if self._tabs is not None:
            self._tabs.show_views(panels, alone)
