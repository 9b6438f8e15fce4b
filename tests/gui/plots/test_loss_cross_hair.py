"""The cross-hair of the loss plot and the table of what it reads."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.number_text import long_figure
from core.plotting.smoothing import smooth
from gui.plots.table import PlotTable
from gui.style.run_style import run_styles
from tests.helpers.plots import KEYS, PlotDriver, decay, run, snapshot

ALT = Qt.KeyboardModifier.AltModifier


def painted_texts(table: PlotTable) -> list[tuple[str, QRectF]]:
    """The texts of the table and the areas that their glyphs take."""
    texts: list[tuple[str, QRectF]] = []
    metrics = QFontMetricsF(table.font())

    class Painter(QPainter):
        def drawText(self, area: QRectF, flags: Qt.AlignmentFlag, text: str) -> None:  # type: ignore[override]
            width = metrics.horizontalAdvance(text)
            left = area.right() - width if flags & Qt.AlignmentFlag.AlignRight else area.left()
            texts.append((text, QRectF(left, area.center().y() - 4, width, 8)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gui.plots.table.QPainter", Painter)
        table.grab()
    return texts


# Cross-hair


def test_that_the_table_reads_all_runs_at_the_nearest_step(driver: PlotDriver) -> None:
    losses = {key: decay(25, 3.0 + number) for number, key in enumerate(KEYS)}
    driver.show(*(run(key, loss) for key, loss in losses.items()))
    driver.point_at(7.3)
    assert driver.plot.view.crosshair.isVisible()
    table = driver.plot.table.table
    assert table is not None
    assert table.title == "step 7"
    assert driver.rows() == {key: (long_figure(loss[7]),) for key, loss in losses.items()}
    for key, (cell,) in driver.rows().items():
        assert float(cell.replace("−", "-")) == pytest.approx(losses[key][7], rel=1e-5)


def test_that_a_run_that_ended_says_so_in_the_table(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)), run("nag", decay(17), diverged=True))
    driver.point_at(16)
    assert driver.rows()["nag"] == (long_figure(decay(17)[16]),)
    driver.point_at(20)
    assert driver.rows()["nag"] == ("diverged at step 17",)


def test_that_the_table_stands_beside_the_line(driver: PlotDriver) -> None:
    driver.show(*(run(key, decay(25)) for key in KEYS))
    for x in (0, 5, 12, 20, 24):
        driver.point_at(x)
        table, line = driver.table_box(), driver.point_of(x).x()
        assert line <= table.left() or line >= table.right(), x
        assert driver.plot.view.sheet_rect().toAlignedRect().contains(table), x


@pytest.mark.parametrize("width", [392, 640, 1000])
@pytest.mark.parametrize("axis", ["step", "evaluations", "seconds"])
def test_that_the_header_of_the_table_does_not_overprint_itself(driver: PlotDriver, width: int, axis: str) -> None:
    driver.plot.resize(width, 480)
    QApplication.processEvents()
    driver.plot.set_smoothing(0.9)
    driver.plot.set_x_axis(axis)
    driver.show(run("gd", 3.0 + decay(241), cost=40), function="goldstein-price")
    driver.point_at(float(driver.plot.view.frame().x.high) / 2)
    texts = painted_texts(driver.plot.table)
    assert driver.plot.table.isVisible()
    assert len(texts) >= 4
    for number, (text, area) in enumerate(texts):
        assert area.right() <= driver.plot.table.width(), text
        assert area.left() >= 0, text
        assert not any(area.intersects(other) for _, other in texts[number + 1 :]), text


def test_that_runs_at_the_lowest_value_can_be_told_apart_with_smoothing(driver: PlotDriver) -> None:
    driver.plot.resize(392, 480)
    driver.plot.set_smoothing(0.9)
    loss = 3.0 + decay(41, 2.0)
    driver.show(run("gd", loss), function="goldstein-price")
    driver.point_at(30)
    table = driver.plot.table.table
    assert table is not None
    assert table.columns == ("loss f", "smoothed f − f*", "f − f*")
    assert driver.rows()["gd"] == (long_figure(loss[30]), long_figure(smooth(loss - 3.0, 0.9)[30]), long_figure(loss[30] - 3.0))
    assert "f − f*" in [text for text, _ in painted_texts(driver.plot.table)]


@pytest.mark.parametrize("width", [640, 400, 320])
def test_that_the_table_fits_into_a_narrow_plot(driver: PlotDriver, width: int) -> None:
    driver.plot.resize(width, 480)
    QApplication.processEvents()
    driver.plot.set_smoothing(0.5)
    driver.show(*(run(key, decay(25)) for key in KEYS))
    for x in (0, 12, 24):
        driver.point_at(x)
        assert driver.plot.table.isVisible()
        box = driver.plot.view.sheet_rect()
        assert box.toAlignedRect().contains(driver.table_box()) or driver.table_box().bottom() < box.top() + 10, x
        assert driver.plot.rect().contains(driver.plot.table.geometry()), x


@pytest.mark.parametrize("count", [2, 6, 7])
def test_that_in_a_low_plot_the_table_hides_no_curve_and_nothing_of_itself(driver: PlotDriver, count: int) -> None:
    driver.plot.resize(428, 324)  # what it has beside a network in a window of 1280 × 800 pixels
    QApplication.processEvents()
    driver.plot.set_smoothing(0.95)
    driver.show(*(run(key, decay(60, 20.0 + 10 * k)) for k, key in enumerate(KEYS[:count])))
    box = driver.plot.view.box_rect()
    sizes = set()
    for x in (0, 30, 59):
        driver.point_at(x)
        assert driver.plot.table.isVisible()
        assert driver.plot.rect().contains(driver.plot.table.geometry())
        sizes.add(driver.plot.table.size())
        if count == 2:
            assert driver.plot.view.sheet_rect().toAlignedRect().contains(driver.table_box()), (
                "two rows hide little, and the legend stays in sight"
            )
        else:
            assert driver.table_box().bottom() < box.top() + 10
    assert len(sizes) == 1
    table = driver.plot.table.table
    assert table is not None
    texts = [text for text, _ in painted_texts(driver.plot.table)]
    assert [text for text in texts if text in table.columns] == ["loss f", "smoothed"], "no column had to go"
    areas = [area for _, area in painted_texts(driver.plot.table)]
    assert not any(one.intersects(other) for one, other in combinations(areas, 2))


def test_that_of_two_places_the_table_takes_the_one_that_hides_less_near_the_line(driver: PlotDriver) -> None:
    table = driver.plot.table
    driver.show(run("gd", decay(25)))
    driver.point_at(12)
    assert table.table is not None
    line = table.width() + 20.0
    table.show_table(replace(table.table, title="step"), run_styles([("gd", "gd")]), QRectF(0, 0, 2 * line, 400))
    places = {(line + 20, 20): 20, (20, 20): 40, (line + 20, 380): 200, (20, 380): 200}  # at the line, far from it, and below
    table.place(line, np.concatenate([np.tile(place, (count, 1)) for place, count in places.items()]))
    assert table.geometry().contains(20, 20)


def test_that_the_table_hides_no_name_where_another_corner_is_free_and_nothing_shines_through(driver: PlotDriver) -> None:
    driver.show(*(run(key, decay(60, rate)) for key, rate in (("gd", 6.0), ("nag", 7.0), ("sgd", 8.0))))
    driver.point_at(20)
    view, table = driver.plot.view, driver.plot.table
    corner = view.box_rect().topLeft()
    for one in view.end_labels.labels():
        name = QRectF(corner.x() + one.left, corner.y() + one.middle - 7, one.width, 14)
        assert not name.intersects(QRectF(driver.table_box())), one.label
    image = QImage(table.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    table.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    assert {image.pixelColor(x, table.height() // 2).alpha() for x in range(2, table.width() - 2)} == {255}


def test_that_of_figures_that_are_elsewhere_none_is_left(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(40)))
    driver.point_at(30)
    driver.show(run("gd", decay(1), revision=2))
    assert driver.plot.table.table is not None
    assert driver.plot.table.table.title == "step 0"


def test_that_the_layout_of_the_table_is_the_same_at_every_step(driver: PlotDriver) -> None:
    driver.show(run("gd", np.logspace(5, -300, 25)), run("nag", decay(25)))
    sizes = set()
    for x in range(0, 25, 3):
        driver.point_at(x)
        sizes.add((driver.plot.table.width(), driver.plot.table.height()))
    assert len(sizes) == 1


def test_that_the_cross_hair_goes_when_the_mouse_goes(driver: PlotDriver, qtbot: QtBot) -> None:
    driver.show(run("gd", decay(25)))
    driver.point_at(5)
    assert driver.plot.table.isVisible()
    qtbot.mouseMove(driver.viewport, QPoint(2, 2))
    assert not driver.plot.table.isVisible()
    assert not driver.plot.view.crosshair.isVisible()


def test_that_the_cross_hair_is_moved_by_key(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)))
    titles = []
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, modifiers in [(Qt.Key.Key_Left, ALT), (Qt.Key.Key_Left, ALT), (Qt.Key.Key_Left, ALT | shift), (Qt.Key.Key_Right, ALT)]:
        driver.press(key, modifiers)
        table = driver.plot.table.table
        assert table is not None
        titles.append(table.title)
    assert titles == ["step 24", "step 23", "step 13", "step 14"]
    driver.press(Qt.Key.Key_Escape)
    assert not driver.plot.table.isVisible()


def test_that_a_cross_hair_that_a_key_has_moved_stays_when_the_mouse_goes(driver: PlotDriver, qtbot: QtBot) -> None:
    driver.show(run("gd", decay(25)))
    driver.point_at(5)
    driver.press(Qt.Key.Key_Right, ALT)
    qtbot.mouseMove(driver.viewport, QPoint(2, 2))
    table = driver.plot.table.table
    assert table is not None
    assert (driver.plot.table.isVisible(), table.title) == (True, "step 6")
    driver.point_at(9)
    qtbot.mouseMove(driver.viewport, QPoint(2, 2))
    assert not driver.plot.table.isVisible(), "it is the mouse's again"


def test_that_the_table_follows_a_run_that_is_switched_off(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)), run("nag", decay(25)))
    driver.point_at(5)
    driver.set_runs({"nag": False})
    driver.plot.show_snapshot(snapshot(run("gd", decay(25))))
    driver.point_at(6)
    assert list(driver.rows()) == ["gd"]
