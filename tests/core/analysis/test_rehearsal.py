"""The rehearsal: the race that the view is made for."""

import numpy as np
import pytest

from core.analysis.rehearsal import STEPS, reached_minima, rehearse
from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.functions import FUNCTIONS


@pytest.mark.parametrize("key", FUNCTIONS)
def test_that_a_rehearsal_is_the_race_that_follows(key):
    experiment = Experiment(default_setup(key))
    with np.errstate(all="ignore"):
        experiment.advance(STEPS)
    raced = [run.path for run in experiment.snapshot().runs if run.termination is None]
    paths = rehearse(FUNCTIONS[key], FUNCTIONS[key].start)
    assert len(paths) == len(raced)
    for path, other in zip(paths, raced, strict=True):
        np.testing.assert_array_equal(path, other)


def test_that_runs_that_diverge_are_left_out_and_a_start_off_the_map_gives_none():
    saddle = FUNCTIONS["monkey-saddle"]
    assert len(rehearse(saddle, (1e80, 1e80))) < 7
    assert rehearse(FUNCTIONS["rosenbrock"], (1e200, 0.0)) == ()


def test_that_only_minima_near_the_end_of_a_path_are_within_reach():
    himmelblau = FUNCTIONS["himmelblau"]
    np.testing.assert_array_equal(reached_minima(himmelblau, (np.array([[0.0, 0.0], [2.9, 2.1]]),)), [[3.0, 2.0]])
    both = reached_minima(himmelblau, (np.array([[3.5, -1.8]]), np.array([[2.9, 2.1]]), np.array([[3.1, 2.1]])))
    assert len(both) == 2
    assert len(reached_minima(FUNCTIONS["saddle"], (np.array([[0.0, 0.0]]),))) == 0
    assert len(reached_minima(himmelblau, ())) == 0
