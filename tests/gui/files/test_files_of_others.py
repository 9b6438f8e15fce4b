"""Files that others touch: their comments stay, and what cannot be read or written is a sentence."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.experiment.setup import default_setup
from core.formats.document import parse_document
from core.formats.document_text import document_text
from core.problems.kinds import FUNCTION
from gui.app import keep_session
from gui.export.formats.png import save_bytes
from gui.files import controller as file_controller
from gui.widgets.file_dialogs import MistakesDialog
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, curves, settled


def test_that_comments_stay_when_a_file_is_saved_again(qtbot, window, chosen):
    text = '# for Tuesday\n[problem]\nfunction = "seed-bowl"\n[[runs]]\noptimizer = "adam"\nlearning_rate = 0.3 # too large?\n'
    chosen.path.write_text(text, encoding="utf-8")
    window.files.open()
    settled(qtbot, window, 0)
    change(window, "adam", 0.2, replay=True)
    settled(qtbot, window)
    window.files.save()
    saved = chosen.path.read_text(encoding="utf-8")
    assert saved.startswith("# for Tuesday\n")
    assert "learning_rate = 0.2  # too large?" in saved


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_that_a_file_whose_name_is_not_utf_8_is_saved_and_kept_in_the_session(qtbot, window, tmp_path, opened):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.toml"))
    path.write_text('[problem]\nfunction = "seed-bowl"\n[[runs]]\noptimizer = "adam"\n', encoding="utf-8")
    keep_session(window, tmp_path / "sessions")
    window.files.open_path(path)
    settled(qtbot, window, 0)
    change(window, "adam", 0.7)
    settled(qtbot, window)
    assert window.files.save()
    assert 'title = "caf�"' in path.read_text(encoding="utf-8")
    window.close()
    other = opened(default_setup())
    keep_session(other, tmp_path / "sessions")
    QTest.mouseClick(other.messages.offer_button, Qt.MouseButton.LeftButton)
    settled(qtbot, other, 0)
    assert other.files.path == path
    assert not other.files.is_modified


def test_that_what_another_program_wrote_is_not_replaced_unasked(qtbot, window, chosen):
    window.files.save()
    theirs = chosen.path.read_text(encoding="utf-8").replace("seed = 0", "seed = 5")
    chosen.path.write_text(theirs, encoding="utf-8")
    assert not window.files.save()
    assert chosen.asked == ["a.toml"]
    assert chosen.path.read_text(encoding="utf-8") == theirs
    chosen.replaces = True
    assert window.files.save()
    assert parse_document(chosen.path.read_text(encoding="utf-8")).seed == 0


@pytest.mark.parametrize("where", ["no/such/folder/of/a/file", "full"])
def test_that_a_file_that_cannot_be_written_is_a_sentence_and_the_old_one_stays(qtbot, window, chosen, monkeypatch, where, tmp_path):
    window.files.save()
    before = chosen.path.read_bytes()
    change(window, "adam", 0.7)
    settled(qtbot, window)
    if where == "full":

        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("core.files.os.fsync", full)
    else:
        (tmp_path / "no").write_text("a file where a folder should be")
        chosen.path = tmp_path / where
    assert not (window.files.save() if where == "full" else window.files.save_as())
    assert "cannot be written" in window.messages.text
    assert (tmp_path / "a.toml").read_bytes() == before
    assert window.files.is_modified


def test_that_a_folder_that_is_not_there_is_told_as_where_pictures_are_saved(window, chosen, tmp_path):
    chosen.path = tmp_path / "gone" / "a.toml"
    assert not window.files.save_as()
    sentence = f"{chosen.path} cannot be written: there is no such folder. File ▸ Save as… saves it in another place."
    assert window.messages.text == sentence
    with pytest.raises(FileNotFoundError) as error:
        save_bytes(b"", tmp_path / "gone" / "a.png")
    assert f": {error.value.strerror}." in sentence


def test_that_mistakes_are_all_listed_and_the_window_stays(qtbot, window, chosen, monkeypatch):
    shown = []
    monkeypatch.setattr(MistakesDialog, "exec", lambda dialog: shown.append(dialog.list.toPlainText()))
    chosen.path.write_text("stps = 1\n[problem]\nfunction = 'x'\n", encoding="utf-8")
    window.trainer.step(3)
    settled(qtbot, window, 3)
    window.files.open()
    assert len(shown[0].splitlines()) == 3
    assert window.trainer.latest.step == 3
    window.files.open_path(chosen.path.with_name("gone.toml"))
    assert "gone.toml cannot be read" in window.messages.text


def test_that_what_was_said_of_a_file_goes_when_another_one_is_opened(qtbot, window, chosen):
    window.files.save()
    window.files.open_path(chosen.path.with_name("gone.toml"))
    assert "gone.toml cannot be read" in window.messages.text
    window.files.open_path(chosen.path)
    assert not window.messages.isVisible()


def test_that_a_file_whose_data_are_not_there_leaves_the_window_to_its_own(qtbot, window, chosen):
    window.files.save()
    document = file_controller.document_of(replace(small_setup()))
    other = chosen.path.with_name("net.toml")
    other.write_text(document_text(document).replace('"small"', '"nowhere"'), encoding="utf-8")
    window.files.open_path(other)
    qtbot.waitUntil(lambda: "nowhere" in window.messages.text)
    assert window.experiment.kind is FUNCTION
    assert window.files.path == chosen.path
    assert not window.files.is_modified
    # What is changed from now on is a change again, and nothing is left of the mode that nobody came to.
    change(window, "adam", 0.7)
    settled(qtbot, window)
    assert window.isWindowModified()
    window.close()
    assert chosen.asked == [["a.toml"]]


def test_that_what_waits_in_the_other_mode_still_waits_where_a_file_for_that_mode_was_refused(qtbot, opened, chosen, tmp_path):
    window = opened(small_setup(), small_library(tmp_path))
    window.trainer.step(4)
    settled(qtbot, window, 4)
    before, setup = curves(window), window.trainer.setup
    other = chosen.path.with_name("net.toml")
    other.write_text(document_text(file_controller.document_of(small_setup())).replace('"small"', '"nowhere"'), encoding="utf-8")
    window.experiment.change_to("function")
    settled(qtbot, window, 0)
    window.files.open_path(other)
    qtbot.waitUntil(lambda: "nowhere" in window.messages.text)
    window.experiment.change_to("network")
    settled(qtbot, window, 4)
    assert (window.trainer.setup, curves(window)) == (setup, before)
    assert chosen.asked == [], "nobody was asked whether it may go"
