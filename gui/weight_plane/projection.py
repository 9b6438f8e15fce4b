"""The runs on a network as paths in their principal plane: when the plane is found anew, and what is drawn in it. No Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from core.analysis.principal_plane import PrincipalPlane, principal_plane, thin
from core.experiment.history import GrowingArray
from core.experiment.snapshot import RunSnapshot, Snapshot
from core.experiment.snapshot_at import from_forks
from core.geometry import Box
from core.optimizers.base import Array
from core.problems.base import Problem
from gui.canvas.geometry import Float64Array

# A plane is found anew when the race is this many times as long as when it was found.
_GROWTH = 1.5
_RIM = 0.08
# A path that has to be followed further is given this much room, so that the view does not move with every step.
_HEADROOM = 0.25
_revisions = count(1)


@dataclass(frozen=True, eq=False)
class PlanePicture:
    """What the canvas draws: `shown` is `snapshot` with the `path` of each run in the plane. No plane before the first step."""

    snapshot: Snapshot
    shown: Snapshot
    plane: PrincipalPlane | None


@dataclass(frozen=True)
class _Occasion:
    """What a plane was made for."""

    step: int
    revisions: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "_Occasion":
        return cls(snapshot.step, tuple((run.label, run.revision) for run in decisive(snapshot.runs)))


def decisive(runs: Sequence[RunSnapshot]) -> Sequence[RunSnapshot]:
    """The runs that decide about plane and view: not those that diverged, as long as there are others."""
    return [run for run in runs if run.termination is None] or runs


def plane_is_due(made_for: _Occasion, now: _Occasion, resting: bool) -> bool:
    """Whether the plane of one occasion is too old for another. It is found seldom, because the picture turns with it."""
    if [label for label, _ in made_for.revisions] != [label for label, _ in now.revisions]:
        return True
    if resting:
        return made_for != now
    return now.step > _GROWTH * made_for.step or made_for.step > _GROWTH * now.step


class PlaneProjection:
    """Keeps the plane and the paths in it. A path has every kept step since the plane was found, and before it the trail."""

    def __init__(self) -> None:
        self._problem: Problem | None = None
        self._plane: PrincipalPlane | None = None
        self._made_for: _Occasion | None = None
        self._paths: dict[str, _PlanePath] = {}
        self._is_kept = False

    def keep(self, picture: PlanePicture) -> None:
        """Draw in the plane of this picture from now on, however far the runs go."""
        if picture.plane is not None:
            self._problem, self._plane, self._is_kept = picture.snapshot.problem, picture.plane, True
            self._made_for = _Occasion.of(picture.snapshot)
            runs = [run for run in from_forks(picture.snapshot).runs if len(run.trail.points)]
            self._paths = {run.label: _PlanePath(picture.plane) for run in runs}
            for run in runs:
                self._paths[run.label].follow(run)

    def picture(self, snapshot: Snapshot, resting: bool = False) -> PlanePicture:
        """The runs as they stand; `resting` if they have stood there for a while, so that the plane may be made exact."""
        runs = [run for run in from_forks(snapshot).runs if len(run.trail.points)]
        origin = runs[0].trail.points[0] if runs else None
        occasion = _Occasion.of(snapshot)
        if snapshot.problem is not self._problem or origin is None or not self._begins_at(origin):
            self._problem, self._plane, self._is_kept = snapshot.problem, None, False
        # Whoever looks back wants to see the point move, and not the plane.
        keeps = snapshot.reached is not None
        stays = keeps or self._is_kept
        is_due = self._plane is None or self._made_for is None or (not stays and plane_is_due(self._made_for, occasion, resting))
        if origin is not None and is_due:
            samples = [point for run in decisive(runs) for point in thin(run.trail)]
            self._plane = principal_plane(origin, samples, self._plane)
            self._made_for, self._paths = occasion, {}
        plane = self._plane
        if plane is None:
            return PlanePicture(snapshot, replace(snapshot, runs=()), None)
        if keeps:
            shown = tuple((self._paths.get(run.label) or _PlanePath(plane)).snapshot_at(run) for run in runs)
            return PlanePicture(snapshot, replace(snapshot, runs=shown), plane)
        self._paths = {run.label: self._paths.get(run.label) or _PlanePath(plane) for run in runs}
        shown = tuple(self._paths[run.label].follow(run) for run in runs)
        return PlanePicture(snapshot, replace(snapshot, runs=shown), plane)

    def _begins_at(self, origin: Array) -> bool:
        return self._plane is None or self._plane.origin is origin or np.array_equal(self._plane.origin, origin)


class _PlanePath:
    """The path of one run in one plane, to which steps are added as they come."""

    def __init__(self, plane: PrincipalPlane) -> None:
        self._plane = plane
        self._of_revision: int | None = None
        self._begin()

    def _begin(self) -> None:
        self._revision = next(_revisions)
        self._points: GrowingArray[np.float64] = GrowingArray((2,))
        self._steps: GrowingArray[np.int64] = GrowingArray((), np.int64)
        self._last = -1

    def follow(self, run: RunSnapshot) -> RunSnapshot:
        """The run with its path in the plane, as far as it has come."""
        if run.revision != self._of_revision or run.step < self._last:
            self._of_revision = run.revision
            self._begin()
        first = int(np.searchsorted(run.trail.steps, self._last, side="right"))
        for step, theta in zip(run.trail.steps[first:].tolist(), run.trail.points[first:], strict=True):
            self._add(step, self._plane.project(theta))
        if run.step > self._last and len(run.theta) == self._plane.dimensions:
            self._add(run.step, self._plane.project(run.theta))
        return replace(run, path=self._points.view(), revision=self._revision)

    def snapshot_at(self, run: RunSnapshot) -> RunSnapshot:
        """The run as it was at an earlier step, `run.step`, on the path that is known; the path stays as it is."""
        steps = self._steps.view()
        rows = int(np.searchsorted(steps, run.step, side="right"))
        path = self._points.view()[:rows]
        if len(run.theta) == self._plane.dimensions and not (rows and steps[rows - 1] == run.step):
            point = self._plane.project(run.theta)
            path = path if np.isnan(point).any() else np.vstack([path, point])
        return replace(run, path=path if len(path) else np.zeros((1, 2)), revision=next(_revisions))

    def _add(self, step: int, point: Float64Array) -> None:
        # Where the weights are too far away to have a place, the path ends at the last place it had.
        if not np.isnan(point).any():
            self._points.append(point)
            self._steps.append(step)
        self._last = step


def home_box(plane: PrincipalPlane | None, runs: Sequence[RunSnapshot]) -> Box:
    """The view that shows the start and all decisive paths in a plane, with a rim, but not what has run away."""
    if plane is None:
        return Box(-1.0, 1.0, -1.0, 1.0)
    points = np.vstack([np.zeros((1, 2)), *(run.path for run in decisive(runs))])
    points = points[np.abs(points).max(axis=1) <= plane.reach]
    (x_min, y_min), (x_max, y_max) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    # The rim is the same on all sides, since units are: a plane in which nothing moves along the second direction has one too.
    rim = _RIM * max(x_max - x_min, y_max - y_min)
    return Box(x_min - rim, x_max + rim, y_min - rim, y_max + rim) if rim > 0 else Box(-1.0, 1.0, -1.0, 1.0)


def box_to_follow(box: Box, plane: PrincipalPlane | None, runs: Sequence[RunSnapshot]) -> Box | None:
    """A larger view where a head is about to leave `box`; None where it may stay."""
    if plane is None:
        return None
    heads = np.array([run.path[-1] for run in decisive(runs) if len(run.path) and math.isfinite(float(run.path[-1].sum()))]).reshape(-1, 2)
    heads = heads[np.abs(heads).max(axis=1) <= plane.reach] if len(heads) else heads
    low, high = np.array([box.x_min, box.y_min]), np.array([box.x_max, box.y_max])
    if bool(((heads >= low) & (heads <= high)).all()):
        return None
    home = home_box(plane, runs)
    wide, high_ = _HEADROOM * (home.x_max - home.x_min), _HEADROOM * (home.y_max - home.y_min)
    return Box(
        home.x_min - wide * (home.x_min < box.x_min),
        home.x_max + wide * (home.x_max > box.x_max),
        home.y_min - high_ * (home.y_min < box.y_min),
        home.y_max + high_ * (home.y_max > box.y_max),
    )
