"""The columns of the table: one row for each run and step, of whatever problem and whichever rules there are.

Row k stands for the point after k steps, and has the terms, hyperparameters and batch of the step that led there; so row 0, the
start, has none of these. What a rule does not have is left empty.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.hyperparameters import hyperparameters_of
from core.numbers.names import Quantity, all_symbols, ascii_name, product, product_symbols, rules_of, term, term_symbols
from core.numbers.recompute import Row, Tick, rows_at
from core.numbers.selection import RowSelection
from core.optimizers.base import Array, Optimizer
from core.problems.base import Problem, Sampling, Settings
from core.text import mark, tr

ENDED = "diverged"

_RUN = Quantity("run", "", "", mark("the label of the run"))
_STEP = Quantity("step", "k", "steps", mark("how many steps were taken; 0 is the start"))
_OPTIMIZER = Quantity("optimizer", "", "", mark("the update rule"))
_LOSS = Quantity("loss", "f", "loss", mark("the exact value of the function at the point"))
_BATCH_LOSS = Quantity("loss", "L", "nat", mark("the loss of the batch of this row, at the parameters of this row"))
_EVALUATIONS = Quantity("gradient_evaluations", "", "gradients", mark("how many gradients, at single points or of single data, were spent"))
_EPOCH = Quantity("epoch", "", "epochs", mark("gradients of single images spent, over the number of training images"))
_TEST_LOSS = Quantity("test_loss", "", "nat", mark("the mean loss on the test images; empty where it was not measured"))
_TEST_ACCURACY = Quantity("test_accuracy", "", "1", mark("the part of the test images told right, 0 to 1; empty where it was not measured"))
_ENDING = Quantity("ending", "", "", mark("“diverged” in the row of a step that led to no finite loss; else empty"))
_POSITION = mark("where the point stands after the step")
_COMPONENT = mark("{variable} component: {meaning}")
_NORM = mark("Euclidean norm over all parameters: {meaning}")
_LAYER_NORM = mark("Euclidean norm over layer {layer}: {meaning}")
_PARAMETERS = mark("the parameters after the step, all weights and biases")
# A float that is read back to the bit has 17 digits, sign, point and often an exponent; most have a few less.
_BYTES_A_NUMBER = 20


def in_language(quantity: Quantity) -> Quantity:
    """The same quantity with its meaning in the language of the user."""
    return replace(quantity, meaning=tr(quantity.meaning))


def settings_quantities(problem: Problem, keys: tuple[str, ...]) -> tuple[Quantity, ...]:
    """The hyperparameters of these rules, and how batches are drawn where they are."""
    specs = {spec.name: spec for rule in rules_of(keys) for spec in hyperparameters_of(rule)}
    found = [Quantity(spec.name, spec.symbol, "1", tr(spec.title)) for spec in specs.values()]
    names = {name for rule in rules_of(keys) for name in sampling_names(problem, rule(learning_rate=1.0))}
    return (*found, *(Quantity(s.name, s.symbol, "1", tr(s.title)) for s in hyperparameters_of(Sampling) if s.name in names))


def sampling_names(problem: Problem, optimizer: Optimizer) -> tuple[str, ...]:
    """What of the sampling matters to this rule: nothing where it takes no batches."""
    return problem.sampling_names if problem.draws_batches(optimizer) else ()


def settings_values(problem: Problem, settings: Settings) -> Iterator[tuple[str, float | int]]:
    """The name and value of everything that was set for a step; a switch is 1 or 0."""
    for spec in hyperparameters_of(type(settings.optimizer)):
        value = getattr(settings.optimizer, spec.name)
        yield spec.name, int(value) if isinstance(value, bool) else value
    for name in sampling_names(problem, settings.optimizer):
        yield name, getattr(settings.sampling, name)


def evaluations_at(problem: Problem, run: RunSnapshot, row: Row) -> int:
    """Gradients spent up to this row."""
    if row.failed and row.settings is not None:
        cost = problem.evaluations(row.settings.optimizer, row.settings.sampling)
        return round(float(run.evaluations.at(np.array([run.step]))[0])) + cost
    return round(float(run.evaluations.at(np.array([row.step]))[0]))


class Columns:
    """What the table of these runs has, and the cells of each row. Numbers are written so that reading gives the same bits."""

    def __init__(self, problem: Problem, runs: tuple[RunSnapshot, ...]) -> None:
        self._problem = problem
        self._keys = tuple(run.optimizer.key for run in runs)
        self._variables = problem.variables
        self._layers = problem.layer_count if problem.records_layers else 0
        self.quantities = self._component_columns() if self._variables else self._norm_columns()
        self.names = tuple(quantity.name for quantity in self.quantities)

    def _terms(self) -> list[Quantity]:
        rules = rules_of(self._keys)
        return [term(symbol, rules) for symbol in all_symbols(rules)]

    def _settings(self) -> tuple[Quantity, ...]:
        rules = rules_of(self._keys)
        products = dict.fromkeys(symbol for rule in rules for symbol in product_symbols(rule))
        return (*(product(symbol, rules) for symbol in products), *settings_quantities(self._problem, self._keys), in_language(_ENDING))

    def _component_columns(self) -> tuple[Quantity, ...]:
        position = [Quantity(name, name, "W", tr(_POSITION)) for name in self._variables]
        components = [
            replace(
                each,
                name=f"{each.name}_{variable}",
                symbol=f"{each.symbol}_{variable}",
                meaning=tr(_COMPONENT).format(meaning=each.meaning, variable=variable),
            )
            for each in self._terms()
            for variable in self._variables
        ]
        return (
            in_language(_RUN),
            in_language(_STEP),
            in_language(_OPTIMIZER),
            *position,
            in_language(_LOSS),
            in_language(_EVALUATIONS),
            *components,
            *self._settings(),
        )

    def _norm_columns(self) -> tuple[Quantity, ...]:
        first = map(in_language, (_RUN, _STEP, _OPTIMIZER, _EPOCH, _EVALUATIONS, _BATCH_LOSS, _TEST_LOSS, _TEST_ACCURACY))
        vectors = [Quantity("w", "W", "W", tr(_PARAMETERS)), *self._terms()]
        norms = [
            replace(each, name=f"{each.name}_norm", symbol=f"‖{each.symbol}‖", meaning=tr(_NORM).format(meaning=each.meaning))
            for each in vectors
        ]
        norms += [
            replace(
                each,
                name=f"{each.name}_norm_layer{layer}",
                symbol=f"‖{each.symbol}‖",
                meaning=tr(_LAYER_NORM).format(meaning=each.meaning, layer=layer),
            )
            for layer in range(1, self._layers + 1)
            for each in vectors
        ]
        return (*first, *norms, *self._settings())

    def cells(self, run: RunSnapshot, row: Row) -> list[str]:
        """One row of the table."""
        found = {"run": run.label, "step": str(row.step), "optimizer": run.optimizer.key, "loss": repr(row.loss)}
        found["gradient_evaluations"] = str(evaluations_at(self._problem, run, row))
        if self._variables:
            self._add_components(found, row)
        else:
            self._add_norms(found, run, row)
        if row.record is not None and row.settings is not None:
            for symbol in product_symbols(type(row.record.optimizer)):
                found[ascii_name(symbol)] = repr(float(row.record.taken.state[symbol]))
            found |= {name: repr(value) for name, value in settings_values(self._problem, row.settings)}
        if row.failed:
            found["ending"] = ENDED
        return [found.get(name, "") for name in self.names]

    def _add_components(self, found: dict[str, str], row: Row) -> None:
        vectors = {"": row.theta} | ({f"{ascii_name(s)}_": v for s, v in row.record.taken.terms.items()} if row.record else {})
        for begin, vector in vectors.items():
            for variable, value in zip(self._variables, vector.tolist(), strict=True):
                found[f"{begin}{variable}"] = repr(value)

    def _add_norms(self, found: dict[str, str], run: RunSnapshot, row: Row) -> None:
        found["epoch"] = repr(evaluations_at(self._problem, run, row) / self._problem.epoch_size)
        place = int(np.searchsorted(run.held_out.steps, row.step))
        if place < len(run.held_out.steps) and run.held_out.steps[place] == row.step:
            found["test_loss"], found["test_accuracy"] = repr(float(run.held_out.loss[place])), repr(float(run.held_out.accuracy[place]))
        vectors = {"w": row.theta} | ({ascii_name(s): v for s, v in row.record.taken.terms.items()} if row.record else {})
        with np.errstate(all="ignore"):
            for name, vector in vectors.items():
                found[f"{name}_norm"] = repr(norm(vector))
            if self._layers:
                for layer, norms in enumerate(self._problem.norms(list(vectors.values())).tolist(), 1):
                    for name, value in zip(vectors, norms, strict=True):
                        found[f"{name}_norm_layer{layer}"] = repr(value)

    def numbers_of(self, run: RunSnapshot) -> int:
        """How many numbers with all their digits a row of this run has."""
        terms = len(term_symbols(type(run.optimizer))) + 1
        products = len(product_symbols(type(run.optimizer)))
        return 1 + products + (terms * 2 if self._variables else 1 + terms * (1 + self._layers))


def norm(vector: Array) -> float:
    """‖·‖₂ in 64-bit numbers, whatever the vector is made of."""
    return float(np.linalg.norm(vector.astype(np.float64)))


class Table:
    """One table of the chosen rows, grouped by run, each run in the order of its steps: CSV, on a network with norms."""

    is_size_exact = False

    def __init__(self, problem: Problem, snapshot: Snapshot, selection: RowSelection) -> None:
        self._problem, self._snapshot, self._selection = problem, snapshot, selection
        self._runs = selection.of(snapshot)
        self._columns = Columns(problem, self._runs)

    @property
    def quantities(self) -> list[tuple[None, str, Quantity]]:
        """Every column by its name."""
        return [(None, each.name, each) for each in self._columns.quantities]

    def size(self, _header: bytes) -> int:
        """About how many bytes the table will have; the digits of the numbers are not known before."""
        columns = self._columns
        size = len(",".join(columns.names))
        for run in self._runs:
            settings = 5 * (len(columns.names) - columns.numbers_of(run)) // 2
            fixed = len(run.label) + len(run.optimizer.key) + len(str(self._selection.last)) + len(columns.names) + settings
            size += len(self._selection.steps(run)) * (fixed + _BYTES_A_NUMBER * columns.numbers_of(run))
        return size

    def write(self, path: Path, _header: bytes, tick: Tick) -> None:
        """Write all rows.

        Raises:
            OSError: if `path` cannot be written.
        """
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(self._columns.names)
            for run in self._runs:
                for row in rows_at(self._problem, self._snapshot, run, self._selection.steps(run), tick):
                    writer.writerow(self._columns.cells(run, row))
