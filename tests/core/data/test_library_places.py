"""Where data sets are looked for: their order, spellings, homes and links, and what is read again."""

import hashlib
from pathlib import Path

import pytest

from core.data.dataset import DataError
from core.data.four_files import FILE_NAMES, find_files, has_all_files, read_folder
from core.data.library import DataLibrary, default_library
from tests.helpers.mnist_files import small_set, write_set

FILES = small_set()


@pytest.fixture
def library(tmp_path: Path) -> DataLibrary:
    return DataLibrary([tmp_path / "first", tmp_path / "second"], tmp_path / "cache")


def test_that_all_other_sets_come_in_the_order_of_their_keys(library: DataLibrary, tmp_path: Path) -> None:
    for place in ("second/Beta", "first/zeta", "second/alpha", "first/mnist"):
        write_set(tmp_path / place, FILES)
    assert library.add_folder(write_set(tmp_path / "x" / "gamma", FILES)) == "gamma"
    assert library.keys() == ["mnist", "digits", "alpha", "beta", "gamma", "zeta"]
    assert all(map(library.is_found, library.keys()))
    assert not library.is_found("delta")


def test_that_an_added_folder_is_found_from_wherever_the_program_stands(
    library: DataLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_set(tmp_path / "here" / "mine", FILES)
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert library.add_folder(Path("mine")) == "mine"
    monkeypatch.chdir(tmp_path / "there")
    assert library.load("mine").source == str(tmp_path / "here" / "mine")


def test_that_an_added_folder_that_is_gone_is_no_longer_listed(library: DataLibrary, tmp_path: Path) -> None:
    folder = write_set(tmp_path / "x" / "mine", FILES)
    library.add_folder(folder)
    folder.rename(tmp_path / "x" / "gone")
    assert library.keys() == ["digits"]
    with pytest.raises(DataError, match="There is no data set “mine”"):
        library.load("mine")


def test_that_a_home_may_be_written_as_a_tilde(tmp_path: Path, user_folders: Path) -> None:
    place = write_set(user_folders / "sets" / "mine", FILES)
    for library in (default_library(Path("~/sets"), {}), default_library(None, {"DESCENT_LAB_DATA": "~/sets"})):
        assert library.load("mine").source == str(place)
    assert default_library(Path("~/sets"), {}).download_folder == user_folders / "sets" / "mnist"
    assert default_library(None, {"DESCENT_LAB_DATA": ""}).keys() == ["digits"]


def test_that_mnist_is_fetched_into_the_last_folder_or_where_it_is_told_to_and_else_beside_the_digits(tmp_path: Path) -> None:
    one, other, cache = tmp_path / "one", tmp_path / "other", tmp_path / "cache"
    assert DataLibrary([one, other], cache).download_folder == other / "mnist"
    assert DataLibrary([], cache).download_folder == cache / "mnist"
    assert DataLibrary([one], cache, other).download_folder == other


def test_that_a_plain_file_goes_before_a_compressed_one_and_a_hyphen_before_a_dot(tmp_path: Path) -> None:
    name = FILE_NAMES[0]
    dotted = name.replace("-idx", ".idx")
    for spelling in (f"{dotted}.gz", dotted, f"{name}.gz", name):
        (tmp_path / spelling).write_bytes(b"x")
        assert find_files(tmp_path) == {name: tmp_path / spelling}
    (tmp_path / FILE_NAMES[1]).mkdir()
    assert list(find_files(tmp_path)) == [name], "a folder is no file"
    assert not has_all_files(tmp_path)


@pytest.mark.parametrize("changed", [None, *FILE_NAMES])
def test_that_a_set_is_verified_only_if_all_four_files_are_the_known_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str | None
) -> None:
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    monkeypatch.setattr("core.data.four_files.MNIST_SUMS", sums | ({changed: "0" * 64} if changed else {}))
    dataset = read_folder(write_set(tmp_path, FILES), "k", "K")
    assert dataset.verified is (changed is None)
    assert (dataset.key, dataset.name, dataset.source) == ("k", "K", str(tmp_path))
    assert (len(dataset.train_images), len(dataset.test_images)) == (len(dataset.train_labels), len(dataset.test_labels)) == (30, 10)


def test_that_a_set_whose_files_cannot_be_looked_at_is_read_anew(
    library: DataLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_set(tmp_path / "first" / "a", FILES)
    first = library.load("a")
    assert library.load("a") is first
    with monkeypatch.context() as patch:
        patch.setattr("core.data.library.find_files", lambda folder: dict.fromkeys(FILE_NAMES, tmp_path / "nowhere"))
        assert library.load("a") is not first
        assert library.load("a") is not library.load("a")


def test_that_another_folder_of_one_library_may_hold_a_second_mnist_beside_the_first(library: DataLibrary, tmp_path: Path) -> None:
    write_set(tmp_path / "first" / "mnist", FILES)
    write_set(tmp_path / "first" / "MNIST 2", FILES)
    write_set(tmp_path / "first" / "mnist!", FILES)
    found = {entry.key: entry.folder for entry in library.entries() if entry.folder is not None}
    assert sorted(found) == ["mnist", "mnist-2", "mnist-3"]
    assert {folder.name for folder in found.values()} == {"mnist", "MNIST 2", "mnist!"}
    assert found["mnist-2"].name == "MNIST 2", "a key that a name makes by itself is never taken from it"
