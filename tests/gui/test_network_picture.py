"""Pictures of a race on a network: no canvas, smoothed losses, and the accuracy."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

from core.experiment import Experiment
from gui.canvas import TrajectoryCanvas
from gui.loss_plot import LossPlot
from gui.picture import Figure, Look, Plots, batch_smoothing, draw
from gui.theme import DARK, LIGHT
from tests.small_data import small_library, small_setup


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    experiment = Experiment(small_setup(), library=small_library(tmp_path_factory.mktemp("data")), checkpoint_bytes=0)
    experiment.advance(120)
    experiment.test_now()
    return experiment.snapshot()


@pytest.mark.parametrize("plots", [Plots.LOSS, Plots.ACCURACY])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_a_network_is_drawn_without_a_canvas(qtbot, snapshot, plots, theme):
    figure = Figure(snapshot, plots, "Title", theme, Look())
    qtbot.addWidget(figure)
    assert not figure.findChildren(TrajectoryCanvas)
    image = draw(snapshot, plots, "Title", theme, size=QSize(640, 480), scale=1.0)
    assert (image.width(), image.height()) == (640, 480)
    colours = {image.pixelColor(x, y).name() for x in range(0, 640, 4) for y in range(60, 480, 4)}
    assert len(colours) > 20, "there are curves of seven colours on it"


def test_that_the_losses_of_batches_are_smoothed_and_it_says_so(qtbot, snapshot):
    figure = Figure(snapshot, Plots.LOSS, "", LIGHT, Look())
    qtbot.addWidget(figure)
    assert figure.findChild(LossPlot).smoothing() == 0.58
    assert any("β = 0.58" in label.text() for label in figure.findChildren(QLabel))


def test_that_the_smoothing_of_the_window_goes_before(qtbot, snapshot):
    plot = LossPlot()
    qtbot.addWidget(plot)
    plot.resize(500, 400)
    plot.show_snapshot(snapshot)
    plot.set_smoothing(0.3)
    figure = Figure(snapshot, Plots.LOSS, "", LIGHT, Look(loss_plot=plot))
    assert not any("β" in label.text() for label in figure.findChildren(QLabel))
    figure.image(QSize(640, 480), 1.0)
    assert figure.findChild(LossPlot).smoothing() == 0.3


@pytest.mark.parametrize(("steps", "beta"), [(0, 0.0), (50, 0.0), (100, 0.5), (2000, 0.97), (10**7, 0.99)])
def test_that_longer_races_are_smoothed_more(steps, beta):
    assert batch_smoothing(steps) == pytest.approx(beta, abs=0.006)
