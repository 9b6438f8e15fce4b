"""The lesson file: what it means, and every mistake at once with its place."""

import math
import re
from pathlib import Path

import pytest

from core.formats.experiment import parse_setup
from core.formats.lesson import load_lesson, parse_lesson
from core.formats.lesson_tables import LessonTable, SceneTable, TextTable
from core.lessons.lesson import LocalText
from core.optimizers.gradient_descent import GradientDescent
from core.optimizers.momentum import Momentum
from core.problems.function import FunctionSetup
from core.problems.network_setup import NetworkSetup
from tests.helpers.lesson_files import (
    EXPERIMENT,
    LESSON,
    NETWORK,
    with_scene,
)


def test_that_a_lesson_means_what_it_says():
    lesson = parse_lesson(LESSON, "07-mine")
    assert (lesson.key, lesson.title, lesson.summary) == ("07-mine", LocalText("Title", "제목"), LocalText("Summary"))
    (scene,) = lesson.scenes
    assert (scene.key, scene.experiment, scene.restart, scene.begin_at, scene.pause_at) == ("zig-zag", "ravine", True, 2, (3, 30))
    assert (scene.view.speed, scene.view.panels, scene.view.inspect, scene.view.walk) == (
        8.0,
        ("canvas", "inspector"),
        ("ball", "gd"),
        "sub-steps",
    )
    assert (scene.view.log, scene.view.box, scene.view.predict) == (True, (-10, 10, -5, 5.5), True)
    assert (scene.title, scene.caption) == (LocalText("A title", "제목"), LocalText("A caption"))
    assert (scene.question, scene.answer) == (LocalText("Why?"), LocalText("Because.", "그렇기 때문입니다."))


def test_that_an_experiment_is_read_as_in_its_own_file():
    (scene,) = parse_lesson(LESSON).scenes
    alone = EXPERIMENT.replace("[experiments.ravine]\n", "").replace("experiments.ravine.", "")
    assert scene.setup == parse_setup(alone, default_title="ravine")
    assert scene.setup.problem == FunctionSetup("seed-bowl", (-9.0, 2.0))
    assert [run.optimizer for run in scene.setup.runs] == [GradientDescent(0.4), Momentum(0.04)]
    assert scene.setup.seed == 3


def test_that_what_is_left_out_has_its_default():
    (scene,) = parse_lesson(with_scene("")).scenes
    assert (scene.restart, scene.begin_at, scene.pause_at, scene.view.speed) == (False, 0, (), 4.0)
    assert (scene.view.panels, scene.view.inspect, scene.view.walk) == (("canvas", "loss"), (), "steps")
    assert (scene.view.log, scene.view.box, scene.view.predict, scene.question, scene.answer) == (False, None, False, None, None)


def test_that_a_network_has_defaults_of_its_own():
    (scene,) = parse_lesson(with_scene("", "net", NETWORK)).scenes
    assert isinstance(scene.setup.problem, NetworkSetup)
    assert (scene.view.speed, scene.view.panels) == (math.inf, ("loss", "accuracy"))


@pytest.mark.parametrize(
    ("lines", "panels", "inspect"),
    [
        ('inspect = ["ball"]', ("canvas", "loss", "inspector"), ("ball",)),
        ('panels = ["inspector"]', ("inspector",), ("gd",)),
        ('panels = ["canvas"]', ("canvas",), ()),
    ],
)
def test_that_inspector_and_inspected_runs_go_together(lines, panels, inspect):
    (scene,) = parse_lesson(with_scene(lines)).scenes
    assert (scene.view.panels, scene.view.inspect) == (panels, inspect)


@pytest.mark.parametrize(
    ("lines", "zoom"),
    [
        ('walk = "sub-steps"', False),
        ('walk = "sub-steps"\ninspect = ["ball"]', True),
        ('inspect = ["ball"]', False),
        ('walk = "sub-steps"\ninspect = ["ball"]\nview = [-1, 1, -1, 1]', False),
    ],
)
def test_that_a_step_that_is_taken_apart_is_seen_from_close_by_unless_the_scene_says_what_is_seen(lines, zoom):
    (scene,) = parse_lesson(with_scene(lines)).scenes
    assert scene.view.zoom is zoom


@pytest.mark.parametrize(("line", "speed"), [('speed = "unlimited"', math.inf), ("speed = 0.5", 0.5), ("speed = 60", 60.0)])
def test_that_a_speed_is_a_number_or_unlimited(line, speed):
    (scene,) = parse_lesson(with_scene(line)).scenes
    assert scene.view.speed == speed


def test_that_all_ways_of_writing_a_text_in_toml_mean_the_same():
    tables = parse_lesson(LESSON)
    inline = re.sub(r'\[scenes\.(\w+)\]\nen = (".*")\nko = (".*")\n', r"\1 = { en = \2, ko = \3 }\n", LESSON)
    inline = re.sub(r'\[scenes\.(\w+)\]\nen = (".*")\n', r"\1.en = \2\n", inline)
    assert "[scenes." not in inline
    assert parse_lesson(inline) == tables


def test_that_a_text_in_several_lines_is_one_paragraph():
    (scene,) = parse_lesson(with_scene('question.en = """\nOne\n  two?"""\nanswer.en = "Three\\nfour"')).scenes
    assert (scene.question, scene.answer) == (LocalText("One two?"), LocalText("Three four"))


def test_that_a_network_may_have_every_panel():
    panels = '["canvas", "loss", "inspector", "accuracy", "sight", "weights"]'
    (scene,) = parse_lesson(with_scene(f"panels = {panels}\npredict = false", "net", NETWORK)).scenes
    assert len(scene.view.panels) == 6


def test_that_a_file_is_read_with_its_name_as_key(tmp_path):
    file = tmp_path / "my-lesson.toml"
    file.write_text(LESSON, encoding="utf-8-sig")
    assert load_lesson(file) == parse_lesson(LESSON, "my-lesson")


# The documentation
DOCUMENT = Path(__file__).parents[3] / "docs" / "lessons.md"


def test_that_the_documented_example_is_a_lesson():
    (example,) = re.findall(r"```toml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    lesson = parse_lesson(example, "example")
    assert len(lesson.scenes) >= 2
    assert any(scene.question for scene in lesson.scenes)
    assert all(text.ko for text in (lesson.title, *(scene.caption for scene in lesson.scenes)))


def test_that_the_documentation_has_a_row_for_every_key():
    rows = re.findall(r"^\| `([\w.\[\]]+)`", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(SceneTable.model_fields) | set(LessonTable.model_fields) | set(TextTable.model_fields) <= set(rows)
