"""A function of two variables as a problem: what runs ask of it, and what files and pictures say of it."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core.functions import FUNCTIONS, LineFit
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling, Settings
from core.problems.batches import Batches
from core.problems.function import FunctionProblem, FunctionSetup, function_setup
from core.problems.kinds import problem_of

functions = pytest.mark.parametrize("key", FUNCTIONS)
SAMPLING = Sampling(4, 0.25)


def settings_of(key: str) -> Settings:
    return Settings(0, OPTIMIZERS[key](0.1), SAMPLING)


@functions
def test_that_the_problem_of_a_setup_is_its_function_with_its_own_start(key):
    setup, function = function_setup(key), FUNCTIONS[key]
    problem = problem_of(setup, None)
    assert problem.subject is function
    assert (setup.start, setup.title, setup.has_data) == (function.start, function.name, problem.has_data)
    assert problem.infimum == function.infimum
    assert (problem.variables, problem.parameter_count) == (function.variables, 2)
    assert setup.with_start((3.0, -1.0)) == FunctionSetup(key, (3.0, -1.0))
    assert setup.recommended_sampling() == Sampling(noise=function.recommended_noise)
    assert problem.start(7, (1, 2)).tolist() == [1.0, 2.0]
    assert not problem.has_tests
    assert problem.layer_count == 0


@functions
def test_that_all_rules_but_sgd_are_given_the_exact_gradient_and_every_row_the_exact_loss(key):
    problem, (x, y) = FunctionProblem(FUNCTIONS[key]), FUNCTIONS[key].start
    theta, oracle = np.array([x, y], np.float64), FunctionProblem(FUNCTIONS[key]).oracle(5)
    for rule in OPTIMIZERS:
        settings = settings_of(rule)
        assert oracle.prepare(theta, 3, settings)
        assert oracle.loss(theta, 3, settings) == problem.function.value(x, y)
        is_exact = np.array_equal(oracle.gradient_at(theta, 3, settings)(theta), problem.function.gradient(x, y))
        assert is_exact is (rule != "sgd")
    assert oracle.test(theta) is None


@functions
def test_that_sgd_is_given_the_mean_over_the_batch_of_its_step(key):
    function = FUNCTIONS[key]
    problem, theta = FunctionProblem(function), np.array(function.start, np.float64)
    for step in (0, 70):
        found = problem.oracle(5).gradient_at(theta, step, settings_of("sgd"))(theta)
        if isinstance(function, LineFit):
            indices = Batches(5).indices(step, 40, 4)
            x, y = np.asarray(function.data_x)[indices], np.asarray(function.data_y)[indices]
            residuals = theta[0] * x + theta[1] - y
            expected = [np.mean(2 * residuals * x), np.mean(2 * residuals)]
        else:
            points = theta + 0.25 * Batches(5).normals(step, 4)
            expected = np.mean([function.gradient(*point) for point in points.tolist()], axis=0)
        np.testing.assert_allclose(found, expected, rtol=1e-12)


@pytest.mark.parametrize("theta", [(math.inf, 0.0), (0.0, -math.inf), (math.nan, 0.0), (0.0, math.nan), (math.inf, math.nan)])
@functions
def test_that_a_point_that_is_no_point_has_no_loss_even_where_f_has_a_limit(key, theta):
    assert math.isnan(FunctionProblem(FUNCTIONS[key]).loss(np.array(theta)))


@functions
def test_that_the_lowest_loss_in_view_is_about_that_of_the_marked_points_in_it(key):
    function, low = FUNCTIONS[key], FunctionProblem(FUNCTIONS[key]).lowest_in_view()
    x_min, x_max, y_min, y_max = function.view
    grid = [function.value(x, y) for x in np.linspace(x_min, x_max, 41).tolist() for y in np.linspace(y_min, y_max, 41).tolist()]
    assert low == pytest.approx(min(grid), rel=1e-12, abs=1e-30)
    if function.infimum is not None:
        assert low >= function.infimum


def test_that_what_is_nowhere_a_number_in_view_has_no_lowest_loss():
    bowl = FUNCTIONS["seed-bowl"]

    class Nowhere:
        view, infimum, variables = bowl.view, None, bowl.variables

        @staticmethod
        def value(x, y):
            return np.where(x > 0, np.nan, np.inf) + 0 * y

    class Half(Nowhere):
        @staticmethod
        def value(x, y):
            return np.where(x > 0, np.nan, x + y)

    assert FunctionProblem(Nowhere()).lowest_in_view() == -math.inf
    assert FunctionProblem(Half()).lowest_in_view() == bowl.view[0] + bowl.view[2]


@functions
def test_that_a_file_of_numbers_and_a_picture_say_which_function_it_is_and_where_it_began(key):
    function, problem = FUNCTIONS[key], FunctionProblem(FUNCTIONS[key])
    one, other = function.variables
    assert problem.facts((1, -2.5)) == {"function": key, "formula": f"f({one}, {other}) = {function.formula}", "start": [1.0, -2.5]}
    assert problem.caption((1.0, -2.5)) == [function.name, f"start {one} = 1, {other} = −2.5"]
    assert "(1.0, -2.5)" in problem.refusal(np.array([1.0, -2.5]))


@functions
@pytest.mark.parametrize("size", [1, 39, 40, 41, 1000])
def test_that_a_step_costs_a_gradient_for_each_point_it_looks_at_and_no_datum_twice(key, size):
    problem = FunctionProblem(FUNCTIONS[key])
    whole = 40 if problem.has_data else 1
    for rule in OPTIMIZERS.values():
        expected = (min(size, 40) if problem.has_data else size) if rule.samples else whole
        assert problem.evaluations(rule(0.1), replace(SAMPLING, batch_size=size)) == expected
    assert problem.sampling_names == (("batch_size",) if problem.has_data else ("batch_size", "noise"))


def test_that_another_function_keeps_the_finish_that_was_set():
    setup = FunctionSetup("seed-bowl", (3.0, -1.0), 0.05, 3)
    assert setup.on_function("beale") == FunctionSetup("beale", FUNCTIONS["beale"].start, 0.05, 3)
    assert setup.with_start((1.0, 2.0)) == FunctionSetup("seed-bowl", (1.0, 2.0), 0.05, 3)


@pytest.mark.parametrize("wrong", [{"finish": 0.0}, {"finish": 1.0}, {"finish": float("nan")}, {"finish_hold": -1}])
def test_that_a_finish_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="is outside"):
        FunctionSetup("seed-bowl", (3.0, -1.0), **wrong)
