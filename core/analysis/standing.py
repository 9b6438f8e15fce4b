"""How the runs stand at a step, in words: who leads, with which loss, who has arrived, and who has ended."""

from collections.abc import Mapping

from core.experiment.result import places
from core.experiment.snapshot import RunSnapshot, Snapshot
from core.experiment.termination import termination_text
from core.number_text import spoken_figure, thousands
from core.text import tr


def standing_text(snapshot: Snapshot, names: Mapping[str, str]) -> str:
    """The runs by their loss at this step, the lowest first: "Step 32. NAG leads with 0.0117, then GD 0.0390."

    `names` are those of the runs, by label. A run that is being computed anew, and is not at this step yet, has no place.
    """
    sentences = [_step_text(snapshot)]
    racing = [run for run in snapshot.runs if run.termination is None and run.step == snapshot.step]
    behind = [run for run in snapshot.runs if run.termination is None and run.step < snapshot.step]
    if not snapshot.runs:
        sentences.append(tr("No run is switched on."))
    elif racing:
        sentences.append(_places_text(sorted(racing, key=_loss), names))
    arrived = [
        tr("{name} at step {step}").format(name=names[label], step=thousands(at.step)) for label, at in places(snapshot.runs).items()
    ]
    if arrived:
        sentences.append(tr("Arrived: {runs}.").format(runs=", ".join(arrived)))
    sentences += [tr("{name} has come to step {step}.").format(name=names[run.label], step=thousands(run.step)) for run in behind]
    sentences += [f"{names[run.label]} {termination_text(run)}." for run in snapshot.runs if run.termination is not None]
    return " ".join(sentences)


def _loss(run: RunSnapshot) -> float:
    return float(run.loss[-1])


def _step_text(snapshot: Snapshot) -> str:
    if snapshot.reached is not None and snapshot.reached > snapshot.step:
        return tr("Looking at step {step} of {last}.").format(step=thousands(snapshot.step), last=thousands(snapshot.reached))
    return tr("Step {step}.").format(step=thousands(snapshot.step))


def _places_text(runs: list[RunSnapshot], names: Mapping[str, str]) -> str:
    figures = [spoken_figure(_loss(run)) for run in runs]
    if len(runs) > 1 and len({_loss(run) for run in runs}) == 1:
        return tr("All runs stand at {loss}.").format(loss=figures[0])
    first = tr("{name} leads with {loss}") if len(runs) > 1 else tr("{name} stands at {loss}")
    first = first.format(name=names[runs[0].label], loss=figures[0])
    others = ", ".join(f"{names[run.label]} {figure}" for run, figure in zip(runs[1:], figures[1:], strict=True))
    return tr("{first}, then {others}.").format(first=first, others=others) if others else f"{first}."
