"""The principal plane, against the singular value decomposition and the laws that it has to obey."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.analysis.principal_plane import MOST_SAMPLES, PrincipalPlane, principal_plane, thin
from core.experiment.snapshot import CheckpointTrail

Float64Array = NDArray[np.float64]
seeds = st.integers(0, 10_000)


def cloud(seed: int, count: int = 9, dimensions: int = 12) -> tuple[Float64Array, Float64Array]:
    """A start (n,) and samples (m, n) around it, more in some directions than in others."""
    random = np.random.default_rng(seed)
    origin = random.normal(size=dimensions)
    return origin, origin + random.normal(size=(count, dimensions)) @ np.diag(2.0 ** -np.arange(dimensions)) + 0.1


def turned(seed: int, dimensions: int = 12) -> Float64Array:
    """An orthogonal matrix."""
    matrix: Float64Array = np.linalg.qr(np.random.default_rng(seed + 1).normal(size=(dimensions, dimensions)))[0]
    return matrix


def made(origin: Float64Array, samples: Float64Array, before: PrincipalPlane | None = None) -> PrincipalPlane:
    plane = principal_plane(origin, list(samples), before)
    assert plane is not None
    return plane


def projected(plane: PrincipalPlane, samples: Float64Array) -> Float64Array:
    return np.array([plane.project(sample) for sample in samples])


def has_gaps(origin: Float64Array, samples: Float64Array) -> bool:
    """Whether the first three singular values are well apart, so that the directions are determined."""
    s = np.linalg.svd(samples - origin, compute_uv=False)
    return bool(s[0] > 1.05 * s[1] and s[1] > 1.05 * s[2])


@given(seeds)
def test_that_directions_and_shares_are_those_of_the_singular_value_decomposition(seed: int) -> None:
    origin, samples = cloud(seed)
    assume(has_gaps(origin, samples))
    plane = made(origin, samples)
    _, s, right = np.linalg.svd(samples - origin, full_matrices=False)
    assert plane.shares == pytest.approx((s**2 / (s**2).sum())[:2], rel=1e-9)
    assert np.abs(plane.directions @ right[:2].T) == pytest.approx(np.eye(2), abs=1e-6)
    assert plane.ranks == (1, 2)


@given(seeds)
def test_that_directions_are_orthonormal(seed: int) -> None:
    origin, samples = cloud(seed, count=1 + seed % 5)
    directions = made(origin, samples).directions
    assert directions @ directions.T == pytest.approx(np.eye(2), abs=1e-12)


@given(seeds)
def test_that_the_shares_are_the_part_of_the_squared_distances_that_is_seen(seed: int) -> None:
    origin, samples = cloud(seed)
    plane = made(origin, samples)
    seen = (projected(plane, samples) ** 2).sum(axis=0) / ((samples - origin) ** 2).sum()
    assert seen == pytest.approx(plane.shares, rel=1e-9)


@given(seeds)
def test_that_turning_the_space_of_weights_does_not_change_the_picture(seed: int) -> None:
    origin, samples = cloud(seed)
    assume(has_gaps(origin, samples))
    turn = turned(seed)
    picture = projected(made(origin, samples), samples)
    again = projected(made(turn @ origin, samples @ turn.T), samples @ turn.T)
    assume(np.abs(picture.sum(axis=0)).min() > 1e-6)
    assert again == pytest.approx(picture, abs=1e-7)


@given(seeds)
def test_that_most_of_the_samples_lie_on_the_positive_side(seed: int) -> None:
    origin, samples = cloud(seed)
    assert projected(made(origin, samples), samples).sum(axis=0).min() >= -1e-9


@given(seeds)
def test_that_a_new_plane_keeps_the_signs_and_the_order_of_the_one_before(seed: int) -> None:
    origin, samples = cloud(seed)
    first = made(origin, samples)
    flipped = PrincipalPlane(origin, first.directions[::-1] * [[-1.0], [1.0]], first.shares[::-1], (2, 1), first.reach)
    moved = samples + 0.001 * np.random.default_rng(seed).normal(size=samples.shape)
    assume(has_gaps(origin, samples))
    after = made(origin, moved, flipped)
    assert np.diag(after.directions @ flipped.directions.T).min() > 0.9
    assert after.ranks == (2, 1)
    assert after.shares[1] > after.shares[0]
    assert sum(after.shares) == pytest.approx(sum(made(origin, moved).shares))


def test_that_weights_in_single_precision_give_the_plane_of_their_exact_values() -> None:
    origin, samples = (array.astype(np.float32) for array in cloud(3))
    exact = made(origin.astype(np.float64), samples.astype(np.float64))
    single = made(origin, samples)  # type: ignore[arg-type]
    assert single.shares == pytest.approx(exact.shares, rel=1e-12)
    assert single.directions == pytest.approx(exact.directions, abs=1e-12)
    assert single.point(1.0, 2.0).dtype == np.float32


def test_that_many_dimensions_in_blocks_give_the_same_as_the_whole() -> None:
    random = np.random.default_rng(5)
    origin = random.normal(size=20_001)
    samples = origin + np.outer(np.arange(1, 7), random.normal(size=20_001)) + random.normal(size=(6, 20_001))
    plane = made(origin, samples)
    s = np.linalg.svd(samples - origin, compute_uv=False)
    assert plane.shares == pytest.approx((s**2 / (s**2).sum())[:2], rel=1e-9)


def test_that_a_point_of_the_plane_is_projected_on_itself() -> None:
    origin, samples = cloud(8)
    plane = made(origin, samples)
    assert plane.project(plane.point(1.5, -0.25)) == pytest.approx([1.5, -0.25])
    assert plane.project(origin).tolist() == [0.0, 0.0]


def test_that_nothing_that_has_left_the_start_gives_no_plane() -> None:
    origin = np.ones(5)
    assert principal_plane(origin, []) is None
    assert principal_plane(origin, [origin, origin.copy()]) is None
    assert principal_plane(origin, [np.full(5, np.nan), np.full(5, np.inf)]) is None


@pytest.mark.parametrize("count", [1, 4])
def test_that_a_straight_line_is_seen_whole_and_has_no_second_share(count: int) -> None:
    origin = np.array([1.0, 2.0, 0.0, 1.0])
    way = np.array([2.0, 0.0, 1.0, 0.0])
    plane = made(origin, origin + np.arange(1, count + 1)[:, np.newaxis] * way)
    assert plane.shares == pytest.approx((1.0, 0.0), abs=1e-12)
    assert plane.project(origin + way) == pytest.approx([np.linalg.norm(way), 0.0], abs=1e-12)
    assert plane.directions @ plane.directions.T == pytest.approx(np.eye(2), abs=1e-12)


def test_that_runs_that_ran_away_do_not_turn_the_plane() -> None:
    origin, samples = cloud(11)
    plane = made(origin, samples)
    away = np.vstack([samples, origin + 1e6, origin + 1e30, origin - 1e200, np.full(12, np.inf), np.full(12, np.nan)])
    after = made(origin, away)
    assert after.directions == pytest.approx(plane.directions)
    assert after.shares == pytest.approx(plane.shares)
    assert np.linalg.norm(after.project(origin + 1e30)) > after.reach


def test_that_a_single_run_that_ran_away_is_seen_as_far_as_it_was_near() -> None:
    origin = np.zeros(6)
    way = np.outer(3.0 ** np.arange(40), [1.0, 1.0, 0.0, 0.0, 0.0, 0.0])
    way[:, 2] = np.arange(40)
    plane = made(origin, way)
    assert plane.reach < 3.0**39
    assert plane.shares[0] > 0.9


@given(st.floats(1e-150, 1e150))
def test_that_the_size_of_the_movement_does_not_matter(size: float) -> None:
    _, samples = cloud(2)
    plane, scaled = made(np.zeros(12), samples), made(np.zeros(12), size * samples)
    assert scaled.shares == pytest.approx(plane.shares)
    assert scaled.directions == pytest.approx(plane.directions, abs=1e-9)


def test_that_a_trail_is_thinned_evenly_over_its_steps_and_not_over_its_points() -> None:
    steps = np.array([0, 100, 200, 300, 400, *range(401, 501)])
    trail = CheckpointTrail(steps, tuple(np.array([float(step)]) for step in steps))
    chosen = [float(point[0]) for point in thin(trail, 6)]
    assert chosen == [0.0, 100.0, 200.0, 300.0, 400.0, 500.0]
    assert len(thin(trail)) <= MOST_SAMPLES
    assert thin(trail, 1000) == trail.points


@pytest.mark.parametrize(("size", "distances", "reach"), [(2.0, [0.1, 0.1, 0.1, 5.9, 6.1], 6.0), (2.0, [1.0, 1.0, 1.0, 29.9, 30.1], 30.0)])
def test_that_samples_reach_as_far_as_usual_ones_or_as_the_start_is_large(size: float, distances: list[float], reach: float) -> None:
    origin = np.array([size, 0.0, 0.0, 0.0])
    ways = np.eye(4)[[1, 1, 1, 2, 3]] * np.array(distances)[:, np.newaxis]
    plane = made(origin, np.vstack([origin + ways, origin, origin]))  # what has not moved is not usual
    assert plane.reach == pytest.approx(reach)
    seen = np.abs(plane.directions).sum(axis=0)
    assert seen[2] == pytest.approx(1.0, abs=1e-9)
    assert seen[3] == pytest.approx(0.0, abs=1e-9)


def test_that_a_sample_at_the_reach_itself_still_counts() -> None:
    origin = np.array([2.0, 0.0, 0.0, 0.0])
    near = np.vstack([origin + 0.01 * np.eye(4)[1]] * 5 + [origin + 6.0 * np.eye(4)[2]])
    assert made(origin, near).shares[0] > 0.99


def test_that_where_samples_balance_the_furthest_is_on_the_positive_side() -> None:
    for sign in (1.0, -1.0):
        samples = sign * np.outer([1.0, 1.0, -2.0], [0.0, 1.0, 0.0])
        assert made(np.zeros(3), samples).project(samples[2])[0] == pytest.approx(2.0)


def test_that_a_plane_of_another_network_tells_nothing_of_signs_and_order() -> None:
    origin, samples = cloud(7)
    other = made(*cloud(8, dimensions=13))
    plane, alone = made(origin, samples, other), made(origin, samples)
    np.testing.assert_array_equal(plane.directions, alone.directions)
    assert (plane.shares, plane.ranks) == (alone.shares, alone.ranks)


def test_that_a_trail_takes_the_nearer_step_and_its_first_and_last() -> None:
    steps = np.array([0, 10, 14, 30, 31, 32, 40])
    trail = CheckpointTrail(steps, tuple(np.array([float(step)]) for step in steps))
    # Wanted are 0, 10, 20, 30, 40; 20 is nearer to 14 than to 30.
    assert [float(point[0]) for point in thin(trail, 5)] == [0.0, 10.0, 14.0, 30.0, 40.0]
    assert thin(trail, len(steps)) == trail.points
