"""The time line: all steps so far and room to go on, a handle at the step that is shown, and marks where something happened."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from core.experiment.snapshot import Snapshot
from core.number_text import thousands
from core.text import tr
from gui.style.markers import paint_marker
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme, numeric_font, scene_font, small_font
from gui.style.tokens import FOCUS_GAP, FOCUS_RIM, HANDLE, TARGET
from gui.system.key_text import key_text
from gui.timeline.marks import LineScale, MarkGroup, TimeMark, group_marks, marks_of, tick_steps
from gui.widgets.labels import set_tool_tip
from gui.widgets.spoken import FocusDescription

_INSET = 18.0
_TRACK_Y = 21.0
_TRACK = 4.0
_HANDLE = HANDLE / 2
# A press as near as this takes the handle as it stands.
_TARGET = TARGET / 2
_MARK_Y = 8.0
_MARK_SIZE = 9.5
_TICK_TOP = 25.0
_HEIGHT = 42
_BETWEEN_LABELS = 28
_MOST_LABELS = 12
_REACH_PX = 8.0
# Of the part that was played and is not shown now.
_AHEAD_OPACITY = 0.4
_BIG_MOVE = 10
_LEAST_WIDTH = 120


class Timeline(QAbstractSlider):
    """Asks for steps to look at, and shows which one is looked at; the last step is the present.

    ← and → move by one, with Ctrl by ten, Home and End to either end. PageUp and PageDown are left to others.
    """

    step_requested = Signal(int)
    """A step that the user wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._styles: Mapping[str, RunStyle] = {}
        self._marks: list[TimeMark] = []
        self._marks_key: object = None
        self._is_looking = False
        self._held_at = 0.0
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setPageStep(0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Time line"))
        FocusDescription(self, self._standing)
        self._tick_font = _tick_font(LIGHT)
        self.valueChanged.connect(self.step_requested)
        self._show(0, 0, False)

    @property
    def scale(self) -> LineScale:
        """Which step is at which pixel of the usual size."""
        return LineScale(self.maximum(), _INSET, max(1.0, self._usual_width - 2 * _INSET))

    @property
    def _usual_width(self) -> float:
        return self.width() / self._theme.scale

    @property
    def groups(self) -> list[MarkGroup]:
        """The marks as they stand along the line."""
        return group_marks(self._marks, self.scale)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours and the size of this theme."""
        self._theme, self._tick_font = theme, _tick_font(theme)
        self.updateGeometry()
        self.update()

    def set_styles(self, styles: Mapping[str, RunStyle]) -> None:
        """The look of each run, by label."""
        self._styles = dict(styles)
        self.update()

    def show_snapshot(self, snapshot: Snapshot, looked_at: int | None) -> None:
        """Show the steps there are, and the one that is looked at; None: the present."""
        key = tuple((run.label, run.parent, run.fork, run.changes) for run in snapshot.runs)
        if key != self._marks_key:
            self._marks_key, self._marks = key, marks_of(snapshot)
            self.update()
        self._show(snapshot.step, snapshot.step if looked_at is None else looked_at, looked_at is not None)

    @staticmethod
    def keys() -> list[tuple[str, str]]:
        """(keys, what they do) while the time line has the focus, for the help."""
        return [
            ("← ↓ → ↑", tr("Time line; Ctrl: ten")),
            (f"{key_text('Home')}, {key_text('End')}", tr("Time line: start, now")),
        ]

    def _show(self, last: int, step: int, is_looking: bool) -> None:
        if (last, step, is_looking) != (self.maximum(), self.value(), self._is_looking):
            self._is_looking = is_looking
            with QSignalBlocker(self):
                self.setRange(0, last)
                self.setValue(step)
            self.update()
        if not is_looking and not self.isSliderDown():
            set_tool_tip(self, tr("Drag to look at an earlier step; nothing is lost"))

    def _standing(self) -> str:
        if self._is_looking:
            return tr("Looking back at step {step} of {last}").format(step=thousands(self.value()), last=thousands(self.maximum()))
        return tr("Step {step}, the present").format(step=thousands(self.value()))

    def _ask(self, step: int) -> None:
        self.setValue(min(max(step, 0), self.maximum()))
        self.update()

    def _group_at(self, x: float) -> MarkGroup | None:
        near = [group for group in self.groups if abs(group.x - x) <= _REACH_PX]
        return min(near, key=lambda group: abs(group.x - x)) if near else None

    def _paint_track(self, painter: QPainter, scale: LineScale, at: float) -> None:
        theme = self._theme
        played, ahead = QColor(theme.accent), QColor(theme.accent)
        ahead.setAlphaF(_AHEAD_OPACITY)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, right in ((QColor(theme.border), scale.left + scale.width), (ahead, scale.x_of(scale.last)), (played, at)):
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(scale.left, _TRACK_Y - _TRACK / 2, right - scale.left, _TRACK), _TRACK / 2, _TRACK / 2)

    def _paint_ticks(self, painter: QPainter, scale: LineScale) -> None:
        theme = self._theme
        painter.setFont(self._tick_font)
        metrics = QFontMetricsF(self._tick_font)
        label_px = max(metrics.horizontalAdvance(thousands(scale.end)) + _BETWEEN_LABELS, scale.width / _MOST_LABELS)
        for step in tick_steps(scale, label_px):
            x = scale.x_of(step)
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(QPointF(round(x) + 0.5, _TICK_TOP), QPointF(round(x) + 0.5, _TICK_TOP + 3))
            width = metrics.horizontalAdvance(thousands(step)) + 2
            left = min(max(x - width / 2, 0.0), self._usual_width - width)
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(left, _TICK_TOP + 3, width, _HEIGHT - _TICK_TOP - 3), Qt.AlignmentFlag.AlignCenter, thousands(step))

    def _paint_marks(self, painter: QPainter) -> None:
        theme = self._theme
        ground = QColor(theme.surface)
        for group in self.groups:
            at = QPointF(group.x, _MARK_Y)
            painter.setPen(QPen(QColor(theme.muted), 1))
            painter.drawLine(QPointF(group.x, _MARK_Y), QPointF(group.x, _TRACK_Y - _TRACK / 2))
            labels = {mark.label for mark in group.marks}
            if len(labels) > 1:
                self._paint_count(painter, at, len(group.marks))
                continue
            style = self._styles.get(group.marks[0].label)
            if style is not None:
                paint_marker(painter, style, at, style.colour(theme), ground, _MARK_SIZE, 1.2)

    def _paint_count(self, painter: QPainter, at: QPointF, count: int) -> None:
        """Several runs at one place: how many marks there are, which the tooltip lists."""
        text = str(count)
        metrics = QFontMetricsF(self._tick_font)
        width = max(14.0, metrics.horizontalAdvance(text) + 8)
        pill = QRectF(at.x() - width / 2, at.y() - 7, width, 14)
        painter.setPen(QPen(QColor(self._theme.muted), 1))
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(self._tick_font)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_handle(self, painter: QPainter, at: float) -> None:
        theme, centre = self._theme, QPointF(at, _TRACK_Y)
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.setBrush(QColor(theme.accent if self._is_looking or self.isSliderDown() else theme.surface))
        painter.drawEllipse(centre, _HANDLE, _HANDLE)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), FOCUS_RIM))
            reach = _HANDLE + FOCUS_GAP + FOCUS_RIM / 2
            painter.drawEllipse(centre, reach, reach)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(400, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, self._theme.px(_HEIGHT))

    def event(self, event: QEvent) -> bool:
        # The window has shortcuts on some of these keys; whoever came here by Tab means the time line.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _move_of(event, 0, 1) is not None:
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            group = self._group_at(event.pos().x() / self._theme.scale)
            QToolTip.showText(event.globalPos(), group.text if group else self.toolTip(), self)
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _move_of(event, self.value(), self.maximum())
        if step is None:
            event.ignore()
        else:
            self._ask(step)
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            x, y = event.position().x() / self._theme.scale, event.position().y() / self._theme.scale
            from_handle = x - self.scale.x_of(self.value())
            group = self._group_at(x) if y < _TRACK_Y - _HANDLE else None
            is_held = group is None and abs(from_handle) <= _TARGET
            self._held_at = from_handle if is_held else 0.0
            if not is_held:
                self._ask(group.marks[0].step if group else self.scale.step_at(x))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._ask(self.scale.step_at(event.position().x() / self._theme.scale - self._held_at))
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.isSliderDown():
            self.setSliderDown(False)
            self.update()
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._theme.scale, self._theme.scale)
        scale = self.scale
        at = scale.x_of(self.value())
        self._paint_ticks(painter, scale)
        self._paint_track(painter, scale, at)
        self._paint_marks(painter)
        self._paint_handle(painter, at)
        painter.end()


def _tick_font(theme: Theme) -> QFont:
    """Small; what is painted under a transform has its usual size."""
    return small_font(numeric_font(scene_font(theme)))


def _move_of(event: QKeyEvent, step: int, last: int) -> int | None:
    """The step that a key asks for from here; None for keys that belong to others."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        return None
    size = 1 if modifiers == Qt.KeyboardModifier.NoModifier else _BIG_MOVE
    match event.key():
        case Qt.Key.Key_Left | Qt.Key.Key_Down:
            return step - size
        case Qt.Key.Key_Right | Qt.Key.Key_Up:
            return step + size
        case Qt.Key.Key_Home if size == 1:
            return 0
        case Qt.Key.Key_End if size == 1:
            return last
    return None
