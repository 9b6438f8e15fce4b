"""Lesson files that nobody wrote in good faith: huge, broken, or of anything at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats.lesson import load_lesson, parse_lesson
from core.formats.lesson_tables import LONGEST_TEXTS, MOST_BYTES, SceneTable
from core.formats.mistakes import FileMistakesError
from tests.helpers.lesson_files import EXPERIMENT, HEAD, LESSON, mistakes_of, outcome_of, with_scene


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
        assert set(scene.view.inspect) <= {run.label for run in scene.setup.runs}
        assert bool(scene.view.inspect) == ("inspector" in scene.view.panels)
