"""What a scene shows and what can be done in it, and how the window and what waited are found again after the lesson."""

import pytest
from PySide6.QtCore import Qt

from core.formats.lesson import parse_lesson
from core.problems.kinds import FUNCTION
from tests.helpers.lessons import settled as scene_settled
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import curves, has_answered, press, settled

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
LESSON = parse_lesson("""
format = 1
title.en = "Arranged"
summary.en = "The rule beside the canvas, and curves alone."
[experiments.bowl.problem]
function = "seed-bowl"
[[experiments.bowl.runs]]
optimizer = "gd"
[[experiments.bowl.runs]]
optimizer = "adam"
[experiments.pictures.problem]
dataset = "small"
hidden = [8]
[[experiments.pictures.runs]]
optimizer = "adam"
[[scenes]]
key = "rule"
experiment = "bowl"
begin_at = 2
panels = ["canvas", "inspector"]
inspect = ["gd", "adam"]
walk = "sub-steps"
log = false
title.en = "The rule"
caption.en = "Two rules side by side, step by step."
question.en = "Why?"
answer.en = "Because."
[[scenes]]
key = "curves"
experiment = "pictures"
panels = ["loss", "accuracy"]
title.en = "Curves"
caption.en = "Nothing but curves."
""")
RULE, CURVES = range(2)


@pytest.fixture
def window(opened, tmp_path):
    return opened(None, small_library(tmp_path))


def begin_at(qtbot, window, index):
    window.lessons.begin(LESSON)
    window.lessons._open(index)
    qtbot.waitUntil(lambda: scene_settled(window))


def arrangement(window):
    """How the window stands."""
    inspector, shown = window.inspector, (window.stage, window.plots, window.loss_plot, window.panel, window.lessons.bar)
    checked = {name: action.isChecked() for name, action in window.actions_by_name.items() if action.isCheckable()}
    sizes, is_beside = window.splitter.sizes(), inspector.is_open and inspector.inspector.is_beside
    return [widget.isVisible() for widget in shown], window.plots.orientation(), inspector.is_open, is_beside, checked, sizes


def test_that_a_scene_shows_what_it_names_and_curves_alone_stand_side_by_side(qtbot, window):
    begin_at(qtbot, window, RULE)
    assert window.stage.isVisible()
    assert window.inspector.inspector.isVisible()
    assert not window.loss_plot.isVisible()
    begin_at(qtbot, window, CURVES)
    assert not window.stage.isVisible()
    assert window.loss_plot.isVisible()
    tabs = window.network.views.tabs
    assert tabs.isVisible()
    assert tabs.mapToGlobal(tabs.rect().topLeft()).x() > window.loss_plot.mapToGlobal(window.loss_plot.rect().topRight()).x()


def test_that_leaving_a_lesson_gives_back_all_that_a_scene_has_arranged(qtbot, window):
    for index, is_open in ((RULE, False), (CURVES, False), (CURVES, True), (RULE, True)):
        if window.inspector.is_open is not is_open:
            press(window, Key.Key_I)
        before = arrangement(window)
        begin_at(qtbot, window, index)
        if index == RULE:
            window.actions_by_name["zoom_step"].trigger()
        assert arrangement(window) != before
        press(window, Key.Key_Escape)
        qtbot.waitUntil(lambda: has_answered(window) and window.experiment.kind is FUNCTION)
        assert arrangement(window) == before


def test_that_a_network_that_waits_goes_on_after_a_lesson_on_another_one(qtbot, opened, tmp_path):
    window = opened(small_setup(), small_library(tmp_path))
    window.trainer.step(6)
    settled(qtbot, window, 6)
    before = curves(window)
    press(window, Key.Key_1, modifier=Ctrl)
    qtbot.waitUntil(lambda: window.trainer.latest.problem.dimensions == 2)
    begin_at(qtbot, window, CURVES)
    press(window, Key.Key_Escape)
    qtbot.waitUntil(lambda: window.trainer.latest.problem.dimensions == 2)
    generation = window.trainer.latest.generation
    press(window, Key.Key_2, modifier=Ctrl)
    qtbot.waitUntil(lambda: has_answered(window) and window.trainer.latest.generation > generation)
    assert window.trainer.latest.step == 6
    assert curves(window) == before
