"""The command line: run an experiment file, list what there is, or open the window. Qt is imported only where needed."""

import argparse
import ctypes
import io
import os
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from core import __version__
from core.data.library import default_library
from core.functions import FUNCTIONS
from core.hyperparameters import Hyperparameter, hyperparameters_of
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling
from core.problems.kinds import FUNCTION
from core.process import MOST_THREADS, THREADS_OPTION, thread_count
from core.text import tr
from gui.command_line.terminal import CANNOT, INTERRUPTED, MISTAKE, OK, RefusedError, complain, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line and return its exit code: 0 done, 1 the computer refused, 2 a mistake in what was asked, 130 Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show η shows a question mark; that is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = _options(arguments)
    try:
        return _carry_out(options)
    except RefusedError as refused:
        complain(str(refused))
        return refused.code
    except KeyboardInterrupt:
        complain(tr("Interrupted; nothing was written."))
        return INTERRUPTED
    except ImportError as error:
        complain(tr("A library cannot be loaded: {reason}. “make run” installs what is missing, or says how.").format(reason=error))
        return CANNOT


def _carry_out(options: argparse.Namespace) -> int:
    data: Path | None = getattr(options, "data", None)
    is_fetch = options.command == "data" and options.data_command == "fetch"
    if data is not None and not is_fetch and not data.expanduser().is_dir():
        complain(tr("There is no folder {folder}; --data names one with data sets in it.").format(folder=data))
        return MISTAKE
    if options.command == "run":
        # What checks experiment files takes an eighth of the time in which the window opens, and only this needs it.
        from gui.command_line.run import run

        return run(options.file, options.out, default_library(data))
    if options.command == "export":
        from gui.command_line.export import export

        return export(options, default_library(data))
    if options.command == "data":
        from gui.command_line.data import carry_out_data

        return carry_out_data(options, default_library(data))
    if options.command == "optimizers":
        say(optimizers_text())
        return OK
    if options.command == "functions":
        say(functions_text())
        return OK
    file: Path | None = getattr(options, "file", None)
    if not has_screen():
        from gui.command_line.no_screen import draw_instead

        return draw_instead(file, default_library(data))
    from gui.app import open_window

    return open_window(None if data is None else default_library(data), file)


class _Parser(argparse.ArgumentParser):
    """Answers a mistake with one sentence; argparse would print the usage before it. The parsers of the commands are of this class too."""

    def error(self, message: str) -> NoReturn:
        self.exit(
            MISTAKE, f"{message.removeprefix('argument ').rstrip('.')}.\n" + tr("See {command} --help.").format(command=self.prog) + "\n"
        )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What was typed. The common options may stand anywhere, so they are taken out first."""
    common = _common_options()
    options, rest = common.parse_known_args(arguments)
    if not rest:
        # The window waits for what reads the commands, 10 ms, only if there is one.
        return argparse.Namespace(**vars(options), command=None)
    parser = _parser(common)
    options, strangers = parser.parse_known_args(rest, options)
    if strangers:
        # It was typed after a command, whose help tells what there is instead.
        parser.prog = " ".join([parser.prog, *([options.command] if options.command else [])])
        parser.error(tr("there is no {words} here").format(words=" ".join(strangers)))
    return options


def _common_options() -> argparse.ArgumentParser:
    parser = _Parser(prog="descent-lab", add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS)
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help=tr("look for data sets here first: a folder with the four files of MNIST, or with a folder for each data set"),
    )
    parser.add_argument(
        THREADS_OPTION,
        type=_thread_count,
        metavar="N",
        help=tr("how many threads NumPy's linear algebra may use, 1 to {most}; 1 unless OPENBLAS_NUM_THREADS says otherwise").format(
            most=MOST_THREADS
        ),
    )
    return parser


def _thread_count(text: str) -> int:
    try:
        return thread_count(text)  # which main.py has read already; here it is only checked
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _parser(common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    from gui.command_line.data import add_data_parser
    from gui.command_line.export_parser import add_export_parser

    parser: argparse.ArgumentParser = _Parser(
        prog="descent-lab",
        description=tr("Watch, step through and race gradient-descent optimizers. Without a command the window opens."),
        allow_abbrev=False,
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"Descent Lab {__version__}")
    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"))
    open_parser = commands.add_parser(
        "open",
        help=tr("open an experiment in the window"),
        description=tr("Open the window with an experiment: a file of its own, or a PNG that the program exported."),
        allow_abbrev=False,
        parents=[common],
    )
    open_parser.add_argument("file", type=Path, metavar="FILE", help=tr("the experiment"))
    run_parser = commands.add_parser(
        "run",
        help=tr("run an experiment file without a window"),
        description=tr(
            "Race the optimizers of an experiment file and write history.csv and pictures. Ctrl-C ends the race early and keeps "
            "what there is; a second Ctrl-C leaves nothing."
        ),
        allow_abbrev=False,
        parents=[common],
    )
    run_parser.add_argument("file", type=Path, metavar="FILE.toml", help=tr("the experiment"))
    run_parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help=tr(
            "where the files are written: history.csv, loss.png, and canvas.png on a function; on a network accuracy.png, and layers.csv "
            "if the file says record_layers = true"
        ),
    )
    add_export_parser(commands, common)
    add_data_parser(commands, common)
    commands.add_parser("optimizers", help=tr("list the optimizers and their hyperparameters"), allow_abbrev=False, parents=[common])
    commands.add_parser(
        "functions", help=tr("list the functions and their recommended learning rates"), allow_abbrev=False, parents=[common]
    )
    return parser


def optimizers_text() -> str:
    """Every optimizer: key, name, rule, and its hyperparameters."""
    blocks = []
    for key, rule in OPTIMIZERS.items():
        specs = hyperparameters_of(rule) + (hyperparameters_of(Sampling) if FUNCTION.draws_batches(rule) else ())
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
        shown = str(spec.default).lower() if spec.value_type is bool else f"{spec.default:g}"
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


def has_screen(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be shown. An explicit QT_QPA_PLATFORM is believed; elsewhere than on Linux there always is one."""
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_answers(environment) or _x_server_answers(environment.get("DISPLAY", ""))


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY")
    return bool(name) and (Path(environment.get("XDG_RUNTIME_DIR", "/nonexistent")) / str(name)).is_socket()


def _x_server_answers(display: str, load: Callable[[str], ctypes.CDLL] = ctypes.CDLL) -> bool:
    """Whether the X server of that name takes a connection. Where xcb is missing nobody can tell, and Qt is left to try."""
    if not display:
        return False
    try:
        xcb = load("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    for function in (xcb.xcb_connection_has_error, xcb.xcb_disconnect):
        function.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(answers)
