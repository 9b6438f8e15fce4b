"""Experiments as files in the real window: what is saved is found again, and nothing is lost unasked."""

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PySide6.QtCore import Qt

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.files import slug
from core.formats.document_text import document_text
from core.formats.source import PNG_KEY, load_document
from core.problems.kinds import NETWORK
from core.view import View
from gui.export.numbers.dialog import NumbersDialog
from gui.export.picture.dialog import ExportDialog
from gui.files import controller as file_controller
from gui.widgets.file_dialogs import Answer
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, curves, played, press, settled

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier

Shift = Qt.KeyboardModifier.ShiftModifier


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
    assert other.arrangement.read() == window.arrangement.read()
    assert other.files.path == chosen.path
    assert not other.files.is_modified
    assert other.inspector.inspector.labels() == ("nag", "momentum")
    assert not other.loss_plot.log_y()


def test_that_a_file_brings_back_every_field_of_the_view(qtbot, window, chosen, opened):
    window.trainer.step(5)
    settled(qtbot, window, 5)
    window.inspector.inspect(("adam",))
    # Sub-steps come close to the step by themselves.
    for name in ("panel", "substeps", "predict", "log", "equal"):
        window.actions_by_name[name].trigger()
    window.loss_plot.set_smoothing(0.5)
    window.loss_plot.set_x_axis("evaluations")
    window.loss_plot.show_view(View(loss_box=(1.0, 4.0, 2.0, 30.0)))
    window.loss_plot.view.frame_moved.emit()
    window.transport.set_speed_index(3)
    window.experiment.set_replaying(False)
    settled(qtbot, window, 5)
    window.files.save()
    other = opened()
    view, usual = vars(window.arrangement.read()), vars(other.arrangement.read())
    assert [name for name in view if view[name] == usual[name]] == []
    other.files.open_path(chosen.path)
    settled(qtbot, other, 5)
    # Where units are equal, the part of the plane that is seen depends on the room that a message leaves.
    assert {name: value for name, value in vars(other.arrangement.read()).items() if value != view[name]}.keys() <= {"box"}


def test_that_the_file_run_without_a_window_gives_the_curves_of_the_window(qtbot, window, chosen):
    played(qtbot, window)
    window.files.save()
    document = load_document(chosen.path)
    assert document.steps == 42
    experiment = Experiment.from_document(document)
    experiment.work(document.steps, float("inf"))
    assert {run.label: (run.loss.tobytes(), run.path.tobytes()) for run in experiment.snapshot().runs} == curves(window)


def test_that_a_picture_brings_back_the_experiment_and_belongs_to_no_file(qtbot, window, chosen, tmp_path):
    played(qtbot, window)
    (key, text), *_ = window.files.embedded_texts_of(window.trainer.latest).items()
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
    assert other.experiment.kind is NETWORK
    assert other.network.views.tabs.currentWidget() is other.network.views.weights
    assert not other.files.is_modified


def test_that_the_other_mode_waits_while_a_file_is_open(qtbot, chosen, opened, tmp_path):
    window = opened(default_setup(), small_library(tmp_path))
    window.trainer.step(7)
    settled(qtbot, window, 7)
    before = curves(window)
    chosen.path.write_text(document_text(file_controller.document_of(small_setup())), encoding="utf-8")
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


def test_that_a_scene_of_a_lesson_is_called_by_its_title_wherever_it_is_taken_along(qtbot, window, chosen, monkeypatch):
    from core.formats.lesson import shipped_lessons

    asked = []
    monkeypatch.setattr(file_controller, "ask_save", lambda _, proposed, *more: asked.append(proposed.name) or chosen.path)
    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: asked.append(dialog._title))
    monkeypatch.setattr(NumbersDialog, "open", lambda dialog: asked.append(dialog._title))
    window.lessons.begin(shipped_lessons()[1])
    settled(qtbot, window, window.lessons.scene.begin_at)
    title = window.lessons.scene.title.en
    press(window, Key.Key_S, Key.Key_E, modifier=Ctrl)
    press(window, Key.Key_N, modifier=Ctrl | Shift)
    assert asked == [slug(title) + ".toml", title, title]
    assert load_document(chosen.path).title == title
    assert all(
        window.trainer.setup.title not in text.splitlines() for text in window.files.embedded_texts_of(window.trainer.latest).values()
    )
    window.lessons.leave()
    assert window.lessons.title == default_setup().title


def test_that_a_scene_of_a_lesson_can_be_saved_and_belongs_to_no_file(qtbot, window, chosen):
    from core.formats.lesson import shipped_lessons

    own = chosen.path.with_name("own.toml")
    own.write_text("# mine\n" + document_text(file_controller.document_of(default_setup("booth"))), encoding="utf-8")
    text = own.read_text(encoding="utf-8")
    window.files.open_path(own)
    settled(qtbot, window, 0)
    window.lessons.begin(shipped_lessons()[1])
    settled(qtbot, window, window.lessons.scene.begin_at)
    assert window.files.save()
    assert load_document(chosen.path).setup.runs == window.lessons.scene.setup.runs
    assert "# mine" not in chosen.path.read_text(encoding="utf-8")
    window.lessons.leave()
    settled(qtbot, window, 0)
    assert (window.files.path, own.read_text(encoding="utf-8")) == (own, text)
    assert not window.files.is_modified


def test_that_what_is_refused_later_leaves_the_window_to_the_file_that_was_opened(qtbot, window, chosen):
    chosen.path.write_text(document_text(file_controller.document_of(default_setup("rosenbrock"))), encoding="utf-8")
    window.files.open()
    settled(qtbot, window, 0)
    window.experiment._on_start_edited((1e200, 0.0))
    qtbot.waitUntil(lambda: "not finite" in window.messages.text)
    assert window.files.path == chosen.path
    assert not window.files.is_modified


def test_that_no_file_of_ones_own_is_proposed_for_a_scene_of_a_lesson(qtbot, window, chosen, monkeypatch):
    from core.formats.lesson import shipped_lessons

    window.files.save()
    proposed = []
    monkeypatch.setattr(file_controller, "ask_save", lambda _, path, *more: proposed.append(path))
    window.lessons.begin(shipped_lessons()[1])
    settled(qtbot, window, window.lessons.scene.begin_at)
    assert not window.files.save()
    window.lessons.leave()
    window.files.save_as()
    assert (proposed[0] == chosen.path, proposed[1] == chosen.path) == (False, True)
