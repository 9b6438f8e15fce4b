"""What counts as a change, when it is asked about, and what a new beginning takes away."""

import pytest

from core.experiment.setup import default_setup
from core.formats.document_text import document_text
from core.formats.source import load_document
from gui.files import controller as file_controller
from gui.widgets.file_dialogs import Answer
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, played, settled


def test_that_playing_and_looking_are_no_changes(qtbot, window):
    window.trainer.step(15)
    settled(qtbot, window, 15)
    window.canvas.zoom_in()
    window.actions_by_name["log"].trigger()
    settled(qtbot, window, 15)
    assert not window.files.is_modified
    assert not window.isWindowModified()


@pytest.mark.parametrize("replay", [False, True])
def test_that_another_rate_is_a_change_until_it_is_taken_back(qtbot, window, replay):
    change(window, "adam", 0.7, replay)
    settled(qtbot, window)
    assert window.isWindowModified()
    change(window, "adam", 0.4, replay)
    settled(qtbot, window)
    assert not window.isWindowModified()


def test_that_closing_asks_once_about_everything_and_cancel_keeps_the_window(qtbot, chosen, opened, tmp_path):
    window = opened(default_setup(), small_library(tmp_path))
    change(window, "adam", 0.7)
    settled(qtbot, window)
    chosen.path.write_text(document_text(file_controller.document_of(small_setup())), encoding="utf-8")
    window.files.open_path(chosen.path)
    settled(qtbot, window, 0)
    change(window, window.trainer.setup.runs[0].label, 0.123)
    settled(qtbot, window)
    window.close()
    assert window.isVisible()
    assert chosen.asked == [["Long bowl", "a.toml"]]
    chosen.answer = Answer.DISCARD
    window.close()
    assert not window.isVisible()
    assert len(chosen.asked) == 2


def test_that_save_in_the_question_saves(qtbot, window, chosen):
    change(window, "adam", 0.7)
    settled(qtbot, window)
    chosen.answer = Answer.SAVE
    window.files.new()
    settled(qtbot, window, 0)
    assert chosen.asked == [["Long bowl"]]
    assert next(run for run in load_document(chosen.path).setup.runs if run.label == "adam").optimizer.learning_rate == 0.7
    assert window.files.path is None
    assert next(run for run in window.trainer.setup.runs if run.label == "adam").optimizer.learning_rate == 0.4


def test_that_a_save_that_is_called_off_calls_off_the_rest(qtbot, window, chosen):
    change(window, "adam", 0.7)
    settled(qtbot, window)
    chosen.answer, chosen.path = Answer.SAVE, None
    window.files.new()
    settled(qtbot, window)
    assert window.files.is_modified


def test_that_nothing_is_asked_where_nothing_changed(qtbot, window, chosen):
    window.files.new()
    window.files.save()
    window.files.open()
    settled(qtbot, window, 0)
    assert chosen.asked == []


@pytest.mark.parametrize("way", ["new_seed", "reset"])
def test_that_a_new_beginning_says_what_goes(qtbot, window, way):
    played(qtbot, window)
    window.actions_by_name[way].trigger()
    settled(qtbot, window)
    assert window.messages.text.startswith("All runs begin anew. Branches: 1 gone. Changes in mid-run: 2 gone")
