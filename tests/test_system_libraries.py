"""What is asked for, and how it is said, on machines that we pretend to be."""

from pathlib import Path

import pytest

from scripts import system_libraries
from scripts.system_libraries import FONT, LIBRARIES, family, font_is_there, install_on_debian, line_to_type, missing, packages_of

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
ROCKY = 'ID="rocky"\nID_LIKE="rhel centos fedora"\n'
BARE_DEBIAN_12 = """
    libegl1 libgl1 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3 libxkbcommon0 libx11-6 libxcb-cursor0 libxcb-icccm4
    libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxcb-image0 libxcb-randr0 libxcb-render-util0 libxcb-sync1 libxcb-xfixes0
    libx11-xcb1 libxkbcommon-x11-0 fonts-dejavu-core
"""


class PretendedMachine:
    """A Linux whose loader finds all but some libraries, until apt-get has run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, os_release: str, root: bool, absent: set[str], apt_works: bool = True) -> None:
        self.absent = absent
        self.apt_works = apt_works
        self.installed: list[str] = []
        monkeypatch.setattr(system_libraries.sys, "platform", "linux")
        monkeypatch.setattr(system_libraries, "can_be_loaded", lambda file: file not in self.absent)
        monkeypatch.setattr(system_libraries, "font_is_there", lambda folders, exactly: FONT.file not in self.absent)
        monkeypatch.setattr(system_libraries, "install_on_debian", self._install)
        monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 0 if root else 1000, raising=False)
        monkeypatch.setattr(system_libraries.shutil, "which", lambda name: name)
        monkeypatch.setattr(Path, "exists", lambda path: True)
        monkeypatch.setattr(Path, "read_text", lambda path, encoding: os_release)

    def _install(self, packages: list[str]) -> bool:
        self.installed += packages
        if self.apt_works:
            self.absent.clear()
        return self.apt_works


def test_that_a_bare_debian_is_asked_for_the_whole_list() -> None:
    assert packages_of(missing(lambda file: False, has_font=False), "debian") == BARE_DEBIAN_12.split()


def test_that_a_complete_machine_is_asked_for_nothing() -> None:
    assert missing(lambda file: True, has_font=True) == []


def test_that_only_what_is_missing_is_named() -> None:
    lacking = missing(lambda file: file not in {"libEGL.so.1", "libxcb-cursor.so.0"}, has_font=False)
    assert line_to_type(lacking, "debian") == "sudo apt-get install -y libegl1 libxcb-cursor0 fonts-dejavu-core"


def test_that_a_package_that_brings_several_libraries_is_named_once() -> None:
    assert packages_of(LIBRARIES, "arch").count("libxcb") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [(DEBIAN, "debian"), ("ID=ubuntu", "debian"), (MINT, "debian"), (ROCKY, "fedora"), ("ID=arch", "arch"), ("ID=void", None), ("", None)],
)
def test_that_the_family_of_a_linux_is_known_from_its_os_release(text: str, expected: str | None) -> None:
    assert family(text) == expected


def test_that_any_font_will_do_for_a_window_but_not_for_golden_pictures(tmp_path: Path) -> None:
    folders = [tmp_path / "absent", tmp_path / "fonts"]
    assert not font_is_there(folders, exactly=False)
    (tmp_path / "fonts/noto").mkdir(parents=True)
    (tmp_path / "fonts/noto/NotoSans-Regular.otf").touch()
    assert font_is_there(folders, exactly=False)
    assert not font_is_there(folders, exactly=True)
    (tmp_path / "fonts/noto/DejaVuSans.ttf").touch()
    assert font_is_there(folders, exactly=True)


def test_that_the_loader_is_asked_for_real() -> None:
    assert not system_libraries.can_be_loaded("libthat-nobody-has.so.99")


def test_that_nothing_is_said_or_installed_when_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = PretendedMachine(monkeypatch, os_release=DEBIAN, root=True, absent=set())
    assert system_libraries.main([]) == 0
    assert machine.installed == []
    assert capsys.readouterr() == ("", "")


def test_that_root_on_debian_gets_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = PretendedMachine(monkeypatch, os_release=DEBIAN, root=True, absent={"libEGL.so.1", FONT.file})
    assert system_libraries.main([]) == 0
    assert machine.installed == ["libegl1", "fonts-dejavu-core"]


def test_that_a_failed_installation_ends_in_the_line_to_type(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    PretendedMachine(monkeypatch, os_release=DEBIAN, root=True, absent={"libEGL.so.1"}, apt_works=False)
    assert system_libraries.main([]) == 1
    assert "    sudo apt-get install -y libegl1\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("os_release", "line"),
    [
        (DEBIAN, "sudo apt-get install -y libegl1"),
        (ROCKY, "sudo dnf install -y libglvnd-egl"),
        ("ID=arch", "sudo pacman -S --needed libglvnd"),
        ("ID=void", "libEGL.so.1"),
    ],
)
def test_that_a_user_who_is_not_root_is_told_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], os_release: str, line: str
) -> None:
    machine = PretendedMachine(monkeypatch, os_release=os_release, root=False, absent={"libEGL.so.1"})
    assert system_libraries.main([]) == 1
    assert machine.installed == []
    assert f"    {line}\n" in capsys.readouterr().err


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_that_other_systems_have_nothing_to_do(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    PretendedMachine(monkeypatch, os_release="", root=False, absent={"libEGL.so.1"})
    monkeypatch.setattr(system_libraries.sys, "platform", platform)
    assert system_libraries.main([]) == 0


def test_that_apt_get_is_updated_first_and_asks_nothing() -> None:
    calls: list[tuple[list[str], str]] = []
    assert install_on_debian(["libegl1"], run=lambda command, env, **_: calls.append((command, env["DEBIAN_FRONTEND"])))
    assert [command[1] for command, _ in calls] == ["update", "install"]
    assert {"-y", "libegl1"} <= set(calls[1][0])
    assert {frontend for _, frontend in calls} == {"noninteractive"}


def test_that_a_failing_apt_get_is_reported() -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError

    assert not install_on_debian(["libegl1"], run=fail)
