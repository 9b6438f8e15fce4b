"""One scene of each lesson as the class sees it, light and dark, against kept pictures. After a change that is meant: --force-regen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt

from gui.style.theme import DARK, LIGHT
from tests.helpers.lessons import LESSONS, settled
from tests.helpers.window import press

GOLDEN = Path(__file__).parents[2] / "golden"
# Half as large as the window: a part that is missing or out of place is seen, the last pixel of a letter is not.
WIDTH = 640
TOLERANCE = 0.3

# Lesson → scene, and how many presses of the remote are made in it.
SCENES = {
    "01-all-data-or-a-mini-batch": ("work", 1),
    "02-the-learning-rate": ("limit", 3),
    "03-the-zig-zag": ("one-step", 2),
    "04-momentum": ("out-of-the-well", 2),
    "05-adagrad": ("dying", 1),
    "06-nag": ("look-ahead", 3),
    "07-rmsprop": ("one-step", 3),
    "08-adam": ("bias-correction", 4),
    "09-saddles": ("nudge", 2),
    "10-mnist": ("untrained", 1),
}


def test_that_every_lesson_has_its_picture():
    assert SCENES.keys() == LESSONS.keys()


@pytest.mark.parametrize("key", SCENES)
def test_that_the_scene_looks_as_it_did_in_either_theme(qtbot, image_regression, window, key):
    lesson, (scene_key, presses) = LESSONS[key], SCENES[key]
    window.lessons.begin(lesson)
    window.lessons._open(next(index for index, scene in enumerate(lesson.scenes) if scene.key == scene_key))
    qtbot.waitUntil(lambda: settled(window), timeout=20_000)
    for _ in range(presses):
        # Not at the speed of the scene, for which nobody has time here.
        window.trainer.set_speed(None)
        press(window, Qt.Key.Key_PageDown)
        qtbot.waitUntil(lambda: settled(window), timeout=20_000)
    for theme in (LIGHT, DARK):
        window.theme_menu.choose(theme.name)
        # The ranges depend on what was seen on the way, and some words come on a slow clock.
        window.clock.show_now()
        window.loss_plot.fit()
        # The counters clear on a timer of their own, and the layout settles on the way.
        qtbot.wait(550)
        picture = window.grab().toImage()
        assert (picture.width(), picture.height()) == (1280, 720)
        image_regression.check(png_of(picture), diff_threshold=TOLERANCE, fullpath=GOLDEN / f"lesson-{key}-{theme.name}.png")


def png_of(picture):
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation).save(buffer, "PNG")
    return bytes(buffer.data().data())
