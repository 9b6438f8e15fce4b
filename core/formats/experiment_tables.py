"""What the tables of an experiment file may hold: kinds, ranges, and the sentences for what does not fit."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model

from core.experiment.setup import LARGEST_SEED
from core.formats.mistakes import shortened
from core.hyperparameters import Hyperparameter, hyperparameters_of
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling
from core.problems.mlp import ACTIVATIONS
from core.problems.network_setup import INITS, MOST_LAYERS, MOST_UNITS, NetworkSetup
from core.text import tr

MOST_STEPS = 10_000_000
# More images than any file of the IDX format can hold.
_MOST_IMAGES = 2**32 - 1
PRECISIONS = ("float32", "float64")
# What a file says in words of its own: precision = "float64".
_OWN_WORDS = frozenset({"double"})

Kind = Literal["function", "dataset"]
"""What [problem] names: a function of two variables, or the data set that a network learns."""


class Table(BaseModel):
    """Any table: no other keys than these, and no value of one kind taken for another."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


_Number = Annotated[float, Field(allow_inf_nan=False)]


class FileTable(Table):
    """The whole file. `steps` is None where it is left out: it depends on the problem."""

    title: str | None = None
    steps: Annotated[int, Field(ge=0, le=MOST_STEPS)] | None = None
    seed: Annotated[int, Field(ge=0, le=LARGEST_SEED)] = 0
    problem: dict[str, Any]
    runs: Annotated[list[dict[str, Any]], Field(min_length=1)]


class RunTable(Table):
    """What every run may hold."""

    optimizer: str
    # One printable line: it stands in tables, legends and a column of history.csv.
    label: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]+$")] | None = None


def network_specs() -> list[Hyperparameter]:
    """The fields of a network that a file writes as they are declared."""
    return [spec for spec in hyperparameters_of(NetworkSetup) if spec.name not in _OWN_WORDS]


def sampling_specs(kind: Kind | None) -> list[Hyperparameter]:
    """How batches are drawn: a network's are real images, so there is no noise."""
    return [spec for spec in hyperparameters_of(Sampling) if kind != "dataset" or spec.name != "noise"]


def _fields(specs: Iterable[Hyperparameter]) -> dict[str, Any]:
    """Optional pydantic fields with the kinds and ranges that the hyperparameters declare."""
    fields: dict[str, Any] = {}
    for spec in specs:
        limits: dict[str, Any] = {}
        if spec.kind is not bool:
            limits["gt" if spec.minimum_excluded else "ge"] = spec.minimum
            limits["lt" if spec.maximum_excluded else "le"] = spec.maximum
        if spec.kind is float:
            limits["allow_inf_nan"] = False
        fields[spec.name] = (Annotated[spec.kind, Field(**limits)], None)
    return fields


def _function_fields() -> dict[str, Any]:
    start: Any = (Annotated[list[_Number], Field(min_length=2, max_length=2)], None)
    return {"function": (str, None), "start": start}


def _network_fields() -> dict[str, Any]:
    units: Any = Annotated[int, Field(ge=1, le=MOST_UNITS)]
    return {
        "dataset": (Annotated[str, Field(min_length=1)], None),
        "hidden": (Annotated[list[units], Field(max_length=MOST_LAYERS)], None),
        "activation": (Literal[tuple(ACTIVATIONS)], None),
        "init": (Literal[INITS] | Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)], None),
        "train_size": (Annotated[int, Field(ge=1, le=_MOST_IMAGES)], None),
        "precision": (Literal[PRECISIONS], None),
        **_fields(network_specs()),
    }


@cache
def problem_model(kind: Kind | None) -> type[BaseModel]:
    """What [problem] may hold; where it is not clear which of the two it is, what either may."""
    fields: dict[str, Any] = {}
    if kind != "dataset":
        fields |= _function_fields()
    if kind != "function":
        fields |= _network_fields()
    return create_model("Problem", __base__=Table, **fields, **_fields(sampling_specs(kind)))


@cache
def run_model(key: str | None, kind: Kind | None, base: type[Table] = RunTable) -> type[BaseModel]:
    """What a run of this optimizer on such a problem may hold besides what `base` says; of an unknown one, what any run may."""
    rules = [OPTIMIZERS[key]] if key else list(OPTIMIZERS.values())
    specs = [spec for rule in rules for spec in hyperparameters_of(rule)]
    if any(_draws_batches(rule.key, kind) for rule in rules):
        specs += sampling_specs(kind)
    return create_model(f"{base.__name__}_{key}", __base__=base, **_fields(specs))


def _draws_batches(key: str, kind: Kind | None) -> bool:
    """On a function only SGD does, on a network all but gd."""
    on_function, on_network = OPTIMIZERS[key].samples, not OPTIMIZERS[key].takes_all_data
    return (on_function and kind != "dataset") or (on_network and kind != "function")


# The sentences


def hint(name: str, names: Iterable[str]) -> str:
    """The nearest of the names, or all of them where none is near."""
    names = list(names)
    nearest = get_close_matches(name.lower(), names, n=1, cutoff=0.4)
    if nearest:
        return tr("; did you mean “{nearest}”?").format(nearest=nearest[0])
    return tr("; there are: {names}").format(names=", ".join(names))


def stranger_text(name: str, model: type[BaseModel], kind: Kind | None, optimizer: str | None) -> str:
    """What to say of a key that does not belong in its table; `optimizer` is that of a run, if it is known."""
    if issubclass(model, RunTable):
        owners = [rule.key for rule in OPTIMIZERS.values() if name in {spec.name for spec in hyperparameters_of(rule)}]
        if owners:
            return tr("this optimizer has no {name}; it belongs to {owners}").format(name=name, owners=", ".join(owners))
        if name in {spec.name for spec in sampling_specs(kind)}:
            if kind == "dataset":
                return tr("{optimizer} looks at all images in every step; {name} belongs to the others").format(
                    optimizer=optimizer, name=name
                )
            return tr("only sgd draws batches; {name} belongs to it").format(name=name)
        if name in problem_model(kind).model_fields:
            return tr("all runs share {name}; it belongs in [problem]").format(name=name)
    if kind == "dataset" and name == "start":
        return tr("a start belongs to functions; the weights of a network begin at random, as the seed and init say")
    if kind == "dataset" and name == "noise":
        return tr("noise belongs to functions; the batches of a network are real images")
    if kind == "function" and name in _network_fields():
        return tr("{name} belongs to networks, which have a dataset instead of a function").format(name=name)
    return tr("there is no key “{name}” here{hint}").format(name=name, hint=hint(name, model.model_fields))


def needed_text(name: str) -> str:
    """What a value should be, in words or as a range."""
    plain = {
        "title": tr("a text is needed"),
        "label": tr("a text of one line that is not empty is needed"),
        "function": tr("the name of a function, as text, is needed"),
        "dataset": tr("the name of a data set, as text, is needed, such as “mnist” or “digits”"),
        "optimizer": tr("the name of an optimizer, as text, is needed"),
        "steps": tr("a whole number from 0 to {most} is needed").format(most=MOST_STEPS),
        "seed": tr("a whole number from 0 to {most} is needed").format(most=LARGEST_SEED),
        "activation": one_of(ACTIVATIONS),
        "precision": one_of(PRECISIONS),
        "init": tr("“he”, “xavier”, or a number from 0 to 100, the standard deviation of the weights, is needed"),
        "train_size": tr("a whole number of images, at least 1, is needed"),
    }
    if name in plain:
        return plain[name]
    owners: list[type] = [*OPTIMIZERS.values(), Sampling, NetworkSetup]
    spec = next(spec for owner in owners for spec in hyperparameters_of(owner) if spec.name == name)
    if spec.kind is bool:
        return tr("true or false is needed")
    kind = tr("a whole number with {range} is needed") if spec.kind is int else tr("a number with {range} is needed")
    return kind.format(range=spec.range_text)


def one_of(names: Iterable[str]) -> str:
    """“One of these is needed”."""
    return tr("one of {names} is needed").format(names=", ".join(f"“{name}”" for name in names))


def list_text(name: str) -> str | None:
    """What a list should be, all of it; None for a value that is no list."""
    if name == "start":
        return tr("a start is two finite numbers, such as [-9.0, 2.0]")
    if name == "hidden":
        return tr("hidden is a list of up to {layers} whole numbers from 1 to {units}, such as [100, 100]; [] is a network without").format(
            layers=MOST_LAYERS, units=MOST_UNITS
        )
    return None


def shown(value: Any) -> str:
    """A value as a person may have written it, or how it begins."""
    try:
        text = repr(value) if not isinstance(value, bool) else str(value).lower()
    except ValueError:  # Python writes out no number of more than 4300 digits
        return tr("a number of thousands of digits")
    except RecursionError:
        return tr("a value nested a thousand deep")
    return shortened(text, 60)
