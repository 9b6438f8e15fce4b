"""The tabs below the loss plot: the other plots of a kind of problem, and what else it has, by the keys of files and lessons."""

import pytest
from PySide6.QtWidgets import QLabel

from core.experiment.experiment import Experiment
from core.problems.kinds import FUNCTION, NETWORK
from gui.plots.plot_tabs import PlotTabs
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.run_style import run_styles
from tests.helpers.small_data import small_library, small_setup


@pytest.fixture
def race(tmp_path):
    experiment = Experiment(small_setup(), library=small_library(tmp_path), off={"gd"})
    experiment.advance(11)
    return experiment


@pytest.fixture
def made(qtbot):
    loss = RunPlot(plot_spec("loss"))
    tabs = PlotTabs(NETWORK, loss)
    tabs.add_view("sight", QLabel("sight", tabs), "What it sees", "Images")
    for widget in (loss, tabs):
        qtbot.addWidget(widget)
        widget.show()
    return loss, tabs


def test_that_each_kind_has_its_other_plots_in_tabs(qtbot, made):
    loss, tabs = made
    assert list(tabs.views) == ["accuracy", "sight"]
    assert tabs.tabText(0) == "Accuracy"
    functions = PlotTabs(FUNCTION, loss)
    qtbot.addWidget(functions)
    assert list(functions.views) == list(FUNCTION.plots[1:])


def test_that_a_view_comes_forward_by_its_key_and_none_where_there_is_none(made):
    _, tabs = made
    assert tabs.shown_keys() == ("accuracy",)
    tabs.show_views(("canvas", "loss", "sight"), alone=False)
    assert tabs.shown_keys() == ("sight",)
    tabs.show_views(("canvas", "loss"), alone=False)
    assert tabs.shown_keys() == ("sight",)
    assert tabs.isVisible()
    tabs.show_views(("loss",), alone=True)
    assert tabs.isHidden()
    tabs.show_views(("loss", "accuracy"), alone=True)
    assert tabs.isVisible()
    assert tabs.shown_keys() == ("accuracy",)


def test_that_a_plot_behind_another_view_is_told_when_it_comes_forward(made, race):
    _, tabs = made
    snapshot = race.snapshot()
    labels = [run.label for run in snapshot.runs]
    tabs.set_runs([(label, True) for label in labels], run_styles((label, label) for label in labels))
    tabs.show_views(("sight",), alone=False)
    tabs.show_snapshot(snapshot)
    curves = tabs.plots["accuracy"].view.curves
    assert curves.picture.series == []
    tabs.show_views(("accuracy",), alone=False)
    assert [one.run.label for one in curves.picture.series] == labels


def test_that_runs_on_a_problem_that_was_left_do_not_come_back_with_a_tab(made, race, tmp_path):
    _, tabs = made
    tabs.show_snapshot(race.snapshot())
    tabs.show_views(("sight",), alone=False)
    other = Experiment(small_setup(hidden=(5,)), library=small_library(tmp_path / "other"), off={"gd"}).snapshot().problem
    tabs.set_problem(other)
    tabs.show_views(("accuracy",), alone=False)
    assert tabs.plots["accuracy"].view.curves.picture.series == []


def test_that_all_plots_count_the_same_on_the_horizontal_axis(made, race):
    loss, tabs = made
    accuracy = tabs.plots["accuracy"]
    loss.set_problem(race.problem)
    tabs.set_problem(race.problem)
    loss.set_x_axis("epochs")
    assert accuracy.x_axis() == "epochs"
    assert loss.tools.x_axis.isVisible()
    assert not accuracy.tools.x_axis.isVisible(), "chosen once for all"
