"""What the loss plot shows, and that it draws nothing twice."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.functions import FUNCTIONS
from core.number_text import long_figure
from core.problems.function import FunctionProblem
from gui.plots.geometry import HeadPlace, note_place
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.application import apply_theme
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT, Theme
from tests.helpers.plots import KEYS, Float64Array, PlotDriver, decay, run, snapshot


def picture(plot: RunPlot, scale: float = 1.0) -> QImage:
    image = QImage(plot.size() * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(0)
    plot.render(image)
    return image


def has_colour(image: QImage, colour: QColor) -> bool:
    return colour_count(image, colour) > 0


def colour_count(image: QImage, colour: QColor) -> int:
    target = np.array([colour.blue(), colour.green(), colour.red()])
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[..., :3]
    return int(np.count_nonzero(np.abs(pixels.astype(int) - target).max(axis=-1) <= 2))


# What is shown


def test_that_before_the_first_step_it_says_what_to_do(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(1)))
    assert "Space" in driver.plot.view.curves.picture.message
    driver.show(run("gd", decay(2)))
    assert driver.plot.view.curves.picture.message == ""


def test_that_with_all_runs_off_it_points_to_the_legend(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(20)))
    driver.set_runs(dict.fromkeys(KEYS, False))
    assert "legend" in driver.plot.view.curves.picture.message
    assert driver.plot.view.curves.curves() == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_that_every_run_has_its_colour_in_the_picture(driver: PlotDriver, theme: Theme) -> None:
    driver.plot.set_theme(theme)
    driver.show(*(run(key, decay(40, 10.0 + 5 * number)) for number, key in enumerate(KEYS)))
    driver.plot.legend.hide()
    image = picture(driver.plot)
    for key, style in run_styles((key, key) for key in KEYS).items():
        assert has_colour(image, style.colour(theme)), key


def test_that_a_rough_curve_has_its_colour_whatever_runs_inside_of_its_line(driver: PlotDriver) -> None:
    losses = 10.0 ** np.random.default_rng(0).uniform(-6, 0, 2000)
    driver.plot.legend.hide()
    style, counts = run_styles([("sgd", "sgd")])["sgd"], []
    for cored in (False, True):
        driver.plot.set_runs([("sgd", True)], {"sgd": replace(style, cored=cored)})
        driver.show(run("sgd", losses))
        assert driver.plot.view.curves.curves()[0].rough
        counts.append(colour_count(picture(driver.plot), style.colour(LIGHT)))
    assert counts[1] == pytest.approx(counts[0], rel=0.02)
    assert counts[0] > 10_000


@pytest.mark.parametrize("scale", [1.0, 2.0, 4.0])
def test_that_a_plot_never_shown_can_be_rendered_at_any_scale(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    apply_theme(qapp, LIGHT)
    plot = RunPlot(plot_spec("loss"))
    qtbot.addWidget(plot)
    plot.set_runs([("momentum", True)], run_styles([("momentum", "momentum")]))
    plot.show_snapshot(snapshot(run("momentum", decay(40))))
    plot.resize(480, 360)
    plot.legend.hide()
    image = picture(plot, scale)
    assert image.size() == QSize(480, 360) * scale
    assert has_colour(image, run_styles([("momentum", "momentum")])["momentum"].colour(LIGHT))


def test_that_on_a_log_axis_the_way_to_the_lowest_value_is_shown(driver: PlotDriver) -> None:
    infimum = FUNCTIONS["goldstein-price"].infimum
    assert infimum == 3.0
    loss = 3.0 + decay(40)
    driver.show(run("gd", loss), function="goldstein-price")
    assert driver.plot.view.getAxis("left").labelText == "f − f*"
    driver.point_at(10)
    assert driver.rows()["gd"] == (long_figure(loss[10]), long_figure(loss[10] - infimum))
    driver.plot.set_log_y(False)
    assert driver.plot.view.getAxis("left").labelText == "loss f"


def test_that_log_is_refused_with_a_reason_where_there_is_no_lowest_value(driver: PlotDriver, qtbot: QtBot) -> None:
    with qtbot.waitSignal(driver.plot.log_y_changed) as changed:
        driver.plot.set_problem(FunctionProblem(FUNCTIONS["saddle"]))
    assert changed.args == [False]
    button = driver.plot.tools.log
    assert not button.isEnabled()
    assert "no lowest value" in button.toolTip()
    driver.plot.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    assert button.isEnabled()
    assert driver.plot.log_y()


def test_that_where_there_is_no_lowest_value_the_axis_goes_little_further_than_the_runs_and_moves_seldom(driver: PlotDriver) -> None:
    loss = 3.4 - 4.25 * np.arange(61) / 60
    shown = []
    for last in range(1, len(loss)):
        driver.show(run("adagrad", loss[: last + 1]), run("gd", np.maximum(loss[: last + 1], 0.0)), function="monkey-saddle")
        shown.append(driver.plot.view.frame().y)
    for last, y in enumerate(shown, start=1):
        assert y.low < loss[last]
        assert y.low > min(loss[last] - 0.35 * (loss[0] - loss[last]), loss[0] - 2.5)
    assert len(set(shown)) < 15
    driver.plot.fit()
    assert -1.7 < driver.plot.view.frame().y.low < loss[-1]


def test_that_a_run_that_falls_without_end_does_not_take_the_others_out_of_sight(driver: PlotDriver) -> None:
    driver.show(run("gd", 3.4 - np.exp(np.arange(40.0))), run("adam", np.linspace(3.4, 1.0, 40)), function="monkey-saddle")
    assert driver.plot.view.frame().y.low > -20


def test_that_a_loss_of_zero_stands_hollow_at_the_floor_and_is_explained(driver: PlotDriver) -> None:
    loss = decay(40)
    loss[20:] = 0.0
    driver.show(run("gd", loss))
    (curve,) = driver.plot.view.curves.curves()
    frame = driver.plot.view.frame()
    assert curve.head_hollow
    assert curve.hollow.any()
    assert not curve.hollow.all()
    assert np.all(curve.marks[curve.hollow, 1] == frame.floor)
    lowest_positive = curve.main[curve.main[:, 1] != frame.floor, 1].max()
    assert lowest_positive < frame.floor - 10
    assert driver.plot.view.curves.picture.note == "0 is shown at the floor"
    driver.plot.set_log_y(False)
    assert driver.plot.view.curves.picture.note == ""
    assert not driver.plot.view.curves.curves()[0].hollow.any()


@pytest.mark.parametrize("smoothing", [0.0, 0.5])
def test_that_the_note_of_a_zero_goes_with_the_past_that_had_it(driver: PlotDriver, smoothing: float) -> None:
    driver.plot.set_smoothing(smoothing)
    loss = decay(40)
    loss[20:] = 0.0
    driver.show(run("gd", loss))
    assert driver.plot.view.curves.picture.note == "0 is shown at the floor"
    driver.show(run("gd", decay(60), revision=2))
    assert driver.plot.view.curves.picture.note == ""


def test_that_a_curve_of_a_branch_begins_at_its_fork(driver: PlotDriver) -> None:
    parent, branch = run("gd", decay(41)), replace(run("sgd", decay(41)), parent="gd", fork=20)
    driver.show(parent, branch)
    whole, forked = driver.plot.view.curves.curves()
    frame = driver.plot.view.frame()
    assert whole.main[0, 0] == pytest.approx(frame.x_pixels(np.array([0.0]))[0])
    assert forked.main[0, 0] == pytest.approx(frame.x_pixels(np.array([20.0]))[0])
    assert forked.main[-1, 0] == whole.main[-1, 0]


def test_that_what_is_too_low_to_mean_anything_stands_at_the_floor(driver: PlotDriver) -> None:
    gd = np.concatenate([12.1 * 10.0 ** -np.arange(322.0), np.zeros(80)])
    driver.show(run("gd", gd), run("nag", decay(400, 40.0)))
    frame = driver.plot.view.frame()
    assert frame.y.low > -20
    assert frame.y.high < 4
    curve, other = driver.plot.view.curves.curves()
    at_floor = curve.main[:, 1] == frame.floor
    assert at_floor[-1]
    assert curve.head_hollow
    assert np.all(curve.main[:, 1] <= frame.floor)
    assert curve.main[~at_floor, 1].max() < frame.floor - 10
    assert np.ptp(other.main[:, 1]) > 0.15 * frame.height
    assert driver.plot.view.curves.picture.note == "Less than 10⁻¹⁵ is shown at the floor"
    low_ticks = [value for value, label in driver.plot.view.getAxis("left")._tickLevels[0] if label]
    assert frame.y.low + min(low_ticks) * frame.y.height >= -15.001


def test_that_zooming_out_by_hand_shows_the_lowest_values_in_their_place(driver: PlotDriver) -> None:
    driver.show(run("gd", 12.1 * 10.0 ** -np.arange(300.0)))
    for _ in range(24):
        driver.wheel(driver.point_of(10), -1)
    frame = driver.plot.view.frame()
    assert frame.y.low < -300
    (curve,) = driver.plot.view.curves.curves()
    assert not curve.head_hollow
    assert curve.head[1] == pytest.approx(frame.y_pixels(np.array([np.log10(12.1) - 299]))[0])
    assert curve.head[1] < frame.height
    assert driver.plot.view.curves.picture.note == ""
    driver.plot.fit()
    assert driver.plot.view.frame().y.low > -20


@pytest.mark.parametrize("count", [60, 400, 4000])
def test_that_the_note_at_the_floor_is_not_on_a_curve(driver: PlotDriver, count: int) -> None:
    loss = decay(count, 8.0)
    loss[25:] = 0.0
    driver.show(run("gd", loss), run("nag", decay(count, 8.0)), run("sgd", decay(count, count / 30)))
    curves, frame = driver.plot.view.curves.curves(), driver.plot.view.frame()
    width, height = 220.0, 18.0
    left, top = note_place(curves, frame, width, height)
    assert left >= 0
    assert left + width <= frame.width
    for curve in curves:
        steps = np.linspace(0, len(curve.main) - 1, 40 * len(curve.main))
        x, y = (np.interp(steps, np.arange(len(curve.main)), column) for column in curve.main.T)
        assert not ((x > left) & (x < left + width) & (y > top) & (y < top + height)).any()


def test_that_the_way_a_run_diverged_is_seen(driver: PlotDriver) -> None:
    away = np.geomspace(12.1, 1e17, 17)
    driver.show(run("gd", decay(40)), run("momentum", away, diverged=True), run("nag", decay(17), diverged=True))
    gd, momentum, nag = driver.plot.view.curves.curves()
    assert gd.place is HeadPlace.INSIDE
    assert momentum.place is HeadPlace.ABOVE
    assert 0 < momentum.head[1] < 20
    assert nag.place is HeadPlace.INSIDE
    assert "diverged at step 17" in driver.plot.legend.chip("momentum").toolTip()


def test_that_marks_at_the_edge_do_not_hide_each_other(driver: PlotDriver) -> None:
    away = np.geomspace(12.1, 1e240, 9)
    driver.show(run("gd", decay(40)), *(run(key, away, diverged=True) for key in KEYS[1:4]))
    places = sorted(float(curve.head[0]) for curve in driver.plot.view.curves.curves() if curve.place is HeadPlace.ABOVE)
    assert len(places) == 3
    assert np.diff(places).min() >= 12


def test_that_huge_ranges_are_drawn(driver: PlotDriver) -> None:
    runs = [run(key, np.logspace(-30, 300 - number, 200)) for number, key in enumerate(KEYS)]
    for log in (True, False):
        driver.plot.set_log_y(log)
        driver.show(*runs)
        assert not picture(driver.plot).isNull()
        assert all(np.isfinite(curve.main).all() for curve in driver.plot.view.curves.curves())


def test_that_long_runs_are_drawn_with_few_points(driver: PlotDriver) -> None:
    noise = np.exp(np.random.default_rng(0).normal(size=100_000))
    driver.plot.set_smoothing(0.9)
    driver.show(run("sgd", noise))
    (curve,) = driver.plot.view.curves.curves()
    assert 100 < len(curve.main) < 1000
    assert 100 < len(curve.raw) < 2000


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("loss", [np.zeros(1), np.zeros(40), np.full(40, 1e-320), np.full(40, 1.7e308), decay(40, start=1e-300)])
def test_that_a_loss_without_extent_is_drawn(driver: PlotDriver, loss: Float64Array, log: bool) -> None:
    driver.plot.set_smoothing(0.5)
    driver.plot.set_log_y(log)
    driver.show(run("gd", loss))
    frame = driver.plot.view.frame()
    assert np.isfinite(frame.y).all()
    assert frame.y.height > 0
    (curve,) = driver.plot.view.curves.curves()
    assert np.all((curve.main[:, 1] >= 0) & (curve.main[:, 1] <= frame.height))


# Nothing is done twice


def test_that_the_same_snapshot_is_not_painted_again(driver: PlotDriver) -> None:
    shown = driver.show(run("gd", decay(40)))
    painted = driver.plot.view.curves.paints
    for _ in range(5):
        driver.plot.show_snapshot(shown)
        QApplication.processEvents()
    assert driver.plot.view.curves.paints == painted
    driver.show(run("gd", decay(41)))
    assert driver.plot.view.curves.paints > painted


def test_that_a_rewritten_past_is_shown(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(40)))
    driver.point_at(10)
    driver.show(run("gd", decay(40, rate=5.0), revision=2))
    driver.point_at(11)
    driver.point_at(10)
    assert driver.rows()["gd"] == (long_figure(decay(40, rate=5.0)[10]),)
