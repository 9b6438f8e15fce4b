"""The export dialog: what it previews is what it saves, it remembers, it asks before it replaces, and it speaks in sentences."""

import contextlib
import errno
import os
import re
import signal
from collections import Counter

import pytest
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QSpinBox, QWidget

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from gui.export.picture import files as picture_files
from gui.export.picture.choices import FileKind, Kind, Unit
from gui.export.picture.dialog import ExportDialog
from gui.export.picture.figure import Figure
from gui.export.picture.files import save_png
from gui.export.picture.look import PlotLook
from gui.export.picture.spec import Arrangement, Ground, Part, PictureSpec, Shape, TextSize
from gui.style.application import apply_theme
from gui.style.theme import DARK, LIGHT
from gui.system.settings import WindowSettings
from tests.helpers.pictures import pillow
from tests.helpers.saving import Saver
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import show

SETUP = default_setup("himmelblau")


@pytest.fixture(scope="module")
def snapshot():
    experiment = Experiment(SETUP)
    experiment.advance(20)
    return experiment.snapshot()


@pytest.fixture
def window(qtbot, qapp):
    apply_theme(qapp, LIGHT)
    window = QWidget()
    window.resize(640, 400)
    label = QLabel("the window", window)
    label.move(100, 100)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def opened(qtbot, window, snapshot):
    """Open a dialog as the window would; what was chosen before is remembered."""
    dialogs = []

    def open_dialog(theme=LIGHT, shown=snapshot, setup=SETUP, **more):
        dialog = ExportDialog(window, shown, "Himmelblau", theme, PlotLook(), setup, **more)
        dialogs.append(dialog)
        return dialog

    yield open_dialog
    for dialog in dialogs:
        dialog.reject()
        dialog.deleteLater()


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


def test_that_an_svg_on_paper_promises_no_pixels_and_has_the_size_that_is_told(opened, tmp_path):
    dialog = opened()
    choose(dialog.form.unit, Unit.CM)
    dialog.draw_now()
    assert dialog.form.dpi.isEnabled()
    assert "pixels" in dialog.size_text.text()
    choose(dialog.form.file, FileKind.SVG)
    dialog.draw_now()
    assert not dialog.form.dpi.isEnabled()
    assert dialog.form.dpi.toolTip() == "An SVG has no pixels: it is as sharp as the printer"
    size, about = dialog.size_text.text().split(" · ")
    assert about == "sharp at any size"
    assert dialog.save_to(tmp_path / "picture.svg")
    width, height = re.search(r'width="([\d.]+)" height="([\d.]+)"', (tmp_path / "picture.svg").read_text()).groups()
    assert size == f"{float(width) / 96 * 2.54:.1f} × {float(height) / 96 * 2.54:.1f} cm"
    choose(dialog.form.kind, Kind.WINDOW)
    assert dialog.form.dpi.isEnabled()


# The preview


@pytest.mark.parametrize("kind", list(Kind))
def test_that_the_preview_is_the_saved_picture_made_smaller(opened, tmp_path, kind):
    dialog = opened()
    choose(dialog.form.kind, kind)
    dialog.form.px.setValue(1200)
    choose(dialog.form.ground, Ground.CLEAR_DARK)
    dialog.draw_now()
    assert dialog.save_to(tmp_path / "picture.png")
    saved = QImage(str(tmp_path / "picture.png")).convertToFormat(dialog.image().format())
    assert saved == dialog.image()
    assert saved.width() == 1200
    shown = dialog.preview.shown()
    assert 100 < shown.width() <= dialog.preview.width()
    smaller = saved.scaled(shown.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    smaller.setDevicePixelRatio(shown.devicePixelRatio())
    assert smaller == shown
    assert dialog.size_text.text() == f"1,200 × {saved.height():,} pixels"


def test_that_a_change_is_drawn_after_a_rest_and_at_once_when_it_is_saved(qtbot, opened, tmp_path):
    dialog = opened()
    before = dialog.image()
    dialog.form.px.setValue(500)
    assert dialog._image == before
    qtbot.waitUntil(lambda: dialog._image.width() == 500)
    dialog.form.px.setValue(700)
    assert dialog.save_to(tmp_path / "picture.png")
    assert QImage(str(tmp_path / "picture.png")).width() == 700


def test_that_the_picture_is_the_figure_of_the_choices(opened, snapshot):
    dialog = opened()
    for part in (Part.CANVAS, Part.LOSS, Part.INSPECTOR):
        dialog.form.part(part).setChecked(part is not Part.CANVAS)
    choose(dialog.form.run, "adam")
    choose(dialog.form.ground, Ground.DARK)
    choose(dialog.form.text, TextSize.LARGE)
    choose(dialog.form.shape, Shape.WIDE)
    choose(dialog.form.arrangement, Arrangement.ROW)
    dialog.form.settings.setChecked(True)
    dialog.form.px.setValue(1000)
    spec = PictureSpec((Part.LOSS, Part.INSPECTOR), width_px=1000, ground=Ground.DARK, text=TextSize.LARGE, shape=Shape.WIDE, settings=True)
    figure = Figure(spec, "Himmelblau", inspect=("adam",))
    figure.show(snapshot)
    assert dialog.image() == figure.image()
    figure.close()


@pytest.mark.parametrize(("cm", "dpi", "px"), [(16.0, 300, 1890), (8.5, 600, 2008), (25.4, 96, 960)])
def test_that_a_width_on_paper_is_exact_and_in_the_file(opened, tmp_path, cm, dpi, px):
    dialog = opened()
    choose(dialog.form.unit, Unit.CM)
    dialog.form.cm.setValue(cm)
    dialog.form.dpi.setValue(dpi)
    assert dialog.save_to(tmp_path / "picture.png")
    with Image.open(tmp_path / "picture.png") as picture:
        assert picture.width == px
        assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
    assert f"{cm:.1f} × " in dialog.size_text.text()
    assert " cm · " in dialog.size_text.text()


def test_that_an_eta_strip_is_computed_while_the_window_lives(qtbot, window, tmp_path):
    setup = small_setup(hidden=(200, 200))
    experiment = Experiment(setup, library=small_library(tmp_path))
    experiment.advance(40)
    dialog = ExportDialog(window, experiment.snapshot(), "small", LIGHT, PlotLook(), setup)
    choose(dialog.form.kind, Kind.RATES)
    choose(dialog.form.run, "momentum")
    dialog.draw_now()
    assert not dialog.save.isEnabled()
    assert "Trying the learning rates" in dialog.message.text()
    qtbot.waitUntil(lambda: dialog.save.isEnabled(), timeout=20_000)
    assert dialog.message.text() == ""
    choose(dialog.form.run, "adam")
    dialog.draw_now()
    dialog.reject()  # in the middle of it: nothing goes on
    dialog.deleteLater()


# Where it goes


def test_that_svg_is_saved_as_svg(opened, tmp_path):
    dialog = opened()
    choose(dialog.form.file, FileKind.SVG)
    dialog.form.px.setValue(600)
    assert dialog.save_to(tmp_path / "picture.svg")
    text = (tmp_path / "picture.svg").read_text()
    assert text.startswith("<?xml")
    assert "Himmelblau</text>" in text


def test_that_a_png_carries_what_it_is_given(opened, tmp_path, snapshot):
    asked = []

    def embedded(shown):
        asked.append(shown)
        return {"descent-lab": "title = 'η'\n한글\n"}

    dialog = opened(embedded=embedded)
    assert dialog.save_to(tmp_path / "picture.png")
    with Image.open(tmp_path / "picture.png") as picture:
        picture.load()
        assert picture.text == {"descent-lab": "title = 'η'\n한글\n"}
    assert asked == [snapshot]


def test_that_a_copy_is_the_picture(opened):
    QGuiApplication.clipboard().clear()
    dialog = opened()
    choose(dialog.form.ground, Ground.CLEAR)
    dialog.copy.click()
    copied = QGuiApplication.clipboard().image()
    assert pillow(copied).tobytes() == pillow(dialog.image()).tobytes()
    assert "clipboard" in dialog.message.text()
    choose(dialog.form.file, FileKind.SVG)
    dialog.copy.click()
    assert bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml")).startswith(b"<?xml")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Kind.PICTURE, "himmelblau-canvas-loss-step-20.png"),
        (Kind.FILMSTRIP, "himmelblau-filmstrip-canvas-loss-step-20.png"),
        (Kind.RATES, "himmelblau-eta-strip-canvas-loss-step-20.png"),
        (Kind.WINDOW, "himmelblau-window-step-20.png"),
    ],
)
def test_that_the_name_tells_what_is_in_the_file(opened, kind, name):
    dialog = opened()
    choose(dialog.form.kind, kind)
    dialog.draw_now()
    assert dialog.proposed_name() == name


@pytest.fixture
def saver(monkeypatch):
    return Saver(monkeypatch)


def test_that_the_file_dialog_proposes_a_free_name_in_the_last_folder(opened, saver, tmp_path):
    dialog = opened()
    saver.written = tmp_path / "first.png"
    dialog.save.click()
    assert (tmp_path / "first.png").is_file()
    (tmp_path / "himmelblau-canvas-loss-step-20.png").touch()
    saver.written = None
    dialog.save.click()
    assert saver.proposed[-1] == tmp_path / "himmelblau-canvas-loss-step-20-2.png"
    assert len(list(tmp_path.iterdir())) == 2


# What can go wrong


@contextlib.contextmanager
def no_room(most_bytes=2000):
    """Files may not grow beyond this, as on a full disk."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def refused(dialog, path):
    """The sentence with which saving there is refused."""
    assert not dialog.save_to(path)
    sentence = dialog.message.text()
    assert sentence.endswith("Choose another place.")
    assert str(path) in sentence
    assert dialog.message.property("role") == "warning"
    return sentence


@pytest.mark.parametrize("file", list(FileKind))
def test_that_a_full_disk_leaves_the_old_file_and_nothing_else(opened, tmp_path, file):
    dialog = opened()
    choose(dialog.form.file, file)
    target = tmp_path / f"picture.{file.value}"
    target.write_text("the original")
    dialog.draw_now()
    with no_room():
        sentence = refused(dialog, target)
    assert os.strerror(errno.EFBIG) in sentence
    assert target.read_text() == "the original"
    assert list(tmp_path.iterdir()) == [target]
    assert dialog.save_to(target)


@pytest.mark.parametrize("place", ["missing/picture.png", "file/picture.png", "folder"])
def test_that_a_place_that_cannot_be_written_gets_a_sentence(opened, tmp_path, place):
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    refused(opened(), tmp_path / place)
    assert sorted(tmp_path.rglob("*")) == before


def test_that_a_device_is_not_replaced_by_a_picture(opened):
    refused(opened(), picture_files.Path("/dev/full"))
    assert picture_files.Path("/dev/full").is_char_device()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_that_a_folder_without_permission_gets_a_sentence(opened, tmp_path):
    tmp_path.chmod(0o500)
    refused(opened(), tmp_path / "picture.png")
    tmp_path.chmod(0o700)
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_removed_in_the_middle_gets_a_sentence(opened, tmp_path, monkeypatch):
    folder = tmp_path / "going"
    folder.mkdir()
    made = picture_files.png_of

    def removed_meanwhile(image):
        folder.rmdir()
        return made(image)

    monkeypatch.setattr(picture_files, "png_of", removed_meanwhile)
    refused(opened(), folder / "picture.png")
    assert list(tmp_path.iterdir()) == []


def test_that_what_cannot_be_drawn_gets_a_sentence_and_cannot_be_saved(opened, tmp_path):
    dialog = opened()
    for part in (Part.CANVAS, Part.LOSS):
        dialog.form.part(part).setChecked(False)
    dialog.draw_now()
    assert dialog.message.text() == "Choose at least one part to show."
    assert not dialog.save.isEnabled()
    assert not dialog.copy.isEnabled()
    assert not dialog.save_to(tmp_path / "picture.png")
    dialog.form.part(Part.LOSS).setChecked(True)
    choose(dialog.form.unit, Unit.CM)
    dialog.form.cm.setValue(400.0)
    dialog.draw_now()
    assert "10,000 pixels wide" in dialog.message.text()
    choose(dialog.form.unit, Unit.PX)
    choose(dialog.form.kind, Kind.FILMSTRIP)
    dialog.form.every.setValue(1)
    dialog.draw_now()
    assert dialog.save.isEnabled()
    assert dialog.message.text() == ""


# The form


def test_that_the_choices_are_remembered(opened):
    first = opened()
    choose(first.form.kind, Kind.FILMSTRIP)
    choose(first.form.ground, Ground.CLEAR_DARK)
    choose(first.form.text, TextSize.HUGE)
    choose(first.form.unit, Unit.CM)
    first.form.cm.setValue(12.5)
    first.form.dpi.setValue(150)
    first.form.every.setValue(7)
    first.form.part(Part.LOSS).setChecked(False)
    first.form.legend.setChecked(False)
    first.form.settings.setChecked(True)
    first.draw_now()
    chosen = first.choices()
    first.reject()
    assert opened(DARK).choices() == chosen


def test_that_at_first_a_picture_looks_like_the_window(opened):
    assert opened(DARK).choices().spec.ground is Ground.DARK
    assert opened(LIGHT).choices().spec == PictureSpec()


def test_that_a_damaged_memory_is_like_none(opened):
    store = WindowSettings()
    for name in ("kind", "file", "unit", "ground", "text", "shape", "arrangement", "canvas", "loss", "width_px", "cm", "dpi", "every"):
        store.put(f"picture/{name}", "nonsense")
    store.put("picture/folder", "/no/such/folder")
    assert opened().choices().spec == PictureSpec()
    store.put("picture/width_px", 3)
    assert opened().choices().spec.width_px == PictureSpec().width_px


def test_that_what_does_not_apply_is_not_shown(opened):
    dialog = opened()
    form = dialog.form

    def hidden():
        named = {"arrangement": form.arrangement, "run": form.run, "every": form.every, "file": form.file, "dpi": form.dpi}
        named |= {"shape": form.shape, "ground": form.ground, "title": form.title}
        return {name for name, widget in named.items() if widget.isHidden()}

    assert hidden() == {"run", "every", "dpi"}
    form.part(Part.INSPECTOR).setChecked(True)
    assert hidden() == {"every", "dpi"}
    choose(form.kind, Kind.FILMSTRIP)
    assert hidden() == {"run", "dpi", "arrangement", "shape"}
    assert not form.part(Part.INSPECTOR).isEnabled()
    choose(form.kind, Kind.RATES)
    assert hidden() == {"every", "dpi", "arrangement", "shape"}
    choose(form.kind, Kind.WINDOW)
    choose(form.unit, Unit.CM)
    assert hidden() == {"run", "every", "arrangement", "file", "shape", "ground", "title"}


def test_that_without_a_set_up_there_is_no_eta_strip(opened):
    assert opened(setup=None).form.kind.findData(Kind.RATES) == -1


@pytest.mark.parametrize("on_network", [False, True])
def test_that_every_control_has_a_key_a_name_and_a_tooltip(opened, tmp_path, on_network):
    if on_network:
        shown = Experiment(small_setup(), library=small_library(tmp_path)).snapshot()
        dialog = opened(shown=shown, setup=small_setup())
    else:
        dialog = opened()
    texts = [widget.text() for widget in dialog.findChildren(QLabel) + dialog.findChildren(QAbstractButton)]
    keys = Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len(keys) >= 17
    for widget in [dialog.form.kind, *dialog.form.findChildren(QComboBox), *dialog.form.findChildren(QSpinBox), dialog.preview]:
        if widget.objectName() != "qt_spinbox_lineedit" and widget.accessibleName() == "":
            pytest.fail(f"{widget} has no name")
        assert widget.toolTip()
        assert widget is dialog.preview or widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_that_the_keyboard_reaches_every_control(qtbot, opened):
    dialog = opened()
    show(qtbot, dialog)
    dialog.form.kind.setFocus()
    reached = set()
    for _ in range(40):
        focused = dialog.focusWidget()
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    form = dialog.form
    wanted = {form.kind, form.part(Part.CANVAS), form.part(Part.INSPECTOR), form.arrangement, form.file, form.px, form.unit, form.shape}
    assert wanted | {form.text, form.ground, form.title, form.legend, form.settings, dialog.copy, dialog.save} <= reached
    dialog.close()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("on_network", [False, True])
def test_that_nothing_of_the_form_is_cut_off_on_a_small_screen(qtbot, qapp, opened, tmp_path, theme, on_network):
    apply_theme(qapp, theme)
    dialog = opened(theme, Experiment(small_setup(), library=small_library(tmp_path)).snapshot()) if on_network else opened(theme)
    dialog.show()
    choose(dialog.form.unit, Unit.CM)
    dialog.form.part(Part.INSPECTOR).setChecked(True)
    dialog.draw_now()
    assert dialog.minimumSizeHint().height() <= 700
    assert dialog.size().width() <= 1280
    for box in dialog.form.findChildren(QComboBox):
        if not box.isHidden():
            widest = max(box.fontMetrics().horizontalAdvance(box.itemText(number)) for number in range(box.count()))
            assert box.width() >= widest + 24, box.accessibleName()
    for check in dialog.form.findChildren(QCheckBox):
        assert check.width() >= check.sizeHint().width(), check.text()
    dialog.close()


def test_that_a_png_that_is_saved_twice_is_the_same_file(opened, tmp_path):
    dialog = opened()
    for name in ("one.png", "two.png"):
        assert dialog.save_to(tmp_path / name)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_that_save_png_keeps_what_is_see_through(tmp_path):
    image = QImage(QSize(4, 4), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    save_png(image, tmp_path / "clear.png")
    with Image.open(tmp_path / "clear.png") as picture:
        assert picture.convert("RGBA").getpixel((1, 1)) == (0, 0, 0, 0)
