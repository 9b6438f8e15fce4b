"""What the File menu does with pictures: the dialog that saves them, and the copy on the clipboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.experiment.snapshot import Snapshot
from core.text import tr
from gui.export.picture.dialog import EmbeddedTexts, ExportDialog, nothing_embedded
from gui.export.picture.figure import Plots, draw
from gui.export.picture.look import PlotLook
from gui.export.picture.spec import Ground
from gui.style.theme import LIGHT, Theme
from gui.training.trainer import Trainer


class PictureActions(QObject):
    """Draws the runs as the window looks at them. `told` says what was done."""

    message = Signal(str)

    def __init__(self, trainer: Trainer, shown: Callable[[Snapshot], Snapshot], window: QWidget) -> None:
        """`shown` makes of the latest snapshot the one that is looked at."""
        super().__init__(window)
        self._trainer, self._shown, self._window = trainer, shown, window
        self.look = PlotLook()
        self.theme: Theme = LIGHT
        self.inspected: Callable[[], Sequence[str]] = tuple
        """The runs that the window's inspector looks into."""
        self.embedded: EmbeddedTexts = nothing_embedded
        """The texts that a PNG of a snapshot carries inside."""
        self.title: Callable[[], str] = lambda: tr(trainer.setup.title)
        """What is raced, in words."""

    @Slot()
    def export(self) -> None:
        """Open the dialog that saves a picture."""
        latest = self._trainer.latest
        if latest is not None:
            shown, setup = self._shown(latest), self._trainer.setup
            ExportDialog(self._window, shown, self.title(), self.theme, self.look, setup, self.inspected(), self.embedded).exec()

    @Slot()
    def copy(self) -> None:
        """Put the plots on the clipboard."""
        latest: Snapshot | None = self._trainer.latest
        if latest is not None:
            ground = Ground.DARK if self.theme.dark else Ground.LIGHT
            picture = draw(self._shown(latest), Plots.BOTH, self.title(), ground, self.look)
            QGuiApplication.clipboard().setImage(picture)
            self.message.emit(tr("The picture is on the clipboard."))
