"""Whatever a form is made of has a name for who cannot see it and says what it does, and sentences take the colour of their role."""

import pytest
from PySide6.QtWidgets import QDialog, QVBoxLayout

from core.text import mark
from gui.style.style_sheet import style_sheet
from gui.style.theme import LIGHT
from gui.widgets.form_rows import make_button, make_choice, make_decimal, make_number, make_sentence, make_tick, show_sentence


@pytest.fixture
def dialog(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    QVBoxLayout(dialog)
    return dialog


def test_that_a_choice_is_between_the_values_by_their_texts(dialog):
    box = make_choice(dialog, {None: mark("Other"), (1, 2): "1 × 2"}, "Size", "How large")
    assert [(box.itemText(row), box.itemData(row)) for row in range(box.count())] == [("Other", None), ("1 × 2", (1, 2))]
    assert (box.accessibleName(), box.toolTip()) == ("Size", "How large")


def test_that_a_number_begins_with_its_value_within_its_range(dialog):
    box = make_number(dialog, 5, 9, 7, "Every", "Steps")
    assert (box.minimum(), box.value(), box.maximum()) == (5, 7, 9)
    decimal = make_decimal(dialog, 0.1, 2.5, 1, "Length", "Seconds")
    assert (decimal.minimum(), decimal.maximum(), decimal.decimals()) == (0.1, 2.5, 1)
    assert (box.accessibleName(), box.toolTip()) == ("Every", "Steps")
    assert (decimal.accessibleName(), decimal.toolTip()) == ("Length", "Seconds")


@pytest.mark.parametrize("is_on", [True, False])
def test_that_a_tick_is_called_as_its_text_without_the_mark_of_its_letter(dialog, is_on):
    tick = make_tick(dialog, "Le&gend", "Runs are explained", is_on)
    assert (tick.text(), tick.accessibleName(), tick.toolTip(), tick.isChecked()) == ("Le&gend", "Legend", "Runs are explained", is_on)


def test_that_enter_presses_the_default_button_although_another_was_made_first(qtbot, dialog):
    pressed = []
    for text, is_default in (("Cancel", False), ("Save", True), ("Copy", False)):
        button = make_button(dialog, text, text, is_default)
        dialog.layout().addWidget(button)
        button.clicked.connect(lambda _, text=text: pressed.append(text))
    dialog.show()
    dialog.setFocus()
    qtbot.keyClick(dialog, "\r")
    assert pressed == ["Save"]


def test_that_a_sentence_is_shown_in_the_colour_of_its_role(dialog):
    dialog.setStyleSheet(style_sheet(LIGHT))
    label = make_sentence(dialog)
    dialog.layout().addWidget(label)
    dialog.show()

    def ink():
        return label.palette().color(label.foregroundRole()).name()

    show_sentence(label, "Choose another place.", "warning")
    assert (label.text(), ink()) == ("Choose another place.", LIGHT.warning)
    show_sentence(label, "Saved.")
    assert (label.text(), ink()) == ("Saved.", LIGHT.muted)


@pytest.mark.parametrize("is_default", [True, False])
def test_that_no_other_button_becomes_the_default_one_when_it_has_the_focus(dialog, is_default):
    button = make_button(dialog, "Save", "Keeps it", is_default)
    assert (button.autoDefault(), button.isDefault()) == (is_default, is_default)
