"""Pictures of canvas and loss plot against kept ones in tests/golden. After a change that is meant: pytest --force-regen."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QFont

from core.experiment import Experiment
from core.optimizers import GradientDescent
from core.setups import RunSetup, default_setup
from gui.picture import Plots, draw
from gui.picture_spec import Ground
from gui.theme import DARK, LIGHT, apply_theme

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
