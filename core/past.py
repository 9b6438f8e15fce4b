"""A snapshot as it was at an earlier step: what the eyes are given while somebody looks back. Nothing is computed or copied."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.snapshot import NO_NORMS, NO_TRAIL, HeldOut, LayerNorms, Piecewise, RunSnapshot, Snapshot, StepRecord, Trail

# Beyond any number of steps, so that a revision and a step make one number that no other two make.
_MOST_STEPS = 1 << 62


def as_of(snapshot: Snapshot, step: int, records: Mapping[str, StepRecord] | None = None) -> Snapshot:
    """All runs with the rows up to `step`, as they were when they had no more; `snapshot` itself if it is not past that step.

    `records` tells for some runs, by label, the step that led to their last row then. Without one, and further back than one
    step, the parameters of a run on a network are those of the nearest kept moment before it.
    """
    if step >= snapshot.step:
        return snapshot
    records = records or {}
    return replace(
        snapshot, step=step, reached=snapshot.step, runs=tuple(_run_as_of(run, step, records.get(run.label)) for run in snapshot.runs)
    )


def _run_as_of(run: RunSnapshot, step: int, record: StepRecord | None) -> RunSnapshot:
    ending = run.ending if run.ending is not None and run.ending.step <= step else None
    if run.step <= step and ending is run.ending:
        return run
    rows = min(run.step, step) + 1
    trail = _first_of_trail(run.trail, step)
    if record is not None and ending is None and record.number == step:
        theta = record.taken.theta
    elif run.record is not None and run.record.number == step + 1:
        theta = run.record.theta
    elif len(run.path):
        theta = run.path[rows - 1]
    else:
        theta = trail.points[-1]
    tests = int(np.searchsorted(run.held_out.steps, step, side="right"))
    held_out = HeldOut(run.held_out.steps[:tests], run.held_out.loss[:tests], run.held_out.accuracy[:tests])
    layers = run.layers
    # A change made at this very step belongs to the step after it, but it is what the person saw set then.
    changes = tuple(settings for settings in run.changes if settings.since <= step)
    return replace(
        run,
        optimizer=changes[-1].optimizer if changes else run.optimizer,
        sampling=changes[-1].sampling if changes else run.sampling,
        changes=changes,
        revision=-(run.revision * _MOST_STEPS + step),
        path=run.path[:rows],
        loss=run.loss[:rows],
        ending=ending,
        theta=theta,
        record=record,
        held_out=held_out,
        scales=run.scales[: rows - 1],
        trail=trail,
        evaluations=_first_of_quantity(run.evaluations, step),
        seconds=_first_of_quantity(run.seconds, step),
        layers=layers if layers is NO_NORMS else LayerNorms(layers.gradient[: rows - 1], layers.update_ratio[: rows - 1]),
    )


def _first_of_trail(trail: Trail, step: int) -> Trail:
    if trail is NO_TRAIL:
        return trail
    count = int(np.searchsorted(trail.steps, step, side="right"))
    return Trail(trail.steps[:count], trail.points[:count], trail.states[:count])


def _first_of_quantity(quantity: Piecewise, step: int) -> Piecewise:
    kept = int(np.searchsorted(quantity.knots, step))
    last = np.array([step])
    return Piecewise(np.concatenate([quantity.knots[:kept], last]), np.concatenate([quantity.values[:kept], quantity.at(last)]))
