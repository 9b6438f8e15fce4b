"""MNIST mode in the real window, driven by keys and mouse: it opens on what there is, races, pauses, steps, goes back."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.data.digits import DIGITS_KEY
from core.experiment.experiment import Experiment
from core.experiment.setup import default_network_setup, default_setup
from core.problems.kinds import FUNCTION, NETWORK
from core.problems.network import NetworkProblem
from gui.export.picture.dialog import ExportDialog
from gui.training.commands import TrainerState
from gui.training.speed import SPEEDS
from gui.window.main_window import MainWindow
from tests.helpers.parameters import number_row, write
from tests.helpers.small_data import KEY, small_library, small_setup
from tests.helpers.window import has_answered, press

Key = Qt.Key


@pytest.fixture
def library(tmp_path):
    return small_library(tmp_path)


@pytest.fixture
def window(opened, library):
    made = opened(small_setup(), library)
    made.trainer.set_speed(None)
    return made


def at_rest(window, step):
    return lambda: (
        window.trainer.latest.step == step
        and all(run.step == step for run in window.trainer.latest.runs)
        and window.trainer.state in (TrainerState.PAUSED, TrainerState.IDLE)
    )


def rows(snapshot):
    return {run.label: (run.loss.tobytes(), run.theta.tobytes()) for run in snapshot.runs}


def test_that_the_window_shows_a_network_with_gd_off_and_an_honest_note(qtbot, window):
    assert window.experiment.kind is NETWORK
    assert window.stage.currentWidget() is window.network.views.plane
    assert not window.panel.cards["gd"].check.isChecked()
    assert all(window.panel.cards[key].check.isChecked() for key in ("sgd", "momentum", "adagrad", "nag", "rmsprop", "adam"))
    window.panel.cards["gd"].set_open(True)
    assert "all 240 images" in window.panel.cards["gd"].details.note.text()
    assert "as much work as 15 batches" in window.panel.cards["gd"].details.note.text()
    qtbot.waitUntil(lambda: "parameters" in window.panel.form.about_size.text())
    assert "Unverified" in window.panel.form.about_data.text()


def test_that_space_plays_pauses_and_arrows_step_and_step_back_to_the_same_bits(qtbot, window, library):
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.trainer.latest.step > 25)
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: has_answered(window))
    step = window.trainer.latest.step
    press(window, Key.Key_Right)
    qtbot.waitUntil(at_rest(window, step + 1))
    press(window, Key.Key_Left)
    qtbot.waitUntil(at_rest(window, step))
    press(window, Key.Key_Left)
    qtbot.waitUntil(at_rest(window, step - 1))
    straight = Experiment(window.trainer.setup, library=library, off=window.trainer.off)
    straight.advance(step - 1)
    assert rows(window.trainer.latest) == rows(straight.snapshot())


def test_that_every_view_shows_the_race(qtbot, window):
    for _ in range(2):
        press(window, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(at_rest(window, 20))
    views = window.network.views
    views.tabs.setCurrentWidget(views.tabs.plots["accuracy"])
    qtbot.waitUntil(lambda: views.tabs.plots["accuracy"]._snapshot is window.trainer.latest)
    assert len(views.tabs.plots["accuracy"]._visible_series()) == 6
    for index, view in ((0, views.digits), (2, views.weights), (3, views.layers)):
        views.tabs.setCurrentIndex(index)
        qtbot.waitUntil(lambda view=view: view._snapshot is window.trainer.latest)
    qtbot.waitUntil(lambda: "Gradients so far: 320 each" in views.fairness.text())
    assert window.splitter.geometry().bottom() < views.fairness.geometry().top() < window.transport.geometry().top()
    qtbot.waitUntil(lambda: views.plane.plane is not None)
    assert "%" in views.plane.sentences()


def test_that_the_loss_over_the_plane_comes_by_key_and_goes_by_key(qtbot, window):
    press(window, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(at_rest(window, 10))
    plane = window.network.views.plane
    qtbot.waitUntil(lambda: plane.plane is not None)
    press(window, Key.Key_P)
    qtbot.waitUntil(lambda: plane._surface.grid is not None and plane.surface_state.name == "SHOWN")
    press(window, Key.Key_P)
    assert plane._surface.grid is None


def test_that_ctrl_1_and_2_change_the_kind_and_each_goes_on_where_it_stood(qtbot, window):
    press(window, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(at_rest(window, 10))
    press(window, Key.Key_1, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.trainer.latest.problem.dimensions == 2)
    assert window.experiment.kind is FUNCTION
    assert window.stage.currentWidget() is window.canvas
    assert not window.network.views.tabs.isVisible()
    assert window.panel.race.replay.isChecked()
    press(window, Key.Key_Right)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 1)
    press(window, Key.Key_2, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(window.trainer.latest.problem, NetworkProblem))
    assert window.trainer.latest.step == 10
    assert window.network.views.tabs.isVisible()
    assert not window.panel.race.replay.isChecked()


def test_that_each_kind_has_its_own_speed_also_in_the_next_sitting(qtbot, window, library):
    assert SPEEDS[window.transport.speed_index] is None, "a network goes as fast as it can"
    press(window, Key.Key_1, modifier=Qt.KeyboardModifier.ControlModifier)
    assert SPEEDS[window.transport.speed_index] == 10
    press(window, Key.Key_Comma)
    press(window, Key.Key_2, modifier=Qt.KeyboardModifier.ControlModifier)
    assert SPEEDS[window.transport.speed_index] is None
    press(window, Key.Key_Comma)
    press(window, Key.Key_1, modifier=Qt.KeyboardModifier.ControlModifier)
    assert SPEEDS[window.transport.speed_index] == 5
    window.close()
    another = MainWindow(small_setup(), library)
    assert SPEEDS[another.transport.speed_index] == 10_000
    another.experiment.change_to("function")
    assert SPEEDS[another.transport.speed_index] == 5
    another.close()
    another.deleteLater()


def test_that_another_network_begins_anew_with_the_same_rates(qtbot, window):
    number_row(window.panel, "sgd", "learning_rate")
    press(window, Key.Key_Right)
    qtbot.waitUntil(at_rest(window, 1))
    write(window.panel.form.fields["hidden"], "5, 5")
    qtbot.waitUntil(lambda: window.trainer.latest.problem.network.sizes == (36, 5, 5, 4))
    assert window.trainer.latest.step == 0
    assert window.trainer.setup.runs == small_setup().runs
    write(window.panel.form.batch, "32")
    qtbot.waitUntil(lambda: {run.sampling.batch_size for run in window.trainer.latest.runs} == {32})


def test_that_a_run_keeps_a_batch_size_of_its_own_on_another_network_until_all_have_another(qtbot, window):
    write(number_row(window.panel, "adam", "batch_size").box, "8")
    write(window.panel.form.fields["hidden"], "5, 5")
    qtbot.waitUntil(lambda: window.trainer.latest.problem.network.sizes == (36, 5, 5, 4))
    sizes = {run.label: run.sampling.batch_size for run in window.trainer.latest.runs}
    assert (sizes.pop("adam"), set(sizes.values())) == (8, {16})
    assert window.panel.form.batch.number == 16
    write(window.panel.form.batch, "32")
    qtbot.waitUntil(lambda: {run.sampling.batch_size for run in window.trainer.latest.runs} == {32})


def test_that_a_change_of_eta_counts_from_the_next_step(qtbot, window):
    press(window, Key.Key_Right)
    qtbot.waitUntil(at_rest(window, 1))
    before = rows(window.trainer.latest)["adam"][0]
    row = number_row(window.panel, "adam", "learning_rate")
    write(row.box, "0.01")
    qtbot.waitUntil(lambda: window.trainer.latest.runs[-1].optimizer.learning_rate == 0.01)
    assert window.trainer.latest.step == 1
    assert rows(window.trainer.latest)["adam"][0] == before


def test_that_mnist_mode_opens_with_the_drawn_digits_where_mnist_is_not_there(window):
    assert window.network.first_setup() == default_network_setup(DIGITS_KEY)
    assert "drawn by the program" in window.network.greeting()


def test_that_a_folder_with_the_four_files_can_be_raced_on_and_another_gets_a_sentence(qtbot, window, tmp_path):
    window.network.open_folder(tmp_path / "data" / KEY)
    qtbot.waitUntil(lambda: window.trainer.latest.problem.dataset.key == KEY)
    (tmp_path / "empty").mkdir()
    window.network.open_folder(tmp_path / "empty")
    assert "train-images-idx3-ubyte" in window.messages.text
    assert window.trainer.latest.problem.dataset.key == KEY


@pytest.mark.parametrize("part", NETWORK.parts)
def test_that_every_part_of_a_network_can_be_saved(qtbot, window, tmp_path, part):
    press(window, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(at_rest(window, 10))
    dialog = ExportDialog(window, window.trainer.latest, "title", window.theme, window.plot_look())
    qtbot.addWidget(dialog)
    for each in NETWORK.parts:
        dialog.form.part(each).setChecked(each == part)
    assert dialog.save_to(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").stat().st_size > 5000
    dialog.reject()


def test_that_closing_in_the_middle_of_a_race_leaves_nothing(qtbot, library):
    made = MainWindow(small_setup(), library)
    made.show()
    qtbot.waitUntil(lambda: made.trainer.latest is not None)
    made.trainer.set_speed(None)
    made.trainer.play()
    qtbot.waitUntil(lambda: made.trainer.latest.step > 3)
    made.close()
    assert not made.trainer._thread.isRunning()
    made.deleteLater()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_no_text_of_the_network_form_is_cut_off(qtbot, window, size, theme):
    window.theme_menu.choose(theme)
    window.resize(*size)
    QApplication.processEvents()
    form = window.panel.form
    for widget in (form.dataset, form.fields["hidden"], form.fields["activation"].box, form.fields["init"].box, form.batch):
        assert widget.width() >= widget.minimumSizeHint().width()
    assert form.about_size.height() >= form.about_size.heightForWidth(form.about_size.width())


def test_that_equal_aspect_belongs_to_what_stands_in_the_middle(qtbot, window):
    equal = window.actions_by_name["equal"]
    assert equal.isChecked()  # the plane of the weights begins with it, a landscape without
    press(window, Key.Key_E)
    assert not window.network.views.plane.equal_aspect()
    assert not equal.isChecked()
    press(window, Key.Key_E)
    press(window, Key.Key_1, modifier=Qt.KeyboardModifier.ControlModifier)
    assert not equal.isChecked()
    press(window, Key.Key_E)
    assert window.canvas.equal_aspect()
    assert window.network.views.plane.equal_aspect()


def straight(window, library, steps):
    experiment = Experiment(window.trainer.setup, off=window.trainer.off, library=library)
    experiment.advance(steps)
    return experiment.snapshot()


def test_that_looking_back_shows_the_weights_of_that_step_in_the_same_plane_and_moves_nothing(qtbot, window, library):
    for goal in (10, 20, 30):
        press(window, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(at_rest(window, goal))
    plane = window.network.views.plane
    qtbot.waitUntil(lambda: plane._picture is not None and plane._picture.snapshot is window.trainer.latest)
    before, same_plane = rows(window.trainer.latest), plane.plane
    press(window, Key.Key_BraceLeft)
    press(window, Key.Key_BraceLeft)
    qtbot.waitUntil(lambda: plane._picture.snapshot.step == 10 and all(run.record for run in plane._picture.snapshot.runs))
    shown = plane._picture
    assert rows(shown.snapshot) == rows(straight(window, library, 10))
    assert shown.plane is same_plane
    for run in shown.shown.runs:
        theta = next(each.theta for each in shown.snapshot.runs if each.label == run.label)
        assert run.path[-1] == pytest.approx(same_plane.project(theta))
    window.network.views.tabs.setCurrentWidget(window.network.views.weights)
    qtbot.waitUntil(lambda: window.network.views.weights._snapshot is not None and window.network.views.weights._snapshot.step == 10)
    window.network.views.tabs.setCurrentWidget(window.network.views.tabs.plots["accuracy"])
    assert window.network.views.tabs.plots["accuracy"]._snapshot.step == 30
    assert window.network.views.tabs.plots["accuracy"].view.curves.picture.time_lines == (10.0,)
    press(window, Key.Key_Escape)
    qtbot.waitUntil(lambda: plane._picture.snapshot.step == 30)
    assert rows(window.trainer.latest) == before


def test_that_a_branch_of_a_network_has_the_past_of_its_parent_and_goes_on_to_the_bit(qtbot, window, library):
    press(window, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(at_rest(window, 10))
    adam = next(run for run in window.trainer.setup.runs if run.label == "adam")
    changed = dataclasses.replace(adam.optimizer, learning_rate=0.02)
    expected = Experiment(window.trainer.setup, off=window.trainer.off, library=library)
    expected.advance(4)
    expected.configure("adam", changed, adam.sampling, replay=False)
    expected.advance(6)
    window.trainer.branch("adam", 4, "quick", changed, adam.sampling)
    qtbot.waitUntil(lambda: at_rest(window, 10)() and "quick" in rows(window.trainer.latest))
    assert rows(window.trainer.latest)["quick"] == rows(expected.snapshot())["adam"]
    qtbot.waitUntil(lambda: "quick" in {one.run.label for one in window.loss_plot.view.curves.picture.series})
    assert "quick" in window.panel.cards


def test_that_no_number_of_the_other_mode_stands_there_while_images_are_read(qtbot, window):
    def losses():
        return [card.header.face.text.loss for card in window.panel.cards.values() if card.header.face.text.loss]

    qtbot.waitUntil(lambda: losses() != [])
    window.actions_by_name["function_mode"].trigger()
    assert losses() == []
    assert window.loss_plot.view.curves.curves() == []
    qtbot.waitUntil(lambda: window.canvas._snapshot is not None and losses() != [])
    window.actions_by_name["network_mode"].trigger()
    assert losses() == []
    assert window.loss_plot.view.getAxis("left").labelText == "loss"
    assert window.loss_plot.smoothing() == NETWORK.usual.smoothing
    # A frame on the slow clock comes from what was left.
    window._on_text_frame(Experiment(default_setup()).snapshot())
    assert losses() == []
    qtbot.waitUntil(lambda: losses() != [])


def test_that_confirmed_layers_give_the_keys_back(qtbot, window):
    write(window.panel.form.fields["hidden"], "5, 4")
    assert not window.panel.form.fields["hidden"].hasFocus()
    qtbot.waitUntil(lambda: window.trainer.latest.problem.network.sizes[1:-1] == (5, 4))
    # While images are loaded nothing can be played, and the window hears of their end a moment after they are there.
    qtbot.waitUntil(window.actions_by_name["play"].isEnabled)
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.RUNNING)
    assert window.panel.form.fields["hidden"].text() == "5, 4"


def test_that_escape_takes_typed_layers_back_without_a_word_and_gives_the_keys_back(window):
    field = window.panel.form.fields["hidden"]
    before, setup, said = field.text(), window.trainer.setup, window.messages.text
    write(field, "abc", Key.Key_Escape)
    assert field.text() == before
    assert not field.hasFocus()
    assert window.messages.text == said
    assert window.trainer.setup == setup


def test_that_escape_takes_typed_layers_back_before_it_means_anything_else(qtbot, window):
    press(window, Key.Key_Right)
    qtbot.waitUntil(at_rest(window, 1))
    window.timeline.look_by(-1)
    assert window.timeline.is_looking
    field = window.panel.form.fields["hidden"]
    write(field, "abc", Key.Key_Escape)
    assert window.timeline.is_looking
    assert field.text() != "abc"
    write(window.panel.form.batch, "7", Key.Key_Escape)
    assert window.timeline.is_looking
    press(window, Key.Key_Escape)
    assert not window.timeline.is_looking


def test_that_keys_typed_into_the_layers_do_not_reach_the_window(qtbot, window):
    field = window.panel.form.fields["hidden"]
    field.setFocus()
    field.selectAll()
    checked = {name: action.isChecked() for name, action in window.actions_by_name.items()}
    triggered = []
    for name, action in window.actions_by_name.items():
        action.triggered.connect(lambda *_, name=name: triggered.append(name))
    for key in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End):
        for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            QTest.keyClick(field, key, modifier)
    field.selectAll()
    QTest.keyClicks(field, "inbszfelpgaGF,.[]{} 5")
    QApplication.processEvents()
    assert triggered == []
    assert field.text() == "inbszfelpgaGF,.[]{} 5"
    assert {name: action.isChecked() for name, action in window.actions_by_name.items()} == checked
    assert window.trainer.latest.step == 0


def test_that_all_is_typed_into_the_number_of_images_and_not_at_the_window(qtbot, window):
    form = window.panel.form
    form.more.click()
    scale, asked = window.actions_by_name["log"].isChecked(), window.trainer.commands_sent
    write(form.fields["train_size"], "all")
    assert form.fields["train_size"].text() == "all"
    assert window.actions_by_name["log"].isChecked() is scale
    assert window.trainer.commands_sent == asked


def test_that_it_fits_a_low_screen_with_a_message_and_whichever_view_is_in_front(window):
    window.messages.show_message("A message of one line.")
    tabs = window.network.views.tabs
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        QApplication.processEvents()
        assert window.minimumSizeHint().height() <= 520
