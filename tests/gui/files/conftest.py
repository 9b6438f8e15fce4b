"""Answers the dialogs of files in the place of a user."""

from pathlib import Path

import pytest

from gui.files import controller as file_controller
from gui.widgets.file_dialogs import Answer


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    """The file that every dialog names, and the questions that were asked."""

    class Chosen:
        path: Path | None = tmp_path / "a.toml"
        answer = Answer.CANCEL
        replaces = False
        asked: list = []  # noqa: RUF012

    Chosen.asked = []
    monkeypatch.setattr(file_controller, "ask_save", lambda *_: Chosen.path)
    monkeypatch.setattr(file_controller, "ask_open", lambda *_: Chosen.path)
    monkeypatch.setattr(file_controller, "ask_unsaved", lambda _, names: Chosen.asked.append(list(names)) or Chosen.answer)
    monkeypatch.setattr(file_controller, "ask_replace_foreign", lambda _, name: Chosen.asked.append(name) or Chosen.replaces)
    yield Chosen
    Chosen.answer = Answer.DISCARD
