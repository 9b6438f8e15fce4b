"""What is changed in the panel, on the canvas or in the legend comes to the trainer and to every other widget that shows it."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from core.experiment.document import document_of
from core.experiment.setup import default_setup
from core.problems.function import function_setup
from core.problems.kinds import FUNCTION
from gui.training.commands import Configure, Load, Switch
from tests.helpers.window import settled


@pytest.fixture
def sent(window):
    """The commands from now on."""
    commands = []
    window.trainer._commanded.connect(commands.append)
    return commands


def test_that_each_control_is_one_command_with_what_it_says(window, sent):
    setup, adam = window.trainer.setup, window.trainer.setup.runs[-1]
    quick = replace(adam.optimizer, learning_rate=0.9)
    for replays in (True, False):
        sent.clear()
        window.panel.replay_toggled.emit(replays)
        window.panel.optimizer_configured.emit("adam", quick, adam.sampling)
        window.panel.start_edited.emit((1.0, 2.0))
        window.canvas.start_picked.emit(3.0, 1.0, False)
        window.panel.seed_edited.emit(5)
        configured, typed, picked, seeded = sent
        assert configured == Configure("adam", quick, adam.sampling, replay=replays)
        assert [load.setup.problem.start for load in (typed, picked, seeded)] == [(1.0, 2.0), (3.0, 1.0), (3.0, 1.0)]
        assert [load.catch_up for load in (typed, picked, seeded)] == [replays] * 3
        assert seeded.setup.seed == 5
        assert window.canvas._start == (3.0, 1.0)
    sent.clear()
    for source in (window.panel.run_toggled, window.loss_plot.run_toggled):
        for on in (False, True):
            source.emit("nag", on)
            assert sent[-1] == Switch("nag", on)
            assert ("nag" in window.trainer.off) is not on
    problem = function_setup("himmelblau")
    window.panel.problem_chosen.emit(problem)
    assert isinstance(sent[-1], Load)
    assert (sent[-1].setup.problem, sent[-1].catch_up) == (problem, False)
    assert [run.label for run in sent[-1].setup.runs] == [run.label for run in setup.runs]
    window.panel.problem_edited.emit(replace(problem, start=(0.5, 0.5)), None)
    assert sent[-1].setup.problem.start == (0.5, 0.5)
    assert [run.optimizer for run in sent[-1].setup.runs] == [run.optimizer for run in sent[-2].setup.runs]


def test_that_a_drawn_seed_is_shown_and_another_one_each_time(window, sent, monkeypatch):
    shown, bounds = [], []
    monkeypatch.setattr("gui.experiment.controller.secrets.randbelow", lambda most: bounds.append(most) or 41 + len(bounds))
    monkeypatch.setattr(window.panel, "set_seed", shown.append)
    window.panel.new_seed_requested.emit()
    window.actions_by_name["new_seed"].trigger()
    assert [load.setup.seed for load in sent] == [42, 43]
    assert shown == [42, 43]
    assert set(bounds) == {10_000}


def test_that_all_that_runs_is_told_in_families_with_who_is_on(qtbot, window):
    told, styles = [], []
    window.experiment.runs_shown.connect(lambda runs, looks: told.append((dict(runs), set(looks))))
    window.experiment.styles_changed.connect(styles.append)
    adam = window.trainer.setup.runs[-1]
    window.trainer.step(5)
    settled(qtbot, window, 5)
    window.trainer.branch("gd", 3, "b", window.trainer.setup.runs[0].optimizer, adam.sampling)
    window.experiment._on_run_toggled("sgd", False)
    runs, looks = told[-1]
    assert list(runs)[:2] == ["gd", "b"], "a branch stands beside its parent"
    assert [label for label, on in runs.items() if not on] == ["sgd"]
    assert looks == set(runs) == set(styles[-1]) == set(window.timeline._styles)
    settled(qtbot, window, 5)
    window.panel.removal_requested.emit("b")
    assert "b" not in told[-1][0]
    assert "b" not in window.panel.cards


def test_that_reset_begins_at_the_start_and_fits_both_views(qtbot, window, monkeypatch):
    fitted = []
    window.trainer.step(5)
    settled(qtbot, window, 5)
    monkeypatch.setattr(window.canvas, "fit", lambda: fitted.append("canvas"))
    monkeypatch.setattr(window.loss_plot, "fit", lambda: fitted.append("loss"))
    window.actions_by_name["reset"].trigger()
    assert fitted == ["canvas", "loss"]
    assert window.messages.text == ""
    settled(qtbot, window, 0)
    window.canvas.hold()
    window.actions_by_name["fit_canvas"].trigger()
    assert window.canvas.is_fitted
    window.actions_by_name["equal"].trigger()
    assert window.canvas.equal_aspect() is window.actions_by_name["equal"].isChecked()


def test_that_a_refusal_puts_every_widget_back_and_says_why(qtbot, window):
    before = window.trainer.setup
    window.experiment._on_start_edited((1e200, 0.0))
    qtbot.waitUntil(lambda: "not finite" in window.messages.text)
    assert window.trainer.setup == before
    assert window.canvas._start == before.problem.start
    window.experiment.message.emit("")
    window.trainer.setup_refused.emit("why not")
    assert window.messages.text == "why not"


def test_that_what_a_document_says_is_raced_and_the_keys_are_at_the_stage(qtbot, window):
    window.messages.show_message("of before")
    setup = default_setup("booth", seed=8)
    setup = setup.with_run(replace(setup.runs[0], optimizer=replace(setup.runs[0].optimizer, learning_rate=0.0123)))
    window.panel.cards["gd"].setFocus()
    window.experiment.open_document(document_of(setup, frozenset({"adam"})))
    assert window.experiment.kind is FUNCTION
    assert window.messages.text == ""
    assert window.stage.isAncestorOf(QApplication.focusWidget())
    settled(qtbot, window, 0)
    assert window.trainer.off == {"adam"}
    assert next(run for run in window.trainer.setup.runs if run.label == "gd").optimizer.learning_rate == 0.0123
    assert window.canvas._start == setup.problem.start
