"""The effective step of one weight at the kept moments of a network, and of every step where settings changed on the way."""

import numpy as np
import pytest

from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling, Settings
from core.problems.kinds import recommended_optimizer
from core.steps.effective_step import effective_step, effective_steps, rates_at_checkpoints
from tests.helpers import networks

ROOTS = {"adagrad": "h", "rmsprop": "h", "adam": "v̂"}


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_without_a_scale_it_is_the_learning_rate(key):
    optimizer = recommended_optimizer(key, "seed-bowl")
    assert effective_step(optimizer, None) == optimizer.learning_rate


@pytest.mark.parametrize("index", [3, -1])
@pytest.mark.parametrize("key", ["adagrad", "rmsprop", "adam"])
def test_that_at_a_kept_moment_it_is_that_of_the_step_that_led_there(key, index):
    run, taken = networks.fresh(key), {}
    run.set_checkpoint_bytes(10**6)
    for step in range(1, 21):
        # A change at a moment that is kept holds from the step after it.
        if step == 9:
            run.configure(networks.optimizer(key, learning_rate=0.5), Sampling(9))
        run.advance(1)
        root = run.record.taken.terms[ROOTS[key]][index]
        taken[step] = run.optimizer.learning_rate / (np.sqrt(root) + run.optimizer.epsilon)
    shown = run.snapshot()
    assert {0, 8, 16} < set(shown.trail.steps.tolist())
    steps, rates = rates_at_checkpoints(shown.changes, shown.trail, index)
    assert steps.tolist() == shown.trail.steps.tolist()[1:]
    np.testing.assert_allclose(rates, [taken[step] for step in steps.tolist()], rtol=1e-5)


@pytest.mark.parametrize("key", ["gd", "sgd", "momentum", "nag"])
def test_that_a_rule_without_a_root_has_none_at_its_moments(key):
    run = networks.fresh(key)
    run.advance(9)
    steps, rates = rates_at_checkpoints(run.snapshot().changes, run.snapshot().trail, 0)
    assert (len(steps), len(rates)) == (0, 0)


def test_that_every_step_has_that_of_the_settings_in_force_also_where_others_wait_behind_the_last():
    rule = OPTIMIZERS["adagrad"]
    log = [Settings(since, rule(rate, 1e-12), Sampling()) for since, rate in ((0, 1.0), (1, 2.0), (4, 3.0), (5, 4.0), (9, 5.0))]
    scales = np.full((5, 2), 1.0)
    assert effective_steps(log, scales)[:, 0].round(9).tolist() == [1.0, 2.0, 2.0, 2.0, 3.0]
    assert effective_steps(log, scales[:0]).shape == (0, 2)
