"""Lesson files to write mistakes into, and what is said of them."""

import pytest

from core.formats.lesson import parse_lesson
from core.formats.mistakes import FileMistakesError

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
