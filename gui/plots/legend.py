"""The legend above the loss plot: one chip for each run, which switches it on and off."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.experiment.snapshot import RunSnapshot
from core.experiment.termination import termination_text
from core.text import tr
from gui.style.markers import paint_cross
from gui.style.run_style import RunStyle, display_name
from gui.style.theme import Theme, scene_font
from gui.style.tokens import FOCUS_RIM, GAP, RADIUS, RIM, TARGET, TIGHT
from gui.system.key_text import FOCUS_BY_KEY
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.line_sample import paint_line_sample
from gui.widgets.roving_focus import RovingFocus

_SAMPLE_WIDTH = 30
_CROSS_WIDTH = 14
_OFF_OPACITY = 0.45


class RunChip(QAbstractButton):
    """A line sample in the run's colour, dash and marker, and its name. Hollow and faint while the run is off."""

    hovered = Signal(object)
    """The label while the mouse is over the chip, then None."""
    focused = Signal(object)
    """The label while the keyboard has come here, then None."""

    def __init__(self, label: str, style: RunStyle, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._is_raised = False
        self._style, self._theme = style, theme
        self._ending = ""
        self.setText(display_name(label))
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._describe)
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_raised(self, on: bool) -> None:
        """Whether its run is shown before the others."""
        if on is not self._is_raised:
            self._is_raised = on
            self.update()

    def set_ending(self, text: str) -> None:
        """Why the run ended, in words; empty while it goes on."""
        if text != self._ending:
            self._ending = text
            self._describe()
            self.updateGeometry()
            self.update()

    def _describe(self) -> None:
        name = self.text() if not self._ending else f"{self.text()}: {self._ending}"
        self.setAccessibleName(name)
        self.setToolTip(
            tr("{run}. Click to hide it").format(run=name) if self.isChecked() else tr("{run}. Click to show it").format(run=name)
        )

    # Qt's own names

    def sizeHint(self) -> QSize:
        cross = _CROSS_WIDTH if self._ending else 0
        text = QFontMetrics(scene_font(self._theme)).horizontalAdvance(self.text())
        return QSize(2 * GAP + _SAMPLE_WIDTH + TIGHT + text + cross, TARGET) * self._theme.scale

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.hovered.emit(self.label)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in FOCUS_BY_KEY:
            self.focused.emit(self.label)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scene_font(theme))
        painter.scale(theme.scale, theme.scale)
        width, height = self.width() / theme.scale, self.height() / theme.scale
        area = QRectF(0, 0, width, height).adjusted(0.5, 0.5, -0.5, -0.5)
        background = QColor(theme.raised if self._is_raised or self.underMouse() or self.isDown() else theme.plot)
        painter.setBrush(background)
        painter.setPen(QPen(QColor(theme.border if on else theme.plot), RIM))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), FOCUS_RIM))
            area.adjust(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        middle = height / 2
        colour = self._style.colour(theme)
        if not on:
            colour.setAlphaF(_OFF_OPACITY)
        sample = QRectF(GAP, 0, _SAMPLE_WIDTH, height)
        paint_line_sample(painter, sample, colour, self._style, background, filled=on)
        text = QRectF(GAP + _SAMPLE_WIDTH + TIGHT, 0, width, height)
        painter.setPen(QColor(theme.text if on else theme.muted))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._ending:
            paint_cross(painter, QPointF(width - GAP - 2, middle), self._style.colour(theme), background, 3.5)


class RunLegend(QWidget):
    """The chips in a row that wraps."""

    run_toggled = Signal(str, bool)
    """label, on: a user switched a run. Setting it from outside does not emit."""

    run_hovered = Signal(object)
    """The label of the run whose chip the mouse is over, or None."""
    run_focused = Signal(object)
    """The label of the run to whose chip the keyboard has come, or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: dict[str, RunChip] = {}
        self._styles: Mapping[str, RunStyle] = {}
        self._layout = FlowLayout(self)
        self._roving = RovingFocus(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Runs shown in the loss plot"))

    @property
    def styles(self) -> Mapping[str, RunStyle]:
        """The look of each run, by label."""
        return self._styles

    def chip(self, label: str) -> RunChip:
        """The chip of a run."""
        return self._chips[label]

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._theme = theme
        for chip in self._chips.values():
            chip.set_theme(theme)
        self.updateGeometry()

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """Show these runs, each (label, on), in this order."""
        labels = [label for label, _ in runs]
        if labels != list(self._chips) or any(styles[label] != self._styles.get(label) for label in labels):
            self._rebuild(labels, styles)
        for label, on in runs:
            chip = self._chips[label]
            if chip.isChecked() != on:
                chip.setChecked(on)

    def raise_run(self, label: str | None) -> None:
        """Mark the chip of this run; None: of none."""
        for chip in self._chips.values():
            chip.set_raised(chip.label == label)

    def show_endings(self, runs: Sequence[RunSnapshot]) -> None:
        """Mark the runs that ended. Runs that are not among `runs` keep what they show."""
        for run in runs:
            if run.label in self._chips:
                self._chips[run.label].set_ending(termination_text(run) if run.termination else "")

    def _rebuild(self, labels: Sequence[str], styles: Mapping[str, RunStyle]) -> None:
        for chip in self._chips.values():
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._styles = dict(styles)
        self._chips = {}
        for label in labels:
            chip = RunChip(label, styles[label], self._theme, self)
            chip.clicked.connect(self._on_clicked)
            chip.hovered.connect(self.run_hovered)
            chip.focused.connect(self.run_focused)
            self._chips[label] = chip
            self._layout.addWidget(chip)
            chip.show()
        self._roving.set_members(list(self._chips.values()))
        self.updateGeometry()

    def _on_clicked(self, checked: bool) -> None:
        chip = self.sender()
        if isinstance(chip, RunChip):
            self.run_toggled.emit(chip.label, checked)
