"""Pictures for slides: canvas, loss plot or both, laid out anew at their own size, without controls, at any scale."""

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QIODevice, QSaveFile, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.snapshot import Snapshot
from core.text import tr
from gui.canvas import TrajectoryCanvas
from gui.loss_legend import LossLegend
from gui.loss_plot import LossPlot
from gui.run_style import run_styles
from gui.theme import LIGHT, Theme, apply_theme

DEFAULT_SCALE = 2.0


class Plots(Enum):
    """What a picture shows: the landscape with the paths, the loss curves, or both side by side."""

    CANVAS = "canvas"
    LOSS = "loss"
    BOTH = "both"


SIZES = {Plots.CANVAS: QSize(800, 640), Plots.LOSS: QSize(800, 560), Plots.BOTH: QSize(1280, 640)}


@dataclass(frozen=True)
class Look:
    """How the window shows things now, for a picture that looks the same. Without one, the plots' own defaults."""

    canvas: TrajectoryCanvas | None = None
    loss_plot: LossPlot | None = None


class Figure(QWidget):
    """A page with a title, a legend, and the plots. It is never shown, only rendered."""

    def __init__(self, snapshot: Snapshot, plots: Plots, title: str, theme: Theme, look: Look) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        paper = self.palette()
        paper.setColor(QPalette.ColorRole.Window, QColor(theme.plot))
        self.setPalette(paper)
        styles = run_styles((run.label, run.optimizer.key) for run in snapshot.runs)
        shown = [(run.label, True) for run in snapshot.runs]
        page = QVBoxLayout(self)
        page.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the size asked for is kept
        page.setContentsMargins(16, 12, 16, 12)
        page.setSpacing(8)
        if title:
            page.addWidget(self._title(title))
        row = QHBoxLayout()
        row.setSpacing(16)
        if plots is not Plots.LOSS:
            plot = TrajectoryCanvas(self)
            plot.set_for_picture()
            plot.set_theme(theme)
            plot.set_styles(styles)
            plot.set_problem(snapshot.problem)
            plot.set_start(*snapshot.start)
            plot.show_snapshot(snapshot)
            self._canvas: TrajectoryCanvas | None = plot
            row.addWidget(plot, 1)
        else:
            self._canvas = None
        self._loss_plot: LossPlot | None = None
        if plots is not Plots.CANVAS:
            curves = LossPlot(self)
            curves.tools.hide()
            curves.set_theme(theme)
            curves.set_problem(snapshot.problem)
            curves.set_runs(shown, styles)
            curves.show_snapshot(snapshot)
            self._loss_plot = curves
            row.addWidget(curves, 1)
        if plots is not Plots.LOSS:
            # One legend over all: the canvas has none of its own.
            legend = LossLegend(theme, self)
            legend.set_runs(shown, styles)
            legend.show_endings(snapshot.runs)
            page.addWidget(legend)
            if self._loss_plot is not None:
                self._loss_plot.legend.hide()
        page.addLayout(row, 1)
        self._look = look

    def image(self, size: QSize, scale: float) -> QImage:
        """The page at `size` in points and `scale` pixels a point."""
        self.resize(size)
        # Never shown, the page is laid out when it is first painted; only then do the plots know their sizes.
        self.grab()
        if self._canvas is not None and self._look.canvas is not None:
            self._canvas.copy_view(self._look.canvas)
        if self._loss_plot is not None and self._look.loss_plot is not None:
            self._loss_plot.copy_view(self._look.loss_plot)
        QCoreApplication.processEvents()
        image = rendered(self, scale)
        self.deleteLater()
        return image

    def _title(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        label.setFont(font)
        return label


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
