"""Pictures of canvas and loss plot against kept ones in tests/golden. After a change that is meant: pytest --force-regen."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QFont

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, default_setup
from core.optimizers.gradient_descent import GradientDescent
from core.sweeps.learning_rates import RateStripWork, rate_variants
from gui.export.picture.figure import Figure, Plots, draw
from gui.export.picture.spec import Arrangement, Ground, Part, PictureSpec
from gui.export.picture.strip import Strip, filmstrip, rate_strip
from gui.style.application import apply_theme
from gui.style.theme import DARK, LIGHT

GOLDEN = Path(__file__).parents[1] / "golden"
SIZE = QSize(640, 520)
# Per cent of difference that other versions of the font renderer may make. A curve that is missing makes more.
TOLERANCE = 0.15

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
        qapp.setFont(QFont("DejaVu Sans", 10))

    return use


def snapshot_of(scene):
    setup, steps = SCENES[scene]
    experiment = Experiment(setup)
    experiment.advance(steps)
    return experiment.snapshot()


def png(image):
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("plot", ["canvas", "loss"])
def test_that_the_picture_is_the_kept_one(image_regression, looks, scene, theme, plot):
    looks(theme)
    image = draw(snapshot_of(scene), Plots(plot), scene, Ground(theme.name), size=SIZE, scale=1.0)
    image_regression.check(png(image), diff_threshold=TOLERANCE, fullpath=GOLDEN / f"{plot}-{scene}-{theme.name}.png")


PAGES = {
    "three-parts": PictureSpec((Part.CANVAS, Part.LOSS, Part.INSPECTOR), Arrangement.GRID, width_px=900, settings=True),
    "filmstrip": PictureSpec((Part.CANVAS, Part.LOSS), width_px=1200, settings=True),
    "eta-strip": PictureSpec((Part.CANVAS, Part.LOSS), width_px=1200, settings=True),
}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("page", PAGES)
def test_that_the_page_is_the_kept_one(image_regression, looks, page, theme):
    # The application has the other theme, so that whatever is not of the page's own shows.
    looks(DARK if theme is LIGHT else LIGHT)
    spec = replace(PAGES[page], ground=Ground(theme.name))
    snapshot = snapshot_of("himmelblau")
    drawn: Figure | Strip
    if page == "three-parts":
        drawn = Figure(spec, page, inspect=("adam",))
        drawn.show(snapshot)
    elif page == "filmstrip":
        drawn = filmstrip(snapshot, spec, (0, 5, 10, 20, 40), page)
    else:
        variants = rate_variants(SCENES["himmelblau"][0], "nag")
        work = RateStripWork(variants, 40, snapshot.problem)
        while not work.work(1.0):
            pass
        drawn = rate_strip(variants, work.snapshots(), spec, page)
    image_regression.check(png(drawn.image()), diff_threshold=TOLERANCE, fullpath=GOLDEN / f"page-{page}-{theme.name}.png")
    drawn.close()


@pytest.mark.parametrize("plot", ["canvas", "loss"])
def test_that_the_comparison_would_see_one_missing_run(looks, plot):
    looks(LIGHT)
    setup, steps = SCENES["seed-bowl"]
    experiment = Experiment(setup)
    experiment.switch("momentum", False)
    experiment.advance(steps)
    lacking = Image.open(io.BytesIO(png(draw(experiment.snapshot(), Plots(plot), "seed-bowl", size=SIZE, scale=1.0)))).convert("RGB")
    kept = Image.open(GOLDEN / f"{plot}-seed-bowl-light.png").convert("RGB")
    assert ImageChops.difference(kept, lacking).getbbox() is not None
    assert different_part(kept, lacking) > 2 * TOLERANCE / 100


def different_part(one, other):
    """The mean difference of all channels, as pytest-regressions reckons it."""
    difference = ImageChops.difference(one, other)
    histogram = difference.histogram()
    return sum(value % 256 * count for value, count in enumerate(histogram)) / (255 * 3 * one.width * one.height)
