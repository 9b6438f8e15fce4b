"""The views into a network: what they show is what the network says, at the right place, and divergence is shown as such."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from core.analysis.network_samples import answers, balanced_choice, largest_first, mistakes, unit_pictures
from core.experiment.experiment import Experiment
from core.optimizers import OPTIMIZERS
from gui.network.digit_grid import DigitGrid
from gui.network.layer_norms_view import LayerNormsView, NormsBoard
from gui.network.weight_pictures import WeightPictures
from gui.style.diverging import ABOVE, BELOW, scale_image, signed_image
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT
from tests.helpers.small_data import small_library, small_setup

KEYS = tuple(OPTIMIZERS)


@pytest.fixture
def race(tmp_path):
    made = Experiment(small_setup(record_layers=True), library=small_library(tmp_path), off={"gd"})
    made.advance(12)
    return made


@pytest.fixture
def look(qtbot, race):
    def into(kind, snapshot=None, size=(460, 320)):
        view = kind()
        qtbot.addWidget(view)
        view.resize(*size)
        view.set_problem(race.problem)
        view.set_runs([(key, key != "gd") for key in KEYS], run_styles((key, key) for key in KEYS))
        view.show()
        view.show_snapshot(snapshot or race.snapshot())
        QApplication.processEvents()
        return view

    return into


def run_of(race, label):
    return next(run for run in race.snapshot().runs if run.label == label)


def test_that_a_choice_is_balanced_reproducible_and_has_nothing_twice():
    labels = np.array([0] * 50 + [1] * 5 + [2] * 50)
    chosen = balanced_choice(labels, 15, seed=3)
    assert np.bincount(labels[chosen]).tolist() == [5, 5, 5]
    assert len(set(chosen.tolist())) == 15
    assert chosen.tolist() == balanced_choice(labels, 15, seed=3).tolist()
    assert chosen.tolist() != balanced_choice(labels, 15, seed=4).tolist()
    assert sorted(balanced_choice(labels, 1000, seed=3).tolist()) == list(range(105))


def test_that_mistakes_are_exactly_those_that_are_told_wrong(race):
    theta = run_of(race, "sgd").theta
    everything = answers(race.problem, theta, np.arange(80))
    assert np.allclose(everything.probabilities.sum(axis=1), 1)
    found = mistakes(race.problem, theta, 1000)
    assert found.indices.tolist() == np.flatnonzero(~everything.right).tolist()
    accuracy = 1 - len(found.indices) / 80
    race.test_now()
    assert run_of(race, "sgd").held_out.accuracy[-1] == pytest.approx(accuracy)


def test_that_the_grid_says_what_the_network_says(race, look):
    view = look(DigitGrid)
    view.choose_run("sgd")
    said = view.board._said
    assert len(said.indices) == view.board.room() == len(view.board._images)
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


def test_that_only_mistakes_shows_none_that_is_right(look):
    view = look(DigitGrid)
    view.choose_run("sgd")
    view.only_mistakes.click()
    assert not view.board._said.right.any()


def test_that_the_next_mistakes_come_on_demand_until_all_were_seen(race, look):
    view = look(DigitGrid, size=(300, 240))
    view.choose_run("sgd")
    everything = mistakes(race.problem, run_of(race, "sgd").theta, 1000).indices.tolist()
    room = view.board.room()
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


@pytest.mark.parametrize("kind", [DigitGrid, WeightPictures])
def test_that_a_click_leaves_the_keys_to_the_window(look, qtbot, kind):
    view = look(kind)
    view.choice.setFocus()
    qtbot.mouseClick(view.board, Qt.MouseButton.LeftButton, pos=view.board._cell(0).center().toPoint())
    assert not view.board.hasFocus()


def test_that_a_network_without_numbers_is_called_diverged(race, look):
    snapshot = race.snapshot()
    lost = replace(snapshot.runs[0], theta=np.full_like(snapshot.runs[0].theta, np.nan))
    view = look(DigitGrid, replace(snapshot, runs=(lost, *snapshot.runs[1:])))
    view.choose_run(lost.label)
    assert "diverged" in view.words.text()
    assert not view.board._said.right.any()
    view.grab()


def test_that_the_pictures_of_a_unit_are_its_column_of_the_first_matrix(race):
    theta = run_of(race, "adam").theta
    pictures = unit_pictures(race.problem, theta)
    matrix = theta[: 37 * 8].reshape(37, 8)  # 36 pixels and the bias, 8 units
    np.testing.assert_array_equal(pictures[3].ravel(), matrix[:36, 3])
    norms = np.linalg.norm(matrix[:36], axis=0)
    assert largest_first(pictures).tolist() == np.argsort(-norms, kind="stable").tolist()


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


def test_that_the_layers_show_the_norms_of_the_last_step(race, look):
    view = look(LayerNormsView)
    view.choose_run("adam")
    run = run_of(race, "adam")
    gradient = run.record.taken.terms["g"]
    first, second = gradient[: 37 * 8], gradient[37 * 8 :]
    assert run.layers.gradient[-1].tolist() == pytest.approx([np.linalg.norm(first), np.linalg.norm(second)], rel=1e-6)
    assert view.board._names == ["36 → 8", "8 → 4"]
    assert float(view.board.figure(0, 0)) == pytest.approx(float(np.linalg.norm(first)), rel=1e-3)
    view.grab()


def test_that_the_curves_of_all_layers_share_the_range_of_what_was_recorded(race, look):
    view = look(LayerNormsView)
    view.choose_run("adam")
    layers = run_of(race, "adam").layers
    for column, values in enumerate((layers.gradient, layers.update_ratio)):
        assert view.board.scale(column) == (values.min(), values.max())
    nothing = np.array([[0.0, np.nan]])
    view.board.show_norms(["a", "b"], nothing, nothing, None, DARK)
    assert view.board.scale(0) == (1.0, 1.0)
    view.grab()


@pytest.mark.parametrize("steps", [1000, 1001])
def test_that_a_spike_of_one_step_is_in_the_curve_of_its_layer_and_goes_when_the_past_is_another(qtbot, steps):
    board = NormsBoard()
    qtbot.addWidget(board)
    board.resize(420, 200)
    calm = np.ones((steps, 2))
    spiked = calm.copy()
    spiked[617, 1] = 50.0
    board.show_norms(["a", "b"], spiked[:500], calm[:500], "first", LIGHT)
    assert board.scale(0) == (1.0, 1.0)
    board.show_norms(["a", "b"], spiked, calm, "first", LIGHT)
    assert board.scale(0) == (1.0, 50.0)
    picture = board.grab().toImage()
    board.show_norms(["a", "b"], calm, calm, "second", LIGHT)
    assert board.scale(0) == (1.0, 1.0)
    assert board.grab().toImage() != picture


@pytest.mark.parametrize("width", [340, 380, 412, 428, 700])
def test_that_either_curve_has_a_scale_that_can_be_read_to_its_end(qtbot, width):
    board = NormsBoard()
    qtbot.addWidget(board)
    board.resize(width, 230)
    gradient, ratio = np.geomspace(0.33, 3.0, 20)[:, None], np.geomspace(0.00034, 0.0089, 20)[:, None]
    board.show_norms(["784 → 100"] * 5, np.repeat(gradient, 5, axis=1), np.repeat(ratio, 5, axis=1), None, LIGHT)
    for column, ends in enumerate((("0.33", "3"), ("3.4e-4", "8.9e-3"))):
        text, letters = board.scale_words(column)
        assert sorted(text.replace("…", "").split()) == sorted(ends)
        room = (width - 82) / 2 - 82
        assert all(QFontMetricsF(board.lettering(letters)).horizontalAdvance(line) <= room for line in text.split("\n"))
    board.grab()


def test_that_layers_which_are_not_recorded_say_where_to_switch_it_on(tmp_path, qtbot):
    race = Experiment(small_setup(), library=small_library(tmp_path), off={"gd"})
    view = LayerNormsView()
    qtbot.addWidget(view)
    view.set_problem(race.problem)
    view.set_runs([(key, True) for key in KEYS], run_styles((key, key) for key in KEYS))
    view.show()
    view.show_snapshot(race.snapshot())
    assert "Record layers" in view.words.text()


def test_that_a_run_is_chosen_by_key_and_told(look):
    view = look(WeightPictures)
    told = []
    view.run_chosen.connect(told.append)
    view.choice.setFocus()
    QTest.keyClick(view.choice, Qt.Key.Key_Home)
    assert told == ["sgd"]
    view.set_runs([(key, key == "nag") for key in KEYS], run_styles((key, key) for key in KEYS))
    assert view.choice.label == "nag"


@pytest.mark.parametrize("kind", [DigitGrid, WeightPictures, LayerNormsView])
def test_that_a_run_which_diverged_is_told_although_its_last_parameters_are_numbers(race, look, kind):
    setup = small_setup(record_layers=True, hidden=(8,) * 6, init=30.0)
    runs = tuple(replace(run, optimizer=replace(run.optimizer, learning_rate=1e6)) for run in setup.runs if run.label == "sgd")
    wild = Experiment(replace(setup, runs=runs), library=race.library)
    with np.errstate(all="ignore"):
        wild.advance(5)
    (run,) = wild.snapshot().runs
    assert run.termination is not None
    assert np.isfinite(run.theta).all()
    view = look(kind)
    view.set_problem(wild.problem)
    view.choose_run("sgd")
    view.show_snapshot(wild.snapshot())
    assert view.words.text().startswith(f"SGD: diverged at step {run.termination.step}.")
    assert "Space" not in view.words.text()
    view.grab()


@pytest.mark.parametrize("kind", [DigitGrid, WeightPictures])
def test_that_the_window_keeps_what_is_not_for_a_board(look, qtbot, kind):
    window, stepped = QMainWindow(), []
    qtbot.addWidget(window)
    for keys in ("Right", "Shift+Right"):
        action = QAction(window)
        action.setShortcut(keys)
        action.triggered.connect(lambda _=False, keys=keys: stepped.append(keys))
        window.addAction(action)
    view = look(kind)
    window.setCentralWidget(view)
    window.resize(460, 320)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    view.board.setFocus()
    QTest.keyClick(view.board, Qt.Key.Key_Right)
    assert (stepped, view.board._at) == ([], 1)
    QTest.keyClick(view.board, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert (stepped, view.board._at) == (["Shift+Right"], 1)


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


@pytest.mark.parametrize("kind", [DigitGrid, WeightPictures, LayerNormsView])
def test_that_no_run_is_called_missing_while_its_snapshot_is_on_the_way(race, look, kind):
    view = look(kind)
    view.set_problem(race.problem)
    assert view.words.text() == ""
    view.set_runs([(key, False) for key in KEYS], run_styles((key, key) for key in KEYS))
    assert view.words.text() == "No run is switched on"
