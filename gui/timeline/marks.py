"""The time line in numbers: which step is at which pixel, which steps have a label, and what happened where. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.hyperparameters import hyperparameters_of
from core.number_text import typed_number
from core.plotting.ranges import nice_stage
from core.problems.base import Settings
from core.text import tr
from gui.style.run_style import display_name

# Marks that are nearer to each other than this are shown as one.
NEAREST_PX = 12.0
_MOST_LINES = 8


class LineScale(NamedTuple):
    """Steps 0 to `end` along `width` pixels from `left` on, of which those to `last` are there."""

    last: int
    left: float
    width: float

    @property
    def end(self) -> int:
        """The round number at which the line ends, and an axis of steps: it moves seldom."""
        return round(nice_stage(self.last))

    def x_of(self, step: float) -> float:
        """The pixel of a step."""
        return self.left + self.width * step / self.end

    def step_at(self, x: float) -> int:
        """The step nearest to a pixel, one that there is."""
        part = (x - self.left) / self.width if self.width > 0 else 1.0
        return min(round(max(part, 0.0) * self.end), self.last)


def tick_steps(scale: LineScale, label_px: float) -> list[int]:
    """Round steps that have a label, evenly and at least `label_px` apart, both ends of the line always among them."""
    size, end = 1, scale.end
    while size < end and (size * scale.width / end < label_px or end % size):
        size = size * 5 // 2 if str(size)[0] == "2" else size * 2
    return [*range(0, end, size), end]


@dataclass(frozen=True)
class TimeMark:
    """Something that happened at a step of a run: its settings were changed, or it branched off."""

    step: int
    label: str
    is_fork: bool
    text: str


@dataclass(frozen=True)
class MarkGroup:
    """Marks that stand at one place of the line."""

    x: float
    marks: tuple[TimeMark, ...]

    @property
    def text(self) -> str:
        """All of them in words, a line each."""
        lines = [tr("Step {step}: {what}").format(step=mark.step, what=mark.text) for mark in self.marks[:_MOST_LINES]]
        if len(self.marks) > _MOST_LINES:
            lines.append(tr("and {count} more").format(count=len(self.marks) - _MOST_LINES))
        return "\n".join(lines)


def marks_of(snapshot: Snapshot) -> list[TimeMark]:
    """Forks, and changes of hyperparameters in mid-run, by step. What a branch has from its parent is marked at the parent."""
    marks = []
    for run in snapshot.runs:
        own_from = run.fork if run.parent is not None else 0
        if run.parent is not None and own_from:
            marks.append(TimeMark(own_from, run.label, True, _fork_text(run)))
        for before, change in zip(run.changes, run.changes[1:], strict=False):
            if change.since > own_from:
                marks.append(TimeMark(change.since, run.label, False, f"{display_name(run.label)}: {change_text(before, change)}"))
    return sorted(marks, key=lambda mark: mark.step)


def group_marks(marks: Sequence[TimeMark], scale: LineScale, nearest_px: float = NEAREST_PX) -> list[MarkGroup]:
    """The marks along the line, where those that would touch are one group, which stands at its first."""
    groups: list[MarkGroup] = []
    for mark in marks:
        x = scale.x_of(mark.step)
        if groups and x - groups[-1].x < nearest_px:
            groups[-1] = replace(groups[-1], marks=(*groups[-1].marks, mark))
        else:
            groups.append(MarkGroup(x, (mark,)))
    return groups


def change_text(before: Settings, after: Settings) -> str:
    """What differs, by its symbol: η 0.1 → 0.3."""
    parts = []
    for old, new in ((before.optimizer, after.optimizer), (before.sampling, after.sampling)):
        kind: type = type(new)
        for spec in hyperparameters_of(kind):
            one, other = getattr(old, spec.name), getattr(new, spec.name)
            if one != other and spec.value_type is bool:
                parts.append((tr("{name}: on") if other else tr("{name}: off")).format(name=tr(spec.title)))
            elif one != other:
                parts.append(f"{spec.symbol} {typed_number(one)} → {typed_number(other)}")
    return ", ".join(parts)


def _fork_text(run: RunSnapshot) -> str:
    assert run.parent is not None
    return tr("{branch} branches off {parent}").format(branch=display_name(run.label), parent=display_name(run.parent))
