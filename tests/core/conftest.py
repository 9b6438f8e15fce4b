"""What several tests of networks take place in."""

from collections.abc import Iterator

import pytest

import core.problems.network


@pytest.fixture(scope="module")
def small_chunks() -> Iterator[None]:
    """Three chunks of training images and two of test images."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.problems.network, "CHUNK", 50)
        yield
