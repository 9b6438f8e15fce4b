"""The line of a card, as a control: opens and closes the card, switches its run, and lets the learning rate be dragged."""

import math
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHoverEvent, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.hyperparameters import hyperparameters_of
from core.optimizers.base import Optimizer
from gui.parameters.card_columns import Columns, HeaderText
from gui.parameters.card_face import CardFace, FacePainter, Lettering
from gui.style.icons import icon
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import ROW, TIGHT
from gui.system.key_text import FOCUS_BY_KEY
from gui.widgets.accessible import speak_expandable
from gui.widgets.number_scrub import NumberScrub
from gui.widgets.sparkline import Sparkline, SparkScale

_OWN_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right}
_RATE = next(spec for spec in hyperparameters_of(Optimizer) if spec.name == "learning_rate")


class CardHeader(QAbstractButton):
    """A button that opens and closes its card, checked while the card is open; the learning rate in it can be dragged.

    Enter toggles, Right opens, Left closes; Space is for whether the run takes part, Delete for taking a branch away.
    """

    switch_wanted = Signal()
    """The run is to take part, or not any more."""
    removal_wanted = Signal()
    """The run is to go, if it can."""
    rate_dragged = Signal(float)
    """The learning rate that the mouse has come to, and that from before the drag where the user gives it up."""
    focused = Signal(bool)
    """Whether the keyboard has come here, or gone."""

    def __init__(self, text: HeaderText, style: RunStyle, parent: QWidget | None = None, has_chevron: bool = True) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._face = CardFace(text, style)
        self._letters = Lettering(self.font())
        self._rate = 0.0
        self._scrub = NumberScrub(_RATE)
        self._is_at_rate = False
        self._curve = Sparkline()
        self._has_chevron = has_chevron
        self._warning = QIcon()
        speak_expandable(self)
        self.set_theme(LIGHT)

    @property
    def face(self) -> CardFace:
        """What the line shows now."""
        return self._face

    def _show(self, face: CardFace) -> None:
        """Look so; repaints what differs."""
        before, self._face = self._face, face
        if face.differs_in_standing_only(before):
            self._update_standing()
        elif face != before:
            self.update()

    def _update_standing(self) -> None:
        """Repaint from the rate on: with the line sample and the name it takes half as long again, 0.26 ms."""
        left = self._standing_left
        self.update(QRect(left, 0, self.width() - left, self.height()))

    @property
    def _standing_left(self) -> int:
        """Left of this pixel stands what does not change while the run goes on."""
        return math.floor(self.columns.rate) - TIGHT

    def set_header_text(self, text: HeaderText) -> None:
        """Say something else."""
        self._show(replace(self._face, text=text))

    def set_rate(self, rate: float) -> None:
        """The learning rate from which a drag begins."""
        self._rate = rate

    @property
    def curve(self) -> Sparkline:
        """The way of the run's loss, which whoever shows it keeps up to date."""
        return self._curve

    def show_curve(self, scale: SparkScale) -> None:
        """Paint the way of the loss as it stands now, in the scale of all runs."""
        self._face = replace(self._face, scale=scale)
        if self._face.has_curve:
            self._update_standing()

    def set_run_style(self, style: RunStyle) -> None:
        """Show the run in another look."""
        self._show(replace(self._face, style=style))

    def set_on(self, on: bool) -> None:
        """Whether the run takes part."""
        self._show(replace(self._face, on=on))

    def set_name_width(self, width: float) -> None:
        """The width of the column of names, in pixels, the same on all cards."""
        self._show(replace(self._face, name_width=width))

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours and the size of `theme`."""
        self._warning = icon("diverged", theme, "warning")
        self._show(replace(self._face, theme=theme))
        self.updateGeometry()

    def name_width(self, name: str) -> float:
        """How wide a name is in this line, in pixels."""
        return self._letters.name_width(name)

    @property
    def columns(self) -> Columns:
        """Where things stand at the present width."""
        return self._face.columns(self.width(), self._letters)

    @property
    def rate_area(self) -> QRectF:
        """Where the learning rate is dragged, in the header's pixels."""
        width = self._letters.text_width(f"η {self._face.text.learning_rate}")
        return QRectF(self.columns.rate - TIGHT, 0, width + 2 * TIGHT, self.height())

    def _set_at_rate(self, is_there: bool) -> None:
        if is_there is not self._is_at_rate:
            self._is_at_rate = is_there
            if is_there:
                self.setCursor(Qt.CursorShape.SizeHorCursor)
            else:
                self.unsetCursor()
            self.update()

    def _end_drag(self) -> None:
        self.releaseKeyboard()
        self._set_at_rate(self.underMouse() and self.rate_area.contains(QPointF(self.mapFromGlobal(self.cursor().pos()))))

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(240, round(self._face.sign_scale * ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, round(self._face.sign_scale * ROW))

    def event(self, event: QEvent) -> bool:
        # → and ← are keys of the window too; whoever came here by Tab means the card. So is Esc, and whoever drags means that.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if self._scrub.is_dragging or (plain and event.key() in _OWN_KEYS):
                event.accept()
                return True
        if isinstance(event, QHoverEvent) and not self._scrub.is_dragging:
            self._set_at_rate(event.type() != QEvent.Type.HoverLeave and self.rate_area.contains(event.position()))
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rate_area.contains(event.position()):
            self._scrub.press(event.position().x(), self._rate)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drags = self._scrub.is_dragging
        rate = self._scrub.move(event.position().x())
        if rate is None:
            if not self._scrub.has_dragged:
                super().mouseMoveEvent(event)
            return
        if not drags:
            self.setDown(False)  # it is no click any more
            self.grabKeyboard()  # for Esc: a click gives the header no focus
        self.rate_dragged.emit(float(rate))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._scrub.release():
            self._end_drag()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._scrub.is_dragging:
            before = self._scrub.cancel() if event.key() == Qt.Key.Key_Escape else None
            if before is not None:
                self._end_drag()
                self.rate_dragged.emit(float(before))
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Right if not self.isChecked():
                self.click()
            case Qt.Key.Key_Left if self.isChecked():
                self.click()
            case Qt.Key.Key_Space:
                self.switch_wanted.emit()
            case Qt.Key.Key_Delete:
                self.removal_wanted.emit()
            case Qt.Key.Key_Right | Qt.Key.Key_Left:
                event.accept()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in FOCUS_BY_KEY:
            self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._letters = Lettering(self.font())
            self.updateGeometry()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.EnabledChange):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture = FacePainter(painter, self._face, self._letters, QSizeF(self.size()))
        if self.hasFocus():
            picture.paint_focus()
        if self._has_chevron and (self.hasFocus() or self.underMouse() or self.isChecked()):
            picture.paint_chevron(is_open=self.isChecked(), strong=self.underMouse())
        if event.rect().left() < self._standing_left:
            picture.paint_run()
        picture.paint_state(self._curve, self._warning, self._is_at_rate)
        painter.end()
