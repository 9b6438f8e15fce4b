"""The Korean translation is whole, fits the code, and reaches the window; where it cannot be drawn, a sentence says so."""

import ast
import re
import shutil
import string
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialogButtonBox, QLabel, QWidget

from core.optimizers import OPTIMIZERS
from core.text import tr
from gui.export.picture.dialog import ExportDialog
from gui.export.picture.look import PlotLook
from gui.system.language import CHOICES, chosen_language, language_of, use_language
from gui.system.settings import WindowSettings
from gui.window.keys import key_groups
from gui.window.keys_dialog import KeysDialog
from gui.window.menus import LanguageMenu
from scripts.update_translations import FOLDER, ROOMS, ROOT, unfinished, update

KOREAN = FOLDER / "descent_lab_ko.ts"


def sentences_of_the_code() -> set[str]:
    """What stands in tr("…") and mark("…"), found by Python's own parser."""
    files = [path for room in ROOMS for path in ([ROOT / room] if room.endswith(".py") else (ROOT / room).rglob("*.py"))]
    calls = (node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    arguments = (call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("tr", "mark"))
    return {node.value for argument in arguments for node in _choices(argument) if isinstance(node, ast.Constant)}


def _choices(argument: ast.expr) -> list[ast.expr]:
    return [argument] if not isinstance(argument, ast.IfExp) else [*_choices(argument.body), *_choices(argument.orelse)]


def translations(ts: Path = KOREAN) -> dict[str, str]:
    """Sentence → translation, without those whose sentence is gone."""
    messages = {message.findtext("source", ""): message.find("translation") for message in ElementTree.parse(ts).iter("message")}
    return {source: node.text or "" for source, node in messages.items() if node is not None and node.get("type") != "vanished"}


PAIRS = sorted(translations().items())


@pytest.fixture
def korean(qapp):
    assert use_language(qapp, "ko") == ""
    yield
    use_language(qapp, "en")


def test_that_the_letters_of_the_menus_stand_in_the_menus_alone(korean, window):
    bar = window.transport.past_bar
    buttons = bar.findChildren(QAbstractButton)
    shown = [text for button in buttons for text in (button.text(), button.accessibleName())]
    shown += [button.text() for button in window.menuBar().cornerWidget().findChildren(QAbstractButton)]
    shown += [group.title for group in key_groups()]
    assert {"여기서 계속", "여기서 분기…", "파일", "실행"} <= set(shown)
    assert not [text for text in shown if re.search(r"\(&?[A-Z]\)|&", text)]
    assert window.actions_by_name["continue_here"].text() == "여기서 계속(&C)"


def test_that_the_translation_has_exactly_the_sentences_of_the_code():
    found = sentences_of_the_code()
    assert len(found) > 200
    assert set(translations()) == found, "run `make translations`"


def test_that_the_tool_collects_the_same_sentences(tmp_path):
    copy = Path(shutil.copy(KOREAN, tmp_path))
    update(copy)
    assert set(translations(copy)) == sentences_of_the_code()


def test_that_every_sentence_is_translated():
    assert unfinished(KOREAN) == []
    assert [source for source, translated in PAIRS if not translated.strip()] == []


def test_that_an_untranslated_sentence_is_found(tmp_path):
    damaged = tmp_path / "damaged.ts"
    text = re.sub(r"<translation>[^<]*", '<translation type="unfinished">', KOREAN.read_text(encoding="utf-8"), count=1)
    damaged.write_text(text, encoding="utf-8")
    assert len(unfinished(damaged)) == 1


def test_that_placeholders_are_kept():
    def placeholders(text):
        return sorted((name, form) for _, name, form, _ in string.Formatter().parse(text) if name is not None)

    assert [source for source, translated in PAIRS if placeholders(source) != placeholders(translated)] == []


def test_that_letters_to_press_are_kept():
    def letters(text):
        return [letter.lower() for letter in re.findall(r"&(.)", text)]

    assert [source for source, translated in PAIRS if letters(source) != letters(translated)] == []


def test_that_the_compiled_file_is_up_to_date():
    translator = QTranslator()
    assert translator.load(str(KOREAN.with_suffix(".qm")))
    assert [source for source, translated in PAIRS if translator.translate("", source) != translated] == [], "run `make translations`"


@pytest.mark.parametrize(
    ("choice", "of_the_system", "language"),
    [
        ("system", ["ko-Kore-KR", "ko-KR", "ko", "en"], "ko"),
        ("system", ["ko_KR"], "ko"),
        ("system", ["de-DE", "ko", "en"], "ko"),
        ("system", ["en-GB", "ko-KR"], "en"),
        ("system", ["kok-IN"], "en"),
        ("system", ["C"], "en"),
        ("system", [], "en"),
        ("ko", ["en-GB"], "ko"),
        ("en", ["ko-KR"], "en"),
    ],
)
def test_that_the_choice_counts_before_the_language_of_the_system(choice, of_the_system, language):
    assert language_of(choice, of_the_system) == language


def test_that_the_window_opens_in_korean(korean, window):
    assert [action.text() for action in window.menuBar().actions()] == ["파일(&F)", "실행(&R)", "보기(&V)", "수업(&L)", "도움말(&H)"]
    assert window.panel.race.new_seed.text() == "새 시드"
    assert window.actions_by_name["home"].toolTip() == "지금이 처음입니다"
    assert {"시작점", "시드", "속도"} <= {label.text() for label in window.findChildren(QLabel)}


def words_of(root: QWidget) -> set[str]:
    """Everything under `root` that a user reads or hears."""
    words = {root.windowTitle()}
    for widget in root.findChildren(QWidget):
        words |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
        if isinstance(widget, (QLabel, QAbstractButton)):
            words.add(widget.text())
        if isinstance(widget, QComboBox):
            words |= {widget.itemText(i) for i in range(widget.count())}
    for action in root.findChildren(QAction):
        words |= {action.text(), action.toolTip(), action.statusTip()}
    return words


def english_in(words: set[str]) -> set[str]:
    """Those words that have a translation, also with keys behind them; the names of the rules are the same in both languages."""
    english = {source for source, translated in PAIRS if source != translated} - {rule.name for rule in OPTIMIZERS.values()}
    return {word for word in words if word in english or word.split(" (")[0] in english}


def test_that_no_english_is_left(korean, qtbot, window):
    for card in window.panel.cards.values():
        card.set_open(True)
    look = PlotLook(window.canvas, loss_plot=window.loss_plot)
    export = ExportDialog(window, window.trainer.latest, "", window.theme, look)
    keys = KeysDialog(key_groups(), window)
    words = words_of(window) | words_of(export) | words_of(keys)
    assert english_in(words) == set()
    assert english_in({"Speed", "Take one step (→)", "속도", "Adam", "Momentum"}) == {"Speed", "Take one step (→)"}
    for dialog in (export, keys):
        dialog.deleteLater()


def test_that_qt_s_own_buttons_are_korean(korean, qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Close).text() == "닫기"


def test_that_english_can_be_gone_back_to(korean, qapp):
    assert tr("Learning rate") == "학습률"
    assert use_language(qapp, "en") == ""
    assert tr("Learning rate") == "Learning rate"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_that_a_missing_translation_is_told(qapp, monkeypatch, tmp_path):
    monkeypatch.setattr("gui.system.language.resources.files", lambda _package: tmp_path)
    assert "missing" in use_language(qapp, "ko")
    assert tr("Learning rate") == "Learning rate"
    use_language(qapp, "en")


@pytest.fixture
def menu(qtbot):
    made = LanguageMenu()
    qtbot.addWidget(made)
    return made


def test_that_the_menu_stores_the_choice_and_says_when_it_counts(qtbot, menu):
    assert chosen_language() == "system"
    assert [action.data() for action in menu.actions()] == list(CHOICES)
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    with qtbot.waitSignal(menu.message) as told:
        menu.actions()[CHOICES.index("ko")].trigger()
    assert "again" in told.args[0]
    assert chosen_language() == "ko"
    assert [action.isChecked() for action in menu.actions()] == [False, False, True]


def test_that_a_damaged_choice_follows_the_system():
    WindowSettings().put("language", "klingon")
    assert chosen_language() == "system"


def test_that_translators_are_not_piled_up(korean, qapp):
    for _ in range(3):
        use_language(qapp, "ko")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(qapp.findChildren(QTranslator, "language of the window")) == 2
