"""The list of runs: one surface, columns below one another, the way of each loss, and a learning rate that is dragged."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.hyperparameters import Value
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling
from core.problems.function import function_setup
from core.problems.kinds import largest_stable_rate
from gui.parameters.card_columns import END, SAMPLE, columns
from gui.parameters.card_header import CardHeader
from gui.parameters.optimizer_card import OptimizerCard
from gui.parameters.panel import ParameterPanel
from gui.style.theme import LIGHT
from gui.style.tokens import GAP, MARGIN, ROW
from gui.widgets.slider_scale import slider_scale
from gui.widgets.sparkline import WIDTH
from tests.helpers.parameters import SignalRecorder, number_row
from tests.helpers.window import rests

Left = Qt.MouseButton.LeftButton


def colours(widget: QWidget, left: float, right: float) -> set[str]:
    """Every colour that a widget paints between two columns of pixels."""
    picture = widget.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(round(left), round(right)) for y in range(picture.height())}


def run_colour(card: OptimizerCard) -> str:
    return QColor(card.header.face.style.colour(LIGHT)).name()


@pytest.fixture
def shown(panel: ParameterPanel, qtbot: QtBot) -> ParameterPanel:
    """A panel at its least width that shows the usual race after 30 steps."""
    panel.resize(panel.minimumWidth(), 900)
    race = Experiment(default_setup("seed-bowl"))
    race.advance(30)
    panel.show_snapshot(race.snapshot())
    qtbot.waitUntil(lambda: rests(panel))
    return panel


# Columns


@given(st.floats(180, 420), st.floats(20, 120), st.floats(30, 60), st.floats(40, 80), st.floats(50, 100))
def test_that_no_column_lies_on_another(width: float, name: float, rate: float, figure: float, place: float) -> None:
    where = columns(width, name, rate, figure, place)
    assert where.sample + SAMPLE + GAP == where.name
    assert where.name + name < where.rate
    assert where.right == width - END
    if where.curve is not None:
        left, right = where.curve
        assert where.rate + rate + GAP <= left < right <= left + WIDTH + 1e-9
        assert right + GAP <= where.right - figure + 1e-9
    if where.place is not None:
        assert where.curve is not None
        assert where.curve[1] <= where.place - place - GAP + 1e-9
        assert where.place <= where.right - figure - GAP + 1e-9


def test_that_the_least_panel_shows_the_way_of_a_loss_and_the_widest_a_place_beside_it(shown: ParameterPanel, qtbot: QtBot) -> None:
    where = shown.cards["gd"].header.columns
    assert where.curve is not None
    assert where.place is None
    shown.resize(shown.maximumWidth(), 900)
    qtbot.waitUntil(lambda: rests(shown))
    assert shown.cards["gd"].header.columns.place is not None


def test_that_figures_stand_below_one_another(shown: ParameterPanel) -> None:
    assert len({card.header.columns for card in shown.cards.values()}) == 1
    assert len({card.header.x() for card in shown.cards.values()}) == 1


# One surface


def test_that_rows_touch_and_are_parted_by_lines_that_leave_the_margins(shown: ParameterPanel) -> None:
    cards = list(shown.cards.values())
    assert {card.height() for card in cards} == {ROW}
    assert all(above.geometry().bottom() + 1 == below.geometry().top() for above, below in pairwise(cards))
    picture = shown.runs.grab().toImage()
    line = cards[1].y()
    assert picture.pixelColor(MARGIN + 1, line) == QColor(LIGHT.border)
    assert picture.pixelColor(MARGIN - 2, line) == QColor(LIGHT.surface)
    assert picture.pixelColor(shown.runs.width() // 2, line) == QColor(LIGHT.border)
    # Rounded: the corner is the window's.
    assert picture.pixelColor(0, 0) != picture.pixelColor(shown.runs.width() // 2, 1)


def test_that_a_raised_run_is_marked_to_both_ends_of_its_row_and_no_other(shown: ParameterPanel) -> None:
    shown.raise_run("nag")
    picture = shown.runs.grab().toImage()
    for label, card in shown.cards.items():
        behind = QColor(LIGHT.raised if label == "nag" else LIGHT.surface)
        for x in (3, shown.runs.width() - 4):
            assert picture.pixelColor(x, card.geometry().center().y()) == behind, label
    shown.raise_run(None)
    assert shown.runs.grab().toImage().pixelColor(3, shown.cards["nag"].geometry().center().y()) == QColor(LIGHT.surface)


def test_that_the_chevron_is_there_for_the_keyboard_and_on_an_open_card_and_not_at_rest(shown: ParameterPanel, qtbot: QtBot) -> None:
    header = shown.cards["gd"].header

    def ink() -> set[str]:
        return colours(header, header.width() - END + 4, header.width() - 4) - {LIGHT.accent}

    at_rest = ink()
    assert len(at_rest) == 1
    header.setFocus(Qt.FocusReason.TabFocusReason)
    assert len(ink()) > 1
    header.clearFocus()
    assert ink() == at_rest
    shown.cards["gd"].set_open(True)
    assert len(ink()) > 1


# The way of the loss


def test_that_each_run_shows_the_way_of_its_loss_in_its_colour_and_one_that_is_off_none(shown: ParameterPanel) -> None:
    for label, card in shown.cards.items():
        where = card.header.columns.curve
        assert where is not None
        assert run_colour(card) in colours(card.header, *where), label
    shown.set_run_on("adam", False)
    where = shown.cards["adam"].header.columns.curve
    assert where is not None
    assert len(colours(shown.cards["adam"].header, *where)) == 1


def test_that_no_way_is_left_when_another_race_is_on_its_way(shown: ParameterPanel) -> None:
    shown.forget_runs()
    for label, card in shown.cards.items():
        where = card.header.columns.curve
        assert where is not None
        assert run_colour(card) not in colours(card.header, *where), label


# The learning rate that is dragged


class Hand:
    """A mouse that is pressed on the line of a card, on its learning rate where nothing else is said."""

    def __init__(self, header: CardHeader, at: QPoint | None = None) -> None:
        self.header = header
        self.at = at or header.rate_area.center().toPoint()
        QTest.mousePress(header, Left, pos=self.at)

    def go(self, to: int) -> None:
        self.at = QPoint(self.at.x() + to, self.at.y())
        # QTest moves the cursor without its button.
        position = QPointF(self.at)
        event = QMouseEvent(QEvent.Type.MouseMove, position, self.header.mapToGlobal(position), Left, Left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.header, event)

    def let_go(self) -> None:
        QTest.mouseRelease(self.header, Left, pos=self.at)


def rates(signals: SignalRecorder) -> list[float]:
    return [arguments[1].learning_rate for name, arguments in signals.all if name == "optimizer_configured"]


def test_that_a_drag_tunes_the_run_and_leaves_its_card_closed(shown: ParameterPanel, signals: SignalRecorder) -> None:
    card = shown.cards["gd"]
    hand = Hand(card.header)
    hand.go(2)
    assert rates(signals) == []
    hand.go(38)
    hand.go(-80)
    hand.let_go()
    # 0.4 and 100 positions a decade: 40 of them are a factor of 2.5.
    assert rates(signals) == [pytest.approx(1.0, rel=0.02), pytest.approx(0.16, rel=0.02)]
    assert not card.is_open
    assert card.optimizer.learning_rate == rates(signals)[-1]
    assert card.header.face.text.learning_rate == "0.16"
    # What is dragged next begins there.
    hand = Hand(card.header)
    hand.go(10)
    hand.go(-10)
    hand.let_go()
    assert rates(signals)[-1] == rates(signals)[1]


def test_that_esc_takes_a_drag_back_exactly_and_what_the_mouse_does_then_is_nothing(shown: ParameterPanel, signals: SignalRecorder) -> None:
    shown.set_optimizer("gd", OPTIMIZERS["gd"](0.123456789), Sampling())
    card = shown.cards["gd"]
    hand = Hand(card.header)
    hand.go(30)
    assert len(rates(signals)) == 1
    assert QWidget.keyboardGrabber() is card.header
    QTest.keyClick(card.header, Qt.Key.Key_Escape)
    assert rates(signals)[1:] == [0.123456789]
    assert QWidget.keyboardGrabber() is None
    hand.go(30)
    hand.let_go()
    assert len(rates(signals)) == 2
    assert not card.is_open


def test_that_a_click_on_the_rate_opens_the_card_and_changes_nothing(shown: ParameterPanel, signals: SignalRecorder) -> None:
    card = shown.cards["gd"]
    hand = Hand(card.header)
    hand.go(2)
    hand.let_go()
    assert card.is_open
    assert rates(signals) == []


def test_that_a_drag_from_the_name_is_no_drag(shown: ParameterPanel, signals: SignalRecorder) -> None:
    header = shown.cards["gd"].header
    hand = Hand(header, QPoint(round(header.columns.name) + 4, header.height() // 2))
    hand.go(60)
    hand.go(60)
    hand.let_go()
    assert rates(signals) == []


# Where a rule diverges


def limit_on(panel: ParameterPanel, label: str) -> tuple[Value | None, str]:
    """What the slider is marked at, and what is said beside it."""
    row = number_row(panel, label, "learning_rate")
    mark = row.slider.mark
    return None if mark is None else slider_scale(row.spec).value(mark), row.limit.text()


@pytest.mark.parametrize("label", ["gd", "momentum", "nag"])
def test_that_the_slider_is_marked_where_the_rule_diverges_on_a_quadratic(panel: ParameterPanel, label: str) -> None:
    limit = largest_stable_rate(panel.cards[label].optimizer, function_setup("seed-bowl"))
    assert limit is not None
    marked, words = limit_on(panel, label)
    assert marked == pytest.approx(limit, rel=0.02)
    assert words == f"diverges above {limit:.4g}"


def test_that_the_mark_is_seen_in_the_colour_of_a_warning(panel: ParameterPanel) -> None:
    slider = number_row(panel, "gd", "learning_rate").slider
    assert LIGHT.warning in colours(slider, 0, slider.width())


def test_that_the_mark_follows_the_momentum(panel: ParameterPanel) -> None:
    panel.set_optimizer("momentum", OPTIMIZERS["momentum"](0.04, momentum=0.5), Sampling())
    assert limit_on(panel, "momentum")[1] == "diverges above 1.5"


def test_that_nothing_is_marked_where_no_limit_is_known(panel: ParameterPanel) -> None:
    for label in ("sgd", "adagrad", "rmsprop", "adam"):
        assert limit_on(panel, label) == (None, ""), label
    panel.show_problem(function_setup("rosenbrock"), 4)
    assert limit_on(panel, "gd") == (None, "")
    panel.show_problem(function_setup("booth"), 4)
    assert limit_on(panel, "gd")[1] == "diverges above 0.1111"


@pytest.mark.parametrize("rate", [0.00045, 1.5e-7, 0.0002])
def test_that_a_long_rate_leaves_room_for_the_way_of_the_loss(shown: ParameterPanel, rate: float) -> None:
    card = shown.cards["gd"]
    shown.set_optimizer("gd", OPTIMIZERS["gd"](rate), Sampling())
    where = card.header.columns.curve
    assert where is not None
    assert run_colour(card) in colours(card.header, *where)
