"""The loss plot, driven by mouse and keys."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.functions import FUNCTIONS
from core.problems.function import FunctionProblem
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.application import apply_theme
from gui.style.theme import LIGHT
from tests.helpers.plots import PlotDriver
from tests.helpers.window import show


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> RunPlot:
    apply_theme(qapp, LIGHT)
    plot = RunPlot(plot_spec("loss"))
    qtbot.addWidget(plot)
    plot.resize(640, 480)
    plot.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    show(qtbot, plot)
    return plot


@pytest.fixture
def driver(plot: RunPlot, qtbot: QtBot) -> PlotDriver:
    driver = PlotDriver(plot, qtbot)
    driver.set_runs()
    return driver
