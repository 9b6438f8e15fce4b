"""The canvas of trajectories, driven by mouse and keys."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.functions import FUNCTIONS
from core.problems.function import FunctionProblem
from gui.canvas.function_canvas import FunctionCanvas
from gui.style.application import apply_theme
from gui.style.theme import LIGHT
from tests.helpers.canvas import STYLES, CanvasDriver
from tests.helpers.window import show


@pytest.fixture
def canvas(qtbot: QtBot, qapp: QApplication) -> FunctionCanvas:
    apply_theme(qapp, LIGHT)
    canvas = FunctionCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(640, 680)
    canvas.set_styles(STYLES)
    canvas.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    show(qtbot, canvas)
    QApplication.processEvents()
    return canvas


@pytest.fixture
def driver(canvas: FunctionCanvas, qtbot: QtBot) -> CanvasDriver:
    return CanvasDriver(canvas, qtbot)
