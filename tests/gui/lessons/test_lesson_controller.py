"""What a lesson gives back, what goes on from scene to scene, and for what it does not wait."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.formats.lesson import parse_lesson
from gui.training.commands import SetSpeed, TrainerState
from gui.training.speed import SPEEDS
from tests.helpers.lesson_files import with_scene
from tests.helpers.lessons import LESSONS, settled
from tests.helpers.window import has_answered, press

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
BOOM = """
format = 1
title.en = "Boom"
summary.en = "A learning rate that is too large."
[experiments.boom.problem]
function = "seed-bowl"
[[experiments.boom.runs]]
optimizer = "gd"
learning_rate = 100.0
[[scenes]]
key = "first"
experiment = "boom"
title.en = "First"
caption.en = "It is over long before the step that is asked for."
begin_at = 5000
[[scenes]]
key = "second"
experiment = "boom"
title.en = "Second"
caption.en = "There is nothing to wait for."
"""


def speeds_of(window):
    """The speeds that the worker is asked for from now on."""
    asked = []
    window.trainer._commanded.connect(lambda command: asked.append(command.steps_per_second) if isinstance(command, SetSpeed) else None)
    return asked


def test_that_leaving_a_lesson_gives_back_speed_guessing_and_the_axis_of_the_loss(qtbot, window):
    actions = window.actions_by_name
    window.transport.set_speed_index(1)
    assert actions["log"].isChecked()
    lesson = LESSONS["03-the-zig-zag"]
    index = next(number for number, scene in enumerate(lesson.scenes) if scene.view.predict)
    window.lessons.begin(lesson)
    window.lessons._open(index)
    qtbot.waitUntil(lambda: settled(window))
    assert (window.transport.speed_index == 1, actions["predict"].isChecked(), actions["log"].isChecked()) == (False, True, False)
    asked = speeds_of(window)
    press(window, Key.Key_Escape)
    assert (window.transport.speed_index, actions["predict"].isChecked(), actions["log"].isChecked()) == (1, False, True)
    assert not window.prediction.is_active
    assert asked[-1] == SPEEDS[1]


def test_that_leaving_a_scene_whose_speed_is_not_on_offer_gives_back_the_speed_beside_it(qtbot, window):
    lesson = LESSONS["06-nag"]
    scene = replace(lesson.scenes[0], view=replace(lesson.scenes[0].view, speed=SPEEDS[1] * 1.01))
    window.transport.set_speed_index(1)
    window.lessons.begin(replace(lesson, scenes=(scene,)))
    qtbot.waitUntil(lambda: settled(window))
    assert window.transport.speed_index == 1
    asked = speeds_of(window)
    press(window, Key.Key_Escape)
    assert asked == [SPEEDS[1]]


def test_that_a_scene_that_goes_on_is_skipped_into_where_the_one_before_it_stands(qtbot, window):
    lesson = LESSONS["08-adam"]
    index = next(number for number, _ in enumerate(lesson.scenes) if lesson.goes_on(number))
    window.lessons.begin(lesson)
    window.lessons._open(index - 1)
    qtbot.waitUntil(lambda: settled(window))
    window.trainer.step(lesson.scenes[index].begin_at + 3)
    qtbot.waitUntil(lambda: has_answered(window) and settled(window))
    stood = window.trainer.latest
    press(window, Key.Key_PageDown, modifier=Ctrl)
    qtbot.waitUntil(lambda: has_answered(window) and settled(window))
    assert window.lessons.scene is lesson.scenes[index]
    assert (window.trainer.latest.step, window.trainer.latest.generation) == (stood.step, stood.generation)


def test_that_a_lesson_does_not_wait_for_a_step_that_no_run_can_take(qtbot, window):
    window.lessons.begin(parse_lesson(BOOM))
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.FINISHED)
    assert window.trainer.latest.step < window.lessons.scene.begin_at
    qtbot.waitUntil(lambda: settled(window))
    press(window, Key.Key_PageDown)
    assert window.lessons.scene.key == "second"


def test_that_page_down_on_a_slider_moves_the_slider_and_not_the_lesson(qtbot, window):
    window.lessons.begin(LESSONS["06-nag"])
    qtbot.waitUntil(lambda: settled(window))
    window.transport.set_speed_index(4)
    slider = window.transport._speed
    slider.setFocus()
    sent = window.trainer.commands_sent
    QTest.keyClick(slider, Key.Key_PageDown)
    assert window.transport.speed_index == 1
    assert window.lessons.scene is LESSONS["06-nag"].scenes[0]
    assert window.trainer.commands_sent == sent + 1  # the speed, and no step


def test_that_a_scene_plays_to_its_pause_past_the_finish(qtbot, window):
    window.lessons.begin(parse_lesson(with_scene('pause_at = [200]\nspeed = "unlimited"')))
    qtbot.waitUntil(lambda: settled(window))
    press(window, Key.Key_PageDown)
    qtbot.waitUntil(lambda: settled(window) and window.trainer.latest.step > 0)
    assert window.trainer.latest.step == 200
    assert [run.arrival.step for run in window.trainer.latest.runs] == [40, 60], "nobody was waited for since step 80"
    assert window.messages.text == ""
