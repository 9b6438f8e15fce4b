"""The command line: run an experiment file, list what there is, or open the window. Qt is imported only where needed."""

import argparse
import io
import os
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

from core import __version__
from core.endings import ending_text
from core.experiment import Experiment
from core.experiment_file import FileMistakesError, load_setup
from core.files import all_or_nothing
from core.functions import FUNCTIONS
from core.history_csv import write_history
from core.hyperparameters import Hyperparameter, hyperparameters_of
from core.optimizers import OPTIMIZERS
from core.problems import Sampling
from core.snapshot import Snapshot
from core.text import tr

OK, CANNOT_WRITE, MISTAKE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line and return its exit code: 0 done, 1 the computer refused, 2 a mistake in what was asked, 130 Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show η shows a question mark; that is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        return _carry_out(options)
    except KeyboardInterrupt:
        _complain(tr("Interrupted; nothing was written."))
        return INTERRUPTED
    except ImportError as error:
        _complain(tr("A library cannot be loaded: {reason}. “make run” installs what is missing, or says how.").format(reason=error))
        return CANNOT_WRITE


def _carry_out(options: argparse.Namespace) -> int:
    if options.command == "run":
        return run(options.file, options.out)
    if options.command == "optimizers":
        print(optimizers_text())
        return OK
    if options.command == "functions":
        print(functions_text())
        return OK
    from gui.app import open_window

    return open_window()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="descent-lab",
        description=tr("Watch, step through and race gradient-descent optimizers. Without a command the window opens."),
    )
    parser.add_argument("--version", action="version", version=f"Descent Lab {__version__}")
    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"))
    run_parser = commands.add_parser("run", help=tr("run an experiment file without a window"))
    run_parser.add_argument("file", type=Path, metavar="FILE.toml", help=tr("the experiment"))
    run_parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=tr("where history.csv, canvas.png and loss.png are written")
    )
    commands.add_parser("optimizers", help=tr("list the optimizers and their hyperparameters"))
    commands.add_parser("functions", help=tr("list the functions and their recommended learning rates"))
    return parser


def run(file: Path, out: Path) -> int:
    """Run an experiment file and write its history and pictures into the folder `out`."""
    try:
        setup = load_setup(file)
    except OSError as error:
        _complain(tr("{file} cannot be read: {reason}.").format(file=file, reason=error.strerror or error))
        return MISTAKE
    except FileMistakesError as error:
        _complain(tr("{file} has mistakes; nothing was run or written:").format(file=file))
        for mistake in error.mistakes:
            _complain(f"  {mistake}")
        return MISTAKE
    targets = {"history": out / "history.csv", "canvas": out / "canvas.png", "loss": out / "loss.png"}
    try:
        # The files are opened first: nobody waits for a long computation to be told that there is no place for it.
        with all_or_nothing(targets) as drafts:
            experiment = Experiment(setup)
            experiment.advance(setup.steps)
            snapshot = experiment.snapshot()
            write_history(drafts["history"], snapshot)
            _draw(snapshot, setup.title, drafts["canvas"], drafts["loss"])
    except OSError as error:
        _complain(
            tr("{out} cannot be written: {reason}. Choose another folder with --out.").format(out=out, reason=error.strerror or error)
        )
        return CANNOT_WRITE
    print(results_text(snapshot))
    return OK


def _draw(snapshot: Snapshot, title: str, canvas: Path, loss: Path) -> None:
    # Pictures need Qt but no screen; whatever platform the desktop asks for is not wanted here.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.picture import Plots, draw, headless_application, save_png

    application = headless_application()
    save_png(draw(snapshot, Plots.CANVAS, title), canvas)
    save_png(draw(snapshot, Plots.LOSS, title), loss)
    del application


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def results_text(snapshot: Snapshot) -> str:
    """The table of a finished experiment: run, steps, final loss, final x and y, why it ended."""
    x, y = snapshot.problem.function.variables
    header = [tr("run"), tr("steps"), tr("final loss"), x, y, tr("why it ended")]
    rows = [
        [run.label, str(run.step), f"{run.loss[-1]:.6g}", f"{run.path[-1, 0]:.6g}", f"{run.path[-1, 1]:.6g}", ending_text(run)]
        for run in snapshot.runs
    ]
    return aligned(header, rows, right={1, 2, 3, 4})


def aligned(header: list[str], rows: list[list[str]], right: set[int]) -> str:
    """A table as text: columns as wide as their widest cell, those in `right` aligned to the right."""
    table = [header, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    lines = []
    for row in table:
        cells = [cell.rjust(width) if i in right else cell.ljust(width) for i, (cell, width) in enumerate(zip(row, widths, strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def optimizers_text() -> str:
    """Every optimizer: key, name, rule, and its hyperparameters."""
    blocks = []
    for key, rule in OPTIMIZERS.items():
        specs = hyperparameters_of(rule) + (hyperparameters_of(Sampling) if rule.samples else ())
        blocks.append(
            "\n".join(
                [
                    f"{key} ({rule.name})",
                    f"  {tr(rule.summary)}",
                    f"  {';  '.join(rule.equation)}",
                    *(_hyperparameter_line(spec) for spec in specs),
                ]
            )
        )
    return "\n\n".join(blocks)


def _hyperparameter_line(spec: Hyperparameter) -> str:
    if spec.default is None:
        default = tr("default: recommended for each function")
    else:
        shown = str(spec.default).lower() if spec.kind is bool else f"{spec.default:g}"
        default = tr("default: {value}").format(value=shown)
    return f"    {spec.name:<16} {spec.range_text:<22} {default:<40} {tr(spec.help)}"


def functions_text() -> str:
    """Every function: key, formula, view, start, minima, and the recommended learning rates."""
    blocks = []
    for key, function in FUNCTIONS.items():
        x, y = function.variables
        x_min, x_max, y_min, y_max = function.view
        minima = [point for point in function.points if point.kind == "minimum"]
        places = ", ".join(f"({point.x:g}, {point.y:g}) {point.value:g}" for point in minima) or tr("none, unbounded below")
        rates = ", ".join(f"{optimizer} {rate:g}" for optimizer, rate in function.recommended.items())
        lines = [
            f"{key} ({tr(function.name)})",
            f"  f({x}, {y}) = {function.formula}",
            "  "
            + tr("view [{x_min:g}, {x_max:g}] × [{y_min:g}, {y_max:g}], start ({x:g}, {y:g})").format(
                x_min=x_min, x_max=x_max, y_min=y_min, y_max=y_max, x=function.start[0], y=function.start[1]
            ),
            "  " + tr("minimum {places}").format(places=places),
            textwrap.fill(tr("learning rates {rates}").format(rates=rates), 110, initial_indent="  ", subsequent_indent="    "),
            "  " + tr("noise {noise:g}").format(noise=function.recommended_noise),
        ]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
