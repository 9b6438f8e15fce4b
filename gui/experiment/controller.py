"""What is raced: brings every widget to the trainer's setup, and what the person changes there to the trainer."""

import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.experiment.document import Document
from core.experiment.setup import Setup, default_setup, on_problem
from core.experiment.termination import stays_ended_text, terminated_before
from core.functions import FUNCTIONS
from core.optimizers.base import Optimizer
from core.problems.base import Sampling
from core.problems.function import FunctionProblem, FunctionSetup, function_setup
from core.problems.network_setup import NetworkSetup
from core.text import tr
from gui.canvas.function_canvas import FunctionCanvas
from gui.experiment.surface_action import SurfaceAction
from gui.network.controller import NetworkController
from gui.parameters.panel import ParameterPanel
from gui.plots.run_plot import RunPlot
from gui.style.run_style import RunStyle, StyleBook, display_name, in_families
from gui.training.trainer import Trainer

if TYPE_CHECKING:
    from gui.weight_plane.canvas import PlaneCanvas

_MOST_RANDOM_SEED = 10_000


class ExperimentController(QObject):
    """Between the trainer's setup and the widgets that show and change it. It keeps what was left in the other mode."""

    message = Signal(str)
    """A sentence for the person; an empty one takes the last away."""
    runs_shown = Signal(object, object)
    """(label, on) of each run, and the style of each by label."""
    kind_shown = Signal(object)
    """`FunctionSetup` or `NetworkSetup`: the kind of problem that the window shows now."""

    styles_changed = Signal(object)
    """The style of each run, by label."""

    def __init__(
        self,
        trainer: Trainer,
        panel: ParameterPanel,
        stage: QStackedWidget,
        canvas: FunctionCanvas,
        loss_plot: RunPlot,
        network: NetworkController,
        actions: Mapping[str, QAction],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._trainer, self._panel, self._stage, self._canvas = trainer, panel, stage, canvas
        self._loss_plot, self._network, self._actions = loss_plot, network, actions
        self._book = StyleBook()
        # Networks take long to compute again.
        self._replay: dict[type, bool] = {FunctionSetup: True, NetworkSetup: False}
        self._left: dict[type, tuple[Setup, frozenset[str]]] = {}
        self._aside: tuple[Setup, frozenset[str]] | None = None
        self._is_fresh = False
        self._waiting: dict[type, Document] = {}
        self._shown_kind: type | None = None
        trainer.setup_refused.connect(self._on_setup_refused)
        trainer.runs_changed.connect(self._on_runs_changed)
        panel.removal_requested.connect(trainer.remove_branch)
        panel.function_chosen.connect(self._on_function_chosen)
        panel.start_edited.connect(self._on_start_edited)
        panel.seed_edited.connect(self._on_seed_edited)
        panel.new_seed_requested.connect(self.draw_seed)
        panel.optimizer_configured.connect(self._on_optimizer_configured)
        panel.run_toggled.connect(self._on_run_toggled)
        panel.replay_toggled.connect(self._on_replay_toggled)
        loss_plot.run_toggled.connect(self._on_run_toggled)
        canvas.start_picked.connect(self._on_start_picked)
        network.setup_chosen.connect(self._on_network_chosen)
        self._surface_key = SurfaceAction(actions["surface"], parent)
        self._surface_key.message.connect(self.message)
        network.views_made.connect(lambda views: self._surface_key.follow(views.plane.tools))

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do; one that can be checked gives whether it is."""
        return {
            "reset": self.restart,
            "new_seed": self.draw_seed,
            "fit_canvas": lambda: self.stage_canvas.fit(),
            "equal": lambda on: self.stage_canvas.set_equal_aspect(on),
        }

    def set_aside(self) -> None:
        """Remember what is raced, to go on with it after a lesson."""
        self._aside = self._trainer.setup, self._trainer.off
        self._is_fresh = True

    def open(self, setup: Setup) -> None:
        """Race on this, with all runs; after `set_aside`, what stood before waits."""
        if self._is_fresh:
            self._is_fresh = False
            self._trainer.change_to(setup, frozenset())
        else:
            self._trainer.load(setup, off=frozenset())
        self.show_setup()

    def take_up(self) -> None:
        """Go on with what was set aside, where it stood."""
        if self._aside is not None:
            self._trainer.change_to(*self._aside)
            self._aside = None
            self.show_setup()

    def open_document(self, document: Document) -> None:
        """Race on this, at the step where it stood; what is raced in the other mode waits."""
        kind = type(document.problem)
        keep = kind is not self.kind
        if keep:
            self._left[self.kind] = self._trainer.setup, self._trainer.off
        self._waiting.pop(kind, None)
        self._trainer.open(document, keep)
        self.message.emit("")
        self.show_setup()
        self._stage.setFocus()

    def let_wait(self, document: Document) -> None:
        """Race on this as soon as the person changes to its kind of problem."""
        self._waiting[type(document.problem)] = document

    @property
    def is_replaying(self) -> bool:
        """Whether a changed setting holds from the start on."""
        return self._replay[self.kind]

    def set_replaying(self, on: bool) -> None:
        """Let a changed setting hold from the start on, or from the next step."""
        self._replay[self.kind] = on
        self._panel.set_replay(on)

    def restart(self) -> None:
        """Stop, go back to step 0 with the settings of now, and fit both views."""
        sentence = self._what_goes()
        self._trainer.load(self._trainer.setup)
        self.message.emit(sentence)
        self.stage_canvas.fit()
        self._loss_plot.fit()

    @property
    def kind(self) -> type:
        """`FunctionSetup` or `NetworkSetup`: what the window races on now."""
        return type(self._trainer.setup.problem)

    @property
    def stage_canvas(self) -> "FunctionCanvas | PlaneCanvas":
        """What stands in the middle now: the landscape of a function, or the plane of a network's weights."""
        return self._network.views.plane if self.kind is NetworkSetup else self._canvas

    def change_to(self, kind: type) -> None:
        """Race on functions or on a network; what was left there goes on where it stood."""
        if kind is not self.kind and kind in self._waiting:
            self.open_document(self._waiting[kind])
            return
        if kind is not self.kind:
            self._left[self.kind] = self._trainer.setup, self._trainer.off
            default = self._network.first_setup() if kind is NetworkSetup else default_setup()
            setup, off = self._left.get(kind, (default, default.off_at_first))
            self._trainer.change_to(setup, off)
            self.message.emit(self._network.greeting() if kind is NetworkSetup and kind not in self._left else "")
        self.show_setup()
        self._stage.setFocus()

    def show_setup(self) -> None:
        """Bring every widget to the trainer's setup, as after another function."""
        setup = self._trainer.setup
        on_network = self.kind is NetworkSetup
        self._actions["network_mode" if on_network else "function_mode"].setChecked(True)
        self._surface_key.set_on_network(on_network)
        self._panel.set_runs(setup.runs, self._styles())
        if self.kind is not self._shown_kind:
            self._shown_kind = self.kind
            # Images may have to be read first, and numbers of the other kind would stand there meanwhile.
            self._panel.forget_runs()
            self._loss_plot.forget(on_network)
        self._panel.set_seed(setup.seed)
        self._panel.set_replay(self._replay[self.kind])
        self.kind_shown.emit(self.kind)
        if isinstance(setup.problem, FunctionSetup):
            self._show_function(setup, setup.problem)
        else:
            self._stage.setCurrentWidget(self._network.views.plane)
            self._network.show_setup(setup)
        for run in setup.runs:
            self._panel.set_optimizer(run.label, run.optimizer, run.sampling)
            self._panel.set_run_on(run.label, run.label not in self._trainer.off)
        self._network.set_visible(on_network)
        self._stage.setFocusProxy(self.stage_canvas)
        self._actions["equal"].setChecked(self.stage_canvas.equal_aspect())
        self._show_runs()

    def _show_function(self, setup: Setup, chosen: FunctionSetup) -> None:
        problem = FunctionProblem(FUNCTIONS[chosen.function])
        self._network.leave()
        self._panel.set_function(chosen.function)
        self._panel.set_start(*chosen.start)
        self._canvas.set_styles(self._styles())
        self._canvas.set_problem(problem)
        self._canvas.set_start(*chosen.start)
        self._loss_plot.set_problem(problem)
        self._stage.setCurrentWidget(self._canvas)

    def _show_runs(self) -> None:
        setup = self._trainer.setup
        styles = self._styles()
        runs = [(run.label, run.label not in self._trainer.off) for run in in_families(setup.runs)]
        self._loss_plot.set_runs(runs, styles)
        if self._network.is_made:
            self._network.views.set_runs(runs, styles)
        self.runs_shown.emit(runs, styles)
        self.styles_changed.emit(styles)

    def _styles(self) -> dict[str, RunStyle]:
        return self._book.styles((run.label, run.optimizer.key) for run in self._trainer.setup.runs)

    @Slot()
    def _on_runs_changed(self) -> None:
        """A branch came, or went."""
        setup, styles = self._trainer.setup, self._styles()
        self._panel.set_runs(setup.runs, styles)
        if isinstance(setup.problem, FunctionSetup):
            self._canvas.set_styles(styles)
        self._show_runs()

    @Slot(str)
    def _on_function_chosen(self, key: str) -> None:
        """Another landscape: its own start and recommended learning rates; the other hyperparameters stay."""
        sentence = self._what_goes()
        self._trainer.load(on_problem(self._trainer.setup, function_setup(key)))
        self.message.emit(sentence)
        self.show_setup()

    def _what_goes(self) -> str:
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
    def _on_network_chosen(self, setup: Setup) -> None:
        if self.kind is not NetworkSetup:
            self._left[NetworkSetup] = setup, setup.off_at_first
            self.change_to(NetworkSetup)
            return
        self._trainer.load(setup)
        self.message.emit("")
        self.show_setup()

    @Slot(str)
    def _on_setup_refused(self, sentence: str) -> None:
        self.show_setup()
        self.message.emit(sentence)

    @Slot(float, float)
    def _on_start_edited(self, x: float, y: float) -> None:
        self._trainer.set_start(x, y, catch_up=self._replay[self.kind])
        self._canvas.set_start(x, y)

    @Slot(float, float, bool)
    def _on_start_picked(self, x: float, y: float, dragging: bool) -> None:
        self._panel.set_start(x, y)
        self._on_start_edited(x, y)

    @Slot(object)
    def _on_seed_edited(self, seed: int) -> None:
        sentence = self._what_goes()
        self._trainer.set_seed(seed, catch_up=self._replay[self.kind])
        if sentence:
            self.message.emit(sentence)

    @Slot()
    def draw_seed(self) -> None:
        """Begin anew with another seed, drawn by chance."""
        seed = secrets.randbelow(_MOST_RANDOM_SEED)
        self._panel.set_seed(seed)
        self._on_seed_edited(seed)

    @Slot(str, object, object)
    def _on_optimizer_configured(self, label: str, optimizer: Optimizer, sampling: Sampling) -> None:
        replay = self._replay[self.kind]
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
        self._replay[self.kind] = on
