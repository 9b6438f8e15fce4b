"""The files that were opened or saved last, newest first, and their menu."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from core.text import tr
from gui.system.settings import WindowSettings

MOST = 9
_KEY = "recent_files"


def with_recent(path: str, known: Sequence[str]) -> list[str]:
    """The list with this path in front, once, and no longer than `MOST`."""
    return [path, *(other for other in known if other != path)][:MOST]


class RecentMenu(QMenu):
    """Is made anew whenever it opens. Files that are gone are left out, and come back when they do."""

    def __init__(self, settings: WindowSettings, chosen: Callable[[Path], object], parent: QWidget | None = None) -> None:
        super().__init__(tr("Open &recent"), parent)
        self._settings, self._chosen = settings, chosen
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)
        self._fill()

    def folder(self) -> Path:
        """Where the newest of them is; the home folder where there is none."""
        words = self._settings.words(_KEY)
        folder = Path(words[0]).parent if words else Path.home()
        return folder if folder.is_dir() else Path.home()

    def add(self, path: Path) -> None:
        """Note a file that was opened or saved now."""
        self._settings.put(_KEY, with_recent(str(path), self._settings.words(_KEY)))
        self._fill()

    @Slot()
    def _fill(self) -> None:
        self.clear()
        paths = [Path(word) for word in self._settings.words(_KEY)]
        for number, path in enumerate((path for path in paths if path.is_file()), 1):
            action = self.addAction(f"&{number}  {path.name.replace('&', '&&')}")
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, path=path: self._chosen(path))
        self.setEnabled(not self.isEmpty())
        if self.isEmpty():
            return
        self.addSeparator()
        forget = self.addAction(tr("&Forget them"))
        forget.setToolTip(tr("Empty this list; the files stay where they are"))
        forget.triggered.connect(self._on_forgotten)

    @Slot()
    def _on_forgotten(self) -> None:
        self._settings.put(_KEY, [])
        self._fill()
