"""The finish in the loss plot: where it stands on either axis, and the places in the table."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from core.experiment.arrival import Arrival
from core.functions import FUNCTIONS
from core.plotting.ranges import Range
from core.problems.base import Finish
from core.problems.function import FunctionProblem
from gui.plots.finish_label import spans_between
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
    driver.point_at(60)
    assert driver.plot.table.table.columns == ("loss f",), "no column of places before there is one"
    assert {len(cells) for cells in driver.rows().values()} == {1}
    driver.show(*(run(label, decay(200), revision=2) for label in ("gd", "adam", "sgd")))
    driver.point_at(150)
    assert driver.plot.table.table.columns == ("loss f",)


def word(driver: PlotDriver) -> QRectF | None:
    QApplication.processEvents()
    return driver.plot.view.finish_label.rectangle()


def covered(driver: PlotDriver, place: QRectF) -> list[str]:
    """The runs whose curve or name lies in a place."""
    view = driver.plot.view
    found = []
    for series, curve in zip(view.curves.picture.series, view.curves.curves(), strict=True):
        spans = spans_between(curve.main, place.top(), place.bottom())
        if np.any((spans[:, 0] < place.right()) & (spans[:, 1] > place.left())):
            found.append(series.run.label)
    half = view.end_labels.line_height / 2
    names = view.end_labels.labels()
    return found + [one.label for one in names if place.intersects(QRectF(one.left, one.middle - half, one.width, 2 * half))]


def noise(count: int, low: float, high: float) -> np.ndarray:
    values = 10.0 ** np.random.default_rng(3).uniform(low, high, count)
    values[0] = 12.1
    return values


def test_that_the_word_at_the_finish_lies_on_no_curve_and_no_name(driver: PlotDriver) -> None:
    places = set()
    driver.plot.view.show_range(Range(0.0, 300.0), Range(-6.0, 2.0))
    driver.plot.hold()
    for count in range(2, 301, 7):
        runs = [run(label, decay(count, rate)) for label, rate in (("gd", 4.0), ("adam", 12.0), ("nag", 40.0))]
        driver.show(*runs, run("sgd", noise(count, -3, 0)))
        place = word(driver)
        if place is not None:
            assert covered(driver, place) == [], count
            places.add((place.left(), driver.plot.view.finish_label.place().is_above))
    assert 1 <= len(places) <= 3, "and it seldom moves"


def test_that_the_word_at_the_finish_stays_until_its_place_is_taken(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(120, 1.0)), run("adam", decay(120, 3.0)))
    driver.plot.hold()
    driven_away = word(driver).left()
    assert driven_away > 8, "the curves pass at the left end"
    driver.show(run("adam", np.full(120, 12.1)))
    assert word(driver).left() == driven_away
    driver.show(run("gd", decay(1), revision=2), run("adam", decay(1), revision=2))
    assert word(driver).left() == 8, "begun anew"


def test_that_where_curves_are_all_along_the_line_the_word_stands_in_the_column_of_the_names_or_not_at_all(driver: PlotDriver) -> None:
    dense = [np.tile([12.1, 1e-6], 400), np.tile([12.1, 1e-6, 1e-6], 270)]
    driver.show(*(run(label, values) for label, values in zip(("sgd", "gd"), dense, strict=True)))
    driver.plot.view.show_range(Range(0.0, 799.0), driver.plot.view.frame().y)
    driver.plot.hold()
    frame = driver.plot.view.frame()
    assert word(driver).left() > frame.width
    y = driver.plot.view.curves.finish_y()
    level = [np.append(values, 0.0121) for values in dense]
    driver.show(*(run(label, values) for label, values in zip(("sgd", "gd", "nag", "adam"), 2 * level, strict=True)))
    assert any(abs(one.middle - y) < 8 for one in driver.plot.view.end_labels.labels())
    assert word(driver) is None


def test_that_a_line_is_found_between_two_heights() -> None:
    points = np.array([[0.0, 0.0], [10.0, 100.0], [20.0, 100.0], [30.0, 300.0]])
    assert spans_between(points, 50.0, 100.0).tolist() == [[5.0, 10.0], [10.0, 20.0], [20.0, 20.0]]
    assert len(spans_between(points, 301.0, 400.0)) == 0
    assert len(spans_between(points[:1], 0.0, 400.0)) == 0
