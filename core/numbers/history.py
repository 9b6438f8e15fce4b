"""history.csv and layers.csv: one row for every step of every run, exact to the last bit."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.problems.network import NetworkProblem

HEADER = ("run", "step", "loss", "x", "y")
NETWORK_HEADER = ("run", "step", "epoch", "loss", "test_accuracy")
LAYERS_HEADER = ("run", "step", "layer", "gradient_norm", "update_ratio")

# Rows that are Python objects at the same time.
_BLOCK = 65536


def write_history(path: Path, snapshot: Snapshot) -> None:
    """Write all rows, grouped by run. Floats are written so that reading them gives the same bits.

    On a network `epoch` is the gradients of single images taken so far over the number of training images, and
    `test_accuracy` is empty where it was not measured.

    Raises:
        OSError: if `path` cannot be written.
    """
    problem = snapshot.problem
    if isinstance(problem, NetworkProblem):
        _write(path, NETWORK_HEADER, chain.from_iterable(_network_rows(run, problem.train_count) for run in snapshot.runs))
    else:
        _write(path, HEADER, chain.from_iterable(map(_function_rows, snapshot.runs)))


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


def _function_rows(run: RunSnapshot) -> Iterator[tuple[Any, ...]]:
    for block in _blocks(run.step + 1):
        rows = zip(run.loss[block].tolist(), run.path[block].tolist(), strict=True)
        for step, (loss, (x, y)) in enumerate(rows, block.start):
            yield run.label, step, repr(loss), repr(x), repr(y)


def _network_rows(run: RunSnapshot, train_count: int) -> Iterator[tuple[Any, ...]]:
    measured = dict(zip(run.held_out.steps.tolist(), run.held_out.accuracy.tolist(), strict=True))
    for block in _blocks(run.step + 1):
        epochs = run.evaluations.at(np.arange(block.start, block.stop)) / train_count
        for step, (epoch, loss) in enumerate(zip(epochs.tolist(), run.loss[block].tolist(), strict=True), block.start):
            yield run.label, step, repr(epoch), repr(loss), repr(measured[step]) if step in measured else ""


def _layer_rows(run: RunSnapshot) -> Iterator[tuple[Any, ...]]:
    for block in _blocks(len(run.layers.gradient)):
        norms, ratios = run.layers.gradient[block].tolist(), run.layers.update_ratio[block].tolist()
        for step, (gradient, ratio) in enumerate(zip(norms, ratios, strict=True), block.start):
            for layer, (norm, part) in enumerate(zip(gradient, ratio, strict=True), 1):
                yield run.label, step, layer, repr(norm), repr(part)
