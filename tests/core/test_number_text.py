"""Numbers as texts: typeset, typed, in figures, on axes, and sizes."""

import math
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.setup import LARGEST_SEED
from core.hyperparameters import Value, hyperparameters_of
from core.number_text import (
    could_become_number,
    long_figure,
    loss_figure,
    megabytes,
    number_text,
    parse_number,
    range_text,
    setting_text,
    short_number,
    short_setting,
    size_text,
    thousands,
    typed_number,
    typeset_number,
    typeset_power,
)
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling

SPEC = {spec.name: spec for owner in (*OPTIMIZERS.values(), Sampling) for spec in hyperparameters_of(owner)}


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=1e-300, max_value=1e300), st.booleans())
def test_that_a_number_is_rounded_to_four_digits_that_count(value, negative):
    text = number_text(-value if negative else value)
    mantissa, _, power = text.replace("−", "-").partition("×10")
    exponent = int(power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))) if power else 0
    shown = abs(Decimal(mantissa).scaleb(exponent))
    exact = Decimal(value)
    expected = exact.quantize(Decimal(1).scaleb(exact.adjusted() - 3), ROUND_HALF_EVEN)
    # From 10⁴ on all figures before the point are shown, which can only be more.
    assert shown == expected or (not power and value >= 1e4 and shown == exact.quantize(Decimal(1), ROUND_HALF_EVEN))
    assert text.startswith("−") is negative


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (float("inf"), "∞"),
        (float("-inf"), "−∞"),
        (float("nan"), "nan"),
        (1e-5, "1.000×10⁻⁵"),
        (123456.0, "123456"),
    ],
)
def test_that_special_numbers_have_their_own_words(value, text):
    assert number_text(value) == text


@pytest.mark.parametrize(("value", "text"), [(0.9, "0.9"), (1e-7, "10⁻⁷"), (2.5e-5, "2.5×10⁻⁵"), (1.0, "1"), (0.001, "0.001"), (-3, "−3")])
def test_that_a_chosen_number_keeps_all_its_digits(value, text):
    assert typeset_number(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_that_exact_text_gives_the_number_back(value: float) -> None:
    back = parse_number(typed_number(value), float)
    assert isinstance(back, float)
    assert math.copysign(1.0, back) == math.copysign(1.0, value)
    assert back == value


@pytest.mark.parametrize(("value", "text"), [(0.04, "0.04"), (1e-7, "1e-7"), (0.999, "0.999"), (2.0, "2"), (10, "10")])
def test_that_exact_text_is_short(value: Value, text: str) -> None:
    assert typed_number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e6, "1e6"),
        (-2.5e7, "-2.5e7"),
        (10000.0, "10000"),
        (1234567.0, "1234567"),
        (1e300, "1e300"),
        (-1.5e-9, "-1.5e-9"),
        (1000000, "1000000"),
    ],
)
def test_that_many_zeros_become_an_exponent(value: Value, text: str) -> None:
    assert typed_number(value) == text


@pytest.mark.parametrize("value", [1e-5, 0.0004, 0.04, 2.0, 10000.0, 1e6])
def test_that_card_and_field_write_a_setting_alike(value: float) -> None:
    assert short_setting(value) == setting_text(value)


def test_that_a_range_is_written_as_the_fields_write_numbers() -> None:
    assert range_text(SPEC["learning_rate"]) == "0 < η ≤ 1e6"
    assert range_text(SPEC["momentum"]) == "0 ≤ α < 1"
    assert range_text(SPEC["epsilon"]) == "0 < ε ≤ 1"
    assert range_text(SPEC["bias_correction"]) == "true or false"
    assert range_text(SPEC["batch_size"]) == "1 ≤ B ≤ 10\u202f000"


@pytest.mark.parametrize("text", ["", "-", "1e", "1e-", ".", "+", "2.", "−"])
def test_that_a_number_may_be_typed_character_by_character(text: str) -> None:
    assert could_become_number(text, float)


@pytest.mark.parametrize("text", ["1,5", "0x1", "nan", "inf", "1_0", "e5e", "--1", "1 000"])
def test_that_other_text_is_not_the_beginning_of_a_number(text: str) -> None:
    assert not could_become_number(text, float)
    assert parse_number(text, float) is None


def test_that_text_may_have_a_true_minus_sign_and_spaces() -> None:
    assert parse_number(" −1.5e−3 ", float) == -0.0015


def test_that_a_whole_number_has_no_point() -> None:
    assert parse_number("12", int) == 12
    assert not could_become_number("1.", int)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.05442, "0.0544"),
        (12.1, "12.1"),
        (12.3456, "12.3"),
        (1234.5, "1234"),
        (-78.332331, "−78.3"),
        (2.2e-5, "2.20×10⁻⁵"),
        (0.00123, "0.00123"),
        (0.0009996, "0.00100"),
        (0.000372, "3.72×10⁻⁴"),
        (1.3e-11, "1.30×10⁻¹¹"),
        (1.1e-11, "≈\N{NO-BREAK SPACE}0"),
        (-4.08e-281, "≈\N{NO-BREAK SPACE}0"),
        (math.inf, "∞"),
        (math.nan, "nan"),
    ],
)
def test_that_a_loss_has_three_digits_and_is_nothing_below_a_part_of_the_start(value: float, text: str) -> None:
    assert loss_figure(value, 12.0) == text


@given(st.floats(1e-98, 1e98), st.floats(1e-9, 1e9))
def test_that_losses_fit_their_column(value: float, start: float) -> None:
    assert len(loss_figure(value, start)) <= len("1.23×10⁻⁵⁶")


@pytest.mark.parametrize(("value", "text"), [(0.4, "0.4"), (1.0, "1"), (1e-5, "1e−5"), (0.123456789, "0.1235"), (1e6, "1e6")])
def test_that_a_setting_is_said_without_idle_zeros(value: float, text: str) -> None:
    assert short_setting(value) == text


def test_that_numbers_are_short() -> None:
    assert [short_number(value) for value in (0.0, 0.05, 50.0, 2e-7, 1e20, -0.5)] == ["0", "0.05", "50", "2×10⁻⁷", "10²⁰", "−0.5"]
    assert thousands(-1234567) == "−1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567"


def test_that_a_whole_number_keeps_all_its_digits_between_narrow_spaces() -> None:
    assert thousands(LARGEST_SEED).replace("\N{NARROW NO-BREAK SPACE}", "") == str(LARGEST_SEED)
    assert thousands(81_408) == "81\N{NARROW NO-BREAK SPACE}408"
    assert thousands(1234.5, 1) == "1\N{NARROW NO-BREAK SPACE}234.5"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (0.05442, "0.0544200"), (-1234567.0, "−1234567"), (1.234567e-30, "1.23457×10⁻³⁰"), (123456.0, "123456")],
)
def test_that_a_long_figure_has_six_digits(value: float, text: str) -> None:
    assert long_figure(value) == text


@pytest.mark.parametrize(("value", "text"), [(math.inf, "∞"), (-math.inf, "−∞"), (math.nan, "nan"), (-0.0, "0")])
def test_that_what_has_no_digits_reads_the_same_everywhere(value: float, text: str) -> None:
    assert [write(value) for write in (long_figure, number_text)] == [text] * 2


def test_that_powers_of_ten_are_raised() -> None:
    assert typeset_power(-1.25e-7, 2) == "−1.2×10⁻⁷"


def test_that_sizes_are_written_as_people_read_them():
    texts = [size_text(count).replace("\N{NO-BREAK SPACE}", " ") for count in (800, 1000, 12_345, 3_400_000, 999_999, 2_000_000_000, 38e9)]
    assert texts == ["800 bytes", "1 kB", "12 kB", "3.4 MB", "1 MB", "2 GB", "38 GB"]


def test_that_sizes_beside_each_other_have_one_unit() -> None:
    texts = [megabytes(count).replace("\N{NO-BREAK SPACE}", " ") for count in (483_200, 3_000_000, 54_880_000, 2.5e9)]
    assert texts == ["0.48 MB", "3.0 MB", "55 MB", "2500 MB"]
