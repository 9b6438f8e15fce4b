"""An analysis with a plot of its own, planted beside the plots that there are: all that it takes is the function, the spec and its key."""

import pytest

from core.experiment.setup import default_setup
from core.problems.kinds import FUNCTION
from gui.export.film.form import shown_texts
from gui.export.picture import strip_plan
from gui.export.picture.strip_plan import moving_parts
from tests.helpers.analyses import GradientNorms, norms, steepness
from tests.helpers.kinds import plant_plot
from tests.helpers.window import at_step, change


@pytest.fixture
def analyse():
    analyse = GradientNorms()
    yield analyse
    analyse.gate.set()


@pytest.fixture
def window(opened, monkeypatch, analyse):
    plant_plot(monkeypatch, FUNCTION, steepness(analyse))
    return opened(default_setup())


@pytest.fixture
def tabs(window):
    return window.experiment.stage._tabs


def is_whole(window, tabs):
    """Whether the curves in the tab are those of the runs as they stand now."""

    def is_there():
        latest = window.trainer.latest
        found = {one.run.label: one.values.tolist() for one in tabs.plots["steepness"].view.curves.picture.series}
        return found == {run.label: norms(run, latest.problem).tolist() for run in latest.runs}

    return is_there


def test_that_it_stands_in_a_tab_and_follows_the_runs(qtbot, window, tabs):
    assert tabs.isVisible()
    assert tabs.shown_keys() == ("steepness",)
    assert tabs.tabText(0) == "Steepness"
    for step in (10, 20):
        window.actions_by_name["ten"].trigger()
        qtbot.waitUntil(at_step(window, step))
        qtbot.waitUntil(is_whole(window, tabs))


def test_that_a_setting_from_the_start_on_brings_other_curves(qtbot, window, tabs, analyse):
    window.actions_by_name["ten"].trigger()
    qtbot.waitUntil(at_step(window, 10))
    qtbot.waitUntil(is_whole(window, tabs))
    before = next(run for run in window.trainer.latest.runs if run.label == "adam").revision
    calls = len(analyse.calls)
    change(window, "adam", 0.03, replay=True)
    qtbot.waitUntil(lambda: next(run for run in window.trainer.latest.runs if run.label == "adam").revision != before)
    qtbot.waitUntil(at_step(window, 10))
    qtbot.waitUntil(is_whole(window, tabs))
    assert {label for label, _ in analyse.calls[calls:]} == {"adam"}


def test_that_a_window_that_closes_ends_it(qtbot, window, tabs, analyse):
    analyse.gate.clear()
    window.actions_by_name["ten"].trigger()
    qtbot.waitUntil(lambda: tabs.plots["steepness"]._analysis.is_busy)
    window.close()
    assert not tabs.plots["steepness"]._analysis.is_busy


def test_that_it_is_kept_in_the_view_of_a_file(window):
    assert "steepness" in window.arrangement.read().panels


def test_that_films_and_strips_and_their_refusals_call_it_by_its_names(window, monkeypatch):
    assert moving_parts() == {"names": "canvas, loss", "last": "accuracy"}
    monkeypatch.setattr(strip_plan, "PARTS", ("canvas", *FUNCTION.plots, "inspector"))
    assert moving_parts() == {"names": "canvas, loss", "last": "steepness"}
    shown = shown_texts(window.trainer.latest.problem)
    assert shown["loss", "steepness"] == "Loss plot + Steepness plot"
    assert shown["steepness",] == "Steepness plot"
