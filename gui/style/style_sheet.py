"""The style sheet of the whole program: flat fields, thin sliders, quiet scroll bars, and a visible focus everywhere."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from gui.style import tokens
from gui.style.fonts import points

if TYPE_CHECKING:
    from gui.style.theme import Theme

# $name is a colour of the theme or, as a length, one of `gui.style.tokens`; $icons is the folder of the small pictures, $shade "light" or
# "dark". What has the focus has a ring of $ring in the accent: the padding gives way to it, so that nothing moves.
_SHEET = Template("""
QToolTip { color: $text; background: $raised; border: $line solid $rim; padding: $tight; }

QLabel[role="muted"] { color: $muted; }
QLabel:disabled { color: $disabled; }
QLabel[role="accent"] { color: $accent; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="heading"] { color: $text; font-weight: 600; font-size: $text_heading; }

QWidget[role="popup"] { background: $surface; border: $line solid $border; }
QFrame[role="bar"] { background: $surface; border: none; border-top: $line solid $border; }
QFrame[role="drawer"] { background: $window; border: none; border-right: $line solid $rim; }
QFrame[role="lesson"] { background: $surface; border: none; border-bottom: $line solid $border; }
QFrame[role="divider"] { background: $border; border: none; }
QFrame[role="key"] { background: $text; border: none; border-radius: $radius_sheet; }
QFrame[role="key"] QLabel { color: $window; }
QLabel[role="cap"] {
    background: $raised; border: $line solid $border; border-radius: $radius_small; padding: 0 $tight;
    font-weight: 600; qproperty-alignment: AlignCenter;
}
QFrame[role="message"] { background: $raised; border: none; border-bottom: $line solid $border; }
QFrame[role="sheet"] { background: $plot; border: $line solid $sheet_rim; border-radius: $radius_sheet; }

QToolButton { color: $text; border: $ring solid transparent; border-radius: $radius; padding: $inner_tight; }
QToolButton:hover { background: $raised; }
QToolButton:pressed { background: $border; }
QToolButton[role="framed"] { border: $line solid $rim; padding: $tight $gap; }
QToolButton[role="link"] { color: $accent; padding: $inner_tight $gap; }
QToolButton[role="step"] { padding: $tight; }
QToolButton:disabled { color: $disabled; }
QToolButton:checked, QToolButton:checked:hover { background: $tint; }
QToolButton:checked:pressed { background: $border; }
QToolButton:checked:disabled { background: transparent; }
QToolButton:focus { border: $ring solid $accent; }
QToolButton[role="primary"], QToolButton[role="primary"]:pressed { color: transparent; background: $accent; }
QToolButton[role="primary"]:hover { border-color: $tint; }
QToolButton[role="primary"]:focus { border: $ring solid $text; }
QToolButton[role="primary"]:disabled { background: $rim; }
QToolButton[role="primary"] QLabel { color: $on_accent; font-weight: 600; }
QToolButton[role="primary"] QLabel[role="cap"] { background: transparent; border-color: $on_accent; }
QToolButton[role="framed"]:focus { border: $ring solid $accent; padding: $inner_tight $inner_gap; }

QFrame[role="segments"] { background: $raised; border: none; border-radius: $radius_sheet; }
QFrame[role="segments"] QToolButton { color: $muted; }
QFrame[role="segments"] QToolButton:hover { color: $text; }
QFrame[role="segments"] QToolButton:checked, QFrame[role="segments"] QToolButton:checked:hover {
    color: $text; background: $surface; border: $line solid $rim; padding: $tight; font-weight: 600;
}
QFrame[role="segments"] QToolButton:focus { border: $ring solid $accent; padding: $inner_tight; }

QPushButton {
    color: $text; background: $surface; border: $line solid $rim; border-radius: $radius; padding: $tight $loose; min-height: $in_button;
}
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $border; }
QPushButton:default { border-color: $accent; }
QPushButton:focus { border: $ring solid $accent; padding: $inner_tight $inner_loose; outline: none; }
QPushButton:disabled { color: $disabled; background: transparent; border-color: $border; }
QPushButton[role="pill"] {
    color: $on_accent; background: $accent; border: $ring solid $accent; border-radius: $half_row; padding: 0 $margin; min-height: 0;
    font-weight: 600;
}
QPushButton[role="pill"]:hover { background: $text; border-color: $text; color: $window; }
QPushButton[role="pill"]:focus { border-color: $text; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QComboBox, QAbstractSpinBox, QLineEdit {
    color: $text; background: $surface; border: $line solid $rim; border-radius: $radius;
    padding: $field_y $field_x; min-height: $in_field; selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox:hover, QAbstractSpinBox:hover, QLineEdit:hover { border-color: $text; }
QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus, QLineEdit:focus { border: $ring solid $accent; padding: $focus_y $focus_x; }
QPlainTextEdit { background: $surface; border: $line solid $rim; border-radius: $radius; padding: $tight; }
QPlainTextEdit:focus { border: $ring solid $accent; }
QComboBox:disabled, QAbstractSpinBox:disabled, QLineEdit:disabled { color: $disabled; background: transparent; border-color: $border; }
QAbstractSpinBox { padding-right: $steps; }
QAbstractSpinBox:focus { padding-right: $focus_steps; }
QAbstractSpinBox[refused="true"] { color: $warning; border-color: $warning; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; border: none; background: transparent; width: $arrows; height: $half_field;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $raised; border-radius: $radius_small; }
QAbstractSpinBox::up-arrow { image: url($icons/arrow-up-$shade.svg); width: $arrow; height: $arrow; }
QAbstractSpinBox::down-arrow { image: url($icons/arrow-down-$shade.svg); width: $arrow; height: $arrow; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::up-arrow:off { image: url($icons/arrow-up-faint-$shade.svg); }
QAbstractSpinBox::down-arrow:disabled, QAbstractSpinBox::down-arrow:off { image: url($icons/arrow-down-faint-$shade.svg); }
QComboBox { padding-right: $arrows; combobox-popup: 0; }
QComboBox:focus { padding-right: $focus_arrows; }
QComboBox::drop-down { border: none; width: $wide; subcontrol-origin: border; subcontrol-position: center right; }
QComboBox::down-arrow { image: url($icons/arrow-down-$shade.svg); width: $handle; height: $handle; }
QComboBox::down-arrow:disabled { image: url($icons/arrow-down-faint-$shade.svg); }
QComboBox QAbstractItemView {
    color: $text; background: $surface; border: $line solid $rim; outline: none; padding: $tight;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox QAbstractItemView::item { min-height: $target; padding: 0 $tight; }
QListWidget { color: $text; background: $surface; border: $line solid $rim; border-radius: $radius; outline: none; padding: $tight; }
QListWidget:focus { border: $ring solid $accent; padding: $inner_tight; }
QListWidget::item { min-height: $target; padding: 0 $tight; border-radius: $radius_small; color: $text; }
QListWidget::item:selected { background: $raised; }

QCheckBox, QRadioButton { spacing: $gap; min-height: $target; }
QRadioButton { padding-right: $loose; }
QCheckBox::indicator, QRadioButton::indicator, QListWidget::indicator {
    width: $in_box; height: $in_box; background: $surface; border: $line solid $rim;
}
QCheckBox::indicator, QListWidget::indicator { border-radius: $radius_small; }
QRadioButton::indicator { border-radius: $half_box; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $text; }
QCheckBox::indicator:checked, QListWidget::indicator:checked {
    background: $accent; border-color: $accent; image: url($icons/check-$shade.svg);
}
QRadioButton::indicator:focus { border-radius: $half_focus_box; }
QRadioButton::indicator:checked { border-color: $accent; background: $dot; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: $ring solid $accent; width: $focus_box; height: $focus_box; }
QCheckBox::indicator:checked:focus { background: $surface; image: url($icons/check-focus-$shade.svg); }
QRadioButton::indicator:checked:focus { background: $focus_dot; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: transparent; border-color: $border; }
QCheckBox::indicator:checked:disabled { background: $disabled; border-color: $disabled; }
QRadioButton::indicator:checked:disabled { background: $disabled_dot; border-color: $disabled; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }

QSlider:horizontal { min-height: $target; }
QSlider::groove:horizontal { height: $tight; border-radius: $half_tight; background: $border; }
QSlider::sub-page:horizontal { border-radius: $half_tight; background: $accent; }
QSlider::handle:horizontal {
    width: $in_handle; height: $in_handle; margin: -$over_groove 0; border-radius: $half_handle;
    background: $surface; border: $line solid $accent;
}
QSlider::handle:horizontal:hover { background: $raised; }
QSlider::handle:horizontal:focus {
    border: $ring solid $accent; background: $focus_dot; margin: -$over_groove_focus 0; border-radius: $half_focus_handle;
}
QSlider::sub-page:horizontal:disabled { background: $border; }
QSlider::handle:horizontal:disabled { background: $raised; border-color: $rim; }

QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { width: $gap; background: transparent; margin: 0; }
QScrollBar:horizontal { height: $gap; background: transparent; margin: 0; }
QScrollBar::handle:vertical { min-height: $apart; margin: $half_tight; border-radius: $half_tight; background: $rim; }
QScrollBar::handle:horizontal { min-width: $apart; margin: $half_tight; border-radius: $half_tight; background: $rim; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    border: none; background: transparent; width: 0; height: 0;
}

QTabWidget::pane { border: none; border-top: $line solid $border; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
    color: $muted; background: transparent; border: $ring solid transparent; border-radius: $radius_small; padding: $tight $gap;
}
QTabBar::tab:hover { color: $text; background: $raised; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; border-radius: 0; }
QTabBar::tab:focus { border-color: $accent; border-radius: $radius_small; }
QLabel[role="foot"] { color: $muted; background: $surface; border-top: $line solid $border; padding: $tight $margin; }
QProgressBar { background: $border; border: none; border-radius: $half_tight; max-height: $tight; min-height: $tight; }
QProgressBar::chunk { background: $accent; border-radius: $half_tight; }

QMenuBar { background: $window; padding: $tight $gap; }
QMenuBar::item { margin: $gap 0; padding: $tight $gap; border-radius: $radius; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $surface; border: $line solid $rim; padding: $tight; }
QMenu::item { padding: $tight $wide $tight $wide; border-radius: $radius_small; }
QMenu::item:selected { color: $on_accent; background: $accent; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: $line; margin: $tight $gap; background: $border; }
QMenu::icon { padding-left: $tight; }

QSplitter::handle { background: transparent; }
QStatusBar { color: $muted; }
""")


def style_sheet(theme: Theme) -> str:
    """The style sheet in the colours and the size of `theme`."""
    colours = {name: value for name, value in vars(theme).items() if isinstance(value, str)}
    extra = {
        "sheet_rim": theme.border if theme.dark else theme.plot,
        "dot": _dot(theme.on_accent, theme.accent),
        "focus_dot": _dot(theme.accent, theme.surface),
        "disabled_dot": _dot(theme.disabled, "transparent"),
        "shade": "dark" if theme.dark else "light",
        "icons": _icons_folder(),
    }
    lengths = {name: max(1, theme.px(length)) for name, length in _lengths().items()}
    # A rim is one pixel of any screen.
    lengths["line"] = tokens.RIM
    heading = f"{points(tokens.TEXT_HEADING) * theme.scale:g}pt"
    return _SHEET.substitute(
        colours, **extra, **{name: f"{length}px" for name, length in (lengths | _halves(lengths)).items()}, text_heading=heading
    )


def _halves(lengths: dict[str, int]) -> dict[str, int]:
    """What is derived from lengths as they are drawn, in whole pixels: a corner with more than half of its side would be none."""
    line, ring, groove = lengths["line"], lengths["ring"], lengths["tight"]
    over, over_focus = ((lengths["in_handle"] + 2 * rim - groove) // 2 for rim in (line, ring))
    return {
        "over_groove": over,
        "over_groove_focus": over_focus,
        "half_handle": groove // 2 + over,
        "half_focus_handle": groove // 2 + over_focus,
        "half_box": lengths["in_box"] // 2 + line,
        "half_focus_box": lengths["focus_box"] // 2 + ring,
        "half_tight": groove // 2,
        "half_row": lengths["row"] // 2,
    }


def _lengths() -> dict[str, float]:
    """The lengths of the sheet by name, in pixels of the usual size. Qt adds padding and border to what a height or width says."""
    grown = tokens.FOCUS_RIM - tokens.RIM
    inside = 2 * tokens.RIM
    field_y, field_x, arrows = 2, tokens.GAP - tokens.RIM, 20
    return {
        "tight": tokens.TIGHT,
        "gap": tokens.GAP,
        "loose": tokens.LOOSE,
        "margin": tokens.MARGIN,
        "wide": tokens.WIDE,
        "apart": tokens.APART,
        "radius_small": tokens.RADIUS_SMALL,
        "radius": tokens.RADIUS,
        "radius_sheet": tokens.RADIUS_SHEET,
        "target": tokens.TARGET,
        "row": tokens.ROW,
        "handle": tokens.HANDLE,
        "ring": tokens.FOCUS_RIM,
        "inner_tight": tokens.TIGHT - grown,
        "inner_gap": tokens.GAP - grown,
        "inner_loose": tokens.LOOSE - grown,
        "in_button": tokens.BUTTON - 2 * tokens.TIGHT - inside,
        "in_field": tokens.FIELD - 2 * field_y - inside,
        "half_field": tokens.FIELD / 2,
        "field_y": field_y,
        "field_x": field_x,
        "focus_y": field_y - grown,
        "focus_x": field_x - grown,
        "steps": 2,
        "focus_steps": 2 - grown,
        "arrows": arrows,
        "focus_arrows": arrows - grown,
        "arrow": 10,
        "in_box": tokens.BOX - inside,
        "focus_box": tokens.BOX - 2 * tokens.FOCUS_RIM,
        "in_handle": tokens.HANDLE - inside,
    }


def _dot(colour: str, around: str) -> str:
    """A round dot in the middle, drawn as a steep gradient so that it is sharp on any screen."""
    stops = ((0, colour), (0.5, colour), (0.6, around), (1, around))
    return f"qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5, {', '.join(f'stop:{at} {ink}' for at, ink in stops)})"


def _icons_folder() -> str:
    # A style sheet wants file paths with forward slashes. The package is always installed as plain files.
    return Path(str(resources.files("resources"))).joinpath("icons").as_posix()
