"""What is raced on: the function, the start, the seed, and whether tuning replays."""

import re

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.experiment import LARGEST_SEED
from core.functions import FUNCTIONS, Function
from core.hyperparameters import Hyperparameter
from core.text import tr
from gui.icons import set_icon
from gui.panel.exact_spin_box import ExactSpinBox
from gui.panel.quiet_widgets import QuietComboBox
from gui.theme import LIGHT, Theme, formula_font

_NO_BREAK = "\N{NO-BREAK SPACE}"


def coordinate_spec(name: str, low: float, high: float) -> Hyperparameter:
    """A coordinate of the start: any finite number, stepped by about a hundredth of the view from `low` to `high`."""
    return Hyperparameter(
        name=name,
        symbol=name,
        title=tr("Start {variable}").format(variable=name),
        help=tr("Where every run begins. Click or drag on the canvas to move it, too."),
        kind=float,
        default=None,
        minimum=float("-inf"),
        maximum=float("inf"),
        minimum_excluded=True,
        maximum_excluded=True,
        slider=(low, high),
        scale="linear",
    )


def seed_spec() -> Hyperparameter:
    """The seed: a whole number from which every random batch follows."""
    return Hyperparameter(
        name="seed",
        symbol=tr("seed"),
        title=tr("Seed"),
        help=tr("Every random batch follows from it, the same for all runs. Reset keeps it."),
        kind=int,
        default=0,
        minimum=0,
        maximum=LARGEST_SEED,
        minimum_excluded=False,
        maximum_excluded=False,
        slider=(0, 100),
        scale="linear",
    )


def wrapping_formula(formula: str) -> str:
    """The formula with short parentheses, and a number and its function, kept together where the line breaks."""
    formula = re.sub(r"\([^()]{1,24}\)", lambda group: group[0].replace(" ", _NO_BREAK), formula)
    return re.sub(r"(?<=\d) (?=[a-z])", _NO_BREAK, formula)


class ProblemForm(QWidget):
    """The head of the panel. Setters emit nothing."""

    function_chosen = Signal(str)
    start_edited = Signal(float, float)
    # An object, because Qt's int ends at 2³¹ − 1 and a seed in a file does not.
    seed_edited = Signal(object)
    new_seed_requested = Signal()
    replay_toggled = Signal(bool)
    value_refused = Signal(str)

    def __init__(self, function: Function, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.function_choice = self._make_function_choice()
        self.formula = QLabel(self)
        self.formula.setFont(formula_font(self.font()))
        self.formula.setAccessibleName(tr("Formula"))
        self.summary = QLabel(self)
        self.summary.setProperty("role", "muted")
        for label in (self.formula, self.summary):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        low_x, high_x, low_y, high_y = function.view
        self.start_x = ExactSpinBox(coordinate_spec("x", low_x, high_x), function.start[0], self)
        self.start_y = ExactSpinBox(coordinate_spec("y", low_y, high_y), function.start[1], self)
        self.seed = ExactSpinBox(seed_spec(), 0, self)
        self.seed.setToolTip("\n".join((seed_spec().help, tr("A whole number from 0"))))
        self.new_seed = QPushButton(tr("New seed"), self)
        self.new_seed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.new_seed.setToolTip(
            tr(
                "Draw another seed: other batches, from the same start.\n"
                "With “Replay while tuning” on, the race is computed again to the same step.\n"
                "With it off, the race begins anew at step 0."
            )
        )
        self.replay = QCheckBox(tr("Replay while tuning"), self)
        self.replay.setChecked(True)
        self.replay.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.replay.setToolTip(
            tr(
                "On: a changed value computes the run again from the start to the same step, so the path bends under the slider.\n"
                "Off: a changed value applies from the next step, and the path so far stays."
            )
        )
        self._x_name = QLabel("x", self)
        self._y_name = QLabel("y", self)
        self._lay_out()
        self.set_function(function)
        self.set_theme(LIGHT)
        self.function_choice.currentIndexChanged.connect(self._on_function_chosen)
        self.start_x.value_edited.connect(self._on_start_edited)
        self.start_y.value_edited.connect(self._on_start_edited)
        self.seed.value_edited.connect(self.seed_edited)
        for box in (self.start_x, self.start_y, self.seed):
            box.refused.connect(self.value_refused)
        self.new_seed.clicked.connect(self._on_new_seed_clicked)
        self.replay.toggled.connect(self.replay_toggled)

    def set_function(self, function: Function) -> None:
        """Show this function. The start stays as it is."""
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

    def set_start(self, x: float, y: float) -> None:
        """Show this start."""
        self.start_x.set_value(x)
        self.start_y.set_value(y)

    def set_seed(self, seed: int) -> None:
        """Show this seed."""
        self.seed.set_value(seed)

    def set_replay(self, on: bool) -> None:
        """Show whether tuning replays."""
        with QSignalBlocker(self.replay):
            self.replay.setChecked(on)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        set_icon(self.new_seed, "new seed", theme)

    def _make_function_choice(self) -> QuietComboBox:
        choice = QuietComboBox(self)
        choice.setAccessibleName(tr("Function"))
        choice.setMaxVisibleItems(len(FUNCTIONS))
        for key, function in FUNCTIONS.items():
            choice.addItem(tr(function.name), key)
            choice.setItemData(choice.count() - 1, f"{function.formula}\n{tr(function.summary)}", Qt.ItemDataRole.ToolTipRole)
        return choice

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.function_choice)
        about = QVBoxLayout()
        about.setContentsMargins(2, 0, 2, 0)
        about.setSpacing(4)
        about.addWidget(self.formula)
        about.addWidget(self.summary)
        column.addLayout(about)
        grid = QGridLayout()
        grid.setContentsMargins(2, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addWidget(self._caption(tr("Start"), self.start_x), 0, 0)
        start = QHBoxLayout()
        start.setSpacing(6)
        for label, box in ((self._x_name, self.start_x), (self._y_name, self.start_y)):
            label.setProperty("role", "muted")
            label.setBuddy(box)
            start.addWidget(label)
            start.addWidget(box, 1)
        start.insertSpacing(2, 4)
        grid.addLayout(start, 0, 1)
        grid.addWidget(self._caption(tr("Seed"), self.seed), 1, 0)
        seed = QHBoxLayout()
        seed.setSpacing(8)
        seed.addWidget(self.seed, 1)
        seed.addWidget(self.new_seed)
        grid.addLayout(seed, 1, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.replay)

    def _caption(self, text: str, buddy: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setBuddy(buddy)
        return label

    def _on_function_chosen(self) -> None:
        key = self.function_choice.currentData()
        self.set_function(FUNCTIONS[key])
        self.function_chosen.emit(key)

    def _on_start_edited(self) -> None:
        self.start_edited.emit(self.start_x.number, self.start_y.number)

    def _on_new_seed_clicked(self) -> None:
        self.new_seed_requested.emit()
