"""Export numbers…: as which kind of file, of which runs, and which of their steps; how large that will be is said at once."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QWidget,
)

from core.experiment.snapshot import Snapshot
from core.files import free_path, proposed_name
from core.number_text import size_text
from core.numbers.export import Numbers
from core.numbers.header import header_path
from core.numbers.selection import RowSelection, check_size, everything
from core.text import mark, tr
from gui.export.registry import NUMBERS, NumbersFormat
from gui.style.run_style import display_name
from gui.style.tokens import MARGIN
from gui.system.settings import WindowSettings
from gui.widgets.file_dialogs import ask_save, standard_folder
from gui.widgets.form_rows import describe, dialog_column, make_button, make_form, make_number, make_sentence, show_sentence

_MOST_ROWS_SHOWN = 8
_EXTRA_PX = 6
_SAVES = mark("Choose a place and write the file")


class NumbersDialog(QDialog):
    """Makes `Numbers` and a `path` of what the user chooses; both are there once it is accepted. It writes nothing."""

    def __init__(self, snapshot: Snapshot, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export numbers"))
        self._snapshot, self._title = snapshot, title
        self._store = WindowSettings()
        self.numbers: Numbers | None = None
        self.path: Path | None = None
        self.kinds = QButtonGroup(self)
        for number, kind in enumerate(NUMBERS):
            self.kinds.addButton(self._kind_button(kind), number)
        self.kind_button(NUMBERS[0]).setChecked(True)
        self.about_kind = QLabel(self)
        self.about_kind.setProperty("role", "muted")
        self.about_kind.setWordWrap(True)
        self.runs = self._run_list()
        last = everything(snapshot).last
        self.first = make_number(self, 0, last, 0, tr("First step"), tr("The first step that is written; 0 is the start"))
        self.last = make_number(self, 0, last, last, tr("Last step"), tr("The last step that is written"))
        self.every = make_number(self, 1, max(1, last), 1, tr("Every"), tr("1 writes each step, 10 every tenth"))
        self.estimate = make_sentence(self)
        self.save = make_button(self, tr("&Save…"), tr(_SAVES), is_default=True)
        self.cancel = make_button(self, tr("Cancel"), tr("Close this dialog (Escape)"))
        self._lay_out()
        self.kinds.buttonToggled.connect(self._on_changed)
        self.runs.itemChanged.connect(self._on_changed)
        for box in (self.first, self.last, self.every):
            box.setGroupSeparatorShown(True)
            box.setAccelerated(True)
            box.valueChanged.connect(self._on_changed)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.reject)
        self._on_changed()

    @property
    def kind(self) -> NumbersFormat:
        """The kind of file that is chosen."""
        return NUMBERS[self.kinds.checkedId()]

    def kind_button(self, kind: NumbersFormat) -> QAbstractButton:
        """The button that chooses a kind of file."""
        return self.kinds.button(NUMBERS.index(kind))

    def take(self, path: Path) -> bool:
        """Accept with this place for the file; where that cannot be, say why and return False."""
        numbers = self._chosen()
        beside = header_path(path)
        try:
            numbers.check(path)
        except ValueError as error:
            show_sentence(self.estimate, str(error), "warning")
            return False
        if beside.exists() and not path.exists():
            # About the file itself the user was asked already.
            sentence = tr("{file} is there already and would be overwritten by what the columns mean. Choose another name.")
            show_sentence(self.estimate, sentence.format(file=beside.name), "warning")
            return False
        self.numbers, self.path = numbers, path
        self._store.put("numbers/folder", str(path.parent))
        self.accept()
        return True

    def _chosen(self) -> Numbers:
        items = [self.runs.item(row) for row in range(self.runs.count())]
        labels = tuple(item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked)
        selection = RowSelection(labels, self.first.value(), self.last.value(), self.every.value())
        return Numbers(self._snapshot, selection, self.kind.writer(), self._title)

    # What it is made of

    def _kind_button(self, kind: NumbersFormat) -> QRadioButton:
        button = QRadioButton(tr(kind.title), self)
        button.setToolTip(tr(kind.tip))
        return button

    def _run_list(self) -> QListWidget:
        runs = QListWidget(self)
        describe(runs, tr("Runs"), tr("The runs that are written; Space ticks one, or not"))
        for run in self._snapshot.runs:
            item = QListWidgetItem(display_name(run.label), runs)
            item.setData(Qt.ItemDataRole.UserRole, run.label)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        runs.setCurrentRow(0)
        rows = min(max(2, runs.count()), _MOST_ROWS_SHOWN)
        runs.setFixedHeight(rows * max(runs.sizeHintForRow(0), 1) + 2 * runs.frameWidth() + _EXTRA_PX)
        return runs

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(MARGIN)
        for button in self.kinds.buttons():
            kinds.addWidget(button)
        kinds.addStretch(1)
        form = make_form(spacing=12)
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
        layout = dialog_column(self)
        layout.addLayout(form)
        layout.addWidget(self.estimate)
        layout.addLayout(buttons)
        self.setMinimumWidth(460)
        self.about_kind.setMinimumHeight(3 * self.fontMetrics().lineSpacing())

    def _about(self) -> str:
        return tr(self.kind.of_weights if self._snapshot.problem.dimensions is None else self.kind.of_path)

    # What happens

    @Slot()
    def _on_changed(self) -> None:
        self.about_kind.setText(self._about())
        with QSignalBlocker(self.last), QSignalBlocker(self.first):
            self.last.setMinimum(self.first.value())
        try:
            numbers = self._chosen()
            size = numbers.size
            check_size(size, numbers.selection)
        except ValueError as error:
            self._refuse(str(error))
        else:
            rows = sum(len(numbers.selection.steps(run)) for run in numbers.selection.of(self._snapshot))
            said = tr("{rows:,} rows, {size}") if numbers.is_size_exact else tr("{rows:,} rows, about {size}")
            show_sentence(self.estimate, said.format(rows=rows, size=size_text(size)))
            self.save.setEnabled(True)
            self.save.setToolTip(tr(_SAVES))

    def _refuse(self, sentence: str) -> None:
        show_sentence(self.estimate, sentence, "warning")
        self.save.setEnabled(False)
        self.save.setToolTip(sentence)

    @Slot()
    def _on_save(self) -> None:
        kind = self.kind
        folder = self._store.folder("numbers/folder") or standard_folder(QStandardPaths.StandardLocation.DocumentsLocation)
        name = proposed_name(self._title, "numbers", suffix=kind.suffixes[0])
        path = ask_save(self, free_path(folder, name), tr("Export numbers"), tr(kind.filter_text), kind.suffixes[1:])
        if path is not None:
            self.take(path)
