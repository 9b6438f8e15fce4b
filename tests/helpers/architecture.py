"""The architecture, enforced: rooms that import downward only, no printing or global chance in core, translated words, small files.

Every check is a function of a source tree and gives the faults that it finds.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

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
# From top to bottom: a room imports those below it. What lies in the flat of core imports only what stands behind it.
ROOMS = (
    "gui.command_line", "gui.app", "gui.window", "gui.files", "gui.lessons", "gui.experiment",
    "gui.export.film", "gui.export.numbers", "gui.export.picture", "gui.export", "gui.export.formats",
    "gui.network", "gui.inspector", "gui.weight_plane", "gui.parameters", "gui.timeline",
    "gui.plots", "gui.canvas", "gui.widgets", "gui.training", "gui.style", "gui.system", "gui",
    "core.formats", "core.numbers", "core.steps", "core.lessons", "core.analysis", "core.sweeps", "core.experiment", "core.problems",
    "core.expressions", "core.optimizers", "core.data", "core.functions", "core.plotting",
    "core.view", "core.geometry", "core.number_text", "core.hyperparameters", "core.files", "core.process", "core.text", "core",
)
FLAT = {
    "gui": {"__init__", "app"},
    "core": {"__init__", "view", "geometry", "hyperparameters", "number_text", "files", "process", "text"},
}
SHOWN_BY = frozenset({
    "setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setTitle", "setPlaceholderText", "showMessage",
    "setAccessibleName", "setAccessibleDescription", "setPrefix", "setSuffix", "setSpecialValueText", "setLabel", "setLabelText",
    "setInformativeText", "setDetailedText", "setItemText", "setTabText", "addItem", "addItems", "addTab", "addMenu", "addAction",
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QDockWidget", "QMenu", "QAction", "addButton",
    "critical", "question", "getSaveFileName", "getOpenFileName", "getExistingDirectory",
})
# fmt: on
# Named tuples and argparse call some of their public names as if they were private.
PUBLIC_IN_SPITE = {"_replace", "_asdict", "_fields"}
MANAGERS_OF_WAITS = {"waitActive", "waitExposed", "waitSignal", "waitSignals", "waitCallback", "assertNotEmitted"}
# Counts the tests of what captions claim, and runs them to learn which numbers they account for.
READS_TESTS = {"tests/core/lessons/test_shipped_lessons.py"}
A_WORD = re.compile(r"[^\W\d_]{2,}")


def _sources(root: Path, room: str) -> Iterator[tuple[Path, tuple[ast.AST, ...]]]:
    top = root / room
    for path in sorted(top.rglob("*.py")) if top.is_dir() else [top] * top.exists():
        yield path, nodes_of(path, path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path, text: str) -> tuple[ast.AST, ...]:
    """All nodes of a file's tree: to walk through it takes longer than to parse it.

    Who asks for all of the house forgets them after: a million objects make every collection of garbage a second long.
    """
    return tuple(ast.walk(ast.parse(text, str(path))))


def _place(root: Path, path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(root).as_posix()}:{getattr(node, 'lineno', 1)}"


def wrong_imports(root: Path) -> list[str]:
    """Imports against the direction of the arrows, wherever in a file they stand."""
    faults = []
    for room, forbidden in FORBIDDEN_IMPORTS.items():
        for path, nodes in _sources(root, room):
            for node in nodes:
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    names = [node.module or ""] if not node.level else ["(relative)"]
                else:
                    continue
                wrong = {name.split(".")[0] for name in names} & (forbidden | {"(relative)"})
                faults += [f"{_place(root, path, node)} imports {name}" for name in sorted(wrong)]
    return faults


def _imports(root: Path) -> dict[str, dict[str, str]]:
    """Of every module of core and gui, those that it imports, each with the place: at its top, late, or for types alone."""
    modules = {_module(root, path): (path, nodes) for room in ("core", "gui") for path, nodes in _sources(root, room)}
    found: dict[str, dict[str, str]] = {module: {} for module in modules}
    for module, (path, nodes) in modules.items():
        for node in nodes:
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                named = [f"{node.module}.{alias.name}" for alias in node.names]
                names = [name if name in modules else node.module for name in named]
            for name in names:
                if name in modules and name != module:
                    found[module].setdefault(name, _place(root, path, node))
    return found


def _module(root: Path, path: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _room(module: str) -> str:
    return max((room for room in ROOMS if f"{module}.".startswith(f"{room}.")), key=len)


def upward_imports(root: Path) -> list[str]:
    """Imports of a room from one below it, also those that are late or for types alone."""
    return [
        f"{place} imports {wanted} from above"
        for module, wanteds in _imports(root).items()
        for wanted, place in wanteds.items()
        if ROOMS.index(_room(wanted)) < ROOMS.index(_room(module))
    ]


def import_circles(root: Path) -> list[str]:
    """The shortest way back to itself of every module that has one; of each circle the first alone."""
    imports = _imports(root)
    faults, told = [], set[str]()
    for module in sorted(imports):
        circle = [] if module in told else _way_back(imports, module)
        told |= set(circle)
        faults += [" → ".join(circle)] * bool(circle)
    return faults


def _way_back(imports: Mapping[str, Iterable[str]], start: str) -> list[str]:
    ways, seen = [[start]], set[str]()
    for way in ways:
        for wanted in imports[way[-1]]:
            if wanted == start:
                return [*way, start]
            if wanted not in seen:
                seen.add(wanted)
                ways.append([*way, wanted])
    return []


def files_in_the_flat(root: Path) -> list[str]:
    """Files that lie in no room."""
    return [
        f"{path.relative_to(root).as_posix()} lies in no room"
        for top, known in FLAT.items()
        for path, _ in _sources(root, top)
        if path.parent == root / top and path.stem not in known
    ]


def private_parts_of_others(root: Path) -> list[str]:
    """Private attributes of another object; those of a twin, an object of the same class, belong to the class itself."""
    faults = []
    for room in ("core", "gui"):
        for path, nodes in _sources(root, room):
            of_twins = {id(node) for kind in nodes if isinstance(kind, ast.ClassDef) for node in _private_parts_of_twins(kind)}
            for node in nodes:
                if isinstance(node, ast.Attribute) and _is_private(node.attr) and id(node) not in of_twins:
                    owner = ast.unparse(node.value)
                    if owner not in ("self", "cls", "super()", "argparse"):
                        faults.append(f"{_place(root, path, node)} reaches into {owner}.{node.attr}")
    return faults


def attributes_set_from_outside(root: Path) -> list[str]:
    """Assignments to what a class of another file sets of itself: it is to be told by a method, so that it can answer."""
    files = [file for room in ("core", "gui") for file in _sources(root, room)]
    own = {path: {node.attr for node in _stored(nodes) if ast.unparse(node.value) == "self"} for path, nodes in files}
    return [
        f"{_place(root, path, node)} sets {ast.unparse(node)} from outside"
        for path, nodes in files
        for node in _stored(nodes)
        if node.attr not in own[path] and any(node.attr in names for names in own.values())
    ]


def _stored(nodes: Iterable[ast.AST]) -> list[ast.Attribute]:
    return [node for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)]


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in PUBLIC_IN_SPITE


def _private_parts_of_twins(kind: ast.ClassDef) -> list[ast.Attribute]:
    """Those of a plain name that the class defines, or sets of itself."""
    attributes = [node for node in ast.walk(kind) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
    own = {node.name for node in ast.walk(kind) if isinstance(node, ast.FunctionDef)}
    own |= {node.attr for node in attributes if isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self"}
    return [node for node in attributes if node.attr in own]


def questions_to_oneself(root: Path) -> list[str]:
    """`hasattr(self, …)`: an object that does not know whether it is made yet."""
    return [
        f"{_place(root, path, node)} asks itself: {ast.unparse(node)}"
        for room in ("core", "gui")
        for path, nodes in _sources(root, room)
        for node in nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "hasattr" and ast.unparse(node.args[0]) == "self"
    ]


def prints_and_global_chance_in_core(root: Path) -> list[str]:
    """Calls of print, and of the functions of np.random that share one hidden state."""
    own_state = {"RandomState", "Generator", "default_rng", "SeedSequence", "Philox", "PCG64", "PCG64DXSM", "BitGenerator"}
    faults = []
    for path, nodes in _sources(root, "core"):
        for node in nodes:
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
        for path, nodes in _sources(root, room):
            for call in (node for node in nodes if isinstance(node, ast.Call)):
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
    for path, nodes in _sources(root, "gui"):
        if path.relative_to(root).as_posix() in MAY_START_A_THREAD:
            continue
        for node in nodes:
            names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
            names |= {node.attr} if isinstance(node, ast.Attribute) else set()
            faults += [f"{_place(root, path, node)} starts a thread by hand: {name}" for name in sorted(names & STARTERS)]
    return faults


def imports_of_tests(root: Path) -> list[str]:
    """Test files that import another one: what two of them need stands in `tests/helpers`, and fixtures come by their names."""
    faults = []
    for path, nodes in _sources(root, "tests"):
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and node.module:
                parts = [*node.module.split("."), *(alias.name for alias in node.names if not alias.asname)]
                wrong = [part for part in parts if parts[0] == "tests" and (part.startswith("test_") or part == "conftest")]
                if wrong and path.relative_to(root).as_posix() not in READS_TESTS:
                    faults.append(f"{_place(root, path, node)} imports {wrong[0]}")
    return faults


def waits_for_nothing(root: Path) -> list[str]:
    """Calls of pytest-qt's context managers without `with`: they wait when they are left, so never."""
    return [
        f"{_place(root, path, node)} waits for nothing: {_called(node.value)}"
        for path, nodes in _sources(root, "tests")
        for node in nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _called(node.value) in MANAGERS_OF_WAITS
    ]


def long_files(root: Path) -> list[str]:
    """Files that have grown past the size in which one idea fits."""
    paths = [path for room in ("core", "gui", "tests") for path, _ in _sources(root, room)]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
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
