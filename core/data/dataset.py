"""Labelled pictures to train on and to test with, and the one error that says why there are none."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.text import tr

Pictures = NDArray[np.uint8]
Labels = NDArray[np.uint8]
SIDE = 28


class DataError(Exception):
    """A data set cannot be had. Its text is one finished, translated sentence for the user: what is wrong, where, what to do."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Grey pictures with one label each; the arrays are read-only, 0 is the background and 255 full ink.

    Raises:
        DataError: if the parts do not belong together.
    """

    key: str  # what a file's `dataset =` says
    name: str  # what a user reads; to be shown with `tr`
    train_images: Pictures  # (n, rows, columns)
    train_labels: Labels  # (n,)
    test_images: Pictures  # (m, rows, columns)
    test_labels: Labels  # (m,)
    verified: bool  # the content is the known one, by its SHA-256
    source: str  # the folder that it came from; "" for what the program draws

    def __post_init__(self) -> None:
        parts = ((tr("training"), self.train_images, self.train_labels), (tr("test"), self.test_images, self.test_labels))
        for part, images, labels in parts:
            if images.ndim != 3 or labels.ndim != 1:
                raise DataError(
                    tr(
                        "{source}: the {part} images have {images} dimensions and their labels {labels}; a set needs 3 and 1. "
                        "Check that the files have not changed places."
                    ).format(source=self._where, part=part, images=images.ndim, labels=labels.ndim)
                )
            if not images.size or not labels.size:
                raise DataError(tr("{source}: the {part} set is empty.").format(source=self._where, part=part))
            if len(images) != len(labels):
                raise DataError(
                    tr("{source}: there are {images:,} {part} images, but {labels:,} labels. They are not of the same set.").format(
                        source=self._where, part=part, images=len(images), labels=len(labels)
                    )
                )
        if self.train_images.shape[1:] != self.test_images.shape[1:]:
            raise DataError(
                tr("{source}: the training images have {train} pixels, but the test images {test}. They are not of the same set.").format(
                    source=self._where, train=_size(self.train_images), test=_size(self.test_images)
                )
            )

    @property
    def pixels(self) -> int:
        """Pixels of one image: what a network takes in."""
        return int(self.train_images.shape[1] * self.train_images.shape[2])

    @property
    def classes(self) -> int:
        """Classes that a network tells apart: the largest label + 1."""
        return int(max(self.train_labels.max(), self.test_labels.max())) + 1

    @property
    def nbytes(self) -> int:
        """Bytes that the pictures and labels take in memory."""
        return sum(part.nbytes for part in (self.train_images, self.train_labels, self.test_images, self.test_labels))

    @property
    def _where(self) -> str:
        return self.source or self.key


def _size(images: Pictures) -> str:
    return f"{images.shape[1]}×{images.shape[2]}"
