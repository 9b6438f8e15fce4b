"""What a lesson decides: languages, where a scene opens, where playing pauses."""

import pytest

from core.experiment.setup import default_setup
from core.lessons.lesson import Lesson, LocalText, Scene
from core.problems.kinds import FUNCTION, NETWORK, usual_panels
from core.problems.network_setup import NetworkSetup

SETUP = default_setup()
TEXT = LocalText("words")


def scene(key="one", experiment="bowl", **changes):
    return Scene(key, TEXT, TEXT, experiment, SETUP, **changes)


def lesson(*scenes):
    return Lesson("lesson", TEXT, TEXT, scenes)


def test_that_a_text_is_given_in_the_language_asked_for():
    text = LocalText("learning rate", "학습률")
    assert [text.in_language(language) for language in ("en", "ko", "fr", "")] == [
        "learning rate",
        "학습률",
        "learning rate",
        "learning rate",
    ]


def test_that_english_stands_in_for_a_missing_translation():
    assert LocalText("learning rate").in_language("ko") == "learning rate"


def test_that_a_scene_goes_on_with_the_experiment_of_the_one_before():
    scenes = (scene("a"), scene("b"), scene("c", restart=True), scene("d", "wells"), scene("e"))
    assert [lesson(*scenes).goes_on(i) for i in range(5)] == [False, True, False, False, False]


@pytest.mark.parametrize(("stands_at", "opens_at"), [(None, 10), (0, 10), (10, 10), (25, 25)])
def test_that_a_scene_that_goes_on_never_goes_back(stands_at, opens_at):
    assert lesson(scene("a"), scene("b", begin_at=10)).opening_step(1, stands_at) == opens_at


@pytest.mark.parametrize("second", [scene("b", begin_at=10, restart=True), scene("b", "wells", begin_at=10)])
def test_that_a_scene_that_begins_anew_opens_at_its_own_step(second):
    assert lesson(scene("a"), second).opening_step(1, 25) == 10


def test_that_the_first_scene_opens_at_its_own_step():
    assert lesson(scene(begin_at=3)).opening_step(0, 25) == 3


def test_that_playing_pauses_at_the_next_step_of_the_list():
    playing = scene(pause_at=(1, 5, 30))
    assert [playing.next_pause(step) for step in (0, 1, 4, 5, 29, 30, 99)] == [1, 5, 5, 30, 30, None, None]


@pytest.mark.parametrize(("changes", "last"), [({}, 0), ({"begin_at": 7}, 7), ({"begin_at": 7, "pause_at": (8, 20)}, 20)])
def test_that_the_last_step_is_the_furthest_that_is_asked_for(changes, last):
    assert scene(**changes).last_step == last


def test_that_functions_are_slow_and_networks_as_fast_as_they_can_be():
    assert FUNCTION.usual.scene_speed == 4.0
    assert NETWORK.usual.scene_speed is None


@pytest.mark.parametrize(
    ("problem", "inspects", "panels"),
    [
        (SETUP.problem, False, ("canvas", "loss")),
        (SETUP.problem, True, ("canvas", "loss", "inspector")),
        (NetworkSetup(), False, ("loss", "accuracy")),
        (NetworkSetup(), True, ("loss", "accuracy", "inspector")),
    ],
)
def test_that_the_usual_panels_suit_the_problem(problem, inspects, panels):
    assert usual_panels(problem, inspects) == panels
