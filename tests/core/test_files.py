"""A file is written whole or not at all, whatever goes wrong, and the one that stood there is left as it was."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files import all_or_nothing, free_path, is_draft_of, proposed_name, slug, write_whole

OLD, NEW = "the old text\n" * 50, "the new text η\n" * 5000


@pytest.fixture
def target(tmp_path):
    file = tmp_path / "folder" / "a.toml"
    file.parent.mkdir()
    file.write_text(OLD)
    return file


def only_the_old_is_there(file):
    return file.read_text() == OLD and [path.name for path in file.parent.iterdir()] == ["a.toml"]


def test_that_the_new_text_takes_the_place_of_the_old(target):
    write_whole(target, NEW)
    assert target.read_text(encoding="utf-8") == NEW
    assert [path.name for path in target.parent.iterdir()] == ["a.toml"]


def test_that_who_may_read_the_file_stays_as_it_was(target):
    target.chmod(0o640)
    write_whole(target, NEW)
    assert target.stat().st_mode & 0o777 == 0o640


def test_that_a_link_stays_a_link(target, tmp_path):
    link = tmp_path / "link.toml"
    link.symlink_to(target)
    write_whole(link, NEW)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == NEW


LONG_NAMES = ["실험" * 41 + ".toml", "a" * 255, "가" * 80 + ".a-very-long", "η." + "x" * 250, "." + "b" * 250 + ".c", "𝛁" * 63]


@pytest.mark.parametrize("name", LONG_NAMES, ids=range(len(LONG_NAMES)))
def test_that_a_name_as_long_as_the_disk_takes_is_written(tmp_path, name):
    file = tmp_path / name
    try:
        file.write_text(OLD)
    except OSError:
        pytest.skip("this disk does not take such a name")
    drafted = []
    with all_or_nothing({"text": file}) as drafts:
        drafted.append(drafts["text"])
        drafts["text"].write_text(NEW, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == NEW
    assert [path.name for path in tmp_path.iterdir()] == [name]
    # What encodes by the ending, as Pillow does, finds it in the draft; and the name can be told to a user.
    assert drafted[0].suffix == (file.suffix if len(file.suffix) <= 40 else "")
    drafted[0].name.encode()
    assert is_draft_of(drafted[0], file)
    assert not is_draft_of(drafted[0], tmp_path / "other")


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_that_an_error_at_any_stage_leaves_the_old_file_alone(target, monkeypatch, call, number):
    def fails(*_):
        raise OSError(number, os.strerror(number))

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", fails)
    else:
        monkeypatch.setattr(Path, call, fails)
    with pytest.raises(OSError, match=os.strerror(number)):
        write_whole(target, NEW)
    monkeypatch.undo()
    assert only_the_old_is_there(target)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_that_a_full_disk_is_an_error_and_leaves_nothing(target, monkeypatch):
    # The draft is a link to the device that takes nothing.
    made = []

    def on_full_disk(prefix, suffix, dir):
        draft = Path(dir) / f"{prefix}x{suffix}"
        draft.symlink_to("/dev/full")
        made.append(draft)
        return os.open(os.devnull, os.O_RDONLY), str(draft)

    monkeypatch.setattr("core.files.tempfile.mkstemp", on_full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_whole(target, NEW)
    assert made
    assert only_the_old_is_there(target)


def test_that_a_folder_that_goes_away_meanwhile_is_an_error_and_comes_not_back(target):
    def written_while_the_folder_goes():
        with all_or_nothing({"text": target}) as drafts:
            drafts["text"].write_text(NEW)
            shutil.rmtree(target.parent)

    with pytest.raises(FileNotFoundError):
        written_while_the_folder_goes()
    assert not target.parent.exists()


def test_that_a_folder_that_is_not_there_is_told_in_words_and_not_made(target):
    with pytest.raises(FileNotFoundError) as error:
        write_whole(target.parent / "new" / "a.toml", NEW)
    assert error.value.strerror == "there is no such folder"
    assert only_the_old_is_there(target)


def test_that_what_is_abandoned_leaves_nothing(target):
    def abandoned():
        with all_or_nothing({"text": target, "other": target.with_name("b.toml")}) as drafts:
            drafts["text"].write_text(NEW)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        abandoned()
    assert only_the_old_is_there(target)


WRITER = """
import sys
from pathlib import Path
from core.files import write_whole
number = 0
print("ready", flush=True)
while True:
    number += 1
    write_whole(Path(sys.argv[1]), f"{number}\\n" * 20000, durable=number % 2 == 0)
"""


@pytest.mark.parametrize("milliseconds", [1, 3, 7, 13, 29, 41])
def test_that_kill_9_at_any_moment_leaves_a_whole_file(tmp_path, milliseconds):
    file = tmp_path / "a.toml"
    file.write_text(OLD)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"ready\n"
    time.sleep(milliseconds / 1000)
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    text = file.read_text()
    assert text == OLD or (len(set(text.split())) == 1 and len(text.split()) == 20000)


def test_that_folders_made_for_nothing_are_taken_away_again(tmp_path):
    (tmp_path / "there").mkdir()
    with pytest.raises(RuntimeError), all_or_nothing({"a": tmp_path / "there" / "new" / "deep" / "a", "b": tmp_path / "other" / "b"}):
        raise RuntimeError
    assert [path.name for path in tmp_path.rglob("*")] == ["there"], "and what was there before stays"


def test_that_a_file_in_the_place_of_a_folder_is_called_that(tmp_path):
    (tmp_path / "file").touch()
    for target in (tmp_path / "file" / "a", tmp_path / "file" / "new" / "a"):
        with pytest.raises(NotADirectoryError), all_or_nothing({"a": target}):
            pass
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


# Names for files


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Long bowl", "long-bowl-canvas-step-30.png"),
        ("mnist · 100-100 · relu", "mnist-100-100-relu-canvas-step-30.png"),
        ("../../etc/passwd", "etc-passwd-canvas-step-30.png"),
        ('a<b>:"c"|?*\\', "a-b-c-canvas-step-30.png"),
        ("…", "descent-lab-canvas-step-30.png"),
        ("그릇 모양", "그릇-모양-canvas-step-30.png"),
    ],
)
def test_that_the_proposed_name_tells_what_is_in_it(title, name):
    assert proposed_name(title, "canvas", "step", "30", suffix=".png") == name


@given(st.text(max_size=200))
def test_that_a_slug_is_a_plain_name_on_every_system(title):
    name = slug(title)
    assert len(name) <= 60
    assert all(letter.isalnum() or letter == "-" for letter in name)
    assert not name.startswith("-")
    assert Path(name or "x").name == (name or "x")


def test_that_a_name_that_is_taken_gets_a_number(tmp_path):
    assert free_path(tmp_path, "a.png") == tmp_path / "a.png"
    (tmp_path / "a.png").touch()
    (tmp_path / "a-2.png").symlink_to("nowhere")
    assert free_path(tmp_path, "a.png") == tmp_path / "a-3.png"
