"""Ripples: a grid of local minima on a large shape, the hard case for every method that only follows the slope."""

# ruff: noqa: D103 (the formulas are their own description)

import itertools
import math
from collections.abc import Iterable

from core.functions.elementary import Real, constant, cos, exp, sin, sqrt
from core.functions.function import MANY_MINIMA, CriticalPoint, Function, ValueOf
from core.text import mark

TAU = 2 * math.pi

# Added to a distance before dividing by it: 0/0 at the origin becomes 0, and no distance that float64 can square changes.
TINY = 1e-150


def rastrigin(x: Real, y: Real) -> Real:
    return 20 + x * x - 10 * cos(TAU * x) + y * y - 10 * cos(TAU * y)


def rastrigin_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    return 2 * x + 10 * TAU * sin(TAU * x), 2 * y + 10 * TAU * sin(TAU * y)


def rastrigin_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    return 2 + 10 * TAU * TAU * cos(TAU * x), constant(0.0, x), 2 + 10 * TAU * TAU * cos(TAU * y)


def ackley(x: Real, y: Real) -> Real:
    """A cone with ripples: 20 (1 − e^(−0.2 r)) + e − e^c, r = √((x² + y²)/2), c = (cos 2πx + cos 2πy)/2."""
    cone = 1 - exp(-0.2 * sqrt(0.5 * (x * x + y * y)))
    ripple = math.e - exp(0.5 * (cos(TAU * x) + cos(TAU * y)))
    return 20 * cone + ripple


def ackley_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    """The gradient; 0 at the origin, where the cone has its tip and the true gradient is undefined."""
    r = sqrt(0.5 * (x * x + y * y))
    cone = 2 * exp(-0.2 * r) / (r + TINY)
    ripple = 0.5 * TAU * exp(0.5 * (cos(TAU * x) + cos(TAU * y)))
    return cone * x + ripple * sin(TAU * x), cone * y + ripple * sin(TAU * y)


def ackley_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    """The Hessian; at the origin that of the ripple alone, because the curvature at the tip of the cone is infinite."""
    r = sqrt(0.5 * (x * x + y * y))
    along, across = x / (r + TINY), y / (r + TINY)
    radial = -0.2 * exp(-0.2 * r)  # second derivative of the cone along the radius, where 2r² = x² + y²
    around = exp(-0.2 * r) / (r + TINY)  # and at a right angle to it
    ripple = exp(0.5 * (cos(TAU * x) + cos(TAU * y)))
    slope_x, slope_y = 0.5 * TAU * sin(TAU * x), 0.5 * TAU * sin(TAU * y)
    return (
        radial * along * along + around * across * across + ripple * (0.5 * TAU * TAU * cos(TAU * x) - slope_x * slope_x),
        (radial - around) * along * across - ripple * slope_x * slope_y,
        radial * across * across + around * along * along + ripple * (0.5 * TAU * TAU * cos(TAU * y) - slope_y * slope_y),
    )


# One coordinate of Rastrigin's local minima: the roots of x + 10π sin 2πx in the view where the curvature is positive, x ≥ 0.
_RASTRIGIN_TROUGHS = (0.0, 0.9949586376523348, 1.9899122337085495, 2.984855701039481, 3.979783860300754, 4.974691390895051)

# Ackley's local minima with 0 ≤ y ≤ x; the others are their mirror images.
_ACKLEY_DIMPLES = (
    (0.9521665459501717, 0.0), (0.9684776587077244, 0.9684776587077244),
    (1.9589197181217175, 0.0), (1.9646166628629864, 0.9824160350791393), (1.9744519864841168, 1.9744519864841168),
    (2.964619443112052, 0.0), (2.9672595287625647, 0.9891541864816626), (2.973139419924383, 1.9821399503814776),
    (2.9792239546911445, 2.9792239546911445),
    (3.9694667433517576, 0.0), (3.9709183150642833, 0.9927672061700447), (3.9745401784682053, 1.9873106146274968),
    (3.978924750768195, 2.9842137381272384), (3.983067699689763, 3.983067699689763),
    (4.973611257996986, 0.0), (4.974497722176982, 0.9949203738218392), (4.976843849330102, 1.9907648757355259),
    (4.97995793948682, 2.987995058852837), (4.983198896760883, 3.986568097953945), (4.986180456997876, 4.986180456997876),
)  # fmt: skip


def _mirror(value: ValueOf, wedge: Iterable[tuple[float, float]]) -> tuple[CriticalPoint, ...]:
    """The minimum at the origin, and the local minima of `wedge` with their mirror images, lowest first."""
    images = {(s * p, t * q) for x, y in wedge for p, q in ((x, y), (y, x)) for s in (1, -1) for t in (1, -1)}
    local = [CriticalPoint("local minimum", x + 0.0, y + 0.0, value(x, y)) for x, y in images if (x, y) != (0.0, 0.0)]
    return CriticalPoint("minimum", 0.0, 0.0, 0.0), *sorted(local, key=lambda point: (point.value, point.x, point.y))


RASTRIGIN = Function(
    key="rastrigin",
    name=mark("Rastrigin"),
    formula="20 + x² − 10 cos 2πx + y² − 10 cos 2πy",
    summary=mark("An egg box: the slope points to the nearest of a hundred local minima, and small steps never leave it."),
    group=MANY_MINIMA,
    view=(-5.12, 5.12, -5.12, 5.12),
    start=(-2.0, 3.5),
    points=_mirror(rastrigin, itertools.product(_RASTRIGIN_TROUGHS, _RASTRIGIN_TROUGHS)),
    spacing="linear",
    infimum=0.0,
    value=rastrigin,
    gradient=rastrigin_gradient,
    hessian=rastrigin_hessian,
)

ACKLEY = Function(
    key="ackley",
    name=mark("Ackley"),
    formula="20(1 − exp(−0.2√((x² + y²)/2))) + e − exp((cos 2πx + cos 2πy)/2)",
    summary=mark("A cone with ripples and a sharp tip: only a fast run crosses them, and a fixed rate never rests at the tip."),
    group=MANY_MINIMA,
    view=(-5.0, 5.0, -5.0, 5.0),
    start=(2.5, 2.0),
    points=_mirror(ackley, _ACKLEY_DIMPLES),
    spacing="linear",
    infimum=0.0,
    value=ackley,
    gradient=ackley_gradient,
    hessian=ackley_hessian,
)
