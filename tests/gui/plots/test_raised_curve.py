"""Which run the mouse points at in a plot, and how a run is shown that is raised."""

from collections import Counter

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.style.run_style import run_styles
from gui.style.theme import LIGHT
from tests.helpers.plots import KEYS, PlotDriver, decay, run

STYLES = run_styles((key, key) for key in KEYS)


@pytest.fixture
def told(driver: PlotDriver) -> list[str | None]:
    """gd falls, nag stays high; what the plot tells of the mouse."""
    told: list[str | None] = []
    driver.plot.run_hovered.connect(told.append)
    driver.show(run("gd", decay(25, 4.0)), run("nag", decay(25, 60.0)))
    return told


def place(driver: PlotDriver, x: float, y: float) -> QPoint:
    """A point of the viewport, from pixels of the box."""
    box = driver.plot.view.box_rect()
    return QPoint(round(box.left() + x), round(box.top() + y))


def ink(driver: PlotDriver, key: str) -> int:
    """How many pixels have just the colour of a run."""
    image = driver.plot.view.grab().toImage()
    counted = Counter(image.pixel(x, y) for x in range(image.width()) for y in range(image.height()))
    return counted[STYLES[key].colour(LIGHT).rgba()]


def test_that_curve_head_and_name_tell_their_run_and_the_paper_tells_none(driver: PlotDriver, qtbot: QtBot, told: list[str | None]) -> None:
    gd, nag = driver.plot.view.curves.curves()
    label = next(label for label in driver.plot.view.end_labels.labels() if label.label == "nag")
    on_curve, off = gd.main[len(gd.main) // 2], gd.main[len(gd.main) // 2] - (0, 30)
    assert float(off[1]) > float(np.interp(off[0], *nag.main.T)) + 10
    for point in (on_curve, off, nag.head, off, (label.left + label.width / 2, label.middle), off):
        qtbot.mouseMove(driver.viewport, place(driver, *point))
    assert told == ["gd", None, "nag", None, "nag", None]


def test_that_it_tells_no_run_any_more_once_the_mouse_has_left(driver: PlotDriver, qtbot: QtBot, told: list[str | None]) -> None:
    gd = driver.plot.view.curves.curves()[0]
    qtbot.mouseMove(driver.viewport, place(driver, *gd.head))
    QApplication.sendEvent(driver.plot.view, QEvent(QEvent.Type.Leave))
    assert told == ["gd", None]


def test_that_a_drag_over_a_curve_tells_nothing(driver: PlotDriver, qtbot: QtBot, told: list[str | None]) -> None:
    gd = driver.plot.view.curves.curves()[0]
    start = place(driver, 200, 20)
    driver.drag(start, place(driver, *gd.main[len(gd.main) // 2]))
    assert told == []


def test_that_a_chip_tells_its_run_to_mouse_and_keyboard(driver: PlotDriver, told: list[str | None]) -> None:
    focused: list[str | None] = []
    driver.plot.run_focused.connect(focused.append)
    chip = driver.plot.legend.chip("nag")
    QApplication.sendEvent(chip, QEnterEvent(QPointF(3, 3), QPointF(3, 3), QPointF(3, 3)))
    QApplication.sendEvent(chip, QEvent(QEvent.Type.Leave))
    assert told == ["nag", None]
    QApplication.sendEvent(chip, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    assert focused == []
    QApplication.sendEvent(chip, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    QApplication.sendEvent(chip, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert focused == ["nag", None]


def test_that_a_raised_curve_is_wider_and_the_others_fade(driver: PlotDriver, told: list[str | None]) -> None:
    before = {key: ink(driver, key) for key in ("gd", "nag")}
    driver.plot.raise_run("gd")
    assert ink(driver, "gd") > 1.2 * before["gd"]
    assert ink(driver, "nag") == 0
    driver.plot.raise_run(None)
    assert {key: ink(driver, key) for key in ("gd", "nag")} == before


def test_that_a_run_that_is_not_in_the_plot_lets_none_fade(driver: PlotDriver, told: list[str | None]) -> None:
    before = ink(driver, "nag")
    driver.plot.raise_run("adam")
    assert ink(driver, "nag") == before


def test_that_a_raised_run_is_named_though_there_is_no_room_for_all(driver: PlotDriver) -> None:
    driver.plot.legend.hide()
    driver.plot.view.setFixedHeight(110)
    driver.show(*(run(key, decay(25, 4.0 + k)) for k, key in enumerate(KEYS)))

    def named() -> list[str]:
        QApplication.processEvents()
        return [label.label for label in driver.plot.view.end_labels.labels()]

    assert len(named()) < len(KEYS)
    last = next(key for key in reversed(KEYS) if key not in named())
    count = len(named())
    driver.plot.raise_run(last)
    assert last in named()
    assert len(named()) == count
