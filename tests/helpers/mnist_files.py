"""Where the tests find the real MNIST, and small sets in the same format."""

import gzip
import os
import struct
from pathlib import Path

import numpy as np
import pytest

from core.data.four_files import FILE_NAMES, has_all_files

_BESIDE_THE_CHECKOUT = Path(__file__).parents[3] / "shared" / "data" / "mnist"


def mnist_folder() -> Path | None:
    """The folder of the four MNIST files: from DESCENT_LAB_DATA, or beside the checkout; None if there is none."""
    named = os.environ.get("DESCENT_LAB_DATA")
    candidates = ([Path(named), Path(named) / "mnist"] if named else []) + [_BESIDE_THE_CHECKOUT]
    return next((folder for folder in candidates if has_all_files(folder)), None)


def needed_mnist_folder() -> Path:
    """As `mnist_folder`; without it the test is skipped, but on the CI it fails."""
    folder = mnist_folder()
    if folder is not None:
        return folder
    sentence = "The real MNIST is needed: put its four files into a folder and name it in DESCENT_LAB_DATA."
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def idx_bytes(values: np.ndarray) -> bytes:
    """A file of the IDX format, written from its description."""
    return struct.pack(f">HBB{values.ndim}I", 0, 8, values.ndim, *values.shape) + values.astype(np.uint8).tobytes()


def small_set(train: int = 30, test: int = 10, side: int = 6, seed: int = 0) -> dict[str, bytes]:
    """The four files, not compressed, of a set of random pictures."""
    random = np.random.default_rng(seed)
    arrays = [
        random.integers(0, 256, (train, side, side)),
        random.integers(0, 10, train),
        random.integers(0, 256, (test, side, side)),
        random.integers(0, 10, test),
    ]
    return {name: idx_bytes(values) for name, values in zip(FILE_NAMES, arrays, strict=True)}


def write_set(folder: Path, files: dict[str, bytes], compressed: bool = True) -> Path:
    """Write the files of a set; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if compressed:
            (folder / f"{name}.gz").write_bytes(gzip.compress(content, 1))
        else:
            (folder / name).write_bytes(content)
    return folder
