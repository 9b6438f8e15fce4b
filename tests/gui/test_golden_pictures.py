"""Pictures of canvas and loss plot against kept ones in tests/golden. After a change that is meant: pytest --force-regen."""

from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, default_setup
from core.optimizers.gradient_descent import GradientDescent
from core.sweeps.learning_rates import RateStripWork, rate_variants
from gui.canvas import marks
from gui.export.picture.figure import Figure, draw
from gui.export.picture.spec import Arrangement, Ground, PictureSpec
from gui.export.picture.strip import Strip, filmstrip, rate_strip
from gui.style.application import apply_theme
from gui.style.fonts import text_font
from gui.style.theme import DARK, LIGHT
from tests.helpers.golden import GOLDEN, MOST_PERCENT, MOST_PIXELS, difference_of
from tests.helpers.pictures import pillow

SIZE = QSize(640, 520)

SCENES = {
    "seed-bowl": (default_setup("seed-bowl"), 30),
    "himmelblau": (default_setup("himmelblau", seed=1), 40),
    "diverged": (default_setup("rosenbrock").with_run(RunSetup("gd", GradientDescent(0.02))), 40),
    "line-fit": (default_setup("line-fit"), 120),
}


@pytest.fixture(autouse=True)
def looks(qapp):
    def use(theme):
        apply_theme(qapp, theme)
        qapp.setFont(text_font())

    return use


def snapshot_of(scene):
    setup, steps = SCENES[scene]
    experiment = Experiment(setup)
    experiment.advance(steps)
    return experiment.snapshot()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("plot", ["canvas", "loss"])
def test_that_the_picture_is_the_kept_one(golden, looks, scene, theme, plot):
    looks(theme)
    image = draw(snapshot_of(scene), (plot,), scene, Ground(theme.name), size=SIZE, scale=1.0)
    golden.check(image, f"{plot}-{scene}-{theme.name}")


PAGES = {
    "three-parts": PictureSpec(("canvas", "loss", "inspector"), Arrangement.GRID, width_px=900, settings=True),
    "filmstrip": PictureSpec(("canvas", "loss"), width_px=1200, settings=True),
    "eta-strip": PictureSpec(("canvas", "loss"), width_px=1200, settings=True),
}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("page", PAGES)
def test_that_the_page_is_the_kept_one(golden, looks, page, theme):
    # The application has the other theme, so that whatever is not of the page's own shows.
    looks(DARK if theme is LIGHT else LIGHT)
    spec = replace(PAGES[page], ground=Ground(theme.name))
    snapshot = snapshot_of("himmelblau")
    figure: Figure | Strip
    if page == "three-parts":
        figure = Figure(spec, page, inspect=("adam",))
        figure.show(snapshot)
    elif page == "filmstrip":
        figure = filmstrip(snapshot, spec, (0, 5, 10, 20, 40), page)
    else:
        variants = rate_variants(SCENES["himmelblau"][0], "nag")
        work = RateStripWork(variants, 40, snapshot.problem)
        while not work.work(1.0):
            pass
        figure = rate_strip(variants, work.snapshots(), spec, page)
    golden.check(figure.image(), f"page-{page}-{theme.name}")
    figure.close()


# The comparison itself


def drawn(scene, plot, scale=1.0):
    return pillow(draw(snapshot_of(scene), (plot,), scene, size=SIZE, scale=scale))


def kept(scene, plot):
    return Image.open(GOLDEN / f"{plot}-{scene}-light.png")


@pytest.mark.parametrize("plot", ["canvas", "loss"])
def test_that_the_comparison_sees_one_missing_run(looks, plot):
    looks(LIGHT)
    setup, steps = SCENES["seed-bowl"]
    experiment = Experiment(setup)
    experiment.switch("momentum", False)
    experiment.advance(steps)
    lacking = pillow(draw(experiment.snapshot(), (plot,), "seed-bowl", size=SIZE, scale=1.0))
    difference = difference_of(kept("seed-bowl", plot), lacking)
    assert difference.percent > 2 * MOST_PERCENT
    assert difference.pixels > 2 * MOST_PIXELS


def test_that_the_comparison_sees_a_minimum_without_its_dot(looks, monkeypatch):
    looks(LIGHT)
    paint_point, ring = marks.paint_point, marks._SHAPES["minimum"]
    monkeypatch.setitem(marks._SHAPES, "local minimum", ring)
    monkeypatch.setattr(marks, "paint_point", lambda painter, kind, *rest, **more: paint_point(painter, "local minimum", *rest, **more))
    difference = difference_of(kept("diverged", "canvas"), drawn("diverged", "canvas"))
    assert difference.percent < MOST_PERCENT
    assert difference.pixels > MOST_PIXELS


def test_that_the_comparison_sees_a_saddle_that_is_drawn_as_a_summit(looks, monkeypatch):
    looks(LIGHT)
    monkeypatch.setitem(marks._SHAPES, "saddle", marks._SHAPES["maximum"])
    difference = difference_of(kept("himmelblau", "canvas"), drawn("himmelblau", "canvas"))
    assert difference.percent < MOST_PERCENT
    assert difference.pixels > MOST_PIXELS


def test_that_the_comparison_sees_a_shade_all_over():
    picture = kept("line-fit", "canvas").convert("RGB")
    difference = difference_of(picture, picture.point([max(0, value - 2) for value in range(256)] * 3))
    assert difference.percent > MOST_PERCENT
    assert difference.pixels == 0


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("plot", ["canvas", "loss"])
def test_that_the_comparison_lets_edges_be_smooth_in_another_way(looks, qapp, plot, scene):
    looks(LIGHT)
    reduced = drawn(scene, plot, scale=2.0).resize((SIZE.width(), SIZE.height()), Image.Resampling.BOX)
    assert difference_of(kept(scene, plot), reduced).pixels <= MOST_PIXELS
    font = text_font()
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    qapp.setFont(font)
    difference = difference_of(kept(scene, plot), drawn(scene, plot))
    assert difference.percent <= MOST_PERCENT
    assert difference.pixels <= MOST_PIXELS
