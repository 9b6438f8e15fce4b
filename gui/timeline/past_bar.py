"""What the bar shows in place of rate and speed while an earlier step is looked at: which step, and what can be done from there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.number_text import thousands
from core.text import tr
from gui.style.icons import size_buttons
from gui.style.theme import Theme, numeric_font
from gui.style.tokens import TIGHT
from gui.system.key_text import without_letter
from gui.widgets.spoken import SpokenLabel

# Short races have this much room too, so that nothing moves as they grow.
_LEAST_ROOM = 999
_SIGN_PX = 6


class PastBar(QWidget):
    """A sentence, a sign of progress under it, and the buttons of three actions. It keeps its width while steps change."""

    def __init__(self, actions: list[QAction], parent: QWidget | None = None) -> None:
        """`actions` from left to right; the last one, the way back to now, has an icon for a text."""
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        self.label = SpokenLabel(tr("What is looked at"), self)
        self.label.setFont(numeric_font(self.font()))
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Computing this step"))
        self.progress.setToolTip(tr("The network is computed anew from the nearest moment that was kept"))
        self.progress.setFixedHeight(_SIGN_PX)
        kept = self.progress.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        kept.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.progress.setSizePolicy(kept)
        self.progress.hide()
        column.addStretch(1)
        # As much as the sign takes below, so that the sentence stands in line with the buttons.
        column.addSpacing(_SIGN_PX + column.spacing())
        column.addWidget(self.label)
        column.addWidget(self.progress)
        column.addStretch(1)
        layout.addLayout(column)
        layout.addSpacing(TIGHT)
        self._buttons: list[QToolButton] = []
        for action in actions:
            button = QToolButton(self)
            name = without_letter(action.text())
            action.setIconText(name)
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(name)
            is_last = action is actions[-1]
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly if is_last else Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setProperty("role", "" if is_last else "framed")
            layout.addWidget(button)
            self._buttons.append(button)
        self.show_step(0, 0)

    def set_theme(self, theme: Theme) -> None:
        """Use the size of this theme."""
        size_buttons(self._buttons, theme)

    def show_buttons(self, on: bool) -> None:
        """Show the sentence with what can be done, or alone."""
        for button in self._buttons:
            button.setVisible(on)

    def show_step(self, step: int, last: int) -> None:
        """Say which step of how many is looked at."""
        text = tr("Looking at step {step} of {last}")
        widest = thousands(max(last, _LEAST_ROOM))
        self.label.setFixedWidth(QFontMetrics(self.label.font()).horizontalAdvance(text.format(step=widest, last=widest)) + 4)
        self.label.setText(text.format(step=thousands(step), last=thousands(last)))

    def show_progress(self, done: float | None) -> None:
        """Show that the step is being computed, and the part that is done; None takes the sign away."""
        self.progress.setVisible(done is not None)
        if done is not None:
            self.progress.setValue(round(100 * done))
