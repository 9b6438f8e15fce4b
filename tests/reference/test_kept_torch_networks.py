"""The seven rules on the textbook's network and the real MNIST, against losses that PyTorch computed (`torch_networks.py`)."""

import numpy as np
import pytest

from core.optimizers import OPTIMIZERS
from tests.reference.network_races import STEPS, our_losses
from tests.reference.torch_networks import KEPT

# One of gd's steps is as much work as nine of the others'.
GD_STEPS = 50


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_the_losses_of_the_first_steps_on_mnist_are_those_of_torch(key):
    with np.load(KEPT) as kept:
        theirs = kept[key]
    assert len(theirs) == STEPS + 1
    steps = GD_STEPS if key == "gd" else STEPS
    np.testing.assert_allclose(our_losses(key, steps), theirs[: steps + 1], rtol=1e-11)
