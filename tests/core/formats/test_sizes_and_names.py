"""What a file may be at most, to the byte; what its experiment is called by; and what it is told to be instead."""

import pytest

from core.formats import lesson, session, source
from core.formats.document import read_text
from core.formats.document_tables import MOST_BYTES
from core.formats.lesson import is_lesson, load_lesson
from core.formats.mistakes import FileMistakesError, Mistakes, place_text, shorten
from core.formats.png_text import with_texts
from core.formats.session import read_session
from core.formats.source import load_document
from tests.helpers.lesson_files import LESSON

RACE = "[problem]\nfunction = 'seed-bowl'\n[[runs]]\noptimizer = 'gd'\n"


def padded(text: str, size: int) -> bytes:
    """The text with a comment behind it that makes it so many bytes."""
    return (text + "#" + "x" * (size - len(text.encode()) - 2) + "\n").encode()


def test_that_a_file_may_be_as_large_as_is_said_and_no_byte_larger(tmp_path):
    file = tmp_path / "race.toml"
    for read, text, most in ((read_text, RACE, MOST_BYTES), (load_lesson, LESSON, lesson.MOST_BYTES)):
        file.write_bytes(padded(text, most))
        assert file.stat().st_size == most
        assert read(file)
        file.write_bytes(padded(text, most + 1))
        with pytest.raises(FileMistakesError, match=rf"too large for an? \w+: more than {most:,} bytes"):
            read(file)


def test_that_a_session_may_be_as_large_as_is_said_and_no_byte_larger(tmp_path, monkeypatch):
    from core.experiment.document import document_of
    from core.experiment.setup import default_setup

    file = tmp_path / "session"
    session.write_session(file, session.Session(session.SavedExperiment(document_of(default_setup()))))
    size = file.stat().st_size
    for most, is_read in ((size, True), (size - 1, False)):
        monkeypatch.setattr(session, "_MOST_BYTES", most)
        assert (read_session(file) is not None) is is_read


def test_that_a_picture_may_be_as_large_as_is_said_and_no_byte_larger(tmp_path, monkeypatch):
    import io

    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (4, 4)).save(buffer, "PNG")
    file = tmp_path / "race.png"
    file.write_bytes(with_texts(buffer.getvalue(), {source.PNG_KEY: RACE}))
    size = file.stat().st_size
    monkeypatch.setattr(source, "MOST_PNG_BYTES", size)
    assert load_document(file).plans
    monkeypatch.setattr(source, "MOST_PNG_BYTES", size - 1)
    with pytest.raises(FileMistakesError, match="this picture is too large"):
        load_document(file)


def test_that_an_experiment_is_called_by_its_title_or_else_by_its_file(tmp_path):
    file = tmp_path / "my race.v2.toml"
    for head, title in (("", "my race.v2"), ("title = ''\n", ""), ("title = 'Two'\n", "Two")):
        file.write_text(head + RACE)
        assert load_document(file).title == title


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.PNG", b"", "this picture is empty"),
        ("empty.toml", b"", "a table [problem] with a function or a dataset is needed"),
        ("lesson.toml", LESSON.encode(), "this is a lesson, not an experiment; File ▸ Open lesson… shows it in the window"),
        ("broken.toml", b"[[scenes]]\n[problem\n", "this is not valid TOML"),
        ("film.mp4", b"\0\0\0\x20ftypisom", "only a PNG carries its experiment"),
        ("drawing.svg", b"<?xml version='1.0'?>\n<svg xmlns='x'/>", "only a PNG carries its experiment"),
    ],
)
def test_that_a_file_is_told_to_be_what_it_is(tmp_path, name, content, sentence):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileMistakesError) as error:
        load_document(tmp_path / name)
    assert error.value.mistakes[0].sentence.startswith(sentence)


def test_that_a_lesson_of_the_program_is_told_with_a_scene_to_export(tmp_path):
    own = lesson.shipped_lessons()[0]
    for key, end in ((own.key, f"and “export {own.key}/{own.scenes[0].key}” takes a scene of it"), ("other", "shows it in the window")):
        file = tmp_path / f"{key}.toml"
        file.write_text(LESSON, encoding="utf-8")
        with pytest.raises(FileMistakesError, match=f"{end}$"):
            load_document(file)


def test_that_a_lesson_is_known_by_its_scenes():
    assert [is_lesson(text) for text in (LESSON, "scenes = 3\n", RACE, "[[scenes]\n", "")] == [True, True, False, False, False]


def test_that_sentences_and_places_have_a_greatest_length():
    mistakes = Mistakes({})
    mistakes.add(("x" * 200,), "y" * 900)
    mistakes.add(("z" * 100,), "w" * 400)
    long, whole = mistakes.in_order()
    assert (len(long.where), len(long.sentence), long.sentence[-2:]) == (100, 400, "y…")
    assert (whole.where, whole.sentence) == ("z" * 100, "w" * 400)
    assert shorten("abcd", 3) == "ab…"


def test_that_a_mistake_has_the_line_of_its_key_or_of_what_is_around_it_and_stands_once():
    mistakes = Mistakes({("runs", 0): 3, ("runs", 0, "x"): 5, ("seed",): 1})
    for place in (("runs", 0, "x", 2), ("runs", 0, "y"), ("seed",), ("gone",), ("runs", 0, "y")):
        mistakes.add(place, "wrong")
    assert [(each.line, each.where) for each in mistakes.in_order()] == [(0, "gone"), (1, "seed"), (3, "run 1 y"), (5, "run 1 x")]
    assert [str(each) for each in mistakes.in_order()[:2]] == ["gone: wrong", "line 1: seed: wrong"]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ((), ""),
        (("seed",), "seed"),
        (("problem",), "[problem]"),
        (("view",), "[view]"),
        (("problem", "function"), "[problem] function"),
        (("problem", "hidden", 2), "[problem] hidden"),
        (("view", "box", 1), "[view] box"),
        (("runs",), "runs"),
        (("runs", 0), "run 1"),
        (("runs", 1, "label"), "run 2 label"),
        (("runs", 1, "changes"), "run 2 changes"),
        (("runs", 1, "changes", 0), "run 2, change 1"),
        (("runs", 1, "changes", 2, "step"), "run 2, change 3 step"),
        (("scenes", 0), "scene 1"),
        (("scenes", 1, "pause_at", 3), "scene 2 pause_at"),
        (("scenes", 1, "title", "ko"), "scene 2 title.ko"),
        (("title", "en"), "title.en"),
        (("summary",), "summary"),
        (("experiments", "net"), "experiment “net”"),
        (("experiments", "net", "runs", 0, "label"), "experiment “net”, run 1 label"),
        (("experiments", "n" * 41, "seed"), f"experiment “{'n' * 39}…”, seed"),
    ],
)
def test_that_a_place_is_told_as_its_writer_would(place, text):
    assert place_text(place) == text
