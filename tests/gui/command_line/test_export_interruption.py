"""An `export` that is interrupted or fails leaves nothing half-written."""

import shutil
import signal

import pytest

from core.experiment.experiment import Experiment
from core.numbers.export import Numbers
from gui.command_line.export_files import FileWriter


def press():
    signal.raise_signal(signal.SIGINT)


def interrupted_in(monkeypatch, where):
    """Press Ctrl-C in the race, while numbers are written, or while a film is."""
    if where == "race":
        work = Experiment.work

        def pressed(self, target, seconds):
            press()
            work(self, min(target, 5), seconds)
            return False

        monkeypatch.setattr(Experiment, "work", pressed)
    elif where == "numbers":
        draft = Numbers.draft

        def pressed_there(self, path, header, progress=None):
            draft(self, path, header)
            press()
            draft(self, path, header, progress)

        monkeypatch.setattr(Numbers, "draft", pressed_there)
    else:
        tell = FileWriter._show_progress

        def pressed_on(self, text, path, done, total):
            if "frame" in text and done == 2:
                press()
            tell(self, text, path, done, total)

        monkeypatch.setattr(FileWriter, "_show_progress", pressed_on)


@pytest.mark.parametrize("where", ["race", "numbers", "film"])
def test_that_ctrl_c_leaves_nothing_and_what_was_there_is_untouched(bench, monkeypatch, where):
    bench.out("a.png").write_text("mine")
    interrupted_in(monkeypatch, where)
    code, text, complaint = bench("--png", "a.png", "--csv", "a.csv", "--gif", "a.gif", "--size", "200x160", "--force")
    # On a machine that is busy, how far it is has been told before.
    assert (code, text, complaint.splitlines()[-1]) == (130, "", "Interrupted; nothing was written.")
    assert bench.files == ["a.png"]
    assert bench.out("a.png").read_text() == "mine"


def test_that_a_fault_in_the_last_file_leaves_none_of_the_others(bench, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gui.export.film.stage.write_film", full)
    code, text, complaint = bench("--png", "a.png", "--csv", "a.csv", "--gif", "a.gif")
    assert (code, text) == (1, "")
    assert "No space left on device. Nothing was written" in complaint
    assert bench.files == []


def test_that_a_folder_removed_on_the_way_is_one_sentence(bench, monkeypatch):
    write = FileWriter.write_numbers

    def remove(*arguments):
        write(*arguments)
        shutil.rmtree(bench.folder / "out")

    monkeypatch.setattr(FileWriter, "write_numbers", remove)
    code, _, complaint = bench("--csv", "a.csv", "--png", "a.png")
    assert (code, complaint.count("\n")) == (1, 1)
    assert "cannot be written" in complaint
    assert not (bench.folder / "out").exists()
