"""What the window says about a network: numbers as everywhere else in it, with narrow spaces between the thousands."""

from types import SimpleNamespace

import numpy as np
import pytest

from core.number_text import megabytes
from gui.network.texts import data_text, kept_bytes, memory_text, whole_data_note


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


@pytest.mark.parametrize(
    ("source", "verified", "ending"),
    [("x", True, ", verified."), ("x", False, ". Unverified: not the known content."), ("", False, ", drawn by the program."),
     ("", True, ", drawn by the program.")],
)  # fmt: skip
def test_that_where_the_images_come_from_is_said_as_it_is(problem, source, verified, ending):
    problem.dataset.source, problem.dataset.verified = source, verified
    problem.dataset.train_images = np.zeros((1, 28, 20), np.uint8)
    assert data_text(problem) == f"60\u202f000 training and 10\u202f000 test images, 28×20{ending}"


def test_that_the_memory_is_told_of_parameters_data_and_what_is_kept(problem):
    runs = [SimpleNamespace(kept_bytes=count) for count in (1_000_000, 2_500_000)]
    assert kept_bytes(SimpleNamespace(runs=runs)) == 3_500_000
    text = memory_text(problem, 3_500_000, 256_000_000)
    places = [text.index(part) for part in ("109\u202f810", megabytes(439_240), megabytes(55_000_000), "3.5", "256")]
    assert places == sorted(places)


@pytest.mark.parametrize(("batch", "batches"), [(20, "3\u202f000"), (60_000, "1"), (200_000, "1"), (128, "469")])
def test_that_a_step_of_gd_is_as_much_work_as_so_many_batches(problem, batch, batches):
    assert f"as much work as {batches} batches" in whole_data_note(problem, batch)
