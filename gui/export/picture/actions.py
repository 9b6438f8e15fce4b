"""What the File menu does with pictures: the dialog that saves them, and the copy on the clipboard."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.experiment.snapshot import Snapshot
from core.text import tr
from gui.export.picture.look import PlotLook
from gui.export.picture.spec import Ground
from gui.style.theme import Theme
from gui.training.trainer import Trainer

if TYPE_CHECKING:
    from gui.export.picture.dialog import EmbeddedTexts


class PictureActions(QObject):
    """Draws the runs as the window looks at them."""

    message = Signal(str)
    """What was done."""

    def __init__(
        self,
        trainer: Trainer,
        *,
        viewed: Callable[[Snapshot], Snapshot],
        look: Callable[[], PlotLook],
        inspected: Callable[[], Sequence[str]],
        embedded: "EmbeddedTexts",
        title: Callable[[], str],
        theme: Callable[[], Theme],
        window: QWidget,
    ) -> None:
        """`viewed` makes of the latest snapshot the one that is looked at. The others are asked when a picture is wanted: how the
        plots stand, which runs the inspector looks into, what a PNG carries inside, what is raced in words, and the theme.
        """
        super().__init__(window)
        self._trainer, self._viewed, self._look, self._inspected = trainer, viewed, look, inspected
        self._embedded, self._title, self._theme, self._window = embedded, title, theme, window

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do."""
        return {"export": self.export, "copy": self.copy}

    @Slot()
    def export(self) -> None:
        """Open the dialog that saves a picture."""
        # Imported late, as what draws is: a window that opens should not wait for it.
        from gui.export.picture.dialog import ExportDialog

        latest = self._trainer.latest
        if latest is not None:
            viewed, title, theme, look = self._viewed(latest), self._title(), self._theme(), self._look()
            ExportDialog(self._window, viewed, title, theme, look, self._trainer.setup, self._inspected(), self._embedded).exec()

    @Slot()
    def copy(self) -> None:
        """Put the plots on the clipboard."""
        from gui.export.picture.figure import draw

        latest = self._trainer.latest
        if latest is not None:
            ground = Ground.DARK if self._theme().dark else Ground.LIGHT
            picture = draw(self._viewed(latest), ("canvas", "loss"), self._title(), ground, self._look())
            QGuiApplication.clipboard().setImage(picture)
            self.message.emit(tr("The picture is on the clipboard."))
