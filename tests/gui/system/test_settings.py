"""What is kept from one start to the next: what was put comes back, and what is damaged reads as the default."""

import pytest
from PySide6.QtCore import QByteArray, QSettings

from gui.system.key_text import key_text, without_letter
from gui.system.settings import Hints, WindowSettings


@pytest.fixture
def store():
    return WindowSettings()


def again():
    """What another start of the program reads."""
    return WindowSettings()


def test_that_everything_comes_back_at_the_next_start(store, tmp_path):
    store.put("geometry", QByteArray(b"\x00\x01\xff"))
    store.put("theme", "dark")
    store.put("speed", 3)
    store.put("recent", ["a b.toml", "ü.toml"])
    store.put("one", ["only.toml"])
    store.put("folder", str(tmp_path))
    del store
    assert again().bytes("geometry") == QByteArray(b"\x00\x01\xff")
    assert again().text("theme", "light", ("light", "dark")) == "dark"
    assert again().integer("speed", 1, 5) == 3
    assert again().words("recent") == ["a b.toml", "ü.toml"]
    assert again().words("one") == ["only.toml"]
    assert again().folder("folder") == tmp_path


def test_that_what_was_never_put_reads_as_the_default(store):
    assert store.bytes("x") == QByteArray()
    assert store.text("x", "light", ("light", "dark")) == "light"
    assert store.integer("x", 2, 5) == 2
    assert store.words("x") == []
    assert store.folder("x") is None


@pytest.mark.parametrize(("kept", "read"), [(0, 0), (5, 5), (6, 2), (-1, 2), ("4", 4), ("four", 2), ("", 2), (2.5, 2), ([1, 2], 2)])
def test_that_a_number_out_of_its_range_or_none_at_all_reads_as_the_default(store, kept, read):
    store.put("speed", kept)
    assert again().integer("speed", 2, 5) == read


def test_that_a_value_of_another_kind_reads_as_the_default(store, tmp_path):
    store.put("x", "some text")
    assert again().bytes("x") == QByteArray()
    assert again().text("x", "light", ("light", "dark")) == "light"
    assert again().words("x") == ["some text"]
    assert again().folder("x") is None
    store.put("x", QByteArray(b"bytes"))
    assert again().text("x", "light", ("light", "dark")) == "light"
    assert again().words("x") == []
    assert again().folder("x") is None
    for nothing in ("", []):
        store.put("x", nothing)
        assert again().words("x") == []
        assert again().folder("x") is None
    store.put("x", ["a", "", "b"])
    assert again().words("x") == ["a", "b"]
    assert again().folder("x") is None


def test_that_a_folder_that_has_gone_or_is_a_file_is_not_given_back(store, tmp_path):
    folder, file = tmp_path / "here", tmp_path / "file"
    folder.mkdir()
    file.touch()
    store.put("x", str(folder))
    assert again().folder("x") == folder
    folder.rmdir()
    assert again().folder("x") is None
    store.put("x", str(file))
    assert again().folder("x") is None


def test_that_settings_of_another_version_are_left_alone(store, user_folders):
    store.put("speed", 3)
    assert QSettings("descent-lab", "window-1").value("speed") is not None
    assert QSettings("descent-lab", "window-2").value("speed") is None


# The names of keys


@pytest.mark.parametrize(
    ("key", "text"),
    [("Right", "→"), ("Left", "←"), ("Up", "↑"), ("Down", "↓"), ("Ctrl+Left", "Ctrl+←"), ("Shift+Up", "Shift+↑"), ("PgUp", "PgUp"),
     ("PgDown", "PgDown"), ("Space", "Space"), ("Shift+F", "Shift+F"), ("Ctrl+PgUp", "Ctrl+PgUp")],
)  # fmt: skip
def test_that_arrows_are_signs_and_other_keys_are_words(key, text):
    assert key_text(key) == text


@pytest.mark.parametrize(
    ("text", "plain"), [("&Loss", "Loss"), ("Save &as…", "Save as…"), ("열기 (&O)…", "열기…"), ("손실(&L)", "손실"), ("plain", "plain")]
)
def test_that_an_action_is_called_without_the_letter_of_its_menu(text, plain):
    assert without_letter(text) == plain


def test_that_a_hint_is_due_until_it_was_noted_also_at_the_next_start(first_start):
    hints = Hints(WindowSettings())
    assert hints.is_due("play")
    hints.note("play")
    hints.note("play")
    assert not hints.is_due("play")
    assert [Hints(again()).is_due("play"), Hints(again()).is_due("other")] == [False, True]
