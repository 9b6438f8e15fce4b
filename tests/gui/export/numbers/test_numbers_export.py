"""File ▸ Export numbers…: what is chosen is what is written, in a thread, while the window stays usable."""

import re
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.numbers.arrays import Arrays
from core.numbers.export import Numbers
from core.numbers.header import header_path
from core.numbers.selection import everything
from gui.export.numbers.dialog import NumbersDialog
from gui.export.numbers.writer import NumbersWriter
from gui.export.registry import CSV, NPZ
from gui.style.style_sheet import style_sheet
from gui.style.theme import DARK, LIGHT
from gui.training.commands import TrainerState
from tests.helpers.labels import is_whole
from tests.helpers.numbers import arrays, table
from tests.helpers.saving import Saver
from tests.helpers.window import press


def snapshot_of(steps=40, function="seed-bowl"):
    experiment = Experiment(default_setup(function))
    experiment.advance(steps)
    return experiment.snapshot()


@pytest.fixture
def dialog(qtbot):
    made = NumbersDialog(snapshot_of(), "Long bowl")
    qtbot.addWidget(made)
    made.show()
    return made


def tick(qtbot, dialog, row):
    """Click the box before a run."""
    box = dialog.runs.visualItemRect(dialog.runs.item(row))
    qtbot.mouseClick(dialog.runs.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 8, box.center().y()))


def said(dialog):
    return dialog.estimate.text().replace("\N{NO-BREAK SPACE}", " ")


def test_that_everything_is_proposed_and_its_size_is_told(dialog):
    assert dialog.kind is CSV
    assert (dialog.first.value(), dialog.last.value(), dialog.every.value()) == (0, 40, 1)
    assert re.fullmatch(r"287 rows, about \d+ kB", said(dialog))
    assert dialog.save.isEnabled()


def test_that_what_is_chosen_is_what_will_be_written(qtbot, dialog, monkeypatch, tmp_path):
    for row in (0, 2, 3, 4, 5):
        tick(qtbot, dialog, row)
    dialog.kind_button(NPZ).click()
    dialog.first.setValue(10)
    dialog.last.setValue(30)
    dialog.every.setValue(5)
    assert said(dialog).startswith("10 rows, ")
    Saver(monkeypatch).written = tmp_path / "a"
    dialog.save.click()
    assert dialog.path == tmp_path / "a.npz"
    dialog.numbers.write(dialog.path)
    loaded = arrays(dialog.path)
    assert {name.split("/")[0] for name in loaded} == {"sgd", "adam"}
    assert loaded["adam/step"].tolist() == [10, 15, 20, 25, 30]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_that_the_ticks_of_runs_look_like_all_ticks(qtbot, dialog, theme):
    dialog.setStyleSheet(style_sheet(theme))
    tick(qtbot, dialog, 2)

    def colours(row):
        box = dialog.runs.visualItemRect(dialog.runs.item(row))
        image = dialog.runs.viewport().grab(box).toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    assert theme.accent in colours(1)
    assert theme.accent not in colours(2)


def test_that_nothing_chosen_and_too_much_are_refused_with_a_reason_beside_a_disabled_button(qtbot, dialog, monkeypatch):
    for row in range(7):
        tick(qtbot, dialog, row)
    assert said(dialog) == dialog.save.toolTip() == "Choose at least one run."
    assert not dialog.save.isEnabled()
    tick(qtbot, dialog, 6)
    assert dialog.save.isEnabled()
    monkeypatch.setattr("core.numbers.selection.MOST_BYTES", 1000)
    dialog.every.setValue(2)
    assert said(dialog).startswith("That would be ")
    assert "one step in " in said(dialog)
    assert not dialog.save.isEnabled()


def test_that_the_last_step_is_never_before_the_first(dialog):
    dialog.last.setValue(10)
    dialog.first.setValue(25)
    assert dialog.last.value() == 25
    assert dialog.save.isEnabled()
    assert said(dialog).startswith("7 rows")


def test_that_the_name_is_made_of_the_title(qtbot, dialog, monkeypatch):
    saver = Saver(monkeypatch)
    dialog.kind_button(NPZ).click()
    dialog.save.click()
    assert [path.name for path in saver.proposed] == ["long-bowl-numbers.npz"]


def test_that_the_next_file_is_proposed_beside_the_last_under_a_name_that_is_free(dialog, monkeypatch, tmp_path):
    saver = Saver(monkeypatch)
    assert dialog.take(tmp_path / "long-bowl-numbers.csv")
    (tmp_path / "long-bowl-numbers.csv").write_text("mine")
    dialog.save.click()
    assert saver.proposed == [tmp_path / "long-bowl-numbers-2.csv"]


def test_that_a_table_whose_ending_was_not_typed_is_not_overwritten_unasked(dialog, monkeypatch, tmp_path):
    (tmp_path / "a.b.csv").write_text("mine")
    saver = Saver(monkeypatch)
    saver.written = tmp_path / "a.b"
    dialog.save.click()
    assert saver.questions == ["a.b.csv is already there. Replace it?"]
    assert dialog.path is None


def test_that_a_file_beside_it_is_not_overwritten_unasked(dialog, tmp_path):
    header_path(tmp_path / "a.csv").write_text("mine")
    assert not dialog.take(tmp_path / "a.csv")
    assert "a.csv.columns.toml is there already" in said(dialog)
    # That a.csv itself is replaced the user has confirmed, and its header goes with it.
    (tmp_path / "a.csv").write_text("mine")
    assert dialog.take(tmp_path / "a.csv")


def test_that_every_letter_is_that_of_one_control_and_every_control_has_words(dialog):
    texts = [widget.text() for widget in dialog.findChildren(QAbstractButton) + dialog.findChildren(QLabel)]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(letters) == len(set(letters)) >= 7
    for control in (*dialog.kinds.buttons(), dialog.runs, dialog.first, dialog.last, dialog.every, dialog.save, dialog.cancel):
        assert control.toolTip()
        assert control.accessibleName() or control.text()


# The thread


@pytest.fixture
def writing_of(qtbot):
    made = []

    def make(numbers, path, give_way=lambda: None):
        writing = NumbersWriter(numbers, path, give_way)
        qtbot.addWidget(writing)
        made.append(writing)
        writing.show()
        writing.start()
        return writing

    yield make
    for writing in made:
        writing.stop()


@pytest.fixture
def numbers():
    snapshot = snapshot_of(300)
    return Numbers(snapshot, everything(snapshot), Arrays)


class Gate:
    """Lets a thread come so far and then wait."""

    def __init__(self):
        self.reached, self.open = Event(), Event()

    def __call__(self):
        self.reached.set()
        assert self.open.wait(60)


def test_that_the_file_is_written_in_a_thread_with_a_bar_and_told(qtbot, writing_of, numbers, tmp_path):
    emitted, values = [], []
    writing = writing_of(numbers, tmp_path / "a.npz")
    writing.written.connect(emitted.append)
    writing.bar.valueChanged.connect(values.append)
    qtbot.waitUntil(lambda: bool(emitted))
    assert emitted == [tmp_path / "a.npz"]
    assert not writing.isVisible()
    assert not writing.is_busy
    assert values == sorted(values)
    assert arrays(tmp_path / "a.npz")["gd/step"].tolist() == list(range(301))


@pytest.mark.parametrize("how", ["button", "escape"])
def test_that_a_cancel_closes_it_at_once_and_leaves_nothing_behind(qtbot, writing_of, numbers, tmp_path, how):
    gate = Gate()
    writing = writing_of(numbers, tmp_path / "a.npz", gate)
    qtbot.waitUntil(gate.reached.is_set)
    assert len(list(tmp_path.iterdir())) == 2
    if how == "button":
        qtbot.mouseClick(writing.cancel, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(writing, Qt.Key.Key_Escape)
    assert not writing.isVisible()
    assert writing.is_busy
    gate.open.set()
    qtbot.waitUntil(lambda: not writing.is_busy)
    assert list(tmp_path.iterdir()) == []


def test_that_a_fault_is_told_and_stays_to_be_read(qtbot, writing_of, numbers, tmp_path):
    (tmp_path / "a.npz").mkdir()
    writing = writing_of(numbers, tmp_path / "a.npz")
    qtbot.waitUntil(lambda: not writing.is_busy)
    assert "a.npz cannot be written: Is a directory. Choose another place." in writing.message.text()
    assert writing.isVisible()
    assert writing.cancel.text() == "&Close"
    qtbot.mouseClick(writing.cancel, Qt.MouseButton.LeftButton)
    assert not writing.isVisible()


def test_that_an_unforeseen_fault_ends_in_a_sentence_too(qtbot, writing_of, numbers, tmp_path):
    def fail():
        raise RuntimeError("no idea")

    writing = writing_of(numbers, tmp_path / "a.npz", fail)
    qtbot.waitUntil(lambda: not writing.is_busy)
    assert "no idea" in writing.message.text()
    assert list(tmp_path.iterdir()) == []


def test_that_a_fault_of_a_file_far_down_can_be_read_to_its_end(qtbot, writing_of, numbers, tmp_path):
    path = tmp_path.joinpath(*["a-long-name-of-a-folder"] * 9, "a.npz")
    path.mkdir(parents=True)
    writing = writing_of(numbers, path)
    qtbot.waitUntil(lambda: not writing.is_busy)
    assert str(path) in writing.message.text()
    qtbot.waitUntil(lambda: is_whole(writing.message))


# In the window


def test_that_the_menu_writes_what_the_window_has_reached_while_it_goes_on(qtbot, opened, monkeypatch, tmp_path):
    window = opened(default_setup("himmelblau"))
    window.trainer.step(25)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 25)
    Saver(monkeypatch).written = tmp_path / "race.csv"
    press(window, Qt.Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = window.numbers.dialog
    assert dialog.isVisible()
    gate = Gate()
    monkeypatch.setattr(window.trainer, "wait_while_held", gate)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    qtbot.waitUntil(gate.reached.is_set)
    # The file is half written, and the race goes on.
    window.activateWindow()
    window.trainer.play()
    qtbot.waitUntil(lambda: window.trainer.latest.step > 40)
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.RUNNING)
    assert list(tmp_path.glob("[!.]*")) == []
    window.actions_by_name["numbers"].trigger()
    assert window.numbers.dialog is None
    assert window.numbers.writing.isVisible()
    gate.open.set()
    qtbot.waitUntil(lambda: (tmp_path / "race.csv").exists() and not window.numbers.writing.is_busy)
    window.trainer.pause()
    frame = table(tmp_path / "race.csv")
    assert frame["step"].max() == 25
    latest = next(run for run in window.trainer.latest.runs if run.label == "adam")
    assert np.array_equal(frame[frame["run"] == "adam"][["x", "y"]].to_numpy(), latest.path[:26])
    assert "race.csv" in window.messages.text


def test_that_a_window_which_closes_takes_the_export_along(qtbot, opened, monkeypatch, tmp_path):
    window = opened(default_setup())
    window.trainer.step(5)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 5)
    Saver(monkeypatch).written = tmp_path / "race.npz"
    window.actions_by_name["numbers"].trigger()
    window.numbers.dialog.kind_button(NPZ).click()
    entered = Event()

    def slowly():
        entered.set()
        Event().wait(0.05)

    monkeypatch.setattr(window.trainer, "wait_while_held", slowly)
    monkeypatch.setattr("core.numbers.export._REPORT_SECONDS", 0.0)
    qtbot.mouseClick(window.numbers.dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(entered.is_set)
    window.close()
    assert not window.numbers.writing.is_busy
    assert list(tmp_path.iterdir()) == []
