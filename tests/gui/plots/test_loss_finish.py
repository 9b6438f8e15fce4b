"""The finish in the loss plot: where it stands on either axis, and the places in the table."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from core.experiment.arrival import Arrival
from core.functions import FUNCTIONS
from core.problems.base import Finish
from core.problems.function import FunctionProblem
from gui.plots.registry import plot_spec
from tests.helpers.plots import PlotDriver, decay, run


def arrived(label, step, loss=None):
    one = run(label, decay(200) if loss is None else loss)
    object.__setattr__(one, "arrival", Arrival(step, step + 20))
    return one


def finish_of(driver: PlotDriver) -> float | None:
    return driver.plot.view.curves.picture.finish


def test_that_the_finish_is_a_thousandth_of_the_start_on_either_axis(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(40)))
    assert finish_of(driver) == pytest.approx(math.log10(12.1e-3))
    driver.plot.set_log_y(False)
    assert finish_of(driver) == pytest.approx(12.1e-3)


def test_that_the_finish_is_told_from_the_lowest_value_where_that_is_not_0(driver: PlotDriver) -> None:
    assert FUNCTIONS["goldstein-price"].infimum == 3.0
    driver.show(run("gd", 3.0 + decay(40)), function="goldstein-price")
    assert finish_of(driver) == pytest.approx(math.log10(12.1e-3))
    driver.plot.set_log_y(False)
    assert finish_of(driver) == pytest.approx(3.0121)


def test_that_the_finish_is_that_of_the_race_that_is_shown(driver: PlotDriver) -> None:
    shown = driver.show(run("gd", decay(40)))
    far = FunctionProblem(FUNCTIONS["seed-bowl"], Finish(0.01, 20))
    driver.plot.show_snapshot(replace(shown, problem=far))
    assert finish_of(driver) == pytest.approx(math.log10(0.121))


def test_that_there_is_no_finish_without_a_lowest_value_or_without_runs(driver: PlotDriver) -> None:
    assert finish_of(driver) is None
    driver.show(run("gd", decay(40)), function="saddle")
    assert finish_of(driver) is None


def test_that_only_the_loss_has_a_finish() -> None:
    problem = FunctionProblem(FUNCTIONS["seed-bowl"])
    assert plot_spec("loss").finish(problem, 12.1) == pytest.approx(0.0121)
    assert plot_spec("accuracy").finish(problem, 12.1) is None


def test_that_the_finish_is_a_dashed_line_with_its_name(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(40, rate=4.0)))
    view = driver.plot.view
    frame = view.frame()
    row = round(float(frame.y_pixels(np.array([finish_of(driver)]))[0]))
    image, box = view.grab().toImage(), view.box_rect()

    def changes(y: int) -> int:
        """How often the colour changes along a row of pixels of the box."""
        colours = [image.pixelColor(int(box.left()) + x, int(box.top()) + y).name() for x in range(int(box.width()))]
        return sum(before != after for before, after in pairwise(colours))

    assert max(changes(row + k) for k in (-1, 0, 1)) > 100, "many dashes"
    assert changes(row + 8) < 40, "and only curve and grid below"
    below = view.grab().toImage()
    driver.plot.view.curves.show_picture(replace(driver.plot.view.curves.picture, finish=None))
    assert view.grab().toImage() != below


def test_that_the_table_tells_the_place_from_the_step_on_by_which_it_was_known(driver: PlotDriver) -> None:
    driver.show(arrived("gd", 90), arrived("adam", 50), run("sgd", decay(200)))
    driver.point_at(150)
    assert driver.plot.table.table.columns[0] == "place"
    assert {label: cells[0] for label, cells in driver.rows().items()} == {"gd": "2nd · 90", "adam": "1st · 50", "sgd": ""}
    driver.point_at(100)
    assert {label: cells[0] for label, cells in driver.rows().items()} == {"gd": "", "adam": "1st · 50", "sgd": ""}
    driver.show(*(run(label, decay(200), revision=2) for label in ("gd", "adam", "sgd")))
    driver.point_at(150)
    assert driver.plot.table.table.columns == ("loss f",)
