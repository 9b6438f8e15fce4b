"""Comments that a user wrote stay where they stood, and none is ever lost."""

import tomllib
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats.document import parse_document
from core.formats.document_text import document_text
from core.formats.toml_text import comments_of, with_comments
from tests.helpers.documents import documents

COMMENTED = """# top of the file
title = "a # b"  # behind the title
steps = 30

# above the table
[problem]  # behind the table
function = 'seed-bowl'
start = [  # inside a value
    -9.0,  # x
    2.0,
]

[[runs]]
optimizer = "momentum"
label = "first"
# above the rate
learning_rate = 0.04

[[runs]]
optimizer = "adam"  # my favourite
learning_rate = 0.5
# at the end
"""


def words(text):
    return Counter(comment.text for comment in comments_of(text))


def test_that_a_hash_inside_a_text_is_no_comment():
    text = 'a = \'#1\'  # one\nb = "\\"#2"\nc = \'\'\'\n# 3\n\'\'\'  # two\nd = """\\\n# 4 \\"""\n"""\n# three'
    assert [(comment.line, comment.text, comment.is_alone) for comment in comments_of(text)] == [
        (1, "# one", False),
        (5, "# two", False),
        (9, "# three", True),
    ]
    tomllib.loads(text)


def test_that_every_comment_stands_where_it_stood():
    lines = document_text(parse_document(COMMENTED), COMMENTED).splitlines()
    assert lines[:2] == ["# top of the file", "format = 1"]
    assert 'title = "a # b"  # behind the title' in lines
    assert lines[lines.index("# above the table") + 1] == "[problem]  # behind the table"
    assert lines[lines.index("# above the rate") + 1] == "learning_rate = 0.04"
    assert "start = [-9.0, 2.0]  # inside a value" in lines
    assert 'optimizer = "adam"  # my favourite' in lines
    assert lines[-1] == "# at the end"
    assert words("\n".join(lines)) == words(COMMENTED)


def test_that_comments_of_what_is_gone_are_kept_at_the_end():
    document = parse_document(COMMENTED)
    text = document_text(replace(document, plans=document.plans[:1]), COMMENTED)
    assert text.splitlines()[-3:] == ["# at the end", "# About what is no longer in the experiment:", "# my favourite"]
    assert words(COMMENTED) <= words(text)


def test_that_saving_twice_is_saving_once():
    once = document_text(parse_document(COMMENTED), COMMENTED)
    assert document_text(parse_document(once), once) == once


@pytest.mark.parametrize("top", ['# three quotes: """', "# it's '''important'''' to me and '''", "title = \"'''\"  # ''' \""])
def test_that_quotes_in_a_comment_or_a_text_move_no_comment(top):
    before = (
        top + '\n[problem]\nfunction = "seed-bowl"  # a bowl\n[[runs]]\noptimizer = "gd"  # the first\nlearning_rate = 0.4  # by hand\n'
    )
    once = document_text(parse_document(before), before)
    for line in ('function = "seed-bowl"  # a bowl', 'optimizer = "gd"  # the first', "learning_rate = 0.4  # by hand"):
        assert line in once.splitlines()
    assert top[top.index("#") :] in once
    assert once.startswith("# ") == top.startswith("# ")
    assert document_text(parse_document(once), once) == once


letters = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.sampled_from(["'", '"', "'''", '"""', "[", "]", "="])
remarks = st.lists(letters, max_size=10).map(lambda parts: f"# {''.join(parts)}".rstrip())


@st.composite
def commented(draw):
    """A document's text with comments above and behind its lines."""
    lines = []
    for line in document_text(draw(documents())).splitlines():
        if draw(st.integers(0, 5)) == 0:
            lines.append(draw(remarks))
        behind = draw(remarks) if draw(st.integers(0, 5)) == 0 and line else ""
        lines.append(f"{line}  {behind}".rstrip() if behind else line)
    return "\n".join(lines) + "\n"


@settings(max_examples=50)
@given(commented(), documents())
def test_that_no_comment_is_ever_lost_and_the_experiment_stays(before, after):
    text = document_text(after, before)
    assert parse_document(text) == after
    assert words(before) <= words(text)
    assert document_text(after, text) == text


@given(st.text(alphabet="ab=#\"'\\[]\n .1", max_size=60))
def test_that_whatever_is_toml_keeps_its_comments_out_of_its_values(text):
    try:
        tomllib.loads(text)
    except ValueError:
        return
    for comment in reversed(comments_of(text)):
        line = text.split("\n")[comment.line - 1]
        assert comment.text in line
        cut = text.split("\n")
        cut[comment.line - 1] = line[: line.rindex(comment.text)]
        assert tomllib.loads("\n".join(cut)) == tomllib.loads(text)


def test_that_a_text_without_comments_is_left_alone():
    assert with_comments("a = 1\n", "b = 2\n") == "a = 1\n"
