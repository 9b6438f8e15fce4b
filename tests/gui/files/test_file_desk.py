"""Experiments as files in the real window: what is saved is found again, and nothing is lost unasked."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.files import slug
from core.formats.document import parse_document
from core.formats.document_text import document_text
from core.formats.source import PNG_KEY, load_document
from core.problems.function import FunctionSetup
from core.problems.network_setup import NetworkSetup
from gui.export.numbers.dialog import NumbersDialog
from gui.export.picture import actions as picture_actions
from gui.export.picture.files import save_bytes
from gui.files import controller as file_desk
from gui.widgets.file_dialogs import Answer
from gui.widgets.mistakes_dialog import MistakesDialog
from gui.window.layout import window_view
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, curves, played, press, settled

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    """The file that every dialog names, and the questions that were asked."""

    class Chosen:
        path: Path | None = tmp_path / "a.toml"
        answer = Answer.CANCEL
        replaces = False
        asked: list = []  # noqa: RUF012

    Chosen.asked = []
    monkeypatch.setattr(file_desk, "ask_save", lambda *_: Chosen.path)
    monkeypatch.setattr(file_desk, "ask_open", lambda *_: Chosen.path)
    monkeypatch.setattr(file_desk, "ask_unsaved", lambda _, names: Chosen.asked.append(list(names)) or Chosen.answer)
    monkeypatch.setattr(file_desk, "ask_replace_foreign", lambda _, name: Chosen.asked.append(name) or Chosen.replaces)
    yield Chosen
    Chosen.answer = Answer.DISCARD


def test_that_a_file_brings_back_everything_to_the_bit(qtbot, window, chosen, opened):
    played(qtbot, window)
    press(window, Key.Key_S, modifier=Ctrl)
    assert chosen.path.is_file()
    assert not window.files.is_modified
    other = opened(default_setup("himmelblau"))
    other.files.open_path(chosen.path)
    settled(qtbot, other, 42)
    assert curves(other) == curves(window)
    assert other.trainer.setup.runs == window.trainer.setup.runs
    assert other.trainer.off == window.trainer.off == {"sgd"}
    assert [run.fork for run in other.trainer.latest.runs] == [run.fork for run in window.trainer.latest.runs]
    first, second = window_view(window), window_view(other)
    assert replace(second, box=None) == replace(first, box=None)
    assert second.box == pytest.approx(first.box, rel=0.5)
    assert other.files.path == chosen.path
    assert not other.files.is_modified
    assert other.inspect.inspector.labels() == ("nag", "momentum")
    assert not other.loss_plot.log_y()


def test_that_the_file_run_without_a_window_gives_the_curves_of_the_window(qtbot, window, chosen):
    played(qtbot, window)
    window.files.save()
    document = load_document(chosen.path)
    assert document.steps == 42
    experiment = Experiment.opened(document)
    experiment.work(document.steps, float("inf"))
    assert {run.label: (run.loss.tobytes(), run.path.tobytes()) for run in experiment.snapshot().runs} == curves(window)


def test_that_a_picture_brings_back_the_experiment_and_belongs_to_no_file(qtbot, window, chosen, tmp_path):
    played(qtbot, window)
    (key, text), *_ = window.files.embedded(window.trainer.latest).items()
    info = PngInfo()
    info.add_itxt(key, text)
    Image.new("L", (4, 4)).save(tmp_path / "a.png", pnginfo=info)
    assert key == PNG_KEY
    before = curves(window)
    chosen.answer = Answer.DISCARD
    window.files.new()
    settled(qtbot, window, 0)
    window.files.open_path(tmp_path / "a.png")
    settled(qtbot, window, 42)
    assert curves(window) == before
    assert window.files.path is None
    assert not window.files.is_modified


def test_that_a_network_comes_back_to_the_bit(qtbot, chosen, opened, tmp_path):
    library = small_library(tmp_path)
    window = opened(small_setup(), library)
    window.trainer.step(6)
    settled(qtbot, window, 6)
    label = window.trainer.setup.runs[-1].label
    change(window, label, 0.003)
    window.network.views.tabs.setCurrentWidget(window.network.views.weights)
    window.trainer.step(5)
    settled(qtbot, window, 11)
    window.files.save()
    other = opened(default_setup(), library)
    other.files.open_path(chosen.path)
    qtbot.waitUntil(lambda: other.trainer.latest.setup == other.trainer.setup)
    settled(qtbot, other, 11)
    assert {run.label: run.loss.tobytes() for run in other.trainer.latest.runs} == {
        run.label: run.loss.tobytes() for run in window.trainer.latest.runs
    }
    assert other.kind is NetworkSetup
    assert other.network.views.tabs.currentWidget() is other.network.views.weights
    assert not other.files.is_modified


def test_that_the_other_mode_waits_while_a_file_is_open(qtbot, chosen, opened, tmp_path):
    window = opened(default_setup(), small_library(tmp_path))
    window.trainer.step(7)
    settled(qtbot, window, 7)
    before = curves(window)
    chosen.path.write_text(document_text(file_desk.document_of(small_setup())), encoding="utf-8")
    window.files.open_path(chosen.path)
    settled(qtbot, window, 0)
    assert window.windowTitle().startswith("a.toml")
    press(window, Key.Key_1, modifier=Ctrl)
    settled(qtbot, window, 7)
    assert curves(window) == before
    assert window.files.path is None
    press(window, Key.Key_2, modifier=Ctrl)
    settled(qtbot, window, 0)
    assert window.files.path == chosen.path


# What counts as a change, and what is asked


def test_that_playing_and_looking_are_no_changes(qtbot, window):
    window.trainer.step(15)
    settled(qtbot, window, 15)
    window.canvas.zoom_in()
    window.actions_by_name["log"].trigger()
    settled(qtbot, window, 15)
    assert not window.files.is_modified
    assert not window.isWindowModified()


@pytest.mark.parametrize("replay", [False, True])
def test_that_another_rate_is_a_change_until_it_is_taken_back(qtbot, window, replay):
    change(window, "adam", 0.7, replay)
    settled(qtbot, window)
    assert window.isWindowModified()
    change(window, "adam", 0.4, replay)
    settled(qtbot, window)
    assert not window.isWindowModified()


def test_that_closing_asks_once_about_everything_and_cancel_keeps_the_window(qtbot, chosen, opened, tmp_path):
    window = opened(default_setup(), small_library(tmp_path))
    change(window, "adam", 0.7)
    settled(qtbot, window)
    chosen.path.write_text(document_text(file_desk.document_of(small_setup())), encoding="utf-8")
    window.files.open_path(chosen.path)
    settled(qtbot, window, 0)
    change(window, window.trainer.setup.runs[0].label, 0.123)
    settled(qtbot, window)
    window.close()
    assert window.isVisible()
    assert chosen.asked == [["Seed bowl", "a.toml"]]
    chosen.answer = Answer.DISCARD
    window.close()
    assert not window.isVisible()
    assert len(chosen.asked) == 2


def test_that_save_in_the_question_saves(qtbot, window, chosen):
    change(window, "adam", 0.7)
    settled(qtbot, window)
    chosen.answer = Answer.SAVE
    window.files.new()
    settled(qtbot, window, 0)
    assert chosen.asked == [["Seed bowl"]]
    assert next(run for run in load_document(chosen.path).setup.runs if run.label == "adam").optimizer.learning_rate == 0.7
    assert window.files.path is None
    assert next(run for run in window.trainer.setup.runs if run.label == "adam").optimizer.learning_rate == 0.4


def test_that_a_save_that_is_called_off_calls_off_the_rest(qtbot, window, chosen):
    change(window, "adam", 0.7)
    settled(qtbot, window)
    chosen.answer, chosen.path = Answer.SAVE, None
    window.files.new()
    settled(qtbot, window)
    assert window.files.is_modified


def test_that_nothing_is_asked_where_nothing_changed(qtbot, window, chosen):
    window.files.new()
    window.files.save()
    window.files.open()
    settled(qtbot, window, 0)
    assert chosen.asked == []


# Files that other hands touch


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
    window.files.keep_session(tmp_path / "sessions")
    window.files.open_path(path)
    settled(qtbot, window, 0)
    change(window, "adam", 0.7)
    settled(qtbot, window)
    assert window.files.save()
    assert 'title = "caf�"' in path.read_text(encoding="utf-8")
    window.close()
    other = opened(default_setup())
    other.files.keep_session(tmp_path / "sessions")
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
    document = file_desk.document_of(replace(small_setup()))
    other = chosen.path.with_name("net.toml")
    other.write_text(document_text(document).replace('"small"', '"nowhere"'), encoding="utf-8")
    window.files.open_path(other)
    qtbot.waitUntil(lambda: "nowhere" in window.messages.text)
    assert window.kind is FunctionSetup
    assert window.files.path == chosen.path
    assert not window.files.is_modified


# Ways in


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(window, enter)
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(window, event)
    return enter.isAccepted()


def test_that_a_dropped_file_is_opened(qtbot, window, chosen):
    chosen.path.write_text('[problem]\nfunction = "rosenbrock"\n[[runs]]\noptimizer = "adam"\n', encoding="utf-8")
    assert drop(window, chosen.path)
    settled(qtbot, window, 0)
    assert window.trainer.setup.problem.function == "rosenbrock"


def test_that_a_dropped_lesson_begins(qtbot, window):
    lesson = next((Path(__file__).parents[3] / "resources" / "lessons").glob("02*.toml"))
    assert drop(window, lesson)
    assert window.lessons.lesson is not None
    assert window.windowTitle() == "Descent Lab"


def test_that_the_menu_knows_the_last_files_and_leaves_out_those_that_are_gone(qtbot, window, chosen):
    for name in ("one.toml", "two & three.toml", "one.toml"):
        chosen.path = chosen.path.with_name(name)
        window.files.save_as()
    entries = [action.text() for action in window.files.recent.actions() if not action.isSeparator()]
    assert entries == ["&1  one.toml", "&2  two && three.toml", "&Forget them"]
    chosen.path.unlink()
    window.files.recent.aboutToShow.emit()
    entries = [action.text() for action in window.files.recent.actions()]
    assert entries[0] == "&1  two && three.toml"
    window.files.recent.actions()[0].trigger()
    settled(qtbot, window, 0)
    assert window.windowTitle().startswith("two & three.toml")
    window.files.recent.actions()[-1].trigger()
    assert not window.files.recent.isEnabled()


def test_that_a_scene_of_a_lesson_is_called_by_its_title_wherever_it_is_taken_along(qtbot, window, chosen, monkeypatch):
    from core.formats.lesson import shipped_lessons

    asked = []
    monkeypatch.setattr(file_desk, "ask_save", lambda _, proposed, *more: asked.append(proposed.name) or chosen.path)
    monkeypatch.setattr(picture_actions.ExportDialog, "exec", lambda dialog: asked.append(dialog._title))
    monkeypatch.setattr(NumbersDialog, "open", lambda dialog: asked.append(dialog._title))
    window.lessons.begin(shipped_lessons()[1])
    settled(qtbot, window, window.lessons.scene.begin_at)
    title = window.lessons.scene.title.en
    press(window, Key.Key_S, Key.Key_E, modifier=Ctrl)
    press(window, Key.Key_N, modifier=Ctrl | Shift)
    assert asked == [slug(title) + ".toml", title, title]
    assert load_document(chosen.path).title == title
    assert all(window.trainer.setup.title not in text.splitlines() for text in window.files.embedded(window.trainer.latest).values())
    window.lessons.leave()
    assert window.lessons.title == default_setup().title


def test_that_a_scene_of_a_lesson_can_be_saved_and_belongs_to_no_file(qtbot, window, chosen):
    from core.formats.lesson import shipped_lessons

    window.lessons.begin(shipped_lessons()[1])
    settled(qtbot, window, window.lessons.scene.begin_at)
    assert window.files.save()
    assert load_document(chosen.path).setup.runs == window.lessons.scene.setup.runs
    window.lessons.leave()
    settled(qtbot, window, 0)
    assert window.files.path is None
    assert not window.files.is_modified


def test_that_a_picture_from_the_dialog_can_be_dropped_and_run(qtbot, window, chosen, tmp_path):
    from gui.export.picture.dialog import ExportDialog

    played(qtbot, window)
    before = curves(window)
    shown = window.trainer.latest
    dialog = ExportDialog(window, shown, "Seed bowl", window.theme, window.plot_look(), window.trainer.setup, (), window.files.embedded)
    qtbot.addWidget(dialog)
    assert dialog.save_to(tmp_path / "slide.png")
    dialog.close()
    chosen.answer = Answer.DISCARD
    window.files.new()
    settled(qtbot, window, 0)
    assert drop(window, tmp_path / "slide.png")
    settled(qtbot, window, 42)
    assert curves(window) == before
    experiment = Experiment.opened(load_document(tmp_path / "slide.png"))
    experiment.work(42, float("inf"))
    assert {run.label: (run.loss.tobytes(), run.path.tobytes()) for run in experiment.snapshot().runs} == before


@pytest.mark.parametrize("way", ["new_seed", "reset"])
def test_that_a_new_beginning_says_what_goes(qtbot, window, way):
    played(qtbot, window)
    window.actions_by_name[way].trigger()
    settled(qtbot, window)
    assert window.messages.text.startswith("All runs begin anew. Branches: 1 gone. Changes in mid-run: 2 gone")
