"""A box for one exact number and the row with its slider: what is taken, refused, told and shown."""

import math

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QValidator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QGridLayout, QWidget

from core.hyperparameters import Hyperparameter
from gui.widgets.exact_spin_box import ExactSpinBox
from gui.widgets.hyperparameter_row import HyperparameterRow, SwitchRow
from tests.helpers.parameters import write
from tests.helpers.window import show

Key = Qt.Key
RATE = {"value_type": float, "default": 0.1, "minimum": 0.0, "maximum": 10.0, "slider": (0.001, 1.0), "scale": "log"}
COUNT = {"value_type": int, "default": 5, "minimum": 0, "maximum": 8, "slider": (0, 8), "scale": "linear"}


def spec(**changes):
    usual = {"name": "rate", "symbol": "η", "title": "Rate", "help": "How far.", "minimum_excluded": False, "maximum_excluded": False}
    return Hyperparameter(**{**usual, **changes})


@pytest.fixture
def box_of(qtbot):
    def make(value, zero_text="", **changes):
        made = ExactSpinBox(spec(**changes), value, None, zero_text)
        qtbot.addWidget(made)
        made.told, made.refusals = [], []
        made.value_edited.connect(made.told.append)
        made.refused.connect(made.refusals.append)
        show(qtbot, made)
        return made

    return make


def test_that_a_number_is_taken_once_it_is_finished_and_told_once(box_of):
    box = box_of(0.1, **RATE)
    box.selectAll()
    QTest.keyClicks(box, "0.25")
    assert (box.number, box.told) == (0.1, [])
    QTest.keyClick(box, Key.Key_Return)
    QTest.keyClick(box, Key.Key_Return)
    assert (box.number, box.told, box.text()) == (0.25, [0.25], "0.25")
    write(box, "2.50e-1")
    assert (box.told, box.text()) == ([0.25], "0.25"), "the same number is no news, and is written as short as it can be"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("11", "11 was not taken. It must be"), ("", "An empty field was not taken. It must be"), ("-", "- was not taken. It must be")],
)
def test_that_what_is_out_of_range_is_refused_in_words_and_the_number_before_comes_back(box_of, text, sentence):
    box = box_of(0.1, **RATE)
    box.selectAll()
    QTest.keyClick(box, Key.Key_Delete)
    QTest.keyClicks(box, text)
    assert box.property("refused") is True
    QTest.keyClick(box, Key.Key_Return)
    assert (box.number, box.text(), box.told) == (0.1, "0.1", [])
    assert [said.startswith(sentence) for said in box.refusals] == [True]
    assert "10" in box.refusals[0]
    assert box.property("refused") is False


def test_that_where_every_number_will_do_it_says_so(box_of):
    box = box_of(1.0, **{**RATE, "minimum": -math.inf, "maximum": math.inf, "scale": "linear", "minimum_excluded": True})
    write(box, "-")
    assert box.refusals == ["- was not taken. It must be a finite number."]
    half = box_of(1.0, **{**RATE, "maximum": math.inf})
    write(half, "-1")
    assert "finite" not in half.refusals[0]


def test_that_escape_takes_back_what_was_typed_before_it_means_anything_to_the_window(box_of):
    def taken(kind):
        event = QKeyEvent(kind, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(box, event)
        return event.isAccepted()

    box = box_of(0.1, **RATE)
    assert not taken(QEvent.Type.ShortcutOverride)
    QTest.keyClicks(box, "7")
    assert taken(QEvent.Type.ShortcutOverride)
    assert taken(QEvent.Type.KeyPress)
    assert (box.text(), box.number, box.told, box.refusals) == ("0.1", 0.1, [], [])
    assert box.lineEdit().selectedText() == "0.1"
    assert not taken(QEvent.Type.ShortcutOverride)


def test_that_a_setter_tells_nothing_and_leaves_the_same_number_as_it_is_typed(box_of):
    box = box_of(0.1, **RATE)
    box.selectAll()
    QTest.keyClicks(box, "0.5")
    box.set_value(0.1)
    assert box.text() == "0.5"
    box.set_value(0.2)
    assert (box.text(), box.number, box.told) == ("0.2", 0.2, [])
    assert box.lineEdit().cursorPosition() == 0


def test_that_arrows_step_from_what_is_typed_or_from_the_number_where_that_is_none(box_of):
    box = box_of(3, **COUNT)
    box.selectAll()
    QTest.keyClicks(box, "6")
    QTest.keyClick(box, Key.Key_Up)
    assert (box.number, box.told) == (7, [7])
    box.lineEdit().setText("99")
    QTest.keyClick(box, Key.Key_Down)
    assert (box.number, box.text(), box.told) == (6, "6", [7, 6])
    box.stepBy(-2)
    assert box.told == [7, 6, 4]


@pytest.mark.parametrize(("value", "up", "down"), [(0, True, False), (4, True, True), (8, False, True)])
def test_that_an_arrow_is_there_only_where_it_leads_somewhere(box_of, value, up, down):
    flag = QAbstractSpinBox.StepEnabledFlag
    box = box_of(value, **COUNT)
    assert box.stepEnabled() == (flag.StepUpEnabled if up else flag.StepNone) | (flag.StepDownEnabled if down else flag.StepNone)
    box.setReadOnly(True)
    assert box.stepEnabled() == flag.StepNone


def test_that_zero_has_its_word_and_may_be_typed_either_way(box_of):
    box = box_of(0, zero_text="All", **COUNT)
    assert box.text() == "All"
    write(box, "5")
    assert (box.number, box.text()) == (5, "5")
    write(box, "all")
    assert (box.number, box.text(), box.told) == (0, "All", [5, 0])
    states = {text: box.validate(text, 0)[0] for text in ("All", "al", "5", "x", "99")}
    valid = QValidator.State
    assert states == {
        "All": valid.Acceptable,
        "al": valid.Intermediate,
        "5": valid.Acceptable,
        "x": valid.Invalid,
        "99": valid.Intermediate,
    }
    assert box_of(0, **COUNT).text() == "0"


def test_that_the_first_digits_are_seen_when_the_focus_goes(box_of):
    box = box_of(0.123456789, **RATE)
    box.lineEdit().setCursorPosition(5)
    box.clearFocus()
    assert box.lineEdit().cursorPosition() == 0


def test_that_another_description_counts_at_once_and_leaves_the_number(box_of):
    box = box_of(5, **COUNT)
    box.set_spec(spec(**{**COUNT, "maximum": 100}))
    assert (box.number, box.spec.maximum) == (5, 100)
    write(box, "60")
    assert box.told == [60]


# The row with its slider


@pytest.fixture
def row_of(qtbot):
    def make(kind, value, **changes):
        parent = QWidget()
        qtbot.addWidget(parent)
        grid = QGridLayout(parent)
        made = kind(spec(**changes), value, grid, parent)
        made.told, made.page, made.grid = [], parent, grid
        made.value_edited.connect(lambda name, number: made.told.append((name, number)))
        show(qtbot, parent)
        return made

    return make


def test_that_slider_and_box_follow_each_other_and_each_tells_once(row_of):
    row = row_of(HyperparameterRow, 0.1, **RATE)
    row.slider.setValue(row.slider.maximum())
    assert (row.box.number, row.told) == (1.0, [("rate", 1.0)])
    write(row.box, "0.001")
    assert (row.slider.value(), row.told) == (0, [("rate", 1.0), ("rate", 0.001)])
    row.set_value(0.5)
    place = row.slider.value()
    assert 0 < place < row.slider.maximum()
    row.set_value(7.0)
    assert (row.slider.value(), row.box.number) == (row.slider.maximum(), 7.0)
    assert len(row.told) == 2
    assert row.focus_chain == (row.slider, row.box)
    assert row.symbol.buddy() is row.box


def test_that_a_row_that_is_off_says_why_and_is_as_before_when_it_is_on(row_of):
    row = row_of(HyperparameterRow, 0.1, **RATE)
    parts = (row.symbol, row.title, row.slider, row.box)
    usual = {part.toolTip() for part in parts}
    assert len(usual) == 1
    assert all(text in usual.copy().pop() for text in ("Rate", "How far.", "10"))
    row.set_enabled(False, "There are data.")
    assert not any(part.isEnabled() for part in parts)
    assert {part.toolTip() for part in parts} == {f"{next(iter(usual))}\nThere are data."}
    row.set_enabled(True)
    assert all(part.isEnabled() for part in parts)
    assert {part.toolTip() for part in parts} == usual


def test_that_rows_stand_below_each_other_with_their_parts_side_by_side(row_of, qtbot):
    row = row_of(HyperparameterRow, 0.1, **RATE)
    second = HyperparameterRow(spec(**COUNT), 3, row.grid, row.page)
    assert row.grid.indexOf(row.box) >= 0
    QApplication.processEvents()
    for one in (row, second):
        assert one.symbol.geometry().right() < one.slider.geometry().left() < one.box.geometry().left()
        assert one.title.geometry().bottom() <= one.slider.geometry().top() + 2
    assert row.box.geometry().bottom() < second.box.geometry().top()


def test_that_a_switch_tells_what_it_is_set_to_and_a_setter_tells_nothing(row_of):
    row = row_of(SwitchRow, True, value_type=bool, default=True, scale="switch")
    assert row.box.isChecked()
    row.set_value(False)
    assert (row.box.isChecked(), row.told) == (False, [])
    row.box.click()
    assert row.told == [("rate", True)]
    assert row.focus_chain == (row.box,)
    assert "How far." in row.box.toolTip()


def test_that_a_row_tells_why_its_box_took_nothing(row_of):
    row = row_of(HyperparameterRow, 0.1, **RATE)
    refusals = []
    row.refused.connect(refusals.append)
    write(row.box, "99")
    assert len(refusals) == 1
    assert refusals[0].startswith("99 was not taken.")
    assert row.told == []
