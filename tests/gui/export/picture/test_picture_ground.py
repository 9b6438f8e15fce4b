"""A picture has the colours of its own ground, whatever theme the application has, and a see-through one nothing behind."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.experiment.snapshot_at import snapshot_at
from gui.export.picture.figure import Figure, ground_theme
from gui.export.picture.spec import Arrangement, Ground, PictureSpec, Shape, TextSize
from gui.inspector.column import InspectorColumn
from gui.inspector.rule_view import RuleView
from gui.style.application import apply_theme
from gui.style.fonts import text_font
from gui.style.theme import DARK, LIGHT
from tests.helpers.pictures import coarse_difference, difference, pillow

ALL = ("canvas", "loss", "inspector")
SPEC = PictureSpec(ALL, Arrangement.GRID, width_px=900, settings=True)


@pytest.fixture(scope="module")
def snapshot():
    experiment = Experiment(default_setup("rosenbrock"))
    experiment.advance(30)
    return experiment.snapshot()


def figure_of(snapshot, spec, inspect=("adam",)):
    figure = Figure(spec, "Rosenbrock", inspect=inspect)
    figure.show(snapshot)
    return figure


def drawn(snapshot, spec):
    figure = figure_of(snapshot, spec)
    image = figure.image()
    figure.close()
    return image


@pytest.mark.parametrize("ground", list(Ground))
def test_that_the_theme_of_the_application_does_not_show(qapp, snapshot, ground):
    spec = PictureSpec(ALL, Arrangement.GRID, width_px=900, ground=ground, settings=True)
    qapp.setFont(text_font())
    images = []
    for theme in (LIGHT, DARK):
        apply_theme(qapp, theme)
        images.append(drawn(snapshot, spec))
    assert images[0] == images[1]


def test_that_presentation_mode_does_not_show(qapp, snapshot):
    spec = PictureSpec(("canvas", "loss"), width_px=1280)
    apply_theme(qapp, LIGHT)
    usual = drawn(snapshot, spec)
    try:
        apply_theme(qapp, LIGHT.enlarged(1.5))
        qapp.setFont(text_font(1.5))
        large = drawn(snapshot, spec)
    finally:
        qapp.setFont(text_font())
        apply_theme(qapp, LIGHT)
    assert usual.size() == large.size()
    # The type is hinted to other pixels, which moves a thing by one or two; larger type would move much more.
    other = drawn(snapshot, PictureSpec(("canvas", "loss"), width_px=1280, text=TextSize.LARGE))
    assert 4 * coarse_difference(usual, large) < coarse_difference(usual, other)


@pytest.mark.parametrize(("clear", "opaque"), [(Ground.CLEAR, Ground.LIGHT), (Ground.CLEAR_DARK, Ground.DARK)])
def test_that_a_transparent_picture_laid_on_a_page_is_the_picture_with_that_ground(qapp, snapshot, clear, opaque):
    see_through, whole = (pillow(drawn(snapshot, PictureSpec(("loss",), width_px=800, ground=ground))) for ground in (clear, opaque))
    assert see_through.getpixel((3, 3)) == (0, 0, 0, 0)
    # What differs is the rim around the marks, of the paper's colour, which nobody sees on that paper.
    apart = difference(see_through, whole, whole.getpixel((3, 3)), blur=0)
    assert (apart > 40).mean() < 0.004
    assert (difference(see_through, whole, (200, 60, 60, 255), blur=0) > 40).mean() > 0.5


def test_that_an_opaque_picture_has_no_hole(qapp, snapshot):
    for ground in (Ground.LIGHT, Ground.DARK):
        assert pillow(drawn(snapshot, PictureSpec(ALL, width_px=700, ground=ground))).getchannel("A").getextrema() == (255, 255)
    assert ground_theme(Ground.CLEAR).text == LIGHT.text
    assert ground_theme(Ground.CLEAR_DARK).text == DARK.text


@pytest.mark.parametrize("width", [100, 333, 1280, 1890, 2362])
@pytest.mark.parametrize("shape", [Shape.NATURAL, Shape.WIDE])
def test_that_a_picture_is_as_wide_as_asked_for_to_the_pixel(qapp, snapshot, width, shape):
    image = drawn(snapshot, PictureSpec(("canvas", "loss"), width_px=width, shape=shape))
    assert image.width() == width
    if shape is Shape.WIDE:
        assert image.height() == pytest.approx(width * 9 / 16, abs=1)


def test_that_the_file_says_how_large_it_is_on_paper(qapp, snapshot):
    image = drawn(snapshot, PictureSpec(("loss",), width_px=600, dpi=300.0))
    assert image.dotsPerMeterX() == image.dotsPerMeterY() == round(300 / 0.0254)


def test_that_larger_type_is_larger(qapp, snapshot):
    heights = []
    for text in (TextSize.SMALL, TextSize.NORMAL, TextSize.HUGE):
        figure = figure_of(snapshot, PictureSpec(("loss",), width_px=1600, text=text, legend=False))
        heights.append(figure.pixel_ratio)
        figure.close()
    assert heights == sorted(heights)
    assert heights[-1] > 1.7 * heights[1]


def test_that_each_word_can_be_left_out(qtbot, snapshot):
    def words(**choices):
        figure = figure_of(snapshot, PictureSpec(("canvas",), points=(400, 320), width_px=400, **choices))
        text = figure.svg().decode()
        figure.close()
        return [word in text for word in ("Rosenbrock</text>", "Momentum</text>", "minimum</text>", "seed 0")]

    assert words(title=True, legend=True, settings=True) == [True] * 4
    assert words(title=False, legend=False, settings=False) == [False] * 4
    assert words(title=False, legend=True, settings=False) == [False, True, True, False]


def test_that_nothing_of_a_long_rule_is_cut_off(qtbot, snapshot):
    for arrangement in Arrangement:
        for text in (TextSize.NORMAL, TextSize.HUGE):
            figure = figure_of(snapshot, PictureSpec(ALL, arrangement, text=text), inspect=("adam", "rmsprop"))
            columns = figure.page.findChildren(InspectorColumn)
            assert len(columns) == 2
            for column in columns:
                assert column.pages.widget().height() <= column.pages.viewport().height()
                bottom = column.mapTo(figure.page, column.rect().bottomRight())
                assert bottom.y() < figure.page.height()
                assert bottom.x() < figure.page.width()
            figure.close()


def test_that_the_inspector_shows_a_past_step_as_it_was_taken(qtbot, snapshot):
    then = Experiment(default_setup("rosenbrock"))
    then.advance(12)
    spec = PictureSpec(("inspector",))
    lines = []
    for shown in (snapshot_at(snapshot, 12), then.snapshot()):
        figure = figure_of(shown, spec)
        lines.append(figure.page.findChild(RuleView).shown_lines())
        figure.close()
    assert lines[0] == lines[1] != []
    start = figure_of(snapshot_at(snapshot, 0), spec)
    assert "This is the start" in start.svg().decode()
    start.close()


def test_that_held_axes_do_not_move_while_the_film_runs(qtbot, snapshot):
    figure = Figure(PictureSpec(("canvas", "loss"), width_px=800), "Rosenbrock")
    figure.hold_axes(snapshot)
    last, size = figure.image(), figure.pixels
    curves = figure.page.findChild(type(figure.page._curves[0]))
    frame, view = curves.view.frame(), figure.page._canvas.view_range()
    for step in (0, 1, 7, 29):
        figure.show(snapshot_at(snapshot, step))
        assert curves.view.frame() == frame
        assert figure.page._canvas.view_range() == view
        assert figure.pixels == size
    figure.show(snapshot)
    assert figure.image() == last
    figure.close()


def test_that_what_was_shown_before_does_not_show(qtbot, snapshot):
    spec = PictureSpec(("canvas", "loss"), width_px=800)
    figure = Figure(spec, "Rosenbrock")
    for step in (30, 3, 17):
        figure.show(snapshot_at(snapshot, step))
    again = figure.image()
    figure.close()
    assert again == drawn(snapshot_at(snapshot, 17), spec)
    assert again.size() == QSize(800, 400)


def test_that_a_picture_without_runs_can_be_drawn(qtbot, snapshot):
    for arrangement in Arrangement:
        figure = Figure(PictureSpec(ALL, arrangement, width_px=600, settings=True), "Rosenbrock")
        figure.show(replace(snapshot, runs=()))
        assert figure.image().width() == 600
        assert b"Rosenbrock" in figure.svg()
        figure.close()
