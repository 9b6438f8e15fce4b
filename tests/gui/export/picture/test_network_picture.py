"""Pictures of a race on a network: no canvas, smoothed losses, and the accuracy."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from gui.canvas.function_canvas import FunctionCanvas
from gui.export.picture.figure import Figure, draw
from gui.export.picture.look import PlotLook
from gui.export.picture.page import batch_smoothing
from gui.export.picture.spec import Ground, PictureSpec
from gui.export.picture.strip import filmstrip
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from tests.helpers.small_data import small_library, small_setup


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    experiment = Experiment(small_setup(), library=small_library(tmp_path_factory.mktemp("data")), checkpoint_bytes=0)
    experiment.advance(120)
    experiment.test_now()
    return experiment.snapshot()


def figure_of(qtbot, snapshot, part, look=None):
    figure = Figure(PictureSpec((part,)), "Title", look)
    figure.show(snapshot)
    qtbot.addWidget(figure.page)
    return figure


@pytest.mark.parametrize("part", ["loss", "accuracy"])
@pytest.mark.parametrize("ground", [Ground.LIGHT, Ground.DARK])
def test_that_a_network_is_drawn_without_a_canvas(qtbot, snapshot, part, ground):
    figure = figure_of(qtbot, snapshot, part)
    assert not figure.page.findChildren(FunctionCanvas)
    image = draw(snapshot, (part,), "Title", ground, size=QSize(640, 480), scale=1.0)
    assert (image.width(), image.height()) == (640, 480)
    colours = {image.pixelColor(x, y).name() for x in range(0, 640, 4) for y in range(60, 480, 4)}
    assert len(colours) > 20, "there are curves of seven colours on it"


def test_that_the_losses_of_batches_are_smoothed_and_it_says_so(qtbot, snapshot):
    figure = figure_of(qtbot, snapshot, "loss")
    assert figure.page.findChild(RunPlot).smoothing() == 0.58
    assert any("β = 0.58" in label.text() for label in figure.page.findChildren(QLabel))


@pytest.mark.parametrize(("beta", "is_said"), [(0.3, True), (0.0, False)])
def test_that_the_smoothing_of_the_window_goes_before_and_is_told_too(qtbot, snapshot, beta, is_said):
    plot = RunPlot(plot_spec("loss"))
    qtbot.addWidget(plot)
    plot.resize(500, 400)
    plot.show_snapshot(snapshot)
    plot.set_problem(snapshot.problem)
    plot.set_smoothing(beta)
    look = PlotLook(loss_plot=plot)
    figure = figure_of(qtbot, snapshot, "loss", look)
    assert figure.page.findChild(RunPlot).smoothing() == beta
    strip = filmstrip(snapshot, PictureSpec(("loss",)), (0, 60, 120), "Title", look)
    assert strip.panel_figure(2).page.findChild(RunPlot).smoothing() == beta
    for page in (figure.page, strip._page):
        said = [label.text() for label in page.findChildren(QLabel) if "β" in label.text()]
        assert said == (["Faint: the loss of each batch. Strong: smoothed by β = 0.3."] if is_said else [])
    strip.close()


def test_that_the_smoothing_of_the_losses_of_a_function_is_told_too(qtbot):
    experiment = Experiment(default_setup(), checkpoint_bytes=0)
    experiment.advance(30)
    plot = RunPlot(plot_spec("loss"))
    qtbot.addWidget(plot)
    plot.show_snapshot(experiment.snapshot())
    plot.set_smoothing(0.5)
    figure = figure_of(qtbot, experiment.snapshot(), "loss", PlotLook(loss_plot=plot))
    assert any(label.text() == "Faint: the loss of each step. Strong: smoothed by β = 0.5." for label in figure.page.findChildren(QLabel))


@pytest.mark.parametrize(("steps", "beta"), [(0, 0.0), (50, 0.0), (100, 0.5), (2000, 0.97), (10**7, 0.99)])
def test_that_longer_races_are_smoothed_more(steps, beta):
    assert batch_smoothing(steps) == pytest.approx(beta, abs=0.006)
