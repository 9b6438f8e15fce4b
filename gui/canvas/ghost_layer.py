"""Paths that are not there, below those that are: faint, as they were before somebody tuned a run, or as they will be."""

from collections.abc import Sequence

from pyqtgraph import ViewBox
from PySide6.QtGui import QImage, QPainter

from core.experiment.snapshot import RunSnapshot
from gui.canvas.geometry import ViewMapping
from gui.canvas.layer import CanvasLayer, new_image, paint_image, painting, pixel_scale
from gui.canvas.paths import PathLook, PathPicture, Pyramids
from gui.style.run_style import RunStyle
from gui.style.theme import Theme

OLD, TO_COME = 0.25, 0.20
"""How much of its colour a path keeps that was there, or that will be."""


class GhostLayer(CanvasLayer):
    """Shows the paths of a few runs, all with one opacity, painted once for each view."""

    def __init__(self, view_box: ViewBox, height: int) -> None:
        super().__init__(view_box, height)
        self._styles: dict[str, RunStyle] = {}
        self._runs: tuple[RunSnapshot, ...] = ()
        self._opacity = OLD
        self._image: QImage | None = None
        self._look: PathLook | None = None

    @property
    def runs(self) -> tuple[RunSnapshot, ...]:
        """The runs whose paths are shown as ghosts."""
        return self._runs

    def set_look(self, theme: Theme, styles: dict[str, RunStyle]) -> None:
        """Colours, and the style of each run by label."""
        self._theme, self._styles = theme, dict(styles)
        self.update()

    def show_runs(self, runs: Sequence[RunSnapshot], opacity: float) -> None:
        """Show the paths of these runs, or of none."""
        runs = tuple(run for run in runs if run.label in self._styles)
        if len(runs) != len(self._runs) or any(new is not old for new, old in zip(runs, self._runs, strict=True)):
            self._runs, self._opacity = runs, opacity
            self._image = None
            self.update()

    def paint_view(self, painter: QPainter, mapping: ViewMapping) -> None:
        """Lay the faint paths over the view."""
        if self._theme is None or not self._runs:
            return
        look = PathLook(mapping, pixel_scale(painter), self._theme, self._styles)
        if self._image is None or self._look != look:
            picture = PathPicture(look, Pyramids())
            picture.draw(self._runs)
            self._image, self._look = new_image(mapping, look.scale), look
            with painting(self._image) as inner:
                picture.paint(inner, self._runs)
        paint_image(painter, self._image, self._opacity)
