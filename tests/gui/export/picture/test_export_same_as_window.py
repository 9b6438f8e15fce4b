"""Golden: the picture that `export` makes without a window is that of the window which has opened the same file, pixel by pixel."""

import pytest
from PySide6.QtGui import QImage

from core.formats.source import load_document
from core.text import tr
from gui.command_line.main import main
from gui.export.picture.figure import Figure
from gui.export.picture.spec import Arrangement, Ground, PictureSpec
from tests.helpers.small_data import small_library

PLAIN = """
title = "Seven"
steps = 40
seed = 3
[problem]
function = "himmelblau"
[[runs]]
optimizer = "sgd"
[[runs]]
optimizer = "adam"
[[runs]]
optimizer = "nag"
"""
LOOKED_AT = """
title = "Ravine"
steps = 30
[problem]
function = "rosenbrock"
start = [-1.0, 1.5]
[view]
panels = ["canvas", "loss", "inspector"]
inspect = ["adam", "Momentum, late"]
box = [-2.0, 1.5, -0.5, 2.5]
equal = true
log = false
smoothing = 0.5
horizontal = "evaluations"
[[runs]]
optimizer = "adam"
[[runs]]
optimizer = "momentum"
label = "Momentum, late"
[[runs.changes]]
step = 12
learning_rate = 0.0001
"""
LOSS_BOX = """
steps = 25
[problem]
function = "seed-bowl"
[view]
loss_box = [5.0, 20.0, -3.0, 1.0]
[[runs]]
optimizer = "gd"
[[runs]]
optimizer = "rmsprop"
"""
NETWORK = """
title = "Small"
steps = 24
[problem]
dataset = "small"
hidden = [8]
test_every = 5
batch_size = 16
[[runs]]
optimizer = "adam"
[[runs]]
optimizer = "sgd"
"""
CASES = {
    "plain": (PLAIN, PictureSpec(), []),
    "looked at": (
        LOOKED_AT,
        PictureSpec(("canvas", "loss", "inspector"), Arrangement.GRID, 1000, Ground.DARK, settings=True),
        ["--arrange", "grid", "--width", "1000px", "--ground", "dark", "--settings"],
    ),
    "part of the loss": (
        LOSS_BOX,
        PictureSpec(("loss",), width_px=700, title=False),
        ["--parts", "loss", "--width", "700", "--no-title"],
    ),
    "clear": (
        LOSS_BOX,
        PictureSpec(("canvas",), width_px=600, ground=Ground.CLEAR),
        ["--parts", "canvas", "--width", "600", "--ground", "clear"],
    ),
    "network": (NETWORK, PictureSpec(("loss", "accuracy"), width_px=900), ["--width", "900"]),
}


def row_of(image, y):
    return image.constScanLine(y)[: 4 * image.width()].tobytes()


@pytest.mark.parametrize("name", CASES)
def test_that_export_makes_the_picture_of_the_window(qtbot, opened, tmp_path, name):
    text, spec, options = CASES[name]
    file = tmp_path / "race.toml"
    file.write_text(text, encoding="utf-8")
    library = small_library(tmp_path)
    document = load_document(file)
    window = opened(document.setup, library)
    window.files.open_path(file)
    window.trainer.step_to(document.steps)
    labels = {plan.label for plan in document.plans}
    qtbot.waitUntil(
        lambda: (
            window.trainer.latest.step == document.steps
            and {run.label for run in window.trainer.latest.runs} == labels
            and all(run.step == document.steps for run in window.trainer.latest.runs)
        )
    )
    # The last frame may not have been drawn yet.
    window.clock.show_now()
    if document.view.loss_box is None:
        # Axes that follow the curves remember the room that these once needed: how much depends on when frames were made.
        window.actions_by_name["fit_loss"].trigger()
    snapshot = window.trainer.latest
    figure = Figure(spec, tr(window.trainer.setup.title), window.plot_look(), document.view.inspect)
    figure.show(window._viewed(snapshot))
    expected = figure.image().convertToFormat(QImage.Format.Format_ARGB32)
    figure.close()
    assert main(["export", str(file), "--png", str(tmp_path / "a.png"), "--data", str(tmp_path / "data"), *options]) == 0
    made = QImage(str(tmp_path / "a.png")).convertToFormat(QImage.Format.Format_ARGB32)
    assert made.size() == expected.size()
    rows = [y for y in range(made.height()) if row_of(made, y) != row_of(expected, y)]
    assert rows == []
