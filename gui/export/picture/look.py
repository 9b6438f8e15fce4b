"""How a window would show an experiment that is looked at in this way: for pictures where there is no window."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize
from PySide6.QtWidgets import QWidget

from core.experiment.snapshot import Snapshot
from core.view import View
from gui.canvas.path_canvas import PathCanvas
from gui.canvas.stage import landscape_canvas
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.run_style import run_styles

if TYPE_CHECKING:
    from gui.weight_plane.canvas import PlaneCanvas

# About as in a window of the usual size. Views do not depend on it, but a plot without any size has none.
_STAGE, _PLOT = QSize(640, 640), QSize(640, 440)


@dataclass(frozen=True)
class PlotLook:
    """How the window shows things now, for a picture that looks the same. Without one, the plots' own defaults."""

    canvas: PathCanvas | None = None
    plane: "PlaneCanvas | None" = None
    loss_plot: RunPlot | None = None


def look_of(view: View, snapshot: Snapshot) -> PlotLook:
    """Canvas and loss plot as they stand in a window that has opened this experiment; they are never shown.

    On a network the plane has no view that a file keeps.
    """
    runs = [(run.label, run.optimizer.key) for run in (snapshot.setup.runs if snapshot.setup is not None else snapshot.runs)]
    styles, there = run_styles(runs), {run.label for run in snapshot.runs}
    plot = RunPlot(plot_spec("loss"))
    plot.set_problem(snapshot.problem)
    plot.set_runs([(label, label in there) for label, _ in runs], styles)
    if view.log is not None:
        plot.set_log_y(view.log)
    plot.show_snapshot(snapshot)
    _settle(plot, _PLOT)
    plot.show_view(view)
    return PlotLook(_canvas(view, snapshot) if snapshot.problem.dimensions is not None else None, None, plot)


def _canvas(view: View, snapshot: Snapshot) -> PathCanvas:
    canvas = landscape_canvas(snapshot.problem.kind)
    canvas.set_problem(snapshot.problem, snapshot.start)
    _settle(canvas, _STAGE)
    if view.equal is not None:
        canvas.set_equal_aspect(view.equal)
    if view.box is not None:
        canvas.show_part(*view.box)
    else:
        canvas.fit()
    made: PathCanvas = canvas
    return made


def _settle(widget: QWidget, size: QSize) -> None:
    """Lay out what is never shown."""
    widget.resize(size)
    widget.grab(QRect(0, 0, 1, 1))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
