"""The window: composes panel, canvas, loss plot and transport, and wires them to the trainer. It decides nothing."""

import secrets

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QActionGroup, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QSplitter, QVBoxLayout, QWidget

from core import __version__
from core.experiment import Setup, default_setup, on_function
from core.functions import FUNCTIONS
from core.optimizers import Optimizer
from core.problems import Problem, Sampling
from core.snapshot import Snapshot
from core.text import tr
from gui.actions import TRANSPORT, VIEW, apply_reasons, fill_menus, keys_table, make_actions, transport_reasons
from gui.canvas import TrajectoryCanvas
from gui.commands import TrainerState
from gui.export_dialog import ExportDialog
from gui.frame_clock import FrameClock
from gui.icons import action_icon
from gui.key_focus import KeyFocus, focus_by_tab_only
from gui.keys_dialog import KeysDialog
from gui.language_menu import LanguageMenu
from gui.loss_plot import LossPlot
from gui.message_strip import MessageStrip
from gui.panel.parameter_panel import ParameterPanel
from gui.picture import Look, Plots, draw
from gui.run_style import run_styles
from gui.settings import WindowSettings
from gui.speed import DEFAULT_SPEED_INDEX, SPEEDS
from gui.theme import DARK, LIGHT, Theme, apply_theme, system_theme
from gui.trainer import Trainer
from gui.transport import TransportBar

THEMES = ("system", "light", "dark")
_MOST_RANDOM_SEED = 10_000


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


class MainWindow(QMainWindow):
    """Descent Lab's window. `message_requested` may be emitted from any thread."""

    message_requested = Signal(str)

    def __init__(self, setup: Setup | None = None) -> None:
        super().__init__()
        self.setWindowTitle(tr("Descent Lab"))
        self._settings = WindowSettings()
        self.trainer = Trainer(setup or default_setup(), self)
        self.clock = FrameClock(self.trainer, self)
        self._replay = True
        self.theme = LIGHT
        self._make_actions()
        self._make_widgets()
        self._connect()
        self._restore()
        self._show_setup()
        focus_by_tab_only(self)
        self._key_focus = KeyFocus(self.canvas, self)
        _application().installEventFilter(self._key_focus)
        self.canvas.setFocus()
        self.clock.start()

    # What the window is made of

    def _make_actions(self) -> None:
        self.actions_by_name = make_actions(
            self,
            {
                "export": self._on_export,
                "copy": self._on_copy,
                "quit": self.close,
                "home": lambda: self.trainer.rewind(0),
                "back": lambda: self.trainer.step(-1),
                "play": self.trainer.toggle,
                "step": lambda: self.trainer.step(1),
                "ten": lambda: self.trainer.step(10),
                "reset": self.reset,
                "new_seed": self._on_new_seed_requested,
                "slower": lambda: self.transport.change_speed(-1),
                "faster": lambda: self.transport.change_speed(1),
                "fit_canvas": lambda: self.canvas.fit(),
                "fit_loss": lambda: self.loss_plot.fit(),
                "equal": lambda: self.canvas.set_equal_aspect(self.actions_by_name["equal"].isChecked()),
                "log": lambda: self.loss_plot.set_log_y(self.actions_by_name["log"].isChecked()),
                "panel": lambda: self.panel.setVisible(self.actions_by_name["panel"].isChecked()),
                "keys": self._on_keys,
                "about": self._on_about,
            },
        )
        menus = fill_menus(self.menuBar(), self.actions_by_name)
        self.language_menu = LanguageMenu(self)
        menus[VIEW].addMenu(self.language_menu)
        theme_menu = menus[VIEW].addMenu(tr("&Theme"))
        group = QActionGroup(self)
        names = {"system": tr("Like the &system"), "light": tr("&Light"), "dark": tr("&Dark")}
        self._theme_actions = {}
        for key in THEMES:
            action = theme_menu.addAction(names[key])
            action.setCheckable(True)
            action.setActionGroup(group)
            action.triggered.connect(lambda _checked=False, key=key: self.choose_theme(key))
            self._theme_actions[key] = action

    def _make_widgets(self) -> None:
        self.panel = ParameterPanel(self)
        self.canvas = TrajectoryCanvas(self)
        self.loss_plot = LossPlot(self)
        self.transport = TransportBar([self.actions_by_name[name] for name in TRANSPORT], self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for widget in (self.panel, self.canvas, self.loss_plot):
            self.splitter.addWidget(widget)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 5)
        self.splitter.setStretchFactor(2, 4)
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.splitter, 1)
        self.messages = MessageStrip(centre)
        layout.addWidget(self.messages)
        layout.addWidget(self.transport)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self.trainer.state_changed.connect(self._on_state_changed)
        self.trainer.failed.connect(self.messages.show_message)
        self.language_menu.told.connect(self.messages.show_message)
        self.message_requested.connect(self.messages.show_message)
        self.trainer.setup_refused.connect(self._on_setup_refused)
        self.trainer.limit_reached.connect(self._on_limit_reached)
        self.clock.frame.connect(self._on_frame)
        self.clock.text_frame.connect(self._on_text_frame)
        self._rate_timer = QTimer(self)
        self._rate_timer.setInterval(500)
        self._rate_timer.timeout.connect(self._on_rate_due)
        self._rate_timer.start()
        self.transport.speed_changed.connect(self.trainer.set_speed)
        self.panel.function_chosen.connect(self._on_function_chosen)
        self.panel.start_edited.connect(self._on_start_edited)
        self.panel.seed_edited.connect(self._on_seed_edited)
        self.panel.new_seed_requested.connect(self._on_new_seed_requested)
        self.panel.optimizer_configured.connect(self._on_optimizer_configured)
        self.panel.run_toggled.connect(self._on_run_toggled)
        for refused in (self.panel.value_refused, self.loss_plot.tools.value.refused):
            refused.connect(self.messages.show_message)
        self.panel.replay_toggled.connect(self._on_replay_toggled)
        self.loss_plot.run_toggled.connect(self._on_run_toggled)
        self.canvas.start_picked.connect(self._on_start_picked)
        self.canvas.equal_aspect_changed.connect(self.actions_by_name["equal"].setChecked)
        self.loss_plot.log_y_changed.connect(self.actions_by_name["log"].setChecked)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_theme_changed)

    def _restore(self) -> None:
        self.resize(1280, 800)
        self.splitter.setSizes([320, 512, 448])
        self.restoreGeometry(self._settings.bytes("geometry"))
        self.splitter.restoreState(self._settings.bytes("splitter"))
        self.transport.set_speed_index(self._settings.integer("speed", DEFAULT_SPEED_INDEX, len(SPEEDS) - 1))
        self.trainer.set_speed(SPEEDS[self.transport.speed_index])
        self.actions_by_name["log"].setChecked(True)
        self.actions_by_name["panel"].setChecked(self._settings.integer("panel", 1, 1) == 1)
        self.panel.setVisible(self.actions_by_name["panel"].isChecked())
        self.choose_theme(self._settings.text("theme", "system", THEMES))

    # Setup: what is raced

    def _show_setup(self) -> None:
        """Bring every widget to the trainer's setup, as after another function."""
        setup = self.trainer.setup
        problem = Problem(FUNCTIONS[setup.function])
        styles = run_styles((run.label, run.optimizer.key) for run in setup.runs)
        self.panel.set_function(setup.function)
        self.panel.set_start(*setup.start)
        self.panel.set_seed(setup.seed)
        for run in setup.runs:
            self.panel.set_optimizer(run.label, run.optimizer, run.sampling)
            self.panel.set_run_on(run.label, run.label not in self.trainer.off)
        self.canvas.set_styles(styles)
        self.canvas.set_problem(problem)
        self.canvas.set_start(*setup.start)
        self.loss_plot.set_problem(problem)
        self._show_runs()

    def _show_runs(self) -> None:
        setup = self.trainer.setup
        styles = run_styles((run.label, run.optimizer.key) for run in setup.runs)
        self.loss_plot.set_runs([(run.label, run.label not in self.trainer.off) for run in setup.runs], styles)

    @Slot(str)
    def _on_function_chosen(self, key: str) -> None:
        """Another landscape: its own start and recommended learning rates; the other hyperparameters stay."""
        self.trainer.load(on_function(self.trainer.setup, key))
        self.messages.show_message("")
        self._show_setup()

    @Slot(str)
    def _on_setup_refused(self, sentence: str) -> None:
        self._show_setup()
        self.messages.show_message(sentence)

    @Slot(float, float)
    def _on_start_edited(self, x: float, y: float) -> None:
        self.trainer.set_start(x, y, catch_up=self._replay)
        self.canvas.set_start(x, y)

    @Slot(float, float, bool)
    def _on_start_picked(self, x: float, y: float, dragging: bool) -> None:
        self.panel.set_start(x, y)
        self._on_start_edited(x, y)

    @Slot(object)
    def _on_seed_edited(self, seed: int) -> None:
        self.trainer.set_seed(seed, catch_up=self._replay)

    @Slot()
    def _on_new_seed_requested(self) -> None:
        seed = secrets.randbelow(_MOST_RANDOM_SEED)
        self.panel.set_seed(seed)
        self._on_seed_edited(seed)

    @Slot(str, object, object)
    def _on_optimizer_configured(self, label: str, optimizer: Optimizer, sampling: Sampling) -> None:
        self.trainer.configure(label, optimizer, sampling, replay=self._replay)

    @Slot(str, bool)
    def _on_run_toggled(self, label: str, on: bool) -> None:
        self.trainer.switch(label, on)
        self.panel.set_run_on(label, on)
        self._show_runs()

    @Slot(bool)
    def _on_replay_toggled(self, on: bool) -> None:
        self._replay = on

    # Time

    def reset(self) -> None:
        """Stop, go back to step 0 with the settings of now, and fit both views."""
        self.trainer.load(self.trainer.setup)
        self.messages.show_message("")
        self.canvas.fit()
        self.loss_plot.fit()

    @Slot(object)
    def _on_frame(self, snapshot: Snapshot) -> None:
        self.canvas.show_snapshot(snapshot)
        self.loss_plot.show_snapshot(snapshot)
        self.transport.show_snapshot(snapshot)
        apply_reasons(self.actions_by_name, transport_reasons(self.trainer.state, snapshot.step))

    @Slot(object)
    def _on_text_frame(self, snapshot: Snapshot) -> None:
        self.panel.show_snapshot(snapshot)

    @Slot(object)
    def _on_state_changed(self, state: TrainerState) -> None:
        running = state is TrainerState.RUNNING
        play = self.actions_by_name["play"]
        play.setText(tr("&Pause") if running else tr("&Play"))
        play.setIcon(action_icon("pause" if running else "play", self.theme))
        latest = self.trainer.latest
        apply_reasons(self.actions_by_name, transport_reasons(state, latest.step if latest else 0))

    @Slot()
    def _on_rate_due(self) -> None:
        self.transport.show_rate(self.trainer.latest, self.trainer.state is TrainerState.RUNNING)

    @Slot(int)
    def _on_limit_reached(self, step: int) -> None:
        self.messages.show_message(tr("Paused at step {step}. Press Space to go on.").format(step=f"{step:,}"))

    # Looks

    def choose_theme(self, key: str) -> None:
        """Use the light theme, the dark one, or that of the system, and remember it."""
        self._settings.put("theme", key)
        self._theme_actions[key].setChecked(True)
        self._apply({"light": LIGHT, "dark": DARK}.get(key) or system_theme())

    def _apply(self, theme: Theme) -> None:
        self.theme = theme
        apply_theme(_application(), theme)
        for widget in (self.panel, self.canvas, self.loss_plot):
            widget.set_theme(theme)
        for name, action in self.actions_by_name.items():
            action.setIcon(action_icon(name, theme))
        self._on_state_changed(self.trainer.state)

    @Slot()
    def _on_system_theme_changed(self) -> None:
        if self._theme_actions["system"].isChecked():
            self._apply(system_theme())

    # Pictures and help

    @Slot()
    def _on_export(self) -> None:
        latest = self.trainer.latest
        if latest is not None:
            ExportDialog(self, latest, tr(self.trainer.setup.title), self.theme, Look(self.canvas, self.loss_plot)).exec()

    @Slot()
    def _on_copy(self) -> None:
        latest = self.trainer.latest
        if latest is not None:
            look = Look(self.canvas, self.loss_plot)
            QGuiApplication.clipboard().setImage(draw(latest, Plots.BOTH, tr(self.trainer.setup.title), self.theme, look))
            self.messages.show_message(tr("The picture is on the clipboard."))

    @Slot()
    def _on_keys(self) -> None:
        KeysDialog(keys_table(self.canvas.keys() + self.loss_plot.keys()), self).exec()

    @Slot()
    def _on_about(self) -> None:
        text = tr("Descent Lab {version}\n\nWatch, step through and race gradient-descent optimizers.\nMIT licence.")
        QMessageBox.about(self, tr("About Descent Lab"), text.format(version=__version__))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.clock.stop()
        self._rate_timer.stop()
        self.trainer.close()
        _application().removeEventFilter(self._key_focus)
        self._settings.put("geometry", self.saveGeometry())
        self._settings.put("splitter", self.splitter.saveState())
        self._settings.put("speed", self.transport.speed_index)
        self._settings.put("panel", int(self.actions_by_name["panel"].isChecked()))
        super().closeEvent(event)
