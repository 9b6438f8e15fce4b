"""The parameter panel under real keys and mouse events: its cards, the problem, and its looks."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.functions import FUNCTIONS
from core.hyperparameters import hyperparameters_of
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.optimizers.adaptive import Adam
from core.optimizers.momentum import Momentum
from core.problems.base import Sampling
from core.problems.function import function_setup
from core.problems.kinds import recommended_optimizer
from core.problems.network_setup import NetworkSetup
from gui.parameters.card_details import equation_markup
from gui.parameters.optimizer_card import OptimizerCard
from gui.parameters.panel import ParameterPanel
from gui.style.theme import DARK
from gui.widgets.exact_spin_box import ExactSpinBox
from gui.widgets.hyperparameter_row import SwitchRow
from tests.helpers.parameters import Key, SignalRecorder, focus, number_row, open_card, write
from tests.helpers.window import rests

# Setters say nothing


def test_that_setters_emit_nothing(panel: ParameterPanel, signals: SignalRecorder) -> None:
    for key in TEACHING_ORDER:
        panel.cards[key].set_open(True)
    panel.show_problem(function_setup("line-fit"), 10)
    panel.set_start(1.25, -3.5)
    panel.set_seed(99)
    panel.set_replay(False)
    panel.set_theme(DARK)
    for key in TEACHING_ORDER:
        panel.set_optimizer(key, OPTIMIZERS[key](learning_rate=0.0123), Sampling(batch_size=3, noise=0.1))
        panel.set_run_on(key, False)
    panel.set_optimizer("adam", Adam(0.1, bias_correction=False), Sampling())
    assert signals.take() == []
    assert panel.form.function_choice.currentText() == "Line fit"
    assert (panel.form.start_x.number, panel.form.start_y.number, panel.race.seed.number) == (1.25, -3.5, 99)
    assert not panel.race.replay.isChecked()
    assert not panel.cards["sgd"].check.isChecked()
    assert number_row(panel, "sgd", "batch_size").box.number == 3
    switch = open_card(panel, "adam").rows["bias_correction"]
    assert isinstance(switch, SwitchRow)
    assert not switch.box.isChecked()


def test_that_a_window_may_answer_with_setters_at_once(panel: ParameterPanel, signals: SignalRecorder) -> None:
    panel.optimizer_configured.connect(panel.set_optimizer)
    row = number_row(panel, "gd", "learning_rate")
    focus(row.slider)
    QTest.keyClick(row.slider, Key.Key_Right)
    assert len(signals.take()) == 1
    assert panel.cards["gd"].optimizer.learning_rate == row.box.number


# Cards


def test_that_a_switch_sends_a_new_optimizer(panel: ParameterPanel, signals: SignalRecorder) -> None:
    switch = open_card(panel, "adam").rows["bias_correction"]
    assert isinstance(switch, SwitchRow)
    focus(switch.box)
    QTest.keyClick(switch.box, Key.Key_Space)
    ((_, (label, optimizer, _)),) = signals.take()
    assert label == "adam"
    assert optimizer == replace(recommended_optimizer("adam", "seed-bowl"), bias_correction=False)


def test_that_back_to_recommended_restores_everything(panel: ParameterPanel, signals: SignalRecorder) -> None:
    changed = Adam(3.0, beta1=0.5, beta2=0.25, epsilon=0.1, bias_correction=False)
    panel.set_optimizer("adam", changed, Sampling())
    details = open_card(panel, "adam")
    assert details.recommended.isEnabled()
    QTest.mouseClick(details.recommended, Qt.MouseButton.LeftButton)
    expected = recommended_optimizer("adam", "seed-bowl")
    assert signals.take() == [("optimizer_configured", ("adam", expected, Sampling()))]
    assert number_row(panel, "adam", "beta2").box.number == 0.999
    assert not details.recommended.isEnabled()
    assert details.recommended.toolTip() == "All values are the recommended ones already"


def test_that_back_to_recommended_restores_the_sampling_of_sgd_only(panel: ParameterPanel, signals: SignalRecorder) -> None:
    odd = Sampling(batch_size=3, noise=2.0)
    panel.set_optimizer("sgd", recommended_optimizer("sgd", "seed-bowl"), odd)
    panel.set_optimizer("gd", recommended_optimizer("gd", "seed-bowl"), odd)
    assert open_card(panel, "sgd").recommended.isEnabled()
    assert not open_card(panel, "gd").recommended.isEnabled()
    QTest.mouseClick(open_card(panel, "sgd").recommended, Qt.MouseButton.LeftButton)
    assert signals.take()[0][1][2] == Sampling()


def test_that_another_function_recommends_another_rate(panel: ParameterPanel) -> None:
    details = open_card(panel, "gd")
    assert not details.recommended.isEnabled()
    panel.show_problem(function_setup("rosenbrock"), 10)
    assert details.recommended.isEnabled()
    assert f"η = {FUNCTIONS['rosenbrock'].recommended['gd']}" in details.recommended.toolTip()


def test_that_only_sgd_has_sampling_rows_and_noise_rests_where_there_are_data(panel: ParameterPanel) -> None:
    assert "noise" not in open_card(panel, "gd").rows
    noise = number_row(panel, "sgd", "noise")
    assert noise.box.isEnabled()
    panel.show_problem(function_setup("line-fit"), 10)
    assert not noise.box.isEnabled()
    assert not noise.slider.isEnabled()
    assert "data of its own" in noise.box.toolTip()
    assert number_row(panel, "sgd", "batch_size").box.isEnabled()
    panel.show_problem(function_setup("seed-bowl"), 10)
    assert noise.slider.isEnabled()
    assert "data of its own" not in noise.slider.toolTip()


@pytest.mark.parametrize("key", TEACHING_ORDER)
def test_that_on_a_network_every_run_that_draws_batches_has_a_batch_size_of_its_own(
    panel: ParameterPanel, signals: SignalRecorder, key: str
) -> None:
    open_card(panel, key)
    panel.show_problem(NetworkSetup(), 128)
    details = open_card(panel, key)
    assert ("batch_size" in details.rows) is (key != "gd")
    assert "noise" not in details.rows
    if key == "gd":
        return
    panel.set_optimizer(key, recommended_optimizer(key, NetworkSetup()), Sampling(batch_size=128))
    assert not details.recommended.isEnabled()
    write(number_row(panel, key, "batch_size").box, "32")
    name, (label, _, sampling) = signals.take()[-1]
    assert (name, label, sampling.batch_size) == ("optimizer_configured", key, 32)
    QTest.mouseClick(details.recommended, Qt.MouseButton.LeftButton)
    assert signals.take()[-1][1][2].batch_size == 128
    panel.show_problem(function_setup("seed-bowl"), 10)
    assert set(open_card(panel, key).rows) == {spec.name for spec in hyperparameters_of(OPTIMIZERS[key])} | (
        {"batch_size", "noise"} if key == "sgd" else set()
    )


@pytest.mark.parametrize("key", TEACHING_ORDER)
def test_that_an_open_card_shows_the_rule_and_all_hyperparameters(panel: ParameterPanel, key: str) -> None:
    details = open_card(panel, key)
    assert details.isVisible()
    names = {spec.name for spec in hyperparameters_of(OPTIMIZERS[key])}
    assert set(details.rows) == names | ({"batch_size", "noise"} if key == "sgd" else set())


def test_that_a_subscript_in_a_rule_is_set_as_one() -> None:
    assert "∇L<sub>B</sub>(W)" in equation_markup(("g = ∇L_B(W)",))
    assert "a &lt; b<br>c" in equation_markup(("a < b", "c"))


def test_that_a_run_is_switched_by_mouse_and_by_key(panel: ParameterPanel, signals: SignalRecorder) -> None:
    check = panel.cards["nag"].check
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(8, check.height() // 2))
    focus(check)
    QTest.keyClick(check, Key.Key_Space)
    assert signals.take() == [("run_toggled", ("nag", False)), ("run_toggled", ("nag", True))]


def test_that_a_card_opens_and_closes_by_mouse(panel: ParameterPanel) -> None:
    card = panel.cards["momentum"]
    QTest.mouseClick(card.header, Qt.MouseButton.LeftButton)
    assert card.is_open
    assert card.details is not None
    assert card.details.isVisible()
    QTest.mouseClick(card.header, Qt.MouseButton.LeftButton)
    assert not card.details.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_that_enter_toggles_a_card(panel: ParameterPanel, key: Key) -> None:
    card = panel.cards["momentum"]
    focus(card.header)
    QTest.keyClick(card.header, key)
    assert card.is_open
    QTest.keyClick(card.header, key)
    assert not card.is_open


def test_that_arrow_keys_open_close_and_visit_cards_although_the_window_uses_them(panel: ParameterPanel) -> None:
    fired = []
    for key in ("Right", "Left", "Space"):
        action = QAction(panel)
        action.setShortcut(key)
        action.triggered.connect(lambda _checked=False, key=key: fired.append(key))
        panel.addAction(action)
    first, second = panel.cards["gd"], panel.cards["sgd"]
    focus(first.header)
    QTest.keyClick(first.header, Key.Key_Right)
    QTest.keyClick(first.header, Key.Key_Right)
    assert first.is_open
    QTest.keyClick(first.header, Key.Key_Left)
    assert not first.is_open
    QTest.keyClick(first.header, Key.Key_Up)
    assert first.header.hasFocus()
    QTest.keyClick(first.header, Key.Key_Down)
    assert second.header.hasFocus()
    QTest.keyClick(second.header, Key.Key_Space)
    assert not second.check.isChecked()
    QTest.keyClick(second.header, Key.Key_Space)
    assert second.check.isChecked()
    assert not second.is_open
    assert fired == []


def test_that_tab_visits_everything_in_reading_order(panel: ParameterPanel) -> None:
    details = open_card(panel, "sgd")
    form, cards = panel.form, panel.cards
    race = panel.race
    expected = [form.function_choice, form.start_x, form.start_y, race.seed, race.new_seed, race.replay]
    expected += [cards["gd"].check, cards["gd"].header, cards["sgd"].check, cards["sgd"].header]
    expected += [widget for row in details.rows.values() for widget in row.focus_chain]
    expected += [cards["momentum"].check, cards["momentum"].header]
    focus(form.function_choice)
    for previous, widget in pairwise(expected):
        QTest.keyClick(previous, Key.Key_Tab)
        assert QApplication.focusWidget() is widget


def test_that_an_opened_card_is_scrolled_into_view(panel: ParameterPanel, qtbot: QtBot) -> None:
    panel.resize(320, 420)
    card = panel.cards["adam"]
    card.set_open(True)
    qtbot.waitUntil(lambda: card.header.visibleRegion().boundingRect() == card.header.rect())
    assert card.details is not None
    assert not card.details.visibleRegion().isEmpty()


def test_that_nothing_moves_sideways_when_a_scroll_bar_appears(panel: ParameterPanel, qtbot: QtBot) -> None:
    card = panel.cards["gd"]
    before = card.width()
    for key in TEACHING_ORDER:
        panel.cards[key].set_open(True)
    qtbot.waitUntil(lambda: panel.findChild(QWidget, "qt_scrollarea_vcontainer").isVisible())
    qtbot.waitUntil(lambda: rests(panel))
    assert card.width() == before


@pytest.mark.parametrize("font_size", [9, 10])
def test_that_seven_closed_cards_fit_under_every_function(panel: ParameterPanel, qapp: QApplication, qtbot: QtBot, font_size: int) -> None:
    font = qapp.font()
    try:
        qapp.setFont(QFont("DejaVu Sans", font_size))
        for key in FUNCTIONS:
            panel.show_problem(function_setup(key), 10)
            qtbot.waitUntil(lambda: rests(panel))
            last = panel.cards["adam"]
            assert last.visibleRegion().boundingRect() == last.rect(), key
    finally:
        qapp.setFont(font)


# Looks and words


def test_that_every_control_has_a_name_and_a_tooltip(panel: ParameterPanel) -> None:
    for key in TEACHING_ORDER:
        open_card(panel, key)
    controls = [w for w in panel.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible()]
    controls = [w for w in controls if not isinstance(w.parent(), ExactSpinBox)]
    assert len(controls) > 50
    for control in controls:
        assert control.toolTip(), control
        assert control.accessibleName() or getattr(control, "text", str)(), control


def test_that_momentum_is_ready_for_a_second_card(qtbot: QtBot, qapp: QApplication, panel: ParameterPanel) -> None:
    card = OptimizerCard("Momentum, gentle", Momentum(0.01), Sampling(), panel.cards["momentum"].header.face.style, panel)
    assert card.header.face.text.name == "Momentum, gentle"
    with qtbot.waitSignal(card.toggled) as toggled:
        card.check.click()
    assert toggled.args == ["Momentum, gentle", False]
