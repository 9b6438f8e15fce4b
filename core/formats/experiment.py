"""The experiment file: TOML in, a `Setup` out, or all its mistakes at once with their place."""

from typing import Any

from pydantic import BaseModel, ValidationError

from core.experiment.setup import RunSetup, Setup
from core.formats.experiment_tables import (
    FileTable,
    RunTable,
    list_text,
    misfit_text,
    needed_text,
    problem_model,
    run_model,
    sampling_specs,
    stranger_text,
)
from core.formats.mistakes import FileMistakesError, Mistakes, parse_toml
from core.formats.toml_text import KeyPath, line_numbers
from core.hyperparameters import hyperparameters_of
from core.optimizers import OPTIMIZERS
from core.optimizers.base import Optimizer
from core.problems.base import ProblemSetup, Sampling
from core.problems.kinds import KINDS, ProblemKind, kind_of, recommended_optimizer, recommended_sampling
from core.text import hint, tr


def parse_setup(text: str, default_title: str = "") -> Setup:
    """Turn the text of an experiment file into a `Setup`.

    Whether a data set is there, and has as many images as are asked for, only the experiment finds out.

    Raises:
        FileMistakesError: with all the mistakes found in it.
    """
    document, mistakes = parse_toml(text), Mistakes(line_numbers(text))
    setup = ExperimentReader(document, mistakes).setup(default_title)
    if setup is None:
        raise FileMistakesError(mistakes.in_order())
    return setup


class ExperimentReader:
    """Goes once through the table of an experiment, a whole file or a part of one, and notes mistakes on the way."""

    _top_model: type[FileTable] = FileTable
    _run_base: type[RunTable] = RunTable

    def __init__(self, table: dict[str, Any], mistakes: Mistakes, place: KeyPath = ()) -> None:
        """Read `table`, which stands at `place` of the document that `mistakes` is about."""
        self._document = table
        self._mistakes = mistakes
        self._place = place
        self._kind: ProblemKind | None = None

    def setup(self, default_title: str = "") -> Setup | None:
        """What the table describes; None if there is a mistake in it."""
        before = len(self._mistakes)
        top = self._check(self._top_model, self._document, ())
        problem_table = self._table("problem")
        self._kind = self._kind_of(problem_table)
        if isinstance(self._document.get("problem"), dict):
            self._check(problem_model(self._kind), problem_table, ("problem",))
        for kind in KINDS:
            if kind.word in problem_table:
                for name, sentence in kind.setup.mistakes(problem_table):
                    self._add(("problem", name), sentence)
        run_tables = self._tables("runs")
        keys = [self._rule_of(table, ("runs", i)) for i, table in enumerate(run_tables)]
        for i, (table, key) in enumerate(zip(run_tables, keys, strict=True)):
            self._check(run_model(key, self._kind, self._run_base), table, ("runs", i), key)
        self._check_labels(run_tables)
        if len(self._mistakes) > before or top is None or self._kind is None:
            return None
        problem = self._kind.setup.from_table(problem_table)
        runs = tuple(_run(table, str(key), problem, problem_table) for table, key in zip(run_tables, keys, strict=True))
        return Setup(
            problem,
            top.seed,
            runs,
            title=default_title if top.title is None else top.title,
            steps=self._kind.usual.steps if top.steps is None else top.steps,
        )

    def _kind_of(self, problem: dict[str, Any]) -> ProblemKind | None:
        """Of which kind the problem is, by the word that names it; a mistake if there is none or more than one."""
        kinds = [kind for kind in KINDS if kind.word in problem]
        if len(kinds) == 1:
            return kinds[0]
        if kinds:
            sentence = tr("{first} and {second} exclude each other; leave one of them out")
            self._add(("problem", kinds[-1].word), sentence.format(first=kinds[0].word, second=kinds[-1].word))
        elif isinstance(self._document.get("problem"), dict):
            self._add(("problem",), tr("“function” is missing; or “dataset”, for a network"))
        return None

    def _table(self, key: str) -> dict[str, Any]:
        value = self._document.get(key)
        return value if isinstance(value, dict) else {}

    def _tables(self, key: str) -> list[dict[str, Any]]:
        value = self._document.get(key)
        return [item if isinstance(item, dict) else {} for item in value] if isinstance(value, list) else []

    def _rule_of(self, table: dict[str, Any], place: KeyPath) -> str | None:
        name = table.get("optimizer")
        if not isinstance(name, str):
            return None
        if name in OPTIMIZERS:
            return name
        self._add((*place, "optimizer"), tr("there is no optimizer “{name}”{hint}").format(name=name, hint=hint(name, OPTIMIZERS)))
        return None

    def _check_labels(self, tables: list[dict[str, Any]]) -> None:
        first: dict[str, int] = {}
        for i, table in enumerate(tables):
            label = label_of(table)
            if label in first:
                sentence = tr("the label “{label}” is already that of run {first}; give this run a label of its own")
                place = ("runs", i, "label") if "label" in table else ("runs", i, "optimizer")
                self._add(place, sentence.format(label=label, first=first[label] + 1))
            elif label:
                first[label] = i

    def _check(self, model: type[BaseModel], table: dict[str, Any], place: KeyPath, optimizer: str | None = None) -> Any:
        try:
            return model.model_validate(table)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self._add_error(model, details, place, optimizer)
            return None

    def _add_error(self, model: type[BaseModel], details: Any, place: KeyPath, optimizer: str | None) -> None:
        kind, name = details["type"], str(details["loc"][0])
        full_place = (*place, *details["loc"])
        if place == () and name in ("problem", "runs"):
            self._add(full_place, _TABLE_SENTENCES[name]())
        elif kind == "missing":
            self._add(place, tr("“{name}” is missing").format(name=name))
        elif kind == "extra_forbidden":
            self._add(full_place, stranger_text(name, model, self._kind, optimizer))
        elif (sentence := list_text(name)) is not None:
            self._add((*place, name), sentence)
        else:
            self._add((*place, name), misfit_text(details["input"], self._needed_text(name)))

    def _needed_text(self, name: str) -> str:
        return needed_text(name)

    def _add(self, place: KeyPath, sentence: str) -> None:
        self._mistakes.add((*self._place, *place), sentence)


def _run(table: dict[str, Any], key: str, problem: ProblemSetup, problem_table: dict[str, Any]) -> RunSetup:
    """The run that a sound table describes; how batches are drawn, [problem] may say for all."""
    rule = OPTIMIZERS[key]
    recommended, usual = recommended_optimizer(key, problem), recommended_sampling(problem)
    values = {spec.name: spec.value_type(table.get(spec.name, getattr(recommended, spec.name))) for spec in hyperparameters_of(rule)}
    sampling = {}
    for spec in sampling_specs(kind_of(problem)):
        value = table.get(spec.name, problem_table.get(spec.name, getattr(usual, spec.name)))
        sampling[spec.name] = spec.value_type(value)
    optimizer: Optimizer = rule(**values)
    return RunSetup(label_of(table), optimizer, Sampling(**sampling))


_TABLE_SENTENCES = {
    "problem": lambda: tr("a table [problem] with a function or a dataset is needed"),
    "runs": lambda: tr("at least one table [[runs]] with an optimizer is needed"),
}


def label_of(table: dict[str, Any]) -> str:
    """The label of a run as its table says; where it is not sound, an empty one."""
    label = table.get("label", table.get("optimizer", ""))
    return label.strip() if isinstance(label, str) else ""
