"""Asks for a branch: of which run, what is changed from there on, and what the new run is called."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.experiment.setup import RunSetup
from core.hyperparameters import Hyperparameter, Value, hyperparameters_of
from core.number_text import parse_number, thousands, typed_number
from core.optimizers.base import Optimizer
from core.problems.base import Problem, Sampling
from core.text import tr
from gui.style.run_style import RunStyle, display_name
from gui.style.theme import Theme
from gui.style.tokens import GAP
from gui.widgets.form_rows import describe, dialog_column, make_form, show_sentence
from gui.widgets.hyperparameter_row import HyperparameterRow, SwitchRow
from gui.widgets.line_sample import paint_line_sample

_SAMPLE = QSize(28, 16)
_WIDTH = 420
_LONGEST_NAME = 40


def changeable(problem: Problem, optimizer: Optimizer) -> tuple[Hyperparameter, ...]:
    """What can be changed of a run of this rule: its hyperparameters, and how its batches are drawn, if they are."""
    specs = hyperparameters_of(type(optimizer))
    if problem.draws_batches(optimizer):
        specs += tuple(spec for spec in hyperparameters_of(Sampling) if spec.name in problem.sampling_names)
    return specs


def value_of(run: RunSetup, name: str) -> Value:
    """The value of a hyperparameter of the run, of its rule or of its sampling."""
    value: Value = getattr(run.optimizer if hasattr(run.optimizer, name) else run.sampling, name)
    return value


def with_value(run: RunSetup, name: str, value: Value) -> RunSetup:
    """The run with another value of one hyperparameter."""
    change: dict[str, Any] = {name: value}
    if hasattr(run.optimizer, name):
        return replace(run, optimizer=replace(run.optimizer, **change))
    return replace(run, sampling=replace(run.sampling, **change))


def proposed_name(parent: RunSetup, spec: Hyperparameter | None, value: Value | None, taken: Collection[str]) -> str:
    """A name that says what is special about the branch, such as "Adam, η 0.2", and that no other run has."""
    # A branch is not named after a branch: the names would grow and grow.
    name = display_name(parent.label) if parent.parent is None else parent.optimizer.name
    if spec is None or value is None:
        name = tr("{name}, branch").format(name=name)
    elif spec.value_type is bool:
        switched = (tr("{name}: on") if value else tr("{name}: off")).format(name=tr(spec.title))
        name = f"{name}, {switched}"
    else:
        name = f"{name}, {spec.symbol} {typed_number(value)}"
    number, unique = 2, name
    while unique in taken:
        number, unique = number + 1, f"{name} ({number})"
    return unique


class BranchDialog(QDialog):
    """Makes a `RunSetup` of what the user chooses. Nothing happens until it is accepted.

    A switch is proposed the other way, as there is no other choice. A number is proposed as it stands and has to be
    changed: no other one is known to be meant, and a branch that differs in nothing would hide its run's path.
    """

    chosen = Signal(str, int, object)
    """The run that is branched off, the step, and the new run."""

    def __init__(
        self,
        problem: Problem,
        runs: Sequence[RunSetup],
        preferred: str | None,
        step: int,
        taken: Collection[str],
        styles: Mapping[str, RunStyle],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`runs` with the settings that held at `step`; `preferred` is the label proposed; `taken` are the labels there are."""
        super().__init__(parent)
        self.setWindowTitle(tr("Branch from step {step}").format(step=thousands(step)))
        self.setMinimumWidth(_WIDTH)
        self._problem, self._runs, self._step, self._taken = problem, list(runs), step, set(taken)
        self._spec: Hyperparameter | None = None
        self._value: Value | None = None
        self.row: HyperparameterRow | SwitchRow | None = None
        self._row_box = QWidget(self)
        self.run = QComboBox(self)
        describe(self.run, tr("Run"), tr("The run whose past and state the new one shares"))
        self.run.setIconSize(_SAMPLE)
        for run in runs:
            self.run.addItem(_sample(styles[run.label], theme) if run.label in styles else QIcon(), display_name(run.label))
        labels = [run.label for run in runs]
        self.run.setCurrentIndex(labels.index(preferred) if preferred in labels else 0)
        self.change = QComboBox(self)
        describe(self.change, tr("Change"), tr("What the new run does differently from this step on"))
        self.name = QLineEdit(self)
        self.name.setMaxLength(_LONGEST_NAME)
        describe(self.name, tr("Name"), tr("What the new run is called"))
        self.fault = QLabel(self)
        self.fault.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.branch = self.buttons.addButton(tr("Branch"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.branch.setDefault(True)
        self._lay_out()
        self.run.currentIndexChanged.connect(self._on_run_chosen)
        self.change.currentIndexChanged.connect(self._on_change_chosen)
        self.name.textChanged.connect(self._show_fault)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self._on_run_chosen()

    def _lay_out(self) -> None:
        layout = dialog_column(self)
        form = make_form(spacing=12)
        form.addRow(tr("Run"), self.run)
        form.addRow(tr("From step"), QLabel(thousands(self._step), self))
        form.addRow(tr("Change"), self.change)
        form.addRow("", self._row_box)
        form.addRow(tr("Name"), self.name)
        layout.addLayout(form)
        layout.addWidget(self.fault)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self._row_column = QVBoxLayout(self._row_box)
        self._row_column.setContentsMargins(0, 0, 0, 0)
        # As high as with a row, so that the dialog keeps its shape.
        self._row_box.setMinimumHeight(48)

    @property
    def parent_run(self) -> RunSetup:
        """The run that is branched off."""
        return self._runs[self.run.currentIndex()]

    @property
    def branch_setup(self) -> RunSetup:
        """The new run as it stands in the dialog."""
        parent = self.parent_run
        branch = parent if self._spec is None or self._value is None else with_value(parent, self._spec.name, self._value)
        return replace(branch, label=self.name.text().strip(), parent=parent.label)

    @Slot()
    def _on_run_chosen(self) -> None:
        specs = changeable(self._problem, self.parent_run.optimizer)
        with QSignalBlocker(self.change):
            self.change.clear()
            for spec in specs:
                self.change.addItem(f"{tr(spec.title)}  {spec.symbol}".rstrip(), spec.name)
            self.change.addItem(tr("Nothing"), None)
            self.change.setCurrentIndex(0)
        self._on_change_chosen()

    @Slot()
    def _on_change_chosen(self) -> None:
        parent, name = self.parent_run, self.change.currentData()
        self._spec = next((spec for spec in changeable(self._problem, parent.optimizer) if spec.name == name), None)
        self._value = None if self._spec is None else value_of(parent, self._spec.name)
        if self._spec is not None and self._spec.scale == "switch":
            self._value = not self._value
        for old in self._row_box.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.hide()
            old.deleteLater()
        self.row = None
        if self._spec is not None and self._value is not None:
            box = QWidget(self._row_box)
            grid = QGridLayout(box)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(GAP)
            grid.setColumnStretch(1, 1)
            self.row = (SwitchRow if self._spec.scale == "switch" else HyperparameterRow)(self._spec, self._value, grid, box)
            self.row.value_edited.connect(self._on_value_edited)
            if isinstance(self.row, HyperparameterRow):
                self.row.box.lineEdit().textChanged.connect(self._show_fault)
            self._row_column.addWidget(box)
            box.show()
            before: QWidget = self.change
            for widget in self.row.focus_chain:
                QWidget.setTabOrder(before, widget)
                before = widget
        else:
            note = QLabel(tr("The new run keeps the settings of this step until you change them in its card."), self._row_box)
            note.setProperty("role", "muted")
            note.setWordWrap(True)
            self._row_column.addWidget(note)
            note.show()
        self._propose_name()

    @Slot(str, object)
    def _on_value_edited(self, name: str, value: Value) -> None:
        self._value = value
        self._propose_name()

    def _propose_name(self) -> None:
        if not self.name.isModified():
            self.name.setText(proposed_name(self.parent_run, self._spec, self._value, self._taken)[:_LONGEST_NAME])
        self._show_fault()

    @property
    def _changes_nothing(self) -> bool:
        """Whether something is to be changed, and is not."""
        if self._spec is None:
            return False
        # What is being typed counts: the button that takes it must not wait until it is finished.
        typed = parse_number(self.row.box.text(), self._spec.value_type) if isinstance(self.row, HyperparameterRow) else None
        value = self._value if typed is None or not self._spec.accepts(typed) else typed
        return value == value_of(self.parent_run, self._spec.name)

    @Slot()
    def _show_fault(self) -> None:
        name = self.name.text().strip()
        fault = ""
        if not name:
            fault = tr("The new run needs a name.")
        elif name in self._taken:
            fault = tr("There is a run {label} already. Choose another name.").format(label=name)
        # That nothing is changed yet is how the dialog opens, and no mistake.
        role = "muted" if self._changes_nothing else "warning"
        if self._changes_nothing:
            fault = tr("The value is still that of this step. Change it, or choose “Nothing” for a branch with the same settings.")
        show_sentence(self.fault, fault, role)
        self.branch.setEnabled(not fault)
        self.branch.setToolTip(fault or tr("Begin the new run at this step"))

    @Slot()
    def _on_accepted(self) -> None:
        if not self.branch.isEnabled():
            return
        self.chosen.emit(self.parent_run.label, self._step, self.branch_setup)
        self.accept()


def _sample(style: RunStyle, theme: Theme) -> QIcon:
    picture = QPixmap(_SAMPLE * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    area = QRectF(0, 0, _SAMPLE.width(), _SAMPLE.height())
    paint_line_sample(painter, area, style.colour(theme), style, QColor(theme.surface))
    painter.end()
    return QIcon(picture)
