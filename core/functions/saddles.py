"""Saddles: the gradient vanishes although the function falls without end on two or three sides."""

# ruff: noqa: D103 (the formulas are their own description)

from core.functions.elementary import Real, constant
from core.functions.function import SADDLES, CriticalPoint, Function
from core.text import mark


def saddle(x: Real, y: Real) -> Real:
    return x * x - y * y


def saddle_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    return 2 * x, -2 * y


def saddle_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    return constant(2.0, x), constant(0.0, x), constant(-2.0, x)


def monkey_saddle(x: Real, y: Real) -> Real:
    return x * (x * x - 3 * y * y)


def monkey_saddle_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    return 3 * (x * x - y * y), -6 * x * y


def monkey_saddle_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    return 6 * x, -6 * y, -6 * x


SADDLE = Function(
    key="saddle",
    name=mark("Saddle"),
    formula="x² − y²",
    summary=mark("Down to the saddle, then away: who feels the small slope in y first? There is no minimum, f falls without end."),
    group=SADDLES,
    view=(-2.0, 2.0, -2.0, 2.0),
    start=(1.5, 0.001),
    points=(CriticalPoint("saddle", 0.0, 0.0, 0.0),),
    spacing="linear",
    infimum=None,
    value=saddle,
    gradient=saddle_gradient,
    hessian=saddle_hessian,
)

MONKEY_SADDLE = Function(
    key="monkey-saddle",
    name=mark("Monkey saddle"),
    formula="x³ − 3xy²",
    summary=mark("Three valleys meet at a point where even the curvature is zero: the approach slows down more and more."),
    group=SADDLES,
    view=(-2.0, 2.0, -2.0, 2.0),
    start=(1.5, 0.01),
    points=(CriticalPoint("saddle", 0.0, 0.0, 0.0),),
    spacing="linear",
    infimum=None,
    value=monkey_saddle,
    gradient=monkey_saddle_gradient,
    hessian=monkey_saddle_hessian,
)
