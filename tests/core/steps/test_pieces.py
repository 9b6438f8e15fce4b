"""A written line in its pieces: whose number each is, where it may be broken, and how brackets and numbers are set."""

import numpy as np
import pytest

from core.experiment.run import Run
from core.experiment.snapshot import StepRecord
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.optimizers.equations import equations
from core.problems.function import FunctionProblem
from core.problems.kinds import recommended_optimizer
from core.steps.lines import Line, lines_of, pieces, plain_text


def record_of(key, steps=2) -> StepRecord:
    run = Run(key, FunctionProblem(FUNCTIONS["seed-bowl"]), FUNCTIONS["seed-bowl"].start, 0, recommended_optimizer(key, "seed-bowl"))
    run.advance(steps)
    assert run.record is not None
    return run.record


def line(text: str, **values: object) -> Line:
    (equation,) = equations((text,))
    return Line(equation, values, 1.0)  # type: ignore[arg-type]


def right(text: str, index: int | None = None, **values: object) -> str:
    return plain_text(pieces(line(text, **values), index, with_result=False)[1:])


@pytest.mark.parametrize("index", [None, 1])
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_a_line_without_its_result_is_the_beginning_of_the_line_with_it(key, index):
    for each in lines_of(record_of(key)):
        whole, beginning = pieces(each, index), pieces(each, index, with_result=False)
        assert whole[: len(beginning)] == beginning
        equals, result = whole[len(beginning) :]
        assert (equals.texts, equals.may_break) == ((" = ",), True)
        assert result.symbol == each.equation.symbol == whole[0].symbol
        assert len(result.texts) == (2 if index is None else 1)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_every_number_belongs_to_the_symbol_that_stands_there_and_is_that_of_the_chosen_parameter(key):
    for each in lines_of(record_of(key)):
        vectors, chosen = pieces(each, with_result=False)[1:], pieces(each, 1, with_result=False)[1:]
        assert {piece.symbol for piece in vectors} - {""} == set(each.values)
        if "∇" in each.equation.text:
            continue  # of one parameter it is a partial derivative, and no point stands there
        assert [piece.symbol for piece in vectors] == [piece.symbol for piece in chosen]
        for both, one in zip(vectors, chosen, strict=True):
            if len(both.texts) == 2:
                assert one.texts in {(both.texts[1],), (f"({both.texts[1]})",)}


def test_that_a_line_may_be_broken_before_the_signs_that_stand_in_no_brackets():
    x, y = np.array([1.0, 2.0]), np.array([3.0, 4.0])

    def breaks(text: str) -> list[str]:
        found = pieces(line(text, x=x, y=y, z=2.0), with_result=False)
        return [piece.plain.strip() for piece in found if piece.may_break]

    assert breaks("a = x + y − zx") == ["+", "−"]
    assert breaks("a = x / y") == ["/"]
    assert breaks("a = z(x + y)") == []
    assert breaks("a = x / (y + z)") == ["/"]


@pytest.mark.parametrize(("text", "written"), [
    ("a = x", "−2"),
    ("a = −x", "−(−2)"),
    ("a = zx", "0.5·(−2)"),
    ("a = √x", "√(−2)"),
    ("a = z / x", "0.5 / (−2)"),
    ("a = z − x", "0.5 − (−2)"),
    ("a = x − z", "−2 − 0.5"),
    ("a = max(x, z)", "max(−2, 0.5)"),
    ("a = −(x + z)", "−(−2+0.5)"),
    ("a = z(x + z)", "0.5·(−2+0.5)"),
    ("a = √(z + x)", "√(0.5+(−2))"),
    ("a = (x + z) / z", "(−2+0.5) / 0.5"),
    ("a = z / (x + z)", "0.5 / (−2+0.5)"),
])  # fmt: skip
def test_that_a_sum_and_a_negative_number_inside_of_something_have_brackets(text, written):
    assert right(text, x=-2.0, z=0.5) == written


def test_that_vectors_are_multiplied_by_a_ring_and_numbers_by_a_dot():
    x = np.array([2.0, 3.0])
    assert right("a = x⊙x", x=x) == "(2.000, 3.000)⊙(2.000, 3.000)"
    assert right("a = x⊙x", 0, x=x) == "2.000·2.000"
    assert right("a = zx", x=x, z=4.0) == "4·(2.000, 3.000)"


def test_that_a_power_has_six_digits_and_a_gradient_says_whether_it_is_of_a_batch():
    powers = {"βᵗ": 0.99900123}  # as the name of an argument it would be βt
    assert right("a = 1 − βᵗ", **powers) == "1 − 0.999001"
    at = np.array([1.0, 2.0])
    assert right("a = ∇L(W)", W=at) == "∇L(1.000, 2.000)"
    assert right("a = ∇L_B(W)", W=at) == "∇L_B(1.000, 2.000)"
    assert right("a = ∇L_B(W)", 1, W=at) == "∂L/∂w"


def test_that_a_line_that_replaces_has_an_arrow():
    assert [pieces(line(f"a {sign} z", z=1.0))[0].plain for sign in "=←"] == ["a = ", "a ← "]
