"""Export numbers…: as which kind of file, of which runs, and which of their steps; how large that will be is said at once."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.experiment.snapshot import Snapshot
from core.files import free_path, slug
from core.number_text import size_text
from core.numbers.choice import Choice, check_size, everything
from core.numbers.export import Kind, Numbers
from core.numbers.header import header_path
from core.text import tr
from gui.style.run_style import display_name
from gui.system.settings import WindowSettings
from gui.widgets.file_dialogs import ask_save

_MOST_ROWS_SHOWN = 8
_ROOM = 6


def documents_folder() -> Path:
    """Where a person keeps documents; the home folder where there is no such place."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def proposed_name(title: str, kind: Kind) -> str:
    """A file name made of the experiment's title."""
    return f"{slug(title) or 'descent-lab'}-numbers{kind.value}"


class NumbersDialog(QDialog):
    """Makes `Numbers` and a `path` of what the person chooses; both are there once it is accepted. It writes nothing."""

    def __init__(self, snapshot: Snapshot, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export numbers"))
        self._snapshot, self._title = snapshot, title
        self._store = WindowSettings()
        self.numbers: Numbers | None = None
        self.path: Path | None = None
        self.kinds = QButtonGroup(self)
        self.csv = self._kind_button(Kind.CSV)
        self.npz = self._kind_button(Kind.NPZ)
        self.csv.setChecked(True)
        self.about_kind = QLabel(self)
        self.about_kind.setProperty("role", "muted")
        self.about_kind.setWordWrap(True)
        self.runs = self._run_list()
        last = everything(snapshot).last
        self.first = self._spin_box(0, last, 0, tr("First step"), tr("The first step that is written; 0 is the start"))
        self.last = self._spin_box(0, last, last, tr("Last step"), tr("The last step that is written"))
        self.every = self._spin_box(1, max(1, last), 1, tr("Every"), tr("1 writes each step, 10 every tenth"))
        self.estimate = QLabel(self)
        self.estimate.setWordWrap(True)
        self.save = QPushButton(tr("&Save…"), self)
        self.save.setDefault(True)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.setToolTip(tr("Close this dialog (Escape)"))
        self.cancel.setAutoDefault(False)
        self._lay_out()
        self.kinds.buttonToggled.connect(self._on_changed)
        self.runs.itemChanged.connect(self._on_changed)
        for box in (self.first, self.last, self.every):
            box.valueChanged.connect(self._on_changed)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.reject)
        self._on_changed()

    @property
    def kind(self) -> Kind:
        """The kind of file that is chosen."""
        return Kind.CSV if self.csv.isChecked() else Kind.NPZ

    def take(self, path: Path) -> bool:
        """Accept with this place for the file; where that cannot be, say why and return False."""
        numbers = self._chosen()
        beside = header_path(path)
        try:
            numbers.check(path)
        except ValueError as error:
            self._say(str(error), is_warning=True)
            return False
        if beside.exists() and not path.exists():
            # About the file itself the person was asked already.
            sentence = tr("{file} is there already and would be overwritten by what the columns mean. Choose another name.")
            self._say(sentence.format(file=beside.name), is_warning=True)
            return False
        self.numbers, self.path = numbers, path
        self._store.put("numbers/folder", str(path.parent))
        self.accept()
        return True

    def _chosen(self) -> Numbers:
        items = [self.runs.item(row) for row in range(self.runs.count())]
        labels = tuple(item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked)
        choice = Choice(labels, self.first.value(), self.last.value(), self.every.value())
        return Numbers(self._snapshot, choice, self.kind, self._title)

    # What it is made of

    def _kind_button(self, kind: Kind) -> QRadioButton:
        text, tooltip = {
            Kind.CSV: (tr("&CSV"), tr("One table for all runs, for spreadsheets, pandas and R")),
            Kind.NPZ: (tr("N&PZ"), tr("Arrays of each run, for NumPy")),
        }[kind]
        button = QRadioButton(text, self)
        button.setToolTip(tooltip)
        self.kinds.addButton(button)
        return button

    def _run_list(self) -> QListWidget:
        runs = QListWidget(self)
        runs.setAccessibleName(tr("Runs"))
        runs.setToolTip(tr("The runs that are written; Space ticks one, or not"))
        for run in self._snapshot.runs:
            item = QListWidgetItem(display_name(run.label), runs)
            item.setData(Qt.ItemDataRole.UserRole, run.label)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        runs.setCurrentRow(0)
        rows = min(max(2, runs.count()), _MOST_ROWS_SHOWN)
        runs.setFixedHeight(rows * max(runs.sizeHintForRow(0), 1) + 2 * runs.frameWidth() + _ROOM)
        return runs

    def _spin_box(self, least: int, most: int, value: int, name: str, tooltip: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(least, most)
        box.setValue(value)
        box.setGroupSeparatorShown(True)
        box.setAccelerated(True)
        box.setAccessibleName(name)
        box.setToolTip(tooltip)
        return box

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(16)
        for button in (self.csv, self.npz):
            kinds.addWidget(button)
        kinds.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("File"), kinds)
        form.addRow("", self.about_kind)
        form.addRow(tr("&Runs"), self.runs)
        form.addRow(tr("&First step"), self.first)
        form.addRow(tr("&Last step"), self.last)
        form.addRow(tr("&Every"), self.every)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(self.estimate)
        layout.addLayout(buttons)
        self.setMinimumWidth(460)
        self.about_kind.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.estimate.setMinimumHeight(2 * self.fontMetrics().lineSpacing())

    def _about(self) -> str:
        is_function = self._snapshot.problem.dimensions is not None
        if self.kind is Kind.CSV and is_function:
            return tr("A row for every run and step, with both components of every term. What the columns mean is written beside it.")
        if self.kind is Kind.CSV:
            return tr("A row for every run and step, with the norm of every term. What the columns mean is written beside it.")
        if is_function:
            return tr("An array for every term of every run. What they mean is written beside it, and inside.")
        return tr("All parameters and terms of every step, as whole arrays. What they mean is written beside it, and inside.")

    # What happens

    @Slot()
    def _on_changed(self) -> None:
        self.about_kind.setText(self._about())
        with QSignalBlocker(self.last), QSignalBlocker(self.first):
            self.last.setMinimum(self.first.value())
        try:
            numbers = self._chosen()
            size = numbers.size
            check_size(size, numbers.choice)
        except ValueError as error:
            self._refuse(str(error))
        else:
            rows = sum(len(numbers.choice.steps(run)) for run in numbers.choice.of(self._snapshot))
            said = tr("{rows:,} rows, about {size}") if self.kind is Kind.CSV else tr("{rows:,} rows, {size}")
            self._say(said.format(rows=rows, size=size_text(size)), is_warning=False)
            self.save.setEnabled(True)
            self.save.setToolTip(tr("Choose a place and write the file"))

    def _refuse(self, sentence: str) -> None:
        self._say(sentence, is_warning=True)
        self.save.setEnabled(False)
        self.save.setToolTip(sentence)

    def _say(self, sentence: str, is_warning: bool) -> None:
        self.estimate.setText(sentence)
        self.estimate.setProperty("role", "warning" if is_warning else "muted")
        self.estimate.style().unpolish(self.estimate)
        self.estimate.style().polish(self.estimate)

    @Slot()
    def _on_save(self) -> None:
        kind = self.kind
        files = tr("Table (*.csv)") if kind is Kind.CSV else tr("NumPy arrays (*.npz)")
        folder = self._store.folder("numbers/folder") or documents_folder()
        path = ask_save(self, free_path(folder, proposed_name(self._title, kind)), tr("Export numbers"), files)
        if path is not None:
            self.take(path)
