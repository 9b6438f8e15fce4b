"""Which runs are inspected, and what the inspector says where there is none or no step yet."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.optimizers import OPTIMIZERS
from core.optimizers.symbols import Phase
from core.steps.phases import SubStep
from gui.inspector.inspector import Inspector
from gui.style.run_style import run_styles
from gui.style.theme import LIGHT
from tests.helpers.canvas import run

STYLES = run_styles((key, key) for key in OPTIMIZERS)


def states(**off):
    return [(key, off.get(key, True)) for key in OPTIMIZERS]


@pytest.fixture
def inspector(qtbot):
    actions = [QAction(text) for text in ("&Sub-steps", "&Zoom", "&Beside")]
    made = Inspector(actions)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.set_theme(LIGHT)
    made.set_runs(states(), STYLES)
    made.told = []
    made.runs_chosen.connect(lambda *_: made.told.append(made.labels()))
    made.kept = actions
    return made


@pytest.fixture
def race():
    made = Experiment(default_setup())
    made.advance(3)
    return made


def test_that_its_buttons_are_called_as_their_actions(inspector):
    buttons = inspector.tools.findChildren(type(inspector.tools.layout().itemAt(0).widget()))
    assert [button.accessibleName() for button in buttons] == ["Sub-steps", "Zoom", "Beside"]
    assert [button.defaultAction() for button in buttons] == inspector.kept


def test_that_one_run_is_inspected_or_two_and_the_tools_stand_at_the_top_right(inspector):
    last = list(OPTIMIZERS)[-1]
    assert inspector.labels() == (last,)
    inspector.set_beside(True)
    assert inspector.is_beside
    assert len(set(inspector.labels())) == 2
    assert inspector.columns[1].header.indexOf(inspector.tools) >= 0
    assert not inspector._rule.isHidden()
    inspector.set_beside(False)
    assert inspector.columns[0].header.indexOf(inspector.tools) >= 0
    assert inspector.columns[1].header.indexOf(inspector.tools) < 0
    assert inspector._rule.isHidden()
    assert [len(labels) for labels in inspector.told] == [2, 1]


def test_that_the_named_runs_are_inspected(inspector):
    inspector.choose(("nag", "adam"))
    assert inspector.labels() == ("nag", "adam")
    inspector.choose(("gd",))
    assert inspector.labels() == ("gd",)
    inspector.choose(("sgd", "sgd"))
    assert inspector.labels()[0] == "sgd"
    assert inspector.labels()[1] != "sgd"


def test_that_the_next_run_follows_in_a_ring_and_is_told(inspector):
    order = list(OPTIMIZERS)
    inspector.choose((order[-2],))
    inspector.told.clear()
    inspector.choose_next()
    inspector.choose_next()
    assert inspector.told == [(order[-1],), (order[0],)]
    inspector.choose_next(by=-1)
    assert inspector.told[-1] == (order[-1],)
    inspector.set_runs([], {})
    inspector.told.clear()
    inspector.choose_next()
    assert inspector.told == []
    assert inspector.labels() == ()


def test_that_the_next_run_is_never_the_one_beside(inspector):
    order = list(OPTIMIZERS)
    inspector.choose((order[0], order[1]))
    inspector.choose_next()
    assert inspector.labels()[0] == order[1]
    assert inspector.labels()[1] != order[1]


def test_that_a_legend_tells_of_the_other_runs_where_nothing_else_does(inspector):
    assert inspector.legend.isHidden()
    inspector.set_alone(True)
    assert not inspector.legend.isHidden()
    order = list(OPTIMIZERS)
    inspector.set_runs([(key, key == order[0]) for key in order], STYLES)
    assert inspector.legend.isHidden(), "the only run is named already"
    inspector.set_runs(states(), STYLES)
    assert not inspector.legend.isHidden()
    inspector.set_alone(False)
    assert inspector.legend.isHidden()


def test_that_an_audience_gets_no_buttons(inspector):
    inspector.set_theme(LIGHT.for_audience(1.5))
    assert inspector.tools.isHidden()
    inspector.set_theme(LIGHT)
    assert not inspector.tools.isHidden()


def test_that_it_says_what_to_do_before_the_first_step_and_where_no_run_is_on(inspector, race):
    column = inspector.columns[0]
    inspector.choose(("adam",))
    start = Experiment(default_setup()).snapshot()
    inspector.show_snapshot(race.snapshot(), None)
    assert column.rule.shown_lines()
    assert column.table.shown_rows()
    inspector.show_snapshot(start, None)
    assert column.step.text() == "Step 0"
    assert column.sentence.text().startswith("This is the start.")
    assert column.rule.shown_lines() == []
    assert column.table.shown_rows() == []
    inspector.show_snapshot(replace(start, runs=()), None)
    assert column.step.text() == ""
    assert column.sentence.text() == "No run is switched on"


def test_that_only_a_run_at_this_step_is_shown_in_the_middle_of_it(inspector, race):
    snapshot = race.snapshot()
    inspector.choose(("momentum", "adam"))
    ended = next(one for one in snapshot.runs if one.label == "momentum")
    earlier = replace(ended, record=ended.record._replace(number=2))
    mixed = replace(snapshot, runs=tuple(earlier if one.label == "momentum" else one for one in snapshot.runs))
    inspector.show_snapshot(mixed, SubStep(3, Phase.GRADIENT))
    whole, half = inspector.columns
    assert len(half.rule.shown_lines()) == 1
    assert len(whole.rule.shown_lines()) == len(list(ended.optimizer.lines))
    assert (whole.step.text(), half.step.text()) == ("Step 2", "In step 3")
    assert all(row[2] for row in whole.table.shown_rows())
    assert not any(row[2] for row in half.table.shown_rows())
    inspector.show_snapshot(mixed, SubStep(3, Phase.MOVE))
    assert all(row[2] for row in half.table.shown_rows())


def test_that_the_effective_step_stands_above_the_rule_and_below_it_while_a_step_is_taken_apart(inspector, race):
    column = inspector.columns[0]
    inspector.choose(("rmsprop",))
    places = []
    for sub_step in (None, SubStep(3, Phase.GRADIENT), None):
        inspector.show_snapshot(race.snapshot(), sub_step)
        places.append(column._parts.indexOf(column.rates) < column._parts.indexOf(column.rule))
        assert not column.rates.isHidden()
        assert column.layers.isHidden()
    assert places == [True, False, True]
    inspector.choose(("gd",))
    inspector.show_snapshot(race.snapshot(), None)
    assert column.rates.isHidden(), "one rate for all axes has no history"


def test_that_a_legend_tells_how_a_run_ended(inspector, race):
    snapshot = race.snapshot()
    inspector.show_snapshot(replace(snapshot, runs=(run("gd", [[0, 0], [1, 1]], diverged=True), *snapshot.runs[1:])), None)
    assert "diverged" in inspector.legend.chip("gd").accessibleName()
