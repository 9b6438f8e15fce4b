"""What the window says of its file, what is worth keeping, and that each mode is saved as what it is."""

from dataclasses import replace
from itertools import product
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

import core.formats.document_text
from core.experiment.document import document_of
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_setup
from core.formats.document_text import DocumentTooLargeError, document_text
from core.formats.lesson import shipped_lessons
from core.formats.session import SavedExperiment, Session, write_session
from core.formats.source import load_document
from core.number_text import thousands
from core.optimizers.gradient_descent import GradientDescent
from core.problems.function import function_setup
from gui.app import keep_session
from gui.files import controller as file_controller
from gui.files.controller import dropped_path
from gui.network.controller import NetworkController
from gui.widgets.file_dialogs import Answer
from tests.helpers.sessions import session_at
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, has_answered, settled


def write(path, setup):
    path.write_text(document_text(document_of(setup)), encoding="utf-8")
    return path


def rate_in(path, label):
    return next(run for run in load_document(path).setup.runs if run.label == label).optimizer.learning_rate


def title(window):
    return window.windowTitle(), window.isWindowModified()


def test_that_the_title_names_the_file_and_tells_changes_except_in_a_lesson(qtbot, window, chosen):
    assert title(window) == ("Long bowl[*] – Descent Lab", False)
    change(window, "adam", 0.7)
    settled(qtbot, window)
    assert title(window) == ("Long bowl[*] – Descent Lab", True)
    window.lessons.begin(shipped_lessons()[1])
    assert title(window) == ("Descent Lab", False)
    settled(qtbot, window, window.lessons.scene.begin_at)
    assert window.files.session() is None
    late = window.trainer.latest
    window.lessons.leave()
    window._on_text_frame(late)
    assert title(window) == ("Long bowl[*] – Descent Lab", True), "a frame of the lesson may come when it has been left"
    settled(qtbot, window, 0)
    window.files.save()
    assert title(window) == ("a.toml[*] – Descent Lab", False)
    assert window.messages.text == f"Saved to {chosen.path}."
    # A scene that is saved is no change of what waits, and opening a file ends the lesson.
    window.lessons.begin(shipped_lessons()[1])
    other = write(chosen.path.with_name("b.toml"), default_setup("booth"))
    window.files.open_path(other)
    assert window.lessons.lesson is None
    assert title(window) == ("b.toml[*] – Descent Lab", False)


def test_that_what_is_worth_keeping_is_kept_with_its_file_in_every_mode(qtbot, opened, chosen, tmp_path):
    window = opened(default_setup(), small_library(tmp_path))
    settled(qtbot, window, 0)
    assert window.files.session() is None, "nothing that anybody would miss"
    window.trainer.step(1)
    settled(qtbot, window, 1)
    assert window.files.session().current.document.reached == 1
    window.trainer.rewind(0)
    settled(qtbot, window, 0)
    assert window.files.session() is None
    change(window, "adam", 0.7)
    settled(qtbot, window)
    assert window.files.session() == Session(SavedExperiment(window.files.document(), None))
    window.files.save()
    kept = window.files.session()
    assert kept == Session(SavedExperiment(window.files.document(), chosen.path))
    # Another mode, and what waits in this one.
    window.files.open_path(write(tmp_path / "net.toml", small_setup()))
    settled(qtbot, window, 0)
    session = window.files.session()
    assert session.others == (kept.current,)
    assert session.current.document.problem.kind == "network"
    assert session.current.path == tmp_path / "net.toml"


def test_that_a_mode_that_is_on_its_way_cannot_be_saved_as_the_other(qtbot, opened, chosen, tmp_path):
    window = opened(default_setup(), small_library(tmp_path))
    settled(qtbot, window, 0)
    left = window.trainer.latest
    window.files.open_path(write(tmp_path / "net.toml", small_setup()))
    settled(qtbot, window, 0)
    there, window.trainer._worker.latest = window.trainer.latest, left
    assert window.files.document() is None
    assert not window.files.save_as()
    assert "save it in a moment" in window.messages.text
    assert not chosen.path.exists()
    window.files.show_snapshot(left)
    window.trainer._worker.latest = there
    settled(qtbot, window, 0)
    assert window.files.save_as()
    assert load_document(chosen.path).problem.kind == "network"


def test_that_saving_all_when_the_window_closes_saves_each_mode_into_its_own_file(qtbot, opened, chosen, tmp_path):
    window = opened(default_setup(), small_library(tmp_path))
    bowl, net = write(tmp_path / "bowl.toml", default_setup()), write(tmp_path / "net.toml", small_setup())
    for path, label in ((bowl, "adam"), (net, "adam")):
        window.files.open_path(path)
        settled(qtbot, window, 0)
        assert chosen.asked == [], "the other mode stays, so nothing of it is asked"
        change(window, label, 0.125)
        settled(qtbot, window)
    chosen.path, chosen.answer = None, Answer.CANCEL
    assert not window.files.may_close()
    chosen.answer = Answer.SAVE
    assert window.files.may_close()
    assert chosen.asked == [["bowl.toml", "net.toml"]] * 2
    assert [load_document(path).problem.kind for path in (bowl, net)] == ["function", "network"]
    assert [rate_in(path, "adam") for path in (bowl, net)] == [0.125, 0.125]
    chosen.asked.clear()
    assert window.files.may_close()
    assert chosen.asked == []


def test_that_nothing_goes_that_was_not_given_up(qtbot, window, chosen):
    other = write(chosen.path.with_name("b.toml"), default_setup("booth"))
    ways = {"new": window.files.new, "open": lambda: window.files.open_path(other), "restore": lambda: window.files.restore(session_at(3))}
    for answer, way in product((Answer.CANCEL, Answer.DISCARD, Answer.SAVE), ways):
        chosen.answer = Answer.DISCARD
        window.files.new()
        window.clock.stop()  # what was changed a moment ago, and has not been seen by the slow clock, counts too
        change(window, "adam", 0.7)
        qtbot.waitUntil(lambda: has_answered(window) and window.trainer.latest.setup == window.trainer.setup)
        chosen.answer = answer
        chosen.asked.clear()
        setup, sent = window.trainer.setup, window.trainer.commands_sent
        ways[way]()
        assert (way, answer, chosen.asked) == (way, answer, [["Long bowl"]])
        assert (window.trainer.setup == setup) is (answer is Answer.CANCEL)
        assert (window.trainer.commands_sent == sent) is (answer is Answer.CANCEL)
        assert chosen.path.is_file() is (answer is Answer.SAVE)
        settled(qtbot, window)
        assert window.files.is_modified is (answer is Answer.CANCEL or way == "restore")
        if answer is Answer.SAVE:
            assert rate_in(chosen.path, "adam") == 0.7
            chosen.path.unlink()


def test_that_a_file_is_known_by_its_whole_path_and_the_next_one_is_looked_for_beside_it(qtbot, window, chosen, tmp_path, monkeypatch):
    proposed, folders = [], []
    monkeypatch.setattr(file_controller, "ask_save", lambda _, path, *more: proposed.append(path) or chosen.path)
    monkeypatch.setattr(file_controller, "ask_open", lambda _, folder: folders.append(folder))
    monkeypatch.setattr(NetworkController, "open_folder", lambda _, folder: folders.append(("data", folder)))
    window.files.open()
    window.files.save()
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub" / "b.toml", Setup(function_setup("booth"), 0, default_setup().runs[:1]))
    monkeypatch.chdir(tmp_path)
    left = window.trainer.latest
    window.files.open_path(Path("sub/b.toml"))
    window.files.show_snapshot(left)
    assert not window.files.is_modified, "the last of what was left is nothing of what is opened"
    settled(qtbot, window, 0)
    assert window.files.path == tmp_path / "sub" / "b.toml"
    window.files.open()
    window.files.save()
    window.files.save_as()
    window.files.new()
    settled(qtbot, window, 0)
    monkeypatch.setattr(file_controller, "slug", lambda _: "")
    window.files.save()
    home = Path.home()
    assert proposed == [home / "long-bowl.toml", tmp_path / "sub" / "b.toml", tmp_path / "experiment.toml"]
    assert folders == [home, tmp_path / "sub"]
    assert chosen.asked == [], "what was read and written here is no other program's"
    sent = window.trainer.commands_sent
    window.files.open_path(tmp_path / "sub")
    assert folders[2:] == [("data", tmp_path / "sub")]
    assert window.trainer.commands_sent == sent


def test_that_a_file_of_others_is_asked_about_unless_it_is_gone_and_one_that_is_too_large_is_not_saved(window, chosen, monkeypatch):
    window.files.save()
    chosen.path.unlink()
    assert window.files.save()
    assert chosen.asked == []
    chosen.path.write_bytes(b"\xff\xfe no text")
    assert not window.files.save()
    assert chosen.asked == ["a.toml"]

    def too_large(*_):
        raise DocumentTooLargeError("far too large")

    saved, chosen.path = chosen.path, chosen.path.with_name("large.toml")
    monkeypatch.setattr(core.formats.document_text, "document_text", too_large)
    assert not window.files.save_as()
    assert window.messages.text == "far too large"
    assert not chosen.path.exists()
    assert window.files.path == saved


def test_that_a_long_way_back_is_told_until_it_is_gone(qtbot, window, chosen):
    setup = Setup(function_setup("seed-bowl"), 0, (RunSetup("gd", GradientDescent(0.01)),))
    sentence = "The experiment is computed again up to step {}. Reset begins it at the start."
    for steps, is_told in ((20_001, True), (20_000, False)):
        document = replace(document_of(setup), reached=steps)
        chosen.path.write_text(document_text(document), encoding="utf-8")
        window.clock.stop()
        window.files.open_path(chosen.path)
        assert window.messages.text == (sentence.format(thousands(steps)) if is_told else "")
        qtbot.waitUntil(lambda steps=steps: window.trainer.latest.step == steps)
        on_its_way = replace(Experiment.from_document(document).snapshot(), generation=window.trainer.latest.generation)
        window.files.show_snapshot(replace(on_its_way, step=steps))
        assert bool(window.messages.text) is is_told
        settled(qtbot, window, steps)
        assert window.messages.text == ""
        window.messages.show_message("something else")
        window.files.show_snapshot(window.trainer.latest)
        assert window.messages.text == "something else"


def test_that_a_session_knows_its_file_and_what_is_not_in_it(qtbot, window, chosen):
    for state in ("as it was", "changed by others", "gone", "broken"):
        write(chosen.path, default_setup())
        document = load_document(chosen.path)
        if state == "changed by others":
            chosen.path.write_text(chosen.path.read_text().replace("seed = 0", "seed = 5"))
        elif state == "gone":
            chosen.path.unlink()
        elif state == "broken":
            chosen.path.write_text("[")
        chosen.answer = Answer.DISCARD
        assert window.files.restore(Session(SavedExperiment(document, chosen.path)))
        qtbot.waitUntil(lambda: has_answered(window))
        settled(qtbot, window, 0)
        assert window.files.path == chosen.path
        assert (state, window.files.is_modified) == (state, state != "as it was")
        chosen.asked.clear()
        window.files.save()
        assert chosen.asked == (["a.toml"] if state == "broken" else [])


def test_that_an_offer_names_what_there_is_and_stays_where_it_is_not_taken(qtbot, opened, chosen, tmp_path):
    document = replace(document_of(default_setup()), reached=12_345, title="")
    window = opened(default_setup())
    change(window, "adam", 0.7)
    settled(qtbot, window)
    for path, name in ((None, "Untitled"), (tmp_path / "mine.toml", "mine.toml")):
        folder = tmp_path / name
        folder.mkdir()
        write_session(folder / "session-1.json", Session(SavedExperiment(document, path)))
        offer = keep_session(window, folder)
        assert f"still here: “{name}” at step {thousands(12_345)}." in window.messages.text
        window.messages.offer_button.click()
        assert offer._keeper.last is not None, "it was not gone on with"
        offer._keeper.keep()
        assert offer._keeper.last is not None


def test_that_only_files_of_this_computer_can_be_dropped():
    def dropped(*urls):
        data = QMimeData()
        data.setUrls([QUrl(url) for url in urls])
        buttons = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        return dropped_path(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *buttons))

    assert dropped() is None
    assert dropped("https://example.org/a.toml") is None
    assert dropped("https://example.org/a.toml", "file:///races/b.toml", "file:///races/c.toml") == Path("/races/b.toml")
