"""The last session: what is kept is found again, and what is damaged is no session and no crash."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.experiment.document import document_of
from core.experiment.setup import default_network_setup, default_setup
from core.formats.document_tables import MOST_BYTES
from core.formats.document_text import document_text
from core.formats.session import SavedExperiment, Session, read_session, write_session
from tests.helpers.documents import documents

SESSION = Session(
    SavedExperiment(document_of(default_setup()), Path("/home/me/a – η.toml")), (SavedExperiment(document_of(default_network_setup())),)
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sessions")


@settings(max_examples=20)
@given(documents(), st.lists(documents(), max_size=3))
def test_that_a_session_is_found_as_it_was_kept(folder, first, others):
    kept = tuple(SavedExperiment(other, Path(f"/x/{number}.toml")) for number, other in enumerate(others))
    session = Session(SavedExperiment(first), kept, is_closed=True)
    write_session(folder / "session.json", session)
    assert read_session(folder / "session.json") == session


def test_that_a_session_of_one_mode_is_enough(tmp_path):
    write_session(tmp_path / "s.json", Session(SESSION.current))
    assert read_session(tmp_path / "s.json") == Session(SESSION.current)


@pytest.mark.parametrize("name", ["caf\udce9.toml", "\udcff\udcfe", "�.toml", "50%41 \\x41.toml"])
def test_that_a_path_of_any_bytes_is_found_as_it_was(tmp_path, name):
    kept = SavedExperiment(document_of(default_setup()), Path("/home/me") / name)
    for session in (Session(kept), Session(kept, (replace(kept, document=document_of(default_network_setup())),))):
        write_session(tmp_path / "s.json", session)
        assert read_session(tmp_path / "s.json") == session


def test_that_a_session_of_an_earlier_version_is_found(tmp_path):
    text, other = document_text(SESSION.current.document), document_text(SESSION.others[0].document)
    sheet = {"version": 1, "closed": False, "path": "/home/me/a – η.toml", "text": text, "other_path": "", "other_text": other}
    (tmp_path / "s.json").write_text(json.dumps(sheet, ensure_ascii=False, indent=1), encoding="utf-8")
    assert read_session(tmp_path / "s.json") == SESSION


def test_that_experiments_as_large_as_files_may_be_are_found_in_every_mode(tmp_path):
    # Each quote is written as two characters in the text of the experiment, and as four in the session.
    function, network = (replace(document_of(setup()), title='"' * 490_000) for setup in (default_setup, default_network_setup))
    assert 0.9 * MOST_BYTES < len(document_text(function).encode()) <= MOST_BYTES
    session = Session(SavedExperiment(function), (SavedExperiment(network),))
    write_session(tmp_path / "s.json", session)
    assert read_session(tmp_path / "s.json") == session


def test_that_there_is_no_session_where_there_is_no_file(tmp_path):
    assert read_session(tmp_path / "s.json") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"version": 1', '"version": 2'),
        lambda text: text.replace("learning_rate", "learning_rat"),
        lambda text: text.replace('"closed"', '"path_bytes": "6g", "closed"'),
        lambda text: text.replace("{", "{" * 100_000),
        lambda text: text + " " * 6_000_000,
        lambda text: "\x00\xff",
    ],
    ids=["empty", "half", "newer", "mistake inside", "noise in a path", "deep", "huge", "noise"],
)
def test_that_a_damaged_session_is_none(tmp_path, damage):
    file = tmp_path / "s.json"
    write_session(file, SESSION)
    assert read_session(file) == SESSION
    file.write_text(damage(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert read_session(file) is None
