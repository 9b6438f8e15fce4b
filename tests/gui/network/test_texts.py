"""What the window says about a network: numbers as everywhere else in it, with narrow spaces between the thousands."""

from types import SimpleNamespace

import numpy as np
import pytest

from gui.network.texts import data_text, memory_text, whole_data_note


@pytest.fixture
def problem():
    dataset = SimpleNamespace(
        train_images=np.zeros((1, 28, 28), np.uint8), test_images=range(10_000), source="x", verified=True, nbytes=55_000_000
    )
    network = SimpleNamespace(parameter_count=109_810)
    return SimpleNamespace(dataset=dataset, network=network, train_count=60_000, dtype=np.dtype(np.float32))


def test_that_counts_have_narrow_spaces_between_their_thousands(problem):
    texts = [data_text(problem), memory_text(problem, 0, 256_000_000), whole_data_note(problem, 20)]
    assert all(part in text for part, text in zip(("60\u202f000", "109\u202f810", "3\u202f000"), texts, strict=True))
    assert "10\u202f000" in texts[0]
    assert not [text for text in texts if "0,0" in text or "9,8" in text]
