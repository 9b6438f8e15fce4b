"""The field for the hidden layers of a network: a list of numbers as text, taken and taken back as the numbers beside it are."""

import re

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from core.hyperparameters import Hyperparameter, Setting
from core.text import tr
from gui.widgets.form_rows import describe


class SizesField(QLineEdit):
    """Typed text counts when it is finished with Enter, Tab or a click elsewhere; Escape takes it back."""

    setting_edited = Signal(object)
    """The units of each layer, after the user confirmed them. `set_setting` does not emit."""
    refused = Signal(str)
    """Why typed text was not taken, when the layers before it are shown again."""

    def __init__(self, spec: Hyperparameter, sizes: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(sizes_text(sizes), parent)
        self._spec, self._sizes = spec, sizes
        describe(self, tr(spec.title), tr(spec.help))
        self.editingFinished.connect(self._on_editing_finished)

    @property
    def setting(self) -> Setting:
        """The layers that hold now; text that is still being typed does not count."""
        return self._sizes

    def set_setting(self, sizes: tuple[int, ...]) -> None:
        """Show these layers. Text being typed survives when it means the same."""
        self._sizes = sizes
        if not self.hasFocus() or self._parse(self.text()) != sizes:
            self._show_sizes()

    def _parse(self, text: str) -> tuple[int, ...] | None:
        sizes = parse_sizes(text)
        return sizes if sizes is not None and self._spec.accepts(sizes) else None

    @property
    def _is_typed_over(self) -> bool:
        return self.text() != sizes_text(self._sizes)

    def _show_sizes(self) -> None:
        self.setText(sizes_text(self._sizes))

    def _on_editing_finished(self) -> None:
        text = self.text()
        sizes = self._parse(text)
        if sizes is not None:
            self._sizes = sizes
        self._show_sizes()
        if sizes is None:
            self.refused.emit(self._refusal(text))
        else:
            self.setting_edited.emit(sizes)

    def _refusal(self, text: str) -> str:
        return tr("“{text}” was not taken. Hidden layers are up to {layers} numbers from 1 to {units}, such as 100, 50.").format(
            text=text, layers=self._spec.longest, units=self._spec.maximum
        )

    # Qt's own names

    def event(self, event: QEvent) -> bool:
        # Escape is a key of the window too, but what was typed is nearer than what the window is busy with.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self._is_typed_over)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_typed_over:
            self._show_sizes()
            event.accept()
        else:
            super().keyPressEvent(event)


def sizes_text(hidden: tuple[int, ...]) -> str:
    """The units of each hidden layer, as the field shows them."""
    return ", ".join(map(str, hidden))


def parse_sizes(text: str) -> tuple[int, ...] | None:
    """The units of each layer; None where the text is not a list of whole numbers with one sign, or blanks, between each two."""
    # Two signs leave a word empty, and that is no number.
    words = re.split(r"\s*[,;×x–-]\s*|\s+", text.strip()) if text.strip() else []
    # int() would also take other scripts' digits and underscores, and no text is so long that it takes a while.
    return tuple(map(int, words)) if all(re.fullmatch(r"[0-9]{1,5}", word) for word in words) else None
