"""The menu of lessons: those that ship, filled in when it is first opened, above the moves through a lesson."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.lesson import Lesson
from gui.language import spoken_language


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
        from core.lesson_file import shipped_lessons

        self._filled = True
        first = self._menu.actions()[0]
        for number, lesson in enumerate(shipped_lessons(), start=1):
            # 1 to 9, then 0, are the keys in the open menu.
            action = QAction(f"&{number % 10}  {lesson.title.in_language(spoken_language())}", self._menu)
            action.setToolTip(lesson.summary.in_language(spoken_language()))
            action.triggered.connect(lambda _=False, lesson=lesson: self._begin(lesson))
            self._menu.insertAction(first, action)
        self._menu.insertSeparator(first)
