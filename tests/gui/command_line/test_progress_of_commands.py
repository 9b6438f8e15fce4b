"""What a command says of its way on a terminal: for each file a line with a bar, which is gone in the end, however it ends."""

import re
import signal
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from core.numbers.export import Numbers
from core.sweeps.learning_rates import RateStripWork
from gui.command_line import export_files, headless
from gui.command_line.export_files import FileWriter
from gui.command_line.headless import Interruption, race
from gui.command_line.terminal import StatusLine
from tests.helpers.export_command import RACE
from tests.helpers.terminals import Clock, Terminal, screen

ALL = [
    "--csv",
    "a.csv",
    "--gif",
    "a.gif",
    "--rate-strip",
    "b.png",
    "--size",
    "200x160",
    "--parts",
    "loss",
    "--width",
    "900px",
    "--every",
    "15",
]


@pytest.fixture
def nothing_is_announced() -> None:
    """Here it is."""


@pytest.fixture
def terminal(monkeypatch):
    """stderr as a terminal, on which everything takes long enough to be told: work comes in its smallest pieces."""
    stream = Terminal()
    monkeypatch.setenv("COLUMNS", "80")
    # pytest gives stderr back to itself when the test begins.
    monkeypatch.setattr("gui.command_line.main.complain", lambda sentence: stream.write(sentence + "\n"))
    monkeypatch.setattr(headless, "StatusLine", lambda: StatusLine(Clock(each=2.0), stream))
    monkeypatch.setattr("core.numbers.export._REPORT_SECONDS", 0.0)
    for module in (headless, export_files):
        monkeypatch.setattr(module, "SLICE_SECONDS", 0.0)
    return stream


def lines(terminal: Terminal) -> list[str]:
    """Each thing that stood there, in order, without its blanks."""
    return [text.strip() for text in re.split(r"[\r\n]", terminal.getvalue()) if text.strip()]


def test_that_every_piece_of_work_fills_a_bar_of_its_own_and_leaves_nothing(bench, terminal):
    assert bench(*ALL)[0] == 0
    assert screen(terminal.getvalue()) == [""]
    told = lines(terminal)
    for name, total in (("", 30), ("a.csv: ", 60), ("b.png: ", 30)):
        steps = [re.fullmatch(rf"([█░]+) {name}(?: *\d+%  )?step (\d+) of {total}(?:  .*)?", line) for line in told]
        steps = [found for found in steps if found]
        counts = [int(found[2]) for found in steps]
        assert len(set(counts)) > 2, name
        assert counts == sorted(counts)
        for found in steps:
            assert found[1].count("█") == int(int(found[2]) / total * len(found[1]))
    frames = [line.strip("█░ ") for line in told if "frame" in line]
    assert frames == [f"a.gif: frame {n} of 3" for n in (1, 2, 3)]


def test_that_a_line_is_gone_before_the_next_work_begins(bench, terminal, monkeypatch):
    begun = []
    during = StatusLine.during

    def watched(self, text):
        begun.append(screen(terminal.getvalue())[-1])
        return during(self, text)

    monkeypatch.setattr(StatusLine, "during", watched)
    assert bench("--csv", "a.csv", "--rate-strip", "b.png", "--png", "c.png", "--parts", "loss", "--width", "900px")[0] == 0
    assert begun == [""] * 3, "loading, and two drawings"


def test_that_the_race_is_as_far_as_its_last_run(terminal):
    runs = SimpleNamespace(active=[SimpleNamespace(step=20), SimpleNamespace(step=6), SimpleNamespace(step=30)], step=30)
    left = [False, True]
    runs.work = lambda *_: left.pop(0)
    status = headless.StatusLine()
    with Interruption(allowed=0) as interruption:
        race(runs, 30, status, interruption)
    assert ["step 6 of 30" in line for line in lines(terminal)] == [True]
    assert screen(terminal.getvalue()) == [""]


# Ctrl-C


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def press_after(monkeypatch, owner: type, name: str, calls: list[str], after: int = 1) -> None:
    """Press Ctrl-C when so many calls are done; who goes on for long after it is stopped."""
    method: Callable[..., object] = getattr(owner, name)

    def pressed(*arguments, **named):
        calls.append(name)
        assert len(calls) < after + 3, "nobody looks whether to stop"
        answer = method(*arguments, **named)
        if len(calls) == after:
            press()
        return answer

    monkeypatch.setattr(owner, name, pressed)


@pytest.mark.parametrize(
    ("owner", "name", "count"),
    [(RateStripWork, "work", 1), (FileWriter, "_save", 1), (Numbers, "draft", 1), (FileWriter, "_show_progress", 2)],
)
def test_that_ctrl_c_stops_after_the_piece_that_is_under_way_and_takes_the_line_away(bench, terminal, monkeypatch, owner, name, count):
    calls: list[str] = []
    press_after(monkeypatch, owner, name, calls, count)
    files = ["--csv", "a.csv", "--rate-strip", "b.png", "--png", "c.png", "--svg", "d.svg", "--parts", "loss", "--width", "900px"]
    code, text, _ = bench(*files)
    assert (code, text, bench.files) == (130, "", [])
    assert len(calls) == count
    assert screen(terminal.getvalue()) == ["Interrupted; nothing was written.", ""]


def test_that_a_refusal_in_the_middle_of_the_work_stands_alone(bench, terminal, monkeypatch):
    def full(self, path, header, progress):
        progress(30, 60)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Numbers, "draft", full)
    assert bench("--csv", "a.csv")[0] == 1
    assert any("a.csv: step 30 of 60" in line for line in lines(terminal))
    said, end = screen(terminal.getvalue())
    assert (said[-70:], end) == (" cannot be written: No space left on device. Nothing was written; choose another place."[-70:], "")


def test_that_lines_on_a_pipe_have_no_bar(bench, monkeypatch, capsys):
    monkeypatch.setattr(headless, "StatusLine", lambda: StatusLine(Clock(each=6.0)))
    monkeypatch.setattr("core.numbers.export._REPORT_SECONDS", 0.0)
    (bench.folder / "race.toml").write_text(RACE, encoding="utf-8")
    _, _, said = bench("--csv", "a.csv", "--gif", "a.gif", "--size", "200x160", "--every", "15")
    assert "a.gif: frame 3 of 3\n" in said
    assert "a.csv: step 60 of 60\n" in said
    assert not set("█░\r") & set(said)
