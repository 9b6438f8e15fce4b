"""history.csv and layers.csv: one row for every step of every run, exact to the last bit."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from core.experiment.snapshot import RunSnapshot, Snapshot

HEADER = ("run", "step", "loss", "x", "y")
EPOCHS_HEADER = ("run", "step", "epoch", "loss", "test_accuracy")
LAYERS_HEADER = ("run", "step", "layer", "gradient_norm", "update_ratio")

# Rows that are Python objects at the same time.
_BLOCK = 65536


def write_history(path: Path, snapshot: Snapshot) -> None:
    """Write all rows, grouped by run. Floats are written so that reading them gives the same bits.

    Where there are too many parameters for columns, there is `epoch`, the gradients of single data taken so far over the number of
    training data, and `test_accuracy`, which is empty where it was not measured.

    Raises:
        OSError: if `path` cannot be written.
    """
    problem = snapshot.problem
    if problem.dimensions is None:
        _write(path, EPOCHS_HEADER, chain.from_iterable(_epoch_rows(run, problem.epoch_size) for run in snapshot.runs))
    else:
        _write(path, HEADER[: 3 + problem.dimensions], chain.from_iterable(map(_path_rows, snapshot.runs)))


def write_layers(path: Path, snapshot: Snapshot) -> None:
    """Write the norms of each layer, counted from 1, at each step; the row of step k tells of the step that follows it.

    Raises:
        OSError: if `path` cannot be written.
    """
    _write(path, LAYERS_HEADER, chain.from_iterable(map(_layer_rows, snapshot.runs)))


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _blocks(count: int) -> Iterator[slice]:
    return (slice(first, min(first + _BLOCK, count)) for first in range(0, count, _BLOCK))


def _path_rows(run: RunSnapshot) -> Iterator[tuple[Any, ...]]:
    for block in _blocks(run.step + 1):
        rows = zip(run.loss[block].tolist(), run.path[block].tolist(), strict=True)
        for step, (loss, point) in enumerate(rows, block.start):
            yield run.label, step, repr(loss), *map(repr, point)


def _epoch_rows(run: RunSnapshot, epoch_size: int) -> Iterator[tuple[Any, ...]]:
    measured = dict(zip(run.held_out.steps.tolist(), run.held_out.accuracy.tolist(), strict=True))
    for block in _blocks(run.step + 1):
        epochs = run.evaluations.at(np.arange(block.start, block.stop)) / epoch_size
        for step, (epoch, loss) in enumerate(zip(epochs.tolist(), run.loss[block].tolist(), strict=True), block.start):
            yield run.label, step, repr(epoch), repr(loss), repr(measured[step]) if step in measured else ""


def _layer_rows(run: RunSnapshot) -> Iterator[tuple[Any, ...]]:
    for block in _blocks(len(run.layers.gradient)):
        norms, ratios = run.layers.gradient[block].tolist(), run.layers.update_ratio[block].tolist()
        for step, (gradient, ratio) in enumerate(zip(norms, ratios, strict=True), block.start):
            for layer, (norm, part) in enumerate(zip(gradient, ratio, strict=True), 1):
                yield run.label, step, layer, repr(norm), repr(part)
