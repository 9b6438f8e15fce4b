"""The room that the inspector takes below the plots, and what is left of it when it closes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitter, QWidget

from core.optimizers import TEACHING_ORDER
from gui.inspector.plots_column import PlotsColumn
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.run_style import run_styles
from gui.style.theme import LIGHT
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import press, rests

Key = Qt.Key


@pytest.fixture
def window(qtbot, opened, tmp_path):
    made = opened(small_setup(), small_library(tmp_path))
    qtbot.waitUntil(lambda: made.network.views.fairness.text() != "")
    settle(qtbot, made)
    return made


def settle(qtbot, window):
    """Let everything that was shown or hidden find its place."""
    qtbot.waitUntil(lambda: rests(window))


def drag(window, handle, by):
    bar = window.plots.handle(handle)
    at = QPoint(bar.width() // 2, bar.height() // 2)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(bar, at + QPoint(0, by))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=at)


def test_that_opening_and_closing_the_inspector_leaves_the_plots_as_they_were(qtbot, window):
    before = window.plots.sizes()
    for _ in range(2):
        press(window, Key.Key_I)
        settle(qtbot, window)
        assert window.loss_plot.isHidden()
        press(window, Key.Key_I)
        settle(qtbot, window)
        assert window.plots.sizes()[:2] == before


def test_that_what_was_dragged_is_kept_on_either_side(qtbot, window):
    drag(window, 1, 20)
    without = window.plots.sizes()
    press(window, Key.Key_I)
    settle(qtbot, window)
    at_first = window.plots.sizes()
    drag(window, 2, 30)
    settle(qtbot, window)
    opened = window.plots.sizes()
    assert opened[1] > at_first[1]
    press(window, Key.Key_I)
    settle(qtbot, window)
    assert window.plots.sizes()[:2] == without
    press(window, Key.Key_I)
    settle(qtbot, window)
    assert window.plots.sizes() == opened


def test_that_a_branch_leaves_what_was_dragged(qtbot, window):
    press(window, Key.Key_Right, Key.Key_I)
    qtbot.waitUntil(lambda: all(run.step == 1 for run in window.trainer.latest.runs))
    drag(window, 2, 30)
    settle(qtbot, window)
    before = window.plots.sizes()
    run = window.trainer.setup.runs[1]
    window.trainer.branch(run.label, 1, "a branch", run.optimizer, run.sampling)
    qtbot.waitUntil(lambda: "a branch" in window.panel.cards)
    settle(qtbot, window)
    assert window.plots.sizes() == before


def test_that_the_other_kind_of_problem_has_room_of_its_own(qtbot, window):
    before = window.plots.sizes()
    press(window, Key.Key_I)
    settle(qtbot, window)
    window.experiment.change_to("function")
    settle(qtbot, window)
    assert window.loss_plot.isVisible()
    press(window, Key.Key_I)
    window.experiment.change_to("network")
    settle(qtbot, window)
    assert window.plots.sizes()[0] / before[0] == pytest.approx(window.plots.sizes()[1] / before[1], rel=0.1)


def test_that_what_stands_above_the_rule_has_a_third_of_the_height_and_the_rule_all_the_rest(qtbot, window):
    press(window, Key.Key_I)
    settle(qtbot, window)
    column, height = window.inspector._column, window.plots.height()
    usual = column._usual_sizes()
    shown = [size for size in usual if size]
    assert len(shown) == 2
    assert sum(usual) == pytest.approx(height, abs=1)
    assert shown[0] / height == pytest.approx(0.36, abs=0.01)
    press(window, Key.Key_I)
    settle(qtbot, window)
    sizes = column._usual_sizes()
    assert len(set(sizes)) == 1
    assert 2 * sizes[0] == pytest.approx(height, abs=1)


@pytest.mark.parametrize(("count", "is_alone"), [(7, True), (2, False)])
def test_that_from_afar_there_are_curves_above_the_rule_only_where_their_legend_leaves_room_for_them(qtbot, count, is_alone):
    class Rule(QWidget):
        def set_alone(self, alone):
            self.is_alone = alone

    splitter, theme = QSplitter(Qt.Orientation.Vertical), LIGHT.for_audience(1.6)
    qtbot.addWidget(splitter)
    curves = RunPlot(plot_spec("loss"))
    curves.set_theme(theme)
    curves.set_runs([(key, True) for key in TEACHING_ORDER[:count]], run_styles((key, key) for key in TEACHING_ORDER))
    splitter.addWidget(curves)
    column, rule = PlotsColumn(splitter, curves), Rule()
    column.set_theme(theme)
    column.add(rule)
    splitter.resize(640, 850)
    column.arrange(opens=True)
    assert curves.isHidden() is rule.is_alone is is_alone
