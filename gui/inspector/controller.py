"""The inspector below the plots, the sub-steps of a step, and their figure on the canvas."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from core.experiment.snapshot import Snapshot, StepRecord
from core.experiment.snapshot_at import snapshot_at
from core.optimizers.symbols import Phase
from core.problems.kinds import KINDS, ProblemKind
from core.steps.figure import extent, figure
from core.steps.phases import SubStep, back, forward, phases_of_all
from gui.canvas.function_canvas import FunctionCanvas
from gui.canvas.step_layer import ShownStep
from gui.inspector.plots_column import PlotsColumn
from gui.plots.run_plot import RunPlot
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer

if TYPE_CHECKING:
    from gui.inspector.inspector import Inspector


_TOOLS = ("substeps", "zoom_step", "beside")
# What one of two columns side by side needs, with its part of what is between them.
_LEAST_WIDTH = 334


class InspectorController(QObject):
    """Owns what is inspected and which sub-step is shown. The inspector is made when it is first wanted."""

    arranging = Signal()
    """The inspector is about to come or to go."""
    room_needed = Signal(int)
    """How wide the inspector must be, in pixels; 0 where the usual width will do."""
    changed = Signal()
    """Something else is to be shown, although no step was taken."""

    def __init__(
        self,
        trainer: Trainer,
        plots: QSplitter,
        curves: RunPlot,
        canvas: FunctionCanvas,
        actions: Mapping[str, QAction],
        parent: QWidget,
    ) -> None:
        """`plots` is where the inspector comes last, and `curves`, the loss plot, first; views of a network stand between them."""
        super().__init__(parent)
        self._trainer, self._plots, self._curves, self._canvas, self._actions = trainer, plots, curves, canvas, actions
        self._column = PlotsColumn(plots, curves)
        self._inspector: Inspector | None = None
        self._theme: Theme = LIGHT
        self._runs: Sequence[tuple[str, bool]] = ()
        self._styles: Mapping[str, RunStyle] = {}
        self._sub_step: SubStep | None = None
        self._sent = 0
        self._kind = KINDS[0]
        self._picked_from: object = None
        self._zoomed = False
        self._zoomed_on: tuple[object, ...] | None = None
        self._zooms_by_itself = True
        trainer.state_changed.connect(self._on_state_changed)
        self._column.set_has_views(bool(self._kind.tabs))

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do; one that can be checked gives whether it is."""
        return {
            "inspector": self.set_open,
            "beside": self.set_beside,
            "zoom_step": self._on_zoom,
            "substeps": self._on_substeps,
            "next_run": self.choose_next,
        }

    # What is inspected

    @property
    def inspector(self) -> "Inspector":
        """The inspector, made at the first call: a window that opens should not wait for it."""
        return self._inspector or self._make_inspector()

    def _make_inspector(self) -> "Inspector":
        from gui.inspector.inspector import Inspector

        self._inspector = inspector = Inspector([self._actions[name] for name in _TOOLS], self._plots)
        inspector.hide()
        self._column.add(inspector)
        inspector.set_theme(self._theme)
        inspector.set_runs(self._runs, self._styles)
        inspector.legend.run_toggled.connect(self._curves.run_toggled)
        inspector.runs_chosen.connect(self._on_runs_chosen)
        inspector.picker.largest_wanted.connect(self._on_largest_wanted)
        return inspector

    @property
    def is_open(self) -> bool:
        """Whether the inspector is shown."""
        return self._inspector is not None and not self._inspector.isHidden()

    def labels(self) -> tuple[str, ...]:
        """The runs that are inspected, one or two; none while the inspector is not shown."""
        return self.inspector.labels() if self.is_open else ()

    def first_label(self) -> str | None:
        """The run that is inspected, the first of two; None if there is none."""
        return next(iter(self.labels()), None)

    def set_open(self, on: bool) -> None:
        """Show the inspector, or hide it, and with it the figure on the canvas."""
        if not on and not self.is_open:
            return
        if on is not self.is_open:
            self.arranging.emit()
        if self._inspector is None:
            self._make_inspector()
        self._actions["inspector"].setChecked(on)
        self._column.arrange(on)
        if not on:
            self._forget_sub_step()
            self._actions["substeps"].setChecked(False)
            self.set_zoomed(False)
        self._ask_for_room()
        self._refresh()

    def set_kind(self, kind: ProblemKind) -> None:
        """What is inspected from now on is a run on this kind of problem."""
        if kind is not self._kind:
            self._kind = kind
            self._forget_sub_step()
            self._column.set_has_views(bool(kind.tabs))

    def inspect(self, labels: Sequence[str]) -> None:
        """Open the inspector on these runs, one or two; on whatever run it has, if there is none."""
        self.set_open(True)
        if labels:
            self.inspector.choose(labels)
        self.set_beside(len(labels) > 1)

    def set_curves_wanted(self, on: bool) -> None:
        """Whether the loss is to be shown beside the inspector at all."""
        self._column.set_curves_wanted(on)

    def set_beside(self, on: bool) -> None:
        """Inspect two runs side by side, or one."""
        if on:
            self.set_open(True)
        if on or self._inspector is not None:
            self.inspector.set_beside(on)
            self._ask_for_room()

    def _ask_for_room(self) -> None:
        is_beside = self.is_open and self.inspector.is_beside
        self.room_needed.emit(2 * self._theme.wrapped_px(_LEAST_WIDTH) if is_beside else 0)

    def choose_next(self) -> None:
        """Inspect the next run."""
        self.set_open(True)
        self.inspector.choose_next()

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """The runs, each (label, on), and the style of each by label."""
        self._runs, self._styles = runs, styles
        if self._inspector is not None:
            self._inspector.set_runs(runs, styles)
            self._column.arrange()
            self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._theme = theme
        if self._inspector is not None:
            self._inspector.set_theme(theme)
        self._column.set_theme(theme)
        if self._inspector is not None:
            self._ask_for_room()
            self._refresh()

    def set_zoomed(self, on: bool) -> None:
        """Keep the inspected step large on the canvas, without the other runs; or show the whole landscape again."""
        was_on, self._zoomed = self._zoomed, on
        self._actions["zoom_step"].setChecked(on)
        if on:
            self.set_open(True)
        elif was_on:
            self._zoomed_on = None
            self._canvas.fit()
        self._refresh()

    def _on_zoom(self, on: bool) -> None:
        self._zooms_by_itself = False
        self.set_zoomed(on)

    def zoom_again(self) -> None:
        """The view was moved by somebody else; where a step is followed closely, go back to it."""
        self._zoomed_on = None
        self._refresh()

    # Sub-steps

    @property
    def is_mid_step(self) -> bool:
        """Whether a step is shown half done."""
        return self._sub_step is not None and self._sub_step.phase is not Phase.MOVE

    def set_substeps(self, on: bool) -> None:
        """Let the keys take one part of a step at a time, or whole steps."""
        self._actions["substeps"].setChecked(on)
        if on:
            self.set_open(True)
        else:
            self._forget_sub_step()
        self._refresh()

    def _on_substeps(self, on: bool) -> None:
        """As the user wants it; the first time the step comes close by itself, as most are but a few pixels long."""
        self.set_substeps(on)
        is_guessed = self._actions["predict"].isChecked()  # a guess is made on the whole landscape
        if on and self._zooms_by_itself and "box" in self._kind.view_fields and not is_guessed:
            self._zooms_by_itself = False
            self.set_zoomed(True)

    def go(self, way: int) -> None:
        """1: a part of a step further, or a whole step; −1: back."""
        latest, trainer = self._trainer.latest, self._trainer
        outlook = trainer.outlook
        phases = self._phases() if self._actions["substeps"].isChecked() else ()
        if latest is None or (outlook.state is TrainerState.RUNNING and not phases):
            trainer.step(way)
            return
        if outlook.state is TrainerState.RUNNING:
            # The first key stops the race; the next ones take it apart.
            trainer.pause()
            return
        # Of slow steps, which somebody sees going on, from the one that is shown.
        at = self._current_sub_step() or SubStep(latest.step if latest.problem.takes_long else outlook.step)
        to = forward(at, phases or (Phase.MOVE,)) if way > 0 else back(at, phases or (Phase.MOVE,))
        if to.step > at.step and outlook.state is TrainerState.FINISHED:
            return
        if to.step != at.step:
            trainer.step(to.step - at.step)
        self._sub_step, self._sent = to, trainer.commands_sent
        if to.step == at.step:
            # Nothing comes from the worker: the same step is shown in another way.
            self._refresh()

    def _current_sub_step(self) -> SubStep | None:
        """The sub-step, unless somebody else has asked for other steps since, or its step could not be taken."""
        latest = self._trainer.latest
        lost = latest is not None and self._sub_step is not None and latest.step < self._sub_step.step and self._is_finished
        if self._sent != self._trainer.commands_sent or lost:
            self._sub_step = None
        return self._sub_step

    @property
    def _is_finished(self) -> bool:
        return self._trainer.state is TrainerState.FINISHED

    def _phases(self) -> tuple[Phase, ...]:
        optimizers = {run.label: run.optimizer for run in self._trainer.setup.runs}
        labels = self.inspector.labels() if self.is_open else ()
        return phases_of_all(optimizers[label] for label in labels if label in optimizers)

    def _forget_sub_step(self) -> None:
        self._sub_step = None

    # What is shown

    def before_half_step(self, snapshot: Snapshot) -> Snapshot:
        """What the other views are to show: while a step is half done, the runs as they stood before it."""
        sub_step = self._current_sub_step()
        if sub_step is None or snapshot.step != sub_step.step or sub_step.phase is Phase.MOVE:
            return snapshot
        return snapshot_at(snapshot, sub_step.step - 1)

    def inspected_only(self, snapshot: Snapshot) -> Snapshot:
        """What the canvas is to show of it: while a step is followed closely, the inspected runs alone."""
        if not self._zoomed or "box" not in self._kind.view_fields:
            return snapshot
        labels = self.inspector.labels()
        return replace(snapshot, runs=tuple(run for run in snapshot.runs if run.label in labels))

    def show_frame(self, snapshot: Snapshot) -> None:
        """Show the inspected runs of this snapshot, as the worker published it. While they move, on the slow clock only."""
        if self.is_open and self._trainer.state is not TrainerState.RUNNING:
            self._show(snapshot)

    def show_text(self, snapshot: Snapshot) -> None:
        """The slow clock."""
        if self.is_open and self._trainer.state is TrainerState.RUNNING:
            self._show(snapshot)

    def _show(self, snapshot: Snapshot) -> None:
        sub_step = self._current_sub_step()
        if sub_step is not None and snapshot.step != sub_step.step:
            return  # its step is on the way
        at = (sub_step or SubStep(snapshot.step)) if self._actions["substeps"].isChecked() else None
        self._pick_once(snapshot)
        self.inspector.show_snapshot(snapshot, at)
        self._show_figures(snapshot, at)

    def _show_figures(self, snapshot: Snapshot, sub_step: SubStep | None) -> None:
        records: dict[str, StepRecord] = {}
        if snapshot.problem.dimensions == 2 and self._trainer.state is not TrainerState.RUNNING:
            runs = {run.label: run for run in snapshot.runs}
            inspected = [runs[label] for label in self.inspector.labels() if label in runs]
            # Nothing is drawn of a run that ended before.
            records = {
                run.label: run.record for run in inspected if run.record and (sub_step is None or run.record.number == sub_step.step)
            }
        phase = Phase.MOVE if sub_step is None else sub_step.phase
        # On a network the plane stands in the canvas's place.
        self._canvas.show_steps([ShownStep(label, record.optimizer, figure(record, phase)) for label, record in records.items()])
        # By step and not by part, so that nothing moves while a step is taken apart.
        followed = tuple((label, record.number) for label, record in records.items())
        if self._zoomed and records and followed != self._zoomed_on:
            self._zoomed_on = followed
            self._canvas.zoom_to([part for record in records.values() if (part := extent(record)) is not None])

    def _refresh(self) -> None:
        if not self.is_open:
            self._canvas.show_steps(())
        self.changed.emit()

    @Slot()
    def _on_runs_chosen(self) -> None:
        self._actions["beside"].setChecked(self.inspector.is_beside)
        self._refresh()

    def pick_weight(self, index: int) -> None:
        """Look at this weight of the network, if the inspector is open."""
        if self.is_open:
            self.inspector.picker.pick(index)
            self._refresh()

    @Slot(int, int)
    def on_weight_picked(self, unit: int, pixel: int) -> None:
        """A pixel of a unit of the first layer was clicked."""
        latest = self._trainer.latest
        if latest is not None and latest.problem.network is not None:
            self.pick_weight(latest.problem.network.index_of(0, pixel, unit))

    def _pick_once(self, snapshot: Snapshot) -> None:
        """Begin on a network with the weight that moved most: many do not move at all, since their pixel is always blank."""
        if snapshot.problem.network is not None and snapshot.problem is not self._picked_from:
            self.inspector.picker.set_network(snapshot.problem.network)
            if self._pick_largest(snapshot):
                self._picked_from = snapshot.problem

    def _pick_largest(self, snapshot: Snapshot) -> bool:
        labels = self.inspector.labels()
        run = next((run for run in snapshot.runs if labels and run.label == labels[0]), None)
        if run is None or run.record is None:
            return False
        self.inspector.picker.pick(int(np.argmax(np.abs(run.record.taken.terms["Δ"]))))
        return True

    @Slot()
    def _on_largest_wanted(self) -> None:
        if self._trainer.latest is not None and self._pick_largest(self._trainer.latest):
            self._refresh()

    @Slot(object)
    def _on_state_changed(self, state: TrainerState) -> None:
        if state is TrainerState.RUNNING:
            self._forget_sub_step()
            self._canvas.show_steps(())
        elif self.is_open:
            self.changed.emit()
