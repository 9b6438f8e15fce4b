"""The accuracy plot, and the loss plot on a network: sparse tests, stretched axis, epochs, and losses that do not ruin the axes."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup
from core.optimizers import OPTIMIZERS
from core.optimizers.adaptive import RMSProp
from core.plotting.ranges import Range
from core.problems.kinds import NETWORK
from gui.plots.accuracy_plot import accuracy_ticks, height_of, stretch
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.plots.series import XAxis
from gui.style.run_style import run_styles
from tests.helpers.plots import PlotDriver, run, snapshot
from tests.helpers.small_data import small_library, small_setup

KEYS = tuple(OPTIMIZERS)


@pytest.fixture
def race(tmp_path):
    return Experiment(small_setup(), library=small_library(tmp_path), off={"gd"})


@pytest.fixture
def shown(qtbot):
    def show(key, snapshot_):
        plot = RunPlot(plot_spec(key))
        qtbot.addWidget(plot)
        plot.resize(480, 360)
        plot.set_runs([(key, True) for key in KEYS], run_styles((key, key) for key in KEYS))
        plot.show()
        plot.show_snapshot(snapshot_)
        QApplication.processEvents()
        return plot

    return show


def test_that_the_tests_stand_at_their_steps_with_their_accuracy(race, shown):
    race.advance(23)
    plot = shown("accuracy", race.snapshot())
    for series, each in zip(plot._visible_series(), race.snapshot().runs, strict=True):
        rows = np.arange(series.last + 1)
        assert series.x(XAxis.STEP, rows).tolist() == [0, 5, 10, 15, 20]
        percent = 100 - 1 / series.curve(rows)
        expected = np.minimum(100 * each.held_out.accuracy, 100 - 50 / 80)  # none of 80 wrong is shown as half of one
        np.testing.assert_allclose(percent, expected, atol=1e-9)


def test_that_the_table_reads_accuracy_and_loss_of_the_nearest_test(race, shown, qtbot):
    race.advance(23)
    plot = shown("accuracy", race.snapshot())
    driver = PlotDriver(plot, qtbot)
    driver.point_at(11.0)
    sgd = next(each for each in race.snapshot().runs if each.label == "sgd")
    test_loss, accuracy = driver.rows()["sgd"]
    assert accuracy == f"{100 * sgd.held_out.accuracy[2]:.2f} %"
    assert float(test_loss) == pytest.approx(sgd.held_out.loss[2], rel=1e-5)
    assert plot.table.table.title == "step 10"


def test_that_an_infinite_test_loss_reads_as_everywhere(race, shown, qtbot):
    race.advance(11)
    now = race.snapshot()
    broken = tuple(replace(each, held_out=replace(each.held_out, loss=np.full(3, np.inf))) for each in now.runs)
    driver = PlotDriver(shown("accuracy", replace(now, runs=broken)), qtbot)
    driver.point_at(10.0)
    assert driver.rows()["sgd"][0] == "∞"


def test_that_epochs_and_samples_count_what_was_seen(race, shown):
    race.advance(30)
    plot = shown("loss", race.snapshot())
    plot.set_x_axis("epochs")
    series = plot._visible_series()[0]
    assert series.x(XAxis.EPOCHS, np.array([30])).tolist() == [30 * 16 / 240]
    assert series.x(XAxis.EVALUATIONS, np.array([30])).tolist() == [480]


def test_that_it_has_no_row_of_tools_but_a_button_while_it_does_not_follow_the_curves(race, shown, qtbot):
    race.advance(6)
    plot = shown("accuracy", race.snapshot())
    plot.resize(480, 300)
    plot.show()
    qtbot.waitUntil(lambda: plot.view.height() > 200)
    assert not plot.tools.isVisible()
    top = plot.view.geometry().top()
    plot.hold()
    assert plot.tools.fit.isVisible()
    assert plot.view.geometry().contains(plot.tools.geometry())
    assert plot.view.geometry().top() == top
    plot.resize(600, 300)
    qtbot.waitUntil(lambda: plot.view.geometry().right() - plot.tools.geometry().right() < 5)
    qtbot.mouseClick(plot.tools.fit, Qt.MouseButton.LeftButton)
    assert not plot.tools.isVisible()
    assert plot.is_following()


def test_that_a_function_has_no_epochs_and_each_kind_remembers_its_smoothing(race, shown):
    race.advance(6)
    plot = shown("loss", race.snapshot())
    assert plot.smoothing() == NETWORK.usual.smoothing
    plot.set_x_axis("epochs")
    plot.set_smoothing(0.5)
    plot.show_snapshot(snapshot(run("gd", np.array([2.0, 1.0]))))
    assert plot.x_axis() == "step"
    assert plot.smoothing() == 0.0
    assert [plot.tools.x_axis.itemData(k) for k in range(plot.tools.x_axis.count())] == [XAxis.STEP, XAxis.EVALUATIONS, XAxis.SECONDS]
    plot.show_snapshot(race.snapshot())
    assert plot.smoothing() == 0.5
    assert plot.view.getAxis("left").labelText == "loss"


def test_that_before_the_first_test_it_says_when_the_accuracy_comes(race, shown):
    plot = shown("accuracy", race.snapshot())
    assert "every 5 steps" in plot.view.curves.picture.message


@pytest.mark.parametrize("log", [True, False])
def test_that_the_first_huge_losses_of_rmsprop_do_not_ruin_the_axes(tmp_path, shown, log):
    setup = small_setup(hidden=(30, 30)).with_run(RunSetup("rmsprop", RMSProp(0.1), small_setup().runs[0].sampling))
    race = Experiment(setup, library=small_library(tmp_path), off={"gd"})
    race.advance(150)
    run_of = {each.label: each for each in race.snapshot().runs}
    assert run_of["rmsprop"].loss[:6].max() > 5 * run_of["sgd"].loss.max()
    plot = shown("loss", race.snapshot())
    plot.set_log_y(log)
    shown_range = plot.view.frame().y
    others = np.concatenate([each.loss for label, each in run_of.items() if label != "rmsprop"])
    height = np.log10(others.max()) - np.log10(others.min()) if log else others.max()
    # The losses of all the others take at least half of the height.
    assert height > shown_range.height / 2


def test_that_the_axis_says_that_it_is_stretched_as_long_as_there_is_room(race, shown, qtbot):
    race.advance(23)
    plot = shown("accuracy", race.snapshot())
    plot.show()
    said = []
    for height in (500, 260, 150):
        plot.resize(480, height)
        qtbot.waitUntil(lambda height=height: plot.view.frame().height < height)
        said.append(plot.view.getAxis("left").labelText)
    assert said == ["test accuracy, % (stretched toward 100)", "test accuracy, % (stretched)", "test accuracy, %"]


def test_that_the_axis_widens_toward_a_hundred_per_cent():
    assert height_of(99) - height_of(90) == pytest.approx(height_of(90) - height_of(0))
    assert np.log10(stretch(np.array([0.9]), 1000))[0] == pytest.approx(height_of(90))
    assert np.isfinite(stretch(np.array([1.0]), 10_000)).all()


@pytest.mark.parametrize(("low", "high"), [(0, 95), (0, 98), (50, 95), (50, 99.9), (90, 95), (90, 99.9), (97, 98), (97, 99.9)])
@pytest.mark.parametrize("most", [3, 6, 12])
def test_that_ticks_of_accuracy_are_round_increasing_and_apart(low, high, most):
    shown_range = Range(height_of(low), height_of(high))
    ticks = accuracy_ticks(shown_range, most)
    assert ticks.major == sorted(ticks.major)
    assert all(shown_range.low <= value <= shown_range.high for value in (*ticks.major, *ticks.minor))
    assert (np.diff(ticks.major) >= shown_range.height / most - 1e-9).all()
    assert [height_of(float(label)) for label in ticks.labels] == ticks.major
