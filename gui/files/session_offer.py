"""The last session: offered at the start, and kept from then on."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from core.formats.session import Session
from core.number_text import thousands
from core.text import tr
from gui.files.controller import FileController
from gui.files.session_keeper import SessionKeeper
from gui.widgets.message_bar import MessageBar


class SessionOffer(QObject):
    """Between the keeper of sessions, the files of the window, and the strip in which the last one is offered."""

    def __init__(self, files: FileController, messages: MessageBar) -> None:
        super().__init__(files)
        self._files, self._messages = files, messages
        self._keeper = SessionKeeper(files.session, self)
        self._keeper.failed.connect(files.message)
        self._keeper.taken_over.connect(self._offer_another)

    def begin(self, folder: Path, offers_closed: bool) -> None:
        """Keep sessions in this folder, and offer the last one; one that was closed as usual only with `offers_closed`."""
        self._keeper.begin(folder)
        last = self._keeper.last
        if last is not None and (offers_closed or not last.is_closed):
            self._offer(last)

    def _offer(self, last: Session) -> None:
        document = last.current.document
        name = last.current.path.name if last.current.path is not None else tr(document.title) or tr("Untitled")
        if last.is_closed:
            sentence = tr("The last session is still here: “{name}” at step {step}.")
        else:
            sentence = tr("Descent Lab did not close as it should last time. What was done is still here: “{name}” at step {step}.")
        sentence = sentence.format(name=name, step=thousands(document.reached))
        tooltip = tr("Go on where you were, with all changes, branches and the view")
        self._messages.offer(sentence, tr("Res&tore"), tooltip, self._on_accepted, self._on_declined)

    @Slot()
    def close_down(self) -> None:
        """Keep the session for the last time."""
        self._keeper.taken_over.disconnect(self._offer_another)
        self._keeper.close()

    @Slot()
    def _on_declined(self) -> None:
        self._keeper.drop()
        self._offer_another()

    @Slot()
    def _offer_another(self) -> None:
        """Whoever had two crashes has two sessions, and is asked about one after the other."""
        self._keeper.rescan()
        if self._keeper.last is not None:
            self._offer(self._keeper.last)

    @Slot()
    def _on_accepted(self) -> None:
        last = self._keeper.last
        if last is not None and self._files.restore(last):
            self._keeper.take()
