"""The last session: kept every few seconds, offered at the start, and not lost when the program is killed."""

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject

from core.formats.session import read_session, write_session
from gui.files import session_keeper
from gui.files.session_keeper import SessionKeeper
from tests.helpers.sessions import session_at


class Source:
    """What a window would tell of itself."""

    def __init__(self):
        self.session = None

    def __call__(self):
        return self.session


@pytest.fixture
def keepers(qapp):
    made, parent = [], QObject()

    def make(source, folder):
        keeper = SessionKeeper(source, parent)
        keeper.begin(folder)
        made.append(keeper)
        return keeper

    yield make
    for keeper in made:
        keeper.close()


def files_in(folder):
    return sorted(path.name for path in folder.glob("*.json"))


def test_that_nothing_is_written_until_something_happened(keepers, tmp_path):
    source = Source()
    keeper = keepers(source, tmp_path)
    keeper.keep()
    assert files_in(tmp_path) == []
    source.session = session_at(3)
    keeper.keep()
    assert read_session(tmp_path / "session-1.json") == session_at(3)


def test_that_it_is_written_only_when_something_changed(keepers, tmp_path, monkeypatch):
    written = []
    source = Source()
    keeper = keepers(source, tmp_path)
    real = session_keeper.write_session
    monkeypatch.setattr(session_keeper, "write_session", lambda path, session: written.append(session) or real(path, session))
    for step in (3, 3, 4, 4):
        source.session = session_at(step)
        keeper.keep()
    assert written == [session_at(3), session_at(4)]


def test_that_the_timer_keeps_it(qtbot, keepers, tmp_path, monkeypatch):
    monkeypatch.setattr(session_keeper, "EVERY_MS", 20)
    source = Source()
    source.session = session_at(3)
    keepers(source, tmp_path)
    qtbot.waitUntil(lambda: read_session(tmp_path / "session-1.json") == session_at(3))


def test_that_a_closed_session_says_so_and_a_killed_one_does_not(keepers, tmp_path):
    source = Source()
    source.session = session_at(3)
    keeper = keepers(source, tmp_path)
    keeper.keep()
    assert not read_session(tmp_path / "session-1.json").is_closed
    keeper.close()
    assert read_session(tmp_path / "session-1.json").is_closed


def test_that_two_windows_do_not_share_a_session(keepers, tmp_path):
    first, second = Source(), Source()
    first.session, second.session = session_at(1), session_at(2)
    keepers(first, tmp_path).keep()
    keepers(second, tmp_path).keep()
    assert [read_session(tmp_path / name).current.document.reached for name in files_in(tmp_path)] == [1, 2]


def test_that_the_newest_session_that_no_window_holds_is_the_last_one(keepers, tmp_path):
    source = Source()
    source.session = session_at(1)
    older = keepers(source, tmp_path)
    newer = keepers(source, tmp_path)
    older.keep()
    newer.keep()
    source.session = session_at(2)
    newer.keep()
    os.utime(tmp_path / "session-1.json", (1, 1))
    older.close()
    newer.close()
    os.utime(tmp_path / "session-1.json", (1, 1))
    assert keepers(Source(), tmp_path).last.current.document.reached == 2


def test_that_a_second_crash_does_not_take_what_the_first_one_left(keepers, tmp_path):
    source = Source()
    source.session = session_at(200)
    write_session(tmp_path / "session-1.json", session_at(200))
    second = keepers(source, tmp_path)
    assert second.last == session_at(200)
    source.session = session_at(1)
    second.keep()
    second._own.lock.unlock()
    second._offered.lock.unlock()
    assert keepers(Source(), tmp_path).last == session_at(1), "the newest crash comes first"
    assert read_session(tmp_path / "session-1.json") == session_at(200), "and the other one is still there"


def test_that_what_a_crash_left_is_offered_before_what_was_closed_in_peace(keepers, tmp_path):
    write_session(tmp_path / "session-1.json", session_at(200))
    os.utime(tmp_path / "session-1.json", (1, 1))
    write_session(tmp_path / "session-2.json", replace(session_at(5), is_closed=True))
    assert keepers(Source(), tmp_path).last == session_at(200)


def test_that_after_an_answer_the_other_session_that_was_lost_is_found(keepers, tmp_path):
    for number in (1, 2, 3):
        write_session(tmp_path / f"session-{number}.json", session_at(100 * number))
        os.utime(tmp_path / f"session-{number}.json", (number, number))
    write_session(tmp_path / "session-4.json", replace(session_at(7), is_closed=True))
    source = Source()
    keeper = keepers(source, tmp_path)
    assert keeper.last == session_at(300)
    keeper.rescan()
    assert keeper.last == session_at(300), "not answered yet"
    keeper.drop()
    keeper.rescan()
    assert keeper.last == session_at(200)
    keeper.take()
    source.session = session_at(200)
    keeper.keep()
    keeper.rescan()
    assert keeper.last == session_at(100)
    source.session = session_at(201)
    keeper.keep()
    assert keeper.last == session_at(100), "taken once is not taken again"
    keeper.drop()
    keeper.rescan()
    assert keeper.last is None, "what was closed in peace is not offered after a crash"


@pytest.mark.parametrize("is_closed", [True, False])
def test_that_a_session_that_was_taken_goes_only_when_the_new_one_has_it(keepers, tmp_path, is_closed):
    write_session(tmp_path / "session-1.json", replace(session_at(7), is_closed=is_closed))
    source = Source()
    keeper = keepers(source, tmp_path)
    keeper.take()
    keeper.keep()
    assert files_in(tmp_path) == ["session-1.json"]
    source.session = session_at(8)
    keeper.keep()
    assert files_in(tmp_path) == ["session-2.json"]
    assert keeper.last is None


def test_that_a_session_that_nobody_wants_goes_at_once(keepers, tmp_path):
    write_session(tmp_path / "session-1.json", session_at(7))
    keepers(Source(), tmp_path).drop()
    assert files_in(tmp_path) == []


def test_that_an_unanswered_offer_waits_for_the_next_start_unless_it_was_closed_in_peace(keepers, tmp_path):
    for is_closed, left in ((False, 2), (True, 1)):
        write_session(tmp_path / "session-1.json", replace(session_at(7), is_closed=is_closed))
        (tmp_path / "session-2.json").unlink(missing_ok=True)
        source = Source()
        source.session = session_at(9)
        keepers(source, tmp_path).close()
        assert len(files_in(tmp_path)) == left


def test_that_files_never_pile_up(keepers, tmp_path):
    for number in range(1, 21):
        write_session(tmp_path / f"session-{number}.json", session_at(number))
        os.utime(tmp_path / f"session-{number}.json", (number, number))
    source = Source()
    source.session = session_at(99)
    keeper = keepers(source, tmp_path)
    keeper.keep()
    assert keeper.last == session_at(20)
    assert read_session(tmp_path / "session-1.json") == session_at(99), "the oldest gives way"
    assert len(files_in(tmp_path)) == 20


def test_that_a_disk_that_is_full_is_told_once_and_the_old_session_stays(keepers, tmp_path, monkeypatch):
    source = Source()
    source.session = session_at(1)
    keeper = keepers(source, tmp_path)
    keeper.keep()
    told = []
    keeper.failed.connect(told.append)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(session_keeper, "write_session", full)
    for step in (2, 3):
        source.session = session_at(step)
        keeper.keep()
    monkeypatch.undo()
    assert len(told) == 1
    assert "No space left on device" in told[0]
    assert read_session(tmp_path / "session-1.json") == session_at(1)


def test_that_a_session_too_large_to_be_read_again_is_told_and_the_old_one_stays(keepers, tmp_path):
    source = Source()
    source.session = session_at(1)
    keeper = keepers(source, tmp_path)
    keeper.keep()
    told = []
    keeper.failed.connect(told.append)
    for step in (10_000_001, 10_000_002):
        source.session = session_at(step)
        keeper.keep()
    assert len(told) == 1
    assert "step 10,000,001" in told[0]
    assert read_session(tmp_path / "session-1.json") == session_at(1)
    source.session = session_at(2)
