"""The ten lessons that come with the program: complete, short enough, and every scene can be shown."""

import re
from pathlib import Path

import numpy as np
import pytest

import resources
from core.formats.lesson import load_lesson, shipped_lessons
from core.functions import FUNCTIONS
from core.optimizers import TEACHING_ORDER
from core.problems.function import FunctionSetup
from core.problems.network_setup import NetworkSetup
from tests.core.lessons import test_claims_adaptive, test_claims_descent, test_claims_saddles_and_digits
from tests.core.lessons.claims import NOTHING_TO_TEST, NUMBER, TESTED, SceneToTest, experiment_of, lesson_named

LESSONS = [lesson.key for lesson in shipped_lessons()]
SCENES = [(lesson.key, scene.key) for lesson in shipped_lessons() for scene in lesson.scenes]
CLAIM_TESTS = (test_claims_descent, test_claims_adaptive, test_claims_saddles_and_digits)
# A run that a caption calls diverging; all others come down or stay.
DIVERGING = {("02-the-learning-rate", "three", "η = 1.05"), ("02-the-learning-rate", "limit", "η = 1.1"), ("06-nag", "fast", "nag")}
# Scenes that show how a run leaves the picture.
LEAVING = {
    ("02-the-learning-rate", "three-rates"),
    ("02-the-learning-rate", "limit"),
    ("02-the-learning-rate", "one-point"),
    ("06-nag", "wiser"),
    ("09-saddles", "noise"),
}
# How much stands on a slide in large type.
LONGEST_CAPTION = {"en": 220, "ko": 140}
LONGEST_ANSWER = {"en": 260, "ko": 170}
HANGUL = re.compile("[가-힣]")


def texts_of(scene):
    return [text for text in (scene.title, scene.caption, scene.question, scene.answer) if text is not None]


def scene_of(lesson, key):
    (found,) = [scene for scene in lesson_named(lesson).scenes if scene.key == key]
    return found


def test_that_there_are_ten_in_their_order():
    assert [lesson.key[:3] for lesson in shipped_lessons()] == [f"{number:02}-" for number in range(1, 11)]


def test_that_a_shipped_lesson_is_a_file_like_any_other():
    folder = Path(resources.__path__[0]) / "lessons"
    assert tuple(load_lesson(file) for file in sorted(folder.iterdir())) == shipped_lessons()


def test_that_every_rule_is_taught():
    taught = {run.optimizer.key for lesson in shipped_lessons() for scene in lesson.scenes for run in scene.setup.runs}
    assert taught == set(TEACHING_ORDER)


@pytest.mark.parametrize("key", LESSONS)
def test_that_a_lesson_has_four_to_seven_scenes_a_question_and_a_step_to_look_into(key):
    scenes = lesson_named(key).scenes
    assert 4 <= len(scenes) <= 7
    assert any(scene.question for scene in scenes)
    on_functions = [scene for scene in scenes if isinstance(scene.setup.problem, FunctionSetup)]
    assert not on_functions or any(scene.view.walk == "sub-steps" and "inspector" in scene.view.panels for scene in on_functions)


@pytest.mark.parametrize("key", LESSONS)
def test_that_a_lesson_speaks_both_languages_everywhere(key):
    lesson = lesson_named(key)
    for text in (lesson.title, lesson.summary, *(text for scene in lesson.scenes for text in texts_of(scene))):
        assert text.ko is not None
        assert HANGUL.search(text.ko)
        assert not HANGUL.search(text.en)


@pytest.mark.parametrize("lesson", LESSONS)
def test_that_scenes_can_be_read_from_the_last_row(lesson):
    for scene in lesson_named(lesson).scenes:
        for language in ("en", "ko"):
            assert len(scene.title.in_language(language)) <= 45
            assert len(scene.caption.in_language(language)) <= LONGEST_CAPTION[language]
            assert scene.question is None or len(scene.question.in_language(language)) <= LONGEST_CAPTION[language]
            assert scene.answer is None or len(scene.answer.in_language(language)) <= LONGEST_ANSWER[language]


@pytest.mark.parametrize("lesson", LESSONS)
def test_that_both_languages_tell_the_same_decimal_numbers(lesson):
    for text in (text for scene in lesson_named(lesson).scenes for text in texts_of(scene)):
        assert sorted(set(re.findall(r"\d+\.\d+", text.en))) == sorted(set(re.findall(r"\d+\.\d+", text.ko)))


@pytest.mark.parametrize(("lesson", "key"), SCENES)
def test_that_every_pause_of_a_scene_is_reached_and_no_run_ends_before(lesson, key):
    scene = scene_of(lesson, key)
    experiment = experiment_of(lesson, scene.experiment)
    # Networks are live in the lecture hall: small, and no more than some hundred steps.
    assert scene.last_step <= (300 if isinstance(scene.setup.problem, NetworkSetup) else 5000)
    experiment.advance(max(0, scene.last_step - experiment.step))
    for run in experiment.snapshot().runs:
        assert run.step >= scene.last_step
        assert np.all(np.isfinite(run.loss[: scene.last_step + 1]))


@pytest.mark.parametrize(("lesson", "key"), SCENES)
def test_that_no_run_climbs_unless_the_scene_says_so(lesson, key):
    scene = scene_of(lesson, key)
    experiment = experiment_of(lesson, scene.experiment)
    experiment.advance(max(0, 300 - experiment.step))
    for run in experiment.snapshot().runs:
        climbs = bool(np.median(run.loss[200:301]) > run.loss[0])
        assert climbs == ((lesson, scene.experiment, run.label) in DIVERGING), run.label


@pytest.mark.parametrize("lesson", LESSONS)
def test_that_what_happens_can_be_seen_on_the_canvas(lesson):
    """From the step that opens a scene to its last pause, and at least for one step."""
    for scene in lesson_named(lesson).scenes:
        if not isinstance(scene.setup.problem, FunctionSetup):
            continue
        x_min, x_max, y_min, y_max = scene.view.box or FUNCTIONS[scene.setup.problem.function].view
        last = max(scene.last_step, scene.begin_at + 1)
        labels = scene.view.inspect or [run.label for run in scene.setup.runs]
        paths = [SceneToTest(lesson, scene.key).path(label, last)[scene.begin_at :] for label in labels]
        inside = all(
            np.all((x_min <= path[:, 0]) & (path[:, 0] <= x_max) & (y_min <= path[:, 1]) & (path[:, 1] <= y_max)) for path in paths
        )
        assert inside != ((lesson, scene.key) in LEAVING), scene.key


@pytest.mark.parametrize("lesson", LESSONS)
def test_that_a_scene_that_goes_on_says_where_it_opens(lesson):
    """So the picture is the same whether one plays through or jumps into the lesson."""
    whole = lesson_named(lesson)
    for index in filter(whole.goes_on, range(len(whole.scenes))):
        before, scene = whole.scenes[index - 1], whole.scenes[index]
        assert scene.begin_at > 0, scene.key
        assert scene.begin_at >= before.begin_at, scene.key
        # Nobody who waits for every pause comes later than the scene wants to begin, except where time does not matter.
        assert not scene.pause_at or before.last_step < scene.pause_at[-1], scene.key


def test_that_what_a_scene_says_is_tested():
    assert set(SCENES) == set(TESTED) | NOTHING_TO_TEST
    assert not set(TESTED) & NOTHING_TO_TEST


def test_that_every_test_of_a_claim_belongs_to_a_scene():
    written = {name for module in CLAIM_TESTS for name in vars(module) if name.startswith("test_")}
    assert written == {name for names in TESTED.values() for name in names}


@pytest.mark.parametrize("lesson", LESSONS)
def test_that_every_number_is_a_setting_of_the_file_or_computed_by_a_test(lesson):
    unaccounted = {}
    for scene in lesson_named(lesson).scenes:
        heard = SceneToTest(lesson, scene.key)
        for module in CLAIM_TESTS:
            for name in set(TESTED[lesson, scene.key]) & set(vars(module)):
                getattr(module, name)(heard)
        for text in heard.texts():
            # “Four tenths” is written in Korean as 10분의 4; those words, and 0, 1 and 2, are no results.
            numbers = set(NUMBER.findall(re.sub(r"[\d,]+분의 \d+", "", text))) - {"0", "1", "2"}
            strange = numbers - heard.said - heard.settings()
            if strange:
                unaccounted[scene.key] = sorted(strange)
    assert unaccounted == {}
