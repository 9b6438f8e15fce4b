"""The guard against leaks must itself be able to fail: small test files that leak are run through it, all in one process."""

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

LEAKS = {
    "QTimer every 5000 ms": """
        from PySide6.QtCore import QTimer
        kept = []
        def test_that_leaks(qapp):
            kept.append(QTimer())
            kept[0].start(5000)
    """,
    "running QThread slow": """
        from PySide6.QtCore import QThread
        kept = []
        def test_that_leaks(qapp):
            kept.append(QThread())
            kept[0].setObjectName("slow")
            kept[0].start()
    """,
    "Python thread slow": """
        import threading, time
        def test_that_leaks():
            threading.Thread(target=time.sleep, args=(1.8,), name="slow").start()
    """,
    "visible QLabel": """
        from PySide6.QtWidgets import QLabel
        kept = []
        def test_that_leaks(qapp):
            kept.append(QLabel("left"))
            kept[0].show()
    """,
    "pressed LeftButton": """
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QLabel
        def test_that_leaks(qtbot):
            label = QLabel("held")
            qtbot.addWidget(label)
            label.show()
            QTest.mousePress(label, Qt.MouseButton.LeftButton)
    """,
}
TIDY = """
    import threading
    from pathlib import Path
    from PySide6.QtCore import QSettings, QThread, QTimer
    from PySide6.QtWidgets import QLabel

    def test_that_everything_is_stopped(qtbot, user_folders):
        label = QLabel("shown")
        qtbot.addWidget(label)
        QTimer(label).start(5000)
        label.show()
        thread = QThread()
        thread.start()
        worker = threading.Thread(target=int)
        worker.start()
        thread.quit()
        assert thread.wait(5000)
        settings = QSettings("Example", "Example")
        settings.setValue("key", 1)
        settings.sync()
        assert user_folders in Path(settings.fileName()).parents
"""


WARNING = """
    from PySide6.QtCore import qWarning
    def test_that_warns(qapp):
        qWarning("something is wrong")
"""
LOOKS = """
    from gui.style.application import application_scale, apply_theme
    from gui.style.theme import DARK

    def test_that_everything_looks_otherwise(qapp):
        apply_theme(qapp, DARK.enlarged(1.5))

    def test_that_it_looks_as_usual(qapp):
        assert (qapp.styleSheet(), application_scale()) == ("", 1.0)
        assert qapp.palette() == qapp.style().standardPalette()
"""
SOURCES = {**LEAKS, "tidy": TIDY, "warning": WARNING, "looks": LOOKS}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of all these files, one line for what a test did and one for what it left."""
    folder = tmp_path_factory.mktemp("guarded")
    conftest = Path(__file__).with_name("conftest.py")
    (folder / "conftest.py").write_text(conftest.read_text(encoding="utf-8"), encoding="utf-8")
    for name, source in SOURCES.items():
        (folder / f"test_{_slug(name)}.py").write_text(textwrap.dedent(source), encoding="utf-8")
    ini = f"[pytest]\nqt_api = pyside6\nqt_log_level_fail = WARNING\npythonpath = {conftest.parents[1].as_posix()}"
    (folder / "pytest.ini").write_text(ini, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider"]
    environment = {**os.environ, "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


def _outcomes(said: str, name: str) -> dict[str, str]:
    """What became of the test of this name, and the reason."""
    return dict(re.findall(rf"^(PASSED|FAILED|ERROR) test_{_slug(name)}\.py::\S+(.*)$", said, re.MULTILINE))


def _slug(name: str) -> str:
    return name.replace(" ", "_")


@pytest.mark.parametrize("message", LEAKS)
def test_that_a_leak_fails_the_test_that_left_it(said: str, message: str) -> None:
    outcomes = _outcomes(said, message)
    assert set(outcomes) == {"PASSED", "ERROR"}, said
    assert f"left behind: {message}" in outcomes["ERROR"]


def test_that_a_tidy_test_passes(said: str) -> None:
    assert set(_outcomes(said, "tidy")) == {"PASSED"}, said


def test_that_a_qt_warning_fails_the_test(said: str) -> None:
    assert set(_outcomes(said, "warning")) == {"FAILED"}, said


def test_that_no_theme_lasts_longer_than_its_test(said: str) -> None:
    assert set(_outcomes(said, "looks")) == {"PASSED"}, said
