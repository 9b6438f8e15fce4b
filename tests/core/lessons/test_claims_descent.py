"""What lessons 1 to 4 say: batches, the learning rate, the zig-zag, Momentum."""

import numpy as np

from core.functions import FUNCTIONS
from core.optimizers.gradient_descent import GradientDescent
from tests.core.lessons.claims import claims, text_of

BATCH, RATE, RAVINE, MOMENTUM = "01-all-data-or-a-mini-batch", "02-the-learning-rate", "03-the-zig-zag", "04-momentum"
LINE = FUNCTIONS["line-fit"]
LOWEST = LINE.infimum
DEEP, SHALLOW, RIDGE = FUNCTIONS["two-wells"].points


def angle(one, other):
    return np.degrees(np.arccos(one @ other / np.linalg.norm(one) / np.linalg.norm(other)))


def is_at(point, place):
    return np.hypot(point[0] - place.x, point[1] - place.y) < 0.01


def first(condition):
    """The first row for which it holds."""
    assert condition.any()
    return int(np.argmax(condition))


def sign_changes(values):
    return int(np.sum(np.diff(np.sign(values)) != 0))


# 1: all data or a mini-batch


@claims(BATCH, "two-walkers")
def test_that_both_come_down_and_only_gd_at_every_step(scene):
    gd, sgd = scene.loss("gd", 100), scene.loss("sgd", 100)
    assert np.all(np.diff(gd) < 0)
    assert np.any(np.diff(sgd[:31]) > 0)
    assert max(gd[30], sgd[30]) < 0.1 * gd[0]
    assert (len(LINE.data_x), scene.scene.setup.runs[1].sampling.batch_size) == (40, 4)
    assert scene.says("40", "4")


@claims(BATCH, "one-step")
def test_that_the_first_steps_differ_in_direction_and_length(scene):
    gd, sgd = (scene.path(label, 1)[1] - scene.path(label, 1)[0] for label in ("gd", "sgd"))
    assert scene.says(f"{angle(gd, sgd):.0f}°")
    assert 0.5 < np.linalg.norm(sgd) / np.linalg.norm(gd) < 0.6
    assert scene.says(str(len(LINE.data_x)))


@claims(BATCH, "work")
def test_that_for_the_data_of_sgd_gd_comes_less_far(scene):
    gd, sgd = scene.loss("gd", 30) - LOWEST, scene.loss("sgd", 30) - LOWEST
    assert max(gd[30], sgd[30]) < 0.1 * gd[0]
    spent = [float(scene.run(label, 30).evaluations.at(np.array([30.0]))[0]) for label in ("gd", "sgd")]
    assert scene.says(*(f"{points:,.0f}" for points in spent))
    affordable = int(spent[1] / len(LINE.data_x))
    assert scene.says(str(len(LINE.data_x)), str(affordable))
    assert round(gd[affordable] / sgd[30]) == 7
    assert scene.scene.begin_at == 30


@claims(BATCH, "batch-size")
def test_that_with_all_points_sgd_is_gd_to_the_last_bit(scene):
    assert np.array_equal(scene.path("B = 40", 1000), scene.path("gd", 1000))


@claims(BATCH, "batch-size")
def test_that_larger_batches_make_the_path_calmer(scene):
    excess = [np.mean(scene.loss(label, 1000)[500:] - LOWEST) for label in ("B = 1", "B = 4", "B = 40")]
    assert excess[0] > 2 * excess[1] > 20 * abs(excess[2])


@claims(BATCH, "never-at-rest")
def test_that_gd_arrives_and_sgd_trembles_the_less_the_lower_its_rate(scene):
    gd, large, small = (scene.loss(label, 2000)[1000:] - LOWEST for label in ("gd", "SGD, η = 0.1", "SGD, η = 0.01"))
    assert np.abs(gd).max() < 1e-12
    assert np.median(large) > 1e-3
    assert 0 < np.mean(small) < 0.1 * np.mean(large)
    assert scene.shows(2000)


# 2: the learning rate


@claims(RATE, "three-rates")
def test_that_one_crawls_one_arrives_and_one_leaves_the_picture(scene):
    losses = [scene.loss(label, 30) for label in ("η = 0.02", "η = 0.4", "η = 1.05")]
    assert losses[0][30] > 0.5 * losses[0][0]
    assert losses[1][30] < 0.01 * losses[1][0]
    y = np.abs(scene.path("η = 1.05", 30)[:, 1])
    assert np.all(np.diff(y) > 0)
    assert y[30] > FUNCTIONS["seed-bowl"].view[3]
    assert scene.says("0.02", "0.4", "1.05")


@claims(RATE, "one-step")
def test_that_the_first_steps_are_the_same_slope_stretched(scene):
    small, right = (scene.path(label, 1)[1] - scene.path(label, 1)[0] for label in scene.scene.view.inspect)
    np.testing.assert_allclose(right, 20 * small, rtol=1e-12)


@claims(RATE, "limit")
def test_that_at_the_limit_y_jumps_for_ever(scene):
    y = scene.path("η = 1", 1000)[:, 1]
    assert np.array_equal(y, 2.0 * (-1.0) ** np.arange(1001))
    assert scene.says(*(text_of(value, ".0f") for value in y[:2]))
    assert np.all(np.diff(np.abs(scene.path("η = 0.9", 100)[:, 1])) < 0)
    assert np.all(np.diff(np.abs(scene.path("η = 1.1", 100)[:, 1])) > 0)
    _, _, largest = FUNCTIONS["seed-bowl"].hessian(0.0, 0.0)
    assert 2 / largest == 1
    assert scene.says("η = 1", f"1 − {largest:.0f}η")


@claims(RATE, "fastest")
def test_that_ten_elevenths_is_the_fastest_rate(scene):
    def factor(rate):
        return max(abs(1 - 0.2 * rate), abs(1 - 2 * rate))

    rate = scene.optimizer("η = 10/11").learning_rate
    assert abs(rate - 10 / 11) < 1e-9
    assert all(factor(rate) <= factor(other) + 1e-9 for other in np.linspace(0.01, 1.2, 1000))
    path = scene.path("η = 10/11", 30)
    np.testing.assert_allclose(np.abs(path[1:] / path[:-1]), factor(rate), rtol=1e-6)
    assert scene.says(f"{factor(rate):.2f}", "10/11")
    ends = {label: np.abs(scene.path(label, 30)[30]) for label in ("η = 0.4", "η = 10/11", "η = 0.99")}
    assert np.linalg.norm(ends["η = 10/11"]) < 0.1 * min(np.linalg.norm(ends["η = 0.4"]), np.linalg.norm(ends["η = 0.99"]))
    assert ends["η = 0.4"][0] > ends["η = 0.4"][1]
    assert ends["η = 0.99"][0] < ends["η = 0.99"][1]


@claims(RATE, "one-point")
def test_that_sgd_is_thrown_out_where_gd_arrives(scene):
    assert scene.loss("GD, η = 0.2", 200)[200] - LOWEST < 1e-6
    thrown = scene.loss("SGD, η = 0.2", 200)
    assert np.sum((thrown[1:] > 10) & (thrown[:-1] <= 10)) > 5
    assert thrown.max() > 1000
    assert scene.loss("SGD, η = 0.02", 200).max() < 15


@claims(RATE, "one-point")
def test_that_a_single_point_has_a_lower_limit_than_all_of_them(scene):
    xx, x, one = LINE.hessian(0.0, 0.0)
    mean = np.linalg.eigvalsh(np.array([[xx, x], [x, one]]))[-1]
    # The error of one point, (ax + b − y)², curves by 2(x² + 1) along (x, 1).
    steepest = np.max(2 * (LINE.data_x**2 + 1))
    assert steepest > 2 * mean
    assert 2 / steepest < scene.optimizer("SGD, η = 0.2").learning_rate < 2 / mean


@claims(RATE, "one-point")
def test_that_the_rate_also_decides_how_much_noise_remains(scene):
    wild, calm = (scene.loss(label, 1000)[500:] - LOWEST for label in ("SGD, η = 0.2", "SGD, η = 0.02"))
    assert 0 < np.median(calm) < 0.1 * np.median(wild)


# 3: the zig-zag


@claims(RAVINE, "zig-zag")
def test_that_every_step_crosses_the_valley(scene):
    path = scene.path("gd", 30)
    assert sign_changes(path[:, 1]) == 30
    moved = np.abs(np.diff(path, axis=0))
    assert np.all(moved[:, 1] > moved[:, 0])
    along, _, across = FUNCTIONS["seed-bowl"].hessian(0.0, 0.0)
    np.testing.assert_allclose(across / along, 10)


@claims(RAVINE, "one-step")
def test_that_the_step_is_not_toward_the_minimum(scene):
    start, then = scene.path("gd", 1)
    assert scene.says(f"{angle(then - start, -start):.0f}°")
    # Along the contour line f does not change, so the step is across it if it is along the gradient.
    x, y = start
    assert abs((then - start) @ np.array([-2 * y, x / 5])) < 1e-12


@claims(RAVINE, "guess")
def test_that_it_goes_on_along_and_comes_back_across(scene):
    path = scene.path("gd", 8)
    assert np.all(np.diff(path[:, 0]) > 0)
    y_steps = np.diff(path[:, 1])
    ratio = y_steps[1:] / y_steps[:-1]
    assert np.all((ratio < -0.85) & (ratio > -1))
    assert scene.scene.view.predict


@claims(RAVINE, "smaller")
def test_that_a_smaller_rate_does_not_zig_zag_and_takes_longer(scene):
    labels = ("η = 0.95", "η = 0.4", "η = 0.1")
    paths = [scene.path(label, 30) for label in labels]
    assert [sign_changes(path[:, 1]) for path in paths] == [30, 0, 0]
    left = [np.linalg.norm(path[30]) / np.linalg.norm(path[0]) for path in paths]
    assert left[0] < 0.01
    assert left[2] > 0.5
    assert scene.says(f"{100 * left[1]:.0f} %")
    for path, label in zip(paths, labels, strict=True):
        along = 0.2
        np.testing.assert_allclose(path[1:, 0] / path[:-1, 0], 1 - along * scene.optimizer(label).learning_rate)
        assert scene.says(f"{along}·η")


@claims(RAVINE, "narrower")
def test_that_a_ratio_of_twenty_costs_more_than_one_of_ten(scene):
    along, _, across = FUNCTIONS["book-bowl"].hessian(0.0, 0.0)
    np.testing.assert_allclose(across / along, 20)
    rate = scene.optimizer("η = 20/21").learning_rate
    np.testing.assert_allclose(rate, 2 / (along + across), rtol=1e-9)
    path = scene.path("η = 20/21", 30)
    assert scene.says(f"{100 * np.linalg.norm(path[30]) / np.linalg.norm(path[0]):.0f} %")
    assert scene.says(f"{100 * (1 - 2 / 11) ** 30:.1f} %")


@claims(RAVINE, "noise")
def test_that_the_exact_slope_is_smooth_where_that_of_sgd_trembles(scene):
    assert sign_changes(scene.path("gd", 60)[:, 1]) == 0
    assert sign_changes(scene.path("sgd", 60)[:, 1]) > 10


# 4: Momentum


@claims(MOMENTUM, "race")
def test_that_gd_has_come_a_fifth_and_momentum_nearly_all_of_the_way(scene):
    gd, momentum = (scene.path(label, 30) for label in ("gd", "momentum"))
    assert round(1 - gd[30, 0] / gd[0, 0], 1) == 0.2
    assert np.linalg.norm(momentum[30]) < 0.05 * np.linalg.norm(momentum[0])
    assert [run.optimizer.learning_rate for run in scene.scene.setup.runs] == [0.04, 0.04]
    assert scene.optimizer("momentum").momentum == 0.9


@claims(MOMENTUM, "one-step")
def test_that_the_first_step_is_that_of_gd_and_then_v_carries(scene):
    gd, momentum = (scene.path(label, 2) for label in ("gd", "momentum"))
    assert np.array_equal(gd[1], momentum[1])
    gradient = np.array([momentum[1, 0] / 5, 2 * momentum[1, 1]])
    np.testing.assert_allclose(momentum[2] - momentum[1], 0.9 * (momentum[1] - momentum[0]) - 0.04 * gradient, rtol=1e-12)
    assert scene.scene.begin_at == 1
    x_min, x_max, y_min, y_max = scene.scene.view.box
    assert all(x_min < x < x_max and y_min < y < y_max for x, y in momentum[:3])


@claims(MOMENTUM, "terminal-velocity")
def test_that_a_constant_slope_makes_it_ten_times_as_fast(scene):
    rule, slope = scene.optimizer("momentum"), np.array([2.0])
    theta, state, lengths = np.zeros(1), rule.init(np.zeros(1)), []
    for _ in range(500):
        step = rule.step(theta, lambda _: slope, state)
        lengths.append(float((theta - step.theta)[0]))
        theta, state = step.theta, step.state
    gd = float(-GradientDescent(rule.learning_rate).step(np.zeros(1), lambda _: slope, {}).theta[0])
    np.testing.assert_allclose(lengths[-1], 10 * gd, rtol=1e-9)
    assert scene.says(f"{100 * lengths[9] / (10 * gd):.0f} %")


@claims(MOMENTUM, "terminal-velocity")
def test_that_steps_grow_along_the_valley_and_brake_across(scene):
    path = scene.path("momentum", 12)
    assert np.all(np.diff(np.diff(path[:, 0])) > 0)
    assert sign_changes(path[:, 1]) == 1
    assert scene.shows(12)


@claims(MOMENTUM, "overshoot")
def test_that_it_passes_the_minimum_and_comes_back(scene):
    x = scene.path("momentum", 60)[:, 0]
    top = int(np.argmax(x))
    assert 30 < top < 60
    assert round(float(x[top])) == 1
    assert np.all(np.diff(x[top:]) < 0)
    assert scene.shows(30)
    assert scene.shows(60)


@claims(MOMENTUM, "out-of-the-well")
def test_that_momentum_ends_in_the_deeper_well_where_gd_does_not(scene):
    assert 1.8 < DEEP.value / SHALLOW.value < 2
    ends = {run.label: scene.path(run.label, 600)[600] for run in scene.scene.setup.runs}
    assert is_at(ends["gd"], SHALLOW)
    assert is_at(ends["α = 0.5"], SHALLOW)
    assert is_at(ends["α = 0.9"], DEEP)
    rolling = scene.path("α = 0.9", 600)
    assert scene.shows(first(rolling[:, 0] < RIDGE.x))
    assert np.hypot(rolling[60, 0] - DEEP.x, rolling[60, 1]) < 0.2
    # It went through the right well on its way, and not round it.
    assert np.min(np.hypot(rolling[:9, 0] - SHALLOW.x, rolling[:9, 1])) < 0.2


@claims(MOMENTUM, "more")
def test_that_more_inertia_rolls_back_again(scene):
    path = scene.path("α = 0.95", 600)
    over = first(path[:, 0] < RIDGE.x)
    back = over + first(path[over:, 0] > RIDGE.x)
    assert (over, back) == (8, 27)
    assert scene.says("8", "27")
    assert scene.shows(over)
    assert scene.shows(back)
    assert np.all(path[back:, 0] > RIDGE.x)
    assert is_at(path[600], SHALLOW)
    assert is_at(scene.path("α = 0.9", 600)[600], DEEP)


@claims(MOMENTUM, "out-of-the-best")
def test_that_momentum_also_leaves_the_better_well(scene):
    assert is_at(scene.path("gd", 600)[600], DEEP)
    path = scene.path("α = 0.9", 600)
    assert is_at(path[600], SHALLOW)
    assert scene.shows(first(path[:, 0] > RIDGE.x))
    assert np.min(np.hypot(path[:15, 0] - DEEP.x, path[:15, 1])) < 0.2
