"""Curved valleys and plains: one minimum, but the way to it is narrow, bent or flat."""

# ruff: noqa: D103 (the formulas are their own description)

from core.functions.elementary import Real, constant
from core.functions.function import SADDLES, VALLEYS, CriticalPoint, Function
from core.text import mark


def rosenbrock(x: Real, y: Real) -> Real:
    u = 1 - x
    v = y - x * x
    return u * u + 100 * v * v


def rosenbrock_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    u = 1 - x
    v = y - x * x
    return -2 * u - 400 * x * v, 200 * v


def rosenbrock_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    return 2 - 400 * (y - 3 * x * x), -400 * x, constant(200.0, x)


def beale(x: Real, y: Real) -> Real:
    yy = y * y
    p = 1.5 - x + x * y
    q = 2.25 - x + x * yy
    r = 2.625 - x + x * yy * y
    return p * p + q * q + r * r


def beale_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    yy = y * y
    yyy = yy * y
    p = 1.5 - x + x * y
    q = 2.25 - x + x * yy
    r = 2.625 - x + x * yyy
    return 2 * (p * (y - 1) + q * (yy - 1) + r * (yyy - 1)), 2 * x * (p + 2 * q * y + 3 * r * yy)


def beale_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    yy = y * y
    yyy = yy * y
    p, p_x, p_y = 1.5 - x + x * y, y - 1, x
    q, q_x, q_y = 2.25 - x + x * yy, yy - 1, 2 * x * y
    r, r_x, r_y = 2.625 - x + x * yyy, yyy - 1, 3 * x * yy
    xx_part = 2 * (p_x * p_x + q_x * q_x + r_x * r_x)
    xy_part = 2 * (p_x * p_y + q_x * q_y + r_x * r_y + p + 2 * q * y + 3 * r * yy)
    yy_part = 2 * (p_y * p_y + q_y * q_y + r_y * r_y + 2 * q * x + 6 * r * x * y)
    return xx_part, xy_part, yy_part


def plateau(x: Real, y: Real) -> Real:
    """The funnel q / (1 + q) with q = x² + 4y²: narrow near 0, and almost 1 everywhere else."""
    q = x * x + 4 * y * y
    return q / (1 + q)


def plateau_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    q = x * x + 4 * y * y
    slope = 1 / ((1 + q) * (1 + q))
    return 2 * x * slope, 8 * y * slope


def plateau_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    q = x * x + 4 * y * y
    slope = 1 / ((1 + q) * (1 + q))
    bend = -2 * slope / (1 + q)
    return 2 * slope + 4 * x * x * bend, 16 * x * y * bend, 8 * slope + 64 * y * y * bend


ROSENBROCK = Function(
    key="rosenbrock",
    name=mark("Rosenbrock"),
    formula="(1 − x)² + 100(y − x²)²",
    summary=mark("A bent valley with a flat floor: easy to enter, slow to follow. Steep walls force a small learning rate."),
    group=VALLEYS,
    view=(-2.0, 2.0, -1.0, 3.0),
    start=(-1.2, 1.0),
    points=(CriticalPoint("minimum", 1.0, 1.0, 0.0),),
    spacing="log",
    infimum=0.0,
    value=rosenbrock,
    gradient=rosenbrock_gradient,
    hessian=rosenbrock_hessian,
)

BEALE = Function(
    key="beale",
    name=mark("Beale"),
    formula="(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
    summary=mark("Steep cliffs at the corners and a flat valley: gradients differ a thousandfold, so scaling them helps."),
    group=VALLEYS,
    view=(-4.5, 4.5, -4.5, 4.5),
    start=(1.0, 1.5),
    points=(
        CriticalPoint("minimum", 3.0, 0.5, 0.0),
        CriticalPoint("saddle", 0.10053793732415836, -2.644513585023125, 9.864512284755561),
        CriticalPoint("saddle", 0.0, 1.0, 14.203125),
    ),
    spacing="log",
    infimum=0.0,
    value=beale,
    gradient=beale_gradient,
    hessian=beale_hessian,
)

PLATEAU = Function(
    key="plateau",
    name=mark("Plateau"),
    formula="q / (1 + q), q = x² + 4y²",
    summary=mark("A wide flat region around a narrow minimum: plain descent crawls where the gradient is tiny, scaled steps walk on."),
    group=SADDLES,
    view=(-4.0, 4.0, -4.0, 4.0),
    start=(-3.0, 1.5),
    points=(CriticalPoint("minimum", 0.0, 0.0, 0.0),),
    spacing="linear",
    infimum=0.0,
    value=plateau,
    gradient=plateau_gradient,
    hessian=plateau_hessian,
)
