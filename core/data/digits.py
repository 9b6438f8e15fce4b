"""Digits drawn by the program: the data set that is always there, the same bytes on every machine."""

import hashlib
import math
from pathlib import Path

import numpy as np

from core.data.dataset import SIDE, Dataset
from core.files import all_or_nothing
from core.text import mark

DIGITS_KEY = "digits"
DIGITS_NAME = mark("Digits drawn by the program")
DIGITS_SUM = "58c59b7192fa26495f4268cc55584749bf5a5deb2ac1b173e9e1527e177bb278"
_TRAIN, _TEST = 10_000, 2_000
_TRAIN_SEED, _TEST_SEED = 1, 2
# Training images and labels, test images and labels, one behind the other.
_SHAPES = ((_TRAIN, SIDE, SIDE), (_TRAIN,), (_TEST, SIDE, SIDE), (_TEST,))
_SIZE = (_TRAIN + _TEST) * (SIDE * SIDE + 1)


def load_digits(cache: Path) -> Dataset:
    """The drawn digits. They are kept in the folder `cache`, which need not exist and may refuse to be written to."""
    file = cache / f"digits-{DIGITS_SUM[:12]}.bin"
    content = _read_kept(file)
    if content is not None:
        return _dataset(content, verified=True)
    content = drawn_bytes()
    verified = hashlib.sha256(content).hexdigest() == DIGITS_SUM
    if verified:
        _keep(file, content)
    return _dataset(content, verified)


def drawn_bytes() -> bytes:
    """All pictures and labels, drawn anew; their SHA-256 is `DIGITS_SUM`."""
    # Imported late: they are drawn once and then kept.
    from core.data.digit_pictures import draw_digits

    parts = (*draw_digits(_TRAIN, _TRAIN_SEED), *draw_digits(_TEST, _TEST_SEED))
    return b"".join(part.tobytes() for part in parts)


def _read_kept(file: Path) -> bytes | None:
    try:
        with file.open("rb") as stream:
            content = stream.read(_SIZE + 1)
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == DIGITS_SUM else None


def _keep(file: Path, content: bytes) -> None:
    try:
        with all_or_nothing({"digits": file}) as drafts:
            drafts["digits"].write_bytes(content)
    except OSError:
        pass  # nothing is lost but the second that drawing takes


def _dataset(content: bytes, verified: bool) -> Dataset:
    parts, begin = [], 0
    for shape in _SHAPES:
        size = math.prod(shape)
        parts.append(np.frombuffer(content, np.uint8, size, begin).reshape(shape))
        begin += size
    train_images, train_labels, test_images, test_labels = parts
    return Dataset(DIGITS_KEY, DIGITS_NAME, train_images, train_labels, test_images, test_labels, verified, source="")
