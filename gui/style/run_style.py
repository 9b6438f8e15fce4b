"""How runs are distinguished wherever they are shown: the colour, dash and marker of each, and the order in which they are listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple, Protocol, TypeVar

from PySide6.QtGui import QColor

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.optimizers import OPTIMIZERS
from gui.style.theme import Theme


@dataclass(frozen=True)
class RunStyle:
    """Colours as #rrggbb for either theme; dash in pen widths, empty for solid; marker as a pyqtgraph symbol."""

    light: str
    dark: str
    dash: tuple[float, ...]
    marker: str

    def colour(self, theme: Theme) -> QColor:
        """The colour that this theme calls for."""
        return QColor(self.dark if theme.dark else self.light)


class RuleStyle(NamedTuple):
    """How the runs of a rule look: the first, and the colours of further ones.

    neighbours : two pairs (light, dark), near enough to belong together, far enough to follow one of three paths
    """

    first: RunStyle
    neighbours: tuple[tuple[str, str], tuple[str, str]]


# After Okabe and Ito's palette (https://jfly.uni-koeln.de/color/), moved until any two differ by 16 in CIE L*a*b* for every
# kind of colour vision, and each reads on its background; tests/gui/style/test_run_style.py measures both.
_STYLES = {
    "gd": RuleStyle(RunStyle("#20252c", "#eef1f5", (), "o"), (("#a8531c", "#ff9d5c"), ("#2c73b0", "#6fb7ff"))),
    "sgd": RuleStyle(RunStyle("#c47f00", "#ffbd43", (1, 2), "s"), (("#7d8000", "#c8d43a"), ("#d0491f", "#ff8f5a"))),
    "momentum": RuleStyle(RunStyle("#1c84c8", "#098fc5", (6, 2.5), "t1"), (("#00877a", "#2fc4b0"), ("#5a5fd8", "#8d93ff"))),
    "adagrad": RuleStyle(RunStyle("#00734c", "#2cc591", (6, 2, 1, 2), "d"), (("#5f8a00", "#a0cf3f"), ("#007f9e", "#3cc3e0"))),
    "nag": RuleStyle(RunStyle("#bb3800", "#ff7944", (11, 3), "t"), (("#96690a", "#e8b32f"), ("#c4245e", "#ff6b9b"))),
    "rmsprop": RuleStyle(RunStyle("#b7457f", "#f08fc0", (3, 2), "p"), (("#8a4fc0", "#c59bff"), ("#cf4630", "#ff8a70"))),
    "adam": RuleStyle(RunStyle("#693db4", "#b69cff", (9, 2, 1, 2, 1, 2), "star"), (("#b0379e", "#f08be0"), ("#3f62c8", "#62a4ff"))),
}
# A rule without a style of its own is grey.
_PLAIN = RuleStyle(RunStyle("#6b7480", "#9aa4b1", (4, 2, 4, 5), "h"), (("#7f6a5c", "#bba596"), ("#56788a", "#8fb3c6")))
_FURTHER_MARKERS = ("t2", "t3", "h", "x", "+", "crosshair")


def run_styles(runs: Iterable[tuple[str, str]]) -> dict[str, RunStyle]:
    """The style of each run, by label, from (label, optimizer key) pairs.

    The first run of an optimizer has its own style; further runs of it have another colour, dash and marker.
    """
    return StyleBook().styles(runs)


class StyleBook:
    """Gives runs their styles, and each run the same one for as long as it is there, whatever others come and go."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def styles(self, runs: Iterable[tuple[str, str]]) -> dict[str, RunStyle]:
        """The style of each run, by label, from (label, optimizer key) pairs; the rules are those of `run_styles`."""
        runs = list(runs)
        self._numbers = {run: number for run, number in self._numbers.items() if run in runs}
        for label, key in runs:
            if (label, key) not in self._numbers:
                taken = {number for (_, other), number in self._numbers.items() if other == key}
                self._numbers[label, key] = next(number for number in count() if number not in taken)
        return {label: _style(key, self._numbers[label, key]) for label, key in runs}


def _style(key: str, again: int) -> RunStyle:
    """The style of an optimizer's first run, or of a further one."""
    style = _STYLES.get(key, _PLAIN)
    if not again:
        return style.first
    light, dark = style.neighbours[(again - 1) % 2]
    # From the third neighbour on the same two again, paler.
    amount = min(0.25 * ((again - 1) // 2), 0.5)
    return RunStyle(
        light=_blend(light, "#ffffff", amount),
        dark=_blend(dark, "#000000", amount),
        dash=(2.0 + 2 * again, 2.0),
        marker=_FURTHER_MARKERS[(again - 1) % len(_FURTHER_MARKERS)],
    )


def _blend(colour: str, toward: str, amount: float) -> str:
    a, b = QColor(colour), QColor(toward)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(p + (q - p) * amount) for p, q in pairs)).name()


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
