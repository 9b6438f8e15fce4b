"""The plane's canvas as the tests drive it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.problems.network import NetworkProblem
from gui.style.application import apply_theme
from gui.style.theme import LIGHT
from gui.weight_plane.canvas import PlaneCanvas
from tests.helpers.weight_plane import STYLES, PlaneDriver, small_race
from tests.helpers.window import show


@pytest.fixture
def driver(qtbot: QtBot, qapp: QApplication) -> Iterator[PlaneDriver]:
    apply_theme(qapp, LIGHT)
    race = small_race("sgd", "momentum", "adam")
    canvas = PlaneCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(512, 640)
    canvas.set_styles(STYLES)
    assert isinstance(race.problem, NetworkProblem)
    canvas.set_problem(race.problem)
    show(qtbot, canvas)
    yield PlaneDriver(canvas, race, qtbot)
    canvas.close_down()
