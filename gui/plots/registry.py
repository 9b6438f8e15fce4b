"""The plots of runs over steps: what each has of its own. A new one is a module of its own beside this one, and its key with its kinds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from core.experiment.snapshot import RunSnapshot, RunValues
from core.plotting.ranges import Range
from core.problems.base import Problem
from core.problems.kinds import ProblemKind
from core.text import mark, tr
from gui.plots.ranges import FollowingRange, PlotRange
from gui.plots.reading import Columns, value_columns
from gui.plots.series import RunSeries, XAxis
from gui.plots.ticks import Ticks, log_ticks

Analyse = Callable[[RunSnapshot, Problem, int], Iterator[RunValues]]
"""The values of a run from a step on, in pieces of a few milliseconds: after each, nobody may want the next. All that it is given is
frozen or its own. Without steps they are one for each row, up to the last; else each piece has the steps of its own, which increase.
"""


def _nothing_known(run: RunSnapshot, problem: Problem) -> RunValues | None:
    return None


def _nothing_subtracted(problem: Problem) -> float | None:
    return 0.0


def _no_finish(problem: Problem, start: float) -> float | None:
    return None


def _range_of_values(problem: Problem | None) -> PlotRange:
    return FollowingRange(None)  # what is known of a problem is known of its loss


_NOTHING_ON = mark("No run is switched on. Switch one on in the panel, or click one in the legend")


@dataclass(frozen=True)
class PlotSpec:
    """All that `RunPlot` has to know to be this plot and no other. Texts are marked, to be translated where they are shown.

    key         its word in files, lessons and commands, and what its module is called: `gui/plots/<key>_plot.py`
    name        what it is called beside other plots, such as "Loss plot"
    word        what is plotted, as it is called within a sentence
    title       what its tab is called; `tooltip` says more, and `mnemonic` is the same for a form, with its key
    beside_loss what both are called in a film that shows it beside the loss; empty: the names of both
    refusal     what to say where it is asked for and the kind of problem has no such plot
    fit_name    what its button is called that shows all curves
    quantity    what is plotted for this kind of problem, translated
    scale_notes what the vertical axis says of its scale behind that, from long to short: the first for which there is room, if any
    values_of   what is plotted of a run, and at which steps it is known; None where there is nothing of the kind
    analyse     where that has to be computed first: an analysis, which `RunAnalysis` calls off the GUI thread, instead of `values_of`
    reduced     what is plotted on a logarithmic axis, where an offset is subtracted
    log_offset  what is subtracted from the values on a logarithmic axis, so that the way to it is seen; None: it can be linear only
    finish      the value at the finish of a race on this problem that began with this one; None where nothing is drawn for it
    range_for   what decides about the part of the plane that is shown while it follows the curves
    log_ticks   where a logarithmic axis has its ticks, and what they read
    columns     what the cross-hair reads of each run, by the series, the axis, the quantity, and `reduced` or "" where nothing is
    best_is_low whether less of it is better: where there is no room for all names at the curves, those of the best stay
    empty_text  what stands there before there is a curve, translated; in a picture nobody can press a key
    has_log, has_smoothing, has_axis, has_legend  whether the vertical axis, the smoothing, and what the horizontal axis of all plots
                counts can be chosen here, and whether the runs can be switched
    """

    key: str
    name: str
    word: str
    title: str
    mnemonic: str
    fit_name: str
    quantity: Callable[[ProblemKind], str]
    empty_text: Callable[[Problem | None, bool], str]
    values_of: Callable[[RunSnapshot, Problem], RunValues | None] = _nothing_known
    analyse: Analyse | None = None
    tooltip: str = ""
    scale_notes: Sequence[str] = ()
    beside_loss: str = ""
    refusal: str = mark("This kind of problem has no such plot; leave it out of --parts.")
    reduced: str = ""
    log_offset: Callable[[Problem], float | None] = _nothing_subtracted
    finish: Callable[[Problem, float], float | None] = _no_finish
    range_for: Callable[[Problem | None], PlotRange] = _range_of_values
    log_ticks: Callable[[Range, int], Ticks] = log_ticks
    columns: Callable[[Sequence[RunSeries], XAxis, str, str], Columns] = value_columns
    best_is_low: bool = True
    has_log: bool = False
    has_smoothing: bool = False
    has_axis: bool = False
    has_legend: bool = False

    def axis_titles(self, kind: ProblemKind, reduced: str) -> list[str]:
        """What stands at the vertical axis, translated, from long to short; `reduced` is what the values less an offset are called."""
        quantity = reduced or self.quantity(kind)
        return [*(f"{quantity} {tr(note)}" for note in self.scale_notes), quantity]

    def message(self, problem: Problem | None, nothing_on: bool, is_empty: bool, quiet: bool) -> str:
        """What stands over the picture; empty where there is a curve. `quiet`: not how to begin, as that is told elsewhere or of no use."""
        if nothing_on:
            return tr(_NOTHING_ON)
        return self.empty_text(problem, quiet) if is_empty else ""


@cache
def plot_spec(key: str) -> PlotSpec:
    """The plot with this key. Its module is imported late: a window that opens on a function should not wait for those of networks."""
    spec: PlotSpec = import_module(f"gui.plots.{key}_plot").SPEC
    return spec
