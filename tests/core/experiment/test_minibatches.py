"""Which images a step learns from: a function of (seed, step), fair, and frozen for good."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems.batches import Batches, Minibatches

kinds = st.booleans()
seeds = st.integers(0, 2**63 - 1)


@given(kinds, seeds, st.integers(1, 300), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 40)), min_size=1, max_size=12))
def test_that_a_batch_is_the_same_whatever_was_asked_for_before(replacement, seed, population, asked):
    used = Minibatches(seed, population, replacement)
    for step, count in asked:
        indices = used.indices(step, count)
        assert indices.tolist() == Minibatches(seed, population, replacement).indices(step, count).tolist()
        assert len(indices) == count
        assert indices.min() >= 0
        assert indices.max() < population


@given(seeds, st.integers(1, 60), st.integers(1, 60), st.integers(1, 3))
def test_that_without_replacement_every_image_comes_once_in_each_epoch(seed, population, count, epochs):
    batches = Minibatches(seed, population, replacement=False)
    steps = -(-epochs * population // count)
    read = np.concatenate([batches.indices(step, count) for step in range(steps)])
    for epoch in range(epochs):
        assert sorted(read[epoch * population : (epoch + 1) * population]) == list(range(population))


def test_that_a_batch_may_hold_the_end_of_an_epoch_and_the_beginning_of_the_next():
    batches = Minibatches(4, 10, replacement=False)
    first, second = batches.indices(0, 10), batches.indices(1, 10)
    assert first.tolist() != second.tolist()
    assert batches.indices(1, 7).tolist() == [*first[7:], *second[:4]]


def test_that_a_batch_may_be_larger_than_an_epoch():
    counts = np.bincount(Minibatches(0, 10, replacement=False).indices(2, 35), minlength=10)
    assert counts.min() >= 3
    assert counts.max() <= 4


@given(seeds, st.integers(0, 1000), st.integers(1, 50), st.integers(1, 50))
def test_that_with_replacement_a_larger_batch_begins_with_the_smaller_one(seed, step, first, second):
    small, large = sorted((first, second))
    batches = Minibatches(seed, 600, replacement=True)
    assert batches.indices(step, large)[:small].tolist() == batches.indices(step, small).tolist()


def test_that_with_replacement_all_images_are_as_likely_and_each_draw_is_by_itself():
    population, steps, count = 20, 600, 50
    batches = Minibatches(1, population, replacement=True)
    drawn = np.array([batches.indices(step, count) for step in range(steps)])
    # Chi-square with 19 degrees of freedom exceeds 44 once in a thousand times; of pairs, with 399, it exceeds 492.
    single = np.bincount(drawn.ravel(), minlength=population)
    expected = drawn.size / population
    assert ((single - expected) ** 2 / expected).sum() < 44
    for pairs in (drawn[:, :-1] * population + drawn[:, 1:], drawn[:-1] * population + drawn[1:]):
        counts = np.bincount(pairs.ravel(), minlength=population**2)
        expected = pairs.size / population**2
        assert ((counts - expected) ** 2 / expected).sum() < 492


def test_that_without_replacement_all_orders_are_as_likely():
    orders: dict[tuple[int, ...], int] = {}
    batches = Minibatches(2, 3, replacement=False)
    for epoch in range(1200):
        order = tuple(batches.indices(epoch, 3).tolist())
        orders[order] = orders.get(order, 0) + 1
    assert len(orders) == 6
    # With 5 degrees of freedom it exceeds 20.5 once in a thousand times.
    assert sum((count - 200) ** 2 / 200 for count in orders.values()) < 20.5


@pytest.mark.parametrize("replacement", [True, False])
def test_that_another_seed_draws_other_batches(replacement):
    first, second = (Minibatches(seed, 600, replacement).indices(0, 20).tolist() for seed in (0, 1))
    assert first != second


def test_that_the_streams_are_frozen():
    drawn, shuffled = Minibatches(0, 60_000, replacement=True), Minibatches(0, 60_000, replacement=False)
    assert drawn.indices(0, 128)[:4].tolist() == [48801, 46020, 33102, 9981]
    assert drawn.indices(1, 128)[-4:].tolist() == [833, 11465, 14929, 2400]
    assert drawn.indices(10_000, 100)[:4].tolist() == [54896, 41703, 17263, 976]
    assert shuffled.indices(0, 128)[:4].tolist() == [53338, 56198, 16795, 30307]
    assert shuffled.indices(468, 128)[-4:].tolist() == [50971, 6424, 34324, 54238]


def test_that_the_streams_of_functions_are_frozen_too():
    around, data = Batches(0), Batches(0)
    np.testing.assert_allclose(around.normals(0, 3)[2], (-0.10106577805708435, 0.5122590152900037), rtol=1e-15)
    np.testing.assert_allclose(around.normals(64, 2)[1], (-0.1038002860115259, -0.1436742076962546), rtol=1e-15)
    assert data.indices(0, 40, 5).tolist() == [0, 5, 17, 22, 32]
    assert data.indices(1000, 40, 5).tolist() == [3, 4, 5, 30, 37]
