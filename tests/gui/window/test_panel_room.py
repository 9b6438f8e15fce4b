"""The parameter panel has one owner: in whatever order lesson, presentation and two rules side by side come and go, it comes back."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from core.experiment.setup import default_setup
from core.formats.lesson import shipped_lessons
from core.problems.kinds import NETWORK
from gui.training.speed import SPEEDS
from gui.window.panel_space import Hold, PanelSpace, let_go, shared_out
from tests.helpers.window import press

Key = Qt.Key
LESSONS = {lesson.key: lesson for lesson in shipped_lessons()}
OWNERS = ("lesson", "presentation", "side by side")


@pytest.fixture
def parts(qtbot):
    """A splitter with a panel that an action shows and hides, as in the window."""
    splitter = QSplitter()
    qtbot.addWidget(splitter)
    for _ in range(3):
        splitter.addWidget(QWidget())
    splitter.resize(1280, 400)
    splitter.show()
    action = QAction(splitter)
    action.setCheckable(True)
    action.setChecked(True)
    action.triggered.connect(lambda: splitter.widget(0).setVisible(action.isChecked()))
    return splitter, action, PanelSpace(splitter, action)


@given(st.lists(st.tuples(st.sampled_from(OWNERS), st.one_of(st.none(), st.booleans())), unique_by=lambda each: each[0]), st.randoms())
def test_that_whatever_the_order_of_going_the_first_that_came_decides_what_comes_back(came, random):
    holds = tuple(Hold(owner, (index, 0, 0), panel) for index, (owner, panel) in enumerate(came))
    found = next((panel for _, panel in came if panel is not None), None)
    given_back, sizes = [], []
    for owner in random.sample([owner for owner, _ in came], len(came)):
        holds, back = let_go(holds, owner)
        given_back.append(back.panel)
        sizes.append(back.sizes)
    assert holds == ()
    assert next((panel for panel in reversed(given_back) if panel is not None), None) == found
    assert not came or sizes[-1] == (0, 0, 0)


def test_that_after_every_order_of_coming_and_going_the_panel_is_as_the_user_had_it(parts):
    splitter, action, room = parts
    ways = {
        "lesson": lambda on: room.hold("lesson") if on else room.let_go("lesson"),
        "presentation": lambda on: room.hold("presentation") if on else room.let_go("presentation"),
        "side by side": lambda on: room.make_room(900 if on else 0),
    }
    splitter.setSizes([320, 512, 448])
    sizes = splitter.sizes()
    for order in product((*OWNERS, "by hand"), repeat=4):
        wanted, on = True, set()
        for each in order:
            if each == "by hand":
                action.trigger()
                # What the user does meanwhile holds meanwhile.
                wanted = wanted if on else action.isChecked()
            else:
                on ^= {each}
                ways[each](each in on)
                assert each not in on or not action.isChecked(), order
        for each in sorted(on):
            ways[each](False)
        assert action.isChecked() is wanted, order
        assert splitter.widget(0).isVisible() is wanted, order
        if not wanted:
            action.trigger()
        room.set_sizes(sizes)
        assert splitter.sizes() == sizes


def lesson_on(qtbot, window, key="08-adam"):
    window.lessons.begin(LESSONS[key])
    qtbot.waitUntil(lambda: window.lessons._position() is not None)


@pytest.mark.parametrize("first", ["lesson", "presentation"])
@pytest.mark.parametrize("leaves", ["lesson", "presentation"])
def test_that_a_lesson_and_the_presentation_can_be_left_in_either_order(qtbot, window, first, leaves):
    sizes = window.splitter.sizes()
    if first == "lesson":
        lesson_on(qtbot, window)
        press(window, Key.Key_F11)
    else:
        press(window, Key.Key_F11)
        lesson_on(qtbot, window)
    for key in (Key.Key_Escape, Key.Key_F11) if leaves == "lesson" else (Key.Key_F11, Key.Key_Escape):
        assert not window.panel.isVisible()
        press(window, key)
    assert window.lessons.lesson is None
    assert not window.presentation.is_on
    assert window.panel.isVisible()
    assert window.splitter.sizes() == sizes


def test_that_the_panel_comes_back_when_two_rules_are_closed_with_the_inspector(window):
    press(window, Key.Key_I, Key.Key_B)
    assert not window.panel.isVisible()
    press(window, Key.Key_I)
    assert window.panel.isVisible()
    press(window, Key.Key_I)
    assert not window.panel.isVisible()
    press(window, Key.Key_F11, Key.Key_B, Key.Key_F11)
    assert window.panel.isVisible()


@pytest.mark.parametrize("keys", [(), (Key.Key_F11,), (Key.Key_I, Key.Key_B), (Key.Key_I, Key.Key_B, Key.Key_F11)])
@pytest.mark.parametrize("in_lesson", [True, False])
def test_that_quitting_remembers_panel_widths_and_speed_as_they_were_before(qtbot, window, opened, keys, in_lesson):
    sizes = window.splitter.sizes()
    if in_lesson:
        lesson_on(qtbot, window)
        assert SPEEDS[window.transport.speed_index] == 4
    press(window, *keys)
    window.close()
    assert window._settings.integer("panel", 2, 2) == 1
    assert SPEEDS[window._settings.integer("speed", 0, len(SPEEDS))] == 10
    again = opened(default_setup())
    assert again.panel.isVisible()
    assert again.splitter.sizes() == sizes


def test_that_a_lesson_on_a_network_leaves_the_speed_of_either_kind_alone(window):
    network = window._settings.integer("network_speed", len(SPEEDS) - 1, len(SPEEDS) - 1)
    # Not waited for: it has many images to read.
    window.lessons.begin(LESSONS["10-mnist"])
    assert window.experiment.kind is NETWORK
    window.transport.set_speed_index(2)
    press(window, Key.Key_Escape)
    assert SPEEDS[window.transport.speed_index] == 10
    window.close()
    assert window._settings.integer("network_speed", 0, len(SPEEDS)) == network


def test_that_a_file_keeps_and_opens_the_panel_as_the_user_has_it_and_not_as_others_need_it(window):
    press(window, Key.Key_F11)
    view = window.arrangement.read()
    assert view.parameters
    window.arrangement.show(replace(view, parameters=False))
    window.arrangement.show(view)
    assert not window.panel.isVisible()
    press(window, Key.Key_F11)
    assert window.panel.isVisible()


@pytest.mark.parametrize(
    ("sizes", "needed", "shared"),
    [
        ([320, 512, 448], 448, ([320, 512, 448], False)),
        ([320, 512, 448], 560, ([320, 400, 560], False)),
        ([320, 512, 448], 561, ([0, 719, 561], True)),
        ([320, 512, 448], 900, ([0, 400, 900], True)),
        ([320, 400, 700], 500, ([320, 400, 700], False)),
        ([0, 500, 900], 500, ([0, 500, 900], False)),
    ],
)
def test_that_plots_get_what_they_need_keep_what_they_have_and_leave_the_canvas_its_least(sizes, needed, shared):
    assert shared_out(sizes, needed) == shared
