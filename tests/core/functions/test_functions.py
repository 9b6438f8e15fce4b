"""Derivatives, marked points, printed values and behaviour at the edges of float64 of every function."""

import math
import warnings
from itertools import groupby

import numpy as np
import pytest

from core.functions import FUNCTIONS, CriticalPoint, Function, LineFit
from core.functions.function import BOWLS, MANY_MINIMA, SADDLES, VALLEYS

ALL = pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS.keys())

# Every digit that the reference table prints: key, kind, x, y, value.
PRINTED = [
    ("seed-bowl", "minimum", "0", "0", "0"),
    ("book-bowl", "minimum", "0", "0", "0"),
    ("rosenbrock", "minimum", "1", "1", "0"),
    ("beale", "minimum", "3", "0.5", "0"),
    ("beale", "saddle", "0", "1", "14.203125"),
    ("beale", "saddle", "0.100538", "-2.644514", "9.864512"),
    ("himmelblau", "minimum", "3", "2", "0"),
    ("himmelblau", "minimum", "-2.805118", "3.131313", "0"),
    ("himmelblau", "minimum", "-3.779310", "-3.283186", "0"),
    ("himmelblau", "minimum", "3.584428", "-1.848127", "0"),
    ("himmelblau", "maximum", "-0.270845", "-0.923039", "181.6165"),
    ("booth", "minimum", "1", "3", "0"),
    ("matyas", "minimum", "0", "0", "0"),
    ("three-hump-camel", "minimum", "0", "0", "0"),
    ("three-hump-camel", "local minimum", "1.747552", "-0.873776", "0.298638"),
    ("three-hump-camel", "local minimum", "-1.747552", "0.873776", "0.298638"),
    ("three-hump-camel", "saddle", "1.070542", "-0.535271", "0.877362"),
    ("three-hump-camel", "saddle", "-1.070542", "0.535271", "0.877362"),
    ("two-wells", "minimum", "-0.936301", "0", "-2.063090"),
    ("two-wells", "local minimum", "0.905318", "0", "-1.092732"),
    ("two-wells", "saddle", "0.068602", "0", "-0.031374"),
    ("styblinski-tang", "minimum", "-2.903534", "-2.903534", "-78.332331"),
    ("styblinski-tang", "local minimum", "-2.903534", "2.746803", "-64.195612"),
    ("styblinski-tang", "local minimum", "2.746803", "-2.903534", "-64.195612"),
    ("styblinski-tang", "local minimum", "2.746803", "2.746803", "-50.058893"),
    ("goldstein-price", "minimum", "0", "-1", "3"),
    ("goldstein-price", "local minimum", "-0.6", "-0.4", "30"),
    ("goldstein-price", "local minimum", "1.8", "0.2", "84"),
    ("goldstein-price", "local minimum", "1.2", "0.8", "840"),
    ("mccormick", "minimum", "-0.547198", "-1.547198", "-1.913223"),
    ("rastrigin", "minimum", "0", "0", "0"),
    ("ackley", "minimum", "0", "0", "0"),
]
STARTS = {
    "seed-bowl": (-9, 2),
    "book-bowl": (-7, 2),
    "rosenbrock": (-1.2, 1),
    "beale": (1, 1.5),
    "himmelblau": (-0.15, 0.67),
    "booth": (-8, 7),
    "matyas": (-9.08, -7.83),
    "three-hump-camel": (2, 1),
    "two-wells": (0.75, 1.3),
    "styblinski-tang": (0.2, 0.1),
    "goldstein-price": (0.2, -0.5),
    "mccormick": (3, 3),
    "rastrigin": (-2, 3.5),
    "ackley": (2.5, 2),
    "saddle": (1.5, 0.001),
    "monkey-saddle": (1.5, 0.01),
    "line-fit": (-2, 4),
}

# The formulas as the literature writes them, where ours are rearranged.
PLAIN = {
    "goldstein-price": lambda x, y: (
        (1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2))
        * (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2))
    ),
    "ackley": lambda x, y: (
        -20 * np.exp(-0.2 * np.sqrt(0.5 * (x**2 + y**2))) - np.exp(0.5 * (np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y))) + np.e + 20
    ),
    "rastrigin": lambda x, y: 20 + sum(t**2 - 10 * np.cos(2 * np.pi * t) for t in (x, y)),
    "styblinski-tang": lambda x, y: sum(t**4 - 16 * t**2 + 5 * t for t in (x, y)) / 2,
    "two-wells": lambda x, y: (
        -2 * np.exp(-((x - 1) ** 2 + y**2) / 0.2) - 3 * np.exp(-((x + 1) ** 2 + y**2) / 0.2) + x**2 + y**2
    ),
    "monkey-saddle": lambda x, y: x**3 - 3 * x * y**2,
    "plateau": lambda x, y: 1 - 1 / (1 + x**2 + 4 * y**2),
    "beale": lambda x, y: (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2,
}  # fmt: skip


def points_in_view(function: Function, count: int = 50) -> list[tuple[float, float]]:
    """Seeded random points of the view, away from its border so that differences stay inside."""
    x_min, x_max, y_min, y_max = function.view
    random = np.random.default_rng(7)
    return list(zip(random.uniform(x_min, x_max, count).tolist(), random.uniform(y_min, y_max, count).tolist(), strict=True))


def difference(f, t: float, h: float = 1e-3) -> np.ndarray:
    """f′(t) by central differences with two Richardson steps: the error is of order h⁶."""
    steps = [(np.array(f(t + k)) - np.array(f(t - k))) / (2 * k) for k in (h, h / 2, h / 4)]
    once = [(4 * steps[1] - steps[0]) / 3, (4 * steps[2] - steps[1]) / 3]
    return (16 * once[1] - once[0]) / 15


def scale(function: Function) -> float:
    """The size of the values in the view, to which rounding errors of differences are proportional."""
    return max(abs(function.value(x, y)) for x, y in points_in_view(function))


def kind_of(function: Function, point: CriticalPoint) -> str:
    f_xx, f_xy, f_yy = function.hessian(point.x, point.y)
    low, high = np.linalg.eigvalsh([[f_xx, f_xy], [f_xy, f_yy]])
    return "minimum" if low > 0 else "maximum" if high < 0 else "saddle"


def test_that_the_table_is_complete_and_in_order() -> None:
    assert set(FUNCTIONS) == {*STARTS, "plateau"}
    assert all(key == function.key for key, function in FUNCTIONS.items())
    groups = [function.group for function in FUNCTIONS.values()]
    assert [group for group, _ in groupby(groups)] == [BOWLS, VALLEYS, MANY_MINIMA, SADDLES]


@pytest.mark.parametrize(("key", "start"), STARTS.items())
def test_that_the_start_is_the_documented_one(key: str, start: tuple[float, float]) -> None:
    assert FUNCTIONS[key].start == start


@ALL
def test_that_the_gradient_agrees_with_central_differences(function: Function) -> None:
    tolerance = 1e-11 * scale(function)
    for x, y in points_in_view(function):
        expected = [difference(lambda t, y=y: function.value(t, y), x), difference(lambda t, x=x: function.value(x, t), y)]
        np.testing.assert_allclose(function.gradient(x, y), expected, rtol=1e-8, atol=tolerance)


@ALL
def test_that_the_hessian_agrees_with_central_differences_of_the_gradient(function: Function) -> None:
    largest = max(math.hypot(*function.gradient(x, y)) for x, y in points_in_view(function))
    for x, y in points_in_view(function):
        f_xx, f_yx = difference(lambda t, y=y: function.gradient(t, y), x)
        f_xy, f_yy = difference(lambda t, x=x: function.gradient(x, t), y)
        exact = function.hessian(x, y)
        np.testing.assert_allclose(exact, [f_xx, f_xy, f_yy], rtol=1e-7, atol=1e-11 * largest)
        assert exact[1] == pytest.approx(f_yx, rel=1e-7, abs=1e-11 * largest)


@pytest.mark.parametrize("key", PLAIN)
def test_that_a_rearranged_formula_equals_the_one_of_the_literature(key: str) -> None:
    function = FUNCTIONS[key]
    for x, y in points_in_view(function):
        assert function.value(x, y) == pytest.approx(PLAIN[key](x, y), rel=1e-10, abs=1e-12)


@ALL
def test_that_arrays_agree_with_floats(function: Function) -> None:
    points = points_in_view(function, 12)
    x, y = (np.array(column).reshape(3, 4) for column in zip(*points, strict=True))
    for derived in (function.value, function.gradient, function.hessian):
        at_once = np.array(derived(x, y)).reshape(-1, 12)
        one_by_one = np.array([derived(*point) for point in points]).reshape(12, -1).T
        np.testing.assert_allclose(at_once, one_by_one, rtol=1e-13, atol=1e-13 * np.abs(one_by_one).max())
    assert all(part.shape == (3, 4) for part in (function.value(x, y), *function.gradient(x, y), *function.hessian(x, y)))


@ALL
def test_that_floats_give_plain_floats(function: Function) -> None:
    results = (function.value(*function.start), *function.gradient(*function.start), *function.hessian(*function.start))
    assert {type(result) for result in results} == {float}


@ALL
@pytest.mark.parametrize("far", [(1e200, 1e200), (-1e200, 3.0), (1e308, -1e308), (math.inf, 0.0), (-math.inf, math.inf), (math.nan, 1.0)])
def test_that_too_large_numbers_give_inf_or_nan_and_never_raise(function: Function, far: tuple[float, float]) -> None:
    floats = [function.value(*far), *function.gradient(*far), *function.hessian(*far)]
    assert all(isinstance(number, float) for number in floats)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("error")
        arrays = [function.value(*np.array(far).reshape(2, 1)), *function.gradient(*np.array(far).reshape(2, 1))]
    np.testing.assert_allclose([float(array[0]) for array in arrays], floats[:3], rtol=1e-13)


@pytest.mark.parametrize("key", sorted(set(FUNCTIONS) - {"plateau", "ackley", "two-wells"}))
def test_that_a_point_too_far_away_has_no_finite_value(key: str) -> None:
    function = FUNCTIONS[key]
    assert not math.isfinite(function.value(1e200, -1e190))


@ALL
def test_that_the_gradient_vanishes_at_every_marked_point(function: Function) -> None:
    for point in function.points:
        curvature = max(map(abs, function.hessian(point.x, point.y)))
        assert math.hypot(*function.gradient(point.x, point.y)) <= 4e-15 * max(curvature, 1.0) * max(abs(point.x), abs(point.y), 1.0)


@ALL
def test_that_every_marked_point_is_of_its_kind(function: Function) -> None:
    for point in function.points:
        if function.key == "monkey-saddle":
            assert function.hessian(point.x, point.y) == (0.0, 0.0, 0.0)
            around = [function.value(math.cos(k), math.sin(k)) for k in np.arange(0.1, 2 * math.pi, math.pi / 3)]
            assert [value > 0 for value in around] == [True, False] * 3
        else:
            assert kind_of(function, point) == point.kind.removeprefix("local ")


@ALL
def test_that_marked_values_are_the_values_there(function: Function) -> None:
    for point in function.points:
        assert function.value(point.x, point.y) == pytest.approx(point.value, rel=1e-14, abs=1e-28)


@ALL
def test_that_marked_points_and_start_lie_in_the_view_and_are_distinct(function: Function) -> None:
    x_min, x_max, y_min, y_max = function.view
    places = [(point.x, point.y) for point in function.points]
    assert all(x_min <= x <= x_max and y_min <= y <= y_max for x, y in [*places, function.start])
    assert len(set(places)) == len(places)


@ALL
def test_that_a_minimum_is_the_lowest_marked_point_and_the_infimum(function: Function) -> None:
    lowest = [point.value for point in function.points if point.kind == "minimum"]
    assert all(point.value > max(lowest) for point in function.points if point.kind == "local minimum")
    if function.infimum is not None:
        assert lowest == pytest.approx([function.infimum] * len(lowest))
        assert all(function.value(x, y) >= function.infimum for x, y in points_in_view(function, 500))
    assert function.bounded == (function.infimum is not None)


@pytest.mark.parametrize(("key", "direction"), [("saddle", (0.0, 1.0)), ("monkey-saddle", (-1.0, 0.0)), ("mccormick", (-1.0, -1.0))])
def test_that_functions_without_infimum_fall_without_end(key: str, direction: tuple[float, float]) -> None:
    assert not FUNCTIONS[key].bounded
    assert FUNCTIONS[key].value(1e6 * direction[0], 1e6 * direction[1]) < -1e5


@ALL
def test_that_log_spacing_has_an_infimum_to_start_from(function: Function) -> None:
    assert function.spacing == "linear" or function.infimum is not None


@pytest.mark.parametrize(("key", "kind", "x", "y", "value"), PRINTED)
def test_that_printed_digits_of_the_reference_table_come_out(key: str, kind: str, x: str, y: str, value: str) -> None:
    wanted = (x, y, value)
    decimals = [len(text.partition(".")[2]) for text in wanted]
    found = [
        tuple(f"{number:.{digits}f}" for number, digits in zip((point.x, point.y, point.value), decimals, strict=True))
        for point in FUNCTIONS[key].points
        if point.kind == kind
    ]
    assert wanted in found


@pytest.mark.parametrize("key", [key for key in FUNCTIONS if key not in ("rastrigin", "ackley", "monkey-saddle")])
def test_that_no_critical_point_of_the_view_is_missing(key: str) -> None:
    """Newton's method from a grid of starts finds the marked points and no other."""
    found = newton_points(FUNCTIONS[key], 41)
    assert found == {(round(point.x, 5) + 0.0, round(point.y, 5) + 0.0) for point in FUNCTIONS[key].points}


@pytest.mark.parametrize("key", ["rastrigin", "ackley"])
def test_that_no_minimum_of_the_ripples_is_missing(key: str) -> None:
    function = FUNCTIONS[key]
    found = {
        (x, y) for x, y in newton_points(function, 201)
        if (x, y) == (0.0, 0.0) or kind_of(function, CriticalPoint("minimum", x, y, 0.0)) == "minimum"
    }  # fmt: skip
    assert found | {(0.0, 0.0)} == {(round(point.x, 5), round(point.y, 5)) for point in function.points}
    assert len(function.points) == 121


def newton_points(function: Function, count: int) -> set[tuple[float, float]]:
    """Where damped Newton steps from a grid of count² starts end with a vanishing gradient in the view, to 5 decimals."""
    x_min, x_max, y_min, y_max = function.view
    x, y = (grid.ravel() for grid in np.meshgrid(np.linspace(x_min, x_max, count), np.linspace(y_min, y_max, count)))
    with np.errstate(all="ignore"):
        for _ in range(150):
            (g_x, g_y), (f_xx, f_xy, f_yy) = function.gradient(x, y), function.hessian(x, y)
            determinant = f_xx * f_yy - f_xy * f_xy
            step_x, step_y = (f_yy * g_x - f_xy * g_y) / determinant, (f_xx * g_y - f_xy * g_x) / determinant
            damping = np.minimum(1.0, 0.3 / np.maximum(np.hypot(step_x, step_y), 1e-300))
            x, y = x - damping * step_x, y - damping * step_y
        ends = (np.hypot(*function.gradient(x, y)) < 1e-8) & (x >= x_min) & (x <= x_max) & (y >= y_min) & (y <= y_max)
    return {(round(p, 5) + 0.0, round(q, 5) + 0.0) for p, q in zip(x[ends].tolist(), y[ends].tolist(), strict=True)}


def test_that_ackley_has_no_gradient_at_its_tip_but_a_steep_one_beside_it() -> None:
    ackley = FUNCTIONS["ackley"]
    assert ackley.value(0.0, 0.0) == 0.0
    assert ackley.gradient(0.0, 0.0) == (0.0, 0.0)
    assert ackley.gradient(1e-9, 0.0)[0] == pytest.approx(4 / math.sqrt(2), rel=1e-6)
    np.testing.assert_array_equal(ackley.gradient(np.zeros(2), np.zeros(2)), np.zeros((2, 2)))


def test_that_the_gradient_of_the_plateau_is_tiny_at_the_start_and_keeps_its_direction() -> None:
    plateau = FUNCTIONS["plateau"]
    assert math.hypot(*plateau.gradient(*plateau.start)) < 0.05
    assert min(plateau.gradient(3.0, 2.0)) > 1e-3


def test_that_the_line_fit_is_the_least_squares_line() -> None:
    line_fit = FUNCTIONS["line-fit"]
    assert isinstance(line_fit, LineFit)
    (minimum,) = line_fit.points
    a, b = np.polynomial.Polynomial.fit(line_fit.data_x, line_fit.data_y, 1).convert().coef[::-1]
    assert (minimum.x, minimum.y) == pytest.approx((a, b), rel=1e-12)
    assert minimum.value == pytest.approx(np.mean((a * line_fit.data_x + b - line_fit.data_y) ** 2), rel=1e-12)
    assert line_fit.value(0.5, -1.0) == pytest.approx(np.mean((0.5 * line_fit.data_x - 1.0 - line_fit.data_y) ** 2), rel=1e-13)


def test_that_the_data_of_the_line_fit_never_change() -> None:
    line_fit = FUNCTIONS["line-fit"]
    assert isinstance(line_fit, LineFit)
    assert line_fit.data_x.shape == line_fit.data_y.shape == (40,)
    assert (line_fit.data_x[0], line_fit.data_y[0]) == pytest.approx((0.4064644910338854, 0.9061108656112901), rel=1e-14)
    with pytest.raises(ValueError, match="read-only"):
        line_fit.data_x[0] = 1.0


def test_that_a_batch_of_all_points_equals_the_gradient_to_the_bit() -> None:
    line_fit = FUNCTIONS["line-fit"]
    assert isinstance(line_fit, LineFit)
    for a, b in points_in_view(line_fit):
        assert line_fit.batch_gradient(a, b, np.arange(40)) == line_fit.gradient(a, b)


def test_that_a_batch_gradient_is_the_mean_over_its_points() -> None:
    line_fit = FUNCTIONS["line-fit"]
    assert isinstance(line_fit, LineFit)
    indices = np.array([3, 39, 0, 17, 17])
    x, y = line_fit.data_x[indices], line_fit.data_y[indices]
    residual = -2.0 * x + 4.0 - y
    expected = (np.mean(2 * residual * x), np.mean(2 * residual))
    assert line_fit.batch_gradient(-2.0, 4.0, indices) == pytest.approx(expected, rel=1e-13)


def test_that_the_valley_of_the_line_fit_is_long_but_teachable() -> None:
    f_xx, f_xy, f_yy = FUNCTIONS["line-fit"].hessian(0.0, 0.0)
    low, high = np.linalg.eigvalsh([[f_xx, f_xy], [f_xy, f_yy]])
    assert 10 < high / low < 40


@ALL
def test_that_texts_are_one_short_line(function: Function) -> None:
    for text in (function.name, function.formula, function.summary):
        assert text == " ".join(text.split())
        assert 0 < len(text) <= 140
    assert function.summary.endswith((".", "?"))


@ALL
def test_that_what_is_called_quadratic_has_one_curvature_everywhere_and_nothing_else_has(function: Function) -> None:
    x_min, x_max, y_min, y_max = function.view
    random = np.random.default_rng(3)
    xx, xy, yy = function.hessian(random.uniform(x_min, x_max, 50), random.uniform(y_min, y_max, 50))
    same = all(np.ptp(part) == 0 for part in (xx, xy, yy))
    eigenvalues = np.linalg.eigvalsh([[xx[0], xy[0]], [xy[0], yy[0]]])
    assert function.quadratic == (same and eigenvalues[0] > 0)
    assert function.constant_curvature == (pytest.approx(eigenvalues[1], rel=1e-12) if function.quadratic else None)
