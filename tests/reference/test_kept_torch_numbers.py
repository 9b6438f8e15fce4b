"""The seven rules against numbers that PyTorch computed; `torch_paths.py` made the file."""

import numpy as np
import pytest

from core.optimizers import OPTIMIZERS
from tests.reference.random_problems import our_path, random_problems
from tests.reference.torch_paths import KEPT, KEPT_STEPS


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_the_rule_takes_the_steps_of_torch_on_a_thousand_problems(key):
    with np.load(KEPT) as kept:
        theirs = kept[key]
    problems = random_problems()
    assert len(theirs) == len(problems) == 1000
    for problem, rows in zip(problems, theirs, strict=True):
        path = our_path(problem, key)
        scale = np.abs(path).max()
        np.testing.assert_allclose(path[list(KEPT_STEPS)], rows, rtol=0, atol=1e-12 * scale)
