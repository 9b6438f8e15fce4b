"""Words on a terminal, and the line that tells how far something has come."""

import io
import time

import pytest

from gui.command_line.progress import RaceProgress, figures_text, time_text, with_bar
from gui.command_line.terminal import StatusLine, align
from tests.helpers.terminals import Clock, Terminal, screen


@pytest.fixture
def nothing_is_announced() -> None:
    """Here it is."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal()


@pytest.fixture
def pipe() -> io.StringIO:
    return io.StringIO()


def wait_for_words(stream: io.StringIO) -> None:
    """Until another thread has written something."""
    deadline = time.monotonic() + 60
    while not stream.getvalue():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_that_the_screen_of_these_tests_writes_over() -> None:
    assert screen("abcdef\rxy\rz\nnext\r    \r") == ["zycdef", ""]


def test_that_nothing_is_said_in_the_first_second(terminal: Terminal, clock: Clock) -> None:
    line = StatusLine(clock, terminal)
    clock.now += 0.99
    line.show("early")
    line.clear()
    assert terminal.getvalue() == ""


def test_that_a_terminal_has_one_line_that_is_written_over_and_taken_away(terminal: Terminal, clock: Clock) -> None:
    line = StatusLine(clock, terminal)
    clock.now += 1
    line.show("a long beginning")
    assert screen(terminal.getvalue()) == ["a long beginning"]
    clock.now += 0.1
    line.show("short")
    assert screen(terminal.getvalue()) == ["short"]
    line.clear()
    assert screen(terminal.getvalue()) == [""]


def test_that_what_is_written_is_seen_at_once(terminal: Terminal, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Terminal()
    monkeypatch.setattr(plain, "isatty", lambda: False)
    for stream in (terminal, plain):
        line = StatusLine(clock, stream)
        clock.now += 1
        line.show("so far")
        assert (stream.waiting, "so far" in stream.getvalue()) == ("", True)
        line.clear()
        assert stream.waiting == ""


def test_that_a_line_is_taken_away_once(terminal: Terminal, clock: Clock) -> None:
    line = StatusLine(clock, terminal)
    clock.now += 1
    line.show("so far")
    line.clear()
    written = terminal.getvalue()
    line.clear()
    assert terminal.getvalue() == written, "what was said since would be written over"


def test_that_a_line_is_not_longer_than_the_terminal(terminal: Terminal, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    line = StatusLine(clock, terminal)
    clock.now += 1
    line.show("x" * 100)
    assert screen(terminal.getvalue()) == ["x" * 39]


def test_that_a_terminal_is_not_flooded(terminal: Terminal, clock: Clock) -> None:
    line = StatusLine(clock, terminal)
    clock.now += 1
    for step in range(1000):
        clock.now += 0.001
        line.show(str(step))
    assert terminal.getvalue().count("\r") <= 11


def test_that_a_pipe_gets_a_plain_line_every_few_seconds(pipe: io.StringIO, clock: Clock) -> None:
    line = StatusLine(clock, pipe)
    for second in range(13):
        line.show(f"{second} s")
        clock.now += 1
    line.clear()
    assert pipe.getvalue() == "1 s\n6 s\n11 s\n"


def test_that_what_takes_long_is_announced_and_what_does_not_is_not(pipe: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    with StatusLine(stream=pipe).during("quick"):
        pass
    assert pipe.getvalue() == ""
    monkeypatch.setattr("gui.command_line.terminal.QUIET_SECONDS", 0.0)
    with StatusLine(stream=pipe).during("slow"):
        wait_for_words(pipe)
    assert pipe.getvalue() == "slow\n"


def test_that_an_announcement_goes_also_when_the_work_fails(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.command_line.terminal.QUIET_SECONDS", 0.0)

    def fail() -> None:
        with StatusLine(stream=terminal).during("loading …"):
            wait_for_words(terminal)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert screen(terminal.getvalue()) == [""]


def test_that_a_table_has_columns_as_wide_as_their_widest_cell() -> None:
    assert align(["run", "steps"], [["momentum", "5"], ["gd", "1000"]], right={1}).splitlines() == [
        "run       steps",
        "momentum      5",
        "gd         1000",
    ]


# The race


@pytest.mark.parametrize(
    ("done", "total", "rate", "text"),
    [
        (0, 2000, 0.0, "  0%  step 0 of 2,000"),
        (840, 2000, 312.4, " 42%  step 840 of 2,000  312 steps/s  4 s left"),
        (1, 3, 0.7, " 33%  step 1 of 3  0.7 steps/s  3 s left"),
        (1999, 2000, 50.0, " 99%  step 1,999 of 2,000  50 steps/s  0 s left"),
        (2000, 2000, 50.0, "100%  step 2,000 of 2,000  50 steps/s  0 s left"),
    ],
)
def test_that_the_figures_of_a_race_are_words(done: int, total: int, rate: float, text: str) -> None:
    assert figures_text(done, total, rate) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1:00"), (125, "2:05"), (3599.7, "1:00:00"), (36_061, "10:01:01")]
)
def test_that_times_are_read_at_a_glance(seconds: float, text: str) -> None:
    assert time_text(seconds) == text


def test_that_the_longest_line_fits_into_80_columns() -> None:
    for columns in (78, 60, 20):
        text = with_bar(0.5, figures_text(5_000_000, 10_000_000, 123_456.0), columns)
        assert len(text) <= max(columns, len(figures_text(5_000_000, 10_000_000, 123_456.0)))
    assert with_bar(0.5, "figures", 78) == "█" * 12 + "░" * 12 + " figures"


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999, 1.0])
def test_that_a_bar_takes_the_room_that_figures_leave_and_is_full_at_the_end_only(share: float) -> None:
    for columns in range(5, 60):
        text = with_bar(share, "figures", columns)
        bar, _, figures = text.rpartition(" ")
        room = columns - len(" figures")
        assert (figures, len(bar)) == ("figures", min(room, 24) if room >= 6 else 0)
        assert bar.count("█") == int(share * len(bar))
        assert bar == "█" * bar.count("█") + "░" * bar.count("░")


def test_that_the_rate_is_that_of_the_last_seconds(terminal: Terminal, clock: Clock) -> None:
    status = StatusLine(clock, terminal)
    progress = RaceProgress(status, 1000, clock)
    done = 0
    for _ in range(10):  # 10 steps a second
        clock.now += 1
        done += 10
        progress.show(done)
    assert " 10%  step 100 of 1,000  10 steps/s  1:30 left" in screen(terminal.getvalue())[0]
    for _ in range(6):  # now 100
        clock.now += 1
        done += 100
        progress.show(done)
    assert " 70%  step 700 of 1,000  100 steps/s  3 s left" in screen(terminal.getvalue())[0]


def test_that_a_pipe_gets_the_figures_without_a_bar(pipe: io.StringIO, clock: Clock) -> None:
    progress = RaceProgress(StatusLine(clock, pipe), 40, clock)
    clock.now += 2
    progress.show(10)
    assert pipe.getvalue() == " 25%  step 10 of 40  5 steps/s  6 s left\n"


def test_that_the_rate_is_that_of_five_seconds_to_the_second(terminal: Terminal, clock: Clock) -> None:
    progress = RaceProgress(StatusLine(clock, terminal), 1000, clock)
    for seconds, done in ((1, 100), (5, 150)):
        clock.now += seconds
        progress.show(done)
    assert "step 150 of 1,000  10 steps/s" in screen(terminal.getvalue())[0]


def test_that_no_line_is_wider_than_78_letters_however_wide_the_terminal(
    terminal: Terminal, pipe: io.StringIO, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert (StatusLine(clock, terminal).columns, StatusLine(clock, pipe).columns) == (78, 78)
    monkeypatch.setenv("COLUMNS", "60")
    assert (StatusLine(clock, terminal).columns, StatusLine(clock, pipe).columns) == (59, 78)
