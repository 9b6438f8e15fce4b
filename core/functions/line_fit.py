"""A straight line fitted to noisy points: the one function here whose gradient is a mean over data."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.functions.elementary import Float64Array, Real, constant
from core.functions.function import BOWLS, CriticalPoint, Function
from core.text import mark


def _draw_data() -> tuple[Float64Array, Float64Array]:
    """40 points near y = x + 0.5. The x are not centred, so slope and intercept are entangled and the valley is long."""
    random = np.random.RandomState(2025)  # its stream is frozen for good, a Generator's may change
    x = random.uniform(0.0, 3.0, 40)
    y = x + 0.5 + 0.5 * random.standard_normal(40)
    x.flags.writeable = y.flags.writeable = False
    return x, y


_DATA_X, _DATA_Y = _draw_data()
_POINTS: tuple[tuple[float, float], ...] = tuple(zip(_DATA_X.tolist(), _DATA_Y.tolist(), strict=True))


def _value(a: Real, b: Real) -> Real:
    total = constant(0.0, a)
    for x, y in _POINTS:
        residual = a * x + b - y
        total = total + residual * residual
    return total / len(_POINTS)


def _gradient(a: Real, b: Real) -> tuple[Real, Real]:
    return _mean_gradient(a, b, _POINTS, len(_POINTS))


def _mean_gradient(a: Real, b: Real, points: Iterable[tuple[float, float]], count: int) -> tuple[Real, Real]:
    """The mean gradient of (ax + b − y)², summed in the order of the points: for 40 of them quicker than NumPy."""
    along_a = along_b = constant(0.0, a)
    for x, y in points:
        residual = a * x + b - y
        along_a = along_a + residual * x
        along_b = along_b + residual
    return 2 * along_a / count, 2 * along_b / count


def _hessian(a: Real, b: Real) -> tuple[Real, Real, Real]:
    """Twice the means of x², x and 1: the curvature of a squared error does not depend on a and b."""
    xx, x = float(np.mean(_DATA_X * _DATA_X)), float(np.mean(_DATA_X))
    return constant(2 * xx, a), constant(2 * x, a), constant(2.0, a)


def _least_squares() -> CriticalPoint:
    """The minimum in closed form: a = cov(x, y) / var(x), b = ȳ − a x̄."""
    x_mean, y_mean = np.mean(_DATA_X), np.mean(_DATA_Y)
    a = float(np.sum((_DATA_X - x_mean) * (_DATA_Y - y_mean)) / np.sum((_DATA_X - x_mean) ** 2))
    b = float(y_mean - a * x_mean)
    return CriticalPoint("minimum", a, b, _value(a, b))


@dataclass(frozen=True, eq=False, kw_only=True)
class LineFit(Function):
    """The mean squared error of y = ax + b as a function of a and b, together with its data.

    data_x, data_y : (40,) float64, read-only
    """

    data_x: Float64Array
    data_y: Float64Array

    def batch_gradient(self, a: float, b: float, indices: NDArray[np.integer]) -> tuple[float, float]:
        """The mean gradient over the points with these `indices`, shape (n,), n ≥ 1.

        It is the arithmetic of `gradient`: all 40 indices in order give the same result to the bit.
        """
        return _mean_gradient(a, b, [_POINTS[k] for k in indices.tolist()], len(indices))


_MINIMUM = _least_squares()

LINE_FIT = LineFit(
    key="line-fit",
    name=mark("Line fit"),
    formula="mean of (axᵢ + b − yᵢ)² over 40 points",
    summary=mark("A straight line through 40 noisy points: the place to compare the gradient over all data with that of a random batch."),
    group=BOWLS,
    view=(-3.5, 4.5, -2.5, 5.5),
    start=(-2.0, 4.0),
    points=(_MINIMUM,),
    spacing="log",
    infimum=_MINIMUM.value,
    value=_value,
    gradient=_gradient,
    hessian=_hessian,
    quadratic=True,
    variables=("a", "b"),
    data_x=_DATA_X,
    data_y=_DATA_Y,
)
