"""When the next step is due: pure functions of the clock and the speed."""

from dataclasses import dataclass, replace

# A pace that cannot be kept starts anew instead of piling up steps that are due.
_LARGEST_LAG_SECONDS = 0.25
# With nothing to do, look again no later than this, so that a change of speed is felt.
_LONGEST_WAIT_MS = 1000


@dataclass(frozen=True)
class Pace:
    """Steps per second counted from a moment: at `began` seconds the run was at `first_step`."""

    steps_per_second: float
    first_step: int
    began: float

    def due(self, now: float) -> int:
        """The step that should have been reached at `now`. The first one is due at once."""
        return self.first_step + 1 + int((now - self.began) * self.steps_per_second)

    def wait_ms(self, now: float) -> int:
        """Milliseconds until another step is due."""
        next_due = self.began + (self.due(now) - self.first_step) / self.steps_per_second
        return max(1, min(_LONGEST_WAIT_MS, round(1000 * (next_due - now))))

    def without_lag(self, reached: int, now: float) -> "Pace":
        """The same pace, or one that begins now when the worker has fallen too far behind."""
        lag = (self.due(now) - 1 - reached) / self.steps_per_second
        if lag > _LARGEST_LAG_SECONDS:
            return replace(self, first_step=reached, began=now)
        return self
