"""The words of a lesson above everything else: its scene, the caption, the question and, once it is revealed, the answer."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.lessons.lesson import Lesson
from core.text import tr
from gui.lessons.scene_buttons import NextButton, SceneDots
from gui.style.icons import size_buttons
from gui.style.theme import LIGHT, Theme, enlarged_font
from gui.style.tokens import APART, GAP, LOOSE, MARGIN, RIM, TEXT, TEXT_LARGE, TEXT_TITLE, TIGHT
from gui.system.language import spoken_language
from gui.widgets.spoken import SpokenLabel, announce

_CAPTION_SIZE, _QUESTION_SIZE = TEXT_TITLE / TEXT, TEXT_LARGE / TEXT
_AUDIENCE_SIZE = 1.1
# As wide as a line may be to be read with ease, in heights of its letters: 68 letters at most of English, 560 px of 20 px letters.
_LINE_EMS = 28
_CAPTION_PART, _ASKED_PART = 5, 4
_SPARE = 2


class LessonBar(QFrame):
    """Shows one scene at a time. It is as high as the scene needs with its answer, so that nothing jumps when that is revealed."""

    scene_chosen = Signal(int)
    """The scene of this number is asked for."""

    def __init__(self, forward: QAction, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        """`forward` is the button beside the words, which says what comes next; `actions` become buttons at the top right."""
        super().__init__(parent)
        self.setProperty("role", "lesson")
        self.setAccessibleName(tr("Lesson"))
        self._lesson: Lesson | None = None
        self._language, self._index = "en", 0
        self._revealed: tuple[Lesson, int] | None = None
        self.place = self._label(tr("Lesson and scene"), "muted")
        self.caption = self._label(tr("Caption"), "")
        self.question = self._label(tr("Question"), "accent")
        self.answer = self._label(tr("Answer"), "")
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        self._buttons = [QToolButton(self) for _ in actions]
        for action, button in zip(actions, self._buttons, strict=True):
            button.setDefaultAction(action)
            button.setAccessibleName(action.text().replace("&", ""))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        self.place.setWordWrap(False)
        self.place.setMinimumWidth(1)
        self.place.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.dots = SceneDots(self)
        self.dots.scene_chosen.connect(self.scene_chosen)
        self._head = head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.place)
        head.addWidget(self.dots)
        head.addStretch(1)
        head.addLayout(buttons)
        asked = QVBoxLayout()
        asked.setSpacing(TIGHT)
        asked.addWidget(self.question)
        asked.addWidget(self.answer)
        asked.addStretch(1)
        self.next = NextButton(forward, self)
        words = QHBoxLayout()
        words.setSpacing(APART)
        words.addWidget(self.caption, _CAPTION_PART)
        words.addLayout(asked, _ASKED_PART)
        words.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        words.addStretch(0)
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
        label = SpokenLabel(name, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if role:
            label.setProperty("role", role)
        return label

    def set_sizes(self, theme: Theme) -> None:
        """Letters in proportion to those of the window; where these are large already, or from afar, they need to stand out less."""
        grown = theme.wrapped_px(TEXT) / theme.px(TEXT)
        caption, question = (max(1.0, size * grown) for size in (_CAPTION_SIZE, _QUESTION_SIZE))
        if theme.is_for_audience:
            caption, question = _AUDIENCE_SIZE, 1.0
        for label, size in ((self.caption, caption), (self.question, question), (self.answer, question)):
            font = enlarged_font(QApplication.font(), size)
            font.setWeight(QFont.Weight.DemiBold if label is self.question else QFont.Weight.Normal)
            label.setFont(font)
            label.setMaximumWidth(self._widest(label))
        size_buttons(self._buttons, theme)
        self.next.set_sizes(theme)
        self.dots.set_theme(theme)
        self._keep_height()

    def show_scene(self, lesson: Lesson, index: int, language: str, revealed: bool) -> None:
        """Show the words of a scene in this language, with or without its answer."""
        was_revealed = self._revealed == (lesson, index)
        self._revealed = (lesson, index) if revealed else None
        self._lesson, self._language, self._index = lesson, language, index
        scene = lesson.scenes[index]
        title, name = lesson.title.in_language(language), scene.title.in_language(language)
        self.place.setText(f"{title}  ·  {index + 1}/{len(lesson.scenes)}  ·  {name}")
        self.caption.setText(formulas_whole(scene.caption.in_language(language)))
        self.question.setText(formulas_whole(scene.question.in_language(language)) if scene.question else "")
        self.answer.setText(formulas_whole(scene.answer.in_language(language)) if scene.answer and revealed else "")
        self.question.setVisible(scene.question is not None)
        self.answer.setVisible(bool(self.answer.text()))
        # Without a question the caption has all the room that a line may have.
        self._words.setStretch(1, _ASKED_PART if scene.question is not None else 0)
        self.dots.show_scene([each.title.in_language(language) for each in lesson.scenes], index)
        self._keep_height()
        if revealed:
            announce(self, self.answer.text())
        elif not was_revealed:
            announce(self, "\n".join(label.text() for label in (self.place, self.caption, self.question) if label.text()))

    @staticmethod
    def _widest(label: QLabel) -> int:
        return round(_LINE_EMS * label.fontInfo().pixelSize())

    def _keep_height(self) -> None:
        """As much as the scene needs in this width, with its answer."""
        if self._lesson is None or self.width() < 200:
            return
        scene, language = self._lesson.scenes[self._index], self._language
        margins, gap = self._column.contentsMargins(), self._words.spacing()
        room = self.width() - margins.left() - margins.right() - self.next.sizeHint().width() - gap
        left, right = self._widest(self.caption), 0
        needed = self.next.sizeHint().height()
        if scene.question is not None and scene.answer is not None:
            # As the layout shares the room out, to either as much as it may take.
            room -= gap
            most = self._widest(self.question)
            left, right = min(left, room * _CAPTION_PART // (_CAPTION_PART + _ASKED_PART)), min(most, room)
            right = min(right, room - left)
            left = min(self._widest(self.caption), room - right)
            asked = _height(self.question, scene.question.in_language(language), right) + TIGHT
            needed = max(needed, asked + _height(self.answer, scene.answer.in_language(language), right))
        needed = max(needed, _height(self.caption, scene.caption.in_language(language), min(left, room)))
        head = max(self.place.sizeHint().height(), self._head.sizeHint().height())
        self.setFixedHeight(margins.top() + margins.bottom() + head + self._column.spacing() + needed + RIM)

    # Qt's own names

    def event(self, event: QEvent) -> bool:
        # Buttons ask for another size when they are first seen, and when letters change.
        if event.type() == QEvent.Type.LayoutRequest:
            self._keep_height()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._keep_height()


def formulas_whole(text: str) -> str:
    """The text with no break around a sign between two parts of a formula: x = 0, 30 × 40."""
    return re.sub(r"(?<=\S) ([=≈≠<>≤≥×+−·÷]) (?=\S)", "\N{NO-BREAK SPACE}\\1\N{NO-BREAK SPACE}", text)


def _height(label: QLabel, text: str, width: int) -> int:
    flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    # The layout may round a pixel away, and with it the last word of a line.
    return label.fontMetrics().boundingRect(0, 0, width - _SPARE, 10_000, flags, text).height()


class LessonMenu(QObject):
    """Puts an entry for each lesson below the first of a menu. Reading them takes a moment, so it is done late."""

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
        first = self._menu.actions()[1]
        self._menu.insertSeparator(first)
        for number, lesson in enumerate(shipped_lessons(), start=1):
            # 1 to 9, then 0, are the keys in the open menu.
            action = QAction(f"&{number % 10}  {lesson.title.in_language(spoken_language())}", self._menu)
            action.setToolTip(lesson.summary.in_language(spoken_language()))
            action.triggered.connect(lambda _=False, lesson=lesson: self._begin(lesson))
            self._menu.insertAction(first, action)
        self._menu.insertSeparator(first)
