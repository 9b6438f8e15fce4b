"""A screen reader finds a name on all that takes the keys and the words of all labels, in every mode, and hears what matters."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core.formats.lesson import shipped_lessons
from core.number_text import long_figure
from gui.export.film.dialog import FilmDialog
from gui.export.numbers.dialog import NumbersDialog
from gui.export.picture.dialog import ExportDialog
from gui.lessons.lesson_bar import formulas_whole
from gui.style.theme import LIGHT
from gui.timeline.branch_dialog import BranchDialog
from gui.training.commands import TrainerState
from gui.window.keys import key_groups
from gui.window.keys_dialog import KeysDialog
from tests.helpers.accessibility import Role, Text, node, record_announcements, seen_nodes, silences
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, has_answered, press, settled

Key = Qt.Key


@pytest.fixture
def said(monkeypatch):
    return record_announcements(monkeypatch)


def begin_lesson(qtbot, window):
    lesson = next(each for each in shipped_lessons() if any(scene.question for scene in each.scenes))
    window.lessons.begin(lesson)
    asked = next(number for number, scene in enumerate(lesson.scenes) if scene.question)
    for _ in range(asked):
        window.lessons.next_scene()
    qtbot.waitUntil(lambda: window.lessons._position() is not None)
    return lesson.scenes[asked]


def open_network(qtbot, window, library_setup):
    window.experiment._on_setup_chosen(library_setup)
    qtbot.waitUntil(lambda: window.network._problem is not None and window.network.views.plane.isVisible())


# What is found


def test_that_nothing_is_silent_in_a_race_on_a_function_with_the_inspector_and_open_cards(qtbot, window):
    window.trainer.step(3)
    settled(qtbot, window, 3)
    window.actions_by_name["inspector"].trigger()
    for card in window.panel.cards.values():
        card.set_open(True)
    window.messages.show_message("Something was not taken.")
    assert silences(window) == []
    assert len(list(seen_nodes(window))) > 100


def test_that_nothing_is_silent_on_a_network_in_any_of_its_views(qtbot, opened, tmp_path):
    window = opened(library=small_library(tmp_path))
    open_network(qtbot, window, small_setup())
    window.trainer.step(3)
    settled(qtbot, window, 3)
    window.panel.form.more.click()
    tabs = window.network.views.tabs
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        assert silences(window) == [], tabs.tabText(index)
    window.actions_by_name["inspector"].trigger()
    assert silences(window) == []


def test_that_nothing_is_silent_in_a_lesson_and_its_words_are_found(qtbot, window):
    scene = begin_lesson(qtbot, window)
    window.lessons.toggle_answer()
    assert silences(window) == []
    names = {found.text(Text.Name) for found in seen_nodes(window)}
    assert {f"Caption: {formulas_whole(scene.caption.en)}", f"Answer: {formulas_whole(scene.answer.en)}"} <= names


def test_that_nothing_is_silent_while_somebody_looks_back(qtbot, window):
    window.trainer.step(12)
    settled(qtbot, window, 12)
    window.timeline.look_at(5)
    assert silences(window) == []
    line = window.transport.timeline
    line.setFocus(Qt.FocusReason.TabFocusReason)
    assert node(line).text(Text.Description) == "Looking back at step 5 of 12"


def test_that_nothing_is_silent_in_the_presentation(qtbot, window):
    press(window, Key.Key_F11)
    qtbot.waitUntil(lambda: window.presentation.is_on)
    assert silences(window) == []


def test_that_nothing_is_silent_in_dialogs(qtbot, window):
    window.trainer.step(3)
    settled(qtbot, window, 3)
    window.timeline.branch_here()
    snapshot, setup, look = window.trainer.latest, window.trainer.setup, window.plot_look()
    dialogs = [
        window.timeline.dialog,
        ExportDialog(window, snapshot, "Seed bowl", LIGHT, look, setup),
        FilmDialog(window, snapshot, 60, "Seed bowl", LIGHT, look),
        NumbersDialog(snapshot, "Seed bowl"),
        KeysDialog(key_groups(), window),
    ]
    assert isinstance(dialogs[0], BranchDialog)
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        assert silences(dialog) == [], dialog
        dialog.reject()


def test_that_a_label_whose_name_hides_its_words_would_be_found(window):
    label = QLabel("said by nobody", window.panel)
    label.setAccessibleName("Words")
    label.show()
    assert len(silences(window)) == 1
    label.setAccessibleName("")
    assert silences(window) == []
    label.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    label.setText("")
    assert len(silences(window)) == 1


# What is true when the focus comes


def test_that_the_canvas_says_how_the_runs_stand_when_the_focus_comes_and_when_they_come_to_rest(qtbot, window):
    view = window.canvas.view
    window.transport.timeline.setFocus(Qt.FocusReason.TabFocusReason)
    window.trainer.step(32)
    settled(qtbot, window, 32)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    told = node(view).text(Text.Description)
    assert told.startswith("Step 32. ")
    assert " leads with " in told
    window.trainer.play()
    qtbot.waitUntil(lambda: window.trainer.latest.step > 33)
    window.trainer.pause()
    qtbot.waitUntil(lambda: has_answered(window))
    assert node(view).text(Text.Description).startswith(f"Step {window.trainer.latest.step}. ")


def test_that_the_canvas_says_which_heads_are_out_of_it_when_the_focus_comes(qtbot, window):
    window.trainer.step(32)
    settled(qtbot, window, 32)
    window.canvas.show_part(40.0, 41.0, 40.0, 41.0)
    window.transport.timeline.setFocus(Qt.FocusReason.TabFocusReason)
    window.canvas.view.setFocus(Qt.FocusReason.TabFocusReason)
    told = node(window.canvas.view).text(Text.Description)
    assert re.search(r" GD: \d\d\.\d away\. ", told), told


def test_that_plots_and_cards_say_their_numbers_when_the_focus_comes(qtbot, window):
    window.trainer.step(32)
    settled(qtbot, window, 32)
    window.loss_plot.view.setFocus(Qt.FocusReason.TabFocusReason)
    told = node(window.loss_plot.view).text(Text.Description)
    assert told.startswith("loss f, logarithmic, over step. step 32: GD ")
    card = window.panel.cards["nag"]
    card.header.setFocus(Qt.FocusReason.TabFocusReason)
    found = node(card.header)
    assert (found.role(), found.text(Text.Name)) == (Role.Button, "NAG")
    assert found.text(Text.Description).startswith(f"loss {card.header.face.text.loss}, η = ")
    press(window, Key.Key_Space)
    window.stage.setFocus()
    card.header.setFocus(Qt.FocusReason.TabFocusReason)
    assert found.text(Text.Description).startswith("off, η = ")


# What is announced


def test_that_a_key_says_how_the_runs_stand_and_nothing_says_steps_that_go_by(qtbot, window, said):
    window.trainer.step(8)
    settled(qtbot, window, 8)
    assert said == []
    window.actions_by_name["standing"].trigger()
    assert said == [window.messages.text]
    assert said[0].startswith("Step 8. ")


def test_that_playing_and_pausing_are_said_once_each_and_no_step(qtbot, window, said):
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.RUNNING and window.trainer.latest.step > 3)
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: has_answered(window))
    window._on_text_frame(window.trainer.latest)
    assert said == ["Playing", "Paused"]


def test_that_every_message_is_said(window, said):
    window.message_requested.emit("It was not taken.")
    window.messages.offer("There is something.", "Take it", "", lambda: None)
    window.message_requested.emit("")
    assert said == ["It was not taken.", "There is something.", "There is something."]


def test_that_a_run_that_diverges_is_said_once(qtbot, window, said):
    change(window, "gd", 3.0)
    window.trainer.step(400)
    qtbot.waitUntil(lambda: any(run.termination for run in window.trainer.latest.runs) and window.trainer.latest.step == 400)
    latest = window.trainer.latest
    for _ in range(2):
        window._on_text_frame(latest)
    ended = [sentence for sentence in said if "diverged" in sentence]
    assert len(ended) == 1
    assert ended[0].startswith("gd diverged at step ".replace("gd", "GD"))


def test_that_a_scene_is_said_with_its_question_and_then_its_answer(qtbot, window, said):
    scene = begin_lesson(qtbot, window)
    caption, question, answer = (formulas_whole(text.en) for text in (scene.caption, scene.question, scene.answer))
    last = said[-1]
    assert [part in last for part in (caption, question, answer)] == [True, True, False]
    del said[:]
    window.lessons.toggle_answer()
    window.lessons.toggle_answer()
    assert said == [f"{answer}"]


def test_that_the_cross_hair_says_what_it_reads_when_a_key_moves_it(qtbot, window, said):
    window.trainer.step(8)
    settled(qtbot, window, 8)
    window.loss_plot.view.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert [sentence.partition(":")[0] for sentence in said] == ["step 8", "step 7"]
    gd = next(run for run in window.trainer.latest.runs if run.label == "gd")
    assert f"GD {long_figure(float(gd.loss[7]))};" in said[1]
