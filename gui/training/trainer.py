"""The GUI thread's handle on the worker: queued commands out, rare signals and one attribute back."""

from collections import deque
from dataclasses import replace

from PySide6.QtCore import QObject, QThread, Signal, Slot

from core.data.library import DataLibrary
from core.experiment.document import Document
from core.experiment.setup import RunSetup, Setup
from core.experiment.snapshot import Snapshot
from core.optimizers.base import Optimizer
from core.problems.base import Sampling
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
from gui.training.worker import TrainingWorker

_LONGEST_WAIT_SECONDS = 0.1


class Trainer(QObject):
    """Runs one experiment in a thread. Everybody connects to the trainer, nobody to the worker.

    `setup` and `off`, the labels of the runs that do not take part, are what was last asked for.
    `latest` is the newest snapshot, to be pulled by the GUI's own clock.
    """

    state_changed = Signal(object)
    failed = Signal(str)
    setup_refused = Signal(str)
    """Why the last setup was not taken. `setup` is again the one that stays."""
    limit_reached = Signal(int)
    result_reached = Signal(object)
    """Playing has paused, for the race has nothing more to show: the snapshot of that step."""
    outlook_changed = Signal()
    """Something was asked for, so that `outlook` may be another one."""
    runs_changed = Signal()
    """There is a run more, or less: `setup` tells which."""
    _commanded = Signal(object)
    _stopping = Signal()

    def __init__(self, setup: Setup, parent: QObject | None = None, library: DataLibrary | None = None) -> None:
        super().__init__(parent)
        self.setup = setup
        self.off = setup.off_at_first
        self.state = TrainerState.IDLE
        # How many commands were sent, and how many when it was last asked what there is.
        self._sent, self._asked_at = 0, 0
        # Those that the worker may not have come to yet, each with its number.
        self._under_way: deque[tuple[int, Command]] = deque()
        self._refusal = ""
        self._thread = QThread(self)
        self._thread.setObjectName("training")
        self._worker = TrainingWorker(library)
        self._worker.moveToThread(self._thread)
        self._commanded.connect(self._worker.obey)
        self._stopping.connect(self._worker.stop)
        self._worker.state_changed.connect(self._on_state_changed)
        self._worker.failed.connect(self._on_failed)
        self._worker.refused.connect(self._on_refused)
        self._worker.limit_reached.connect(self._on_limit_reached)
        self._worker.result_reached.connect(self._on_result_reached)
        self._thread.finished.connect(self._worker.deleteLater)
        self._thread.start()
        self.load(setup)

    @property
    def latest(self) -> Snapshot | None:
        """The newest snapshot; None until the worker has loaded the first setup."""
        return self._worker.latest

    @property
    def outlook(self) -> Outlook:
        """Where all that was asked for leads, also what the worker has not come to yet."""
        obeyed, outlook = self._worker.outlook
        while self._under_way and self._under_way[0][0] <= obeyed:
            self._under_way.popleft()
        for _, command in self._under_way:
            outlook = outlook.after(command)
        return outlook

    def hold(self) -> None:
        """Let the worker wait while a frame is made. Always followed by `let_go`."""
        self._worker.free.clear()

    def let_go(self) -> None:
        """Let the worker work again."""
        self._worker.free.set()

    def wait_while_held(self) -> None:
        """For another thread that computes: give way while a frame is made, at most a tenth of a second."""
        self._worker.free.wait(_LONGEST_WAIT_SECONDS)

    @property
    def commands_sent(self) -> int:
        """How many commands were sent: who remembers it can tell whether somebody else has commanded since."""
        return self._sent

    def load(self, setup: Setup, catch_up: bool = False, off: frozenset[str] | None = None) -> None:
        """Begin another setup; with `catch_up`, compute it to the step reached now. `off` are the runs switched off, if it changes.

        Branches go: their past begins elsewhere.
        """
        had_branches = setup.without_branches() is not setup
        setup = self.setup = setup.without_branches()
        self.off = self.off if off is None else off
        self._send(Load(setup, self.off, catch_up))
        if had_branches:
            self.runs_changed.emit()

    def change_to(self, setup: Setup, off: frozenset[str], resume: bool = True, keep: bool = True) -> None:
        """Go to another experiment, with these runs switched off; with `resume` it goes on where it stood when it was left.

        With `keep`, what is raced now waits.
        """
        self.setup, self.off = setup, off
        self._send(Load(setup, off, resume=resume, keep=keep))

    def open_document(self, document: Document, keep: bool) -> None:
        """Begin the experiment of a document, computed to the step at which it stood; with `keep`, what is raced now waits."""
        self.setup, self.off = document.setup, document.off
        self._send(Open(document, keep))

    def set_checkpoint_bytes(self, count: int) -> None:
        """What the runs on a network may keep together to go back to, from the next setup on."""
        self._send(SetCheckpointBytes(count))

    def play(self, until: int | None = None) -> None:
        """Step on at the set speed, and pause at the step `until`."""
        self._send(Play(until))

    def pause(self) -> None:
        """Stop after the step under way."""
        self._send(Pause())

    def toggle(self) -> None:
        """Play or pause."""
        if self.outlook.state is TrainerState.RUNNING:
            self.pause()
        else:
            self.play()

    def step(self, steps: int = 1) -> None:
        """Pause and take exactly this many steps; negative ones go back."""
        self._send(StepBy(steps))

    def step_to(self, step: int) -> None:
        """Pause and go on to this step at once, never beyond."""
        self._send(StepTo(step))

    def rewind(self, step: int) -> None:
        """Go back to this step."""
        self._send(Rewind(step))

    def configure(self, label: str, optimizer: Optimizer, sampling: Sampling, replay: bool) -> None:
        """Change one run's settings from the next step on, or with `replay` from the start."""
        self.setup = self.setup.with_run(RunSetup(label, optimizer, sampling))
        self._send(Configure(label, optimizer, sampling, replay))

    def switch(self, label: str, on: bool) -> None:
        """Let a run take part, or not."""
        self.off = self.off - {label} if on else self.off | {label}
        self._send(Switch(label, on))

    def show_past(self, step: int | None) -> None:
        """Have the records of a past step computed, which `latest.past_step` tells; None ends it. No run is moved."""
        self._send(ShowPast(step))

    def branch(self, parent: str, step: int, label: str, optimizer: Optimizer, sampling: Sampling) -> None:
        """Begin a run that shares the past of `parent` up to `step` and goes on from there with these settings."""
        self.setup = self.setup.with_branch(RunSetup(label, optimizer, sampling, parent))
        self._send(Branch(parent, step, label, optimizer, sampling))
        self.runs_changed.emit()

    def remove_branch(self, label: str) -> None:
        """Take a branch away.

        Raises:
            ValueError: if there is no such branch.
        """
        self.setup = self.setup.without_branch(label)
        self.off = self.off - {label}
        self._send(RemoveBranch(label))
        self.runs_changed.emit()

    def set_speed(self, steps_per_second: float | None) -> None:
        """Steps per second; None is as fast as possible."""
        self._send(SetSpeed(steps_per_second))

    def set_start(self, *start: float, catch_up: bool) -> None:
        """Begin anew from another start, with the same seed and settings, where one can be chosen."""
        if self.setup.problem.chosen_start:
            self.load(replace(self.setup, problem=self.setup.problem.with_start(start)), catch_up)

    def set_seed(self, seed: int, catch_up: bool) -> None:
        """Begin anew with another seed, from the same start."""
        self.load(replace(self.setup, seed=seed), catch_up)

    def close(self) -> None:
        """End the thread and wait for it, which takes a few milliseconds."""
        if self._thread.isRunning():
            self._stopping.emit()
            self._thread.quit()
            self._thread.wait()

    def _send(self, command: Command) -> None:
        self._sent += 1
        self._under_way.append((self._sent, command))
        self._commanded.emit(command)
        self.outlook_changed.emit()

    @Slot(object)
    def _on_state_changed(self, state: TrainerState) -> None:
        self.state = state
        self.state_changed.emit(state)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.failed.emit(sentence)

    @Slot(str, object, object, int)
    def _on_refused(self, sentence: str, setup: Setup, off: frozenset[str], obeyed: int) -> None:
        self._refusal = sentence or self._refusal
        if obeyed < self._sent:
            # More was asked for meanwhile, and may have been done: what there is will be told after that.
            if obeyed >= self._asked_at:
                self._send(ReportSetup())
                self._asked_at = self._sent
            return
        self.setup, self.off = setup, off
        sentence, self._refusal = self._refusal, ""
        self.setup_refused.emit(sentence)

    @Slot(int)
    def _on_limit_reached(self, step: int) -> None:
        self.limit_reached.emit(step)

    @Slot(object)
    def _on_result_reached(self, snapshot: Snapshot) -> None:
        self.result_reached.emit(snapshot)
