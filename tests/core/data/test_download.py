"""Fetching MNIST: the known bytes or a sentence, whatever a mirror, the disk or the user does; nothing half-written stays."""

import errno
import gzip
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.data import download
from core.data.dataset import DataError
from core.data.download import MIRRORS, MNIST_FILES, Progress, RemoteFile, fetch_mnist
from core.data.four_files import FILE_NAMES
from tests.core.data.mirror import Mirror
from tests.helpers.mnist_files import needed_mnist_folder, small_set, write_set

CONTENT = small_set(train=40, test=12, side=10)
SERVED = {f"{name}.gz": gzip.compress(content, mtime=0) for name, content in CONTENT.items()}
FILES = tuple(RemoteFile(name, hashlib.sha256(content).hexdigest(), len(SERVED[f"{name}.gz"])) for name, content in CONTENT.items())
NAMES = sorted(SERVED)


@pytest.fixture(autouse=True)
def quick_and_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several pieces for each file, and no proxy between us and ourselves."""
    monkeypatch.setattr(download, "_CHUNK_BYTES", 512)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def mirror() -> Iterator[Callable[..., Mirror]]:
    """Makes mirrors that fail in the given ways, one after the other."""
    mirrors: list[Mirror] = []

    def make(*faults: int | str) -> Mirror:
        mirrors.append(Mirror(SERVED, faults or ("well",)))
        return mirrors[-1]

    yield make
    for each in mirrors:
        each.close()


def fetch(folder: Path, *mirrors: Mirror | str, progress: Callable[[Progress], None] = lambda _: None, wait_s: float = 5.0) -> None:
    addresses = [each.address if isinstance(each, Mirror) else each for each in mirrors]
    fetch_mnist(folder, progress, addresses, files=FILES, timeout_s=(wait_s, wait_s), pause_s=0.0)


def assert_complete(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    for name, content in CONTENT.items():
        assert gzip.decompress((folder / f"{name}.gz").read_bytes()) == content


def test_that_files_are_fetched_with_their_progress(tmp_path: Path, mirror: Callable[..., Mirror]) -> None:
    seen: list[Progress] = []
    served = mirror()
    fetch(tmp_path / "new" / "mnist", served, progress=seen.append)
    assert_complete(tmp_path / "new" / "mnist")
    assert [progress.done for progress in seen] == sorted(progress.done for progress in seen)
    assert seen[0].done == 0
    assert seen[-1].done == seen[-1].total == sum(map(len, SERVED.values()))
    assert seen[-1].share == 1
    assert list(dict.fromkeys(progress.file for progress in seen)) == list(FILE_NAMES)
    assert {progress.mirror for progress in seen} == {served.address.split("/")[2]}
    assert all(progress.rate >= 0 for progress in seen)


PASSING = [503, 500, 429, "cut", "cut without length", "wrong", "drop", "hang", "hang midway"]


@pytest.mark.parametrize("fault", PASSING)
def test_that_a_fault_which_passes_is_survived(tmp_path: Path, mirror: Callable[..., Mirror], fault: int | str) -> None:
    served = mirror(fault, "well")
    fetch(tmp_path / "mnist", served, wait_s=0.2)
    assert_complete(tmp_path / "mnist")
    assert served.requests["train-images-idx3-ubyte.gz"] == 2


@pytest.mark.parametrize("fault", [*PASSING, 404, 403, "endless"])
def test_that_the_next_mirror_stands_in_for_one_that_fails(
    tmp_path: Path, mirror: Callable[..., Mirror], monkeypatch: pytest.MonkeyPatch, fault: int | str
) -> None:
    monkeypatch.setattr(download, "_MOST_BYTES", 1 << 17)
    bad, good = mirror(fault), mirror()
    fetch(tmp_path / "mnist", bad, good, wait_s=0.2)
    assert_complete(tmp_path / "mnist")
    assert bad.requests.total() == (download.TRIES if fault in PASSING else 1), "the other files begin with the mirror that works"


REASONS = {
    404: "it answered 404",
    503: "it answered 503",
    "cut": "the connection broke off",
    "cut without length": "it sent other bytes than those of MNIST",
    "wrong": "it sent other bytes than those of MNIST",
    "drop": "the connection broke off",
    "hang": "it did not answer in time",
    "hang midway": "it did not answer in time",
    "endless": "it sends too much",
}


@pytest.mark.parametrize("fault", REASONS)
def test_that_without_a_working_mirror_a_sentence_says_what_to_do(
    tmp_path: Path, mirror: Callable[..., Mirror], monkeypatch: pytest.MonkeyPatch, fault: int | str
) -> None:
    monkeypatch.setattr(download, "_MOST_BYTES", 1 << 17)
    with pytest.raises(DataError) as error:
        fetch(tmp_path / "new" / "mnist", mirror("well", fault), wait_s=0.2)
    sentence = str(error.value)
    assert REASONS[fault] in sentence
    assert str(tmp_path / "new" / "mnist") in sentence
    assert all(name in sentence for name in FILE_NAMES)
    assert "Traceback" not in sentence
    assert list(tmp_path.iterdir()) == []


def test_that_no_network_is_a_sentence(tmp_path: Path, mirror: Callable[..., Mirror]) -> None:
    gone = mirror()
    gone.close()
    with pytest.raises(DataError, match="no connection; nonsense: its answer cannot be understood"):
        fetch(tmp_path / "mnist", gone, "nonsense")
    assert list(tmp_path.iterdir()) == []


def test_that_sound_files_are_kept_and_damaged_ones_replaced(tmp_path: Path, mirror: Callable[..., Mirror]) -> None:
    served = mirror()
    kept, plain_damaged, gz_damaged, missing = FILE_NAMES
    (tmp_path / kept).write_bytes(CONTENT[kept])
    (tmp_path / plain_damaged).write_bytes(CONTENT[plain_damaged][:-1])
    (tmp_path / f"{gz_damaged}.gz").write_bytes(SERVED[f"{gz_damaged}.gz"][:-1])
    fetch(tmp_path, served)
    assert sorted(served.requests) == sorted(f"{name}.gz" for name in (plain_damaged, gz_damaged, missing))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([kept, *served.requests])
    served.requests.clear()
    fetch(tmp_path, served)
    assert not served.requests


def test_that_a_file_with_a_hostile_header_is_replaced_as_any_damaged_one(tmp_path: Path, mirror: Callable[..., Mirror]) -> None:
    (tmp_path / FILE_NAMES[0]).write_bytes(b"\0\0\x08\3" + bytes(4) + b"\xff" * 8)
    fetch(tmp_path, mirror())
    assert_complete(tmp_path)


def test_that_another_data_set_is_not_replaced(tmp_path: Path, mirror: Callable[..., Mirror]) -> None:
    write_set(tmp_path, small_set(seed=9))
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(DataError, match="another data set"):
        fetch(tmp_path, mirror())
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def stop_at(count: int, error: BaseException) -> Callable[[Progress], None]:
    calls = iter(range(count + 1))

    def progress(_: Progress) -> None:
        if next(calls) == count:
            raise error

    return progress


@pytest.mark.parametrize("error", [RuntimeError(), KeyboardInterrupt()], ids=repr)
def test_that_cancelling_at_any_stage_leaves_nothing(tmp_path: Path, mirror: Callable[..., Mirror], error: BaseException) -> None:
    served, seen = mirror(), list[Progress]()
    fetch(tmp_path / "whole" / "mnist", served, progress=seen.append)
    assert len(seen) > 12
    for stage in range(len(seen)):
        with pytest.raises(type(error)):
            fetch(tmp_path / "new" / "mnist", served, progress=stop_at(stage, error))
        assert [path.name for path in tmp_path.iterdir()] == ["whole"], f"at stage {stage}"


def test_that_a_full_disk_is_a_sentence(tmp_path: Path, mirror: Callable[..., Mirror], monkeypatch: pytest.MonkeyPatch) -> None:
    written = 0
    write = download._Sink.write

    class Full:
        def write(self, piece: bytes) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def write_until_full(self: download._Sink, piece: bytes) -> None:
        nonlocal written
        written += len(piece)
        if written > 3000:
            self._stream = Full()
        write(self, piece)

    monkeypatch.setattr(download._Sink, "write", write_until_full)
    served = mirror()
    with pytest.raises(DataError, match=r"No space left on device. Make room") as error:
        fetch(tmp_path / "mnist", served)
    assert str(tmp_path / "mnist") in str(error.value)
    assert list(tmp_path.iterdir()) == []
    assert max(served.requests.values()) == 1, "another try would not help"


@pytest.mark.parametrize("refused", ["pathlib.Path.mkdir", "tempfile.mkdtemp", "pathlib.Path.open", "pathlib.Path.replace"])
def test_that_a_folder_that_may_not_be_written_is_a_sentence(
    tmp_path: Path, mirror: Callable[..., Mirror], monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    served = mirror()
    with monkeypatch.context() as patch:
        patch.setattr(refused, refuse)
        with pytest.raises(DataError, match=r"Permission denied. Make room there or choose another folder"):
            fetch(tmp_path / "mnist", served)
    assert list(tmp_path.iterdir()) == []


def test_that_a_file_in_the_place_of_the_folder_is_a_sentence(tmp_path: Path, mirror: Callable[..., Mirror]) -> None:
    (tmp_path / "mnist").write_text("mine")
    with pytest.raises(DataError, match="File exists"):
        fetch(tmp_path / "mnist", mirror())
    assert (tmp_path / "mnist").read_text() == "mine"


def test_that_a_failing_last_move_leaves_whole_files_with_which_the_next_try_goes_on(
    tmp_path: Path, mirror: Callable[..., Mirror], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, moves = Path.replace, iter(range(9))

    def replace_twice(self: Path, target: Path) -> Path:
        if next(moves) == 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return replace(self, target)

    served = mirror()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace_twice)
        with pytest.raises(DataError, match=os.strerror(errno.EIO)):
            fetch(tmp_path, served)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 2
    assert all((tmp_path / name).read_bytes() == SERVED[name] for name in names)
    served.requests.clear()
    fetch(tmp_path, served)
    assert_complete(tmp_path)
    assert not set(served.requests) & set(names)


def test_that_the_table_of_mnist_is_that_of_the_real_files(tmp_path: Path, mirror: Callable[..., Mirror]) -> None:
    folder = needed_mnist_folder()
    real = {f"{name}.gz": folder / f"{name}.gz" for name in FILE_NAMES}
    if not all(path.is_file() for path in real.values()):
        pytest.skip("The real MNIST is here, but not compressed.")
    served = mirror()
    served.files = {name: path.read_bytes() for name, path in real.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(download, "_CHUNK_BYTES", 1 << 16)
        fetch_mnist(tmp_path, lambda _: None, [served.address])
    assert sorted(path.name for path in tmp_path.iterdir()) == NAMES
    for file in MNIST_FILES:
        assert (tmp_path / f"{file.name}.gz").stat().st_size == pytest.approx(file.size, abs=100)  # a header may name the file
    assert len({address.split("/")[2] for address in MIRRORS}) == len(MIRRORS) >= 2
    assert all(address.startswith("https://") for address in MIRRORS)
