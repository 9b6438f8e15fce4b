"""What the window shows of a network: the plane of the weights, what it sees, accuracy, weights, layers, fairness."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.analysis.fairness import fairness_text
from core.experiment.snapshot import Snapshot
from core.problems.kinds import NETWORK
from core.problems.network import NetworkProblem
from core.text import tr
from gui.network.digit_grid import DigitGrid
from gui.network.layer_norms_view import LayerNormsView
from gui.network.weight_pictures import WeightPictures
from gui.plots.plot_tabs import PlotTabs
from gui.plots.run_plot import RunPlot
from gui.style.run_style import RunStyle, display_name
from gui.style.theme import Theme
from gui.weight_plane.canvas import PlaneCanvas
from gui.widgets.steady_label import SteadyLabel

_ANY_HEIGHT = 16_777_215  # Qt's QWIDGETSIZE_MAX


class NetworkViews(QObject):
    """Makes the views and passes on to them what they are to show. Who is not seen is not told."""

    def __init__(self, loss_plot: RunPlot, parent: QWidget) -> None:
        super().__init__(parent)
        self._problem: NetworkProblem | None = None
        self._shown: Snapshot | None = None
        self._latest: Snapshot | None = None
        self.plane = PlaneCanvas(parent)
        self.tabs = PlotTabs(NETWORK, loss_plot, parent)
        self.tabs.tabBar().setAccessibleName(tr("Views of the network"))
        self.digits = DigitGrid(self.tabs)
        self.weights = WeightPictures(self.tabs)
        self.layers = LayerNormsView(self.tabs)
        self._network_views = (self.digits, self.weights, self.layers)
        self.tabs.add_view("sight", self.digits, tr("What it sees"), tr("Test images and what the network takes them for"), place=0)
        self.tabs.add_view("weights", self.weights, tr("Weights"), tr("The weights of the first layer as pictures"))
        self.tabs.add_view("layers", self.layers, tr("Layers"), tr("Gradients and updates, layer by layer"))
        self.fairness = SteadyLabel(tr("Fairness"), parent)
        self.fairness.setProperty("role", "foot")
        self.fairness.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.fairness.setToolTip(tr("What the runs have in common, and how many gradients of single images each has taken"))
        self.tabs.currentChanged.connect(self._on_tab_changed)
        for view in self._network_views:
            view.run_chosen.connect(self._on_run_chosen)

    def set_problem(self, problem: NetworkProblem) -> None:
        """Show runs on this problem."""
        if problem is self._problem:
            return
        self._problem = problem
        self.plane.set_problem(problem)
        self.tabs.set_problem(problem)
        for view in self._network_views:
            view.set_problem(problem)

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """The runs, each (label, on), and the style of each by label."""
        self.plane.set_styles(dict(styles))
        self.tabs.set_runs(runs, styles)
        for view in self._network_views:
            view.set_runs(runs, styles)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        for view in (self.plane, self.tabs, *self._network_views):
            view.set_theme(theme)
        # Long, and of no use from afar; without height, because whether it is shown at all is another's business.
        self.fairness.setMaximumHeight(0 if theme.is_for_audience else _ANY_HEIGHT)

    def set_paused(self, paused: bool) -> None:
        """Whether nothing moves now, so that there is time for what takes longer."""
        self.plane.set_paused(paused)
        self.weights.set_paused(paused)

    def show_frame(self, snapshot: Snapshot, latest: Snapshot) -> None:
        """Show the runs as the user looks at them, and all of their curves: what moves with every frame."""
        self._shown, self._latest = snapshot, latest
        self.plane.show_snapshot(snapshot)
        self.tabs.show_snapshot(latest)

    def show_text(self, snapshot: Snapshot) -> None:
        """Show what is read or looked at, on the slow clock."""
        self._shown = snapshot
        names = {run.label: display_name(run.label) for run in snapshot.runs}
        self.fairness.setText(fairness_text(snapshot, names))
        for view in self._network_views:
            if view.isVisible():
                view.show_snapshot(snapshot)

    def close_down(self) -> None:
        """End what runs in the background."""
        self.plane.close_down()
        self.tabs.close_down()

    @Slot(int)
    def _on_tab_changed(self) -> None:
        shown, latest = self._shown, self._latest
        if shown is not None and latest is not None and shown.problem is latest.problem is self._problem:
            self.show_frame(shown, latest)
            self.show_text(shown)

    @Slot(str)
    def _on_run_chosen(self, label: str) -> None:
        for view in self._network_views:
            view.choose_run(label)
