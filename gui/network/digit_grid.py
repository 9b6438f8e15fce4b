"""What it sees: test images with the network's answer and how sure it is; mistakes have a frame, a cross, and the right answer."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from core.analysis.network_samples import SEARCHED, Answers, answers, balanced_choice, mistakes
from core.experiment.snapshot import RunSnapshot
from core.number_text import thousands
from core.problems.network import NetworkProblem
from core.text import tr
from gui.network.network_view import NetworkView, ScaledBoard
from gui.style.markers import paint_cross
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import FOCUS_RIM, RADIUS_SMALL
from gui.widgets.labels import set_tool_tip
from gui.widgets.pixel_pictures import ink_image, least_side, paint_pixels
from gui.widgets.roving_focus import RovingFocus

# A picture is at least so large, 42 or 56 where it has 28 pixels; what is over is shared out among the cells.
_PICTURE = 40.0
# On a low board there is one row of smaller ones.
_LEAST_PICTURE = 28
_ABOVE, _BELOW = 6, 20
# From a picture, and its frame, to the words below it.
_TO_WORDS = 4
_BARS_HEIGHT = 46
_MOST = 120
_NO_IMAGES = np.empty((0, 0, 0), np.uint8)
_MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class DigitGrid(NetworkView):
    """As many test images as there is room for, the same ones for every run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw, self._passed, self._count = 0, 0, 0
        self._choice: tuple[NDArray[np.integer], tuple[int, int], NDArray[np.intp]] | None = None
        self.only_mistakes = QCheckBox(tr("Only mistakes"), self)
        self.only_mistakes.setToolTip(tr("Show only what the network takes for another digit, among the first 2,000 test images"))
        self.only_mistakes.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.only_mistakes.toggled.connect(self._on_mistakes_toggled)
        self.others = QPushButton(tr("Other images"), self)
        self.others.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.others.clicked.connect(self._on_others_clicked)
        self.tools.addWidget(self.only_mistakes)
        self.tools.addStretch(1)
        self.tools.addWidget(self.others)
        RovingFocus(self).set_members([self.only_mistakes, self.others])
        self.board = DigitBoard(self)
        self.board.resized.connect(self.refresh)
        self.body.addWidget(self.board, 1)
        self._on_mistakes_toggled()

    def show_run(self, run: RunSnapshot | None) -> None:
        """Ask the network of this run, and show its answers."""
        self.board.set_scale(self.theme.scale)
        problem = self.problem
        if problem is None or run is None:
            self.say_nothing()
            self.board.show_answers(None, None, self.theme)
            return
        room = min(_MOST, self.board.room(max(problem.dataset.test_images.shape[1:])))
        if self.only_mistakes.isChecked():
            said = self._next_mistakes(problem, run, room)
        else:
            said = answers(problem, run.theta, self._chosen(problem, room))
        self._count = len(said.indices)
        self.board.show_answers(said, problem.dataset.test_images[said.indices], self.theme)
        self.say(self._sentence(problem, run, said), run)

    def _sentence(self, problem: NetworkProblem, run: RunSnapshot, said: Answers) -> str:
        if not np.isfinite(run.theta).all() or (len(said.indices) and not np.isfinite(said.probabilities).any()):
            return tr("This network has diverged: its answers are no numbers any more.")
        if self.only_mistakes.isChecked():
            here = _mistakes_sentence(self._passed + 1, self._passed + self._count, min(SEARCHED, problem.test_count))
        else:
            here = _right_sentence(int(said.right.sum()), self._count)
        if not len(run.held_out.steps):
            return here
        percent = 100 * float(run.held_out.accuracy[-1])
        return tr("{here} At step {step}: {percent:.2f} % of all test images are right.").format(
            here=here, step=int(run.held_out.steps[-1]), percent=percent
        )

    def _chosen(self, problem: NetworkProblem, room: int) -> NDArray[np.intp]:
        """The images of this draw, drawn once: half a millisecond where there are 10,000."""
        labels, key = problem.dataset.test_labels, (room, self._draw)
        if self._choice is None or self._choice[0] is not labels or self._choice[1] != key:
            self._choice = labels, key, balanced_choice(labels, room, self._draw)
        return self._choice[2]

    def _next_mistakes(self, problem: NetworkProblem, run: RunSnapshot, room: int) -> Answers:
        """As many as there is room for after those that were passed over, from the first on where there are none after them."""
        found = mistakes(problem, run.theta, self._passed + room + 1)
        if len(found.indices) <= self._passed:
            self._passed = 0
        self.others.setEnabled(self._passed > 0 or len(found.indices) > room)
        here = slice(self._passed, self._passed + room)
        return Answers(found.indices[here], found.probabilities[here], found.labels[here])

    def _on_mistakes_toggled(self) -> None:
        self._passed = 0
        self.others.setEnabled(True)
        self.others.setToolTip(tr("Show the next mistakes") if self.only_mistakes.isChecked() else tr("Draw other test images"))
        self.refresh()

    def _on_others_clicked(self) -> None:
        if self.only_mistakes.isChecked():
            self._passed += self._count
        else:
            self._draw += 1
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


class DigitBoard(ScaledBoard):
    """Paints the images in cells, and below them how probable each class is for the one under the mouse, or chosen by key."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._said: Answers | None = None
        self._pixels = _NO_IMAGES
        self._images: list[QImage] = []
        self._words: list[str] = []
        self._right: list[bool] = []
        self._at, self._least = 0, _PICTURE
        self.setMouseTracking(True)
        # Not by a click: the mouse needs none to point at an image, and → goes on stepping.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Test images and the network's answers"))

    def room(self, side: int) -> int:
        """How many images there is room for that are so many pixels wide or high."""
        self._least = least_side(side, _PICTURE, self.devicePixelRatioF() * self._scale)
        return self._columns() * self._rows()

    def show_answers(self, said: Answers | None, images: np.ndarray | None, theme: Theme) -> None:
        """Show these images and answers."""
        pixels = _NO_IMAGES if images is None else images
        # On the slow clock the same images come again and again, with new answers.
        if theme is not self._theme or not np.array_equal(pixels, self._pixels):
            self._images = [ink_image(image, theme.plot, theme.text) for image in pixels]
        self._said, self._pixels, self._theme = said, pixels, theme
        self._words, self._right = ([], []) if said is None else (_words_of(said), said.right.tolist())
        self._at = min(self._at, max(0, len(self._images) - 1))
        self._describe()
        self.update()

    def text_of(self, index: int) -> str:
        """What stands below an image: the answer, and how sure the network is."""
        return self._words[index]

    @property
    def _cell_size(self) -> tuple[float, float]:
        """What a picture needs with what stands around it."""
        return self._least + 2 * _ABOVE, self._least + _ABOVE + _BELOW

    @property
    def _bars_height(self) -> int:
        """What the bars take: nothing where there is room for a row of images only."""
        return _BARS_HEIGHT if self.high >= _LEAST_PICTURE + _ABOVE + _BELOW + _BARS_HEIGHT else 0

    def _columns(self) -> int:
        return max(1, int(self.wide / self._cell_size[0]))

    def _rows(self) -> int:
        return max(1, int((self.high - self._bars_height) / self._cell_size[1]))

    def _describe(self) -> None:
        text = ""
        if self._said is not None and self._images:
            label = int(self._said.labels[self._at])
            text = tr("A {label}, taken for {answer}").format(label=label, answer=self.text_of(self._at))
        self.setAccessibleDescription(text)
        set_tool_tip(self, text)

    def _cell(self, index: int) -> QRectF:
        row, column = divmod(index, self._columns())
        width, height = self.wide / self._columns(), (self.high - self._bars_height) / self._rows()
        return QRectF(column * width, row * height, width, height)

    def _picture_box(self, cell: QRectF) -> QRectF:
        """Where in a cell the picture is: a square as large as there is room for, on whole pixels."""
        side = int(min(cell.height() - _ABOVE - _BELOW, cell.width() - 2 * _ABOVE))
        return QRectF(int(cell.center().x() - side / 2), int(cell.top()) + _ABOVE, side, side)

    def _index_at(self, point: QPointF) -> int | None:
        return next((k for k in range(len(self._images)) if self._cell(k).contains(point)), None)

    def _go_to(self, index: int) -> None:
        if 0 <= index < len(self._images) and index != self._at:
            self._at = index
            self._describe()
            self.update()

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * (_LEAST_PICTURE + 2 * _ABOVE), _LEAST_PICTURE + _ABOVE + _BELOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        said = self._said
        if said is None:
            return
        painter = self.begin(small=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, right = self._theme, self._right
        for index, image in enumerate(self._images):
            cell = self._cell(index)
            at = paint_pixels(painter, self._picture_box(cell), image)
            if index == self._at:
                # The bars at the foot belong to this one, also while nobody points.
                painter.setPen(
                    QPen(QColor(theme.accent), FOCUS_RIM) if self.hasFocus() or self.underMouse() else QPen(QColor(theme.muted), 1)
                )
                painter.setBrush(Qt.BrushStyle.NoBrush)
                # Around picture and words alone: on a board with one row a cell is much higher.
                frame = QRectF(cell.left() + 1, at.top() - _ABOVE + 1, cell.width() - 2, at.height() + _ABOVE + _BELOW - 1)
                painter.drawRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)
            if not right[index]:
                painter.setPen(QPen(QColor(theme.warning), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(at)
                paint_cross(painter, at.topRight(), QColor(theme.warning), QColor(theme.window), 4.5)
            painter.setPen(QColor(theme.text if right[index] else theme.warning))
            below = QRectF(cell.left(), at.bottom() + _TO_WORDS, cell.width(), _BELOW - _TO_WORDS)
            text = self.text_of(index)
            if not right[index]:
                text = f"{text.replace('  ', ' ')} ≠ {int(said.labels[index])}"
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
        if self._images and self._bars_height:
            self._paint_bars(painter, said)

    def _paint_bars(self, painter: QPainter, said: Answers) -> None:
        """How probable each class is for the image that is pointed at."""
        theme, shares = self._theme, np.nan_to_num(said.probabilities[self._at])
        top, height = self.high - _BARS_HEIGHT + 4, _BARS_HEIGHT - 22
        width = min(34.0, self.wide / len(shares))
        left = (self.wide - width * len(shares)) / 2
        for k, share in enumerate(shares.tolist()):
            box = QRectF(left + k * width, top, width, height)
            painter.fillRect(QRectF(box.left() + 5, box.top(), width - 10, height), QColor(theme.raised))
            bar = QRectF(box.left() + 5, box.bottom() - share * height, width - 10, share * height)
            painter.fillRect(bar, QColor(theme.accent if k == int(said.labels[self._at]) else theme.muted))
            painter.setPen(QColor(theme.text if k == int(said.labels[self._at]) else theme.muted))
            painter.drawText(QRectF(box.left(), box.bottom() + 1, width, 16), Qt.AlignmentFlag.AlignCenter, str(k))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(self.place_of(event))
        if index is not None:
            self._go_to(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_move(event):
            event.ignore()
            return
        move = _MOVES[Qt.Key(event.key())]
        self._go_to(self._at + move[0] + move[1] * self._columns())
        event.accept()

    def event(self, event: QEvent) -> bool:
        # The arrows are keys of the window too; whoever came here by Tab means the images. Shift+→ stays the window's.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_move(event):
            event.accept()
            return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def _is_move(event: QKeyEvent) -> bool:
    return event.key() in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _words_of(said: Answers) -> list[str]:
    """The answers and how sure they are, in the order of the images."""
    shares = said.probabilities.max(axis=1)
    pairs = zip(said.predictions.tolist(), shares.tolist(), strict=True)
    return [f"{answer}  {100 * share:.0f} %" if np.isfinite(share) else "nan" for answer, share in pairs]


def _right_sentence(right: int, count: int) -> str:
    sentence = tr("{right} of these {count} is right.") if right == 1 else tr("{right} of these {count} are right.")
    return sentence.format(right=right, count=count)


def _mistakes_sentence(first: int, last: int, searched: int) -> str:
    """Which of the mistakes are shown, counted from 1; none where the last comes before the first."""
    if last < first:
        return tr("No mistakes among the first {count} test images.").format(count=thousands(searched))
    sentence = tr("Mistake {first}.") if first == last else tr("Mistakes {first} to {last}.")
    return sentence.format(first=first, last=last)
