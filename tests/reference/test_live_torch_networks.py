"""The seven rules on the textbook's network and the real MNIST, against PyTorch, computed live: `make test-reference`."""

import numpy as np
import pytest

from core.optimizers import OPTIMIZERS
from tests.reference.network_races import our_losses
from tests.reference.torch_networks import KEPT, torch_losses

pytestmark = pytest.mark.reference


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_the_losses_of_200_steps_on_mnist_are_those_of_torch(key):
    live = torch_losses(key)
    np.testing.assert_allclose(our_losses(key), live, rtol=1e-11)
    with np.load(KEPT) as kept:
        np.testing.assert_allclose(kept[key], live, rtol=1e-11)
