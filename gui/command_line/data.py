"""The commands `data`, `data fetch` and `data verify`: which data sets there are, where, and whether their content is the known one."""

import argparse
import sys
from dataclasses import dataclass, field
from typing import Any

from core.data.dataset import DataError
from core.data.download import Progress, fetch_mnist
from core.data.library import MNIST_KEY, DataLibrary, Entry
from core.text import tr
from gui.command_line.terminal import CANNOT, INTERRUPTED, OK, align

_BAR = 24  # characters
_LINE = 78


def add_data_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Add `data` with its own commands; its options go to `carry_out_data`."""
    settings: Any = {"allow_abbrev": False, "parents": [common]}
    parser = commands.add_parser("data", help=tr("list the data sets, fetch MNIST, or check what is there"), **settings)
    actions = parser.add_subparsers(dest="data_command", metavar=tr("COMMAND"))
    fetch = actions.add_parser("fetch", help=tr("fetch a data set from its public mirrors"), **settings)
    fetch.add_argument("key", choices=[MNIST_KEY], help=tr("the data set"))
    actions.add_parser("verify", help=tr("check the content of every data set that was found"), **settings)


def carry_out_data(options: argparse.Namespace, library: DataLibrary) -> int:
    """Carry out one of the commands and return its exit code: 0 done, 1 the computer refused, 130 Ctrl-C."""
    if options.data_command == "fetch":
        return _fetch(library)
    if options.data_command == "verify":
        return _verify(library)
    print(data_text(library))
    return OK


def data_text(library: DataLibrary) -> str:
    """The table of all data sets: key, name, images, whether the content is the known one, and where it is or how to get it."""
    header = [tr("key"), tr("name"), tr("training"), tr("test"), tr("content"), tr("where")]
    return align(header, [_row(entry, library) for entry in library.entries()], right={2, 3})


def _row(entry: Entry, library: DataLibrary) -> list[str]:
    if not entry.found:
        where = tr("“data fetch mnist” puts it into {folder}").format(folder=library.download_folder)
        return [entry.key, tr(entry.name), "", "", tr("not found"), where]
    where = str(entry.folder) if entry.folder else tr("drawn by the program")
    try:
        dataset = library.load(entry.key)
    except DataError:
        return [entry.key, tr(entry.name), "", "", tr("damaged"), tr("{folder}; “data verify” says more").format(folder=where)]
    counts = [f"{len(dataset.train_labels):,}", f"{len(dataset.test_labels):,}"]
    return [entry.key, tr(entry.name), *counts, _content_text(dataset.verified), where]


def _content_text(verified: bool) -> str:
    return tr("verified") if verified else tr("unverified")


def _verify(library: DataLibrary) -> int:
    code = OK
    for entry in library.entries():
        if not entry.found:
            print(tr("{key}: not found").format(key=entry.key))
            continue
        try:
            dataset = library.load(entry.key)
        except DataError as error:
            print(f"{entry.key}: {error}")
            code = CANNOT
            continue
        if dataset.verified:
            print(tr("{key}: verified, every byte is the known one").format(key=entry.key))
        else:
            print(tr("{key}: unverified; the files are sound, but their content is not known to the program").format(key=entry.key))
    return code


def _fetch(library: DataLibrary) -> int:
    here = _verified_source(library)
    if here is not None:
        print(tr("MNIST is already in {folder}, verified.").format(folder=here))
        return OK
    folder = library.download_folder
    line = _ProgressLine()
    try:
        fetch_mnist(folder, line.show)
    except KeyboardInterrupt:
        line.end()
        print(tr("Cancelled; nothing half-written stays."), file=sys.stderr)
        return INTERRUPTED
    except DataError as error:
        line.end()
        print(error, file=sys.stderr)
        return CANNOT
    line.end()
    print(tr("MNIST is in {folder}, verified.").format(folder=folder))
    if _verified_source(library) is None:
        print(tr("It is not used yet: other files come first under the name “mnist”, as “data” shows."))
    return OK


def _verified_source(library: DataLibrary) -> str | None:
    """The folder from which verified MNIST would be loaded now."""
    try:
        dataset = library.load(MNIST_KEY)
    except DataError:
        return None
    return dataset.source if dataset.verified else None


@dataclass
class _ProgressLine:
    """The progress on stderr: one line that is written over, or on a pipe a plain line for each file."""

    _shown: str = field(default="", init=False)

    def show(self, progress: Progress) -> None:
        if sys.stderr.isatty():
            text = progress_text(progress)
            if text != self._shown:
                print("\r" + text.ljust(_LINE), end="", file=sys.stderr, flush=True)
                self._shown = text
        elif progress.file != self._shown:
            print(tr("fetching {file} from {mirror}").format(file=progress.file, mirror=progress.mirror), file=sys.stderr, flush=True)
            self._shown = progress.file

    def end(self) -> None:
        if self._shown and sys.stderr.isatty():
            print(file=sys.stderr)


def progress_text(progress: Progress) -> str:
    """One line of at most 78 characters: bar, per cent, size and rate, then as much of the file's name as there is room for."""
    filled = round(progress.share * _BAR)
    bar = "█" * filled + "░" * (_BAR - filled)
    figures = tr("{share:4.0%}  {done:5.1f} of {total:.1f} MB  {rate:5.1f} MB/s").format(
        share=progress.share, done=progress.done / 1e6, total=progress.total / 1e6, rate=progress.rate / 1e6
    )
    return f"{bar} {figures}  {progress.file}"[:_LINE]
