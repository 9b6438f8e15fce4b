"""What the commands of a lesson do at its edges: the first scene and the last, a lesson out of a lesson, its answers, its words."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from core.formats.lesson import parse_lesson
from gui.style.theme import LIGHT
from gui.training.commands import TrainerState
from tests.helpers.lessons import settled as scene_settled
from tests.helpers.window import change, curves, has_answered, press, settled

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
TEXT = """
format = 1
title.en = "Edges"
summary.en = "Two scenes."
[experiments.bowl.problem]
function = "seed-bowl"
[[experiments.bowl.runs]]
optimizer = "gd"
[[experiments.bowl.runs]]
optimizer = "adam"
[[scenes]]
key = "first"
experiment = "bowl"
begin_at = 3
pause_at = [6, 9]
title = { en = "One", ko = "하나" }
caption = { en = "The first.", ko = "첫째." }
question.en = "Why?"
answer.en = "Because."
[[scenes]]
key = "second"
experiment = "bowl"
title.en = "Two"
caption.en = "The second."
begin_at = 4
"""
LESSON = parse_lesson(TEXT)
OTHER = parse_lesson(TEXT.replace("seed-bowl", "booth").replace('"Edges"', '"Other"'))
FIRST, SECOND = LESSON.scenes
ACTIONS = ("lesson_next", "lesson_back", "lesson_skip", "lesson_answer", "lesson_leave")


def stands(qtbot, window, step=None):
    qtbot.waitUntil(lambda: scene_settled(window) and step in (None, window.trainer.latest.step))


def is_seen(window, step):
    return window.canvas._snapshot is not None and window.canvas._snapshot.step == step


def enabled(window):
    return [name for name in ACTIONS if window.actions_by_name[name].isEnabled()]


def test_that_after_a_lesson_out_of_a_lesson_all_is_as_before_the_first(qtbot, window):
    press(window, Key.Key_I)
    window.trainer.switch("sgd", False)
    window.trainer.step(7)
    settled(qtbot, window, 7)
    before, off, setup = curves(window), window.trainer.off, window.trainer.setup
    title, view = window.windowTitle(), window.arrangement.read()
    for lesson in (LESSON, OTHER, LESSON):
        window.lessons.message.emit("something said before")
        window.lessons.begin(lesson)
        assert window.messages.text == ""
        stands(qtbot, window, 3)
        assert window.lessons.scene is lesson.scenes[0]
        assert window.windowTitle() == "Descent Lab"
        assert not window.inspector.is_open
        press(window, Key.Key_PageDown, modifier=Ctrl)
        stands(qtbot, window)
        assert window.lessons.scene is lesson.scenes[1]
    press(window, Key.Key_Escape)
    settled(qtbot, window, 7)
    assert (curves(window), window.trainer.off, window.trainer.setup) == (before, off, setup)
    assert (window.windowTitle(), window.arrangement.read()) == (title, view)
    assert not window.lessons.bar.isVisible()
    sent = window.trainer.commands_sent
    for command in (window.lessons.leave, window.lessons.next, window.lessons.next_scene, window.lessons.previous_scene):
        command()
    window.lessons.toggle_answer()
    assert window.trainer.commands_sent == sent, "without a lesson nothing of it does anything"


def test_that_there_is_nothing_beyond_the_last_scene_or_before_the_first(qtbot, window):
    window.lessons.begin(LESSON)
    stands(qtbot, window, 3)
    window.trainer.step(2)
    stands(qtbot, window, 5)
    generation = window.trainer.latest.generation
    window.experiment._on_run_toggled("gd", False)
    press(window, Key.Key_PageUp)
    stands(qtbot, window, 3)
    assert window.lessons.scene is FIRST
    assert window.trainer.off == frozenset(), "and with all runs"
    assert window.trainer.latest.generation > generation, "begun anew"
    press(window, Key.Key_PageDown, modifier=Ctrl)
    stands(qtbot, window, 4)
    assert window.lessons.scene is SECOND
    sent = window.trainer.commands_sent
    press(window, Key.Key_PageDown, modifier=Ctrl)
    assert (window.lessons.scene, window.trainer.commands_sent) == (SECOND, sent)
    press(window, Key.Key_PageDown)
    assert "last scene" in window.messages.text
    press(window, Key.Key_PageUp)
    assert window.messages.text == ""
    assert window.lessons.scene is FIRST


def test_that_an_answer_is_hidden_again_whenever_its_scene_is_gone_to(qtbot, window):
    window.lessons.begin(LESSON)
    bar, changes = window.lessons.bar, []
    window.lessons.changed.connect(lambda: changes.append(bar.answer.text()))
    stands(qtbot, window, 3)
    press(window, Key.Key_A)
    assert bar.answer.isVisible()
    assert changes == ["Because."]
    press(window, Key.Key_PageUp)
    stands(qtbot, window, 3)
    assert not bar.answer.isVisible()
    # The remote goes to both pauses, then to the answer, and only then on.
    window.trainer.set_speed(None)
    for expected in (6, 9):
        press(window, Key.Key_PageDown)
        stands(qtbot, window, expected)
        assert not bar.answer.isVisible()
    press(window, Key.Key_PageDown)
    assert bar.answer.isVisible()
    assert window.lessons.scene is FIRST
    press(window, Key.Key_PageDown)
    stands(qtbot, window)
    assert window.lessons.scene is SECOND
    assert window.trainer.latest.step == 9, "it goes on where the first one stood"


def test_that_space_comes_out_of_the_past_and_plays_to_the_next_pause(qtbot, window):
    window.lessons.begin(LESSON)
    stands(qtbot, window, 3)
    qtbot.waitUntil(lambda: is_seen(window, 3))
    window.timeline.look_at(1)
    assert window.timeline.is_looking
    assert "lesson_leave" not in enabled(window)
    window.trainer.set_speed(1)
    press(window, Key.Key_Space)
    assert not window.timeline.is_looking
    assert window.trainer.outlook.state is TrainerState.RUNNING
    press(window, Key.Key_Space)
    assert window.trainer.outlook.state is TrainerState.PAUSED, "also before the worker has told that it plays"
    window.trainer.set_speed(None)
    press(window, Key.Key_Space)
    stands(qtbot, window, 6)
    press(window, Key.Key_Space)
    stands(qtbot, window, 9)


def test_that_a_guess_whose_step_is_not_seen_yet_holds_the_remote_up_but_not_who_looks_back(qtbot, window):
    window.lessons.begin(replace(LESSON, scenes=(replace(FIRST, view=replace(FIRST.view, predict=True)), SECOND)))
    stands(qtbot, window, 3)
    qtbot.waitUntil(lambda: is_seen(window, 3))
    window.canvas.guess_picked.emit(1.0, 1.0)
    window.clock.stop()
    press(window, Key.Key_Right)
    qtbot.waitUntil(lambda: has_answered(window) and window.trainer.latest.step == 4)
    sent = window.trainer.commands_sent
    press(window, Key.Key_PageDown)
    assert window.trainer.commands_sent == sent, "how far off the guess was is seen first"
    window.timeline.look_at(1)
    press(window, Key.Key_PageDown)
    assert window.timeline.step == 2


def test_that_the_keys_of_a_lesson_are_there_as_long_as_there_is_one(qtbot, window):
    assert enabled(window) == []
    window.lessons.begin(LESSON)
    assert enabled(window) == list(ACTIONS)
    stands(qtbot, window, 3)
    press(window, Key.Key_PageDown, modifier=Ctrl)
    assert enabled(window) == [name for name in ACTIONS if name != "lesson_answer"]
    press(window, Key.Key_A)
    assert not window.lessons._revealed
    press(window, Key.Key_PageUp)
    assert enabled(window) == list(ACTIONS)
    press(window, Key.Key_Escape)
    assert enabled(window) == []


def test_that_a_scene_goes_on_only_with_the_experiment_of_its_file(qtbot, window):
    for how in ("as it is", "with a branch", "with another rate", "to begin anew"):
        window.lessons.begin(replace(LESSON, scenes=(FIRST, replace(SECOND, restart=how == "to begin anew"))))
        stands(qtbot, window, 3)
        window.trainer.step(4)
        stands(qtbot, window, 7)
        adam = window.trainer.setup.runs[-1]
        if how == "with a branch":
            window.trainer.branch("adam", 5, "adam 2", adam.optimizer, adam.sampling)
        elif how == "with another rate":
            change(window, "adam", 0.001)
        qtbot.waitUntil(lambda: has_answered(window))
        generation = window.trainer.latest.generation
        window.canvas.show_part(-1.0, 1.0, -1.0, 1.0)
        press(window, Key.Key_PageDown, modifier=Ctrl)
        assert window.canvas.is_fitted, "each scene shows all of the plane, as it says nothing else"
        stands(qtbot, window)
        goes_on = how in ("as it is", "with a branch")
        assert ((window.trainer.latest.generation == generation), how) == (goes_on, how)
        assert window.trainer.latest.step == (7 if goes_on else 4)
        assert window.trainer.setup.without_branches() == SECOND.setup


def test_that_a_lesson_is_asked_for_and_speaks_the_language_of_the_window_in_the_size_of_its_theme(window, tmp_path, monkeypatch):
    path = tmp_path / "mine.toml"
    path.write_text(TEXT, encoding="utf-8")
    answers = ["", str(path)]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (answers.pop(0), ""))
    monkeypatch.setattr("gui.lessons.lesson_controller.spoken_language", lambda: "ko")
    window.actions_by_name["open_lesson"].trigger()
    assert window.lessons.lesson is None
    window.actions_by_name["open_lesson"].trigger()
    assert window.lessons.lesson.title.en == "Edges"
    assert window.lessons.lesson.key == "mine"
    assert window.lessons.title == "하나"
    assert window.lessons.bar.caption.text() == "첫째."
    usual = window.lessons.bar.caption.font().pointSizeF()
    window.lessons.set_theme(LIGHT.for_audience(1.6))
    assert window.lessons.bar.caption.font().pointSizeF() < usual


def test_that_the_remote_does_not_wait_for_a_pause_that_no_run_comes_to(qtbot, window):
    gd = FIRST.setup.runs[0]
    ending = FIRST.setup.with_run(replace(gd, optimizer=replace(gd.optimizer, learning_rate=1e6)))
    ending = replace(ending, runs=ending.runs[:1])
    first = replace(FIRST, setup=ending, begin_at=0, pause_at=(5000,))
    window.lessons.begin(replace(LESSON, scenes=(first, SECOND)))
    stands(qtbot, window, 0)
    window.trainer.set_speed(None)
    press(window, Key.Key_PageDown)
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.FINISHED)
    press(window, Key.Key_PageDown)
    assert window.lessons.bar.answer.isVisible()
    press(window, Key.Key_PageDown)
    assert window.lessons.scene is SECOND
