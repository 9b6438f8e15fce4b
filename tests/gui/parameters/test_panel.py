"""The parameter panel under real keys and mouse events: its cards, the problem, and its looks."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QFont, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.functions import FUNCTIONS
from core.hyperparameters import hyperparameters_of
from core.optimizers import OPTIMIZERS
from core.optimizers.adaptive import Adam
from core.optimizers.momentum import Momentum
from core.problems.base import Sampling
from core.problems.kinds import recommended_optimizer
from gui.parameters.card_details import equation_markup
from gui.parameters.card_header import HeaderText, rate_and_ending
from gui.parameters.function_form import wrapping_formula
from gui.parameters.optimizer_card import OptimizerCard
from gui.parameters.panel import ParameterPanel
from gui.style.theme import DARK, numeric_font
from gui.widgets.exact_spin_box import ExactSpinBox
from gui.widgets.hyperparameter_row import SwitchRow
from tests.helpers.parameters import Heard, Key, focus, number_row, opened, write

# Setters say nothing


def test_that_setters_emit_nothing(panel: ParameterPanel, heard: Heard) -> None:
    for key in OPTIMIZERS:
        panel.cards[key].set_open(True)
    panel.set_function("line-fit")
    panel.set_start(1.25, -3.5)
    panel.set_seed(99)
    panel.set_replay(False)
    panel.set_theme(DARK)
    for key in OPTIMIZERS:
        panel.set_optimizer(key, OPTIMIZERS[key](learning_rate=0.0123), Sampling(batch_size=3, noise=0.1))
        panel.set_run_on(key, False)
    panel.set_optimizer("adam", Adam(0.1, bias_correction=False), Sampling())
    assert heard.take() == []
    assert panel.form.function_choice.currentText() == "Line fit"
    assert (panel.form.start_x.number, panel.form.start_y.number, panel.race.seed.number) == (1.25, -3.5, 99)
    assert not panel.race.replay.isChecked()
    assert not panel.cards["sgd"].check.isChecked()
    assert number_row(panel, "sgd", "batch_size").box.number == 3
    switch = opened(panel, "adam").rows["bias_correction"]
    assert isinstance(switch, SwitchRow)
    assert not switch.box.isChecked()


def test_that_a_window_may_answer_with_setters_at_once(panel: ParameterPanel, heard: Heard) -> None:
    panel.optimizer_configured.connect(panel.set_optimizer)
    row = number_row(panel, "gd", "learning_rate")
    focus(row.slider)
    QTest.keyClick(row.slider, Key.Key_Right)
    assert len(heard.take()) == 1
    assert panel.cards["gd"].optimizer.learning_rate == row.box.number


# Cards


def test_that_a_switch_sends_a_new_optimizer(panel: ParameterPanel, heard: Heard) -> None:
    switch = opened(panel, "adam").rows["bias_correction"]
    assert isinstance(switch, SwitchRow)
    focus(switch.box)
    QTest.keyClick(switch.box, Key.Key_Space)
    ((_, (label, optimizer, _)),) = heard.take()
    assert label == "adam"
    assert optimizer == replace(recommended_optimizer("adam", "seed-bowl"), bias_correction=False)


def test_that_back_to_recommended_restores_everything(panel: ParameterPanel, heard: Heard) -> None:
    changed = Adam(3.0, beta1=0.5, beta2=0.25, epsilon=0.1, bias_correction=False)
    panel.set_optimizer("adam", changed, Sampling())
    details = opened(panel, "adam")
    assert details.recommended.isEnabled()
    QTest.mouseClick(details.recommended, Qt.MouseButton.LeftButton)
    expected = recommended_optimizer("adam", "seed-bowl")
    assert heard.take() == [("optimizer_configured", ("adam", expected, Sampling()))]
    assert number_row(panel, "adam", "beta2").box.number == 0.999
    assert not details.recommended.isEnabled()
    assert details.recommended.toolTip() == "All values are the recommended ones already"


def test_that_back_to_recommended_restores_the_sampling_of_sgd_only(panel: ParameterPanel, heard: Heard) -> None:
    odd = Sampling(batch_size=3, noise=2.0)
    panel.set_optimizer("sgd", recommended_optimizer("sgd", "seed-bowl"), odd)
    panel.set_optimizer("gd", recommended_optimizer("gd", "seed-bowl"), odd)
    assert opened(panel, "sgd").recommended.isEnabled()
    assert not opened(panel, "gd").recommended.isEnabled()
    QTest.mouseClick(opened(panel, "sgd").recommended, Qt.MouseButton.LeftButton)
    assert heard.take()[0][1][2] == Sampling()


def test_that_another_function_recommends_another_rate(panel: ParameterPanel) -> None:
    details = opened(panel, "gd")
    assert not details.recommended.isEnabled()
    panel.set_function("rosenbrock")
    assert details.recommended.isEnabled()
    assert f"η = {FUNCTIONS['rosenbrock'].recommended['gd']}" in details.recommended.toolTip()


def test_that_only_sgd_has_sampling_rows_and_noise_rests_where_there_are_data(panel: ParameterPanel) -> None:
    assert "noise" not in opened(panel, "gd").rows
    noise = number_row(panel, "sgd", "noise")
    assert noise.box.isEnabled()
    panel.set_function("line-fit")
    assert not noise.box.isEnabled()
    assert not noise.slider.isEnabled()
    assert "data of its own" in noise.box.toolTip()
    assert number_row(panel, "sgd", "batch_size").box.isEnabled()
    panel.set_function("seed-bowl")
    assert noise.slider.isEnabled()
    assert "data of its own" not in noise.slider.toolTip()


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_an_open_card_shows_the_rule_and_all_hyperparameters(panel: ParameterPanel, key: str) -> None:
    details = opened(panel, key)
    assert details.isVisible()
    names = {spec.name for spec in hyperparameters_of(OPTIMIZERS[key])}
    assert set(details.rows) == names | ({"batch_size", "noise"} if key == "sgd" else set())


def test_that_a_subscript_in_a_rule_is_set_as_one() -> None:
    assert "∇L<sub>B</sub>(W)" in equation_markup(("g = ∇L_B(W)",))
    assert "a &lt; b<br>c" in equation_markup(("a < b", "c"))


def test_that_a_run_is_switched_by_mouse_and_by_key(panel: ParameterPanel, heard: Heard) -> None:
    check = panel.cards["nag"].check
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(8, check.height() // 2))
    focus(check)
    QTest.keyClick(check, Key.Key_Space)
    assert heard.take() == [("run_toggled", ("nag", False)), ("run_toggled", ("nag", True))]


def test_that_a_card_opens_and_closes_by_mouse(panel: ParameterPanel) -> None:
    card = panel.cards["momentum"]
    QTest.mouseClick(card.header, Qt.MouseButton.LeftButton)
    assert card.is_open
    assert card.details is not None
    assert card.details.isVisible()
    QTest.mouseClick(card.header, Qt.MouseButton.LeftButton)
    assert not card.details.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_that_enter_and_space_toggle_a_card(panel: ParameterPanel, key: Key) -> None:
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
    assert fired == []


def test_that_tab_visits_everything_in_reading_order(panel: ParameterPanel) -> None:
    details = opened(panel, "sgd")
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
    for key in OPTIMIZERS:
        panel.cards[key].set_open(True)
    qtbot.waitUntil(lambda: panel.findChild(QWidget, "qt_scrollarea_vcontainer").isVisible())
    qtbot.wait(10)
    assert card.width() == before


@pytest.mark.parametrize("font_size", [9, 10])
def test_that_seven_closed_cards_fit_under_every_function(panel: ParameterPanel, qapp: QApplication, qtbot: QtBot, font_size: int) -> None:
    font = qapp.font()
    try:
        qapp.setFont(QFont("DejaVu Sans", font_size))
        for key in FUNCTIONS:
            panel.set_function(key)
            qtbot.wait(1)
            last = panel.cards["adam"]
            assert last.visibleRegion().boundingRect() == last.rect(), key
    finally:
        qapp.setFont(font)


# What the slow clock shows


def experiment(rates: dict[str, float], steps: int) -> Experiment:
    setup = default_setup("seed-bowl")
    for run in setup.runs:
        if run.label in rates:
            setup = setup.with_run(replace(run, optimizer=replace(run.optimizer, learning_rate=rates[run.label])))
    made = Experiment(setup)
    made.advance(steps)
    return made


def said_by(card: OptimizerCard) -> tuple[str, str]:
    return card.header.header_text.loss, card.header.header_text.ended


def test_that_cards_show_the_current_loss(panel: ParameterPanel) -> None:
    panel.show_snapshot(experiment({"gd": 0.4, "adam": 0.4}, 30).snapshot())
    assert said_by(panel.cards["gd"]) == ("0.05442", "")
    assert said_by(panel.cards["adam"]) == ("0.02047", "")


def test_that_a_diverged_run_says_when_in_words_and_not_by_colour_alone(panel: ParameterPanel) -> None:
    diverged = experiment({"gd": 1e3}, 200).snapshot()
    ending = diverged.runs[0].termination
    assert ending is not None
    panel.show_snapshot(diverged)
    card = panel.cards["gd"]
    assert said_by(card)[1] == f"diverged at step {ending.step}"
    assert f"diverged at step {ending.step}" in card.header.toolTip()
    assert f"diverged at step {ending.step}" in card.header.accessibleDescription()
    assert card.name_width() <= panel.cards["momentum"].name_width()
    panel.show_snapshot(experiment({}, 1).snapshot())
    assert said_by(card)[1] == ""
    assert "diverged" not in card.header.toolTip()


def test_that_a_card_tells_that_its_run_diverged_with_earlier_settings(panel: ParameterPanel) -> None:
    race = experiment({"gd": 1e3}, 200)
    ending = race.snapshot().runs[0].termination
    assert ending is not None
    header = panel.cards["gd"].header
    race.configure("gd", recommended_optimizer("gd", "seed-bowl"), Sampling(), replay=False)
    panel.show_snapshot(race.snapshot())
    for text in (header.toolTip(), header.accessibleDescription()):
        assert f"Diverged at step {ending.step} with earlier settings, η = 1000." in text
        assert "Reset" in text
    assert header.header_text.ended == f"diverged at step {ending.step}"
    race.configure("gd", replace(race.setup.runs[0].optimizer, learning_rate=1e3), Sampling(), replay=False)
    panel.show_snapshot(race.snapshot())
    assert "earlier" not in header.toolTip()
    race.configure("gd", recommended_optimizer("gd", "seed-bowl"), Sampling(), replay=False)
    race.rewind(ending.step - 2)
    race.advance(5)
    panel.show_snapshot(race.snapshot())
    assert race.snapshot().runs[0].termination is None
    assert "iverged" not in header.toolTip()


@pytest.mark.parametrize("step", ["17", "100000"])
@pytest.mark.parametrize("rate", ["2", "0.004", "1e-5", "0.00045"])
def test_that_a_diverged_card_keeps_its_rate_at_every_width(panel: ParameterPanel, qtbot: QtBot, step: str, rate: str) -> None:
    panel.resize(320, 800)
    qtbot.wait(1)
    header = panel.cards["momentum"].header
    text = HeaderText("Momentum", rate, "1", f"diverged at step {step}", f"step {step}", step)
    measure = QFontMetricsF(numeric_font(header.font())).horizontalAdvance
    room = header.width() - 68 - panel.cards["momentum"].name_width()
    pair = rate_and_ending(text, room, measure)
    assert pair is not None
    assert pair[0].endswith(rate)
    assert pair[1].endswith(step)
    assert pair[1] == f"step {step}" or step == "100000"
    assert rate_and_ending(text, 1000, measure) == (f"η {rate}", f"diverged at step {step}")
    assert rate_and_ending(text, 20, measure) is None


def test_that_a_card_that_is_off_keeps_a_faded_colour(panel: ParameterPanel) -> None:
    header = panel.cards["sgd"].header

    def most_saturated() -> int:
        picture = header.grab(QRect(15, 0, 38, header.height())).toImage()
        return max(picture.pixelColor(x, y).saturation() for x in range(picture.width()) for y in range(picture.height()))

    on = most_saturated()
    panel.set_run_on("sgd", False)
    assert 60 < most_saturated() < on - 60


def test_that_numbers_that_change_move_nothing_and_an_equal_frame_paints_nothing(panel: ParameterPanel, qtbot: QtBot) -> None:
    class Watch(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[QEvent.Type] = []

        def eventFilter(self, watched: Any, event: QEvent) -> bool:
            self.seen.append(event.type())
            return False

    watch = Watch()
    qtbot.addWidget(watch)
    panel.show_snapshot(experiment({}, 5).snapshot())
    qtbot.wait(1)
    for card in panel.cards.values():
        card.installEventFilter(watch)
        card.header.installEventFilter(watch)
    panel.show_snapshot(experiment({}, 50).snapshot())
    qtbot.wait(20)
    assert QEvent.Type.Paint in watch.seen
    assert not {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Move} & set(watch.seen)
    watch.seen.clear()
    panel.show_snapshot(experiment({}, 50).snapshot())
    qtbot.wait(20)
    assert QEvent.Type.Paint not in watch.seen


# The problem


def test_that_a_function_is_chosen_by_key(panel: ParameterPanel, heard: Heard) -> None:
    choice = panel.form.function_choice
    focus(choice)
    QTest.keyClick(choice, Key.Key_Down)
    assert heard.take() == [("function_chosen", ("book-bowl",))]
    assert panel.form.formula.text() == FUNCTIONS["book-bowl"].formula
    assert panel.form.summary.text() == FUNCTIONS["book-bowl"].summary


def test_that_the_start_is_typed_exactly(panel: ParameterPanel, heard: Heard) -> None:
    write(panel.form.start_x, "-1.23456789012345")
    write(panel.form.start_y, "1e3")
    assert heard.take() == [("start_edited", (-1.23456789012345, 2.0)), ("start_edited", (-1.23456789012345, 1000.0))]


def test_that_coordinates_are_named_and_stepped_as_the_function_has_it(panel: ParameterPanel, heard: Heard) -> None:
    panel.set_function("line-fit")
    assert panel.form.start_x.accessibleName() == "Start a"
    panel.set_function("seed-bowl")
    focus(panel.form.start_x)
    QTest.keyClick(panel.form.start_x, Key.Key_Up)
    assert heard.take() == [("start_edited", (-8.8, 2.0))]


@pytest.mark.parametrize("seed", [0, 2**31, 2**63 - 1])
def test_that_any_seed_of_a_file_can_be_typed(panel: ParameterPanel, heard: Heard, seed: int) -> None:
    panel.set_seed(1)
    write(panel.race.seed, str(seed))
    assert heard.take() == [("seed_edited", (seed,))]


def test_that_a_new_seed_is_asked_for_and_not_made_up(panel: ParameterPanel, heard: Heard) -> None:
    QTest.mouseClick(panel.race.new_seed, Qt.MouseButton.LeftButton)
    assert heard.take() == [("new_seed_requested", ())]
    assert panel.race.seed.number == 0


def test_that_a_new_seed_says_what_becomes_of_the_race(panel: ParameterPanel) -> None:
    said = panel.race.new_seed.toolTip()
    assert panel.race.replay.text() in said
    assert "the same step" in said
    assert "step 0" in said


def test_that_replay_is_toggled(panel: ParameterPanel, heard: Heard) -> None:
    focus(panel.race.replay)
    QTest.keyClick(panel.race.replay, Key.Key_Space)
    assert heard.take() == [("replay_toggled", (False,))]


def test_that_a_formula_breaks_between_its_parts() -> None:
    text = wrapping_formula("(1 − x)² + 3 exp(x − y)")
    assert text == "(1\u00a0−\u00a0x)² + 3\u00a0exp(x\u00a0−\u00a0y)"


# Looks and words


def test_that_every_control_has_a_name_and_a_tooltip(panel: ParameterPanel) -> None:
    for key in OPTIMIZERS:
        opened(panel, key)
    controls = [w for w in panel.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible()]
    controls = [w for w in controls if not isinstance(w.parent(), ExactSpinBox)]
    assert len(controls) > 50
    for control in controls:
        assert control.toolTip(), control
        assert control.accessibleName() or getattr(control, "text", str)(), control


def test_that_momentum_is_ready_for_a_second_card(qtbot: QtBot, qapp: QApplication, panel: ParameterPanel) -> None:
    card = OptimizerCard("Momentum, gentle", Momentum(0.01), Sampling(), panel.cards["momentum"].header.run_style, panel)
    assert card.header.header_text.name == "Momentum, gentle"
    with qtbot.waitSignal(card.toggled) as toggled:
        card.check.click()
    assert toggled.args == ["Momentum, gentle", False]
