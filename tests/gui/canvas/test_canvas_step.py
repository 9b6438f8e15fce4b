"""The step on the canvas: an ellipse larger than the view, whose arrow is whose, and labels that can be read."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.problems.function import FunctionProblem
from core.steps.figure import figure
from core.steps.phases import Phase
from gui.canvas.function_canvas import FunctionCanvas
from gui.canvas.step_labels import StepLabel, covers, edge_in_view, fits, merge_labels
from gui.canvas.step_layer import ShownStep
from gui.inspector.rule_view import BRACKET_PX, _brackets
from gui.style.application import apply_theme
from gui.style.run_style import run_styles
from gui.style.theme import LIGHT
from gui.widgets.label_placement import POINT_PX, distance_to, place_labels
from tests.helpers.window import show

STYLES = run_styles((key, key) for key in OPTIMIZERS)
VIEW = (600.0, 400.0)


@pytest.fixture
def canvas(qtbot, qapp):
    apply_theme(qapp, LIGHT)
    canvas = FunctionCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(640, 520)
    canvas.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    canvas.set_styles(STYLES)
    show(qtbot, canvas)
    return canvas


def shown(label, phase=Phase.MOVE, steps=1):
    experiment = Experiment(default_setup())
    experiment.advance(steps)
    record = next(run for run in experiment.snapshot().runs if run.label == label).record
    return ShownStep(label, record.optimizer, figure(record, phase))


def picture(canvas):
    QApplication.processEvents()
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[..., :3].astype(int)


# An ellipse larger than the view


def with_scale(step, half_axis):
    scales = tuple(replace(scale, x=half_axis, y=half_axis, phase=step.figure.explained) for scale in step.figure.scales)
    assert scales
    return step._replace(figure=replace(step.figure, scales=scales, arrows=()))


def tinted(canvas, step):
    """How much of the ground changes its colour when a step is drawn."""
    canvas.show_steps([])
    before = picture(canvas)
    canvas.show_steps([step])
    return float((np.abs(picture(canvas) - before).max(axis=2) > 4).mean())


def test_that_an_ellipse_larger_than_the_view_does_not_tint_the_landscape(canvas):
    step = shown("adam")
    assert 0.01 < tinted(canvas, with_scale(step, 3.0)) < 0.3
    assert tinted(canvas, with_scale(step, 60.0)) < 0.003, "nor do its axes cross it"


def test_that_a_large_ellipse_that_is_not_explained_any_more_is_not_drawn(canvas):
    step = with_scale(shown("adam"), 60.0)
    scales = tuple(replace(scale, phase=Phase.GRADIENT) for scale in step.figure.scales)
    assert scales[0].phase != step.figure.explained
    assert tinted(canvas, step._replace(figure=replace(step.figure, scales=scales))) < 0.003


def test_that_an_ellipse_that_reaches_out_of_the_view_has_no_axes_and_its_label_at_its_edge_in_view(canvas, monkeypatch):
    asked = []
    monkeypatch.setattr("gui.canvas.step_layer.paint_labels", lambda painter, theme, font, labels, *rest: asked.extend(labels))
    step = with_scale(shown("adam"), 6.0)
    canvas.show_steps([])
    before = picture(canvas)
    canvas.show_steps([step])
    changed = np.abs(picture(canvas) - before).max(axis=2)
    mapping, (scale,) = canvas._mapping, step.figure.scales
    centre = QPointF(*mapping.pixel_of(*scale.centre))
    (label,) = asked[:1]
    assert label.text == scale.label
    assert QRectF(0, 0, mapping.width, mapping.height).contains(label.at)
    assert np.hypot(*(label.at - centre).toTuple()) == pytest.approx(6.0 / mapping.x_pixel, rel=0.3)
    corner = canvas.plot_rect().topLeft()
    row, right = round(centre.y()) + corner.y(), round(centre.x()) + corner.x()
    along = changed[row - 3 : row + 4, right + 20 : right + round(3.0 / mapping.x_pixel)]
    assert np.ptp(np.median(along, axis=1)) <= 6


def test_that_the_label_of_an_ellipse_stands_at_its_edge_in_view():
    centre = QPointF(250, 150)
    small = edge_in_view(centre, 50, 30, VIEW)
    assert small.toTuple() == pytest.approx((250 + 50 / 2**0.5, 150 + 30 / 2**0.5))
    assert edge_in_view(centre, 5000, 3000, VIEW) is None
    flat = edge_in_view(centre, 5000, 10, VIEW)
    assert QRectF(0, 0, *VIEW).contains(flat)
    assert fits(centre, 50, 30, VIEW)
    assert not fits(centre, 300, 30, VIEW)
    assert covers(centre, 5000, 3000, VIEW)
    assert not covers(centre, 50, 30, VIEW)
    assert not covers(centre, 5000, 10, VIEW)


# Whose label


def test_that_with_two_runs_each_label_has_the_marker_of_its_run(canvas, monkeypatch):
    painted = []
    monkeypatch.setattr("gui.canvas.step_labels.paint_marker", lambda painter, style, *rest: painted.append(style))
    gd, adam = shown("gd", steps=6), shown("adam", steps=6)
    canvas.show_steps([gd])
    picture(canvas)
    assert painted == [], "of one run nobody asks"
    canvas.show_steps([gd, adam])
    picture(canvas)
    assert {STYLES["gd"], STYLES["adam"]} == set(painted)
    assert painted.count(STYLES["gd"]) >= 2


def test_that_what_two_runs_have_in_common_has_one_label_with_both_markers():
    one, other = STYLES["gd"], STYLES["adam"]

    def label(end, run):
        return StepLabel("−ηg", QColor("red"), QPointF(0, 0), QPointF(*end), QPointF(0, -1), (run,))

    both = merge_labels([label((100, 50), one), label((100.4, 50), other), label((60, 50), other)])
    assert [each.runs for each in both] == [(one, other), (other,)]


def test_that_labels_keep_off_the_arrows_and_each_other_and_stay_in_the_view():
    # Two arrows on each other and two beside them, as of two runs that begin at one place; a fifth one at the edge.
    lines = [(50.0, 50.0, 250.0, 200.0)] * 2 + [(50.0, 50.0, 120.0, 90.0), (50.0, 50.0, 150.0, 250.0), (590.0, 100.0, 590.0, 300.0)]
    anchors = [((x + x_end) / 2, (y + y_end) / 2) for x, y, x_end, y_end in lines]
    slides = [((x_end - x) * 0.28, (y_end - y) * 0.28) for x, y, x_end, y_end in lines]
    ways = [(0.6, -0.8)] * 4 + [(1.0, 0.0)]
    sizes = [(40.0, 16.0)] * 5
    places = place_labels(anchors, ways, sizes, slides, lines, VIEW)
    boxes = [QRectF(*place, *size) for place, size in zip(places, sizes, strict=True)]
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    for box in boxes:
        assert QRectF(0, 0, *VIEW).contains(box)
        for x, y, x_end, y_end in lines:
            points = [QPointF(x + (x_end - x) * part, y + (y_end - y) * part) for part in np.linspace(0, 1, 200)]
            assert not any(box.contains(point) for point in points)
    for place, size, anchor, slide in zip(places, sizes, anchors, slides, strict=True):
        reached = [(anchor[0] + part * slide[0], anchor[1] + part * slide[1]) for part in (-1, 0, 1)]
        assert min(distance_to(at, place, size)[0] for at in reached) < 40


# The typeset vector


def test_that_a_bracket_leaves_air_around_the_numbers():
    box = QRectF(0, 0, 100, 32)
    path = _brackets(box)
    xs = [path.elementAt(number).x for number in range(path.elementCount())]
    assert max(x for x in xs if x < 50) <= BRACKET_PX - 2.5
    assert min(x for x in xs if x > 50) >= 100 - BRACKET_PX + 2.5


def test_that_labels_keep_away_from_heads_where_there_is_room():
    anchors, ways, sizes, heads = [(100.0, 100.0)] * 3, [(0.0, -1.0)] * 3, [(30.0, 15.0)] * 3, [(100.0, 100.0), (106.0, 88.0)]
    places = place_labels(anchors, ways, sizes, view=(300.0, 300.0), points=heads)
    for place, size in zip(places, sizes, strict=True):
        assert all(distance_to(head, place, size)[0] >= POINT_PX for head in heads)
    everywhere = [(x, y) for x in range(0, 301, 20) for y in range(0, 301, 20)]
    crowded = place_labels(anchors[:1], ways[:1], sizes[:1], view=(300.0, 300.0), points=everywhere)
    assert len(crowded) == 1, "where there is none, it stands nevertheless"
