"""The sentence of each part of a step: the rule's own where it has one for that part, else the usual one, in the user's language."""

from collections.abc import Iterator

import pytest

from core.optimizers import OPTIMIZERS
from core.optimizers.symbols import USUAL_SENTENCES, Phase
from core.steps.phases import phases_of, sentence
from core.text import install_translator

# The parts for which a rule has more to say than is usual, by the first words of what it says.
OWN = {
    ("gd", Phase.GRADIENT): "The gradient over all data",
    ("sgd", Phase.GRADIENT): "The gradient over one random batch",
    ("momentum", Phase.ACCUMULATE): "The velocity keeps the part α",
    ("momentum", Phase.MOVE): "The point moves by its velocity",
    ("nag", Phase.GRADIENT): "The gradient is taken there, ahead",
    ("nag", Phase.ACCUMULATE): "The velocity keeps the part α",
    ("nag", Phase.MOVE): "The point moves by the corrected velocity",
    ("adagrad", Phase.ACCUMULATE): "The squares of all gradients are summed",
    ("adagrad", Phase.UPDATE): "Each axis has its own rate",
    ("rmsprop", Phase.ACCUMULATE): "The mean of the squares forgets",
    ("rmsprop", Phase.UPDATE): "Each axis has its own rate",
    ("adam", Phase.ACCUMULATE): "Two running means",
    ("adam", Phase.UPDATE): "The mean gradient over the root",
}
PARTS = [(key, phase) for key, rule in OPTIMIZERS.items() for phase in phases_of(rule(0.1))]


@pytest.fixture
def shouted() -> Iterator[None]:
    install_translator(str.upper)
    yield
    install_translator(None)


@pytest.mark.parametrize(("key", "phase"), PARTS)
def test_that_a_part_is_explained_in_the_words_of_its_own(key, phase):
    words = sentence(OPTIMIZERS[key](0.1), phase)
    if (key, phase) in OWN:
        assert words.startswith(OWN[key, phase])
        assert words not in USUAL_SENTENCES.values()
    else:
        assert words == USUAL_SENTENCES[phase]


@pytest.mark.usefixtures("shouted")
@pytest.mark.parametrize(("key", "phase"), PARTS)
def test_that_the_words_are_in_the_language_of_the_user(key, phase):
    words = sentence(OPTIMIZERS[key](0.1), phase)
    assert words == words.upper() != words.lower()
