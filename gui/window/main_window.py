"""The window: composes panel, canvas, loss plot and transport, and wires them to the trainer. It decides nothing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from core.data.library import DataLibrary, default_library
from core.experiment.setup import Setup, default_setup
from core.experiment.snapshot import Snapshot
from core.number_text import thousands
from core.problems.kinds import KINDS, kind_of
from core.text import tr
from gui.experiment.controller import ExperimentController
from gui.experiment.raised_run import RaisedRun
from gui.experiment.speed import SpeedController
from gui.experiment.tuning_ghost import TuningGhost
from gui.export.film.actions import FilmActions
from gui.export.numbers.actions import NumbersActions
from gui.export.picture.actions import PictureActions
from gui.export.picture.look import PlotLook
from gui.files.controller import FileController, dropped_path
from gui.inspector.controller import InspectorController
from gui.lessons.lesson_bar import LessonMenu
from gui.lessons.lesson_controller import LessonController
from gui.lessons.lesson_place import LessonPlace
from gui.lessons.prediction_controller import PredictionController
from gui.network.controller import NetworkController
from gui.style.application import apply_theme, the_application
from gui.style.theme import LIGHT, Theme
from gui.system.crashes import GuiGarbage
from gui.system.settings import Hints, WindowSettings
from gui.timeline.controller import TimelineController
from gui.training.commands import TrainerState
from gui.training.frame_clock import FrameClock
from gui.training.trainer import Trainer
from gui.widgets.scenes import paint_now
from gui.window.action_table import FILE, LESSONS, MODES, TEXT, VIEW
from gui.window.actions import action_icon, apply_reasons, connect_actions, fill_menus, make_actions, transport_reasons
from gui.window.first_minute import FirstMinute
from gui.window.focus import FocusOrder, KeyFocus, focus_by_tab_only
from gui.window.keys import key_groups, show_about
from gui.window.layout import Layout
from gui.window.menus import THEMES, LanguageMenu, ModeSwitch, TextSize, ThemeMenu
from gui.window.motion import Motion
from gui.window.narrator import Narrator
from gui.window.parts import make_parts
from gui.window.presentation import Presentation
from gui.window.result_line import ResultLine


class MainWindow(QMainWindow):
    """Descent Lab's window. `message_requested` may be emitted from any thread."""

    message_requested = Signal(str)
    closing = Signal()
    """The window is about to close, and everything is still there."""

    def __init__(self, setup: Setup | None = None, library: DataLibrary | None = None) -> None:
        super().__init__()
        self._garbage = GuiGarbage(self)
        self._settings = WindowSettings()
        library = library or default_library()
        self.trainer = Trainer(setup or default_setup(), self, library)
        self.clock = FrameClock(self.trainer, partial(paint_now, self), self)
        self.theme = LIGHT
        self._make_actions()
        self._make_widgets(library)
        self._connect()
        self._restore()
        self.experiment.show_setup()
        focus_by_tab_only(self)
        self._key_focus = KeyFocus(self.stage, self)
        the_application().installEventFilter(self._key_focus)
        self.stage.setFocus()
        self.clock.start()

    # What the window is made of

    def _make_actions(self) -> None:
        self.actions_by_name = make_actions(self)
        self._menus = menus = fill_menus(self.menuBar(), self.actions_by_name)
        self.language_menu = LanguageMenu(self)
        self.theme_menu = ThemeMenu(self)
        self.text_size = TextSize(menus[TEXT])
        for menu in (self.language_menu, self.theme_menu):
            menus[VIEW].addMenu(menu)
        self.menuBar().setCornerWidget(ModeSwitch([self.actions_by_name[name] for name in MODES], self))

    def _make_widgets(self, library: DataLibrary) -> None:
        self.parts = parts = make_parts(self, self.actions_by_name)
        self.panel, self.canvas, self.stage, self.loss_plot = parts.panel, parts.canvas, parts.stage, parts.loss_plot
        self.plots, self.splitter, self.panel_space = parts.plots, parts.splitter, parts.panel_space
        self.messages, self.transport = parts.messages, parts.transport
        trainer, actions = self.trainer, self.actions_by_name
        self.network = NetworkController(trainer, library, self.panel, self.loss_plot, self._settings, self)
        self.inspector = inspector = InspectorController(trainer, self.plots, self.loss_plot, self.canvas, actions, self)
        line, bar, present = self.transport.timeline, self.transport.past_bar, inspector.before_half_step
        self.timeline = TimelineController(trainer, line, bar, actions, inspector.first_label, present, inspector.go, self)
        self.prediction = PredictionController(trainer, self.canvas, inspector, actions, self)
        self.experiment = ExperimentController(trainer, self.panel, self.stage, self.canvas, self.loss_plot, self.network, actions, self)
        self.speed = SpeedController(trainer, self.transport, self._settings, self)
        self.motion = Motion(trainer, self.canvas, self.speed, actions["reduce_motion"], self._settings, self.centralWidget(), self)
        self.arrangement = layout = Layout(parts, self.experiment, inspector, self.prediction, self.speed)
        self.lessons = LessonController(trainer, self.experiment, inspector, self.prediction, self.timeline, layout, actions, self)
        parts.insert_above(self.splitter, LessonPlace(self.lessons.bar, self))
        LessonMenu(self._menus[LESSONS], self.lessons.begin)
        self.files = FileController(trainer, self.experiment, self.lessons, self.network, layout.read, layout.show, self._settings, self)
        self.setAcceptDrops(True)
        self._menus[FILE].insertMenu(self.actions_by_name["save"], self.files.recent)
        title, theme = (lambda: self.lessons.title), (lambda: self.theme)
        viewed, look, inspected, embedded = self._viewed, self.plot_look, inspector.labels, self.files.embedded_texts_of
        self.pictures = PictureActions(
            self.trainer, viewed=viewed, look=look, inspected=inspected, embedded=embedded, title=title, theme=theme, window=self
        )
        self.films = FilmActions(self.trainer, viewed=viewed, look=look, embedded=embedded, title=title, theme=theme, window=self)
        self.numbers = NumbersActions(self.trainer, title, self)
        hints = Hints(self._settings)
        self._result = ResultLine(trainer, self.messages, hints, self.panel, self.panel_space, self.lessons.begin_shipped, self)
        self.first_minute = FirstMinute(trainer, self.canvas, self.loss_plot, self.lessons, actions, hints, self)
        self._tuning_ghost = TuningGhost(self.panel, self.canvas, lambda: self.experiment.is_replaying, self)
        self.raised = RaisedRun(self)
        for view in (self.panel, self.loss_plot, self.canvas):
            self.raised.follow(view)
        self.presentation = Presentation(self, self.panel_space, self.actions_by_name)
        self.narrator = Narrator(self, lambda: self._viewed(self.trainer.latest) if self.trainer.latest is not None else None)
        self.narrator.follow(self.canvas.view, self.canvas.told_at_edge)
        self.focus_order = FocusOrder(
            self, self.stage, lambda: (self.lessons.bar, self.panel, self.stage, self.loss_plot, self.plots, self.transport)
        )

    def _connect(self) -> None:
        connect_actions(self.actions_by_name, self.commands())
        self.trainer.state_changed.connect(self._on_state_changed)
        for sentences in (
            self.trainer.failed,
            self.language_menu.message,
            self.network.message,
            self.experiment.message,
            self.lessons.message,
            self.files.message,
            self.pictures.message,
            self.films.message,
            self.numbers.message,
            self.narrator.message,
            self.message_requested,
        ):
            sentences.connect(self.messages.show_message)
        self.files.title_changed.connect(self._on_title_changed)
        self.trainer.limit_reached.connect(self._on_limit_reached)
        self.trainer.outlook_changed.connect(self._show_reasons)
        self.clock.frame.connect(self._on_frame)
        self.clock.text_frame.connect(self._on_text_frame)
        self.inspector.changed.connect(self.clock.show_now)
        self.prediction.changed.connect(self._show_reasons)
        self.prediction.key_used.connect(self.presentation.show_key)
        self.inspector.arranging.connect(self.motion.change)
        self.inspector.room_needed.connect(self.panel_space.make_room)
        self.panel_space.narrow_changed.connect(self._show_legend)
        # Qt gives labels that have gone to another parent, as with the drawer, the font that they first had.
        self.panel_space.narrow_changed.connect(lambda: self.panel.set_theme(self.theme))
        self._rate_timer = QTimer(self)
        self._rate_timer.setInterval(500)
        self._rate_timer.timeout.connect(self._on_rate_due)
        self._rate_timer.start()
        for refused in (self.panel.value_refused, self.loss_plot.tools.value.refused):
            refused.connect(self.messages.show_message)
        self.canvas.equal_aspect_changed.connect(self.actions_by_name["equal"].setChecked)
        self.loss_plot.log_y_changed.connect(self.actions_by_name["log"].setChecked)
        self.theme_menu.theme_changed.connect(self._apply)
        self.timeline.past_step_changed.connect(self._on_past_step_changed)
        for follows in (self.speed.show_kind, self.inspector.set_kind, self.prediction.set_kind):
            self.experiment.kind_shown.connect(follows)
        self.experiment.runs_shown.connect(lambda: self.raised.follow(self.experiment.stage_canvas))
        for follows_runs in (self.inspector.set_runs, self.prediction.set_runs):
            self.experiment.runs_shown.connect(follows_runs)
        self.experiment.styles_changed.connect(self.timeline.set_styles)
        for resized in (self.presentation.changed, self.text_size.changed):
            resized.connect(lambda: self.theme_menu.choose(self.theme_menu.key))
        self.network.views_made.connect(self._on_network_views_made)
        self.experiment.tabs_made.connect(lambda tabs: self.plots.insertWidget(1, tabs))
        self.experiment.tabs_made.connect(self.raised.follow)
        self.films.progress_bar_needed.connect(lambda bar: self.parts.insert_above(self.messages, bar))

    def _restore(self) -> None:
        self.resize(1280, 800)
        self.restoreGeometry(self._settings.bytes("geometry"))
        self.panel_space.restore(self._settings.bytes("splitter"))
        self.actions_by_name["log"].setChecked(True)
        self.actions_by_name["panel"].setChecked(self._settings.integer("panel", 1, 1) == 1)
        self._show_panel(self.actions_by_name["panel"].isChecked())
        self.theme_menu.choose(self._settings.text("theme", "system", tuple(THEMES)))

    def commands(self) -> dict[str, Callable[..., object]]:
        """What every action does, by name: what the parts of the window do, and what it does itself."""
        joined: dict[str, Callable[..., object]] = {
            "quit": self.close,
            **{f"{kind.key}_mode": partial(self._on_kind_chosen, kind.key) for kind in KINDS},
            "fit_loss": self.loss_plot.fit,
            "log": self.loss_plot.set_log_y,
            "panel": self._show_panel,
            "keys": self.show_keys,
            "about": lambda: show_about(self),
        }
        for part in (
            *(self.files, self.pictures, self.films, self.numbers, self.lessons, self.prediction, self.experiment, self.speed),
            *(self.network, self.inspector, self.timeline, self.presentation, self.narrator, self.focus_order, self.motion, self.text_size),
        ):
            joined |= part.commands()
        return joined

    # What is raced

    def change_kind(self, key: str) -> None:
        """Race on the kind of problem with this key."""
        self.lessons.leave()
        self.experiment.change_to(key)

    def _on_kind_chosen(self, key: str, on: bool) -> None:
        self.change_kind(key)

    @Slot(object)
    def _on_network_views_made(self) -> None:
        views = self.network.views
        self.stage.addWidget(views.plane)
        self.narrator.follow(views.plane.view, views.plane.told_at_edge)
        views.weights.weight_picked.connect(self.inspector.on_weight_picked)
        self.parts.column.insertWidget(self.parts.column.indexOf(self.splitter) + 1, views.fairness)
        views.set_theme(self.theme)
        views.plane.equal_aspect_changed.connect(self.actions_by_name["equal"].setChecked)

    @Slot(str, bool)
    def _on_title_changed(self, name: str, is_modified: bool) -> None:
        self.setWindowTitle(tr("{name}[*] – Descent Lab").format(name=name) if name else tr("Descent Lab"))
        self.setWindowModified(is_modified)

    # What is shown

    @Slot(bool)
    def _show_panel(self, on: bool) -> None:
        if on is self.panel.isHidden():
            self.motion.change()
        self.parts.panel_place.show_panel(on)
        self._show_legend()

    def _show_legend(self) -> None:
        # The cards of the panel say all that it does; where there is little room the names at the ends of the curves do.
        has_room = not self.panel_space.is_narrow or self.theme.is_for_audience
        self.loss_plot.set_legend_visible(self.panel.isHidden() and has_room)

    def plot_look(self) -> PlotLook:
        """How the plots stand, for pictures that look the same."""
        return PlotLook(self.canvas, self.network.views.plane if self.network.is_made else None, self.loss_plot)

    def _viewed(self, snapshot: Snapshot) -> Snapshot:
        """The runs as the user looks at them: as they are, at an earlier step, or before a step that is half done."""
        seen = self.timeline.viewed(snapshot)
        return seen if self.timeline.is_looking else self.inspector.before_half_step(seen)

    @Slot(object)
    def _on_frame(self, snapshot: Snapshot) -> None:
        if self._is_left(snapshot):
            return
        shown = self._viewed(snapshot)
        self.motion.pace_heads(self.timeline.is_looking)
        # The curves stay whole while somebody looks back, and a line tells where.
        present = snapshot if self.timeline.is_looking else shown
        self.experiment.stage.show_frame(self.inspector.inspected_only(shown), present)
        self.first_minute.show_frame(present, self.timeline.is_looking)
        self.loss_plot.show_snapshot(present)
        self.transport.show_snapshot(present)
        self.inspector.show_frame(self.timeline.viewed(snapshot))
        self.prediction.show_frame(None if self.timeline.is_looking else shown)
        self._show_reasons()

    def _is_left(self, snapshot: Snapshot) -> bool:
        """Whether this is the last of a kind that the window does not race on any more."""
        return kind_of(snapshot.problem) is not self.experiment.kind

    @Slot(object)
    def _on_text_frame(self, snapshot: Snapshot) -> None:
        if self._is_left(snapshot):
            return
        shown = self._viewed(snapshot)
        self.files.show_snapshot(snapshot)
        self._result.tell(shown)
        self.panel.show_snapshot(shown)
        self.narrator.show_text(snapshot)
        self.experiment.stage.show_text(shown)
        self.inspector.show_text(self.timeline.viewed(snapshot))

    @Slot(object)
    def _on_past_step_changed(self, step: int | None) -> None:
        self.transport.show_past_bar(step is not None)
        self.loss_plot.set_time_mark(step)
        self.experiment.set_time_mark(step)
        self._show_reasons()

    @Slot()
    def _show_reasons(self) -> None:
        outlook = self.trainer.outlook
        step = self.timeline.step if self.timeline.step is not None else outlook.step
        reasons = transport_reasons(outlook.state, step, self.timeline.is_looking, self.inspector.is_mid_step)
        apply_reasons(self.actions_by_name, reasons if self.timeline.is_looking else self.prediction.reasons() | reasons)
        # One key, one meaning: out of the past first, then out of the lesson, then out of the presentation.
        self.lessons.set_escape(not self.timeline.is_looking)

    @Slot(object)
    def _on_state_changed(self, state: TrainerState) -> None:
        running = state is TrainerState.RUNNING
        play = self.actions_by_name["play"]
        play.setText(tr("&Pause") if running else tr("&Play"))
        play.setIcon(action_icon("pause" if running else "play", self.theme))
        self._show_reasons()
        self.transport.show_state(state)
        self.narrator.show_state(state)
        self.network.show_state(state)

    @Slot()
    def _on_rate_due(self) -> None:
        self.transport.show_rate(self.trainer.latest, self.trainer.state is TrainerState.RUNNING)

    @Slot(int)
    def _on_limit_reached(self, step: int) -> None:
        self.messages.show_message(tr("Paused at step {step}. Press Space to go on.").format(step=thousands(step)))

    # Looks

    @Slot(object)
    def _apply(self, theme: Theme) -> None:
        self._settings.put("theme", self.theme_menu.key)
        theme = self.presentation.themed(theme.enlarged(self.text_size.scale))
        self.theme = theme
        apply_theme(the_application(), theme)
        painted = self.panel, self.canvas, self.loss_plot, self.inspector, self.timeline, self.transport, self.lessons
        for widget in (*painted, self.first_minute):
            widget.set_theme(theme)
        self.panel_space.set_theme(theme)
        self.parts.panel_place.set_theme(theme)
        self.experiment.set_theme(theme)
        self._show_legend()
        for name, action in self.actions_by_name.items():
            action.setIcon(action_icon(name, theme))
        self._on_state_changed(self.trainer.state)

    # Help

    @Slot()
    def show_keys(self) -> None:
        """Show what every key does."""
        from gui.window.keys_dialog import KeysDialog  # late: a window opens without it

        KeysDialog(key_groups(), self).exec()

    # Qt's own names

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.focus_order.go(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel_space.set_width(self.width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_path(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_path(event)
        if path is not None:
            event.acceptProposedAction()
            self.files.open_path(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_close():
            event.ignore()
            return
        self.closing.emit()
        splitter = self.panel_space.close_down()
        for part in (self.presentation, self.films, self.numbers):
            part.close_down()
        self.clock.stop()
        self._rate_timer.stop()
        self.trainer.close()
        self.experiment.close_down()
        self._garbage.stop()
        the_application().removeEventFilter(self._key_focus)
        self._settings.put("geometry", self.saveGeometry())
        self._settings.put("splitter", splitter)
        self.speed.remember()
        self._settings.put("panel", int(self.actions_by_name["panel"].isChecked()))
        super().closeEvent(event)
