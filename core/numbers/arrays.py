"""The numbers as NPZ: whole arrays of every run, `adam/m_hat` and so on, also of a network's hundred thousand parameters."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.hyperparameters import hyperparameters_of
from core.numbers.columns import evaluations_at, sampling_names, settings_values
from core.numbers.names import Quantity, ascii_name, product, product_symbols, term, term_symbols
from core.numbers.npz_file import NpzFile, Shape, npz_bytes, shape
from core.numbers.recompute import Row, Tick, rows_at
from core.numbers.selection import RowSelection
from core.problems.base import Problem, Sampling
from core.text import mark, tr

HEADER_MEMBER = "columns"
"""The name under which NumPy finds the header, a text without a shape: ``str(file["columns"])``."""
_POINT = mark("where the point stands after the step")
_PARAMETERS = mark("the parameters after the step: all weights and biases, layer by layer")
_STEP = mark("the step of each row; 0 is the start. Row i of every array of the run belongs to step[i]")
_LOSS = mark("the exact value of the function at the point")
_BATCH_LOSS = mark("the loss of the batch of this row, at the parameters of this row")
_EVALUATIONS = mark("how many gradients, at single points or of single data, were spent")
_TEST_LOSS = mark("the mean loss on the test images; nan where it was not measured")
_TEST_ACCURACY = mark("the part of the test images told right, 0 to 1; nan where it was not measured")


def run_keys(runs: tuple[RunSnapshot, ...]) -> dict[str, str]:
    """The begin of the arrays' names by run label: the label without what a file name may not have, no two alike."""
    keys: dict[str, str] = {}
    for run in runs:
        plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", run.label).strip(". ") or run.optimizer.key
        number, key = 2, plain
        while key.casefold() in {other.casefold() for other in keys.values()}:
            number, key = number + 1, f"{plain}_{number}"
        keys[run.label] = key
    return keys


def quantities(problem: Problem, run: RunSnapshot) -> tuple[Quantity, ...]:
    """The arrays of a run, and what they mean."""
    rule = type(run.optimizer)
    row = (problem.parameter_count,)
    position = _PARAMETERS if problem.dimensions is None else _POINT
    found = [
        Quantity("step", "k", "steps", tr(_STEP)),
        Quantity("position", "W", "W", tr(position), {}, row),
        Quantity("loss", problem.loss_symbol, problem.loss_unit, tr(_BATCH_LOSS if problem.is_noisy else _LOSS)),
        Quantity("gradient_evaluations", "", "gradients", tr(_EVALUATIONS)),
    ]
    if problem.has_tests:
        found += [Quantity("test_loss", "", "nat", tr(_TEST_LOSS)), Quantity("test_accuracy", "", "1", tr(_TEST_ACCURACY))]
    found += [term(symbol, (rule,), row) for symbol in term_symbols(rule)]
    found += [product(symbol, (rule,)) for symbol in product_symbols(rule)]
    specs = {spec.name: spec for spec in (*hyperparameters_of(rule), *hyperparameters_of(Sampling))}
    names = (*(spec.name for spec in hyperparameters_of(rule)), *sampling_names(problem, run.optimizer))
    found += [Quantity(name, specs[name].symbol, "1", tr(specs[name].title)) for name in names]
    return tuple(found)


class Arrays:
    """The chosen rows as whole arrays of each run: NPZ, on a network with all parameters, and the header as a member of its own."""

    is_size_exact = True

    def __init__(self, problem: Problem, snapshot: Snapshot, selection: RowSelection) -> None:
        self._problem, self._snapshot, self._selection = problem, snapshot, selection
        self._runs = selection.of(snapshot)
        self._keys = run_keys(self._runs)

    @property
    def quantities(self) -> list[tuple[RunSnapshot, str, Quantity]]:
        """Every array by its run and its name in the file."""
        return [(run, f"{self._keys[run.label]}/{each.name}", each) for run in self._runs for each in quantities(self._problem, run)]

    def size(self, header: bytes) -> int:
        """How many bytes the file will have, exactly."""
        return npz_bytes(self._shapes(), {f"{HEADER_MEMBER}.npy": _as_array(header)})

    def write(self, path: Path, header: bytes, tick: Tick) -> None:
        """Write all rows of every array.

        Raises:
            OSError: if `path` cannot be written.
        """
        with NpzFile(path, self._shapes(), {f"{HEADER_MEMBER}.npy": _as_array(header)}) as file:
            for run in self._runs:
                names = [each.name for each in quantities(self._problem, run)]
                for row in rows_at(self._problem, self._snapshot, run, self._selection.steps(run), tick):
                    values = dict(_values(self._problem, run, row))
                    for name in names:
                        file.append(f"{self._keys[run.label]}/{name}", values.get(name, np.nan))

    def _shapes(self) -> dict[str, Shape]:
        """The shape of every array by its name in the file."""
        found = {}
        for run, name, each in self.quantities:
            whole = each.name in ("step", "gradient_evaluations")
            dtype = np.int64 if whole else self._problem.dtype if each.shape else np.float64
            found[name] = shape(len(self._selection.steps(run)), each.shape, dtype)
        return found


def _as_array(header: bytes) -> bytes:
    """The text as NumPy keeps one, so that whoever goes through all names of the file meets arrays only."""
    member = io.BytesIO()
    np.lib.format.write_array(member, np.array(header.decode("utf-8")), allow_pickle=False)
    return member.getvalue()


def _values(problem: Problem, run: RunSnapshot, row: Row) -> Iterator[tuple[str, NDArray[Any] | float]]:
    """What there is at a row; what there is not, such as a term at the start, will be nan."""
    yield "step", row.step
    yield "position", row.theta
    yield "loss", row.loss
    yield "gradient_evaluations", evaluations_at(problem, run, row)
    place = int(np.searchsorted(run.held_out.steps, row.step))
    if place < len(run.held_out.steps) and run.held_out.steps[place] == row.step:
        yield "test_loss", run.held_out.loss[place]
        yield "test_accuracy", run.held_out.accuracy[place]
    if row.record is not None and row.settings is not None:
        for symbol, value in row.record.taken.terms.items():
            yield ascii_name(symbol), value
        for symbol in product_symbols(type(row.record.optimizer)):
            yield ascii_name(symbol), float(row.record.taken.state[symbol])
        yield from settings_values(problem, row.settings)
