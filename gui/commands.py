"""What may be asked of the worker: frozen records, sent through one queued signal, carried out in order."""

from dataclasses import dataclass
from enum import Enum

from core.experiment import Setup
from core.optimizers import Optimizer
from core.problems import Sampling


class TrainerState(Enum):
    """What the worker is doing; which controls are enabled is a function of it."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True)
class Load:
    """Begin another setup; with `catch_up`, compute it to the step reached now."""

    setup: Setup
    catch_up: bool = False


@dataclass(frozen=True)
class Play:
    """Step on at the set speed."""


@dataclass(frozen=True)
class Pause:
    """Stop after the step under way."""


@dataclass(frozen=True)
class StepBy:
    """Pause and take exactly this many steps, whatever the speed; back if negative, but not behind the start."""

    steps: int


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


Command = Load | Play | Pause | StepBy | Rewind | Configure | Switch | SetSpeed
