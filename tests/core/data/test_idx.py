"""IDX files and sets of four of them: what is sound is read exactly, what is not ends in a sentence."""

import gzip
import hashlib
import tracemalloc
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.data.dataset import DataError
from core.data.four_files import FILE_NAMES, find_files, read_folder
from core.data.idx import read_idx
from tests.helpers.mnist_files import idx_bytes, needed_mnist_folder, small_set, write_set

THREE = idx_bytes(np.arange(24).reshape(2, 3, 4))


def read(folder: Path, content: bytes, name: str = "train-images-idx3-ubyte") -> np.ndarray:
    path = folder / name
    path.write_bytes(content)
    return read_idx(path)


@given(
    values=arrays(np.uint8, st.lists(st.integers(1, 5), min_size=1, max_size=3).map(tuple)),
    cut=st.integers(0, 200),
    form=st.sampled_from("pgm"),
)
def test_that_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, values: np.ndarray, cut: int, form: str) -> None:
    content = idx_bytes(values)
    cut = 16 + cut % max(1, len(content) - 16)
    stored = {"p": content, "g": gzip.compress(content), "m": gzip.compress(content[:cut]) + gzip.compress(content[cut:]) + b"\0\0"}[form]
    result = read(tmp_path_factory.getbasetemp(), stored)
    np.testing.assert_array_equal(result, values)
    assert result.shape == values.shape
    assert not result.flags.writeable


@pytest.mark.parametrize("cuts", [(0,), (6,), (16,), (1, 2, 3, 4, 5), (0, 0, 7, 7, 40), range(41)], ids=str)
def test_that_gzip_of_many_members_is_read_wherever_they_begin(tmp_path: Path, cuts: Sequence[int]) -> None:
    members = [gzip.compress(THREE[begin:end]) for begin, end in pairwise([0, *cuts, len(THREE)])]
    np.testing.assert_array_equal(read(tmp_path, b"".join(members)), np.arange(24).reshape(2, 3, 4))


DAMAGES = {
    "nothing": (b"", "is empty"),
    "only gzip of nothing": (gzip.compress(b""), "is empty"),
    "a web page": (b"<!DOCTYPE html><html></html>", "begins with 3c 21 44 4f"),
    "a web page in gzip": (gzip.compress(b"<html></html>" * 9), "begins with 3c 68 74 6d"),
    "wrong magic": (b"\0\1" + THREE[2:], "begins with 00 01 08 03"),
    "floats": (THREE[:2] + b"\x0d" + THREE[3:], "type 0d"),
    "four dimensions": (THREE[:3] + b"\4" + THREE[4:], "4 dimensions"),
    "no dimensions": (THREE[:3] + b"\0" + THREE[4:], "0 dimensions"),
    "half a header": (THREE[:9], "has 9 of 16 bytes"),
    "one byte short": (THREE[:-1], "has 39 of 40 bytes"),
    "one byte short in gzip": (gzip.compress(THREE[:-1]), "has 39 of 40 bytes"),
    "half a header in two members": (gzip.compress(THREE[:5]) + gzip.compress(THREE[5:9]), "has 9 of 16 bytes"),
    "only gzip of nothing, twice": (gzip.compress(b"") * 2, "is empty"),
    "rubbish behind an empty member": (gzip.compress(b"") + b"rubbish", "does not decompress"),
    "a header that breaks off": (gzip.compress(THREE[:5]) + gzip.compress(THREE[5:])[:12], "does not decompress"),
    "one byte too many": (THREE + b"\0", "more than the 40 bytes"),
    "one byte too many in gzip": (gzip.compress(THREE + b"\0"), "more than the 40 bytes"),
    "gzip cut off": (gzip.compress(THREE)[:-12], "40 bytes"),
    "gzip without its check sum": (gzip.compress(THREE)[:-8], "does not decompress"),
    "wrong check sum": (gzip.compress(THREE)[:-8] + bytes(8), "does not decompress"),
    "rubbish behind gzip": (gzip.compress(THREE) + b"rubbish", "does not decompress"),
    "gzip's name only": (b"\x1f\x8b\x08", "does not decompress"),
    "4 GB in a header": (b"\0\0\x08\1\xff\xff\xff\xff" + bytes(99), "4,294,967,303 bytes; at most"),
    "no image, but of 4 billion by 4 billion pixels": (b"\0\0\x08\3" + bytes(4) + b"\xff" * 8, "is empty"),
    "the same in gzip": (gzip.compress(b"\0\0\x08\3" + b"\xff" * 8 + bytes(4)), "is empty"),
    "0.5 GB in a header": (b"\0\0\x08\1\x20\0\0\0" + bytes(99), "has 107 of 536,870,920 bytes"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_that_a_damaged_file_is_refused_by_name(tmp_path: Path, damage: str) -> None:
    content, words = DAMAGES[damage]
    with pytest.raises(DataError, match="train-images-idx3-ubyte") as error:
        read(tmp_path, content)
    assert words in str(error.value)


def test_that_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(DataError, match="cannot be read"):
            read_idx(path)


HALF_A_GB = b"\0\0\x08\1\x20\0\0\0" + bytes(9)
HOSTILE = {
    "a large promise": HALF_A_GB,
    "a large promise in gzip": gzip.compress(HALF_A_GB),
    "much more than promised": gzip.compress(b"\0\0\x08\1\0\0\0\x0a" + bytes(64_000_000), 1),
    "only zeros": gzip.compress(bytes(64_000_000), 1),
    "many empty members": gzip.compress(b"") * 50_000,
    "much more than promised, in two members": gzip.compress(b"\0\0\x08\1\0") + gzip.compress(b"\0\0\x0a" + bytes(64_000_000), 1),
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_that_a_hostile_file_does_not_fill_the_memory(tmp_path: Path, hostile: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(DataError):
            read(tmp_path, HOSTILE[hostile])
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def test_that_every_spelling_of_the_names_is_found(tmp_path: Path) -> None:
    files = small_set()
    spellings = ("train-images-idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images-idx3-ubyte.gz", "t10k-labels.idx1-ubyte.gz")
    for spelling, content in zip(spellings, files.values(), strict=True):
        (tmp_path / spelling).write_bytes(gzip.compress(content) if spelling.endswith("gz") else content)
    dataset = read_folder(tmp_path, "x", "X")
    assert [path.name for path in find_files(tmp_path).values()] == list(spellings)
    assert (dataset.pixels, dataset.classes, dataset.nbytes, dataset.verified) == (36, 10, 40 * 37, False)


def test_that_missing_files_are_named(tmp_path: Path) -> None:
    files = small_set()
    del files["t10k-labels-idx1-ubyte"]
    with pytest.raises(DataError, match="lacks t10k-labels-idx1-ubyte"):
        read_folder(write_set(tmp_path, files), "x", "X")


def other(**changed: np.ndarray) -> dict[str, bytes]:
    return small_set() | {name.replace("_", "-") + "-ubyte": idx_bytes(values) for name, values in changed.items()}


MISMATCHES = {
    "labels of another length": (other(train_labels_idx1=np.zeros(29)), "30 training images, but 29 labels"),
    "test labels of another length": (other(t10k_labels_idx1=np.zeros(11)), "10 test images, but 11 labels"),
    "test images of another size": (other(t10k_images_idx3=np.zeros((10, 6, 7))), "6×6 pixels, but the test images 6×7"),
    "labels in the place of images": (other(train_images_idx3=np.zeros(30)), "have 1 dimensions"),
    "images in the place of labels": (other(t10k_labels_idx1=np.zeros((10, 6, 6))), "labels 3"),
    "no image": (other(train_images_idx3=np.zeros((0, 6, 6)), train_labels_idx1=np.zeros(0)), "training set is empty"),
    "no pixel": (other(train_images_idx3=np.zeros((30, 0, 6))), "training set is empty"),
}


@pytest.mark.parametrize("mismatch", MISMATCHES)
def test_that_files_which_do_not_belong_together_are_refused(tmp_path: Path, mismatch: str) -> None:
    files, words = MISMATCHES[mismatch]
    with pytest.raises(DataError, match="mnist-ish") as error:
        read_folder(write_set(tmp_path / "mnist-ish", files), "x", "X")
    assert words in str(error.value)


def mutated(content: bytes, random: np.random.Generator) -> bytes:
    """The content with one to three bits flipped, bytes cut, put in or doubled, or its first 16 bytes changed."""
    kind = random.integers(6)
    place = int(random.integers(len(content)))
    length = int(random.integers(1, 9))
    if kind == 0:
        changed = bytearray(content)
        for _ in range(random.integers(1, 4)):
            changed[random.integers(len(content))] ^= 1 << random.integers(8)
        return bytes(changed)
    if kind == 1:
        return content[:place]
    if kind == 2:
        return content[:place] + content[place + length :]
    if kind == 3:
        return content[:place] + random.bytes(length) + content[place:]
    if kind == 4:
        return content[:place] + content[place : place + length] + content[place:]
    place %= 16
    return content[:place] + random.bytes(1) + content[place + 1 :]


def test_that_none_of_500_mutated_files_passes_for_the_sound_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = small_set()
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    monkeypatch.setattr("core.data.four_files.MNIST_SUMS", sums)
    write_set(tmp_path, files)
    sound = read_folder(tmp_path, "mnist", "MNIST")
    assert sound.verified
    random = np.random.default_rng(5)
    refused = unverified = 0
    for number in range(500):
        name, compressed = FILE_NAMES[number % 4], number % 8 < 4
        path = tmp_path / (f"{name}.gz" if compressed else name)
        whole = gzip.compress(files[name], mtime=0) if compressed else files[name]
        path.write_bytes(mutated(whole, random))
        try:
            dataset = read_folder(tmp_path, "mnist", "MNIST")
        except DataError:
            refused += 1
        else:
            same = all(
                np.array_equal(getattr(dataset, part), getattr(sound, part))
                for part in ("train_images", "train_labels", "test_images", "test_labels")
            )
            assert dataset.verified == same
            assert same or not compressed, "gzip's check sum would have told"
            unverified += not same
        path.unlink()
        write_set(tmp_path, {name: files[name]})
    assert refused > 300
    assert unverified > 10


def test_that_real_mnist_is_read_and_verified() -> None:
    folder = needed_mnist_folder()
    dataset = read_folder(folder, "mnist", "MNIST")
    assert dataset.verified
    assert dataset.train_images.shape == (60_000, 28, 28)
    assert dataset.test_images.shape == (10_000, 28, 28)
    assert dataset.train_labels[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert dataset.test_labels[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
    assert dataset.train_images.mean() / 255 == pytest.approx(0.1307, abs=5e-5)
    assert dataset.train_images.std() / 255 == pytest.approx(0.3081, abs=5e-5)


@pytest.mark.parametrize("name", FILE_NAMES)
def test_that_real_mnist_with_one_changed_pixel_or_label_is_not_verified(tmp_path: Path, name: str) -> None:
    real = find_files(needed_mnist_folder())
    for other_name, path in real.items():
        if other_name != name:
            (tmp_path / f"{other_name}{path.suffix}").symlink_to(path)
    content = bytearray(gzip.decompress(real[name].read_bytes()) if real[name].suffix == ".gz" else real[name].read_bytes())
    content[-1000] ^= 1
    (tmp_path / name).write_bytes(content)
    assert not read_folder(tmp_path, "mnist", "MNIST").verified
