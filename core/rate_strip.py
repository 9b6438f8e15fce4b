"""The same run with smaller and larger learning rates: what an η strip compares, as set-ups and as work in slices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from core.experiment import Experiment
from core.network_problem import NetworkProblem
from core.problems import Problem
from core.run import Run
from core.setups import RunSetup, Setup
from core.snapshot import Snapshot
from core.text import tr

FACTORS = (0.25, 0.5, 1.0, 2.0, 4.0)
# For a path in the plane of the weights some moments are enough.
_BYTES_EACH = 40_000_000


@dataclass(frozen=True)
class RateVariant:
    """One panel: the factor, the learning rate that comes of it, and the set-up with this run alone."""

    factor: float
    rate: float
    setup: Setup


def rate_variants(setup: Setup, label: str, factors: Sequence[float] = FACTORS) -> tuple[RateVariant, ...]:
    """The run `label` of `setup` for each factor of its learning rate: same start, seed and steps, without changes on the way.

    Raises:
        ValueError: with a sentence, if there is no such run, or a learning rate would be out of its range.
    """
    run = next((run for run in setup.runs if run.label == label), None)
    if run is None:
        raise ValueError(tr("There is no run {label} to vary the learning rate of.").format(label=label))
    variants = []
    for factor in factors:
        rate = run.optimizer.learning_rate * factor
        varied = RunSetup(run.label, replace(run.optimizer, learning_rate=rate), run.sampling)
        variants.append(RateVariant(factor, rate, replace(setup, runs=(varied,))))
    return tuple(variants)


class RateStripWork:
    """Takes the steps of all variants, a slice at a time, so that a window stays usable meanwhile."""

    def __init__(self, variants: Sequence[RateVariant], steps: int, problem: Problem) -> None:
        """`problem` is what all set-ups name; of its data alone is made use, so that it may be in use elsewhere.

        Raises:
            ValueError: if the loss at the start is not finite.
        """
        if isinstance(problem, NetworkProblem):
            problem = NetworkProblem(problem.setup, problem.dataset)
        self.variants, self._steps = tuple(variants), steps
        self._experiments = [Experiment(variant.setup, checkpoint_bytes=_BYTES_EACH, problem=problem) for variant in self.variants]

    @property
    def share(self) -> float:
        """The part that is done, from 0 to 1."""
        done = sum(min(self._steps, run.step) if run.ending is None else self._steps for run in self._runs())
        return done / max(1, self._steps * len(self._experiments))

    def work(self, seconds: float) -> bool:
        """Go on for about this long, at least one piece; True when all runs have come to the last step, or diverged."""
        deadline = perf_counter() + seconds
        return all(experiment.work(self._steps, max(0.0, deadline - perf_counter())) for experiment in self._experiments)

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The variants as they stand, in their order."""
        return tuple(experiment.snapshot() for experiment in self._experiments)

    def _runs(self) -> list[Run]:
        return [run for experiment in self._experiments for run in experiment.runs.values()]
