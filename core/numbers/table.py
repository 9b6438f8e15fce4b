"""The numbers as CSV: one table for all runs."""

import csv
from pathlib import Path

from core.numbers.choice import Choice
from core.numbers.columns import Columns
from core.numbers.walk import Tick, rows_at
from core.problems import Problem
from core.snapshot import Snapshot

# A float that is read back to the bit has 17 digits, sign, point and often an exponent; most have a few less.
_BYTES_A_NUMBER = 20


def table_bytes(problem: Problem, snapshot: Snapshot, choice: Choice) -> int:
    """About how large the table will be; the digits of the numbers are not known before."""
    runs = choice.of(snapshot)
    columns = Columns(problem, runs)
    size = len(",".join(columns.names))
    for run in runs:
        settings = 5 * (len(columns.names) - columns.numbers_of(run)) // 2
        fixed = len(run.label) + len(run.optimizer.key) + len(str(choice.last)) + len(columns.names) + settings
        size += len(choice.steps(run)) * (fixed + _BYTES_A_NUMBER * columns.numbers_of(run))
    return size


def write_table(path: Path, problem: Problem, snapshot: Snapshot, choice: Choice, tick: Tick) -> None:
    """Write the chosen rows, grouped by run, each run in the order of its steps.

    Raises:
        OSError: if `path` cannot be written.
    """
    runs = choice.of(snapshot)
    columns = Columns(problem, runs)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.names)
        for run in runs:
            for row in rows_at(problem, snapshot, run, choice.steps(run), tick):
                writer.writerow(columns.cells(run, row))
