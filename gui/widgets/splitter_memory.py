"""How a splitter is divided, for each arrangement of what stands in it, so that a change there and back leaves no trace."""

from collections.abc import Hashable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QSplitter, QWidget


class SplitterMemory(QObject):
    """Keeps how large a person has dragged each part to be, until the same arrangement comes again."""

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(splitter)
        self._splitter = splitter
        self._kept: dict[Hashable, dict[QWidget, int]] = {}
        self._now: Hashable = None
        self._is_dragged = False
        splitter.splitterMoved.connect(self._on_moved)

    @property
    def is_dragged(self) -> bool:
        """Whether the person has divided the splitter since this arrangement came."""
        return self._is_dragged

    @property
    def is_kept(self) -> bool:
        """Whether the person has divided it in this arrangement, now or before."""
        return self._now in self._kept

    def leave_for(self, arrangement: Hashable) -> None:
        """From now on it is this arrangement."""
        if arrangement != self._now:
            self._now, self._is_dragged = arrangement, False

    def restore(self) -> bool:
        """Give the parts the sizes that they were dragged to in this arrangement; False where they never were."""
        kept = self._kept.get(self._now)
        if kept is None:
            return False
        widgets = (self._splitter.widget(number) for number in range(self._splitter.count()))
        self._splitter.setSizes([kept.get(widget, 0) if widget is not None else 0 for widget in widgets])
        return True

    @Slot()
    def _on_moved(self) -> None:
        self._is_dragged = True
        # At once, since by the time another arrangement comes larger letters may have pushed the parts about.
        widgets = (self._splitter.widget(number) for number in range(self._splitter.count()))
        sizes = zip(widgets, self._splitter.sizes(), strict=True)
        self._kept[self._now] = {widget: size for widget, size in sizes if widget is not None and not widget.isHidden()}
