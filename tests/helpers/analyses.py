"""An analysis as it could be planted: the norm of the gradient along a path, computed again, piece by piece, as far as a test lets it."""

from collections.abc import Iterator
from threading import Event

import numpy as np

from core.experiment.snapshot import RunSnapshot, RunValues
from core.problems.base import Problem
from gui.plots.registry import PlotSpec

PIECE = 16


class GradientNorms:
    """‖∇f‖ at each row of a run. While `gate` is closed, only the first piece of each call is told."""

    def __init__(self) -> None:
        self.gate = Event()
        self.gate.set()
        self.rows: dict[tuple[int, int], int] = {}
        """How often each row was computed, by revision and row."""
        self.calls: list[tuple[str, int]] = []
        """Label and first row of each call."""
        self.error: Exception | None = None
        self.ended = Event()
        """Whether a call has been given up, before its end."""

    def __call__(self, run: RunSnapshot, problem: Problem, first: int) -> Iterator[RunValues]:
        self.calls.append((run.label, first))
        if self.error is not None:
            raise self.error
        try:
            for start in range(first, run.step + 1, PIECE):
                rows = range(start, min(start + PIECE, run.step + 1))
                for row in rows:
                    self.rows[run.revision, row] = self.rows.get((run.revision, row), 0) + 1
                yield RunValues(norms(run, problem)[rows.start : rows.stop])
                while not self.gate.wait(0.005):
                    yield RunValues(np.empty(0))
        except GeneratorExit:
            self.ended.set()
            raise


def norms(run: RunSnapshot, problem: Problem) -> np.ndarray:
    """‖∇f‖ at all rows of the path."""
    return np.array([np.linalg.norm(problem.gradient(point)) for point in run.path])


def steepness(analyse: GradientNorms) -> PlotSpec:
    """A plot of it, as a module of gui/plots would describe it."""
    return PlotSpec(
        key="steepness",
        name="Steepness plot",
        word="steepness",
        title="Steepness",
        mnemonic="&Steepness",
        fit_name="Fit the steepness plot",
        quantity=lambda kind: "‖∇f‖",
        empty_text=lambda problem, in_picture: "Computing…",
        analyse=analyse,
        has_log=True,
    )
