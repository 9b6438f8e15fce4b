"""history.csv: one row for every step of every run, exact to the last bit."""

import csv
from pathlib import Path

from core.snapshot import Snapshot

HEADER = ("run", "step", "loss", "x", "y")

# Rows that are Python objects at the same time.
_BLOCK = 65536


def write_history(path: Path, snapshot: Snapshot) -> None:
    """Write all rows, grouped by run. Floats are written so that reading them gives the same bits.

    Raises:
        OSError: if `path` cannot be written.
    """
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for run in snapshot.runs:
            for first in range(0, run.step + 1, _BLOCK):
                block = slice(first, first + _BLOCK)
                rows = zip(run.loss[block].tolist(), run.path[block].tolist(), strict=True)
                writer.writerows((run.label, step, repr(loss), repr(x), repr(y)) for step, (loss, (x, y)) in enumerate(rows, first))
