"""Who looks back, without a window: what each command does now and then, what is shown meanwhile, and when the look ends."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.experiment.snapshot import PastStep
from gui.style.run_style import run_styles
from gui.style.theme import LIGHT
from gui.timeline.controller import TimelineController
from gui.timeline.past_bar import PastBar
from gui.timeline.timeline import Timeline
from gui.training.commands import Outlook, TrainerState
from gui.window.actions import make_actions

LOOKS_BACK, LOOKS_ON, ENDS = ("look_back", "look_back_ten"), ("look_on", "look_on_ten"), ("continue_here", "to_now")


class Told(QObject):
    """A trainer that only notes what it is asked for."""

    state_changed = Signal(object)

    def __init__(self):
        super().__init__()
        self.calls, self.state, self.outlook, self.setup = [], TrainerState.PAUSED, Outlook(TrainerState.PAUSED, 40), default_setup()

    def __getattr__(self, name):
        return lambda *arguments: self.calls.append((name, *arguments))

    def take(self):
        taken, self.calls[:] = list(self.calls), []
        return taken


@pytest.fixture(scope="module")
def latest():
    experiment = Experiment(default_setup())
    experiment.advance(40)
    return experiment.snapshot()


@pytest.fixture
def made(qtbot, qapp, latest, monkeypatch):
    window, told = QWidget(), Told()
    qtbot.addWidget(window)
    told.line, told.actions, told.now = Timeline(window), make_actions(None), 100.0
    told.bar = PastBar([told.actions[name] for name in ENDS], window)
    monkeypatch.setattr("gui.timeline.controller.perf_counter", lambda: told.now)
    take_step = lambda steps: told.calls.append(("take_step", steps))  # noqa: E731
    half_done = lambda snapshot: replace(snapshot, step=max(0, snapshot.step - 1))  # noqa: E731
    controller = TimelineController(told, told.line, told.bar, told.actions, lambda: "nag", half_done, take_step, window)
    controller.set_theme(LIGHT)
    controller.set_styles(run_styles((run.label, run.optimizer.key) for run in told.setup.runs))
    controller.told = told
    controller.viewed(latest)
    return controller


NOW = {
    "home": [("rewind", 0)],
    "back": [("take_step", -1)],
    "ten_back": [("step", -10)],
    "step": [("take_step", 1)],
    "ten": [("step", 10)],
    "look_back": [("show_past", 39)],
    "look_back_ten": [("show_past", 30)],
    "look_on": [],
    "look_on_ten": [],
    "to_now": [],
    "continue_here": [],
}
AT_20 = {
    "home": [("show_past", 0)],
    "back": [("show_past", 19)],
    "ten_back": [("show_past", 10)],
    "step": [("show_past", 21)],
    "ten": [("show_past", 30)],
    "look_back": [("show_past", 19)],
    "look_back_ten": [("show_past", 10)],
    "look_on": [("show_past", 21)],
    "look_on_ten": [("show_past", 30)],
    "to_now": [("show_past", None)],
    "continue_here": [("rewind", 20), ("show_past", None)],
}


def test_that_each_command_does_what_it_says_to_the_present_and_while_somebody_looks_back(made):
    commands = made.commands()
    assert set(commands) == {*NOW, "branch_here"}
    for expected, begin in ((NOW, made.to_now), (AT_20, lambda: made.look_at(20))):
        for name, calls in expected.items():
            begin()
            made.told.take()
            commands[name]()
            assert (name, made.told.take()) == (name, calls)


def test_that_looking_is_told_once_for_each_step_and_only_for_steps_of_the_past(made, latest):
    steps = []
    made.past_step_changed.connect(steps.append)
    for step in (20, 20, -5, 0, 39, 40, 41):
        made.look_at(step)
    assert steps == [20, 0, 39, None]
    assert made.told.take() == [("show_past", 20), ("show_past", 0), ("show_past", 39), ("show_past", None)]
    made.told.state = TrainerState.LOADING
    made.look_at(20)
    assert not made.is_looking, "what is on its way has no past yet"
    made.told.state, made.told.outlook = TrainerState.RUNNING, Outlook(TrainerState.RUNNING, 45)
    made.look_at(20)
    assert made.told.take() == [("pause",), ("show_past", 20)]
    made.told.state_changed.emit(TrainerState.PAUSED)
    assert made.step == 20
    made.told.state_changed.emit(TrainerState.RUNNING)
    assert steps[4:] == [20, None]


def test_that_line_bar_and_actions_follow_the_steps_there_are_and_the_one_that_is_looked_at(made, latest):
    def enabled(names):
        return {made.told.actions[name].isEnabled() for name in names}

    line, start = made.told.line, replace(latest, step=0)
    for now, has_past in ((latest, True), (start, False), (latest, True)):
        made.viewed(now)
        assert (enabled(LOOKS_BACK), enabled(LOOKS_ON), enabled(ENDS)) == ({has_past}, {False}, {False})
        assert (line.maximum(), line.value()) == ((39, 39) if has_past else (0, 0)), "a step that is half done is not there yet"
    made.look_at(20)
    assert (enabled(LOOKS_BACK), enabled(LOOKS_ON), enabled(ENDS)) == ({True}, {True}, {True})
    assert (line.maximum(), line.value()) == (40, 20)
    for now, text in ((latest, "Looking at step 20 of 40"), (replace(latest, step=45), "Looking at step 20 of 45")):
        made.viewed(now)
        assert made.told.bar.label.text() == text
    made.to_now()
    assert enabled((*LOOKS_ON, *ENDS)) == {False}


def test_that_a_step_is_shown_when_it_is_known_or_after_a_while_and_told_after_a_longer_one(made, latest):
    records = {run.label: run.record for run in latest.runs}
    progress = made.told.bar.progress
    known = replace(latest, past_step=PastStep(20, records, is_complete=False, done=0.25))
    other = replace(latest, past_step=PastStep(21, records, is_complete=True, done=0.75))
    for seconds, now, step, done in (
        (0.0, known, 40, None),
        (0.0, other, 40, None),
        (0.05, known, 40, None),
        (0.15, known, 20, None),
        (0.35, known, 20, 25),
        (0.35, other, 20, 0),
        (0.35, replace(known, past_step=replace(known.past_step, is_complete=True)), 20, None),
        (0.0, replace(known, past_step=replace(known.past_step, is_complete=True)), 20, None),
    ):
        made.to_now()
        assert made.viewed(latest) is latest
        made.look_at(20)
        made.told.now += seconds
        seen = made.viewed(now)
        assert (seen.step, None if progress.isHidden() else progress.value()) == (step, done)
        assert made.viewed(now) is seen, "nothing is made twice"


def test_that_who_goes_on_from_there_sees_that_step_until_the_runs_are_there_or_it_has_failed(made, latest):
    complete = replace(latest, past_step=PastStep(20, {}, is_complete=True))
    for how in ("there", "failed"):
        made.viewed(latest)
        made.look_at(20)
        made.viewed(complete)
        made.continue_here()
        assert (made.step, made.viewed(replace(complete, past_step=None)).step) == (None, 20)
        now = replace(latest, generation=latest.generation + 1, step=20) if how == "there" else latest
        if how == "failed":
            made.told.state_changed.emit(TrainerState.FAILED)
        assert made.viewed(now) is now
        made.look_at(10)
        made.told.now += 0.2
        assert made.viewed(now).step == 10
        assert made.viewed(now) is made.viewed(now), "of what was gone on from nothing is left"
        made.to_now()


def test_that_a_branch_is_asked_for_at_rest_and_begun_out_of_the_past(made, latest):
    made.told.outlook = Outlook(TrainerState.RUNNING, 45)
    made.branch_here()
    assert made.told.take() == [("pause",)]
    assert (made.dialog.windowTitle(), made.dialog.parent_run.label) == ("Branch from step 40", "nag")
    made.told.outlook = Outlook(TrainerState.PAUSED, 40)
    made.look_at(20)
    made.told.take()
    made.branch_here()
    assert made.told.take() == []
    run = replace(made.dialog.parent_run, label="b", parent="nag")
    made.dialog.chosen.emit("nag", 20, run)
    assert made.told.take() == [("branch", "nag", 20, "b", run.optimizer, run.sampling), ("show_past", None)]
    made.viewed(replace(latest, runs=()))
    before = made.dialog
    made.branch_here()
    assert made.dialog is before, "there is nothing to branch off"
