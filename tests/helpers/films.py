"""What the tests of films share: drawn frames without Qt, and films read back by Pillow and PyAV."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from PIL import Image

from gui.export.film.plan import FilmPlan
from gui.export.formats.palette import Pixels
from gui.export.registry import GIF, MP4, FilmFormat

SMALL = FilmPlan(GIF, 0, 24, every=3, width=400, height=300, hold_seconds=0.2)


class DecodedFilm(NamedTuple):
    """A film as another program reads it. frames : (count, height, width, 3) uint8;  seconds : of each frame;  texts : what it carries"""

    frames: np.ndarray
    seconds: list[Fraction]
    texts: dict[str, str]


def read_film(path: Path, kind: FilmFormat) -> DecodedFilm:
    """The film, read by Pillow or, an MP4, by PyAV."""
    if kind is MP4:
        return _read_video(path)
    frames, seconds = [], []
    with Image.open(path) as image:
        for number in range(image.n_frames):
            image.seek(number)
            frames.append(np.asarray(image.convert("RGB")))
            seconds.append(Fraction(image.info["duration"]) / 1000)
        return DecodedFilm(np.array(frames), seconds, dict(getattr(image, "text", {})))


def _read_video(path: Path) -> DecodedFilm:
    frames, times = [], []
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            frames.append(frame.to_ndarray(format="rgb24"))
            times.append(frame.pts * frame.time_base)
        last = 1 / container.streams.video[0].average_rate
    seconds = [after - before for before, after in pairwise(times)]
    return DecodedFilm(np.array(frames), [*seconds, last], {})


def rgb(frame: Pixels) -> np.ndarray:
    """Red, green and blue of each pixel, (height, width, 3) uint8."""
    return np.stack([frame >> 16 & 255, frame >> 8 & 255, frame & 255], axis=-1).astype(np.uint8)


def pixels(colours: np.ndarray) -> Pixels:
    """The other way round."""
    red, green, blue = (colours[..., band].astype(np.uint32) for band in range(3))
    return np.uint32(0xFF000000) | red << 16 | green << 8 | blue


def moving_dot(count: int, width: int = 200, height: int = 161) -> list[Pixels]:
    """A shaded ground with a soft-edged dot that wanders over it; the last two frames are the same."""
    y, x = np.mgrid[:height, :width]
    # In steps, so that there are some hundred colours and not thousands, which would take the palette longer.
    ground = np.stack([200 + 4.0 * (14 * x // width), 180 + 4.0 * (17 * y // height), np.full(x.shape, 240.0)], axis=-1)
    frames = []
    for number in [*range(count - 1), count - 2]:
        distance = np.hypot(x - 20 - 3 * number, y - 30 - 2 * number)
        cover = np.clip(9 - distance, 0, 1)[..., None]
        frames.append(pixels(np.round(ground * (1 - cover) + np.array([190, 30, 60]) * cover).astype(np.uint8)))
    return frames
