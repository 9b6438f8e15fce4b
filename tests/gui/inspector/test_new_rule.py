"""A rule that the program does not have, in the inspector: typeset, with its numbers, its state and its colours."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from core.experiment.run import Run
from core.experiment.setup import RunSetup, default_setup
from core.functions import FUNCTIONS, function
from core.optimizers import OPTIMIZERS
from core.optimizers.equations import equations
from core.optimizers.symbols import Phase, Role
from core.problems.function import FunctionProblem
from core.steps.lines import lines_of
from core.steps.tables import state_rows
from gui.inspector.math_ml import math_ml, typeset
from gui.inspector.rule_view import RuleView
from gui.inspector.state_table import StateTable
from gui.style.colours import role_colour
from gui.style.theme import LIGHT
from tests.helpers.amsgrad import AMSGrad

BOWL = FUNCTIONS["seed-bowl"]


@pytest.fixture
def record():
    run = Run("amsgrad", FunctionProblem(BOWL), BOWL.start, 0, AMSGrad(learning_rate=0.4))
    run.advance(2)
    return run.record


def test_that_a_maximum_and_the_root_of_a_sum_are_typeset():
    largest, update = equations(("v̂ ← max(v̂, v)", "Δ = −ηm / √(v̂ + ε)"))
    written = math_ml(largest, lambda symbol: "#000000", "#000000")
    assert "<mi>max</mi><mo>(</mo>" in written
    assert written.count("<mo>,</mo>") == 1
    written = math_ml(update, lambda symbol: "#000000", "#000000")
    root = written[written.index("<msqrt>") : written.index("</msqrt>")]
    assert "ε" in root
    assert "(" not in root  # the bar of the root is bracket enough
    for equation in (largest, update):
        whole = typeset(math_ml(equation, lambda symbol: "#000000", "#000000"), 20.0)
        assert whole.width > whole.height > 10


def test_that_the_lines_of_the_new_rule_are_shown_with_their_numbers(qtbot, record):
    view = RuleView()
    qtbot.addWidget(view)
    view.resize(360, 400)
    view.show_step(record.optimizer, lines_of(record), Phase.CORRECT, True, 1)
    assert [line.split(" ")[0] for line in view.shown_lines()] == ["g", "m", "v", "v̂"]
    assert "max(" in view.shown_lines()[3]
    view.show_step(record.optimizer, lines_of(record), Phase.MOVE, True, 1)
    assert "√(" in view.shown_lines()[4]
    assert not view.grab().isNull()


def test_that_the_state_of_the_new_rule_has_the_colours_of_its_roles(qtbot, record):
    table = StateTable()
    qtbot.addWidget(table)
    table.show_rows(record.optimizer, state_rows(record))
    assert [name for name, _, _ in table.shown_rows()] == ["t", "W", "m", "v", "v̂", "η/√v̂"]
    colours = {label.text(): label.styleSheet() for label in table.findChildren(QLabel)}
    assert role_colour(LIGHT, Role.SQUARES).name() in colours["v̂"]
    assert role_colour(LIGHT, Role.MEAN).name() in colours["m"]


def test_that_the_window_races_the_new_rule_and_inspects_it(opened, qtbot, monkeypatch):
    monkeypatch.setitem(OPTIMIZERS, AMSGrad.key, AMSGrad)
    rates = {key: {**FUNCTIONS[key].recommended, AMSGrad.key: 0.4} for key in FUNCTIONS}
    monkeypatch.setattr(function, "_recommended_rates", lambda: rates)
    setup = default_setup()
    window = opened(replace(setup, runs=(RunSetup(AMSGrad.key, AMSGrad(0.4)), *setup.runs[:1])))
    window.inspector.inspect([AMSGrad.key])
    window.trainer.step(3)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 3)
    qtbot.waitUntil(lambda: len(window.inspector.inspector.columns[0].rule.shown_lines()) == 6)
    assert list(window.panel.cards) == [AMSGrad.key, "gd"]
    assert [name for name, _, _ in window.inspector.inspector.columns[0].table.shown_rows()] == ["t", "W", "m", "v", "v̂", "η/√v̂"]
    assert not window.inspector.inspector.columns[0].rates.isHidden()
