"""Each mode has a file of its own: from the first time that somebody comes to it, over a lesson, and in a session that is gone on with."""

from dataclasses import replace

from PySide6.QtCore import Qt

from core.experiment.document import document_of
from core.formats.document_text import document_text
from core.formats.lesson import shipped_lessons
from core.formats.session import SavedExperiment
from core.formats.source import load_document
from tests.helpers.sessions import session_at
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, press, settled

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_that_a_mode_has_nothing_unsaved_when_it_is_come_to_first_and_its_own_file_when_it_waited_in_a_session(
    qtbot, opened, chosen, tmp_path
):
    window = opened(small_setup(), small_library(tmp_path))
    settled(qtbot, window, 0)
    assert window.trainer.off, "what is off at first is no change either"
    assert not window.files.is_modified
    window.lessons.begin(shipped_lessons()[1])
    settled(qtbot, window, window.lessons.scene.begin_at)
    window.lessons.leave()
    settled(qtbot, window, 0)
    press(window, Key.Key_1, modifier=Ctrl)
    settled(qtbot, window, 0)
    assert not window.files.is_modified, "the scene of the lesson was another experiment"
    net = tmp_path / "net.toml"
    net.write_text(document_text(document_of(small_setup())), encoding="utf-8")
    waits = SavedExperiment(load_document(net), net)
    assert window.files.restore(replace(session_at(3), others=(waits,)))
    settled(qtbot, window, 3)
    press(window, Key.Key_2, modifier=Ctrl)
    settled(qtbot, window, 0)
    assert (window.files.path, window.files.is_modified) == (net, False)
    change(window, "adam", 0.125)
    settled(qtbot, window)
    assert window.files.save()
    assert next(run for run in load_document(net).setup.runs if run.label == "adam").optimizer.learning_rate == 0.125
    assert chosen.asked == []
