"""What a picture shows and how large it is, as plain data that the dialog and the command line share. No Qt."""

import math
from dataclasses import dataclass
from enum import Enum

from core.text import tr

LEAST_PX, MOST_PX = 100, 10_000
LEAST_DPI, MOST_DPI = 10, 2400
SCREEN_DPI = 96.0
# More pixels than this do not fit into the memory of a usual machine beside what draws them.
MOST_PIXELS = 100_000_000
_CM_PER_INCH = 2.54


class Arrangement(Enum):
    """How several parts stand; in a grid of three the inspector, or the first, is as high as the two others together."""

    ROW = "row"
    COLUMN = "column"
    GRID = "grid"


class Ground(Enum):
    """The colour behind all: that of a light or dark page, or none, with ink for a light slide or for a dark one."""

    LIGHT = "light"
    DARK = "dark"
    CLEAR = "clear"
    CLEAR_DARK = "clear-dark"

    @property
    def is_clear(self) -> bool:
        """Whether the slide shows through."""
        return self in (Ground.CLEAR, Ground.CLEAR_DARK)


class TextSize(Enum):
    """How large the type is beside the picture: a page of fewer points, as wide as before, has larger ones."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"
    HUGE = "huge"


class Shape(Enum):
    """Height against width: what suits the parts, or that of a slide."""

    NATURAL = "natural"
    WIDE = "16:9"
    CLASSIC = "4:3"
    SQUARE = "1:1"


_ENLARGED = {TextSize.SMALL: 0.8, TextSize.NORMAL: 1.0, TextSize.LARGE: 1.35, TextSize.HUGE: 1.75}
_HEIGHT_PER_WIDTH = {Shape.WIDE: 9 / 16, Shape.CLASSIC: 3 / 4, Shape.SQUARE: 1.0}
# In points, of a plot and of what needs another size. Alone, a part may be wider than beside others.
_PLOT_ALONE, _ALONE = (800, 560), {"canvas": (800, 640), "inspector": (540, 600)}
_PLOT_WIDTH, _WIDTH = 640, {"inspector": 500}
_ROW_HEIGHT = 640
_PLOT_STACKED, _STACKED = 440, {"canvas": 600}
_STACK_WIDTH = 800


@dataclass(frozen=True)
class PictureSpec:
    """All that is chosen about a picture; what is in it comes from a snapshot.

    parts     what stands in it, by keys of `core.problems.kinds.PARTS`; on a network the canvas is the plane of the weights
    width_px  pixels from left to right; the height follows from parts, arrangement and shape
    title, legend, settings  whether the title stands above, and runs and marks are explained, and how all was set stands below
    dpi       pixels for an inch of paper: how large programs for slides and print show the picture
    points    the page is exactly so many points wide and high, whatever the parts and the type would ask for
    """

    parts: tuple[str, ...] = ("canvas", "loss")
    arrangement: Arrangement = Arrangement.ROW
    width_px: int = 1920
    ground: Ground = Ground.LIGHT
    title: bool = True
    legend: bool = True
    settings: bool = False
    text: TextSize = TextSize.NORMAL
    shape: Shape = Shape.NATURAL
    dpi: float = SCREEN_DPI
    points: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not self.parts or len(set(self.parts)) != len(self.parts):
            raise ValueError(tr("A picture shows at least one part, and none twice."))
        mistake = width_mistake(self.width_px)
        if mistake:
            raise ValueError(mistake)


def width_mistake(width_px: int) -> str:
    """Why a picture cannot be so wide, in a sentence; empty where it can."""
    if LEAST_PX <= width_px <= MOST_PX:
        return ""
    return tr("A picture can be {least} to {most:,} pixels wide, not {width:,}.").format(least=LEAST_PX, most=MOST_PX, width=width_px)


def size_mistake(width_px: int, height_px: int) -> str:
    """Why a picture of so many pixels cannot be drawn, in a sentence; empty where it can."""
    if width_px * height_px <= MOST_PIXELS and height_px <= 4 * MOST_PX:
        return ""
    return tr("{width:,} × {height:,} pixels are too many for one picture. Choose a smaller width or fewer steps.").format(
        width=width_px, height=height_px
    )


def check_dpi(dpi: float) -> None:
    """Refuse a resolution that no picture can have.

    Raises:
        ValueError: with a sentence.
    """
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise ValueError(tr("A picture can have {least} to {most:,} dots per inch.").format(least=LEAST_DPI, most=MOST_DPI))


def pixels_of(cm: float, dpi: float) -> int:
    """The width in pixels of so many centimetres at so many dots per inch.

    Raises:
        ValueError: with a sentence, if the resolution or the width is out of its range.
    """
    check_dpi(dpi)
    if not (math.isfinite(cm) and cm > 0):
        raise ValueError(tr("The width has to be a number of centimetres above 0."))
    width = round(cm / _CM_PER_INCH * dpi)
    mistake = width_mistake(width)
    if mistake:
        raise ValueError(mistake)
    return width


def centimetres_of(width_px: int, dpi: float) -> float:
    """How wide a picture of so many pixels is at so many dots per inch."""
    return width_px / dpi * _CM_PER_INCH


def cells(spec: PictureSpec) -> list[tuple[int, int, int, int]]:
    """Where each part stands: (row, column, rows, columns) that it takes."""
    count = len(spec.parts)
    if spec.arrangement is Arrangement.ROW or count == 1:
        return [(0, number, 1, 1) for number in range(count)]
    if spec.arrangement is Arrangement.COLUMN:
        return [(number, 0, 1, 1) for number in range(count)]
    if count == 3 and "inspector" in spec.parts:
        others = iter([(0, 0, 1, 1), (1, 0, 1, 1)])
        return [(0, 1, 2, 1) if part == "inspector" else next(others) for part in spec.parts]
    if count == 3:
        return [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]
    return [(number // 2, number % 2, 1, 1) for number in range(count)]


def grid_sizes(spec: PictureSpec) -> tuple[list[int], list[int]]:
    """How wide the columns and how high the rows are beside each other."""
    widths: dict[int, int] = {}
    heights: dict[int, int] = {}
    for part, (row, column, rows, _) in zip(spec.parts, cells(spec), strict=True):
        widths[column] = max(widths.get(column, 0), _WIDTH.get(part, _PLOT_WIDTH))
        for number in range(row, row + rows):
            heights[number] = max(heights.get(number, 0), _STACKED.get(part, _PLOT_STACKED) // rows)
    return [widths[column] for column in sorted(widths)], [heights[row] for row in sorted(heights)]


def page_points(spec: PictureSpec) -> tuple[int, int]:
    """Width and height of the page in points, before a part asks for more."""
    if spec.points is not None:
        return spec.points
    columns, rows = grid_sizes(spec)
    if len(spec.parts) == 1:
        width, height = _ALONE.get(spec.parts[0], _PLOT_ALONE)
    elif len(rows) == 1:
        width, height = sum(columns), _ROW_HEIGHT
    elif len(columns) == 1:
        width, height = _STACK_WIDTH, sum(rows)
    else:
        width, height = sum(columns), 400 * len(rows)
    ratio = _HEIGHT_PER_WIDTH.get(spec.shape, height / width)
    width = round(width / _ENLARGED[spec.text])
    return width, round(width * ratio)
