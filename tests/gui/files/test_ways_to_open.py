"""Ways to open an experiment: dropped on the window, or from the menu of the last files."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from core.experiment.experiment import Experiment
from core.formats.source import load_document
from gui.widgets.file_dialogs import Answer
from tests.helpers.window import curves, played, settled


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


def test_that_a_picture_from_the_dialog_can_be_dropped_and_run(qtbot, window, chosen, tmp_path):
    from gui.export.picture.dialog import ExportDialog

    played(qtbot, window)
    before = curves(window)
    shown = window.trainer.latest
    dialog = ExportDialog(
        window, shown, "Long bowl", window.theme, window.plot_look(), window.trainer.setup, (), window.files.embedded_texts_of
    )
    qtbot.addWidget(dialog)
    assert dialog.save_to(tmp_path / "slide.png")
    dialog.close()
    chosen.answer = Answer.DISCARD
    window.files.new()
    settled(qtbot, window, 0)
    assert drop(window, tmp_path / "slide.png")
    settled(qtbot, window, 42)
    assert curves(window) == before
    experiment = Experiment.from_document(load_document(tmp_path / "slide.png"))
    experiment.work(42, float("inf"))
    assert {run.label: (run.loss.tobytes(), run.path.tobytes()) for run in experiment.snapshot().runs} == before
