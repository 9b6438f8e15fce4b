"""What a run keeps of each step: aligned with the rows through branches, ways back and looks at the past."""

import dataclasses

import numpy as np
import pytest

from core.experiment.recorders import TestRecord, TimeRecord
from core.experiment.run import Run
from core.experiment.snapshot import Snapshot
from core.experiment.snapshot_at import snapshot_at
from core.functions import FUNCTIONS
from core.problems.base import Scores
from core.problems.function import FunctionProblem
from core.problems.kinds import recommended_optimizer
from tests.helpers import networks

# Further than the first checkpoint behind the start, which is 512 steps from it.
STEPS, FORK = 700, 600


def in_valley(key, steps=STEPS):
    function = FUNCTIONS["rosenbrock"]
    run = Run(key, FunctionProblem(function), function.start, 0, recommended_optimizer(key, function.key))
    run.advance(steps)
    return run


def squares_of_adagrad(run):
    """h after each step, from the path alone: the sum of all squared gradients, each taken before its step."""
    gradients = np.array([run.problem.gradient(point) for point in run.snapshot().path[:-1]])
    return np.cumsum(gradients**2, axis=0)


def test_that_a_branch_has_its_own_copy_of_the_scales_and_both_stay_aligned_with_their_steps():
    parent = in_valley("adagrad")
    before = parent.snapshot().scales
    kept = before.copy()
    branch = parent.begin_branch(FORK, "branch")
    branch.configure(dataclasses.replace(parent.optimizer, learning_rate=parent.optimizer.learning_rate / 3), since=FORK)
    branch.advance(STEPS + 20 - branch.step)
    np.testing.assert_array_equal(before, kept)
    assert parent.snapshot().scales.tobytes() == kept.tobytes()
    parent.advance(50)
    for run in (parent, branch):
        scales = run.snapshot().scales
        assert len(scales) == run.step
        np.testing.assert_allclose(scales, squares_of_adagrad(run), rtol=1e-12)
    assert branch.snapshot().scales[:FORK].tobytes() == kept[:FORK].tobytes()
    assert (branch.snapshot().scales[FORK + 1 : STEPS] != kept[FORK + 1 :]).any()


def test_that_a_run_that_goes_back_keeps_the_scales_of_the_steps_that_are_left():
    run = in_valley("adam")
    kept = run.snapshot().scales.copy()
    run.rewind(FORK)
    assert run.snapshot().scales.tobytes() == kept[:FORK].tobytes()
    run.advance(STEPS - FORK)
    assert run.snapshot().scales.tobytes() == kept.tobytes()
    run.restart()
    assert run.snapshot().scales.shape == (0, 2)


@pytest.mark.parametrize("key", ["gd", "momentum"])
def test_that_a_rule_without_a_root_keeps_no_scales(key):
    run = in_valley(key, 5)
    assert run.snapshot().scales.shape == (0, 2)
    assert run.begin_branch(3, "branch").snapshot().scales.shape == (0, 2)


def test_that_a_branch_of_a_network_has_its_own_copy_of_the_norms_and_tests():
    parent = networks.fresh("adam", shape={"record_layers": True})
    parent.advance(30)
    shown = parent.snapshot()
    gradient, ratio, tests = shown.layers.gradient.copy(), shown.layers.update_ratio.copy(), shown.held_out.loss.copy()
    branch = parent.begin_branch(20, "branch")
    branch.configure(dataclasses.replace(parent.optimizer, learning_rate=0.3), since=20)
    branch.advance(35 - branch.step)
    after = parent.snapshot()
    assert after.layers.gradient.tobytes() == shown.layers.gradient.tobytes() == gradient.tobytes()
    assert after.layers.update_ratio.tobytes() == ratio.tobytes()
    assert after.held_out.loss.tobytes() == tests.tobytes()
    layers = branch.snapshot().layers
    assert len(layers.gradient) == len(layers.update_ratio) == branch.step == 35
    assert layers.gradient[:20].tobytes() == gradient[:20].tobytes()
    assert (layers.update_ratio[20:30] != ratio[20:]).any()


def test_that_a_look_at_the_past_has_the_records_of_the_steps_until_then():
    function, network = in_valley("adam", 40), networks.fresh("adam", shape={"record_layers": True})
    network.advance(12)
    for run, step in ((function, 25), (network, 7)):
        whole = run.snapshot()
        snapshot = Snapshot(1, run.step, run.problem, (), 0, (whole,))
        (past,) = snapshot_at(snapshot, step).runs
        assert past.scales.tobytes() == whole.scales[:step].tobytes()
        assert past.layers.gradient.tobytes() == whole.layers.gradient[:step].tobytes()
        assert past.layers.update_ratio.tobytes() == whole.layers.update_ratio[:step].tobytes()
        assert past.held_out.steps.tolist() == [at for at in whole.held_out.steps.tolist() if at <= step]
        assert past.evaluations.at(np.array([step, step + 5]))[1] == whole.evaluations.at(np.array([step]))[0]
        assert past.seconds.knots[-1] == step


def test_that_time_is_cut_at_a_moment_that_was_measured_and_between_two():
    record = TimeRecord()
    for step, seconds in ((5, 1.0), (10, 2.0), (10, 9.0), (7, 9.0), (20, 4.0)):
        record.append(step, seconds)
    assert (record.view().knots.tolist(), record.view().values.tolist()) == ([0, 5, 10, 20], [0.0, 1.0, 3.0, 7.0])
    kept = record.copy()
    for last, knots, values in (
        (25, [0, 5, 10, 20], [0, 1, 3, 7]),
        (15, [0, 5, 10, 15], [0, 1, 3, 5]),
        (10, [0, 5, 10], [0, 1, 3]),
        (0, [0], [0]),
    ):
        record.truncate(last)
        assert (record.view().knots.tolist(), record.view().values.tolist()) == (knots, values)
    assert kept.view().knots.tolist() == [0, 5, 10, 20]
    record.append(4, 2.0)
    assert (record.view().knots.tolist(), record.view().values.tolist()) == ([0, 4], [0.0, 2.0])


def test_that_tests_are_due_at_the_start_at_every_so_many_steps_and_once_where_they_are_demanded():
    record = TestRecord(5)
    assert [step for step in range(12) if record.is_due(step)] == [0, 5, 10]
    assert [record.next_due(step) for step in (0, 4, 5, 9, 10)] == [5, 5, 10, 10, 15]
    record.append(5, Scores(0.5, 0.9))
    assert not record.is_due(5)
    record.demand(7)
    assert record.is_due(7)
    record.append(7, Scores(0.4, 0.95))
    assert not record.is_due(7)
    twin = record.copy()
    record.truncate(6)
    assert (record.count, twin.count) == (1, 2)
    assert not record.is_due(7), "it was demanded of a row that is gone"
    assert (twin.view().steps.tolist(), twin.view().loss.tolist(), twin.view().accuracy.tolist()) == ([5, 7], [0.5, 0.4], [0.9, 0.95])
    assert twin.is_due(10)
    record.truncate(5)
    assert record.view().steps.tolist() == [5]
    never = TestRecord(0)
    never.demand(3)
    assert not any(never.is_due(step) for step in range(9))
    assert never.next_due(3) > 10**9
    assert len(never.view().steps) == 0
