"""The seven rules against PyTorch, computed live: `make test-reference`."""

import numpy as np
import pytest

from core.optimizers import OPTIMIZERS
from tests.reference.random_problems import largest_relative_difference, our_path, random_problems
from tests.reference.torch_paths import KEPT, KEPT_STEPS, torch_path

pytestmark = pytest.mark.reference


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_the_rule_takes_the_steps_of_torch_optim(key):
    worst = max(largest_relative_difference(our_path(problem, key), torch_path(problem, key)) for problem in random_problems())
    assert worst <= 1e-12


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_the_kept_numbers_are_those_of_torch(key):
    with np.load(KEPT) as kept:
        theirs = kept[key]
    for problem, rows in list(zip(random_problems(), theirs, strict=True))[::50]:
        live = torch_path(problem, key)
        np.testing.assert_allclose(rows, live[list(KEPT_STEPS)], rtol=0, atol=1e-13 * np.abs(live).max())
