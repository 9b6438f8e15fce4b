"""Pictures of digits, made by chance from a seed: the same bytes on every machine.

Only operations that IEEE 754 defines to the last bit are used, one number at a time: + − × ÷ √, comparisons and whole numbers.
There is no sine, no matrix product and no sum whose order depends on the processor. Chance comes from `RandomState`,
whose streams NumPy promises never to change (NEP 19).
"""

import numpy as np
from numpy.typing import NDArray

from core.data.dataset import SIDE
from core.data.stroke_fields import FIRST_GLYPH, distance_fields, look_up

CLASSES = 10
_BLOCK = 250  # pictures that are drawn at once, from one random stream
_PIXELS_PER_UNIT = 9.5  # a glyph is 2 units high, so 19 pixels, as in MNIST
_KNOTS = 6  # of the elastic net along each side

# How much the pictures vary: (least, most) of an even spread, or the spread of something bell-shaped around 0.
_TURN = 0.09
_SHEAR = 0.18
_SIZE = (0.86, 1.1)
_NARROWNESS = (0.78, 1.14)
_SHIFT_PX = 0.8
_ELASTIC = 0.15  # glyph units
_PEN_PX = (0.9, 1.9)  # half the width of a stroke
_PRESSURE = 0.4  # how much the width varies along the strokes, as a part of it
_INK = (0.7, 1.0)
_GRAIN = 0.3  # the most that a pixel of a stroke loses
_SPECKS = 0.05  # the most that a pixel of the paper gains
_EDGE_PX = 1.1  # from paper to full ink

Numbers = NDArray[np.float32]


def draw_digits(count: int, seed: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Pictures (count, 28, 28) with their labels (count,): each digit equally often, in a random order."""
    fields, net = distance_fields(), _net()
    order = np.argsort(_stream(seed, 0).random_sample(count), kind="stable")
    labels = (order % CLASSES).astype(np.uint8)
    images = np.empty((count, SIDE, SIDE), np.uint8)
    for number, begin in enumerate(range(0, count, _BLOCK), start=1):
        block = slice(begin, begin + _BLOCK)
        images[block] = _draw_block(labels[block], _Chance(_stream(seed, number), len(labels[block])), fields, net)
    return images, labels


class _Chance:
    """Random numbers for n pictures: float32, of shape (n, 1, 1) unless told otherwise."""

    def __init__(self, stream: np.random.RandomState, n: int) -> None:
        self._stream = stream
        self._n = n

    def even(self, least: float, most: float, rows: int = 1, columns: int = 1) -> Numbers:
        """Evenly spread from `least` to `most`."""
        return (self._stream.random_sample((self._n, rows, columns)) * (most - least) + least).astype(np.float32)

    def bell(self, spread: float, rows: int = 1, columns: int = 1) -> Numbers:
        """Bell-shaped around 0, with this standard deviation: the sum of three even numbers, each of variance 1/3."""
        u = self._stream.random_sample((3, self._n, rows, columns)) * 2 - 1
        return ((u[0] + u[1] + u[2]) * spread).astype(np.float32)


def _draw_block(labels: NDArray[np.uint8], chance: _Chance, fields: Numbers, net: Numbers) -> NDArray[np.uint8]:
    ways = np.diff(FIRST_GLYPH)[labels]
    glyph = FIRST_GLYPH[labels] + (chance.even(0, 1)[:, 0, 0].astype(np.float64) * ways).astype(np.intp) % ways
    x, y, scale = _glyph_places(chance, net)
    pen = chance.even(*_PEN_PX) * (1 + _stretch(chance.bell(_PRESSURE / 2, _KNOTS, _KNOTS), net))
    # From the distance in pixels to ink: 1 inside of the stroke, 0 outside, a ramp of _EDGE_PX between.
    ink = look_up(fields, glyph, x, y) * (scale * np.float32(-1 / _EDGE_PX))
    ink += pen * np.float32(1 / _EDGE_PX) + np.float32(0.5)
    np.clip(ink, np.float32(0), np.float32(1), out=ink)
    ink *= chance.even(*_INK)
    ink *= 1 - chance.even(0, _GRAIN) * chance.even(0, 1, SIDE, SIDE)
    ink += chance.even(0, _SPECKS) * chance.even(-1, 1, SIDE, SIDE)
    np.clip(ink, np.float32(0), np.float32(1), out=ink)
    return np.rint(ink * np.float32(255)).astype(np.uint8)


def _glyph_places(chance: _Chance, net: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Where each pixel lies in the glyph's own plane, x and y as (n, 28, 28); and how many pixels a unit is, (n, 1, 1)."""
    pixel = ((np.arange(SIDE) - (SIDE - 1) / 2) / _PIXELS_PER_UNIT).astype(np.float32)
    shift = _SHIFT_PX / _PIXELS_PER_UNIT
    x = pixel[None, None, :] - chance.bell(shift) + _stretch(chance.bell(_ELASTIC, _KNOTS, _KNOTS), net)
    y = pixel[None, :, None] - chance.bell(shift) + _stretch(chance.bell(_ELASTIC, _KNOTS, _KNOTS), net)
    # The point of the circle whose half angle has the tangent t, so no sine is needed.
    t = chance.bell(_TURN)
    cosine, sine = (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)
    x, y = cosine * x + sine * y, cosine * y - sine * x
    x += chance.bell(_SHEAR) * y
    height = chance.even(*_SIZE)
    width = height * chance.even(*_NARROWNESS)
    return x / width, y / height, np.sqrt(width * height) * np.float32(_PIXELS_PER_UNIT)


def _net() -> Numbers:
    """How much each knot counts at each pixel along one side, (28, knots): quadratic B-splines, so that no creases show."""
    place = np.arange(SIDE) / (SIDE - 1) * (_KNOTS - 2)
    away = np.abs(place[:, None] - np.arange(_KNOTS) + 0.5)
    near, far = 0.75 - away * away, 0.5 * (1.5 - away) * (1.5 - away)
    return np.where(away <= 0.5, near, np.where(away <= 1.5, far, 0)).astype(np.float32)


def _stretch(knots: Numbers, net: Numbers) -> Numbers:
    """The smooth surface (n, 28, 28) over a net of values (n, knots, knots). Summed in a fixed order."""
    along_y = knots[:, None, 0, :] * net[None, :, 0, None]
    for knot in range(1, _KNOTS):
        along_y = along_y + knots[:, None, knot, :] * net[None, :, knot, None]
    surface = along_y[:, :, 0, None] * net[None, None, :, 0]
    for knot in range(1, _KNOTS):
        surface += along_y[:, :, knot, None] * net[None, None, :, knot]
    return surface


def _stream(seed: int, number: int) -> np.random.RandomState:
    return np.random.RandomState(np.random.Philox(key=np.array([seed, number], np.uint64)))
