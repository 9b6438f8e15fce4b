"""The loss plot, driven by mouse and keys."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.functions import FUNCTIONS
from core.problems import FunctionProblem
from core.ranges import Range
from core.smoothing import smoothed
from gui.loss_geometry import Place, note_place
from gui.loss_plot import LossPlot
from gui.loss_reading import figure
from gui.loss_table import LossTable
from gui.loss_view import key_help
from gui.run_style import run_styles
from gui.theme import DARK, LIGHT, Theme, apply_theme
from tests.gui.loss_hand import KEYS, Array, Hand, decay, run, snapshot

NO_KEY = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> LossPlot:
    apply_theme(qapp, LIGHT)
    plot = LossPlot()
    qtbot.addWidget(plot)
    plot.resize(640, 480)
    plot.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    plot.show()
    qtbot.waitExposed(plot)
    return plot


@pytest.fixture
def hand(plot: LossPlot, qtbot: QtBot) -> Hand:
    hand = Hand(plot, qtbot)
    hand.set_runs()
    return hand


def picture(plot: LossPlot, scale: float = 1.0) -> QImage:
    image = QImage(plot.size() * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(0)
    plot.render(image)
    return image


def has_colour(image: QImage, colour: QColor) -> bool:
    target = np.array([colour.blue(), colour.green(), colour.red()])
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[..., :3]
    return bool((np.abs(pixels.astype(int) - target).max(axis=-1) <= 2).any())


def painted_texts(table: LossTable) -> list[tuple[str, QRectF]]:
    """The texts of the table and the areas that their glyphs take."""
    texts: list[tuple[str, QRectF]] = []
    metrics = QFontMetricsF(table.font())

    class Painter(QPainter):
        def drawText(self, area: QRectF, flags: Qt.AlignmentFlag, text: str) -> None:  # type: ignore[override]
            width = metrics.horizontalAdvance(text)
            left = area.right() - width if flags & Qt.AlignmentFlag.AlignRight else area.left()
            texts.append((text, QRectF(left, area.center().y() - 4, width, 8)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gui.loss_table.QPainter", Painter)
        table.grab()
    return texts


# What is shown


def test_that_before_the_first_step_it_says_what_to_do(hand: Hand) -> None:
    hand.show(run("gd", decay(1)))
    assert "Space" in hand.plot.view.curves.picture.message
    hand.show(run("gd", decay(2)))
    assert hand.plot.view.curves.picture.message == ""


def test_that_with_all_runs_off_it_points_to_the_legend(hand: Hand) -> None:
    hand.show(run("gd", decay(20)))
    hand.set_runs(dict.fromkeys(KEYS, False))
    assert "legend" in hand.plot.view.curves.picture.message
    assert hand.plot.view.curves.curves() == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_that_every_run_has_its_colour_in_the_picture(hand: Hand, theme: Theme) -> None:
    hand.plot.set_theme(theme)
    hand.show(*(run(key, decay(40, 10.0 + 5 * number)) for number, key in enumerate(KEYS)))
    hand.plot.legend.hide()
    image = picture(hand.plot)
    for key, style in run_styles((key, key) for key in KEYS).items():
        assert has_colour(image, style.colour(theme)), key


@pytest.mark.parametrize("scale", [1.0, 2.0, 4.0])
def test_that_a_plot_never_shown_can_be_rendered_at_any_scale(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    apply_theme(qapp, LIGHT)
    plot = LossPlot()
    qtbot.addWidget(plot)
    plot.set_runs([("momentum", True)], run_styles([("momentum", "momentum")]))
    plot.show_snapshot(snapshot(run("momentum", decay(40))))
    plot.resize(480, 360)
    plot.legend.hide()
    image = picture(plot, scale)
    assert image.size() == QSize(480, 360) * scale
    assert has_colour(image, run_styles([("momentum", "momentum")])["momentum"].colour(LIGHT))


def test_that_on_a_log_axis_the_way_to_the_lowest_value_is_shown(hand: Hand) -> None:
    infimum = FUNCTIONS["goldstein-price"].infimum
    assert infimum == 3.0
    loss = 3.0 + decay(40)
    hand.show(run("gd", loss), function="goldstein-price")
    assert hand.plot.view.getAxis("left").labelText == "f − f*"
    hand.point_at(10)
    assert hand.rows()["gd"] == (figure(loss[10]), figure(loss[10] - infimum))
    hand.plot.set_log_y(False)
    assert hand.plot.view.getAxis("left").labelText == "f"


def test_that_log_is_refused_with_a_reason_where_there_is_no_lowest_value(hand: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hand.plot.log_y_changed) as changed:
        hand.plot.set_problem(FunctionProblem(FUNCTIONS["saddle"]))
    assert changed.args == [False]
    button = hand.plot.tools.log
    assert not button.isEnabled()
    assert "no lowest value" in button.toolTip()
    hand.plot.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    assert button.isEnabled()
    assert hand.plot.log_y()


def test_that_where_there_is_no_lowest_value_the_axis_goes_little_further_than_the_runs_and_moves_seldom(hand: Hand) -> None:
    loss = 3.4 - 4.25 * np.arange(61) / 60
    shown = []
    for last in range(1, len(loss)):
        hand.show(run("adagrad", loss[: last + 1]), run("gd", np.maximum(loss[: last + 1], 0.0)), function="monkey-saddle")
        shown.append(hand.plot.view.frame().y)
    for last, y in enumerate(shown, start=1):
        assert y.low < loss[last]
        assert y.low > min(loss[last] - 0.35 * (loss[0] - loss[last]), loss[0] - 2.5)
    assert len(set(shown)) < 15
    hand.plot.fit()
    assert -1.7 < hand.plot.view.frame().y.low < loss[-1]


def test_that_a_run_that_falls_without_end_does_not_take_the_others_out_of_sight(hand: Hand) -> None:
    hand.show(run("gd", 3.4 - np.exp(np.arange(40.0))), run("adam", np.linspace(3.4, 1.0, 40)), function="monkey-saddle")
    assert hand.plot.view.frame().y.low > -20


def test_that_a_loss_of_zero_stands_hollow_at_the_floor_and_is_explained(hand: Hand) -> None:
    loss = decay(40)
    loss[20:] = 0.0
    hand.show(run("gd", loss))
    (curve,) = hand.plot.view.curves.curves()
    frame = hand.plot.view.frame()
    assert curve.head_hollow
    assert curve.hollow.any()
    assert not curve.hollow.all()
    assert np.all(curve.marks[curve.hollow, 1] == frame.floor)
    lowest_positive = curve.main[curve.main[:, 1] != frame.floor, 1].max()
    assert lowest_positive < frame.floor - 10
    assert hand.plot.view.curves.picture.note == "0 is shown at the floor"
    hand.plot.set_log_y(False)
    assert hand.plot.view.curves.picture.note == ""
    assert not hand.plot.view.curves.curves()[0].hollow.any()


def test_that_what_is_too_low_to_mean_anything_stands_at_the_floor(hand: Hand) -> None:
    gd = np.concatenate([12.1 * 10.0 ** -np.arange(322.0), np.zeros(80)])
    hand.show(run("gd", gd), run("nag", decay(400, 40.0)))
    frame = hand.plot.view.frame()
    assert frame.y.low > -20
    assert frame.y.high < 4
    curve, other = hand.plot.view.curves.curves()
    at_floor = curve.main[:, 1] == frame.floor
    assert at_floor[-1]
    assert curve.head_hollow
    assert np.all(curve.main[:, 1] <= frame.floor)
    assert curve.main[~at_floor, 1].max() < frame.floor - 10
    assert np.ptp(other.main[:, 1]) > 0.15 * frame.height
    assert hand.plot.view.curves.picture.note == "Less than 10⁻¹⁵ is shown at the floor"
    low_ticks = [value for value, label in hand.plot.view.getAxis("left")._tickLevels[0] if label]
    assert frame.y.low + min(low_ticks) * frame.y.height >= -15.001


def test_that_zooming_out_by_hand_shows_the_lowest_values_in_their_place(hand: Hand) -> None:
    hand.show(run("gd", 12.1 * 10.0 ** -np.arange(300.0)))
    for _ in range(24):
        hand.wheel(hand.point_of(10), -1)
    frame = hand.plot.view.frame()
    assert frame.y.low < -300
    (curve,) = hand.plot.view.curves.curves()
    assert not curve.head_hollow
    assert curve.head[1] == pytest.approx(frame.y_pixels(np.array([np.log10(12.1) - 299]))[0])
    assert curve.head[1] < frame.height
    assert hand.plot.view.curves.picture.note == ""
    hand.plot.fit()
    assert hand.plot.view.frame().y.low > -20


@pytest.mark.parametrize("count", [60, 400, 4000])
def test_that_the_note_at_the_floor_is_not_on_a_curve(hand: Hand, count: int) -> None:
    loss = decay(count, 8.0)
    loss[25:] = 0.0
    hand.show(run("gd", loss), run("nag", decay(count, 8.0)), run("sgd", decay(count, count / 30)))
    curves, frame = hand.plot.view.curves.curves(), hand.plot.view.frame()
    width, height = 220.0, 18.0
    left, top = note_place(curves, frame, width, height)
    assert left >= 0
    assert left + width <= frame.width
    for curve in curves:
        steps = np.linspace(0, len(curve.main) - 1, 40 * len(curve.main))
        x, y = (np.interp(steps, np.arange(len(curve.main)), column) for column in curve.main.T)
        assert not ((x > left) & (x < left + width) & (y > top) & (y < top + height)).any()


def test_that_the_way_a_run_diverged_is_seen(hand: Hand) -> None:
    away = np.geomspace(12.1, 1e17, 17)
    hand.show(run("gd", decay(40)), run("momentum", away, diverged=True), run("nag", decay(17), diverged=True))
    gd, momentum, nag = hand.plot.view.curves.curves()
    assert gd.place is Place.INSIDE
    assert momentum.place is Place.ABOVE
    assert 0 < momentum.head[1] < 20
    assert nag.place is Place.INSIDE
    assert "diverged at step 17" in hand.plot.legend.chip("momentum").toolTip()


def test_that_marks_at_the_edge_do_not_hide_each_other(hand: Hand) -> None:
    away = np.geomspace(12.1, 1e240, 9)
    hand.show(run("gd", decay(40)), *(run(key, away, diverged=True) for key in KEYS[1:4]))
    places = sorted(float(curve.head[0]) for curve in hand.plot.view.curves.curves() if curve.place is Place.ABOVE)
    assert len(places) == 3
    assert np.diff(places).min() >= 12


def test_that_huge_ranges_are_drawn(hand: Hand) -> None:
    runs = [run(key, np.logspace(-30, 300 - number, 200)) for number, key in enumerate(KEYS)]
    for log in (True, False):
        hand.plot.set_log_y(log)
        hand.show(*runs)
        assert not picture(hand.plot).isNull()
        assert all(np.isfinite(curve.main).all() for curve in hand.plot.view.curves.curves())


def test_that_long_runs_are_drawn_with_few_points(hand: Hand) -> None:
    noise = np.exp(np.random.default_rng(0).normal(size=100_000))
    hand.plot.set_smoothing(0.9)
    hand.show(run("sgd", noise))
    (curve,) = hand.plot.view.curves.curves()
    assert 100 < len(curve.main) < 1000
    assert 100 < len(curve.raw) < 2000


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("loss", [np.zeros(1), np.zeros(40), np.full(40, 1e-320), np.full(40, 1.7e308), decay(40, start=1e-300)])
def test_that_a_loss_without_extent_is_drawn(hand: Hand, loss: Array, log: bool) -> None:
    hand.plot.set_smoothing(0.5)
    hand.plot.set_log_y(log)
    hand.show(run("gd", loss))
    frame = hand.plot.view.frame()
    assert np.isfinite(frame.y).all()
    assert frame.y.height > 0
    (curve,) = hand.plot.view.curves.curves()
    assert np.all((curve.main[:, 1] >= 0) & (curve.main[:, 1] <= frame.height))


# Nothing is done twice


def test_that_the_same_snapshot_is_not_painted_again(hand: Hand) -> None:
    shown = hand.show(run("gd", decay(40)))
    painted = hand.plot.view.curves.paints
    for _ in range(5):
        hand.plot.show_snapshot(shown)
        QApplication.processEvents()
    assert hand.plot.view.curves.paints == painted
    hand.show(run("gd", decay(41)))
    assert hand.plot.view.curves.paints > painted


def test_that_a_rewritten_past_is_shown(hand: Hand) -> None:
    hand.show(run("gd", decay(40)))
    hand.point_at(10)
    hand.show(run("gd", decay(40, rate=5.0), revision=2))
    hand.point_at(11)
    hand.point_at(10)
    assert hand.rows()["gd"] == (figure(decay(40, rate=5.0)[10]),)


# Range


def test_that_the_horizontal_range_grows_in_stages(hand: Hand) -> None:
    widths = []
    for count in range(2, 120):
        hand.show(run("gd", decay(count)))
        widths.append(hand.plot.view.frame().x)
    assert len(set(widths)) == 5  # 30, 50, 75, 100, 150
    assert all(frame.high > count for count, frame in enumerate(widths, start=1))


def test_that_an_outlier_does_not_hide_the_rest(hand: Hand) -> None:
    loss = decay(300)
    loss[4] = 1e9
    hand.plot.set_log_y(False)
    hand.show(run("gd", loss))
    assert hand.plot.view.frame().y.high < 20


def test_that_the_vertical_range_does_not_wobble_with_noise(hand: Hand) -> None:
    noise = np.exp(np.random.default_rng(3).normal(size=400)) * 5
    ranges = set()
    for count in range(100, 400):
        hand.show(run("sgd", noise[:count]))
        ranges.add(hand.plot.view.frame().y)
    assert len(ranges) <= 3


def test_that_begun_anew_from_the_same_start_the_range_stays(hand: Hand) -> None:
    hand.show(run("gd", decay(60)))
    before = hand.plot.view.frame().y
    hand.show(run("gd", decay(1), revision=2))
    assert hand.plot.view.frame().y == before


@pytest.mark.parametrize(
    "move",
    [
        lambda hand: hand.wheel(hand.point_of(10), 2),
        lambda hand: hand.drag(hand.point_of(20), hand.point_of(10)),
        lambda hand: hand.press(Qt.Key.Key_Plus),
        lambda hand: hand.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier),
    ],
    ids=["wheel", "drag", "plus", "control-left"],
)
@pytest.mark.parametrize(
    "fit",
    [
        lambda hand, qtbot: qtbot.mouseClick(hand.plot.tools.fit, Qt.MouseButton.LeftButton),
        lambda hand, qtbot: qtbot.mouseDClick(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.point_of(10)),
    ],
    ids=["button", "double-click"],
)
def test_that_moving_stops_the_range_from_following_until_fit(
    hand: Hand, qtbot: QtBot, move: Callable[[Hand], None], fit: Callable[[Hand, QtBot], None]
) -> None:
    hand.show(run("gd", decay(25)))
    followed = hand.plot.view.frame()
    assert hand.plot.tools.fit.isChecked()
    move(hand)
    moved = hand.plot.view.frame()
    assert moved != followed
    assert not hand.plot.tools.fit.isChecked()
    hand.show(run("gd", decay(90)))
    assert hand.plot.view.frame() == moved
    fit(hand, qtbot)
    assert hand.plot.tools.fit.isChecked()
    assert hand.plot.view.frame().x.high > 90


def test_that_the_wheel_zooms_about_the_mouse(hand: Hand) -> None:
    hand.show(run("gd", decay(25)))
    before = hand.plot.view.frame().x
    hand.wheel(hand.point_of(20), 1)
    after = hand.plot.view.frame().x
    assert after.height < before.height
    assert (20 - after.low) / after.height == pytest.approx((20 - before.low) / before.height, abs=0.01)


def test_that_dragging_takes_the_picture_along(hand: Hand) -> None:
    hand.show(run("gd", decay(25)))
    hand.drag(hand.point_of(20), hand.point_of(10))
    assert hand.plot.view.frame().x.low == pytest.approx(10, abs=1.5)


def test_that_stepping_keys_are_left_to_the_window(hand: Hand) -> None:
    hand.show(run("gd", decay(25)))
    before = hand.plot.view.frame()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_F):
        hand.press(key)
    assert hand.plot.view.frame() == before
    assert not hand.plot.table.isVisible()


def test_that_a_click_or_the_wheel_gives_the_plot_the_keys(hand: Hand, qtbot: QtBot) -> None:
    hand.show(run("gd", decay(25)))
    policy = hand.plot.view.focusPolicy()
    assert policy & Qt.FocusPolicy.WheelFocus == Qt.FocusPolicy.WheelFocus
    hand.plot.tools.log.setFocus()
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.point_of(10))
    focused = QApplication.focusWidget()
    assert focused is hand.plot.view
    qtbot.mouseMove(hand.viewport, QPoint(2, 2))
    qtbot.keyClick(focused, Qt.Key.Key_Left, ALT)
    assert hand.plot.table.isVisible()


def test_that_the_help_has_no_key_that_is_the_window_s() -> None:
    helped = [keys for keys, _ in key_help()]
    assert "Esc" in helped
    assert "F" not in helped


@pytest.mark.parametrize("item", ["curves", "crosshair"])
def test_that_an_error_while_painting_is_reported_and_not_fatal(hand: Hand, monkeypatch: pytest.MonkeyPatch, item: str) -> None:
    seen: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *exception: seen.append(exception[1]))
    getattr(hand.plot.view, item).paint(None, None, None)
    assert [type(error) for error in seen] in ([AttributeError], [TypeError])


def test_that_no_menu_of_the_plotting_library_appears(hand: Hand, qtbot: QtBot) -> None:
    hand.show(run("gd", decay(25)))
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.RightButton, pos=hand.point_of(10))
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is None
    assert not hand.plot.view.plotItem.autoBtn.isVisible()


# Cross-hair


def test_that_the_table_reads_all_runs_at_the_nearest_step(hand: Hand) -> None:
    losses = {key: decay(25, 3.0 + number) for number, key in enumerate(KEYS)}
    hand.show(*(run(key, loss) for key, loss in losses.items()))
    hand.point_at(7.3)
    assert hand.plot.view.crosshair.isVisible()
    table = hand.plot.table.table
    assert table is not None
    assert table.title == "step 7"
    assert hand.rows() == {key: (figure(loss[7]),) for key, loss in losses.items()}
    for key, (cell,) in hand.rows().items():
        assert float(cell.replace("−", "-")) == pytest.approx(losses[key][7], rel=1e-5)


def test_that_a_run_that_ended_says_so_in_the_table(hand: Hand) -> None:
    hand.show(run("gd", decay(25)), run("nag", decay(17), diverged=True))
    hand.point_at(16)
    assert hand.rows()["nag"] == (figure(decay(17)[16]),)
    hand.point_at(20)
    assert hand.rows()["nag"] == ("diverged at step 17",)


def test_that_the_table_stands_beside_the_line(hand: Hand) -> None:
    hand.show(*(run(key, decay(25)) for key in KEYS))
    for x in (0, 5, 12, 20, 24):
        hand.point_at(x)
        table, line = hand.table_box(), hand.point_of(x).x()
        assert line <= table.left() or line >= table.right(), x
        assert hand.plot.view.box_rect().toAlignedRect().contains(table), x


@pytest.mark.parametrize("width", [392, 640, 1000])
@pytest.mark.parametrize("axis", ["step", "evaluations", "seconds"])
def test_that_the_header_of_the_table_does_not_overprint_itself(hand: Hand, width: int, axis: str) -> None:
    hand.plot.resize(width, 480)
    QApplication.processEvents()
    hand.plot.set_smoothing(0.9)
    hand.plot.set_x_axis(axis)
    hand.show(run("gd", 3.0 + decay(241), cost=40), function="goldstein-price")
    hand.point_at(float(hand.plot.view.frame().x.high) / 2)
    texts = painted_texts(hand.plot.table)
    assert hand.plot.table.isVisible()
    assert len(texts) >= 4
    for number, (text, area) in enumerate(texts):
        assert area.right() <= hand.plot.table.width(), text
        assert area.left() >= 0, text
        assert not any(area.intersects(other) for _, other in texts[number + 1 :]), text


def test_that_runs_at_the_lowest_value_can_be_told_apart_with_smoothing(hand: Hand) -> None:
    hand.plot.resize(392, 480)
    hand.plot.set_smoothing(0.9)
    loss = 3.0 + decay(41, 2.0)
    hand.show(run("gd", loss), function="goldstein-price")
    hand.point_at(30)
    table = hand.plot.table.table
    assert table is not None
    assert table.columns == ("f", "smoothed f − f*", "f − f*")
    assert hand.rows()["gd"] == (figure(loss[30]), figure(smoothed(loss - 3.0, 0.9)[30]), figure(loss[30] - 3.0))
    assert "f − f*" in [text for text, _ in painted_texts(hand.plot.table)]


@pytest.mark.parametrize("width", [640, 400, 320])
def test_that_the_table_fits_into_a_narrow_plot(hand: Hand, width: int) -> None:
    hand.plot.resize(width, 480)
    QApplication.processEvents()
    hand.plot.set_smoothing(0.5)
    hand.show(*(run(key, decay(25)) for key in KEYS))
    for x in (0, 12, 24):
        hand.point_at(x)
        assert hand.plot.table.isVisible()
        box = hand.plot.view.box_rect()
        assert box.toAlignedRect().contains(hand.table_box()) or hand.table_box().bottom() < box.top() + 10, x
        assert hand.plot.rect().contains(hand.plot.table.geometry()), x


@pytest.mark.parametrize("count", [2, 6, 7])
def test_that_in_a_low_plot_the_table_hides_no_curve_and_nothing_of_itself(hand: Hand, count: int) -> None:
    hand.plot.resize(428, 324)  # what it has beside a network in a window of 1280 × 800 pixels
    QApplication.processEvents()
    hand.plot.set_smoothing(0.95)
    hand.show(*(run(key, decay(60, 20.0 + 10 * k)) for k, key in enumerate(KEYS[:count])))
    box = hand.plot.view.box_rect()
    sizes = set()
    for x in (0, 30, 59):
        hand.point_at(x)
        assert hand.plot.table.isVisible()
        assert hand.plot.rect().contains(hand.plot.table.geometry())
        sizes.add(hand.plot.table.size())
        if count == 2:
            assert box.toAlignedRect().contains(hand.table_box()), "two rows hide little, and the legend stays in sight"
        else:
            assert hand.table_box().bottom() < box.top() + 10
    assert len(sizes) == 1
    table = hand.plot.table.table
    assert table is not None
    texts = [text for text, _ in painted_texts(hand.plot.table)]
    assert [text for text in texts if text in table.columns] == ["f", "smoothed"], "no column had to go"
    areas = [area for _, area in painted_texts(hand.plot.table)]
    assert not any(one.intersects(other) for one, other in combinations(areas, 2))


def test_that_of_two_places_the_table_takes_the_one_that_hides_less_near_the_line(hand: Hand) -> None:
    table = hand.plot.table
    hand.show(run("gd", decay(25)))
    hand.point_at(12)
    assert table.table is not None
    line = table.width() + 20.0
    table.show_table(replace(table.table, title="step"), run_styles([("gd", "gd")]), QRectF(0, 0, 2 * line, 400))
    places = {(line + 20, 20): 20, (20, 20): 40, (line + 20, 380): 200, (20, 380): 200}  # at the line, far from it, and below
    table.place(line, np.concatenate([np.tile(place, (count, 1)) for place, count in places.items()]))
    assert table.geometry().contains(20, 20)


def test_that_the_layout_of_the_table_is_the_same_at_every_step(hand: Hand) -> None:
    hand.show(run("gd", np.logspace(5, -300, 25)), run("nag", decay(25)))
    sizes = set()
    for x in range(0, 25, 3):
        hand.point_at(x)
        sizes.add((hand.plot.table.width(), hand.plot.table.height()))
    assert len(sizes) == 1


def test_that_the_cross_hair_goes_when_the_mouse_goes(hand: Hand, qtbot: QtBot) -> None:
    hand.show(run("gd", decay(25)))
    hand.point_at(5)
    assert hand.plot.table.isVisible()
    qtbot.mouseMove(hand.viewport, QPoint(2, 2))
    assert not hand.plot.table.isVisible()
    assert not hand.plot.view.crosshair.isVisible()


def test_that_the_cross_hair_is_moved_by_key(hand: Hand) -> None:
    hand.show(run("gd", decay(25)))
    titles = []
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, modifiers in [(Qt.Key.Key_Left, ALT), (Qt.Key.Key_Left, ALT), (Qt.Key.Key_Left, ALT | shift), (Qt.Key.Key_Right, ALT)]:
        hand.press(key, modifiers)
        table = hand.plot.table.table
        assert table is not None
        titles.append(table.title)
    assert titles == ["step 24", "step 23", "step 13", "step 14"]
    hand.press(Qt.Key.Key_Escape)
    assert not hand.plot.table.isVisible()


def test_that_the_table_follows_a_run_that_is_switched_off(hand: Hand) -> None:
    hand.show(run("gd", decay(25)), run("nag", decay(25)))
    hand.point_at(5)
    hand.set_runs({"nag": False})
    hand.plot.show_snapshot(snapshot(run("gd", decay(25))))
    hand.point_at(6)
    assert list(hand.rows()) == ["gd"]


# Smoothing


def test_that_the_spin_box_sets_the_smoothing_exactly(hand: Hand, qtbot: QtBot) -> None:
    noise = np.exp(np.random.default_rng(0).normal(size=25))
    hand.show(run("sgd", noise))
    box = hand.plot.tools.value
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0.937")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert hand.plot.smoothing() == 0.937
    hand.point_at(20)
    table = hand.plot.table.table
    assert table is not None
    assert table.columns == ("smoothed", "f")
    assert hand.rows()["sgd"] == (figure(smoothed(noise, 0.937)[20]), figure(noise[20]))


def test_that_the_slider_sets_the_smoothing_and_its_ends_are_exact(hand: Hand, qtbot: QtBot) -> None:
    slider = hand.plot.tools.slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert hand.plot.smoothing() == 0.999
    assert hand.plot.tools.value.number == 0.999
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert hand.plot.smoothing() == 0.0


def test_that_smoothed_curves_have_the_raw_one_behind_them(hand: Hand) -> None:
    hand.show(run("sgd", np.exp(np.random.default_rng(0).normal(size=200))))
    assert len(hand.plot.view.curves.curves()[0].raw) == 0
    hand.plot.set_smoothing(0.9)
    (curve,) = hand.plot.view.curves.curves()
    assert len(curve.raw) > 100
    assert np.ptp(curve.main[20:, 1]) < np.ptp(curve.raw[20:, 1])


def test_that_a_smoothing_out_of_range_is_refused(plot: LossPlot) -> None:
    with pytest.raises(ValueError, match=r"0\.999"):
        plot.set_smoothing(1.0)


# Axes


def test_that_the_horizontal_axis_can_count_evaluations_and_seconds(hand: Hand, qtbot: QtBot) -> None:
    hand.show(run("gd", decay(25), cost=40), run("sgd", decay(25), cost=10))
    box = hand.plot.tools.x_axis
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert hand.plot.x_axis() == "evaluations"
    assert hand.plot.view.frame().x.contains(Range(0.0, 960.0))
    hand.point_at(100)
    assert hand.rows()["sgd"] == ("10", figure(decay(25)[10]))
    assert hand.rows()["gd"][0] in ("2", "3")
    hand.point_at(800)
    assert hand.rows() == {"gd": ("20", figure(decay(25)[20])), "sgd": ("—",)}
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert hand.plot.x_axis() == "seconds"
    assert hand.plot.view.frame().x.contains(Range(0.0, 0.24))


def test_that_the_log_button_changes_the_axis(hand: Hand, qtbot: QtBot) -> None:
    hand.show(run("gd", decay(25)))
    with qtbot.waitSignal(hand.plot.log_y_changed):
        qtbot.mouseClick(hand.plot.tools.log, Qt.MouseButton.LeftButton)
    assert not hand.plot.log_y()
    assert hand.plot.view.frame().y.contains(Range(0.0, 12.1))


# Tools


@pytest.mark.parametrize("width", [320, 340, 390, 408, 450, 640, 1000])
def test_that_nothing_in_the_tools_is_cut_or_overlaps(hand: Hand, width: int) -> None:
    tools = hand.plot.tools
    hand.plot.set_x_axis("evaluations")
    hand.plot.set_smoothing(0.99898)
    hand.plot.resize(width, 480)
    QApplication.processEvents()
    shown = [widget for widget in (tools.log, tools.label, tools.slider, tools.value, tools.x_axis, tools.fit) if widget.isVisible()]
    assert len(shown) >= 5
    for number, widget in enumerate(shown):
        assert tools.rect().contains(widget.geometry()), widget
        assert not any(widget.geometry().intersects(other.geometry()) for other in shown[number + 1 :]), widget
        if widget is not tools.slider:
            assert widget.width() >= widget.sizeHint().width()
    assert tools.slider.width() >= 48
    edit = tools.value.lineEdit()
    assert edit.width() >= edit.fontMetrics().horizontalAdvance(edit.text()) + 5
    assert tools.geometry().bottom() < hand.plot.legend.geometry().top()


def test_that_the_tools_take_one_row_again_when_there_is_room(hand: Hand) -> None:
    tools, heights, labels = hand.plot.tools, [], []
    for width in (640, 320, 400, 640):
        hand.plot.resize(width, 480)
        QApplication.processEvents()
        heights.append(tools.height())
        labels.append(tools.label.isVisible())
    assert heights[0] == heights[2] == heights[3] < heights[1]
    assert labels == [True, True, False, True]


def test_that_the_tab_key_goes_through_the_tools_as_they_stand(hand: Hand, qtbot: QtBot) -> None:
    tools = hand.plot.tools
    order = [tools.log, tools.slider, tools.value, tools.x_axis, tools.fit]
    order[0].setFocus(Qt.FocusReason.TabFocusReason)
    for widget in order:
        assert QApplication.focusWidget() is widget
        qtbot.keyClick(widget, Qt.Key.Key_Tab)


def test_that_the_least_size_has_room_for_all_parts(hand: Hand, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    hand.show(run("gd", decay(25)))
    hand.plot.setParent(window)
    hand.plot.show()
    window.show()
    hand.plot.resize(hand.plot.minimumSizeHint())
    QApplication.processEvents()
    parts: list[QWidget] = [hand.plot.tools, hand.plot.legend, hand.plot.view]
    for above, below in pairwise(parts):
        assert above.geometry().bottom() < below.geometry().top()
    assert all(hand.plot.rect().contains(part.geometry()) for part in parts)
    assert all(hand.plot.legend.rect().contains(hand.plot.legend.chip(key).geometry()) for key in KEYS)
    assert hand.plot.view.box_rect().height() > 60
    hand.plot.setParent(None)


# Legend


def test_that_a_click_in_the_legend_switches_a_run(hand: Hand, qtbot: QtBot) -> None:
    hand.show(run("gd", decay(25)), run("nag", decay(25)))
    chip = hand.plot.legend.chip("nag")
    with qtbot.waitSignal(hand.plot.run_toggled) as toggled:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert toggled.args == ["nag", False]
    assert chip.isVisible()
    assert not chip.isChecked()
    assert len(hand.plot.view.curves.curves()) == 1
    with qtbot.waitSignal(hand.plot.run_toggled) as toggled:
        chip.setFocus()
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert toggled.args == ["nag", True]
    assert len(hand.plot.view.curves.curves()) == 2


def test_that_switching_from_outside_does_not_answer(hand: Hand, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(hand.plot.run_toggled):
        hand.set_runs({"adam": False})
    assert not hand.plot.legend.chip("adam").isChecked()


def test_that_a_switched_off_run_looks_dimmed(hand: Hand) -> None:
    chip = hand.plot.legend.chip("nag")
    on = chip.grab().toImage()
    hand.set_runs({"nag": False})
    assert chip.grab().toImage() != on


def test_that_the_legend_wraps_and_never_covers_the_curves(hand: Hand) -> None:
    rows = {}
    for width in (900, 360):
        hand.plot.resize(width, 480)
        QApplication.processEvents()
        chips = [hand.plot.legend.chip(key).geometry() for key in KEYS]
        rows[width] = len({chip.top() for chip in chips})
        assert all(hand.plot.legend.rect().contains(chip) for chip in chips)
        assert hand.plot.legend.geometry().bottom() < hand.plot.view.geometry().top()
    assert rows[900] == 1
    assert rows[360] > 1


def test_that_every_control_has_a_name_and_a_tooltip(hand: Hand) -> None:
    tools = hand.plot.tools
    for control in (tools.log, tools.slider, tools.value, tools.x_axis, tools.fit, *(hand.plot.legend.chip(key) for key in KEYS)):
        assert control.accessibleName()
        assert control.toolTip()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


# Copies for pictures


def test_that_a_copy_shows_what_the_original_shows(hand: Hand, qtbot: QtBot) -> None:
    hand.plot.set_smoothing(0.6)
    hand.plot.set_log_y(False)
    shown = hand.show(run("gd", decay(25)))
    hand.wheel(hand.point_of(10), 2)
    copy = LossPlot()
    qtbot.addWidget(copy)
    copy.set_problem(shown.problem)
    copy.set_runs([(key, True) for key in KEYS], run_styles((key, key) for key in KEYS))
    copy.show_snapshot(shown)
    copy.copy_view(hand.plot)
    assert (copy.smoothing(), copy.log_y(), copy.x_axis()) == (0.6, False, "step")
    assert copy.view.frame().x == hand.plot.view.frame().x
    assert copy.view.frame().y == hand.plot.view.frame().y
