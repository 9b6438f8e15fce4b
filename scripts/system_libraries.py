"""Looks for the system libraries and the font that Qt needs, before Qt is imported and fails with a riddle.

Where something is missing: on Debian and its relatives, as root, it is installed; otherwise the line to type is printed.
`--tests` also asks for the font that the golden pictures are drawn with.
"""

import argparse
import ctypes
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Library:
    """A shared library, and the package that brings it on each family of Linux."""

    file: str
    debian: str
    fedora: str
    arch: str


LIBRARIES = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype", "freetype2"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    Library("libX11.so.6", "libx11-6", "libX11", "libx11"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "libxcb"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "libxcb"),
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
)
FONT = Library("DejaVuSans.ttf", "fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu")
INSTALL = {"debian": "apt-get install -y", "fedora": "dnf install -y", "arch": "pacman -S --needed"}


def can_be_loaded(file: str) -> bool:
    """Whether the dynamic loader finds this library and all that it needs in turn."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def font_folders() -> tuple[Path, ...]:
    """Where a Linux desktop keeps its fonts."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data / "fonts", Path.home() / ".fonts"


def font_is_there(folders: Iterable[Path], *, exactly: bool) -> bool:
    """Whether there is any font that Qt can draw text with, or `exactly` the one of the golden pictures."""
    wanted = (FONT.file,) if exactly else ("*.ttf", "*.otf", "*.ttc")
    return any(next(folder.rglob(pattern), None) is not None for folder in folders for pattern in wanted)


def missing(loads: Callable[[str], bool], has_font: bool) -> list[Library]:
    """What Qt lacks, in the order of the table, the font last."""
    lacking = [library for library in LIBRARIES if not loads(library.file)]
    return lacking if has_font else [*lacking, FONT]


def family(os_release: str) -> str | None:
    """The family of a Linux, from the text of its os-release: "debian", "fedora", "arch", or None for another."""
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    names = " ".join(shlex.split(fields.get("ID", "")) + shlex.split(fields.get("ID_LIKE", ""))).split()
    known = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", **{name: name for name in INSTALL}}
    return next((known[name] for name in names if name in known), None)


def packages_of(lacking: Iterable[Library], family: str) -> list[str]:
    """The packages to install, each once, in the order of the table."""
    return list(dict.fromkeys(getattr(library, family) for library in lacking))


def line_to_type(lacking: Iterable[Library], family: str) -> str:
    """The whole command for a user who is not root."""
    return f"sudo {INSTALL[family]} {' '.join(packages_of(lacking, family))}"


def install_on_debian(packages: list[str], run: Callable[..., object] = subprocess.run) -> bool:
    """Install with apt-get, asking nothing and showing only errors. Whether that went well."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        run(["apt-get", "update", "-qq"], env=environment, check=True)
        run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def main(arguments: list[str] | None = None) -> int:
    """Check, install or explain. Returns 0 when Qt has what it needs."""
    parser = argparse.ArgumentParser(description="Checks that the system has what Qt needs.")
    parser.add_argument("--tests", action="store_true", help="also ask for the font of the golden pictures")
    exactly = parser.parse_args(arguments).tests
    if not sys.platform.startswith("linux"):
        return 0  # the PySide6 wheels for macOS and Windows bring all they need

    def lacking_now() -> list[Library]:
        return missing(can_be_loaded, font_is_there(font_folders(), exactly=exactly))

    lacking = lacking_now()
    if not lacking:
        return 0
    release = Path("/etc/os-release")
    kind = family(release.read_text(encoding="utf-8")) if release.exists() else None
    if kind == "debian" and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = packages_of(lacking, kind)
        print(f"Installing what Qt needs from the system: {' '.join(packages)}", flush=True)
        if install_on_debian(packages) and not (lacking := lacking_now()):
            return 0
        print("That did not succeed.", file=sys.stderr)
    if kind is None:
        names = " ".join(library.file for library in lacking)
        print(f"Qt needs these from the system. Please install the packages that bring them:\n\n    {names}\n", file=sys.stderr)
    else:
        print(f"Qt needs a few packages of the system. Please type:\n\n    {line_to_type(lacking, kind)}\n", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
