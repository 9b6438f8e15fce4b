"""File ▸ Export numbers…: from the selection to the file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from core.text import tr
from gui.training.trainer import Trainer

if TYPE_CHECKING:
    from gui.export.numbers.dialog import NumbersDialog
    from gui.export.numbers.writer import NumbersWriter


class NumbersActions(QObject):
    """Asks what to write, and writes one file at a time."""

    message = Signal(str)
    """What was done."""

    def __init__(self, trainer: Trainer, title: Callable[[], str], window: QWidget) -> None:
        """`title` tells what is raced, in words."""
        super().__init__(window)
        self._trainer, self._title, self._window = trainer, title, window
        self.dialog: NumbersDialog | None = None
        self.writing: NumbersWriter | None = None

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do."""
        return {"numbers": self.export}

    @Slot()
    def export(self) -> None:
        """Ask what to write; while a file is under way, show how far it is."""
        # Imported late: a window should not wait for what few need.
        from gui.export.numbers.dialog import NumbersDialog

        snapshot = self._trainer.latest
        if self.writing is not None and self.writing.is_busy:
            self.writing.show()
            self.writing.raise_()
            self.writing.activateWindow()
        elif snapshot is not None and snapshot.runs:
            self.dialog = NumbersDialog(snapshot, self._title(), self._window)
            self.dialog.finished.connect(self._on_finished)
            self.dialog.open()
        else:
            self.message.emit(tr("There are no numbers to export: no run takes part."))

    def close_down(self) -> None:
        """Cancel what is under way and wait for its end: a window that closes takes its threads along."""
        if self.writing is not None:
            self.writing.stop()

    @Slot()
    def _on_finished(self) -> None:
        from gui.export.numbers.writer import NumbersWriter

        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        dialog.deleteLater()
        if dialog.numbers is not None and dialog.path is not None:
            if self.writing is not None:
                self.writing.deleteLater()
            self.writing = NumbersWriter(dialog.numbers, dialog.path, self._trainer.wait_while_held, self._window)
            self.writing.written.connect(self._on_written)
            self.writing.show()
            self.writing.start()

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        from core.numbers.header import header_path

        sentence = tr("Saved to {file}; what the columns mean is in {header}.")
        self.message.emit(sentence.format(file=path, header=header_path(path).name))
