"""What the window remembers from one start of the program to the next: geometry, splitters, theme, speed."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

_VERSION = 1


class WindowSettings:
    """A few typed values over QSettings. What is missing or damaged reads as the default."""

    def __init__(self) -> None:
        self._store = QSettings("descent-lab", f"window-{_VERSION}")

    def bytes(self, key: str) -> QByteArray:
        """Stored bytes; empty if there are none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def text(self, key: str, default: str, allowed: tuple[str, ...]) -> str:
        """A stored word out of `allowed`."""
        value = self._store.value(key)
        return value if isinstance(value, str) and value in allowed else default

    def integer(self, key: str, default: int, most: int) -> int:
        """A stored whole number from 0 to `most`."""
        try:
            value = int(str(self._store.value(key)))
        except ValueError:
            return default
        return value if 0 <= value <= most else default

    def words(self, key: str) -> list[str]:
        """A stored list of texts; empty if there is none."""
        value = self._store.value(key)
        # A list of one is kept as that one.
        values = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [word for word in values if isinstance(word, str) and word]

    def folder(self, key: str) -> Path | None:
        """A stored folder, if it is still there."""
        value = self._store.value(key)
        return Path(value) if isinstance(value, str) and value and Path(value).is_dir() else None

    def put(self, key: str, value: Any) -> None:
        """Remember a value."""
        self._store.setValue(key, value)


class Hints:
    """Which hints there is still a use for. Each is given until it is noted that it was, and then never again."""

    _SETTING = "hints_done"

    def __init__(self, settings: WindowSettings) -> None:
        self._settings = settings
        self._done = settings.words(self._SETTING)

    def is_due(self, hint: str) -> bool:
        """Whether this hint has not been given yet, or has not been followed, whichever counts for it."""
        return hint not in self._done

    def note(self, hint: str) -> None:
        """Give this hint no more."""
        if hint not in self._done:
            self._done.append(hint)
            self._settings.put(self._SETTING, self._done)
