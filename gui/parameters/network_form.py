"""What is raced on in MNIST mode: the data set, the network, its batches; and under “More” what is seldom changed."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.data.library import Entry
from core.experiment.experiment import NETWORK_CHECKPOINT_BYTES
from core.hyperparameters import Hyperparameter, Value, hyperparameters_of
from core.problems.base import ProblemSetup, Sampling
from core.problems.network_setup import NetworkSetup
from core.text import mark, tr
from gui.parameters.problem_form import ProblemForm
from gui.parameters.sizes_field import SizesField
from gui.style.icons import set_icon
from gui.style.theme import Theme
from gui.widgets.exact_spin_box import ExactSpinBox
from gui.widgets.hyperparameter_row import help_text
from gui.widgets.quiet_widgets import QuietComboBox

_ACTIVATIONS = {"relu": mark("ReLU"), "sigmoid": mark("sigmoid"), "tanh": mark("tanh")}
_INITS = {"he": mark("He"), "xavier": mark("Xavier"), "fixed": mark("fixed σ")}
_BATCH = next(spec for spec in hyperparameters_of(Sampling) if spec.name == "batch_size")
_SPECS = {spec.name: spec for spec in hyperparameters_of(NetworkSetup)}
_SWITCHES = ("replacement", "record_layers", "double")
INIT_DEVIATION = Hyperparameter(
    name="init",
    symbol="σ",
    title=mark("Standard deviation"),
    help=mark("The standard deviation of all start weights. Biases start at 0."),
    kind=float,
    default=0.01,
    minimum=0.0,
    maximum=100.0,
    minimum_excluded=False,
    maximum_excluded=False,
    slider=(1e-4, 10.0),
    scale="log",
)
TRAIN_SIZE = Hyperparameter(
    name="train_size",
    symbol="n",
    title=mark("Training images"),
    help=mark("Only the first so many are learned from. “all”, or 0: all of them."),
    kind=int,
    default=0,
    minimum=0,
    maximum=10_000_000,
    minimum_excluded=False,
    maximum_excluded=False,
    slider=(0, 60_000),
    scale="linear",
)
CHECKPOINT_MB = Hyperparameter(
    name="checkpoint_megabytes",
    symbol="M",
    title=mark("Memory to go back"),
    help=mark("What all runs together may keep to step back quickly, in megabytes. It holds from the next start on."),
    kind=int,
    default=NETWORK_CHECKPOINT_BYTES // 1_000_000,
    minimum=16,
    maximum=64_000,
    minimum_excluded=False,
    maximum_excluded=False,
    slider=(64, 4096),
    scale="log",
)


class NetworkForm(ProblemForm):
    """Shows a `NetworkSetup` and asks for another one."""

    fetch_requested = Signal()
    """The person chose MNIST, which is not on this computer."""
    checkpoint_megabytes_edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup = setup = NetworkSetup()
        self._missing: set[str] = set()
        self.dataset = self._combo(tr("Data set"), tr("The images that the network learns to tell apart"))
        self.about_data = self._muted()
        self.hidden = SizesField(setup.hidden, self)
        self.activation = self._combo(tr("Activation"), tr("What each hidden unit does with its input"))
        for key, text in _ACTIVATIONS.items():
            self.activation.addItem(tr(text), key)
        self.init = self._combo(tr("Start weights"), tr("How the weights are drawn: He √(2/inputs), Xavier √(1/inputs), or one fixed σ"))
        for key, text in _INITS.items():
            self.init.addItem(tr(text), key)
        self.deviation = self._box(INIT_DEVIATION, 0.01)
        self.batch = self._box(_BATCH, 128)
        self.batch.setToolTip(help_text(_BATCH) + "\n" + tr("For all optimizers but GD, which looks at all images."))
        self.about_size = self._muted()
        self.more = QToolButton(self)
        self.more.setText(tr("More"))
        self.more.setCheckable(True)
        self.more.setToolTip(tr("Weight decay, number of images, tests, memory"))
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.details = QWidget(self)
        self.boxes = {name: self._box(_SPECS[name], getattr(setup, name)) for name in ("weight_decay", "test_every")}
        self.train_size = self._box(TRAIN_SIZE, 0, tr("all"))
        self.megabytes = self._box(CHECKPOINT_MB, CHECKPOINT_MB.default or 0)
        self.switches = {name: self._switch(_SPECS[name]) for name in _SWITCHES}
        self._lay_out()
        self.details.hide()
        self.set_setup(setup, 128)
        self._connect()

    @property
    def focus_chain(self) -> list[QWidget]:
        """What Tab visits, in order."""
        first = [self.dataset, self.hidden, self.activation, self.init, self.deviation, self.batch, self.more]
        boxes = [self.boxes["weight_decay"], self.train_size, self.boxes["test_every"], self.megabytes]
        return [*first, *boxes, *self.switches.values()]

    @property
    def batch_size(self) -> int:
        return int(self.batch.number)

    def set_setup(self, setup: ProblemSetup, batch_size: int) -> None:
        assert isinstance(setup, NetworkSetup)
        self._setup = setup
        with QSignalBlocker(self.dataset), QSignalBlocker(self.activation), QSignalBlocker(self.init):
            self.dataset.setCurrentIndex(max(0, self.dataset.findData(setup.dataset)))
            self.activation.setCurrentIndex(self.activation.findData(setup.activation))
            self.init.setCurrentIndex(self.init.findData(setup.init if isinstance(setup.init, str) else "fixed"))
        self.hidden.set_sizes(setup.hidden)
        if not isinstance(setup.init, str):
            self.deviation.set_value(setup.init)
        self._show_deviation()
        self.batch.set_value(batch_size)
        self.train_size.set_value(setup.train_size or 0)
        for name, box in self.boxes.items():
            box.set_value(getattr(setup, name))
        for name, switch in self.switches.items():
            with QSignalBlocker(switch):
                switch.setChecked(getattr(setup, name))

    def set_datasets(self, entries: list[Entry]) -> None:
        """The data sets to choose from; one that is not found can be chosen too, and asks to be fetched."""
        self._missing = {entry.key for entry in entries if not entry.found}
        with QSignalBlocker(self.dataset):
            self.dataset.clear()
            for entry in entries:
                text = tr(entry.name) if entry.found else tr("{name}: download …").format(name=tr(entry.name))
                self.dataset.addItem(text, entry.key)
            self.dataset.setCurrentIndex(max(0, self.dataset.findData(self._setup.dataset)))

    def set_checkpoint_megabytes(self, count: int) -> None:
        """Show what may be kept to go back to."""
        self.megabytes.set_value(count)

    def show_data(self, sentence: str) -> None:
        """Say what the data are: how many images, whether verified."""
        self.about_data.setText(sentence)

    def show_size(self, sentence: str) -> None:
        """Say how large the network is, and what it takes in memory."""
        self.about_size.setText(sentence)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        set_icon(self.more, "more", theme)

    # Making

    def _combo(self, name: str, tooltip: str) -> QuietComboBox:
        combo = QuietComboBox(self)
        combo.setAccessibleName(name)
        combo.setToolTip(tooltip)
        return combo

    def _box(self, spec: Hyperparameter, value: Value, zero_text: str = "") -> ExactSpinBox:
        box = ExactSpinBox(spec, value, self, zero_text)
        box.setToolTip(help_text(spec))
        return box

    def _switch(self, spec: Hyperparameter) -> QCheckBox:
        switch = QCheckBox(tr(spec.title), self)
        switch.setToolTip(help_text(spec))
        switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return switch

    def _muted(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", "muted")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.dataset)
        column.addWidget(self.about_data)
        grid = self._grid(column)
        self._row(grid, tr("Hidden layers"), self.hidden)
        self._row(grid, tr("Activation"), self.activation)
        self._row(grid, tr("Start weights"), self.init, self.deviation)
        self._row(grid, tr("Batch size"), self.batch)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.about_size, 1)
        foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)
        inner = QVBoxLayout(self.details)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        grid = self._grid(inner)
        self._row(grid, tr("Weight decay λ"), self.boxes["weight_decay"])
        self._row(grid, tr("Training images"), self.train_size)
        self._row(grid, tr("Test every"), self.boxes["test_every"])
        self._row(grid, tr("Memory to go back, MB"), self.megabytes)
        for switch in self.switches.values():
            inner.addWidget(switch)
        column.addWidget(self.details)

    def _grid(self, column: QVBoxLayout) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(2, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        return grid

    def _row(self, grid: QGridLayout, text: str, *widgets: QWidget) -> None:
        caption = QLabel(text, self)
        caption.setBuddy(widgets[0])
        row = grid.rowCount()
        grid.addWidget(caption, row, 0)
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(6)
        for widget in widgets:
            side_by_side.addWidget(widget, 1)
        grid.addLayout(side_by_side, row, 1)

    def _connect(self) -> None:
        self.dataset.activated.connect(self._on_dataset_chosen)
        self.hidden.sizes_edited.connect(self._on_hidden_edited)
        self.hidden.refused.connect(self.value_refused)
        self.activation.activated.connect(self._on_activation_chosen)
        self.init.activated.connect(self._on_init_chosen)
        self.deviation.value_edited.connect(self._on_init_chosen)
        self.batch.value_edited.connect(self._on_batch_edited)
        self.train_size.value_edited.connect(self._on_train_size_edited)
        self.megabytes.value_edited.connect(self.checkpoint_megabytes_edited)
        self.more.toggled.connect(self.details.setVisible)
        for box in self.boxes.values():
            box.value_edited.connect(self._on_details_edited)
        for switch in self.switches.values():
            switch.toggled.connect(self._on_details_edited)
        for box in (self.deviation, self.batch, self.train_size, self.megabytes, *self.boxes.values()):
            box.refused.connect(self.value_refused)

    # What the person does

    def _edit(self, setup: NetworkSetup) -> None:
        if setup != self._setup:
            self._setup = setup
            self.edited.emit(setup, int(self.batch.number))

    @Slot()
    def _on_dataset_chosen(self) -> None:
        key = self.dataset.currentData()
        if key in self._missing:
            # What is shown stays true until the data are there.
            self.set_setup(self._setup, int(self.batch.number))
            self.fetch_requested.emit()
        else:
            self._edit(replace(self._setup, dataset=key))

    @Slot(object)
    def _on_hidden_edited(self, sizes: tuple[int, ...]) -> None:
        self._edit(replace(self._setup, hidden=sizes))

    @Slot()
    def _on_activation_chosen(self) -> None:
        self._edit(replace(self._setup, activation=self.activation.currentData()))

    @Slot()
    def _on_init_chosen(self) -> None:
        chosen = self.init.currentData()
        self._show_deviation()
        self._edit(replace(self._setup, init=float(self.deviation.number) if chosen == "fixed" else chosen))

    @Slot()
    def _on_batch_edited(self) -> None:
        self.edited.emit(self._setup, int(self.batch.number))

    @Slot()
    def _on_train_size_edited(self) -> None:
        self._edit(replace(self._setup, train_size=int(self.train_size.number) or None))

    @Slot()
    def _on_details_edited(self) -> None:
        values = {name: box.number for name, box in self.boxes.items()} | {
            name: switch.isChecked() for name, switch in self.switches.items()
        }
        self._edit(replace(self._setup, **values))  # type: ignore[arg-type]

    def _show_deviation(self) -> None:
        self.deviation.setVisible(self.init.currentData() == "fixed")


FORM = NetworkForm
