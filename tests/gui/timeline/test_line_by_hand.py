"""The time line by itself: which step the mouse and the keys ask for, what a mark tells, and whose keys it leaves alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.problems.base import Sampling
from gui.style.run_style import run_styles
from gui.style.theme import LIGHT
from gui.timeline.timeline import Timeline
from tests.helpers.window import show

Key = Qt.Key
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, CONTROL, SHIFT, KEYPAD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


@pytest.fixture(scope="module")
def snapshot():
    """Eighty-one steps with a change after 23 and a branch from 41."""
    experiment = Experiment(default_setup())
    adam = experiment.runs["adam"].optimizer
    experiment.advance(23)
    experiment.configure("adam", replace(adam, learning_rate=0.7), Sampling(), replay=False)
    experiment.advance(58)
    experiment.branch("adam", 41, "b", replace(adam, learning_rate=0.2), Sampling())
    experiment.work(81, float("inf"))
    return experiment.snapshot()


@pytest.fixture(params=[1.0, 1.6], ids=["usual", "enlarged"])
def line(qtbot, qapp, snapshot, request):
    made = Timeline()
    qtbot.addWidget(made)
    made.set_theme(LIGHT if request.param == 1.0 else LIGHT.for_audience(request.param))
    made.set_styles(run_styles((run.label, run.optimizer.key) for run in snapshot.runs))
    made.resize(800, made.sizeHint().height())
    show(qtbot, made)
    made.show_snapshot(snapshot, None)
    made.asked = []
    made.step_requested.connect(made.asked.append)
    yield made
    QToolTip.hideText()


def at(line, step, y=21):
    return QPoint(round(line.scale.x_of(step) * line._theme.scale), round(y * line._theme.scale))


def test_that_what_is_shown_asks_for_nothing_and_stands_at_its_step(line, snapshot):
    assert (line.minimum(), line.maximum(), line.value()) == (0, 81, 81)
    line.show_snapshot(snapshot, 12)
    assert (line.value(), line._is_looking, line.asked) == (12, True, [])
    line.show_snapshot(snapshot, None)
    assert (line.value(), line._is_looking, line.asked) == (81, False, [])
    assert "nothing is lost" in line.toolTip()


def test_that_a_press_and_a_drag_ask_for_the_steps_under_the_mouse_with_the_left_button_alone(line):
    QTest.mousePress(line, RIGHT, pos=at(line, 10))
    QTest.mouseMove(line, at(line, 12))
    QTest.mouseRelease(line, RIGHT, pos=at(line, 12))
    assert line.asked == []
    QTest.mousePress(line, LEFT, pos=at(line, 10))
    assert line.isSliderDown()
    for step in (30, 31, 31):
        QTest.mouseMove(line, at(line, step))
    QTest.mouseMove(line, QPoint(-50, 20))
    QTest.mouseMove(line, QPoint(5000, 20))
    QTest.mouseRelease(line, RIGHT, pos=at(line, 10))
    assert line.isSliderDown()
    QTest.mouseRelease(line, LEFT, pos=at(line, 10))
    assert not line.isSliderDown()
    QTest.mouseMove(line, at(line, 60))
    assert line.asked == [10, 30, 31, 0, 81]


def test_that_a_press_near_the_handle_takes_it_as_it_stands(line):
    beside = at(line, 81) + QPoint(round(11 * line._theme.scale), 0)
    QTest.mousePress(line, LEFT, pos=beside)
    assert line.asked == []
    QTest.mouseMove(line, beside + at(line, 60) - at(line, 81))
    QTest.mouseRelease(line, LEFT, pos=beside)
    assert line.asked == [60]
    QTest.mouseClick(line, LEFT, pos=at(line, 60) - QPoint(round(13 * line._theme.scale), 0))
    assert len(line.asked) == 2


def test_that_what_was_played_is_filled_and_what_is_not_shown_of_it_is_faint(line, snapshot):
    def colour(step):
        place = at(line, step)
        return line.grab().toImage().pixelColor(place).name()

    assert line.scale.end == 100
    assert (colour(50), colour(90)) == (LIGHT.accent, LIGHT.border)
    line.show_snapshot(snapshot, 12)
    shown, played, ahead = colour(5), colour(50), colour(90)
    assert (shown, ahead) == (LIGHT.accent, LIGHT.border)
    assert played not in (LIGHT.accent, LIGHT.border)


def test_that_a_mark_is_hit_from_above_and_tells_what_happened(line, snapshot):
    assert [[mark.step for mark in group.marks] for group in line.groups] == [[23], [41]]
    near = at(line, 23, 8) + QPoint(5, 0)
    QTest.mouseClick(line, LEFT, pos=near)
    assert line.asked == [23]
    line.show_snapshot(snapshot, None)  # so that the handle is elsewhere
    below = QPoint(near.x(), round(21 * line._theme.scale))
    QTest.mouseClick(line, LEFT, pos=below)
    assert line.asked[-1] == line.scale.step_at(below.x() / line._theme.scale)
    for place, words in ((at(line, 41, 8), "branches off Adam"), (at(line, 23, 8), "η 0.4 → 0.7"), (at(line, 60, 8), "nothing is lost")):
        QApplication.sendEvent(line, QHelpEvent(QEvent.Type.ToolTip, place, line.mapToGlobal(place)))
        assert words in QToolTip.text()
    assert line._group_at(line.scale.x_of(41) + 8.0) is not None
    assert line._group_at(line.scale.x_of(41) + 8.2) is None


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Key.Key_Left, NONE, 39),
        (Key.Key_Down, NONE, 39),
        (Key.Key_Right, KEYPAD, 41),
        (Key.Key_Up, NONE, 41),
        (Key.Key_Left, CONTROL, 30),
        (Key.Key_Right, CONTROL, 50),
        (Key.Key_Home, NONE, 0),
        (Key.Key_End, NONE, 81),
        (Key.Key_Home, CONTROL, None),
        (Key.Key_End, CONTROL, None),
        (Key.Key_Left, SHIFT, None),
        (Key.Key_PageUp, NONE, None),
        (Key.Key_Space, NONE, None),
    ],
)
def test_that_a_key_asks_for_its_step_or_is_left_to_others(line, snapshot, key, modifiers, expected):
    line.show_snapshot(snapshot, 40)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
    event.ignore()
    QApplication.sendEvent(line, event)
    assert event.isAccepted() is (expected is not None)
    pressed = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
    line.keyPressEvent(pressed)
    assert pressed.isAccepted() is (expected is not None)
    assert line.asked == ([] if expected is None else [expected])


def test_that_keys_go_no_further_than_the_line(line, snapshot):
    for begin, key, end in ((4, Key.Key_Left, 0), (77, Key.Key_Right, 81)):
        line.show_snapshot(snapshot, begin)
        QTest.keyClick(line, key, CONTROL)
        assert line.asked[-1] == end


def test_that_the_handle_is_filled_while_something_earlier_is_shown(line, snapshot):
    def inside():
        return line.grab().toImage().pixelColor(at(line, line.value()) * line.devicePixelRatio()).name()

    assert inside() == LIGHT.surface
    line.show_snapshot(snapshot, 60)
    assert inside() == LIGHT.accent
    track = line.grab().toImage()
    assert track.pixelColor(at(line, 30)).name() == LIGHT.accent, "as far as the handle"
    assert track.pixelColor(at(line, 90)).name() == LIGHT.border


def test_that_several_runs_at_one_place_are_a_number(qtbot, qapp):
    experiment = Experiment(default_setup())
    experiment.advance(20)
    for label in ("adam", "gd"):
        optimizer = experiment.runs[label].optimizer
        experiment.configure(label, replace(optimizer, learning_rate=0.01), experiment.runs[label].settings[-1].sampling, replay=False)
    experiment.advance(20)
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(600, 42)
    counted = []
    line._paint_count = lambda _painter, place, count: counted.append((place, count))
    line.show_snapshot(experiment.snapshot(), None)
    line.grab()
    assert counted[0] == (QPointF(line.scale.x_of(20), 8.0), 2)
