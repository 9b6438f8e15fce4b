"""The stage of functions: other plots than that of the loss stand in tabs, which come and go with their kind of problem."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QStackedWidget

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.problems.kinds import FUNCTION
from gui.canvas.function_canvas import FunctionCanvas
from gui.experiment.path_stage import PathStage
from gui.plots.plot_tabs import PlotTabs
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.run_style import run_styles

SETUP = default_setup()
STYLES = run_styles((run.label, run.optimizer.key) for run in SETUP.runs)


@pytest.fixture
def made(qtbot):
    def make(kind):
        stack, loss = QStackedWidget(), RunPlot(plot_spec("loss"))
        canvas = FunctionCanvas(stack)
        stack.addWidget(canvas)
        stage = PathStage(kind, stack, loss, canvas)
        there: list[PlotTabs] = []
        stage.tabs_made.connect(there.append)
        for widget in (stack, loss):
            qtbot.addWidget(widget)
        stage.show_setup(SETUP, STYLES)
        stage.show_setup(SETUP, STYLES)
        for tabs in there:
            qtbot.addWidget(tabs)
        return stage, there

    return make


def test_that_without_other_plots_nothing_is_made(made):
    stage, there = made(replace(FUNCTION, plots=("loss",)))
    assert there == []
    assert stage.shown_views() == ()
    stage.show_views(("accuracy",), alone=True)
    stage.set_time_mark(3)
    stage.leave()


def test_that_another_plot_has_a_tab_that_comes_and_goes_with_its_kind(made):
    stage, (tabs,) = made(replace(FUNCTION, plots=("loss", "accuracy")))
    assert tabs.isVisible()
    assert stage.shown_views() == ("accuracy",)
    stage.show_views(("canvas", "loss"), alone=False)
    assert tabs.isVisible()
    stage.show_views(("canvas", "loss"), alone=True)
    assert tabs.isHidden()
    stage.set_visible(True)
    assert tabs.isVisible()
    stage.leave()
    assert tabs.isHidden()


def test_that_another_plot_is_told_of_runs_frames_and_the_step_that_is_looked_at(made):
    stage, (tabs,) = made(replace(FUNCTION, plots=("loss", "accuracy")))
    runs = [(run.label, True) for run in SETUP.runs]
    stage.set_runs(runs, STYLES)
    experiment = Experiment(SETUP)
    experiment.advance(3)
    snapshot = experiment.snapshot()
    stage.show_frame(snapshot, snapshot)
    plot = tabs.plots["accuracy"]
    assert list(plot.legend.styles) == [label for label, _ in runs]
    stage.set_time_mark(2)
    assert plot.view.curves.picture.time_lines == (), "a function has no tests, so no curve that could be marked"
