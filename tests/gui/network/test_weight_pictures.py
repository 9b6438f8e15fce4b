"""The weights of the first layer as pictures: of every unit, in an order that stays."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtTest import QTest

from gui.network.weight_pictures import WeightPictures, fit_rect
from gui.style.colours import ABOVE, BELOW, scale_image, signed_image
from gui.style.theme import DARK, LIGHT
from tests.helpers.small_data import run_of


def test_that_gradient_and_update_are_shown_only_while_nothing_moves(race, look):
    view = look(WeightPictures)
    assert "Δ" in view.words.text()
    assert all(len(row) == 3 for row in view.board._rows)
    view.set_paused(False)
    assert "pause to see" in view.words.text()
    assert all(len(row) == 1 for row in view.board._rows)


def test_that_pages_and_order_lead_to_every_unit(look):
    view = look(WeightPictures, size=(300, 240))
    view.largest.click()
    seen = list(view.board._units)
    while view.buttons[1].isEnabled():
        view.buttons[1].click()
        seen += view.board._units
    assert seen == list(range(8))
    while view.buttons[0].isEnabled():
        view.buttons[0].click()
    assert view.board._units[0] == 0


def test_that_the_order_stays_while_the_run_moves_and_is_made_anew_when_it_stops(race, look):
    snapshot = race.snapshot()
    view = look(WeightPictures, snapshot)
    view.choose_run("adam")
    first = view._order.tolist()
    view.set_paused(False)
    matrix = run_of(race, "adam").theta[: 37 * 8].reshape(37, 8).copy()
    matrix[:, first[-1]] *= 1000
    theta = run_of(race, "adam").theta.copy()
    theta[: 37 * 8] = matrix.ravel()
    moved = replace(snapshot, runs=tuple(replace(run, theta=theta) if run.label == "adam" else run for run in snapshot.runs))
    view.show_snapshot(moved)
    assert view._order.tolist() == first
    view.set_paused(True)
    assert view._order.tolist() == [first[-1], *first[:-1]]


def test_that_keys_go_from_unit_to_unit_and_from_page_to_page(look):
    view = look(WeightPictures, size=(420, 380))
    board = view.board
    assert board._columns(3) == 2
    assert 4 <= len(board._units) < 8
    QTest.keyClick(board, Qt.Key.Key_Right)
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert board._at == 3
    first = list(board._units)
    QTest.keyClick(board, Qt.Key.Key_PageDown)
    assert not set(board._units) & set(first)
    assert board.accessibleDescription() == f"unit {board._units[board._at]}"
    QTest.keyClick(board, Qt.Key.Key_PageUp)
    assert board._units == first


def test_that_a_unit_that_was_clicked_or_entered_stays_in_front_on_every_page_and_of_every_run(look, qtbot):
    view = look(WeightPictures, size=(420, 380))
    board = view.board

    def click(place):
        qtbot.mouseClick(board, Qt.MouseButton.LeftButton, pos=board._cell(place).center().toPoint())

    before = list(board._units)
    click(1)
    assert board._units == [before[1], before[0], *before[2:]]
    assert board._at == 0, "the choice goes along with its unit"
    assert board.accessibleDescription() == f"unit {before[1]}, kept in front"
    QTest.keyClick(board, Qt.Key.Key_Right)
    QTest.keyClick(board, Qt.Key.Key_Right)
    QTest.keyClick(board, Qt.Key.Key_Return)
    assert board._units[:2] == [before[1], before[2]]
    seen = set(board._units)
    while view.buttons[1].isEnabled():
        view.buttons[1].click()
        assert board._units[:2] == [before[1], before[2]]
        seen |= set(board._units)
    assert seen == set(range(8))
    view.largest.click()
    view.choose_run("sgd")
    assert board._units[:2] == [before[1], before[2]]
    picture = board.grab().toImage()
    click(0)
    assert board._units[0] == before[2]
    assert board.grab().toImage() != picture
    click(0)
    assert board._units == list(range(len(board._units)))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_signs_are_told_by_colour_and_nothing_is_the_ground(theme):
    image = signed_image(np.array([[-2.0, 0.0, 2.0, np.nan]]), 2.0, theme)
    colours = [image.pixelColor(x, 0).name() for x in range(4)]
    assert colours == [BELOW[theme.dark], theme.surface, ABOVE[theme.dark], theme.warning]
    bar = scale_image(theme)
    ends = [bar.pixelColor(x, 0).name() for x in (0, bar.width() // 2, bar.width() - 1)]
    assert ends == colours[:3]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (QSize(28, 28), (10, 20, 60, 60)),
        (QSize(40, 20), (10, 35, 60, 30)),
        (QSize(7, 14), (25, 20, 30, 60)),
        (QSize(0, 5), (10, 20, 60, 60)),
    ],
)
def test_that_images_that_are_not_square_keep_their_proportions(size, expected):
    assert fit_rect(QRectF(10, 20, 60, 60), size) == QRectF(*expected)
