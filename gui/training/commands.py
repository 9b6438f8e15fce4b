"""What may be asked of the worker: frozen records, sent through one queued signal, carried out in order."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from core.experiment.document import Document
from core.experiment.setup import Setup
from core.optimizers.base import Optimizer
from core.problems.base import Sampling


class TrainerState(Enum):
    """What the worker is doing; which controls are enabled is a function of it."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    FAILED = "failed"
    LOADING = "loading"


@dataclass(frozen=True)
class Load:
    """Begin another setup with these runs switched off; with `catch_up`, compute it to the step reached now.

    With `resume`, a race of this very setup that was left goes on where it stood. With `keep`, what is raced now waits, one
    experiment for each kind of problem.
    """

    setup: Setup
    off: frozenset[str] = frozenset()
    catch_up: bool = False
    resume: bool = False
    keep: bool = False


@dataclass(frozen=True)
class Open:
    """Begin the experiment of a document, and compute it to the step at which it stood.

    With `keep`, what is raced now waits, to be gone on with by `Load(…, resume=True)`.
    """

    document: Document
    keep: bool = False
    catch_up = False
    resume = False

    @property
    def setup(self) -> Setup:
        """What is raced, with the settings that were made last."""
        return self.document.setup


@dataclass(frozen=True)
class Play:
    """Step on at the set speed; pause at the step `until`, if there is one."""

    until: int | None = None


@dataclass(frozen=True)
class Pause:
    """Stop after the step under way."""


@dataclass(frozen=True)
class StepBy:
    """Pause and take exactly this many steps, whatever the speed; back if negative, but not behind the start."""

    steps: int


@dataclass(frozen=True)
class StepTo:
    """Pause and go on to this step at once, whatever the speed; stay if it is reached already."""

    step: int


@dataclass(frozen=True)
class Rewind:
    """Go back to this step."""

    step: int


@dataclass(frozen=True)
class Configure:
    """Change one run's settings from the next step on, or with `replay` from the start."""

    label: str
    optimizer: Optimizer
    sampling: Sampling
    replay: bool


@dataclass(frozen=True)
class Switch:
    """Let a run take part, or not."""

    label: str
    on: bool


@dataclass(frozen=True)
class SetSpeed:
    """Steps per second; None is as fast as possible."""

    steps_per_second: float | None


@dataclass(frozen=True)
class SetCheckpointBytes:
    """What the runs on a network may keep together to go back to, from the next setup on."""

    count: int


@dataclass(frozen=True)
class ShowPast:
    """Compute what led to this step, for somebody who looks at it; None: nobody looks back any more. No run is moved."""

    step: int | None


@dataclass(frozen=True)
class Branch:
    """Begin another run, with the past of run `parent` up to row `step` and these settings from there on."""

    parent: str
    step: int
    label: str
    optimizer: Optimizer
    sampling: Sampling


@dataclass(frozen=True)
class RemoveBranch:
    """Take a branch away."""

    label: str


@dataclass(frozen=True)
class ReportSetup:
    """After something was refused: tell what there is once all that was asked for before this is done."""


StepCommand = Play | Pause | StepBy | StepTo | Rewind
SetupCommand = Load | Open | Configure | Switch | SetSpeed | SetCheckpointBytes | Branch | RemoveBranch
Command = StepCommand | SetupCommand | ShowPast | ReportSetup


class Outlook(NamedTuple):
    """Where all that was asked for leads: the state, and the step. While playing, the step is one that is yet to come.

    What may be asked for next follows from it, and not from what was last painted: a key that comes before the frame counts.
    """

    state: TrainerState
    step: int

    def after(self, command: Command) -> "Outlook":
        """What is known of it once this has been asked for too. Where a run may go on again, it is taken to."""
        state, step = self
        match command:
            case Load() | Open():
                # What was left in the other mode stands at a step that only the worker knows.
                begins_at = command.document.opening_step if isinstance(command, Open) else 1 if command.resume else 0
                return Outlook(TrainerState.PAUSED, step if command.catch_up else begins_at)
            case _ if state in (TrainerState.FAILED, TrainerState.LOADING):
                return self
            case Configure() | Switch() | Branch():
                return Outlook(TrainerState.PAUSED if state is TrainerState.FINISHED else state, step)
            case Rewind(to):
                is_playing = state is TrainerState.RUNNING
                return Outlook(state if is_playing else TrainerState.PAUSED, max(to, 1) if is_playing else to)
            case StepBy(steps) if steps < 0:
                return Outlook(TrainerState.PAUSED, max(0, step + steps))
            case _ if state is TrainerState.FINISHED:
                return self
            case Play():
                return Outlook(TrainerState.RUNNING, max(step, 1))
            case Pause():
                return Outlook(TrainerState.PAUSED, step)
            case StepBy(steps):
                return Outlook(TrainerState.PAUSED, step + steps)
            case StepTo(to):
                return Outlook(TrainerState.PAUSED, max(step, to))
        return self
