"""One palette for a whole film, and each frame as what has changed since the one before it: NumPy and Pillow, no Qt.

A frame is an array (height, width) of uint32, each pixel 0xffRRGGBB, as Qt keeps it. So two pixels are compared in one go.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint32]
Indices = NDArray[np.uint8]

# The last index shows what the frame before shows: so only what has changed costs bytes.
UNCHANGED = 255
_COLOURS = 255
# Grounds and text have few colours, which cover nearly all of a picture: these are kept to the bit. The others are laid out so
# that none of the picture is far from one of them, the most used first: so the colours of the runs are kept too, which averages
# would grey.
_EXACT = 128
# Of those that are used so rarely nobody sees how near they come.
_MOST_COLOURS = 20_000
_FARTHEST = 442  # from black to white
_UNKNOWN = np.uint16(0xFFFF)
# Distances of so many colours at a time: 255 × 4,096 × 3 numbers.
_PIECE = 4096


class Change(NamedTuple):
    """Where a frame differs from the one before: `indices` (rows, columns) of the palette stand at column `x` and row `y`."""

    x: int
    y: int
    indices: Indices


class SharedPalette:
    """255 colours made from some frames of a film, and the nearest of them for any colour. Nothing is dithered.

    Dither would change from frame to frame what stays the same, and cost many times the bytes.
    """

    def __init__(self, samples: Iterable[Pixels]) -> None:
        colours, counts = np.unique(np.concatenate([frame.ravel() & 0xFFFFFF for frame in samples]), return_counts=True)
        by_use = colours[np.argsort(-counts, kind="stable")]
        chosen = by_use if len(by_use) <= _COLOURS else _spread(by_use)
        self.colours = _rgb(chosen)
        # The index of each of the 2^24 colours, found out when it is first met.
        self._index = np.full(1 << 24, _UNKNOWN, np.uint16)
        self._index[chosen[::-1]] = np.arange(len(chosen), dtype=np.uint16)[::-1]

    @property
    def flat(self) -> list[int]:
        """Red, green and blue of 256 colours one after the other, as Pillow wants them. The last one is never seen."""
        padded = np.zeros((256, 3), np.uint8)
        padded[: len(self.colours)] = self.colours
        return padded.ravel().tolist()

    def indices(self, pixels: Pixels) -> Indices:
        """The nearest colour of each pixel, of the same shape."""
        colours = pixels & 0xFFFFFF
        found = self._index[colours]
        if (found == _UNKNOWN).any():
            fresh = np.unique(colours[found == _UNKNOWN])
            for start in range(0, len(fresh), _PIECE):
                self._learn(fresh[start : start + _PIECE])
            found = self._index[colours]
        return found.astype(np.uint8)

    def _learn(self, fresh: NDArray[np.uint32]) -> None:
        distances = ((_rgb(fresh).astype(np.int32)[:, None] - self.colours.astype(np.int32)[None]) ** 2).sum(axis=2)
        self._index[fresh] = distances.argmin(axis=1)


class Deltas:
    """Turns frames one after the other into what changes."""

    def __init__(self, palette: SharedPalette) -> None:
        self._palette = palette
        self._before: Pixels | None = None

    def next(self, frame: Pixels) -> Change:
        """The whole of the first frame, then the smallest rectangle around what differs, and one pixel where nothing does."""
        before, self._before = self._before, frame
        if before is None:
            return Change(0, 0, self._palette.indices(frame))
        differs = frame != before
        rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
        if not len(rows):
            return Change(0, 0, np.full((1, 1), UNCHANGED, np.uint8))
        top, left = int(rows[0]), int(columns[0])
        part = np.s_[top : rows[-1] + 1, left : columns[-1] + 1]
        indices = np.full(differs[part].shape, UNCHANGED, np.uint8)
        indices[differs[part]] = self._palette.indices(frame[part][differs[part]])
        return Change(left, top, indices)


def to_image(palette: SharedPalette, indices: Indices) -> Image.Image:
    """An image of Pillow's with these indices."""
    image = Image.frombytes("P", (indices.shape[1], indices.shape[0]), np.ascontiguousarray(indices).tobytes())
    image.putpalette(palette.flat)
    return image


def _spread(by_use: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """255 of these colours, so that the farthest that any of them is from the nearest of these is as small as can be found."""
    rgb = _rgb(by_use[:_MOST_COLOURS]).astype(np.int32)
    near, far, best = 0, _FARTHEST, list(range(_COLOURS))
    while near < far:
        radius = (near + far) // 2
        picked = _pick_colours(rgb, radius)
        if len(picked) > _COLOURS:
            near = radius + 1
        else:
            far, best = radius, picked
    return by_use[best]


def _pick_colours(rgb: NDArray[np.int32], radius: int) -> list[int]:
    """The first colours, and in their order those that are farther than `radius` from all before; it stops when they are too many."""
    picked = list(range(_EXACT))
    alone = np.arange(_EXACT, len(rgb))
    for number in picked:
        alone = alone[((rgb[alone] - rgb[number]) ** 2).sum(axis=1) > radius**2]
    while len(picked) <= _COLOURS and len(alone):
        picked.append(int(alone[0]))
        alone = alone[((rgb[alone] - rgb[alone[0]]) ** 2).sum(axis=1) > radius**2]
    return picked


def _rgb(colours: NDArray[np.uint32]) -> NDArray[np.uint8]:
    return np.stack([colours >> 16 & 255, colours >> 8 & 255, colours & 255], axis=1).astype(np.uint8)
