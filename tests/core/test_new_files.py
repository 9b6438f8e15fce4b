"""New files: who may read them, when the disk is waited for, what is a draft of them, and what a name becomes."""

import errno
import os
import sys
from pathlib import Path

import pytest

from core.files import all_or_nothing, check_folder, free_path, is_draft_of, proposed_name, readable, slug, write_whole

POSIX = pytest.mark.skipif(os.name == "nt", reason="permissions are otherwise on Windows")


@pytest.fixture
def umask():
    """Sets the mask of new files, and sets the old one again."""
    old = os.umask(0o022)
    yield os.umask
    os.umask(old)


@POSIX
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_that_a_new_file_is_as_open_as_the_user_lets_new_files_be(tmp_path, umask, mask):
    umask(mask)
    write_whole(tmp_path / "a.toml", "new")
    assert (tmp_path / "a.toml").stat().st_mode & 0o777 == 0o666 & ~mask
    assert umask(0o022) == mask, "the mask itself stays"


@POSIX
def test_that_a_file_that_was_there_keeps_who_may_read_it_and_no_draft_is_open_to_others(tmp_path, umask):
    umask(0o022)
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o751)
    with all_or_nothing({"a": tmp_path / "a", "b": tmp_path / "b"}) as drafts:
        assert {draft.stat().st_mode & 0o077 for draft in drafts.values()} == {0}
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in "ab"] == [0o751, 0o644]


@pytest.mark.parametrize("durable", [True, False])
def test_that_the_disk_is_waited_for_only_where_it_is_asked_for(tmp_path, monkeypatch, durable):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda number: synced.append(Path(f"/proc/self/fd/{number}")))
    write_whole(tmp_path / "a", "text\n", durable)
    assert len(synced) == durable
    assert (tmp_path / "a").read_bytes() == b"text\n"


def test_that_a_draft_is_known_by_its_folder_its_beginning_and_its_ending(tmp_path):
    target = tmp_path / "race.toml"
    with all_or_nothing({"a": target}) as drafts:
        draft = drafts["a"]
        assert (draft.parent, draft.suffix) == (tmp_path, ".toml")
        assert is_draft_of(draft, target)
        assert not is_draft_of(tmp_path / "deeper" / draft.name, target)
        assert not is_draft_of(draft.with_suffix(".png"), target)
        assert not is_draft_of(draft.with_name(draft.name.removeprefix(".")), target)
        assert not is_draft_of(target, target)


def test_that_a_folder_in_the_place_of_a_file_is_told_before_anything_is_made(tmp_path):
    (tmp_path / "there").mkdir()
    with pytest.raises(IsADirectoryError), all_or_nothing({"a": tmp_path / "new" / "a", "b": tmp_path / "there"}):
        pytest.fail("there was nothing to write to")
    assert [path.name for path in tmp_path.rglob("*")] == ["there"]


def test_that_folders_that_could_be_made_only_in_part_are_taken_away_again(tmp_path, monkeypatch):
    mkdir = Path.mkdir

    def refuse(self, *arguments, **options):
        if self.name == "deep":
            mkdir(self.parent, parents=True)
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        mkdir(self, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(PermissionError), all_or_nothing({"a": tmp_path / "new" / "deep" / "a"}):
        pytest.fail("there is no folder")
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_has_to_be_one(tmp_path):
    (tmp_path / "file").touch()
    check_folder(tmp_path)
    for wrong in (tmp_path / "file", tmp_path / "nowhere"):
        with pytest.raises(FileNotFoundError, match="there is no such folder") as refused:
            check_folder(wrong)
        assert refused.value.filename == str(wrong)


def test_that_a_name_is_cut_to_sixty_letters_and_never_at_a_hyphen():
    assert slug("a" * 100) == "a" * 60
    assert slug("a" * 59 + " b") == "a" * 59
    assert slug("a" * 58 + " b") == "a" * 58 + "-b"
    assert slug("É ß_x") == "é-ß-x"
    assert proposed_name("A b", suffix=".npz") == "a-b.npz"
    assert proposed_name("", "x", suffix=".npz") == "descent-lab-x.npz"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_that_a_name_of_any_bytes_can_be_shown():
    assert readable(os.fsdecode(b"caf\xe9.toml")) == "caf\N{REPLACEMENT CHARACTER}.toml"
    assert readable("café") == "café"


def test_that_the_first_free_number_is_taken_whatever_stands_behind_it(tmp_path):
    for name in ("a.png", "a-3.png", "b"):
        (tmp_path / name).touch()
    assert free_path(tmp_path, "a.png").name == "a-2.png"
    assert free_path(tmp_path, "b").name == "b-2"
    (tmp_path / "a-2.png").mkdir()
    assert free_path(tmp_path, "a.png").name == "a-4.png"
