"""The pure parts of the exact fields: slider positions, steps of the arrow keys, and the text of numbers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.hyperparameters import Hyperparameter, Value, hyperparameters_of
from core.number_text import typed_number
from core.optimizers import OPTIMIZERS
from core.optimizers.adaptive import Adam
from core.problems.base import Sampling
from gui.parameters.experiment_form import seed_spec
from gui.parameters.function_form import coordinate_spec
from gui.widgets.slider_scale import slider_scale, step_value

ALL_SPECS = [spec for owner in (*OPTIMIZERS.values(), Sampling) for spec in hyperparameters_of(owner)]
SPECS = list({spec.name: spec for spec in ALL_SPECS if spec.scale != "switch"}.values())
SPEC = {spec.name: spec for spec in SPECS}
names = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)


@st.composite
def spec_and_value(draw: st.DrawFn) -> tuple[Hyperparameter, Value]:
    spec = draw(st.sampled_from([*SPECS, coordinate_spec("x", -2.0, 2.0), seed_spec()]))
    if spec.value_type is int:
        return spec, draw(st.integers(int(spec.minimum), int(spec.maximum)))
    low, high = max(spec.minimum, -1e300), min(spec.maximum, 1e300)
    value = draw(st.floats(low, high, exclude_min=spec.minimum_excluded, exclude_max=spec.maximum_excluded))
    return spec, value


@names
def test_that_every_position_comes_back_from_its_value(spec: Hyperparameter) -> None:
    scale = slider_scale(spec)
    assert [scale.position(scale.value(position)) for position in range(scale.last + 1)] == list(range(scale.last + 1))


@names
def test_that_values_increase_from_one_end_of_the_slider_to_the_other_and_are_accepted(spec: Hyperparameter) -> None:
    values = slider_scale(spec).values
    assert (values[0], values[-1]) == spec.slider
    assert all(a < b for a, b in pairwise(values))
    assert all(spec.accepts(value) for value in values)


@names
def test_that_a_slider_is_neither_coarse_nor_endless(spec: Hyperparameter) -> None:
    assert 20 <= slider_scale(spec).last <= 2000


@given(spec_and_value())
def test_that_the_position_is_the_nearest_on_the_scale(case: tuple[Hyperparameter, Value]) -> None:
    spec, value = case
    scale = slider_scale(spec)
    position = scale.position(value)
    if value <= spec.slider[0]:
        assert position == 0
    elif value >= spec.slider[1]:
        assert position == scale.last
    else:
        here = scale.warp(value)
        distances = [abs(scale.warp(other) - here) for other in scale.values]
        assert distances[position] <= min(distances) * (1 + 1e-9) + 1e-12


@given(st.floats(1e-5, 10.0), st.floats(1e-5, 10.0))
def test_that_a_larger_learning_rate_never_stands_further_left(a: float, b: float) -> None:
    scale = slider_scale(SPEC["learning_rate"])
    low, high = sorted((a, b))
    assert scale.position(low) <= scale.position(high)


@given(st.floats(1e-5, 10.0))
def test_that_the_slider_changes_a_learning_rate_by_less_than_three_per_cent(rate: float) -> None:
    scale = slider_scale(SPEC["learning_rate"])
    assert scale.value(scale.position(rate)) == pytest.approx(rate, rel=0.03)


def test_that_equal_ways_of_the_slider_are_equal_factors() -> None:
    scale = slider_scale(SPEC["learning_rate"])
    decades = [scale.position(10.0**exponent) for exponent in range(-5, 2)]
    assert decades == [0, 100, 200, 300, 400, 500, 600]


def test_that_decay_rates_get_equal_ways_for_equal_factors_of_the_distance_from_one() -> None:
    scale = slider_scale(SPEC["beta2"])
    assert [scale.position(rate) for rate in (0.0, 0.9, 0.99, 0.999, 0.9999)] == [0, 100, 200, 300, 400]


def test_that_sliding_passes_through_round_numbers() -> None:
    rates = slider_scale(SPEC["learning_rate"]).values
    assert {0.001, 0.01, 0.04, 0.1, 0.4, 1.0, 1.5, 2.0} <= set(rates)
    assert {0.5, 0.9, 0.95, 0.99, 0.999} <= set(slider_scale(SPEC["decay"]).values)
    assert {1, 2, 5, 10, 20, 40, 50, 100} <= set(slider_scale(SPEC["batch_size"]).values)
    assert max(len(typed_number(rate)) for rate in rates) <= len("0.000123")


def test_that_whole_numbers_stay_whole() -> None:
    assert {type(value) for value in slider_scale(SPEC["batch_size"]).values} == {int}


def test_that_a_switch_has_no_slider() -> None:
    (switch,) = (spec for spec in hyperparameters_of(Adam) if spec.scale == "switch")
    with pytest.raises(ValueError, match="bias_correction has no slider"):
        slider_scale(switch)


@given(spec_and_value(), st.integers(1, 12))
def test_that_an_arrow_key_goes_its_way_or_stays_and_never_leaves_the_range(case: tuple[Hyperparameter, Value], steps: int) -> None:
    spec, value = case
    for direction in (1, -1):
        after = step_value(spec, value, direction * steps)
        assert spec.accepts(after)
        assert (after - value) * direction >= 0


@pytest.mark.parametrize(
    ("name", "value", "up", "down"),
    [
        ("learning_rate", 0.04, 0.045, 0.036),
        ("learning_rate", 1.0, 1.1, 0.9),
        ("learning_rate", 0.123456789, 0.14, 0.12),
        ("learning_rate", 50.0, 56.0, 45.0),
        ("learning_rate", 1e6, 1e6, 9e5),
        ("beta1", 0.9, 0.91, 0.8),
        ("beta2", 0.999, 0.9991, 0.998),
        ("beta1", 0.0, 0.1, 0.0),
        ("momentum", 0.99, 0.999, 0.98),
        ("momentum", 0.999, 0.999, 0.99),
        ("momentum", 0.0, 0.01, 0.0),
        ("epsilon", 1e-7, 1.1e-7, 9e-8),
        ("batch_size", 1, 2, 1),
        ("batch_size", 10000, 10000, 9999),
        ("noise", 0.5, 0.55, 0.45),
    ],
)
def test_that_arrow_keys_go_to_round_numbers(name: str, value: Value, up: Value, down: Value) -> None:
    assert (step_value(SPEC[name], value, 1), step_value(SPEC[name], value, -1)) == (up, down)


def test_that_steps_up_are_taken_back_by_as_many_down() -> None:
    for name, value in (("learning_rate", 0.04), ("beta2", 0.999), ("momentum", 0.5)):
        assert step_value(SPEC[name], step_value(SPEC[name], value, 7), -7) == value
