"""The loss of all runs: on a function the exact f at each step, on a network the loss of each batch."""

from core.experiment.snapshot import RunSnapshot, RunValues
from core.problems.base import Problem
from core.problems.kinds import ProblemKind
from core.text import mark, tr
from gui.plots.ranges import FollowingRange
from gui.plots.registry import PlotSpec

_NOT_STARTED = mark("Press Space to start, → for one step")


def _quantity(kind: ProblemKind) -> str:
    return tr(kind.loss_name)


def _values_of(run: RunSnapshot, problem: Problem) -> RunValues:
    return RunValues(run.loss)


def _infimum(problem: Problem) -> float | None:
    return problem.infimum


def _finish(problem: Problem, start: float) -> float | None:
    return problem.finish_level(start)


def _empty_text(problem: Problem | None, in_picture: bool) -> str:
    return "" if in_picture else tr(_NOT_STARTED)


SPEC = PlotSpec(
    key="loss",
    name=mark("Loss plot"),
    word=mark("loss"),
    title=mark("Loss"),
    mnemonic=mark("&Loss"),
    fit_name=mark("Fit the loss plot"),
    quantity=_quantity,
    values_of=_values_of,
    empty_text=_empty_text,
    reduced="f − f*",
    log_offset=_infimum,
    finish=_finish,
    range_for=FollowingRange,
    has_log=True,
    has_smoothing=True,
    has_legend=True,
)
