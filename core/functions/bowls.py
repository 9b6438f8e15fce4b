"""Quadratic bowls: one minimum, constant curvature, everything about them is known in closed form."""

# ruff: noqa: D103 (the formulas are their own description)

from core.functions.elementary import Real, constant
from core.functions.function import BOWLS, VALLEYS, CriticalPoint, Function
from core.text import mark


def seed_bowl(x: Real, y: Real) -> Real:
    return x * x / 10 + y * y


def seed_bowl_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    return x / 5, 2 * y


def seed_bowl_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    return constant(0.2, x), constant(0.0, x), constant(2.0, x)


def book_bowl(x: Real, y: Real) -> Real:
    return x * x / 20 + y * y


def book_bowl_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    return x / 10, 2 * y


def book_bowl_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    return constant(0.1, x), constant(0.0, x), constant(2.0, x)


def booth(x: Real, y: Real) -> Real:
    p = x + 2 * y - 7
    q = 2 * x + y - 5
    return p * p + q * q


def booth_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    p = x + 2 * y - 7
    q = 2 * x + y - 5
    return 2 * p + 4 * q, 4 * p + 2 * q


def booth_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    return constant(10.0, x), constant(8.0, x), constant(10.0, x)


def matyas(x: Real, y: Real) -> Real:
    return 0.26 * (x * x + y * y) - 0.48 * x * y


def matyas_gradient(x: Real, y: Real) -> tuple[Real, Real]:
    return 0.52 * x - 0.48 * y, 0.52 * y - 0.48 * x


def matyas_hessian(x: Real, y: Real) -> tuple[Real, Real, Real]:
    return constant(0.52, x), constant(-0.48, x), constant(0.52, x)


SEED_BOWL = Function(
    key="seed-bowl",
    name=mark("Long bowl"),
    formula="x²/10 + y²",
    summary=mark("Ten times steeper in y than in x, so one rate cannot suit both."),
    group=BOWLS,
    view=(-10.0, 10.0, -10.0, 10.0),
    start=(-9.0, 2.0),
    points=(CriticalPoint("minimum", 0.0, 0.0, 0.0),),
    spacing="linear",
    infimum=0.0,
    value=seed_bowl,
    gradient=seed_bowl_gradient,
    hessian=seed_bowl_hessian,
    quadratic=True,
)

BOOK_BOWL = Function(
    key="book-bowl",
    name=mark("Textbook bowl"),
    formula="x²/20 + y²",
    summary=mark("Twenty times steeper in y than in x: one learning rate must serve both, so plain descent zigzags."),
    group=BOWLS,
    view=(-10.0, 10.0, -10.0, 10.0),
    start=(-7.0, 2.0),
    points=(CriticalPoint("minimum", 0.0, 0.0, 0.0),),
    spacing="linear",
    infimum=0.0,
    value=book_bowl,
    gradient=book_bowl_gradient,
    hessian=book_bowl_hessian,
    quadratic=True,
)

BOOTH = Function(
    key="booth",
    name=mark("Booth"),
    formula="(x + 2y − 7)² + (2x + y − 5)²",
    summary=mark("A tilted bowl: methods that scale each coordinate on its own gain little when the valley is diagonal."),
    group=BOWLS,
    view=(-10.0, 10.0, -10.0, 10.0),
    start=(-8.0, 7.0),
    points=(CriticalPoint("minimum", 1.0, 3.0, 0.0),),
    spacing="log",
    infimum=0.0,
    value=booth,
    gradient=booth_gradient,
    hessian=booth_hessian,
    quadratic=True,
)

MATYAS = Function(
    key="matyas",
    name=mark("Matyas"),
    formula="0.26(x² + y²) − 0.48xy",
    summary=mark("A shallow diagonal valley: far along it the gradient is small, so progress is slow and momentum pays."),
    group=VALLEYS,
    view=(-10.0, 10.0, -10.0, 10.0),
    start=(-9.08, -7.83),
    points=(CriticalPoint("minimum", 0.0, 0.0, 0.0),),
    spacing="log",
    infimum=0.0,
    value=matyas,
    gradient=matyas_gradient,
    hessian=matyas_hessian,
    quadratic=True,
)
