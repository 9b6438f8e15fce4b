"""Pictures to keep: sharp at any scale, the look of the window, written whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.problems.function import FunctionProblem
from gui.canvas.function_canvas import FunctionCanvas
from gui.export.formats.png import save_png
from gui.export.picture.figure import draw
from gui.export.picture.look import PlotLook
from gui.export.picture.spec import Ground

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def snapshot():
    experiment = Experiment(default_setup())
    experiment.advance(30)
    return experiment.snapshot()


@pytest.mark.parametrize("plots", [("canvas",), ("loss",), ("canvas", "loss")])
@pytest.mark.parametrize("scale", [1.0, 2.0, 4.0])
def test_that_a_picture_has_the_pixels_asked_for(qapp, snapshot, plots, scale):
    image = draw(snapshot, plots, "Title", size=QSize(640, 480), scale=scale)
    assert (image.width(), image.height()) == (640 * scale, 480 * scale)


def test_that_the_same_snapshot_gives_the_same_picture(qapp, snapshot):
    assert draw(snapshot, ("canvas", "loss")) == draw(snapshot, ("canvas", "loss"))


def test_that_the_theme_decides_the_background(qapp, snapshot):
    light, dark = (draw(snapshot, ("loss",), ground=ground).pixelColor(2, 2).lightness() for ground in (Ground.LIGHT, Ground.DARK))
    assert light > 200 > 60 > dark


def test_that_the_picture_shows_what_the_window_is_zoomed_to(qtbot, snapshot):
    canvas = FunctionCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 500)
    canvas.set_problem(FunctionProblem(snapshot.problem.function))
    fitted = draw(snapshot, ("canvas",), look=PlotLook(canvas=canvas))
    canvas.zoom_in()
    assert draw(snapshot, ("canvas",), look=PlotLook(canvas=canvas)) != fitted
    canvas.fit()
    assert draw(snapshot, ("canvas",), look=PlotLook(canvas=canvas)) == fitted


def test_that_a_far_start_does_not_make_the_picture_show_more_than_the_window(qtbot, snapshot):
    canvas = FunctionCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 500)
    canvas.set_problem(FunctionProblem(snapshot.problem.function))
    canvas.set_start(40.0, 2.0)
    page = FunctionCanvas()
    qtbot.addWidget(page)
    page.resize(700, 400)
    page.set_problem(FunctionProblem(snapshot.problem.function))
    page.set_start(40.0, 2.0)
    page.copy_view(canvas)
    assert page.view_range() == pytest.approx(canvas.view_range())


def test_that_a_saved_picture_reads_back_the_same(qapp, snapshot, tmp_path):
    image = draw(snapshot, ("canvas",))
    save_png(image, tmp_path / "picture.png")
    assert QImage(str(tmp_path / "picture.png")).convertToFormat(image.format()) == image


@pytest.mark.parametrize("place", ["missing/picture.png", "file/picture.png", "folder"])
def test_that_an_unwritable_place_raises_and_leaves_nothing(qapp, snapshot, tmp_path, place):
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OSError, match=r"\w"):
        save_png(draw(snapshot, ("canvas",), scale=1.0), tmp_path / place)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_that_without_a_screen_the_default_experiment_is_drawn_and_it_is_said(tmp_path):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    result = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    # On a slow machine it says meanwhile what it does.
    assert (result.returncode, result.stderr.removesuffix("drawing …\n")) == (0, "")
    assert "no screen" in result.stdout
    assert QImage(str(tmp_path / "descent-lab.png")).width() > 1000
