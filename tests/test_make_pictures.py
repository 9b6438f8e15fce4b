"""`make pictures` on a machine without a screen: the real window, and what the command `export` draws."""

import os
import re
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent


def make_pictures(*arguments):
    clean = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, "scripts/make_pictures.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def test_that_the_window_and_the_strips_are_drawn_where_they_are_wanted(tmp_path):
    done = make_pictures("screenshot", "rates", "--out", tmp_path / "new")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["rates.png", "screenshot.png"]
    with Image.open(tmp_path / "new" / "screenshot.png") as window:
        assert window.size == (2560, 1600)
        assert len(window.convert("RGB").getcolors(1 << 22)) > 100
    with Image.open(tmp_path / "new" / "rates.png") as strip:
        assert strip.width == 1920


def test_that_an_unknown_picture_is_answered_with_those_there_are(tmp_path):
    done = make_pictures("screenshoot", "--out", tmp_path / "new")
    assert done.returncode == 2
    assert "there is no picture screenshoot; there are screenshot, inspector, mnist, " in done.stderr
    assert not (tmp_path / "new").exists()


def test_that_the_pages_show_no_picture_that_nobody_makes():
    made = set(
        re.findall(r'^    "([\w.-]+\.(?:png|gif))":', (ROOT / "scripts" / "make_pictures.py").read_text(encoding="utf-8"), re.MULTILINE)
    )
    shown = set()
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        shown |= set(re.findall(r"!\[[^\]]*\]\((?:docs/)?([^)]+)\)", page.read_text(encoding="utf-8")))
    assert {"screenshot.png", "inspector.png", "mnist.png"} <= shown <= made
