"""The beginnings of the two published experiments on the real MNIST; `tests/benchmarks/mnist_tables.py` runs them in full.

The bands are those of eight seeds, widened by about half.
"""

from dataclasses import replace

import pytest

from tests.reference.published_races import STEPS_AN_EPOCH, TEXTBOOK_RULES, WILD_RMSPROP, course, race

SEED = 0


def test_that_the_seed_course_learns_as_published_in_its_first_epochs():
    train, test = course(SEED, 2 * STEPS_AN_EPOCH + 1)
    # Published: 0.10, 0.78, 0.88.
    for accuracy, (least, most) in zip(train, [(0.08, 0.13), (0.76, 0.82), (0.87, 0.886)], strict=True):
        assert least < accuracy < most
    assert 0.87 < test < 0.89


def test_that_the_textbooks_race_is_won_and_lost_by_the_same_rules_after_300_steps():
    races = {rule.key: race(rule, SEED, 300) for rule in TEXTBOOK_RULES}
    losses = {key: float(finished.after.mean()) for key, finished in races.items()}
    assert sorted(losses, key=losses.__getitem__) == ["adagrad", "adam", "momentum", "sgd"]
    bands = {"sgd": (0.4, 1.0), "momentum": (0.19, 0.27), "adagrad": (0.08, 0.12), "adam": (0.13, 0.2)}
    for key, (least, most) in bands.items():
        assert least < losses[key] < most
        assert losses[key] < races[key].losses[-100:].mean(), "a batch is easier after it was learned from"
    tests = {key: finished.test for key, finished in races.items()}
    assert 0.8 < tests.pop("sgd") < 0.89
    assert min(tests.values()) > 0.92
    assert max(tests.values()) < 0.96


@pytest.mark.parametrize(("decay", "least", "most"), [(0.9, 4, 18), (0.99, 60, 1000)])
def test_that_rmsprop_begins_with_huge_losses_when_its_rate_is_too_large_for_its_memory(decay, least, most):
    losses = race(replace(WILD_RMSPROP, decay=decay), SEED, 6).losses
    assert least < losses[1:].max() < most
    assert losses[-1] < 5
