"""The text of an experiment file: everything written out, so that a later version with other defaults gives the same curves."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

import tomli_w

from core.experiment.document import MOST_RUNS, Document
from core.experiment.snapshot import RunPlan
from core.formats.document_tables import FORMAT, MOST_BYTES
from core.formats.experiment_tables import MOST_STEPS, sampling_specs
from core.formats.toml_text import with_comments
from core.formats.view_table import UNLIMITED
from core.hyperparameters import hyperparameters_of
from core.optimizers.base import Optimizer
from core.problems.base import ProblemSetup, Sampling, Settings
from core.problems.kinds import kind_of
from core.text import tr
from core.view import USUAL, View

# A list that is spread over lines. No string is: its line breaks are written as \\n.
_SPREAD_LIST = re.compile(r"(?<== )\[\n((?: .*\n)+)\]$", re.MULTILINE)

HEADER = "# An experiment of Descent Lab. Open it in the window, or: descent-lab run FILE --out DIR\n"


class DocumentTooLargeError(Exception):
    """An experiment has more changes, runs or steps than a file can hold; the text says so, and what to do."""


def document_text(document: Document, before: str = "") -> str:
    """The document as TOML. Every comment of `before`, the text that stands in the file now, stays.

    Raises:
        DocumentTooLargeError: if the file could not be read again.
    """
    if len(document.plans) > MOST_RUNS:
        sentence = tr("The experiment has {runs} runs, more than the {most} that a file holds. Remove branches, and save again.")
        raise DocumentTooLargeError(sentence.format(runs=len(document.plans), most=MOST_RUNS))
    last = max(document.steps, document.opening_step)
    if last > MOST_STEPS:
        sentence = tr(
            "The experiment has come to step {step:,}, and a file holds one only up to step {most:,}. Go back to that step or "
            "before, or reset, and save again."
        )
        raise DocumentTooLargeError(sentence.format(step=last, most=MOST_STEPS))
    text = "\n".join(_parts(document))
    text = with_comments(text, before) if before else HEADER + text
    if len(text.encode()) > MOST_BYTES:
        changes = sum(len(plan.settings) - 1 for plan in document.plans)
        sentence = tr(
            "The experiment has {changes:,} changes of settings, more than a file of {most:,} bytes holds. Go back to a step before "
            "most of them, or reset, and save again."
        )
        raise DocumentTooLargeError(sentence.format(changes=changes, most=MOST_BYTES))
    return text


def _parts(document: Document) -> Iterator[str]:
    """The text, table by table. tomli-w would write a list of small tables in one line."""
    yield _toml(_document_table(document))
    plans = {plan.label: plan for plan in document.plans}
    for plan in document.plans:
        run = _run_table(plan, plans, document.problem)
        changes = run.pop("changes")
        yield "[[runs]]\n" + _toml(run)
        yield from ("[[runs.changes]]\n" + _toml(change) for change in changes)


def _toml(table: dict[str, Any]) -> str:
    return _SPREAD_LIST.sub(_in_one_line, tomli_w.dumps(table))


def _in_one_line(spread: re.Match[str]) -> str:
    return "[" + ", ".join(line.strip().removesuffix(",") for line in spread[1].splitlines()) + "]"


def _document_table(document: Document) -> dict[str, Any]:
    table: dict[str, Any] = {"format": FORMAT, "title": document.title, "steps": document.steps, "seed": document.seed}
    table["problem"] = document.problem.table()
    table["view"] = _view_table(document.view, document.reached)
    return table


def _run_table(plan: RunPlan, plans: dict[str, RunPlan], problem: ProblemSetup) -> dict[str, Any]:
    fork = 0
    table: dict[str, Any] = {"optimizer": plan.settings[0].optimizer.key, "label": plan.label}
    if plan.parent is not None:
        fork = shared_steps(plan.settings, plans[plan.parent].settings, plan.fork)
        table |= {"parent": plan.parent, "fork": fork}
    if not plan.on:
        table["on"] = False
    own = [settings for settings in plan.settings if settings.since > fork]
    first = plan.settings[len(plan.settings) - len(own) - 1]
    table |= _settings_table(first.optimizer, first.sampling, problem)
    changes = []
    for settings in own:
        before = _settings_table(first.optimizer, first.sampling, problem)
        now = _settings_table(settings.optimizer, settings.sampling, problem)
        changes.append({"step": settings.since} | {name: value for name, value in now.items() if value != before[name]})
        first = settings
    return table | {"changes": changes}


def shared_steps(log: Sequence[Settings], parents: Sequence[Settings], fork: int) -> int:
    """The row up to which two logs of settings agree, at most `fork`."""
    for mine, theirs in zip(log, parents, strict=False):
        if mine == theirs:
            continue
        return min(fork, mine.since, theirs.since)
    if len(log) == len(parents):
        return fork
    longer = log if len(log) > len(parents) else parents
    return min(fork, longer[min(len(log), len(parents))].since)


def _settings_table(optimizer: Optimizer, sampling: Sampling, problem: ProblemSetup) -> dict[str, Any]:
    """All hyperparameters, and how batches are drawn where the rule draws any."""
    table = {spec.name: spec.value_type(getattr(optimizer, spec.name)) for spec in hyperparameters_of(type(optimizer))}
    kind = kind_of(problem)
    if kind.draws_batches(optimizer):
        table |= {spec.name: spec.value_type(getattr(sampling, spec.name)) for spec in sampling_specs(kind)}
    return table


def _view_table(view: View, reached: int) -> dict[str, Any]:
    """What differs from the usual view."""
    table: dict[str, Any] = {"step": reached}
    for field in fields(View):
        value = getattr(view, field.name)
        if value == getattr(USUAL, field.name):
            continue
        if field.name == "speed":
            value = UNLIMITED if math.isinf(value) else float(value)
        table[field.name] = list(value) if isinstance(value, tuple) else value
    return table
