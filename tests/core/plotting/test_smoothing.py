"""Debiased smoothing: equal to the textbook's loop, and to itself however the values arrive."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.plotting.smoothing import DebiasedSmoothing, smooth

Float64Array = NDArray[np.float64]

# Powers of a smaller smoothing are lost to underflow, beside numbers a hundred decades larger.
BETAS = st.just(0.0) | st.floats(0.001, 0.999)
LOSSES = st.floats(1e-100, 1e100)


def textbook(values: Float64Array, beta: float) -> Float64Array:
    """The recurrence as it is written, one value after the other."""
    average, shown = 0.0, []
    for count, value in enumerate(values.tolist(), start=1):
        average = beta * average + (1 - beta) * value
        shown.append(average / (1 - beta**count))
    return np.array(shown)


@given(st.lists(LOSSES, min_size=1, max_size=60), BETAS)
def test_that_it_equals_the_textbook_to_twelve_digits(values: list[float], beta: float) -> None:
    losses = np.array(values)
    np.testing.assert_allclose(smooth(losses, beta), textbook(losses, beta), rtol=1e-12)


@pytest.mark.parametrize("beta", [0.0, 0.01, 0.6, 0.9, 0.99, 0.999])
def test_that_it_equals_the_textbook_across_blocks(beta: float) -> None:
    generator = np.random.default_rng(1)
    losses = np.exp(-np.arange(20_000) / 700 + generator.normal(size=20_000))
    np.testing.assert_allclose(smooth(losses, beta), textbook(losses, beta), rtol=1e-12)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), BETAS)
def test_that_negative_losses_are_smoothed_too(values: list[float], beta: float) -> None:
    losses = np.array(values)
    scale = float(np.abs(losses).max())
    np.testing.assert_allclose(smooth(losses, beta), textbook(losses, beta), rtol=1e-12, atol=1e-12 * scale)


@given(st.floats(-1e6, 1e6), BETAS, st.integers(1, 9000))
def test_that_a_constant_stays_what_it_is(value: float, beta: float, count: int) -> None:
    np.testing.assert_allclose(smooth(np.full(count, value), beta), value, rtol=1e-12, atol=1e-300)


@given(st.lists(LOSSES, min_size=1, max_size=200), BETAS, st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_that_rows_may_arrive_in_any_portions(values: list[float], beta: float, portions: list[int]) -> None:
    losses, smoothing, count = np.array(values), DebiasedSmoothing(beta), 0
    for portion in portions:
        count = min(len(losses), count + portion)
        smoothing.update(losses[:count])
    np.testing.assert_allclose(smoothing.update(losses), smooth(losses, beta), rtol=1e-12)


def test_that_only_new_values_are_read() -> None:
    losses = np.arange(1.0, 101.0)
    smoothing = DebiasedSmoothing(0.9)
    smoothing.update(losses[:50])
    spoiled = losses.copy()
    spoiled[:50] = np.nan
    np.testing.assert_allclose(smoothing.update(spoiled), textbook(losses, 0.9), rtol=1e-12)


def test_that_earlier_results_stay_as_they_were() -> None:
    losses = np.linspace(5.0, 1.0, 3000)
    smoothing = DebiasedSmoothing(0.9)
    early = smoothing.update(losses[:10])
    kept = early.copy()
    smoothing.update(losses)
    np.testing.assert_array_equal(early, kept)
    assert not early.flags.writeable


def test_that_the_offset_is_subtracted_before_smoothing() -> None:
    losses = -78.0 + np.exp(-np.arange(100.0) / 3)
    shown = DebiasedSmoothing(0.5, offset=-78.0).update(losses)
    np.testing.assert_allclose(shown, textbook(losses + 78.0, 0.5), rtol=1e-12)


def test_that_it_forgets_when_the_past_is_rewritten() -> None:
    smoothing = DebiasedSmoothing(0.9)
    smoothing.update(np.full(20, 7.0))
    with pytest.raises(ValueError, match="fewer"):
        smoothing.update(np.full(10, 7.0))
    smoothing.reset()
    np.testing.assert_allclose(smoothing.update(np.full(10, 3.0)), 3.0)


@pytest.mark.parametrize("beta", [-0.1, 0.9991, 1.0, float("nan")])
def test_that_a_smoothing_out_of_range_is_refused(beta: float) -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        DebiasedSmoothing(beta)
