"""Cyclic garbage is collected in the GUI thread only, and by itself again when the window is gone."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

import gui.system.garbage
from gui.system.garbage import GuiGarbage


class Node:
    """Something that holds itself, and remembers in which thread it was collected."""

    collected_in: list[threading.Thread] = []  # noqa: RUF012 - shared by all on purpose

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Node.collected_in.append(threading.current_thread())


@pytest.fixture
def keeper(qapp, monkeypatch):
    monkeypatch.setattr(gui.system.garbage, "_LOOK_MS", 5)
    gc.enable()
    gc.collect()
    Node.collected_in.clear()
    owner = QObject()
    made = GuiGarbage(owner)
    yield made
    made.stop()
    assert gc.isenabled()


def allocate() -> list[list[int]]:
    """Enough to set off the collector many times, if it is on."""
    return [[number] for number in range(50_000)]


def test_that_no_other_thread_collects_what_the_gui_has_dropped(qtbot, keeper):
    Node()
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert Node.collected_in == []
    kept = allocate()
    qtbot.waitUntil(lambda: len(Node.collected_in) == 1)
    assert Node.collected_in == [threading.main_thread()]
    del kept


def test_that_what_is_referred_to_stays(qtbot, keeper):
    node = Node()
    seen = weakref.ref(node)
    kept = allocate()
    qtbot.wait(50)
    assert seen() is node
    del kept
