"""One scene of each lesson as the class sees it, light and dark, against kept pictures. After a change that is meant: --force-regen."""

import pytest
from PySide6.QtCore import Qt

from gui.style.theme import DARK, LIGHT
from tests.helpers.lessons import LESSONS, settled
from tests.helpers.window import press, rests

# Half as large as the window. There a minimum without its dot makes a cluster of 4 wrong pixels, and other smooth edges one of 2.
WIDTH = 640
MOST_PIXELS = 3
MOST_PERCENT = 0.3

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
def test_that_the_scene_looks_as_it_did_in_either_theme(qtbot, golden, window, key):
    lesson, (scene_key, presses) = LESSONS[key], SCENES[key]
    # Else the order of two names depends on which frames were painted on the way.
    window.loss_plot.view.end_labels.set_for_picture()
    window.lessons.begin(lesson)
    window.lessons._open(next(index for index, scene in enumerate(lesson.scenes) if scene.key == scene_key))
    qtbot.waitUntil(lambda: settled(window))
    for _ in range(presses):
        # Not at the speed of the scene, for which nobody has time here.
        window.trainer.set_speed(None)
        press(window, Qt.Key.Key_PageDown)
        qtbot.waitUntil(lambda: settled(window))
    for theme in (LIGHT, DARK):
        window.theme_menu.choose(theme.name)
        # The ranges depend on what was seen on the way, and some words come on a slow clock.
        window.clock.show_now()
        window.loss_plot.fit()
        # The counter of steps a second clears on a timer of its own, so does the ground become that of the view, and the layout
        # settles on the way.
        qtbot.waitUntil(lambda: window.transport._rate.text() == "" and not window.canvas._landscape._settle.isActive() and rests(window))
        picture = window.grab().toImage()
        assert (picture.width(), picture.height()) == (1280, 720)
        half = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
        golden.check(half, f"lesson-{key}-{theme.name}", MOST_PERCENT, MOST_PIXELS)
