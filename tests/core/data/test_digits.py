"""The digits that the program draws: the same bytes everywhere, kept when they can be, and drawn anew when they must be."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.data import digits
from core.data.digit_pictures import draw_digits
from core.data.digits import DIGITS_SUM, load_digits
from core.data.glyphs import GLYPHS


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the digits are kept already."""
    folder = tmp_path_factory.mktemp("cache")
    load_digits(folder)
    return folder


def test_that_the_bytes_are_the_known_ones_without_the_newer_instructions_of_the_processor() -> None:
    script = "import hashlib; from core.data.digits import drawn_bytes; print(hashlib.sha256(drawn_bytes()).hexdigest())"
    # NumPy warns of names that the processor does not have; they are of several versions and makers.
    plain = {**os.environ, "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX2 FMA3 AVX512F AVX512_SKX ASIMDHP ASIMDFHM SVE"}
    root = Path(__file__).parents[3]
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], cwd=root, env=plain, capture_output=True, text=True, check=False
    )
    assert result.stdout.strip() == DIGITS_SUM, result.stderr


def test_that_they_are_verified_kept_and_balanced(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digits, "drawn_bytes", lambda: pytest.fail("drawn though they were kept"))
    dataset = load_digits(cache)
    assert dataset.verified
    assert dataset.train_images.shape == (10_000, 28, 28)
    assert dataset.test_images.shape == (2_000, 28, 28)
    assert np.bincount(dataset.train_labels).tolist() == [1000] * 10
    assert np.bincount(dataset.test_labels).tolist() == [200] * 10
    assert len(set(dataset.train_labels[:40].tolist())) > 5, "shuffled"
    assert not dataset.train_images.flags.writeable
    assert (dataset.source, dataset.classes, dataset.pixels) == ("", 10, 784)
    assert "drawn by the program" in dataset.name


def test_that_no_two_pictures_are_the_same(cache: Path) -> None:
    dataset = load_digits(cache)
    pictures = {image.tobytes() for images in (dataset.train_images, dataset.test_images) for image in images}
    assert len(pictures) == 12_000


def test_that_ink_is_as_in_mnist(cache: Path) -> None:
    images = load_digits(cache).train_images / 255
    assert 0.09 < images.mean() < 0.15  # MNIST: 0.1307
    assert 0.2 < images.std() < 0.32  # MNIST: 0.3081
    on_the_edge = np.concatenate([images[:, [0, -1], :].ravel(), images[:, :, [0, -1]].ravel()])
    assert (on_the_edge > 0.5).mean() < 0.02, "the digits lie inside"


def test_that_a_damaged_cache_is_drawn_anew(tmp_path: Path, cache: Path) -> None:
    (kept,) = cache.iterdir()
    content = bytearray(kept.read_bytes())
    content[5_000_000] ^= 1
    (tmp_path / kept.name).write_bytes(content)
    assert load_digits(tmp_path).verified
    assert (tmp_path / kept.name).read_bytes() == kept.read_bytes()


def test_that_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = next(cache.iterdir()).read_bytes()
    monkeypatch.setattr(digits, "drawn_bytes", lambda: content)
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert load_digits(blocked / "cache").verified
    assert list(tmp_path.iterdir()) == [blocked]


def test_that_a_machine_that_draws_otherwise_says_unverified_and_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytes(digits._SIZE)
    monkeypatch.setattr(digits, "drawn_bytes", lambda: content)
    assert not load_digits(tmp_path).verified
    assert list(tmp_path.iterdir()) == []


def test_that_the_seed_decides_and_nothing_else() -> None:
    (images, labels), (again, labels_again), (others, _) = draw_digits(50, 3), draw_digits(50, 3), draw_digits(50, 4)
    np.testing.assert_array_equal(images, again)
    np.testing.assert_array_equal(labels, labels_again)
    assert not np.array_equal(images, others)


def test_that_glyphs_stay_in_their_box_and_every_digit_is_written_in_several_ways() -> None:
    assert len(GLYPHS) == 10
    for glyphs in GLYPHS:
        assert len(glyphs) >= 4
        for x, y in (point for glyph in glyphs for stroke in glyph for point in stroke.points):
            assert abs(x) <= 0.7
            assert abs(y) <= 1


def test_that_a_linear_rule_from_the_training_set_reads_most_but_not_all_of_the_test_set(cache: Path) -> None:
    """The nearest mean of a class reads 82% of MNIST (LeCun et al. 1998: a linear classifier 88%)."""
    dataset = load_digits(cache)
    means = np.stack([dataset.train_images[dataset.train_labels == digit].mean(0).ravel() for digit in range(10)])
    test = dataset.test_images.reshape(len(dataset.test_images), -1).astype(np.float64)
    read = (test @ means.T - (means**2).sum(1) / 2).argmax(1)
    assert 0.5 < (read == dataset.test_labels).mean() < 0.9


def test_that_the_pinned_sum_is_that_of_the_parts(cache: Path) -> None:
    dataset = load_digits(cache)
    parts = (dataset.train_images, dataset.train_labels, dataset.test_images, dataset.test_labels)
    assert hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest() == DIGITS_SUM
