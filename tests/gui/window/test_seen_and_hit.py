"""Whatever can be used in the real window is large enough to be hit, and shows a ring in the accent when it has the focus."""

import pytest
from pyqtgraph import AxisItem
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsView,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from gui.style.fonts import FAMILY, FORMULA_FAMILY, points
from gui.style.theme import DARK, LIGHT
from gui.style.tokens import TARGET, TEXT_SMALL
from gui.widgets.roving_focus import RovingFocus
from tests.helpers.colours import contrast

CONTROLS = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit)


def controls(window):
    """Everything in sight that is pressed, dragged or typed into."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and not isinstance(widget, QScrollBar)
        and not isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
    ]


def test_that_every_control_is_at_least_24_pixels_high_and_wide(window):
    window.panel.cards["adam"].header.click()
    window.actions_by_name["inspector"].trigger()
    found = controls(window)
    assert len(found) > 40
    small = {f"{type(widget).__name__} {widget.accessibleName()}": widget.size() for widget in found if _is_small(widget)}
    assert not small


def _is_small(widget):
    return min(widget.width(), widget.height()) < TARGET


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_every_stop_of_tab_shows_a_ring_of_two_pixels_in_the_accent(window, theme):
    window.theme_menu.choose(theme.name)
    accent = QColor(theme.accent)
    missing = []
    # And where the arrows lead from a stop, or a screen reader may put the keys.
    inside = [widget for group in window.findChildren(RovingFocus) for widget in group.passed_over()]
    stops = [stop for stop in (*window.focus_order.stops(), *inside) if stop.isVisible() and stop.isEnabled()]
    assert len(stops) > 30
    for stop in stops:
        elsewhere = window.stage if stop is window.transport.timeline else window.transport.timeline
        elsewhere.setFocus(Qt.FocusReason.OtherFocusReason)
        area = QRect(stop.mapTo(window, QPoint()), stop.size())
        before = window.grab(area).toImage()
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if not _has_ring(before, window.grab(area).toImage(), accent):
            missing.append(f"{type(stop).__name__} {stop.accessibleName()}")
    assert not missing
    window.theme_menu.choose("light")


def _has_ring(before: QImage, after: QImage, accent: QColor) -> bool:
    """Whether there are strokes in this colour, two pixels thick, and what has changed would be seen without its hue."""
    places = [(x, y) for x in range(after.width()) for y in range(after.height())]
    changed = {at for at in places if after.pixelColor(*at) != before.pixelColor(*at)}
    inked = {(x, y) for x, y in places if _is(after.pixelColor(x, y), accent)}
    thick = {(x, y) for x, y in inked if (x + 1, y) in inked or (x - 1, y) in inked or (x, y + 1) in inked or (x, y - 1) in inked}
    seen = [at for at in changed if contrast(after.pixelColor(*at), before.pixelColor(*at)) >= 3]
    return len(thick) >= 24 and len(seen) >= 24


def _is(seen: QColor, wanted: QColor) -> bool:
    return max(abs(seen.red() - wanted.red()), abs(seen.green() - wanted.green()), abs(seen.blue() - wanted.blue())) < 40


def test_that_all_letters_are_those_of_the_program_and_none_is_smaller_than_11_pixels(window):
    window.panel.cards["adam"].header.click()
    window.actions_by_name["inspector"].trigger()
    odd = []
    for widget in window.findChildren(QWidget):
        font = widget.font()
        if QFontInfo(font).family() not in (FAMILY, FORMULA_FAMILY) or font.pointSizeF() < points(TEXT_SMALL) - 0.02:
            odd.append(f"{type(widget).__name__} {widget.accessibleName()} {font.family()} {font.pointSizeF()}")
    assert not odd
    # What is painted by the scenes: numbers and titles of the axes.
    axes = [item for view in window.findChildren(QGraphicsView) for item in view.scene().items() if isinstance(item, AxisItem)]
    assert len(axes) >= 4
    for axis in axes:
        for font in (axis.style["tickFont"], axis.label.font()):
            assert font is None or font.pointSizeF() >= points(TEXT_SMALL) - 0.02
    assert window.transport.timeline._tick_font.pointSizeF() >= points(TEXT_SMALL) - 0.02


def test_that_headings_are_larger_and_darker_than_what_they_head(window):
    headings = [label for label in window.panel.findChildren(QLabel) if label.property("role") == "heading"]
    assert {label.text() for label in headings} == {"Problem", "Optimizers"}
    for label in headings:
        assert QFontMetricsF(label.font()).height() > QFontMetricsF(window.panel.race.caption.font()).height()
        assert label.palette().windowText().color() == QColor(window.theme.text)


def test_that_left_edges_and_the_tops_of_the_sheets_are_in_line(window):
    window.loss_plot.legend.hide()
    window.resize(1280, 800)
    QApplication.processEvents()

    def left(widget):
        return widget.mapTo(window, QPoint()).x()

    panel = window.panel
    in_line = (*panel.cards.values(), panel.form.function_choice, panel.form.summary, panel.form.caption, panel.race.caption)
    assert {left(widget) for widget in in_line} == {16}
    sheets = (window.canvas._view, window.loss_plot.view)
    assert len({sheet.mapTo(window, QPoint()).y() for sheet in sheets}) == 1
    assert window.width() - left(window.loss_plot.view) - window.loss_plot.view.width() == 16
    assert left(window.loss_plot.view) - left(window.canvas._view) - window.canvas._view.width() == 16
