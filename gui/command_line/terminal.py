"""Words on a terminal: what was asked for on stdout, what else there is to say on stderr, and a line that is written over."""

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

WIDEST = 78  # characters
# What is done sooner is not announced; where lines cannot be written over, they are this far apart.
QUIET_SECONDS, PLAIN_SECONDS = 1.0, 5.0
_REWRITTEN_SECONDS = 0.1
OK = 0
CANNOT = 1  # the computer refused
MISTAKE = 2  # in what was asked
INTERRUPTED = 130  # by Ctrl-C


class RefusedError(Exception):
    """What was asked for cannot be: the text says why, and what to do; `code` is what the program exits with."""

    def __init__(self, sentence: str, code: int = MISTAKE) -> None:
        super().__init__(sentence)
        self.code = code


def say(text: str) -> None:
    """Write what was asked for."""
    sys.stdout.write(text + "\n")


def complain(sentence: str) -> None:
    """Write what a user has to know beside it."""
    sys.stderr.write(sentence + "\n")


def align(header: list[str], rows: list[list[str]], right: set[int]) -> str:
    """A table as text: columns as wide as their widest cell, those in `right` aligned to the right."""
    table = [header, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    lines = []
    for row in table:
        cells = [cell.rjust(width) if i in right else cell.ljust(width) for i, (cell, width) in enumerate(zip(row, widths, strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


class StatusLine:
    """How far something has come: one line that is written over on a terminal, else a plain line now and then.

    Nothing is shown in the first second. `stream` is stderr unless it is given.
    """

    def __init__(self, clock: Callable[[], float] = monotonic, stream: TextIO | None = None) -> None:
        self._clock = clock
        self._stream = sys.stderr if stream is None else stream
        self._shown = ""
        self._next = clock() + QUIET_SECONDS
        self.is_terminal = self._stream.isatty()

    @property
    def columns(self) -> int:
        """How many characters a line may have."""
        return min(WIDEST, shutil.get_terminal_size().columns - 1) if self.is_terminal else WIDEST

    def show(self, text: str) -> None:
        """Show this text, if it is time."""
        now = self._clock()
        if now >= self._next:
            self._next = now + (_REWRITTEN_SECONDS if self.is_terminal else PLAIN_SECONDS)
            self._write(text)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write("\r" + " " * len(self._shown) + "\r")
            self._stream.flush()
            self._shown = ""

    @contextmanager
    def during(self, text: str) -> Iterator[None]:
        """Show this text while something goes on that does not tell how far it is."""
        timer = threading.Timer(QUIET_SECONDS, self._write, [text])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            self.clear()

    def _write(self, text: str) -> None:
        if self.is_terminal:
            text = text[: self.columns]
            self._stream.write("\r" + text.ljust(len(self._shown)))
            self._shown = text
        else:
            self._stream.write(text + "\n")
        self._stream.flush()
