"""The program's icons: Material Design glyphs in the colours of the theme, and the program's own sign.

A widget whose icon is set with `set_icon` remembers its name; after a change of theme one call of `refresh_icons` on the
window gives every one its new colours. A bare Linux has no icon theme, so `QIcon.fromTheme` would show nothing.
"""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from gui.style.theme import Theme
from gui.style.tokens import ICON

# What a picture stands for → the glyph's name in the Material Design set, version 6. Actions name theirs in `gui.window.action_table`.
GLYPHS = {
    "about": "information-outline",
    "close": "close",
    "diverged": "alert-outline",
    "fit": "arrow-expand-all",
    "fit or follow": "arrow-expand-all",
    "log axis": "math-log",
    "more": "tune-variant",
    "new seed": "dice-multiple-outline",
    "pause": "pause",
    "play": "play",
    "recommended": "backup-restore",
}
# What is shown instead while the button is checked.
_GLYPHS_WHEN_CHECKED = {"fit or follow": "target"}
_PROPERTY = "themed_icon"
_ROLE_PROPERTY = "themed_icon_colour"


def icon(name: str, theme: Theme, colour: str = "text") -> QIcon:
    """The icon of that name (a key of `GLYPHS`); `colour` is a field of `Theme`, such as accent, muted or warning."""
    return _paint(GLYPHS[name], theme, colour, checked=_GLYPHS_WHEN_CHECKED.get(name, ""))


def menu_icon(glyph: str, theme: Theme) -> QIcon:
    """The glyph of that name in the Material Design set, also for the chosen row of a menu; an empty icon without a name."""
    return _paint(glyph, theme, "text", in_menu=True) if glyph else QIcon()


def set_icon(target: QAbstractButton | QAction, name: str, theme: Theme, colour: str = "text") -> None:
    """Give a button or an action an icon that `refresh_icons` keeps up to date."""
    target.setProperty(_PROPERTY, name)
    target.setProperty(_ROLE_PROPERTY, colour)
    target.setIcon(icon(name, theme, colour))
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(theme.px(ICON), theme.px(ICON)))


def size_buttons(buttons: Iterable[QAbstractButton], theme: Theme, side: int | None = None) -> None:
    """Give buttons that show an icon of their own the size of `theme`; with `side`, they are squares so large in the usual size."""
    for button in buttons:
        button.setIconSize(QSize(theme.px(ICON), theme.px(ICON)))
        if side is not None:
            button.setFixedSize(QSize(theme.px(side), theme.px(side)))


def refresh_icons(root: QWidget, theme: Theme) -> None:
    """Draw every icon under `root` that was set with `set_icon` in the colours and the size of `theme`."""
    targets: list[QObject] = [root, *root.findChildren(QAbstractButton), *root.findChildren(QAction)]
    for target in targets:
        name = target.property(_PROPERTY)
        if name and isinstance(target, QAbstractButton | QAction):
            set_icon(target, name, theme, target.property(_ROLE_PROPERTY))


def icon_button(parent: QWidget, icon: str, name: str, tooltip: str, theme: Theme) -> QToolButton:
    """A small button of a view, with an icon instead of words, that Tab reaches and a click does not take the focus to."""
    button = QToolButton(parent)
    button.setAccessibleName(name)
    button.setToolTip(tooltip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    set_icon(button, icon, theme)
    return button


def window_icon() -> QIcon:
    """The program's own sign: a path that comes down to the middle of a bowl."""
    with resources.as_file(resources.files("resources") / "icons" / "descent-lab.svg") as path:
        result = QIcon(str(path))
        # An SVG is read when it is first painted, which would be too late for a file that only exists inside this block.
        result.pixmap(64)
    return result


def _paint(glyph: str, theme: Theme, colour: str, in_menu: bool = False, checked: str = "") -> QIcon:
    painted = QColor(getattr(theme, colour))
    # A menu asks for the active icon in the row
    # that is chosen, whose ground has that colour; the buttons of its actions never do, but a push button with the focus does.
    ways = ("on", "on_active", "on_selected", "on_disabled") if checked else ()
    result: QIcon = _glyph_font().icon(
        f"mdi6.{glyph}",
        **dict.fromkeys(ways, f"mdi6.{checked}"),
        color=painted.name(),
        color_on=theme.text,
        color_active=theme.on_accent if in_menu or colour == "on_accent" else theme.accent,
        color_disabled=theme.disabled,
    )
    return result


@cache
def _glyph_font() -> Any:
    # Imported late, and with one of its eleven fonts only: all of them take five times as long when the program starts.
    import qtawesome

    folder = Path(qtawesome.__file__).parent / "fonts"
    (font,) = folder.glob("materialdesignicons6-webfont-*.ttf")  # the file names carry a version
    charmap = folder / font.with_suffix(".json").name.replace("webfont", "webfont-charmap")
    return qtawesome.IconicFont(("mdi6", font.name, charmap.name))
