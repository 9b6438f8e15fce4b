"""Which weight of a network is looked at: layer, input and unit, or the one that moved most."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from core.problems.mlp import Network
from core.text import tr
from gui.style.tokens import GAP, TIGHT
from gui.widgets.flow_layout import FlowLayout


class WeightPicker(QWidget):
    """Three boxes and a button. The boxes are the truth; `index` is the place in the flat vector of parameters."""

    picked = Signal(int)
    largest_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network: Network | None = None
        self.layer = self._box(tr("Layer"), tr("The layer that the weight belongs to, from 1"), 1)
        self.row = self._box(
            tr("From input"), tr("The input of that layer, from 0; for the first layer the pixel. The last is the bias b"), 0
        )
        self.unit = self._box(tr("To unit"), tr("The unit of that layer that the weight leads to, from 0"), 0)
        self.largest = QPushButton(tr("Largest Δ"), self)
        self.largest.setToolTip(tr("The weight that moved most in the last step of the first run"))
        self.largest.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.largest.clicked.connect(self.largest_wanted)
        layout = FlowLayout(self, GAP)
        layout.setContentsMargins(0, 0, 0, TIGHT)
        for text, box in ((tr("Weight: layer"), self.layer), (tr("from"), self.row), (tr("to"), self.unit)):
            layout.addWidget(self._named(text, box))
        layout.addWidget(self.largest)

    def _named(self, text: str, box: QSpinBox) -> QWidget:
        """A box after its name, which no line parts."""
        both = QWidget(self)
        label = QLabel(text, both)
        label.setBuddy(box)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(label)
        row.addWidget(box)
        return both

    def _box(self, name: str, tooltip: str, least: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(least, least)
        box.setAccessibleName(name)
        box.setToolTip(tooltip)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._on_edited)
        return box

    @property
    def index(self) -> int:
        """Where in the flat vector the weight stands."""
        if self._network is None:
            return 0
        return self._network.index_of(self.layer.value() - 1, self.row.value(), self.unit.value())

    def set_network(self, network: Network) -> None:
        """Pick from this network. The place stays, as far as there is one."""
        if network == self._network:
            return
        self._network = network
        with QSignalBlocker(self.layer):
            self.layer.setMaximum(len(network.sizes) - 1)
        self._fit()

    def pick(self, index: int) -> None:
        """Go to this place of the flat vector. Emits nothing."""
        if self._network is None or not 0 <= index < self._network.parameter_count:
            return
        layer, row, unit = self._network.place_of(index)
        for box, value in ((self.layer, layer + 1), (self.row, row), (self.unit, unit)):
            with QSignalBlocker(box):
                box.setValue(value)
            self._fit()

    def _fit(self) -> None:
        """Let the boxes go as far as the chosen layer does; an input beyond the last one is its bias."""
        assert self._network is not None
        inputs, outputs = self._network.sizes[self.layer.value() - 1 :][:2]
        for box, most in ((self.row, inputs), (self.unit, outputs - 1)):
            with QSignalBlocker(box):
                box.setMaximum(most)

    @Slot()
    def _on_edited(self) -> None:
        if self._network is not None:
            self._fit()
            self.picked.emit(self.index)
