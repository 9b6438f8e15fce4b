"""Which run a view looks into: a choice with the run's colour and marker."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from core.text import tr
from gui.style.markers import paint_marker
from gui.style.run_style import RunStyle, display_name
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import ICON
from gui.widgets.quiet_widgets import QuietComboBox
from gui.widgets.spoken import label_choice

# What the style leaves between icon and text, and a little of its own.
_BESIDE = 6
# What Qt's own size of a choice counts there.
_QT_BESIDE = 4


class RunChoice(QuietComboBox):
    """The runs that take part. Setters emit nothing."""

    run_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._styles: Mapping[str, RunStyle] = {}
        label_choice(self, tr("Run"))
        self.setToolTip(tr("The run that is looked into"))
        self.setIconSize(QSize(ICON, ICON))
        self.activated.connect(self._on_activated)

    @property
    def label(self) -> str:
        """The chosen run; empty if there is none."""
        return self.currentData() or ""

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """The runs, each (label, on); those that are off are left out. The choice stays, if it can."""
        chosen, self._styles = self.label, styles
        on = [label for label, is_on in runs if is_on]
        with QSignalBlocker(self):
            self.clear()
            for label in on:
                self.addItem(self._icon(label), display_name(label), label)
        self.updateGeometry()
        self.choose(chosen if chosen in on else on[-1] if on else "")

    def choose(self, label: str) -> None:
        """Choose this run, if it takes part."""
        index = self.findData(label)
        if index >= 0:
            with QSignalBlocker(self):
                self.setCurrentIndex(index)
        self._show_tooltip()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._theme = theme
        self.setIconSize(QSize(theme.px(ICON), theme.px(ICON)))
        for index in range(self.count()):
            self.setItemIcon(index, self._icon(self.itemData(index)))

    def _icon(self, label: str) -> QIcon:
        ratio = self.devicePixelRatioF() * self._theme.scale
        picture = QPixmap(QSize(ICON, ICON) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = self._styles[label]
        paint_marker(painter, style, QPointF(ICON / 2, ICON / 2), style.colour(self._theme), QColor(self._theme.surface), 10.0)
        painter.end()
        return QIcon(picture)

    def shown_text(self) -> str:
        """The name of the run as far as there is room for it; Qt would cut it off in mid letter."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self)
        room = field.width() - self.iconSize().width() - _BESIDE
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def _show_tooltip(self) -> None:
        about, name = tr("The run that is looked into"), self.currentText()
        self.setToolTip(about if self.shown_text() == name else f"{name}\n{about}")

    @Slot()
    def _on_activated(self) -> None:
        self._show_tooltip()
        self.run_chosen.emit(self.label)

    # Qt's own names

    def sizeHint(self) -> QSize:
        # The style asks for less than it leaves free beside an icon. And not by AdjustToContents: 20 ms after a change of the runs,
        # or of their icons, Qt then gives a choice all of this width, over what the layout has put beside it.
        names = (self.itemText(index) for index in range(self.count()))
        widest = max((self.fontMetrics().boundingRect(name).width() for name in names), default=0)
        inside = QSize(self.iconSize().width() + _QT_BESIDE + widest, max(self.fontMetrics().height(), self.iconSize().height()) + 2)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        content = self.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, inside, self)
        return content + QSize(2 * _BESIDE, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() - QSize(2 * _BESIDE, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
