"""The exact fields and sliders of the parameter panel under real keys and mouse events."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QStyle, QStyleOptionSpinBox, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from core.experiment.setup import LARGEST_SEED
from core.number_text import range_text, thousands
from core.optimizers.gradient_descent import GradientDescent
from core.optimizers.momentum import Nesterov
from core.problems.base import Sampling
from gui.parameters.panel import ParameterPanel
from tests.helpers.parameters import Key, SignalRecorder, focus, handle_of, number_row, roll, write

# The numbers are exact


@pytest.mark.parametrize("value", [0.123456789, 1 / 3, 50.0, 1e-7, 0.04])
def test_that_a_value_is_shown_and_returned_exactly(panel: ParameterPanel, value: float) -> None:
    row = number_row(panel, "gd", "learning_rate")
    panel.set_optimizer("gd", GradientDescent(value), Sampling())
    assert row.box.number == value
    assert float(row.box.text().replace("−", "-")) == value
    assert panel.cards["gd"].optimizer.learning_rate == value


def test_that_a_value_set_before_the_card_is_opened_is_exact_too(panel: ParameterPanel) -> None:
    panel.set_optimizer("nag", Nesterov(0.123456789, momentum=1 / 3), Sampling())
    assert number_row(panel, "nag", "momentum").box.number == 1 / 3
    assert number_row(panel, "nag", "learning_rate").box.number == 0.123456789


def test_that_a_typed_value_goes_out_exactly_and_once(panel: ParameterPanel, signals: SignalRecorder) -> None:
    row = number_row(panel, "gd", "learning_rate")
    write(row.box, "0.123456789")
    assert signals.take() == [("optimizer_configured", ("gd", GradientDescent(0.123456789), Sampling()))]
    assert row.box.number == 0.123456789


def test_that_a_value_may_be_typed_with_an_exponent(panel: ParameterPanel, signals: SignalRecorder) -> None:
    box = number_row(panel, "gd", "learning_rate").box
    write(box, "1e-3")
    assert box.text() == "0.001"
    assert [arguments[1].learning_rate for _, arguments in signals.take()] == [0.001]


def test_that_nothing_goes_out_while_typing(panel: ParameterPanel, signals: SignalRecorder) -> None:
    box = number_row(panel, "gd", "learning_rate").box
    focus(box)
    box.selectAll()
    QTest.keyClicks(box, "0.5")
    assert signals.take() == []
    QTest.keyClick(box, Key.Key_Tab)
    assert [arguments[1].learning_rate for _, arguments in signals.take()] == [0.5]


def test_that_a_value_beyond_the_slider_stays_exact_and_the_slider_at_its_end(panel: ParameterPanel, signals: SignalRecorder) -> None:
    row = number_row(panel, "gd", "learning_rate")
    write(row.box, "50")
    assert (row.box.number, row.slider.value()) == (50.0, row.slider.maximum())
    write(row.box, "1e-9")
    assert (row.box.number, row.slider.value()) == (1e-9, row.slider.minimum())
    assert [arguments[1].learning_rate for _, arguments in signals.take()] == [50.0, 1e-9]


@pytest.mark.parametrize("text", ["0", "-1", "1e7", "1e", ""])
def test_that_a_value_out_of_range_is_refused_with_the_range_as_a_hint(panel: ParameterPanel, signals: SignalRecorder, text: str) -> None:
    box = number_row(panel, "gd", "learning_rate").box
    refused: list[str] = []
    panel.value_refused.connect(refused.append)
    before = box.text()
    box.setFocus()
    box.selectAll()
    QTest.keyClick(box, Key.Key_Delete)
    QTest.keyClicks(box, text)
    assert box.property("refused") is True
    QTest.keyClick(box, Key.Key_Return)
    assert box.text() == before
    assert box.property("refused") is False
    (sentence,) = refused
    assert sentence.startswith(f"{text} was not taken." if text else "An empty field was not taken.")
    assert range_text(box.spec) in sentence
    assert QToolTip.text() == sentence
    assert signals.take() == []


def test_that_a_refused_seed_or_start_is_told_too_and_a_good_value_is_not(panel: ParameterPanel) -> None:
    refused: list[str] = []
    panel.value_refused.connect(refused.append)
    write(panel.race.seed, "99999999999999999999")
    write(panel.form.start_x, "1e999")
    write(panel.form.start_y, "1.5")
    assert refused == [
        f"99999999999999999999 was not taken. It must be 0 ≤ seed ≤ {thousands(LARGEST_SEED)}.",
        "1e999 was not taken. It must be a finite number.",
    ]


def test_that_a_true_minus_sign_is_shown_and_may_be_pasted_as_a_hyphen_may_be_typed(panel: ParameterPanel, signals: SignalRecorder) -> None:
    box = panel.form.start_x
    focus(box)
    box.selectAll()
    QApplication.clipboard().setText("−2.5e−05")
    QTest.keyClick(box, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(box, Key.Key_Return)
    assert signals.take() == [("start_edited", ((-2.5e-5, 2.0),))]
    assert box.text() == "−2.5e−5"
    box.selectAll()
    QTest.keyClicks(box, "-3")
    QTest.keyClick(box, Key.Key_Return)
    assert signals.take() == [("start_edited", ((-3.0, 2.0),))]
    assert box.text() == "−3"


def test_that_a_number_is_named_as_well_as_its_symbol(panel: ParameterPanel) -> None:
    for name, title in (("batch_size", "Batch size"), ("noise", "Noise"), ("learning_rate", "Learning rate")):
        row = number_row(panel, "sgd", name)
        assert row.title.text() == title
        assert row.title.isVisible()
        assert row.title.sizeHint().width() <= row.title.width()


def test_that_letters_do_not_get_into_a_number(panel: ParameterPanel) -> None:
    box = number_row(panel, "gd", "learning_rate").box
    write(box, "0x.o2,5")
    assert box.number == 0.25


def test_that_an_open_end_is_open(panel: ParameterPanel, signals: SignalRecorder) -> None:
    box = number_row(panel, "momentum", "momentum").box
    write(box, "1")
    assert box.number == 0.9
    write(box, "0.99999")
    assert box.number == 0.99999
    assert len(signals.take()) == 1


def test_that_escape_takes_typed_text_back(panel: ParameterPanel, signals: SignalRecorder) -> None:
    box = number_row(panel, "gd", "learning_rate").box
    before = box.text()
    focus(box)
    box.selectAll()
    QTest.keyClicks(box, "77")
    QTest.keyClick(box, Key.Key_Escape)
    assert box.text() == before
    QTest.keyClick(box, Key.Key_Return)
    assert signals.take() == []


def test_that_arrow_keys_step_from_text_that_was_just_typed(panel: ParameterPanel, signals: SignalRecorder) -> None:
    box = number_row(panel, "gd", "learning_rate").box
    focus(box)
    box.selectAll()
    QTest.keyClicks(box, "0.04")
    QTest.keyClick(box, Key.Key_Up)
    assert box.number == 0.045
    assert [arguments[1].learning_rate for _, arguments in signals.take()] == [0.045]


def test_that_a_setter_leaves_text_alone_that_is_being_typed(panel: ParameterPanel) -> None:
    card = panel.cards["gd"]
    box = number_row(panel, "gd", "learning_rate").box
    focus(box)
    box.selectAll()
    QTest.keyClicks(box, "0.7")
    panel.set_optimizer("gd", card.optimizer, card.sampling)
    assert box.text() == "0.7"


def test_that_the_batch_size_is_a_whole_number(panel: ParameterPanel, signals: SignalRecorder) -> None:
    box = number_row(panel, "sgd", "batch_size").box
    write(box, "1.6")
    ((_, (_, _, sampling)),) = signals.take()
    assert sampling == Sampling(batch_size=16)
    assert type(sampling.batch_size) is int


# The slider


def test_that_the_slider_says_every_value_while_it_is_dragged(panel: ParameterPanel, signals: SignalRecorder) -> None:
    row = number_row(panel, "gd", "learning_rate")
    grip = handle_of(row.slider)
    QTest.mousePress(row.slider, Qt.MouseButton.LeftButton, pos=grip)
    assert signals.take() == []
    said = []
    for way in (-10, -20, -30):
        QTest.mouseMove(row.slider, grip + QPoint(way, 0))
        said.append([arguments[1].learning_rate for _, arguments in signals.take()])
        assert said[-1][-1] == row.box.number
    QTest.mouseRelease(row.slider, Qt.MouseButton.LeftButton, pos=grip + QPoint(-30, 0))
    rates = [rate for rates in said for rate in rates]
    assert rates == sorted(rates, reverse=True)
    assert len(rates) == 3
    assert signals.take() == []


def test_that_touching_the_slider_without_moving_it_changes_nothing(panel: ParameterPanel, signals: SignalRecorder) -> None:
    row = number_row(panel, "gd", "learning_rate")
    panel.set_optimizer("gd", GradientDescent(0.123456789), Sampling())
    QTest.mouseClick(row.slider, Qt.MouseButton.LeftButton, pos=handle_of(row.slider))
    assert row.box.number == 0.123456789
    assert signals.take() == []


def test_that_the_handle_comes_to_where_one_presses(panel: ParameterPanel) -> None:
    row = number_row(panel, "gd", "learning_rate")
    spot = QPoint(row.slider.width() // 4, row.slider.height() // 2)
    QTest.mouseClick(row.slider, Qt.MouseButton.LeftButton, pos=spot)
    assert abs(handle_of(row.slider).x() - spot.x()) <= 1


def test_that_keys_move_the_slider_from_end_to_end(panel: ParameterPanel) -> None:
    row = number_row(panel, "adam", "beta2")
    focus(row.slider)
    QTest.keyClick(row.slider, Key.Key_End)
    assert row.box.number == 0.9999
    QTest.keyClick(row.slider, Key.Key_Left)
    assert 0.999 < row.box.number < 0.9999
    QTest.keyClick(row.slider, Key.Key_Home)
    assert row.box.number == 0.0


def test_that_the_wheel_changes_nothing_it_only_passes_over(panel: ParameterPanel, signals: SignalRecorder) -> None:
    row = number_row(panel, "gd", "learning_rate")
    focus(panel.cards["gd"].header)
    for widget in (row.box, row.slider, panel.form.function_choice, panel.form.start_x, panel.race.seed):
        roll(widget)
    assert signals.take() == []


def test_that_the_wheel_turns_a_number_that_has_the_focus(panel: ParameterPanel, signals: SignalRecorder) -> None:
    row = number_row(panel, "gd", "learning_rate")
    focus(row.box)
    roll(row.box)
    focus(row.slider)
    roll(row.slider)
    assert [name for name, _ in signals.take()] == ["optimizer_configured"] * 2


class Painted(QObject):
    """What part of a widget the window system was asked to paint."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_that_a_number_set_by_the_program_paints_its_arrows_anew(qtbot: QtBot, panel: ParameterPanel) -> None:
    box = number_row(panel, "momentum", "momentum").box
    can_step = QAbstractSpinBox.StepEnabledFlag
    for value, arrow, flags in (
        (0.0, QStyle.SubControl.SC_SpinBoxUp, can_step.StepUpEnabled),
        (0.95, QStyle.SubControl.SC_SpinBoxDown, can_step.StepUpEnabled | can_step.StepDownEnabled),
    ):
        QApplication.processEvents()  # what was still to be painted
        painted = Painted(box)
        box.set_value(value)
        option = QStyleOptionSpinBox()
        box.initStyleOption(option)
        assert option.stepEnabled == flags
        where = box.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, arrow, box)
        qtbot.waitUntil(lambda painted=painted, where=where: painted.region.contains(where.center()))  # type: ignore[misc]
