"""What the window shows of the past, and what stood there."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.helpers.histories import PlainLoop


def shown_paths(window):
    """What the canvas shows: the rows of each run."""
    return {run.label: run.path.tobytes() for run in window.canvas._snapshot.runs}


def rows_upto(window, step):
    return {run.label: run.path[: step + 1].tobytes() for run in window.trainer.latest.runs}


def shows(window, step):
    return lambda: window.canvas._snapshot.step == step and shown_paths(window) == rows_upto(window, step)


def on_line(window, step):
    """Where a step lies on the time line."""
    return QPoint(round(window.transport.timeline.scale.x_of(step)), 21)


def click_on_line(window, step):
    QTest.mouseClick(window.transport.timeline, Qt.MouseButton.LeftButton, pos=on_line(window, step))


def assert_rows_are_those_of_their_settings(window):
    setup = window.trainer.setup
    for run in window.trainer.latest.runs:
        loop = PlainLoop(window.trainer.latest.problem, setup.problem.start, setup.seed, run.changes)
        assert run.path.tobytes() == b"".join(row.theta.tobytes() for row in loop.upto(run.step))
