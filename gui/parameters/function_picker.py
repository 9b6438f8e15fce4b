"""The choice of a function: a box with its name, that opens a grid of small pictures of all landscapes, by group."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.functions import FUNCTIONS, Function
from core.text import tr
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import LOOSE, MARGIN, RIM, TIGHT
from gui.widgets.quiet_widgets import QuietComboBox
from gui.widgets.spoken import label_choice

_COLUMNS = 3
_WIDTH, _HEIGHT = 72, 48


class FunctionPicker(QuietComboBox):
    """A combo box of all functions, as data their keys, whose list is a grid of their landscapes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._grid: LandscapeGrid | None = None
        label_choice(self, tr("Function"))
        for key, function in FUNCTIONS.items():
            self.addItem(tr(function.name), key)

    @property
    def grid(self) -> "LandscapeGrid | None":
        """What is open, or was last; None before the first time."""
        return self._grid

    def set_theme(self, theme: Theme) -> None:
        """Draw landscapes in the colours of this theme from now on."""
        if theme != self._theme:
            self._theme = theme
            if self._grid is not None:
                self._grid.deleteLater()
                self._grid = None

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        self.hidePopup()
        self.setCurrentIndex(self.findData(key))

    # Qt's own names

    def showPopup(self) -> None:
        if self._grid is None:
            self._grid = LandscapeGrid(self._theme, self)
            self._grid.chosen.connect(self._on_chosen)
        self._grid.open_below(self, self.currentData())

    def hidePopup(self) -> None:
        if self._grid is not None:
            self._grid.close()
        super().hidePopup()


class LandscapeGrid(QWidget):
    """Every function as a button with its landscape and its name. Arrows, Home, End and first letters go through them.

    Landscapes are drawn one at a turn of the event loop, after the names are seen, and kept.
    """

    chosen = Signal(str)
    """The key of a function."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        # A press on the box that this belongs to closes it, and does not open it again.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
        # No QFrame: those of a combo box take nothing from a style sheet.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "popup")
        self.setAccessibleName(tr("Function"))
        self._theme = theme
        self._page = page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(LOOSE, LOOSE, LOOSE, LOOSE)
        column.setSpacing(TIGHT)
        self.buttons: dict[str, QToolButton] = {}
        for group in dict.fromkeys(function.group for function in FUNCTIONS.values()):
            title = QLabel(tr(group), page)
            title.setProperty("role", "heading")
            column.addWidget(title)
            grid = QGridLayout()
            grid.setSpacing(TIGHT)
            for number, function in enumerate(one for one in FUNCTIONS.values() if one.group == group):
                self.buttons[function.key] = button = self._make_button(function, page)
                grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
            grid.setColumnStretch(_COLUMNS, 1)
            column.addLayout(grid)
        self._current = next(iter(self.buttons.values()))
        widest = max(button.fontMetrics().horizontalAdvance(button.text()) for button in self.buttons.values())
        for button in self.buttons.values():
            button.setFixedWidth(max(theme.px(_WIDTH), widest) + MARGIN)
        self.pages = QScrollArea(self)
        self.pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setWidgetResizable(True)
        self.pages.setWidget(page)
        page.setAutoFillBackground(False)
        self.pages.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(RIM, RIM, RIM, RIM)
        outer.addWidget(self.pages)
        from gui.canvas.thumbnail import PictureQueue  # late: a window opens without it

        self._pictures = PictureQueue(self)
        for key in self.buttons:
            self._pictures.add(partial(self._draw, key))

    def open_below(self, box: QWidget, current: str) -> None:
        """Show all of it below this widget, or as much as the screen has room for, and begin at the function of this key."""
        self._current = self.buttons[current]
        for button in self.buttons.values():
            button.setChecked(button is self._current)
        wanted = self._page.sizeHint() + QSize(self.pages.verticalScrollBar().sizeHint().width() + 2, 2)
        room = box.screen().availableGeometry()
        size = wanted.boundedTo(room.size())
        corner = box.mapToGlobal(QPoint(0, box.height()))
        x, y = min(corner.x(), room.right() + 1 - size.width()), min(corner.y(), room.bottom() + 1 - size.height())
        self.setGeometry(QRect(QPoint(max(x, room.left()), max(y, room.top())), size))
        self.show()
        self._go_to(self._current)
        self._pictures.begin()

    def _make_button(self, function: Function, page: QWidget) -> QToolButton:
        button = QToolButton(page)
        button.installEventFilter(self)
        button.setText(tr(function.name))
        button.setAccessibleName(f"{tr(function.name)}, {tr(function.group)}")
        button.setAccessibleDescription(tr(function.summary))
        button.setToolTip(f"{function.formula}\n{tr(function.summary)}")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT)))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setCheckable(True)
        button.setIcon(_blank(button.iconSize()))
        button.clicked.connect(lambda: self.chosen.emit(function.key))
        return button

    def _draw(self, key: str) -> None:
        from gui.canvas.thumbnail import landscape_thumbnail

        size = self.buttons[key].iconSize()
        picture = landscape_thumbnail(key, self._theme, size.width(), size.height(), self.devicePixelRatioF())
        self.buttons[key].setIcon(QIcon(picture))

    def _go_to(self, button: QToolButton) -> None:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.pages.ensureWidgetVisible(button, 0, LOOSE)

    def _beside(self, button: QToolButton, right: int, down: int) -> QToolButton | None:
        """The button nearest in a direction; sideways it goes on in the row before or after."""
        every = list(self.buttons.values())
        if right:
            place = every.index(button) + right
            return every[place] if 0 <= place < len(every) else None
        x, y = button.mapTo(self, QPoint()).toTuple()
        places = [(*each.mapTo(self, QPoint()).toTuple(), each) for each in every]
        rows = [(down * (each_y - y), abs(each_x - x), each_x, each) for each_x, each_y, each in places if down * (each_y - y) > 0]
        return min(rows, key=lambda row: row[:3])[3] if rows else None

    def _starting_with(self, letter: str, button: QToolButton) -> QToolButton | None:
        """The next one whose name begins with this letter."""
        every = list(self.buttons.values())
        place = every.index(button) + 1
        return next((each for each in every[place:] + every[:place] if each.text().casefold().startswith(letter.casefold())), None)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # From a button Qt would go to the next one with any arrow, and the area around them would scroll.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() != Qt.Key.Key_Space:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._pictures.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        button = next((each for each in self.buttons.values() if each is focused), self._current)
        every = list(self.buttons.values())
        match event.key():
            case Qt.Key.Key_Left:
                wanted = self._beside(button, -1, 0)
            case Qt.Key.Key_Right:
                wanted = self._beside(button, 1, 0)
            case Qt.Key.Key_Up:
                wanted = self._beside(button, 0, -1)
            case Qt.Key.Key_Down:
                wanted = self._beside(button, 0, 1)
            case Qt.Key.Key_Home:
                wanted = every[0]
            case Qt.Key.Key_End:
                wanted = every[-1]
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                button.click()
                return
            case Qt.Key.Key_Escape:
                self.close()
                return
            case _:
                wanted = self._starting_with(event.text(), button) if event.text().strip() else None
        if wanted is not None:
            self._go_to(wanted)


def _blank(size: QSize) -> QIcon:
    """As large as a landscape, so that nothing moves when that comes."""
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    return QIcon(picture)
