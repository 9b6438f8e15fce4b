"""Experiments whose numbers are written, and the two readers that people use."""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.experiment.snapshot import Snapshot
from core.numbers.arrays import Arrays
from core.numbers.columns import Table
from core.numbers.export import Numbers
from core.numbers.selection import RowSelection, everything
from tests.helpers import networks

WRITERS = {".csv": Table, ".npz": Arrays}


def table(path: Path) -> pd.DataFrame:
    """A CSV as pandas reads it, to the bit in each of its versions."""
    with warnings.catch_warnings():
        # From 3.1 on this is what pandas does anyway.
        warnings.filterwarnings("ignore", "The 'float_precision' argument")
        return pd.read_csv(path, float_precision="round_trip")


def arrays(path: Path) -> dict[str, np.ndarray]:
    """An NPZ as NumPy reads it, without pickles."""
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files if name != "columns"}


def write_numbers(snapshot: Snapshot, path: Path, selection: RowSelection | None = None, title: str = "") -> Numbers:
    """The numbers in the file, after they were written."""
    numbers = Numbers(snapshot, selection or everything(snapshot), WRITERS[path.suffix], title)
    numbers.write(path)
    return numbers


def run_race(function: str = "seed-bowl", steps: int = 60) -> Experiment:
    """All seven rules on a function."""
    experiment = Experiment(default_setup(function))
    experiment.advance(steps)
    return experiment


def network_snapshot(*runs, seed=0) -> Snapshot:
    """A snapshot of runs of `networks` on one problem."""
    return Snapshot(0, max(run.step for run in runs), runs[0].problem, (), seed, tuple(run.snapshot() for run in runs))


def fresh(label: str, key: str, **changes):
    """A run on a small network with a label of its own."""
    run = networks.fresh(key, **changes)
    run.label = label
    return run
