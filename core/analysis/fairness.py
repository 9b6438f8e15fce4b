"""What makes a race on a network fair, in one sentence; and where it is not, that too."""

import numpy as np

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.number_text import thousands
from core.text import tr


def fairness_text(snapshot: Snapshot, names: dict[str, str] | None = None) -> str:
    """Start, batches and gradient evaluations of the runs; `names` by label, where they differ from it."""
    problem = snapshot.problem
    if not snapshot.runs:
        return ""
    sizes = {run.sampling.batch_size for run in snapshot.runs if problem.draws_batches(run.optimizer)}
    if len(sizes) > 1:
        first = tr("Same start; batches differ in size: {sizes}.").format(sizes=", ".join(map(str, sorted(sizes))))
    elif sizes:
        first = tr("Same start, same batches of {size}.").format(size=sizes.pop())
    else:
        first = tr("Same start.")
    late = [run for run in snapshot.runs if _is_late(run, snapshot)]
    parts = [first, _spent_text(snapshot, names or {})]
    if late:
        each = ", ".join(
            tr("{name} is at {step}").format(name=(names or {}).get(run.label, run.label), step=thousands(run.step)) for run in late
        )
        parts.append(tr("Catching up to step {step}, while the others wait: {each}.").format(step=thousands(snapshot.step), each=each))
    return " ".join(parts)


def _is_late(run: RunSnapshot, snapshot: Snapshot) -> bool:
    """Whether a run has more to catch up than the step that is being taken."""
    return run.termination is None and run.step < snapshot.step - 1


def _spent_text(snapshot: Snapshot, names: dict[str, str]) -> str:
    """How many gradients of single images each run has taken; runs that took as many as most others are not named."""
    # While a step is being taken some runs have it and some not, which says nothing: told is the last that all have.
    common = min((run.step for run in snapshot.runs if run.termination is None and not _is_late(run, snapshot)), default=snapshot.step)
    spent = {run.label: int(run.evaluations.at(np.array(common))) for run in snapshot.runs}
    counts = list(spent.values())
    usual = max(set(counts), key=counts.count)
    if len(set(counts)) == 1:
        return tr("Gradients so far: {count} each.").format(count=thousands(usual))
    if 2 * counts.count(usual) <= len(counts):
        each = ", ".join(f"{names.get(label, label)} {thousands(count)}" for label, count in spent.items())
        return tr("Gradients so far: {each}.").format(each=each)
    others = ", ".join(f"{names.get(label, label)} {thousands(count)}" for label, count in spent.items() if count != usual)
    return tr("Gradients so far: {count} each, but {others}.").format(count=thousands(usual), others=others)
