"""The paths on the canvas: how they look, and that nothing is painted for nothing."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from gui.style.theme import DARK, LIGHT, Theme
from tests.helpers.canvas import SEVEN, STYLES, CanvasDriver, near, pixels, run, snapshot, spiral

# Paths


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("scale", [1, 2, 4])
def test_that_every_run_has_its_colour_at_its_head(driver: CanvasDriver, theme: Theme, scale: int) -> None:
    driver.canvas.set_theme(theme)
    heads = {key: (-8.0 + 2.5 * number, 5.0) for number, key in enumerate(SEVEN)}
    driver.show(*(run(key, [[-9, 2], [x, 0], [x, y]]) for key, (x, y) in heads.items()))
    for key, (x, y) in heads.items():
        assert STYLES[key].colour(theme).name() in driver.colours(x, y, reach=2, scale=scale)


def test_that_a_path_has_a_halo_on_both_sides(driver: CanvasDriver) -> None:
    driver.show(run("gd", [[-9, 2], [-9, -5], [9, -5], [9, 8]]))
    image = driver.picture()
    middle = driver.viewport.mapTo(driver.canvas, driver.at(0.5, -5.0))
    across = [image.pixelColor(middle.x(), middle.y() + away).lightness() for away in range(-8, 9)]
    assert across[8] < 80
    assert max(across[4:8]) > across[0] + 5
    assert max(across[9:13]) > across[16] + 5


def test_that_a_path_has_marks_of_its_run_and_between_them_a_line(driver: CanvasDriver) -> None:
    far = np.stack([np.linspace(-8, 8, 9), np.full(9, -6.0)], axis=1)
    close = np.stack([np.linspace(-8, 8, 400), np.full(400, 6.0)], axis=1)
    driver.show(run("gd", far), run("nag", close))
    image = driver.picture()

    def thickness(x: float, y: float, key: str) -> int:
        place = driver.viewport.mapTo(driver.canvas, driver.at(x, y))
        wanted = STYLES[key].colour(LIGHT).name()
        return sum(image.pixelColor(place.x(), place.y() + away).name() == wanted for away in range(-6, 7))

    assert thickness(2.0, -6.0, "gd") >= 3, "at the end of a long step"
    seen = [thickness(x, 6.0, "nag") for x in np.linspace(-2, 2, 120)]
    assert max(seen) >= 3, "one every 40 pixels"
    assert sorted(seen)[len(seen) // 2] <= 2


def test_that_a_path_that_grows_looks_like_one_that_is_drawn_at_once(driver: CanvasDriver) -> None:
    path = spiral(300)
    for stop in (1, 2, 3, 10, 50, 120, 121, 200, 300):
        driver.show(run("adam", path[:stop]), run("gd", path[:stop, ::-1]))
    grown = pixels(driver.picture())
    driver.canvas.set_theme(LIGHT)
    whole = pixels(driver.picture())
    differs = np.abs(grown - whole).max(axis=2) > 60
    assert differs.sum() < 200
    assert (np.abs(whole - pixels_without_runs(driver)).max(axis=2) > 60).sum() > 5000


def pixels_without_runs(driver: CanvasDriver) -> np.ndarray:
    driver.canvas.show_snapshot(snapshot())
    return pixels(driver.picture())


def test_that_a_rewritten_past_is_drawn_anew(driver: CanvasDriver) -> None:
    colour = STYLES["adam"].colour(LIGHT).name()
    driver.show(run("adam", [[-9, 2], [-9, 8], [9, 8], [9, 0]]))
    assert colour in driver.colours(2.0, 8.0)
    driver.show(run("adam", [[-9, 2], [-9, -8], [9, -8], [9, 0]], revision=2))
    assert colour not in driver.colours(2.0, 8.0)
    assert colour in driver.colours(2.0, -8.0)


def test_that_a_run_switched_off_disappears(driver: CanvasDriver) -> None:
    path = [[-9, 2], [-9, 8], [9, 8]]
    driver.show(run("adam", path), run("gd", [[-9, 2], [0, 0]]))
    driver.show(run("gd", [[-9, 2], [0, 0]]))
    assert STYLES["adam"].colour(LIGHT).name() not in driver.colours(9.0, 8.0, reach=6)


def test_that_noise_becomes_a_cloud_with_a_strong_head(driver: CanvasDriver) -> None:
    noise = np.random.default_rng(0).normal(size=(20_000, 2)) * 1.5
    noise[-30:] = np.stack([np.linspace(6, 9, 30), np.full(30, -8.0)], axis=1)
    driver.show(run("sgd", noise))
    picture = driver.canvas._runs._picture
    assert picture is not None
    assert picture._cloud is not None
    (ink,) = picture._inks.values()
    assert ink.strong_end is not None
    assert 20 < ink.strong_end < 500
    strong = STYLES["sgd"].colour(LIGHT).name()
    assert strong in driver.colours(8.6, -8.0)


def test_that_a_million_steps_are_drawn_with_few_lines(driver: CanvasDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    import gui.canvas.paths as paths

    real = paths.draw_segments
    monkeypatch.setattr(paths, "draw_segments", lambda painter, segments: (drawn.append(len(segments)), real(painter, segments)))
    noise = np.random.default_rng(1).normal(size=(1_000_000, 2))
    driver.show(run("sgd", noise), run("gd", spiral(1_000_000)))
    assert 500 < sum(drawn) < 15_000


# Repainting


def test_that_the_same_snapshot_repaints_nothing(driver: CanvasDriver) -> None:
    shown = driver.show(run("gd", spiral(50)))
    painted = driver.canvas._runs.paints
    assert painted > 0
    for _ in range(5):
        driver.canvas.show_snapshot(shown)
        QApplication.processEvents()
    assert driver.canvas._runs.paints == painted


def test_that_steps_too_small_to_see_repaint_nothing_until_they_add_up(driver: CanvasDriver) -> None:
    rest = np.concatenate([spiral(50), np.zeros((1, 2))])
    driver.show(run("gd", rest))
    painted = driver.canvas._runs.paints
    for step in range(1, 4):
        driver.show(run("gd", np.concatenate([rest, np.full((step, 2), 1e-4 * step)])))
    assert driver.canvas._runs.paints == painted
    driver.show(run("gd", np.concatenate([rest, np.full((4, 2), 0.05)])))
    assert driver.canvas._runs.paints == painted + 1


def test_that_a_new_frame_leaves_the_ground_as_it_is(driver: CanvasDriver) -> None:
    driver.show(run("gd", spiral(50)[:20]))
    ground = driver.canvas._landscape._picture
    driver.show(run("gd", spiral(50)))
    assert driver.canvas._landscape._picture is ground


def test_that_a_hidden_canvas_paints_nothing(driver: CanvasDriver) -> None:
    driver.canvas.hide()
    painted = driver.canvas._runs.paints
    driver.show(run("gd", spiral(50)))
    assert driver.canvas._runs.paints == painted
    driver.canvas.show()
    QApplication.processEvents()
    assert driver.canvas._runs.paints > painted


def test_that_a_snapshot_of_another_function_is_not_shown(driver: CanvasDriver) -> None:
    driver.show(run("gd", spiral(20)), function="rosenbrock")
    assert driver.canvas._snapshot is None


def test_that_a_failing_layer_is_told_and_the_window_lives_on(driver: CanvasDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: told.append(error))
    monkeypatch.setattr(driver.canvas._runs, "_paint_heads", lambda *_: 1 / 0)
    driver.show(run("gd", spiral(20)))
    assert isinstance(told[0], ZeroDivisionError)
    monkeypatch.undo()
    driver.show(run("gd", spiral(30)))


# Divergence


def test_that_a_diverged_run_ends_in_a_cross_where_it_left(driver: CanvasDriver) -> None:
    driver.show(run("gd", [[-9, 2], [0, 0], [4.0, 1e150], [1e200, -1e250]], diverged=True))
    ((crossed, at),) = driver.canvas._runs.crosses()
    assert crossed.label == "gd"
    mapping = driver.canvas._mapping
    assert near(mapping.point_at(at.x(), at.y()), (0.0, 10.0), 0.5)
    assert STYLES["gd"].colour(LIGHT).name() in driver.colours(*mapping.point_at(at.x(), at.y()))
    (sign,) = driver.canvas._runs.signs()
    assert sign.text == "GD  1.0×10²⁵⁰ away"
    assert "diverged" in driver.canvas._key.texts()


def test_that_a_cross_stands_at_the_last_point_if_it_is_in_view(driver: CanvasDriver) -> None:
    driver.show(run("gd", [[-9, 2], [4.0, -3.0]], diverged=True))
    ((_, at),) = driver.canvas._runs.crosses()
    assert near(driver.canvas._mapping.point_at(at.x(), at.y()), (4.0, -3.0))
    assert driver.canvas._runs.signs() == []


def test_that_a_run_that_goes_on_has_no_cross(driver: CanvasDriver) -> None:
    driver.show(run("gd", [[-9, 2], [4.0, 300.0]]))
    assert driver.canvas._runs.crosses() == []
    assert "diverged" not in driver.canvas._key.texts()


def test_that_a_line_to_a_huge_point_keeps_its_direction(driver: CanvasDriver) -> None:
    driver.show(run("gd", [[-9, 2], [0.0, 0.0], [2e200, 1e200]], diverged=True))
    colour = STYLES["gd"].colour(LIGHT).name()
    for x in (2.0, 4.0, 8.0):
        assert colour in driver.colours(x, x / 2)
    assert colour not in driver.colours(8.0, 8.0)


@pytest.mark.filterwarnings("error")
def test_that_the_largest_numbers_are_drawn_without_a_warning(driver: CanvasDriver) -> None:
    wild = np.array([[-9, 2], [1e308, -1e308], [-1.7e308, 1.7e308], [0, 1e-308], [5e-324, 1.7e308]] * 40)
    for key in ("gd", "sgd"):
        driver.show(run(key, wild, diverged=True))
        driver.wheel(driver.at(0.0, 0.0), 5)
        driver.picture()
    assert driver.canvas._runs.signs()[0].text == "SGD  > 10³⁰⁸ away" or "×10³⁰⁸" in driver.canvas._runs.signs()[0].text


def test_that_nothing_is_kept_of_a_run_that_is_gone(driver: CanvasDriver) -> None:
    driver.show(run("gd", spiral(50)), run("adam", spiral(50)))

    assert set(driver.canvas._runs._pyramids._kept) == {"gd", "adam"}
    driver.show(run("gd", spiral(60)))
    assert set(driver.canvas._runs._pyramids._kept) == {"gd"}
