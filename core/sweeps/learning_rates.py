"""The same run with smaller and larger learning rates: what an η strip compares, as set-ups and as work in slices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from core.experiment.document import Document
from core.experiment.experiment import Experiment
from core.experiment.run import Run
from core.experiment.setup import Setup
from core.experiment.snapshot import RunPlan, Snapshot
from core.problems.base import Problem, Settings
from core.text import tr

FACTORS = (0.25, 0.5, 1.0, 2.0, 4.0)
# For a path in the plane of the weights some moments are enough.
_BYTES_EACH = 40_000_000


@dataclass(frozen=True)
class RateVariant:
    """One panel: the factor, the learning rate that comes of it, in the end, and an experiment with this run alone."""

    factor: float
    rate: float
    document: Document

    @property
    def setup(self) -> Setup:
        """The run with the settings that were made last."""
        return self.document.setup


def rate_variants(source: Setup | Document, label: str, factors: Sequence[float] = FACTORS) -> tuple[RateVariant, ...]:
    """The run `label` for each factor of its learning rate: same start, seed and steps.

    Of a document the changes in mid-run are made too, at the same steps, with the factor on every rate: the panel of factor 1 is
    the run that was made, a branch with its past.

    Raises:
        ValueError: with a sentence, if there is no such run, or a learning rate would be out of its range.
    """
    logs = {plan.label: plan.settings for plan in source.plans} if isinstance(source, Document) else _logs(source)
    if label not in logs:
        raise ValueError(tr("There is no run {label} to vary the learning rate of.").format(label=label))
    variants = []
    for factor in factors:
        log = tuple(
            settings._replace(optimizer=replace(settings.optimizer, learning_rate=settings.optimizer.learning_rate * factor))
            for settings in logs[label]
        )
        document = Document(source.problem, source.seed, (RunPlan(label, log),), source.title, source.steps)
        variants.append(RateVariant(factor, log[-1].optimizer.learning_rate, document))
    return tuple(variants)


def _logs(setup: Setup) -> dict[str, tuple[Settings, ...]]:
    return {run.label: (Settings(0, run.optimizer, run.sampling),) for run in setup.runs}


class RateStripWork:
    """Takes the steps of all variants, a slice at a time, so that a window stays usable meanwhile."""

    def __init__(self, variants: Sequence[RateVariant], steps: int, problem: Problem) -> None:
        """`problem` is what all set-ups name; of its data alone is made use, so that it may be in use elsewhere.

        Raises:
            ValueError: if the loss at the start is not finite.
        """
        problem = problem.private_copy()
        self.variants, self._steps = tuple(variants), steps
        self._experiments = [
            Experiment.from_document(variant.document, checkpoint_bytes=_BYTES_EACH, problem=problem) for variant in self.variants
        ]

    @property
    def share(self) -> float:
        """The part that is done, from 0 to 1."""
        done = sum(min(self._steps, run.step) if run.termination is None else self._steps for run in self._runs())
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
