"""Text without Qt: what is translated, what is only marked, and how a mistaken name is answered."""

from collections.abc import Iterator

import pytest

from core.text import hint, install_translator, mark, one_of, tr


@pytest.fixture
def shouted() -> Iterator[None]:
    """Every sentence in capitals, with its places to fill left alone."""
    install_translator(lambda text: text.upper().replace("{NEAREST}", "{nearest}").replace("{NAMES}", "{names}"))
    yield
    install_translator(None)


@pytest.mark.usefixtures("shouted")
def test_that_a_sentence_is_translated_by_the_translator_of_now_and_a_marked_one_later():
    assert (tr("step"), mark("step"), tr(mark("step"))) == ("STEP", "step", "STEP")
    assert hint("adm", ["adam", "gd"]) == "; DID YOU MEAN “adam”?"
    assert hint("zzz", ["adam", "gd"]) == "; THERE ARE: adam, gd"
    assert one_of(["a", "b"]) == "ONE OF “a”, “b” IS NEEDED"
    install_translator(None)
    assert tr("step") == "step"


@pytest.mark.parametrize(("name", "nearest"), [("Adam", "adam"), ("RMSPROP", "rmsprop"), ("adagard", "adagrad"), ("qqq", None), ("", None)])
def test_that_the_nearest_name_is_proposed_whatever_its_capitals_and_all_where_none_is_near(name, nearest):
    names = ["gd", "adam", "adagrad", "rmsprop"]
    assert hint(name, iter(names)) == (f"; did you mean “{nearest}”?" if nearest else "; there are: gd, adam, adagrad, rmsprop")
