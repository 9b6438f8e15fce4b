"""The form of a picture: what it offers, what it remembers, and how it is reached."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QSpinBox

from core.experiment.experiment import Experiment
from gui.export.picture.choices import PictureKind, Unit
from gui.export.picture.spec import Ground, PictureSpec, TextSize
from gui.style.application import apply_theme
from gui.style.theme import DARK, LIGHT
from gui.system.settings import WindowSettings
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import choose, show


def test_that_the_choices_are_remembered(open_dialog):
    first = open_dialog()
    choose(first.form.kind, PictureKind.FILMSTRIP)
    choose(first.form.ground, Ground.CLEAR_DARK)
    choose(first.form.text, TextSize.HUGE)
    choose(first.form.unit, Unit.CM)
    first.form.cm.setValue(12.5)
    first.form.dpi.setValue(150)
    first.form.every.setValue(7)
    first.form.part("loss").setChecked(False)
    first.form.legend.setChecked(False)
    first.form.settings.setChecked(True)
    first.draw_now()
    chosen = first.choices()
    first.reject()
    assert open_dialog(DARK).choices() == chosen


def test_that_at_first_a_picture_looks_like_the_window(open_dialog):
    assert open_dialog(DARK).choices().spec.ground is Ground.DARK
    assert open_dialog(LIGHT).choices().spec == PictureSpec()


def test_that_a_damaged_memory_is_like_none(open_dialog):
    store = WindowSettings()
    for name in ("kind", "file", "unit", "ground", "text", "shape", "arrangement", "canvas", "loss", "width_px", "cm", "dpi", "every"):
        store.put(f"picture/{name}", "nonsense")
    store.put("picture/folder", "/no/such/folder")
    assert open_dialog().choices().spec == PictureSpec()
    store.put("picture/width_px", 3)
    assert open_dialog().choices().spec.width_px == PictureSpec().width_px


def test_that_what_does_not_apply_is_not_shown(open_dialog):
    dialog = open_dialog()
    form = dialog.form

    def hidden():
        named = {"arrangement": form.arrangement, "run": form.run, "every": form.every, "file": form.file, "dpi": form.dpi}
        named |= {"shape": form.shape, "ground": form.ground, "title": form.title}
        return {name for name, widget in named.items() if widget.isHidden()}

    assert hidden() == {"run", "every", "dpi"}
    form.part("inspector").setChecked(True)
    assert hidden() == {"every", "dpi"}
    choose(form.kind, PictureKind.FILMSTRIP)
    assert hidden() == {"run", "dpi", "arrangement", "shape"}
    assert not form.part("inspector").isEnabled()
    choose(form.kind, PictureKind.RATES)
    assert hidden() == {"every", "dpi", "arrangement", "shape"}
    choose(form.kind, PictureKind.WINDOW)
    choose(form.unit, Unit.CM)
    assert hidden() == {"run", "every", "arrangement", "file", "shape", "ground", "title"}


def test_that_without_a_set_up_there_is_no_eta_strip(open_dialog):
    assert open_dialog(setup=None).form.kind.findData(PictureKind.RATES) == -1


@pytest.mark.parametrize("on_network", [False, True])
def test_that_every_control_has_a_key_a_name_and_a_tooltip(open_dialog, tmp_path, on_network):
    if on_network:
        shown = Experiment(small_setup(), library=small_library(tmp_path)).snapshot()
        dialog = open_dialog(shown=shown, setup=small_setup())
    else:
        dialog = open_dialog()
    texts = [widget.text() for widget in dialog.findChildren(QLabel) + dialog.findChildren(QAbstractButton)]
    keys = Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len(keys) >= 17
    for widget in [dialog.form.kind, *dialog.form.findChildren(QComboBox), *dialog.form.findChildren(QSpinBox), dialog.preview]:
        if widget.objectName() != "qt_spinbox_lineedit" and widget.accessibleName() == "":
            pytest.fail(f"{widget} has no name")
        assert widget.toolTip()
        assert widget is dialog.preview or widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_that_the_keyboard_reaches_every_control(qtbot, open_dialog):
    dialog = open_dialog()
    show(qtbot, dialog)
    dialog.form.kind.setFocus()
    reached = set()
    for _ in range(40):
        focused = dialog.focusWidget()
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    form = dialog.form
    wanted = {form.kind, form.part("canvas"), form.part("inspector"), form.arrangement, form.file, form.px, form.unit, form.shape}
    assert wanted | {form.text, form.ground, form.title, form.legend, form.settings, dialog.copy, dialog.save} <= reached
    dialog.close()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("on_network", [False, True])
def test_that_nothing_of_the_form_is_cut_off_on_a_small_screen(qtbot, qapp, open_dialog, tmp_path, theme, on_network):
    apply_theme(qapp, theme)
    dialog = open_dialog(theme, Experiment(small_setup(), library=small_library(tmp_path)).snapshot()) if on_network else open_dialog(theme)
    dialog.show()
    choose(dialog.form.unit, Unit.CM)
    dialog.form.part("inspector").setChecked(True)
    dialog.draw_now()
    assert dialog.minimumSizeHint().height() <= 700
    assert dialog.size().width() <= 1280
    for box in dialog.form.findChildren(QComboBox):
        if not box.isHidden():
            widest = max(box.fontMetrics().horizontalAdvance(box.itemText(number)) for number in range(box.count()))
            assert box.width() >= widest + 24, box.accessibleName()
    for check in dialog.form.findChildren(QCheckBox):
        assert check.width() >= check.sizeHint().width(), check.text()
    dialog.close()
