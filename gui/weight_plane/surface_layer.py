"""The loss over the plane as ground for the paths: relief and contours of a grid, where it was computed and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pyqtgraph import ViewBox
from PySide6.QtGui import QImage, QPainter

from core.analysis.loss_surface import LossGrid, upsample
from core.functions.function import Spacing
from gui.canvas.geometry import Float64Array, ViewMapping
from gui.canvas.landscape import Landscape, landscape_of
from gui.canvas.landscape_layer import labels_of, landscape_image
from gui.canvas.layer import CanvasLayer, paint_image, pixel_scale

# Grid points along each side of the picture: between those computed, the surface is made smooth.
_SMOOTH_POINTS = 129
_LEAST_LOSS, _MOST_LOG = 1e-30, 700.0


@dataclass(frozen=True)
class LossHeights:
    """A loss is spaced logarithmically where its range is large; a cross-entropy is never below 0."""

    spacing: Spacing = "log"
    infimum: float | None = 0.0


def surface_landscape(grid: LossGrid, mapping: ViewMapping) -> Landscape:
    """Relief and contours of a grid, smooth between its points."""
    # The logarithm, so that what is between two positive numbers is positive.
    values = np.log(np.maximum(grid.values, _LEAST_LOSS))
    while len(values) < _SMOOTH_POINTS:
        values = upsample(values)
    values = np.exp(np.minimum(values, _MOST_LOG))
    x, y = np.linspace(grid.x[0], grid.x[-1], len(values)), np.linspace(grid.y[-1], grid.y[0], len(values))
    return landscape_of(LossHeights(), mapping, x, y, np.ascontiguousarray(values[::-1]), values)


class SurfaceLayer(CanvasLayer):
    """Shows one grid at a time; the view may move over it and beyond."""

    def __init__(self, view_box: ViewBox, height: int) -> None:
        super().__init__(view_box, height)
        self._grid: LossGrid | None = None
        self._paths: tuple[Float64Array, ...] = ()
        self._landscape: Landscape | None = None
        self._picture: QImage | None = None
        self._picture_of: tuple[object, ...] = ()

    @property
    def grid(self) -> LossGrid | None:
        """What is shown."""
        return self._grid

    def show_grid(self, grid: LossGrid | None, paths: Sequence[Float64Array] = ()) -> None:
        """Show the loss of a grid, or nothing, with no number near these paths, (n, 2) each."""
        self._grid, self._paths = grid, tuple(paths)
        self._landscape = None if grid is None else surface_landscape(grid, self.mapping)
        self.update()

    def paint_view(self, painter: QPainter, mapping: ViewMapping) -> None:
        """Lay the picture of the ground over the view."""
        if self._landscape is None or self._theme is None:
            return
        scale = pixel_scale(painter)
        key = (self._landscape, self._theme, mapping, scale)
        if self._picture is None or self._picture_of != key:
            apart = np.full((1, 2), np.nan)
            course = np.vstack([apart, *(part for path in self._paths for part in (path, apart))])
            labels = labels_of(self._landscape, course, self._theme)
            self._picture, self._picture_of = landscape_image(self._landscape, labels, (), self._theme, mapping, scale, opaque=False), key
        paint_image(painter, self._picture)
