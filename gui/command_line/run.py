"""The command `run`: an experiment file in, a history, pictures and a table out. Qt is imported only to draw."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from core.analysis.fairness import fairness_text
from core.data.library import DataLibrary
from core.experiment.document import Document, snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.result import place_text, places
from core.experiment.snapshot import RunSnapshot, Snapshot
from core.experiment.termination import termination_text
from core.files import all_or_nothing
from core.formats.source import embedded_texts, load_document
from core.numbers.history import write_history, write_layers
from core.problems.base import Problem
from core.problems.kinds import PARTS, kind_of
from core.text import tr
from gui.command_line.headless import Interruption, drawing, prepare, race, refusals
from gui.command_line.terminal import CANNOT, INTERRUPTED, OK, RefusedError, StatusLine, align, complain, say

_LAST_STEPS = 100


def run(file: Path, out: Path, library: DataLibrary) -> int:
    """Run an experiment file, write its history and pictures into the folder `out`, and return the exit code.

    Raises:
        RefusedError: if that cannot be.
        KeyboardInterrupt: after a second Ctrl-C, when nothing is left of it.
    """
    with refusals(file) as status:
        document = load_document(file)
        # Nobody steps back, so nothing is kept to go back to.
        experiment = prepare(document, library, status, checkpoint_bytes=0)
        with Interruption(allowed=1) as interruption:
            snapshot = _carry_out(experiment, document, out, interruption, status)
    say(results_text(snapshot))
    if interruption.is_asked:
        complain(
            tr("Interrupted at step {step:,} of {total:,}; the rows and pictures so far are in {out}.").format(
                step=snapshot.step, total=document.steps, out=out
            )
        )
        return INTERRUPTED
    return OK


def _carry_out(experiment: Experiment, document: Document, out: Path, interruption: Interruption, status: StatusLine) -> Snapshot:
    """Race to the last step or to Ctrl-C, and write all files or none."""
    setup, names = experiment.setup, _file_names(experiment.problem)
    try:
        # The files are opened first: nobody waits for a long computation to be told that there is no place for it.
        with all_or_nothing({key: out / name for key, name in names.items()}) as drafts:
            with interruption.abandonable():
                race(experiment, setup.steps, status, interruption)
                # After Ctrl-C all runs are brought to the same step, and tested there.
                experiment.work(experiment.step, float("inf"))
                experiment.test_now()
                snapshot = experiment.snapshot()
                with status.during(tr("writing {out} …").format(out=out)):
                    write_history(drafts["history"], snapshot)
                    if "layers" in drafts:
                        write_layers(drafts["layers"], snapshot)
            texts = embedded_texts(snapshot_document(snapshot, document.view))
            _draw(snapshot, setup.title, texts, drafts, interruption)
    except OSError as error:
        sentence = tr("{out} cannot be written: {reason}. Choose another folder with --out.")
        raise RefusedError(sentence.format(out=out, reason=error.strerror or error), CANNOT) from None
    return snapshot


def _file_names(problem: Problem) -> dict[str, str]:
    """What is written: the history, pictures of each plot and of paths, and the layers if they are recorded."""
    pictures = (*(() if problem.dimensions is None else ("canvas",)), *kind_of(problem).plots)
    layers = {"layers": "layers.csv"} if problem.records_layers else {}
    return {"history": "history.csv"} | {key: f"{key}.png" for key in pictures} | layers


def _draw(snapshot: Snapshot, title: str, texts: Mapping[str, str], drafts: dict[str, Path], interruption: Interruption) -> None:
    with drawing():
        from gui.export.formats.png import save_png
        from gui.export.picture.figure import draw

        for part in PARTS:
            if part in drafts:
                save_png(draw(snapshot, (part,), title), drafts[part], texts)
                interruption.check()


def results_text(snapshot: Snapshot) -> str:
    """The table of a finished experiment, and on a network how fair the race was."""
    if snapshot.problem.dimensions is not None:
        return _path_table(snapshot)
    return f"{_network_table(snapshot)}\n\n{fairness_text(snapshot)}"


def _path_table(snapshot: Snapshot) -> str:
    """Run, steps, final loss, final x and y, the place where there is a finish, why it ended."""
    variables, found = snapshot.problem.variables, places(snapshot.runs)
    has_finish = snapshot.problem.has_finish
    header = [tr("run"), tr("steps"), tr("final loss"), *variables, *([tr("place · step")] if has_finish else []), tr("why it ended")]
    rows = []
    for run in snapshot.runs:
        point = (f"{number:.6g}" for number in run.path[-1].tolist())
        place = [place_text(found.get(run.label)) or "–"] if has_finish else []
        rows.append([run.label, str(run.step), f"{run.loss[-1]:.6g}", *point, *place, termination_text(run)])
    return align(header, rows, right=set(range(1, 3 + len(variables))))


def _network_table(snapshot: Snapshot) -> str:
    """Run, steps, mean loss of the last steps, test accuracy, gradients of single images, why it ended."""
    header = [
        tr("run"),
        tr("steps"),
        tr("mean loss of the last {count}").format(count=_LAST_STEPS),
        tr("test accuracy"),
        tr("gradient evaluations"),
        tr("why it ended"),
    ]
    return align(header, [_network_row(run) for run in snapshot.runs], right={1, 2, 3, 4})


def _network_row(run: RunSnapshot) -> list[str]:
    loss = float(np.mean(run.loss[-_LAST_STEPS:]))
    gradients = int(run.evaluations.values[-1])
    return [run.label, str(run.step), f"{loss:.4g}", f"{run.held_out.accuracy[-1]:.2%}", f"{gradients:,}", termination_text(run)]
