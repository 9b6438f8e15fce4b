"""How runs are distinguished wherever they are shown: the colour, dash and marker of each, and the order in which they are listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Protocol, TypeVar

from PySide6.QtGui import QColor

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.optimizers import OPTIMIZERS
from gui.style.theme import Theme


@dataclass(frozen=True)
class RunStyle:
    """Colours as #rrggbb for either theme; dash in pen widths, empty for solid; marker as a key of `gui.style.markers.SHAPES`.

    cored : whether a thin line in the colour of the halo runs inside its own: the look of a run beyond the twelfth
    """

    light: str
    dark: str
    dash: tuple[float, ...]
    marker: str
    cored: bool = False

    def colour(self, theme: Theme) -> QColor:
        """The colour that this theme calls for."""
        return QColor(self.dark if theme.dark else self.light)


# Any two of the seven differ by 13 (CIEDE2000) and any two of the twelve by 6.8, for every kind of colour vision (Machado 2009), and each
# has 3 : 1 on every ground of the canvas; tests/gui/style/test_run_style.py and tests/gui/canvas/test_relief.py measure it.
_STYLES = {
    "gd": RunStyle("#1e242e", "#edf0f6", (), "o"),
    "sgd": RunStyle("#936c05", "#fec139", (1, 1.8), "s"),
    "momentum": RunStyle("#0e79c7", "#76cafd", (5, 2), "t1"),
    "adagrad": RunStyle("#086948", "#64a578", (5, 1.6, 1, 1.6), "d"),
    "nag": RunStyle("#8d1d05", "#f36d22", (10, 2.5), "t"),
    "rmsprop": RunStyle("#ca397a", "#c883a2", (2.4, 1.6), "p"),
    "adam": RunStyle("#6026a1", "#8d88f0", (7, 1.6, 1, 1.6, 1, 1.6), "star"),
}
# Second runs of a rule, branches, and rules without a style of their own share these, in this order: kinship is told by the name, for two
# blues that are akin cannot be followed. Then all twelve once more, cored.
_SHARED = (
    RunStyle("#088576", "#23e7c9", (10, 1.6, 3, 1.6), "h"),
    RunStyle("#4b7e44", "#889c53", (3, 1.6, 1, 1.6), "t2"),
    RunStyle("#773960", "#ef9698", (5, 1.6, 5, 4), "hourglass"),
    RunStyle("#7e4d92", "#e667c2", (1, 1.6, 1, 4), "ring"),
    RunStyle("#8d403d", "#f4dd80", (14, 4), "t3"),
)
_FURTHER = (*_SHARED, *(replace(style, cored=True) for style in (*_SHARED, *_STYLES.values())))
# The place of a run that has the style of its rule.
_OWN = -1


def run_styles(runs: Iterable[tuple[str, str]]) -> dict[str, RunStyle]:
    """The style of each run, by label, from (label, optimizer key) pairs.

    The first run of an optimizer has its own style; further runs share others, of which the first 17 differ from all.
    """
    return StyleBook().styles(runs)


class StyleBook:
    """Gives runs their styles, and each run the same one for as long as it is there, whatever others come and go."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], int] = {}

    def styles(self, runs: Iterable[tuple[str, str]]) -> dict[str, RunStyle]:
        """The style of each run, by label, from (label, optimizer key) pairs; the rules are those of `run_styles`."""
        runs = list(runs)
        self._places = {run: place for run, place in self._places.items() if run in runs}
        for run in runs:
            if run not in self._places:
                self._places[run] = self._free_place(run[1])
        return {run[0]: self._style(run) for run in runs}

    def _free_place(self, key: str) -> int:
        if key in _STYLES and all(place != _OWN for (_, other), place in self._places.items() if other == key):
            return _OWN
        taken = set(self._places.values())
        return next(place for place in count() if place not in taken)

    def _style(self, run: tuple[str, str]) -> RunStyle:
        place = self._places[run]
        return _STYLES[run[1]] if place == _OWN else _FURTHER[place % len(_FURTHER)]


def display_name(label: str) -> str:
    """What the user reads for a run: the optimizer's name where the label is its key, else the label."""
    return OPTIMIZERS[label].name if label in OPTIMIZERS else label


class _WithParent(Protocol):
    @property
    def label(self) -> str: ...

    @property
    def parent(self) -> str | None: ...


Run = TypeVar("Run", bound=_WithParent)


def in_families(runs: Sequence[Run], of: Sequence[_WithParent] = ()) -> list[Run]:
    """The runs in their order, but each branch behind all earlier ones that go back to the same run.

    `of` are all runs there are, where some of them are not to be listed.
    """
    everything = of or runs
    parents = {run.label: run.parent for run in everything}

    def root(label: str) -> str:
        while (parent := parents.get(label)) is not None:
            label = parent
        return label

    places: dict[str, int] = {}
    for run in everything:
        places.setdefault(root(run.label), len(places))
    return sorted(runs, key=lambda run: places.get(root(run.label), len(places)))


def runs_in_order(snapshot: Snapshot) -> list[RunSnapshot]:
    """The runs of a snapshot in this order; a run that is off counts for it."""
    return in_families(snapshot.runs, snapshot.setup.runs if snapshot.setup is not None else ())
