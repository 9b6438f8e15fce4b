"""Which files of sessions a window holds, so that no other window writes there, and what it gives back to the next one."""

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import QLockFile, QObject

from core.formats.session import read_session, write_session
from gui.files.session_keeper import SessionKeeper
from tests.helpers.sessions import session_at

MOST = 20


@pytest.fixture
def keepers(qapp):
    made, parent = [], QObject()

    def make(folder, session=None):
        keeper = SessionKeeper(lambda: session, parent)
        keeper.failures, keeper.taken = [], []
        keeper.failed.connect(keeper.failures.append)
        keeper.taken_over.connect(lambda: keeper.taken.append(True))
        made.append(keeper)
        keeper.begin(folder)
        return keeper

    yield make
    for keeper in made:
        keeper.close()


def held(folder):
    """The numbers of the files that some window holds."""
    numbers = []
    for number in range(1, MOST + 1):
        lock = QLockFile(str(folder / f"session-{number}.lock"))
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            lock.unlock()
        else:
            numbers.append(number)
    return numbers


def crashed(folder, *numbers, closed=()):
    """Sessions left behind, the later the newer."""
    for number in numbers:
        path = folder / f"session-{number}.json"
        write_session(path, replace(session_at(100 * number), is_closed=number in closed))
        os.utime(path, (number, number))


def test_that_a_window_holds_its_own_file_and_the_one_it_offers_and_gives_both_back(keepers, tmp_path):
    crashed(tmp_path, 1, 3, 4, closed=(4,))
    keeper = keepers(tmp_path, session_at(7))
    assert keeper.last == session_at(300)
    assert held(tmp_path) == [2, 3]
    keeper.keep()
    assert read_session(tmp_path / "session-2.json") == session_at(7)
    keeper.drop()
    assert held(tmp_path) == [2]
    assert not (tmp_path / "session-3.json").exists()
    keeper.rescan()
    assert keeper.last == session_at(100)
    assert held(tmp_path) == [1, 2]
    keeper.take()
    keeper.keep()
    assert keeper.taken == [], "nothing was written, so nothing was taken over"
    keeper.close()
    assert held(tmp_path) == []
    assert keeper.taken == [True]
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["session-2.json", "session-4.json"]


def test_that_nothing_is_lost_where_there_is_nothing_to_rescan(keepers, tmp_path):
    crashed(tmp_path, 2, closed=(2,))
    keeper = keepers(tmp_path, session_at(7))
    keeper.drop()
    keeper.rescan()
    assert keeper.last is None
    assert held(tmp_path) == [1]
    keeper.keep()
    keeper.rescan()
    assert keeper.last is None, "its own session is none to offer"
    assert read_session(tmp_path / "session-1.json") == session_at(7)


def test_that_the_last_of_the_files_is_one_too(keepers, tmp_path):
    crashed(tmp_path, MOST, closed=())
    keeper = keepers(tmp_path)
    assert keeper.last == session_at(100 * MOST)
    crashed(tmp_path, 5)
    crashed(tmp_path, MOST)
    other = keepers(tmp_path)
    assert other.last == session_at(500)
    keeper.close()
    os.utime(tmp_path / "session-5.json", (1000, 1000))
    other.drop()
    other.rescan()
    assert other.last == session_at(100 * MOST)


def test_that_a_window_without_a_file_writes_nowhere_and_says_nothing(keepers, tmp_path):
    windows = [keepers(tmp_path, session_at(number + 1)) for number in range(MOST + 1)]
    for window in windows:
        window.keep()
        window.rescan()
    kept = [read_session(tmp_path / f"session-{number}.json").current.document.reached for number in range(1, MOST + 1)]
    assert kept == list(range(1, MOST + 1))
    assert len(list(tmp_path.glob("*.json"))) == MOST
    assert not any(window.failures for window in windows)


def test_that_a_session_that_is_closed_keeps_all_of_it(keepers, tmp_path):
    whole = replace(session_at(7), others=(session_at(3).current,))
    keepers(tmp_path, whole).close()
    assert read_session(tmp_path / "session-1.json") == replace(whole, is_closed=True)


def test_that_what_was_written_last_is_closed_where_there_is_nothing_to_add(keepers, tmp_path):
    told, parent = [session_at(7), None], QObject()
    keeper = SessionKeeper(lambda: told.pop(0), parent)
    keeper.begin(tmp_path)
    keeper.keep()
    keeper.close()
    assert read_session(tmp_path / "session-1.json") == replace(session_at(7), is_closed=True)
    assert not keeper._timer.isActive()


def test_that_it_is_looked_at_regularly_where_it_can_be_kept_and_else_it_is_said_once_why(keepers, tmp_path):
    assert keepers(tmp_path / "new" / "folder")._timer.isActive()
    (tmp_path / "file").write_text("")
    told, parent = [], QObject()
    keeper = SessionKeeper(lambda: session_at(1), parent)
    keeper.failed.connect(told.append)
    for _ in range(2):
        keeper.begin(tmp_path / "file" / "folder")
    keeper.keep()
    keeper.rescan()
    assert not keeper._timer.isActive()
    assert len(told) == 1
    assert "Not a directory" in told[0]
    keeper.close()
