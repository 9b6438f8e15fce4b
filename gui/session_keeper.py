"""Keeps the session on the disk, every few seconds when something changed, so that a crash costs no more than those."""

import os
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_state_path
from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot

from core.document_text import DocumentTooLargeError
from core.session import Session, read_session, write_session
from core.text import tr

EVERY_MS = 3000
_MOST_WINDOWS = 20


def session_folder() -> Path:
    """Where sessions are kept."""
    return user_state_path("descent-lab", appauthor=False) / "sessions"


class SessionKeeper(QObject):
    """Owns one file of the folder, locked against other windows of the program. `last` is the session that was there."""

    failed = Signal(str)
    """Why the session cannot be kept; told once."""

    def __init__(self, source: Callable[[], Session | None], parent: QObject) -> None:
        """`source` tells what to keep now; None: what was kept last stays."""
        super().__init__(parent)
        self._source = source
        self._lock: QLockFile | None = None
        self._file: Path | None = None
        self._told = False
        self.last: Session | None = None
        self._written: Session | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def begin(self, folder: Path) -> None:
        """Find the last session in this folder, and keep the new one there from now on."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if self._take(folder):
                self._timer.start()
        except OSError as error:
            self._tell(str(error.strerror or error))

    @Slot()
    def keep(self) -> None:
        """Write what is raced now, if it is not what was written last."""
        session = self._source()
        if session is not None and session != self._written:
            self._write(session)

    def close(self) -> None:
        """Write for the last time: the program is closed as it should be."""
        self._timer.stop()
        session = self._source() or self._written or self.last
        if session is not None and self._file is not None:
            self._write(Session(session.current, session.other, is_closed=True))
        if self._lock is not None:
            self._lock.unlock()

    def _take(self, folder: Path) -> bool:
        """Take the file that was written last and belongs to no open window, or a new one; False if twenty windows are open."""
        files = sorted(folder.glob("session-*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
        fresh = (folder / f"session-{number}.json" for number in range(1, _MOST_WINDOWS + 1))
        for file in [*files, *(file for file in fresh if file not in files)]:
            lock = QLockFile(os.fspath(file.with_suffix(".lock")))
            # Of a program that is no more the lock is void at once; of one that lives it never gets too old.
            lock.setStaleLockTime(0)
            if lock.tryLock(0):
                self._lock, self._file = lock, file
                self.last = read_session(file)
                return True
        return False

    def _write(self, session: Session) -> None:
        assert self._file is not None
        try:
            write_session(self._file, session)
        except OSError as error:
            self._tell(str(error.strerror or error))
        except DocumentTooLargeError as error:
            self._tell(str(error))
        else:
            self._written = session

    def _tell(self, reason: str) -> None:
        if not self._told:
            self._told = True
            sentence = tr("The session cannot be kept for the next start: {reason}. Save the experiment with File ▸ Save.")
            self.failed.emit(sentence.format(reason=reason))
