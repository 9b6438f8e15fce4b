"""What the views into a network have in common: a choice of the run, a line of words, the latest snapshot; and a board to paint on."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, Signal, Slot
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.experiment.termination import termination_text
from core.problems.network import NetworkProblem
from core.text import tr
from gui.style.run_style import RunStyle, display_name
from gui.style.theme import LIGHT, Theme, enlarged_font, numeric_font, small_font
from gui.style.tokens import GAP
from gui.widgets.run_choice import RunChoice
from gui.widgets.steady_label import SteadyLabel


class NetworkView(QWidget):
    """Subclasses fill `tools` and `body`, and show the chosen run in `show_run`; None where there is nothing to show."""

    run_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = LIGHT
        self.problem: NetworkProblem | None = None
        self._snapshot: Snapshot | None = None
        self.choice = RunChoice(self)
        self.choice.run_chosen.connect(self._on_run_chosen)
        self.words = SteadyLabel("", self)
        self.words.setFont(numeric_font(self.font()))
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(GAP)
        self.tools.addWidget(self.choice)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, GAP, 0, 0)
        self.body.setSpacing(GAP)
        self.body.addLayout(self.tools)
        self.body.addWidget(self.words)

    def set_problem(self, problem: NetworkProblem | None) -> None:
        """Look into runs on this network."""
        self.problem, self._snapshot = problem, None
        self.refresh()

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """The runs, each (label, on), and the style of each by label."""
        self.choice.set_runs(runs, styles)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self.theme = theme
        self.choice.set_theme(theme)
        self.refresh()

    def choose_run(self, label: str) -> None:
        """Look into this run."""
        if label != self.choice.label:
            self.choice.choose(label)
            self.refresh()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the chosen run as it stands; meant for a slow clock, and for those who are seen."""
        if snapshot is not self._snapshot and snapshot.problem is self.problem:
            self._snapshot = snapshot
            self.refresh()

    def chosen_run(self) -> RunSnapshot | None:
        """The run that is looked into, as it was seen last."""
        runs = self._snapshot.runs if self._snapshot else ()
        return next((run for run in runs if run.label == self.choice.label), None)

    def refresh(self) -> None:
        """Show the chosen run anew."""
        if self.isVisible():
            self.show_run(self.chosen_run())

    def show_run(self, run: RunSnapshot | None) -> None:
        """Show this run."""
        raise NotImplementedError

    def say(self, text: str, run: RunSnapshot | None = None) -> None:
        """Put these words above the picture, and before them how the run ended, if it did: it is seen as it last stood.

        What they need of the height they keep until the width changes: words that tell how much is shown would otherwise
        wrap, leave less room, say so more shortly, and so on without end.
        """
        if run is not None and run.termination is not None:
            text = f"{display_name(run.label)}: {termination_text(run)}. {text}".rstrip()
        self.words.setText(text)
        self.words.setMinimumHeight(max(self.words.minimumHeight(), self.words.heightForWidth(self.words.width())))

    def say_nothing(self) -> None:
        """Say why there is nothing to see; not a word while the first snapshot is on its way."""
        self.say("" if self.choice.count() else tr("No run is switched on"))

    @Slot(str)
    def _on_run_chosen(self, label: str) -> None:
        self.refresh()
        self.run_chosen.emit(label)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.words.setMinimumHeight(0)


class ScaledBoard(QWidget):
    """A board in pixels of the usual size: what is to be read from afar is enlarged as a whole when it is painted.

    Subclasses measure with `wide`, `high` and `place_of`, and paint with `begin`, instead of in Qt's pixels.
    """

    _scale = 1.0

    def set_scale(self, scale: float) -> None:
        """How many of Qt's pixels a pixel of the board is."""
        self._scale = scale

    @property
    def wide(self) -> int:
        """The width in pixels of the usual size."""
        return int(self.width() / self._scale)

    @property
    def high(self) -> int:
        """The height in pixels of the usual size."""
        return int(self.height() / self._scale)

    def place_of(self, event: QMouseEvent) -> QPointF:
        """Where the mouse is, in pixels of the usual size."""
        return QPointF(event.position().x() / self._scale, event.position().y() / self._scale)

    def begin(self, small: bool = False) -> QPainter:
        """A painter in pixels of the usual size, with letters as large as other text or small."""
        painter = QPainter(self)
        painter.scale(self._scale, self._scale)
        painter.setFont(self.lettering(small))
        return painter

    def lettering(self, small: bool = False) -> QFont:
        """The font of letters as large as other text, or small, in pixels of the usual size."""
        font = enlarged_font(QApplication.font(), 1 / self._scale)
        return numeric_font(small_font(font) if small else font)
