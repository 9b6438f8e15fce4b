"""What a function of two variables is: formula, derivatives, view, start and marked points."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, Protocol

from core.functions.elementary import Real
from core.text import mark

PointKind = Literal["minimum", "local minimum", "saddle", "maximum"]
Spacing = Literal["log", "linear"]
# What a landscape teaches most about; a choice of functions is grouped by it.
BOWLS, VALLEYS, MANY_MINIMA, SADDLES = mark("Bowls"), mark("Valleys"), mark("Many minima"), mark("Saddles and plateaus")


class ValueOf(Protocol):
    """f(x, y), on two floats or elementwise on two arrays of one shape."""

    def __call__(self, x: Real, y: Real, /) -> Real: ...


class GradientOf(Protocol):
    """(∂f/∂x, ∂f/∂y), on two floats or elementwise on two arrays of one shape."""

    def __call__(self, x: Real, y: Real, /) -> tuple[Real, Real]: ...


class HessianOf(Protocol):
    """(∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²), on two floats or elementwise on two arrays of one shape."""

    def __call__(self, x: Real, y: Real, /) -> tuple[Real, Real, Real]: ...


@dataclass(frozen=True)
class CriticalPoint:
    """A point where the gradient is zero. A "minimum" is the lowest value of the view, a "local minimum" is not."""

    kind: PointKind
    x: float
    y: float
    value: float


@dataclass(frozen=True, eq=False)
class Function:
    """A function of two variables that the optimizers walk on.

    `value`, `gradient` and `hessian` take floats and return floats, or take float64 arrays of one shape and return arrays
    of that shape. They never raise on numbers: where a result is too large it is inf or nan, because divergence is a
    result. On arrays NumPy may warn then; use ``np.errstate(all="ignore")``.

    group     one of BOWLS, VALLEYS, MANY_MINIMA and SADDLES
    view      x_min, x_max, y_min, y_max of the picture
    start     where a run begins unless the user chooses another point
    points    known critical points inside the view
    spacing   of contours and heights; "log" means log(f − infimum), so it needs an infimum
    bounded   whether f is bounded below on the whole plane
    infimum   the global minimum value, None where f is unbounded
    quadratic whether f is a quadratic with one minimum: the Hessian is the same everywhere, and positive definite
    """

    key: str
    name: str
    formula: str
    summary: str
    group: str
    view: tuple[float, float, float, float]
    start: tuple[float, float]
    points: tuple[CriticalPoint, ...]
    spacing: Spacing
    infimum: float | None
    value: ValueOf
    gradient: GradientOf
    hessian: HessianOf
    variables: tuple[str, str] = ("x", "y")
    quadratic: bool = False

    @property
    def bounded(self) -> bool:
        """Whether the function is bounded below on the whole plane, so that a run can end at a lowest point."""
        return self.infimum is not None

    @property
    def constant_curvature(self) -> float | None:
        """The largest eigenvalue of the Hessian, where it is the same everywhere; None where it changes with the point."""
        if not self.quadratic:
            return None
        xx, xy, yy = self.hessian(*self.start)
        return float((xx + yy) / 2 + math.hypot((xx - yy) / 2, xy))

    @property
    def recommended_noise(self) -> float:
        """How far around the point SGD's batch is drawn: about a fortieth of the view's width, 0.5 on `seed-bowl`."""
        x_min, x_max, _, _ = self.view
        return float(f"{(x_max - x_min) / 40:.1g}")

    @property
    def recommended(self) -> Mapping[str, float]:
        """Optimizer key → learning rate that teaches well from `start`; empty for a function without recommendations."""
        return _recommended_rates().get(self.key, MappingProxyType({}))


@cache
def _recommended_rates() -> Mapping[str, Mapping[str, float]]:
    """Function key → optimizer key → learning rate, read once from ``resources/recommended.toml``."""
    text = resources.files("resources").joinpath("recommended.toml").read_text(encoding="utf-8")
    return {key: MappingProxyType({name: float(rate) for name, rate in rates.items()}) for key, rates in tomllib.loads(text).items()}
