"""The download in the window: it does not block, it can be cancelled at once, and every end is told."""

import time
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from core.data.dataset import DataError
from core.data.download import Progress
from gui.network.fetch_dialog import FetchDialog
from gui.widgets.background_task import CancelledError
from tests.helpers.labels import is_whole

HALF = Progress("train-images-idx3-ubyte", 5_000_000, 10_000_000, 1_200_000.0, "mirror.example")


@pytest.fixture
def dialog_with(qtbot, tmp_path):
    made = []

    def make(fetch):
        dialog = FetchDialog(tmp_path, fetch=fetch)
        qtbot.addWidget(dialog)
        made.append(dialog)
        dialog.show()
        return dialog

    yield make
    for dialog in made:
        dialog.stop()


def test_that_a_download_tells_how_far_it_is_and_closes_when_it_is_done(qtbot, dialog_with):
    go_on = Event()

    def fetch(folder, progress):
        progress(HALF)
        go_on.wait(60)

    dialog = dialog_with(fetch)
    fetched = []
    dialog.fetched.connect(lambda: fetched.append(True))
    dialog.start()
    qtbot.waitUntil(lambda: dialog.bar.value() == 500)
    assert dialog.message.text().replace("\N{NO-BREAK SPACE}", " ") == "5.0 MB of 10 MB from mirror.example, 1.2 MB/s"
    go_on.set()
    qtbot.waitUntil(lambda: fetched == [True])
    assert not dialog.isVisible()
    assert not dialog.is_fetching


def test_that_cancel_hides_the_dialog_at_once_although_the_mirror_is_silent(qtbot, dialog_with):
    go_on = Event()

    def fetch(folder, progress):
        go_on.wait(60)
        progress(HALF)

    dialog = dialog_with(fetch)
    dialog.start()
    qtbot.waitUntil(lambda: dialog.is_fetching)
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert dialog.is_fetching
    go_on.set()
    qtbot.waitUntil(lambda: not dialog.is_fetching)


def test_that_a_cancelled_download_can_be_begun_again_before_it_has_ended(qtbot, dialog_with):
    go_on, calls = Event(), []

    def fetch(folder, progress):
        calls.append(True)
        if len(calls) == 1:
            go_on.wait(60)
            progress(HALF)

    dialog = dialog_with(fetch)
    fetched = []
    dialog.fetched.connect(lambda: fetched.append(True))
    dialog.start()
    qtbot.waitUntil(lambda: len(calls) == 1)
    dialog.reject()
    dialog.show()
    dialog.start()
    go_on.set()
    qtbot.waitUntil(lambda: fetched == [True])
    assert len(calls) == 2


def test_that_who_asks_again_while_it_is_fetched_is_told_a_fault_as_well(qtbot, dialog_with):
    go_on, calls = Event(), []

    def fetch(folder, progress):
        calls.append(True)
        go_on.wait(60)
        raise DataError("MNIST could not be fetched.")

    dialog = dialog_with(fetch)
    dialog.start()
    qtbot.waitUntil(lambda: len(calls) == 1)
    dialog.start()
    go_on.set()
    qtbot.waitUntil(lambda: dialog.again.isVisible())
    assert dialog.message.text() == "MNIST could not be fetched."
    assert len(calls) == 1


def test_that_a_fault_is_told_and_another_try_is_offered(qtbot, dialog_with):
    answers = [DataError("MNIST could not be fetched. Copy the four files."), None]

    def fetch(folder, progress):
        answer = answers.pop(0)
        if answer is not None:
            raise answer

    dialog = dialog_with(fetch)
    fetched = []
    dialog.fetched.connect(lambda: fetched.append(True))
    dialog.start()
    qtbot.waitUntil(lambda: dialog.again.isVisible())
    assert dialog.message.text() == "MNIST could not be fetched. Copy the four files."
    qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: fetched == [True])


def test_that_an_unforeseen_fault_ends_in_a_sentence_too(qtbot, dialog_with):
    def fetch(folder, progress):
        raise RuntimeError("no idea")

    dialog = dialog_with(fetch)
    dialog.start()
    qtbot.waitUntil(lambda: "no idea" in dialog.message.text())
    assert dialog.again.isVisible()


def test_that_closing_the_program_ends_the_download(qtbot, dialog_with):
    ended = []

    def fetch(folder, progress):
        try:
            while True:
                progress(HALF)
                time.sleep(0.005)
        except CancelledError:
            ended.append(True)
            raise

    dialog = dialog_with(fetch)
    dialog.start()
    qtbot.waitUntil(lambda: dialog.bar.value() == 500)
    dialog.stop()
    assert ended == [True]
    assert not dialog.is_fetching


FOLDERS = ["/home/ada/.local/share", "/home/" + "/".join(["a-long-name-of-a-folder"] * 9), "/home/" + 90 * "n"]


@pytest.mark.parametrize("home", FOLDERS, ids=["short", "long", "one long name"])
def test_that_a_fault_can_be_read_to_its_end(qtbot, dialog_with, home):
    sentence = (
        "MNIST could not be fetched (storage.googleapis.com: Temporary failure in name resolution; ossci-datasets.s3.amazonaws.com: "
        "Temporary failure in name resolution). Try again later, or copy the files train-images-idx3-ubyte, train-labels-idx1-ubyte, "
        f"t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte (each plain or as .gz) into {home}/descent-lab/mnist."
    )

    def fetch(folder, progress):
        raise DataError(sentence)

    dialog = dialog_with(fetch)
    dialog.start()
    qtbot.waitUntil(lambda: dialog.message.text() == sentence)
    qtbot.waitUntil(lambda: is_whole(dialog.message))
    words = dialog.message.fontMetrics()
    assert dialog.message.width() >= max(words.horizontalAdvance(word) for word in sentence.replace("/", " ").split())
    dialog.resize(900, dialog.minimumHeight())
    dialog.resize(dialog.minimumWidth(), dialog.minimumHeight())
    qtbot.waitUntil(lambda: is_whole(dialog.message))


def test_that_the_dialog_has_the_keys_again_whenever_a_download_is_asked_for(qtbot, dialog_with):
    go_on = Event()

    def fetch(folder, progress):
        go_on.wait(60)
        raise CancelledError

    window = QWidget()
    qtbot.addWidget(window)
    dialog = dialog_with(fetch)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    dialog.start()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: not dialog.is_fetching)
