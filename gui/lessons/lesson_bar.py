"""The words of a lesson above everything else: its scene, the caption, the question and, once it is revealed, the answer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QAction, QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.lessons.lesson import Lesson
from core.text import tr
from gui.style.theme import LIGHT, Theme, enlarged_font
from gui.style.tokens import APART, GAP, ICON, LOOSE, MARGIN, TEXT, TEXT_LARGE, TEXT_TITLE, TIGHT
from gui.system.language import spoken_language

_CAPTION_SIZE, _QUESTION_SIZE = TEXT_TITLE / TEXT, TEXT_LARGE / TEXT
_AUDIENCE_SIZE = 1.1


class LessonBar(QFrame):
    """Shows one scene at a time. It is as high as the wordiest scene of the lesson needs, so that nothing jumps between scenes."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        """`actions` become buttons at the top right."""
        super().__init__(parent)
        self.setProperty("role", "lesson")
        self.setAccessibleName(tr("Lesson"))
        self._lesson: Lesson | None = None
        self._language = "en"
        self.place = self._label(tr("Lesson and scene"), "muted")
        self.caption = self._label(tr("Caption"), "")
        self.question = self._label(tr("Question"), "accent")
        self.answer = self._label(tr("Answer"), "")
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setAccessibleName(action.text().replace("&", ""))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setIconSize(QSize(ICON, ICON))
            buttons.addWidget(button)
        head = QHBoxLayout()
        head.addWidget(self.place, 1)
        head.addLayout(buttons)
        asked = QVBoxLayout()
        asked.setSpacing(TIGHT)
        asked.addWidget(self.question)
        asked.addWidget(self.answer)
        asked.addStretch(1)
        words = QHBoxLayout()
        words.setSpacing(APART)
        words.addWidget(self.caption, 5)
        words.addLayout(asked, 4)
        self._words = words
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, GAP, LOOSE)
        column.setSpacing(TIGHT)
        column.addLayout(head)
        column.addLayout(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_sizes(LIGHT)
        self.hide()

    def _label(self, name: str, role: str) -> QLabel:
        label = QLabel(self)
        label.setAccessibleName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if role:
            label.setProperty("role", role)
        return label

    def set_sizes(self, theme: Theme) -> None:
        """Letters in proportion to those of the window; from afar these are large already."""
        caption, question = (_CAPTION_SIZE, _QUESTION_SIZE) if not theme.is_for_audience else (_AUDIENCE_SIZE, 1.0)
        for label, size in ((self.caption, caption), (self.question, question), (self.answer, question)):
            font = enlarged_font(QApplication.font(), size)
            font.setWeight(QFont.Weight.DemiBold if label is self.question else QFont.Weight.Normal)
            label.setFont(font)
        self._keep_height()

    def show_scene(self, lesson: Lesson, index: int, language: str, revealed: bool) -> None:
        """Show the words of a scene in this language, with or without its answer."""
        is_new = lesson is not self._lesson or language != self._language
        self._lesson, self._language = lesson, language
        scene = lesson.scenes[index]
        title, name = lesson.title.in_language(language), scene.title.in_language(language)
        self.place.setText(f"{title}  ·  {index + 1}/{len(lesson.scenes)}  ·  {name}")
        self.caption.setText(scene.caption.in_language(language))
        self.question.setText(scene.question.in_language(language) if scene.question else "")
        self.answer.setText(scene.answer.in_language(language) if scene.answer and revealed else "")
        self.question.setVisible(scene.question is not None)
        self.answer.setVisible(bool(self.answer.text()))
        # Without a question the caption has all the room.
        self._words.setStretch(1, 4 if scene.question is not None else 0)
        if is_new:
            self._keep_height()

    def _keep_height(self) -> None:
        """As much as the wordiest scene needs in this width."""
        if self._lesson is None or self.width() < 200:
            return
        margins, gap = self._column.contentsMargins(), self._words.spacing()
        width = self.width() - margins.left() - margins.right() - gap
        left, right = round(width * 5 / 9), round(width * 4 / 9)
        needed = 0
        for scene in self._lesson.scenes:
            caption = _height(self.caption, scene.caption.in_language(self._language), left)
            asked = 0
            if scene.question is not None and scene.answer is not None:
                asked = _height(self.question, scene.question.in_language(self._language), right) + 4
                asked += _height(self.answer, scene.answer.in_language(self._language), right)
            needed = max(needed, caption, asked)
        head = max(self.place.sizeHint().height(), 30)
        self.setFixedHeight(margins.top() + margins.bottom() + head + self._column.spacing() + needed)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._keep_height()


def _height(label: QLabel, text: str, width: int) -> int:
    flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    return label.fontMetrics().boundingRect(0, 0, width, 10_000, flags, text).height()


class LessonMenu(QObject):
    """Puts an entry for each lesson at the top of a menu. Reading them takes a moment, so it is done late."""

    def __init__(self, menu: QMenu, begin: Callable[[Lesson], None]) -> None:
        super().__init__(menu)
        self._menu, self._begin = menu, begin
        self._filled = False
        menu.aboutToShow.connect(self._on_about_to_show)

    @Slot()
    def _on_about_to_show(self) -> None:
        if self._filled:
            return
        from core.formats.lesson import shipped_lessons

        self._filled = True
        first = self._menu.actions()[0]
        for number, lesson in enumerate(shipped_lessons(), start=1):
            # 1 to 9, then 0, are the keys in the open menu.
            action = QAction(f"&{number % 10}  {lesson.title.in_language(spoken_language())}", self._menu)
            action.setToolTip(lesson.summary.in_language(spoken_language()))
            action.triggered.connect(lambda _=False, lesson=lesson: self._begin(lesson))
            self._menu.insertAction(first, action)
        self._menu.insertSeparator(first)
