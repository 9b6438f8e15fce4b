"""The language of the window: the user's choice, or that of the system. English is the source; Qt's translator lays another over it."""

from collections.abc import Sequence
from importlib import resources

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from core.text import install_translator, mark, tr
from gui.system.settings import WindowSettings

SYSTEM, ENGLISH = "system", "en"
# Each in its own words. The program brings the letters of all of them.
OWN_NAMES = {ENGLISH: "English", "ko": "한국어"}
CHOICES = (SYSTEM, *OWN_NAMES)
NEXT_START = mark("The language changes when Descent Lab is started again.")
_OURS = "language of the window"
_spoken = ENGLISH


def spoken_language() -> str:
    """The language that the window speaks now, a key of `OWN_NAMES`; for texts that bring their own translations."""
    return _spoken


def chosen_language() -> str:
    """What the user chose, one of `CHOICES`."""
    return WindowSettings().text("language", SYSTEM, CHOICES)


def language_of(choice: str, system_languages: Sequence[str]) -> str:
    """The key of `OWN_NAMES` that a choice means. `system_languages` as Qt lists them, the favourite first: ko-KR, ko, en-US …"""
    if choice != SYSTEM:
        return choice
    wanted = (name.replace("_", "-").split("-")[0] for name in system_languages)
    return next((name for name in wanted if name in OWN_NAMES), ENGLISH)


def use_language(application: QCoreApplication, choice: str) -> str:
    """Speak the chosen language from now on; what is already shown keeps its words.

    Returns a sentence for the user where that is not possible, and stays in English; else an empty text.
    """
    for translator in application.findChildren(QTranslator, _OURS):
        application.removeTranslator(translator)
        translator.setParent(None)
    install_translator(None)
    global _spoken
    _spoken = ENGLISH
    language = language_of(choice, QLocale.system().uiLanguages())
    if language == ENGLISH:
        return ""
    # First the words of Qt's own dialogs, where this build of Qt brings them.
    _install(application, f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    if not _install(application, f"descent_lab_{language}", str(resources.files("resources") / "translations")):
        return tr("The translation of this language is missing, so the window is in English. Install Descent Lab again.")
    install_translator(lambda text: QCoreApplication.translate("", text))
    _spoken = language
    return ""


def _install(application: QCoreApplication, name: str, folder: str) -> bool:
    translator = QTranslator(application)
    translator.setObjectName(_OURS)
    return translator.load(name, folder) and application.installTranslator(translator)
