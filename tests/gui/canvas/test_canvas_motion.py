"""What moves on the canvas beside the data: a view that is fitted or zoomed by key, heads from row to row, and ghosts of paths."""

import pytest
from PySide6.QtCore import Qt

from gui.canvas.function_canvas import FunctionCanvas
from gui.style.theme import LIGHT
from tests.helpers.canvas import CanvasDriver, run, snapshot, spiral

AT = [[-9.0, 2.0], [-5.0, 2.0], [3.0, 2.0]]


def shown(canvas):
    return canvas._mapping.box


def test_that_f_comes_to_the_fitted_view_in_a_moment(driver: CanvasDriver, qtbot, motion) -> None:
    canvas = driver.canvas
    canvas.show_part(-1, 1, -1, 1)
    driver.view.setFocus()
    qtbot.keyClick(driver.view, Qt.Key.Key_F)
    goal = canvas.view_range()
    assert canvas.is_fitted
    assert shown(canvas).x_max == pytest.approx(1.0), "it is on its way"
    assert goal[1] > 1.5, "and whoever asks is told where to"
    qtbot.waitUntil(lambda: shown(canvas) == goal)
    driver.outwait_click()
    qtbot.waitUntil(lambda: not canvas._landscape._settle.isActive())


def test_that_a_second_zoom_goes_on_from_where_the_first_leads(driver: CanvasDriver, qtbot, motion) -> None:
    canvas = driver.canvas
    canvas.show_part(-10, 10, -10, 10)
    canvas.zoom_in()
    canvas.zoom_in()
    goal = canvas.view_range()
    assert goal == pytest.approx((-10 / 1.44, 10 / 1.44, -10 / 1.44, 10 / 1.44))
    qtbot.waitUntil(lambda: shown(canvas) == goal)
    qtbot.waitUntil(lambda: not canvas._landscape._settle.isActive())


def test_that_what_the_hand_or_the_program_moves_is_there_at_once(driver: CanvasDriver, motion) -> None:
    canvas = driver.canvas
    canvas.show_part(-1, 1, -1, 1)
    canvas.zoom_in()
    canvas.show_part(-2, 2, -2, 2)
    assert tuple(shown(canvas)) == (-2, 2, -2, 2), "and ends what was on its way"
    driver.canvas._landscape.stop()


def test_that_a_head_glides_from_row_to_row_and_the_path_ends_at_the_row(driver: CanvasDriver, qtbot, motion) -> None:
    canvas, layer = driver.canvas, driver.canvas._runs
    driver.show(run("gd", AT[:2]))
    canvas.set_glide(120)
    here = run("gd", AT)
    canvas.show_snapshot(snapshot(here))
    assert layer.head_of(here) == (-5.0, 2.0)
    qtbot.waitUntil(lambda: -5.0 < layer.head_of(here)[0] < 3.0)
    assert layer.run_at(layer_point(driver, 3.0, 2.0)) == "gd", "whoever points finds the row"
    qtbot.waitUntil(lambda: layer.head_of(here) == (3.0, 2.0))


def layer_point(driver: CanvasDriver, x: float, y: float):
    return driver.view.box.mapFromScene(driver.view.mapToScene(driver.at(x, y)))


@pytest.mark.parametrize(
    ("before", "after", "ms"),
    [
        (run("gd", AT[:2]), run("gd", AT), 0),
        (run("gd", AT[:1]), run("gd", AT), 120),
        (run("gd", AT), run("gd", AT[:2]), 120),
        (run("gd", AT[:2]), run("gd", AT, revision=2), 120),
    ],
    ids=["by key", "several steps", "back", "tuned"],
)
def test_that_a_head_is_at_its_row_whenever_it_did_not_play_on_by_one(driver: CanvasDriver, motion, before, after, ms) -> None:
    driver.show(before)
    driver.canvas.set_glide(ms)
    driver.canvas.show_snapshot(snapshot(after))
    assert driver.canvas._runs.head_of(after) == tuple(after.path[-1])


def test_that_a_pause_in_mid_glide_has_the_heads_at_their_rows(driver: CanvasDriver, motion) -> None:
    driver.show(run("gd", AT[:2]))
    driver.canvas.set_glide(120)
    driver.canvas.show_snapshot(snapshot(run("gd", AT)))
    driver.canvas.set_glide(0)
    last = run("gd", [*AT, [4.0, 2.0]])
    driver.canvas.show_snapshot(snapshot(last))
    assert driver.canvas._runs.head_of(last) == (4.0, 2.0)
    assert not driver.canvas._runs._ease.is_running


def test_that_a_ghost_is_the_path_as_it_was_first_held_and_goes_when_it_is_let_go(driver: CanvasDriver) -> None:
    old, new = run("gd", spiral(60)), run("gd", -spiral(60), revision=2)
    driver.show(old)
    driver.canvas.hold_ghost("gd")
    driver.show(new)
    driver.canvas.hold_ghost("gd")
    assert [ghost.path.tolist() for ghost in driver.canvas.ghosts] == [old.path.tolist()]
    with_ghost = driver.picture()
    driver.canvas.let_ghosts_go()
    assert driver.canvas.ghosts == ()
    assert driver.picture() != with_ghost


def test_that_there_is_no_ghost_of_what_has_not_moved_or_is_not_there(driver: CanvasDriver) -> None:
    driver.show(run("gd", AT[:1]))
    for label in ("gd", "adam"):
        driver.canvas.hold_ghost(label)
    assert driver.canvas.ghosts == ()


def test_that_a_ghost_lies_below_the_paths(driver: CanvasDriver) -> None:
    driver.show(run("gd", spiral(60)))
    driver.canvas.hold_ghost("gd")
    assert driver.canvas._ghosts.zValue() < driver.canvas._runs.zValue()


def test_that_a_canvas_of_a_picture_has_no_ghosts_and_no_glide(qtbot, motion, driver: CanvasDriver) -> None:
    driver.show(run("gd", AT))
    driver.canvas.hold_ghost("gd")
    page = FunctionCanvas()
    qtbot.addWidget(page)
    page.set_for_picture()
    page.set_theme(LIGHT)
    page.copy_view(driver.canvas)
    assert page.ghosts == ()
    assert page._glide_ms == 0
