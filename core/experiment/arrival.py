"""When a run has arrived: its loss has come to the finish and stayed there for a while."""

import sys
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Arrival(NamedTuple):
    """A run arrived.

    step : the first row at or below the finish of those that held;  known_at : the row by which they had held
    """

    step: int
    known_at: int


class ArrivalWatch:
    """Finds the arrival in losses to which rows are only appended: it looks at each row once, and at none after the arrival."""

    def __init__(self, level: float | None, hold: int) -> None:
        """Arrived is who stays at or below `level` for `hold` steps, and nobody where there is none.

        A loss that is not a number is not below it.
        """
        self._level, self._hold = level, hold
        self.begin_anew()

    def begin_anew(self) -> None:
        """Look at all rows again: some of them were taken back."""
        self._arrival: Arrival | None = None
        self._since = self._seen = 0

    def look(self, loss: NDArray[np.float64]) -> Arrival | None:
        """The arrival as `loss`, row k the loss after k steps, tells it; None as long as there is none."""
        if self._level is not None and self._arrival is None and self._seen < len(loss):
            below = loss[self._seen :] <= self._level
            if below.any():
                self._take_in(below)
            else:
                self._since = len(loss)
            self._seen = len(loss)
        return self._arrival

    def _take_in(self, below: NDArray[np.bool_]) -> None:
        """Which of the rows that were not seen before are below."""
        above = self._seen + np.flatnonzero(~below)
        begins, ends = np.concatenate([[self._since], above + 1]), np.append(above, self._seen + len(below))
        held = np.flatnonzero(ends - begins > self._hold)
        self._since = int(begins[-1])
        if len(held):
            step = int(begins[held[0]])
            self._arrival = Arrival(step, step + self._hold)

    def earliest(self, loss: NDArray[np.float64]) -> int:
        """The first row by which the arrival is known or, as long as there is none, could be."""
        arrival = self.look(loss)
        if self._level is None:
            return sys.maxsize
        return self._since + self._hold if arrival is None else arrival.known_at
