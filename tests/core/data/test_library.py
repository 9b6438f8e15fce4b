"""Which data sets are found where, under which key, and what is said when there is none."""

import hashlib
import os
import sys
from pathlib import Path

import pytest

from core.data.dataset import DataError
from core.data.four_files import FILE_NAMES
from core.data.library import DataLibrary, default_library
from tests.helpers.mnist_files import small_set, write_set

FILES = small_set()


@pytest.fixture
def library(tmp_path: Path) -> DataLibrary:
    return DataLibrary([tmp_path / "first", tmp_path / "second"], tmp_path / "cache")


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small set counts as MNIST."""
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    monkeypatch.setattr("core.data.four_files.MNIST_SUMS", sums)


def test_that_without_files_there_are_digits_and_mnist_is_listed_as_missing(library: DataLibrary) -> None:
    assert library.keys() == ["digits"]
    assert [(entry.key, entry.found, entry.folder) for entry in library.entries()] == [("mnist", False, None), ("digits", True, None)]
    assert library.is_found("digits")
    assert not library.is_found("mnist")
    assert library.load("digits").verified


def test_that_a_missing_mnist_says_what_to_do(library: DataLibrary, tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        library.load("mnist")
    assert library.download_folder == tmp_path / "second" / "mnist"
    for words in ("data fetch mnist", str(library.download_folder), *FILE_NAMES):
        assert words in str(error.value)


def test_that_another_missing_set_says_which_there_are_and_where_to_put_it(library: DataLibrary, tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        library.load("kmnist")
    for words in ("“kmnist”", "digits", str(tmp_path / "second" / "kmnist"), *FILE_NAMES):
        assert words in str(error.value)
    write_set(tmp_path / "second" / "kmnist", FILES)
    assert library.load("kmnist").name == "kmnist"


def test_that_sets_are_found_in_folders_and_their_sub_folders(library: DataLibrary, tmp_path: Path) -> None:
    write_set(tmp_path / "first", FILES)
    write_set(tmp_path / "second" / "mnist", FILES)
    write_set(tmp_path / "second" / "Fashion MNIST", FILES, compressed=False)
    write_set(tmp_path / "second" / "digits", FILES)  # a name that is taken
    write_set(tmp_path / "second" / "part", {FILE_NAMES[0]: FILES[FILE_NAMES[0]]})
    assert library.keys() == ["mnist", "digits", "fashion-mnist"]
    dataset = library.load("mnist")
    assert (dataset.key, dataset.name, dataset.source, dataset.verified) == ("mnist", "MNIST", str(tmp_path / "first"), False)
    assert library.load("fashion-mnist").name == "Fashion MNIST"


def test_that_letters_of_every_language_make_a_key(library: DataLibrary, tmp_path: Path) -> None:
    for name in ("손글씨", "숫자", "Café au lait", "Ελληνικά_2", "…", "!"):
        write_set(tmp_path / "first" / name, FILES)
    named = {entry.name: entry.key for entry in library.entries()}
    assert [named[name] for name in ("손글씨", "숫자", "Café au lait", "Ελληνικά_2")] == ["손글씨", "숫자", "café-au-lait", "ελληνικά-2"]
    assert [named[name] for name in ("!", "…")] == ["data", "data-2"]
    assert library.load("손글씨").source == str(tmp_path / "first" / "손글씨")
    assert library.add_folder(write_set(tmp_path / "x" / "한글", FILES)) == "한글"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_that_a_key_can_be_written_whatever_the_bytes_of_the_name(library: DataLibrary, tmp_path: Path) -> None:
    write_set(tmp_path / "first" / os.fsdecode(b"caf\xe9 set"), FILES)
    assert library.keys() == ["digits", "caf-set"]


def test_that_sets_whose_names_make_the_same_key_are_numbered(library: DataLibrary, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first / "my set", first / "my-set", first / "my-set-2", second / "My Set", second / "my-set", first / "MNIST"):
        write_set(folder, FILES)
    expected = {
        "my-set": first / "my set",
        "my-set-2": first / "my-set-2",  # a key that a name makes by itself is never taken from it
        "my-set-3": first / "my-set",
        "my-set-4": second / "My Set",
    }
    assert {entry.key: entry.folder for entry in library.entries()[2:]} == expected, "of one name, the first folder's is the one"
    assert library.add_folder(first / "my-set") == "my-set-3", "it has that key already"
    write_set(second / "mnist", FILES)
    assert len(library.keys()) == 6, "another MNIST is hidden by the first"


def test_that_the_last_two_are_kept_and_changed_files_are_read_anew(library: DataLibrary, tmp_path: Path) -> None:
    for name in "abc":
        write_set(tmp_path / "first" / name, FILES)
    a, b = library.load("a"), library.load("b")
    assert library.load("a") is a
    library.load("c")
    assert library.load("a") is a
    assert library.load("b") is not b
    write_set(tmp_path / "first" / "a", small_set(train=31))
    assert len(library.load("a").train_labels) == 31


@pytest.mark.parametrize(
    "damaged", [b"<html>", b"\0\0\x08\3" + bytes(4) + b"\xff" * 8], ids=["a web page", "0 images of 4 billion squared"]
)
def test_that_a_damaged_file_is_told_when_loading(library: DataLibrary, tmp_path: Path, damaged: bytes) -> None:
    folder = write_set(tmp_path / "first" / "a", FILES)
    (folder / "t10k-labels-idx1-ubyte.gz").write_bytes(damaged)
    with pytest.raises(DataError, match="t10k-labels-idx1-ubyte"):
        library.load("a")
    with pytest.raises(DataError, match="t10k-labels-idx1-ubyte"):
        library.add_folder(folder)


def test_that_a_file_replaced_by_another_of_the_same_size_is_read_anew(library: DataLibrary, tmp_path: Path) -> None:
    folder = write_set(tmp_path / "first" / "a", FILES, compressed=False)
    before = library.load("a")
    labels = next(path for path in folder.iterdir() if path.name.startswith("train-labels"))
    stamp = labels.stat()
    content = bytearray(labels.read_bytes())
    content[-1] = (content[-1] + 1) % 10
    labels.write_bytes(content)
    os.utime(labels, ns=(stamp.st_atime_ns, stamp.st_mtime_ns + 1_000_000))
    assert labels.stat().st_size == stamp.st_size
    assert library.load("a").train_labels[-1] == (before.train_labels[-1] + 1) % 10


def test_that_an_added_folder_is_found_under_its_name(library: DataLibrary, tmp_path: Path) -> None:
    one = write_set(tmp_path / "x" / "KMNIST (new)", FILES)
    other = write_set(tmp_path / "y" / "kmnist new", FILES)
    assert library.add_folder(one) == library.add_folder(one) == "kmnist-new"
    assert library.add_folder(other) == "kmnist-new-2"
    assert library.load("kmnist-new-2").source == str(other)
    assert library.add_folder(write_set(tmp_path / "digits", FILES)) == "digits-2"
    assert library.add_folder(write_set(tmp_path / "…", FILES)) == "data"


@pytest.mark.usefixtures("known")
def test_that_an_added_mnist_comes_before_all_others_whatever_its_folder_is_called(library: DataLibrary, tmp_path: Path) -> None:
    write_set(tmp_path / "first" / "mnist", small_set(seed=1))
    assert not library.load("mnist").verified
    assert library.add_folder(write_set(tmp_path / "downloads", FILES)) == "mnist"
    assert library.load("mnist").verified
    assert library.keys() == ["mnist", "digits"]


def test_that_a_folder_without_a_set_is_not_added(library: DataLibrary, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=f"lacks {', '.join(FILE_NAMES)}"):
        library.add_folder(tmp_path)
    with pytest.raises(DataError, match="lacks"):
        library.add_folder(tmp_path / "missing")
    assert library.keys() == ["digits"]


def test_that_data_option_comes_before_the_environment_and_that_before_the_users_folder(tmp_path: Path, user_folders: Path) -> None:
    own = user_folders / "data" / "descent-lab" / "mnist"
    environment = {"DESCENT_LAB_DATA": str(tmp_path / "named")}
    places = [own, tmp_path / "named" / "mnist", tmp_path / "option" / "mnist"]
    for place in places:
        write_set(place, FILES)
        library = default_library(tmp_path / "option", environment)
        assert library.load("mnist").source == str(place)
    assert library.download_folder == tmp_path / "option" / "mnist"
    assert default_library(None, {}).download_folder == own
    assert default_library(None, environment).download_folder == own
    assert default_library(tmp_path / "option" / "mnist", {}).load("mnist").source == str(places[2])


def test_that_the_digits_are_kept_in_the_users_cache(user_folders: Path) -> None:
    default_library(None, {}).load("digits")
    assert len(list((user_folders / "cache" / "descent-lab").iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="permissions are otherwise on Windows")
def test_that_a_folder_that_may_not_be_read_is_passed_over(library: DataLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_set(tmp_path / "second" / "a", FILES)

    def refuse(self: Path) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", refuse)
        assert library.keys() == ["digits"]
    assert library.keys() == ["digits", "a"]
