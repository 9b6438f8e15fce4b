"""What a canvas of the plane takes over from another, and that it stays there: for pictures, which draw without a thread."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.experiment.experiment import Experiment
from core.problems.network import NetworkProblem
from gui.export.picture.figure import Figure
from gui.export.picture.spec import PictureSpec
from gui.style.run_style import run_styles
from gui.style.theme import LIGHT
from gui.weight_plane.canvas import PlaneCanvas
from gui.weight_plane.empty_view import HOME
from tests.helpers.weight_plane import run_away, small_race

STYLES = run_styles((key, key) for key in ("sgd", "momentum", "adam"))


def new_canvas(qtbot: QtBot, race: Experiment) -> PlaneCanvas:
    """A canvas for pictures that shows the race as it stands."""
    assert isinstance(race.problem, NetworkProblem)
    canvas = PlaneCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(512, 640)
    canvas.set_for_picture()
    canvas.set_theme(LIGHT)
    canvas.set_styles(STYLES)
    canvas.set_problem(race.problem)
    show(canvas, race)
    return canvas


def show(canvas: PlaneCanvas, race: Experiment) -> None:
    canvas.show_snapshot(race.snapshot())
    canvas.grab()
    QApplication.processEvents()


@pytest.fixture
def race(qapp: QApplication) -> Experiment:
    race = small_race("sgd", "momentum", "adam")
    race.advance(4)
    return race


def test_that_a_canvas_stays_in_the_plane_and_the_view_of_another(qtbot: QtBot, race: Experiment) -> None:
    other = new_canvas(qtbot, race)
    race.rewind(2)
    canvas = new_canvas(qtbot, race)
    canvas.hold_like(other)
    seen = canvas.view_range()
    assert canvas.plane is other.plane
    assert seen == pytest.approx(other.view_range())
    race.advance(60)
    show(canvas, race)
    assert canvas.plane is other.plane
    assert canvas.view_range() == seen
    show(other, race)
    assert other.view_range() != pytest.approx(seen), "another canvas follows the paths"


def test_that_in_a_film_the_view_stays_whatever_is_shown_later(race: Experiment) -> None:
    figure = Figure(PictureSpec(("canvas",), width_px=600))
    figure.hold_axes(race.snapshot())
    canvas = figure.page.findChild(PlaneCanvas)
    assert canvas is not None
    seen = canvas.view_range()
    race.advance(1)
    figure.show(run_away(race.snapshot(), "sgd", 1.0))
    assert canvas.view_range()[:2] == seen[:2]
    race.advance(60)
    figure.show(race.snapshot())
    assert canvas.view_range()[:2] == seen[:2]
    figure.close()


def test_that_nothing_is_copied_of_another_network_but_the_view(qtbot: QtBot, race: Experiment) -> None:
    other_race = small_race("sgd", "adam")
    other_race.advance(9)
    other, canvas = new_canvas(qtbot, other_race), new_canvas(qtbot, race)
    before = canvas.plane
    canvas.copy_view(other)
    assert canvas.plane is before is not other.plane
    assert canvas.view_range() == pytest.approx(other.view_range())


def test_that_another_network_forgets_the_plane_and_late_snapshots_of_the_one_before(qtbot: QtBot, race: Experiment) -> None:
    canvas = new_canvas(qtbot, race)
    assert canvas.plane is not None
    problem = small_race("sgd").problem
    assert isinstance(problem, NetworkProblem)
    canvas.set_problem(problem)
    assert canvas.picture is canvas.plane is None
    assert canvas.view_range() == pytest.approx((HOME.x_min, HOME.x_max, HOME.y_min, HOME.y_max), abs=0.5)
    show(canvas, race)
    assert canvas.picture is None
