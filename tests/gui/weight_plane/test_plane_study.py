"""What is drawn in the plane, and when the plane is found anew. No window."""

from dataclasses import replace

import numpy as np
import pytest

from core.analysis.principal_plane import PrincipalPlane
from core.experiment.snapshot import Snapshot
from core.geometry import Box
from gui.weight_plane.projection import PlanePicture, PlaneProjection, box_to_follow, home_box
from gui.weight_plane.texts import SurfaceState, axis_titles, plane_sentence, refusal
from tests.helpers.weight_plane import run_away, small_race


def plane_of(picture: PlanePicture) -> PrincipalPlane:
    assert picture.plane is not None
    return picture.plane


def stepped(*labels: str, steps: int = 20) -> Snapshot:
    race = small_race(*(labels or ("sgd", "adam")))
    race.advance(steps)
    return race.snapshot()


def test_that_there_is_no_plane_before_the_first_step() -> None:
    picture = PlaneProjection().picture(small_race("sgd").snapshot())
    assert picture.plane is None
    assert picture.shown.runs == ()
    assert home_box(None, ()) == Box(-1, 1, -1, 1)


def test_that_paths_are_the_projected_trails_and_end_at_the_heads() -> None:
    snapshot = stepped()
    picture = PlaneProjection().picture(snapshot)
    plane = plane_of(picture)
    for run, shown in zip(snapshot.runs, picture.shown.runs, strict=True):
        assert shown.label == run.label
        assert shown.path == pytest.approx(np.array([plane.project(point) for point in run.trail.points]))
        assert shown.path[0].tolist() == [0.0, 0.0]
        assert shown.path[-1] == pytest.approx(plane.project(run.theta))


def test_that_a_path_in_the_same_plane_only_grows() -> None:
    race, study = small_race("sgd", "adam"), PlaneProjection()
    race.advance(30)
    before = study.picture(race.snapshot())
    kept = [run.path.copy() for run in before.shown.runs]
    race.advance(3)
    after = study.picture(race.snapshot())
    assert after.plane is before.plane
    for old, path, new in zip(before.shown.runs, kept, after.shown.runs, strict=True):
        assert new.revision == old.revision
        assert np.array_equal(new.path[: len(path)], path)
        assert len(new.path) > len(path)
    assert study.picture(race.snapshot()).shown.runs[0].path.shape == after.shown.runs[0].path.shape


def test_that_the_plane_is_found_anew_when_the_race_has_grown_by_half() -> None:
    race, study = small_race("sgd", "adam"), PlaneProjection()
    race.advance(20)
    first = study.picture(race.snapshot()).plane
    race.advance(10)
    assert study.picture(race.snapshot()).plane is first
    race.advance(1)
    picture = study.picture(race.snapshot())
    assert picture.plane is not first
    assert picture.shown.runs[0].path[-1] == pytest.approx(plane_of(picture).project(picture.snapshot.runs[0].theta))


def test_that_the_plane_is_found_anew_at_rest_but_only_once() -> None:
    race, study = small_race("sgd", "adam"), PlaneProjection()
    race.advance(20)
    first = study.picture(race.snapshot(), resting=True).plane
    race.advance(1)
    second = study.picture(race.snapshot(), resting=True).plane
    assert second is not first
    assert study.picture(race.snapshot(), resting=True).plane is second


def test_that_only_the_shown_runs_matter() -> None:
    race, study = small_race("sgd", "adam"), PlaneProjection()
    race.advance(20)
    both = plane_of(study.picture(race.snapshot()))
    race.switch("adam", False)
    one = study.picture(race.snapshot())
    assert [run.label for run in one.shown.runs] == ["sgd"]
    assert plane_of(one).shares != pytest.approx(both.shares)


def test_that_a_rewound_race_loses_what_was_ahead() -> None:
    race, study = small_race("sgd", "adam"), PlaneProjection()
    race.advance(20)
    study.picture(race.snapshot())
    race.rewind(16)
    picture = study.picture(race.snapshot())
    plane = plane_of(picture)
    for run, shown in zip(race.snapshot().runs, picture.shown.runs, strict=True):
        assert len(shown.path) == len(run.trail.points)
        assert shown.path[-1] == pytest.approx(plane.project(run.theta))


def test_that_back_at_the_start_there_is_no_plane_again() -> None:
    race, study = small_race("sgd"), PlaneProjection()
    race.advance(5)
    study.picture(race.snapshot())
    race.rewind(0)
    assert study.picture(race.snapshot()).plane is None


def test_that_another_network_with_the_same_start_gets_its_own_plane() -> None:
    study = PlaneProjection()
    first = study.picture(stepped())
    second = study.picture(stepped())
    assert np.array_equal(plane_of(first).origin, plane_of(second).origin)
    assert second.plane is not first.plane


@pytest.mark.parametrize("factor", [0.5, 1e6, 1e30])
def test_that_a_run_that_ran_away_spoils_neither_plane_nor_view(factor: float) -> None:
    snapshot = stepped("sgd", "momentum", "adam")
    picture = PlaneProjection().picture(snapshot)
    away = PlaneProjection().picture(run_away(snapshot, "momentum", factor))
    plane = plane_of(away)
    others = replace(snapshot, runs=tuple(run for run in snapshot.runs if run.label != "momentum"))
    assert plane.shares == plane_of(PlaneProjection().picture(others)).shares
    home, usual = home_box(plane, away.shown.runs), home_box(picture.plane, picture.shown.runs)
    assert home.x_max - home.x_min < 2 * (usual.x_max - usual.x_min)
    assert np.abs(away.shown.runs[1].path[-1]).max() > home.x_max
    assert box_to_follow(home, plane, away.shown.runs) is None


def test_that_where_all_have_diverged_their_plane_is_shown() -> None:
    snapshot = stepped("sgd")
    away = PlaneProjection().picture(run_away(snapshot, "sgd", 0.5))
    assert away.plane is not None
    assert home_box(away.plane, away.shown.runs).x_max > 1


def test_that_the_plane_is_found_anew_when_a_run_diverges() -> None:
    snapshot, study = stepped("sgd", "momentum", "adam"), PlaneProjection()
    before = study.picture(snapshot).plane
    assert study.picture(run_away(snapshot, "momentum", 1e6)).plane is not before


def test_that_the_view_holds_all_paths_with_a_rim() -> None:
    picture = PlaneProjection().picture(stepped())
    box = home_box(picture.plane, picture.shown.runs)
    points = np.vstack([run.path for run in picture.shown.runs])
    assert (points > [box.x_min, box.y_min]).all()
    assert (points < [box.x_max, box.y_max]).all()


def test_that_a_view_follows_a_head_only_when_it_leaves() -> None:
    picture = PlaneProjection().picture(stepped())
    plane, runs = picture.plane, picture.shown.runs
    home = home_box(plane, runs)
    assert box_to_follow(home, plane, runs) is None
    small = Box(home.x_min, home.x_min + 0.4 * (home.x_max - home.x_min), home.y_min, home.y_max)
    larger = box_to_follow(small, plane, runs)
    assert larger is not None
    assert larger.x_max > home.x_max
    assert (larger.x_min, larger.y_min, larger.y_max) == (home.x_min, home.y_min, home.y_max)


# Words


def test_that_the_words_tell_the_shares_and_the_dimensions() -> None:
    plane = plane_of(PlaneProjection().picture(stepped()))
    plane = replace(plane, shares=(0.625, 0.25))
    assert axis_titles(plane) == ("1st principal direction (62.5\u202f%)", "2nd principal direction (25.0\u202f%)")
    assert "87.5\u202f%" in plane_sentence(plane)
    assert f"{plane.dimensions} dimensions" in plane_sentence(plane)
    kept = replace(plane, ranks=(2, 1), shares=(0.25, 0.625))
    assert axis_titles(kept)[0].startswith("2nd")


@pytest.mark.parametrize(("share", "text"), [(0.99999, "99.9"), (1.0, "100.0"), (0.00001, "0.1"), (0.0, "0.0")])
def test_that_almost_all_is_not_called_all(share: float, text: str) -> None:
    plane = replace(plane_of(PlaneProjection().picture(stepped())), shares=(share, 0.0))
    assert f"({text}\u202f%)" in axis_titles(plane)[0]


def test_that_a_refusal_says_why() -> None:
    plane = plane_of(PlaneProjection().picture(stepped()))
    assert "first step" in refusal(None, True, SurfaceState.NONE)
    assert "Pause" in refusal(plane, False, SurfaceState.NONE)
    assert refusal(plane, True, SurfaceState.NONE) == ""
    assert refusal(plane, False, SurfaceState.SHOWN) == ""
