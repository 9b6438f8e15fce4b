"""Where one way to write a number ends and the next begins: the last number on this side, and the first on the other."""

import pytest

from core.number_text import megabytes, number_text, short_number, short_setting, size_text, thousands, typed_number
from core.text import tr

EDGES = {
    number_text: [
        (1e-4, "0.0001000"),
        (-1e-4, "−0.0001000"),
        (9.9994e-5, "9.999×10⁻⁵"),
        (99_999.5, "100000"),
        (999_949, "999949"),
        (999_950, "1.000×10⁶"),
    ],
    short_number: [(1e-3, "0.001"), (9.9e-4, "9.9×10⁻⁴"), (1e-4, "10⁻⁴"), (99_999, "99999"), (1e5, "10⁵"), (123_456, "1.23456×10⁵")],
    megabytes: [
        (480_000, "0.48 MB"),
        (994_000, "0.99 MB"),
        (995_000, "1.0 MB"),
        (1_000_000, "1.0 MB"),
        (9_940_000, "9.9 MB"),
        (9_960_000, "10 MB"),
        (10_000_000, "10 MB"),
        (54_600_000, "55 MB"),
    ],
    size_text: [
        (999, "999 bytes"),
        (1000, "1 kB"),
        (1100, "1.1 kB"),
        (9949, "9.9 kB"),
        (9950, "10 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (999_600_000, "1 GB"),
        (10**12, "1 TB"),
        (5 * 10**15, "5,000 TB"),
    ],
    typed_number: [(1e4, "10000"), (1e5, "1e5"), (1.2e5, "120000"), (1.2e6, "1.2e6"), (-1e5, "-1e5"), (1.0, "1"), (100_000, "100000")],
    short_setting: [(0.00012345, "0.0001234"), (1.2345e-7, "1.235e−7"), (123_456.0, "123500"), (0.99996, "1"), (0.9999, "0.9999")],
    thousands: [(999, "999"), (1000, "1 000"), (-1000, "−1 000"), (999_999, "999 999"), (1e6, "1 000 000"), (0.5, "0")],
}
CASES = [(write, value, text) for write, cases in EDGES.items() for value, text in cases]


@pytest.mark.parametrize(("write", "value", "text"), CASES, ids=[f"{write.__name__} {value:g}" for write, value, _ in CASES])
def test_that_a_number_is_written_as_on_its_side_of_an_edge(write, value, text):
    found = write(value)
    for space in ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"):
        found = found.replace(space, " ")
    assert found == text


def test_that_no_line_is_broken_between_a_size_and_its_unit():
    assert tr("{value} MB").format(value=3) != megabytes(3e6)
    assert " " not in megabytes(3e6) + size_text(5000) + thousands(5000)
