"""Presentation mode in the real window: what is shown, what is large, which keys go on working, and that all is put back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core.setups import default_setup
from gui.actions import ACTIONS
from gui.presentation import SCALE, scale_for
from gui.speed import SPEEDS
from gui.theme import LIGHT, scene_font
from tests.gui.inspect.conftest import opened, press  # noqa: F401

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, opened):  # noqa: F811
    return opened(default_setup())


@pytest.fixture
def in_room(window):
    press(window, Key.Key_F11)
    assert window.presentation.is_on
    return window


def texts_of(window):
    return [label for label in window.findChildren(QLabel) if label.isVisible() and label.text()]


def test_that_f11_fills_the_screen_and_hides_what_nobody_needs_from_afar(window):
    assert not window.isFullScreen()
    heard = []
    window.presentation.changed.connect(heard.append)
    press(window, Key.Key_F11)
    assert window.isFullScreen()
    for hidden in (window.menuBar(), window.panel, window.loss_plot.tools, window.canvas._tools, window.messages):
        assert not hidden.isVisible()
    for shown in (window.canvas, window.loss_plot, window.loss_plot.legend, window.transport):
        assert shown.isVisible()
    press(window, Key.Key_F11)
    assert not window.isFullScreen()
    for shown in (window.menuBar(), window.panel, window.loss_plot.tools, window.canvas._tools):
        assert shown.isVisible()
    assert heard == [True, False]


def test_that_all_type_is_larger_and_is_put_back_exactly(window):
    font = QApplication.font()
    before = {label: label.font().toString() for label in texts_of(window)}
    press(window, Key.Key_F11)
    assert QApplication.font().pointSizeF() == pytest.approx(SCALE * font.pointSizeF())
    for label in texts_of(window):
        assert label.font().pointSizeF() >= SCALE * font.pointSizeF() - 0.01, label.text()
    press(window, Key.Key_F11)
    assert QApplication.font() == font
    assert {label: label.font().toString() for label in texts_of(window)} == before


def test_that_canvas_and_plot_are_painted_larger_as_a_whole(in_room):
    for view in (in_room.canvas._view, in_room.loss_plot.view):
        assert view.transform().m11() == pytest.approx(SCALE)
        assert view.centralWidget.geometry().width() == pytest.approx(view.width() / SCALE)
    # In the scene the type has its usual size, so that it is not enlarged twice.
    assert scene_font(in_room.theme).pointSizeF() == pytest.approx(QApplication.font().pointSizeF() / SCALE)
    assert in_room.canvas._view._font.pointSizeF() == pytest.approx(scene_font(in_room.theme).pointSizeF())


def test_that_a_click_on_the_enlarged_canvas_sets_the_start_under_the_mouse(qtbot, in_room):
    view = in_room.canvas._view
    scene = view.box.mapToScene(*in_room.canvas._mapping.pixel_of(4.0, -3.0))
    at = view.mapFromScene(scene)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x(), at.y()))
    with qtbot.waitSignal(in_room.canvas.start_picked) as picked:
        pass
    assert picked.args[:2] == pytest.approx([4.0, -3.0], abs=0.1)


def test_that_the_cross_hair_reads_the_step_under_the_mouse(qtbot, in_room):
    press(in_room, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: in_room.loss_plot._snapshot is not None and in_room.loss_plot._snapshot.step == 10)
    view = in_room.loss_plot.view
    frame, box = view.frame(), view.box_rect()
    x = box.left() + view.scene_scale * (7 - frame.x.low) / frame.x.height * frame.width
    qtbot.mouseMove(view.viewport(), QPoint(round(x), round(box.center().y())))
    qtbot.waitUntil(lambda: in_room.loss_plot.table.isVisible())
    assert {step for step in in_room.loss_plot._reading.steps if step is not None} == {7}


def test_that_the_shortcuts_go_on_working_without_the_menu_bar(qtbot, in_room):
    press(in_room, Key.Key_Right)
    qtbot.waitUntil(lambda: in_room.trainer.latest.step == 1)
    index = in_room.transport.speed_index
    press(in_room, Key.Key_Period)
    assert SPEEDS[in_room.transport.speed_index] == SPEEDS[index + 1]
    press(in_room, Key.Key_I)
    assert in_room.inspect.is_open
    press(in_room, Key.Key_L)
    assert not in_room.loss_plot.log_y()
    press(in_room, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: in_room.trainer.latest.step == 11)


def test_that_every_action_with_a_key_belongs_to_the_window_too(window):
    assert {spec.name for spec in ACTIONS if spec.keys} <= {action.objectName() for action in window.actions()}


def test_that_the_last_key_is_shown_with_what_it_did(qtbot, in_room):
    box = in_room.presentation.key_box
    press(in_room, Key.Key_Right)
    assert box.isVisible()
    assert box.text == "→  Step"
    press(in_room, Key.Key_Space)
    assert box.text == "Space  Play"
    qtbot.waitUntil(lambda: in_room.actions_by_name["play"].text() == "&Pause")
    press(in_room, Key.Key_Space)
    assert box.text == "Space  Pause"
    assert in_room.rect().contains(box.geometry())
    box._timer.setInterval(10)
    press(in_room, Key.Key_S)
    assert box.text == "S  Sub-steps"
    qtbot.waitUntil(box.isHidden)


def test_that_no_key_is_shown_for_typing_or_for_the_mouse_or_outside_of_the_mode(window):
    box = window.presentation.key_box
    press(window, Key.Key_Right)
    assert box.isHidden()
    press(window, Key.Key_F11)
    press(window, Key.Key_F9)
    assert box.text == "F9  Parameter panel"
    box.forget()
    field = window.panel.findChild(QLabel).window().findChild(type(window.loss_plot.tools.value))
    field.setFocus()
    QTest.keyClicks(field, "1.5")
    assert box.isHidden()
    window.stage.setFocus()
    window.actions_by_name["step"].trigger()
    assert box.isHidden()


def test_that_escape_leaves_but_not_before_it_has_closed_the_cross_hair(qtbot, in_room):
    press(in_room, Key.Key_Right)
    qtbot.waitUntil(lambda: in_room.loss_plot._snapshot.step == 1)
    in_room.loss_plot.view.setFocus()
    press(in_room, Key.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: in_room.loss_plot.view.crosshair.isVisible())
    press(in_room, Key.Key_Escape)
    assert in_room.presentation.is_on
    assert not in_room.loss_plot.view.crosshair.isVisible()
    press(in_room, Key.Key_Escape)
    assert not in_room.presentation.is_on
    assert not in_room.actions_by_name["presentation"].isChecked()


def test_that_an_open_panel_and_its_width_come_back_and_a_closed_one_stays_closed(window):
    sizes = window.splitter.sizes()
    press(window, Key.Key_F11, Key.Key_F11)
    assert window.panel.isVisible()
    assert window.splitter.sizes() == sizes
    press(window, Key.Key_F9, Key.Key_F11, Key.Key_F11)
    assert not window.panel.isVisible()


def test_that_the_panel_is_remembered_as_it_was_before(window):
    press(window, Key.Key_F11)
    window.close()
    assert window._settings.integer("panel", 0, 1) == 1
    assert not window.presentation.is_on


def test_that_the_bar_tells_the_step_and_the_state_in_large_letters(qtbot, in_room):
    bar = in_room.transport
    assert bar._state.isVisible()
    assert bar._state.text() == "Paused"
    press(in_room, Key.Key_Space)
    qtbot.waitUntil(lambda: bar._state.text() == "Playing")
    press(in_room, Key.Key_Space)
    qtbot.waitUntil(lambda: bar._state.text() == "Paused")
    assert QFontMetricsF(bar._step.font()).height() > QFontMetricsF(QApplication.font()).height()
    assert not any(button.isVisible() for button in bar._buttons)


def test_that_on_a_low_screen_the_rule_has_the_column_to_itself(in_room):
    in_room.setFixedSize(1280, 720)
    press(in_room, Key.Key_I)
    assert in_room.inspect.inspector.isVisible()
    assert not in_room.loss_plot.isVisible()
    press(in_room, Key.Key_I)
    assert in_room.loss_plot.isVisible()


def test_that_the_window_fits_a_screen_of_1280_by_720(qtbot, in_room):
    for keys in ((), (Key.Key_I,), (Key.Key_B,)):
        press(in_room, *keys)
        QApplication.processEvents()
        least = in_room.minimumSizeHint()
        assert least.width() <= 1280
        assert least.height() <= 720


def test_that_type_grows_with_the_screen_but_is_never_smaller():
    assert scale_for(720) == scale_for(600) == SCALE
    assert scale_for(1080) > SCALE
    assert scale_for(2160) == pytest.approx(2 * scale_for(1080), abs=0.11)


def test_that_a_theme_of_the_usual_size_leaves_fonts_as_they_are(window):
    assert scene_font(LIGHT) == QApplication.font()
    assert QKeySequence("F11") in window.actions_by_name["presentation"].shortcuts()
