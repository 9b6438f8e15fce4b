"""Titles of axes: letters upright at the end, words along the side."""

import pytest

from gui.style.tokens import TIGHT
from gui.widgets.axis import TitledAxis


@pytest.fixture
def axis(qapp):
    return TitledAxis("left")


@pytest.mark.parametrize(
    ("title", "is_letter"),
    [("y", True), ("W", True), ("b₂", True), ("θ", True), ("loss", False), ("손실", False), ("값", False), ("", False)],
)
def test_that_a_letter_stands_upright_and_a_word_lies_along_the_axis_in_any_script(axis, title, is_letter):
    axis.set_title(title)
    assert axis.is_letter is is_letter
    assert axis.label.rotation() == (0 if is_letter else -90)


def test_that_a_word_keeps_from_the_rim(axis):
    axis.setWidth(68)
    axis.set_title("loss f")
    assert axis.label.x() >= TIGHT
