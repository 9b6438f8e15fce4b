"""The worker thread's one object: owns the experiment, obeys commands, steps in short slices, publishes snapshots."""

import logging
from threading import Event
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from core.data.dataset import DataError
from core.data.library import DataLibrary
from core.experiment.experiment import NETWORK_CHECKPOINT_BYTES, Experiment
from core.experiment.past_step import PastStepReader
from core.experiment.setup import Setup
from core.experiment.snapshot import Snapshot
from core.problems.kinds import kind_of
from core.text import tr
from gui.training.commands import (
    Branch,
    Command,
    Configure,
    Load,
    Open,
    Outlook,
    Pause,
    Play,
    RemoveBranch,
    ReportSetup,
    Rewind,
    SetCheckpointBytes,
    SetSpeed,
    ShowPast,
    StepBy,
    StepTo,
    Switch,
    TrainerState,
)
from gui.training.pacing import Pace

# Between two slices the worker looks for commands, and gives way to a frame that is being made.
SLICE_SECONDS = 0.002
# A frame that takes longer than this does not hold the worker any more.
_LONGEST_FRAME_SECONDS = 0.1
# While runs catch up after a replay, or a past step is computed, half-way pictures are shown only if it takes longer than this.
_PATIENCE_SECONDS = 0.1
# Playing pauses at multiples of this many steps, so that a forgotten run does not fill the memory.
PLAY_LIMIT = 1_000_000

_log = logging.getLogger(__name__)


class TrainingWorker(QObject):
    """Lives in the worker thread. Only `latest` and `outlook` are read from outside: attributes, replaced as a whole.

    While `free` is cleared the worker waits. Both threads want Python's lock, and painting gives it away hundreds of times
    a frame; each time it would have to wait for the worker to let go (measured: frames of 64 ms instead of 15).
    """

    state_changed = Signal(object)
    failed = Signal(str)
    refused = Signal(str, object, object, int)
    """Why a setup was not taken, the setup that stays, its runs that are switched off, and how many commands were obeyed."""
    limit_reached = Signal(int)
    result_reached = Signal(object)
    """Playing has paused, for the race has nothing more to show: the snapshot of that step."""

    def __init__(self, library: DataLibrary | None = None) -> None:
        super().__init__()
        self._library = library
        self._checkpoint_bytes = NETWORK_CHECKPOINT_BYTES
        self._set_aside: dict[str, Experiment] = {}
        self.latest: Snapshot | None = None
        self.outlook = 0, Outlook(TrainerState.IDLE, 0)
        """How many commands were obeyed, and where they lead."""
        self.free = Event()
        self.free.set()
        self._experiment: Experiment | None = None
        self._state = TrainerState.IDLE
        self._playing = False
        self._failed = False
        self._loading = False
        self._obeyed = 0
        self._target = 0
        self._asked_for_many = False
        self._until: int | None = None
        self._aimed_from = 0
        self._speed: float | None = None
        self._pace: Pace | None = None
        self._behind_since: float | None = None
        self._published: tuple[object, ...] | None = None
        self._past_reader: PastStepReader | None = None
        self._past_published_at = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_tick)

    @Slot(object)
    def obey(self, command: Command) -> None:
        """Carry out one command. Any exception ends in the FAILED state and one sentence, never in a crash."""
        self._obeyed += 1
        try:
            self._carry_out(command)
        except Exception as error:
            self._fail(error)
        self._update_outlook()

    @Slot()
    def stop(self) -> None:
        """Stop for good; called in the worker thread before it ends."""
        self._stop_playing()
        self._timer.stop()

    def _carry_out(self, command: Command) -> None:
        if isinstance(command, Load | Open):
            self._load(command)
            return
        if isinstance(command, SetSpeed):
            self._speed = command.steps_per_second
            self._set_pace()
            self._wake()
            return
        if isinstance(command, SetCheckpointBytes):
            self._checkpoint_bytes = command.count
            return
        experiment = self._experiment
        if experiment is None or self._failed:
            return
        if isinstance(command, ReportSetup):
            self._refuse("", experiment)
            return
        match command:
            case Play(until):
                self._until = until
                self._play(experiment)
            case Pause():
                self._pause(experiment)
            case StepBy(steps):
                # Back from where the steps asked for would lead. Of ten slow ones, which somebody sees going on, from what is shown.
                is_halted = steps < 0 and self._asked_for_many and experiment.problem.takes_long
                asked_before = experiment.step if self._playing or is_halted else max(self._target, experiment.step)
                self._asked_for_many = steps > 1
                self._stop_playing()
                self._target = max(0, asked_before + steps)
                if self._target < experiment.step:
                    experiment.begin_rewind(self._target)
            case StepTo(step):
                self._stop_playing()
                self._target = max(step, experiment.step)
            case Rewind(step):
                experiment.begin_rewind(step)
                self._aim(experiment)
            case Configure(label) | Switch(label) if label not in experiment.runs:
                pass  # meant for a branch that was refused, which the user has been told
            case Configure(label, optimizer, sampling, replay):
                experiment.configure(label, optimizer, sampling, replay)
            case Switch(label, on):
                experiment.switch(label, on)
            case ShowPast(step):
                self._show_past(experiment, step)
            case Branch() | RemoveBranch():
                self._change_branches(experiment, command)
        # What comes of these shows with the first step; a frame of the same rows once more would only delay it.
        if isinstance(command, Play | Pause | StepBy | StepTo) and self._visible_progress(experiment) == self._published:
            self._publish_state()
        else:
            self._publish(experiment)
        self._wake()

    def _show_past(self, experiment: Experiment, step: int | None) -> None:
        if step is None:
            self._past_reader = None
        elif self._past_reader is None:
            self._past_reader = PastStepReader(experiment, step)
        else:
            self._past_reader.move_to(step)
        self._past_published_at = perf_counter()

    def _change_branches(self, experiment: Experiment, command: Branch | RemoveBranch) -> None:
        try:
            if isinstance(command, Branch):
                experiment.branch(command.parent, command.step, command.label, command.optimizer, command.sampling)
            else:
                experiment.remove_branch(command.label)
        except ValueError as error:
            # What was there when somebody asked may be gone by now: the window has to know what there is.
            self._refuse(str(error), experiment)

    def _refuse(self, sentence: str, experiment: Experiment) -> None:
        self.refused.emit(sentence, experiment.setup, experiment.off, self._obeyed)

    def _load(self, command: Load | Open) -> None:
        old = self._experiment
        setup = command.setup
        if setup.problem.data_key:
            # Images may have to be read or drawn first, which a user should know.
            self._loading = True
            self._publish_state()
        try:
            fresh = (self._resume(setup) if command.resume else None) or self._make_experiment(command)
        except (ValueError, DataError) as error:
            self._loading = False
            if old is None:
                raise
            # A start where f overflows, or data that are not there, are the user's to mend: say so and keep what there is.
            self._refuse(str(error), old)
            self._publish_state()
            return
        if command.keep and old is not None:
            self._set_aside[kind_of(old.setup.problem).key] = old
        self._loading = self._failed = False
        self._past_reader = None
        fresh.take_over(old)
        self._experiment = fresh
        if fresh.setup != setup:
            self._refuse("", fresh)
        if not command.catch_up:
            self._stop_playing()
        self._aim(fresh)
        self._publish(fresh)
        self._wake()

    def _resume(self, setup: Setup) -> Experiment | None:
        """The experiment of this setup that was left, if it is the one of its kind that waits."""
        key = kind_of(setup.problem).key
        left = self._set_aside.get(key)
        return self._set_aside.pop(key) if left is not None and left.setup == setup else None

    def _make_experiment(self, command: Load | Open) -> Experiment:
        """The experiment of a setup at its start, or with `catch_up` on its way to the step reached now; of a document to its own."""
        if isinstance(command, Open):
            document, old = command.document, self._experiment
            problem = old.problem if old is not None and old.setup.problem == document.problem else None
            fresh = Experiment.from_document(document, 0, self._library, self._checkpoint_bytes, problem)
            fresh.stand_at(document.opening_step)
            return fresh
        if self._experiment is None:
            return Experiment(command.setup, 0, command.off, self._library, self._checkpoint_bytes)
        return self._experiment.with_setup(command.setup, command.catch_up, command.off, self._checkpoint_bytes)

    def _play(self, experiment: Experiment) -> None:
        self._playing = bool(experiment.active)
        self._aim(experiment)

    def _pause(self, experiment: Experiment) -> None:
        self._stop_playing()
        self._target = experiment.step

    def _stop_playing(self) -> None:
        # Without a pace, steps that are asked for one by one are taken at once.
        self._playing, self._pace = False, None

    def _aim(self, experiment: Experiment) -> None:
        """Set the step to go to: the next limit while playing, else the step that is reached. Results up to here stop nobody."""
        self._aimed_from = experiment.step
        limit = (experiment.step // PLAY_LIMIT + 1) * PLAY_LIMIT
        if self._until is not None and self._until > experiment.step:
            limit = min(limit, self._until)
        self._target = limit if self._playing else experiment.step
        self._set_pace()

    def _set_pace(self) -> None:
        experiment = self._experiment
        if experiment is not None and self._playing and self._speed is not None:
            self._pace = Pace(self._speed, experiment.step, perf_counter())
        else:
            self._pace = None

    def _wake(self) -> None:
        if self._experiment is not None and not self._failed:
            self._timer.start(0)

    @Slot()
    def _on_tick(self) -> None:
        self.free.wait(_LONGEST_FRAME_SECONDS)
        try:
            self._work_a_slice()
        except Exception as error:
            self._fail(error)

    def _work_a_slice(self) -> None:
        experiment = self._experiment
        if experiment is None:
            return
        now = perf_counter()
        target = self._target
        if self._pace is not None:
            self._pace = self._pace.without_lag(experiment.step, now)
            target = min(target, self._pace.due(now))
        # Who plays to a step has a reason to see it; only open play ends with the race.
        result_after = self._aimed_from if self._playing and self._until is None else None
        done = experiment.work(target, SLICE_SECONDS, result_after)
        is_past_known = self._past_reader is None or self._past_reader.work(SLICE_SECONDS)
        # Of one step of gd on MNIST there are a hundred slices, and a frame of each would show the same.
        if self._visible_progress(experiment) != self._published or (
            not is_past_known and perf_counter() - self._past_published_at > _PATIENCE_SECONDS
        ):
            self._publish(experiment)
        if not done or not is_past_known:
            self._timer.start(0)
        elif result_after is not None and experiment.has_result(result_after):
            self._pause(experiment)
            if self.latest is not None:
                self.result_reached.emit(self.latest)
        elif self._playing and experiment.active and experiment.step < self._target:
            self._timer.start(0 if self._pace is None else self._pace.wait_ms(perf_counter()))
        else:
            if self._playing and experiment.active and experiment.step % PLAY_LIMIT == 0:
                self.limit_reached.emit(experiment.step)
            self._pause(experiment)
        self._publish_state()

    def _publish(self, experiment: Experiment) -> None:
        now = perf_counter()
        if not experiment.is_behind:
            self._behind_since = None
        elif self._behind_since is None:
            self._behind_since = now
        if self._behind_since is None or now - self._behind_since > _PATIENCE_SECONDS:
            past_step = self._past_reader.past_step if self._past_reader is not None else None
            self.latest, self._published = experiment.snapshot(past_step), self._visible_progress(experiment)
            self._past_published_at = now
        else:
            self._published = None
        self._publish_state()

    def _visible_progress(self, experiment: Experiment) -> tuple[object, ...]:
        """What a snapshot would show: equal as long as that is nothing new."""
        reader = self._past_reader
        return experiment.progress, None if reader is None else (reader.step, reader.is_complete)

    def _update_outlook(self) -> None:
        step = max(self._target, self._experiment.step) if self._experiment is not None else 0
        self.outlook = self._obeyed, Outlook(self._state_now(), step)

    def _publish_state(self) -> None:
        self._update_outlook()  # before somebody hears of the state and asks
        state = self._state_now()
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    def _state_now(self) -> TrainerState:
        experiment = self._experiment
        if self._failed:
            return TrainerState.FAILED
        if self._loading:
            return TrainerState.LOADING
        if experiment is None:
            return TrainerState.IDLE
        if not experiment.active:
            return TrainerState.FINISHED
        if self._playing:
            return TrainerState.RUNNING
        return TrainerState.PAUSED if experiment.step else TrainerState.IDLE

    def _fail(self, error: Exception) -> None:
        _log.exception("the worker failed")
        self._failed, self._loading = True, False
        self._stop_playing()
        self._timer.stop()
        self._publish_state()
        self.failed.emit(tr("The computation stopped: {error}. Reset starts it anew.").format(error=error))
