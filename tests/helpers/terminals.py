"""A terminal as a stream, what it shows, and a clock that tests move."""

import io


class Terminal(io.StringIO):
    """A stream that says it is a terminal. `waiting` is what was written and not yet flushed."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.waiting += text
        return super().write(text)

    def flush(self) -> None:
        self.waiting = ""


class Clock:
    """Seconds that pass when a test says so, and `each` at every look."""

    def __init__(self, each: float = 0.0) -> None:
        self.now, self._each = 100.0, each

    def __call__(self) -> float:
        self.now += self._each
        return self.now


def screen(written: str) -> list[str]:
    """What a terminal shows in the end: a carriage return goes back to the first column."""
    lines = []
    for line in written.split("\n"):
        cells: list[str] = []
        for part in line.split("\r"):
            cells[: len(part)] = part
        lines.append("".join(cells).rstrip())
    return lines
