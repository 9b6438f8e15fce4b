"""The dialog of films, by keyboard as a lecturer would use it, and the numbers in it that follow each other."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QSlider, QWidget

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from gui.export.film.dialog import FilmDialog, film_folder
from gui.export.film.plan import FilmPlan
from gui.export.film.stage import FilmStage, pixels_of
from gui.export.picture.look import PlotLook
from gui.export.picture.spec import Ground
from gui.export.registry import APNG, FILMS, GIF, MP4
from gui.style.theme import LIGHT
from tests.helpers.films import read_film
from tests.helpers.saving import Saver


@pytest.fixture(scope="module")
def snapshot():
    experiment = Experiment(default_setup())
    experiment.advance(200)
    return experiment.snapshot()


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def dialog(parent, snapshot):
    made = FilmDialog(parent, snapshot, 120, "Long bowl", LIGHT, PlotLook())
    yield made
    made.reject()


def test_that_it_begins_with_a_good_film_of_the_way_to_the_step_looked_at(dialog):
    assert dialog.plan == FilmPlan(GIF, 0, 120, 1, 20, 800, 600)
    assert dialog.plan.parts == ("canvas", "loss")
    assert dialog.plan.ground is Ground.LIGHT
    assert dialog.message.text() == "121 frames of 800 × 600 pixels: 6.0 s, then the last one stays for 2 s."
    assert dialog.save.isDefault()
    assert dialog.form.last.maximum() == 200


def test_that_length_and_steps_a_frame_follow_each_other(dialog):
    form = dialog.form
    form.seconds.setValue(3)
    assert (form.every.value(), form.seconds.value()) == (3, 2.0)  # 41 frames: 3 seconds would have room for 60
    form.every.setValue(2)
    assert form.seconds.value() == pytest.approx(61 / 20, abs=0.051)
    form.rate.setValue(10)
    assert (form.every.value(), form.seconds.value()) == (2, 6.1)
    form.last.setValue(60)
    assert (form.every.value(), form.seconds.value()) == (2, 3.1)
    assert dialog.plan == FilmPlan(GIF, 0, 60, 2, 10)


def test_that_a_size_is_chosen_or_typed(dialog):
    form = dialog.form
    form.preset.setCurrentIndex(2)
    assert (dialog.plan.width, dialog.plan.height) == (1280, 720)
    form.width_px.setValue(1000)
    assert form.preset.currentText() == "Other"
    form.height_px.setValue(720)
    form.width_px.setValue(1280)
    assert form.preset.currentText() == "1280 × 720"


def test_that_only_what_a_kind_can_do_is_on_offer(dialog):
    form = dialog.form
    assert form.rate.maximum() == 50
    form.kind.setCurrentIndex(list(FILMS).index(MP4))
    form.rate.setValue(60)
    assert dialog.plan.rate == 60
    form.kind.setCurrentIndex(0)
    assert dialog.plan.rate == 50


def test_that_what_is_impossible_is_said_and_cannot_be_saved(dialog):
    dialog.form.first.setValue(120)
    assert dialog.message.text() == "A film goes from one step to a later one, between 0 and 200: choose others."
    assert dialog.message.property("role") == "warning"
    assert not dialog.save.isEnabled()
    dialog.form.first.setValue(100)
    assert dialog.save.isEnabled()
    assert dialog.message.property("role") == "muted"


def test_that_without_pyav_a_video_is_not_on_offer_and_the_reason_is_told(parent, snapshot, monkeypatch):
    monkeypatch.setattr("gui.export.formats.video.video_reason", lambda: "MP4 needs one more package.")
    made = FilmDialog(parent, snapshot, 120, "", LIGHT, PlotLook())
    item = made.form.kind.model().item(2)
    assert not item.isEnabled()
    assert item.toolTip() == "MP4 needs one more package."
    made.reject()


def test_that_the_preview_is_the_frame_and_follows_the_choices(qtbot, dialog, snapshot):
    assert dialog.place.text() == "Frame 121 of 121, step 120"
    before = pixels_of(dialog.preview.shown())
    stage = FilmStage(snapshot, dialog.plan, "Long bowl", PlotLook())
    shown = dialog.preview.shown().size()
    drawn = stage.image(120).scaled(shown, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    stage.close()
    assert np.array_equal(before, pixels_of(drawn))
    dialog.slider.setValue(60)
    assert dialog.place.text() == "Frame 61 of 121, step 60"
    earlier = pixels_of(dialog.preview.shown())
    assert not np.array_equal(before, earlier)
    dialog.form.ground.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not dialog._timer.isActive())
    assert dialog.place.text() == "Frame 61 of 121, step 60"
    assert pixels_of(dialog.preview.shown()).mean() != earlier.mean()
    dialog.form.every.setValue(4)
    qtbot.waitUntil(lambda: not dialog._timer.isActive())
    assert dialog.place.text() == "Frame 16 of 31, step 60"


def test_that_every_control_says_what_it_is_and_no_letter_is_used_twice(dialog):
    for control in (*dialog.findChildren(QAbstractButton), *dialog.findChildren(QComboBox), *dialog.findChildren(QSlider)):
        assert control.toolTip(), control
        assert control.accessibleName() or control.text(), control
    texts = [widget.text() for widget in (*dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton))]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(letters) == 13
    assert len(set(letters)) == len(letters)


@pytest.fixture
def saver(monkeypatch):
    return Saver(monkeypatch)


@pytest.mark.parametrize(
    ("kind", "typed", "becomes"),
    [
        (0, "a.gif", "a.gif"),
        (0, "a", "a.gif"),
        (1, "a.png", "a.png"),
        (1, "a.apng", "a.apng"),
        (2, "a.gif", "a.gif.mp4"),
    ],
)
def test_that_the_name_ends_as_the_kind_does(dialog, tmp_path, saver, kind, typed, becomes):
    dialog.form.kind.setCurrentIndex(kind)
    saver.written = tmp_path / typed
    dialog.save.click()
    assert dialog.path == tmp_path / becomes
    assert dialog.result() == FilmDialog.DialogCode.Accepted


def test_that_kind_size_and_folder_are_those_of_the_last_film(parent, dialog, snapshot, tmp_path, saver):
    dialog.form.kind.setCurrentIndex(1)
    dialog.form.preset.setCurrentIndex(2)
    assert dialog.take(tmp_path / "film.png")
    again = FilmDialog(parent, snapshot, 200, "Long bowl", LIGHT, PlotLook())
    assert again.plan == FilmPlan(APNG, 0, 200, 1, 25, 1280, 720)
    again.save.click()
    assert saver.proposed == [tmp_path / "long-bowl-steps-0-200.png"]
    again.reject()


def test_that_a_folder_that_is_not_there_is_told(dialog, tmp_path):
    assert not dialog.take(tmp_path / "gone" / "film.gif")
    assert dialog.message.text() == f"There is no folder {tmp_path / 'gone'}. Choose another place."


def test_that_a_free_name_in_the_right_folder_is_proposed(dialog, tmp_path, saver, monkeypatch):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: str(tmp_path) if place is place.PicturesLocation else "")
    (tmp_path / "long-bowl-steps-0-120.gif").write_bytes(b"")
    dialog.save.click()
    assert saver.proposed == [tmp_path / "long-bowl-steps-0-120-2.gif"]
    assert dialog.path is None
    assert film_folder(MP4) == Path.home()


def test_that_two_enters_make_a_good_film(qtbot, window, tmp_path, saver, monkeypatch):
    window.trainer.step(12)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 12 and all(run.step == 12 for run in window.trainer.latest.runs))
    monkeypatch.setattr("gui.export.film.dialog.film_folder", lambda _kind: tmp_path)
    # The second Enter takes what the file dialog proposes.
    saver.written = ""
    monkeypatch.setattr(FilmDialog, "exec", lambda dialog: (dialog.show(), QTest.keyClick(dialog, Qt.Key.Key_Return), dialog.result())[2])
    window.actions_by_name["film"].trigger()
    assert window.films.is_making
    qtbot.waitUntil(window.isActiveWindow)  # so that Space plays
    qtbot.waitUntil(lambda: not window.films.is_making)
    [path] = tmp_path.iterdir()
    assert path.name == "long-bowl-steps-0-12.gif"
    seen = read_film(path, GIF)
    assert seen.frames.shape == (13, 600, 800, 3)
    assert float(sum(seen.seconds)) == pytest.approx(13 / 5 + 2, abs=0.02)
    assert str(path) in window.messages.text
