"""A narrow window: the panel becomes a drawer, below that the plots go under the canvas, and all comes back with the room."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from core.experiment.setup import default_setup
from core.formats.lesson import shipped_lessons
from core.lessons.lesson import LocalText
from gui.style.tokens import ICON
from gui.window.panel_space import is_below
from tests.helpers.window import cut, press, rests

Key = Qt.Key


def resize(qtbot, window, width, height):
    """Pull at the corner of the window until it has this size, at least as far as it lets itself be made smaller."""

    def has_followed() -> bool:
        window.resize(width, height)
        return rests(window) and window.size().toTuple() == (max(width, window.minimumWidth()), max(height, window.minimumHeight()))

    qtbot.waitUntil(has_followed)


@pytest.fixture
def narrow(qtbot, window):
    resize(qtbot, window, 853, 533)
    assert not window.panel.isVisible()
    return window


@given(st.lists(st.integers(900, 1100), min_size=2))
def test_that_a_width_at_the_edge_never_jumps_there_and_back(widths):
    states = [False]
    for width in widths:
        states.append(is_below(width, 1000, states[-1]))
    assert all(width < 1000 for width, was, now in zip(widths, states, states[1:], strict=False) if now and not was)
    assert all(width >= 1024 for width, was, now in zip(widths, states, states[1:], strict=False) if was and not now)
    moves = [width for width, (was, now) in zip(widths, pairwise(states), strict=True) if was is not now]
    assert all(abs(before - after) >= 24 for before, after in pairwise(moves))


@pytest.mark.parametrize("with_inspector", [False, True])
def test_that_the_window_is_whole_at_every_width_and_the_canvas_has_its_least(qtbot, window, with_inspector):
    if with_inspector:
        press(window, Key.Key_I)
    window.messages.show_message("Paused at step 100. Press Space to go on.")
    for width, height, has_panel in (
        (1400, 800, True),
        (1064, 700, True),
        (1063, 700, False),
        (853, 560, False),
        (853, 533, False),
        (760, 480, False),
    ):
        resize(qtbot, window, width, height)
        assert window.size().toTuple() == (width, height)
        assert window.panel.isVisible() is has_panel
        assert not window.panel_space.is_stacked
        assert window.canvas.width() >= 360
        assert window.transport.geometry().bottom() < window.centralWidget().height()
        assert window.splitter.widget(2).geometry().right() < width
        assert cut(window) == []
    resize(qtbot, window, 1400, 800)
    assert window.panel.isVisible()


def test_that_the_window_can_be_made_as_small_as_that(qtbot, window):
    press(window, Key.Key_I)
    for size in ((900, 480), (300, 200)):
        resize(qtbot, window, *size)
    assert window.width() == 760
    assert window.height() <= 480


def test_that_widths_and_panel_come_back_as_the_user_had_them(qtbot, window):
    sizes = window.splitter.sizes()
    resize(qtbot, window, 853, 533)
    press(window, Key.Key_F9, Key.Key_F9)
    assert window.arrangement.read().parameters, "a file keeps what the user has where there is room"
    resize(qtbot, window, 1280, 800)
    assert window.splitter.sizes() == pytest.approx(sizes, abs=2)
    assert window.panel.isVisible()
    press(window, Key.Key_F9)
    resize(qtbot, window, 853, 533)
    press(window, Key.Key_F9)
    assert window.panel.isVisible()
    resize(qtbot, window, 1280, 800)
    assert not window.panel.isVisible()


def test_that_the_panel_is_remembered_from_a_narrow_window(qtbot, narrow, opened):
    narrow.close()
    assert narrow._settings.integer("panel", 2, 2) == 1
    again = opened(default_setup())
    assert again.panel.isVisible()


def test_that_f9_opens_the_one_panel_as_a_drawer_that_has_the_keys_and_gives_them_back(narrow):
    panel, before = narrow.panel, QApplication.focusWidget()
    width = narrow.canvas.width()
    for closing in (Key.Key_F9, Key.Key_Escape):
        press(narrow, Key.Key_F9)
        assert panel.isVisible()
        assert panel.isAncestorOf(QApplication.focusWidget())
        assert narrow.canvas.width() == width, "it lies over the canvas, and moves nothing"
        assert panel.mapTo(narrow, QPoint()).x() < 20
        assert panel.width() >= panel.minimumWidth()
        press(narrow, closing)
        assert not panel.isVisible()
        assert QApplication.focusWidget() is before
    assert not narrow.actions_by_name["panel"].isChecked()


def test_that_escape_takes_back_what_was_typed_first_and_is_no_key_of_the_lesson_meanwhile(qtbot, narrow):
    press(narrow, Key.Key_F9)
    field = narrow.panel.form.start_x
    field.setFocus()
    qtbot.keyClicks(field, "5")
    press(narrow, Key.Key_Escape)
    assert field.text() == "−9"
    assert narrow.panel.isVisible()
    press(narrow, Key.Key_Escape)
    assert not narrow.panel.isVisible()


def test_that_a_click_outside_closes_it_and_does_nothing_else_to_what_it_lies_over(qtbot, narrow):
    start = narrow.trainer.setup.problem.start
    press(narrow, Key.Key_F9)
    viewport = narrow.canvas._view.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(viewport.width() - 30, viewport.height() // 2))
    assert not narrow.panel.isVisible()
    assert narrow.trainer.setup.problem.start == start
    press(narrow, Key.Key_F9)
    qtbot.mouseClick(narrow.panel, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert narrow.panel.isVisible(), "this was inside"
    button = narrow.parts.panel_place.button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not narrow.panel.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert narrow.panel.isVisible()


def test_that_tab_visits_the_drawer_first_and_then_all_that_is_beside_it(narrow):
    without = narrow.focus_order.stops()
    press(narrow, Key.Key_F9)
    stops = narrow.focus_order.stops()
    inside = [stop for stop in stops if narrow.panel.isAncestorOf(stop)]
    assert inside
    assert QApplication.focusWidget() is narrow.panel.form.function_choice
    place = stops.index(QApplication.focusWidget())
    assert [stop for stop in stops if stop not in inside] == without
    assert stops[: len(inside)] == inside
    narrow.focus_order.go(True)
    assert QApplication.focusWidget() is stops[place + 1]


def test_that_the_plots_go_under_the_canvas_where_there_is_no_room_beside_it(qtbot, window):
    press(window, Key.Key_I)
    resize(qtbot, window, 900, 700)
    assert not window.panel_space.is_stacked
    press(window, Key.Key_B)
    qtbot.waitUntil(lambda: rests(window))
    assert window.panel_space.is_stacked
    assert window.size().toTuple() == (900, 700)
    assert window.plots.geometry().top() > window.stage.geometry().bottom()
    press(window, Key.Key_B)
    qtbot.waitUntil(lambda: rests(window))
    assert not window.panel_space.is_stacked
    window.text_size.choose(200)  # so that 1280 are as many as 640
    resize(qtbot, window, 1280, 1000)
    assert window.panel_space.is_stacked
    window.text_size.choose(100)
    qtbot.waitUntil(lambda: rests(window))
    assert not window.panel_space.is_stacked
    assert window.panel.isVisible()


def shown_height(window):
    """How much of the landscape is seen, without axes."""
    return window.canvas.plot_rect().height()


def test_that_with_text_of_twice_the_size_a_landscape_is_left_and_the_transport_bar_is_seen(qtbot, opened):
    window = opened(default_setup(), size=(1280, 800))
    window.messages.show_message("Paused at step 100. Press Space to go on.")
    window.text_size.choose(200)

    def is_whole(least):
        qtbot.waitUntil(lambda: rests(window))
        assert window.size().toTuple() == (1280, 800)
        assert window.transport.mapTo(window, window.transport.rect().bottomRight()).y() < 800
        assert shown_height(window) >= least

    is_whole(240)
    assert window.plots.isHidden(), "there is no room for them"
    press(window, Key.Key_I)
    qtbot.waitUntil(window.plots.isVisible)
    is_whole(100)
    press(window, Key.Key_I)
    qtbot.waitUntil(window.plots.isHidden)
    is_whole(240)
    window.lessons.begin(shipped_lessons()[3])
    is_whole(150)
    assert window.parts.panel_space.is_stacked
    window.lessons.begin(shipped_lessons()[-1])
    qtbot.waitUntil(lambda: rests(window))
    assert window.stage.isHidden()
    assert window.plots.isVisible(), "there is nothing that they could give way to"
    window.lessons.leave()
    window.text_size.choose(100)
    qtbot.waitUntil(window.plots.isVisible)


def test_that_long_words_of_a_lesson_scroll_before_anything_leaves_the_window(qtbot, opened):
    window = opened(default_setup(), size=(1280, 800))
    window.text_size.choose(200)
    lesson = shipped_lessons()[3]
    words = LocalText(*2 * ["Far too many words for so little room. " * 20])
    window.lessons.begin(replace(lesson, scenes=(replace(lesson.scenes[0], caption=words), *lesson.scenes[1:])))
    bar = window.lessons.bar
    qtbot.waitUntil(lambda: rests(window))
    place = bar.parentWidget().parentWidget()
    assert place.height() == round(0.45 * 800)
    assert place.verticalScrollBar().maximum() > 0
    assert window.transport.mapTo(window, window.transport.rect().bottomRight()).y() < window.height() == 800
    assert shown_height(window) > 80
    window.lessons.leave()
    qtbot.waitUntil(lambda: rests(window))
    assert place.isHidden()


def test_that_the_button_of_the_drawer_is_a_sign_in_a_frame_in_line_with_the_menus(qtbot, narrow):
    button, bar = narrow.parts.panel_place.button, narrow.menuBar()
    assert button.isVisible()
    for percent in (100, 150):
        narrow.text_size.choose(percent)
        qtbot.waitUntil(lambda: rests(narrow))
        assert not button.icon().isNull()
        assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        assert button.property("role") == "framed"
        assert button.iconSize().width() == narrow.theme.px(ICON)
        menus = bar.actionGeometry(bar.actions()[0])
        place = QRect(button.mapTo(bar, QPoint()), button.size())
        assert place.center().y() == pytest.approx(menus.center().y(), abs=1)
        assert place.right() < menus.left()
    assert button.accessibleName() == "Parameter panel"
    assert button.toolTip() == "Show or hide the panel on the left (F9)"
