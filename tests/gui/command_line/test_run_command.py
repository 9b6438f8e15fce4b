"""`run` on a network, and what Ctrl-C does at each moment. The pictures have tests of their own and are stood in for here."""

import csv
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.experiment.experiment import Experiment
from core.problems.kinds import FUNCTION as FUNCTION_KIND
from core.problems.kinds import NETWORK as NETWORK_KIND
from gui.command_line import headless
from gui.command_line import run as run_command
from gui.command_line.main import main
from gui.command_line.terminal import StatusLine
from tests.helpers.run_command import written_files
from tests.helpers.small_data import small_library

ROOT = Path(__file__).parents[3]
NETWORK = """
steps = 23
[problem]
dataset = "small"
hidden = [8]
test_every = 5
batch_size = 16
{more}
[[runs]]
optimizer = "adam"
[[runs]]
optimizer = "sgd"
label = "SGD, wild"
learning_rate = 1e6
[[runs]]
optimizer = "gd"
"""
FUNCTION = """
steps = 500000
[problem]
function = "rosenbrock"
[[runs]]
optimizer = "adam"
"""
HALF_WRITTEN = "run,st"


class Bench:
    """A folder with an experiment and a data set; `run` carries the command out in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.out = folder, folder / "out"
        self._capsys, self._monkeypatch = capsys, monkeypatch
        small_library(folder)
        self.write(NETWORK.format(more=""))
        self.pictures: list[str] = []
        self.patch(run_command, "_draw", self._draw)

    def patch(self, owner: object, name: str, value: object) -> None:
        self._monkeypatch.setattr(owner, name, value)

    def write(self, text: str) -> None:
        (self.folder / "race.toml").write_text(text, encoding="utf-8")

    def run(self) -> tuple[int, str, str]:
        """The exit code, stdout and stderr."""
        code = main(["run", str(self.folder / "race.toml"), "--out", str(self.out), "--data", str(self.folder / "data")])
        return code, *self._capsys.readouterr()

    def rows(self) -> list[list[str]]:
        with (self.out / "history.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def files(self) -> list[str]:
        return sorted(path.name for path in self.out.iterdir()) if self.out.exists() else []

    def _draw(self, snapshot, title, texts, drafts, interruption) -> None:  # type: ignore[no-untyped-def]
        self.pictures = [name for name in drafts if drafts[name].suffix == ".png"]
        for name in self.pictures:
            drafts[name].write_bytes(b"a picture")
            interruption.check()

    def interrupt_in_race(self, times: int = 1, after: int = 3) -> None:
        """Press Ctrl-C while the runs step, after so many pieces of work."""
        work, calls = Experiment.work, []

        def interrupted(experiment: Experiment, target: int, seconds: float) -> bool:
            calls.append(target)
            if len(calls) == after:
                press(times)
            return work(experiment, target, min(seconds, 0.005) if len(calls) <= after else seconds)

        self.patch(Experiment, "work", interrupted)


def press(times: int = 1) -> None:
    """Press Ctrl-C."""
    for _ in range(times):
        signal.raise_signal(signal.SIGINT)


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(tmp_path, capsys, monkeypatch)


def test_that_a_network_leaves_its_history_and_a_picture_of_each_plot(bench: Bench) -> None:
    code, _, complaint = bench.run()
    assert (code, complaint) == (0, "")
    assert bench.files() == written_files(NETWORK_KIND)
    assert bench.pictures == list(NETWORK_KIND.plots)
    header, *rows = bench.rows()
    assert header == ["run", "step", "epoch", "loss", "test_accuracy"]
    assert [int(row[1]) for row in rows if row[0] == "adam"] == list(range(24))
    assert [int(row[1]) for row in rows if row[0] == "adam" and row[4]] == [0, 5, 10, 15, 20, 23]


def test_that_layers_are_written_where_they_are_asked_for(bench: Bench) -> None:
    bench.write(NETWORK.format(more="record_layers = true"))
    assert bench.run()[0] == 0
    assert bench.files() == written_files(NETWORK_KIND, "layers.csv")
    assert "adam,0,1," in (bench.out / "layers.csv").read_text()


def test_that_the_history_of_two_runs_of_the_command_is_the_same_to_the_bit(bench: Bench) -> None:
    bench.run()
    first = (bench.out / "history.csv").read_bytes()
    bench.run()
    assert (bench.out / "history.csv").read_bytes() == first


def test_that_the_table_of_a_network_tells_loss_accuracy_and_gradients(bench: Bench) -> None:
    _, text, _ = bench.run()
    header, adam, wild, gd, empty, fairness = text.splitlines()
    assert header.split("  ")[0] == "run"
    rows = [row for row in bench.rows() if row[0] == "adam"]
    mean = sum(float(row[3]) for row in rows) / len(rows)
    assert adam.split()[:5] == ["adam", "23", f"{mean:.4g}", f"{float(rows[-1][4]):.2%}", f"{23 * 16}"]
    assert adam.endswith("reached step 23")
    assert "SGD, wild" in wild
    assert gd.split()[4] == f"{23 * 240:,}"
    assert empty == ""
    assert fairness.startswith("Same start, same batches of 16.")


def test_that_a_missing_data_set_is_one_sentence_and_writes_nothing(bench: Bench) -> None:
    bench.write(NETWORK.format(more="").replace('"small"', '"fashion"'))
    code, _, complaint = bench.run()
    assert code == 2
    assert complaint.count("\n") == 1
    assert "There is no data set “fashion”. There are: digits, small." in complaint
    assert not bench.out.exists()


def test_that_too_many_images_are_one_sentence(bench: Bench) -> None:
    bench.write(NETWORK.format(more="train_size = 241"))
    code, _, complaint = bench.run()
    assert (code, complaint.count("\n"), "has 240 training images" in complaint) == (2, 1, True)
    assert not bench.out.exists()


def test_that_a_start_without_a_finite_loss_is_one_sentence(bench: Bench) -> None:
    bench.write(NETWORK.format(more="init = 100").replace("hidden = [8]", f"hidden = {[800] * 12}"))
    code, _, complaint = bench.run()
    assert code == 2
    # A slow machine says before it that it loads.
    assert "race.toml cannot be run: The loss is not finite at the start" in complaint.splitlines()[-1]


def test_that_too_little_memory_is_one_sentence(bench: Bench) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    bench.patch(run_command, "write_history", exhausted)
    code, _, complaint = bench.run()
    assert (code, complaint.count("\n"), "not enough memory" in complaint) == (1, 1, True)
    assert bench.files() == []


# Ctrl-C


@pytest.mark.parametrize("text", [NETWORK.format(more="").replace("steps = 23", "steps = 100000"), FUNCTION], ids=["network", "function"])
def test_that_ctrl_c_keeps_the_rows_so_far_and_says_so(bench: Bench, text: str) -> None:
    bench.write(text)
    bench.interrupt_in_race()
    code, table, complaint = bench.run()
    assert code == 130
    last = {row[0]: int(row[1]) for row in bench.rows()[1:]}
    step = last["adam"]
    total = 500_000 if text is FUNCTION else 100_000
    assert 0 < step < total
    assert last.get("gd", step) == step, "all runs that did not end are at the same step"
    assert complaint == f"Interrupted at step {step:,} of {total:,}; the rows and pictures so far are in {bench.out}.\n"
    assert f"reached step {step}" in table
    assert bench.pictures
    assert bench.files() == written_files(FUNCTION_KIND if text is FUNCTION else NETWORK_KIND)


def test_that_runs_which_were_interrupted_within_a_step_are_brought_to_the_same_one(bench: Bench) -> None:
    work, steps = Experiment.work, []

    def interrupted(experiment: Experiment, target: int, seconds: float) -> bool:
        if steps:
            return work(experiment, target, seconds)
        for _ in range(9):
            work(experiment, target, 0.0)
            if len({run.step for run in experiment.active}) > 1:
                break
        steps.extend({run.step for run in experiment.active})
        press()
        return False

    bench.patch(Experiment, "work", interrupted)
    assert bench.run()[0] == 130
    assert len(steps) == 2, "only some of them have taken it"
    last = {row[0]: int(row[1]) for row in bench.rows()[1:]}
    assert last == dict.fromkeys(["adam", "SGD, wild", "gd"], max(steps))


def test_that_an_interrupted_network_is_tested_at_its_last_row(bench: Bench) -> None:
    bench.write(NETWORK.format(more="").replace("test_every = 5", "test_every = 100000").replace("steps = 23", "steps = 100000"))
    bench.interrupt_in_race()
    bench.run()
    rows = [row for row in bench.rows() if row[0] == "adam"]
    assert [bool(row[4]) for row in rows] == [True, *[False] * (len(rows) - 2), True]


def test_that_what_was_kept_begins_as_the_whole_race_does(bench: Bench) -> None:
    bench.write(NETWORK.format(more="").replace("steps = 23", "steps = 100000"))
    bench.interrupt_in_race()
    bench.run()
    kept = [row[:4] for row in bench.rows() if row[0] == "adam"]
    bench.write(NETWORK.format(more="").replace("steps = 23", f"steps = {len(kept) + 5}"))
    bench.run()
    assert [row[:4] for row in bench.rows() if row[0] == "adam"][: len(kept)] == kept


def test_that_a_second_ctrl_c_in_the_race_leaves_nothing(bench: Bench) -> None:
    bench.interrupt_in_race(times=2)
    code, table, complaint = bench.run()
    assert (code, table, complaint) == (130, "", "Interrupted; nothing was written.\n")
    assert bench.files() == []


def half_writer(times: int):  # type: ignore[no-untyped-def]
    def write(path: Path, _snapshot: object) -> None:
        path.write_text(HALF_WRITTEN)
        press(times)

    return write


def test_that_a_second_ctrl_c_while_writing_leaves_the_old_files_and_no_drafts(bench: Bench) -> None:
    bench.out.mkdir()
    (bench.out / "history.csv").write_text("old")
    bench.interrupt_in_race()
    bench.patch(run_command, "write_history", half_writer(1))
    code, _, complaint = bench.run()
    assert (code, complaint) == (130, "Interrupted; nothing was written.\n")
    assert bench.files() == ["history.csv"]
    assert (bench.out / "history.csv").read_text() == "old"


def test_that_a_first_ctrl_c_while_writing_keeps_all(bench: Bench) -> None:
    bench.patch(run_command, "write_history", half_writer(1))
    code, _, complaint = bench.run()
    assert (code, complaint.startswith("Interrupted at step 23 of 23")) == (130, True)
    assert bench.files() == written_files(NETWORK_KIND)


def test_that_a_second_ctrl_c_while_drawing_waits_for_the_picture_and_leaves_nothing(bench: Bench) -> None:
    finished = []

    def draw(_snapshot: object, _title: str, _texts: object, drafts: dict[str, Path], interruption) -> None:  # type: ignore[no-untyped-def]
        press(2)
        finished.append("the picture")
        interruption.check()
        drafts["loss"].write_bytes(b"never")

    bench.patch(run_command, "_draw", draw)
    code, _, complaint = bench.run()
    assert (code, complaint, finished) == (130, "Interrupted; nothing was written.\n", ["the picture"])
    assert bench.files() == []


def test_that_files_that_are_being_moved_are_all_moved(bench: Bench) -> None:
    replace = Path.replace

    def pressed(draft: Path, target: Path) -> Path:
        press(2)
        return replace(draft, target)

    bench.patch(Path, "replace", pressed)
    assert bench.run()[0] == 130
    assert bench.files() == written_files(NETWORK_KIND)


def test_that_ctrl_c_while_loading_is_one_sentence(bench: Bench) -> None:
    def interrupted(*_: object, **__: object) -> None:
        press()

    bench.patch(run_command.Experiment, "from_document", interrupted)
    code, _, complaint = bench.run()
    assert (code, complaint) == (130, "Interrupted; nothing was written.\n")
    assert not bench.out.exists()


def test_that_ctrl_c_is_given_back(bench: Bench) -> None:
    before = signal.getsignal(signal.SIGINT)
    bench.interrupt_in_race()
    bench.run()
    assert signal.getsignal(signal.SIGINT) is before


# Progress


def test_that_a_long_race_tells_how_far_it_is(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    # The clock of the status line runs ahead: what takes longer than a second is announced.
    monkeypatch.setattr("gui.command_line.terminal.QUIET_SECONDS", 1.0)
    times = iter(range(10**9))
    monkeypatch.setattr(headless, "StatusLine", lambda: StatusLine(lambda: 2.0 * next(times)))
    code, _, said = bench.run()
    assert code == 0
    first = said.splitlines()[0]
    assert "of 23" in first
    assert "%" in first


def test_that_a_real_network_is_drawn_without_a_screen(tmp_path: Path) -> None:
    small_library(tmp_path)
    (tmp_path / "race.toml").write_text(NETWORK.format(more=""), encoding="utf-8")
    clean = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")}
    result = subprocess.run(
        [
            sys.executable,
            "main.py",
            "--data",
            tmp_path / "data",
            "--threads",
            "1",
            "run",
            tmp_path / "race.toml",
            "--out",
            tmp_path / "out",
        ],
        cwd=ROOT,
        env=clean,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    pictures = [name for name in written_files(NETWORK_KIND) if name.endswith(".png")]
    assert {"loss.png", "accuracy.png"} <= set(pictures)
    for name in pictures:
        content = (tmp_path / "out" / name).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) > 10_000
