"""The last session: kept every few seconds, offered at the start, and not lost when the program is killed."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from core.experiment.document import document_of
from core.experiment.setup import default_setup
from core.formats.session import SavedExperiment, Session, read_session, write_session
from core.problems.network_setup import NetworkSetup
from gui.files import session_keeper
from gui.files.session_keeper import SessionKeeper
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, curves, played, settled


class Source:
    """What a window would tell of itself."""

    def __init__(self):
        self.session = None

    def __call__(self):
        return self.session


@pytest.fixture
def keepers(qapp):
    made, parent = [], QObject()

    def make(source, folder):
        keeper = SessionKeeper(source, parent)
        keeper.begin(folder)
        made.append(keeper)
        return keeper

    yield make
    for keeper in made:
        keeper.close()


def session_at(step, path=None):
    return Session(SavedExperiment(replace(document_of(default_setup()), reached=step), path))


def files_in(folder):
    return sorted(path.name for path in folder.glob("*.json"))


def test_that_nothing_is_written_until_something_happened(keepers, tmp_path):
    source = Source()
    keeper = keepers(source, tmp_path)
    keeper.keep()
    assert files_in(tmp_path) == []
    source.session = session_at(3)
    keeper.keep()
    assert read_session(tmp_path / "session-1.json") == session_at(3)


def test_that_it_is_written_only_when_something_changed(keepers, tmp_path, monkeypatch):
    written = []
    source = Source()
    keeper = keepers(source, tmp_path)
    real = session_keeper.write_session
    monkeypatch.setattr(session_keeper, "write_session", lambda path, session: written.append(session) or real(path, session))
    for step in (3, 3, 4, 4):
        source.session = session_at(step)
        keeper.keep()
    assert written == [session_at(3), session_at(4)]


def test_that_the_timer_keeps_it(qtbot, keepers, tmp_path, monkeypatch):
    monkeypatch.setattr(session_keeper, "EVERY_MS", 20)
    source = Source()
    source.session = session_at(3)
    keepers(source, tmp_path)
    qtbot.waitUntil(lambda: read_session(tmp_path / "session-1.json") == session_at(3))


def test_that_a_closed_session_says_so_and_a_killed_one_does_not(keepers, tmp_path):
    source = Source()
    source.session = session_at(3)
    keeper = keepers(source, tmp_path)
    keeper.keep()
    assert not read_session(tmp_path / "session-1.json").is_closed
    keeper.close()
    assert read_session(tmp_path / "session-1.json").is_closed


def test_that_two_windows_do_not_share_a_session(keepers, tmp_path):
    first, second = Source(), Source()
    first.session, second.session = session_at(1), session_at(2)
    keepers(first, tmp_path).keep()
    keepers(second, tmp_path).keep()
    assert [read_session(tmp_path / name).current.document.reached for name in files_in(tmp_path)] == [1, 2]


def test_that_the_newest_session_that_no_window_holds_is_the_last_one(keepers, tmp_path):
    source = Source()
    source.session = session_at(1)
    older = keepers(source, tmp_path)
    newer = keepers(source, tmp_path)
    older.keep()
    newer.keep()
    source.session = session_at(2)
    newer.keep()
    os.utime(tmp_path / "session-1.json", (1, 1))
    older.close()
    newer.close()
    os.utime(tmp_path / "session-1.json", (1, 1))
    assert keepers(Source(), tmp_path).last.current.document.reached == 2


def test_that_a_second_crash_does_not_take_what_the_first_one_left(keepers, tmp_path):
    source = Source()
    source.session = session_at(200)
    write_session(tmp_path / "session-1.json", session_at(200))
    second = keepers(source, tmp_path)
    assert second.last == session_at(200)
    source.session = session_at(1)
    second.keep()
    second._own.lock.unlock()
    second._offered.lock.unlock()
    assert keepers(Source(), tmp_path).last == session_at(1), "the newest crash comes first"
    assert read_session(tmp_path / "session-1.json") == session_at(200), "and the other one is still there"


def test_that_what_a_crash_left_is_offered_before_what_was_closed_in_peace(keepers, tmp_path):
    write_session(tmp_path / "session-1.json", session_at(200))
    os.utime(tmp_path / "session-1.json", (1, 1))
    write_session(tmp_path / "session-2.json", replace(session_at(5), is_closed=True))
    assert keepers(Source(), tmp_path).last == session_at(200)


def test_that_after_an_answer_the_other_session_that_was_lost_is_found(keepers, tmp_path):
    for number in (1, 2, 3):
        write_session(tmp_path / f"session-{number}.json", session_at(100 * number))
        os.utime(tmp_path / f"session-{number}.json", (number, number))
    write_session(tmp_path / "session-4.json", replace(session_at(7), is_closed=True))
    source = Source()
    keeper = keepers(source, tmp_path)
    assert keeper.last == session_at(300)
    keeper.look_again()
    assert keeper.last == session_at(300), "not answered yet"
    keeper.drop()
    keeper.look_again()
    assert keeper.last == session_at(200)
    keeper.take()
    source.session = session_at(200)
    keeper.keep()
    keeper.look_again()
    assert keeper.last == session_at(100)
    source.session = session_at(201)
    keeper.keep()
    assert keeper.last == session_at(100), "taken once is not taken again"
    keeper.drop()
    keeper.look_again()
    assert keeper.last is None, "what was closed in peace is not offered after a crash"


@pytest.mark.parametrize("is_closed", [True, False])
def test_that_a_session_that_was_taken_goes_only_when_the_new_one_has_it(keepers, tmp_path, is_closed):
    write_session(tmp_path / "session-1.json", replace(session_at(7), is_closed=is_closed))
    source = Source()
    keeper = keepers(source, tmp_path)
    keeper.take()
    keeper.keep()
    assert files_in(tmp_path) == ["session-1.json"]
    source.session = session_at(8)
    keeper.keep()
    assert files_in(tmp_path) == ["session-2.json"]
    assert keeper.last is None


def test_that_a_session_that_nobody_wants_goes_at_once(keepers, tmp_path):
    write_session(tmp_path / "session-1.json", session_at(7))
    keepers(Source(), tmp_path).drop()
    assert files_in(tmp_path) == []


def test_that_an_unanswered_offer_waits_for_the_next_start_unless_it_was_closed_in_peace(keepers, tmp_path):
    for is_closed, left in ((False, 2), (True, 1)):
        write_session(tmp_path / "session-1.json", replace(session_at(7), is_closed=is_closed))
        (tmp_path / "session-2.json").unlink(missing_ok=True)
        source = Source()
        source.session = session_at(9)
        keepers(source, tmp_path).close()
        assert len(files_in(tmp_path)) == left


def test_that_files_never_pile_up(keepers, tmp_path):
    for number in range(1, 21):
        write_session(tmp_path / f"session-{number}.json", session_at(number))
        os.utime(tmp_path / f"session-{number}.json", (number, number))
    source = Source()
    source.session = session_at(99)
    keeper = keepers(source, tmp_path)
    keeper.keep()
    assert keeper.last == session_at(20)
    assert read_session(tmp_path / "session-1.json") == session_at(99), "the oldest gives way"
    assert len(files_in(tmp_path)) == 20


def test_that_a_disk_that_is_full_is_told_once_and_the_old_session_stays(keepers, tmp_path, monkeypatch):
    source = Source()
    source.session = session_at(1)
    keeper = keepers(source, tmp_path)
    keeper.keep()
    told = []
    keeper.failed.connect(told.append)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(session_keeper, "write_session", full)
    for step in (2, 3):
        source.session = session_at(step)
        keeper.keep()
    monkeypatch.undo()
    assert len(told) == 1
    assert "No space left on device" in told[0]
    assert read_session(tmp_path / "session-1.json") == session_at(1)


def test_that_a_session_too_large_to_be_read_again_is_told_and_the_old_one_stays(keepers, tmp_path):
    source = Source()
    source.session = session_at(1)
    keeper = keepers(source, tmp_path)
    keeper.keep()
    told = []
    keeper.failed.connect(told.append)
    for step in (10_000_001, 10_000_002):
        source.session = session_at(step)
        keeper.keep()
    assert len(told) == 1
    assert "step 10,000,001" in told[0]
    assert read_session(tmp_path / "session-1.json") == session_at(1)
    source.session = session_at(2)


def test_that_without_a_folder_the_window_works_and_says_why(qtbot, opened, tmp_path):
    (tmp_path / "file").write_text("")
    window = opened(default_setup())
    window.files.keep_session(tmp_path / "file" / "sessions")
    assert "cannot be kept" in window.messages.text


# In the window


def test_that_the_last_session_is_offered_and_comes_back_to_the_bit(qtbot, opened, tmp_path):
    window = opened(default_setup())
    window.files.keep_session(tmp_path)
    assert not window.messages.isVisible()
    played(qtbot, window)
    before = curves(window)
    window.close()
    other = opened(default_setup())
    other.files.keep_session(tmp_path)
    assert other.messages.text == "The last session is still here: “Seed bowl” at step 42."
    QTest.mouseClick(other.messages.offer_button, Qt.MouseButton.LeftButton)
    settled(qtbot, other, 42)
    assert curves(other) == before
    assert other.files.is_modified, "what was never saved is still unsaved"
    assert not other.messages.isVisible()


def test_that_two_sessions_that_were_lost_are_offered_one_after_the_other(qtbot, opened, tmp_path):
    for number in (1, 2, 3):
        write_session(tmp_path / f"session-{number}.json", session_at(10 * number))
        os.utime(tmp_path / f"session-{number}.json", (number, number))
    window = opened(default_setup())
    window.files.keep_session(tmp_path)
    assert "at step 30" in window.messages.text
    QTest.mouseClick(window.messages._close, Qt.MouseButton.LeftButton)
    assert "at step 20" in window.messages.text
    QTest.mouseClick(window.messages.offer_button, Qt.MouseButton.LeftButton)
    settled(qtbot, window, 20)
    assert not window.messages.isVisible()
    window.files._last._keeper.keep()
    assert "at step 10" in window.messages.text
    QTest.mouseClick(window.messages._close, Qt.MouseButton.LeftButton)
    assert not window.messages.isVisible()


def test_that_the_file_it_belonged_to_is_known_again(qtbot, opened, tmp_path, monkeypatch):
    monkeypatch.setattr("gui.files.controller.ask_save", lambda *_: tmp_path / "a.toml")
    window = opened(default_setup())
    window.files.keep_session(tmp_path)
    change(window, "adam", 0.7)
    settled(qtbot, window)
    window.files.save()
    window.close()
    other = opened(default_setup())
    other.files.keep_session(tmp_path)
    QTest.mouseClick(other.messages.offer_button, Qt.MouseButton.LeftButton)
    settled(qtbot, other, 0)
    assert other.files.path == tmp_path / "a.toml"
    assert not other.files.is_modified


def test_that_the_other_mode_comes_back_too(qtbot, opened, tmp_path):
    library = small_library(tmp_path)
    window = opened(small_setup(), library)
    window.files.keep_session(tmp_path)
    window.trainer.step(4)
    settled(qtbot, window, 4)
    before = curves(window)
    window.experiment.change_to(type(default_setup().problem))
    settled(qtbot, window, 0)
    window.trainer.step(9)
    settled(qtbot, window, 9)
    window.close()
    other = opened(default_setup(), library)
    other.files.keep_session(tmp_path)
    QTest.mouseClick(other.messages.offer_button, Qt.MouseButton.LeftButton)
    settled(qtbot, other, 9)
    other.experiment.change_to(NetworkSetup)
    settled(qtbot, other, 4)
    assert curves(other) == before


def test_that_a_lesson_is_not_kept_as_the_last_session(qtbot, opened, tmp_path):
    from core.formats.lesson import shipped_lessons

    window = opened(default_setup())
    window.files.keep_session(tmp_path)
    window.trainer.step(5)
    settled(qtbot, window, 5)
    kept = window.files.session()
    window.lessons.begin(shipped_lessons()[1])
    settled(qtbot, window, window.lessons.scene.begin_at)
    assert window.files.session() is None
    window.lessons.leave()
    settled(qtbot, window, 5)
    assert window.files.session().current.document.reached == kept.current.document.reached


KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from core.experiment.setup import default_setup
from gui.files import controller, session_keeper
from gui.window.main_window import MainWindow
session_keeper.EVERY_MS = 10
application = QApplication([])
window = MainWindow(default_setup())
window.show()
window.files.keep_session(Path(sys.argv[1]) / "sessions")
controller.ask_save = lambda *_: Path(sys.argv[1]) / "a.toml"
window.trainer.set_speed(500)
window.trainer.play()
timer = QTimer()
timer.timeout.connect(lambda: (window.files.save(), print("saved", flush=True)))
timer.start(30)
application.exec()
"""


@pytest.mark.parametrize("milliseconds", [0, 7, 19])
def test_that_kill_9_loses_no_saved_file_and_at_most_the_last_seconds(qtbot, opened, tmp_path, milliseconds):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[3], env=environment
    )
    assert program.stdout is not None
    for _ in range(4):
        assert program.stdout.readline() == b"saved\n"
    QTest.qWait(milliseconds)
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    program.stdout.close()
    window = opened(default_setup())
    window.files.open_path(tmp_path / "a.toml")
    assert window.files.path == tmp_path / "a.toml"
    assert "cannot" not in window.messages.text
    saved = window.files.document()
    window.files.keep_session(tmp_path / "sessions")
    assert window.messages.text.startswith("Descent Lab did not close as it should last time.")
    QTest.mouseClick(window.messages.offer_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.trainer.latest.step > 0)
    assert window.files.path == tmp_path / "a.toml"
    assert saved is None or saved.setup.runs == window.trainer.setup.runs


def test_that_the_offer_outlives_other_sentences(qtbot, opened, tmp_path):
    """Who saves or opens something first, or pauses, can still have the last session back; who dismisses it has decided."""
    window = opened(default_setup())
    window.files.keep_session(tmp_path)
    played(qtbot, window)
    window.close()
    other = opened(default_setup())
    other.files.keep_session(tmp_path)
    offered = other.messages.text
    other.files.message.emit("Saved to a.toml.")
    assert other.messages.text == "Saved to a.toml."
    assert not other.messages.offer_button.isVisible()
    QTest.mouseClick(other.messages.findChildren(QToolButton)[-1], Qt.MouseButton.LeftButton)
    assert other.messages.text == offered
    other.files.message.emit("")
    assert other.messages.offer_button.isVisible()
    QTest.mouseClick(other.messages.findChildren(QToolButton)[-1], Qt.MouseButton.LeftButton)
    assert not other.messages.isVisible()
    other.files.message.emit("")
    assert not other.messages.isVisible(), "dismissed for good"


@pytest.mark.parametrize("is_closed", [True, False])
def test_that_who_opens_a_file_is_offered_only_what_a_crash_left(qtbot, opened, tmp_path, is_closed):
    write_session(tmp_path / "session-1.json", replace(session_at(9), is_closed=is_closed))
    window = opened(default_setup())
    window.files.keep_session(tmp_path, offers_closed=False)
    assert window.messages.isVisible() != is_closed
