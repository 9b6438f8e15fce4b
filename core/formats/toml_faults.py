"""What `tomllib` says of a text that is no TOML, in sentences that can be translated."""

import re

from core.text import mark, tr

# The messages of Python 3.11 to 3.14, in the order in which they are tried; what a group has found stands for {what}.
_FAULTS = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        ("Invalid statement", mark("neither a key nor a table nor a comment begins here")),
        ("Expected newline or end of document after a statement", mark("the line should end here")),
        ("Found invalid character (.+)", mark("the character {what} must not stand here")),
        ("Illegal character (.+)", mark("the character {what} must not stand here")),
        ("Cannot declare (.+) twice", mark("the table {what} was declared before")),
        ("Cannot overwrite a value", mark("the key has a value already")),
        (re.escape("Expected ']' at the end of a table declaration"), mark("the “]” after the name of the table is missing")),
        (re.escape("Expected ']]' at the end of an array declaration"), mark("the “]]” after the name of the table is missing")),
        ("Cannot mutate immutable namespace (.+)", mark("the table {what} is complete already")),
        ("Cannot redefine namespace (.+)", mark("the table {what} was declared before")),
        ("Expected '=' after a key in a key/value pair", mark("the “=” after the key is missing")),
        ("Invalid initial character for a key part", mark("no key begins with this character")),
        ("Unclosed array", mark("the “]” of a list is missing")),
        ("Unclosed inline table", mark("the closing brace of a table is missing")),
        ("Duplicate inline table key (.+)", mark("the key {what} is there twice")),
        (r"Unescaped '\\' in a string", mark("a “\\” in a text must be doubled")),
        ("Invalid hex value", mark("the number of a character in a text is not complete")),
        ("Escaped character is not a Unicode scalar value", mark("a text has the number of a character that does not exist")),
        ("Unterminated string", mark("the quotation mark at the end of a text is missing")),
        ("Invalid date or datetime", mark("there is no such date")),
        ("Invalid value", mark("a value is missing, or is none")),
    )
)
_NAMES = re.compile(r"'([^']*)'(?=[,)])")


def toml_fault(message: str) -> str:
    """The sentence for a message without its place; the message itself where it is not known."""
    for pattern, sentence in _FAULTS:
        if found := pattern.fullmatch(message):
            # The braces of a sentence without a place for something are its own; the parser names a table as Python writes a tuple.
            return tr(sentence).format(what=".".join(_NAMES.findall(found[1])) or found[1]) if found.groups() else tr(sentence)
    return message
