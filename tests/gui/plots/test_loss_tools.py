"""The tools of the loss plot, its legend, and its copies for pictures."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.number_text import long_figure
from core.plotting.ranges import Range
from core.plotting.smoothing import smooth
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.run_style import run_styles
from gui.style.theme import LIGHT
from tests.helpers.plots import KEYS, PlotDriver, decay, run

# Smoothing


def test_that_the_spin_box_sets_the_smoothing_exactly(driver: PlotDriver, qtbot: QtBot) -> None:
    noise = np.exp(np.random.default_rng(0).normal(size=25))
    driver.show(run("sgd", noise))
    box = driver.plot.tools.value
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0.937")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert driver.plot.smoothing() == 0.937
    driver.point_at(20)
    table = driver.plot.table.table
    assert table is not None
    assert table.columns == ("smoothed", "loss f")
    assert driver.rows()["sgd"] == (long_figure(smooth(noise, 0.937)[20]), long_figure(noise[20]))


def test_that_the_slider_sets_the_smoothing_and_its_ends_are_exact(driver: PlotDriver, qtbot: QtBot) -> None:
    slider = driver.plot.tools.slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert driver.plot.smoothing() == 0.999
    assert driver.plot.tools.value.number == 0.999
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert driver.plot.smoothing() == 0.0


def test_that_smoothed_curves_have_the_raw_one_behind_them(driver: PlotDriver) -> None:
    driver.show(run("sgd", np.exp(np.random.default_rng(0).normal(size=200))))
    assert len(driver.plot.view.curves.curves()[0].raw) == 0
    driver.plot.set_smoothing(0.9)
    (curve,) = driver.plot.view.curves.curves()
    assert len(curve.raw) > 100
    assert np.ptp(curve.main[20:, 1]) < np.ptp(curve.raw[20:, 1])


def test_that_a_smoothing_out_of_range_is_refused(plot: RunPlot) -> None:
    with pytest.raises(ValueError, match=r"0\.999"):
        plot.set_smoothing(1.0)


# Axes


def test_that_the_horizontal_axis_can_count_evaluations_and_seconds(driver: PlotDriver, qtbot: QtBot) -> None:
    driver.show(run("gd", decay(25), cost=40), run("sgd", decay(25), cost=10))
    box = driver.plot.tools.x_axis
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert driver.plot.x_axis() == "evaluations"
    assert driver.plot.view.frame().x.contains(Range(0.0, 960.0))
    driver.point_at(100)
    assert driver.rows()["sgd"] == ("10", long_figure(decay(25)[10]))
    assert driver.rows()["gd"][0] in ("2", "3")
    driver.point_at(800)
    assert driver.rows() == {"gd": ("20", long_figure(decay(25)[20])), "sgd": ("—",)}
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert driver.plot.x_axis() == "seconds"
    assert driver.plot.view.frame().x.contains(Range(0.0, 0.24))


def test_that_the_log_button_changes_the_axis(driver: PlotDriver, qtbot: QtBot) -> None:
    driver.show(run("gd", decay(25)))
    with qtbot.waitSignal(driver.plot.log_y_changed):
        qtbot.mouseClick(driver.plot.tools.log, Qt.MouseButton.LeftButton)
    assert not driver.plot.log_y()
    assert driver.plot.view.frame().y.contains(Range(0.0, 12.1))


# Tools


@pytest.mark.parametrize("width", [320, 340, 390, 408, 450, 640, 1000])
def test_that_nothing_in_the_tools_is_cut_or_overlaps(driver: PlotDriver, width: int) -> None:
    tools = driver.plot.tools
    driver.plot.set_x_axis("evaluations")
    driver.plot.set_smoothing(0.99898)
    driver.plot.resize(width, 480)
    QApplication.processEvents()
    shown = [widget for widget in (tools.log, tools.label, tools.slider, tools.value, tools.x_axis, tools.fit) if widget.isVisible()]
    assert len(shown) >= 5
    for number, widget in enumerate(shown):
        assert tools.rect().contains(widget.geometry()), widget
        assert not any(widget.geometry().intersects(other.geometry()) for other in shown[number + 1 :]), widget
        if widget is not tools.slider:
            assert widget.width() >= widget.sizeHint().width()
    assert tools.slider.width() >= 48
    edit = tools.value.lineEdit()
    assert edit.width() >= edit.fontMetrics().horizontalAdvance(edit.text()) + 5
    assert tools.geometry().bottom() < driver.plot.legend.geometry().top()


def test_that_the_tools_take_one_row_again_when_there_is_room(driver: PlotDriver) -> None:
    tools, heights, labels = driver.plot.tools, [], []
    for width in (640, 320, 360, 640):
        driver.plot.resize(width, 480)
        QApplication.processEvents()
        heights.append(tools.height())
        labels.append(tools.label.isVisible())
    assert heights[0] == heights[2] == heights[3] < heights[1]
    assert labels == [True, True, False, True]


def test_that_the_tab_key_goes_through_the_tools_as_they_stand(driver: PlotDriver, qtbot: QtBot) -> None:
    tools = driver.plot.tools
    order = [tools.log, tools.value, tools.x_axis, tools.fit]
    order[0].setFocus(Qt.FocusReason.TabFocusReason)
    for widget in order:
        assert QApplication.focusWidget() is widget
        qtbot.keyClick(widget, Qt.Key.Key_Tab)


def test_that_the_least_size_has_room_for_all_parts(driver: PlotDriver, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    driver.show(run("gd", decay(25)))
    driver.plot.setParent(window)
    driver.plot.show()
    window.show()
    driver.plot.resize(driver.plot.minimumSizeHint())
    QApplication.processEvents()
    parts: list[QWidget] = [driver.plot.tools, driver.plot.legend, driver.plot.view]
    for above, below in pairwise(parts):
        assert above.geometry().bottom() < below.geometry().top()
    assert all(driver.plot.rect().contains(part.geometry()) for part in parts)
    assert all(driver.plot.legend.rect().contains(driver.plot.legend.chip(key).geometry()) for key in KEYS)
    assert driver.plot.view.box_rect().height() > 60
    driver.plot.setParent(None)


def _runs_with_long_names(plot: RunPlot) -> None:
    names = [40 * letter for letter in "abcdef"]
    plot.set_runs([(name, True) for name in names], run_styles((name, "gd") for name in names))


CHANGES: dict[str, Callable[[RunPlot], object]] = {
    "longer names": _runs_with_long_names,
    "theme": lambda plot: plot.set_theme(LIGHT.for_audience(1.5)),
}
CHANGES_OF_PARTS: dict[str, Callable[[RunPlot], object]] = {
    "larger type": lambda plot: plot.tools.setStyleSheet("* { font-size: 40px }"),
    "no legend": lambda plot: plot.legend.hide(),
}


@pytest.mark.parametrize("change", CHANGES | CHANGES_OF_PARTS)
def test_that_the_least_size_follows_what_needs_room(driver: PlotDriver, change: str) -> None:
    QApplication.processEvents()
    before = driver.plot.minimumSizeHint()
    (CHANGES | CHANGES_OF_PARTS)[change](driver.plot)
    if change in CHANGES_OF_PARTS:
        QApplication.processEvents()  # which tells the plot
    after = driver.plot.minimumSizeHint()
    assert after != before
    assert after == driver.plot._column.least_size(driver.plot._theme)


# Legend


def test_that_a_click_in_the_legend_switches_a_run(driver: PlotDriver, qtbot: QtBot) -> None:
    driver.show(run("gd", decay(25)), run("nag", decay(25)))
    chip = driver.plot.legend.chip("nag")
    with qtbot.waitSignal(driver.plot.run_toggled) as toggled:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert toggled.args == ["nag", False]
    assert chip.isVisible()
    assert not chip.isChecked()
    assert len(driver.plot.view.curves.curves()) == 1
    with qtbot.waitSignal(driver.plot.run_toggled) as toggled:
        chip.setFocus()
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert toggled.args == ["nag", True]
    assert len(driver.plot.view.curves.curves()) == 2


def test_that_switching_from_outside_does_not_answer(driver: PlotDriver, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(driver.plot.run_toggled):
        driver.set_runs({"adam": False})
    assert not driver.plot.legend.chip("adam").isChecked()


def test_that_a_switched_off_run_looks_dimmed(driver: PlotDriver) -> None:
    chip = driver.plot.legend.chip("nag")
    on = chip.grab().toImage()
    driver.set_runs({"nag": False})
    assert chip.grab().toImage() != on


def test_that_the_legend_wraps_and_never_covers_the_curves(driver: PlotDriver) -> None:
    rows = {}
    for width in (900, 360):
        driver.plot.resize(width, 480)
        QApplication.processEvents()
        chips = [driver.plot.legend.chip(key).geometry() for key in KEYS]
        rows[width] = len({chip.top() for chip in chips})
        assert all(driver.plot.legend.rect().contains(chip) for chip in chips)
        assert driver.plot.legend.geometry().bottom() < driver.plot.view.geometry().top()
    assert rows[900] == 1
    assert rows[360] > 1


def test_that_every_control_has_a_name_and_a_tooltip(driver: PlotDriver) -> None:
    tools = driver.plot.tools
    for control in (tools.log, tools.slider, tools.value, tools.x_axis, tools.fit, *(driver.plot.legend.chip(key) for key in KEYS)):
        assert control.accessibleName()
        assert control.toolTip()
        # The box beside the slider does by keys what the slider does.
        assert bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus) is (control is not tools.slider)


# Copies for pictures


def test_that_a_copy_shows_what_the_original_shows(driver: PlotDriver, qtbot: QtBot) -> None:
    driver.plot.set_smoothing(0.6)
    driver.plot.set_log_y(False)
    shown = driver.show(run("gd", decay(25)))
    driver.wheel(driver.point_of(10), 2)
    copy = RunPlot(plot_spec("loss"))
    qtbot.addWidget(copy)
    copy.set_problem(shown.problem)
    copy.set_runs([(key, True) for key in KEYS], run_styles((key, key) for key in KEYS))
    copy.show_snapshot(shown)
    copy.copy_view(driver.plot)
    assert (copy.smoothing(), copy.log_y(), copy.x_axis()) == (0.6, False, "step")
    assert copy.view.frame().x == driver.plot.view.frame().x
    assert copy.view.frame().y == driver.plot.view.frame().y
