"""What an experiment is called where nobody has named it."""

import pytest

from core.experiment.setup import default_network_setup, default_setup
from core.problems.network_setup import NetworkSetup


def test_that_an_experiment_on_a_function_is_called_as_the_function_is():
    assert default_setup("himmelblau").title == "Himmelblau"


@pytest.mark.parametrize(
    ("problem", "title"),
    [
        (NetworkSetup("mnist"), "MNIST · 100-100-100-100 · ReLU"),
        (NetworkSetup("digits", hidden=(30,), activation="sigmoid"), "digits · 30 · sigmoid"),
        (NetworkSetup("fashion-mnist", hidden=(64, 32), activation="tanh"), "fashion-mnist · 64-32 · tanh"),
        (NetworkSetup("mnist", hidden=()), "MNIST"),
    ],
)
def test_that_a_network_is_called_by_data_set_and_layers(problem, title):
    assert problem.title == title


def test_that_the_title_of_a_network_is_that_of_its_experiment():
    assert default_network_setup("digits").title == NetworkSetup("digits").title
