"""Translatable text without Qt: English sentences are the source, the window installs the translator."""

from collections.abc import Callable


def _untranslated(text: str) -> str:
    return text


_translate: Callable[[str], str] = _untranslated


def install_translator(translate: Callable[[str], str] | None) -> None:
    """Use ``translate`` for every later `tr`; None goes back to the English source."""
    global _translate
    _translate = translate or _untranslated


def tr(text: str) -> str:
    """The text in the language of the person. Fill placeholders afterwards: ``tr("step {k}").format(k=3)``."""
    return _translate(text)


def mark(text: str) -> str:
    """The text unchanged. Marks a string kept as data, so that it is collected for translation and shown with `tr`."""
    return text
