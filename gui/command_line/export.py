"""The command `export`: an experiment in; pictures, films and numbers out. Qt is imported only to draw, and needs no screen."""

import argparse
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.data.library import DataLibrary
from core.experiment.document import Document, document_of
from core.experiment.experiment import Experiment
from core.files import all_or_nothing, is_draft_of
from core.formats.lesson import shipped_lessons
from core.formats.source import load_document
from core.lessons.lesson import Scene
from core.text import hint, tr
from gui.command_line.export_files import FileWriter
from gui.command_line.export_order import Order, order_of
from gui.command_line.headless import Interruption, drawing, prepare, race, refusals
from gui.command_line.terminal import CANNOT, OK, RefusedError, StatusLine, say


def export(options: argparse.Namespace, library: DataLibrary) -> int:
    """Write what was asked for, all of it or nothing, and return the exit code.

    Raises:
        RefusedError: if that cannot be.
        KeyboardInterrupt: after Ctrl-C, when nothing is left of it.
    """
    with refusals(options.file) as status:
        document = read_source(options.file)
        order = order_of(options, document)
        carry_out(order, document, library, status)
    for path in order.paths:
        say(tr("{file} written").format(file=path))
    return OK


def carry_out(order: Order, document: Document, library: DataLibrary, status: StatusLine) -> None:
    """Run the experiment of a document and write the files of the order, all or none; within `refusals`.

    Raises:
        RefusedError: if something cannot be written.
        KeyboardInterrupt: after Ctrl-C, when nothing is left of it.
    """
    for plan in order.plans.values():
        if reason := plan.kind.missing():
            raise RefusedError(reason, CANNOT)
    with Interruption(allowed=0) as interruption:
        with interruption.abandonable():
            experiment = prepare(document, library, status)
        try:
            _check_sizes(order, experiment, tr(document.title))
            # The files are opened first: nobody waits for a long computation to be told that there is no place for it.
            with all_or_nothing({str(path): path for path in order.paths}) as drafts:
                race(experiment, order.steps, status, interruption)
                interruption.check()
                files = FileWriter(document, experiment.snapshot(), drafts, status, interruption.check)
                for path, numbers in order.numbers.items():
                    files.write_numbers(path, numbers)
                if order.drawn:
                    with drawing():
                        files.draw(order.drawn)
                interruption.check()
        except OSError as error:
            sentence = tr("{file} cannot be written: {reason}. Nothing was written; choose another place.")
            raise RefusedError(sentence.format(file=_refused_files(error, order), reason=error.strerror or error), CANNOT) from None
        except ValueError as error:
            # Only now it is known where runs have ended, and how high pictures are.
            raise RefusedError(str(error)) from None


def _refused_files(error: OSError, order: Order) -> str:
    """The files of the order that an error is about, or all where that is not known."""
    named = Path(os.fsdecode(error.filename)).absolute() if error.filename else None
    about = [path for path in order.paths if named is not None and _is_of(named, path.absolute())]
    return ", ".join(map(str, about or order.paths))


def _is_of(named: Path, target: Path) -> bool:
    """Whether a path is that of a target, of its draft, or of a folder that it needs."""
    return is_draft_of(named, target) or named == target or named in target.parents


def _check_sizes(order: Order, experiment: Experiment, title: str) -> None:
    """Refuse numbers that would be too many before they are computed: how many rows there will be, is known."""
    snapshot, count = experiment.snapshot(), order.steps + 1
    runs = tuple(replace(run, loss=np.broadcast_to(run.loss[0], count)) for run in snapshot.runs)
    foreseen = replace(snapshot, step=order.steps, runs=runs)
    for path, plan in order.numbers.items():
        plan.numbers(foreseen, title).check(path)


def read_source(name: str) -> Document:
    """The experiment of a file, or of the scene of a lesson with this name, as the lesson looks at it.

    A scene is named by its own key where no other scene has it, or by that of its lesson too: ``08-adam/bias-correction``.

    Raises:
        OSError: if the file cannot be read.
        FileMistakesError: with all the mistakes found in it.
        RefusedError: if there is no such file or scene.
    """
    if Path(name).exists():
        return load_document(Path(name))
    scenes = scenes_by_name()
    if name in scenes:
        return scene_document(scenes[name])
    own = {full: full.partition("/")[2] for full in scenes if "/" in full}
    twice = [full for full, key in own.items() if key == name]
    if twice:
        raise RefusedError(tr("Several lessons have a scene “{name}”: {names}.").format(name=name, names=", ".join(twice)))
    if "/" not in name and Path(name).suffix:
        raise RefusedError(tr("There is no file {name}.").format(name=name))
    raise RefusedError(tr("There is no file {name}, and no scene of that name{hint}").format(name=name, hint=hint(name, scenes)))


def scenes_by_name() -> dict[str, Scene]:
    """All scenes of the lessons of the program, by each name that tells one from the others."""
    full = {f"{lesson.key}/{scene.key}": scene for lesson in shipped_lessons() for scene in lesson.scenes}
    count = Counter(scene.key for scene in full.values())
    return full | {scene.key: scene for scene in full.values() if count[scene.key] == 1}


def scene_document(scene: Scene) -> Document:
    """The experiment of a scene up to the last step that the scene asks for, looked at as the scene does."""
    # What is said of playing is of no use to a picture.
    view = replace(scene.view, zoom=False, predict=False, speed=None)
    document = document_of(scene.setup, scene.setup.off_at_first, view)
    # The name that its experiment has within the lesson is none to show.
    return replace(document, title=scene.title.en, steps=scene.last_step)
