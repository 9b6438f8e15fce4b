"""The lesson file: what it means, and every mistake at once with its place."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats.experiment import parse_setup
from core.formats.lesson import load_lesson, parse_lesson
from core.formats.lesson_tables import LONGEST_TEXTS, MOST_BYTES, LessonTable, SceneTable, TextTable
from core.formats.mistakes import FileMistakesError
from core.lessons.lesson import LocalText
from core.optimizers.gradient_descent import GradientDescent
from core.optimizers.momentum import Momentum
from core.problems.function import FunctionSetup
from core.problems.network_setup import NetworkSetup

EXPERIMENT = """
[experiments.ravine]
seed = 3
[experiments.ravine.problem]
function = "seed-bowl"
start = [-9.0, 2.0]
[[experiments.ravine.runs]]
optimizer = "gd"
learning_rate = 0.4
[[experiments.ravine.runs]]
optimizer = "momentum"
label = "ball"
learning_rate = 0.04
"""
NETWORK = """
[experiments.net.problem]
dataset = "digits"
hidden = [8]
[[experiments.net.runs]]
optimizer = "adam"
"""
HEAD = 'format = 1\ntitle = { en = "Title", ko = "제목" }\nsummary.en = "Summary"\n' + EXPERIMENT
SCENE = """
[[scenes]]
key = "zig-zag"
experiment = "ravine"
restart = true
begin_at = 2
pause_at = [3, 30]
speed = 8
panels = ["canvas", "inspector"]
inspect = ["ball", "gd"]
walk = "sub-steps"
log = true
view = [-10, 10, -5, 5.5]
predict = true
[scenes.title]
en = "A title"
ko = "제목"
[scenes.caption]
en = "A caption"
[scenes.question]
en = "Why?"
[scenes.answer]
en = "Because."
ko = "그렇기 때문입니다."
"""
LESSON = HEAD + SCENE
PLAIN = '[[scenes]]\nkey = "plain"\nexperiment = "{experiment}"\ntitle.en = "A"\ncaption.en = "B"\n'


def mistakes_of(text):
    with pytest.raises(FileMistakesError) as caught:
        parse_lesson(text)
    return caught.value.mistakes


def only_mistake(text):
    (mistake,) = mistakes_of(text)
    return mistake


def with_scene(lines, experiment="ravine", experiments=EXPERIMENT):
    """A lesson with one plain scene, and these lines in it; the first of them is `LINE`."""
    return 'format = 1\ntitle.en = "T"\nsummary.en = "S"\n' + experiments + PLAIN.format(experiment=experiment) + lines + "\n"


LINE = with_scene("").count("\n")


def outcome_of(text):
    """The lesson and its mistakes; one of the two is empty. Anything else that is raised fails the test."""
    try:
        return parse_lesson(text), []
    except FileMistakesError as error:
        return None, error.mistakes


def line_of(text, part):
    """The line in which this stands, from 1."""
    return text[: text.index(part)].count("\n") + 1


def test_that_a_lesson_means_what_it_says():
    lesson = parse_lesson(LESSON, "07-mine")
    assert (lesson.key, lesson.title, lesson.summary) == ("07-mine", LocalText("Title", "제목"), LocalText("Summary"))
    (scene,) = lesson.scenes
    assert (scene.key, scene.experiment, scene.restart, scene.begin_at, scene.pause_at) == ("zig-zag", "ravine", True, 2, (3, 30))
    assert (scene.speed, scene.panels, scene.inspect, scene.walk) == (8.0, ("canvas", "inspector"), ("ball", "gd"), "sub-steps")
    assert (scene.log, scene.view, scene.predict) == (True, (-10, 10, -5, 5.5), True)
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
    assert (scene.restart, scene.begin_at, scene.pause_at, scene.speed) == (False, 0, (), 4.0)
    assert (scene.panels, scene.inspect, scene.walk) == (("canvas", "loss"), (), "steps")
    assert (scene.log, scene.view, scene.predict, scene.question, scene.answer) == (False, None, False, None, None)


def test_that_a_network_has_defaults_of_its_own():
    (scene,) = parse_lesson(with_scene("", "net", NETWORK)).scenes
    assert isinstance(scene.setup.problem, NetworkSetup)
    assert (scene.speed, scene.panels) == (None, ("loss", "accuracy"))


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
    assert (scene.panels, scene.inspect) == (panels, inspect)


@pytest.mark.parametrize(("line", "speed"), [('speed = "unlimited"', None), ("speed = 0.5", 0.5), ("speed = 60", 60.0)])
def test_that_a_speed_is_a_number_or_unlimited(line, speed):
    (scene,) = parse_lesson(with_scene(line)).scenes
    assert scene.speed == speed


def test_that_all_ways_of_writing_a_text_in_toml_mean_the_same():
    tables = parse_lesson(LESSON)
    inline = re.sub(r'\[scenes\.(\w+)\]\nen = (".*")\nko = (".*")\n', r"\1 = { en = \2, ko = \3 }\n", LESSON)
    inline = re.sub(r'\[scenes\.(\w+)\]\nen = (".*")\n', r"\1.en = \2\n", inline)
    assert "[scenes." not in inline
    assert parse_lesson(inline) == tables


def test_that_a_text_in_several_lines_is_one_paragraph():
    (scene,) = parse_lesson(with_scene('question.en = """\nOne\n  two?"""\nanswer.en = "Three\\nfour"')).scenes
    assert (scene.question, scene.answer) == (LocalText("One two?"), LocalText("Three four"))


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


def test_that_a_network_may_have_every_panel():
    panels = '["canvas", "loss", "inspector", "accuracy", "sight", "weights"]'
    (scene,) = parse_lesson(with_scene(f"panels = {panels}\npredict = false", "net", NETWORK)).scenes
    assert len(scene.panels) == 6


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


@pytest.mark.parametrize("name", LONGEST_TEXTS)
def test_that_a_text_has_a_greatest_length(name):
    def text(count):
        lines = {key: f'{key}.en = "{"x" * (count if key == name else 1)}"' for key in LONGEST_TEXTS}
        head = f"format = 1\n{lines['title']}\n{lines['summary']}\n" + EXPERIMENT
        return (
            head
            + '[[scenes]]\nkey = "a"\nexperiment = "ravine"\n'
            + "\n".join(lines[key] for key in ("title", "caption", "question", "answer"))
        )

    parse_lesson(text(LONGEST_TEXTS[name]))
    assert all("up to" in mistake.sentence for mistake in mistakes_of(text(LONGEST_TEXTS[name] + 1)))


@pytest.mark.parametrize(("text", "line"), [("title = ", 1), ("[[scenes]\n", 1), ("format = 1\n=\n", 2), ("[title]\n[title]\n", 2)])
def test_that_broken_toml_is_told_with_its_line(text, line):
    mistake = only_mistake(text)
    assert (mistake.line, "not valid TOML" in mistake.sentence) == (line, True)


def test_that_a_file_is_read_with_its_name_as_key(tmp_path):
    file = tmp_path / "my-lesson.toml"
    file.write_text(LESSON, encoding="utf-8-sig")
    assert load_lesson(file) == parse_lesson(LESSON, "my-lesson")


def test_that_text_in_another_encoding_is_a_mistake_of_its_line(tmp_path):
    file = tmp_path / "latin.toml"
    file.write_bytes('format = 1\ntitle.en = "é"\n'.encode("latin-1"))
    with pytest.raises(FileMistakesError) as caught:
        load_lesson(file)
    assert [mistake.line for mistake in caught.value.mistakes] == [2]


def test_that_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError, match="nothing"):
        load_lesson(tmp_path / "nothing.toml")


def test_that_a_huge_file_is_not_read_to_its_end(tmp_path):
    file = tmp_path / "huge.toml"
    file.write_bytes(LESSON.encode() + b"#" * MOST_BYTES)
    with pytest.raises(FileMistakesError, match="too large"):
        load_lesson(file)


@pytest.mark.parametrize(
    "text",
    [
        "format = " + "1" * 100_000,
        "format = 0x" + "f" * 100_000,
        with_scene("begin_at = 0x" + "f" * 100_000 + "\npause_at = [0x" + "e" * 100_000 + "]"),
        with_scene("view = [0x" + "f" * 100_000 + ", 1, 2, 3]"),
        with_scene("view = [0, 1" + "0" * 400 + ", 2, 3]"),
        "x = " + "[" * 100_000,
        "x = " + "[" * 200 + "]" * 200,
        with_scene("inspect = " + "[" * 150 + "]" * 150),
        "x" + ".x" * 100_000 + " = 1",
        "[x" + ".x" * 100_000 + "]",
        with_scene("y = { x" + ' . "x"' * 100_000 + " = 1 }"),
        with_scene("x" * 100_000 + " = 1"),
        f"format = 1\n[experiments.{'x' * 100_000}]\n",
        '"' * 100_000,
        "\x00" * 100_000,
        with_scene("").replace("ravine", '"', 1),
    ],
    ids=[
        "digits",
        "hex digits",
        "hex steps",
        "hex view",
        "view beyond floats",
        "deep nesting",
        "closed nesting",
        "nested labels",
        "deep key",
        "deep table",
        "deep key inside",
        "long key",
        "long name",
        "quotes",
        "zeros",
        "broken name",
    ],
)
def test_that_a_hostile_file_ends_in_short_sentences(text):
    assert all(0 < len(str(mistake)) < 700 for mistake in mistakes_of(text))


def test_that_many_mistakes_are_all_told():
    assert len(mistakes_of(LESSON + "".join(f"x{i} = 1\n" for i in range(500)))) == 500


PIECES = st.sampled_from(
    [
        '"',
        "[",
        "]",
        "=",
        "\n",
        "0",
        "-",
        ".",
        "e",
        "#",
        "true",
        "nan",
        "[[scenes]]\n",
        "[experiments.ravine.",
        "\x00",
        "é",
        "{",
        "}",
        "ko",
        "x",
    ]
)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(LESSON)), st.integers(0, 30), PIECES), min_size=1, max_size=4))
def test_that_a_mutated_lesson_is_a_lesson_or_mistaken(changes):
    text = LESSON
    for place, length, inserted in changes:
        text = text[:place] + inserted + text[place + length :]
    lesson, mistakes = outcome_of(text)
    assert bool(lesson) != bool(mistakes)
    assert all(0 <= mistake.line <= text.count("\n") + 1 and mistake.sentence for mistake in mistakes)


VALUES = st.recursive(
    st.one_of(st.integers(-(10**20), 10**20), st.floats(), st.booleans(), st.sampled_from(["gd", "ravine", "canvas", "", "unlimited"])),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(["en", "ko", "x"]), inner, max_size=3)),
    max_leaves=6,
)


def toml_of(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_of, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml_of(item)}" for key, item in value.items()) + "}"
    return f'"{value}"' if isinstance(value, str) else repr(value)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(sorted(SceneTable.model_fields)), VALUES, max_size=5))
def test_that_any_values_in_a_scene_make_a_lesson_or_mistakes(values):
    lines = {"key": '"a"', "experiment": '"ravine"', "title": '{ en = "A" }', "caption": '{ en = "B" }'}
    lines |= {key: toml_of(value) for key, value in values.items()}
    text = HEAD + "[[scenes]]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items())
    lesson, mistakes = outcome_of(text)
    assert all(mistake.line for mistake in mistakes)
    for scene in lesson.scenes if lesson else ():
        assert (scene.question is None) == (scene.answer is None)
        assert list(scene.pause_at) == sorted(set(scene.pause_at))
        assert all(step > scene.begin_at for step in scene.pause_at)
        assert set(scene.inspect) <= {run.label for run in scene.setup.runs}
        assert bool(scene.inspect) == ("inspector" in scene.panels)


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
