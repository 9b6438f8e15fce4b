"""Names at the ends of the curves: beside their heads, apart, steady, and never more than there is room for."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from core.plotting.ranges import Range
from gui.plots.end_labels import CurveEnd, EndLabel, place_end_labels
from gui.style.run_style import display_name, run_styles
from tests.helpers.plots import KEYS, PlotDriver, decay, run

HEIGHT, SPACING = 320.0, 14.0


def end(label: str, y: float, x: float = 200.0, width: float = 60.0) -> CurveEnd:
    return CurveEnd(label, x, y, y, width)


def names(placed: Sequence[EndLabel]) -> list[str]:
    return [label.label or f"+ {label.others}" for label in placed]


def shown(driver: PlotDriver) -> dict[str, EndLabel]:
    QApplication.processEvents()
    return {label.label: label for label in driver.plot.view.end_labels.labels()}


@given(st.lists(st.floats(0, HEIGHT), min_size=1, max_size=24), st.booleans())
def test_that_names_that_could_lie_on_each_other_are_apart_and_in_the_box(heights: list[float], best_below: bool) -> None:
    placed = place_end_labels([end(f"run {k}", y) for k, y in enumerate(sorted(heights))], HEIGHT, SPACING, best_below)
    middles = [label.middle for label in placed]
    assert all(after - before >= SPACING - 1e-9 for before, after in pairwise(middles))
    assert all(SPACING / 2 <= middle <= HEIGHT - SPACING / 2 for middle in middles)
    assert sum(label.others or 1 for label in placed) == len(heights)


@pytest.mark.parametrize("best_below", [True, False])
def test_that_where_there_is_no_room_for_all_the_best_are_named_and_the_others_counted(best_below: bool) -> None:
    placed = place_end_labels([end(f"{k}", 10.0 + k) for k in range(6)], 4 * SPACING, SPACING, best_below)
    assert names(placed) == (["+ 3", "3", "4", "5"] if best_below else ["0", "1", "2", "+ 3"])


def test_that_names_beside_each_other_keep_their_heights() -> None:
    placed = place_end_labels([end("early", 50.0, x=20.0), end("late", 52.0)], HEIGHT, SPACING, True)
    assert [label.middle for label in placed] == [50.0, 52.0]


def test_that_each_curve_is_named_right_of_its_head(driver: PlotDriver) -> None:
    driver.show(*(run(key, decay(25, 4.0 + 4 * k)) for k, key in enumerate(KEYS)))
    labels = shown(driver)
    assert set(labels) == set(KEYS)
    for series, curve in zip(driver.plot.view.curves.picture.series, driver.plot.view.curves.curves(), strict=True):
        label = labels[series.run.label]
        assert label.left - curve.head[0] == 13.5  # 8 px from the rim of a head of 10.5 px and its edge
        assert label.end == tuple(curve.head)


def test_that_before_the_first_step_nothing_is_named(driver: PlotDriver) -> None:
    driver.show(*(run(key, decay(1)) for key in KEYS))
    assert shown(driver) == {}


def test_that_a_run_that_is_off_is_not_named_and_makes_no_room_change(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)), run("momentum", decay(25)))
    width = driver.plot.view.frame().width
    driver.set_runs({"momentum": False})
    assert list(shown(driver)) == ["gd"]
    assert driver.plot.view.frame().width == width


@pytest.mark.parametrize("size", [(400, 400), (640, 480), (1200, 700)])
def test_that_there_is_room_for_the_names_of_curves_that_end_at_the_right_edge(driver: PlotDriver, size: tuple[int, int]) -> None:
    driver.plot.resize(*size)
    driver.show(*(run(key, decay(31)) for key in KEYS))
    driver.plot.view.show_range(Range(0.0, 30.0), driver.plot.view.frame().y)
    view = driver.plot.view
    for label in shown(driver).values():
        assert label.end[0] == pytest.approx(view.frame().width)
        assert view.box_rect().left() + label.left + label.width <= view.width()


def test_that_a_long_name_is_shortened_in_the_middle(driver: PlotDriver) -> None:
    long = "Momentum with a learning rate of 0.04"
    driver.plot.set_runs([("gd", True), (long, True)], run_styles([("gd", "gd"), (long, "momentum")]))
    written, width = driver.plot.view.end_labels._text(long)
    assert width <= 96
    assert written.startswith("Mom")
    assert written.endswith("04")
    assert driver.plot.view.end_labels._text("gd")[0] == display_name("gd")


def test_that_a_diverged_run_is_named_where_it_ended(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(40)), run("nag", 12.1 * 1.3 ** np.arange(10), diverged=True))
    labels = shown(driver)
    assert labels["nag"].end[0] < labels["gd"].end[0]
    assert labels["nag"].left > labels["nag"].end[0]


@pytest.mark.parametrize("up", [True, False])
def test_that_curves_that_left_above_or_below_are_named_in_one_column_at_the_right_edge(driver: PlotDriver, up: bool) -> None:
    away = {key: (1 if up else -1) * (40.0 + k) * np.linspace(0, 1, 31) for k, key in enumerate(KEYS[:4])}
    driver.show(*(run(key, loss) for key, loss in away.items()), run("adam", np.zeros(40)), function="saddle")
    frame = driver.plot.view.frame()
    driver.plot.view.show_range(Range(0.0, 60.0), Range(-5.0, 5.0))
    labels = shown(driver)
    frame = driver.plot.view.frame()
    off = [labels[key] for key in away]
    assert all(label.is_off for label in off)
    assert {label.left for label in off} == {frame.width + 5.0}, "behind the box, where no mark is"
    middles = sorted(label.middle for label in off)
    edge = middles[0] if up else frame.height - middles[-1]
    assert edge <= driver.plot.view.end_labels.line_height / 2 + 1e-6
    assert np.diff(middles) == pytest.approx(driver.plot.view.end_labels.line_height)
    assert not labels["adam"].is_off


def test_that_a_curve_that_goes_on_beyond_the_right_edge_is_named_there(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(101)), run("nag", decay(101, 60.0)), run("adam", decay(11), diverged=True))
    view = driver.plot.view
    view.show_range(Range(20.0, 50.0), view.frame().y)
    labels = shown(driver)
    assert set(labels) == {"gd", "nag"}, "adam ended left of what is shown"
    frame = view.frame()
    for label, rate in (("gd", 20.0), ("nag", 60.0)):
        height = float(frame.y_pixels(np.log10(decay(101, rate)[[50]]))[0])
        assert labels[label].end == pytest.approx((frame.width, height), abs=0.5)


def test_that_names_change_places_once_when_curves_cross(driver: PlotDriver) -> None:
    steps = np.arange(41)
    wobble = np.where(steps % 2, 1.02, 0.98)
    falls, stays = 12.1 * np.exp(-steps / 20), np.full(41, 12.1 * np.exp(-1)) * wobble  # cross at step 20, within 2 per cent of it
    driver.show(run("gd", falls[:2]), run("nag", stays[:2]))
    driver.plot.hold()
    orders = []
    for count in range(12, 41):
        driver.show(run("gd", falls[:count], revision=1), run("nag", stays[:count], revision=1))
        labels = shown(driver)
        orders.append(labels["gd"].middle < labels["nag"].middle)
    assert orders[0] is True
    assert orders[-1] is False
    assert sum(before is not after for before, after in pairwise(orders)) == 1


def test_that_the_name_of_a_noisy_curve_moves_little(driver: PlotDriver) -> None:
    noise = 10.0 ** np.random.default_rng(3).uniform(-3, 0, 400)
    noise[0] = 12.1
    driver.show(run("sgd", noise[:300]))
    driver.plot.hold()
    heads, middles = [], []
    for count in range(300, 400):
        driver.show(run("sgd", noise[:count]))
        label = shown(driver)["sgd"]
        heads.append(label.end[1])
        middles.append(label.middle)
    assert np.ptp(heads) > 150
    assert np.ptp(middles) < np.ptp(heads) / 2
    assert np.abs(np.diff(middles)).mean() < np.abs(np.diff(heads)).mean() / 5
