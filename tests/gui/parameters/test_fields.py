"""A form makes the field of a hyperparameter from what the hyperparameter says of itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.hyperparameters import Hyperparameter
from gui.parameters.fields import focus_chain, make_field
from tests.helpers.parameters import write

DEVIATION = Hyperparameter("width", "σ", "Deviation", "A number of one's own", float, 0.5, maximum=2.0)
SPECS = {
    "choice": Hyperparameter("a", "", "Shape", "Its shape", str, "box", scale="choice", words={"box": "Box", "cone": "Cone"}),
    "or number": Hyperparameter(
        "b", "", "Width", "How wide", str, "thin", scale="choice", words={"thin": "Thin"}, number=("own", DEVIATION)
    ),
    "list": Hyperparameter("c", "", "Sizes", "Of each part", int, (3,), minimum=1, maximum=9, longest=3, scale="list"),
    "number": Hyperparameter("d", "n", "Every", "How often", int, 2, minimum=1, maximum=50),
    "or none": Hyperparameter("e", "n", "Most", "How many", int, None, minimum=1, maximum=50, absent="all"),
    "switch": Hyperparameter("f", "", "Fast", "Whether it hurries", bool, False, scale="switch"),
    "of words": Hyperparameter("g", "", "Hard", "Its edge", str, "soft", scale="switch", words={"soft": "Soft", "hard": "Hard"}),
}


@pytest.fixture
def field_of(qtbot):
    form = QWidget()
    QVBoxLayout(form)
    qtbot.addWidget(form)

    def make(name, setting):
        field = make_field(SPECS[name], setting, form)
        form.layout().addWidget(field)
        form.show()
        field.said, field.refusals = [], []
        field.setting_edited.connect(field.said.append)
        field.refused.connect(field.refusals.append)
        return field

    return make


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("choice", ["cone", "box"]),
        ("or number", ["thin", 1.25, "thin", 0.0]),
        ("list", [(), (1, 9, 9)]),
        ("number", [50, 1]),
        ("or none", [None, 1, None]),
        ("switch", [True, False]),
        ("of words", ["hard", "soft"]),
    ],
)
def test_that_what_is_set_is_shown_and_not_told(field_of, name, settings):
    field = field_of(name, settings[0])
    for setting in settings:
        field.set_setting(setting)
        assert field.setting == setting
        assert type(field.setting) is type(setting)
    assert field.said == []


def test_that_a_word_is_chosen_by_its_text(field_of):
    field = field_of("choice", "box")
    assert [field.box.itemText(row) for row in range(field.box.count())] == ["Box", "Cone"]
    assert (field.box.accessibleName(), field.box.toolTip()) == ("Shape", "Its shape")
    assert focus_chain(field) == (field.box,)
    field.box.setFocus()
    QTest.keyClick(field.box, Qt.Key.Key_Down)
    assert field.said == ["cone"]


def test_that_the_number_beside_a_choice_is_there_when_it_is_chosen(field_of):
    field = field_of("or number", "thin")
    assert not field.number.isVisible()
    field.box.setFocus()
    QTest.keyClick(field.box, Qt.Key.Key_Down)
    assert field.number.isVisible()
    write(field.number, "1.5")
    assert field.said == [0.5, 1.5]
    write(field.number, "3")
    assert "0 ≤ σ ≤ 2" in field.refusals[0]
    assert focus_chain(field) == (field.box, field.number)


def test_that_sizes_outside_the_range_or_too_many_are_refused(field_of):
    field = field_of("list", (3,))
    for text in ("10", "0", "1 1 1 1"):
        write(field, text)
    assert (field.text(), field.said, len(field.refusals)) == ("3", [], 3)
    write(field, "1 1 9")
    assert field.said == [(1, 1, 9)]


def test_that_none_has_a_word_and_is_0(field_of):
    field = field_of("or none", 7)
    write(field, "0")
    assert (field.text(), field.said) == ("all", [None])
    write(field, "5")
    write(field, "all")
    assert field.said == [None, 5, None]
    assert field_of("number", 7).toolTip().endswith("1 ≤ n ≤ 50")


@pytest.mark.parametrize(("name", "said"), [("switch", [True, False]), ("of words", ["hard", "soft"])])
def test_that_a_switch_tells_what_it_stands_for(field_of, name, said):
    field = field_of(name, said[1])
    field.click()
    field.click()
    assert field.said == said
    assert field.toolTip().endswith("true or false")
