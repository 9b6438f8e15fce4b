"""The views of a network together: who is told what, and when."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from core.experiment.experiment import Experiment
from core.optimizers import OPTIMIZERS
from gui.network.views import NetworkViews
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT
from tests.helpers.small_data import small_library, small_setup

STYLES = run_styles((key, key) for key in OPTIMIZERS)


@pytest.fixture
def views(qtbot, race):
    parent = QWidget()
    qtbot.addWidget(parent)
    loss = RunPlot(plot_spec("loss"), parent)
    made = NetworkViews(loss, parent)
    made.loss = loss
    made.tabs.resize(460, 320)
    made.set_problem(race.problem)
    made.set_runs([(key, key != "gd") for key in OPTIMIZERS], STYLES)
    parent.resize(800, 600)
    parent.show()
    yield made
    made.close_down()


def network_views(views):
    return {"sight": views.digits, "weights": views.weights, "layers": views.layers}


def test_that_each_view_has_its_tab_by_the_key_of_files(views):
    assert list(views.tabs.views) == ["accuracy", "sight", "weights", "layers"]
    assert {key: views.tabs.views[key] for key in network_views(views)} == network_views(views)
    assert [views.tabs.tabText(number) for number in range(4)] == ["What it sees", "Accuracy", "Weights", "Layers"]
    assert views.tabs.shown_keys() == ("sight",)
    assert all(views.tabs.tabToolTip(number) for number in range(4))


def test_that_theme_runs_and_problem_reach_every_view(views, race):
    for theme in (DARK, LIGHT):
        views.set_theme(theme)
        assert {view.theme for view in network_views(views).values()} == {theme}
        assert views.plane._theme is theme
        assert views.tabs.plots["accuracy"]._theme is theme
    views.set_runs([("sgd", True), ("nag", True)], STYLES)
    for view in network_views(views).values():
        assert [view.choice.itemData(k) for k in range(view.choice.count())] == ["sgd", "nag"]
        assert view.problem is race.problem
    assert views.plane._styles == STYLES
    assert list(views.tabs.plots["accuracy"]._on) == ["sgd", "nag"]


def test_that_the_fairness_is_not_for_an_audience(views):
    views.set_theme(LIGHT.for_audience(1.5))
    assert views.fairness.maximumHeight() == 0
    views.set_theme(LIGHT)
    assert views.fairness.maximumHeight() > 1000


def test_that_all_look_into_the_run_that_is_chosen_in_one_of_them(views):
    for key, label in (("sight", "sgd"), ("weights", "nag"), ("layers", "adam")):
        view = network_views(views)[key]
        view.choice.choose(label)
        view.choice.activated.emit(view.choice.currentIndex())
        assert {each.choice.label for each in network_views(views).values()} == {label}


def test_that_only_what_is_seen_is_told_and_the_others_when_they_come_forward(views, race):
    snapshot = race.snapshot()
    views.tabs.show_views(("sight",), alone=False)
    views.show_frame(snapshot, snapshot)
    views.show_text(snapshot)
    assert views.digits._snapshot is snapshot
    assert views.weights._snapshot is views.layers._snapshot is None
    assert views.plane._feed.latest is snapshot
    views.tabs.show_views(("weights",), alone=False)
    assert views.weights._snapshot is snapshot
    assert views.layers._snapshot is None
    views.tabs.show_views(("accuracy",), alone=False)
    assert views.tabs.plots["accuracy"]._snapshot is snapshot


def test_that_a_look_back_is_for_the_plane_and_the_views_and_the_curves_stay_whole(views, race):
    early = race.snapshot()
    race.advance(3)
    late = race.snapshot()
    views.tabs.show_views(("accuracy",), alone=False)
    views.show_frame(early, late)
    assert views.plane._feed.latest is early
    assert views.tabs.plots["accuracy"]._snapshot is late
    views.show_text(early)
    views.tabs.show_views(("sight",), alone=False)
    assert views.digits._snapshot is early


def test_that_a_tab_brings_nothing_of_a_network_that_was_left(views, race, tmp_path):
    snapshot = race.snapshot()
    views.tabs.show_views(("sight",), alone=False)
    views.show_frame(snapshot, snapshot)
    views.show_text(snapshot)
    other = Experiment(small_setup(hidden=(5,)), library=small_library(tmp_path / "other"))
    views.set_problem(other.problem)
    views.tabs.show_views(("weights",), alone=False)
    assert views.weights._snapshot is None
    assert views.digits._snapshot is None
    views.weights.show_snapshot(snapshot)
    assert views.weights._snapshot is None, "a late one is of another network"


def test_that_whether_the_runs_move_is_told_to_plane_and_weights(views, race):
    for paused in (False, True):
        views.set_paused(paused)
        assert views.plane._paused is paused
        assert views.weights._paused is paused


def test_that_the_fairness_says_what_each_run_has_cost_at_the_slow_clock(views, race):
    assert views.fairness.text() == ""
    views.show_text(race.snapshot())
    before = views.fairness.text()
    assert "Adam" in before or "192" in before
    race.advance(5)
    views.show_text(race.snapshot())
    assert views.fairness.text() != before


def test_that_the_words_of_a_view_keep_their_height_until_its_width_changes(views, race):
    view = views.digits
    views.tabs.show_views(("sight",), alone=False)
    view.resize(300, 300)
    QApplication.processEvents()
    view.say("word " * 40)
    high = view.words.minimumHeight()
    view.say("short")
    assert view.words.minimumHeight() == high
    assert view.words.text() == "short"
    view.resize(view.width(), view.height() + 40)
    QApplication.processEvents()
    assert view.words.minimumHeight() == high
    views.tabs.resize(views.tabs.width() + 60, 320)
    QApplication.processEvents()
    assert view.words.minimumHeight() < high


def test_that_a_board_measures_in_pixels_of_the_usual_size(views):
    board = views.digits.board
    board.resize(300, 210)
    for scale in (1.0, 1.5):
        board.set_scale(scale)
        assert (board.wide, board.high) == (int(300 / scale), int(210 / scale))
        event = SimpleNamespace(position=lambda: SimpleNamespace(x=lambda: 60.0, y=lambda: 90.0))
        assert board.place_of(event).toTuple() == (60 / scale, 90 / scale)
        usual = QApplication.font().pointSizeF()
        assert board.lettering().pointSizeF() == pytest.approx(usual / scale, abs=0.01)
        assert board.lettering(small=True).pointSizeF() == pytest.approx(11 / 12 * usual / scale, abs=0.01)
