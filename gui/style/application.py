"""Applies a theme to the application."""

import os

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from gui.style.fonts import text_font
from gui.style.style_sheet import style_sheet
from gui.style.theme import DARK, LIGHT, SCALE_PROPERTY, Theme


def system_theme() -> Theme:
    """The theme that the desktop asks for; light where it does not tell."""
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def as_preferred(theme: Theme) -> Theme:
    """The theme with more contrast where the desktop asks for it, which Qt tells from 6.10 on."""
    hints = QGuiApplication.styleHints()
    wants_more = hasattr(hints, "accessibility") and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return theme.contrasted() if wants_more else theme


def the_application() -> QApplication:
    """The application that there is."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give the whole application the program's font, the Fusion style, the palette and the style sheet of `theme`."""
    sheet, palette, font = style_sheet(theme), palette_of(theme), text_font(theme.scale)
    worn = application.styleSheet(), application.palette(), application.font(), application_scale()
    if worn == (sheet, palette, font, theme.scale):
        return  # Qt would dress every widget of every window anew, which takes 70 ms
    application.setFont(font)
    # To the widgets that are there already Qt itself tells it only while the event loop runs: those of a window that remembers large text
    # are made before. Before the sheet, which keeps the font that it finds.
    for widget in application.allWidgets():
        application.sendEvent(widget, QEvent(QEvent.Type.ApplicationFontChange))
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(palette)
    application.setStyleSheet(sheet)
    application.setProperty(SCALE_PROPERTY, theme.scale)


def application_scale() -> float:
    """How many times larger than usual the application's font is."""
    application = QApplication.instance()
    scale = application.property(SCALE_PROPERTY) if application is not None else None
    return scale if isinstance(scale, float) else 1.0


def palette_of(theme: Theme) -> QPalette:
    """The palette of a theme."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.raised,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.warning,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Mid: theme.border,
        QPalette.ColorRole.Midlight: theme.border,
        QPalette.ColorRole.Dark: theme.border,
        QPalette.ColorRole.Light: theme.surface,
        QPalette.ColorRole.Shadow: theme.window,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.disabled))
    return palette


def headless_application() -> QApplication:
    """An application without a screen, for pictures; the one there is, if there is one."""
    existing = QCoreApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(["descent-lab"])
    application.setFont(text_font())
    apply_theme(application, LIGHT)
    return application
