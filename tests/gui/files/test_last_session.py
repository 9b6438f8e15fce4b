"""The last session in the real window: offered at the start, back to the bit, and not lost when the program is killed."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from core.experiment.setup import default_setup
from core.formats.lesson import shipped_lessons
from core.formats.session import write_session
from gui.app import keep_session
from tests.helpers.sessions import session_at
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, curves, played, settled


def test_that_without_a_folder_the_window_works_and_says_why(qtbot, opened, tmp_path):
    (tmp_path / "file").write_text("")
    window = opened(default_setup())
    keep_session(window, tmp_path / "file" / "sessions")
    assert "cannot be kept" in window.messages.text


def test_that_the_last_session_is_offered_and_comes_back_to_the_bit(qtbot, opened, tmp_path):
    window = opened(default_setup())
    keep_session(window, tmp_path)
    assert not window.messages.isVisible()
    played(qtbot, window)
    before = curves(window)
    window.close()
    other = opened(default_setup())
    keep_session(other, tmp_path)
    assert other.messages.text == "The last session is still here: “Long bowl” at step 42."
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
    offer = keep_session(window, tmp_path)
    assert "at step 30" in window.messages.text
    QTest.mouseClick(window.messages._close, Qt.MouseButton.LeftButton)
    assert "at step 20" in window.messages.text
    QTest.mouseClick(window.messages.offer_button, Qt.MouseButton.LeftButton)
    settled(qtbot, window, 20)
    assert not window.messages.isVisible()
    offer._keeper.keep()
    assert "at step 10" in window.messages.text
    QTest.mouseClick(window.messages._close, Qt.MouseButton.LeftButton)
    assert not window.messages.isVisible()


def test_that_the_file_it_belonged_to_is_known_again(qtbot, opened, tmp_path, monkeypatch):
    monkeypatch.setattr("gui.files.controller.ask_save", lambda *_: tmp_path / "a.toml")
    window = opened(default_setup())
    keep_session(window, tmp_path)
    change(window, "adam", 0.7)
    settled(qtbot, window)
    window.files.save()
    window.close()
    other = opened(default_setup())
    keep_session(other, tmp_path)
    QTest.mouseClick(other.messages.offer_button, Qt.MouseButton.LeftButton)
    settled(qtbot, other, 0)
    assert other.files.path == tmp_path / "a.toml"
    assert not other.files.is_modified


def test_that_the_other_mode_comes_back_too(qtbot, opened, tmp_path):
    library = small_library(tmp_path)
    window = opened(small_setup(), library)
    keep_session(window, tmp_path)
    window.trainer.step(4)
    settled(qtbot, window, 4)
    before = curves(window)
    window.experiment.change_to("function")
    settled(qtbot, window, 0)
    window.trainer.step(9)
    settled(qtbot, window, 9)
    window.close()
    other = opened(default_setup(), library)
    keep_session(other, tmp_path)
    QTest.mouseClick(other.messages.offer_button, Qt.MouseButton.LeftButton)
    settled(qtbot, other, 9)
    other.experiment.change_to("network")
    settled(qtbot, other, 4)
    assert curves(other) == before


def test_that_the_other_mode_is_kept_although_nobody_visits_it_before_the_window_closes(qtbot, opened, tmp_path):
    library = small_library(tmp_path)
    window = opened(small_setup(), library)
    keep_session(window, tmp_path)
    window.trainer.step(4)
    settled(qtbot, window, 4)
    before = curves(window)
    window.experiment.change_to("function")
    settled(qtbot, window, 0)
    window.trainer.step(9)
    settled(qtbot, window, 9)
    window.close()
    for _ in range(2):
        window = opened(default_setup(), library)
        keep_session(window, tmp_path)
        QTest.mouseClick(window.messages.offer_button, Qt.MouseButton.LeftButton)
        settled(qtbot, window, 9)
        window.close()
    last = opened(default_setup(), library)
    keep_session(last, tmp_path)
    QTest.mouseClick(last.messages.offer_button, Qt.MouseButton.LeftButton)
    settled(qtbot, last, 9)
    last.experiment.change_to("network")
    settled(qtbot, last, 4)
    assert curves(last) == before


def test_that_closing_within_a_lesson_is_not_told_as_a_crash(qtbot, opened, tmp_path):
    window = opened(default_setup())
    offer = keep_session(window, tmp_path)
    window.trainer.step(5)
    settled(qtbot, window, 5)
    offer._keeper.keep()
    window.lessons.begin(shipped_lessons()[1])
    settled(qtbot, window, window.lessons.scene.begin_at)
    window.close()
    other = opened(default_setup())
    keep_session(other, tmp_path)
    assert other.messages.text == "The last session is still here: “Long bowl” at step 5."


def test_that_a_lesson_is_not_kept_as_the_last_session(qtbot, opened, tmp_path):
    window = opened(default_setup())
    keep_session(window, tmp_path)
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
from gui.app import keep_session
from gui.files import controller, session_keeper
from gui.window.main_window import MainWindow
session_keeper.EVERY_MS = 10
application = QApplication([])
window = MainWindow(default_setup())
window.show()
keep_session(window, Path(sys.argv[1]) / "sessions")
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
    keep_session(window, tmp_path / "sessions")
    assert window.messages.text.startswith("Descent Lab did not close as it should last time.")
    QTest.mouseClick(window.messages.offer_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.trainer.latest.step > 0)
    assert window.files.path == tmp_path / "a.toml"
    assert saved is None or saved.setup.runs == window.trainer.setup.runs


def test_that_the_offer_outlives_other_sentences(qtbot, opened, tmp_path):
    """Who saves or opens something first, or pauses, can still have the last session back; who dismisses it has decided."""
    window = opened(default_setup())
    keep_session(window, tmp_path)
    played(qtbot, window)
    window.close()
    other = opened(default_setup())
    keep_session(other, tmp_path)
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
    keep_session(window, tmp_path, offers_closed=False)
    assert window.messages.isVisible() != is_closed
