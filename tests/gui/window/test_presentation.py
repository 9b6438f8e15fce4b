"""Presentation mode in the real window: what is shown, what is large, which keys go on working, and that all is put back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core.experiment.setup import default_setup
from core.formats.lesson import shipped_lessons
from gui.style.theme import LIGHT, enlarged_font, scene_font
from gui.widgets.exact_spin_box import ExactSpinBox
from gui.window.action_table import ACTIONS
from gui.window.presentation import SCALE, scale_for
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import has_answered, places, press, rests

Key = Qt.Key
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def in_room(window):
    press(window, Key.Key_F11)
    assert window.presentation.is_on
    return window


def labels_of(window):
    return [label for label in window.findChildren(QLabel) if label.isVisible() and label.text()]


def test_that_f11_fills_the_screen_enlarges_all_type_and_puts_everything_back(window):
    hidden = (window.menuBar(), window.panel, window.loss_plot.tools, window.canvas.tools)
    font, sizes = QApplication.font(), window.splitter.sizes()
    before = {label: label.font().toString() for label in labels_of(window)}
    emitted = []
    window.presentation.changed.connect(emitted.append)
    press(window, Key.Key_F11)
    assert window.isFullScreen()
    assert not any(widget.isVisible() for widget in (*hidden, window.messages))
    for shown in (window.canvas, window.loss_plot, window.loss_plot.legend, window.transport):
        assert shown.isVisible()
    assert QApplication.font().pointSizeF() == pytest.approx(SCALE * font.pointSizeF())
    for label in labels_of(window):
        assert label.font().pointSizeF() >= SCALE * font.pointSizeF() - 0.01, label.text()
    press(window, Key.Key_F11)
    assert not window.isFullScreen()
    assert all(widget.isVisible() for widget in hidden)
    assert QApplication.font() == font
    assert {label: label.font().toString() for label in labels_of(window)} == before
    assert window.splitter.sizes() == sizes
    assert emitted == [True, False]
    # A panel that was closed stays closed.
    press(window, Key.Key_F9, Key.Key_F11, Key.Key_F11)
    assert not window.panel.isVisible()


@pytest.mark.parametrize("on_network", [False, True])
def test_that_f11_there_and_back_leaves_every_widget_where_it_was(qtbot, opened, tmp_path, on_network):
    window = opened(small_setup() if on_network else default_setup(), small_library(tmp_path))
    window.trainer.step(3)
    qtbot.waitUntil(lambda: all(run.step == 3 for run in window.trainer.latest.runs))

    if on_network:
        qtbot.waitUntil(lambda: window.network.views.plane.plane is not None)
    window.clock.show_now()  # so that text on the slow clock is there
    qtbot.waitUntil(lambda: rests(window))
    before = window.size(), places(window)
    press(window, Key.Key_F11)
    qtbot.waitUntil(lambda: window.isFullScreen() and places(window) != before[1])
    press(window, Key.Key_F11)
    qtbot.waitUntil(lambda: (window.size(), places(window)) == before)


def test_that_canvas_and_plot_are_painted_larger_as_a_whole_and_the_mouse_still_hits(qtbot, in_room):
    for view in (in_room.canvas._view, in_room.loss_plot.view):
        assert view.transform().m11() == pytest.approx(SCALE)
        assert view.centralWidget.geometry().width() == pytest.approx(view.width() / SCALE)
    # In the scene the type has its usual size, so that it is not enlarged twice.
    usual = QApplication.font().pointSizeF() / SCALE
    assert in_room.canvas._view._font.pointSizeF() == pytest.approx(usual * 11 / 12, rel=0.01)
    press(in_room, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: in_room.loss_plot._snapshot is not None and in_room.loss_plot._snapshot.step == 10)
    view = in_room.loss_plot.view
    frame, box = view.frame(), view.box_rect()
    x = box.left() + view.scene_scale * (7 - frame.x.low) / frame.x.height * frame.width
    qtbot.mouseMove(view.viewport(), QPoint(round(x), round(box.center().y())))
    qtbot.waitUntil(lambda: in_room.loss_plot.table.isVisible())
    assert in_room.loss_plot.table.table.title == "step 7"
    view = in_room.canvas._view
    at = view.mapFromScene(view.box.mapToScene(*in_room.canvas._mapping.pixel_of(-4.0, -2.0)))
    with qtbot.waitSignal(in_room.canvas.start_picked) as picked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x(), at.y()))
    assert picked.args[:2] == pytest.approx([-4.0, -2.0], abs=0.1)


def test_that_a_legend_stays_where_the_rule_has_the_column_to_itself(qtbot, in_room):
    in_room.setFixedSize(1280, 720)
    press(in_room, Key.Key_I)
    QApplication.processEvents()
    inspector = in_room.inspector.inspector
    assert not in_room.loss_plot.isVisible()
    for run in in_room.trainer.setup.runs:
        chip = inspector.legend.chip(run.label)
        assert inspector.legend.rect().contains(chip.geometry())
        assert not inspector.columns[0].geometry().intersects(inspector.legend.geometry())
    qtbot.mouseClick(inspector.legend.chip("gd"), Qt.MouseButton.LeftButton)
    assert "gd" in in_room.trainer.off
    # Where the rule's own run is the only one, it is named already.
    for run in in_room.trainer.setup.runs:
        if run.label != inspector.labels()[0] and run.label not in in_room.trainer.off:
            in_room.loss_plot.run_toggled.emit(run.label, False)
    assert not inspector.legend.isVisible()
    press(in_room, Key.Key_F11)
    assert in_room.loss_plot.isVisible()
    assert not inspector.legend.isVisible()


def test_that_the_time_line_is_painted_larger_and_the_mouse_still_hits(qtbot, window):
    line = window.transport.timeline
    press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: line.maximum() == 10)
    usual, height = line._tick_font.pointSizeF(), line.height()
    press(window, Key.Key_F11)
    QApplication.processEvents()
    assert line._tick_font.pointSizeF() == pytest.approx(usual, rel=0.02)
    assert line.height() >= SCALE * height - 1
    at = QPoint(round(SCALE * line.scale.x_of(4)), line.height() // 2)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=at)
    assert line.value() == 4
    painted = line.grab().toImage()
    assert painted.height() == line.height()


def test_that_shortcuts_work_without_the_menu_bar_and_the_last_key_is_shown_with_what_it_did(qtbot, in_room):
    assert {spec.name for spec in ACTIONS if spec.keys} <= {action.objectName() for action in in_room.actions()}
    box, bar = in_room.presentation.key_box, in_room.transport
    press(in_room, Key.Key_Right)
    assert box.text == "→  Step"
    assert box.isVisible()
    assert in_room.rect().contains(box.geometry())
    qtbot.waitUntil(lambda: in_room.trainer.latest.step == 1)
    index = bar.speed_index
    press(in_room, Key.Key_Period)
    assert bar.speed_index == index + 1
    press(in_room, Key.Key_L)
    assert not in_room.loss_plot.log_y()
    assert bar._state.text() == "Paused"
    press(in_room, Key.Key_Space)
    assert box.text == "Space  Play"
    qtbot.waitUntil(lambda: bar._state.text() == "Playing")
    press(in_room, Key.Key_Space)
    assert box.text == "Space  Pause"
    qtbot.waitUntil(lambda: bar._state.text() == "Paused")
    assert QFontMetricsF(bar._step.font()).height() > QFontMetricsF(QApplication.font()).height()
    assert not any(button.isVisible() for button in bar._buttons)
    later = QAction("Next &scene", in_room)
    later.setShortcut(QKeySequence("PgDown"))
    in_room.addAction(later)
    press(in_room, Key.Key_PageDown)
    assert box.text == "PgDown  Next scene"
    box._timer.setInterval(10)
    press(in_room, Key.Key_S)
    assert box.text == "S  Sub-steps"
    qtbot.waitUntil(box.isHidden)


def test_that_no_key_is_shown_for_typing_or_for_the_mouse_or_outside_of_the_mode(qtbot, window):
    box = window.presentation.key_box
    press(window, Key.Key_Right)
    assert box.isHidden()
    press(window, Key.Key_F11, Key.Key_F9)
    assert box.text == "F9  Parameter panel"
    box.forget()
    field = next(each for each in window.panel.findChildren(ExactSpinBox) if each.isVisible())
    field.setFocus()
    QTest.keyClicks(field, "1.5")
    assert box.isHidden()
    window.stage.setFocus()
    window.actions_by_name["step"].trigger()
    assert box.isHidden()
    # A guess is moved by the canvas, which tells; from where the run stands, once that is seen.
    qtbot.waitUntil(lambda: has_answered(window) and window.canvas._snapshot is window.trainer.latest)
    press(window, Key.Key_G)
    press(window, Key.Key_Left, modifier=ALT)
    assert box.text == "Alt+←  Move the guess"
    press(window, Key.Key_Return)
    assert box.text == "Enter  Set the guess"


def test_that_escape_leaves_but_not_before_it_has_closed_the_cross_hair(qtbot, in_room):
    press(in_room, Key.Key_Right)
    qtbot.waitUntil(lambda: in_room.loss_plot._snapshot.step == 1)
    in_room.loss_plot.view.setFocus()
    press(in_room, Key.Key_Right, modifier=ALT)
    qtbot.waitUntil(lambda: in_room.loss_plot.view.crosshair.isVisible())
    press(in_room, Key.Key_Escape)
    assert in_room.presentation.is_on
    assert not in_room.loss_plot.view.crosshair.isVisible()
    press(in_room, Key.Key_Escape)
    assert not in_room.presentation.is_on
    assert not in_room.actions_by_name["presentation"].isChecked()
    press(in_room, Key.Key_Escape)
    assert not in_room.isFullScreen()


def test_that_closing_remembers_the_panel_as_it_was_before_and_puts_the_font_back(window):
    font = QApplication.font()
    press(window, Key.Key_F11)
    window.close()
    assert window._settings.integer("panel", 0, 1) == 1
    assert QApplication.font() == font


def test_that_everything_fits_1280_by_720_where_the_rule_has_the_column_to_itself(in_room):
    for key, alone in ((None, False), (Key.Key_I, True), (Key.Key_B, True), (Key.Key_I, False)):
        if key is not None:
            press(in_room, key)
        QApplication.processEvents()
        least = in_room.minimumSizeHint()
        assert least.width() <= 1280
        assert least.height() <= 720
        assert in_room.inspector.is_open is alone
        if key is None:
            in_room.setFixedSize(1280, 720)
        assert in_room.loss_plot.isVisible() is not alone


def test_that_mnist_fits_too_and_its_boards_are_as_large_as_the_type(qtbot, opened, tmp_path):
    window = opened(small_setup(), small_library(tmp_path))
    press(window, Key.Key_F11)
    window.setFixedSize(1280, 720)
    views = window.network.views
    assert not views.plane.tools.isVisible()
    for view in (views.tabs.plots["accuracy"], views.digits, views.weights, views.layers):
        views.tabs.setCurrentWidget(view)
        QApplication.processEvents()
        least = window.minimumSizeHint()
        assert least.width() <= 1280
        assert least.height() <= 720
    board = views.digits.board
    views.tabs.setCurrentWidget(views.digits)
    qtbot.waitUntil(lambda: len(board._images) > 1)
    assert board._scale == SCALE
    assert board._cell(len(board._images) - 1).right() <= board.width() / SCALE + 1
    qtbot.mouseMove(board, (board._cell(1).center() * SCALE).toPoint())
    assert board._at == 1


def test_that_a_lesson_has_its_caption_in_large_type_and_escape_leaves_it_first(qtbot, in_room):
    usual = QApplication.font().pointSizeF()
    lesson = shipped_lessons()[0]
    in_room.lessons.begin(lesson)
    in_room.setFixedSize(1280, 720)
    QApplication.processEvents()
    afar = in_room.lessons.bar.caption.font().pointSizeF()
    assert afar > usual
    assert in_room.minimumSizeHint().height() <= 720
    press(in_room, Key.Key_Escape)
    assert in_room.lessons.lesson is None
    assert in_room.presentation.is_on
    press(in_room, Key.Key_Escape)
    assert not in_room.presentation.is_on
    assert in_room.lessons.bar.caption.font().pointSizeF() < afar


def test_that_type_grows_with_the_screen_but_is_never_smaller():
    assert scale_for(720) == scale_for(600) == SCALE
    assert scale_for(1080) > SCALE
    assert scale_for(2160) == pytest.approx(2 * scale_for(1080), abs=0.11)


def test_that_a_font_enlarged_and_made_smaller_again_is_the_same(qapp):
    large = enlarged_font(qapp.font(), SCALE)
    assert enlarged_font(large, 1 / SCALE).pointSizeF() == pytest.approx(qapp.font().pointSizeF())
    assert scene_font(LIGHT) == qapp.font()
