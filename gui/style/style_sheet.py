"""The style sheet of the whole program: flat fields, thin sliders, quiet scroll bars, and a visible focus everywhere."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.style.theme import Theme

# $name is a colour of the theme, $faded and $tint are see-through, $icons is the folder of the small pictures, $shade "light" or "dark".
_SHEET = Template("""
QToolTip { color: $text; background: $raised; border: 1px solid $border; padding: 4px; }

QLabel[role="muted"] { color: $muted; }
QLabel:disabled { color: $faded; }
QLabel[role="accent"] { color: $accent; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="heading"] { color: $muted; font-weight: 600; }

QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: 6px; }
QFrame[role="bar"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[role="lesson"] { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame[role="divider"] { background: $border; border: none; }
QFrame[role="key"] { background: $text; border: none; border-radius: 12px; }
QFrame[role="key"] QLabel { color: $window; }
QFrame[role="message"] { background: $raised; border: none; border-bottom: 1px solid $border; }

QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px; }
QToolButton:hover { background: $raised; }
QToolButton:pressed { background: $border; }
QToolButton:focus { border-color: $accent; }
QToolButton[role="framed"] { border-color: $border; padding: 4px 8px; }
QToolButton[role="framed"]:focus { border-color: $accent; }
QToolButton[role="framed"]:disabled { color: $faded; }
QToolButton:checked, QToolButton:checked:hover { color: $accent; background: $tint; border-color: $accent; }
QToolButton:checked:pressed { background: $border; }
QToolButton:checked:focus { border: 2px solid $text; padding: 3px; }
QToolButton:checked:disabled { color: $faded; background: transparent; border-color: $faded; }

QPushButton { color: $text; background: $surface; border: 1px solid $border; border-radius: 5px; padding: 4px 12px; min-height: 18px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $border; }
QPushButton:default { border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 3px 11px; outline: none; }
QPushButton:disabled { color: $faded; background: transparent; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QComboBox, QAbstractSpinBox, QLineEdit {
    color: $text; background: $surface; border: 1px solid $border; border-radius: 5px;
    padding: 2px 6px; min-height: 20px; selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox:hover, QAbstractSpinBox:hover, QLineEdit:hover { border-color: $muted; }
QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus, QLineEdit:focus { border-color: $accent; }
QComboBox:disabled, QAbstractSpinBox:disabled, QLineEdit:disabled { color: $faded; background: transparent; }
QAbstractSpinBox { padding-right: 2px; }
QAbstractSpinBox[refused="true"] { color: $warning; border-color: $warning; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 14px; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; margin: 2px 3px 0 0; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; margin: 0 3px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $raised; border-radius: 3px; }
QAbstractSpinBox::up-arrow { image: url($icons/arrow-up-$shade.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url($icons/arrow-down-$shade.svg); width: 10px; height: 10px; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::up-arrow:off,
QAbstractSpinBox::down-arrow:disabled, QAbstractSpinBox::down-arrow:off { image: none; }
QComboBox { padding-right: 20px; combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 22px; subcontrol-origin: border; subcontrol-position: center right; }
QComboBox::down-arrow { image: url($icons/arrow-down-$shade.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
    color: $text; background: $surface; border: 1px solid $border; outline: none; padding: 4px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 6px; }
QListWidget { color: $text; background: $surface; border: 1px solid $border; border-radius: 6px; outline: none; padding: 3px; }
QListWidget:focus { border-color: $accent; }
QListWidget::item { min-height: 24px; padding: 0 4px; border-radius: 4px; color: $text; }
QListWidget::item:selected { background: $raised; }

QCheckBox, QRadioButton { spacing: 8px; }
QRadioButton { padding-right: 12px; }
QCheckBox[role="bare"] { spacing: 0; }
QCheckBox::indicator, QRadioButton::indicator, QListWidget::indicator {
    width: 14px; height: 14px; background: $surface; border: 1px solid $muted;
}
QCheckBox::indicator, QListWidget::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QListWidget::indicator:checked {
    background: $accent; border-color: $accent; image: url($icons/check-$shade.svg);
}
QRadioButton::indicator:checked { border-color: $accent; background: $dot; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $text; width: 12px; height: 12px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: transparent; border-color: $faded; }
QCheckBox::indicator:checked:disabled { background: $faded; }
QRadioButton::indicator:checked:disabled { background: $faded_dot; }
QCheckBox:disabled, QRadioButton:disabled { color: $faded; }

QSlider:horizontal { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
    width: 12px; height: 12px; margin: -5px 0; border-radius: 7px; background: $surface; border: 1px solid $accent;
}
QSlider::handle:horizontal:hover { background: $raised; }
QSlider::handle:horizontal:focus { background: $accent; border-color: $text; }
QSlider::sub-page:horizontal:disabled { background: $border; }
QSlider::handle:horizontal:disabled { background: $raised; border-color: $border; }

QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { width: 8px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 8px; background: transparent; margin: 0; }
QScrollBar::handle:vertical { min-height: 32px; margin: 1px; border-radius: 3px; background: $border; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 1px; border-radius: 3px; background: $border; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    border: none; background: transparent; width: 0; height: 0;
}

QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { color: $muted; background: transparent; border: none; border-bottom: 2px solid transparent; padding: 6px 10px; }
QTabBar::tab:hover { color: $text; background: $raised; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { border-bottom-color: $text; }
QLabel[role="foot"] { color: $muted; background: $surface; border-top: 1px solid $border; padding: 4px 16px; }
QProgressBar { background: $border; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QMenuBar { background: $window; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { color: $on_accent; background: $accent; }
QMenu::item:disabled { color: $faded; background: transparent; }
QMenu::separator { height: 1px; margin: 4px 8px; background: $border; }
QMenu::icon { padding-left: 4px; }

QSplitter::handle { background: transparent; }
QStatusBar { color: $muted; }
""")


def style_sheet(theme: Theme) -> str:
    """The style sheet in the colours of `theme`."""
    colours = {name: value for name, value in vars(theme).items() if isinstance(value, str)}
    faded = _see_through(theme.muted, 130)
    extra = {
        "faded": faded,
        "tint": _see_through(theme.accent, 60 if theme.dark else 36),
        "dot": _dot(theme.accent, theme.surface),
        "faded_dot": _dot(faded, "transparent"),
        "shade": "dark" if theme.dark else "light",
        "icons": _icons_folder(),
    }
    return _SHEET.substitute(colours, **extra)


def _see_through(colour: str, alpha: int) -> str:
    """The colour #rrggbb with an alpha of 0 to 255."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {alpha})"


def _dot(colour: str, around: str) -> str:
    """A round dot in the middle, drawn as a steep gradient so that it is sharp on any screen."""
    stops = ((0, colour), (0.5, colour), (0.6, around), (1, around))
    return f"qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5, {', '.join(f'stop:{at} {ink}' for at, ink in stops)})"


def _icons_folder() -> str:
    # A style sheet wants file paths with forward slashes. The package is always installed as plain files.
    return Path(str(resources.files("resources"))).joinpath("icons").as_posix()
