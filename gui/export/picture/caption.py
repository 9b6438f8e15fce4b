"""The line at the foot of a picture: what was minimised, from where, with which seed, and how each run was set."""

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.experiment.termination import termination_text
from core.hyperparameters import hyperparameters_of
from core.number_text import setting_text, thousands
from core.optimizers import OPTIMIZERS
from core.optimizers.base import Optimizer
from core.problems.base import Problem, Sampling
from core.text import tr
from gui.style.run_style import runs_in_order

# A drag of the slider changes the rate a dozen times; a line cannot tell more than the last.
_MOST_CHANGES = 3
# A line ends between two values, not between a symbol and its own.
_BOUND = "\N{NO-BREAK SPACE}"


def settings_line(snapshot: Snapshot) -> str:
    """All that somebody needs to make the runs of a snapshot again, in a line that may wrap."""
    head = [
        *snapshot.problem.caption(snapshot.start),
        tr("seed {seed}").format(seed=snapshot.seed),
        tr("step {step}").format(step=thousands(snapshot.step)),
    ]
    return " · ".join([*head, *(run_line(snapshot.problem, run) for run in runs_in_order(snapshot))])


def run_line(problem: Problem, run: RunSnapshot) -> str:
    """The name of a run, its hyperparameters, where they were changed, and that it diverged."""
    settings = run.changes or ()
    name = OPTIMIZERS[run.label].name if run.label in OPTIMIZERS else f"{run.label} ({run.optimizer.name})"
    if 1 < len(settings) <= _MOST_CHANGES + 1:
        first, *later = settings
        said = [_values(problem, first.optimizer, first.sampling)]
        for one in later:
            said.append(tr("from step {step}: {values}").format(step=one.since, values=_values(problem, one.optimizer, one.sampling)))
        values = "; ".join(said)
    else:
        values = _values(problem, run.optimizer, run.sampling)
        if len(settings) > 1:
            values = tr("{values}, changed {count} times, last at step {step}").format(
                values=values, count=len(settings) - 1, step=settings[-1].since
            )
    line = f"{name}{_BOUND}{values}"
    return f"{line} ({termination_text(run)})" if run.termination is not None else line


def _values(problem: Problem, optimizer: Optimizer, sampling: Sampling) -> str:
    """The hyperparameters in the symbols of the equations; switches only where they are not as usual."""
    said = []
    for spec in hyperparameters_of(type(optimizer)):
        value = getattr(optimizer, spec.name)
        if spec.value_type is not bool:
            said.append(f"{spec.symbol}{_BOUND}{setting_text(value)}")
        elif value != spec.default:
            said.append(tr("{switch}: on").format(switch=tr(spec.title)) if value else tr("{switch}: off").format(switch=tr(spec.title)))
    if problem.draws_batches(optimizer):
        said.append(f"B{_BOUND}{sampling.batch_size}")
        if "noise" in problem.sampling_names:
            said.append(f"σ{_BOUND}{setting_text(sampling.noise)}")
    return ", ".join(said)
