"""Work off the GUI thread: whatever it tells arrives in the GUI thread, every end is told once, and no thread is left."""

import threading
from collections.abc import Callable
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread
from pytestqt.qtbot import QtBot

from gui.widgets.background_task import BackgroundTask, TaskContext, Work


class Told:
    """What a task has told, in order, each with whether it came in the GUI thread; the listeners are plain functions on purpose."""

    def __init__(self, task: BackgroundTask) -> None:
        self.words: list[tuple[str, object]] = []
        self.threads: set[threading.Thread] = set()
        task.progressed.connect(lambda progress: self._hear("progressed", progress))
        task.succeeded.connect(lambda result: self._hear("succeeded", result))
        task.failed.connect(lambda error: self._hear("failed", error))
        task.cancelled.connect(lambda: self._hear("cancelled", None))

    def _hear(self, word: str, value: object) -> None:
        self.words.append((word, value))
        self.threads.add(threading.current_thread())

    @property
    def ends(self) -> list[str]:
        return [word for word, _ in self.words if word != "progressed"]


@pytest.fixture
def parent(qapp: QCoreApplication) -> QObject:
    return QObject()


Make = Callable[..., tuple[BackgroundTask, Told]]


@pytest.fixture
def make(parent: QObject) -> Make:
    def made(work: Work, **more: float) -> tuple[BackgroundTask, Told]:
        task = BackgroundTask("test", work, parent, **more)
        return task, Told(task)

    return made


class Gate:
    """Work that comes so far and then waits, with a chance to be cancelled on either side."""

    def __init__(self, checks: bool = True) -> None:
        self.reached, self.open, self.left = Event(), Event(), Event()
        self._checks = checks

    def __call__(self, context: TaskContext) -> str:
        try:
            self.reached.set()
            assert self.open.wait(60)
            if self._checks:
                context.check()
            return "done"
        finally:
            self.left.set()


def settle() -> None:
    """Deliver whatever is on its way, and delete what is to be deleted."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_that_a_result_is_told_once_in_the_gui_thread_although_the_work_was_done_in_another(qtbot: QtBot, make: Make) -> None:
    worked_in: list[QThread] = []

    def work(context: TaskContext) -> dict[str, int]:
        worked_in.append(QThread.currentThread())
        context.report("half")
        return {"a": 1}

    task, told = make(work)
    task.start()
    qtbot.waitUntil(lambda: told.ends == ["succeeded"])
    settle()
    assert told.words == [("progressed", "half"), ("succeeded", {"a": 1})]
    assert told.threads == {threading.main_thread()}
    assert worked_in[0] is not QThread.currentThread()


def test_that_an_error_is_told_with_where_it_was_raised(qtbot: QtBot, make: Make) -> None:
    def work(context: TaskContext) -> None:
        raise MemoryError("no room")

    task, told = make(work)
    task.start()
    qtbot.waitUntil(lambda: told.ends == ["failed"])
    error = told.words[0][1]
    assert isinstance(error, MemoryError)
    assert error.__traceback__ is not None
    assert error.__traceback__.tb_next is not None
    assert error.__traceback__.tb_next.tb_frame.f_code.co_name == "work"


def test_that_every_report_is_told_in_order_where_none_may_be_left_out(qtbot: QtBot, make: Make) -> None:
    def work(context: TaskContext) -> None:
        for number in range(100):
            context.report(number)

    task, told = make(work, report_seconds=0)
    task.start()
    qtbot.waitUntil(lambda: told.ends == ["succeeded"])
    assert [value for word, value in told.words if word == "progressed"] == list(range(100))


def test_that_reports_too_soon_after_another_are_left_out(qtbot: QtBot, make: Make) -> None:
    def work(context: TaskContext) -> None:
        for number in range(100):
            context.report(number)

    task, told = make(work, report_seconds=1000)
    task.start()
    qtbot.waitUntil(lambda: told.ends == ["succeeded"])
    assert [value for word, value in told.words if word == "progressed"] == [0]


def test_that_a_task_cancelled_before_its_start_does_nothing_and_says_so(qtbot: QtBot, make: Make) -> None:
    called = []
    task, told = make(called.append)
    task.cancel()
    assert told.words == []
    task.start()
    qtbot.waitUntil(lambda: told.ends == ["cancelled"])
    assert called == []


@pytest.mark.parametrize("ask", ["check", "report"])
def test_that_cancelled_work_ends_where_it_looks_next(qtbot: QtBot, make: Make, ask: str) -> None:
    reached, tidied = Event(), []

    def work(context: TaskContext) -> None:
        try:
            while True:
                context.check() if ask == "check" else context.report(1)
                reached.set()
        finally:
            tidied.append(True)

    task, told = make(work)
    task.start()
    qtbot.waitUntil(reached.is_set)
    assert not task.is_cancelled
    task.cancel()
    assert task.is_cancelled
    qtbot.waitUntil(lambda: told.ends == ["cancelled"])
    assert tidied == [True]


def test_that_no_progress_is_told_after_a_cancel(qtbot: QtBot, make: Make) -> None:
    gate = Gate()

    def work(context: TaskContext) -> None:
        context.report("early")
        gate(context)

    task, told = make(work)
    task.start()
    assert gate.reached.wait(60)  # the report is on its way, and the GUI thread has not come to it
    task.cancel()
    gate.open.set()
    qtbot.waitUntil(lambda: told.ends == ["cancelled"])
    assert told.words == [("cancelled", None)]


def test_that_work_which_was_done_before_it_noticed_the_cancel_has_succeeded(qtbot: QtBot, make: Make) -> None:
    gate = Gate(checks=False)
    task, told = make(gate)
    task.start()
    qtbot.waitUntil(gate.reached.is_set)
    task.cancel()
    gate.open.set()
    qtbot.waitUntil(lambda: told.ends == ["succeeded"])


def test_that_a_cancel_after_the_end_changes_nothing(qtbot: QtBot, make: Make) -> None:
    task, told = make(lambda context: 1)
    task.start()
    qtbot.waitUntil(lambda: told.ends == ["succeeded"])
    task.cancel()
    task.close()
    settle()
    assert not shiboken6.isValid(task)
    task.cancel()
    task.close()
    assert told.ends == ["succeeded"]


def test_that_closing_waits_and_tells_the_end_before_it_returns(qtbot: QtBot, make: Make) -> None:
    gate = Gate()
    task, told = make(gate)
    task.start()
    qtbot.waitUntil(gate.reached.is_set)
    threading.Timer(0.05, gate.open.set).start()
    task.close()
    assert gate.left.is_set()
    assert told.ends == ["cancelled"]
    settle()
    assert told.ends == ["cancelled"]


def test_that_a_task_closed_before_its_start_is_over(make: Make) -> None:
    task, told = make(lambda context: 1)
    task.close()
    assert told.ends == ["cancelled"]


@pytest.mark.parametrize("way", ["deleted", "deleted later", "collected"])
def test_that_a_task_whose_parent_goes_ends_its_work_without_a_word(qtbot: QtBot, way: str) -> None:
    parent: QObject | None = QObject()
    gate = Gate()
    task = BackgroundTask("test", gate, parent)
    told = Told(task)
    task.start()
    qtbot.waitUntil(gate.reached.is_set)
    threading.Timer(0.05, gate.open.set).start()
    if way == "deleted":
        shiboken6.delete(parent)
    elif way == "deleted later":
        assert parent is not None
        parent.deleteLater()
        settle()
    else:
        del task
        parent = None
    assert gate.left.is_set()
    settle()
    assert told.words == []


def test_that_a_listener_may_delete_the_parent_when_it_hears_of_the_end(qtbot: QtBot) -> None:
    parent = QObject()
    task = BackgroundTask("test", lambda context: 1, parent)
    task.succeeded.connect(lambda: shiboken6.delete(parent))
    task.start()
    qtbot.waitUntil(lambda: not shiboken6.isValid(parent))


def test_that_another_task_can_be_begun_when_the_end_of_one_is_told(qtbot: QtBot, parent: QObject) -> None:
    results: list[object] = []

    def begin(result: object) -> None:
        results.append(result)
        if len(results) < 4:
            task = BackgroundTask("test", lambda context: len(results), parent)
            task.succeeded.connect(begin)
            task.start()

    begin(0)
    qtbot.waitUntil(lambda: results == [0, 1, 2, 3])
    settle()
    assert parent.children() == []
