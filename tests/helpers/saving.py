"""Answers the question where to save, in the place of a user."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox


class Saver:
    """Types `written` into the file dialog and presses Enter; cancels it where that is None, and takes what is proposed where it is empty.

    It remembers which files were proposed, and what was asked beyond; `answer` is what it answers then.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.written: Path | str | None = None
        self.proposed: list[Path] = []
        self.answer = QMessageBox.StandardButton.No
        self.questions: list[str] = []
        monkeypatch.setattr(QFileDialog, "exec", lambda dialog: self._exec(dialog))
        monkeypatch.setattr(QMessageBox, "question", self._question)

    def _exec(self, dialog: QFileDialog) -> int:
        self.proposed.append(Path(dialog.selectedFiles()[0]))
        if self.written is None:
            return int(QDialog.DialogCode.Rejected)
        if self.written:
            dialog.selectFile(str(self.written))
        return int(QDialog.DialogCode.Accepted)

    def _question(self, _parent: object, _title: str, text: str, *_buttons: object) -> QMessageBox.StandardButton:
        self.questions.append(text)
        return self.answer
