"""Test images and what a network says of them: chosen, marked and counted as the network has it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.analysis.network_samples import balanced_choice, mistakes
from gui.network import digit_grid
from gui.network.digit_grid import DigitGrid
from gui.style.theme import LIGHT
from gui.widgets.pixel_pictures import ink_image, least_side, paint_pixels
from tests.helpers.small_data import run_of


def test_that_the_grid_says_what_the_network_says(race, look):
    view = look(DigitGrid)
    view.choose_run("sgd")
    said = view.board._said
    assert len(said.indices) == view.board.room(race.problem.dataset.test_images.shape[1]) == len(view.board._images)
    expected = race.problem.probabilities(run_of(race, "sgd").theta, race.problem.dataset.test_images[said.indices])
    np.testing.assert_array_equal(said.probabilities, expected)
    assert view.words.text().startswith(f"{int(said.right.sum())} of these {len(said.indices)} are right.")
    answer = int(expected[0].argmax())
    assert view.board.text_of(0) == f"{answer}  {100 * float(expected[0, answer]):.0f} %"


def test_that_all_runs_are_asked_about_the_same_images_and_others_come_on_demand(look):
    view = look(DigitGrid)
    view.choose_run("sgd")
    first = view.board._said.indices.tolist()
    view.choose_run("adam")
    assert view.board._said.indices.tolist() == first
    view.others.click()
    assert view.board._said.indices.tolist() != first


def test_that_images_are_drawn_when_others_are_wanted_or_there_is_room_for_more_and_not_at_each_look(look, qtbot, monkeypatch):
    drawn = []

    def draw(labels, count, seed):
        drawn.append((count, seed))
        return balanced_choice(labels, count, seed)

    monkeypatch.setattr(digit_grid, "balanced_choice", draw)
    view = look(DigitGrid)
    for label in ("sgd", "adam", "sgd"):
        view.choose_run(label)
    assert len(drawn) == 1
    view.others.click()
    assert [seed for _, seed in drawn] == [0, 1]
    view.resize(view.width() * 2, view.height())
    qtbot.waitUntil(lambda: len(drawn) == 3)
    assert len(view.board._said.indices) == drawn[2][0] > drawn[1][0]


def test_that_only_mistakes_shows_none_that_is_right(look):
    view = look(DigitGrid)
    view.choose_run("sgd")
    view.only_mistakes.click()
    assert not view.board._said.right.any()


def test_that_the_next_mistakes_come_on_demand_until_all_were_seen(race, look):
    view = look(DigitGrid, size=(300, 240))
    view.choose_run("sgd")
    everything = mistakes(race.problem, run_of(race, "sgd").theta, 1000).indices.tolist()
    room = view.board.room(race.problem.dataset.test_images.shape[1])
    assert len(everything) > 2 * room
    view.only_mistakes.click()
    assert view.others.isEnabled()
    assert view.others.toolTip() == "Show the next mistakes"
    seen = []
    while len(seen) < len(everything):
        here = view.board._said.indices.tolist()
        first, last = len(seen) + 1, len(seen) + len(here)
        assert view.words.text().startswith(f"Mistakes {first} to {last}." if first < last else f"Mistake {first}.")
        seen += here
        view.others.click()
    assert seen == everything
    assert view.board._said.indices.tolist() == everything[:room], "after the last ones the first ones come again"
    view.others.click()
    view.only_mistakes.click()
    view.only_mistakes.click()
    assert view.board._said.indices.tolist() == everything[:room]


def test_that_there_are_no_next_mistakes_where_all_are_shown(race, look):
    view = look(DigitGrid, size=(900, 700))
    view.choose_run("sgd")
    view.only_mistakes.click()
    assert view.board._said.indices.tolist() == mistakes(race.problem, run_of(race, "sgd").theta, 1000).indices.tolist()
    assert not view.others.isEnabled()
    view.only_mistakes.click()
    assert view.others.isEnabled()
    assert view.others.toolTip() == "Draw other test images"


def test_that_the_words_say_what_is_right_of_the_images_shown_and_of_all(race, look, monkeypatch):
    race.test_now()
    view = look(DigitGrid)
    view.choose_run("sgd")
    accuracy = 100 * float(run_of(race, "sgd").held_out.accuracy[-1])
    of_all = f" At step 12: {accuracy:.2f} % of all test images are right."
    assert view.words.text().endswith(" are right." + of_all)
    view.only_mistakes.click()
    assert view.words.text() == f"Mistakes 1 to {len(view.board._said.indices)}." + of_all
    view.only_mistakes.click()
    said = view.board._said
    wrong_ones = (said.predictions + 1) % 4
    for labels, words in (
        (wrong_ones, "0 of these {} are right."),
        (np.append(said.predictions[:1], wrong_ones[1:]), "1 of these {} is right."),
    ):
        monkeypatch.setattr("gui.network.digit_grid.answers", lambda *_, labels=labels: said._replace(labels=labels))
        view.refresh()
        assert view.words.text() == words.format(len(said.indices)) + of_all
    monkeypatch.setattr(
        "gui.network.digit_grid.mistakes", lambda *_: said._replace(**{name: part[:0] for name, part in said._asdict().items()})
    )
    view.only_mistakes.click()
    assert view.words.text() == "No mistakes among the first 80 test images." + of_all
    view.grab()


def test_that_arrows_and_mouse_go_from_image_to_image(look, qtbot):
    view = look(DigitGrid)
    board = view.board
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_Right)
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert board._at == 1 + board._columns()
    QTest.keyClick(board, Qt.Key.Key_Left)
    QTest.keyClick(board, Qt.Key.Key_Up)
    assert board._at == 0
    qtbot.mouseMove(board, board._cell(2).center().toPoint())
    assert board._at == 2
    assert f"A {int(board._said.labels[2])}," in board.accessibleDescription()


@pytest.mark.parametrize("size", [(300, 200), (448, 300), (900, 700)])
def test_that_pictures_and_crosses_stay_on_the_board(look, size):
    view = look(DigitGrid, size=size)
    board = view.board
    boxes = [board._picture_box(board._cell(index)) for index in range(len(board._images))]
    assert all(box.width() == box.height() >= 28 for box in boxes)
    reach = 6  # of a cross about the upper right corner
    assert all(box.top() >= reach and box.right() + reach <= board.width() for box in boxes)
    assert max(board._cell(index).bottom() for index in range(len(boxes))) <= board.height()


def test_that_other_images_of_the_same_numbers_are_painted_anew(race, look):
    view = look(DigitGrid)
    board = view.board
    before = board._images[0]
    board.show_answers(board._said, board._pixels.copy(), LIGHT)
    assert board._images[0] is before
    board.show_answers(board._said, 255 - board._pixels, LIGHT)
    assert board._images[0] != before


def test_that_a_network_without_numbers_is_called_diverged(race, look):
    snapshot = race.snapshot()
    lost = replace(snapshot.runs[0], theta=np.full_like(snapshot.runs[0].theta, np.nan))
    view = look(DigitGrid, replace(snapshot, runs=(lost, *snapshot.runs[1:])))
    view.choose_run(lost.label)
    assert "diverged" in view.words.text()
    assert not view.board._said.right.any()
    view.grab()


def test_that_the_grid_comes_to_rest_at_every_width(look):
    view = look(DigitGrid)
    shown = []
    show_run = view.show_run
    view.show_run = lambda run: (shown.append(1), show_run(run))
    for width in range(300, 520, 6):
        view.resize(width, 240)
        for _ in range(8):
            QApplication.processEvents()
        shown.clear()
        for _ in range(8):
            QApplication.processEvents()
        assert not shown, width
        assert view.words.height() >= view.words.heightForWidth(view.words.width())


@pytest.mark.parametrize(("side", "scale", "expected"), [(28, 1.0, 56), (28, 1.5, 56), (28, 2.0, 42), (5, 1.0, 40), (64, 1.0, 64)])
def test_that_a_picture_is_as_large_as_a_whole_multiple_of_the_screens_pixels(side, scale, expected):
    assert least_side(side, 40, scale) == pytest.approx(expected)


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_that_pixels_are_painted_all_as_large_without_a_blur(qapp, scale):
    chess = np.indices((7, 7)).sum(axis=0).astype(np.uint8) % 2 * 255
    sheet = QImage(round(80 * scale), round(80 * scale), QImage.Format.Format_RGB32)
    sheet.setDevicePixelRatio(scale)
    sheet.fill(QColor("#808080"))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    at = paint_pixels(painter, QRectF(10.3, 11.4, 50, 47), ink_image(chess, "#ffffff", "#102030"))
    painter.end()
    wide = round(at.width() * scale)
    assert wide == 7 * int(47 * scale / 7 + 1e-6)
    left, top, each = round(at.left() * scale), round(at.top() * scale), wide // 7
    seen = [[sheet.pixelColor(left + x, top + y).name() for x in range(wide)] for y in range(wide)]
    assert seen == [[("#102030" if chess[y // each, x // each] else "#ffffff") for x in range(wide)] for y in range(wide)]


@pytest.mark.parametrize("height", [100, 150, 260])
def test_that_the_frame_of_the_chosen_image_is_around_it_and_its_words(look, height):
    view = look(DigitGrid, size=(420, 420))
    view.choose_run("sgd")
    board = view.board
    board.resize(400, height)
    view.refresh()
    board.setFocus(Qt.FocusReason.TabFocusReason)
    cell = board._cell(0)
    picture = board.grab(cell.toRect()).toImage()
    rim = QColor(LIGHT.accent)
    middle = picture.width() // 2
    rows = [
        y
        for y in range(picture.height())
        if abs(picture.pixelColor(middle, y).blue() - rim.blue()) < 30 and picture.pixelColor(middle, y).red() < 90
    ]
    assert rows
    assert rows[-1] - rows[0] <= board._picture_box(cell).height() + 28
