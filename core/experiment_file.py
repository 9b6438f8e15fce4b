"""The experiment file: TOML in, a `Setup` out, or all its mistakes at once with their place."""

import math
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, create_model

from core.functions import FUNCTIONS
from core.hyperparameters import Hyperparameter, hyperparameters_of, is_finite_number
from core.optimizers import OPTIMIZERS, Optimizer
from core.problems import Sampling
from core.setups import DEFAULT_STEPS, LARGEST_SEED, FunctionSetup, RunSetup, Setup, recommended_optimizer, recommended_sampling
from core.text import tr

MOST_STEPS = 10_000_000

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a file. `line` counts from 1; 0 where it concerns the whole file."""

    line: int
    where: str
    sentence: str

    def __str__(self) -> str:
        parts = [tr("line {line}").format(line=self.line)] if self.line else []
        return ": ".join([*parts, *([self.where] if self.where else []), self.sentence])


class FileMistakesError(Exception):
    """A file could not be taken as it is; `mistakes` holds every one, in the order of the file."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def load_setup(path: Path) -> Setup:
    """Read an experiment file.

    Raises:
        OSError: if the file cannot be read.
        FileMistakesError: with all the mistakes found in it.
    """
    raw = path.read_bytes()
    try:
        return parse_setup(raw.decode("utf-8-sig"), default_title=path.stem)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FileMistakesError([Mistake(line, "", tr("this is not UTF-8 text; save the file as UTF-8"))]) from None


def parse_setup(text: str, default_title: str = "") -> Setup:
    """Turn the text of an experiment file into a `Setup`.

    Raises:
        FileMistakesError: with all the mistakes found in it.
    """
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Besides TOMLDecodeError: a number with thousands of digits, tables nested a thousand deep.
        raise FileMistakesError([_broken_toml(text, str(error))]) from None
    return _Reader(document, _line_numbers(text)).setup(default_title)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


_Number = Annotated[float, Field(allow_inf_nan=False)]


class _FileTable(_Table):
    title: str | None = None
    steps: Annotated[int, Field(ge=0, le=MOST_STEPS)] = DEFAULT_STEPS
    seed: Annotated[int, Field(ge=0, le=LARGEST_SEED)] = 0
    problem: dict[str, Any]
    runs: Annotated[list[dict[str, Any]], Field(min_length=1)]


class _RunTable(_Table):
    optimizer: str
    # One printable line: it stands in tables, legends and a column of history.csv.
    label: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]+$")] | None = None


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


@cache
def _problem_model() -> type[BaseModel]:
    start: Any = (Annotated[list[_Number], Field(min_length=2, max_length=2)], None)
    return create_model("Problem", __base__=_Table, function=(str, ...), start=start, **_fields(hyperparameters_of(Sampling)))


@cache
def _run_model(key: str | None) -> type[BaseModel]:
    """What a run of this optimizer may hold; of an unknown one, what any run may."""
    rules = [OPTIMIZERS[key]] if key else list(OPTIMIZERS.values())
    specs = [spec for rule in rules for spec in hyperparameters_of(rule)]
    if any(rule.samples for rule in rules):
        specs += hyperparameters_of(Sampling)
    return create_model(f"Run_{key}", __base__=_RunTable, **_fields(specs))


class _Reader:
    """Goes through a parsed document once and collects mistakes on the way."""

    def __init__(self, document: dict[str, Any], lines: dict[Place, int]) -> None:
        self._document = document
        self._lines = lines
        self._mistakes: list[Mistake] = []

    def setup(self, default_title: str) -> Setup:
        top = self._check(_FileTable, self._document, ())
        problem_table = self._table("problem")
        if isinstance(self._document.get("problem"), dict):
            self._check(_problem_model(), problem_table, ("problem",))
        function = self._known(problem_table, "function", FUNCTIONS, ("problem",))
        run_tables = self._tables("runs")
        keys = [self._known(table, "optimizer", OPTIMIZERS, ("runs", i)) for i, table in enumerate(run_tables)]
        for i, (table, key) in enumerate(zip(run_tables, keys, strict=True)):
            self._check(_run_model(key), table, ("runs", i))
        self._check_labels(run_tables)
        start = self._start(function, problem_table)
        if self._mistakes or top is None or function is None:
            raise FileMistakesError(sorted(self._mistakes, key=lambda mistake: mistake.line))
        runs = tuple(self._run(table, str(key), function, problem_table) for table, key in zip(run_tables, keys, strict=True))
        title = default_title if top.title is None else top.title
        return Setup(FunctionSetup(function, start), top.seed, runs, title=title, steps=top.steps)

    def _run(self, table: dict[str, Any], key: str, function: str, problem: dict[str, Any]) -> RunSetup:
        rule = OPTIMIZERS[key]
        recommended = recommended_optimizer(key, function)
        values = {spec.name: spec.kind(table.get(spec.name, getattr(recommended, spec.name))) for spec in hyperparameters_of(rule)}
        usual = recommended_sampling(function)
        own = table if rule.samples else {}
        sampling = {}
        for spec in hyperparameters_of(Sampling):
            value = own.get(spec.name, problem.get(spec.name, getattr(usual, spec.name)))
            sampling[spec.name] = spec.kind(value)
        optimizer: Optimizer = rule(**values)
        return RunSetup(_label(table), optimizer, Sampling(**sampling))

    def _table(self, key: str) -> dict[str, Any]:
        value = self._document.get(key)
        return value if isinstance(value, dict) else {}

    def _tables(self, key: str) -> list[dict[str, Any]]:
        value = self._document.get(key)
        return [item if isinstance(item, dict) else {} for item in value] if isinstance(value, list) else []

    def _known(self, table: dict[str, Any], key: str, names: dict[str, Any], place: Place) -> str | None:
        name = table.get(key)
        if not isinstance(name, str):
            return None
        if name in names:
            return name
        self._add((*place, key), _UNKNOWN_SENTENCES[key]().format(name=name, hint=_hint(name, names)))
        return None

    def _start(self, function: str | None, problem: dict[str, Any]) -> tuple[float, float]:
        if function is None:
            return (0.0, 0.0)
        start = problem.get("start")
        if not (isinstance(start, list) and len(start) == 2 and all(is_finite_number(number) for number in start)):
            return FUNCTIONS[function].start
        x, y = float(start[0]), float(start[1])
        if not math.isfinite(FUNCTIONS[function].value(x, y)):
            self._add(("problem", "start"), tr("f is not finite there; choose a start nearer to the minimum"))
        return (x, y)

    def _check_labels(self, tables: list[dict[str, Any]]) -> None:
        first: dict[str, int] = {}
        for i, table in enumerate(tables):
            label = _label(table)
            if label in first:
                sentence = tr("the label “{label}” is already that of run {first}; give this run a label of its own")
                place = ("runs", i, "label") if "label" in table else ("runs", i, "optimizer")
                self._add(place, sentence.format(label=label, first=first[label] + 1))
            elif label:
                first[label] = i

    def _check(self, model: type[BaseModel], table: dict[str, Any], place: Place) -> Any:
        try:
            return model.model_validate(table)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self._add_error(model, details, place)
            return None

    def _add_error(self, model: type[BaseModel], details: Any, place: Place) -> None:
        kind, name = details["type"], str(details["loc"][0])
        full_place = (*place, *details["loc"])
        if place == () and name in ("problem", "runs"):
            self._add(full_place, _TABLE_SENTENCES[name]())
        elif kind == "missing":
            self._add(place, tr("“{name}” is missing").format(name=name))
        elif kind == "extra_forbidden":
            self._add(full_place, _stranger(name, model))
        elif name == "start":
            self._add((*place, name), tr("a start is two finite numbers, such as [-9.0, 2.0]"))
        else:
            self._add(full_place, tr("{value} does not fit: {needed}").format(value=_shown(details["input"]), needed=_needed(name)))

    def _add(self, place: Place, sentence: str) -> None:
        line = next((self._lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in self._lines), 0)
        mistake = Mistake(line, _place_text(place), sentence)
        if mistake not in self._mistakes:
            self._mistakes.append(mistake)


_TABLE_SENTENCES = {
    "problem": lambda: tr("a table [problem] with a function is needed"),
    "runs": lambda: tr("at least one table [[runs]] with an optimizer is needed"),
}

_UNKNOWN_SENTENCES = {
    "function": lambda: tr("there is no function “{name}”{hint}"),
    "optimizer": lambda: tr("there is no optimizer “{name}”{hint}"),
}


def _label(table: dict[str, Any]) -> str:
    label = table.get("label", table.get("optimizer", ""))
    return label.strip() if isinstance(label, str) else ""


def _hint(name: str, names: Any) -> str:
    nearest = get_close_matches(name.lower(), list(names), n=1, cutoff=0.4)
    if nearest:
        return tr("; did you mean “{nearest}”?").format(nearest=nearest[0])
    return tr("; there are: {names}").format(names=", ".join(names))


def _stranger(name: str, model: type[BaseModel]) -> str:
    """What to say of a key that does not belong in its table."""
    owners = [rule.key for rule in OPTIMIZERS.values() if name in {spec.name for spec in hyperparameters_of(rule)}]
    if issubclass(model, _RunTable) and owners:
        return tr("this optimizer has no {name}; it belongs to {owners}").format(name=name, owners=", ".join(owners))
    if issubclass(model, _RunTable) and name in {spec.name for spec in hyperparameters_of(Sampling)}:
        return tr("only sgd draws batches; {name} belongs to it").format(name=name)
    return tr("there is no key “{name}” here{hint}").format(name=name, hint=_hint(name, list(model.model_fields)))


def _needed(name: str) -> str:
    """What a value should be, in words or as a range."""
    plain = {
        "title": tr("a text is needed"),
        "label": tr("a text of one line that is not empty is needed"),
        "function": tr("the name of a function, as text, is needed"),
        "optimizer": tr("the name of an optimizer, as text, is needed"),
        "steps": tr("a whole number from 0 to {most} is needed").format(most=MOST_STEPS),
        "seed": tr("a whole number from 0 to {most} is needed").format(most=LARGEST_SEED),
    }
    if name in plain:
        return plain[name]
    owners: list[type] = [*OPTIMIZERS.values(), Sampling]
    spec = next(spec for owner in owners for spec in hyperparameters_of(owner) if spec.name == name)
    if spec.kind is bool:
        return tr("true or false is needed")
    kind = tr("a whole number with {range} is needed") if spec.kind is int else tr("a number with {range} is needed")
    return kind.format(range=spec.range_text)


def _shown(value: Any) -> str:
    try:
        text = repr(value) if not isinstance(value, bool) else str(value).lower()
    except ValueError:  # Python writes out no number of more than 4300 digits
        return tr("a number of thousands of digits")
    return text if len(text) <= 60 else text[:57] + "…"


def _place_text(place: Place) -> str:
    match place:
        case ("runs", int(i), *rest):
            return " ".join([tr("run {number}").format(number=i + 1), *(str(part) for part in rest[:1])])
        case ("problem", str(key), *_):
            return f"[problem] {key}"
        case (str(key), *_):
            return f"[{key}]" if key == "problem" else key
    return ""


def _broken_toml(text: str, message: str) -> Mistake:
    found = re.search(r"\s*\((?:at line (\d+), column \d+|at end of document)\)$", message)
    if found is None:
        return Mistake(0, "", tr("this is not valid TOML: {message}").format(message=message))
    line = int(found[1]) if found[1] else max(1, len(text.splitlines()))
    return Mistake(line, "", tr("this is not valid TOML: {message}").format(message=message[: found.start()]))


_HEADER = re.compile(r"""\s*(\[\[?)\s*["']?([A-Za-z0-9_-]+)["']?\s*\]""")
_KEY = re.compile(r"""\s*["']?([A-Za-z0-9_-]+)["']?(?:\s*\.\s*["']?([A-Za-z0-9_-]+)["']?)?\s*=""")
_LONG_QUOTES = re.compile(r"\"{3}|'{3}")


def _line_numbers(text: str) -> dict[Place, int]:
    """Where tables and keys stand. tomllib does not say; this reads the plain form that the format is written in."""
    lines: dict[Place, int] = {}
    table: Place = ()
    counts: dict[str, int] = {}
    inside_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        began_inside = inside_text
        inside_text ^= len(_LONG_QUOTES.findall(line)) % 2 == 1
        if began_inside:
            continue
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            name = header[2]
            table = (name,)
            if header[1] == "[[":
                lines.setdefault(table, number)
                table = (name, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
            lines.setdefault(table, number)
        elif key:
            lines.setdefault((*table, *(part for part in key.groups() if part)), number)
    return lines
