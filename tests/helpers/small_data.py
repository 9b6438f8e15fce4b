"""A data set of a few small pictures that networks can learn from in milliseconds, as objects and as IDX files."""

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.data.dataset import Dataset
from core.data.library import DataLibrary
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_network_setup
from core.experiment.snapshot import RunSnapshot
from core.problems.network_setup import NetworkSetup

KEY = "small"
CLASSES, SIDE = 4, 6


def pictures(count: int, seed: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Noisy pictures (count, 6, 6) of four patterns with a blank edge on the left, and their labels."""
    random = np.random.RandomState(seed)
    patterns = np.random.RandomState(99).randint(0, 200, (CLASSES, SIDE, SIDE))
    labels = random.randint(0, CLASSES, count)
    images = np.clip(patterns[labels] + random.randint(0, 110, (count, SIDE, SIDE)), 0, 255)
    images[:, :, 0] = 0
    return images.astype(np.uint8), labels.astype(np.uint8)


def small_dataset(train: int = 240, test: int = 80) -> Dataset:
    """The pictures as a data set."""
    images, labels = pictures(train, 1)
    test_images, test_labels = pictures(test, 2)
    return Dataset(KEY, KEY, images, labels, test_images, test_labels, verified=False, source="made by the tests")


def write_idx(path: Path, array: NDArray[np.uint8]) -> None:
    """Write an array as an IDX file."""
    path.write_bytes(struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.tobytes())


def small_library(folder: Path, train: int = 240, test: int = 80) -> DataLibrary:
    """A library that finds the pictures as IDX files below `folder`, under the key "small"."""
    place = folder / "data" / KEY
    place.mkdir(parents=True, exist_ok=True)
    for prefix, (images, labels) in (("train", pictures(train, 1)), ("t10k", pictures(test, 2))):
        write_idx(place / f"{prefix}-images-idx3-ubyte", images)
        write_idx(place / f"{prefix}-labels-idx1-ubyte", labels)
    return DataLibrary([folder / "data"], folder / "cache")


def small_setup(steps: int = 20, **changes: object) -> Setup:
    """All seven rules on a small network on these pictures."""
    setup = default_network_setup(KEY)
    problem = NetworkSetup(KEY, **{"hidden": (8,), "test_every": 5, **changes})  # type: ignore[arg-type]
    runs = tuple(RunSetup(run.label, run.optimizer, run.sampling.__class__(batch_size=16)) for run in setup.runs)
    return Setup(problem, 0, runs, title=KEY, steps=steps)


def run_of(race: Experiment, label: str) -> RunSnapshot:
    """The run of that label as it is now."""
    return next(run for run in race.snapshot().runs if run.label == label)
