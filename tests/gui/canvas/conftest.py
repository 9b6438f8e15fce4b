"""The canvas of trajectories, driven by mouse and keys."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.functions import FUNCTIONS
from core.problems import FunctionProblem
from gui.canvas import TrajectoryCanvas
from gui.theme import LIGHT, apply_theme
from tests.gui.canvas_hand import STYLES, CanvasHand


@pytest.fixture
def canvas(qtbot: QtBot, qapp: QApplication) -> TrajectoryCanvas:
    apply_theme(qapp, LIGHT)
    canvas = TrajectoryCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(640, 680)
    canvas.set_styles(STYLES)
    canvas.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    canvas.show()
    qtbot.waitExposed(canvas)
    QApplication.processEvents()
    return canvas


@pytest.fixture
def hand(canvas: TrajectoryCanvas, qtbot: QtBot) -> CanvasHand:
    return CanvasHand(canvas, qtbot)
