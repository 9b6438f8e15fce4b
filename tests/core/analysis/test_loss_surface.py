"""The loss over a plane: against the network's own loss, and in pieces."""

from dataclasses import replace

import numpy as np
import pytest

from core.analysis.loss_surface import LossGrid, PlaneLoss, SurfaceWork, upsample
from core.analysis.principal_plane import PrincipalPlane, principal_plane
from core.data.dataset import Dataset
from core.geometry import Box
from core.problems.mlp import cross_entropy, forward
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup

SETUP = NetworkSetup("small", hidden=(7, 5), precision="float64")
BOX = Box(-1.0, 2.0, -0.5, 0.5)


def small_dataset(train: int = 40, side: int = 4) -> Dataset:
    """Random pictures of three classes."""
    random = np.random.default_rng(0)
    images = random.integers(0, 256, (train, side, side)).astype(np.uint8)
    images[:, 0, :2] = 0  # a pixel that is never inked
    labels = random.integers(0, 3, train).astype(np.uint8)
    labels[:3] = 0, 1, 2
    return Dataset("small", "small", images, labels, images[:5], labels[:5], False, "")


def problem_and_plane(setup: NetworkSetup = SETUP) -> tuple[NetworkProblem, PrincipalPlane]:
    problem = NetworkProblem(setup, small_dataset())
    start = problem.start(1)
    random = np.random.default_rng(4)
    plane = principal_plane(start, [start + random.normal(size=len(start)).astype(start.dtype) for _ in range(4)])
    assert plane is not None
    return problem, plane


def direct_loss(problem: NetworkProblem, plane: PrincipalPlane, a: float, b: float) -> float:
    """The loss over all training images, by the network's own forward pass."""
    theta, batch = plane.point(a, b), problem.train_chunk(0)
    return cross_entropy(forward(problem.network, theta, batch.inputs), batch.labels) + problem.penalty(theta)


@pytest.mark.parametrize(
    "setup",
    [
        SETUP,
        replace(SETUP, hidden=()),
        replace(SETUP, activation="sigmoid", hidden=(6,)),
        replace(SETUP, activation="tanh", weight_decay=0.3),
    ],
    ids=["relu", "no hidden layer", "sigmoid", "weight decay"],
)
def test_that_the_loss_in_the_plane_is_that_of_the_network_there(setup: NetworkSetup) -> None:
    problem, plane = problem_and_plane(setup)
    loss = PlaneLoss(problem, plane)
    for a, b in ((0.0, 0.0), (1.0, -2.0), (-0.3, 0.7)):
        assert loss.at(a, b) == pytest.approx(direct_loss(problem, plane, a, b), rel=1e-10)


def test_that_the_images_are_a_fixed_subset_of_those_trained_on() -> None:
    problem, plane = problem_and_plane(replace(SETUP, train_size=20))
    few = PlaneLoss(problem, plane, most_images=7)
    assert few.images == 7
    assert few.at(0.3, 0.1) == PlaneLoss(problem, plane, most_images=7).at(0.3, 0.1)
    assert PlaneLoss(problem, plane).images == 20


def finished(work: SurfaceWork) -> list[LossGrid]:
    grids = []
    while not work.is_done:
        grid = work.work(0.0)
        if grid is not None:
            grids.append(grid)
    return grids


def test_that_a_surface_comes_coarse_to_fine_and_keeps_what_it_has() -> None:
    problem, plane = problem_and_plane()
    grids = finished(SurfaceWork(problem, plane, BOX, size=9))
    assert [grid.values.shape for grid in grids] == [(3, 3), (5, 5), (9, 9)]
    assert np.array_equal(grids[1].values[::2, ::2], grids[0].values)
    assert np.array_equal(grids[2].values[::2, ::2], grids[1].values)
    assert (grids[0].x[0], grids[0].x[-1], grids[0].y[0], grids[0].y[-1]) == BOX


def test_that_the_values_lie_where_they_belong() -> None:
    problem, plane = problem_and_plane()
    grid = finished(SurfaceWork(problem, plane, BOX, size=5))[-1]
    for i, j in ((0, 4), (3, 1)):
        expected = direct_loss(problem, plane, float(grid.x[j]), float(grid.y[i]))
        assert grid.values[i, j] == pytest.approx(expected, rel=1e-10)
        assert grid.value(float(grid.x[j]), float(grid.y[i])) == pytest.approx(expected, rel=1e-10)
    assert np.isnan(grid.value(BOX.x_max + 1, 0.0))
    assert (grid.images, grid.all_images) == (40, 40)


def test_that_a_piece_does_at_least_one_point_and_tells_how_far_it_is() -> None:
    problem, plane = problem_and_plane()
    work = SurfaceWork(problem, plane, BOX, size=5)
    assert work.share == 0
    work.work(0.0)
    assert work.share == pytest.approx(1 / 25)
    finished(work)
    assert work.share == 1


def test_that_a_loss_that_overflows_is_not_a_number_and_nothing_is_raised() -> None:
    problem, plane = problem_and_plane(replace(SETUP, precision="float32"))
    grid = finished(SurfaceWork(problem, plane, Box(0.0, 1e30, 0.0, 1e30), size=5))[-1]
    assert np.isfinite(grid.values[0, 0])
    assert np.isnan(grid.values[-1, -1])


def test_that_doubling_keeps_the_points_and_is_exact_for_cubics_inside() -> None:
    x = np.linspace(-1, 1, 9)
    values = x[:, np.newaxis] ** 3 - 2 * x[np.newaxis, :] ** 2 + x[np.newaxis, :]
    fine = np.linspace(-1, 1, 17)
    smooth = upsample(values)
    assert np.array_equal(smooth[::2, ::2], values)
    exact = fine[:, np.newaxis] ** 3 - 2 * fine[np.newaxis, :] ** 2 + fine[np.newaxis, :]
    assert smooth[3:-3, 3:-3] == pytest.approx(exact[3:-3, 3:-3], abs=1e-12)


def test_that_between_its_points_a_grid_is_bilinear_and_beyond_its_edges_unknown() -> None:
    _, plane = problem_and_plane()
    x, y = np.linspace(BOX.x_min, BOX.x_max, 5), np.linspace(BOX.y_min, BOX.y_max, 5)

    def height(a: float, b: float) -> float:
        return 1.0 + 2.0 * a - 3.0 * b + 0.5 * a * b

    grid = LossGrid(plane, BOX, x, y, np.array([[height(a, b) for a in x] for b in y]), 1, 1)
    for a in (*x, -0.9, 0.123, 1.999):
        for b in (*y, -0.4, 0.123, 0.499):
            assert grid.value(float(a), float(b)) == pytest.approx(height(a, b), rel=1e-12)
    for a, b in ((-1.001, 0.0), (2.001, 0.0), (0.0, -0.501), (0.0, 0.501)):
        assert np.isnan(grid.value(a, b))


def test_that_a_loss_far_from_the_start_is_a_number_as_the_networks_is() -> None:
    problem, plane = problem_and_plane(replace(SETUP, hidden=()))
    loss = PlaneLoss(problem, plane)
    for a, b in ((800.0, 0.0), (-800.0, 500.0)):
        assert loss.at(a, b) == pytest.approx(direct_loss(problem, plane, a, b), rel=1e-10)
        assert np.isfinite(loss.at(a, b))


def test_that_no_more_images_are_looked_at_than_there_are_or_than_are_asked_for() -> None:
    problem, plane = problem_and_plane()
    assert [PlaneLoss(problem, plane, most).images for most in (7, 40, 41)] == [7, 40, 40]
