"""Translatable text without Qt: English sentences are the source, the window installs the translator."""

from collections.abc import Callable, Iterable


def _untranslated(text: str) -> str:
    return text


_translate: Callable[[str], str] = _untranslated


def install_translator(translate: Callable[[str], str] | None) -> None:
    """Use ``translate`` for every later `tr`; None goes back to the English source."""
    global _translate
    _translate = translate or _untranslated


def tr(text: str) -> str:
    """The text in the language of the user. Fill placeholders afterwards: ``tr("step {k}").format(k=3)``."""
    return _translate(text)


def mark(text: str) -> str:
    """The text unchanged. Marks a string kept as data, so that it is collected for translation and shown with `tr`."""
    return text


def hint(name: str, names: Iterable[str]) -> str:
    """The nearest of the names, or all of them where none is near."""
    from difflib import get_close_matches  # late: only who has mistaken a name needs it

    names = list(names)
    nearest = get_close_matches(name.lower(), names, n=1, cutoff=0.4)
    if nearest:
        return tr("; did you mean “{nearest}”?").format(nearest=nearest[0])
    return tr("; there are: {names}").format(names=", ".join(names))


def one_of(names: Iterable[str]) -> str:
    """“One of these is needed”."""
    return tr("one of {names} is needed").format(names=", ".join(f"“{name}”" for name in names))
