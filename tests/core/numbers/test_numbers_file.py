"""How numbers come into a file: whole or not at all, in little memory, not larger than anybody can use."""

import io
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.numbers.arrays import Arrays
from core.numbers.columns import Table
from core.numbers.export import Numbers
from core.numbers.header import header_path
from core.numbers.npz_file import NpzFile, npz_bytes, shape
from core.numbers.selection import RowSelection, TooLargeError, everything
from tests.helpers.numbers import WRITERS, arrays, fresh, network_snapshot, run_race, table, write_numbers

KINDS = list(WRITERS)


class CancelledError(Exception):
    pass


@pytest.fixture
def impatient(monkeypatch):
    """Somebody is told of every step."""
    monkeypatch.setattr("core.numbers.export._REPORT_SECONDS", 0.0)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("suffix", KINDS)
def test_that_progress_counts_every_step_up_to_all_of_them(tmp_path, suffix):
    snapshot, told = run_race(steps=30).snapshot(), []
    numbers = Numbers(snapshot, RowSelection(("gd", "adam"), 10, 30, 5), WRITERS[suffix])
    numbers.write(tmp_path / f"a{suffix}", lambda done, total: told.append((done, total)))
    assert told == [(step, 60) for step in range(1, 61)]
    assert numbers.steps == 60


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("at", [1, 100, 210])
def test_that_a_cancelled_export_leaves_nothing_and_what_was_there_is_untouched(tmp_path, suffix, at):
    def cancel(done, total):
        if done == at:
            raise CancelledError

    numbers = Numbers(run_race(steps=30).snapshot(), everything(run_race(steps=30).snapshot()), WRITERS[suffix])
    with pytest.raises(CancelledError):
        numbers.write(tmp_path / "new" / f"a{suffix}", cancel)
    assert not (tmp_path / "new").exists()
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"mine")
    header_path(path).write_bytes(b"mine too")
    with pytest.raises(CancelledError):
        numbers.write(path, cancel)
    assert path.read_bytes() == b"mine"
    assert header_path(path).read_bytes() == b"mine too"
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([path.name, header_path(path).name])


class FullDisk(io.BytesIO):
    """Refuses after so many bytes."""

    def __init__(self, room):
        super().__init__()
        self._room = room

    def write(self, data):
        self._room -= len(data)
        if self._room < 0:
            raise OSError(28, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("room", [0, 300, 5_000])
def test_that_a_full_disk_leaves_nothing_of_an_npz(tmp_path, monkeypatch, room):
    opened = Path.open
    monkeypatch.setattr(Path, "open", lambda self, mode="r", *a, **k: FullDisk(room) if mode == "w+b" else opened(self, mode, *a, **k))
    with pytest.raises(OSError, match="No space left"):
        write_numbers(run_race(steps=30).snapshot(), tmp_path / "a.npz")
    assert list(tmp_path.iterdir()) == []


def test_that_a_full_disk_leaves_nothing_of_a_csv(tmp_path):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device that is always full")
    numbers = Numbers(run_race(steps=30).snapshot(), everything(run_race(steps=30).snapshot()), Table)
    with pytest.raises(OSError, match="No space left"):
        numbers.draft(full, tmp_path / "header")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("suffix", KINDS)
def test_that_a_folder_which_is_removed_on_the_way_is_told(tmp_path, suffix):
    import shutil

    def remove(done, total):
        if done == 5:
            shutil.rmtree(tmp_path / "gone")

    numbers = Numbers(run_race(steps=30).snapshot(), everything(run_race(steps=30).snapshot()), WRITERS[suffix])
    with pytest.raises(OSError, match="No such file"):
        numbers.write(tmp_path / "gone" / f"a{suffix}", remove)
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("suffix", KINDS)
def test_that_the_size_is_known_before(tmp_path, suffix):
    run, other = fresh("one", "adam"), fresh("another", "gd")
    run.advance(40)
    other.advance(30)
    for name, snapshot in (("f", run_race("himmelblau", 200).snapshot()), ("n", network_snapshot(run, other))):
        path = tmp_path / f"{name}{suffix}"
        numbers = write_numbers(snapshot, path)
        size = path.stat().st_size
        if suffix == ".npz":
            assert numbers.size == size
        else:
            assert 0.7 * size < numbers.size < 1.4 * size


def test_that_too_much_is_refused_with_what_would_fit(tmp_path, monkeypatch):
    snapshot = run_race(steps=200).snapshot()
    monkeypatch.setattr("core.numbers.selection.MOST_BYTES", 20_000)
    numbers = Numbers(snapshot, everything(snapshot), Arrays)
    with pytest.raises(TooLargeError) as refused:
        numbers.write(tmp_path / "sub" / "a.npz")
    assert "238\N{NO-BREAK SPACE}kB" in str(refused.value)
    assert "20\N{NO-BREAK SPACE}kB" in str(refused.value)
    assert "one step in 12." in str(refused.value)
    assert not (tmp_path / "sub").exists()


def test_that_a_disk_without_room_is_told_before_anything_is_computed(tmp_path, monkeypatch):
    import shutil

    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr("core.numbers.export.shutil.disk_usage", lambda _: usage._replace(free=1000))
    snapshot = run_race(steps=30).snapshot()
    with pytest.raises(TooLargeError, match="has room for 1"):
        Numbers(snapshot, everything(snapshot), Table).write(tmp_path / "deep" / "er" / "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_that_writing_a_network_holds_a_few_rows_and_not_all(tmp_path):
    run = fresh("adam", "adam", shape={"hidden": (200,), "test_every": 50})
    run.advance(150)
    snapshot = network_snapshot(run)
    numbers = Numbers(snapshot, everything(snapshot), Arrays)
    tracemalloc.start()
    try:
        numbers.write(tmp_path / "a.npz")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "a.npz").stat().st_size == numbers.size > 30_000_000
    assert peak < numbers.size / 4


def test_that_nobody_asks_for_nothing():
    snapshot = run_race(steps=5).snapshot()
    for wrong in (((), 0, 5, 1), (("gd",), 3, 2, 1), (("gd",), -1, 2, 1), (("gd",), 0, 2, 0)):
        with pytest.raises(ValueError, match=r"[Cc]hoose|no steps|Every how many"):
            RowSelection(*wrong)
    with pytest.raises(ValueError, match=r"There is no run nobody\. The runs are gd, sgd"):
        Numbers(snapshot, RowSelection(("nobody",), 0, 5), Table)
    with pytest.raises(ValueError, match="no steps from 6 on"):
        Numbers(snapshot, RowSelection(("gd",), 6, 9), Table)


shapes = st.dictionaries(
    st.text(st.characters(exclude_characters="/\\\0", exclude_categories=("Cs",)), min_size=1, max_size=8),
    st.tuples(st.integers(0, 40), st.lists(st.integers(0, 5), max_size=2), st.sampled_from(["<f8", "<f4", "<i8", "|u1"])),
    max_size=5,
)


@given(shapes, st.integers(0, 2**32 - 1), st.sampled_from([8, 64, 1 << 18]))
@settings(max_examples=40)
def test_that_any_arrays_written_row_by_row_are_read_back_by_numpy_and_zipfile(tmp_path_factory, drawn, seed, block):
    path, random = tmp_path_factory.mktemp("npz") / "a.npz", np.random.RandomState(seed)
    wanted = {name: shape(rows, tuple(row), dtype) for name, (rows, row, dtype) in drawn.items()}
    values = {name: random.randint(0, 200, (each.rows, *each.row)).astype(each.dtype) for name, each in wanted.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.numbers.npz_file._BLOCK_BYTES", block)
        with NpzFile(path, wanted, {"note.txt": b"hello"}) as file:
            for row in range(max((each.rows for each in wanted.values()), default=0)):
                for name in [name for name, each in wanted.items() if row < each.rows]:
                    file.append(name, values[name][row])
    assert path.stat().st_size == npz_bytes(wanted, {"note.txt": b"hello"})
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*(f"{name}.npy" for name in wanted), "note.txt"]
    with np.load(path, allow_pickle=False) as file:
        assert file["note.txt"] == b"hello"
        for name, value in values.items():
            assert file[f"{name}.npy"].dtype == value.dtype
            assert file[f"{name}.npy"].tobytes() == value.tobytes()
            assert file[f"{name}.npy"].shape == value.shape


def test_that_an_array_with_too_few_or_too_many_rows_is_a_fault(tmp_path):
    with pytest.raises(ValueError, match="fewer rows"), NpzFile(tmp_path / "a.npz", {"a": shape(3)}, {}) as file:
        file.append("a", 1.0)
    with NpzFile(tmp_path / "b.npz", {"a": shape(1)}, {}) as file:
        file.append("a", 1.0)
        with pytest.raises(ValueError, match="more rows"):
            file.append("a", 2.0)
    with pytest.raises(ValueError, match="too large"):
        NpzFile(tmp_path / "c.npz", {"a": shape(1 << 30)}, {})


def test_that_text_that_cannot_be_written_to_leaves_no_file_open(tmp_path):
    # A fault while an NPZ is written closes it: Windows could not remove it otherwise.
    with suppress(CancelledError), NpzFile(tmp_path / "a.npz", {"a": shape(3)}, {}) as file:
        raise CancelledError
    assert file._file.closed


def test_that_what_pandas_and_numpy_read_is_the_same_file_that_was_asked_for(tmp_path):
    snapshot = run_race(steps=3).snapshot()
    write_numbers(snapshot, tmp_path / "a b.csv")
    write_numbers(snapshot, tmp_path / "a b.npz")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a b.csv", "a b.csv.columns.toml", "a b.npz", "a b.npz.columns.toml"]
    assert len(table(tmp_path / "a b.csv")) == 28
    assert len(arrays(tmp_path / "a b.npz")["gd/step"]) == 4


def test_that_a_file_of_arrays_is_one_that_anybody_may_read_and_knows_no_time(tmp_path):
    with NpzFile(tmp_path / "a.npz", {"η": shape(1)}, {"note": b"x"}) as file:
        file.append("η", 1.0)
    with zipfile.ZipFile(tmp_path / "a.npz") as archive:
        for member in archive.infolist():
            assert (member.date_time, member.create_system, member.external_attr >> 16) == ((1980, 1, 1, 0, 0, 0), 3, 0o100644)
        assert archive.namelist() == ["η.npy", "note"]


def test_that_a_file_of_arrays_may_have_four_gigabytes_less_a_byte_and_no_more(tmp_path):
    most = (1 << 32) - 1
    rows = most - (npz_bytes({"a": shape(1 << 31, dtype="u1")}, {}) - (1 << 31))
    assert npz_bytes({"a": shape(rows, dtype="u1")}, {}) == most
    with pytest.raises(ValueError, match="fewer rows"), NpzFile(tmp_path / "a.npz", {"a": shape(rows, dtype="u1")}, {}):
        pass
    with pytest.raises(ValueError, match="too large"):
        NpzFile(tmp_path / "b.npz", {"a": shape(rows + 1, dtype="u1")}, {})
    assert not (tmp_path / "b.npz").exists()


def test_that_a_file_may_have_no_more_members_than_a_plain_zip_file_can_count(tmp_path):
    texts = {str(number): b"" for number in range((1 << 16) - 1)}
    with pytest.raises(ValueError, match="too large"):
        NpzFile(tmp_path / "a.npz", {"a": shape(0)}, texts)
    assert not (tmp_path / "a.npz").exists()
