"""Pictures that cannot be saved or drawn: a sentence, and nothing half-written."""

import contextlib
import errno
import os
import signal

import pytest

from gui.export.formats import png as picture_files
from gui.export.picture.choices import PictureKind, Unit
from gui.export.registry import PICTURES
from tests.helpers.window import choose


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


@pytest.mark.parametrize("file", PICTURES)
def test_that_a_full_disk_leaves_the_old_file_and_nothing_else(open_dialog, tmp_path, file):
    dialog = open_dialog()
    choose(dialog.form.file, file)
    target = tmp_path / f"picture.{file.key}"
    target.write_text("the original")
    dialog.draw_now()
    with no_room():
        sentence = refused(dialog, target)
    assert os.strerror(errno.EFBIG) in sentence
    assert target.read_text() == "the original"
    assert list(tmp_path.iterdir()) == [target]
    assert dialog.save_to(target)


@pytest.mark.parametrize("place", ["missing/picture.png", "file/picture.png", "folder"])
def test_that_a_place_that_cannot_be_written_gets_a_sentence(open_dialog, tmp_path, place):
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    refused(open_dialog(), tmp_path / place)
    assert sorted(tmp_path.rglob("*")) == before


def test_that_a_device_is_not_replaced_by_a_picture(open_dialog):
    refused(open_dialog(), picture_files.Path("/dev/full"))
    assert picture_files.Path("/dev/full").is_char_device()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_that_a_folder_without_permission_gets_a_sentence(open_dialog, tmp_path):
    tmp_path.chmod(0o500)
    refused(open_dialog(), tmp_path / "picture.png")
    tmp_path.chmod(0o700)
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_removed_in_the_middle_gets_a_sentence(open_dialog, tmp_path, monkeypatch):
    folder = tmp_path / "going"
    folder.mkdir()
    made = picture_files.png_of

    def removed_meanwhile(image):
        folder.rmdir()
        return made(image)

    monkeypatch.setattr(picture_files, "png_of", removed_meanwhile)
    refused(open_dialog(), folder / "picture.png")
    assert list(tmp_path.iterdir()) == []


def test_that_what_cannot_be_drawn_gets_a_sentence_and_cannot_be_saved(open_dialog, tmp_path):
    dialog = open_dialog()
    for part in ("canvas", "loss"):
        dialog.form.part(part).setChecked(False)
    dialog.draw_now()
    assert dialog.message.text() == "Choose at least one part to show."
    assert not dialog.save.isEnabled()
    assert not dialog.copy.isEnabled()
    assert not dialog.save_to(tmp_path / "picture.png")
    dialog.form.part("loss").setChecked(True)
    choose(dialog.form.unit, Unit.CM)
    dialog.form.cm.setValue(400.0)
    dialog.draw_now()
    assert "10,000 pixels wide" in dialog.message.text()
    choose(dialog.form.unit, Unit.PX)
    choose(dialog.form.kind, PictureKind.FILMSTRIP)
    dialog.form.every.setValue(1)
    dialog.draw_now()
    assert dialog.save.isEnabled()
    assert dialog.message.text().endswith(" pixels")
