"""A plot whose values come from an analysis: computed off the GUI thread, piece by piece, nothing twice, and only while it is seen."""

from dataclasses import replace
from threading import current_thread, main_thread

import numpy as np
import pytest

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.experiment.snapshot import RunValues
from gui.plots.run_plot import RunPlot
from gui.style.run_style import run_styles
from tests.helpers.analyses import PIECE, GradientNorms, norms, steepness
from tests.helpers.window import show


@pytest.fixture
def race():
    experiment = Experiment(default_setup(), off=frozenset())
    experiment.advance(40)
    return experiment


@pytest.fixture
def analyse():
    analyse = GradientNorms()
    yield analyse
    analyse.gate.set()


@pytest.fixture
def plot(qtbot, analyse, race):
    plot = RunPlot(steepness(analyse))
    qtbot.addWidget(plot)
    labels = [run.label for run in race.snapshot().runs]
    plot.set_runs([(label, True) for label in labels], run_styles((label, label) for label in labels))
    show(qtbot, plot)
    yield plot
    plot.close_down()


def values(plot):
    return {one.run.label: one.values for one in plot.view.curves.picture.series}


def is_whole(plot, snapshot):
    """Whether the plot shows all of what there is to know of these runs."""

    def is_there():
        found = values(plot)
        wanted = {run.label: norms(run, snapshot.problem) for run in snapshot.runs}
        return found.keys() == wanted.keys() and all(np.array_equal(found[label], wanted[label]) for label in wanted)

    return is_there


def test_that_it_is_computed_in_another_thread_and_shown(qtbot, plot, race, analyse):
    threads = set()
    spy = analyse.rows

    class Rows(dict):
        def __setitem__(self, key, count):
            threads.add(current_thread())
            super().__setitem__(key, count)

    analyse.rows = Rows(spy)
    snapshot = race.snapshot()
    plot.show_snapshot(snapshot)
    qtbot.waitUntil(is_whole(plot, snapshot))
    assert main_thread() not in threads


def test_that_of_a_longer_run_only_what_is_new_is_computed(qtbot, plot, race, analyse):
    plot.show_snapshot(first := race.snapshot())
    qtbot.waitUntil(is_whole(plot, first))
    race.advance(60)
    plot.show_snapshot(longer := race.snapshot())
    qtbot.waitUntil(is_whole(plot, longer))
    assert set(analyse.rows.values()) == {1}
    assert {first for _, first in analyse.calls} == {0, 41}


def test_that_a_snapshot_whose_values_are_known_costs_nothing(qtbot, plot, race, analyse):
    plot.show_snapshot(snapshot := race.snapshot())
    qtbot.waitUntil(is_whole(plot, snapshot))
    calls = list(analyse.calls)
    plot.show_snapshot(replace(snapshot))
    plot.hide()
    plot.show()
    assert analyse.calls == calls
    assert is_whole(plot, snapshot)()


def test_that_what_is_known_is_shown_while_the_rest_is_computed(qtbot, plot, race, analyse):
    analyse.gate.clear()
    plot.show_snapshot(snapshot := race.snapshot())
    qtbot.waitUntil(lambda: [len(found) for found in values(plot).values()] == [PIECE])
    analyse.gate.set()
    qtbot.waitUntil(is_whole(plot, snapshot))


def test_that_the_newest_of_the_snapshots_that_wait_is_next(qtbot, plot, race, analyse):
    analyse.gate.clear()
    plot.show_snapshot(race.snapshot())
    qtbot.waitUntil(lambda: values(plot) != {})
    for _ in range(3):
        race.advance(10)
        plot.show_snapshot(newest := race.snapshot())
    analyse.gate.set()
    qtbot.waitUntil(is_whole(plot, newest))
    assert {first for _, first in analyse.calls} == {0, 41}
    assert set(analyse.rows.values()) == {1}


def test_that_a_hidden_plot_computes_nothing_and_goes_on_when_it_is_seen_again(qtbot, plot, race, analyse):
    analyse.gate.clear()
    plot.show_snapshot(snapshot := race.snapshot())
    qtbot.waitUntil(lambda: values(plot) != {})
    plot.hide()
    qtbot.waitUntil(analyse.ended.is_set)
    calls = len(analyse.calls)
    race.advance(5)
    plot.show_snapshot(snapshot := race.snapshot())
    analyse.gate.set()
    assert len(analyse.calls) == calls
    plot.show()
    qtbot.waitUntil(is_whole(plot, snapshot))
    assert set(analyse.rows.values()) == {1}


def test_that_of_a_past_that_was_rewritten_nothing_stays(qtbot, plot, race, analyse):
    plot.show_snapshot(before := race.snapshot())
    qtbot.waitUntil(is_whole(plot, before))
    adam = next(run for run in before.runs if run.label == "adam")
    race.configure("adam", replace(adam.optimizer, learning_rate=0.02), adam.sampling, replay=True)
    plot.show_snapshot(after := race.snapshot())
    qtbot.waitUntil(is_whole(plot, after))
    assert {label for label, _ in analyse.calls[len(before.runs) :]} == {"adam"}


def test_that_work_on_a_past_that_was_rewritten_is_given_up(qtbot, plot, race, analyse):
    analyse.gate.clear()
    plot.show_snapshot(before := race.snapshot())
    qtbot.waitUntil(lambda: values(plot) != {})
    label = next(iter(values(plot)))
    other = next(run for run in Experiment(default_setup(seed=1)).snapshot().runs if run.label == label)
    rewritten = replace(before, runs=tuple(other if run.label == label else run for run in before.runs))
    plot.show_snapshot(rewritten)
    qtbot.waitUntil(analyse.ended.is_set)
    analyse.gate.set()
    qtbot.waitUntil(is_whole(plot, rewritten))


def test_that_the_reason_is_shown_where_it_cannot_be_computed(qtbot, plot, race, analyse):
    analyse.error = ArithmeticError("no gradient here")
    plot.show_snapshot(snapshot := race.snapshot())
    qtbot.waitUntil(lambda: plot.view.curves.picture.note == "This could not be computed: no gradient here.")
    calls = len(analyse.calls)
    race.advance(1)
    plot.show_snapshot(snapshot := race.snapshot())
    assert not plot._analysis.is_busy, "the same past is not tried again"
    assert len(analyse.calls) == calls
    analyse.error = None
    race = Experiment(default_setup())
    race.advance(3)
    plot.show_snapshot(snapshot := race.snapshot())
    qtbot.waitUntil(is_whole(plot, snapshot))
    qtbot.waitUntil(lambda: plot.view.curves.picture.note == "")


def test_that_values_without_steps_that_are_too_few_are_a_fault(qtbot, plot, race, monkeypatch):
    monkeypatch.setattr(GradientNorms, "__call__", lambda self, run, problem, first: iter([RunValues(np.ones(run.step))]))
    plot.show_snapshot(race.snapshot())
    qtbot.waitUntil(lambda: "40 values for 41 rows" in plot.view.curves.picture.note)


def test_that_values_at_some_steps_are_joined_with_their_steps(qtbot, plot, race, monkeypatch):
    def every_tenth(self, run, problem, first):
        steps = np.arange(-(-first // 10) * 10, run.step + 1, 10)
        for step in steps:
            yield RunValues(np.array([float(step)]), np.array([step]))

    monkeypatch.setattr(GradientNorms, "__call__", every_tenth)
    plot.show_snapshot(race.snapshot())
    qtbot.waitUntil(lambda: len(values(plot)) == len(race.snapshot().runs))
    race.advance(25)
    plot.show_snapshot(race.snapshot())
    qtbot.waitUntil(lambda: {tuple(found) for found in values(plot).values()} == {(0, 10, 20, 30, 40, 50, 60)})
    one = plot.view.curves.picture.series[0]
    assert [one.step_of(row) for row in range(7)] == [0, 10, 20, 30, 40, 50, 60]


def test_that_a_picture_has_all_at_once(qtbot, race, analyse):
    snapshot = race.snapshot()
    plot = RunPlot(steepness(analyse))
    qtbot.addWidget(plot)
    plot.set_for_picture()
    labels = [run.label for run in snapshot.runs]
    plot.set_runs([(label, True) for label in labels], run_styles((label, label) for label in labels))
    plot.show_snapshot(snapshot)
    assert is_whole(plot, snapshot)()
