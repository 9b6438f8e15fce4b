"""What is raced on in MNIST mode: the data set, the network, its batches; and under “More” what is seldom changed."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.data.library import Entry
from core.experiment.experiment import NETWORK_CHECKPOINT_BYTES
from core.hyperparameters import Hyperparameter, Setting, hyperparameters_of
from core.problems.base import ProblemSetup, Sampling
from core.problems.network_setup import NetworkSetup
from core.text import mark, tr
from gui.parameters.fields import NumberField, focus_chain, make_field
from gui.parameters.problem_form import ProblemForm
from gui.style.icons import set_icon
from gui.style.theme import Theme
from gui.style.tokens import GAP
from gui.widgets.form_rows import describe
from gui.widgets.hyperparameter_row import help_text
from gui.widgets.quiet_widgets import QuietComboBox
from gui.widgets.spoken import label_choice
from gui.widgets.steady_label import SteadyLabel

_BATCH = next(spec for spec in hyperparameters_of(Sampling) if spec.name == "batch_size")
_SPECS = hyperparameters_of(NetworkSetup)
# The words and the sizes stand above, with the batch; the numbers and the switches under “More”.
_SHAPE = [spec for spec in _SPECS if spec.scale in ("choice", "list")]
_SWITCHES = [spec for spec in _SPECS if spec.scale == "switch"]
_NUMBERS = [spec for spec in _SPECS if spec not in (*_SHAPE, *_SWITCHES)]
_CAPTIONS = {"weight_decay": mark("Weight decay λ")}
CHECKPOINT_MB = Hyperparameter(
    name="checkpoint_megabytes",
    symbol="M",
    title=mark("Memory to go back"),
    help=mark("What all runs together may keep to step back quickly, in megabytes. It holds from the next start on."),
    value_type=int,
    default=NETWORK_CHECKPOINT_BYTES // 1_000_000,
    minimum=16,
    maximum=64_000,
    slider=(64, 4096),
    scale="log",
)


class NetworkForm(ProblemForm):
    """Shows a `NetworkSetup` and asks for another one."""

    fetch_requested = Signal()
    """The user chose MNIST, which is not on this computer."""
    checkpoint_megabytes_edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup = setup = NetworkSetup()
        self._missing: set[str] = set()
        self.dataset = describe(QuietComboBox(self), tr("Data set"), tr("The images that the network learns to tell apart"))
        label_choice(self.dataset, tr("Data set"))
        self.about_data = self._muted()
        self.fields = {spec.name: make_field(spec, getattr(setup, spec.name), self) for spec in _SPECS}
        self.batch = NumberField(_BATCH, 128, self)
        self.batch.setToolTip(help_text(_BATCH) + "\n" + tr("For all optimizers but GD, which looks at all images."))
        self.about_size = self._muted()
        self.more = QToolButton(self)
        self.more.setText(tr("More"))
        self.more.setCheckable(True)
        self.more.setToolTip(tr("Weight decay, number of images, tests, memory"))
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.details = QWidget(self)
        self.megabytes = NumberField(CHECKPOINT_MB, CHECKPOINT_MB.default, self)
        self._lay_out()
        self.details.hide()
        self.set_setup(setup, 128)
        self._connect()

    @property
    def focus_chain(self) -> list[QWidget]:
        """What Tab visits, in order."""
        parts = [self._chain(specs) for specs in (_SHAPE, _NUMBERS, _SWITCHES)]
        return [self.dataset, *parts[0], self.batch, self.more, *parts[1], self.megabytes, *parts[2]]

    def _chain(self, specs: list[Hyperparameter]) -> list[QWidget]:
        return [widget for spec in specs for widget in focus_chain(self.fields[spec.name])]

    @property
    def batch_size(self) -> int:
        return int(self.batch.number)

    def set_setup(self, setup: ProblemSetup, batch_size: int) -> None:
        assert isinstance(setup, NetworkSetup)
        self._setup = setup
        with QSignalBlocker(self.dataset):
            self.dataset.setCurrentIndex(max(0, self.dataset.findData(setup.dataset)))
        for name, field in self.fields.items():
            field.set_setting(getattr(setup, name))
        self.batch.set_value(batch_size)

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

    def _muted(self) -> SteadyLabel:
        label = SteadyLabel("", self)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.dataset)
        column.addWidget(self.about_data)
        grid = self._grid(column)
        self._add_rows(grid, _SHAPE)
        self._row(grid, tr("Batch size"), self.batch)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.about_size, 1)
        foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)
        inner = QVBoxLayout(self.details)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GAP)
        grid = self._grid(inner)
        self._add_rows(grid, _NUMBERS)
        self._row(grid, tr("Memory to go back, MB"), self.megabytes)
        for spec in _SWITCHES:
            inner.addWidget(self.fields[spec.name])
        column.addWidget(self.details)

    def _grid(self, column: QVBoxLayout) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        return grid

    def _add_rows(self, grid: QGridLayout, specs: list[Hyperparameter]) -> None:
        for spec in specs:
            caption = _CAPTIONS.get(spec.name, spec.title)
            self._row(grid, tr(caption), self.fields[spec.name])

    def _row(self, grid: QGridLayout, text: str, field: QWidget) -> None:
        caption = QLabel(text, self)
        caption.setBuddy(field)
        row = grid.rowCount()
        grid.addWidget(caption, row, 0)
        grid.addWidget(field, row, 1)

    def _connect(self) -> None:
        self.dataset.activated.connect(self._on_dataset_chosen)
        for name, field in self.fields.items():
            field.setting_edited.connect(partial(self._on_edited, name))
        self.batch.value_edited.connect(self._on_batch_edited)
        self.megabytes.value_edited.connect(self.checkpoint_megabytes_edited)
        self.more.toggled.connect(self.details.setVisible)
        for field in (*self.fields.values(), self.batch, self.megabytes):
            field.refused.connect(self.value_refused)

    # What the user does

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

    def _on_edited(self, name: str, setting: Setting) -> None:
        self._edit(replace(self._setup, **{name: setting}))  # type: ignore[arg-type]

    @Slot()
    def _on_batch_edited(self) -> None:
        self.edited.emit(self._setup, int(self.batch.number))


FORM = NetworkForm
