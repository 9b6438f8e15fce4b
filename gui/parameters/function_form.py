"""What is raced on: the function and the start."""

import re

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.functions import FUNCTIONS, Function
from core.hyperparameters import Hyperparameter
from core.problems.base import ProblemSetup
from core.problems.function import DEFAULT_FUNCTION, FunctionSetup, function_setup
from core.text import tr
from gui.parameters.function_picker import FunctionPicker
from gui.parameters.problem_form import ProblemForm
from gui.style.theme import Theme, formula_font
from gui.style.tokens import GAP, TIGHT
from gui.widgets.exact_spin_box import ExactSpinBox
from gui.widgets.spoken import SpokenLabel

_NO_BREAK = "\N{NO-BREAK SPACE}"


def coordinate_spec(name: str, low: float, high: float) -> Hyperparameter:
    """A coordinate of the start: any finite number, stepped by about a hundredth of the view from `low` to `high`."""
    return Hyperparameter(
        name=name,
        symbol=name,
        title=tr("Start {variable}").format(variable=name),
        help=tr("Where every run begins. Click or drag on the canvas to move it, too."),
        value_type=float,
        default=None,
        minimum=float("-inf"),
        maximum=float("inf"),
        minimum_excluded=True,
        maximum_excluded=True,
        slider=(low, high),
        scale="linear",
    )


def wrapping_formula(formula: str) -> str:
    """The formula with short parentheses, and a number and its function, kept together where the line breaks."""
    formula = re.sub(r"\([^()]{1,24}\)", lambda group: group[0].replace(" ", _NO_BREAK), formula)
    return re.sub(r"(?<=\d) (?=[a-z])", _NO_BREAK, formula)


class FunctionForm(ProblemForm):
    """Which function, and where all runs begin."""

    caption: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        function = FUNCTIONS[DEFAULT_FUNCTION]
        self._setup = function_setup(DEFAULT_FUNCTION)
        self.function_choice = FunctionPicker(self)
        self.formula = SpokenLabel(tr("Formula"), self)
        self.formula.setFont(formula_font(self.font()))
        self.summary = QLabel(self)
        self.summary.setProperty("role", "muted")
        for label in (self.formula, self.summary):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        low_x, high_x, low_y, high_y = function.view
        self.start_x = ExactSpinBox(coordinate_spec("x", low_x, high_x), function.start[0], self)
        self.start_y = ExactSpinBox(coordinate_spec("y", low_y, high_y), function.start[1], self)
        self._x_name = QLabel("x", self)
        self._y_name = QLabel("y", self)
        self._lay_out()
        self._show_function(function)
        self.function_choice.currentIndexChanged.connect(self._on_function_chosen)
        self.start_x.value_edited.connect(self._on_start_edited)
        self.start_y.value_edited.connect(self._on_start_edited)
        for box in (self.start_x, self.start_y):
            box.refused.connect(self.value_refused)

    @property
    def focus_chain(self) -> list[QWidget]:
        return [self.function_choice, self.start_x, self.start_y]

    def set_setup(self, setup: ProblemSetup, batch_size: int) -> None:
        assert isinstance(setup, FunctionSetup)
        self._setup = setup
        self._show_function(FUNCTIONS[setup.function])
        self.set_start(*setup.start)

    def _show_function(self, function: Function) -> None:
        with QSignalBlocker(self.function_choice):
            self.function_choice.setCurrentIndex(self.function_choice.findData(function.key))
        self.formula.setText(wrapping_formula(function.formula))
        self.summary.setText(tr(function.summary))
        self.function_choice.setToolTip(tr("The landscape to race on: {name}").format(name=tr(function.name)))
        first, second = function.variables
        low_x, high_x, low_y, high_y = function.view
        for box, label, name, low, high in (
            (self.start_x, self._x_name, first, low_x, high_x),
            (self.start_y, self._y_name, second, low_y, high_y),
        ):
            spec = coordinate_spec(name, low, high)
            box.set_spec(spec)
            box.setAccessibleName(spec.title)
            box.setToolTip(spec.help)
            label.setText(name)

    def set_start(self, *start: float) -> None:
        x, y = start
        self.start_x.set_value(x)
        self.start_y.set_value(y)

    def set_theme(self, theme: Theme) -> None:
        self.function_choice.set_theme(theme)
        self.formula.setFont(formula_font(self.font()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.function_choice)
        about = QVBoxLayout()
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(TIGHT)
        about.addWidget(self.formula)
        about.addWidget(self.summary)
        column.addLayout(about)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        self.caption = QLabel(tr("Start"), self)
        self.caption.setBuddy(self.start_x)
        grid.addWidget(self.caption, 0, 0)
        start = QHBoxLayout()
        start.setSpacing(GAP)
        for label, box in ((self._x_name, self.start_x), (self._y_name, self.start_y)):
            label.setProperty("role", "muted")
            label.setBuddy(box)
            start.addWidget(label)
            start.addWidget(box, 1)
        start.insertSpacing(2, TIGHT)
        grid.addLayout(start, 0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)

    def _on_function_chosen(self) -> None:
        setup = self._setup.on_function(self.function_choice.currentData())
        self.set_setup(setup, 0)
        self.chosen.emit(setup)

    def _on_start_edited(self) -> None:
        self.start_edited.emit((self.start_x.number, self.start_y.number))


FORM = FunctionForm
