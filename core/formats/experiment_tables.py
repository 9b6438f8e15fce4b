"""What the tables of an experiment file may hold: kinds, ranges, and the sentences for what does not fit."""

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, create_model

from core.experiment.setup import LARGEST_SEED
from core.formats.mistakes import shorten
from core.hyperparameters import Hyperparameter, hyperparameters_of
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling
from core.problems.kinds import KINDS, PANELS, ProblemKind
from core.text import hint, tr

MOST_STEPS = 10_000_000


class Table(BaseModel):
    """Any table: no other keys than these, and no value of one kind taken for another."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _known_panel(key: str) -> str:
    if key not in PANELS:
        raise ValueError(key)
    return key


PanelKey = Annotated[str, AfterValidator(_known_panel)]


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


def _possible(kind: ProblemKind | None) -> tuple[ProblemKind, ...]:
    """The kinds that it may be: where it is not clear which, any."""
    return KINDS if kind is None else (kind,)


def sampling_specs(kind: ProblemKind | None) -> list[Hyperparameter]:
    """How batches are drawn, as far as it matters to such a problem."""
    names = {name for each in _possible(kind) for name in each.sampling}
    return [spec for spec in hyperparameters_of(Sampling) if spec.name in names]


def _fields(specs: Iterable[Hyperparameter]) -> dict[str, Any]:
    """Optional pydantic fields of what the hyperparameters declare."""
    return {spec.name: (_annotation(spec), None) for spec in specs}


def _annotation(spec: Hyperparameter) -> Any:
    """What a file may hold there, as pydantic has it."""
    if spec.words:
        words: Any = Literal[tuple(spec.words)]
        return words if spec.number is None else words | _annotation(spec.number[1])
    limits: dict[str, Any] = {}
    if spec.value_type is not bool:
        limits["gt" if spec.minimum_excluded else "ge"] = spec.minimum
        limits["lt" if spec.maximum_excluded else "le"] = spec.maximum
    if spec.value_type is float:
        limits["allow_inf_nan"] = False
    number: Any = Annotated[spec.value_type, Field(**limits)]
    return Annotated[list[number], Field(max_length=spec.longest)] if spec.scale == "list" else number


@cache
def problem_model(kind: ProblemKind | None) -> type[BaseModel]:
    """What [problem] may hold; where it is not clear of which kind it is, what any may."""
    fields: dict[str, Any] = {}
    for each in _possible(kind):
        fields |= _own_fields(each)
    return create_model("Problem", __base__=Table, **fields, **_fields(sampling_specs(kind)))


def _own_fields(kind: ProblemKind) -> dict[str, Any]:
    return kind.setup.table_fields() | _fields(hyperparameters_of(kind.setup))


@cache
def run_model(key: str | None, kind: ProblemKind | None, base: type[Table] = RunTable) -> type[BaseModel]:
    """What a run of this optimizer on such a problem may hold besides what `base` says; of an unknown one, what any run may."""
    rules = [OPTIMIZERS[key]] if key else list(OPTIMIZERS.values())
    specs = [spec for rule in rules for spec in hyperparameters_of(rule)]
    if any(each.draws_batches(rule) for rule in rules for each in _possible(kind)):
        specs += sampling_specs(kind)
    return create_model(f"{base.__name__}_{key}", __base__=base, **_fields(specs))


# The sentences


def stranger_text(name: str, model: type[BaseModel], kind: ProblemKind | None, optimizer: str | None) -> str:
    """What to say of a key that does not belong in its table; `optimizer` is that of a run, if it is known."""
    if issubclass(model, RunTable):
        owners = [rule.key for rule in OPTIMIZERS.values() if name in {spec.name for spec in hyperparameters_of(rule)}]
        if owners:
            return tr("this optimizer has no {name}; it belongs to {owners}").format(name=name, owners=", ".join(owners))
        if name in {spec.name for spec in sampling_specs(kind)}:
            return tr((kind or KINDS[0]).no_batches_text).format(optimizer=optimizer, name=name)
        if name in problem_model(kind).model_fields:
            return tr("all runs share {name}; it belongs in [problem]").format(name=name)
    if kind is not None:
        own = kind.setup.stranger_text(name)
        if own is not None:
            return own
        owner = next((other for other in KINDS if other is not kind and other.owner_text and name in _own_fields(other)), None)
        if owner is not None:
            return tr(owner.owner_text).format(name=name)
    return tr("there is no key “{name}” here{hint}").format(name=name, hint=hint(name, model.model_fields))


def needed_text(name: str) -> str:
    """What a value should be, in words or as a range."""
    plain = {
        "title": tr("a text is needed"),
        "label": tr("a text of one line that is not empty is needed"),
        "optimizer": tr("the name of an optimizer, as text, is needed"),
        "steps": tr("a whole number from 0 to {most} is needed").format(most=MOST_STEPS),
        "seed": tr("a whole number from 0 to {most} is needed").format(most=LARGEST_SEED),
    }
    for kind in KINDS:
        plain |= kind.setup.needed_texts()
    if name in plain:
        return plain[name]
    return _spec_of(name).needed_text


def misfit_text(value: Any, needed: str) -> str:
    """What to say of a value that is of another kind, or out of range."""
    return tr("{value} does not fit: {needed}").format(value=excerpt(value), needed=needed)


def list_text(name: str) -> str | None:
    """What a list should be, all of it; None for a value that is no list."""
    for kind in KINDS:
        lists = {spec.name: spec.needed_text for spec in hyperparameters_of(kind.setup) if spec.scale == "list"}
        if name in (texts := kind.setup.list_texts() | lists):
            return texts[name]
    return None


def _spec_of(name: str) -> Hyperparameter:
    owners: list[type] = [*OPTIMIZERS.values(), Sampling, *(kind.setup for kind in KINDS)]
    return next(spec for owner in owners for spec in hyperparameters_of(owner) if spec.name == name)


def excerpt(value: Any) -> str:
    """A value as a user may have written it, or how it begins."""
    try:
        text = repr(value) if not isinstance(value, bool) else str(value).lower()
    except ValueError:  # Python writes out no number of more than 4300 digits
        return tr("a number of thousands of digits")
    except RecursionError:
        return tr("a value nested a thousand deep")
    return shorten(text, 60)
