"""The bar under the plots by itself: its figures, its slider, what it shows from afar, and the bar of the past in its place."""

import pytest
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QApplication, QToolButton

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.number_text import thousands
from gui.style.theme import LIGHT
from gui.timeline.past_bar import PastBar
from gui.timeline.transport_bar import TransportBar
from gui.training.commands import TrainerState
from gui.training.speed import DEFAULT_SPEED_INDEX, SPEEDS, speed_text
from gui.widgets.round_button import RoundButton


def actions_of(*names):
    actions = [QAction(f"&{name.title()}") for name in names]
    for name, action in zip(names, actions, strict=True):
        action.setObjectName(name)
    return actions


@pytest.fixture
def bar(qtbot, qapp):
    made = TransportBar(actions_of("home", "play", "step"), actions_of("continue", "branch", "now"))
    made.speeds = []
    made.speed_changed.connect(made.speeds.append)
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_the_slider_goes_through_all_speeds_and_no_further(bar):
    assert (bar.speed_index, bar._speed_text.text()) == (DEFAULT_SPEED_INDEX, "10/s")
    bar.set_speed_index(0)
    bar.change_speed(-1)
    for _ in range(len(SPEEDS)):
        bar.change_speed(1)
    assert bar.speeds == list(SPEEDS)
    assert bar._speed_text.text() == speed_text(None) == "unlimited"
    bar.change_speed(-2)
    assert (bar.speed_index, bar.speeds[-1]) == (len(SPEEDS) - 3, SPEEDS[-3])


def test_that_the_rate_is_measured_anew_at_another_speed_and_gone_when_nothing_plays(bar, monkeypatch):
    experiment = Experiment(default_setup())
    now = [0.0]
    monkeypatch.setattr("gui.timeline.transport_bar.perf_counter", lambda: now[0])
    bar.set_speed_index(SPEEDS.index(2000))
    for _ in range(4):
        experiment.advance(30)
        now[0] += 1.0
        bar.show_rate(experiment.snapshot(), playing=True)
    assert bar._rate.text() == "30 steps/s"
    bar.change_speed(1)
    bar.show_rate(experiment.snapshot(), playing=True)
    assert bar._rate.text() == ""
    experiment.advance(3000)
    now[0] += 2.0
    bar.show_rate(experiment.snapshot(), playing=True)
    assert bar._rate.text() == f"{thousands(1500)} steps/s"
    bar.show_rate(experiment.snapshot(), playing=False)
    assert bar._rate.text() == ""
    bar.show_snapshot(experiment.snapshot())
    assert bar._step.text() == thousands(experiment.step)


@pytest.mark.parametrize(("speed", "is_told"), [(10, False), (30, False), (60, True), (None, True)])
def test_that_the_rate_is_told_only_where_it_falls_short_of_the_speed_or_there_is_none(bar, monkeypatch, speed, is_told):
    experiment = Experiment(default_setup())
    now = [0.0]
    monkeypatch.setattr("gui.timeline.transport_bar.perf_counter", lambda: now[0])
    bar.set_speed_index(SPEEDS.index(speed))
    for _ in range(4):
        experiment.advance(29)
        now[0] += 1.0
        bar.show_rate(experiment.snapshot(), playing=True)
    assert bar._rate.text() == ("29 steps/s" if is_told else "")


def test_that_from_afar_it_is_slim_with_a_large_counter_and_back_again(bar):
    at_hand = (*bar._buttons, bar._rate, bar._speed)
    usual = QApplication.font().pointSizeF()
    for theme, afar in ((LIGHT, False), (LIGHT.for_audience(1.6), True), (LIGHT, False)):
        bar.set_theme(theme)
        assert {widget.isVisible() for widget in at_hand} == {not afar}
        assert bar._state.isVisible() is bar._between.isVisible() is afar, "and state and speed do not run together"
        for label in (bar._step, bar._step_title):
            assert label.font().pointSizeF() / usual == pytest.approx(1.5 if afar else 1.25)
        assert bar._counters.columnMinimumWidth(1) == (round(1.6 * 1.5 * 64) if afar else 64)
        assert bar._row.contentsMargins().top() == bar._row.contentsMargins().bottom() == (4 if afar else 8)


def test_that_every_state_has_its_word(bar):
    words = []
    for state in TrainerState:
        bar.show_state(state)
        words.append(bar._state.text())
    assert dict(zip(TrainerState, words, strict=True)) == {
        TrainerState.IDLE: "Paused",
        TrainerState.RUNNING: "Playing",
        TrainerState.PAUSED: "Paused",
        TrainerState.FINISHED: "All runs have ended",
        TrainerState.FAILED: "Stopped by an error",
        TrainerState.LOADING: "Loading",
    }


def test_that_play_has_the_one_filled_button_and_each_is_named_and_taken_by_tab_alone(bar):
    assert [button.accessibleName() for button in bar._buttons] == ["Home", "Play", "Step"]
    # Play is a circle of 40, with room for the ring of the focus.
    assert [button.width() for button in bar._buttons] == [32, 48, 32]
    assert [button.iconSize().width() for button in bar._buttons if not isinstance(button, RoundButton)] == [18, 18]
    bar.set_theme(LIGHT)
    play = next(button for button in bar._buttons if isinstance(button, RoundButton))
    play.clearFocus()
    picture = play.grab().toImage()
    inked = [picture.pixelColor(x, 24) for x in range(48)]
    filled = [x for x, colour in enumerate(inked) if colour == QColor(LIGHT.accent)]
    assert (min(filled), max(filled)) == (5, 42)  # its outermost pixels are soft
    assert QColor(LIGHT.on_accent) in inked
    states = []
    for state in (TrainerState.RUNNING, TrainerState.PAUSED):
        bar.show_state(state)
        states.append(play.grab().toImage())
    assert states[0] != picture == states[1]
    assert {button.focusPolicy().name for button in bar.findChildren(QToolButton)} == {"TabFocus"}
    assert bar.timeline.focusPolicy().name == "TabFocus"


def test_that_the_past_stands_where_the_figures_stood(bar):
    for is_looking in (False, True, False):
        bar.show_past_bar(is_looking)
        assert (bar.past_bar.isVisible(), bar._step.isVisible()) == (is_looking, not is_looking)


def test_that_the_line_has_the_room_that_the_side_does_not_need_and_stays_while_somebody_drags(qtbot, bar):
    bar.resize(1280, bar.sizeHint().height())
    bar.show_past_bar(False)
    qtbot.waitUntil(lambda: bar._figures.width() == bar._figures.sizeHint().width())
    wide = bar.timeline.width()
    assert wide > 500
    bar.timeline.setSliderDown(True)
    bar.show_past_bar(True)
    bar.past_bar.show_step(12, 40)
    bar.layout().activate()
    assert bar.timeline.width() == wide
    assert bar.past_bar.label.isVisible()
    assert not any(button.isVisible() for button in bar.past_bar.findChildren(QToolButton))
    bar.timeline.setSliderDown(False)
    qtbot.waitUntil(lambda: bar.timeline.width() < wide)
    assert all(button.isVisible() for button in bar.past_bar.findChildren(QToolButton))
    narrow = bar.timeline.width()
    # It was there before: the line stays as narrow, also where the drag comes to the present.
    bar.timeline.setSliderDown(True)
    bar.show_past_bar(True)
    assert all(button.isVisible() for button in bar.past_bar.findChildren(QToolButton))
    bar.show_past_bar(False)
    bar.layout().activate()
    assert bar.timeline.width() == narrow
    bar.timeline.setSliderDown(False)
    qtbot.waitUntil(lambda: bar.timeline.width() == wide)


def test_that_the_bar_of_the_past_says_which_step_and_keeps_its_width(qtbot):
    bar = PastBar(actions_of("continue", "branch", "now"))
    qtbot.addWidget(bar)
    bar.show()
    widths = set()
    for step, last in ((0, 0), (7, 40), (998, 999)):
        bar.show_step(step, last)
        assert bar.label.text() == f"Looking at step {step} of {last}"
        assert bar.label.fontMetrics().horizontalAdvance(bar.label.text()) <= bar.label.width()
        widths.add(bar.label.width())
    assert len(widths) == 1
    bar.show_step(12_345, 23_456)
    assert bar.label.text() == f"Looking at step {thousands(12_345)} of {thousands(23_456)}"
    assert bar.label.width() > widths.pop()
    assert not bar.progress.isVisible()
    height = bar.sizeHint().height()
    for done in (0.0, 0.374, 1.0):
        bar.show_progress(done)
        assert bar.progress.isVisible()
        assert bar.progress.value() == round(100 * done)
        assert bar.sizeHint().height() == height
    bar.show_progress(None)
    assert not bar.progress.isVisible()
    buttons = bar.findChildren(QToolButton)
    assert [button.accessibleName() for button in buttons] == ["Continue", "Branch", "Now"]
    assert [button.toolButtonStyle().name for button in buttons] == ["ToolButtonTextOnly"] * 2 + ["ToolButtonIconOnly"]
    assert [button.property("role") for button in buttons] == ["framed", "framed", ""]
