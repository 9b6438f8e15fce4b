"""The plan of the house, enforced: main → gui → core, no printing or global chance in core, translated words, small files.

Every check is a function of a source tree, and is shown here to find a fault that was planted in a small tree.
"""

import ast
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
QT = frozenset({"PySide6", "shiboken6", "pyqtgraph", "qtawesome", "qtpy"})
ENTRANCES = {"PySide6", "pyqtgraph"}  # no Qt module is loaded without one of these
FORBIDDEN_IMPORTS = {
    "core": QT | {"gui", "main", "threading", "concurrent", "multiprocessing"},
    "gui": frozenset({"main"}),
    "resources": QT | {"core", "gui", "main"},
    "main.py": QT,
}
STARTERS = frozenset({"QThread", "QThreadPool", "QRunnable", "Thread", "Timer", "ThreadPoolExecutor", "start_new_thread"})
# The last one has no window, and no event loop that could bring words from a thread.
MAY_START_A_THREAD = {"gui/widgets/background_task.py", "gui/training/trainer.py", "gui/command_line/terminal.py"}
LONGEST_FILE = 400
# fmt: off
SHOWN_BY = frozenset({
    "setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setTitle", "setPlaceholderText", "showMessage",
    "setAccessibleName", "setAccessibleDescription", "setPrefix", "setSuffix", "setSpecialValueText", "setLabel", "setLabelText",
    "setInformativeText", "setDetailedText", "setItemText", "setTabText", "addItem", "addItems", "addTab", "addMenu", "addAction",
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QDockWidget", "QMenu", "QAction", "addButton",
    "critical", "question", "getSaveFileName", "getOpenFileName", "getExistingDirectory",
})
# fmt: on
A_WORD = re.compile(r"[^\W\d_]{2,}")


def _sources(root: Path, room: str) -> Iterator[tuple[Path, ast.Module]]:
    top = root / room
    for path in sorted(top.rglob("*.py")) if top.is_dir() else [top] * top.exists():
        yield path, ast.parse(path.read_text(encoding="utf-8"), str(path))


def _place(root: Path, path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(root).as_posix()}:{getattr(node, 'lineno', 1)}"


def wrong_imports(root: Path) -> list[str]:
    """Imports against the direction of the arrows, wherever in a file they stand."""
    faults = []
    for room, forbidden in FORBIDDEN_IMPORTS.items():
        for path, tree in _sources(root, room):
            for node in ast.walk(tree):
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    names = [node.module or ""] if not node.level else ["(relative)"]
                else:
                    continue
                wrong = {name.split(".")[0] for name in names} & (forbidden | {"(relative)"})
                faults += [f"{_place(root, path, node)} imports {name}" for name in sorted(wrong)]
    return faults


def prints_and_global_chance_in_core(root: Path) -> list[str]:
    """Calls of print, and of the functions of np.random that share one hidden state."""
    own_state = {"RandomState", "Generator", "default_rng", "SeedSequence", "Philox", "PCG64", "PCG64DXSM", "BitGenerator"}
    faults = []
    for path, tree in _sources(root, "core"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id == "print":
                faults.append(f"{_place(root, path, node)} prints")
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"np.random", "numpy.random"} and node.attr not in own_state:
                faults.append(f"{_place(root, path, node)} uses global chance: {node.attr}")
            if isinstance(node, ast.Import) and any(alias.name == "random" for alias in node.names):
                faults.append(f"{_place(root, path, node)} uses global chance: random")
    return faults


def untranslated_words(root: Path) -> list[str]:
    """Words that gui shows without `tr`, and calls of `tr` that no translator could know."""
    faults = []
    for room in ("core", "gui"):
        for path, tree in _sources(root, room):
            for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
                name = _called(call)
                arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
                if name == "tr" and not (len(arguments) == 1 and _is_known_before_running(arguments[0])):
                    faults.append(f"{_place(root, path, call)} tr() of something put together: {ast.unparse(call)}")
                if name in SHOWN_BY and room == "gui":
                    words = [text for argument in arguments for text in _literals(argument) if A_WORD.search(text)]
                    faults += [f"{_place(root, path, call)} shows without tr(): {text!r}" for text in words]
    return faults


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""


def _is_known_before_running(argument: ast.expr) -> bool:
    """A plain literal, or data that was marked where it stands: a name, an attribute, an item, a choice of these."""
    if isinstance(argument, ast.IfExp):
        return _is_known_before_running(argument.body) and _is_known_before_running(argument.orelse)
    return isinstance(argument, (ast.Constant, ast.Name, ast.Attribute, ast.Subscript))


def _literals(expression: ast.expr) -> Iterator[str]:
    """The text that `expression` may become; what another call makes of its own arguments is not looked into."""
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.BoolOp(values=parts):
            for part in parts:
                yield from _literals(part)
        case ast.FormattedValue(value=part) | ast.NamedExpr(value=part) | ast.Starred(value=part):
            yield from _literals(part)
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            yield from _literals(one)
            yield from _literals(other)
        case ast.Call(func=ast.Attribute(value=text)):  # "…".format(…)
            yield from _literals(text)


def threads_by_hand(root: Path) -> list[str]:
    """What starts a thread, outside the few files that do it for all."""
    faults = []
    for path, tree in _sources(root, "gui"):
        if path.relative_to(root).as_posix() in MAY_START_A_THREAD:
            continue
        for node in ast.walk(tree):
            names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
            names |= {node.attr} if isinstance(node, ast.Attribute) else set()
            faults += [f"{_place(root, path, node)} starts a thread by hand: {name}" for name in sorted(names & STARTERS)]
    return faults


def long_files(root: Path) -> list[str]:
    """Files that have grown past the size in which one idea fits."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for room in ("core", "gui") for path, _ in _sources(root, room)}
    return [f"{path.relative_to(root).as_posix()} has {length} lines" for path, length in lengths.items() if length >= LONGEST_FILE]


def qt_loaded_by_core(root: Path) -> list[str]:
    """What a fresh Python has of Qt after importing every module of core."""
    modules = [".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__") for path, _ in _sources(root, "core")]
    assert modules
    script = f"import sys\nfor name in {modules!r}: __import__(name)\nprint(*sorted({ENTRANCES!r} & set(sys.modules)))"
    # -P and PYTHONPATH: exactly this tree, whatever folder the tests were started from and whatever is installed.
    environment = {**os.environ, "PYTHONPATH": str(root)}
    result = subprocess.run([sys.executable, "-P", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return [f"core loads {name}" for name in result.stdout.split()]


CHECKS = (wrong_imports, prints_and_global_chance_in_core, untranslated_words, threads_by_hand, long_files, qt_loaded_by_core)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_that_the_tree_has_none_of(check: Callable[[Path], list[str]]) -> None:
    assert check(ROOT) == []


FAULTS = [
    (wrong_imports, "core/experiment/run.py", "from PySide6.QtCore import QObject", "core/experiment/run.py:1 imports PySide6"),
    (wrong_imports, "core/deep/run.py", "def late():\n    import pyqtgraph.exporters", "core/deep/run.py:2 imports pyqtgraph"),
    (wrong_imports, "core/experiment/run.py", "from gui.style.theme import LIGHT", "core/experiment/run.py:1 imports gui"),
    (wrong_imports, "core/experiment/run.py", "import threading", "core/experiment/run.py:1 imports threading"),
    (wrong_imports, "core/experiment/run.py", "from . import gui", "core/experiment/run.py:1 imports (relative)"),
    (wrong_imports, "gui/window.py", "import main", "gui/window.py:1 imports main"),
    (wrong_imports, "main.py", "if True:\n    import PySide6", "main.py:2 imports PySide6"),
    (prints_and_global_chance_in_core, "core/experiment/run.py", "print(1)", "core/experiment/run.py:1 prints"),
    (
        prints_and_global_chance_in_core,
        "core/experiment/run.py",
        "x = np.random.normal()",
        "core/experiment/run.py:1 uses global chance: normal",
    ),
    (
        prints_and_global_chance_in_core,
        "core/experiment/run.py",
        "numpy.random.seed(0)",
        "core/experiment/run.py:1 uses global chance: seed",
    ),
    (prints_and_global_chance_in_core, "core/experiment/run.py", "import random", "core/experiment/run.py:1 uses global chance: random"),
    (untranslated_words, "gui/a.py", "button.setText('Play')", "gui/a.py:1 shows without tr(): 'Play'"),
    (untranslated_words, "gui/a.py", "QtWidgets.QLabel('Seed', parent=self)", "gui/a.py:1 shows without tr(): 'Seed'"),
    (untranslated_words, "gui/a.py", "label.setText(f'step {k}')", "gui/a.py:1 shows without tr(): 'step '"),
    (untranslated_words, "gui/a.py", "label.setText('step {}'.format(k))", "gui/a.py:1 shows without tr(): 'step {}'"),
    (untranslated_words, "gui/a.py", "a.setToolTip('Stop' if on else tr('Go'))", "gui/a.py:1 shows without tr(): 'Stop'"),
    (untranslated_words, "gui/a.py", "menu.addAction(icon('mdi6.play'), tr('Play') + ' now')", "gui/a.py:1 shows without tr(): ' now'"),
    (untranslated_words, "core/a.py", "tr(f'step {k}')", "core/a.py:1 tr() of something put together: tr(f'step {k}')"),
    (untranslated_words, "gui/a.py", "tr('step {k}'.format(k=3))", "gui/a.py:1 tr() of something put together: tr('step {k}'.format(k=3))"),
    (threads_by_hand, "gui/a.py", "from PySide6.QtCore import QObject, QThread", "gui/a.py:1 starts a thread by hand: QThread"),
    (threads_by_hand, "gui/a.py", "threading.Timer(1, print).start()", "gui/a.py:1 starts a thread by hand: Timer"),
    (long_files, "gui/a.py", "x = 1\n" * LONGEST_FILE, "gui/a.py has 400 lines"),
    (qt_loaded_by_core, "core/a.py", "import importlib; importlib.import_module('PySide6')", "core loads PySide6"),
]


@pytest.mark.parametrize(("check", "file", "source", "fault"), FAULTS, ids=[f"{check.__name__}-{fault}" for check, _, _, fault in FAULTS])
def test_that_a_planted_fault_is_found(tmp_path: Path, check: Callable[[Path], list[str]], file: str, source: str, fault: str) -> None:
    _plant(tmp_path, file, source)
    assert check(tmp_path) == [fault]


SOUND = {
    "core/text.py": "def tr(text): return text",
    "core/experiment/run.py": """
        import numpy as np
        from core.text import tr
        rng = np.random.default_rng(0)
        rng.normal()
        tr("diverged")
    """,
    "gui/a.py": """
        from PySide6.QtWidgets import QLabel
        QLabel("η")
        label.setText(tr("step {k}").format(k=3))
        label.setObjectName("play")
        action.setText(tr(spec.title) if spec else "")
        number.setText(f"{value:.3g}")
    """,
    "gui/b.py": "x = 1\n" * (LONGEST_FILE - 1),
    "gui/training/trainer.py": "from PySide6.QtCore import QThread",
    "main.py": """
        import core.experiment.run
        def window():
            from gui.a import x
    """,
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_that_a_sound_tree_has_no_fault(tmp_path: Path, check: Callable[[Path], list[str]]) -> None:
    for file, source in SOUND.items():
        _plant(tmp_path, file, source)
    assert check(tmp_path) == []


def _plant(root: Path, file: str, source: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(source), encoding="utf-8")
