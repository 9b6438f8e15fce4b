"""Opens the window: application, fonts, theme, translator, crash log."""

import builtins
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.data.library import DataLibrary
    from gui.files.session_offer import SessionOffer
    from gui.window.main_window import MainWindow

# Python gives the GUI thread its turn this soon while the worker computes: measured 62 frames a second instead of 40.
SWITCH_SECONDS = 0.0005
_SETTLED_MS = 300


def after_shown(window: "MainWindow") -> None:
    """Called once when the window is shown and the event loop runs; a place for measurements to hook in."""


def open_window(library: "DataLibrary | None" = None, file: Path | None = None) -> int:
    """Show the window until it is closed. There has to be a screen.

    `library` is where data sets are looked for, by default in the user's own folders; `file` an experiment to open.
    """
    # Once it is loaded, PySide reads the source of whatever is imported, for the sake of `from __feature__ import snake_case`, which
    # nobody here uses: 45 ms of each start.
    python_import = builtins.__import__
    from PySide6.QtCore import QTimer

    builtins.__import__ = python_import
    from PySide6.QtWidgets import QApplication

    from gui.style.fonts import text_font
    from gui.style.icons import window_icon
    from gui.system.crashes import CrashReporter, start_logging
    from gui.system.language import chosen_language, use_language
    from gui.window.main_window import MainWindow

    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("descent-lab")
    application.setApplicationDisplayName("Descent Lab")
    application.setDesktopFileName("descent-lab")
    application.setWindowIcon(window_icon())
    application.setFont(text_font())
    language_trouble = use_language(application, chosen_language())
    start_logging()
    window = MainWindow(library=library)
    window.messages.show_message(language_trouble)
    CrashReporter(window.message_requested.emit).install()
    # Ctrl-C in the terminal closes the window as its own button does.
    signal.signal(signal.SIGINT, lambda *_: window.close())
    window.show()
    QTimer.singleShot(0, lambda: after_shown(window))
    # What reads and writes files takes a moment to load: the window is there first.
    QTimer.singleShot(_SETTLED_MS if file is None else 0, lambda: _begin(window, file))
    return application.exec()


def _begin(window: "MainWindow", file: Path | None) -> None:
    """What the window does first, once it is shown: open the file that was asked for, or offer the last session."""
    if not window.isVisible():
        return  # closed at once
    from gui.files.session_keeper import session_folder

    # Who asks for a file does not ask for what was closed as usual; what a crash has left is offered nevertheless.
    keep_session(window, session_folder(), offers_closed=file is None)
    if file is not None:
        window.files.open_path(file)


def keep_session(window: "MainWindow", folder: Path, offers_closed: bool = True) -> "SessionOffer":
    """Keep in this folder what is raced, until the window closes, and offer what was kept there last; if it was closed as it should
    be, only with `offers_closed`.
    """
    from gui.files.session_offer import SessionOffer

    offer = SessionOffer(window.files, window.messages)
    window.closing.connect(offer.close_down)
    offer.begin(folder, offers_closed)
    return offer
