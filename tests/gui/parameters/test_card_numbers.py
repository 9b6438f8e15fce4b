"""What a card tells of its run while it goes on: the loss, and how it ended."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.problems.base import Sampling
from core.problems.kinds import recommended_optimizer
from gui.parameters.card_columns import HeaderText, rate_and_ending
from gui.parameters.optimizer_card import OptimizerCard
from gui.parameters.panel import ParameterPanel
from gui.style.theme import numeric_font
from tests.helpers.window import rests


def experiment(rates: dict[str, float], steps: int) -> Experiment:
    setup = default_setup("seed-bowl")
    for run in setup.runs:
        if run.label in rates:
            setup = setup.with_run(replace(run, optimizer=replace(run.optimizer, learning_rate=rates[run.label])))
    made = Experiment(setup)
    made.advance(steps)
    return made


def said_by(card: OptimizerCard) -> tuple[str, str]:
    return card.header.face.text.loss, card.header.face.text.ended


def test_that_cards_show_the_current_loss(panel: ParameterPanel) -> None:
    panel.show_snapshot(experiment({"gd": 0.4, "adam": 0.4}, 30).snapshot())
    assert said_by(panel.cards["gd"]) == ("0.0544", "")
    assert said_by(panel.cards["adam"]) == ("0.0205", "")


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
    assert header.face.text.ended == f"diverged at step {ending.step}"
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
    panel.resize(328, 800)
    qtbot.waitUntil(lambda: rests(panel))
    header = panel.cards["momentum"].header
    text = HeaderText("Momentum", rate, "1", f"diverged at step {step}", f"step {step}", step)
    measure = QFontMetricsF(numeric_font(header.font())).horizontalAdvance
    room = header.columns.right - header.columns.rate
    pair = rate_and_ending(text, room, measure)
    assert pair is not None
    assert pair[0].endswith(rate)
    assert pair[1].endswith(step)
    assert pair[1] in (f"diverged at step {step}", f"step {step}") or step == "100000"
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
    qtbot.waitUntil(lambda: rests(panel))
    for card in panel.cards.values():
        card.installEventFilter(watch)
        card.header.installEventFilter(watch)
    later = experiment({}, 50)
    panel.show_snapshot(later.snapshot())
    qtbot.waitUntil(lambda: QEvent.Type.Paint in watch.seen)
    assert not {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Move} & set(watch.seen)
    watch.seen.clear()
    panel.show_snapshot(later.snapshot())
    QApplication.processEvents()  # what had asked to be painted would be
    assert QEvent.Type.Paint not in watch.seen


def test_that_a_card_tells_the_place_of_a_run_that_has_arrived(panel: ParameterPanel) -> None:
    panel.show_snapshot(experiment({}, 59).snapshot())
    assert not any(card.header.face.text.place for card in panel.cards.values())
    panel.show_snapshot(experiment({}, 75).snapshot())
    found = {label: card.header.face.text.place for label, card in panel.cards.items()}
    assert {label: place for label, place in found.items() if place} == {"gd": "1st · 40", "adam": "2nd · 55"}
    header = panel.cards["gd"].header
    assert "arrived at step 40, 1st" in header.accessibleDescription()
    shown = header.grab().toImage()
    panel.forget_runs()
    assert header.face.text.place == ""
    assert header.grab().toImage() != shown
