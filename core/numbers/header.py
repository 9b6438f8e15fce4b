"""The file beside the numbers: what experiment they are of, and what each column or array is.

It is TOML, as experiment files are: a user reads it without a manual, and a program with what Python brings along. A second CSV
would have had no place for the facts of the experiment, and JSON is no pleasure to read. An .npz has it inside too, since a file
that is sent away loses what stood beside it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tomli_w

from core import __version__
from core.experiment.result import Place, places
from core.experiment.snapshot import RunSnapshot, Snapshot
from core.numbers.columns import settings_values
from core.numbers.names import Quantity
from core.numbers.selection import RowSelection
from core.problems.base import Problem
from core.text import mark, tr

_LAYERS = mark("A layer's weights stand in the parameters from “first” on, row by row; the last row of its shape are the biases.")


def header_path(path: Path) -> Path:
    """Where the header of a file of numbers stands: race.csv has race.csv.columns.toml."""
    return path.with_name(f"{path.name}.columns.toml")


def header_text(
    problem: Problem,
    snapshot: Snapshot,
    selection: RowSelection,
    title: str,
    quantities: Iterable[tuple[RunSnapshot | None, str, Quantity]],
) -> str:
    """The header of the numbers of these runs. `quantities` are (the run that has it, or None for all; name in the file; quantity)."""
    runs, found = selection.of(snapshot), places(snapshot.runs)
    table: dict[str, Any] = {
        "program": f"Descent Lab {__version__}",
        "experiment": {"title": title} | problem.facts(snapshot.start) | {"seed": snapshot.seed},
        **_finish_facts(snapshot),
        "rows": {"from": selection.first, "to": selection.last, "every": selection.every},
        "runs": [_run_facts(problem, run, len(selection.steps(run)), found.get(run.label)) for run in runs],
        "columns": [_column_facts(run, name, each) for run, name, each in quantities],
    }
    notes = [
        tr("What the columns or arrays of the file beside this one mean."),
        tr("Row k is the point after k steps, with the terms and settings of the step that led there; row 0, the start, has none."),
        tr("Numbers are written with all their digits: reading them gives the same bits."),
        tr('In pandas before 3.1 that needs read_csv(…, float_precision="round_trip").'),
        *([tr(_LAYERS)] if problem.layer_count else []),
        tr("Units: W is the unit of the parameters, and loss / W that of a gradient. 1 is a plain number."),
    ]
    return "".join(f"# {note}\n" for note in notes) + "\n" + tomli_w.dumps(table)


def _finish_facts(snapshot: Snapshot) -> dict[str, Any]:
    """What a run has to come to, and for how long, to have arrived; nothing where a race has no end."""
    level = snapshot.finish_level
    return {} if level is None else {"finish": dict(snapshot.problem.finish._asdict()) | {"level": level}}


def _run_facts(problem: Problem, run: RunSnapshot, rows: int, place: Place | None) -> dict[str, Any]:
    facts: dict[str, Any] = {"label": run.label, "optimizer": run.optimizer.key, "equations": list(run.optimizer.lines), "rows": rows}
    if run.parent is not None:
        facts |= {"parent": run.parent, "fork": run.fork}
    if place is not None:
        facts |= {"place": place.rank, "arrival_step": place.step}
    if run.termination is not None:
        facts |= {"ending": run.termination.reason.value, "ending_step": run.termination.step}
    facts["settings"] = [{"since": each.since} | dict(settings_values(problem, each)) for each in run.changes]
    return facts


def _column_facts(run: RunSnapshot | None, name: str, quantity: Quantity) -> dict[str, Any]:
    facts: dict[str, Any] = {"name": name}
    if run is not None:
        facts["run"] = run.label
    if quantity.symbol:
        facts["symbol"] = quantity.symbol
    if quantity.unit:
        facts["unit"] = quantity.unit
    facts["meaning"] = quantity.meaning
    if run is not None:
        facts["shape"] = ["rows", *quantity.shape]
    if quantity.equations:
        facts["equation"] = dict(quantity.equations) if run is None else quantity.equations[run.optimizer.key]
    return facts
