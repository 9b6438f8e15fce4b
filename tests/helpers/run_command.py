"""The files that the command `run` writes."""

from core.problems.kinds import FUNCTION, ProblemKind
from gui.plots.registry import plot_spec


def written_files(kind: ProblemKind, *more: str) -> list[str]:
    """Their names in order: of the history, of each plot in the table of plots and of the paths over a function, and `more`."""
    pictures = [plot_spec(key).key for key in kind.plots] + (["canvas"] if kind is FUNCTION else [])
    return sorted(["history.csv", *(f"{key}.png" for key in pictures), *more])
