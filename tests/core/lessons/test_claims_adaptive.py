"""What lessons 5 to 8 say: AdaGrad, NAG, RMSProp, Adam."""

from dataclasses import replace

import numpy as np

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup
from core.functions import FUNCTIONS
from tests.core.lessons.claims import SceneToTest, claims, text_of

ADAGRAD, NAG, RMSPROP, ADAM = "05-adagrad", "06-nag", "07-rmsprop", "08-adam"
ALONG, _, ACROSS = FUNCTIONS["seed-bowl"].hessian(0.0, 0.0)


def slope(function, path):
    """The gradient at each point of a path, (rows, 2)."""
    return np.stack(FUNCTIONS[function].gradient(path[:, 0], path[:, 1]), axis=1)


def first(condition):
    """The first row for which it holds."""
    assert condition.any()
    return int(np.argmax(condition))


def lengths(path):
    """How long each step is; item k belongs to step k + 1."""
    return np.hypot(*np.diff(path, axis=0).T)


def adagrad_rates(scene, function, steps):
    """η/√h of each axis for each step, (steps, 2), by the sum of squares and not by the rule."""
    squares = np.cumsum(slope(function, scene.path("adagrad", steps - 1)) ** 2, axis=0)
    return scene.optimizer("adagrad").learning_rate / np.sqrt(squares)


def steps_on_a_constant_slope(rule, count, value=2.0):
    theta, state, moved = np.zeros(1), rule.init(np.zeros(1)), []
    for _ in range(count):
        step = rule.step(theta, lambda _: np.array([value]), state)
        moved.append(abs(float((step.theta - theta)[0])))
        theta, state = step.theta, step.state
    return np.array(moved)


def superscript(exponent):
    return f"{exponent:.0f}".translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


# 5: AdaGrad


@claims(ADAGRAD, "first-step")
def test_that_the_first_step_is_the_rate_in_each_axis(scene):
    start, then = scene.path("adagrad", 1)
    np.testing.assert_allclose(then - start, [1, -1], rtol=1e-6)
    assert scene.optimizer("adagrad").learning_rate == 1
    gd = np.diff(scene.path("gd", 1), axis=0)[0]
    assert abs(gd[1]) > 2 * abs(gd[0])


@claims(ADAGRAD, "one-step")
def test_that_the_steep_axis_is_slowed_down_more(scene):
    gradient = slope("seed-bowl", scene.path("adagrad", 0))[0]
    rates = adagrad_rates(scene, "seed-bowl", 1)[0]
    assert scene.says(text_of(gradient[0], ".1f"), f"{gradient[1]:.0f}")
    assert scene.says(*(f"{square:.4g}" for square in gradient**2), *(f"{rate:.2f}" for rate in rates))


@claims(ADAGRAD, "which-axis")
def test_that_the_steeper_axis_has_the_larger_rate_later(scene):
    rates = adagrad_rates(scene, "seed-bowl", 100)
    assert rates[0, 0] > rates[0, 1]
    assert rates[99, 0] < rates[99, 1]
    assert scene.says(f"{rates[0, 0]:.2f}", f"{rates[0, 1]:.3f}", f"{rates[99, 0]:.3f}", f"{rates[99, 1]:.3f}")
    assert np.all(np.diff(rates, axis=0) <= 0)
    assert scene.shows(100)


@claims(ADAGRAD, "dying")
def test_that_a_step_falls_below_one_per_cent_of_the_first(scene):
    path = scene.path("adagrad", 1000)
    steps = lengths(path)
    step = first(steps < 0.01 * steps[0]) + 1
    assert scene.says(str(step))
    assert scene.shows(step)
    assert np.linalg.norm(path[step]) > 1
    rates, slopes = adagrad_rates(scene, "seed-bowl", step), np.abs(slope("seed-bowl", path))
    assert round(rates[0, 0] / rates[-1, 0]) == 8
    assert 8 < slopes[0, 0] / slopes[step - 1, 0] < 12
    assert "8분의 1" in scene.texts()[1]
    assert "an eighth" in scene.texts()[0]


@claims(ADAGRAD, "never-forgotten")
def test_that_one_cliff_makes_all_later_steps_short(scene):
    path = scene.path("adagrad", 3000)
    steps = lengths(path)
    step = first(steps < 0.01 * steps[0]) + 1
    assert np.all(steps[step - 1 :] < 0.01 * steps[0])
    assert scene.says(text_of(slope("rosenbrock", path[:1])[0, 0], ".0f"), str(step), "1,000")
    assert scene.shows(step)
    assert scene.shows(1000)
    minimum = FUNCTIONS["rosenbrock"].points[0]
    assert np.hypot(path[1000, 0] - minimum.x, path[1000, 1] - minimum.y) > 0.5


@claims(ADAGRAD, "does-it-stop")
def test_that_in_a_bowl_the_rates_come_to_rest(scene):
    rates = adagrad_rates(scene, "seed-bowl", 5000)
    begin = scene.scene.begin_at
    np.testing.assert_allclose(rates[begin], rates[-1], rtol=1e-3)
    assert scene.says(*(f"{rate:.3f}" for rate in rates[begin]))
    # From there on it is gradient descent with these rates.
    path = scene.path("adagrad", begin + 100)[begin:]
    expected = path[0, 0] * (1 - rates[-1, 0] * ALONG) ** np.arange(101)
    np.testing.assert_allclose(path[:, 0], expected, rtol=1e-3)


@claims(ADAGRAD, "does-it-stop")
def test_that_on_a_constant_slope_it_slows_down_and_goes_on(scene):
    rule = scene.optimizer("adagrad")
    moved = steps_on_a_constant_slope(rule, 10_000)
    k = np.arange(1, 10_001)
    np.testing.assert_allclose(moved, rule.learning_rate / np.sqrt(k), rtol=1e-5)
    np.testing.assert_allclose(moved[-1], 0.01 * moved[0], rtol=1e-5)
    np.testing.assert_allclose(np.cumsum(moved)[99:], 2 * rule.learning_rate * np.sqrt(k[99:]), rtol=0.08)
    np.testing.assert_allclose(np.cumsum(moved)[-1], 2 * rule.learning_rate * 100, rtol=0.01)
    assert scene.says("10,000", "1 %")


# 6: NAG


@claims(NAG, "race")
def test_that_nag_is_lower_at_step_thirty(scene):
    momentum, nag = (scene.loss(label, 30)[30] for label in ("momentum", "nag"))
    assert scene.says(f"{momentum / nag:.0f}")
    assert scene.shows(30)
    one, other = (scene.optimizer(label) for label in ("momentum", "nag"))
    assert (one.learning_rate, one.momentum) == (other.learning_rate, other.momentum)


@claims(NAG, "first-step")
def test_that_the_first_steps_are_equal_to_the_last_bit(scene):
    momentum, nag = (scene.path(label, 2) for label in ("momentum", "nag"))
    assert np.array_equal(momentum[1], nag[1])
    assert not np.array_equal(momentum[2], nag[2])
    assert scene.scene.view.inspect == ("momentum", "nag")


@claims(NAG, "look-ahead")
def test_that_nag_takes_the_slope_ahead_and_brakes_earlier(scene):
    start, here, _ = scene.path("momentum", 2)
    ahead = here + 0.9 * (here - start)
    slopes = slope("seed-bowl", np.array([here, ahead]))
    assert scene.says(f"{slopes[0, 1]:.2f}", f"{slopes[1, 1]:.2f}")
    assert scene.scene.begin_at == 1
    momentum, nag = (scene.path(label, 2)[2] for label in ("momentum", "nag"))
    np.testing.assert_allclose(nag, here + 0.9 * (here - start) - 0.04 * slopes[1], rtol=1e-12)
    assert abs(nag[1] - here[1]) < abs(momentum[1] - here[1])
    x_min, x_max, y_min, y_max = scene.scene.view.box
    assert all(x_min < x < x_max and y_min < y < y_max for x, y in (start, here, ahead, momentum, nag))


@claims(NAG, "brake")
def test_that_nag_swings_less_far(scene):
    last = scene.scene.pause_at[-1]
    lowest = [scene.path(label, last)[:, 1].min() for label in ("momentum", "nag")]
    assert scene.says(*(text_of(y, ".2f") for y in lowest))
    assert lowest == [scene.path(label, 300)[:, 1].min() for label in ("momentum", "nag")]


@claims(NAG, "brake")
def test_that_nag_is_momentum_with_a_smaller_alpha_in_each_axis(scene):
    path = scene.path("nag", 50)
    v = np.diff(path, axis=0)
    curvature = np.array([ALONG, ACROSS])
    alpha = 0.9 * (1 - 0.04 * curvature)
    np.testing.assert_allclose(v[1:], alpha * v[:-1] - 0.04 * curvature * path[1:-1], rtol=1e-9, atol=1e-15)
    assert scene.says(*(f"{value:.2f}" for value in alpha))


@claims(NAG, "later")
def test_that_the_two_are_level_later(scene):
    losses = [scene.loss(label, 60)[60] for label in ("momentum", "nag")]
    assert {f"{loss:.2f}" for loss in losses} == {"0.01"}
    assert scene.says("0.01")
    assert max(losses) < 1.1 * min(losses)
    assert scene.path("nag", 60)[:, 0].max() > 0.5
    assert scene.shows(60)


@claims(NAG, "wiser")
def test_that_nag_diverges_where_momentum_does_not(scene):
    momentum, nag = (scene.loss(label, 200) for label in ("momentum", "nag"))
    assert momentum[200] < 1e-6 * momentum[0]
    assert np.all(np.diff(nag[2:]) > 0)
    assert nag[200] > 1e60
    before = SceneToTest(NAG, "race").optimizer("nag").learning_rate
    np.testing.assert_allclose(scene.optimizer("nag").learning_rate, 20 * before)
    assert scene.says(f"{before}")


@claims(NAG, "wiser")
def test_that_the_limits_are_those_of_the_recursions(scene):
    def is_stable(rate, alpha):
        """For x' = (1 + α − ηλ) x − α x⁻, the heavy ball on one axis."""
        matrix = np.array([[1 + alpha - rate * ACROSS, -alpha], [1, 0]])
        return np.abs(np.linalg.eigvals(matrix)).max() < 1

    # In each axis NAG is the heavy ball with α(1 − ηλ), as the scene before has shown.
    rates = np.arange(0.001, 3, 0.001)
    momentum = max(rate for rate in rates if is_stable(rate, 0.9))
    nag = max(rate for rate in rates if is_stable(rate, 0.9 * (1 - rate * ACROSS)))
    assert scene.says(f"{momentum:.1f}", f"{nag:.2f}")


# 7: RMSProp


@claims(RMSPROP, "forgetting")
def test_that_rmsprop_is_a_hundred_times_lower_after_the_same_first_step(scene):
    adagrad, rmsprop = (scene.path(label, 1)[1] for label in ("adagrad", "rmsprop"))
    np.testing.assert_allclose(adagrad, rmsprop, rtol=1e-6)
    assert scene.loss("adagrad", 400)[400] > 100 * scene.loss("rmsprop", 400)[400]
    assert scene.shows(400)


@claims(RMSPROP, "one-step")
def test_that_the_first_step_is_ten_times_the_rate(scene):
    start, then = scene.path("rmsprop", 1)
    np.testing.assert_allclose(then - start, [1, -1], rtol=1e-5)
    np.testing.assert_allclose(then, scene.path("adagrad", 1)[1], rtol=1e-5)
    rule = scene.optimizer("rmsprop")
    np.testing.assert_allclose(rule.learning_rate / np.sqrt(1 - rule.decay), 1)
    assert (rule.learning_rate, rule.decay, scene.optimizer("adagrad").learning_rate) == (0.1, 0.99, 1.0)
    assert scene.says(f"{rule.decay}·h + {1 - rule.decay:.2f}·g²")
    h = rule.step(start, lambda _: np.array([-1.8, 4.0]), rule.init(start)).terms["h"]
    np.testing.assert_allclose(h, np.array([1.8, 4.0]) ** 2 / 100)
    assert "100분의 1" in scene.texts()[1]


@claims(RMSPROP, "memories")
def test_that_a_longer_memory_makes_the_first_step_wilder(scene):
    for label, words in (("γ = 0.9", "3.2"), ("γ = 0.99", "10"), ("γ = 0.999", "32")):
        start, then = scene.path(label, 1)
        assert f"{(then - start)[0] / 0.1:.2g}" == words
        assert scene.says(words)
    assert scene.path("γ = 0.999", 1)[1, 1] < 0 < scene.path("γ = 0.99", 1)[1, 1]


@claims(RMSPROP, "burst")
def test_that_the_loss_is_nothing_and_then_large_again(scene):
    loss = scene.loss("rmsprop", 3000)
    assert loss[300] < 1e-22
    assert scene.says(f"10{superscript(-22)}")
    peak = 300 + int(np.argmax(loss[300:]))
    assert scene.says(f"{loss[peak]:.2f}", str(peak))
    assert scene.shows(300)
    assert scene.shows(peak)


@claims(RMSPROP, "burst")
def test_that_the_rate_grows_while_nothing_happens(scene):
    squares, rates = np.zeros(2), []
    for gradient in slope("seed-bowl", scene.path("rmsprop", 600)):
        squares = 0.99 * squares + 0.01 * gradient**2
        rates.append(0.1 / (np.sqrt(squares) + 1e-7))
    assert np.all(np.diff(np.array(rates)[300:, 0]) > 0)
    assert rates[600][0] > 4 * rates[300][0]


@claims(RMSPROP, "never-at-rest")
def test_that_it_jumps_to_and_fro_by_the_rate(scene):
    path = scene.path("rmsprop", 6000)[3000:]
    np.testing.assert_allclose(np.abs(path), 0.05, rtol=0.01)
    assert scene.says(f"{np.abs(path).mean():.2f}")
    assert np.all(path[1:] * path[:-1] < 0)
    np.testing.assert_allclose(np.abs(np.diff(path, axis=0)), scene.optimizer("rmsprop").learning_rate, rtol=0.01)
    assert scene.scene.begin_at == 3000


@claims(RMSPROP, "never-at-rest")
def test_that_a_tenth_of_the_rate_trembles_a_tenth_as_far(scene):
    setup = scene.scene.setup
    (run,) = setup.runs
    calmer = replace(run.optimizer, learning_rate=run.optimizer.learning_rate / 10)
    experiment = Experiment(setup.with_run(RunSetup(run.label, calmer, run.sampling)))
    experiment.advance(6000)
    (seen,) = experiment.snapshot().runs
    np.testing.assert_allclose(np.abs(seen.path[5900:]), 0.005, rtol=0.02)


# 8: Adam


@claims(ADAM, "both")
def test_that_adam_is_the_lowest_of_the_three(scene):
    losses = {run.label: scene.loss(run.label, 30)[30] for run in scene.scene.setup.runs}
    assert min(losses, key=losses.get) == "adam"
    assert scene.shows(30)


@claims(ADAM, "one-step")
def test_that_the_first_step_is_the_rate_in_each_axis_because_both_means_are_corrected(scene):
    rule = scene.optimizer("adam")
    start, then = scene.path("adam", 1)
    np.testing.assert_allclose(np.abs(then - start), rule.learning_rate, rtol=1e-7)
    gradient = slope("seed-bowl", start[None])[0]
    terms = rule.step(start, lambda _: gradient, rule.init(start)).terms
    np.testing.assert_allclose(terms["m"], gradient / 10)
    np.testing.assert_allclose(terms["v"], gradient**2 / 1000)
    np.testing.assert_allclose(terms["m̂"], gradient)
    np.testing.assert_allclose(terms["v̂"], gradient**2)
    assert scene.says(f"1 − {rule.beta1}", f"1 − {rule.beta2}")


@claims(ADAM, "bias-correction")
def test_that_without_correction_the_first_step_is_too_long(scene):
    start, then = scene.path("Adam, no correction", 1)
    ratio = np.abs(then - start) / scene.optimizer("Adam, no correction").learning_rate
    np.testing.assert_allclose(ratio, 0.1 / np.sqrt(0.001), rtol=1e-6)
    assert scene.says(f"{ratio[0]:.2f} η", f"{1 / np.sqrt(0.001):.1f}")
    start, then = scene.path("adam", 1)
    np.testing.assert_allclose(np.abs(then - start), 0.4, rtol=1e-7)


@claims(ADAM, "consequence")
def test_that_without_correction_it_shoots_past_the_minimum(scene):
    wild, sound = (scene.path(label, 1000)[:, 0] for label in ("Adam, no correction", "adam"))
    assert scene.says(f"x = {wild[10]:.1f}")
    assert scene.shows(10)
    assert sound.max() < 1
    assert scene.says("3,000", f"{1 - scene.optimizer('adam').beta2 ** 3000:.2f}")


@claims(ADAM, "last-line")
def test_that_the_misprint_would_make_a_step_of_thousands(scene):
    rule = scene.optimizer("adam")
    gradient = slope("seed-bowl", scene.path("adam", 0))[0]
    m, v = (1 - rule.beta1) * gradient, (1 - rule.beta2) * gradient**2
    step = rule.learning_rate / np.sqrt(v) * m / np.sqrt(rule.epsilon)
    np.testing.assert_allclose(np.abs(step), np.abs(step[0]))
    assert scene.says(f"{abs(step[0]):,.0f}", f"{rule.learning_rate}", f"{1 / np.sqrt(rule.epsilon):,.0f}")
    assert scene.says(f"{(1 - rule.beta1) / np.sqrt(1 - rule.beta2):.2f}", f"10{superscript(np.log10(rule.epsilon))}")


@claims(ADAM, "best")
def test_that_adam_is_not_the_best_here(scene):
    losses = {run.label: scene.loss(run.label, 30)[30] for run in scene.scene.setup.runs}
    assert int(losses["adam"] / losses["nag"]) == 7
    assert losses["adam"] > 200 * losses["gd"]
    np.testing.assert_allclose(scene.optimizer("gd").learning_rate, 2 / (ALONG + ACROSS), rtol=1e-9)
    assert scene.says("7", "200")
