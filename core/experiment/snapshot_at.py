"""A snapshot as it was at an earlier step: what the views are given while the user looks back. Nothing is computed or copied."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.experiment.snapshot import NO_TRAIL, CheckpointTrail, RunSnapshot, Snapshot, StepRecord

# Beyond any number of steps, so that a revision and a step make one number that no other two make.
_MOST_STEPS = 1 << 62


def snapshot_at(snapshot: Snapshot, step: int, records: Mapping[str, StepRecord] | None = None) -> Snapshot:
    """All runs with the rows up to `step`, as they were when they had no more; `snapshot` itself if it is not past that step.

    `records` tells for some runs, by label, the step that led to their last row then. Without one, and further back than one
    step, the parameters of a run on a network are those of the nearest kept checkpoint before it.
    """
    if step >= snapshot.step:
        return snapshot
    records = records or {}
    runs = tuple(_run_at(run, step, records.get(run.label)) for run in snapshot.runs)
    return replace(snapshot, step=step, reached=snapshot.last_step, runs=runs)


def _run_at(run: RunSnapshot, step: int, record: StepRecord | None) -> RunSnapshot:
    # A run that has ended has its last row before the step that failed.
    if run.step <= step and (run.termination is None or run.termination.step <= step):
        return run
    rows = min(run.step, step) + 1
    trail = run.trail if run.trail is NO_TRAIL else run.trail.until(step)
    if record is not None and record.number == step:
        theta = record.taken.theta
    elif run.record is not None and run.record.number == step + 1:
        theta = run.record.theta
    elif len(run.path):
        theta = run.path[rows - 1]
    else:
        theta = trail.points[-1]
    # A change made at this very step belongs to the step after it, but it is what the user saw set then.
    changes = tuple(settings for settings in run.changes if settings.since <= step)
    return replace(
        run,
        optimizer=changes[-1].optimizer if changes else run.optimizer,
        sampling=changes[-1].sampling if changes else run.sampling,
        changes=changes,
        revision=-(run.revision * _MOST_STEPS + step),
        path=run.path[:rows],
        loss=run.loss[:rows],
        termination=None,
        arrival=run.arrival if run.arrival is not None and run.arrival.known_at <= step else None,
        theta=theta,
        record=record,
        held_out=run.held_out.until(step),
        recorded={key: measured[: rows - 1] for key, measured in run.recorded.items()},
        trail=trail,
        evaluations=run.evaluations.until(step),
        seconds=run.seconds.until(step),
    )


def from_forks(snapshot: Snapshot) -> Snapshot:
    """The snapshot as it is drawn: a branch from its fork on, since up to there it is its parent's line, if that is shown.

    A branch that is drawn whole has no `parent` here; one that has not come to its fork is left out.
    """
    if all(run.parent is None for run in snapshot.runs):
        return snapshot
    shown = {run.label for run in snapshot.runs}
    runs = []
    for run in snapshot.runs:
        if run.parent is None or run.parent not in shown or not run.fork:
            runs.append(run if run.parent is None else replace(run, parent=None))
        elif run.step >= run.fork:
            runs.append(_from_fork(run))
    return replace(snapshot, runs=tuple(runs))


def _from_fork(run: RunSnapshot) -> RunSnapshot:
    trail = run.trail
    if trail is not NO_TRAIL:
        first = max(0, int(np.searchsorted(trail.steps, run.fork, side="right")) - 1)
        trail = CheckpointTrail(trail.steps[first:], trail.points[first:], trail.states[first:])
    # The fork may move while the run stays as it is, and then other rows are drawn: a past of its own.
    return replace(run, path=run.path[run.fork :], trail=trail, revision=run.revision * _MOST_STEPS + run.fork)
