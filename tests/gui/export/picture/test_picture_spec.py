"""What a picture is, as data: sizes, refusals in sentences, file names, and the line that tells how to make it again."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, default_setup
from core.problems.kinds import FUNCTION, PARTS
from gui.export.picture.caption import settings_line
from gui.export.picture.spec import (
    MOST_PX,
    Arrangement,
    PictureSpec,
    Shape,
    TextSize,
    cells,
    centimetres_of,
    page_points,
    pixels_of,
    size_mistake,
    width_mistake,
)

LISTS_OF_PARTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4, unique=True).map(tuple)


@pytest.mark.parametrize(("cm", "dpi", "px"), [(2.54, 300, 300), (16, 300, 1890), (21, 96, 794), (29.7, 150, 1754), (10, 600, 2362)])
def test_that_centimetres_become_pixels_as_on_paper(cm, dpi, px):
    assert pixels_of(cm, dpi) == px
    assert centimetres_of(px, dpi) == pytest.approx(cm, abs=2.54 / dpi)


@pytest.mark.parametrize(
    ("cm", "dpi"), [(0, 300), (-1, 300), (float("nan"), 300), (1, 0), (1, 1e9), (0.1, 96), (500, 2400), (1, float("inf"))]
)
def test_that_a_width_out_of_range_is_refused_with_a_sentence(cm, dpi):
    with pytest.raises(ValueError, match=r"^A picture can|^The width has") as refusal:
        pixels_of(cm, dpi)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("px", [-5, 0, 99, MOST_PX + 1])
def test_that_a_spec_has_a_width_that_can_be_drawn(px):
    assert str(px).lstrip("-") in width_mistake(px).replace(",", "")
    with pytest.raises(ValueError, match="100 to 10,000 pixels wide"):
        PictureSpec(width_px=px)
    assert width_mistake(100) == width_mistake(MOST_PX) == ""


def test_that_no_part_and_one_part_twice_are_refused():
    for parts in ((), ("loss", "loss")):
        with pytest.raises(ValueError, match="at least one part"):
            PictureSpec(parts)


def test_that_too_many_pixels_are_refused_with_a_sentence():
    assert size_mistake(5000, 5000) == ""
    assert "10,000 × 40,000 pixels are too many" in size_mistake(10_000, 40_000)


@given(LISTS_OF_PARTS, st.sampled_from(list(Arrangement)))
def test_that_parts_never_cover_each_other(parts, arrangement):
    taken = set()
    for row, column, rows, columns in cells(PictureSpec(parts, arrangement)):
        place = {(row + down, column + right) for down in range(rows) for right in range(columns)}
        assert not taken & place
        taken |= place


@given(LISTS_OF_PARTS, st.sampled_from(list(Arrangement)), st.sampled_from(list(TextSize)))
def test_that_a_slide_has_its_own_shape_and_larger_type_fewer_points(parts, arrangement, text):
    spec = PictureSpec(parts, arrangement, text=text)
    for shape, ratio in ((Shape.WIDE, 9 / 16), (Shape.CLASSIC, 3 / 4), (Shape.SQUARE, 1)):
        width, height = page_points(replace(spec, shape=shape))
        assert height == pytest.approx(width * ratio, abs=0.5)
    widths = [page_points(replace(spec, text=size))[0] for size in TextSize]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == len(widths)


def test_that_a_function_has_no_accuracy():
    assert FUNCTION.parts == ("canvas", "loss", "inspector")


def test_that_the_settings_line_tells_all_of_the_seed_bowl():
    experiment = Experiment(default_setup())
    experiment.advance(30)
    line = settings_line(experiment.snapshot()).replace("\N{NO-BREAK SPACE}", " ")
    assert line.startswith("Long bowl · start x = −9, y = 2 · seed 0 · step 30 · GD η 0.4 · SGD η 0.4, B 10, σ 0.5 · ")
    assert line.endswith("Adam η 0.4, β₁ 0.9, β₂ 0.999, ε 1e−8")


def test_that_the_settings_line_tells_what_was_changed_on_the_way_and_what_diverged():
    experiment = Experiment(default_setup("rosenbrock"))
    experiment.advance(10)
    gd = experiment.runs["gd"]
    experiment.configure("gd", replace(gd.optimizer, learning_rate=0.02), gd.sampling, replay=False)
    experiment.advance(90)
    line = settings_line(experiment.snapshot()).replace("\N{NO-BREAK SPACE}", " ")
    ended = experiment.runs["gd"].termination.step
    assert f"GD η 0.002; from step 10: η 0.02 (diverged at step {ended})" in line


def test_that_many_changes_are_counted():
    experiment = Experiment(default_setup())
    for rate in (0.1, 0.2, 0.3, 0.35, 0.25):
        experiment.advance(2)
        gd = experiment.runs["gd"]
        experiment.configure("gd", replace(gd.optimizer, learning_rate=rate), gd.sampling, replay=False)
    experiment.advance(2)
    assert "GD η 0.25, changed 5 times, last at step 10" in settings_line(experiment.snapshot()).replace("\N{NO-BREAK SPACE}", " ")


def test_that_a_switch_is_told_where_it_is_not_as_usual():
    setup = default_setup()
    adam = next(run for run in setup.runs if run.label == "adam")
    plain = replace(adam.optimizer, bias_correction=False)
    snapshot = Experiment(setup.with_run(RunSetup("adam", plain, adam.sampling))).snapshot()
    assert "Bias correction: off" in settings_line(snapshot)
    assert "Bias correction" not in settings_line(Experiment(setup).snapshot())


def test_that_an_order_is_checked_without_qt():
    root = Path(__file__).parents[4]
    script = "import sys, gui.command_line.export_order; print('PySide6' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
