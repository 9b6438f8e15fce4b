"""An equation as MathML, every symbol in its colour."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtSvg import QSvgRenderer

from core.optimizers.equations import Equation, Gradient, Maximum, Name, Negative, Node, Number, Power, Product, Quotient, Root, Sum

Colour = Callable[[str], str]
_ACCENTS = {"\u0302": "^", "\u0303": "~"}


def math_ml(equation: Equation, colour: Colour, ink: str) -> str:
    """The equation as one `<math>` element. `colour(symbol)` is #rrggbb; signs and numbers are in `ink`."""
    left = _symbol(equation.symbol, colour)
    sign = "←" if equation.replaces else "="
    return f'<math mathcolor="{ink}"><mrow>{left}<mo>{sign}</mo>{_write(equation.expression, colour, False)}</mrow></math>'


def _write(node: Node, colour: Colour, inside: bool) -> str:
    """`inside` a product, a sum needs brackets."""
    match node:
        case Name(name):
            return _symbol(name, colour)
        case Power(base):
            return _symbol(base.name, colour, "<mi>t</mi>")
        case Number(text):
            return f"<mn>{text}</mn>"
        case Negative(inner):
            return f"<mrow><mo>−</mo>{_write(inner, colour, True)}</mrow>"
        case Root(inner):
            return f"<msqrt>{_write(inner, colour, False)}</msqrt>"
        case Maximum(one, other):
            return f"<mi>max</mi><mo>(</mo>{_write(one, colour, False)}<mo>,</mo>{_write(other, colour, False)}<mo>)</mo>"
        case Quotient(top, bottom):
            return f"<mfrac>{_row(_write(top, colour, False))}{_row(_write(bottom, colour, False))}</mfrac>"
        case Gradient(of_batch, at):
            loss = "<msub><mi>L</mi><mi>B</mi></msub>" if of_batch else "<mi>L</mi>"
            slope = f'<mrow mathcolor="{colour("∇L")}"><mo form="prefix">∇</mo>{loss}</mrow>'
            return f"{slope}<mo>(</mo>{_write(at, colour, False)}<mo>)</mo>"
        case Product(factors, signs):
            return "".join(
                (f"<mo>{sign}</mo>" if sign else "") + _write(factor, colour, True) for sign, factor in zip(signs, factors, strict=True)
            )
        case Sum(terms):
            first, *others = terms
            row = _write(first[1], colour, False) + "".join(f"<mo>{sign}</mo>{_write(term, colour, True)}" for sign, term in others)
            return f"<mrow><mo>(</mo>{row}<mo>)</mo></mrow>" if inside else row


def _row(inner: str) -> str:
    return f"<mrow>{inner}</mrow>"


def _symbol(name: str, colour: Colour, raised: str = "") -> str:
    """One letter with its accent, its lowered figure, and what is raised."""
    paint = f' mathcolor="{colour(name)}"'
    letter, rest = name[0], name[1:]
    written = f"<mi{paint}>{letter}</mi>"
    lowered = ""
    for character in rest:
        if unicodedata.combining(character):
            written = f'<mover accent="true"{paint}>{written}<mo{paint}>{_ACCENTS[character]}</mo></mover>'
        else:
            lowered = f"<mn{paint}>{unicodedata.digit(character)}</mn>"
    if lowered and raised:
        return f"<msubsup>{written}{lowered}{raised}</msubsup>"
    if lowered:
        return f"<msub>{written}{lowered}</msub>"
    return f"<msup>{written}{raised}</msup>" if raised else written


@dataclass(frozen=True)
class Typeset:
    """A typeset equation: its size, and how far the baseline lies below its top, in pixels."""

    renderer: QSvgRenderer
    width: float
    height: float
    baseline: float


@lru_cache(maxsize=256)
def typeset(math_ml: str, size: float) -> Typeset:
    """The equation with letters of `size` pixels. The first call loads the library, which takes a third of a second."""
    from ziamath.config import config
    from ziamath.zmath import Math

    # SVG 1.1, which is what Qt reads.
    config.svg2 = False
    renderer = QSvgRenderer(QByteArray(Math(math_ml, size=size).svg().encode()))
    box: QRectF = renderer.viewBoxF()
    return Typeset(renderer, box.width(), box.height(), -box.y())
