"""How far a race without a window has come: step, per cent, steps a second, and the time that remains."""

from collections import deque
from collections.abc import Callable
from time import monotonic

from core.text import tr
from gui.command_line.terminal import StatusLine

# The rate is that of the last seconds: it changes when runs end, or when the machine gets busy.
_RATE_WINDOW_SECONDS = 5.0
_WIDEST_BAR, _NARROWEST_BAR = 24, 6


class RaceProgress:
    """Tells `status` how far it is, again and again."""

    def __init__(self, status: StatusLine, total: int, clock: Callable[[], float] = monotonic) -> None:
        self._status = status
        self._total = total
        self._clock = clock
        self._seen = deque([(clock(), 0)])

    def show(self, done: int) -> None:
        """Now `done` of the steps are taken."""
        now = self._clock()
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] >= _RATE_WINDOW_SECONDS:
            self._seen.popleft()
        then, done_then = self._seen[0]
        rate = (done - done_then) / (now - then) if now > then else 0.0
        figures = figures_text(done, self._total, rate)
        self._status.show(with_bar(done / self._total, figures, self._status.columns) if self._status.is_terminal else figures)


def figures_text(done: int, total: int, rate: float) -> str:
    """Per cent, steps, and where there is a `rate` in steps a second, that and the time that remains."""
    # Not rounded up: 100% is all.
    parts = [
        tr("{share:3d}%").format(share=100 * done // total),
        tr("step {done:,} of {total:,}").format(done=done, total=total),
    ]
    if rate > 0:
        parts += [
            tr("{rate} steps/s").format(rate=f"{rate:,.0f}" if rate >= 10 else f"{rate:.2g}"),
            tr("{time} left").format(time=time_text((total - done) / rate)),
        ]
    return "  ".join(parts)


def time_text(seconds: float) -> str:
    """Seconds as a user reads them: 8 s, 2:05, 1:00:00."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return tr("{seconds} s").format(seconds=rest)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def with_bar(share: float, figures: str, columns: int) -> str:
    """A bar before the figures, as long as there is room for; without room, none."""
    length = min(_WIDEST_BAR, columns - len(figures) - 1)
    if length < _NARROWEST_BAR:
        return figures
    filled = int(share * length)
    return "█" * filled + "░" * (length - filled) + " " + figures
