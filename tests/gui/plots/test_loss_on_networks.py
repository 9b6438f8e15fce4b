"""The loss of batches: what decides about the range, what the axes and the table call it, and runs that lag."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox

from core.experiment.experiment import Experiment
from core.experiment.snapshot import HeldOut, Piecewise, RunValues, Snapshot
from core.optimizers import OPTIMIZERS
from gui.plots import cross_hair
from gui.plots.ranges import FollowingRange
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.plots.series import RunSeries, XAxis
from gui.style.application import apply_theme
from gui.style.run_style import run_styles
from gui.style.theme import LIGHT
from tests.helpers.plots import PlotDriver, run
from tests.helpers.small_data import small_library, small_setup

KEYS = tuple(OPTIMIZERS)
# Recorded on MNIST with four hidden layers of 100: the first losses of RMSProp at η = 0.01, of two seeds, and of SGD.
HUNDREDS = np.array([2.31, 322.43, 27.11, 24.93, 2.61, 2.33, 2.24])
TENS = np.array([2.39, 7.74, 9.86, 5.16, 3.30, 2.51, 2.30])
SGD = np.array([2.31, 2.38, 2.26, 2.33, 2.26, 2.29, 2.31])


@pytest.fixture(scope="module")
def problem(tmp_path_factory):
    return Experiment(small_setup(), library=small_library(tmp_path_factory.mktemp("data")), off={"gd"}).snapshot().problem


def batches(first, count, last=0.2, seed=0, jumps=0.25):
    """The loss of batches: begins as recorded, falls to `last`, and jumps by a quarter of itself."""
    steps = np.arange(count - len(first))
    noise = np.random.RandomState(seed).normal(0.0, jumps, len(steps))
    return np.concatenate([first, (last + (first[-1] - last) * np.exp(-steps / 40)) * np.exp(noise)])


def vertical(problem, losses, log, beta=0.9, stages=(5, 20, 40, 80, 10**9)):
    """The vertical range at the end of a race that was watched while it grew."""
    following = FollowingRange(problem)
    for stage in stages:
        series = [RunSeries(run(key, loss[:stage]), RunValues(loss[:stage]), 0.0, beta) for key, loss in losses.items()]
        shown = following.ranges(series, XAxis.STEP, log)[1]
    return shown


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("count", [60, 300, 2000])
def test_that_losses_of_hundreds_at_first_leave_the_others_half_of_the_height(problem, log, count):
    others = batches(SGD, count)
    shown = vertical(problem, {"rmsprop": batches(HUNDREDS, count, seed=1), "sgd": others}, log)
    height = np.ptp(np.log10(others)) if log else others.max()
    assert height > 0.5 * shown.height
    top = np.log10(SGD[0]) if log else SGD[0]
    assert shown.high > top, "the start stays in sight"


def test_that_losses_of_tens_at_first_stay_in_sight_where_there_is_room(problem):
    losses = {"rmsprop": batches(TENS, 300, seed=1), "sgd": batches(SGD, 300)}
    assert vertical(problem, losses, log=True).high > np.log10(TENS.max())
    assert vertical(problem, losses, log=False).high < TENS.max() / 2


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("level", [2.30, 5.0])
def test_that_nothing_is_cut_of_a_run_that_stays_where_it_is(problem, log, level):
    stays = level + 0.02 * np.random.RandomState(2).normal(size=300)
    stays[0] = 2.31
    shown = vertical(problem, {"sgd": stays, "adam": batches(SGD, 300)}, log)
    values = np.log10(stays) if log else stays
    assert shown.low < values.min()
    assert values.max() < shown.high


def test_that_a_loss_that_never_falls_is_shown_whole(problem):
    flat = np.full(300, 2.302)
    for log in (True, False):
        shown = vertical(problem, {"sgd": flat}, log)
        assert shown.low < (np.log10(2.302) if log else 2.302) < shown.high
        assert not log or shown.height < 1.3, "the room to fall that it had at first is gone"


def test_that_the_lowest_batches_do_not_press_smoothed_curves_together(problem):
    loss = batches(SGD, 1000, jumps=0.7)
    smoothed, raw = (vertical(problem, {"adam": loss}, log=True, beta=beta, stages=(1000,)) for beta in (0.97, 0.0))
    assert np.log10(loss.min()) + 0.05 < smoothed.low < np.log10(np.quantile(loss[500:], 0.05))
    assert raw.low < np.log10(loss.min()), "without smoothing there is nothing else to see"


def test_that_a_smoothed_curve_is_in_sight_with_its_end(problem):
    falls = 2.3 * np.exp(-np.arange(400) / 60.0)
    shown = vertical(problem, {"gd": falls}, log=True)
    assert shown.low < np.log10(falls[-1])


def test_that_the_lowest_smoothed_loss_is_known_after_growing_and_after_rewriting():
    loss = batches(SGD, 120)
    series = RunSeries(run("sgd", loss[:50]), RunValues(loss[:50]), 0.0, 0.9)
    for revision, count in ((1, 120), (2, 30), (2, 60)):
        series.update(run("sgd", loss[:count], revision), RunValues(loss[:count]), 0.0, 0.9)
        lowest = series.curve(np.arange(count)).min()
        assert series.lowest_smoothed(log=False) == lowest
        assert series.lowest_smoothed(log=True) == pytest.approx(np.log10(lowest))


@pytest.mark.parametrize("log", [True, False])
def test_that_a_run_that_gets_away_does_not_take_the_axis_with_it(problem, log):
    away = 2.3 * np.exp(np.arange(60) * 0.9)
    shown = vertical(problem, {"nag": away, "sgd": batches(SGD, 300)}, log)
    assert shown.high < (1.0 if log else 5.0)


# Plots of such runs


@pytest.fixture
def driver(problem, qtbot):
    def show(key, *runs):
        plot = RunPlot(plot_spec(key))
        qtbot.addWidget(plot)
        plot.resize(560, 400)
        plot.set_runs([(key, True) for key in KEYS], run_styles((key, key) for key in KEYS))
        plot.show()
        made = PlotDriver(plot, qtbot)
        more(made, problem, *runs)
        return made

    return show


def more(driver, problem, *runs):
    """Show a snapshot of these runs."""
    driver.plot.show_snapshot(Snapshot(1, max(one.step for one in runs), problem, (), 0, runs))
    QApplication.processEvents()


def measured(label, steps):
    """A run of so many steps, with a test at every fifth."""
    at = np.arange(0, steps + 1, 5)
    return replace(run(label, np.full(steps + 1, 2.3), cost=16), held_out=HeldOut(at, 2.0 - 0.01 * at, 0.1 + 0.01 * at))


def test_that_samples_are_called_samples_on_a_network(driver):
    for key in ("loss", "accuracy"):
        each = driver(key, measured("sgd", 30))
        each.plot.set_x_axis("evaluations")
        each.point_at(240.0)
        assert each.plot.table.table.title == "240 samples seen"
        assert each.plot.view.getAxis("bottom").labelText == "samples seen"
        assert "samples seen" in each.plot.tools.x_axis.toolTip()


def room_for_text(box):
    """The width that the style leaves for the text of a choice."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()


def test_that_what_the_axis_counts_can_be_read_to_its_end_at_every_width(problem, qtbot, qapp):
    apply_theme(qapp, LIGHT)
    plot = RunPlot(plot_spec("loss"))
    qtbot.addWidget(plot)
    plot.show()
    QApplication.processEvents()
    plot.set_problem(problem)  # which counts other things than the functions that were shown first
    tools, box = plot.tools, plot.tools.x_axis
    for width in (plot.minimumSizeHint().width(), 400, 430, 700):
        plot.resize(width, 480)
        for index in range(box.count()):
            box.setCurrentIndex(index)
            QApplication.processEvents()
            assert room_for_text(box) >= box.fontMetrics().horizontalAdvance(box.currentText()), (width, box.currentText())
            shown = [widget for widget in (tools.log, tools.label, tools.slider, tools.value, box, tools.fit) if widget.isVisible()]
            assert all(tools.rect().contains(widget.geometry()) for widget in shown)
            assert not any(one.geometry().intersects(other.geometry()) for one, other in combinations(shown, 2))


def test_that_a_run_that_lags_is_read_where_it_is(driver):
    """A step of gd is as much work as hundreds of the others', so it is far behind them."""
    gd = replace(run("gd", np.linspace(2.4, 2.1, 4)), evaluations=Piecewise(np.array([0, 3]), np.array([0.0, 720.0])))
    shown = driver("loss", gd, run("sgd", batches(SGD, 31), cost=16))
    shown.point_at(20.0)
    assert shown.rows()["gd"] == ("—",)
    shown.point_at(2.0)
    assert float(shown.rows()["gd"][-1]) == pytest.approx(2.2)
    shown.plot.set_x_axis("epochs")
    assert shown.plot.view.frame().x.high > 3, "three epochs of gd, two of the others"


@pytest.mark.parametrize(("fork", "test"), [(19, 15), (20, 20), (21, 20)])
def test_that_the_accuracy_of_a_branch_begins_with_the_last_test_up_to_its_fork(driver, fork, test):
    shown = driver("accuracy", measured("sgd", 40), replace(measured("adam", 40), parent="sgd", fork=fork))
    whole, forked = shown.plot.view.curves.curves()
    frame = shown.plot.view.frame()
    assert whole.main[0, 0] == pytest.approx(frame.x_pixels(np.array([0.0]))[0])
    assert forked.main[0, 0] == pytest.approx(frame.x_pixels(np.array([float(test)]))[0])


def test_that_the_table_of_the_tests_catches_up_when_no_further_test_comes(driver, problem, monkeypatch):
    shown = driver("accuracy", measured("sgd", 9))
    shown.plot.resize(600, 420)
    shown.point_at(5.0)
    monkeypatch.setattr(cross_hair, "_TEXT_SECONDS", np.inf)  # the figures have only just changed
    more(shown, problem, replace(measured("sgd", 10), revision=2, held_out=HeldOut(np.array([0, 5]), np.ones(2), np.full(2, 0.75))))
    assert shown.rows()["sgd"][1] == "15.00 %"
    monkeypatch.setattr(cross_hair, "_TEXT_SECONDS", 0.0)  # and now a while has passed
    more(shown, problem, replace(measured("sgd", 12), revision=2, held_out=HeldOut(np.array([0, 5]), np.ones(2), np.full(2, 0.75))))
    assert shown.rows()["sgd"][1] == "75.00 %"


@pytest.mark.parametrize("axis", ["epochs", "evaluations", "seconds", "step"])
def test_that_the_title_of_the_axis_stays_in_its_middle(driver, axis):
    shown = driver("loss", run("sgd", np.full(31, 2.3), cost=16))
    shown.plot.set_x_axis(axis)
    QApplication.processEvents()
    bottom = shown.plot.view.getAxis("bottom")
    label = bottom.label.mapRectToParent(bottom.label.boundingRect())
    assert label.center().x() == pytest.approx(bottom.boundingRect().center().x(), abs=12)
