"""What the worker does in its own time: when it shows what is half done, when it pauses by itself, and how fast it plays.

The clock is the test's, and so is the timer: nothing here depends on how fast the machine is.
"""

import pytest

from core.experiment.experiment import Experiment
from core.experiment.result import PATIENCE as RESULT_PATIENCE
from core.experiment.setup import RunSetup, Setup, default_setup
from core.optimizers.gradient_descent import GradientDescent
from core.problems.base import Sampling
from core.problems.function import function_setup
from gui.training import worker as training_worker
from gui.training.commands import (
    Configure,
    Load,
    Pause,
    Play,
    ReportSetup,
    Rewind,
    SetSpeed,
    ShowPast,
    StepBy,
    StepTo,
    Switch,
    TrainerState,
)
from gui.training.worker import TrainingWorker

PATIENCE = training_worker._PATIENCE_SECONDS


class Clock:
    """Seconds that pass only when the test lets them."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(training_worker, "perf_counter", made)
    return made


@pytest.fixture
def worker(qapp, monkeypatch):
    # However fast the machine is, a slice has one step of the race in it.
    monkeypatch.setattr(training_worker, "SLICE_SECONDS", 0.0)
    monkeypatch.setattr(Experiment, "_fit_round", lambda *_: None)
    made = TrainingWorker()
    runs = (RunSetup("gd", GradientDescent(0.01)),)
    made.obey(Load(Setup(function_setup("seed-bowl"), 0, runs)))
    yield made
    made.stop()


def tick(worker):
    """As its timer does, which fires once."""
    worker._timer.stop()
    worker._on_tick()


def work_until(worker, is_there):
    """Tick until something is so."""
    for _ in range(20_000):
        if is_there():
            return
        tick(worker)
    raise AssertionError("it never came")


def shown(worker):
    return worker.latest.runs[0].step


def replay(worker, clock, steps, wait, seconds_a_tick):
    """Take some steps, wait, and replay them with another rate; the steps that are shown meanwhile."""
    worker.obey(StepBy(steps))
    work_until(worker, lambda: shown(worker) == steps)
    clock.now += wait
    seen = []
    for rate in (0.02, 0.03):
        worker.obey(Configure("gd", GradientDescent(rate), Sampling(), replay=True))
        while worker.latest.runs[0].optimizer.learning_rate != rate or shown(worker) != steps:
            clock.now += seconds_a_tick
            tick(worker)
            seen.append(shown(worker))
    return seen


def test_that_a_quick_replay_is_never_shown_half_way(worker, clock):
    assert set(replay(worker, clock, 100, 10 * PATIENCE, PATIENCE / 1000)) == {100}


def test_that_a_long_replay_is_shown_on_its_way(worker, clock):
    seen = replay(worker, clock, 100, 10 * PATIENCE, PATIENCE / 5)
    assert {20, 50, 99} < set(seen)
    assert seen.count(100) < 20


def test_that_a_past_step_is_shown_half_known_only_to_those_who_wait_for_long(worker, clock):
    worker.obey(StepBy(300))
    work_until(worker, lambda: shown(worker) == 300)
    for seconds, is_shown in ((0.0, False), (1.5 * PATIENCE, True)):
        worker.obey(ShowPast(None))
        worker.obey(ShowPast(250))
        assert worker.latest.past_step.step == 250
        before = worker.latest
        clock.now += seconds
        worker._past_reader.work = lambda _: False
        tick(worker)
        assert (worker.latest is not before) is is_shown
        assert worker._timer.isActive(), "it goes on"
        before = worker.latest
        tick(worker)
        assert worker.latest is before, "not at once again"
    worker.obey(ShowPast(None))
    assert worker.latest.past_step is None
    worker.obey(ShowPast(100))
    worker.obey(ShowPast(120))
    work_until(worker, lambda: worker.latest.past_step.is_complete)
    assert worker.latest.past_step.step == 120
    assert worker.latest.past_step.records["gd"].taken.theta.tolist() == worker.latest.runs[0].path[120].tolist()
    worker.obey(Load(worker.latest.setup))
    assert worker.latest.past_step is None, "nobody looks back on what is begun anew"


def test_that_a_forgotten_race_pauses_at_every_limit_and_says_so(worker, clock, monkeypatch):
    monkeypatch.setattr(training_worker, "PLAY_LIMIT", 50)
    told, states = [], []
    worker.limit_reached.connect(told.append)
    worker.state_changed.connect(states.append)
    for until, end, said in ((None, 50, 1), (70, 70, 1), (None, 100, 2), (90, 150, 3), (160, 160, 3)):
        worker.obey(Play(until))
        assert worker.outlook[1] == (TrainerState.RUNNING, min(end, (worker.latest.step // 50 + 1) * 50))
        work_until(worker, lambda: states[-1] is TrainerState.PAUSED)
        assert (worker.latest.step, told) == (end, [50, 100, 150][:said])
        assert not worker._timer.isActive()
    # Steps that were asked for one by one are no forgotten race.
    worker.obey(StepBy(45))
    work_until(worker, lambda: shown(worker) == 205)
    worker.obey(StepBy(-5))
    work_until(worker, lambda: shown(worker) == 200)
    assert told == [50, 100, 150]


def test_that_the_set_speed_holds_for_playing_and_from_the_moment_it_is_set(worker, clock):
    def steps_in(seconds):
        """How many steps are taken within this time, looked at very often."""
        before = worker.latest.step
        for _ in range(100):
            clock.now += seconds / 100
            tick(worker)
        return worker.latest.step - before

    worker.obey(SetSpeed(10))
    worker.obey(StepBy(7))
    for _ in range(7):
        tick(worker)
    assert shown(worker) == 7, "steps that are asked for one by one are taken at once"
    worker.obey(Play())
    tick(worker)
    assert shown(worker) == 8, "the first one too"
    tick(worker)
    assert shown(worker) == 8
    assert 95 <= worker._timer.interval() <= 100
    assert steps_in(2.05) == 20
    worker.obey(SetSpeed(20))
    assert 39 <= steps_in(2.0) <= 41
    clock.now += 60
    tick(worker)
    assert steps_in(0.5) <= 12, "what was missed is not made up for"
    worker.obey(Rewind(3))
    work_until(worker, lambda: shown(worker) <= 4)
    assert 9 <= steps_in(0.5) <= 11, "it plays on from there"
    worker.obey(SetSpeed(None))
    assert steps_in(0.0) == 100
    worker.obey(Pause())
    assert steps_in(5.0) == 0


def test_that_a_frame_is_made_only_of_what_is_new(worker, clock):
    worker.obey(StepBy(3))
    work_until(worker, lambda: shown(worker) == 3)
    tick(worker)
    before = worker.latest
    for command in (Play(), Pause(), SetSpeed(5), StepBy(1), Pause(), StepTo(2), StepTo(3)):
        worker.obey(command)
        assert worker.latest is before, command
    tick(worker)
    assert worker.latest is before
    for command in (Switch("gd", False), Switch("gd", True), Configure("gd", GradientDescent(0.05), Sampling(), replay=False), Rewind(3)):
        before = worker.latest
        worker.obey(command)
        assert worker.latest is not before, command


def test_that_going_on_to_a_step_stays_where_it_is_reached_already(worker, clock):
    worker.obey(StepTo(9))
    work_until(worker, lambda: shown(worker) == 9)
    worker.obey(Play())
    for _ in range(5):
        tick(worker)
    worker.obey(StepTo(4))
    assert worker.outlook[1] == (TrainerState.PAUSED, 14)
    for _ in range(5):
        tick(worker)
    assert shown(worker) == 14


def test_that_another_start_is_played_on_only_if_it_catches_up(worker, clock):
    worker.obey(StepBy(6))
    work_until(worker, lambda: shown(worker) == 6)
    worker.obey(Play())
    setup = worker.latest.setup
    worker.obey(Load(setup, catch_up=True))
    assert worker.outlook[1].state is TrainerState.RUNNING
    work_until(worker, lambda: shown(worker) > 8)
    worker.obey(Load(setup))
    assert worker.outlook[1] == (TrainerState.IDLE, 0)
    for _ in range(3):
        tick(worker)
    assert shown(worker) == 0


def test_that_the_worker_tells_what_there_is_when_it_is_asked(worker, clock):
    told = []
    worker.refused.connect(lambda *what: told.append(what))
    worker.obey(Switch("gd", False))
    worker.obey(ReportSetup())
    assert told == [("", worker.latest.setup, frozenset({"gd"}), worker.outlook[0])]
    assert worker.outlook[0] == 3


def test_that_nothing_is_done_after_a_fault_until_it_is_begun_anew(worker, clock, monkeypatch):
    worker.obey(StepBy(2))
    work_until(worker, lambda: shown(worker) == 2)
    worker.obey(Play())
    monkeypatch.setattr(Experiment, "work", lambda *_: 1 / 0)
    tick(worker)
    monkeypatch.undo()
    monkeypatch.setattr(training_worker, "perf_counter", clock)
    assert worker.outlook[1].state is TrainerState.FAILED
    assert not worker._timer.isActive()
    before = worker.latest
    for command in (Play(), StepBy(3), Rewind(0), Switch("gd", False), ShowPast(1), SetSpeed(3)):
        worker.obey(command)
        assert worker.outlook[1].state is TrainerState.FAILED
        assert not worker._timer.isActive()
    assert worker.latest is before
    worker.obey(Load(before.setup, catch_up=True))
    assert worker.outlook[1] == (TrainerState.PAUSED, 2), "what played then does not play on"
    worker.obey(Load(before.setup))
    assert worker.outlook[1] == (TrainerState.IDLE, 0)


def test_that_a_setup_counts_as_obeyed_only_once_it_is_there(worker, clock, monkeypatch):
    worker.obey(StepBy(9))
    work_until(worker, lambda: shown(worker) == 9)
    seen, make = [], Experiment.with_setup
    monkeypatch.setattr(Experiment, "with_setup", lambda *given: seen.append(worker.outlook) or make(*given))
    worker.obey(Load(worker.latest.setup))
    obeyed, _ = worker.outlook
    assert seen == [(obeyed - 1, (TrainerState.PAUSED, 9))], "until then the outlook is that of what was asked for before it"
    assert worker.outlook[1] == (TrainerState.IDLE, 0)


def test_that_what_was_asked_for_while_no_run_could_go_does_not_begin_by_itself(worker, clock):
    worker.obey(Switch("gd", False))
    worker.obey(Play())
    assert worker.outlook[1].state is TrainerState.FINISHED
    worker.obey(Switch("gd", True))
    for _ in range(3):
        tick(worker)
    assert worker.outlook[1] == (TrainerState.IDLE, 0)
    assert shown(worker) == 0


def test_that_a_pause_that_is_reached_already_is_none(worker, clock):
    worker.obey(StepBy(9))
    work_until(worker, lambda: shown(worker) == 9)
    worker.obey(Play(9))
    work_until(worker, lambda: shown(worker) == 30)
    assert worker.outlook[1].state is TrainerState.RUNNING


def test_that_a_race_that_is_over_rests(worker, clock):
    worker.obey(Configure("gd", GradientDescent(1e6), Sampling(), replay=True))
    worker.obey(Play())
    work_until(worker, lambda: worker.outlook[1].state is TrainerState.FINISHED)
    tick(worker)
    assert not worker._timer.isActive()
    worker.obey(Configure("gd", GradientDescent(0.01), Sampling(), replay=True))
    assert worker.outlook[1].state is TrainerState.PAUSED


def test_that_a_command_that_fails_stops_what_was_under_way(worker, clock, monkeypatch):
    worker.obey(Play())
    assert worker._timer.isActive()
    monkeypatch.setattr(Experiment, "switch", lambda *_: 1 / 0)
    worker.obey(Switch("gd", False))
    assert worker.outlook[1].state is TrainerState.FAILED
    assert not worker._timer.isActive()


def test_that_a_race_that_has_nothing_more_to_show_pauses_there_and_says_so_once(worker, clock):
    worker.obey(Load(default_setup()))
    told, states = [], []
    worker.result_reached.connect(told.append)
    worker.state_changed.connect(states.append)
    worker.obey(Play())
    work_until(worker, lambda: states[-1] is TrainerState.PAUSED)
    assert worker.latest.step == 74 + RESULT_PATIENCE
    assert told == [worker.latest]
    assert worker.outlook[1] == (TrainerState.PAUSED, 374)
    assert not worker._timer.isActive()
    worker.obey(Play())
    work_until(worker, lambda: shown(worker) > 400)
    assert states[-1] is TrainerState.RUNNING, "it goes on, and does not pause for what was told"
    assert len(told) == 1
    worker.obey(Rewind(70))
    work_until(worker, lambda: states[-1] is TrainerState.PAUSED)
    assert (worker.latest.step, len(told)) == (374, 2), "who goes back plays to it again"


@pytest.mark.parametrize("command", [Play(400), StepTo(400), StepBy(400)])
def test_that_who_goes_to_a_step_is_not_stopped_by_a_result(worker, clock, command):
    worker.obey(Load(default_setup()))
    told = []
    worker.result_reached.connect(told.append)
    worker.obey(command)
    work_until(worker, lambda: shown(worker) == 400)
    tick(worker)
    assert worker.outlook[1] == (TrainerState.PAUSED, 400)
    assert told == []


def test_that_a_race_pauses_at_once_where_what_it_waited_for_is_switched_off(worker, clock):
    worker.obey(Load(default_setup()))
    told = []
    worker.result_reached.connect(told.append)
    worker.obey(Play())
    work_until(worker, lambda: shown(worker) == 200)
    worker.obey(Switch("sgd", False))
    tick(worker)
    assert worker.outlook[1].state is TrainerState.PAUSED
    assert [snapshot.step for snapshot in told] == [worker.latest.step]
