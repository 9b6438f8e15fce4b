"""Several runs that share the problem, the start, the batches and the seed, stepped in lockstep."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from time import perf_counter

from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS, Optimizer
from core.problems import Problem, Sampling
from core.run import Run
from core.snapshot import Snapshot

DEFAULT_FUNCTION = "seed-bowl"
DEFAULT_STEPS = 100
LARGEST_SEED = 2**63 - 1

# Between two looks at the clock, every run takes as many steps as fit in about this time.
_ROUND_SECONDS = 0.001


@dataclass(frozen=True)
class RunSetup:
    """One run of an experiment: its rule with hyperparameters, its label, and how its batches are drawn."""

    label: str
    optimizer: Optimizer
    sampling: Sampling = Sampling()


@dataclass(frozen=True)
class Setup:
    """All that determines an experiment: what a file holds, and what the window edits."""

    function: str
    start: tuple[float, float]
    seed: int
    runs: tuple[RunSetup, ...]
    title: str = ""
    steps: int = DEFAULT_STEPS

    def with_run(self, changed: RunSetup) -> "Setup":
        """The same setup with the run of that label replaced."""
        return replace(self, runs=tuple(changed if run.label == changed.label else run for run in self.runs))


def recommended_optimizer(key: str, function: str) -> Optimizer:
    """The optimizer of that key with the learning rate recommended for the function, all else at its default."""
    return OPTIMIZERS[key](learning_rate=FUNCTIONS[function].recommended[key])


def recommended_sampling(function: str) -> Sampling:
    """Batches of the usual size, drawn as far around the point as the function recommends."""
    return Sampling(noise=FUNCTIONS[function].recommended_noise)


def default_setup(function: str = DEFAULT_FUNCTION, seed: int = 0) -> Setup:
    """All seven optimizers on one function, from its own start, with its recommended learning rates."""
    sampling = recommended_sampling(function)
    runs = tuple(RunSetup(key, recommended_optimizer(key, function), sampling) for key in OPTIMIZERS)
    return Setup(function, FUNCTIONS[function].start, seed, runs, title=FUNCTIONS[function].name)


def on_function(setup: Setup, function: str) -> Setup:
    """The same runs and seed on another function: its own start, learning rates and noise; what else was set stays."""
    noise = recommended_sampling(function).noise
    runs = tuple(
        RunSetup(
            run.label,
            replace(run.optimizer, learning_rate=recommended_optimizer(run.optimizer.key, function).learning_rate),
            replace(run.sampling, noise=noise),
        )
        for run in setup.runs
    )
    return Setup(function, FUNCTIONS[function].start, setup.seed, runs, title=FUNCTIONS[function].name, steps=setup.steps)


class Experiment:
    """Runs in lockstep. A run that diverged stays where it ended; the others go on.

    `step` is the step reached. A run that was switched off waits; switched on again, it catches up to that step first,
    as does a run that was restarted.
    """

    def __init__(self, setup: Setup, generation: int = 0, off: Collection[str] = ()) -> None:
        """Set all runs to the start.

        Raises:
            ValueError: if the loss at the start is not finite, or two runs share a label.
        """
        self.setup = setup
        self.generation = generation
        self.problem = Problem(FUNCTIONS[setup.function])
        self.runs = {run.label: Run(run.label, self.problem, setup.start, setup.seed, run.optimizer, run.sampling) for run in setup.runs}
        if len(self.runs) != len(setup.runs):
            raise ValueError("labels must be unique")
        self.step = 0
        self._off = set(off)
        self._steps_each_round = 1

    @property
    def active(self) -> list[Run]:
        """The runs that are switched on and have not ended."""
        return [run for run in self.runs.values() if run.label not in self._off and run.ending is None]

    @property
    def is_behind(self) -> bool:
        """Whether a run has to catch up with the step that the experiment has reached."""
        return any(run.step < self.step for run in self.active)

    def advance(self, steps: int) -> None:
        """Take this many steps with every active run, after those behind have caught up."""
        self.work(self.step + steps, float("inf"))

    def work(self, target: int, seconds: float) -> bool:
        """Step toward `target` for about this long; True when there is nothing left to do.

        All active runs are at the same step on return, except those that are still catching up.
        """
        deadline = perf_counter() + seconds
        while True:
            active = self.active
            behind = [run for run in active if run.step < self.step]
            if not behind and (not active or self.step >= target):
                return True
            began = perf_counter()
            if began >= deadline:
                return False
            runs = behind or active
            goal = min(self.step if behind else target, min(run.step for run in runs) + self._steps_each_round)
            for run in runs:
                run.advance(max(0, goal - run.step))
            if not behind:
                self.step = goal if any(run.ending is None for run in runs) else max(run.step for run in runs)
            self._fit_round(perf_counter() - began)

    def _fit_round(self, seconds: float) -> None:
        if seconds > 2 * _ROUND_SECONDS:
            self._steps_each_round = max(1, self._steps_each_round // 2)
        elif seconds < _ROUND_SECONDS / 2:
            self._steps_each_round = min(4096, self._steps_each_round * 2)

    def switch(self, label: str, on: bool) -> None:
        """Let a run take part, or not."""
        (self._off.discard if on else self._off.add)(label)

    @property
    def off(self) -> frozenset[str]:
        """The labels of the runs that do not take part."""
        return frozenset(self._off)

    def configure(self, label: str, optimizer: Optimizer, sampling: Sampling, replay: bool) -> None:
        """Change a run's settings: from the next step on, or with `replay` from the start, to catch up to this step.

        A run that is behind takes the change at the step that the experiment has reached, not wherever it happens to be.

        Raises:
            ValueError: if `optimizer` is another rule than the run's.
        """
        run = self.runs[label]
        run.configure(optimizer, sampling, since=max(run.step, self.step))
        self.setup = self.setup.with_run(RunSetup(label, optimizer, sampling))
        if replay:
            run.restart()

    def rewind(self, step: int) -> None:
        """Take every run back to `step`, from where it goes on with the settings of now.

        A run that ended before `step` stays as it is.
        """
        for setup in self.setup.runs:
            run = self.runs[setup.label]
            if run.step > step or (run.ending is not None and run.ending.step > step):
                run.rewind(min(step, run.step))
            # Also for a run that waits before `step`: it may have a change ahead, for a step that is no more.
            run.configure(setup.optimizer, setup.sampling, since=max(step, run.step))
        self.step = min(step, self.step)
        self.generation += 1

    def restarted(self, setup: Setup, catch_up: bool = False) -> "Experiment":
        """A fresh experiment of another setup, same runs switched off; with `catch_up` it replays to the same step."""
        fresh = Experiment(setup, self.generation + 1, self._off)
        fresh.step = self.step if catch_up else 0
        return fresh

    def snapshot(self) -> Snapshot:
        """All runs that take part, as they stand."""
        runs = tuple(run.snapshot() for run in self.runs.values() if run.label not in self._off)
        return Snapshot(self.generation, self.step, self.problem, self.setup.start, self.setup.seed, runs)
