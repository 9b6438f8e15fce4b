"""Whether there is a screen, and that every command gets the folder and the file that were typed."""

import socket
from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace

import pytest

from gui.command_line import main as command_line
from gui.command_line.main import has_screen, main
from tests.helpers.small_data import small_library


class Xcb:
    """The library of the X server, as far as it is asked; it stands in for the loader too."""

    def __init__(self, error: int) -> None:
        self.asked: list[object] = []

        def connect(name: bytes, screen: None) -> int:
            self.asked.append(name)
            return 4711

        def has_error(connection: int) -> int:
            self.asked.append(connection)
            return error

        def disconnect(connection: int) -> None:
            self.asked.append("disconnect")

        self.xcb_connect, self.xcb_connection_has_error, self.xcb_disconnect = connect, has_error, disconnect

    def __call__(self, name: str) -> "Xcb":
        assert name == "libxcb.so.1"
        return self


@pytest.fixture
def on_linux(monkeypatch):
    monkeypatch.setattr(command_line, "sys", SimpleNamespace(platform="linux"))


@pytest.mark.parametrize(("error", "answers"), [(0, True), (1, False), (5, False)])
def test_that_an_x_server_is_there_if_it_takes_a_connection_which_is_closed_again(error, answers):
    xcb = Xcb(error)
    assert command_line._x_server_answers(":0", xcb) is answers
    assert xcb.asked == [b":0", 4711, "disconnect"]


def test_that_without_a_name_no_x_server_is_asked_and_without_xcb_qt_is_left_to_try():
    def missing(name):
        raise OSError(name)

    assert not command_line._x_server_answers("", lambda _: pytest.fail("asked"))
    assert command_line._x_server_answers(":0", missing)


@pytest.mark.usefixtures("on_linux")
def test_that_a_wayland_screen_is_a_socket_in_the_folder_of_the_session(tmp_path):
    named = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert not has_screen(named)
    (tmp_path / "wayland-0").write_text("a file")
    assert not has_screen(named)
    (tmp_path / "wayland-0").unlink()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        assert has_screen(named)
        assert not has_screen(named | {"XDG_RUNTIME_DIR": str(tmp_path / "none")})
        assert not has_screen({"WAYLAND_DISPLAY": "wayland-0"})
        assert not has_screen({"XDG_RUNTIME_DIR": str(tmp_path)})


@pytest.mark.usefixtures("on_linux")
def test_that_either_screen_will_do(monkeypatch):
    monkeypatch.setattr(command_line, "_wayland_answers", lambda _: False)
    monkeypatch.setattr(command_line, "_x_server_answers", lambda display: display == ":1")
    assert [has_screen(each) for each in ({"DISPLAY": ":1"}, {"DISPLAY": ":2"}, {})] == [True, False, False]
    monkeypatch.setattr(command_line, "_wayland_answers", lambda _: True)
    assert has_screen({})


def test_that_a_platform_that_was_asked_for_is_believed_and_elsewhere_there_is_a_screen(monkeypatch):
    for platform, environment, there in (
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {}, False),
        ("darwin", {}, True),
        ("win32", {}, True),
    ):
        monkeypatch.setattr(command_line, "sys", SimpleNamespace(platform=platform))
        assert has_screen(environment) is there


@pytest.mark.parametrize(
    ("typed", "place", "file"),
    [
        (["run", "race.toml", "--out", "out"], "gui.command_line.run.run", Path("race.toml")),
        (["export", "race.toml", "--csv", "a.csv"], "gui.command_line.export.export", "race.toml"),
        (["open", "race.toml"], "gui.command_line.no_screen.draw_instead", Path("race.toml")),
        (["open", "race.toml"], "gui.app.open_window", Path("race.toml")),
        ([], "gui.command_line.no_screen.draw_instead", None),
        ([], "gui.app.open_window", None),
        (["data"], "gui.command_line.data.carry_out_data", None),
    ],
)
def test_that_every_command_gets_the_data_folder_and_its_file_and_its_code_is_the_programs(tmp_path, monkeypatch, typed, place, file):
    small_library(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    got = []
    monkeypatch.setattr(place, lambda *arguments: got.extend(arguments) or 7)
    monkeypatch.setattr(command_line, "has_screen", lambda: "open_window" in place)
    assert main(["--data", "~/data", *typed]) == 7
    (library,) = (each for each in got if hasattr(each, "entries"))
    assert library.is_found("small")
    first = next(each for each in got if each is not library)
    assert (vars(first).get("file") if isinstance(first, Namespace) else first) == file


def test_that_data_may_be_fetched_into_a_folder_that_is_not_there_yet(tmp_path, monkeypatch):
    folders = []
    monkeypatch.setattr("gui.command_line.data.carry_out_data", lambda options, library: folders.append(library.download_folder) or 0)
    assert main(["--data", str(tmp_path / "new"), "data", "fetch", "mnist"]) == 0
    assert folders == [tmp_path / "new" / "mnist"]
    assert main(["--data", str(tmp_path / "new"), "data", "verify"]) == 2


def test_that_a_library_that_cannot_be_loaded_and_ctrl_c_are_each_a_sentence(monkeypatch, capsys):
    def fail_by(error):
        def fail():
            raise error

        return fail

    for error, code, sentence in (
        (ImportError("no libEGL"), 1, "A library cannot be loaded: no libEGL. “make run” "),
        (KeyboardInterrupt(), 130, "Interrupted; nothing was written.\n"),
    ):
        monkeypatch.setattr(command_line, "optimizers_text", fail_by(error))
        assert main(["optimizers"]) == code
        text, complaint = capsys.readouterr()
        assert (text, complaint.count("\n")) == ("", 1)
        assert complaint.startswith(sentence)
