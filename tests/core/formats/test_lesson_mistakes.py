"""Every mistake of a lesson file at once, each with its line and its place."""

import re

import pytest

from core.formats.lesson import load_lesson
from core.formats.mistakes import FileMistakesError
from tests.helpers.lesson_files import (
    EXPERIMENT,
    HEAD,
    LESSON,
    LINE,
    NETWORK,
    PLAIN,
    SCENE,
    line_of,
    mistakes_of,
    only_mistake,
    with_scene,
)


def test_that_all_mistakes_are_listed_at_once_with_line_and_place():
    text = (
        "format = 2\n"  # 1
        "colour = 1\n"  # 2
        "[title]\n"  # 3
        'ko = "제목"\n'  # 4
        "[summary]\n"  # 5
        "en = 3\n"  # 6
        "[experiments.ravine.problem]\n"  # 7
        'function = "sed-bowl"\n'  # 8
        "[[experiments.ravine.runs]]\n"  # 9
        'optimizer = "gd"\n'  # 10
        "[[experiments.ravine.runs]]\n"  # 11
        'optimizer = "adam"\n'  # 12
        "momentum = 0.9\n"  # 13
        "[experiments.forgotten.problem]\n"  # 14
        'function = "seed-bowl"\n'  # 15
        "[[scenes]]\n"  # 16
        'key = "One two"\n'  # 17
        'experiment = "ravin"\n'  # 18
        "[scenes.title]\n"  # 19
        'en = ""\n'  # 20
        "[[scenes]]\n"  # 21
        'key = "second"\n'  # 22
        'experiment = "ravine"\n'  # 23
        "begin_at = -1\n"  # 24
        'titel.en = "x"\n'  # 25
        "caption.en = 1\n"  # 26
        'caption.de = "x"\n'  # 27
    )
    mistakes = mistakes_of(text)
    found = [(mistake.line, mistake.where) for mistake in mistakes]
    assert found == [
        (1, "format"),
        (2, "colour"),
        (3, "title"),
        (6, "summary.en"),
        (8, "experiment “ravine”, [problem] function"),
        (13, "experiment “ravine”, run 2 momentum"),
        (14, "experiment “forgotten”, runs"),
        (14, "experiment “forgotten”"),
        (16, "scene 1"),
        (17, "scene 1 key"),
        (18, "scene 1 experiment"),
        (20, "scene 1 title.en"),
        (21, "scene 2"),
        (24, "scene 2 begin_at"),
        (25, "scene 2 titel"),
        (26, "scene 2 caption.en"),
        (27, "scene 2 caption.de"),
    ]
    for part in ("format 1", "English text is missing", "did you mean “seed-bowl”", "did you mean “ravine”", "did you mean “title”"):
        assert any(part in mistake.sentence for mistake in mistakes), part


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('key = "other"', "not valid TOML"),
        ("colour = 1", "there is no key “colour”"),
        ('panel = ["canvas"]', "did you mean “panels”"),
        ("restart = 1", "true or false"),
        ("log = 'yes'", "true or false"),
        ("predict = 0", "true or false"),
        ("begin_at = 1.5", "whole number from 0"),
        ("begin_at = true", "whole number from 0"),
        ("begin_at = 10000001", "whole number from 0"),
        ("pause_at = 3", "a list of whole numbers"),
        ("pause_at = [1, 2.5]", "a list of whole numbers"),
        ("pause_at = [5, 5]", "must ascend"),
        ("pause_at = [5, 3]", "must ascend"),
        ("pause_at = [0]", "a list of whole numbers"),
        ("begin_at = 5\npause_at = [5, 9]", "step 5 is not after step 5"),
        ("begin_at = 5\npause_at = [2]", "step 2 is not after step 5"),
        ("speed = 0", "steps per second"),
        ("speed = nan", "steps per second"),
        ("speed = inf", "steps per second"),
        ("speed = 10001", "steps per second"),
        ('speed = "fast"', "“unlimited”"),
        ("panels = []", "a list of panels"),
        ('panels = "canvas"', "a list of panels"),
        ('panels = ["canvas", "map"]', "“canvas”, “loss”, “inspector”"),
        ('panels = ["canvas", "canvas"]', "twice"),
        ('panels = ["canvas", "accuracy"]', "“accuracy” belongs to networks"),
        ('panels = ["sight"]', "“sight” belongs to networks"),
        ('panels = ["weights"]', "“weights” belongs to networks"),
        ("inspect = []", "one or two labels"),
        ('inspect = ["gd", "ball", "gd"]', "one or two labels"),
        ('inspect = "gd"', "one or two labels"),
        ('inspect = ["bal"]', "did you mean “ball”"),
        ('inspect = ["gd", "gd"]', "twice"),
        ('inspect = ["gd"]\npanels = ["canvas"]', "“inspector” is not among the panels"),
        ('walk = "runs"', "“steps”, “sub-steps”"),
        ("view = [1, 2, 3]", "four finite numbers"),
        ("view = [1, 2, 3, inf]", "four finite numbers"),
        ("view = [2, 1, 0, 1]", "x from must be below x to"),
        ("view = [0, 1, 1, 1]", "x from must be below x to"),
        ('question.en = "Why?"', "needs an “answer”"),
        ('answer.en = "So."', "needs a “question”"),
        ('question = "Why?"\nanswer.en = "So."', "question.en"),
        ('question.ko = "왜?"\nanswer.en = "So."', "English text is missing"),
        ('question.en = " \\n "\nanswer.en = "So."', "not empty"),
        ('question.en = "a\\u0000b"\nanswer.en = "So."', "not empty"),
    ],
)
def test_that_a_wrong_line_in_a_scene_is_named(line, part):
    mistakes = [mistake for mistake in mistakes_of(with_scene(line)) if part in mistake.sentence]
    assert mistakes
    assert all(LINE <= mistake.line <= LINE + 1 for mistake in mistakes if "TOML" not in part)


@pytest.mark.parametrize("line", ["speed = 0", 'speed = "fast"', "speed = true"])
def test_that_a_wrong_speed_is_told_once_by_its_name(line):
    assert only_mistake(with_scene(line)).where == "scene 1 speed"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("view = [0, 1, 0, 1]", "view belongs to functions"),
        ("predict = true", "predict belongs to functions"),
        ('inspect = ["gd"]', "no run “gd”"),
    ],
)
def test_that_what_a_network_cannot_show_is_named(line, part):
    mistake = only_mistake(with_scene(line, "net", NETWORK))
    assert part in mistake.sentence
    assert mistake.line == with_scene("", "net", NETWORK).count("\n")


@pytest.mark.parametrize("name", ["title", "caption", "experiment", "key"])
def test_that_what_a_scene_lacks_is_named(name):
    text = re.sub(rf"^{name}\b.*\n", "", with_scene(""), flags=re.MULTILINE)
    text = text if name != "title" else 'title.en = "T"\n' + text
    assert any(f"“{name}” is missing" in mistake.sentence and mistake.where == "scene 1" for mistake in mistakes_of(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ["format = 1", "“title”", "“summary”", "experiment", "[[scenes]]"]),
        (HEAD, ["[[scenes]]", "no scene uses this experiment"]),
        (LESSON.replace("format = 1", ""), ["format = 1"]),
        (LESSON.replace("format = 1", 'format = "1"'), ["format 1"]),
        (LESSON.replace("format = 1", "format = true"), ["format 1"]),
        (HEAD.replace(EXPERIMENT, "") + SCENE, ["at least one experiment", "no experiment “ravine”"]),
        ("format = 1\nscenes = []\nexperiments = 3\n", ["1 to 200", "at least one experiment"]),
        ("format = 1\nscenes = [1]\nexperiments.a = 3\n", ["1 to 200", "at least one experiment"]),
        ("format = 1\nscenes = 'x'\nexperiments = {}\n", ["1 to 200", "at least one experiment"]),
    ],
)
def test_that_what_the_file_lacks_is_named(text, parts):
    sentences = [mistake.sentence for mistake in mistakes_of(text)]
    assert all(any(part in sentence for sentence in sentences) for part in parts), sentences


def test_that_two_scenes_need_keys_of_their_own():
    text = with_scene("") + PLAIN.format(experiment="ravine")
    mistake = only_mistake(text)
    assert "already that of scene 1" in mistake.sentence
    assert (mistake.line, mistake.where) == (LINE + 2, "scene 2 key")


def test_that_an_experiment_that_no_scene_uses_is_a_mistake():
    text = with_scene("", experiments=EXPERIMENT + NETWORK)
    mistake = only_mistake(text)
    assert (mistake.line, mistake.where) == (line_of(text, "[experiments.net"), "experiment “net”")


def test_that_a_mistake_in_an_experiment_is_told_once_and_does_not_hide_others():
    text = with_scene("begin_at = -1").replace("learning_rate = 0.4", "learning_rate = -1")
    rate, begin = mistakes_of(text)
    assert (rate.line, rate.where) == (line_of(text, "learning_rate"), "experiment “ravine”, run 1 learning_rate")
    assert begin.where == "scene 1 begin_at"


def test_that_the_second_run_of_the_second_experiment_has_its_line():
    text = with_scene("", experiments=EXPERIMENT + EXPERIMENT.replace("ravine", "other").replace("0.04", "0"))
    text += PLAIN.format(experiment="other").replace("plain", "second")
    mistake = only_mistake(text)
    assert (mistake.line, mistake.where) == (line_of(text, "learning_rate = 0\n"), "experiment “other”, run 2 learning_rate")


def test_that_an_experiment_may_have_a_name_in_quotes():
    text = with_scene("", "der Graben", EXPERIMENT.replace("experiments.ravine", 'experiments."der Graben"').replace("0.04", "0"))
    mistake = only_mistake(text)
    assert (mistake.line, mistake.where) == (line_of(text, "learning_rate = 0\n"), "experiment “der Graben”, run 2 learning_rate")


@pytest.mark.parametrize(("text", "line"), [("title = ", 1), ("[[scenes]\n", 1), ("format = 1\n=\n", 2), ("[title]\n[title]\n", 2)])
def test_that_broken_toml_is_told_with_its_line(text, line):
    mistake = only_mistake(text)
    assert (mistake.line, "not valid TOML" in mistake.sentence) == (line, True)


def test_that_text_in_another_encoding_is_a_mistake_of_its_line(tmp_path):
    file = tmp_path / "latin.toml"
    file.write_bytes('format = 1\ntitle.en = "é"\n'.encode("latin-1"))
    with pytest.raises(FileMistakesError) as caught:
        load_lesson(file)
    assert [mistake.line for mistake in caught.value.mistakes] == [2]


def test_that_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError, match="nothing"):
        load_lesson(tmp_path / "nothing.toml")


def test_that_many_mistakes_are_all_told():
    assert len(mistakes_of(LESSON + "".join(f"x{i} = 1\n" for i in range(500)))) == 500
