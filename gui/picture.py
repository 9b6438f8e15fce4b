"""Pictures for slides: canvas, loss plot, both, or accuracy, laid out anew at their own size, without controls, at any scale."""

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QIODevice, QSaveFile, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.network_problem import NetworkProblem
from core.problems import FunctionProblem
from core.snapshot import Snapshot
from core.text import tr
from gui.canvas import TrajectoryCanvas
from gui.loss_legend import LossLegend
from gui.loss_plot import LossPlot
from gui.run_style import RunStyle, run_styles
from gui.theme import LIGHT, Theme, apply_theme

if TYPE_CHECKING:
    from gui.plane_canvas import PlaneCanvas

DEFAULT_SCALE = 2.0
# Losses of single batches jump so much that raw curves cover each other; smoothed, about so many means stand side by side.
_MEANS = 50


class Plots(Enum):
    """What a picture shows: the landscape with the paths, the loss curves, both side by side, or the accuracy on test images."""

    CANVAS = "canvas"
    LOSS = "loss"
    BOTH = "both"
    ACCURACY = "accuracy"


SIZES = {
    Plots.CANVAS: QSize(800, 640),
    Plots.LOSS: QSize(800, 560),
    Plots.BOTH: QSize(1280, 640),
    Plots.ACCURACY: QSize(800, 560),
}


@dataclass(frozen=True)
class Look:
    """How the window shows things now, for a picture that looks the same. Without one, the plots' own defaults."""

    canvas: TrajectoryCanvas | None = None
    plane: "PlaneCanvas | None" = None
    loss_plot: LossPlot | None = None


class Figure(QWidget):
    """A page with a title, a legend, and the plots. It is never shown, only rendered."""

    def __init__(self, snapshot: Snapshot, plots: Plots, title: str, theme: Theme, look: Look) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        paper = self.palette()
        paper.setColor(QPalette.ColorRole.Window, QColor(theme.plot))
        self.setPalette(paper)
        # Those of the window, where there is one: a run that is off counts there too.
        seen = look.loss_plot.legend.styles if look.loss_plot is not None else {}
        styles = {**run_styles((run.label, run.optimizer.key) for run in snapshot.runs), **seen}
        shown = [(run.label, True) for run in snapshot.runs]
        page = QVBoxLayout(self)
        page.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the size asked for is kept
        page.setContentsMargins(16, 12, 16, 12)
        page.setSpacing(8)
        if title:
            page.addWidget(self._title(title))
        row = QHBoxLayout()
        row.setSpacing(16)
        self._canvas: TrajectoryCanvas | PlaneCanvas | None = None
        if plots in (Plots.CANVAS, Plots.BOTH):
            self._canvas = self._made_canvas(snapshot, theme, styles)
            row.addWidget(self._canvas, 1)
        self._loss_plot: LossPlot | None = None
        if plots in (Plots.LOSS, Plots.BOTH):
            curves = LossPlot(self)
            curves.set_theme(theme)
            curves.tools.hide()
            curves.set_problem(snapshot.problem)
            curves.set_runs(shown, styles)
            curves.show_snapshot(snapshot)
            self._loss_plot = curves
            row.addWidget(curves, 1)
        if plots is Plots.ACCURACY:
            from gui.accuracy_plot import AccuracyPlot

            accuracy = AccuracyPlot(self)
            accuracy.set_theme(theme)
            accuracy.tools.hide()
            accuracy.set_problem(snapshot.problem)
            accuracy.set_runs(shown, styles)
            accuracy.show_snapshot(snapshot)
            row.addWidget(accuracy, 1)
        if plots is not Plots.LOSS:
            # One legend over all: only the loss plot has one of its own.
            legend = LossLegend(theme, self)
            legend.set_runs(shown, styles)
            legend.show_endings(snapshot.runs)
            page.addWidget(legend)
            if self._loss_plot is not None:
                self._loss_plot.legend.hide()
        page.addLayout(row, 1)
        if self._loss_plot is not None and look.loss_plot is None and not snapshot.problem.has_path:
            smoothing = batch_smoothing(snapshot.step)
            self._loss_plot.set_smoothing(smoothing)
            if smoothing:
                note = QLabel(tr("Faint: the loss of each batch. Strong: smoothed by β = {beta:g}.").format(beta=smoothing), self)
                note.setIndent(8)
                page.addWidget(note)
        self._look = look

    def image(self, size: QSize, scale: float) -> QImage:
        """The page at `size` in points and `scale` pixels a point."""
        self.resize(size)
        # Never shown, the page is laid out when it is first painted; only then do the plots know their sizes.
        self.grab()
        for drawn, seen in ((self._canvas, self._look.canvas), (self._canvas, self._look.plane)):
            if drawn is not None and type(drawn) is type(seen):
                drawn.copy_view(seen)  # type: ignore[arg-type]
        if self._loss_plot is not None and self._look.loss_plot is not None:
            self._loss_plot.copy_view(self._look.loss_plot)
        QCoreApplication.processEvents()
        image = rendered(self, scale)
        self.deleteLater()
        return image

    def _made_canvas(self, snapshot: Snapshot, theme: Theme, styles: dict[str, RunStyle]) -> "TrajectoryCanvas | PlaneCanvas":
        if isinstance(snapshot.problem, NetworkProblem):
            # Imported late, as the accuracy plot is: a window that opens on a function should not wait for them.
            from gui.plane_canvas import PlaneCanvas

            plane = PlaneCanvas(self)
            plane.set_for_picture()
            plane.set_theme(theme)
            plane.set_styles(styles)
            plane.set_problem(snapshot.problem)
            plane.show_snapshot(snapshot)
            return plane
        assert isinstance(snapshot.problem, FunctionProblem)
        canvas = TrajectoryCanvas(self)
        canvas.set_for_picture()
        canvas.set_theme(theme)
        canvas.set_styles(styles)
        canvas.set_problem(snapshot.problem)
        x, y = snapshot.start
        canvas.set_start(x, y)
        canvas.show_snapshot(snapshot)
        return canvas

    def _title(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        label.setFont(font)
        return label


def batch_smoothing(steps: int) -> float:
    """The β by which the losses of batches are smoothed in a picture of so many steps; 0 where there are few."""
    return min(0.99, round(1 - _MEANS / max(steps, _MEANS), 2))


def rendered(widget: QWidget, scale: float) -> QImage:
    """The widget painted anew at `scale` pixels a point, so that text and lines are sharp at any scale."""
    image = QImage(widget.size() * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(widget.palette().window().color())
    widget.render(image)
    return image


def draw(
    snapshot: Snapshot,
    plots: Plots,
    title: str = "",
    theme: Theme = LIGHT,
    look: Look | None = None,
    size: QSize | None = None,
    scale: float = DEFAULT_SCALE,
) -> QImage:
    """A picture of the plots, `size` points large (by default as the plots ask for) at `scale` pixels a point."""
    return Figure(snapshot, plots, title, theme, look or Look()).image(size or SIZES[plots], scale)


def save_png(image: QImage, path: Path) -> None:
    """Write a PNG, whole or not at all.

    Raises:
        OSError: if `path` cannot be written; the message says why.
    """
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString())
    if not image.save(file, "PNG"):  # type: ignore[call-overload]
        file.cancelWriting()
        raise OSError(tr("the picture could not be encoded"))
    if not file.commit():
        raise OSError(file.errorString())


def headless_application() -> QApplication:
    """An application without a screen, for pictures; the one there is, if there is one."""
    existing = QCoreApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(["descent-lab"])
    apply_theme(application, LIGHT)
    return application
