"""All lessons that come with the program, as cards: a picture of what each is about, its title, and what it shows."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from core.experiment.setup import Setup
from core.lessons.lesson import Lesson, Scene
from core.problems.kinds import FUNCTION, NETWORK
from core.text import tr
from gui.canvas.thumbnail import PictureQueue, digits_thumbnail, race_thumbnail
from gui.style.theme import Theme
from gui.style.tokens import FOCUS_RIM, GAP, LOOSE, RADIUS_SHEET, RIM, TIGHT
from gui.system.language import spoken_language
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.form_rows import dialog_column, fitting, make_button
from gui.widgets.roving_focus import RovingFocus

_WIDTH, _PICTURE_HEIGHT = 216, 96
_COLUMNS = 5
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap

_PICTURES: Mapping[str, Callable[[Setup, int, Theme, int, int, float], QPixmap]] = {
    FUNCTION.key: race_thumbnail,
    NETWORK.key: lambda _setup, _steps, *look: digits_thumbnail(*look),
}
"""What a setup of a kind of problem looks like in small, after so many steps; a card of another kind has words alone."""
_LEAST_STEPS, _MOST_STEPS = 20, 60


class LessonCard(QAbstractButton):
    """One lesson: its picture, which comes late, its number and title, and its summary in as many lines as it takes."""

    def __init__(self, number: int, lesson: Lesson, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.lesson = lesson
        self._theme = theme
        self._picture: QPixmap | None = None
        self._width, self._picture_height = theme.wrapped_px(_WIDTH), theme.px(_PICTURE_HEIGHT)
        language = spoken_language()
        self.title = f"{number}  {lesson.title.in_language(language)}"
        self.summary = lesson.summary.in_language(language)
        self.setAccessibleName(self.title)
        self.setAccessibleDescription(self.summary)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def scene(self) -> Scene:
        """The scene of its picture: the first in which something moves."""
        scenes = self.lesson.scenes
        return next((scene for scene in scenes if scene.pause_at), scenes[0])

    @property
    def picture(self) -> QPixmap | None:
        """What has been drawn; None before that."""
        return self._picture

    def draw(self) -> None:
        """Draw the picture of what the lesson is about."""
        scene = self.scene
        steps = min(max(scene.last_step, _LEAST_STEPS), _MOST_STEPS)
        make = _PICTURES.get(scene.setup.problem.kind)
        if make is not None:
            self._picture = make(scene.setup, steps, self._theme, self._width, self._picture_height, self.devicePixelRatioF())
            self.update()

    def set_height(self, height: int) -> None:
        """As high as the others beside it."""
        self.setFixedSize(self._width, height)

    def wanted_height(self) -> int:
        """What its words take, with the picture above them."""
        inner = self._width - 2 * LOOSE
        words = self.fontMetrics().boundingRect(QRect(0, 0, inner, 10_000), _WRAPPED, self.summary).height()
        return self._picture_height + LOOSE + self._title_height(inner) + TIGHT + words + LOOSE

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _title_height(self, inner: int) -> int:
        return QFontMetrics(self._title_font()).boundingRect(QRect(0, 0, inner, 10_000), _WRAPPED, self.title).height()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(self._width, self.wanted_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = FOCUS_RIM if self.hasFocus() else RIM
        area = QRectF(self.rect()).adjusted(rim / 2, rim / 2, -rim / 2, -rim / 2)
        sheet = QPainterPath()
        sheet.addRoundedRect(area, RADIUS_SHEET, RADIUS_SHEET)
        painter.fillPath(sheet, QColor(theme.raised if self.underMouse() or self.isDown() else theme.surface))
        painter.setClipPath(sheet)
        if self._picture is not None:
            painter.drawPixmap(0, 0, self._picture)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.border), rim))
        painter.drawPath(sheet)
        inner = self.width() - 2 * LOOSE
        top = self._picture_height + LOOSE
        painter.setFont(self._title_font())
        painter.setPen(QColor(theme.text))
        painter.drawText(QRect(LOOSE, top, inner, self.height()), _WRAPPED, self.title)
        top += self._title_height(inner) + TIGHT
        painter.setFont(self.font())
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRect(LOOSE, top, inner, self.height()), _WRAPPED, self.summary)
        painter.end()


class LessonPage(QDialog):
    """The lessons in the order of a course. Arrows go from card to card; what was chosen is `chosen` after it was accepted."""

    def __init__(self, lessons: Sequence[Lesson], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Lessons"))
        self.chosen: Lesson | None = None
        page = QWidget(self)
        self.cards = [LessonCard(number, lesson, theme, page) for number, lesson in enumerate(lessons, start=1)]
        shelf = FlowLayout(page, LOOSE)
        height = max(card.wanted_height() for card in self.cards)
        self._pictures = PictureQueue(self)
        for card in self.cards:
            card.set_height(height)
            card.clicked.connect(partial(self._choose, card.lesson))
            self._pictures.add(card.draw)
            shelf.addWidget(card)
        roving = RovingFocus(self)
        roving.set_members(self.cards)
        self.pages = QScrollArea(self)
        self.pages.setWidgetResizable(True)
        self.pages.setFrameShape(QFrame.Shape.NoFrame)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pages.setWidget(page)
        roving.came_to.connect(lambda card: self.pages.ensureWidgetVisible(card, 0, LOOSE))
        hint = QLabel(tr("In the order of a course. In a lesson PgDn goes on, and Esc leaves: what stood here comes back."), self)
        hint.setProperty("role", "muted")
        close = make_button(self, tr("Close"), tr("Close this dialog (Escape)"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(hint, 1)
        foot.addWidget(close)
        column = dialog_column(self)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)
        margins = column.contentsMargins()
        across = _COLUMNS * self.cards[0].sizeHint().width() + (_COLUMNS - 1) * LOOSE + self.pages.verticalScrollBar().sizeHint().width()
        wide = across + margins.left() + margins.right()
        rows = -(-len(self.cards) // _COLUMNS)
        high = rows * (height + LOOSE) + column.spacing() + foot.sizeHint().height() + margins.top() + margins.bottom()
        self.resize(fitting(self, QSize(wide, high)))
        self.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
        self._pictures.begin()

    def _choose(self, lesson: Lesson) -> None:
        self.chosen = lesson
        self.accept()

    # Qt's own names

    def hideEvent(self, event: QHideEvent) -> None:
        self._pictures.stop()
        super().hideEvent(event)
