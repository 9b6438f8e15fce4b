"""A field that declares what it may hold: words, lists and what may be missing, beside the numbers and switches of the rules."""

from dataclasses import dataclass

import pytest

from core.hyperparameters import Hyperparameter, check_fields, hyperparameter, hyperparameters_of

PART = Hyperparameter("scale", "σ", "Scale", "A number of one's own", float, 0.5, maximum=2.0, minimum_excluded=True)


@dataclass(frozen=True)
class Filter:
    """Something with a field of every scale that has no slider."""

    note: str = "not a hyperparameter"
    shape: str = hyperparameter("", "Shape", "Its shape", default="box", scale="choice", words={"box": "Box", "cone": "Cone"})
    width: str | float = hyperparameter(
        "",
        "Width",
        "How wide",
        default="thin",
        scale="choice",
        words={"thin": "Thin"},
        number=("a number", PART),
        needed="thin, or a number",
    )
    sizes: tuple[int, ...] = hyperparameter(
        "",
        "Sizes",
        "Of each part",
        default=(3, 4),
        minimum=1,
        maximum=9,
        longest=3,
        scale="list",
        needed="{longest} of {minimum}-{maximum}",
    )
    most: int | None = hyperparameter("n", "Most", "How many", minimum=1, maximum=50, absent="all")
    edge: str = hyperparameter("", "Hard", "Its edge", default="soft", scale="switch", words={"soft": "Soft", "hard": "Hard"})

    def __post_init__(self) -> None:
        check_fields(self)


SPECS = {spec.name: spec for spec in hyperparameters_of(Filter)}


def test_that_only_what_is_declared_is_a_hyperparameter_and_knows_its_kind_and_default() -> None:
    assert {name: (spec.value_type, spec.default) for name, spec in SPECS.items()} == {
        "shape": (str, "box"),
        "width": (str, "thin"),
        "sizes": (int, (3, 4)),
        "most": (int, None),
        "edge": (str, "soft"),
    }
    assert Filter() == Filter("not a hyperparameter", "box", "thin", (3, 4), None, "soft")


@pytest.mark.parametrize(
    ("name", "sound", "unsound"),
    [
        ("shape", ["box", "cone"], ["ball", "", 1, 0.5, None, True, ("box",)]),
        ("width", ["thin", 0.1, 1, 2.0], ["box", 0.0, 2.5, float("nan"), None, True, (1,)]),
        ("sizes", [(), (1,), (9, 9, 9)], [(0,), (10,), (1, 1, 1, 1), (1.0,), (True,), [1], None, 1, "1"]),
        ("most", [None, 1, 50], [0, 51, 1.0, "all", True]),
        ("edge", ["soft", "hard"], [True, False, "Hard", None]),
    ],
)
def test_that_a_field_accepts_what_it_may_hold_and_nothing_else(name: str, sound: list[object], unsound: list[object]) -> None:
    for value in sound:
        assert SPECS[name].accepts(value), value
        Filter(**{name: value})
    for value in unsound:
        assert not SPECS[name].accepts(value), value
        with pytest.raises(ValueError, match=f"^{name} = "):
            Filter(**{name: value})


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("shape", "one of “box”, “cone” is needed"),
        ("width", "thin, or a number"),
        ("sizes", "3 of 1-9"),
        ("most", "a whole number with 1 ≤ n ≤ 50 is needed"),
        ("edge", "one of “soft”, “hard” is needed"),
    ],
)
def test_that_a_field_says_what_it_needs(name: str, needed: str) -> None:
    assert SPECS[name].needed_text == needed


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("shape", "cone", "cone"),
        ("width", 1.5, 1.5),
        ("sizes", (1, 2), [1, 2]),
        ("sizes", (), []),
        ("most", 7, 7),
        ("edge", "hard", "hard"),
    ],
)
def test_that_a_value_reads_back_as_it_was_written(name: str, value: object, written: object) -> None:
    spec = SPECS[name]
    assert spec.to_file(value) == written
    assert type(spec.to_file(value)) is type(written)
    assert spec.from_file(written) == value
    assert type(spec.from_file(written)) is type(value)


def test_that_a_whole_number_in_a_file_serves_as_any_number() -> None:
    assert isinstance(SPECS["width"].from_file(1), float)
