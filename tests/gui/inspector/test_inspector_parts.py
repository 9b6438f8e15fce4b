"""The parts of the inspector, each by itself: colours, typeset equations, lines that break, the history of the effective step."""

import dataclasses
import xml.etree.ElementTree as ET
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from core.experiment.run import Run
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.optimizers.equations import equations
from core.optimizers.symbols import Phase, Role
from core.problems.function import FunctionProblem
from core.problems.kinds import recommended_optimizer
from core.problems.mlp import Network
from core.steps.effective_step import rates_at_checkpoints
from core.steps.lines import Piece, lines_of
from core.steps.phases import phases_of
from gui.inspector.column import LEAST_WIDTH, InspectorColumn
from gui.inspector.line_layout import lay_out
from gui.inspector.math_ml import math_ml, typeset
from gui.inspector.rate_plot import RatePlot, history
from gui.inspector.rule_view import LATER_OPACITY, RuleView
from gui.inspector.weight_picker import WeightPicker
from gui.style.colours import role_colour
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT, formula_font, numeric_font
from gui.widgets.label_placement import place_labels
from tests.helpers import networks
from tests.helpers.colours import DEFICIENCIES, SEVEN, contrast, lab, linear
from tests.helpers.window import show

DRAWN = (Role.GRADIENT, Role.MEAN, Role.SQUARES, Role.UPDATE)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_that_the_colours_of_symbols_differ_for_every_eye_from_each_other_and_from_the_runs(theme, deficiency):
    matrix = DEFICIENCIES[deficiency]
    symbols = {role: lab(matrix @ linear(role_colour(theme, role))) for role in DRAWN}
    runs = [lab(matrix @ linear(style.colour(theme))) for style in run_styles(SEVEN).values()]
    for one, other in combinations(symbols, 2):
        assert np.linalg.norm(symbols[one] - symbols[other]) > 16, (one, other)
    for role, colour in symbols.items():
        assert min(np.linalg.norm(colour - run) for run in runs) > 9, role


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_numbers_in_the_colours_of_symbols_can_be_read(theme):
    for role in Role:
        # The current line lies on the tint.
        for ground in (theme.window, theme.surface, theme.plot, theme.tint):
            assert contrast(role_colour(theme, role), QColor(ground)) >= 4.5, role


def test_that_v_is_a_velocity_but_a_mean_of_squares_in_adam():
    roles = {key: OPTIMIZERS[key].role_of("v") for key in ("momentum", "nag", "adam")}
    assert roles == {"momentum": Role.VELOCITY, "nag": Role.VELOCITY, "adam": Role.SQUARES}
    assert OPTIMIZERS["adam"].role_of("v̂") is Role.SQUARES
    assert OPTIMIZERS["adam"].role_of("η") is Role.SETTING


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_every_equation_is_typeset_with_each_symbol_in_its_colour(key):
    for equation in equations(OPTIMIZERS[key].equation):
        written = math_ml(equation, lambda symbol: {"g": "#ff0000", "Δ": "#00ff00"}.get(symbol, "#0000ff"), "#000000")
        root = ET.fromstring(written)
        letters = [(node.text, node.get("mathcolor")) for node in root.iter("mi") if node.text in ("g", "Δ", "η")]
        assert all(colour == {"g": "#ff0000", "Δ": "#00ff00", "η": "#0000ff"}[letter] for letter, colour in letters)
        picture = typeset(written, 18.0)
        assert picture.renderer.isValid()
        assert 20 < picture.width < 300
        assert 10 < picture.height < 80


def test_that_a_fraction_is_written_as_one_and_a_sum_in_a_product_keeps_its_brackets():
    (correct,) = equations(("m̂ = m / (1−β₁ᵗ)",))
    written = math_ml(correct, lambda symbol: "#000000", "#000000")
    assert "<mfrac>" in written
    assert "<mo>(</mo>" not in written
    (mean,) = equations(("m ← β₁m + (1−β₁)g",))
    assert math_ml(mean, lambda symbol: "#000000", "#000000").count("<mo>(</mo>") == 1


texts = st.one_of(st.tuples(st.text("0123456789.", min_size=1, max_size=9)), st.tuples(st.just("1.5"), st.just("−2.25")))
pieces = st.lists(st.builds(Piece, texts, st.just(""), st.booleans()), min_size=1, max_size=12)


@given(pieces, st.integers(120, 600))
def test_that_the_parts_of_a_line_never_lie_on_each_other_and_break_only_where_they_may(written, width):
    layout = lay_out(written, width, 14.0, lambda text: 7.0 * len(text))
    assert [placed.piece for placed in layout.pieces] == written
    for one, other in combinations(layout.pieces, 2):
        apart_x = one.x + one.width <= other.x + 1e-9 or other.x + other.width <= one.x + 1e-9
        apart_y = one.y + one.height <= other.y + 1e-9 or other.y + other.height <= one.y + 1e-9
        assert apart_x or apart_y
    for before, after in zip(layout.pieces, layout.pieces[1:], strict=False):
        assert after.x > before.x or after.piece.may_break
    assert all(placed.y + placed.height <= layout.height + 1e-9 for placed in layout.pieces)


def test_that_a_digit_more_moves_nothing():
    def places(number):
        line = [Piece(("v ← 0.9·",)), Piece((number, "1.000"), "v"), Piece((" = ",), "", True), Piece(("0.1", "0.2"), "v")]
        return [placed.x for placed in lay_out(line, 500, 14.0, lambda text: 7.0 * len(text)).pieces]

    assert places("0.5000") == places("−0.5000") == places("−123.4")


def run_of(key, steps, **changes):
    optimizer = dataclasses.replace(recommended_optimizer(key, "seed-bowl"), **changes)
    run = Run(key, FunctionProblem(FUNCTIONS["seed-bowl"]), FUNCTIONS["seed-bowl"].start, 0, optimizer)
    run.advance(steps)
    return run


def test_that_the_history_of_adagrad_only_falls_and_that_of_rmsprop_rises_again():
    steps, rates = history(run_of("adagrad", 300).snapshot())
    assert steps.tolist() == list(range(1, 301))
    assert (np.diff(rates, axis=0) <= 0).all()
    _, recovering = history(run_of("rmsprop", 300).snapshot())
    assert recovering[-1, 1] > 4 * recovering[:60, 1].min()


def test_that_a_long_history_is_thinned_out_with_both_ends_and_the_same_values():
    run = run_of("adagrad", 5000).snapshot()
    steps, rates = history(run, 100)
    assert (steps[0], steps[-1], len(steps)) == (1, 5000, 100)
    h = run.scales[steps - 1]
    np.testing.assert_allclose(rates, run.optimizer.learning_rate / (np.sqrt(h) + run.optimizer.epsilon), rtol=1e-14)


@pytest.mark.parametrize(("key", "symbol"), [("adagrad", "h"), ("rmsprop", "h"), ("adam", "v̂")])
def test_that_the_history_of_a_weight_is_that_of_the_moments_that_were_kept(key, symbol):
    problem = networks.problem()
    run, index, expected = Run(key, problem, problem.start(0), 0, networks.optimizer(key), networks.SMALL, 1_000_000), 7, {}
    for step in range(1, 41):
        if step == 21:
            run.configure(dataclasses.replace(run.optimizer, learning_rate=run.optimizer.learning_rate / 2))
        run.advance(1)
        optimizer, scale = run.optimizer, float(run.last_step.terms[symbol][index])
        expected[step] = optimizer.learning_rate / (np.sqrt(scale) + optimizer.epsilon)
    snapshot = run.snapshot()
    steps, rates = rates_at_checkpoints(snapshot.changes, snapshot.trail, index)
    assert steps.tolist() == snapshot.trail.steps[1:].tolist()
    assert len(steps) > 3
    np.testing.assert_allclose(rates, [expected[step] for step in steps.tolist()], rtol=1e-5)
    assert len(rates_at_checkpoints(networks.fresh("sgd").snapshot().changes, snapshot.trail, index)[0]) == 0


def test_that_a_rule_with_one_rate_for_all_axes_has_no_history(qtbot):
    assert len(history(run_of("momentum", 20).snapshot())[0]) == 0
    plot = RatePlot()
    qtbot.addWidget(plot)
    plot.show_run(run_of("momentum", 20).snapshot())
    assert plot.isHidden()
    plot.show_run(run_of("adagrad", 20).snapshot())
    assert not plot.isHidden()


def test_that_the_choice_of_a_run_stays_beside_the_number_of_the_step_where_there_is_little_room(qtbot):
    column = InspectorColumn()
    qtbot.addWidget(column)
    column.set_runs([(key, True) for key in OPTIMIZERS], run_styles([(key, key) for key in OPTIMIZERS]))
    tools = QWidget()
    tools.setFixedWidth(120)
    column.header.addWidget(tools)
    # A choice of Qt's own that is in no layout; it takes the width of its contents a while after they change.
    other = QComboBox(column)
    other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    column.resize(LEAST_WIDTH, 400)
    show(qtbot, column)
    assert column.choice.width() < column.choice.sizeHint().width()
    overlaps = []
    column.choice.paintEvent = lambda _: overlaps.append(column.choice.geometry().intersects(column.step.geometry()))
    column.set_theme(DARK)
    other.addItem("so wide that it is seen")
    qtbot.waitUntil(lambda: other.width() == other.sizeHint().width())
    assert overlaps
    assert not any(overlaps)


boxes = st.lists(st.tuples(st.floats(0, 60), st.floats(0, 60)), min_size=1, max_size=6)


@given(boxes)
def test_that_labels_that_lie_close_find_places_of_their_own(anchors):
    sizes = [(20.0, 10.0)] * len(anchors)
    places = place_labels(anchors, [(0.0, -1.0)] * len(anchors), sizes)
    for (x, y), (other_x, other_y) in combinations(places, 2):
        assert abs(x - other_x) >= 20 - 1e-9 or abs(y - other_y) >= 10 - 1e-9


@given(st.lists(st.integers(1, 9), min_size=2, max_size=5), st.data())
def test_that_every_weight_has_one_place_in_a_network(sizes, data):
    network = Network(tuple(sizes))
    index = data.draw(st.integers(0, network.parameter_count - 1))
    layer, row, unit = network.place_of(index)
    assert network.index_of(layer, row, unit) == index
    marked = np.zeros(network.parameter_count)
    marked[index] = 1
    assert network.matrices(marked)[layer][row, unit] == 1


def test_that_the_picker_goes_to_any_weight_and_keeps_within_its_layer(qtbot):
    picker = WeightPicker()
    qtbot.addWidget(picker)
    network = Network((6, 4, 3))
    picker.set_network(network)
    for index in range(network.parameter_count):
        picker.pick(index)
        assert picker.index == index
    emitted = []
    picker.picked.connect(emitted.append)
    picker.layer.setValue(1)
    picker.row.setValue(99)
    assert picker.row.value() == 6
    assert picker.index == emitted[-1]
    picker.layer.setValue(2)
    assert picker.row.value() == 4
    assert emitted[-1] == picker.index < network.parameter_count


def test_that_the_picker_goes_on_in_a_second_line_where_there_is_little_room(qtbot):
    picker = WeightPicker()
    qtbot.addWidget(picker)
    picker.set_network(Network((784, 128, 10)))
    picker.resize(LEAST_WIDTH, picker.heightForWidth(LEAST_WIDTH))
    show(qtbot, picker)
    assert picker.width() == LEAST_WIDTH
    for widget in picker.findChildren(QWidget):
        if widget.parent() is picker:
            assert picker.rect().contains(widget.geometry())
            assert widget.width() >= widget.sizeHint().width()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_that_lines_still_to_come_can_be_read(theme):
    ground = QColor(theme.window)
    for ink in (QColor(theme.text), *(role_colour(theme, role) for role in Role)):
        parts = [LATER_OPACITY * one + (1 - LATER_OPACITY) * other for one, other in zip(ink.getRgbF(), ground.getRgbF(), strict=True)]
        assert contrast(QColor.fromRgbF(*parts), ground) >= 3


def test_that_what_lines_give_is_written_in_one_font_with_a_space_before_the_numbers(qtbot):
    run = run_of("adam", 3).snapshot()
    view = RuleView()
    qtbot.addWidget(view)
    view.resize(400, 100)
    view.show_step(run.optimizer, lines_of(run.record), Phase.MOVE, False)
    letters, figures = formula_font(QApplication.font()), numeric_font(QApplication.font())
    lines = [[placed for placed in row.numbers.pieces if len(placed.piece.texts) == 1] for row in view._rows]
    for first, *others in lines:
        assert first.width == pytest.approx(QFontMetricsF(letters).horizontalAdvance(first.piece.texts[0]))
        for placed in others:
            font = letters if placed.piece.texts[0].startswith("∇") else figures
            assert placed.width == pytest.approx(QFontMetricsF(font).horizontalAdvance(placed.piece.texts[0]))


def test_that_lines_still_to_come_take_no_more_than_the_rule(qtbot):
    run = run_of("adam", 3).snapshot()
    view = RuleView()
    qtbot.addWidget(view)
    view.resize(400, 100)
    heights = []
    view.show_step(run.optimizer, (), Phase.MOVE, False)
    alone = view.height()
    for phase in phases_of(run.optimizer):
        view.show_step(run.optimizer, lines_of(run.record), phase, True)
        heights.append(view.height())
    assert alone < heights[0]
    assert heights == sorted(heights)
    assert heights[0] < alone + 60 < heights[-1]
