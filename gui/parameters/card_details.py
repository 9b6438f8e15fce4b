"""What a card shows when it is open: the rule's equation, a row for each hyperparameter, and the way back."""

import re
from collections.abc import Collection
from dataclasses import replace
from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.hyperparameters import Hyperparameter, Value, hyperparameters_of
from core.number_text import typed_number
from core.optimizers.base import Optimizer
from core.problems.base import Sampling
from core.text import tr
from gui.style.icons import set_icon
from gui.style.theme import Theme, formula_font
from gui.style.tokens import GAP, MARGIN
from gui.widgets.hyperparameter_row import HyperparameterRow, SwitchRow
from gui.widgets.spoken import SpokenLabel


def equation_markup(lines: tuple[str, ...]) -> str:
    """The lines as rich text, with ``L_B`` set as L with a subscript B."""
    set_lines = (re.sub(r"_(\w)", r"<sub>\1</sub>", escape(line, quote=False)) for line in lines)
    return f'<p style="line-height: 125%">{"<br>".join(set_lines)}</p>'


class CardDetails(QWidget):
    """The open part of a card. It owns nothing: every change goes out as a new frozen object and comes back by `show_values`."""

    edited = Signal(object, object)
    """The new optimizer and sampling, after the user changed a value."""
    recommended_requested = Signal()
    refused = Signal(str)
    """Why a typed value was not taken."""

    def __init__(
        self, optimizer: Optimizer, sampling: Sampling, sampled: Collection[str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        """`sampled` are the fields of the sampling that matter to the run: none where it draws no batches."""
        super().__init__(parent)
        self._optimizer = optimizer
        self._sampling = sampling
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 0, GAP, GAP)
        layout.setSpacing(GAP)
        self.equation = self._equation()
        layout.addWidget(self.equation)
        self.note = QLabel(self)
        self.note.setProperty("role", "muted")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.hide()
        layout.addWidget(self.note)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnMinimumWidth(0, 16)
        grid.setColumnStretch(1, 1)
        layout.addLayout(grid)
        self.rows: dict[str, HyperparameterRow | SwitchRow] = {}
        self._of_optimizer = {spec.name for spec in hyperparameters_of(type(optimizer))}
        for spec in hyperparameters_of(type(optimizer)):
            self.rows[spec.name] = self._row(spec, getattr(optimizer, spec.name), grid)
        for spec in hyperparameters_of(Sampling):
            if spec.name in sampled:
                self.rows[spec.name] = self._row(spec, getattr(sampling, spec.name), grid)
        self.recommended = QPushButton(tr("Back to recommended"), self)
        self.recommended.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.recommended.setAccessibleName(tr("{name}: back to recommended").format(name=optimizer.name))
        self.recommended.clicked.connect(self.recommended_requested)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.recommended)
        layout.addLayout(foot)
        self.set_theme(theme)

    @property
    def focus_chain(self) -> list[QWidget]:
        """What Tab visits, in order."""
        return [widget for row in self.rows.values() for widget in row.focus_chain] + [self.recommended]

    def show_values(self, optimizer: Optimizer, sampling: Sampling) -> None:
        """Show these values exactly. Emits nothing."""
        self._optimizer, self._sampling = optimizer, sampling
        for name, row in self.rows.items():
            row.set_value(getattr(optimizer if name in self._of_optimizer else sampling, name))

    def set_recommended(self, recommended: Optimizer, is_there: bool) -> None:
        """Say where the button leads, or that there is nothing to go back to."""
        self.recommended.setEnabled(not is_there)
        if is_there:
            tooltip = tr("All values are the recommended ones already")
        else:
            tooltip = tr("η = {rate} as recommended here, everything else at its default")
        self.recommended.setToolTip(tooltip.format(rate=typed_number(recommended.learning_rate)))

    def set_has_data(self, has_data: bool) -> None:
        """Whether batches are drawn from real data; then there is no noise to set."""
        row = self.rows.get("noise")
        if isinstance(row, HyperparameterRow):
            row.set_enabled(not has_data, tr("Not used here: the problem has data of its own, and batches are drawn from them."))

    def set_largest_stable_rate(self, rate: float | None) -> None:
        """Mark the η above which the rule diverges here; None where there is no such η, or nobody knows."""
        row = self.rows["learning_rate"]
        if isinstance(row, HyperparameterRow):
            row.set_largest_stable(rate)

    def set_note(self, note: str) -> None:
        """Say something that is particular to the run here; nothing where it is empty."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours and the size of `theme`."""
        self.equation.setFont(formula_font(self.font()))
        set_icon(self.recommended, "recommended", theme)
        for row in self.rows.values():
            row.set_theme(theme)

    def _equation(self) -> QLabel:
        label = SpokenLabel(tr("Update rule of {name}").format(name=self._optimizer.name), self)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(equation_markup(self._optimizer.equation))
        label.setToolTip(tr("One step, line by line. W: the point, ∇L: the gradient, ⊙: element by element"))
        return label

    def _row(self, spec: Hyperparameter, value: Value, grid: QGridLayout) -> HyperparameterRow | SwitchRow:
        row = (SwitchRow if spec.scale == "switch" else HyperparameterRow)(spec, value, grid, self)
        row.value_edited.connect(self._on_value_edited)
        if isinstance(row, HyperparameterRow):
            row.refused.connect(self.refused)
        return row

    def _on_value_edited(self, name: str, value: Value) -> None:
        change: dict[str, Any] = {name: value}
        if name in self._of_optimizer:
            self._optimizer = replace(self._optimizer, **change)
        else:
            self._sampling = replace(self._sampling, **change)
        self.edited.emit(self._optimizer, self._sampling)
