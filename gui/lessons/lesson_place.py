"""Where the words of a lesson stand: a row above everything else that is as high as they need, but leaves the rest of the window room."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

# Of the height of the window. At 1280 × 800 with text of twice the size this leaves a canvas 234 pixels.
_MOST_PART = 0.45
_CHANGES = (QEvent.Type.Resize, QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class LessonPlace(QScrollArea):
    """Shown while its `bar` is; where there is too little room, the words scroll before anything leaves the window."""

    def __init__(self, bar: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._bar, self._window = bar, window
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        is_hidden = bar.isHidden()
        self.setWidget(bar)
        bar.setHidden(is_hidden)
        for watched in (bar, window):
            watched.installEventFilter(self)
        self._fit()

    def _fit(self) -> None:
        self.setHidden(self._bar.isHidden())
        self.setFixedHeight(min(self._bar.minimumHeight(), round(_MOST_PART * self._window.height())))

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _CHANGES:
            self._fit()
        return super().eventFilter(watched, event)
