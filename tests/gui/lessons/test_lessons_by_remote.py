"""Every lesson from its first scene to its last in the real window, by the keys of a presenter's remote alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.data.library import default_library
from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.problems.function import FunctionSetup
from gui.lessons.lesson_bar import formulas_whole
from gui.training.commands import TrainerState
from tests.helpers.lessons import LESSONS, settled
from tests.helpers.window import press, rests

Key = Qt.Key


def rows(snapshot):
    return {run.label: (run.loss.tobytes(), run.theta.tobytes(), run.termination) for run in snapshot.runs}


@pytest.mark.parametrize("key", LESSONS)
def test_that_the_remote_alone_goes_through_a_lesson_and_shows_what_its_file_says(qtbot, window, key):
    lesson, library = LESSONS[key], default_library()
    window.lessons.begin(lesson)
    straight: dict[str, Experiment] = {}
    seen, answered = [], []
    for _ in range(300):
        # A low column shows the rule alone until the window has found its height.
        qtbot.waitUntil(lambda: settled(window) and rests(window))
        scene = window.lessons.scene
        bar = window.lessons.bar
        if not seen or seen[-1] != scene.key:
            seen.append(scene.key)
            assert bar.caption.text() == formulas_whole(scene.caption.en)
            assert bar.answer.isHidden()
            assert window.stage.isVisible() is ("canvas" in scene.view.panels)
            assert window.loss_plot.isVisible() is (
                "loss" in scene.view.panels and not (window.inspector.is_open and "accuracy" in scene.view.panels)
            )
            assert window.inspector.is_open is ("inspector" in scene.view.panels)
            if scene.view.inspect:
                assert window.inspector.inspector.labels() == scene.view.inspect
            assert window.trainer.setup == scene.setup
            assert window.trainer.latest.step >= scene.begin_at
        if isinstance(scene.setup.problem, FunctionSetup):
            # Equal to the bit to the same experiment without a window.
            if scene.experiment not in straight or straight[scene.experiment].step > window.trainer.latest.step:
                straight[scene.experiment] = Experiment(scene.setup, library=library)
            experiment = straight[scene.experiment]
            experiment.advance(window.trainer.latest.step - experiment.step)
            assert rows(experiment.snapshot()) == rows(window.trainer.latest)
        else:
            # Nobody looks at the steps on the way, and to paint them took two fifths of the time of this lesson.
            window.clock._timer.setInterval(100)
        if not bar.answer.isHidden() and scene.key not in answered:
            answered.append(scene.key)
            assert bar.answer.text() == formulas_whole(scene.answer.en)
        press(window, Key.Key_PageDown)
        if window.messages.text:
            break
        place = window.lessons._position()
        if window.lessons.scene is scene and place is not None and place.is_moving:
            # Once more while it plays: be there at once.
            press(window, Key.Key_PageDown)
    assert "last scene" in window.messages.text
    assert seen == [scene.key for scene in lesson.scenes]
    assert answered == [scene.key for scene in lesson.scenes if scene.answer is not None]
    press(window, Key.Key_Escape)
    assert window.lessons.lesson is None
    assert window.trainer.setup == default_setup()


def test_that_a_lesson_is_chosen_in_the_menu_by_keys_and_space_runs_to_its_pause(qtbot, window):
    menu = window._menus["&Lessons"]
    menu.aboutToShow.emit()
    entries = [action for action in menu.actions() if action.text()[1:2].isdigit()]
    assert [entry.text()[4:] for entry in entries[:10]] == [lesson.title.en for lesson in LESSONS.values()]
    entries[5].trigger()
    qtbot.waitUntil(lambda: settled(window))
    scene = window.lessons.scene
    window.trainer.set_speed(None)
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.trainer.latest.step == scene.pause_at[0] and window.trainer.state is TrainerState.PAUSED)
    assert window.lessons.scene is scene
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.trainer.latest.step == scene.pause_at[1] and window.trainer.state is TrainerState.PAUSED)


def test_that_page_up_goes_back_to_the_beginning_of_the_scene_before(qtbot, window):
    window.lessons.begin(LESSONS["06-nag"])
    for _ in range(2):
        qtbot.waitUntil(lambda: settled(window))
        press(window, Key.Key_PageDown, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: settled(window) and window.lessons._index == 2)
    press(window, Key.Key_PageUp)
    qtbot.waitUntil(lambda: settled(window) and window.lessons._index == 1)
    assert window.trainer.latest.step == window.lessons.scene.begin_at
    press(window, Key.Key_PageUp)
    press(window, Key.Key_PageUp)
    qtbot.waitUntil(lambda: settled(window) and window.lessons._index == 0)


def test_that_what_stood_there_before_a_lesson_goes_on_after_it(qtbot, window):
    press(window, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 10)
    before, sizes = rows(window.trainer.latest), window.splitter.sizes()
    window.lessons.begin(LESSONS["04-momentum"])
    qtbot.waitUntil(lambda: settled(window))
    assert not window.panel.isVisible()
    press(window, Key.Key_Escape)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 10)
    assert rows(window.trainer.latest) == before
    assert window.panel.isVisible()
    assert window.splitter.sizes() == sizes
    assert not window.lessons.bar.isVisible()


def test_that_escape_goes_out_of_the_past_first_then_out_of_the_lesson_then_out_of_the_presentation(qtbot, window):
    actions = window.actions_by_name
    press(window, Key.Key_F11)
    window.lessons.begin(LESSONS["06-nag"])
    qtbot.waitUntil(lambda: settled(window))
    window.trainer.set_speed(None)
    press(window, Key.Key_PageDown)
    # Nobody looks back before the step is there to be seen.
    qtbot.waitUntil(lambda: settled(window) and window.canvas._snapshot.step == 10 and actions["look_back"].isEnabled())
    press(window, Key.Key_BracketLeft)
    qtbot.waitUntil(lambda: window.timeline.is_looking and window.canvas._snapshot.step == 9)
    assert (actions["to_now"].isEnabled(), actions["lesson_leave"].isEnabled()) == (True, False)
    press(window, Key.Key_Escape)
    qtbot.waitUntil(lambda: window.canvas._snapshot.step == 10)
    assert (actions["to_now"].isEnabled(), actions["lesson_leave"].isEnabled()) == (False, True)
    press(window, Key.Key_Escape)
    assert window.lessons.lesson is None
    assert window.presentation.is_on
    press(window, Key.Key_Escape)
    assert not window.presentation.is_on


def test_that_a_scene_that_asks_for_a_guess_lets_the_class_guess(qtbot, window):
    lesson = LESSONS["03-the-zig-zag"]
    window.lessons.begin(lesson)
    index = next(number for number, scene in enumerate(lesson.scenes) if scene.view.predict)
    window.lessons._open(index)
    qtbot.waitUntil(lambda: settled(window))
    assert window.prediction.is_active
    window.lessons._open(index + 1)
    assert not window.prediction.is_active


def test_that_an_answer_is_shown_and_hidden_by_its_key(qtbot, window):
    lesson = LESSONS["06-nag"]
    window.lessons.begin(lesson)
    index = next(number for number, scene in enumerate(lesson.scenes) if scene.answer)
    window.lessons._open(index)
    assert window.lessons.bar.answer.isHidden()
    press(window, Key.Key_A)
    assert window.lessons.bar.answer.text() == formulas_whole(lesson.scenes[index].answer.en)
    press(window, Key.Key_A)
    assert window.lessons.bar.answer.isHidden()


def test_that_nothing_jumps_when_an_answer_comes(qtbot, window):
    lesson = LESSONS["06-nag"]
    window.lessons.begin(lesson)
    for index in range(len(lesson.scenes)):
        window.lessons._open(index)
        QApplication.processEvents()
        before = window.lessons.bar.height()
        window.lessons._reveal(True)
        QApplication.processEvents()
        assert window.lessons.bar.height() == before
        for label in (window.lessons.bar.caption, window.lessons.bar.question, window.lessons.bar.answer):
            if label.isVisible():
                assert label.heightForWidth(label.width()) <= label.height() + 1, (index, label.text())


def test_that_a_dot_leads_to_its_scene(window):
    window.lessons.begin(LESSONS["06-nag"])
    for number in (2, 0, 1):
        window.lessons.bar.dots.dots[number].click()
        assert window.lessons.scene is LESSONS["06-nag"].scenes[number]
        assert [dot.property("current") for dot in window.lessons.bar.dots.dots].index(True) == number


def test_that_the_mistakes_of_a_file_are_listed_and_the_window_stays(qtbot, window, tmp_path, monkeypatch):
    from gui.widgets.file_dialogs import MistakesDialog

    path = tmp_path / "mine.toml"
    path.write_text('format = 1\n[title]\nko = "x"\n[[scenes]]\nkey = "a"\nexperiment = "none"\ncolour = 3\n', encoding="utf-8")
    shown = []
    monkeypatch.setattr(MistakesDialog, "exec", lambda dialog: shown.append(dialog.list.toPlainText()))
    window.lessons.open_file(path)
    assert len(shown) == 1
    assert "line" in shown[0]
    assert len(shown[0].splitlines()) >= 3
    assert window.lessons.lesson is None
    window.lessons.open_file(tmp_path / "missing.toml")
    assert "missing.toml" in window.messages.text


def test_that_a_lesson_of_ones_own_can_be_opened(qtbot, window, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        'format = 1\ntitle.en = "Mine"\nsummary.en = "One scene."\n[experiments.e.problem]\nfunction = "booth"\n'
        '[[experiments.e.runs]]\noptimizer = "adam"\n[[scenes]]\nkey = "one"\nexperiment = "e"\ntitle.en = "One"\ncaption.en = "Look."\n',
        encoding="utf-8",
    )
    window.lessons.open_file(path)
    qtbot.waitUntil(lambda: settled(window))
    assert window.lessons.bar.caption.text() == "Look."
    assert [run.label for run in window.trainer.latest.runs] == ["adam"]


def test_that_the_remote_takes_the_step_that_was_guessed_before_it_goes_on(qtbot, window):
    lesson = LESSONS["03-the-zig-zag"]
    window.lessons.begin(lesson)
    window.lessons._open(next(index for index, scene in enumerate(lesson.scenes) if scene.key == "guess"))
    qtbot.waitUntil(lambda: settled(window) and window.canvas._snapshot.step == 1)
    window.canvas.guess_picked.emit(1.0, 1.0)
    assert window.prediction.predictions.guess is not None
    # Twice before anything can be seen of it is still one step.
    window.lessons.next()
    window.lessons.next()
    qtbot.waitUntil(lambda: settled(window) and len(window.prediction.predictions.outcomes) == 1)
    assert window.trainer.latest.step == 2
    assert window.lessons.scene.key == "guess"
    press(window, Key.Key_PageDown)
    assert window.lessons.scene.key == "smaller"
