"""Keeps the session on the disk, every few seconds when something changed, so that a crash costs no more than those."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_state_path
from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot

from core.formats.document_text import DocumentTooLargeError
from core.formats.session import Session, read_session, write_session
from core.text import tr

EVERY_MS = 3000
_MOST_FILES = 20


def session_folder() -> Path:
    """Where sessions are kept."""
    return user_state_path("descent-lab", appauthor=False) / "sessions"


class _Slot(NamedTuple):
    """A file for a session, and the lock by which it is ours."""

    file: Path
    lock: QLockFile
    session: Session | None

    @property
    def priority(self) -> tuple[bool, float]:
        """The larger, the more somebody would miss it: what a crash has left before what was closed as usual, then the newest."""
        return self.session is not None and not self.session.is_closed, self.file.stat().st_mtime


class SessionKeeper(QObject):
    """Owns one file of the folder, locked against other windows of the program. `last` is the session that was there.

    That one has a file of its own, which stays until somebody has answered what becomes of it: another crash does not take it.
    """

    failed = Signal(str)
    """Why the session cannot be kept; told once."""
    taken_over = Signal()
    """The session that was gone on with is in the own file now; there may be another one to offer."""

    def __init__(self, source: Callable[[], Session | None], parent: QObject) -> None:
        """`source` tells what to keep now; None: what was kept last stays."""
        super().__init__(parent)
        self._source = source
        self._own: _Slot | None = None
        self._offered: _Slot | None = None
        self._is_taken = False
        self._reported = False
        self._written: Session | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def last(self) -> Session | None:
        """The session to offer; None if there is none."""
        return self._offered.session if self._offered is not None else None

    def begin(self, folder: Path) -> None:
        """Find the last session in this folder, and keep the new one there from now on."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._find(folder)
        except OSError as error:
            self._report_failure(str(error.strerror or error))
        else:
            self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Write what is raced now, if it is not what was written last."""
        session = self._source()
        if session is not None and session != self._written:
            self._write(session)

    def rescan(self) -> None:
        """Once `last` was answered: find another session that a crash has left, for which there was no room to offer it as well."""
        if self._offered is not None or self._own is None:
            return
        own = self._own.file
        files = [file for number in range(1, _MOST_FILES + 1) if (file := _file(own.parent, number)) != own and file.exists()]
        try:
            places = [place for file in files if (place := _slot_of(file)) is not None]
            lost = sorted(
                (place for place in places if place.session is not None and not place.session.is_closed), key=lambda place: place.priority
            )
        except OSError:
            return
        self._offered = lost.pop() if lost else None
        for place in places:
            if place is not self._offered:
                place.lock.unlock()

    def take(self) -> None:
        """The last session is gone on with: its own file goes as soon as the new one has it."""
        self._is_taken = True

    def drop(self) -> None:
        """Nobody wants the last session."""
        offered, self._offered = self._offered, None
        if offered is not None:
            _forget(offered)

    def close(self) -> None:
        """Write for the last time: the program is closed as it should be."""
        self._timer.stop()
        session = self._source() or self._written
        if session is not None:
            self._write(Session(session.current, session.others, is_closed=True))
            if self.last is not None and self.last.is_closed:
                self.drop()
        for place in (self._own, self._offered):
            if place is not None:
                place.lock.unlock()

    def _find(self, folder: Path) -> None:
        """Lock what belongs to no open window, and choose what to offer and where to write."""
        numbers = range(1, _MOST_FILES + 1)
        places = [place for number in numbers if (place := _slot_of(_file(folder, number))) is not None]
        kept = sorted((place for place in places if place.session is not None), key=lambda place: place.priority)
        self._offered = kept.pop() if kept else None
        free = [place for place in places if place.session is None] or kept
        self._own = free[0] if free else None
        for place in places:
            if place is not self._own and place is not self._offered:
                place.lock.unlock()

    def _write(self, session: Session) -> None:
        if self._own is None:
            return  # as many windows are open as there are files
        try:
            write_session(self._own.file, session)
        except OSError as error:
            self._report_failure(str(error.strerror or error))
        except DocumentTooLargeError as error:
            self._report_failure(str(error))
        else:
            self._written = session
            if self._is_taken:
                self._is_taken = False
                self.drop()
                self.taken_over.emit()

    def _report_failure(self, reason: str) -> None:
        if not self._reported:
            self._reported = True
            sentence = tr("The session cannot be kept for the next start: {reason}. Save the experiment with File ▸ Save.")
            self.failed.emit(sentence.format(reason=reason))


def _file(folder: Path, number: int) -> Path:
    return folder / f"session-{number}.json"


def _slot_of(file: Path) -> _Slot | None:
    """The file with its lock and what is in it; None if another window has it."""
    lock = QLockFile(os.fspath(file.with_suffix(".lock")))
    # Of a program that is no more the lock is void at once; of one that lives it never gets too old.
    lock.setStaleLockTime(0)
    return _Slot(file, lock, read_session(file)) if lock.tryLock(0) else None


def _forget(place: _Slot) -> None:
    with suppress(OSError):
        place.file.unlink(missing_ok=True)
    place.lock.unlock()
