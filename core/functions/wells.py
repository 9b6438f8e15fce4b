"""Several wells: where a run ends depends on where it starts and how it moves."""

# ruff: noqa: D103 (the formulas are their own description)

import math

from core.functions.elementary import Real, constant, cos, exp, sin
from core.functions.function import MANY_MINIMA, CriticalPoint, Function, PointKind
from core.text import mark


def himmelblau(x: Real, y: Real) -> Real:
    p = x * x + y - 11
    q = x + y * y - 7
    return p * p + q * q


def himmelblau_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    p = x * x + y - 11
    q = x + y * y - 7
    return 4 * x * p + 2 * q, 2 * p + 4 * y * q


def himmelblau_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    p = x * x + y - 11
    q = x + y * y - 7
    return 8 * x * x + 4 * p + 2, 4 * (x + y), 8 * y * y + 4 * q + 2


def three_hump_camel(x: Real, y: Real) -> Real:
    xx = x * x
    return 2 * xx - 1.05 * xx * xx + xx * xx * xx / 6 + x * y + y * y


def three_hump_camel_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    xx = x * x
    return x * (4 - 4.2 * xx + xx * xx) + y, x + 2 * y


def three_hump_camel_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    xx = x * x
    return 4 - 12.6 * xx + 5 * xx * xx, constant(1.0, x), constant(2.0, x)


def two_wells(x: Real, y: Real) -> Real:
    right, left = x - 1, x + 1
    return -2 * exp(-5 * (right * right + y * y)) - 3 * exp(-5 * (left * left + y * y)) + x * x + y * y


def two_wells_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    right, left = x - 1, x + 1
    pull_right = 20 * exp(-5 * (right * right + y * y))
    pull_left = 30 * exp(-5 * (left * left + y * y))
    return pull_right * right + pull_left * left + 2 * x, (pull_right + pull_left + 2) * y


def two_wells_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    right, left = x - 1, x + 1
    pull_right = 20 * exp(-5 * (right * right + y * y))
    pull_left = 30 * exp(-5 * (left * left + y * y))
    return (
        pull_right * (1 - 10 * right * right) + pull_left * (1 - 10 * left * left) + 2,
        -10 * y * (pull_right * right + pull_left * left),
        (pull_right + pull_left) * (1 - 10 * y * y) + 2,
    )


def styblinski_tang(x: Real, y: Real) -> Real:
    xx, yy = x * x, y * y
    return 0.5 * (xx * xx - 16 * xx + 5 * x + yy * yy - 16 * yy + 5 * y)


def styblinski_tang_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    return 2 * x * x * x - 16 * x + 2.5, 2 * y * y * y - 16 * y + 2.5


def styblinski_tang_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    return 6 * x * x - 16, constant(0.0, x), 6 * y * y - 16


def goldstein_price(x: Real, y: Real) -> Real:
    """A(s)·B(d), s = x + y, d = 2x − 3y: the usual two polynomials depend on x and y through s and d alone."""
    s, d = x + y, 2 * x - 3 * y
    return _goldstein_a(s) * _goldstein_b(d)


def goldstein_price_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    s, d = x + y, 2 * x - 3 * y
    along_s = 12 * (s + 1) * (s - 1) * (s - 2) * _goldstein_b(d)
    along_d = 12 * d * (d - 1) * (d - 3) * _goldstein_a(s)
    return along_s + 2 * along_d, along_s - 3 * along_d


def goldstein_price_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    s, d = x + y, 2 * x - 3 * y
    f_ss = 12 * (3 * s * s - 4 * s - 1) * _goldstein_b(d)
    f_sd = 12 * (s + 1) * (s - 1) * (s - 2) * 12 * d * (d - 1) * (d - 3)
    f_dd = 12 * (3 * d * d - 8 * d + 3) * _goldstein_a(s)
    return f_ss + 4 * f_sd + 4 * f_dd, f_ss - f_sd - 6 * f_dd, f_ss - 6 * f_sd + 9 * f_dd


def _goldstein_a(s: Real) -> Real:
    return 1 + (s + 1) * (s + 1) * (19 - 14 * s + 3 * s * s)


def _goldstein_b(d: Real) -> Real:
    return 30 + d * d * (18 - 16 * d + 3 * d * d)


def mccormick(x: Real, y: Real) -> Real:
    difference = x - y
    return sin(x + y) + difference * difference - 1.5 * x + 2.5 * y + 1


def mccormick_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    slope = cos(x + y)
    difference = x - y
    return slope + 2 * difference - 1.5, slope - 2 * difference + 2.5


def mccormick_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    bend = sin(x + y)
    return 2 - bend, -2 - bend, 2 - bend


HIMMELBLAU = Function(
    key="himmelblau",
    name=mark("Himmelblau"),
    formula="(x² + y − 11)² + (x + y² − 7)²",
    summary=mark("Four equal minima around one hill: a small change of start, rate or noise decides which of them is reached."),
    group=MANY_MINIMA,
    view=(-5.0, 5.0, -5.0, 5.0),
    start=(-0.15, 0.67),
    points=(
        CriticalPoint("minimum", 3.0, 2.0, 0.0),
        CriticalPoint("minimum", -2.8051180869527448, 3.131312518250573, 0.0),
        CriticalPoint("minimum", -3.779310253377747, -3.2831859912861696, 0.0),
        CriticalPoint("minimum", 3.5844283403304917, -1.8481265269644034, 0.0),
        CriticalPoint("saddle", 3.385154183607021, 0.07385187983774928, 13.311926270405587),
        CriticalPoint("saddle", 0.08667750455539634, 2.884254701174776, 67.71915008752613),
        CriticalPoint("saddle", -3.0730257507643897, -0.08135304428796751, 104.01516291755811),
        CriticalPoint("saddle", -0.12796134673068005, -1.9537149802445766, 178.33723920192745),
        CriticalPoint("maximum", -0.2708445906673476, -0.9230385564799814, 181.6165215225827),
    ),
    spacing="log",
    infimum=0.0,
    value=himmelblau,
    gradient=himmelblau_gradient,
    hessian=himmelblau_hessian,
)

THREE_HUMP_CAMEL = Function(
    key="three-hump-camel",
    name=mark("Three-hump camel"),
    formula="2x² − 1.05x⁴ + x⁶/6 + xy + y²",
    summary=mark("Two local minima beside the lowest one: momentum may roll through, plain descent stays where it first arrives."),
    group=MANY_MINIMA,
    view=(-2.2, 2.2, -1.7, 1.7),
    start=(2.0, 1.0),
    points=(
        CriticalPoint("minimum", 0.0, 0.0, 0.0),
        CriticalPoint("local minimum", 1.7475523458302888, -0.8737761729151444, 0.298638442236859),
        CriticalPoint("local minimum", -1.7475523458302888, 0.8737761729151444, 0.298638442236859),
        CriticalPoint("saddle", 1.07054229182366, -0.53527114591183, 0.8773615577631402),
        CriticalPoint("saddle", -1.07054229182366, 0.53527114591183, 0.8773615577631402),
    ),
    spacing="log",
    infimum=0.0,
    value=three_hump_camel,
    gradient=three_hump_camel_gradient,
    hessian=three_hump_camel_hessian,
)

TWO_WELLS = Function(
    key="two-wells",
    name=mark("Two wells"),
    formula="−2 exp(−((x − 1)² + y²)/0.2) − 3 exp(−((x + 1)² + y²)/0.2) + x² + y²",
    summary=mark("A deep well on the left, a shallower one on the right near the start: who gets trapped, who rolls over?"),
    group=MANY_MINIMA,
    view=(-2.0, 2.0, -2.0, 2.0),
    start=(0.75, 1.3),
    points=(
        CriticalPoint("minimum", -0.9363006340109187, 0.0, -2.063090251768194),
        CriticalPoint("local minimum", 0.905317899160115, 0.0, -1.0927319992017408),
        CriticalPoint("saddle", 0.06860243670809661, 0.0, -0.03137427327004573),
    ),
    spacing="linear",
    infimum=-2.063090251768194,
    value=two_wells,
    gradient=two_wells_gradient,
    hessian=two_wells_hessian,
)

# The roots of 2t³ − 16t + 2.5, where one coordinate of the gradient is zero.
_LOW, _TOP, _HIGH = -2.903534027771177, 0.1567312567803401, 2.746802770990837

STYBLINSKI_TANG = Function(
    key="styblinski-tang",
    name=mark("Styblinski–Tang"),
    formula="(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)/2",
    summary=mark("Four minima of different depth, one for each corner: the start near the hilltop decides which one is found."),
    group=MANY_MINIMA,
    view=(-5.0, 5.0, -5.0, 5.0),
    start=(0.2, 0.1),
    points=(
        CriticalPoint("minimum", _LOW, _LOW, -78.33233140754284),
        CriticalPoint("local minimum", _HIGH, _LOW, -64.19561235905536),
        CriticalPoint("local minimum", _LOW, _HIGH, -64.19561235905536),
        CriticalPoint("local minimum", _HIGH, _HIGH, -50.05889331056789),
        CriticalPoint("saddle", _TOP, _LOW, -38.97055334471605),
        CriticalPoint("saddle", _LOW, _TOP, -38.97055334471605),
        CriticalPoint("saddle", _HIGH, _TOP, -24.833834296228588),
        CriticalPoint("saddle", _TOP, _HIGH, -24.833834296228588),
        CriticalPoint("maximum", _TOP, _TOP, 0.39122471811071607),
    ),
    spacing="linear",
    infimum=-78.33233140754284,
    value=styblinski_tang,
    gradient=styblinski_tang_gradient,
    hessian=styblinski_tang_hessian,
)

GOLDSTEIN_PRICE = Function(
    key="goldstein-price",
    name=mark("Goldstein–Price"),
    formula="(1 + (x + y + 1)²(19 − 14x + 3x² − 14y + 6xy + 3y²)) · (30 + (2x − 3y)²(18 − 32x + 12x² + 48y − 36xy + 27y²))",
    summary=mark("Values from 3 to a million: curvature differs so much that no single learning rate fits the whole picture."),
    group=MANY_MINIMA,
    view=(-2.0, 2.0, -2.0, 2.0),
    start=(0.2, -0.5),
    # A′(s) = 12(s + 1)(s − 1)(s − 2), B′(d) = 12d(d − 1)(d − 3), A and B > 0: the nine points are exact.
    points=(
        CriticalPoint("minimum", 0.0, -1.0, 3.0),
        CriticalPoint("local minimum", -0.6, -0.4, 30.0),
        CriticalPoint("local minimum", 1.8, 0.2, 84.0),
        CriticalPoint("local minimum", 1.2, 0.8, 840.0),
        CriticalPoint("saddle", -0.4, -0.6, 35.0),
        CriticalPoint("saddle", 1.2, -0.2, 99.0),
        CriticalPoint("saddle", 1.4, 0.6, 980.0),
        CriticalPoint("saddle", 0.6, 0.4, 990.0),
        CriticalPoint("maximum", 0.8, 0.2, 1155.0),
    ),
    spacing="log",
    infimum=3.0,
    value=goldstein_price,
    gradient=goldstein_price_gradient,
    hessian=goldstein_price_hessian,
)


def _mccormick_point(kind: PointKind, s: float) -> CriticalPoint:
    """Where the gradient is zero: x − y = 1 and cos(x + y) = −1/2, so s = x + y is ±2π/3 + 2πk."""
    x, y = (s + 1) / 2, (s - 1) / 2
    return CriticalPoint(kind, x, y, mccormick(x, y))


MCCORMICK = Function(
    key="mccormick",
    name=mark("McCormick"),
    formula="sin(x + y) + (x − y)² − 1.5x + 2.5y + 1",
    summary=mark("A tilted washboard: every trough on the way down the diagonal is lower, so speed decides where a run stops."),
    group=MANY_MINIMA,
    view=(-1.5, 4.0, -3.0, 4.0),
    start=(3.0, 3.0),
    points=(
        _mccormick_point("minimum", -2 * math.pi / 3),
        _mccormick_point("local minimum", 4 * math.pi / 3),
        _mccormick_point("saddle", 2 * math.pi / 3),
    ),
    spacing="linear",
    # Along the diagonal f falls by π with every trough: the minimum of the view is not one of the plane.
    infimum=None,
    value=mccormick,
    gradient=mccormick_gradient,
    hessian=mccormick_hessian,
)
