"""The trajectory canvas, driven by mouse and keys."""

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.experiment import Experiment
from core.functions import FUNCTIONS
from core.problems import FunctionProblem
from core.setups import default_setup
from gui.canvas import TrajectoryCanvas
from gui.run_style import run_styles
from gui.theme import DARK, LIGHT, Theme, apply_theme
from tests.gui.canvas_hand import Array, CanvasHand, run, snapshot

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SEVEN = ("gd", "sgd", "momentum", "adagrad", "nag", "rmsprop", "adam")
STYLES = run_styles((key, key) for key in SEVEN)
HOME = (-10.0, 10.0, -10.0, 10.0)


@pytest.fixture
def canvas(qtbot: QtBot, qapp: QApplication) -> TrajectoryCanvas:
    apply_theme(qapp, LIGHT)
    canvas = TrajectoryCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(640, 680)
    canvas.set_styles(STYLES)
    canvas.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    canvas.show()
    qtbot.waitExposed(canvas)
    QApplication.processEvents()
    return canvas


@pytest.fixture
def hand(canvas: TrajectoryCanvas, qtbot: QtBot) -> CanvasHand:
    return CanvasHand(canvas, qtbot)


def spiral(count: int, turns: float = 6.0, radius: float = 8.0) -> Array:
    """A path that winds into the minimum."""
    part = np.linspace(0, 1, count)
    away = radius * np.exp(-6 * part)
    return np.stack([-away * np.cos(2 * math.pi * turns * part), away * np.sin(2 * math.pi * turns * part)], axis=1)


def near(one: tuple[float, ...], other: tuple[float, ...], tolerance: float = 0.06) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def pixels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


# The start


def test_that_a_click_picks_the_start(hand: CanvasHand) -> None:
    point = hand.at(5.0, -4.0)
    hand.click(point)
    x, y, dragging = hand.picked[-1]
    assert near((x, y), (5.0, -4.0))
    assert not dragging
    assert len(hand.picked) == 1


def test_that_a_picked_start_has_no_more_decimals_than_pixels(hand: CanvasHand) -> None:
    hand.click(hand.at(5.0, -4.0))
    assert all(value == round(value, 2) for value in hand.picked[-1][:2])
    hand.wheel(hand.at(5.0, -4.0), 40)
    hand.click(hand.at(5.0, -4.0) + QPoint(70, 70))
    assert any(value != round(value, 3) for value in hand.picked[-1][:2])


def test_that_the_flag_follows_a_click_at_once(hand: CanvasHand, qtbot: QtBot) -> None:
    flag = QColor(LIGHT.accent).name()
    assert flag not in hand.colours(6.0, 6.0, reach=30)
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.at(6.0, 6.0))
    assert hand.picked == []
    assert flag in hand.colours(6.0, 6.0, reach=30)
    qtbot.waitUntil(lambda: len(hand.picked) == 1)


def test_that_dragging_the_flag_picks_while_it_moves_and_once_at_the_end(hand: CanvasHand) -> None:
    hand.drag(hand.at(*FUNCTIONS["seed-bowl"].start), hand.at(4.0, 5.0))
    assert [dragging for *_, dragging in hand.picked] == [True, True, True, False]
    assert near(hand.picked[-1][:2], (4.0, 5.0))
    assert hand.picked[-2][:2] == hand.picked[-1][:2]
    assert hand.canvas.view_range() == HOME


def test_that_the_flag_cannot_be_dragged_out_of_the_picture(hand: CanvasHand) -> None:
    hand.drag(hand.at(*FUNCTIONS["seed-bowl"].start), hand.at(0.0, 0.0) + QPoint(0, 2000))
    assert hand.picked[-1][1] == pytest.approx(-10.0)


def test_that_a_click_on_the_flag_changes_nothing(hand: CanvasHand, qtbot: QtBot) -> None:
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.at(*FUNCTIONS["seed-bowl"].start))
    qtbot.wait(300)
    assert hand.picked == []


def test_that_the_cursor_shows_what_would_happen(hand: CanvasHand, qtbot: QtBot) -> None:
    def shape() -> Qt.CursorShape:
        return hand.viewport.cursor().shape()

    start = hand.at(*FUNCTIONS["seed-bowl"].start)
    hand.move(hand.at(5.0, 5.0))
    assert shape() == Qt.CursorShape.CrossCursor
    hand.move(start)
    assert shape() == Qt.CursorShape.OpenHandCursor
    qtbot.mousePress(hand.viewport, Qt.MouseButton.LeftButton, pos=start)
    assert shape() == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseRelease(hand.viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mousePress(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.at(5.0, 5.0))
    qtbot.mouseMove(hand.viewport, hand.at(4.0, 5.0))
    assert shape() == Qt.CursorShape.SizeAllCursor
    qtbot.mouseRelease(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.at(5.0, 5.0))
    hand.move(QPoint(2, 300))
    assert shape() == Qt.CursorShape.ArrowCursor


def test_that_the_right_button_neither_picks_nor_opens_a_menu(hand: CanvasHand, qtbot: QtBot) -> None:
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.RightButton, pos=hand.at(3.0, 3.0))
    qtbot.wait(300)
    assert hand.picked == []
    assert QApplication.activePopupWidget() is None


def test_that_the_flag_stands_where_the_snapshot_starts(hand: CanvasHand) -> None:
    hand.canvas.show_snapshot(snapshot(run("gd", [[3, 3], [2, 2]]), start=(3.0, 3.0)))
    assert QColor(LIGHT.accent).name() in hand.colours(3.0, 3.0, reach=30)


def test_that_a_late_snapshot_does_not_pull_the_flag_from_the_hand(hand: CanvasHand, qtbot: QtBot) -> None:
    start = hand.at(*FUNCTIONS["seed-bowl"].start)
    qtbot.mousePress(hand.viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(hand.viewport, start + QPoint(60, 60))
    held = hand.canvas._start
    hand.canvas.show_snapshot(snapshot(run("gd", [[3, 3]]), start=(3.0, 3.0)))
    hand.canvas.set_start(2.0, 2.0)
    assert hand.canvas._start == held
    qtbot.mouseRelease(hand.viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 60))
    assert near(hand.picked[-1][:2], hand.shown_at(start + QPoint(60, 60)))


# The view


def test_that_the_wheel_zooms_at_the_mouse(hand: CanvasHand) -> None:
    point = hand.at(-5.0, 2.5)
    before = hand.shown_at(point)
    hand.wheel(point, 3)
    x_min, x_max, y_min, y_max = hand.canvas.view_range()
    assert x_max - x_min == pytest.approx(20 / 1.2**3)
    assert y_max - y_min == pytest.approx(20 / 1.2**3)
    assert near(hand.shown_at(point), before, 0.02)
    hand.wheel(point, -3)
    assert hand.canvas.view_range() == pytest.approx(HOME)


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton])
def test_that_a_drag_moves_the_view_with_the_mouse(hand: CanvasHand, button: Qt.MouseButton) -> None:
    begin, end = hand.at(0.0, 0.0), hand.at(3.0, -2.0)
    held = hand.shown_at(begin)
    hand.drag(begin, end, button)
    assert near(hand.shown_at(end), held, 0.001)
    assert near(hand.canvas.view_range(), (-13.0, 7.0, -8.0, 12.0))
    assert hand.picked == []


def test_that_keys_zoom_pan_fit_and_switch_the_aspect(hand: CanvasHand) -> None:
    hand.press(Key.Key_Plus)
    assert hand.canvas.view_range() == pytest.approx((-10 / 1.2, 10 / 1.2) * 2)
    hand.press(Key.Key_Minus)
    assert hand.canvas.view_range() == pytest.approx(HOME)
    hand.press(Key.Key_Right, CONTROL)
    assert hand.canvas.view_range() == pytest.approx((-8.0, 12.0, -10.0, 10.0))
    hand.press(Key.Key_Up, CONTROL)
    assert hand.canvas.view_range() == pytest.approx((-8.0, 12.0, -8.0, 12.0))
    hand.press(Key.Key_F)
    assert hand.canvas.view_range() == HOME
    hand.press(Key.Key_E)
    assert hand.canvas.equal_aspect()


def test_that_arrows_and_space_are_left_to_the_window(hand: CanvasHand, qtbot: QtBot) -> None:
    heard = []
    hand.canvas.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_Space, Key.Key_Home):
        hand.press(key)
    assert heard == [Key.Key_Right, Key.Key_Left, Key.Key_Space, Key.Key_Home]
    assert hand.canvas.view_range() == HOME


def test_that_a_double_click_fits_and_picks_nothing(hand: CanvasHand, qtbot: QtBot) -> None:
    hand.wheel(hand.at(2.0, 2.0), 5)
    start = hand.canvas._start
    hand.double_click(hand.at(2.0, 2.5))
    qtbot.wait(300)
    assert hand.canvas.view_range() == HOME
    assert hand.picked == []
    assert hand.canvas._start == start


def test_that_the_fit_button_shows_the_start_too(hand: CanvasHand, qtbot: QtBot) -> None:
    hand.canvas.set_start(30.0, 0.0)
    assert hand.canvas.view_range() == HOME
    qtbot.mouseClick(hand.canvas._fit_button, Qt.MouseButton.LeftButton)
    x_min, x_max, y_min, y_max = hand.canvas.view_range()
    assert (x_min, y_min, y_max) == (-10.0, -10.0, 10.0)
    assert 30.0 < x_max < 33.0


def test_that_the_aspect_button_makes_units_equal(hand: CanvasHand, qtbot: QtBot) -> None:
    hand.canvas.resize(900, 500)
    QApplication.processEvents()
    told: list[bool] = []
    hand.canvas.equal_aspect_changed.connect(told.append)
    mapping = hand.canvas._mapping
    assert mapping.x_pixel < 0.8 * mapping.y_pixel
    qtbot.mouseClick(hand.canvas._aspect_button, Qt.MouseButton.LeftButton)
    mapping = hand.canvas._mapping
    assert mapping.x_pixel == pytest.approx(mapping.y_pixel, rel=0.01)
    assert hand.canvas.view_range()[2:] == pytest.approx((-10.0, 10.0))
    qtbot.mouseClick(hand.canvas._aspect_button, Qt.MouseButton.LeftButton)
    assert hand.canvas.view_range() == pytest.approx(HOME)
    assert told == [True, False]


def test_that_units_stay_equal_while_zooming_and_resizing(hand: CanvasHand) -> None:
    hand.canvas.set_equal_aspect(True)
    hand.wheel(hand.at(1.0, 1.0), 4)
    hand.canvas.resize(700, 420)
    QApplication.processEvents()
    mapping = hand.canvas._mapping
    assert mapping.x_pixel == pytest.approx(mapping.y_pixel, rel=0.01)


def test_that_snapshots_never_move_the_view(hand: CanvasHand) -> None:
    hand.show(run("gd", [[-9, 2], [500, 500]]))
    hand.show(run("gd", [[-9, 2], [500, 500], [1e200, 0]], diverged=True))
    assert hand.canvas.view_range() == HOME


def test_that_another_problem_brings_its_view_its_axes_and_its_start(hand: CanvasHand) -> None:
    hand.wheel(hand.at(1.0, 1.0), 4)
    line = FUNCTIONS["line-fit"]
    hand.canvas.set_problem(FunctionProblem(line))
    assert hand.canvas.view_range() == pytest.approx(line.view)
    assert (hand.view.bottom_axis.labelText, hand.view.left_axis.labelText) == line.variables
    assert hand.canvas._start == line.start


def test_that_zooming_stops_where_numbers_end(hand: CanvasHand) -> None:
    for notches in (400, -900):
        hand.wheel(hand.at(0.5, 0.5), notches)
        x_min, x_max, _, _ = hand.canvas.view_range()
        assert math.isfinite(x_min)
        assert 0 < x_max - x_min < 1e12
        hand.picture()


# The read-out


def test_that_the_read_out_tells_f_and_its_gradient(hand: CanvasHand) -> None:
    point = hand.at(5.0, -4.0)
    hand.move(point)
    x, y = hand.shown_at(point)
    read = hand.canvas.read_out_text().replace("\N{MINUS SIGN}", "-").replace("(", "").replace(")", "").replace(",", "").split()
    assert [read[0], read[2], read[4], read[6]] == ["x", "y", "f", "∇f"]
    figures = [float(read[place]) for place in (1, 3, 5, 7, 8)]
    assert figures == pytest.approx([x, y, x * x / 10 + y * y, x / 5, 2 * y], abs=0.02)


def test_that_the_read_out_gives_way_to_a_hint_outside(hand: CanvasHand) -> None:
    hand.move(hand.at(5.0, -4.0))
    assert "∇f" in hand.canvas.read_out_text()
    hand.move(QPoint(3, 300))
    assert "Click to set the start" in hand.canvas.read_out_text()


def test_that_figures_keep_their_places(hand: CanvasHand) -> None:
    hand.move(hand.at(5.0, 4.0))
    places = [label.geometry() for label in hand.canvas._read_out._values]
    hand.move(hand.at(-5.123, -9.4))
    assert [label.geometry() for label in hand.canvas._read_out._values] == places


def test_that_the_read_out_survives_where_f_overflows(hand: CanvasHand) -> None:
    hand.canvas.set_problem(FunctionProblem(FUNCTIONS["goldstein-price"]))
    hand.wheel(hand.at(0.0, 0.0), -200)
    hand.move(hand.at(*[0.9 * edge for edge in (hand.canvas.view_range()[1], hand.canvas.view_range()[3])]))
    assert "f " in hand.canvas.read_out_text()


# Paths


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("scale", [1, 2, 4])
def test_that_every_run_has_its_colour_at_its_head(hand: CanvasHand, theme: Theme, scale: int) -> None:
    hand.canvas.set_theme(theme)
    heads = {key: (-8.0 + 2.5 * number, 5.0) for number, key in enumerate(SEVEN)}
    hand.show(*(run(key, [[-9, 2], [x, 0], [x, y]]) for key, (x, y) in heads.items()))
    for key, (x, y) in heads.items():
        assert STYLES[key].colour(theme).name() in hand.colours(x, y, reach=2, scale=scale)


def test_that_a_path_has_a_halo_on_both_sides(hand: CanvasHand) -> None:
    hand.show(run("gd", [[-9, 2], [-9, -5], [9, -5], [9, 8]]))
    image = hand.picture()
    middle = hand.viewport.mapTo(hand.canvas, hand.at(0.5, -5.0))
    across = [image.pixelColor(middle.x(), middle.y() + away).lightness() for away in range(-8, 9)]
    assert across[8] < 80
    assert max(across[4:8]) > across[0] + 5
    assert max(across[9:13]) > across[16] + 5


def test_that_far_steps_get_dots_and_near_ones_none(hand: CanvasHand) -> None:
    far = np.stack([np.linspace(-8, 8, 9), np.full(9, -6.0)], axis=1)
    close = np.stack([np.linspace(-8, 8, 400), np.full(400, 6.0)], axis=1)
    hand.show(run("momentum", far), run("nag", close))
    image = hand.picture()

    def thickness(x: float, y: float, key: str) -> int:
        place = hand.viewport.mapTo(hand.canvas, hand.at(x, y))
        wanted = STYLES[key].colour(LIGHT).name()
        return sum(image.pixelColor(place.x(), place.y() + away).name() == wanted for away in range(-6, 7))

    assert thickness(2.0, -6.0, "momentum") >= 3
    assert max(thickness(x, 6.0, "nag") for x in np.linspace(-2, 2, 60)) <= 2


def test_that_a_path_that_grows_looks_like_one_that_is_drawn_at_once(hand: CanvasHand) -> None:
    path = spiral(300)
    for stop in (1, 2, 3, 10, 50, 120, 121, 200, 300):
        hand.show(run("adam", path[:stop]), run("gd", path[:stop, ::-1]))
    grown = pixels(hand.picture())
    hand.canvas.set_theme(LIGHT)
    whole = pixels(hand.picture())
    differs = np.abs(grown - whole).max(axis=2) > 60
    assert differs.sum() < 200
    assert (np.abs(whole - pixels_without_runs(hand)).max(axis=2) > 60).sum() > 5000


def pixels_without_runs(hand: CanvasHand) -> np.ndarray:
    hand.canvas.show_snapshot(snapshot())
    return pixels(hand.picture())


def test_that_a_rewritten_past_is_drawn_anew(hand: CanvasHand) -> None:
    colour = STYLES["adam"].colour(LIGHT).name()
    hand.show(run("adam", [[-9, 2], [-9, 8], [9, 8], [9, 0]]))
    assert colour in hand.colours(2.0, 8.0)
    hand.show(run("adam", [[-9, 2], [-9, -8], [9, -8], [9, 0]], revision=2))
    assert colour not in hand.colours(2.0, 8.0)
    assert colour in hand.colours(2.0, -8.0)


def test_that_a_run_switched_off_disappears(hand: CanvasHand) -> None:
    path = [[-9, 2], [-9, 8], [9, 8]]
    hand.show(run("adam", path), run("gd", [[-9, 2], [0, 0]]))
    hand.show(run("gd", [[-9, 2], [0, 0]]))
    assert STYLES["adam"].colour(LIGHT).name() not in hand.colours(9.0, 8.0, reach=6)


def test_that_noise_becomes_a_cloud_with_a_strong_head(hand: CanvasHand) -> None:
    noise = np.random.default_rng(0).normal(size=(20_000, 2)) * 1.5
    noise[-30:] = np.stack([np.linspace(6, 9, 30), np.full(30, -8.0)], axis=1)
    hand.show(run("sgd", noise))
    picture = hand.canvas._runs._picture
    assert picture is not None
    assert picture._cloud is not None
    (ink,) = picture._inks.values()
    assert ink.strong_end is not None
    assert 20 < ink.strong_end < 500
    strong = STYLES["sgd"].colour(LIGHT).name()
    assert strong in hand.colours(8.6, -8.0)


def test_that_a_million_steps_are_drawn_with_few_lines(hand: CanvasHand, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    import gui.canvas_paths as paths

    real = paths.draw_segments
    monkeypatch.setattr(paths, "draw_segments", lambda painter, segments: (drawn.append(len(segments)), real(painter, segments)))
    noise = np.random.default_rng(1).normal(size=(1_000_000, 2))
    hand.show(run("sgd", noise), run("gd", spiral(1_000_000)))
    assert 500 < sum(drawn) < 15_000


# Repainting


def test_that_the_same_snapshot_repaints_nothing(hand: CanvasHand) -> None:
    shown = hand.show(run("gd", spiral(50)))
    painted = hand.canvas._runs.paints
    assert painted > 0
    for _ in range(5):
        hand.canvas.show_snapshot(shown)
        QApplication.processEvents()
    assert hand.canvas._runs.paints == painted


def test_that_steps_too_small_to_see_repaint_nothing_until_they_add_up(hand: CanvasHand) -> None:
    rest = np.concatenate([spiral(50), np.zeros((1, 2))])
    hand.show(run("gd", rest))
    painted = hand.canvas._runs.paints
    for step in range(1, 4):
        hand.show(run("gd", np.concatenate([rest, np.full((step, 2), 1e-4 * step)])))
    assert hand.canvas._runs.paints == painted
    hand.show(run("gd", np.concatenate([rest, np.full((4, 2), 0.05)])))
    assert hand.canvas._runs.paints == painted + 1


def test_that_a_new_frame_leaves_the_ground_as_it_is(hand: CanvasHand) -> None:
    hand.show(run("gd", spiral(50)[:20]))
    ground = hand.canvas._landscape._picture
    hand.show(run("gd", spiral(50)))
    assert hand.canvas._landscape._picture is ground


def test_that_a_hidden_canvas_paints_nothing(hand: CanvasHand) -> None:
    hand.canvas.hide()
    painted = hand.canvas._runs.paints
    hand.show(run("gd", spiral(50)))
    assert hand.canvas._runs.paints == painted
    hand.canvas.show()
    QApplication.processEvents()
    assert hand.canvas._runs.paints > painted


def test_that_a_snapshot_of_another_function_is_not_shown(hand: CanvasHand) -> None:
    hand.show(run("gd", spiral(20)), function="rosenbrock")
    assert hand.canvas._snapshot is None


def test_that_a_failing_layer_is_told_and_the_window_lives_on(hand: CanvasHand, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: told.append(error))
    monkeypatch.setattr(hand.canvas._runs, "_paint_heads", lambda *_: 1 / 0)
    hand.show(run("gd", spiral(20)))
    assert isinstance(told[0], ZeroDivisionError)
    monkeypatch.undo()
    hand.show(run("gd", spiral(30)))


# The ground


def test_that_the_ground_fills_the_view_while_it_moves(hand: CanvasHand) -> None:
    window = hand.canvas.palette().window().color().name()
    for _ in range(6):
        hand.press(Key.Key_Right, CONTROL)
        box = hand.canvas.view_range()
        for x in (box[0] + 0.1, box[1] - 0.1):
            assert window not in hand.colours(x, box[3] - 0.5, reach=1)


def test_that_the_ground_is_computed_for_the_view_when_it_rests(hand: CanvasHand, qtbot: QtBot) -> None:
    hand.wheel(hand.at(2.0, 2.0), 1)
    qtbot.waitUntil(lambda: hand.canvas._landscape.landscape.mapping == hand.canvas._mapping)


@pytest.mark.parametrize("key", FUNCTIONS)
def test_that_every_function_is_drawn_near_and_far_without_a_warning(hand: CanvasHand, key: str) -> None:
    experiment = Experiment(default_setup(key))
    experiment.advance(40)
    hand.canvas.set_problem(experiment.problem)
    hand.canvas.show_snapshot(experiment.snapshot())
    for notches in (0, 12, -24, -60):
        hand.wheel(hand.viewport.rect().center(), notches)
        assert len({tuple(colour) for colour in pixels(hand.picture())[100:600:9, 100:600:9].reshape(-1, 3)}) > 3


def test_that_the_key_explains_only_marks_that_are_in_view_and_keeps_its_room(hand: CanvasHand) -> None:
    key = hand.canvas._key
    assert key.texts() == ["start", "minimum"]
    height = key.heightForWidth(40)
    hand.canvas.show_part(-10, -8, 1, 3)
    assert key.texts() == ["start"]
    assert key.accessibleDescription() == "start"
    assert key.heightForWidth(40) == height, "the canvas does not change its size"
    hand.canvas.show_part(-1, 1, -1, 1)
    assert key.texts() == ["minimum"]
    hand.canvas.fit()
    assert key.texts() == ["start", "minimum"]


def test_that_the_hint_ends_in_dots_where_there_is_no_room_for_it(hand: CanvasHand) -> None:
    hint = hand.canvas._read_out._hint
    hand.canvas.resize(320, 400)
    QApplication.processEvents()
    assert hint.text().endswith("…")
    assert hint.fontMetrics().horizontalAdvance(hint.text()) <= hint.width()
    assert hint.toolTip() == hand.canvas.read_out_text() == "Click to set the start · drag to move the view · wheel to zoom"
    hand.canvas.resize(900, 400)
    QApplication.processEvents()
    assert hint.text() == hand.canvas.read_out_text()
    assert hint.toolTip() == ""


def test_that_the_kinds_of_points_are_in_the_key_and_told_apart(hand: CanvasHand) -> None:
    hand.canvas.set_problem(FunctionProblem(FUNCTIONS["goldstein-price"]))
    QApplication.processEvents()
    assert hand.canvas._key.texts() == ["start", "minimum", "local minimum", "saddle", "maximum"]
    marks = {}
    for point in FUNCTIONS["goldstein-price"].points:
        middle = hand.viewport.mapTo(hand.canvas, hand.at(point.x, point.y))
        cut = pixels(hand.picture())[middle.y() - 6 : middle.y() + 7, middle.x() - 6 : middle.x() + 7]
        marks.setdefault(point.kind, cut.mean(axis=2) < 110)
    kinds = list(marks)
    for number, kind in enumerate(kinds):
        assert marks[kind].sum() > 8
        for other in kinds[number + 1 :]:
            assert (marks[kind] != marks[other]).sum() > 8


def test_that_a_hundred_local_minima_do_not_cover_the_ground(hand: CanvasHand) -> None:
    rastrigin = FUNCTIONS["rastrigin"]
    hand.canvas.set_problem(FunctionProblem(rastrigin))
    QApplication.processEvents()
    image = pixels(hand.picture())
    dark = (image[60:600, 70:610].mean(axis=2) < 110).sum()
    assert len(rastrigin.points) > 100
    assert dark < 0.02 * 540 * 540


# Out of view


def test_that_a_head_out_of_view_gets_a_sign_with_the_distance(hand: CanvasHand) -> None:
    hand.show(run("adam", [[-9, 2], [0, 0], [23.7, 3.0]]), run("gd", [[-9, 2], [1, 1]]))
    (sign,) = hand.canvas._runs.signs()
    assert sign.label == "adam"
    assert sign.text == "Adam  13.7"
    assert sign.sign.left + sign.sign.width > hand.canvas._mapping.width - 10
    assert abs(sign.sign.angle) < 3
    middle = hand.viewport.mapTo(hand.canvas, hand.view.mapFromScene(hand.view.box.mapToScene(sign.sign.left + 14, sign.sign.top + 12)))
    assert hand.picture().pixelColor(middle).name() == STYLES["adam"].colour(LIGHT).name()
    hand.show(run("adam", [[-9, 2], [0, 0], [23.7, 3.0], [1.0, 1.0]]), run("gd", [[-9, 2], [1, 1]]))
    assert hand.canvas._runs.signs() == []


def test_that_seven_signs_do_not_overlap(hand: CanvasHand) -> None:
    hand.show(*(run(key, [[-9, 2], [40.0, 9.9]]) for key in SEVEN))
    signs = [item.sign for item in hand.canvas._runs.signs()]
    assert len(signs) == 7
    assert not any(one.overlaps(other) for number, one in enumerate(signs) for other in signs[number + 1 :])


def test_that_a_sign_with_a_long_name_stays_in_view_and_tells_the_distance(hand: CanvasHand) -> None:
    long = "a name that goes on and on and never seems to end " * 3
    hand.canvas.set_styles({long: STYLES["adam"]})
    hand.show(replace(run("adam", [[-9, 2], [0, 0], [23.7, 3.0]]), label=long))
    (sign,) = hand.canvas._runs.signs()
    assert sign.text.startswith("a name that goes on")
    assert sign.text.endswith("…  13.7")
    assert sign.sign.left >= 0
    assert sign.sign.left + sign.sign.width <= hand.canvas._mapping.width


def test_that_zooming_out_turns_the_sign_into_a_head(hand: CanvasHand) -> None:
    hand.show(run("adam", [[-9, 2], [14.0, 3.0]]))
    assert len(hand.canvas._runs.signs()) == 1
    hand.wheel(hand.at(0.0, 0.0), -3)
    assert hand.canvas._runs.signs() == []
    assert STYLES["adam"].colour(LIGHT).name() in hand.colours(14.0, 3.0)


# Divergence


def test_that_a_diverged_run_ends_in_a_cross_where_it_left(hand: CanvasHand) -> None:
    hand.show(run("gd", [[-9, 2], [0, 0], [4.0, 1e150], [1e200, -1e250]], diverged=True))
    ((crossed, at),) = hand.canvas._runs.crosses()
    assert crossed.label == "gd"
    mapping = hand.canvas._mapping
    assert near(mapping.point_at(at.x(), at.y()), (0.0, 10.0), 0.5)
    assert STYLES["gd"].colour(LIGHT).name() in hand.colours(*mapping.point_at(at.x(), at.y()))
    (sign,) = hand.canvas._runs.signs()
    assert sign.text == "GD  1.0×10²⁵⁰"
    assert "diverged" in hand.canvas._key.texts()


def test_that_a_cross_stands_at_the_last_point_if_it_is_in_view(hand: CanvasHand) -> None:
    hand.show(run("gd", [[-9, 2], [4.0, -3.0]], diverged=True))
    ((_, at),) = hand.canvas._runs.crosses()
    assert near(hand.canvas._mapping.point_at(at.x(), at.y()), (4.0, -3.0))
    assert hand.canvas._runs.signs() == []


def test_that_a_run_that_goes_on_has_no_cross(hand: CanvasHand) -> None:
    hand.show(run("gd", [[-9, 2], [4.0, 300.0]]))
    assert hand.canvas._runs.crosses() == []
    assert "diverged" not in hand.canvas._key.texts()


def test_that_a_line_to_a_huge_point_keeps_its_direction(hand: CanvasHand) -> None:
    hand.show(run("gd", [[-9, 2], [0.0, 0.0], [2e200, 1e200]], diverged=True))
    colour = STYLES["gd"].colour(LIGHT).name()
    for x in (2.0, 4.0, 8.0):
        assert colour in hand.colours(x, x / 2)
    assert colour not in hand.colours(8.0, 8.0)


@pytest.mark.filterwarnings("error")
def test_that_the_largest_numbers_are_drawn_without_a_warning(hand: CanvasHand) -> None:
    wild = np.array([[-9, 2], [1e308, -1e308], [-1.7e308, 1.7e308], [0, 1e-308], [5e-324, 1.7e308]] * 40)
    for key in ("gd", "sgd"):
        hand.show(run(key, wild, diverged=True))
        hand.wheel(hand.at(0.0, 0.0), 5)
        hand.picture()
    assert hand.canvas._runs.signs()[0].text == "SGD  > 10³⁰⁸" or "×10³⁰⁸" in hand.canvas._runs.signs()[0].text


# Pictures


@pytest.mark.parametrize("scale", [2, 4])
def test_that_a_larger_picture_is_painted_finer_and_not_blown_up(hand: CanvasHand, scale: int) -> None:
    hand.show(run("gd", spiral(120)))
    small, large = hand.picture(1), hand.picture(scale)
    assert (large.width(), large.height()) == (small.width() * scale, small.height() * scale)
    blown_up = pixels(small.scaled(large.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation))
    sharp = pixels(large)
    # The same picture …
    assert np.abs(sharp - blown_up).mean() < 12
    # … with edges of lines finer than a pixel of the small one.
    blocks = sharp.reshape(small.height(), scale, small.width(), scale, 3)
    assert (np.ptp(blocks, axis=(1, 3)).max(axis=2) > 100).sum() > 300


def test_that_a_canvas_never_shown_can_be_rendered(qtbot: QtBot) -> None:
    canvas = TrajectoryCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 500)
    canvas.set_for_picture()
    canvas.set_styles(STYLES)
    canvas.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    canvas.show_snapshot(snapshot(run("gd", spiral(60))))
    hand = CanvasHand(canvas, qtbot)
    assert STYLES["gd"].colour(LIGHT).name() in {
        QColor(*colour[::-1]).name() for colour in set(map(tuple, pixels(hand.picture()).reshape(-1, 3).tolist()))
    }
    assert canvas.view_range() == pytest.approx(HOME)


def test_that_the_page_shows_through_around_the_axes(hand: CanvasHand) -> None:
    page = QColor("#ff00ff")
    image = QImage(hand.canvas.size(), QImage.Format.Format_RGB32)
    image.fill(page)
    hand.canvas.render(image, QPoint(), hand.canvas.rect(), QWidget.RenderFlag.DrawChildren)
    assert image.pixelColor(3, 300) == page
    assert image.pixelColor(300, 300) != page


def test_that_a_view_can_be_copied(hand: CanvasHand, qtbot: QtBot) -> None:
    hand.wheel(hand.at(-9.0, 2.0), 5)
    copy = TrajectoryCanvas()
    qtbot.addWidget(copy)
    copy.resize(hand.canvas.size())
    copy.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    copy.copy_view(hand.canvas)
    assert copy.view_range() == pytest.approx(hand.canvas.view_range())


def test_that_every_control_has_a_name_and_a_tooltip(canvas: TrajectoryCanvas) -> None:
    for control in (canvas._fit_button, canvas._aspect_button, canvas._read_out, canvas._key):
        assert control.accessibleName()
        assert control.toolTip()
    assert canvas._view.accessibleName()
