"""What is wrong with a text that is no TOML is said in our own words, whatever tomllib says."""

import tomllib

import pytest

from core.formats.mistakes import FileMistakesError, parse_toml, toml_fault

BROKEN = {
    "= 1": "neither a key nor a table",
    "a = 1 b = 2": "the line should end here",
    "a = 1 # \x01": "the character '\\x01'",
    "[a]\n[a]": "the table a was declared before",
    "a = 1\na = 2": "the key has a value already",
    "[problem": "the “]” after the name",
    "[[problem]": "the “]]” after the name",
    "a = {}\na.b = 1": "is complete already",
    "a.b = 1\n[a]": "was declared before",
    "a": "the “=” after the key",
    "a.ü = 1": "no key begins with this",
    "a = [1": "the “]” of a list",
    "a = {b = 1": "the closing brace of a table",
    "a = {b = 1, b = 2}": "the key 'b' is there twice",
    'a = "\\q"': "must be doubled",
    'a = "\\u12"': "is not complete",
    'a = "\\ud800"': "a character that does not exist",
    'a = "b': "the quotation mark at the end",
    "a = 2020-02-30": "no such date",
    "a = ": "a value is missing",
}


@pytest.mark.parametrize("text", BROKEN)
def test_that_each_fault_is_said_in_our_own_words(text: str) -> None:
    with pytest.raises(FileMistakesError) as caught:
        parse_toml(text)
    (mistake,) = caught.value.mistakes
    assert BROKEN[text] in mistake.sentence
    assert mistake.sentence.startswith("this is not valid TOML: ")


def test_that_every_sentence_is_reached_from_the_parser_of_this_python() -> None:
    said = set()
    for text in BROKEN:
        with pytest.raises(tomllib.TOMLDecodeError) as caught:
            tomllib.loads(text)
        said.add(toml_fault(str(caught.value).partition(" (at ")[0]))
    assert len(said) >= 18


def test_that_a_message_that_is_not_known_is_not_lost() -> None:
    assert toml_fault("Something new") == "Something new"
