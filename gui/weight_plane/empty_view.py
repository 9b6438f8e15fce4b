"""The plane before the first step: the experiment as a picture, images that go through the layers of the network, above the start."""

from dataclasses import dataclass

from pyqtgraph import ViewBox
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF

from core.analysis.network_samples import balanced_choice
from core.geometry import Box
from core.problems.network import NetworkProblem
from core.text import tr
from gui.canvas.geometry import ViewMapping
from gui.canvas.layer import CanvasLayer, pixel_scale
from gui.style.theme import Theme, enlarged_font, numeric_font
from gui.style.tokens import GAP, LOOSE, MARGIN, TEXT, TEXT_LARGE, TIGHT, WIDE
from gui.weight_plane.texts import empty_sentence
from gui.widgets.pixel_pictures import ink_image, least_side, paint_pixels

HOME = Box(-1.0, 1.0, -0.5, 1.5)
"""What is shown before there is a plane: the start stands low, so that there is room above it."""
_MOST_COLUMNS, _MOST_ROWS = 8, 4
# A digit of 28 pixels is 56 px large, or 42 on a fine screen.
_DIGIT = 40.0
_ARROW, _BAR, _PITCH, _LEAST_PITCH, _LEAST_BAR = 32.0, 12.0, 28.0, 14.0, 6.0
# The bars take so much of a narrow view, and the images the rest.
_BARS_PART = 0.25
# Above the start, what its flag takes; and below it, before the sentence begins.
_FLAG, _BELOW_FLAG = 44.0, 14.0
_CAPTION = 20.0
_SENTENCE_WIDTH, _SENTENCE_HEIGHT = 420.0, 96.0


@dataclass(frozen=True)
class Arrangement:
    """Where everything is, in pixels: one box for each image, in rows; the way of the arrow; one box for each layer; the caption."""

    digits: tuple[QRectF, ...]
    arrow: tuple[QPointF, QPointF]
    bars: tuple[QRectF, ...]
    caption: QRectF


def arrange(width: float, height: float, flag: QPointF, layers: tuple[int, ...], side: float) -> Arrangement | None:
    """The picture above a flag, in a view of this size; None where there is no room for it.

    layers : the sizes of all layers behind the images;  side : of an image, in pixels
    """
    pitch = max(_LEAST_PITCH, min(_PITCH, _BARS_PART * width / len(layers)))
    beside = 2 * LOOSE + _ARROW + pitch * (len(layers) - 1) + _BAR
    # As the view is when all is shown; it may have been moved since, and the picture with it.
    above = height / 2 + min(width, height) / 4 - _FLAG - MARGIN
    columns = min(_MOST_COLUMNS, int((width - 2 * MARGIN - beside + TIGHT) / (side + TIGHT)))
    rows = min(_MOST_ROWS, int((above - _CAPTION - GAP + TIGHT) / (side + TIGHT)))
    if columns < 1 or rows < 1:
        return None
    wide, high = columns * (side + TIGHT) - TIGHT, rows * (side + TIGHT) - TIGHT
    left = round(flag.x() - (wide + beside) / 2)
    left_over = above - _CAPTION - GAP - high
    top = round(flag.y() - _FLAG - min(left_over / 2, WIDE) - _CAPTION - GAP - high)
    digits = tuple(
        QRectF(left + column * (side + TIGHT), top + row * (side + TIGHT), side, side) for row in range(rows) for column in range(columns)
    )
    middle, begin = top + high / 2, left + wide + LOOSE
    arrow = QPointF(begin, middle), QPointF(begin + _ARROW, middle)
    first, most = begin + _ARROW + LOOSE, max(layers)
    bars = []
    for place, size in enumerate(layers):
        long = max(_LEAST_BAR, high * size / most)
        bars.append(QRectF(first + place * pitch, middle - long / 2, _BAR, long))
    caption = QRectF(flag.x() - width / 2 + GAP, top + high + GAP, width - 2 * GAP, _CAPTION)
    return Arrangement(digits, arrow, tuple(bars), caption)


class EmptyView(CanvasLayer):
    """Paints training images, the layers that they go through, and what to do; all of it stands at the start and moves with it."""

    def __init__(self, view_box: ViewBox, height: int) -> None:
        super().__init__(view_box, height)
        self._font = QFont()
        self._problem: NetworkProblem | None = None
        self._can_run, self._in_picture = True, False
        self._images: list[QImage] = []
        self._images_of: tuple[object, ...] = ()

    @property
    def sentence(self) -> str:
        """What stands here and what to do, a line each; in a picture, where nobody can press a key, the first alone."""
        said = empty_sentence(self._can_run)
        return said.split("\n")[0] if self._in_picture else said

    def text(self) -> str:
        """All of it in words."""
        if self._problem is None:
            return self.sentence
        count, sizes = self._problem.train_count, self._sizes_text()
        shown = tr("Training images, of which there are {count}, go through a network with layers of {sizes}.")
        return f"{shown.format(count=count, sizes=sizes)} {self.sentence}"

    def _sizes_text(self) -> str:
        return "" if self._problem is None else " → ".join(str(size) for size in self._problem.network.sizes)

    def set_look(self, theme: Theme, font: QFont) -> None:
        """Use the colours of a theme, and a font of the usual size."""
        self._theme, self._font = theme, font
        self.update()

    def set_for_picture(self) -> None:
        """Say nothing of keys."""
        self._in_picture = True

    def show_problem(self, problem: NetworkProblem | None) -> None:
        """Show the images and the layers of this network."""
        self._problem = problem
        self.update()

    def show_whether(self, can_run: bool) -> None:
        """Tell how to begin, or that no run is switched on."""
        if can_run != self._can_run:
            self._can_run = can_run
            self.update()

    def paint_view(self, painter: QPainter, mapping: ViewMapping) -> None:
        """Paint the picture where there is room for it, and the sentence below the flag."""
        theme, problem = self._theme, self._problem
        if theme is None:
            return
        painter.setClipRect(self.boundingRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        flag = QPointF(*mapping.pixel_of(0.0, 0.0))
        if problem is not None:
            side = least_side(max(problem.dataset.train_images.shape[1:]), _DIGIT, pixel_scale(painter))
            placed = arrange(mapping.width, mapping.height, flag, tuple(problem.network.sizes[1:]), side)
            if placed is not None:
                self._paint_experiment(painter, theme, problem, placed)
        self._paint_sentence(painter, theme, mapping, flag)

    def _paint_experiment(self, painter: QPainter, theme: Theme, problem: NetworkProblem, placed: Arrangement) -> None:
        for box, image in zip(placed.digits, self._images_for(problem, theme), strict=False):
            paint_pixels(painter, box, image)
        _paint_arrow(painter, QColor(theme.muted), *placed.arrow)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        for one, other in zip(placed.bars, placed.bars[1:], strict=False):
            painter.drawPolygon(QPolygonF([one.topRight(), other.topLeft(), other.bottomLeft(), one.bottomRight()]))
        for place, bar in enumerate(placed.bars, start=1):
            painter.setBrush(QColor(theme.accent if place == len(placed.bars) else theme.rim))
            painter.drawRect(bar)
        painter.setFont(numeric_font(self._font))
        painter.setPen(QColor(theme.muted))
        text = painter.fontMetrics().elidedText(self._sizes_text(), Qt.TextElideMode.ElideMiddle, int(placed.caption.width()))
        painter.drawText(placed.caption, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_sentence(self, painter: QPainter, theme: Theme, mapping: ViewMapping, flag: QPointF) -> None:
        wide = min(mapping.width - 2 * GAP, _SENTENCE_WIDTH)
        box = QRectF(flag.x() - wide / 2, flag.y() + _BELOW_FLAG, wide, _SENTENCE_HEIGHT)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        for number, line in enumerate(self.sentence.split("\n")):
            painter.setFont(self._font if number else enlarged_font(self._font, TEXT_LARGE / TEXT))
            painter.setPen(QColor(theme.muted if number else theme.text))
            painter.drawText(box, flags, line)
            box.setTop(box.top() + painter.boundingRect(box, flags, line).height() + TIGHT)

    def _images_for(self, problem: NetworkProblem, theme: Theme) -> list[QImage]:
        """The same images in turn of each class, in the colours of the theme."""
        key = (problem, theme)
        if self._images_of != key:
            chosen = balanced_choice(problem.dataset.train_labels[: problem.train_count], _MOST_COLUMNS * _MOST_ROWS, 0)
            pixels = problem.dataset.train_images[chosen]
            self._images, self._images_of = [ink_image(image, theme.plot, theme.text) for image in pixels], key
        return self._images


def _paint_arrow(painter: QPainter, colour: QColor, begin: QPointF, end: QPointF) -> None:
    painter.setPen(QPen(colour, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(begin, end)
    painter.drawPolyline(QPolygonF([end + QPointF(-7, -7), end, end + QPointF(-7, 7)]))
