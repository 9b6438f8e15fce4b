"""The guard against leaks must itself be able to fail: small test files that leak are run through it."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

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


def _run(pytester: pytest.Pytester, source: str) -> pytest.RunResult:
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(source)
    root = Path(__file__).parents[1].as_posix()
    pytester.makeini(f"[pytest]\nqt_api = pyside6\nqt_log_level_fail = WARNING\npythonpath = {root}")
    return pytester.runpytest_subprocess("-p", "no:cacheprovider")


@pytest.mark.parametrize("message", LEAKS)
def test_that_a_leak_fails_the_test_that_left_it(pytester: pytest.Pytester, message: str) -> None:
    result = _run(pytester, LEAKS[message])
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines([f"*left behind: {message}*"])


def test_that_a_tidy_test_passes(pytester: pytest.Pytester) -> None:
    _run(pytester, TIDY).assert_outcomes(passed=1)


def test_that_a_qt_warning_fails_the_test(pytester: pytest.Pytester) -> None:
    source = """
        from PySide6.QtCore import qWarning
        def test_that_warns(qapp):
            qWarning("something is wrong")
    """
    _run(pytester, source).assert_outcomes(failed=1)
