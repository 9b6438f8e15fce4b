"""Pictures that are kept in tests/golden, and what may differ from them. After a change that is meant: pytest --force-regen."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from PySide6.QtGui import QImage
from pytest_datadir.plugin import LazyDataDir
from pytest_regressions.common import perform_regression_check

from tests.helpers.pictures import pillow

GOLDEN = Path(__file__).parents[1] / "golden"
# Another renderer moves an edge by less than a pixel, and then a pixel has a colour between those around it in the kept picture.
# Measured on eight scenes, light and dark: beyond this step of a channel, of 255, fonts without hinting and pictures that were drawn
# twice as large and reduced leave clusters of at most 4 pixels; a minimum without its dot of 4 pixels' width makes one of 13 to 16,
# a saddle that is drawn as a summit one of 8 to 12.
_STEP = 40
MOST_PIXELS = 6
# Per cent of difference of all channels, for what no cluster shows: a ground that is a shade too dark. Fonts without hinting make 0.12.
MOST_PERCENT = 0.15


@dataclass(frozen=True)
class Difference:
    """How far two pictures of one size are apart: the mean of all channels, and the largest cluster of pixels that are wrong."""

    percent: float
    pixels: int
    at: tuple[int, int]
    """The left upper corner of the box around that cluster."""

    def __str__(self) -> str:
        return f"{self.percent:.3f} % of difference, and {self.pixels} pixels that touch each other are wrong at {self.at}"


def difference_of(kept: Image.Image, drawn: Image.Image) -> Difference:
    """How far a picture is from the kept one. A pixel is wrong where its colour is out of the range of the nine around it in the other."""
    one, other = kept.convert("RGB"), drawn.convert("RGB")
    if one.tobytes() == other.tobytes():  # as on the machine that drew it: the filters take most of a test's time
        return Difference(0.0, 0, (0, 0))
    wrong = _beyond(one, other) | _beyond(other, one)
    largest = max(_clusters(wrong), key=len, default=[])
    corner = (min(x for _, x in largest), min(y for y, _ in largest)) if largest else (0, 0)
    mean = float(np.abs(_channels(one) - _channels(other)).mean())
    return Difference(100 * mean / 255, len(largest), corner)


def _channels(picture: Image.Image) -> NDArray[np.int16]:
    return np.asarray(picture, dtype=np.int16)


def _beyond(picture: Image.Image, other: Image.Image) -> NDArray[np.bool_]:
    low, high = (_channels(other.filter(extreme(3))) for extreme in (ImageFilter.MinFilter, ImageFilter.MaxFilter))
    channels = _channels(picture)
    beyond: NDArray[np.bool_] = (np.maximum(low - channels, channels - high) > _STEP).any(axis=2)
    return beyond


def _clusters(wrong: NDArray[np.bool_]) -> list[list[tuple[int, int]]]:
    """The (row, column) of the pixels of each cluster; pixels belong together that touch each other, also at a corner."""
    left = {(row, column) for row, column in np.argwhere(wrong).tolist()}
    clusters = []
    while left:
        cluster = [left.pop()]
        for row, column in cluster:  # which grows
            around = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & left
            left -= around
            cluster.extend(around)
        clusters.append(cluster)
    return clusters


class GoldenPictures:
    """Compares pictures with the kept ones, by name."""

    def __init__(self, request: pytest.FixtureRequest, lazy_datadir: LazyDataDir, original_datadir: Path) -> None:
        self._request, self._obtained, self._original = request, lazy_datadir, original_datadir

    def check(self, image: QImage, name: str, most_percent: float = MOST_PERCENT, most_pixels: int = MOST_PIXELS) -> None:
        """Fail if the picture is not the kept one of this name, such as "canvas-himmelblau-dark"."""

        def compare(obtained: Path, kept: Path) -> None:
            with Image.open(kept) as before, Image.open(obtained) as now:
                assert now.size == before.size
                difference = difference_of(before, now)
            assert difference.percent <= most_percent and difference.pixels <= most_pixels, f"{difference}\n{kept}\n{obtained}"  # noqa: PT018

        def dump(path: Path) -> None:
            pillow(image).save(path, "PNG")

        kept = GOLDEN / f"{name}.png"
        perform_regression_check(self._obtained, self._original, self._request, compare, dump, ".png", fullpath=kept)
