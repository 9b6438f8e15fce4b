"""One run's card, a row of the list: on or off, a line that tells how it stands, and, when it is opened, all that can be set."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from core.experiment.result import Place, ordinal, place_text
from core.experiment.snapshot import RunSnapshot
from core.experiment.termination import earlier_termination_text, terminated_before, termination_text
from core.number_text import loss_figure, short_setting, thousands, typed_number
from core.optimizers.base import Optimizer
from core.problems.base import Problem, ProblemSetup, Sampling
from core.problems.kinds import kind_of, largest_stable_rate, recommended_optimizer
from core.text import tr
from gui.parameters.card_columns import HeaderText
from gui.parameters.card_details import CardDetails
from gui.parameters.card_header import CardHeader
from gui.style.icons import set_icon, size_buttons
from gui.style.run_style import RunStyle, display_name
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import TARGET, TIGHT
from gui.widgets.run_box import RunBox
from gui.widgets.spoken import FocusDescription


class OptimizerCard(QWidget):
    """The card of one run, known by its label; several runs of one optimizer would be several cards.

    The details are made when the card is first opened: a user rarely opens all of them, and a window opens sooner.
    """

    configured = Signal(str, object, object)
    """Label, optimizer, sampling: new frozen objects, after the user changed a value."""
    toggled = Signal(str, bool)
    """Label, and whether the run takes part, after the user changed that."""
    opened = Signal(str)
    """Label, when the card was opened."""
    value_refused = Signal(str)
    """Why a typed value was not taken."""
    hovered = Signal(object)
    """The label while the mouse is over the card, then None."""
    focused = Signal(object)
    """The label while the keyboard is at the line of the card, then None."""
    removal_requested = Signal(str)
    """Label, when the user wants this branch to go."""

    def __init__(
        self,
        label: str,
        optimizer: Optimizer,
        sampling: Sampling,
        style: RunStyle,
        parent: QWidget | None = None,
        is_branch: bool = False,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._optimizer = optimizer
        self._sampling = sampling
        self._recommended, self._recommended_sampling = optimizer, sampling
        self._sampled: tuple[str, ...] = ()
        self._problem: ProblemSetup | None = None
        self._note = ""
        self._theme = LIGHT
        self._ended = ""
        self._arrived = ""
        self._said: list[str] = []
        self.details: CardDetails | None = None
        name = display_name(label)
        self.check = RunBox(self)
        self.check.setChecked(True)
        self.check.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.check.setAccessibleName(tr("{name} takes part").format(name=name))
        self.check.setToolTip(tr("Let {name} take part, or not").format(name=name))
        # At the end of the line of a branch stands what takes it away.
        self.header = CardHeader(HeaderText(name, ""), style, self, has_chevron=not is_branch)
        self.header.setAccessibleName(name)
        self.check.set_look(self._theme, style.colour(self._theme))
        line = QHBoxLayout()
        line.setContentsMargins(TIGHT, 0, 0, 0)
        line.setSpacing(TIGHT)
        line.addWidget(self.check)
        line.addWidget(self.header, 1)
        self.remove = self._make_remove(name) if is_branch else None
        self._origin = ""
        if self.remove is not None:
            over = QHBoxLayout(self.header)
            over.setContentsMargins(0, 0, 0, 0)
            over.addStretch(1)
            over.addWidget(self.remove)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(line)
        self.check.toggled.connect(self._on_toggled)
        self.header.toggled.connect(self._on_opened)
        self.header.focused.connect(self._on_focused)
        self.header.switch_wanted.connect(self.check.click)
        self.header.rate_dragged.connect(self._on_rate_dragged)
        if self.remove is not None:
            self.header.removal_wanted.connect(self.remove.click)
        FocusDescription(self.header, self._standing)
        self._show_configuration()

    def _make_remove(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(tr("Remove {name}").format(name=name))
        button.setToolTip(tr("Remove {name}").format(name=name))
        set_icon(button, "close", self._theme, "muted")
        size_buttons([button], self._theme, TARGET)
        button.clicked.connect(self._on_removal)
        return button

    @property
    def focus_chain(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        details = self.details.focus_chain if self.details is not None else ()
        return (self.check, self.header, *((self.remove,) if self.remove is not None else ()), *details)

    @property
    def beside_header(self) -> tuple[QWidget, ...]:
        """What a key on the header does as well."""
        return (self.check,) if self.remove is None else (self.check, self.remove)

    @property
    def label(self) -> str:
        """The run that this card belongs to."""
        return self._label

    @property
    def optimizer(self) -> Optimizer:
        """The optimizer as the card shows it."""
        return self._optimizer

    @property
    def sampling(self) -> Sampling:
        """The sampling as the card shows it."""
        return self._sampling

    @property
    def is_open(self) -> bool:
        """Whether the card shows its details."""
        return self.header.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Open or close the card."""
        self.header.setChecked(is_open)

    def set_configuration(self, optimizer: Optimizer, sampling: Sampling) -> None:
        """Show these values exactly. Emits nothing."""
        if (optimizer, sampling) != (self._optimizer, self._sampling):
            self._optimizer, self._sampling = optimizer, sampling
            self._show_configuration()

    def set_run_style(self, style: RunStyle) -> None:
        """Show the run in another look."""
        self.header.set_run_style(style)
        self.check.set_look(self._theme, style.colour(self._theme))

    def set_problem(self, problem: ProblemSetup, sampling: Sampling) -> None:
        """What the run minimises now, and how batches are drawn there as recommended."""
        kind = kind_of(problem)
        self._recommended, self._recommended_sampling = recommended_optimizer(self._optimizer.key, problem), sampling
        self._problem = problem
        self._set_sampled(kind.sampling if kind.draws_batches(self._optimizer) else ())
        self._show_configuration()

    def _set_sampled(self, sampled: tuple[str, ...]) -> None:
        if sampled == self._sampled:
            return
        self._sampled = sampled
        if self.details is not None:
            # There are other rows, so the open part is made anew.
            self._column.removeWidget(self.details)
            self.details.hide()
            self.details.deleteLater()
            self.details = self._make_details() if self.is_open else None

    def set_note(self, note: str) -> None:
        """Say something that is particular to this run here; nothing where it is empty."""
        if note != self._note:
            self._note = note
            self._show_configuration()

    def set_on(self, on: bool) -> None:
        """Show whether the run takes part. Emits nothing."""
        with QSignalBlocker(self.check):
            self.check.setChecked(on)
        self.header.set_on(on)

    def show_run(self, run: RunSnapshot, problem: Problem, place: Place | None = None) -> None:
        """Show the current loss, how the run ended if it did, and its place if it has arrived."""
        ended = "" if run.termination is None else termination_text(run)
        short = "" if run.termination is None else tr("step {step}").format(step=run.termination.step)
        shortest = "" if run.termination is None else str(run.termination.step)
        long = ended
        if terminated_before(run, problem, run.optimizer, run.sampling):
            # The rate beside the sign is the new one, which did not fail.
            long = earlier_termination_text(run, typed_number(run.changes[-1].optimizer.learning_rate))
        rate = short_setting(self._optimizer.learning_rate)
        loss = loss_figure(float(run.loss[-1]), float(run.loss[0]))
        self.header.set_header_text(HeaderText(display_name(self._label), rate, loss, ended, short, shortest, place_text(place)))
        origin = "" if run.parent is None else tr("Branches off {parent} at step {step}")
        origin = origin.format(parent=display_name(run.parent or ""), step=run.fork)
        arrived = ""
        if place is not None:
            arrived = tr("arrived at step {step}, {place}").format(step=thousands(place.step), place=ordinal(place.rank))
        if (long, origin, arrived) != (self._ended, self._origin, self._arrived):
            self._ended, self._origin, self._arrived = long, origin, arrived
            self._describe()

    def show_no_run(self) -> None:
        """Show no loss: the run is still being made."""
        rate = short_setting(self._optimizer.learning_rate)
        self.header.set_header_text(HeaderText(display_name(self._label), rate))
        self.header.curve.forget()

    def name_width(self, name: str = "") -> float:
        """How wide its name is, or another in its place, in pixels."""
        return self.header.name_width(name or display_name(self._label))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._theme = theme
        self.header.set_theme(theme)
        self.check.set_look(theme, self.header.face.style.colour(theme))
        if self.remove is not None:
            set_icon(self.remove, "close", theme, "muted")
            size_buttons([self.remove], theme, TARGET)
        if self.details is not None:
            self.details.set_theme(theme)

    def _show_configuration(self) -> None:
        rate = short_setting(self._optimizer.learning_rate)
        self.header.set_rate(self._optimizer.learning_rate)
        self.header.set_header_text(replace(self.header.face.text, learning_rate=rate))
        self._describe()
        if self.details is not None:
            self.details.show_values(self._optimizer, self._sampling)
            self.details.set_has_data(self._problem is not None and self._problem.has_data)
            self.details.set_note(self._note)
            self.details.set_largest_stable_rate(None if self._problem is None else largest_stable_rate(self._optimizer, self._problem))
            as_usual = all(getattr(self._sampling, name) == getattr(self._recommended_sampling, name) for name in self._sampled)
            self.details.set_recommended(self._recommended, as_usual and self._optimizer == self._recommended)

    def _describe(self) -> None:
        """What a tooltip says, and a screen reader with the loss when the focus comes here: that changes too often to be told by itself."""
        lines = [tr(self._optimizer.description), f"η = {typed_number(self._optimizer.learning_rate)}"]
        if self.remove is not None:
            lines.insert(0, display_name(self._label))
        lines += [line for line in (self._origin, self._note) if line]
        lines += [line for line in (self._arrived, self._ended) if line]
        self.header.setToolTip("\n".join((*lines, tr("Drag the η to tune it. Esc takes the drag back."))))
        self._said = lines[1:]
        self.header.setAccessibleDescription(", ".join(self._said))

    def _standing(self) -> str:
        """What the line of the card says now, for who cannot see it."""
        loss = self.header.face.text.loss
        now = [tr("off")] if not self.check.isChecked() else [tr("loss {value}").format(value=loss)] if loss and not self._ended else []
        return ", ".join((*now, *self._said))

    def _make_details(self) -> CardDetails:
        details = CardDetails(self._optimizer, self._sampling, self._sampled, self._theme, self)
        details.edited.connect(self._on_edited)
        details.recommended_requested.connect(self._on_recommended_requested)
        details.refused.connect(self.value_refused)
        self._column.addWidget(details)
        # Made late, they would come last under Tab; they belong behind their header.
        before: QWidget = self.remove or self.header
        for widget in details.focus_chain:
            QWidget.setTabOrder(before, widget)
            before = widget
        return details

    def _on_opened(self, is_open: bool) -> None:
        if is_open and self.details is None:
            self.details = self._make_details()
            self._show_configuration()
        if self.details is not None:
            self.details.setVisible(is_open)
        if is_open:
            self.opened.emit(self._label)

    def _on_focused(self, focused: bool) -> None:
        self.focused.emit(self._label if focused else None)

    def _on_toggled(self, on: bool) -> None:
        self.header.set_on(on)
        self.toggled.emit(self._label, on)

    def _on_removal(self) -> None:
        self.removal_requested.emit(self._label)

    def _on_edited(self, optimizer: Optimizer, sampling: Sampling) -> None:
        self._optimizer, self._sampling = optimizer, sampling
        self._show_configuration()
        self.configured.emit(self._label, optimizer, sampling)

    def _on_rate_dragged(self, rate: float) -> None:
        self._on_edited(replace(self._optimizer, learning_rate=rate), self._sampling)

    def _on_recommended_requested(self) -> None:
        self._on_edited(self._recommended, self._recommended_sampling if self._sampled else self._sampling)

    # Qt's own names

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.hovered.emit(self._label)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(None)
