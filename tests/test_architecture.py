"""The architecture, enforced; every check is shown to find a fault that was planted in a small tree."""

import gc
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.helpers.architecture import (
    LONGEST_FILE,
    attributes_set_from_outside,
    files_in_the_flat,
    import_circles,
    imports_of_tests,
    long_files,
    nodes_of,
    prints_and_global_chance_in_core,
    private_parts_of_others,
    qt_loaded_by_core,
    questions_to_oneself,
    threads_by_hand,
    untranslated_words,
    upward_imports,
    waits_for_nothing,
    wrong_imports,
)

ROOT = Path(__file__).resolve().parent.parent

CHECKS = (
    wrong_imports,
    upward_imports,
    import_circles,
    files_in_the_flat,
    private_parts_of_others,
    attributes_set_from_outside,
    questions_to_oneself,
    prints_and_global_chance_in_core,
    untranslated_words,
    threads_by_hand,
    imports_of_tests,
    waits_for_nothing,
    long_files,
    qt_loaded_by_core,
)


@pytest.fixture(scope="module", autouse=True)
def parsed_once() -> Iterator[None]:
    """All checks share the trees, in which there is no garbage to look for, and nothing after them has to carry them."""
    gc.disable()
    yield
    nodes_of.cache_clear()
    gc.enable()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_that_the_tree_has_none_of(check: Callable[[Path], list[str]]) -> None:
    assert check(ROOT) == []


SOUND = {
    "core/text.py": "def tr(text): return text",
    "core/experiment/run.py": """
        import numpy as np
        from core.text import tr
        rng = np.random.default_rng(0)
        rng.normal()
        tr("diverged")
        class Run:
            def twin(self):
                twin = Run()
                twin._rows = self._rows._replace(first=0)
                self._rows = ()
                self.step = twin.step = 0
    """,
    "core/number_text.py": "from core.text import tr",
    "tests/gui/test_a.py": """
        from tests.helpers.window import press
        def test_that_it_is_shown(qtbot):
            with qtbot.waitActive(window):
                window.show()
    """,
    "gui/app.py": "",
    "gui/canvas/b.py": "",
    "gui/plots/a.py": """
        from gui.canvas import b
        from PySide6.QtWidgets import QLabel
        QLabel("η")
        label.setText(tr("step {k}").format(k=3))
        label.setObjectName("play")
        action.setText(tr(spec.title) if spec else "")
        number.setText(f"{value:.3g}")
        option.rect = 3
    """,
    "gui/plots/b.py": "x = 1\n" * (LONGEST_FILE - 1),
    "gui/training/trainer.py": "from PySide6.QtCore import QThread",
    "main.py": """
        import core.experiment.run
        def window():
            from gui.plots.a import x
    """,
}


FAULTS = [
    (wrong_imports, "core/experiment/run.py", "from PySide6.QtCore import QObject", "core/experiment/run.py:1 imports PySide6"),
    (wrong_imports, "core/deep/run.py", "def late():\n    import pyqtgraph.exporters", "core/deep/run.py:2 imports pyqtgraph"),
    (wrong_imports, "core/experiment/run.py", "from gui.style.theme import LIGHT", "core/experiment/run.py:1 imports gui"),
    (wrong_imports, "core/experiment/run.py", "import threading", "core/experiment/run.py:1 imports threading"),
    (wrong_imports, "core/experiment/run.py", "from . import gui", "core/experiment/run.py:1 imports (relative)"),
    (wrong_imports, "gui/window.py", "import main", "gui/window.py:1 imports main"),
    (wrong_imports, "main.py", "if True:\n    import PySide6", "main.py:2 imports PySide6"),
    (
        upward_imports,
        "gui/canvas/a.py",
        "from gui.plots import b",
        "gui/canvas/a.py:1 imports gui.plots.b from above",
    ),
    (upward_imports, "gui/plots/b.py", "def late():\n    import gui.app", "gui/plots/b.py:2 imports gui.app from above"),
    (
        upward_imports,
        "core/data/a.py",
        "if TYPE_CHECKING:\n    from core.experiment.run import Run",
        "core/data/a.py:2 imports core.experiment.run from above",
    ),
    (import_circles, "core/text.py", "from core import number_text", "core.number_text → core.text → core.number_text"),
    (import_circles, "gui/canvas/b.py", "def late():\n    from gui.plots.a import x", "gui.canvas.b → gui.plots.a → gui.canvas.b"),
    (import_circles, "core/text.py", "if TYPE_CHECKING:\n    import core.number_text", "core.number_text → core.text → core.number_text"),
    (files_in_the_flat, "gui/a.py", "", "gui/a.py lies in no room"),
    (files_in_the_flat, "core/a.py", "", "core/a.py lies in no room"),
    (private_parts_of_others, "core/a.py", "run._path = 3", "core/a.py:1 reaches into run._path"),
    (private_parts_of_others, "gui/a.py", "x = self.canvas._snapshot", "gui/a.py:1 reaches into self.canvas._snapshot"),
    (
        private_parts_of_others,
        "gui/a.py",
        "class A:\n    def twin(self, other):\n        return other._rows",
        "gui/a.py:3 reaches into other._rows",
    ),
    (attributes_set_from_outside, "gui/a.py", "experiment.step = 3", "gui/a.py:1 sets experiment.step from outside"),
    (attributes_set_from_outside, "gui/a.py", "self.feed.step, x = 3, 4", "gui/a.py:1 sets self.feed.step from outside"),
    (questions_to_oneself, "gui/a.py", "if hasattr(self, 'cards'): pass", "gui/a.py:1 asks itself: hasattr(self, 'cards')"),
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
    (imports_of_tests, "tests/gui/test_a.py", "from tests.gui.test_b import window", "tests/gui/test_a.py:1 imports test_b"),
    (imports_of_tests, "tests/gui/test_a.py", "from tests.gui.conftest import opened", "tests/gui/test_a.py:1 imports conftest"),
    (imports_of_tests, "tests/gui/test_a.py", "from tests.gui import test_b", "tests/gui/test_a.py:1 imports test_b"),
    (waits_for_nothing, "tests/gui/test_a.py", "qtbot.waitActive(window)", "tests/gui/test_a.py:1 waits for nothing: waitActive"),
    (long_files, "tests/gui/test_a.py", "x = 1\n" * LONGEST_FILE, "tests/gui/test_a.py has 400 lines"),
    (long_files, "gui/a.py", "x = 1\n" * LONGEST_FILE, "gui/a.py has 400 lines"),
    (qt_loaded_by_core, "core/a.py", "import importlib; importlib.import_module('PySide6')", "core loads PySide6"),
]


@pytest.mark.parametrize(("check", "file", "source", "fault"), FAULTS, ids=[f"{check.__name__}-{fault}" for check, _, _, fault in FAULTS])
def test_that_a_planted_fault_is_found(tmp_path: Path, check: Callable[[Path], list[str]], file: str, source: str, fault: str) -> None:
    for path, text in (SOUND | {file: source}).items():
        _plant(tmp_path, path, text)
    assert check(tmp_path) == [fault]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_that_a_sound_tree_has_no_fault(tmp_path: Path, check: Callable[[Path], list[str]]) -> None:
    for file, source in SOUND.items():
        _plant(tmp_path, file, source)
    assert check(tmp_path) == []


def _plant(root: Path, file: str, source: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(source), encoding="utf-8")
