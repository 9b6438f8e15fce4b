"""Small pictures of what is raced on, for where it is chosen: drawn one at a turn of the event loop, and kept."""

from collections.abc import Callable
from functools import cache

import numpy as np
from PySide6.QtCore import QObject, QRectF, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from core.experiment.experiment import Experiment
from core.experiment.setup import Setup
from core.functions import FUNCTIONS, Function
from core.geometry import Box
from gui.canvas.geometry import ViewMapping
from gui.canvas.landscape import landscape_of
from gui.canvas.landscape_layer import landscape_image
from gui.canvas.layer import painting
from gui.canvas.paths import PathLook, PathPicture, Pyramids
from gui.canvas.zoom import race
from gui.style.run_style import run_styles
from gui.style.theme import Theme
from gui.widgets.pixel_pictures import ink_image, paint_pixels

_PATH_WIDTH = 1.8
_DIGITS_SEED = 11
_LEAST_DIGIT_PX = 28


@cache
def landscape_thumbnail(key: str, theme: Theme, width: int, height: int, ratio: float) -> QPixmap:
    """The ground of a function in its own view, as the canvas draws it."""
    function = FUNCTIONS[key]
    return QPixmap.fromImage(_ground(function, ViewMapping(Box(*function.view), width, height), theme, ratio))


@cache
def race_thumbnail(setup: Setup, steps: int, theme: Theme, width: int, height: int, ratio: float) -> QPixmap:
    """The paths of a setup on a function after so many steps, on the ground around them."""
    experiment = Experiment(setup)
    with np.errstate(all="ignore"):
        experiment.advance(steps)
    problem, runs = experiment.problem, [run for run in experiment.snapshot().runs if run.termination is None]
    function = problem.function  # type: ignore[attr-defined]
    points = np.vstack([*(run.path for run in runs), [[point.x, point.y] for point in function.points] or np.empty((0, 2))])
    mapping = ViewMapping(_as_wide(race(Box(*function.view), points), width / height), width, height)
    picture = _ground(function, mapping, theme, ratio)
    styles = run_styles((run.label, run.optimizer.key) for run in setup.runs)
    paths = PathPicture(PathLook(mapping, ratio, theme, styles, _PATH_WIDTH), Pyramids())
    paths.draw(runs)
    with painting(picture) as painter:
        paths.paint(painter, runs)
    return QPixmap.fromImage(picture)


@cache
def digits_thumbnail(theme: Theme, width: int, height: int, ratio: float) -> QPixmap:
    """Drawn digits side by side, as many as there is room for, each of their pixels as large as the others."""
    from core.data.digit_pictures import draw_digits  # late: a window opens without it

    columns, rows = width // _LEAST_DIGIT_PX, height // _LEAST_DIGIT_PX
    images, _labels = draw_digits(columns * rows, _DIGITS_SEED)
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(theme.plot))
    painter = QPainter(picture)
    for number, image in enumerate(images):
        row, column = divmod(number, columns)
        box = QRectF(column * width / columns, row * height / rows, width / columns, height / rows)
        paint_pixels(painter, box, ink_image(image, theme.plot, theme.text))
    painter.end()
    return picture


def _ground(function: Function, mapping: ViewMapping, theme: Theme, ratio: float) -> QImage:
    """Computed on a grid of a point a pixel: less shows on the contours of a picture as small as that."""
    x = np.linspace(mapping.box.x_min, mapping.box.x_max, round(mapping.width))
    y = np.linspace(mapping.box.y_max, mapping.box.y_min, round(mapping.height))
    with np.errstate(all="ignore"):
        values = np.asarray(function.value(*np.meshgrid(x, y)), dtype=np.float64)
    picture = landscape_image(landscape_of(function, mapping, x, y, values, values), (), (), theme, mapping, ratio)
    picture.setDevicePixelRatio(ratio)
    return picture


def _as_wide(box: Box, ratio: float) -> Box:
    """The box, wider or higher, so that its sides have this ratio."""
    x_min, x_max, y_min, y_max = box
    wide, high = max(x_max - x_min, ratio * (y_max - y_min)), max(y_max - y_min, (x_max - x_min) / ratio)
    x, y = (x_min + x_max) / 2, (y_min + y_max) / 2
    return Box(x - wide / 2, x + wide / 2, y - high / 2, y + high / 2)


class PictureQueue(QObject):
    """Makes pictures one at a turn of the event loop, so that what they belong to is seen at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Callable[[], object]] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._make_next)

    def add(self, make: Callable[[], object]) -> None:
        """Make this one after the others, once it was begun."""
        self._waiting.append(make)

    def begin(self) -> None:
        """Begin, or go on."""
        self._timer.start(0)

    def stop(self) -> None:
        """Make no more until it is begun again."""
        self._timer.stop()

    @Slot()
    def _make_next(self) -> None:
        if self._waiting:
            self._waiting.pop(0)()
        else:
            self._timer.stop()
