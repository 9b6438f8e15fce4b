"""The tabs below the loss plot: the other plots that a kind of problem has, and whatever else there is to see of it."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabWidget, QWidget

from core.experiment.snapshot import Snapshot
from core.problems.base import Problem
from core.problems.kinds import ProblemKind
from core.text import tr
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.run_style import RunStyle
from gui.style.theme import Theme

# Two plots share the height of a low window: less than this shows no curve, and what they ask for by themselves is more.
LEAST_PLOT_HEIGHT = 132


class PlotTabs(QTabWidget):
    """One of several views at a time, each by the key that files and lessons use. A plot that is not seen is not told."""

    run_hovered = Signal(object)
    """The label of the run that the mouse is over in a plot, or None."""

    def __init__(self, kind: ProblemKind, loss_plot: RunPlot, parent: QWidget | None = None) -> None:
        """What the horizontal axis counts is chosen on the loss plot, and is the same here."""
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setAccessibleName(tr("Plots and views"))
        self._snapshot: Snapshot | None = None
        self.plots: dict[str, RunPlot] = {}
        """The plots beside that of the loss, by their keys."""
        self.views: dict[str, QWidget] = {}
        """All that has a tab, by the keys that files and lessons use."""
        for key in kind.plots[1:]:
            spec = plot_spec(key)
            plot = self.plots[key] = RunPlot(spec, self)
            self.add_view(key, plot, tr(spec.title), tr(spec.tooltip))
            plot.run_hovered.connect(self.run_hovered)
            loss_plot.x_axis_changed.connect(plot.set_x_axis)
        self.currentChanged.connect(self._on_tab_changed)

    def add_view(self, key: str, view: QWidget, title: str, tooltip: str, place: int = -1) -> None:
        """Another view, its texts translated: behind those there are, or at this place; in front at the first one."""
        self.views[key] = view
        self.setTabToolTip(self.insertTab(place, view, title), tooltip)
        if place == 0:
            self.setCurrentIndex(0)

    def shown_keys(self) -> tuple[str, ...]:
        """The key of the view that is in front; none without any."""
        return tuple(key for key, view in self.views.items() if view is self.currentWidget())

    def show_views(self, keys: Collection[str], alone: bool) -> None:
        """Show the first of the views with one of these keys; with `alone`, show nothing here where there is none."""
        wanted = next((view for key, view in self.views.items() if key in keys), None)
        if wanted is not None:
            self.setCurrentWidget(wanted)
        if alone:
            self.setVisible(wanted is not None)

    def raise_run(self, label: str | None, part: float = 1.0) -> None:
        """Show this run before the others, or in part; None: all alike."""
        for plot in self.plots.values():
            plot.raise_run(label, part)

    def set_problem(self, problem: Problem) -> None:
        """Show runs on this problem."""
        if self._snapshot is not None and self._snapshot.problem is not problem:
            self._snapshot = None
        for plot in self.plots.values():
            plot.set_problem(problem)

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """The runs, each (label, on), and the style of each by label."""
        for plot in self.plots.values():
            plot.set_runs(runs, styles)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        for plot in self.plots.values():
            plot.set_theme(theme)
            plot.setMinimumHeight(0 if theme.is_for_audience else LEAST_PLOT_HEIGHT)

    def set_time_mark(self, step: int | None) -> None:
        """Mark a step that is looked at; None takes the mark away."""
        for plot in self.plots.values():
            plot.set_time_mark(step)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the runs as they stand, in the plot that is seen."""
        self.set_problem(snapshot.problem)
        self._snapshot = snapshot
        for plot in self.plots.values():
            if plot.isVisible():
                plot.show_snapshot(snapshot)

    def close_down(self) -> None:
        """End what runs in the background."""
        for plot in self.plots.values():
            plot.close_down()

    @Slot()
    def _on_tab_changed(self) -> None:
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)
