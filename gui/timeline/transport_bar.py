"""The bar under the plots: the transport buttons, the time line, and the counters and the speed, or what is looked at.

To be read from afar it is slim: the time line, a large step counter, whether it is playing, and how fast.
"""

from time import perf_counter

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from core.experiment.snapshot import Snapshot
from core.number_text import thousands
from core.text import mark, tr
from gui.style.icons import size_buttons
from gui.style.theme import LIGHT, Theme, enlarged_font, numeric_font, small_font
from gui.style.tokens import BUTTON, GAP, MARGIN, TEXT, TEXT_LARGE, TIGHT
from gui.timeline.past_bar import PastBar
from gui.timeline.timeline import Timeline
from gui.training.commands import TrainerState
from gui.training.speed import DEFAULT_SPEED_INDEX, SPEEDS, RateMeter, speed_text
from gui.widgets.accessible import speak_value
from gui.widgets.round_button import RoundButton
from gui.widgets.roving_focus import RovingFocus
from gui.widgets.spoken import SpokenLabel, announce
from gui.widgets.steady_label import SteadyLabel

_STATES = {
    TrainerState.LOADING: mark("Loading"),
    TrainerState.IDLE: mark("Paused"),
    TrainerState.PAUSED: mark("Paused"),
    TrainerState.RUNNING: mark("Playing"),
    TrainerState.FINISHED: mark("All runs have ended"),
    TrainerState.FAILED: mark("Stopped by an error"),
}
# How much larger than the other text the step counter is at hand, and from afar.
_COUNTER, _COUNTER_AFAR = TEXT_LARGE / TEXT, 1.5
_COUNTER_WIDTH, _RATE_WIDTH = 64, 92
# A race that is slower than this part of the wanted speed falls short of it, and says so.
_SHORT_OF_SPEED = 0.8
_ANY_WIDTH = 16_777_215  # Qt's QWIDGETSIZE_MAX


class TransportBar(QFrame):
    """Shows the window's transport actions as buttons, and owns the speed slider. It asks; the trainer does."""

    speed_changed = Signal(object)

    def __init__(self, actions: list[QAction], look_actions: list[QAction], parent: QWidget | None = None) -> None:
        """`actions` from left to right, the last one apart; the one with the object name "play" gets the round button.

        `look_actions` are those for an earlier step that is looked at.
        """
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAccessibleName(tr("Transport"))
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        layout.setSpacing(TIGHT)
        self._play = RoundButton("play", self)
        self._buttons = [self._button(action) for action in actions]
        for button in self._buttons:
            layout.addWidget(button)
        # What begins anew stands apart from what goes on.
        layout.insertSpacing(layout.count() - 1, MARGIN - TIGHT)
        RovingFocus(self).set_members(self._buttons, first=self._play)
        layout.addSpacing(TIGHT)
        self.timeline = Timeline(self)
        layout.addWidget(self.timeline, 1)
        layout.addSpacing(TIGHT)
        self.past_bar = PastBar(look_actions, self)
        self._is_looking = False
        self._figures = self._make_figures()
        self._side = QWidget(self)
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self._figures)
        side.addWidget(self.past_bar)
        self.past_bar.hide()
        layout.addWidget(self._side)
        self.timeline.sliderPressed.connect(self._hold_side)
        self.timeline.sliderReleased.connect(self._let_side_go)
        self._meter = RateMeter()
        self._speed.valueChanged.connect(self._on_speed_moved)
        self._speed.setValue(DEFAULT_SPEED_INDEX)
        self._step.setText("0")
        self._size_buttons(LIGHT)

    def _make_figures(self) -> QWidget:
        page = QWidget(self)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        self._step_title = QLabel(tr("Step"), page)
        self._step = self._figure(tr("Step counter"), tr("How many steps every run has taken"), 0)
        self._rate = self._figure(tr("Steps per second"), tr("How many steps a second are being taken now"), _RATE_WIDTH)
        self._rate.setProperty("role", "muted")
        self._counters = QGridLayout()
        self._counters.setHorizontalSpacing(GAP)
        self._counters.setVerticalSpacing(0)
        self._counters.addWidget(self._step_title, 1, 0)
        self._counters.addWidget(self._step, 1, 1)
        self._counters.addWidget(self._rate, 2, 0, 1, 2)
        # As much above as below, so that the counter stands in the middle, with a rate or without.
        self._counters.setRowStretch(0, 1)
        self._counters.setRowStretch(2, 1)
        layout.addLayout(self._counters)
        self._state = SpokenLabel(tr("State"), page)
        self._state.setToolTip(tr("Whether the race is going on"))
        self._state.hide()
        layout.addWidget(self._state)
        self._between = QLabel("·", page)
        self._between.hide()
        layout.addWidget(self._between)
        layout.addWidget(QLabel(tr("Speed"), page))
        self._speed = QSlider(Qt.Orientation.Horizontal, page)
        self._speed.setRange(0, len(SPEEDS) - 1)
        self._speed.setPageStep(3)
        self._speed.setFixedWidth(100)
        self._speed.setAccessibleName(tr("Speed"))
        speak_value(self._speed, lambda index: speed_text(SPEEDS[index]))
        self._speed.setToolTip(tr("Steps per second while playing, from 1 to unlimited (keys , and .)"))
        layout.addWidget(self._speed)
        self._speed_text = self._figure(tr("Set speed"), tr("Steps per second while playing"), 68)
        layout.addWidget(self._speed_text)
        return page

    def show_past_bar(self, is_looking: bool) -> None:
        """Show what is looked at in place of counter and speed, or these again; either takes the room that it needs."""
        self._is_looking = is_looking
        self._figures.setHidden(is_looking)
        self.past_bar.show_buttons(True)
        if self.timeline.isSliderDown() and self.past_bar.sizeHint().width() > self._side.width():
            self.past_bar.show_buttons(False)
        self.past_bar.setVisible(is_looking)

    @Slot()
    def _hold_side(self) -> None:
        """Keep the line as wide as it is while somebody drags along it: it would move under the mouse."""
        self._side.setFixedWidth(self._side.width())

    @Slot()
    def _let_side_go(self) -> None:
        self._side.setMinimumWidth(0)
        self._side.setMaximumWidth(_ANY_WIDTH)
        self.show_past_bar(self._is_looking)

    @property
    def speed_index(self) -> int:
        """The position of the speed slider, an index into `gui.training.speed.SPEEDS`."""
        return self._speed.value()

    def set_speed_index(self, index: int) -> None:
        """Move the speed slider."""
        self._speed.setValue(index)

    def set_theme(self, theme: Theme) -> None:
        """Use the size of this theme; from afar buttons and slider go, and the counter is large."""
        afar = theme.is_for_audience
        self._play.set_theme(theme)
        self._size_buttons(theme)
        for widget in (*self._buttons, self._rate, self._speed):
            widget.setHidden(afar)
        for words in (self._state, self._between):
            words.setVisible(afar)
        # Of the column: a label keeps the size that it had with another least width.
        self._counters.setColumnMinimumWidth(1, theme.px(_COUNTER_AFAR * _COUNTER_WIDTH if afar else _COUNTER_WIDTH))
        font = QApplication.font()
        for label in (self._step, self._step_title):
            label.setFont(numeric_font(enlarged_font(font, _COUNTER_AFAR if afar else _COUNTER)))
        self._rate.setFont(small_font(numeric_font(font)))
        above = TIGHT if afar else GAP
        self._row.setContentsMargins(MARGIN, above, MARGIN, above)

    def _size_buttons(self, theme: Theme) -> None:
        size_buttons((button for button in self._buttons if button is not self._play), theme, BUTTON)
        self.past_bar.set_theme(theme)

    def show_state(self, state: TrainerState) -> None:
        """Say whether the race is going on."""
        before, now = self._state.text(), tr(_STATES[state])
        if now != before:
            self._state.setText(now)
            if before:
                announce(self, now)
        self._play.show_sign("pause" if state is TrainerState.RUNNING else "play")

    def change_speed(self, notches: int) -> None:
        """Move the speed slider by some notches."""
        self._speed.setValue(self._speed.value() + notches)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """The step counter of this frame."""
        self._step.setText(thousands(snapshot.step))

    def show_rate(self, snapshot: Snapshot | None, playing: bool) -> None:
        """Measure the steps per second, and tell them where they are not those of the speed; to be called a few times a second."""
        rate, wanted = self._meter.measure(perf_counter(), snapshot, playing), SPEEDS[self._speed.value()]
        is_news = rate is not None and (wanted is None or rate < _SHORT_OF_SPEED * wanted)
        self._rate.setText("" if rate is None or not is_news else tr("{rate} steps/s").format(rate=thousands(round(rate))))

    @Slot(int)
    def _on_speed_moved(self, index: int) -> None:
        self._speed_text.setText(speed_text(SPEEDS[index]))
        self._meter.reset()
        self.speed_changed.emit(SPEEDS[index])

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self) if action.objectName() != "play" else self._play
        button.setDefaultAction(action)
        button.setAccessibleName(action.text().replace("&", ""))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _figure(self, name: str, tooltip: str, width: int) -> QLabel:
        label = SteadyLabel(name, self)
        label.setFont(numeric_font(self.font()))
        label.setMinimumWidth(width)
        label.setToolTip(tooltip)
        return label
