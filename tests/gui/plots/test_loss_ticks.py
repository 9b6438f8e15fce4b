"""Ticks: few, round, readable, at any range."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.plotting.ranges import Range
from gui.plots.ticks import linear_ticks, log_ticks


def number(label: str, factor: str = "") -> float:
    """What a label says."""
    plain = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
    text = (label + factor).replace("\N{NARROW NO-BREAK SPACE}", "").translate(plain)
    mantissa, _, power = text.partition("×10")
    return float(mantissa) * 10.0 ** int(power or 0)


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9), st.integers(2, 20))
@example(low=1.0, height=400_000_001.0, most=2)
def test_that_linear_ticks_are_few_in_sight_and_say_where_they_are(low: float, height: float, most: int) -> None:
    shown = Range(low, low + height)
    ticks = linear_ticks(shown, most)
    assert 1 <= len(ticks.major) <= most + 1
    for value, label in zip(ticks.major, ticks.labels, strict=True):
        assert shown.low - 1e-6 * height <= value <= shown.high + 1e-6 * height
        assert number(label, ticks.factor) == pytest.approx(value, rel=1e-3, abs=height / 100)
    assert len(set(ticks.labels)) == len(ticks.labels)


@given(st.floats(-400, 400), st.floats(1e-7, 700) | st.floats(700, 1e300), st.integers(2, 20))
@example(low=-1e12, height=2e12, most=8)
def test_that_log_ticks_are_few_and_in_sight(low: float, height: float, most: int) -> None:
    shown = Range(low, low + height)
    ticks = log_ticks(shown, most)
    assert len(ticks.major) == len(ticks.labels) <= most + 2
    assert all(shown.low - 1e-6 <= value <= shown.high + 1e-6 for value in ticks.major)
    assert len(ticks.minor) <= 9 * (most + 2)


@pytest.mark.parametrize(
    ("shown", "labels"),
    [
        (Range(-3.2, 1.3), ["10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹"]),
        (Range(-30.0, 300.0), ["10⁰", "10⁵⁰", "10¹⁰⁰", "10¹⁵⁰", "10²⁰⁰", "10²⁵⁰", "10³⁰⁰"]),
        (Range(0.2, 1.4), ["2", "5", "10", "20"]),
    ],
)
def test_that_log_labels_are_powers_of_ten(shown: Range, labels: list[str]) -> None:
    assert log_ticks(shown, 8).labels == labels


def test_that_whole_quantities_have_whole_ticks() -> None:
    assert linear_ticks(Range(0.0, 2.5), 10, whole=True).labels == ["0", "1", "2"]


def test_that_a_power_common_to_all_labels_goes_to_the_title() -> None:
    ticks = linear_ticks(Range(0.0, 1e300), 6)
    assert ticks.labels == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]
    assert ticks.factor == "×10³⁰⁰"


@pytest.mark.parametrize(("most", "labels"), [(2, ["0.2", "1"]), (3, ["0.2", "0.5", "1", "2"]), (5, ["0.2", "0.5", "1", "2"])])
def test_that_in_a_low_plot_fewer_numbers_inside_a_decade_are_told_and_the_others_are_marked(most: int, labels: list[str]) -> None:
    ticks = log_ticks(Range(-0.9, 0.35), most)
    assert ticks.labels == labels
    assert len(ticks.major) == len(labels)
    if len(labels) < 4:
        assert [round(10**place, 6) for place in ticks.minor] == [0.2, 0.5, 1.0, 2.0]
