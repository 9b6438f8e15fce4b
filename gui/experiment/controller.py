"""What is raced: brings every widget to the trainer's setup, and what the user changes there to the trainer."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.experiment.document import Document
from core.experiment.setup import Setup, on_problem
from core.experiment.termination import stays_ended_text, terminated_before
from core.optimizers.base import Optimizer
from core.problems.base import ProblemSetup, Sampling
from core.problems.kinds import FUNCTION, KINDS, NETWORK, ProblemKind, kind_by_key, kind_of
from core.text import tr
from gui.canvas.path_canvas import PathCanvas
from gui.canvas.stage import Stage
from gui.experiment.path_stage import PathStage
from gui.experiment.surface_action import SurfaceAction
from gui.experiment.workspace import Workspace
from gui.network.controller import NetworkController
from gui.parameters.panel import ParameterPanel
from gui.plots.run_plot import RunPlot
from gui.style.run_style import RunStyle, StyleBook, display_name, in_families
from gui.style.theme import LIGHT, Theme
from gui.training.trainer import Trainer

_MOST_RANDOM_SEED = 10_000


class ExperimentController(QObject):
    """Between the trainer's setup and the widgets that show and change it."""

    message = Signal(str)
    """A sentence for the user; an empty one takes the last away."""
    runs_shown = Signal(object, object)
    """(label, on) of each run, and the style of each by label."""
    tabs_made = Signal(object)
    """A widget that wants a place below the plot of the loss."""
    kind_shown = Signal(object)
    """The `ProblemKind` that the window shows now."""

    styles_changed = Signal(object)
    """The style of each run, by label."""

    def __init__(
        self,
        trainer: Trainer,
        panel: ParameterPanel,
        stack: QStackedWidget,
        canvas: PathCanvas,
        loss_plot: RunPlot,
        network: NetworkController,
        actions: Mapping[str, QAction],
        parent: QWidget,
    ) -> None:
        """`stack` holds the canvases, and `canvas` is that of functions."""
        super().__init__(parent)
        self._trainer, self._panel, self._stack = trainer, panel, stack
        self._loss_plot, self._actions = loss_plot, actions
        self._stages: dict[str, Stage] = {FUNCTION.key: PathStage(FUNCTION, stack, loss_plot, canvas), NETWORK.key: network}
        self._book = StyleBook()
        self._replay = {kind.key: kind.usual.replays for kind in KINDS}
        self._workspace = Workspace()
        self._is_fresh = False
        self._theme: Theme = LIGHT
        self._shown_kind: ProblemKind | None = None
        trainer.setup_refused.connect(self._on_setup_refused)
        trainer.runs_changed.connect(self._on_runs_changed)
        panel.removal_requested.connect(trainer.remove_branch)
        panel.problem_chosen.connect(self._on_problem_chosen)
        panel.problem_edited.connect(self._on_problem_edited)
        panel.start_edited.connect(self._on_start_edited)
        panel.seed_edited.connect(self._on_seed_edited)
        panel.new_seed_requested.connect(self.draw_seed)
        panel.optimizer_configured.connect(self._on_optimizer_configured)
        panel.run_toggled.connect(self._on_run_toggled)
        panel.replay_toggled.connect(self._on_replay_toggled)
        loss_plot.run_toggled.connect(self._on_run_toggled)
        for stage in self._stages.values():
            self._connect_stage(stage)
        network.setup_chosen.connect(self._on_setup_chosen)
        self._surface_key = SurfaceAction(actions["surface"], parent)
        self._surface_key.message.connect(self.message)
        network.views_made.connect(lambda views: self._surface_key.follow(views.plane.tools))

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do; one that can be checked gives whether it is."""
        return {
            "reset": self.restart,
            "new_seed": self.draw_seed,
            "finish": self.choose_finish,
            "fit_canvas": lambda: self.stage_canvas.refit(),
            "equal": lambda on: self.stage_canvas.set_equal_aspect(on),
        }

    def close_down(self) -> None:
        """The window closes: end what runs in the background."""
        for stage in self._stages.values():
            stage.close_down()

    def set_aside(self) -> None:
        """Remember what is raced, to go on with it after a lesson."""
        self._workspace.set_aside(self._trainer.setup, self._trainer.off)
        self._is_fresh = True

    def open(self, setup: Setup) -> None:
        """Race on this, with all runs; after `set_aside`, what stood before waits."""
        if self._is_fresh:
            self._is_fresh = False
            self._trainer.change_to(setup, frozenset(), resume=False)
        else:
            self._trainer.load(setup, off=frozenset())
        self.show_setup()

    def resume(self) -> None:
        """Go on with what was set aside, where it stood."""
        before = self._workspace.resume()
        if before is not None:
            self._trainer.change_to(before.setup, before.off, keep=False)
            self.show_setup()

    def open_document(self, document: Document) -> None:
        """Race on this, at the step where it stood; what is raced in the other mode waits."""
        keep = kind_of(document.problem) is not self.kind
        if keep:
            self._workspace.leave(self._trainer.setup, self._trainer.off)
        self._trainer.open_document(document, keep)
        self.message.emit("")
        self.show_setup()
        self._stack.setFocus()

    def open_later(self, document: Document) -> None:
        """Race on this as soon as the user changes to its kind of problem."""
        self._workspace.open_later(document)

    @property
    def is_replaying(self) -> bool:
        """Whether a changed setting holds from the start on."""
        return self._replay[self.kind.key]

    def set_replaying(self, on: bool) -> None:
        """Let a changed setting hold from the start on, or from the next step."""
        self._replay[self.kind.key] = on
        self._panel.set_replay(on)

    def restart(self) -> None:
        """Stop, go back to step 0 with the settings of now, and fit both views."""
        sentence = self._discard_notice()
        self._trainer.load(self._trainer.setup)
        self.message.emit(sentence)
        self.stage_canvas.fit()
        self._loss_plot.fit()

    @property
    def kind(self) -> ProblemKind:
        """What the window races on now."""
        return kind_of(self._trainer.setup.problem)

    @property
    def stage(self) -> Stage:
        """What belongs to the kind of problem that is raced on now."""
        return self._stage_of(self.kind.key)

    def _stage_of(self, key: str) -> Stage:
        if key not in self._stages:
            stage = self._stages[key] = PathStage(kind_by_key(key), self._stack, self._loss_plot)
            stage.set_theme(self._theme)
            self._connect_stage(stage)
        return self._stages[key]

    def _connect_stage(self, stage: Stage) -> None:
        stage.start_picked.connect(self._on_start_picked)
        stage.tabs_made.connect(self.tabs_made)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme for what stands beside the canvases."""
        self._theme = theme
        for stage in self._stages.values():
            stage.set_theme(theme)

    def set_time_mark(self, step: int | None) -> None:
        """Mark a step that is looked at; None takes the mark away."""
        for stage in self._stages.values():
            stage.set_time_mark(step)

    @property
    def stage_canvas(self) -> PathCanvas:
        """What stands in the middle now: the landscape of a function, or the plane of a network's weights."""
        return self.stage.canvas

    def first_setup(self) -> Setup:
        """What somebody begins with here who has asked for nothing."""
        return self.stage.first_setup()

    def change_to(self, key: str) -> None:
        """Race on the kind of problem with this key; what was left there goes on where it stood."""
        if key != self.kind.key:
            waiting, stage = self._workspace.waiting(key), self._stage_of(key)
            if waiting is not None and waiting.document is not None:
                self.open_document(waiting.document)
                return
            self._workspace.leave(self._trainer.setup, self._trainer.off)
            if waiting is not None:
                self._trainer.change_to(waiting.setup, waiting.off)
            else:
                setup = stage.first_setup()
                self._trainer.change_to(setup, setup.off_at_first)
            self.message.emit(stage.greeting() if waiting is None else "")
        self.show_setup()
        self._stack.setFocus()

    def show_setup(self) -> None:
        """Bring every widget to the trainer's setup, as after another function."""
        setup, kind, stage, styles = self._trainer.setup, self.kind, self.stage, self._styles()
        self._actions[f"{kind.key}_mode"].setChecked(True)
        self._surface_key.set_kind_refusal(stage.surface_refusal)
        self._actions["finish"].setEnabled(bool(setup.problem.finish_fields))
        self._panel.set_runs(setup.runs, styles)
        if kind is not self._shown_kind:
            self._shown_kind = kind
            # Images may have to be read first, and numbers of the other kind would stand there meanwhile.
            self._panel.forget_runs()
            self._loss_plot.forget(kind)
        self._panel.set_seed(setup.seed)
        self._panel.set_replay(self._replay[kind.key])
        self.kind_shown.emit(kind)
        for other in self._stages.values():
            if other is not stage:
                other.leave()
        canvas = stage.canvas
        stage.show_setup(setup, styles)
        self._panel.show_problem(setup.problem, setup.batch_size)
        self._stack.setCurrentWidget(canvas)
        for run in setup.runs:
            self._panel.set_optimizer(run.label, run.optimizer, run.sampling)
            self._panel.set_run_on(run.label, run.label not in self._trainer.off)
        self._stack.setFocusProxy(canvas)
        self._actions["equal"].setChecked(canvas.equal_aspect())
        self._show_runs()

    def _show_runs(self) -> None:
        setup = self._trainer.setup
        styles = self._styles()
        runs = [(run.label, run.label not in self._trainer.off) for run in in_families(setup.runs)]
        self._loss_plot.set_runs(runs, styles)
        self.stage.set_runs(runs, styles)
        self.runs_shown.emit(runs, styles)
        self.styles_changed.emit(styles)

    def _styles(self) -> dict[str, RunStyle]:
        return self._book.styles((run.label, run.optimizer.key) for run in self._trainer.setup.runs)

    @Slot()
    def _on_runs_changed(self) -> None:
        """A branch came, or went."""
        self._panel.set_runs(self._trainer.setup.runs, self._styles())
        self._show_runs()

    @Slot(object)
    def _on_problem_chosen(self, problem: ProblemSetup) -> None:
        """Another landscape: its own start and recommended learning rates; the other hyperparameters stay."""
        sentence = self._discard_notice()
        self._trainer.load(on_problem(self._trainer.setup, problem))
        self.message.emit(sentence)
        self.show_setup()

    @Slot(object, object)
    def _on_problem_edited(self, problem: ProblemSetup, batch_size: int | None) -> None:
        """The problem with something changed, on which the learning rates stay."""
        self._on_setup_chosen(self._trainer.setup.with_problem(problem, batch_size))

    def _discard_notice(self) -> str:
        """What to say of branches and changes in mid-run, which do not outlive a new beginning; empty where there are none."""
        latest = self._trainer.latest
        plans = latest.plans if latest is not None else ()
        branches = sum(plan.parent is not None for plan in plans)
        changes = sum(len(plan.settings) - 1 for plan in plans if plan.parent is None)
        if not branches and not changes:
            return ""
        sentence = tr(
            "All runs begin anew. Branches: {branches} gone. Changes in mid-run: {changes} gone, the last settings hold from the start."
        )
        return sentence.format(branches=branches, changes=changes)

    @Slot(object)
    def _on_setup_chosen(self, setup: Setup) -> None:
        kind = kind_of(setup.problem)
        if kind is not self.kind:
            self._workspace.leave(setup, setup.off_at_first)
            self.change_to(kind.key)
            return
        self._trainer.load(setup)
        self.message.emit("")
        self.show_setup()

    @Slot(str)
    def _on_setup_refused(self, sentence: str) -> None:
        self.show_setup()
        self.message.emit(sentence)

    @Slot(object)
    def _on_start_edited(self, start: tuple[float, ...]) -> None:
        self._trainer.set_start(*start, catch_up=self.is_replaying)
        self.stage.set_start(start)

    @Slot(object)
    def _on_start_picked(self, start: tuple[float, ...]) -> None:
        self._panel.set_start(*start)
        self._on_start_edited(start)

    @Slot(object)
    def _on_seed_edited(self, seed: int) -> None:
        sentence = self._discard_notice()
        self._trainer.set_seed(seed, catch_up=self.is_replaying)
        if sentence:
            self.message.emit(sentence)

    @Slot()
    def draw_seed(self) -> None:
        """Begin anew with another seed, drawn by chance."""
        seed = secrets.randbelow(_MOST_RANDOM_SEED)
        self._panel.set_seed(seed)
        self._on_seed_edited(seed)

    @Slot()
    def choose_finish(self) -> None:
        """Ask where the race ends, and compute it again to the same step with that."""
        from gui.experiment.finish_dialog import FinishDialog  # late: a window opens without it

        setup = self._trainer.setup
        dialog = FinishDialog(setup.problem, self._theme, self._stack.window())
        if dialog.exec() and dialog.problem != setup.problem:
            sentence = self._discard_notice()
            self._trainer.load(replace(setup, problem=dialog.problem), catch_up=True)
            self.message.emit(sentence)
            self.show_setup()

    @Slot(str, object, object)
    def _on_optimizer_configured(self, label: str, optimizer: Optimizer, sampling: Sampling) -> None:
        replay = self.is_replaying
        self._trainer.configure(label, optimizer, sampling, replay)
        latest = self._trainer.latest
        run = next((run for run in latest.runs if run.label == label), None) if latest is not None else None
        if latest is not None and run is not None and not replay and terminated_before(run, latest.problem, optimizer, sampling):
            self.message.emit(stays_ended_text(run, display_name(label)))

    @Slot(str, bool)
    def _on_run_toggled(self, label: str, on: bool) -> None:
        self._trainer.switch(label, on)
        self._panel.set_run_on(label, on)
        self._show_runs()

    @Slot(bool)
    def _on_replay_toggled(self, on: bool) -> None:
        self._replay[self.kind.key] = on
