"""`data`, `data fetch mnist` and `data verify`, as they are typed."""

import argparse
import hashlib
import io
import sys
from pathlib import Path

import pytest

from core.data.dataset import DataError
from core.data.download import Progress
from core.data.library import DataLibrary
from gui.command_line import data as data_commands
from gui.command_line.data import add_data_parser, carry_out_data, progress_text
from tests.helpers.mnist_files import small_set, write_set

FILES = small_set()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the digits are drawn once for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def library(tmp_path: Path, cache: Path) -> DataLibrary:
    return DataLibrary([tmp_path / "data"], cache)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small set counts as MNIST."""
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    monkeypatch.setattr("core.data.four_files.MNIST_SUMS", sums)


def data(library: DataLibrary, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_data_parser(parser.add_subparsers(dest="command"), argparse.ArgumentParser(add_help=False))
    return carry_out_data(parser.parse_args(["data", *arguments]), library)


def test_that_the_list_says_how_to_get_what_is_missing(library: DataLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert data(library) == 0
    header, mnist, digits = capsys.readouterr().out.splitlines()
    assert header.split() == ["key", "name", "training", "test", "content", "where"]
    assert mnist.startswith("mnist   MNIST")
    assert f"not found  “data fetch mnist” puts it into {library.download_folder}" in mnist
    assert " ".join(digits.split()) == "digits Digits drawn by the program 10,000 2,000 verified drawn by the program"
    assert header.index("content") == mnist.index("not found") == digits.index("verified")


def test_that_the_list_says_what_is_verified(library: DataLibrary, tmp_path: Path, known: None, capsys: pytest.CaptureFixture[str]) -> None:
    write_set(tmp_path / "data" / "mnist", FILES)
    write_set(tmp_path / "data" / "kmnist", small_set(seed=1))
    write_set(tmp_path / "data" / "torn", FILES | {"t10k-labels-idx1-ubyte": b""})
    assert data(library) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:5] == ["mnist", "MNIST", "30", "10", "verified"]
    assert lines[3].split() == ["kmnist", "kmnist", "30", "10", "unverified", str(tmp_path / "data" / "kmnist")]
    assert "damaged" in lines[4]
    assert "data verify" in lines[4]


def test_that_verify_tells_each_content(library: DataLibrary, tmp_path: Path, known: None, capsys: pytest.CaptureFixture[str]) -> None:
    write_set(tmp_path / "data" / "kmnist", small_set(seed=1))
    assert data(library, "verify") == 0
    write_set(tmp_path / "data" / "mnist", FILES)
    write_set(tmp_path / "data" / "torn", FILES | {"t10k-labels-idx1-ubyte": b""})
    assert data(library, "verify") == 1
    missing, digits, kmnist, mnist, *_, torn = capsys.readouterr().out.splitlines()
    assert missing == "mnist: not found"
    assert digits == "digits: verified, every byte is the known one"
    assert kmnist.startswith("kmnist: unverified; the files are sound")
    assert mnist == "mnist: verified, every byte is the known one"
    assert torn.startswith("torn: ")
    assert "t10k-labels-idx1-ubyte.gz is empty" in torn


def steps(folder: Path, *, then: BaseException | None = None):
    """Stands in for `fetch_mnist`, whose own tests are elsewhere."""

    def fetch(target: Path, progress) -> None:
        assert target == folder
        for done in (0, 4_000, 9_000):
            progress(Progress("train-images-idx3-ubyte" if done < 9_000 else "t10k-labels-idx1-ubyte", done, 9_000, 1e6, "mirror.org"))
        if then is not None:
            raise then
        write_set(folder, FILES)

    return fetch


def test_that_fetch_puts_mnist_where_it_is_found(
    library: DataLibrary, known: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = library.download_folder
    monkeypatch.setattr(data_commands, "fetch_mnist", steps(folder))
    assert data(library, "fetch", "mnist") == 0
    said = capsys.readouterr()
    assert said.out == f"MNIST is in {folder}, verified.\n"
    assert said.err.splitlines() == [
        "fetching train-images-idx3-ubyte from mirror.org",
        "fetching t10k-labels-idx1-ubyte from mirror.org",
    ]
    assert library.load("mnist").verified
    monkeypatch.setattr(data_commands, "fetch_mnist", lambda *_: pytest.fail("fetched again"))
    assert data(library, "fetch", "mnist") == 0
    assert capsys.readouterr().out == f"MNIST is already in {folder}, verified.\n"


def test_that_fetch_says_so_when_other_files_come_first(
    library: DataLibrary, tmp_path: Path, known: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_set(tmp_path / "data", small_set(seed=1))
    monkeypatch.setattr(data_commands, "fetch_mnist", steps(library.download_folder))
    assert data(library, "fetch", "mnist") == 0
    assert "It is not used yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [(KeyboardInterrupt(), 130, "Cancelled; nothing half-written stays."), (DataError("No network, so …"), 1, "No network, so …")],
    ids=["Ctrl-C", "failure"],
)
def test_that_a_fetch_that_ends_early_is_a_sentence(
    library: DataLibrary, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, words: str
) -> None:
    monkeypatch.setattr(data_commands, "fetch_mnist", steps(library.download_folder, then=error))
    assert data(library, "fetch", "mnist") == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == words


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_that_a_terminal_shows_one_line_written_over(library: DataLibrary, known: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_commands, "fetch_mnist", steps(library.download_folder))
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert data(library, "fetch", "mnist") == 0
    written = sys.stderr.getvalue()
    assert written.count("\n") == 1
    assert written.endswith("\n")
    shown = written.strip("\r\n").split("\r")
    assert len(shown) == 3
    assert {len(line) for line in shown} == {78}, "each covers the one before"
    assert " 44%" in shown[1]


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (DataError("No network, so …"), 1)])
def test_that_what_ends_a_fetch_stands_below_the_line_of_a_terminal(
    library: DataLibrary, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    monkeypatch.setattr(data_commands, "fetch_mnist", steps(library.download_folder, then=error))
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert data(library, "fetch", "mnist") == code
    told, sentence, end = sys.stderr.getvalue().split("\n")
    assert (told[:1], end) == ("\r", "")
    assert sentence in ("Cancelled; nothing half-written stays.", "No network, so …")


def test_that_a_progress_line_fits_into_80_columns() -> None:
    text = progress_text(Progress("train-images-idx3-ubyte", 5_800_000, 11_594_722, 2.34e6, "mirror.org"))
    assert text == "████████████░░░░░░░░░░░░  50%    5.8 of 11.6 MB    2.3 MB/s  train-images-idx3-ubyte"[:78]


def test_that_only_mnist_can_be_fetched(library: DataLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        data(library, "fetch", "digits")
    assert error.value.code == 2
    assert "mnist" in capsys.readouterr().err
