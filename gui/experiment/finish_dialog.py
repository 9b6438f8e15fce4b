"""Where the race ends: which part of the loss may be left at the finish, and for how long a run has to stay there."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QWidget

from core.hyperparameters import Value, hyperparameters_of
from core.problems.base import ProblemSetup
from core.text import tr
from gui.style.theme import Theme
from gui.style.tokens import GAP, LOOSE
from gui.widgets.form_rows import dialog_column, make_sentence, show_sentence
from gui.widgets.hyperparameter_row import HyperparameterRow

_LEAST_WIDTH = 440


class FinishDialog(QDialog):
    """Changes nothing until it is accepted; then `problem` is the problem with its new finish."""

    def __init__(self, problem: ProblemSetup, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Finish"))
        self.setMinimumWidth(theme.px(_LEAST_WIDTH))
        self.problem = problem
        text = QLabel(tr("A run has arrived when it is at most this part of the start's f − f* above the lowest f, and stays there."), self)
        text.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(LOOSE)
        grid.setColumnStretch(1, 1)
        specs = [spec for spec in hyperparameters_of(type(problem)) if spec.name in problem.finish_fields]
        self.rows = {spec.name: HyperparameterRow(spec, getattr(problem, spec.name), grid, self) for spec in specs}
        self.refusal = make_sentence(self)
        for row in self.rows.values():
            row.set_theme(theme)
            row.value_edited.connect(self._on_value_edited)
            row.refused.connect(lambda sentence: show_sentence(self.refusal, sentence, "warning"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.usual = self.buttons.addButton(tr("As usual"), QDialogButtonBox.ButtonRole.ResetRole)
        self.accepting = self.buttons.addButton(tr("Set the finish"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.accepting.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.usual.clicked.connect(self._on_usual_clicked)
        column = dialog_column(self)
        column.addWidget(text)
        column.addLayout(grid)
        column.addWidget(self.refusal)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self._show_usual()

    def _show_usual(self) -> None:
        self.usual.setEnabled(any(getattr(self.problem, row.spec.name) != row.spec.default for row in self.rows.values()))

    def _on_value_edited(self, name: str, value: Value) -> None:
        self.refusal.clear()
        change: dict[str, Any] = {name: value}
        self.problem = replace(self.problem, **change)  # type: ignore[type-var]
        self._show_usual()

    def _on_usual_clicked(self) -> None:
        for name, row in self.rows.items():
            usual = row.spec.default
            if isinstance(usual, (int, float)):
                row.set_value(usual)
                self._on_value_edited(name, usual)
