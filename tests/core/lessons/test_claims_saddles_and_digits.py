"""What lessons 9 and 10 say: saddles, and the race on digits."""

from dataclasses import replace

import numpy as np

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.problems.kinds import recommended_optimizer
from tests.core.lessons.claims import SceneToTest, claims

SADDLES, DIGITS = "09-saddles", "10-mnist"


def first(condition):
    """The first row for which it holds."""
    assert condition.any()
    return int(np.argmax(condition))


def left_at(scene, label, steps):
    """The first row that is more than 1 away from the axis."""
    return first(np.abs(scene.path(label, steps)[:, 1]) > 1)


# 9: saddles


@claims(SADDLES, "axis")
def test_that_all_slide_to_the_middle_and_stay(scene):
    for run in scene.scene.setup.runs:
        path, loss = scene.path(run.label, 300), scene.loss(run.label, 300)
        assert np.linalg.norm(path[300]) < 0.02
        assert np.linalg.norm(FUNCTIONS["saddle"].gradient(*path[300].tolist())) < 0.04
        assert loss[250] - loss[300] < 1e-3
    assert scene.shows(300)


@claims(SADDLES, "one-step")
def test_that_no_rule_with_exact_slopes_leaves_the_axis(scene):
    setup = scene.scene.setup
    exact = [key for key in TEACHING_ORDER if not OPTIMIZERS[key].samples]
    runs = tuple(RunSetup(key, recommended_optimizer(key, setup.problem)) for key in exact)
    experiment = Experiment(replace(setup, runs=runs))
    experiment.advance(500)
    assert len(exact) == 6
    assert all(not np.any(run.path[:, 1]) for run in experiment.snapshot().runs)
    assert all(not np.any(scene.path(run.label, 500)[:, 1]) for run in setup.runs)


@claims(SADDLES, "one-step")
def test_that_the_saddle_falls_to_both_sides(scene):
    value = FUNCTIONS[scene.scene.setup.problem.function].value
    assert all(value(x, y) < value(x, 0.0) for x in (0.0, 1.5) for y in (-0.1, 0.1))


@claims(SADDLES, "nudge")
def test_that_a_nudge_grows_by_a_factor(scene):
    y = scene.path("gd", 100)[:, 1]
    np.testing.assert_allclose(y, 0.001 * 1.2 ** np.arange(101), rtol=1e-9)
    step = left_at(scene, "gd", 100)
    assert scene.says(str(step), "1.2", "0.001")
    assert scene.shows(step)


@claims(SADDLES, "nudge")
def test_that_a_thousandth_of_the_nudge_takes_twice_as_long(scene):
    setup = scene.scene.setup
    experiment = Experiment(replace(setup, problem=replace(setup.problem, start=(1.5, 1e-6))))
    experiment.advance(100)
    (run,) = experiment.snapshot().runs
    step = first(np.abs(run.path[:, 1]) > 1)
    assert step == 2 * left_at(scene, "gd", 100)
    assert scene.says(str(step), f"ln 1000 / ln 1.2 = {np.log(1000) / np.log(1.2):.0f}")


@claims(SADDLES, "adaptive")
def test_that_rules_that_divide_by_the_slope_leave_sooner(scene):
    for label in ("adagrad", "adam"):
        rate = scene.optimizer(label).learning_rate
        assert abs(scene.path(label, 1)[1, 1] / rate - 1) < 0.05
    steps = [left_at(scene, label, 100) for label in ("adagrad", "adam", "gd")]
    assert steps == sorted(steps)
    assert scene.says(*map(str, steps))
    assert all(scene.shows(step) for step in steps)


@claims(SADDLES, "noise")
def test_that_noise_leads_away_where_gd_stays(scene):
    assert not np.any(scene.path("gd", 1000)[:, 1])
    step = left_at(scene, "sgd", 100)
    assert scene.says(str(step))
    assert scene.shows(step)


@claims(SADDLES, "noise")
def test_that_another_seed_leaves_as_well(scene):
    for seed in range(1, 6):
        experiment = Experiment(replace(scene.scene.setup, seed=seed))
        experiment.advance(100)
        gd, sgd = experiment.snapshot().runs
        assert not np.any(gd.path[:, 1])
        assert np.abs(sgd.path[:, 1]).max() > 1


# 10: digits. Sums of float32 differ a little from machine to machine, so nothing here hangs on the third digit.

AHEAD = ("momentum", "adagrad", "nag", "rmsprop", "adam")


def accuracy(scene, label, step=300):
    """The accuracy measured at this step."""
    tests = scene.run(label, step).held_out
    return float(tests.accuracy[list(tests.steps).index(step)])


def late_loss(scene, label):
    """The mean loss of the last fifty batches."""
    return float(np.mean(scene.loss(label, 300)[250:]))


@claims(DIGITS, "untrained")
def test_that_the_untrained_network_guesses(scene):
    assert 0.05 < accuracy(scene, "sgd", 0) < 0.2
    assert scene.says(f"{len(scene.run('sgd', 0).theta):,}")


@claims(DIGITS, "race")
def test_that_sgd_is_far_behind_at_the_usual_rates(scene):
    assert accuracy(scene, "sgd") < 0.8 < 0.85 < min(accuracy(scene, label) for label in AHEAD)
    rates = {run.label: run.optimizer.learning_rate for run in scene.scene.setup.runs}
    assert rates == {"sgd": 0.01, "momentum": 0.01, "adagrad": 0.01, "nag": 0.01, "rmsprop": 0.001, "adam": 0.001}
    np.testing.assert_allclose(1 / (1 - scene.optimizer("momentum").momentum), 10)
    assert scene.shows(300)


@claims(DIGITS, "rates")
def test_that_each_rule_comes_ahead_with_another_rate(scene):
    small, large, usual, faster = (run.label for run in scene.scene.setup.runs)
    assert abs(accuracy(scene, large) - accuracy(scene, usual)) < 0.05
    assert late_loss(scene, large) < 1.2 * late_loss(scene, usual) < 0.5 * late_loss(scene, small)
    assert late_loss(scene, faster) < 0.9 * min(late_loss(scene, large), late_loss(scene, usual))
    assert accuracy(scene, faster) > accuracy(scene, usual)
    assert scene.says("0.3", "0.001", "0.01")


@claims(DIGITS, "another-seed")
def test_that_another_seed_moves_the_front_by_more_than_its_gap(scene):
    first_race = SceneToTest(DIGITS, "race")
    before = {label: accuracy(first_race, label) for label in AHEAD}
    after = {label: accuracy(scene, label) for label in AHEAD}
    best, second = sorted(before.values(), reverse=True)[:2]
    assert max(abs(after[label] - before[label]) for label in AHEAD) > best - second
    assert accuracy(scene, "sgd") < min(after.values()) - 0.1
    assert scene.scene.setup.problem == first_race.scene.setup.problem
    assert scene.scene.setup.runs == first_race.scene.setup.runs


@claims(DIGITS, "not-proven")
def test_that_all_have_seen_the_same_number_of_pictures_and_end_at_other_weights(scene):
    runs = [scene.run(run.label, 300) for run in scene.scene.setup.runs]
    assert {float(run.evaluations.at(np.array([300.0]))[0]) for run in runs} == {300 * 64.0}
    assert scene.says(f"{300 * 64:,}")
    moved = [np.linalg.norm(run.theta - scene.run("sgd", 0).trail.points[0]) for run in runs]
    for i, one in enumerate(runs):
        for other in runs[:i]:
            assert np.linalg.norm(one.theta - other.theta) > 0.05 * min(moved)
