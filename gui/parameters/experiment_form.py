"""What all runs of a race share, whatever they run on: the seed, and whether tuning replays."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.experiment.setup import LARGEST_SEED
from core.hyperparameters import Hyperparameter
from core.text import tr
from gui.style.icons import set_icon
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import GAP
from gui.widgets.exact_spin_box import ExactSpinBox


def seed_spec() -> Hyperparameter:
    """The seed: a whole number from which every random batch follows."""
    return Hyperparameter(
        name="seed",
        symbol=tr("seed"),
        title=tr("Seed"),
        help=tr("Every random batch follows from it, the same for all runs. Reset keeps it."),
        value_type=int,
        default=0,
        minimum=0,
        maximum=LARGEST_SEED,
        minimum_excluded=False,
        maximum_excluded=False,
        slider=(0, 100),
        scale="linear",
    )


class ExperimentForm(QWidget):
    """Shows and asks; setters emit nothing."""

    seed_edited = Signal(object)
    """A Python int, which may be larger than Qt's."""
    new_seed_requested = Signal()
    replay_toggled = Signal(bool)
    value_refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.replay = QCheckBox(tr("Replay while tuning (the whole path bends)"), self)
        self.replay.setChecked(True)
        self.replay.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.replay.setToolTip(
            tr(
                "On: a changed value computes the run again from the start to the same step, so the path bends under the slider.\n"
                "Off: a changed value applies from the next step, and the path so far stays."
            )
        )
        self.caption = QLabel(tr("Seed"), self)
        self.caption.setBuddy(self.seed)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.caption)
        row.addWidget(self.seed, 1)
        row.addWidget(self.new_seed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self.replay)
        self.set_theme(LIGHT)
        self.seed.value_edited.connect(self.seed_edited)
        self.seed.refused.connect(self.value_refused)
        self.new_seed.clicked.connect(self._on_new_seed_clicked)
        self.replay.toggled.connect(self.replay_toggled)

    @property
    def focus_chain(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        return self.seed, self.new_seed, self.replay

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

    def _on_new_seed_clicked(self) -> None:
        self.new_seed_requested.emit()
