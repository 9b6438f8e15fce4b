"""What is looked at of a network: a balanced choice of images, the mistakes among them, and the units on their pages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.network_samples import (
    Answers,
    answers,
    balanced_choice,
    largest_first,
    largest_value,
    mistakes,
    unit_page,
    unit_pictures,
)
from core.experiment.experiment import Experiment
from tests.helpers.small_data import run_of, small_library, small_setup


@pytest.fixture(scope="module")
def race(tmp_path_factory):
    made = Experiment(small_setup(), library=small_library(tmp_path_factory.mktemp("data"), test=700), off={"gd"})
    made.advance(3)
    return made


@pytest.fixture
def theta(race):
    return next(run.theta for run in race.snapshot().runs if run.label == "sgd")


def test_that_a_choice_is_balanced_reproducible_and_has_nothing_twice():
    labels = np.array([0] * 50 + [1] * 5 + [2] * 50)
    chosen = balanced_choice(labels, 15, seed=3)
    assert np.bincount(labels[chosen]).tolist() == [5, 5, 5]
    assert len(set(chosen.tolist())) == 15
    assert chosen.tolist() == balanced_choice(labels, 15, seed=3).tolist()
    assert chosen.tolist() != balanced_choice(labels, 15, seed=4).tolist()
    assert sorted(balanced_choice(labels, 1000, seed=3).tolist()) == list(range(105))


def test_that_mistakes_are_exactly_those_that_are_told_wrong(race, theta):
    everything = answers(race.problem, theta, np.arange(700))
    assert np.allclose(everything.probabilities.sum(axis=1), 1)
    found = mistakes(race.problem, theta, 1000)
    assert found.indices.tolist() == np.flatnonzero(~everything.right).tolist()
    accuracy = 1 - len(found.indices) / 700
    race.test_now()
    assert run_of(race, "sgd").held_out.accuracy[-1] == pytest.approx(accuracy)


def test_that_mistakes_are_the_first_of_the_set_however_many_pieces_they_take(race, theta):
    everything = answers(race.problem, theta, np.arange(700))
    wrong = np.flatnonzero(everything.predictions != race.problem.dataset.test_labels)
    assert 50 < len(wrong) < 700
    for most in (*range(1, len(wrong) + 2, 7), 10_000):
        expected = wrong[:most]
        found = mistakes(race.problem, theta, most)
        assert found.indices.tolist() == expected.tolist()
        assert found.labels.tolist() == race.problem.dataset.test_labels[expected].tolist()
        np.testing.assert_allclose(found.probabilities, everything.probabilities[expected], rtol=1e-5, atol=1e-7)


def test_that_who_has_found_enough_asks_no_further(race, theta, monkeypatch):
    asked = []
    probabilities = race.problem.probabilities

    def counted(vector, images):
        asked.append(len(images))
        return probabilities(vector, images)

    monkeypatch.setattr(race.problem, "probabilities", counted)
    mistakes(race.problem, theta, 1)
    few = sum(asked)
    asked.clear()
    mistakes(race.problem, theta, 10_000)
    assert few < sum(asked) == 700


def test_that_a_network_without_numbers_is_never_right(race, theta):
    found = mistakes(race.problem, np.full_like(theta, np.nan), 40)
    assert found.indices.tolist() == list(range(40))


@given(st.permutations(range(12)), st.lists(st.integers(0, 11), unique=True), st.integers(1, 14))
def test_that_every_unit_is_on_one_page_and_the_kept_ones_in_front_on_all(order, kept, room):
    pages = [unit_page(order, kept, number, room) for number in range(20)]
    count = pages[0].pages
    assert [page.number for page in pages] == [min(number, count - 1) for number in range(20)]
    front = kept[: room - 1] if len(kept) < 12 else []
    rest = []
    for page in pages[:count]:
        assert page.shown[: len(front)] == front
        assert len(front) < len(page.shown) <= room or room == 1
        rest += page.shown[len(front) :]
    assert rest == [*kept[len(front) :], *(unit for unit in order if unit not in kept)]


def test_that_the_pictures_of_a_unit_are_its_column_of_the_first_matrix(race):
    theta = run_of(race, "adam").theta
    pictures = unit_pictures(race.problem, theta)
    matrix = theta[: 37 * 8].reshape(37, 8)  # 36 pixels and the bias, 8 units
    np.testing.assert_array_equal(pictures[3].ravel(), matrix[:36, 3])
    norms = np.linalg.norm(matrix[:36], axis=0)
    assert largest_first(pictures).tolist() == np.argsort(-norms, kind="stable").tolist()


def test_that_what_is_no_number_is_the_smallest_picture_and_has_no_largest_value():
    pictures = np.zeros((4, 2, 3))
    pictures[0], pictures[1, 1, 2], pictures[3] = np.nan, -3.0, 0.5
    assert largest_first(pictures).tolist() == [1, 3, 2, 0]
    assert largest_value(pictures) == 3.0
    pictures[2, 0, 0] = np.inf
    assert largest_value(pictures) == 3.0
    assert largest_value(np.full((2, 2), -np.inf)) == 0.0


def test_that_an_answer_is_right_only_where_the_most_probable_class_is_the_label_and_a_number():
    probabilities = np.array([[0.1, 0.9], [0.9, 0.1], [np.nan, 1.0], [np.inf, 0.0]])
    said = Answers(np.arange(4), probabilities, np.array([1, 1, 1, 0]))
    assert said.right.tolist() == [True, False, False, False]
    assert said.predictions[:2].tolist() == [1, 0]


def test_that_another_seed_chooses_others_and_rare_classes_come_as_long_as_there_are_some():
    labels = np.array([0] * 50 + [1] * 2 + [2] * 50)
    chosen = balanced_choice(labels, 12, seed=3)
    assert np.bincount(labels[chosen]).tolist() == [5, 2, 5]
    assert [sorted(labels[chosen[first : first + 3]]) for first in (0, 3)] == [[0, 1, 2]] * 2, "in turn one of each"
    assert set(chosen.tolist()) != set(balanced_choice(labels, 12, seed=4).tolist())
