"""The equation beside a rule is the rule: filled with the numbers of a step it gives what the step gave."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.run import Run
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.optimizers.equations import equations, evaluate, symbols_in
from core.problems.base import Sampling
from core.problems.function import FunctionProblem
from core.problems.kinds import recommended_optimizer
from core.steps.lines import lines_of, pieces, plain_text

keys = st.sampled_from(list(OPTIMIZERS))
functions = st.sampled_from(["seed-bowl", "himmelblau", "rosenbrock", "line-fit"])


def run_of(key, function="seed-bowl", steps=1, **changes):
    optimizer = dataclasses.replace(recommended_optimizer(key, function), **changes)
    run = Run(key, FunctionProblem(FUNCTIONS[function]), FUNCTIONS[function].start, 0, optimizer, Sampling(noise=0.0))
    run.advance(steps)
    return run


def written(run, index=None):
    return [plain_text(pieces(line, index)) for line in lines_of(run.record)]


@given(keys, functions, st.integers(1, 40), st.booleans())
def test_that_every_line_filled_with_its_numbers_gives_its_result(key, function, steps, corrected):
    run = run_of(key, function, steps, **({"bias_correction": corrected} if key == "adam" else {}))
    # line-fit has data to draw from: the gradient of a batch is the problem's own affair.
    drawn = key == "sgd" and function == "line-fit"
    gradient_at = (lambda point: run.record.taken.terms["g"]) if drawn else run.problem.gradient
    for line in lines_of(run.record):
        value = evaluate(line.equation.expression, line.values, gradient_at)
        np.testing.assert_allclose(value, line.result, rtol=1e-12, atol=1e-15 * np.abs(line.result).max())


def test_that_momentum_is_written_with_the_numbers_of_its_second_step():
    # x²/10 + y² from (−9, 2), η = 0.1, α = 0.9, by hand: g = (−1.8, 4), v = (0.18, −0.4), then W = (−8.82, 1.6), g = (−1.764, 3.2).
    assert written(run_of("momentum", steps=2, learning_rate=0.1)) == [
        "g = ∇L(−8.820, 1.600) = (−1.764, 3.200)",
        "v ← 0.9·(0.1800, −0.4000) − 0.1·(−1.764, 3.200) = (0.3384, −0.6800)",
        "W ← (−8.820, 1.600) + (0.3384, −0.6800) = (−8.482, 0.9200)",
    ]


def test_that_one_coordinate_is_written_as_numbers_with_brackets_where_a_sign_needs_them():
    run = run_of("momentum", steps=2, learning_rate=0.1)
    assert written(run, 0) == ["g = ∂L/∂w = −1.764", "v ← 0.9·0.1800 − 0.1·(−1.764) = 0.3384", "W ← −8.820 + 0.3384 = −8.482"]
    assert written(run_of("adagrad", learning_rate=1.0), 1)[1:3] == ["h ← 0 + 4.000·4.000 = 16.00", "Δ = −1·4.000 / (√16.00+10⁻⁷) = −1.000"]


def test_that_nag_is_written_with_the_old_velocity_ahead_and_the_new_one_in_the_move():
    lines = written(run_of("nag", steps=2, learning_rate=0.1))
    assert lines[0].startswith("W̃ = (−8.820, 1.600) + 0.9·(0.1800, −0.4000)")
    assert lines[1].startswith("g = ∇L(−8.658, 1.240)")
    assert lines[3].startswith("W ← (−8.820, 1.600) + (")


def test_that_the_correction_of_adam_is_the_product_of_the_decays_of_the_steps_taken():
    run = run_of("adam", steps=1)
    run.configure(dataclasses.replace(run.optimizer, beta1=0.5))
    run.advance(1)
    assert "/ (1−0.450000)" in written(run)[3]


def test_that_without_bias_correction_the_lines_say_so():
    run = run_of("adam", bias_correction=False)
    assert [line.split(" = ")[0] for line in written(run)][3:5] == ["m̂", "v̂"]
    assert run.optimizer.lines[3:5] == ("m̂ = m", "v̂ = v")
    assert run.optimizer.lines[:3] == run.optimizer.equation[:3]


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_every_symbol_of_an_equation_has_a_value(key):
    for line in lines_of(run_of(key).record):
        assert set(symbols_in(line.equation.expression)) == set(line.values)


@pytest.mark.parametrize("line", ["g", "= g", "g = ", "g = (m", "g = m)", "g = m ? v", "g = m −", "Δ = √", "g = ∇L W"])
def test_that_what_is_not_an_equation_is_refused(line):
    with pytest.raises(ValueError, match="“"):
        equations((line,))
