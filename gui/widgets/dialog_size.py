"""Dialogs that fit a small or enlarged screen: their size, and a form that scrolls where there is no room for all of it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

# What the frame and the title of a window take, about; nobody knows before it is shown.
_FRAME = QSize(16, 48)
_BESIDE_BAR_PX = 2


def fitting(dialog: QWidget, wanted: QSize) -> QSize:
    """The wanted size of a dialog, as far as its screen has room for it and its frame."""
    return wanted.boundedTo(dialog.screen().availableGeometry().size() - _FRAME)


class ScrolledForm(QScrollArea):
    """Shows a form at its full width and as much of its height as there is; what gets the focus comes into sight."""

    def __init__(self, form: QWidget, name: str, least_width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form, self._least_width = form, least_width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(name)
        self.setWidget(form)
        form.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        form.installEventFilter(self)
        for child in form.findChildren(QWidget):
            child.installEventFilter(self)
        self._show_width()

    def _show_width(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(max(self._least_width, self._form.minimumSizeHint().width()) + bar + _BESIDE_BAR_PX)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._form.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._form and event.type() == QEvent.Type.LayoutRequest:
            self._show_width()
        elif event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)
