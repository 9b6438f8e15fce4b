"""What is wired in the window: every sentence comes to the strip, and what one part decides the others show."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QActionGroup, QEnterEvent
from PySide6.QtWidgets import QApplication, QToolButton

from core.number_text import thousands
from core.problems.function import function_setup
from gui.style.theme import DARK, LIGHT
from gui.system.settings import WindowSettings
from gui.training.commands import TrainerState
from gui.widgets.easing import CrossFade
from gui.window.action_table import ACTIONS, TRANSPORT
from gui.window.actions import apply_reasons, make_actions, transport_reasons
from gui.window.menus import LanguageMenu, ModeSwitch, ThemeMenu
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, press, settled

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


def icon_of(action):
    return action.icon().pixmap(24, 24).toImage()


def test_that_every_sentence_comes_to_the_strip(window):
    sources = {
        "failed": window.trainer.failed,
        "language": window.language_menu.message,
        "network": window.network.message,
        "experiment": window.experiment.message,
        "lessons": window.lessons.message,
        "files": window.files.message,
        "pictures": window.pictures.message,
        "films": window.films.message,
        "numbers": window.numbers.message,
        "threads": window.message_requested,
        "panel": window.panel.value_refused,
        "value": window.loss_plot.tools.value.refused,
    }
    for name, signal in sources.items():
        signal.emit(f"a sentence of {name}")
        assert window.messages.text == f"a sentence of {name}"
    window.trainer.limit_reached.emit(2_000_000)
    assert window.messages.text == f"Paused at step {thousands(2_000_000)}. Press Space to go on."


def test_that_the_play_button_says_what_it_would_do(qtbot, window):
    play = window.actions_by_name["play"]
    paused, word = icon_of(play), play.text()
    window.trainer.set_speed(1)
    rates = []
    window.transport.show_rate = lambda snapshot, playing: rates.append((snapshot is window.trainer.latest, playing))
    for running in (True, False):
        press(window, Key.Key_Space)
        qtbot.waitUntil(lambda running=running: (window.trainer.state is TrainerState.RUNNING) is running)
        assert play.text() == ("&Pause" if running else "&Play") == ("&Pause" if running else word)
        assert (icon_of(play) == paused) is not running
        assert window.transport._state.text() == ("Playing" if running else "Paused")
        window._rate_timer.timeout.emit()
        assert rates[-1] == (True, running)


def test_that_all_parts_take_the_theme_and_it_is_remembered(window):
    parts = (window.panel, window.canvas, window.loss_plot, window.inspector, window.timeline, window.lessons)
    images = []
    for key, theme in (("dark", DARK), ("light", LIGHT), ("dark", DARK)):
        window.theme_menu.choose(key)
        assert window.theme == theme
        assert WindowSettings().text("theme", "system", ("dark", "light")) == key
        assert {part._theme.name for part in parts if getattr(part, "_theme", None) is not None} == {theme.name}
        assert window.timeline._line._theme == theme
        images.append([icon_of(window.actions_by_name[name]) for name in ("export", "step", "reset", "lesson_next", "inspector")])
    dark, light, again = images
    assert all(one != other for one, other in zip(dark, light, strict=True))
    assert dark == again
    assert window.network.views.plane._theme == DARK, "also what is made later"


def test_that_axis_and_aspect_are_ticked_as_they_are(window):
    log, equal = (window.actions_by_name[name] for name in ("log", "equal"))
    assert (log.isChecked(), window.loss_plot.log_y()) == (True, True)
    for on in (False, True):
        window.loss_plot.set_log_y(on)
        assert log.isChecked() is on
        window.canvas.set_equal_aspect(on)
        assert equal.isChecked() is on
        log.trigger()
        assert window.loss_plot.log_y() is not on
        equal.trigger()
        assert window.canvas.equal_aspect() is not on


def test_that_another_kind_of_problem_ends_a_lesson_and_ticks_its_mode(qtbot, opened, tmp_path):
    from core.formats.lesson import shipped_lessons

    window = opened(small_setup(), small_library(tmp_path))
    modes = [window.actions_by_name[name] for name in ("function_mode", "network_mode")]
    assert [mode.isChecked() for mode in modes] == [False, True]
    window.lessons.begin(shipped_lessons()[1])
    assert [mode.isChecked() for mode in modes] == [True, False]
    press(window, Key.Key_2, modifier=Ctrl)
    assert window.lessons.lesson is None
    assert [mode.isChecked() for mode in modes] == [False, True]
    qtbot.waitUntil(lambda: window.trainer.latest.problem.dimensions is None)
    sent, generation = window.trainer.commands_sent, window.trainer.latest.generation
    press(window, Key.Key_2, modifier=Ctrl)
    assert (window.trainer.commands_sent, window.trainer.latest.generation) == (sent, generation), "it is there already"
    assert window.stage.currentWidget() is window.network.views.plane


def test_that_looking_back_is_seen_in_bar_and_plots_until_it_ends(qtbot, window):
    window.trainer.step(20)
    settled(qtbot, window, 20)
    marks = []
    window.loss_plot.set_time_mark = marks.append
    window.experiment.set_time_mark = marks.append
    window.timeline.look_at(7)
    assert window.transport.past_bar.isVisible()
    assert not window.actions_by_name["lesson_leave"].isEnabled()
    window.timeline.look_at(0)
    assert not window.actions_by_name["back"].isEnabled(), "it is the start that is looked at"
    window.timeline.to_now()
    assert not window.transport.past_bar.isVisible()
    assert window.actions_by_name["back"].isEnabled()
    assert marks == [7, 7, 0, 0, None, None]


def test_that_a_window_that_closes_stops_all_and_remembers_where_it_was(qtbot, opened):
    window = opened()
    told = []
    window.closing.connect(lambda: told.append(window.trainer._thread.isRunning()))
    window.actions_by_name["panel"].trigger()
    assert not window.panel.isVisible()
    window.resize(1111, 777)
    window.close()
    assert told == [True], "while everything is still there"
    assert not window.trainer._thread.isRunning()
    for timer in (window.clock._timer, window._rate_timer, window._garbage._timer):
        assert not timer.isActive()
    again = opened(size=(1111, 777))
    assert not again.panel.isVisible()
    assert not again.actions_by_name["panel"].isChecked()
    assert WindowSettings().bytes("geometry") == window.saveGeometry()


def test_that_what_goes_with_a_new_beginning_is_said_whichever_way_it_is_made(qtbot, window):
    sentence = "All runs begin anew. Branches: 1 gone. Changes in mid-run: 1 gone, the last settings hold from the start."
    adam = window.trainer.setup.runs[-1]
    for begin in (
        window.experiment.restart,
        lambda: window.panel.seed_edited.emit(7),
        lambda: window.panel.problem_chosen.emit(function_setup("booth")),
    ):
        window.trainer.step(10)
        settled(qtbot, window, 10)
        change(window, "nag", 0.011 if window.trainer.setup.runs[4].optimizer.learning_rate != 0.011 else 0.012)
        window.trainer.branch("adam", 4, "b", replace(adam.optimizer, beta1=0.5), adam.sampling)
        window.trainer.step(5)
        settled(qtbot, window, 15)
        assert "b" in window.panel.cards
        begin()
        assert window.messages.text == sentence
        settled(qtbot, window)
        assert [run.label for run in window.trainer.setup.runs] == list(window.panel.cards)
        assert "b" not in window.panel.cards
        begin()
        settled(qtbot, window)


def test_that_a_setting_holds_from_the_start_or_from_now_on_as_each_kind_has_it(qtbot, opened, tmp_path):
    window = opened(small_setup(), small_library(tmp_path))
    experiment = window.experiment
    usual = {"network": experiment.is_replaying}
    experiment.change_to("function")
    usual["function"] = experiment.is_replaying
    assert usual == {"network": False, "function": True}
    window.panel.replay_toggled.emit(False)
    assert not experiment.is_replaying
    experiment.change_to("network")
    window.panel.replay_toggled.emit(True)
    experiment.change_to("function")
    shown = []
    window.panel.set_replay = shown.append
    assert not experiment.is_replaying
    experiment.change_to("network")
    assert experiment.is_replaying
    experiment.set_replaying(False)
    assert (experiment.is_replaying, shown) == (False, [True, False])
    qtbot.waitUntil(lambda: window.trainer.latest.setup == window.trainer.setup)


@pytest.mark.parametrize("state", list(TrainerState))
def test_that_whatever_does_not_apply_is_disabled_with_its_reason_and_the_others_have_their_key(qapp, state):
    actions = make_actions(None)
    for step in (0, 5):
        reasons = transport_reasons(state, step)
        apply_reasons(actions, reasons)
        for spec in ACTIONS:
            if spec.name not in (*TRANSPORT, "ten_back", "predict", "lock"):
                assert actions[spec.name].isEnabled()
                continue
            reason = reasons.get("back" if spec.name == "ten_back" else spec.name)
            assert actions[spec.name].isEnabled() is (reason is None)
            assert actions[spec.name].toolTip().startswith(reason or spec.tooltip)
            assert ("(" in actions[spec.name].toolTip()) >= (reason is None)


def test_that_a_theme_of_the_system_is_followed_only_where_it_was_chosen(qtbot, qapp):
    menu, seen = ThemeMenu(), []
    qtbot.addWidget(menu)
    menu.theme_changed.connect(lambda theme: seen.append(theme.name))
    for action in menu.actions():
        action.trigger()
        assert menu.key == action.data()
        assert [other.isChecked() for other in menu.actions()] == [other is action for other in menu.actions()]
        before = len(seen)
        menu._on_system_theme_changed()
        assert len(seen) == before + (action.data() == "system")
    assert seen[-2:] == ["light", "dark"]
    menu.choose("system")
    assert menu.actions()[0].isChecked()


def test_that_a_language_is_remembered_for_the_next_start_and_said(qtbot, qapp):
    menu, told = LanguageMenu(), []
    qtbot.addWidget(menu)
    menu.message.connect(told.append)
    chosen = [action for action in menu.actions() if action.isEnabled()]
    assert [action.isChecked() for action in menu.actions()].index(True) == 0
    for number, action in enumerate(reversed(chosen), 1):
        action.trigger()
        assert WindowSettings().text("language", "", ("system", "en", "ko")) == action.data()
        assert len(told) == number
        other = LanguageMenu()
        qtbot.addWidget(other)
        assert [each.data() for each in other.actions() if each.isChecked()] == [action.data()]


def test_that_modes_exclude_each_other_and_are_named(qtbot, qapp):
    actions = [QAction("&One"), QAction("T&wo")]
    for action in actions:
        action.setCheckable(True)
    switch = ModeSwitch(actions)
    qtbot.addWidget(switch)
    buttons = switch.findChildren(QToolButton)
    assert [button.accessibleName() for button in buttons] == [button.text() for button in buttons] == ["One", "Two"]
    for button in (*buttons, buttons[0]):
        button.click()
        assert [action.isChecked() for action in actions] == [button is each for each in buttons]
    assert {button.focusPolicy().name for button in buttons} == {"TabFocus"}
    assert isinstance(actions[0].actionGroup(), QActionGroup)


def test_that_the_keys_of_the_window_are_at_the_stage_when_it_opens(window):
    assert QApplication.focusWidget() is window.canvas or window.stage.isAncestorOf(QApplication.focusWidget())


def test_that_a_run_is_raised_everywhere_by_its_card(qtbot, window):
    press(window, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "adam" in [one.run.label for one in window.loss_plot.view.curves.picture.series])
    card = window.panel.cards["adam"]

    def shown():
        return (window.raised.label, window.loss_plot.view.curves.raised, window.canvas._runs._raised, window.panel.runs.raised)

    at = QPointF(5, 5)
    QApplication.sendEvent(card, QEnterEvent(at, at, at))
    assert shown() == ("adam", "adam", "adam", "adam")
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert shown() == (None, None, None, None)
    card.header.setFocus(Qt.FocusReason.TabFocusReason)
    assert shown() == ("adam", "adam", "adam", "adam")
    window.stage.setFocus()
    assert shown() == (None, None, None, None)
    window.canvas.run_hovered.emit("adam")
    assert shown() == ("adam", "adam", "adam", "adam")


@pytest.mark.parametrize("key", [Key.Key_F9, Key.Key_I])
def test_that_panel_and_inspector_come_and_go_by_fading_where_the_user_wants_motion(qtbot, window, motion, key):
    (fade,) = window.centralWidget().findChildren(CrossFade)
    for _ in range(2):
        press(window, key)
        assert fade.isVisible()
        qtbot.waitUntil(fade.isHidden)
    window.actions_by_name["reduce_motion"].trigger()
    press(window, key)
    assert fade.isHidden()
    window.actions_by_name["reduce_motion"].trigger()
