"""However an experiment came to be raced, every widget shows what it is, and nothing is left of the one before."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.experiment.document import document_of
from core.experiment.setup import default_setup
from core.problems.function import function_setup
from core.problems.kinds import FUNCTION, KINDS
from gui.canvas.function_canvas import FunctionCanvas
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, press, settled

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, opened, tmp_path):
    made = opened(small_setup(), small_library(tmp_path))
    settled(qtbot, made, 0)
    return made


def with_rate(setup, label, rate):
    run = next(run for run in setup.runs if run.label == label)
    return setup.with_run(replace(run, optimizer=replace(run.optimizer, learning_rate=rate)))


def assert_all_show_the_setup(window):
    setup, off, kind = window.trainer.setup, window.trainer.off, window.experiment.kind
    panel, actions, canvas = window.panel, window.actions_by_name, window.experiment.stage_canvas
    labels = [run.label for run in setup.runs]
    assert panel.race.seed.number == setup.seed
    assert panel.race.replay.isChecked() is window.experiment.is_replaying
    assert list(panel.cards)[: len(labels)] == labels
    for run in setup.runs:
        card = panel.cards[run.label]
        assert (card.optimizer, card.sampling) == (run.optimizer, run.sampling)
        assert card.check.isChecked() is (run.label not in off)
        assert window.loss_plot.legend.chip(run.label).isChecked() is (run.label not in off)
    assert panel.form is panel.form_of(kind)
    assert [actions[f"{each.key}_mode"].isChecked() for each in KINDS] == [each is kind for each in KINDS]
    assert window.stage.currentWidget() is window.stage.focusProxy() is canvas
    assert actions["equal"].isChecked() is canvas.equal_aspect()
    assert actions["surface"].toolTip() == (window.experiment.stage.surface_refusal or window.network.views.plane.tools.refusal)
    if kind is FUNCTION:
        assert canvas._start == setup.problem.chosen_start == (panel.form.start_x.number, panel.form.start_y.number)


def test_that_every_widget_shows_the_setup_that_is_raced_whichever_way_it_came(qtbot, window):
    window.network.views.plane.set_equal_aspect(True)
    function = with_rate(replace(default_setup("booth", seed=8), problem=replace(function_setup("booth"), start=(1.5, 2.5))), "gd", 0.0123)
    network = with_rate(replace(small_setup(), seed=5), "nag", 0.045)
    window.experiment.set_replaying(True)
    to_function, to_network = (lambda key=key: press(window, key, modifier=Ctrl) for key in (Key.Key_1, Key.Key_2))
    stood = {window.experiment.kind: (window.trainer.setup, window.trainer.off)}
    scene = lambda: window.experiment.open(default_setup("himmelblau", seed=3))  # noqa: E731
    for begin in (
        lambda: window.experiment.open_document(document_of(function, frozenset({"adam", "sgd"}))),
        lambda: window.canvas.set_equal_aspect(False),
        to_network,
        lambda: window.experiment.open_document(document_of(network, frozenset({"nag"}))),
        lambda: window.experiment.set_replaying(False),
        to_function,
        lambda: window.experiment.set_replaying(False),
        to_network,
        lambda: window.loss_plot.run_toggled.emit("adam", False),
        lambda: window.panel.run_toggled.emit("nag", True),
        window.experiment.set_aside,
        scene,
        window.experiment.resume,
        to_function,
        lambda: window.canvas.start_picked.emit(3.25, 1.75, False),
        lambda: window.panel.problem_chosen.emit(function_setup("beale")),
        window.files.new,
    ):
        begin()
        assert_all_show_the_setup(window)
        now = window.trainer.setup, window.trainer.off
        if begin in (to_function, to_network, window.experiment.resume):
            assert now == stood[window.experiment.kind]
        if begin is not scene:
            stood[window.experiment.kind] = now
        settled(qtbot, window)
    assert isinstance(window.experiment.stage_canvas, FunctionCanvas)


def test_that_what_stood_there_of_the_other_kind_is_not_shown_until_the_race_on_this_one_is_there(qtbot, window):
    window.trainer.step(3)
    settled(qtbot, window, 3)
    window.clock.stop()
    for key in (Key.Key_1, Key.Key_2):
        window._on_frame(window.trainer.latest)
        window._on_text_frame(window.trainer.latest)
        left = window.trainer.latest
        window.panel.race.seed.setFocus()
        window.messages.show_message("of before")
        press(window, key, modifier=Ctrl)
        assert window.messages.text == "", "who comes back is not greeted again"
        assert window.stage.isAncestorOf(QApplication.focusWidget())
        assert {card.header.face.text.loss for card in window.panel.cards.values()} == {""}
        assert not window.loss_plot.view.curves.picture.series
        # A frame of the kind that was left may come yet.
        window._on_frame(left)
        window._on_text_frame(left)
        assert {card.header.face.text.loss for card in window.panel.cards.values()} == {""}
        assert not window.loss_plot.view.curves.picture.series
        settled(qtbot, window)
        assert {card.header.face.text.loss for card in window.panel.cards.values() if card.check.isChecked()} != {""}
        # What comes of the same kind again is not forgotten meanwhile.
        window.experiment.show_setup()
        assert {card.header.face.text.loss for card in window.panel.cards.values() if card.check.isChecked()} != {""}


def test_that_another_rate_for_a_run_that_has_ended_is_said_to_wait_where_it_holds_from_now_on_alone(qtbot, opened):
    window = opened(with_rate(default_setup(), "gd", 1e6))
    window.trainer.step(200)
    qtbot.waitUntil(lambda: any(run.termination for run in window.trainer.latest.runs if run.label == "gd"))
    window.messages.show_message("of before")
    change(window, "gd", 0.5, replay=True)
    assert window.messages.text == "of before"
    qtbot.waitUntil(lambda: window.trainer.latest.runs[0].optimizer.learning_rate == 0.5 and not window.trainer.latest.runs[0].termination)
    change(window, "gd", 1e6, replay=True)
    qtbot.waitUntil(lambda: bool(window.trainer.latest.runs[0].termination))
    change(window, "gd", 0.5)
    assert "diverged at step" in window.messages.text
