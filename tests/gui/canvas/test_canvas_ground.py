"""The landscape below the paths, its marks, what is out of view, and the canvas in pictures."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.functions import FUNCTIONS
from core.functions.function import PointKind
from core.problems.function import FunctionProblem
from gui.canvas.function_canvas import FunctionCanvas
from gui.canvas.layer import painting
from gui.canvas.marks import KIND_NAMES, paint_point, small_kinds
from gui.style.theme import LIGHT
from tests.helpers.canvas import HOME, SEVEN, STYLES, CanvasDriver, pixels, run, snapshot, spiral

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


# The axes


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_that_the_numbers_of_the_axis_keep_apart_and_within_the_sheet_however_long_they_are(driver: CanvasDriver, scale: float) -> None:
    driver.canvas.set_theme(LIGHT.enlarged(scale))
    axis = driver.view.bottom_axis
    for middle, span in ((0.0, 20.0), (-0.09, 0.03), (-0.0903, 0.0007), (0.0, 3e-4), (4e5, 300.0), (1234.5, 0.02)):
        driver.canvas.show_part(middle - span / 2, middle + span / 2, -1.0, 1.0)
        QApplication.processEvents()
        image = QImage(16, 16, QImage.Format.Format_ARGB32_Premultiplied)
        with painting(image) as painter:
            numbers = [rect for rect, _, _ in axis.generateDrawSpecs(painter)[2]]
        assert len(numbers) > 1, (middle, span)
        for one, next_one in pairwise(numbers):
            assert next_one.left() - one.right() > 8, (middle, span)
        assert numbers[-1].right() < axis.width() + 9


def test_that_powers_of_ten_on_an_axis_are_written_as_everywhere(driver: CanvasDriver) -> None:
    axis = driver.view.bottom_axis
    assert axis.tickStrings([-0.0002, 3e-20, 0.0002], 1.0, 0.0002) == ["−2×10⁻⁴", "0", "2×10⁻⁴"]
    assert axis.tickStrings([-0.1, -0.05, 0.0], 1.0, 0.05) == ["−0.10", "−0.05", "0"]
    assert axis.tickStrings([0.0, 2e5], 1.0, 2e5) == ["0", "2×10⁵"]
    assert axis.tickStrings([123_610.0, 123_612.0], 1.0, 2.0) == ["123610", "123612"]


# The ground


def test_that_the_ground_fills_the_view_while_it_moves(driver: CanvasDriver) -> None:
    window = driver.canvas.palette().window().color().name()
    for _ in range(6):
        driver.press(Key.Key_Right, CONTROL)
        box = driver.canvas.view_range()
        for x in (box[0] + 0.1, box[1] - 0.1):
            assert window not in driver.colours(x, box[3] - 0.5, reach=1)


def test_that_the_ground_is_computed_for_the_view_when_it_rests(driver: CanvasDriver, qtbot: QtBot) -> None:
    driver.wheel(driver.at(2.0, 2.0), 1)
    qtbot.waitUntil(lambda: driver.canvas._landscape.landscape.mapping == driver.canvas._mapping)


def test_that_the_ground_is_not_computed_anew_while_the_view_moves_over_it(driver: CanvasDriver, qtbot: QtBot) -> None:
    ground = driver.canvas._landscape.landscape
    driver.drag(driver.at(0.0, 0.0), driver.at(0.5, 0.5))
    assert driver.canvas.view_range()[0] < HOME[0]
    assert driver.canvas._landscape.landscape is ground
    qtbot.waitUntil(lambda: driver.canvas._landscape.landscape is not ground)


@pytest.mark.parametrize("key", FUNCTIONS)
def test_that_every_function_is_drawn_near_and_far_without_a_warning(driver: CanvasDriver, key: str) -> None:
    experiment = Experiment(default_setup(key))
    experiment.advance(40)
    driver.canvas.set_problem(experiment.problem)
    driver.canvas.show_snapshot(experiment.snapshot())
    for notches in (0, 12, -24, -60):
        driver.wheel(driver.viewport.rect().center(), notches)
        assert len({tuple(colour) for colour in pixels(driver.picture())[100:600:9, 100:600:9].reshape(-1, 3)}) > 3


def test_that_the_key_explains_only_marks_that_are_in_view_and_keeps_its_room(driver: CanvasDriver) -> None:
    key = driver.canvas._key
    assert key.texts() == ["start", "minimum"]
    height = key.heightForWidth(40)
    driver.canvas.show_part(-10, -8, 1, 3)
    assert key.texts() == ["start"]
    assert key.accessibleDescription() == "start"
    assert key.heightForWidth(40) == height, "the canvas does not change its size"
    driver.canvas.show_part(-1, 1, -1, 1)
    assert key.texts() == ["minimum"]
    driver.canvas.fit()
    assert key.texts() == ["start", "minimum"]


def test_that_the_hint_leaves_out_its_last_words_where_there_is_no_room_for_them(driver: CanvasDriver) -> None:
    hint = driver.canvas._read_out._hint
    driver.canvas.resize(320, 400)
    QApplication.processEvents()
    assert hint.text() == "Click to set the start · drag to move the view"
    assert hint.fontMetrics().horizontalAdvance(hint.text()) <= hint.width()
    assert hint.toolTip() == driver.canvas.read_out_text() == "Click to set the start · drag to move the view · wheel to zoom"
    driver.canvas.resize(900, 400)
    QApplication.processEvents()
    assert hint.text() == driver.canvas.read_out_text()
    assert hint.toolTip() == ""


def test_that_the_kinds_of_points_are_in_the_key_and_told_apart(driver: CanvasDriver) -> None:
    goldstein = FUNCTIONS["goldstein-price"]
    driver.canvas.set_problem(FunctionProblem(goldstein))
    driver.show_whole()
    QApplication.processEvents()
    assert driver.canvas._key.texts() == ["start", *KIND_NAMES.values()]
    assert {point.kind for point in goldstein.points} == KIND_NAMES.keys()
    picture = pixels(driver.picture()).mean(axis=2) < 110
    for point in goldstein.points:
        px, py = driver.canvas._mapping.pixel_of(point.x, point.y)
        origin = driver.viewport.mapTo(driver.canvas, driver.view.mapFromScene(driver.view.box.mapToScene(0.0, 0.0)))
        left, top = origin.x() + math.floor(px) - 8, origin.y() + math.floor(py) - 8
        there = picture[top : top + 17, left : left + 17]
        apart = {kind: int((there != _sign(kind, px % 1, py % 1)).sum()) for kind in KIND_NAMES}
        assert min(apart, key=lambda kind: apart[kind]) == point.kind, apart
        assert sorted(apart.values())[1] > apart[point.kind] + 8, "another sign would be seen"


def _sign(kind: PointKind, x: float, y: float) -> np.ndarray:
    """Where the sign of a kind is dark, (17, 17), when it is drawn on white so far from the corner of the pixel in the middle."""
    image = QImage(17, 17, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with painting(image) as painter:
        paint_point(painter, kind, QPointF(8 + x, 8 + y), LIGHT)
    return pixels(image).mean(axis=2) < 110


def test_that_a_hundred_local_minima_do_not_cover_the_ground(driver: CanvasDriver) -> None:
    rastrigin = FUNCTIONS["rastrigin"]
    driver.canvas.set_problem(FunctionProblem(rastrigin))
    QApplication.processEvents()
    image = pixels(driver.picture())
    dark = (image[60:600, 70:610].mean(axis=2) < 110).sum()
    assert len(rastrigin.points) > 100
    assert dark < 0.02 * 540 * 540


def test_that_the_key_shows_the_mark_that_is_on_the_canvas(driver: CanvasDriver) -> None:
    rastrigin = FUNCTIONS["rastrigin"]
    driver.canvas.set_problem(FunctionProblem(rastrigin))

    def small_in_key() -> bool:
        (entry,) = (entry for entry in driver.canvas._key._entries if entry.text == "local minimum")
        return bool(entry.paint.keywords["small"])  # type: ignore[attr-defined]

    driver.show_whole()
    assert small_in_key()
    driver.canvas.show_part(-1.5, 1.5, -1.5, 1.5)
    assert not small_in_key()
    assert small_kinds(rastrigin.points, driver.canvas._mapping.contains) == frozenset()


def test_that_no_number_of_a_new_view_lies_on_a_path_or_an_arrow(driver: CanvasDriver) -> None:
    def labels() -> list[tuple[float, float]]:
        driver.canvas.show_part(-6.0, 6.0, -6.0, 6.0)
        driver.canvas._landscape.stop()
        driver.picture()
        return [driver.canvas._mapping.pixel_of(label.x, label.y) for label in driver.canvas._landscape._labels[1]]

    before = labels()
    assert before
    path = [driver.canvas._mapping.point_at(px, py) for px, py in before]
    driver.canvas.show_part(-9.0, 9.0, -9.0, 9.0)
    driver.show(run("gd", [driver.canvas._start, *path]))
    after = labels()
    assert after
    for place in after:
        assert min(np.hypot(place[0] - x, place[1] - y) for x, y in before) > 20


# Out of view


def test_that_a_head_out_of_view_gets_a_sign_with_the_distance(driver: CanvasDriver) -> None:
    driver.show(run("adam", [[-9, 2], [0, 0], [23.7, 3.0]]), run("gd", [[-9, 2], [1, 1]]))
    (sign,) = driver.canvas._runs.signs()
    assert sign.label == "adam"
    assert sign.text == "Adam  13.7 away"
    assert sign.sign.left + sign.sign.width > driver.canvas._mapping.width - 10
    assert abs(sign.sign.angle) < 3
    middle = driver.viewport.mapTo(
        driver.canvas, driver.view.mapFromScene(driver.view.box.mapToScene(sign.sign.left + 14, sign.sign.top + 12))
    )
    assert driver.picture().pixelColor(middle).name() == STYLES["adam"].colour(LIGHT).name()
    driver.show(run("adam", [[-9, 2], [0, 0], [23.7, 3.0], [1.0, 1.0]]), run("gd", [[-9, 2], [1, 1]]))
    assert driver.canvas._runs.signs() == []


def test_that_seven_signs_do_not_overlap(driver: CanvasDriver) -> None:
    driver.show(*(run(key, [[-9, 2], [40.0, 9.9]]) for key in SEVEN))
    signs = [item.sign for item in driver.canvas._runs.signs()]
    assert len(signs) == 7
    assert not any(one.overlaps(other) for number, one in enumerate(signs) for other in signs[number + 1 :])


def test_that_where_many_heads_left_at_one_edge_signs_are_names_alone_and_tell_the_rest_when_asked(
    driver: CanvasDriver, qtbot: QtBot
) -> None:
    left = [run(key, [[-9, 2], [number, 1e6]]) for number, key in enumerate(SEVEN[:4])]
    here = [(3.0, 9.0), (0.5, 9.7)]
    driver.show(*left[:3])
    assert all(item.text.endswith(" away") for item in driver.canvas._runs.signs())
    driver.show(*left, *(run(key, [[-9, 2], place]) for key, place in zip(SEVEN[5:], here, strict=True)))
    signs = driver.canvas._runs.signs()
    assert [item.text for item in signs] == ["GD", "SGD", "Momentum", "AdaGrad"]
    assert not any(item.sign.covers(*driver.canvas._mapping.pixel_of(*place)) for item in signs for place in here)
    assert not any(one.sign.overlaps(other.sign) for number, one in enumerate(signs) for other in signs[:number])
    middle = driver.view.box.mapToScene(signs[1].sign.left + signs[1].sign.width / 2, signs[1].sign.top + 12)
    qtbot.mouseMove(driver.viewport, driver.view.mapFromScene(middle))
    assert driver.viewport.toolTip() == "SGD: 1.0×10⁶ away"
    qtbot.mouseMove(driver.viewport, driver.at(0.0, 0.0))
    assert driver.viewport.toolTip() == ""
    assert "SGD: 1.00e6 away" in driver.canvas.told_at_edge()


def test_that_a_sign_with_a_long_name_stays_in_view_and_tells_the_distance(driver: CanvasDriver) -> None:
    long = "a name that goes on and on and never seems to end " * 3
    driver.canvas.set_styles({long: STYLES["adam"]})
    driver.show(replace(run("adam", [[-9, 2], [0, 0], [23.7, 3.0]]), label=long))
    (sign,) = driver.canvas._runs.signs()
    assert sign.text.startswith("a name that goes on")
    assert sign.text.endswith("…  13.7 away")
    assert sign.sign.left >= 0
    assert sign.sign.left + sign.sign.width <= driver.canvas._mapping.width


def test_that_zooming_out_turns_the_sign_into_a_head(driver: CanvasDriver) -> None:
    driver.show(run("adam", [[-9, 2], [14.0, 3.0]]))
    assert len(driver.canvas._runs.signs()) == 1
    driver.wheel(driver.at(0.0, 0.0), -3)
    assert driver.canvas._runs.signs() == []
    assert STYLES["adam"].colour(LIGHT).name() in driver.colours(14.0, 3.0)


# Pictures


@pytest.mark.parametrize("scale", [2, 4])
def test_that_a_larger_picture_is_painted_finer_and_not_blown_up(driver: CanvasDriver, scale: int) -> None:
    driver.show(run("gd", spiral(120)))
    small, large = driver.picture(1), driver.picture(scale)
    assert (large.width(), large.height()) == (small.width() * scale, small.height() * scale)
    blown_up = pixels(small.scaled(large.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation))
    sharp = pixels(large)
    # The same picture …
    assert np.abs(sharp - blown_up).mean() < 12
    # … with edges of lines finer than a pixel of the small one.
    blocks = sharp.reshape(small.height(), scale, small.width(), scale, 3)
    assert (np.ptp(blocks, axis=(1, 3)).max(axis=2) > 100).sum() > 300


def test_that_a_canvas_never_shown_can_be_rendered(qtbot: QtBot) -> None:
    canvas = FunctionCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 500)
    canvas.set_for_picture()
    canvas.set_styles(STYLES)
    canvas.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    canvas.show_snapshot(snapshot(run("gd", spiral(60))))
    driver = CanvasDriver(canvas, qtbot)
    assert STYLES["gd"].colour(LIGHT).name() in {
        QColor(*colour[::-1]).name() for colour in set(map(tuple, pixels(driver.picture()).reshape(-1, 3).tolist()))
    }
    assert canvas.view_range() == pytest.approx(HOME)


def test_that_the_page_shows_around_the_round_corners_of_the_sheet_and_through_one_that_is_clear(driver: CanvasDriver) -> None:
    page = QColor("#ff00ff")
    place = driver.viewport.mapTo(driver.canvas, QPoint())
    for paper in (LIGHT.plot, "#00ffffff"):
        driver.canvas.set_theme(replace(LIGHT, plot=paper))
        image = QImage(driver.canvas.size(), QImage.Format.Format_RGB32)
        image.fill(page)
        driver.canvas.render(image, QPoint(), driver.canvas.rect(), QWidget.RenderFlag.DrawChildren)
        assert image.pixelColor(place) == page
        assert image.pixelColor(place + QPoint(3, 300)) == (QColor(LIGHT.plot) if paper == LIGHT.plot else page)
        assert image.pixelColor(place + QPoint(300, 300)) not in (page, QColor(LIGHT.plot))


def test_that_a_view_can_be_copied(driver: CanvasDriver, qtbot: QtBot) -> None:
    copy = FunctionCanvas()
    qtbot.addWidget(copy)
    copy.resize(driver.canvas.size())
    copy.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    for equal, notches in ((True, 0), (False, 5), (True, -3), (False, 0)):
        driver.canvas.set_equal_aspect(equal)
        driver.canvas.fit()
        if notches:
            driver.wheel(driver.at(-9.0, 2.0), notches)
        seen = driver.canvas.view_range()
        copy.copy_view(driver.canvas)
        assert copy.view_range() == pytest.approx(seen)
        assert (copy.equal_aspect(), copy.is_fitted) == (equal, not notches)
        assert driver.canvas.view_range() == seen


def test_that_a_canvas_that_is_held_stays_until_it_is_fitted(driver: CanvasDriver) -> None:
    driver.canvas.resize(900, 500)
    QApplication.processEvents()
    driver.canvas.set_start(30.0, 0.0)
    driver.canvas.hold()
    driver.canvas.set_equal_aspect(True)
    assert not driver.canvas.is_fitted
    assert driver.canvas.view_range()[1] < 30.0
    driver.canvas.set_equal_aspect(False)
    assert driver.canvas.view_range() == pytest.approx(HOME)
    driver.canvas.fit()
    driver.canvas.set_start(50.0, 0.0)
    driver.canvas.set_equal_aspect(True)
    assert driver.canvas.is_fitted
    assert driver.canvas.view_range()[1] > 50.0, "one that shows all fits anew when its units become equal"


def test_that_every_control_has_a_name_and_a_tooltip(canvas: FunctionCanvas) -> None:
    for control in (canvas.tools.fit, canvas.tools.aspect, canvas._read_out, canvas._key):
        assert control.accessibleName()
        assert control.toolTip()
    assert canvas._view.accessibleName()
