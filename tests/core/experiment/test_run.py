"""A run is a function of its settings: however it was stepped, rewound or branched, the rows are equal to the bit."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.experiment.history import Checkpoints
from core.experiment.run import Run
from core.experiment.setup import default_setup
from core.experiment.snapshot import Termination, TerminationReason
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.optimizers.gradient_descent import GradientDescent
from core.optimizers.momentum import Momentum
from core.problems.base import Sampling
from core.problems.function import FunctionProblem
from core.problems.kinds import recommended_optimizer

keys = st.sampled_from(list(OPTIMIZERS))
functions = st.sampled_from(["seed-bowl", "himmelblau", "line-fit", "rosenbrock", "two-wells"])


def fresh(function="seed-bowl", key="adam", seed=0, **changes):
    optimizer = dataclasses.replace(recommended_optimizer(key, function), **changes)
    return Run(key, FunctionProblem(FUNCTIONS[function]), FUNCTIONS[function].start, seed, optimizer)


def assert_same_rows(run, other):
    ours, theirs = run.snapshot(), other.snapshot()
    assert ours.path.tobytes() == theirs.path.tobytes()
    assert ours.loss.tobytes() == theirs.loss.tobytes()
    assert ours.termination == theirs.termination


@given(functions, keys, st.integers(0, 3), st.lists(st.integers(1, 90), min_size=1, max_size=6))
def test_that_pauses_do_not_change_a_run(function, key, seed, chunks):
    paused, straight = fresh(function, key, seed), fresh(function, key, seed)
    for chunk in chunks:
        paused.advance(chunk)
    straight.advance(sum(chunks))
    assert_same_rows(paused, straight)


@given(functions, keys, st.integers(0, 1300), st.integers(0, 100), st.data())
@settings(max_examples=40)
def test_that_a_rewound_run_goes_on_as_a_fresh_one(function, key, first, then, data):
    rewound, straight = fresh(function, key), fresh(function, key)
    rewound.advance(first)
    back_to = data.draw(st.integers(0, rewound.step))
    rewound.rewind(back_to)
    assert rewound.step == back_to
    rewound.advance(then)
    straight.advance(back_to + then)
    assert_same_rows(rewound, straight)


@given(functions, keys, st.integers(1, 700), st.integers(0, 100), st.data())
@settings(max_examples=40)
def test_that_a_branch_goes_on_as_a_fresh_run_and_leaves_its_parent_alone(function, key, first, then, data):
    parent, straight, untouched = fresh(function, key), fresh(function, key), fresh(function, key)
    parent.advance(first)
    untouched.advance(first)
    fork = data.draw(st.integers(0, parent.step))
    branch = parent.branch(fork, "branch")
    branch.advance(then)
    straight.advance(fork + then)
    assert_same_rows(branch, straight)
    assert_same_rows(parent, untouched)


@given(keys, st.integers(0, 60), st.integers(1, 60), st.data())
def test_that_rewinding_replays_changes_of_hyperparameters_at_their_step(key, before, after, data):
    changed = dataclasses.replace(recommended_optimizer(key, "seed-bowl"), learning_rate=0.01)
    run, straight = fresh(key=key), fresh(key=key)
    for each in (run, straight):
        each.advance(before)
        each.configure(changed)
        each.advance(after)
    back_to = data.draw(st.integers(before, before + after))
    run.rewind(back_to)
    run.advance(before + after - back_to)
    assert_same_rows(run, straight)


def test_that_rewinding_past_a_change_takes_it_back():
    run = fresh(key="gd")
    run.advance(10)
    run.configure(GradientDescent(0.01))
    run.advance(10)
    run.rewind(5)
    assert run.optimizer.learning_rate == 0.4
    run.advance(15)
    straight = fresh(key="gd")
    straight.advance(20)
    assert_same_rows(run, straight)


def test_that_a_change_applies_from_the_next_step():
    run = fresh(key="gd")
    run.advance(3)
    before = run.snapshot().path[-1]
    run.configure(GradientDescent(0.1))
    run.advance(1)
    np.testing.assert_allclose(run.snapshot().path[-1], before - 0.1 * np.array([0.2, 2.0]) * before, rtol=1e-15)


def test_that_momentum_keeps_its_velocity_through_a_change():
    run = fresh(key="momentum")
    run.advance(5)
    velocity = run.last_step.state["v"]
    run.configure(Momentum(0.02, 0.5))
    run.advance(1)
    expected = 0.5 * velocity - 0.02 * run.last_step.terms["g"]
    np.testing.assert_array_equal(run.last_step.terms["v"], expected)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_a_record_tells_where_the_step_came_from_and_can_be_taken_again(key):
    run = fresh(key=key)
    assert run.record is None
    run.advance(6)
    before = run.snapshot()
    run.advance(1)
    record = run.record
    assert record.number == 7
    assert record.optimizer is run.optimizer
    assert record.theta is before.theta
    assert record.state is before.record.taken.state
    again = record.optimizer.step(record.theta, lambda point: record.taken.terms["g"], record.state)
    assert again.theta.tobytes() == record.taken.theta.tobytes()
    run.rewind(7)
    assert run.record.theta.tobytes() == record.theta.tobytes()


@pytest.mark.parametrize(("key", "symbol"), [("adagrad", "h"), ("rmsprop", "h"), ("adam", "v̂"), ("momentum", None), ("gd", None)])
def test_that_the_scale_of_every_step_is_kept_through_rewinds_and_branches(key, symbol):
    run, expected = fresh(key=key), []
    for _ in range(30):
        run.advance(1)
        expected.append(run.last_step.terms[symbol].tolist() if symbol else [])
    scales = expected if symbol else []
    assert run.snapshot().scales.tolist() == scales
    assert run.branch(12, "twin").snapshot().scales.tolist() == scales[:12]
    run.rewind(7)
    run.advance(3)
    assert run.snapshot().scales.tolist() == scales[:10]


def test_that_a_snapshot_tells_the_settings_that_its_rows_were_computed_with():
    run = fresh(key="gd")
    run.advance(4)
    run.configure(GradientDescent(0.1))
    run.configure(GradientDescent(0.2), since=9)
    assert [settings.since for settings in run.snapshot().changes] == [0, 4]
    run.advance(5)
    assert [(settings.since, settings.optimizer.learning_rate) for settings in run.snapshot().changes] == [(0, 0.4), (4, 0.1), (9, 0.2)]


def test_that_the_record_of_a_diverged_run_is_that_of_the_step_that_failed():
    run = fresh(key="gd", learning_rate=1e6)
    run.advance(1000)
    assert run.termination is not None
    assert run.record.number == run.termination.step
    assert run.record.theta is run.snapshot().theta
    with np.errstate(all="ignore"):
        assert not math.isfinite(run.problem.loss(run.record.taken.theta))


def test_that_a_run_refuses_another_rule():
    with pytest.raises(ValueError, match="update rule"):
        fresh(key="gd").configure(Momentum(0.1))


def test_that_the_last_record_after_a_rewind_is_that_of_the_last_row():
    run, straight = fresh(key="adam"), fresh(key="adam")
    run.advance(1100)
    run.rewind(512)
    straight.advance(512)
    assert run.last_step is not None
    np.testing.assert_array_equal(run.last_step.theta, straight.last_step.theta)
    np.testing.assert_array_equal(run.last_step.terms["m̂"], straight.last_step.terms["m̂"])
    run.rewind(0)
    assert run.last_step is None


def test_that_a_change_can_be_set_for_a_later_row():
    run, straight = fresh(key="gd"), fresh(key="gd")
    run.configure(GradientDescent(0.1), since=25)
    run.advance(40)
    straight.advance(25)
    straight.configure(GradientDescent(0.1))
    straight.advance(15)
    assert_same_rows(run, straight)
    with pytest.raises(ValueError, match="rewind"):
        run.configure(GradientDescent(0.2), since=39)


def test_that_a_branch_has_spent_what_its_parent_had_spent_at_the_fork():
    run = fresh()
    for _ in range(4):
        run.advance(100)
    branch = run.branch(250, "branch")
    assert branch.snapshot().seconds.at(np.array([250]))[0] == pytest.approx(run.snapshot().seconds.at(np.array([250]))[0])
    assert branch.snapshot().seconds.knots[-1] == 250


def test_that_restarting_equals_a_fresh_run_with_the_settings_of_now():
    run, straight = fresh(key="gd"), fresh(key="gd", learning_rate=0.2)
    run.advance(20)
    run.configure(GradientDescent(0.2))
    run.restart()
    run.advance(20)
    straight.advance(20)
    assert_same_rows(run, straight)


def test_that_divergence_ends_a_run_at_its_last_finite_row():
    run = fresh("rosenbrock", "gd", learning_rate=0.1)
    run.advance(1000)
    snapshot = run.snapshot()
    assert snapshot.termination is not None
    assert snapshot.termination.reason is TerminationReason.DIVERGED
    assert snapshot.termination.step == snapshot.step + 1 < 30
    assert np.isfinite(snapshot.path).all()
    assert np.isfinite(snapshot.loss).all()
    assert snapshot.loss[-1] > 1e50
    assert run.advance(10) == 0


def test_that_rewinding_a_diverged_run_gives_it_another_chance():
    run = fresh("rosenbrock", "gd", learning_rate=0.1)
    run.advance(1000)
    run.rewind(0)
    run.configure(GradientDescent(0.001))
    run.advance(50)
    assert run.termination is None
    assert run.step == 50


@pytest.mark.parametrize(("key", "squares"), [("adagrad", "h"), ("rmsprop", "h"), ("adam", "v")])
def test_that_squares_that_overflow_end_a_run_as_diverged_and_do_not_freeze_it(key, squares):
    # The loss and the gradient are numbers here; the square of the gradient is not, and ηg/√∞ is 0.
    task, far = FunctionProblem(FUNCTIONS["rosenbrock"]), (1e60, 1.0)
    run = Run(key, task, far, 0, recommended_optimizer(key, "rosenbrock"))
    assert run.advance(1000) == 0
    snapshot = run.snapshot()
    assert snapshot.termination == Termination(TerminationReason.DIVERGED, 1)
    assert snapshot.theta.tolist() == list(far)
    assert snapshot.path.shape == (1, 2)
    assert np.isinf(run.record.taken.state[squares]).any()
    assert np.isfinite(task.loss(run.record.taken.theta))


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_a_run_that_stands_where_the_gradient_is_infinite_ends_in_words_not_in_an_exception(key):
    run = Run(key, FunctionProblem(FUNCTIONS["rosenbrock"]), (1e76, 0.0), 0, recommended_optimizer(key, "rosenbrock"))
    run.advance(5)
    assert run.termination is None or run.termination.reason is TerminationReason.DIVERGED


def test_that_a_start_where_the_loss_overflows_is_refused():
    with pytest.raises(ValueError, match="not finite"):
        Run("gd", FunctionProblem(FUNCTIONS["rosenbrock"]), (1e200, 0.0), 0, GradientDescent(0.1))


@pytest.mark.parametrize("step", [-1, 11])
def test_that_rewinding_to_a_step_that_is_not_there_is_refused(step):
    run = fresh()
    run.advance(10)
    with pytest.raises(ValueError, match="no step"):
        run.rewind(step)


def test_that_old_snapshots_stay_as_they_were():
    run = fresh()
    run.advance(300)
    old = run.snapshot()
    path = old.path.copy()
    run.rewind(100)
    run.configure(dataclasses.replace(run.optimizer, learning_rate=0.01))
    run.advance(2000)
    np.testing.assert_array_equal(old.path, path)
    with pytest.raises(ValueError, match="read-only"):
        old.path[0, 0] = 1.0


def test_that_the_revision_tells_whether_the_past_was_rewritten():
    run = fresh()
    run.advance(10)
    first = run.snapshot().revision
    run.advance(10)
    assert run.snapshot().revision == first
    run.rewind(5)
    assert run.snapshot().revision != first


def test_that_the_loss_is_exact_for_sgd_too():
    run = fresh(key="sgd")
    run.advance(50)
    snapshot = run.snapshot()
    expected = [FUNCTIONS["seed-bowl"].value(x, y) for x, y in snapshot.path.tolist()]
    assert snapshot.loss.tolist() == expected


@pytest.mark.parametrize("function", ["seed-bowl", "line-fit"])
def test_that_another_seed_gives_sgd_another_path_and_the_same_seed_the_same(function):
    paths = []
    for seed in (0, 0, 1):
        run = fresh(function, "sgd", seed)
        run.advance(20)
        paths.append(run.snapshot().path.tobytes())
    assert paths[0] == paths[1] != paths[2]


def test_that_sgd_over_all_forty_points_is_gradient_descent_to_the_bit():
    problem = FunctionProblem(FUNCTIONS["line-fit"])
    rate = FUNCTIONS["line-fit"].recommended["gd"]
    everything = Run("sgd", problem, (-2, 4), 0, OPTIMIZERS["sgd"](rate), Sampling(batch_size=40))
    descent = Run("gd", problem, (-2, 4), 0, GradientDescent(rate))
    everything.advance(200)
    descent.advance(200)
    assert_same_rows(everything, descent)


def test_that_sgd_without_noise_is_gradient_descent_to_rounding():
    run = Run("sgd", FunctionProblem(FUNCTIONS["seed-bowl"]), (-9, 2), 0, OPTIMIZERS["sgd"](0.4), Sampling(noise=0.0))
    descent = fresh(key="gd")
    run.advance(30)
    descent.advance(30)
    np.testing.assert_allclose(run.snapshot().path, descent.snapshot().path, rtol=0, atol=1e-14)


def test_that_evaluations_count_what_each_step_looked_at():
    problem = FunctionProblem(FUNCTIONS["line-fit"])
    descent = Run("gd", problem, (-2, 4), 0, GradientDescent(0.01))
    sampled = Run("sgd", problem, (-2, 4), 0, OPTIMIZERS["sgd"](0.01), Sampling(batch_size=5))
    plain = fresh(key="nag")
    for run in (descent, sampled, plain):
        run.advance(10)
    sampled.configure(sampled.optimizer, Sampling(batch_size=20))
    sampled.advance(2)
    at = np.array([0, 4, 10, 12])
    assert descent.snapshot().evaluations.at(at[:3]).tolist() == [0, 160, 400]
    assert sampled.snapshot().evaluations.at(at).tolist() == [0, 20, 50, 90]
    assert plain.snapshot().evaluations.at(at[:3]).tolist() == [0, 4, 10]


def test_that_what_was_spent_before_the_last_change_is_not_counted_again_in_each_snapshot(monkeypatch):
    run, counted = fresh(key="gd"), []
    for k in range(50):
        run.configure(GradientDescent(0.1 + 0.001 * k))
        run.advance(2)
    assert run.snapshot().evaluations.values[-1] == 100
    evaluations = run.problem.evaluations
    monkeypatch.setattr(run.problem, "evaluations", lambda *settings: counted.append(1) or evaluations(*settings))
    before = run.snapshot().changes
    for k in range(10):
        run.advance(1)
        assert run.snapshot().changes is before
        assert run.snapshot().evaluations.at(np.array([1, 50, 101 + k])).tolist() == [1, 50, 101 + k]
    assert counted == []
    run.configure(GradientDescent(0.5))
    assert len(run.snapshot().changes) == 51


def test_that_seconds_grow_with_the_steps_and_shrink_with_a_rewind():
    run = fresh()
    for _ in range(5):
        run.advance(100)
    seconds = run.snapshot().seconds.at(np.arange(501))
    assert seconds[0] == 0
    assert (np.diff(seconds) >= 0).all()
    assert seconds[-1] > 0
    run.rewind(250)
    assert run.snapshot().seconds.at(np.array([250]))[0] == pytest.approx(seconds[250])


def test_that_checkpoints_stay_within_their_budget_and_can_always_be_found():
    checkpoints = Checkpoints(byte_budget=8_000, spacing=2)
    state = {"v": np.zeros(2)}
    for step in range(1000):
        checkpoints.offer(step, np.full(2, float(step)), state)
        k, theta, _ = checkpoints.nearest(step)
        assert k <= step < k + checkpoints.spacing
        assert theta[0] == k
    each = 400 + theta.nbytes + state["v"].nbytes
    assert 2 < len(checkpoints) <= 8_000 / each


def test_that_a_default_setup_holds_all_seven():
    assert [run.label for run in default_setup().runs] == ["gd", "sgd", "momentum", "adagrad", "nag", "rmsprop", "adam"]
