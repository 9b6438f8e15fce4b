"""The export dialog: what it previews is what it saves, it remembers, it asks before it replaces, and it speaks in sentences."""

import re

import pytest
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage

from core.experiment.experiment import Experiment
from gui.export.formats.png import save_png
from gui.export.picture.choices import PictureKind, Unit
from gui.export.picture.dialog import ExportDialog
from gui.export.picture.figure import Figure
from gui.export.picture.look import PlotLook
from gui.export.picture.spec import Arrangement, Ground, PictureSpec, Shape, TextSize
from gui.export.registry import SVG
from gui.style.theme import LIGHT
from tests.helpers.pictures import pillow
from tests.helpers.saving import Saver
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import choose


def test_that_an_svg_on_paper_promises_no_pixels_and_has_the_size_that_is_told(open_dialog, tmp_path):
    dialog = open_dialog()
    choose(dialog.form.unit, Unit.CM)
    dialog.draw_now()
    assert dialog.form.dpi.isEnabled()
    assert "pixels" in dialog.message.text()
    choose(dialog.form.file, SVG)
    dialog.draw_now()
    assert not dialog.form.dpi.isEnabled()
    assert dialog.form.dpi.toolTip() == "An SVG has no pixels: it is as sharp as the printer"
    size, about = dialog.message.text().split(" · ")
    assert about == "sharp at any size"
    assert dialog.save_to(tmp_path / "picture.svg")
    width, height = re.search(r'width="([\d.]+)" height="([\d.]+)"', (tmp_path / "picture.svg").read_text()).groups()
    assert size == f"{float(width) / 96 * 2.54:.1f} × {float(height) / 96 * 2.54:.1f} cm"
    choose(dialog.form.kind, PictureKind.WINDOW)
    assert dialog.form.dpi.isEnabled()


# The preview


@pytest.mark.parametrize("kind", list(PictureKind))
def test_that_the_preview_is_the_saved_picture_made_smaller(open_dialog, tmp_path, kind):
    dialog = open_dialog()
    choose(dialog.form.kind, kind)
    dialog.form.px.setValue(1200)
    choose(dialog.form.ground, Ground.CLEAR_DARK)
    dialog.draw_now()
    told = dialog.message.text()
    assert dialog.save_to(tmp_path / "picture.png")
    saved = QImage(str(tmp_path / "picture.png")).convertToFormat(dialog.image().format())
    assert saved == dialog.image()
    assert saved.width() == 1200
    shown = dialog.preview.shown()
    assert 100 < shown.width() <= dialog.preview.width()
    smaller = saved.scaled(shown.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    smaller.setDevicePixelRatio(shown.devicePixelRatio())
    assert smaller == shown
    assert told == f"1,200 × {saved.height():,} pixels"


def test_that_a_change_is_drawn_after_a_rest_and_at_once_when_it_is_saved(qtbot, open_dialog, tmp_path):
    dialog = open_dialog()
    before = dialog.image()
    dialog.form.px.setValue(500)
    assert dialog._image == before
    qtbot.waitUntil(lambda: dialog._image.width() == 500)
    dialog.form.px.setValue(700)
    assert dialog.save_to(tmp_path / "picture.png")
    assert QImage(str(tmp_path / "picture.png")).width() == 700


def test_that_the_picture_is_the_figure_of_the_choices(open_dialog, snapshot):
    dialog = open_dialog()
    for part in ("canvas", "loss", "inspector"):
        dialog.form.part(part).setChecked(part != "canvas")
    choose(dialog.form.run, "adam")
    choose(dialog.form.ground, Ground.DARK)
    choose(dialog.form.text, TextSize.LARGE)
    choose(dialog.form.shape, Shape.WIDE)
    choose(dialog.form.arrangement, Arrangement.ROW)
    dialog.form.settings.setChecked(True)
    dialog.form.px.setValue(1000)
    spec = PictureSpec(("loss", "inspector"), width_px=1000, ground=Ground.DARK, text=TextSize.LARGE, shape=Shape.WIDE, settings=True)
    figure = Figure(spec, "Himmelblau", inspect=("adam",))
    figure.show(snapshot)
    assert dialog.image() == figure.image()
    figure.close()


@pytest.mark.parametrize(("cm", "dpi", "px"), [(16.0, 300, 1890), (8.5, 600, 2008), (25.4, 96, 960)])
def test_that_a_width_on_paper_is_exact_and_in_the_file(open_dialog, tmp_path, cm, dpi, px):
    dialog = open_dialog()
    choose(dialog.form.unit, Unit.CM)
    dialog.form.cm.setValue(cm)
    dialog.form.dpi.setValue(dpi)
    dialog.draw_now()
    assert f"{cm:.1f} × " in dialog.message.text()
    assert " cm · " in dialog.message.text()
    assert dialog.save_to(tmp_path / "picture.png")
    with Image.open(tmp_path / "picture.png") as picture:
        assert picture.width == px
        assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)


def test_that_an_eta_strip_is_computed_while_the_window_lives(qtbot, parent, tmp_path):
    setup = small_setup(hidden=(200, 200))
    experiment = Experiment(setup, library=small_library(tmp_path))
    experiment.advance(40)
    dialog = ExportDialog(parent, experiment.snapshot(), "small", LIGHT, PlotLook(), setup)
    choose(dialog.form.kind, PictureKind.RATES)
    choose(dialog.form.run, "momentum")
    dialog.draw_now()
    assert not dialog.save.isEnabled()
    assert "Trying the learning rates" in dialog.message.text()
    qtbot.waitUntil(lambda: dialog.save.isEnabled())
    assert dialog.message.text().endswith(" pixels")
    choose(dialog.form.run, "adam")
    dialog.draw_now()
    dialog.reject()  # in the middle of it: nothing goes on
    dialog.deleteLater()


# Where it goes


def test_that_svg_is_saved_as_svg(open_dialog, tmp_path):
    dialog = open_dialog()
    choose(dialog.form.file, SVG)
    dialog.form.px.setValue(600)
    assert dialog.save_to(tmp_path / "picture.svg")
    text = (tmp_path / "picture.svg").read_text()
    assert text.startswith("<?xml")
    assert "Himmelblau</text>" in text


def test_that_a_png_carries_what_it_is_given(open_dialog, tmp_path, snapshot):
    asked = []

    def embedded(shown):
        asked.append(shown)
        return {"descent-lab": "title = 'η'\n한글\n"}

    dialog = open_dialog(embedded=embedded)
    assert dialog.save_to(tmp_path / "picture.png")
    with Image.open(tmp_path / "picture.png") as picture:
        picture.load()
        assert picture.text == {"descent-lab": "title = 'η'\n한글\n"}
    assert asked == [snapshot]


def test_that_a_copy_is_the_picture(open_dialog):
    QGuiApplication.clipboard().clear()
    dialog = open_dialog()
    choose(dialog.form.ground, Ground.CLEAR)
    dialog.copy.click()
    copied = QGuiApplication.clipboard().image()
    assert pillow(copied).tobytes() == pillow(dialog.image()).tobytes()
    assert "clipboard" in dialog.message.text()
    choose(dialog.form.file, SVG)
    dialog.copy.click()
    assert bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml")).startswith(b"<?xml")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (PictureKind.PICTURE, "himmelblau-canvas-loss-step-20.png"),
        (PictureKind.FILMSTRIP, "himmelblau-filmstrip-canvas-loss-step-20.png"),
        (PictureKind.RATES, "himmelblau-eta-strip-canvas-loss-step-20.png"),
        (PictureKind.WINDOW, "himmelblau-window-step-20.png"),
    ],
)
def test_that_the_name_tells_what_is_in_the_file(open_dialog, kind, name):
    dialog = open_dialog()
    choose(dialog.form.kind, kind)
    dialog.draw_now()
    assert dialog.proposed_name() == name


@pytest.fixture
def saver(monkeypatch):
    return Saver(monkeypatch)


def test_that_the_file_dialog_proposes_a_free_name_in_the_last_folder(open_dialog, saver, tmp_path):
    dialog = open_dialog()
    saver.written = tmp_path / "first.png"
    dialog.save.click()
    assert (tmp_path / "first.png").is_file()
    (tmp_path / "himmelblau-canvas-loss-step-20.png").touch()
    saver.written = None
    dialog.save.click()
    assert saver.proposed[-1] == tmp_path / "himmelblau-canvas-loss-step-20-2.png"
    assert len(list(tmp_path.iterdir())) == 2


def test_that_a_png_that_is_saved_twice_is_the_same_file(open_dialog, tmp_path):
    dialog = open_dialog()
    for name in ("one.png", "two.png"):
        assert dialog.save_to(tmp_path / name)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_that_save_png_keeps_what_is_see_through(tmp_path):
    image = QImage(QSize(4, 4), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    save_png(image, tmp_path / "clear.png")
    with Image.open(tmp_path / "clear.png") as picture:
        assert picture.convert("RGBA").getpixel((1, 1)) == (0, 0, 0, 0)
