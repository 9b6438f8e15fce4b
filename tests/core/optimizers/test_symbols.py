"""What the rules say about their symbols, and that a rule with one more state is known by that alone."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.run import Run
from core.functions import FUNCTIONS
from core.numbers.names import all_symbols, ascii_name, product_symbols, term, term_symbols
from core.optimizers import OPTIMIZERS
from core.optimizers.adaptive import Adam
from core.optimizers.equations import equations, evaluate, scale_symbol, symbols_in
from core.optimizers.symbols import LENGTH, SLOPE, SQUARED_SLOPE, Phase, Role
from core.problems.function import FunctionProblem
from core.steps.effective_step import effective_step, rates_at_checkpoints
from core.steps.figure import figure
from core.steps.lines import lines_of, pieces, plain_text
from core.steps.phases import phases_of, sentence
from core.steps.tables import state_rows
from tests.helpers.amsgrad import AMSGrad

BOWL = FUNCTIONS["seed-bowl"]
RULES = (*OPTIMIZERS.values(), AMSGrad)
figures = st.floats(-1e3, 1e3)
pairs = st.lists(figures, min_size=2, max_size=2).map(np.array)


def run_of(rule, steps=3):
    run = Run("run", FunctionProblem(BOWL), BOWL.start, 0, rule(learning_rate=0.4))
    run.advance(steps)
    return run


@pytest.fixture(scope="module")
def record():
    record = run_of(AMSGrad, 12).record
    assert (record.taken.terms["v̂"] > record.taken.terms["v"]).any()  # the largest mean lies behind
    return record


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_that_a_rule_lists_exactly_the_terms_of_its_steps_and_the_point(rule):
    terms = list(run_of(rule).record.taken.terms)
    assert [symbol.name for symbol in rule.symbols] == [*terms, "W"]
    assert len({symbol.name for symbol in rule.symbols}) == len(rule.symbols)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_that_a_rule_computes_its_symbols_in_the_order_of_the_parts_of_a_step(rule):
    phases = [symbol.phase for symbol in rule.symbols]
    assert phases == sorted(phases)
    assert all(symbol.unit and symbol.meaning for symbol in rule.symbols)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_that_a_letter_has_the_unit_of_its_role_and_the_role_of_the_letter_without_its_hat(rule):
    unit_of = dict.fromkeys((Role.GRADIENT, Role.MEAN), SLOPE) | {Role.SQUARES: SQUARED_SLOPE}
    unit_of |= dict.fromkeys((Role.VELOCITY, Role.UPDATE, Role.PARAMETERS), LENGTH)
    for symbol in rule.symbols:
        plain = unicodedata.normalize("NFD", symbol.name)[0]
        assert symbol.unit == unit_of[symbol.role]
        assert symbol.role is rule.role_of(symbol.name) is rule.role_of(plain)
        for role, letter in ((Role.GRADIENT, "g"), (Role.UPDATE, "Δ"), (Role.PARAMETERS, "W"), (Role.MEAN, "m")):
            assert (symbol.role is role) is (plain == letter)


def test_that_a_letter_that_the_rule_does_not_list_is_a_mistake_that_names_both():
    with pytest.raises(LookupError, match="Adam does not say what h is"):
        Adam.symbol("h")


def test_that_the_columns_of_several_rules_come_in_the_order_of_a_step_and_of_teaching():
    assert all_symbols(OPTIMIZERS.values()) == ("W̃", "g", "v", "h", "m", "m̂", "v̂", "Δ")
    assert term_symbols(Adam) == ("g", "v", "m", "m̂", "v̂", "Δ")
    assert all_symbols((Adam, OPTIMIZERS["adagrad"])) == ("g", "v", "h", "m", "m̂", "v̂", "Δ")
    assert product_symbols(Adam) == ("Πβ₁", "Πβ₂")
    assert product_symbols(AMSGrad) == ()


@given(pairs, pairs)
def test_that_a_maximum_is_that_of_each_coordinate(one, other):
    (line,) = equations(("x ← max(x, y)",))
    np.testing.assert_array_equal(evaluate(line.expression, {"x": one, "y": other}), np.maximum(one, other))
    assert list(symbols_in(line.expression)) == ["x", "y"]


@given(pairs, pairs, st.floats(1e-12, 1))
def test_that_a_root_may_be_that_of_a_sum_and_a_maximum_may_be_of_sums(one, other, epsilon):
    lines = equations(("d = x / √(y⊙y + ε)", "d = −2x√(max(x⊙x + ε, y⊙y − ε) + ε)"))
    values = {"x": one, "y": other, "ε": epsilon}
    expected = one / np.sqrt(other * other + epsilon)
    np.testing.assert_allclose(evaluate(lines[0].expression, values), expected, rtol=1e-15)
    expected = -2 * one * np.sqrt(np.maximum(one * one + epsilon, other * other - epsilon) + epsilon)
    np.testing.assert_allclose(evaluate(lines[1].expression, values), expected, rtol=1e-13)


@pytest.mark.parametrize("line", ["x = max(x)", "x = max(x, y", "x = max(x, y, z)", "x = max(, y)", "x = (x, y)"])
def test_that_a_maximum_is_of_two(line):
    with pytest.raises(ValueError, match="“"):
        equations((line,))


def test_that_every_line_of_the_new_rule_filled_with_its_numbers_gives_its_result(record):
    for line in lines_of(record):
        value = evaluate(line.equation.expression, line.values, FunctionProblem(BOWL).gradient)
        np.testing.assert_allclose(value, line.result, rtol=1e-12)


def test_that_the_new_rule_is_written_with_its_numbers():
    assert [plain_text(pieces(line, 1)) for line in lines_of(run_of(AMSGrad, 1).record)] == [
        "g = ∂L/∂w = 4.000",
        "m ← 0.9·0 + (1−0.9)·4.000 = 0.4000",
        "v ← 0.9·0 + (1−0.9)·4.000·4.000 = 1.600",
        "v̂ ← max(0, 1.600) = 1.600",
        "Δ = −0.4·0.4000 / √(1.600+10⁻⁸) = −0.1265",
        "W ← 2.000 + (−0.1265) = 1.874",
    ]


def test_that_the_new_rule_goes_through_its_parts_each_with_a_sentence(record):
    assert phases_of(record.optimizer) == (Phase.GRADIENT, Phase.ACCUMULATE, Phase.CORRECT, Phase.UPDATE, Phase.MOVE)
    assert sentence(record.optimizer, Phase.CORRECT) == "The largest mean so far is kept."
    assert sentence(record.optimizer, Phase.MOVE) == "The point moves by Δ."
    assert sentence(record.optimizer, Phase.LOOK_AHEAD) == ""


def test_that_the_new_rules_arrows_and_scale_are_drawn(record):
    whole = figure(record, Phase.MOVE)
    assert [arrow.label for arrow in whole.arrows] == ["−ηg", "−ηm", "Δ"]
    assert [scale.label for scale in figure(record, Phase.ACCUMULATE).scales] == ["η/√v"]
    assert [scale.label for scale in whole.scales] == ["η/√v̂"]
    rates = 0.4 / np.sqrt(record.taken.terms["v̂"] + 1e-8)
    np.testing.assert_allclose([whole.scales[0].x, whole.scales[0].y], rates, rtol=1e-14)


def test_that_the_new_rules_state_has_a_row_each_and_none_twice(record):
    rows = state_rows(record)
    assert [row.name for row in rows] == ["t", "W", "m", "v", "v̂", "η/√v̂"]
    assert rows[4].before != "" != rows[4].after


def test_that_the_new_rules_effective_step_is_known_at_every_step_and_at_kept_moments():
    run = run_of(AMSGrad, 12)
    assert scale_symbol(run.optimizer) == "v̂"
    shown = run.snapshot()
    assert shown.scales.shape == (12, 2)
    np.testing.assert_array_equal(shown.scales[-1], run.record.taken.terms["v̂"])
    steps, rates = rates_at_checkpoints(shown.changes, shown.trail, 0)
    assert len(steps) == len(rates)
    np.testing.assert_allclose(rates, [effective_step(run.optimizer, shown.scales[step - 1, 0]) for step in steps], rtol=1e-15)


def test_that_the_new_rules_numbers_have_names_units_and_meanings():
    assert term_symbols(AMSGrad) == ("g", "v", "m", "v̂", "Δ")
    column = term("v̂", (AMSGrad, Adam))
    assert (column.name, column.unit) == (ascii_name("v̂"), "(loss / W)²")
    assert column.meaning == "AMSGrad: the largest mean so far; Adam: the mean of the squared gradients, its bias corrected"
    assert column.equations["amsgrad"] == "v̂ ← max(v̂, v)"


def test_that_settings_have_no_part_in_a_step():
    assert AMSGrad.role_of("ε") is Role.SETTING
    assert AMSGrad.role_of("v") is AMSGrad.role_of("v̂") is Role.SQUARES


def test_that_of_a_correction_that_is_off_is_spoken_in_its_part_alone():
    on, off = Adam(0.1), Adam(0.1, bias_correction=False)
    for symbol in Adam.symbols:
        assert on.sentence_for(symbol) == symbol.sentence
        assert (off.sentence_for(symbol) == symbol.sentence) == (symbol.phase is not Phase.CORRECT)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.squares], ids=lambda rule: rule.key)
@pytest.mark.parametrize("axis", range(3))
def test_that_squares_that_are_too_large_along_any_axis_are_an_overflow(rule, axis):
    optimizer = rule(0.1)
    state = optimizer.init(np.zeros(3))
    assert not optimizer.has_overflowed(state)
    for too_large in (np.inf, np.nan):
        state[rule.squares][axis] = too_large
        assert optimizer.has_overflowed(state)
