"""Scenes are painted at once where that is asked for, in one window and not in others; the sheet they lie on is whole."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.canvas.layer import CanvasLayer
from gui.canvas.view import CanvasView
from gui.style.theme import DARK, LIGHT, Theme
from gui.widgets.scenes import ScaledScene, paint_now
from tests.helpers.window import rests, show


class Layer(CanvasLayer):
    """Counts how often it is painted."""

    def paint_view(self, painter: QPainter, mapping: object) -> None:
        pass


def page_with_layer(qtbot: QtBot) -> tuple[QWidget, CanvasView, Layer]:
    page = QWidget()
    qtbot.addWidget(page)
    view = CanvasView(page)
    QVBoxLayout(page).addWidget(view)
    layer = Layer(view.box, 1)
    page.resize(300, 200)
    show(qtbot, page)
    qtbot.waitUntil(lambda: rests(page) and layer.paints > 0)
    return page, view, layer


def test_that_what_has_changed_is_painted_at_once_in_the_window_that_is_asked_for(qtbot: QtBot) -> None:
    pages = [page_with_layer(qtbot) for _ in range(2)]
    for page, _, layer in pages:
        qtbot.waitUntil(lambda shown=page: rests(shown))
        before = [layer.paints for _, _, layer in pages]
        layer.update()
        assert [layer.paints for _, _, layer in pages] == before
        paint_now(page)
        assert [layer.paints for _, _, layer in pages] == [
            count + (each is page) for count, (each, _, _) in zip(before, pages, strict=True)
        ]


def test_that_a_view_that_is_gone_is_asked_no_more(qtbot: QtBot) -> None:
    page, view, _ = page_with_layer(qtbot)
    assert ScaledScene.within(page) == [view]
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()
    assert ScaledScene.within(page) == []
    paint_now(page)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_that_a_part_of_the_sheet_looks_as_it_does_when_all_is_painted(qtbot: QtBot, theme: Theme, scale: float) -> None:
    page, view, _ = page_with_layer(qtbot)
    view.lie_on_sheet(theme)
    view.set_scene_scale(scale)
    qtbot.waitUntil(lambda: rests(page))
    width, height = view.width() / scale, view.height() / scale

    def painted(part: QRectF) -> QImage:
        image = QImage(view.size(), QImage.Format.Format_RGB32)
        image.fill(QColor("#ff00ff"))
        painter = QPainter(image)
        painter.scale(scale, scale)
        painter.setClipRect(part)
        view.drawBackground(painter, part)
        painter.end()
        return image

    whole = painted(QRectF(0, 0, width, height))
    # A middle, which is filled as one; corners, edges, and what is next to them.
    for part in (
        QRectF(60, 40, 90, 60),
        QRectF(0, 0, 30, 30),
        QRectF(2, 3, width - 4, height - 6),
        QRectF(12, 1, width - 24, height - 2),
        QRectF(width - 30, height - 30, 30, 30),
        QRectF(0, 30, width, 60),
    ):
        x, y, w, h = (round(value * scale) for value in part.getRect())
        inner = (x + 1, y + 1, w - 2, h - 2)
        assert painted(part).copy(*inner) == whole.copy(*inner), part
