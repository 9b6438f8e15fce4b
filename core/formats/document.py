"""The experiment file with all that the window knows of it: a `Document` out, or all mistakes at once with their place."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from core.experiment.document import Document, without_unused_sampling
from core.experiment.setup import RunSetup
from core.experiment.snapshot import RunPlan
from core.files import readable
from core.formats.document_tables import (
    FORMAT,
    MOST_BYTES,
    ChangeTable,
    DocumentRunTable,
    DocumentTable,
    SettingsTable,
    ViewTable,
    needed_text,
)
from core.formats.experiment import ExperimentReader, label_of
from core.formats.experiment_tables import excerpt, misfit_text, run_model, stranger_text
from core.formats.mistakes import FileMistakesError, Mistake, Mistakes, decode, parse_toml
from core.formats.toml_text import KeyPath, line_numbers
from core.formats.view_table import check_boxes, check_view, speed_number
from core.hyperparameters import hyperparameters_of
from core.optimizers import OPTIMIZERS
from core.optimizers.base import Optimizer
from core.problems.base import Sampling, Settings
from core.text import hint, tr
from core.view import USUAL, View


def read_text(path: Path) -> str:
    """The text of an experiment file. What is too large for one is refused before it is read.

    Raises:
        OSError: if the file cannot be read.
        FileMistakesError: if it is too large or not UTF-8.
    """
    with path.open("rb") as file:
        # Not of the path: between two looks it may be another file. A device or a pipe tells no size, so no more is ever read.
        size = os.fstat(file.fileno()).st_size
        raw = file.read(MOST_BYTES + 1) if size <= MOST_BYTES else b""
    if size > MOST_BYTES or len(raw) > MOST_BYTES:
        sentence = tr("this file is too large for an experiment: more than {most:,} bytes").format(most=MOST_BYTES)
        raise FileMistakesError([Mistake(0, "", sentence)])
    return decode(raw)


def parse_document(text: str, default_title: str = "") -> Document:
    """Turn the text of an experiment file into a `Document`. `default_title`: of a file without one, the name of the file.

    Raises:
        FileMistakesError: with all the mistakes found in it; of a newer format only that it is.
    """
    table, mistakes = parse_toml(text), Mistakes(line_numbers(text))
    form = table.get("format")
    if type(form) is int and form > FORMAT:
        sentence = tr("the file is written in format {form} by a newer Descent Lab; this one reads format {known}. Please update it")
        mistakes.add(("format",), sentence.format(form=excerpt(form), known=FORMAT))
        raise FileMistakesError(mistakes.in_order())
    document = DocumentReader(table, mistakes).document(readable(default_title))
    if document is None:
        raise FileMistakesError(mistakes.in_order())
    return document


class DocumentReader(ExperimentReader):
    """Reads the experiment at its start as `ExperimentReader` does, and then what happened to it and how it is looked at."""

    _top_model = DocumentTable
    _run_base = DocumentRunTable

    def document(self, default_title: str) -> Document | None:
        """What the file describes; None if there is a mistake in it."""
        setup = self.setup(default_title)
        form = self._document.get("format", FORMAT)
        if type(form) is int and form != FORMAT:
            self._add(("format",), misfit_text(form, self._needed_text("format")))
        tables = self._tables("runs")
        labels = [label_of(table) for table in tables]
        for i, table in enumerate(tables):
            self._check_branch(i, table, tables, labels)
            self._check_changes(i, table)
        view_table = self._document.get("view", {})
        checked = self._check(ViewTable, view_table, ("view",)) if isinstance(view_table, dict) else None
        if setup is not None and isinstance(view_table, dict):
            check_view(view_table, "box", setup, labels, ("view",), self._add)
            check_boxes(view_table, ("box", "loss_box"), ("view",), self._add)
        if setup is None or checked is None or len(self._mistakes):
            return None
        plans: dict[str, RunPlan] = {}
        for run, table in zip(setup.runs, tables, strict=True):
            plans[run.label] = _plan(run, table, plans)
        return Document(
            setup.problem,
            setup.seed,
            without_unused_sampling(plans.values(), setup),
            setup.title,
            setup.steps,
            checked.step,
            _view(checked),
        )

    def _add_error(self, model: type[BaseModel], details: Any, place: KeyPath, optimizer: str | None) -> None:
        if place == () and details["type"] == "too_long":
            self._add(("runs",), self._needed_text("runs"))
        else:
            super()._add_error(model, details, place, optimizer)

    def _needed_text(self, name: str) -> str:
        return needed_text(name) or super()._needed_text(name)

    def _check_branch(self, i: int, table: dict[str, Any], tables: list[dict[str, Any]], labels: list[str]) -> None:
        parent = table.get("parent")
        if not isinstance(parent, str):
            if "fork" in table and "parent" not in table:
                self._add(("runs", i, "fork"), tr("a fork needs a “parent”, the label of the run that this one branched off"))
            return
        if parent not in labels[:i]:
            sentence = tr("there is no run “{label}” before this one{hint}")
            near = hint(parent, labels[:i]) if i else ""
            self._add(("runs", i, "parent"), sentence.format(label=parent, hint=near))
        elif table.get("optimizer") != tables[labels.index(parent)].get("optimizer"):
            self._add(("runs", i, "optimizer"), tr("a branch keeps the optimizer of its parent, whose state it goes on with"))
        if "fork" not in table:
            self._add(("runs", i), tr("“fork” is missing: the step up to which the past is that of the parent"))

    def _check_changes(self, i: int, table: dict[str, Any]) -> None:
        changes = table.get("changes")
        if not isinstance(changes, list):
            return
        optimizer = table.get("optimizer") if isinstance(table.get("optimizer"), str) else None
        fork = table.get("fork", 0)
        last = fork if type(fork) is int else 0
        for j, change in enumerate(changes):
            if not isinstance(change, dict):
                continue  # told of already
            place: KeyPath = ("runs", i, "changes", j)
            # Of an unknown optimizer it is not known what may change.
            key = optimizer if optimizer in OPTIMIZERS else None
            settings = {name: value for name, value in change.items() if name not in ChangeTable.model_fields}
            step = {name: value for name, value in change.items() if name in ChangeTable.model_fields}
            self._check(ChangeTable, step, place)
            self._check_settings(settings, key, place)
            if type(change.get("step")) is int and change["step"] > 0:
                if change["step"] <= last:
                    self._add((*place, "step"), tr("the changes of a run must ascend, and those of a branch come after its fork"))
                last = change["step"]

    def _check_settings(self, settings: dict[str, Any], optimizer: str | None, place: KeyPath) -> None:
        model = run_model(optimizer, self._kind, SettingsTable)
        try:
            model.model_validate(settings)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                name = str(details["loc"][0])
                if details["type"] == "extra_forbidden" and name in DocumentRunTable.model_fields:
                    self._add((*place, name), tr("{name} cannot change in mid-run").format(name=name))
                elif details["type"] == "extra_forbidden":
                    self._add((*place, name), stranger_text(name, run_model(optimizer, self._kind), self._kind, optimizer))
                else:
                    self._add_error(model, details, place, optimizer)


def _plan(run: RunSetup, table: dict[str, Any], plans: dict[str, RunPlan]) -> RunPlan:
    """The settings of a run by their steps, out of a sound table; `plans` are those of the runs before it."""
    parent, fork = table.get("parent"), table.get("fork", 0)
    log: list[Settings] = []
    optimizer, sampling = run.optimizer, run.sampling
    if parent is not None:
        # What a branch does not say stays as it was at the fork.
        past = [settings for settings in plans[parent].settings if settings.since <= fork]
        optimizer, sampling = _apply_change(past[-1].optimizer, past[-1].sampling, table)
        log = [settings for settings in past if settings.since < fork]
    _append(log, Settings(fork, optimizer, sampling))
    for change in table.get("changes", []):
        optimizer, sampling = _apply_change(optimizer, sampling, change)
        _append(log, Settings(change["step"], optimizer, sampling))
    return RunPlan(run.label, tuple(log), parent, fork, table.get("on", True))


def _append(log: list[Settings], settings: Settings) -> None:
    """What was in force already is no change."""
    if not log or log[-1][1:] != settings[1:]:
        log.append(settings)


def _apply_change(optimizer: Optimizer, sampling: Sampling, table: dict[str, Any]) -> tuple[Optimizer, Sampling]:
    def values(owner: type) -> dict[str, Any]:
        return {spec.name: spec.value_type(table[spec.name]) for spec in hyperparameters_of(owner) if spec.name in table}

    return replace(optimizer, **values(type(optimizer))), replace(sampling, **values(Sampling))


def _view(table: ViewTable) -> View:
    """A sound table as a view."""
    values = table.model_dump(exclude={"step", "speed"})
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    speed = None if table.speed is None else speed_number(table.speed)
    return replace(USUAL, **values | {"inspect": values["inspect"] or ()}, speed=speed)
