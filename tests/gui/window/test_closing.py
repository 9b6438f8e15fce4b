"""Closing the window leaves nothing behind, and the next one opens as this one was."""

from gui.training.speed import SPEEDS
from gui.window.main_window import MainWindow


def test_that_closing_while_running_is_quick_and_leaves_nothing(qtbot):
    window = MainWindow()
    window.show()
    window.transport.set_speed_index(len(SPEEDS) - 1)
    window.trainer.play(1_000_000)
    qtbot.waitUntil(lambda: window.trainer.latest is not None and window.trainer.latest.step > 500)
    window.close()
    assert not window.trainer._thread.isRunning()
    window.deleteLater()


def test_that_layout_theme_and_speed_are_remembered(qtbot):
    first = MainWindow()
    first.resize(900, 700)
    first.show()
    first.theme_menu.choose("dark")
    first.transport.set_speed_index(3)
    first.splitter.setSizes([330, 700, 370])
    sizes = first.splitter.sizes()
    first.close()
    second = MainWindow()
    second.show()
    assert second.theme.name == "dark"
    assert second.transport.speed_index == 3
    # The screen of the tests is 800 points wide, and a window is not restored wider than its screen.
    assert second.height() == 700
    assert second.splitter.sizes()[0] == sizes[0]
    second.close()
    for window in (first, second):
        window.deleteLater()


def test_that_a_hidden_panel_stays_hidden_at_the_next_start(qtbot):
    for hidden_before in (False, True):
        window = MainWindow()
        window.show()
        assert window.panel.isVisible() != hidden_before
        window.actions_by_name["panel"].trigger() if not hidden_before else None
        window.close()
        window.deleteLater()


def test_that_damaged_settings_do_no_harm(qtbot):
    from gui.system.settings import WindowSettings

    store = WindowSettings()
    for key, value in {"geometry": "nonsense", "splitter": 7, "theme": "pink", "speed": "fast"}.items():
        store.put(key, value)
    window = MainWindow()
    window.show()
    assert window.theme.name == "light"
    window.close()
    window.deleteLater()
