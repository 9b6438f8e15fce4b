"""What the window's network mode says and asks for, with a trainer, a panel and a library of the test."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.data.dataset import DataError
from core.data.library import MNIST_KEY, Entry
from core.experiment.setup import default_network_setup, default_setup
from core.problems.kinds import NETWORK
from core.problems.network_setup import NetworkSetup
from gui.network.controller import NetworkController
from gui.parameters.panel import ParameterPanel
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.run_style import run_styles
from gui.system.settings import WindowSettings
from gui.training.commands import TrainerState


class Library:
    """Knows what it is told to know."""

    download_folder = None

    def __init__(self):
        self.found = {"digits"}
        self.refused = ""

    def is_found(self, key):
        return key in self.found

    def entries(self):
        return [Entry(MNIST_KEY, "MNIST", None, MNIST_KEY in self.found), Entry("digits", "Digits", None, True)]

    def keys(self):
        return sorted(self.found)

    def add_folder(self, folder):
        if self.refused:
            raise DataError(self.refused)
        return folder.name


class Trainer:
    """Remembers what it was asked."""

    def __init__(self):
        self.bytes = []
        self.setup = default_network_setup("digits")
        self.latest = None

    def set_checkpoint_bytes(self, count):
        self.bytes.append(count)


@pytest.fixture
def made(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    parts = SimpleNamespace(trainer=Trainer(), library=Library(), panel=ParameterPanel(window), settings=WindowSettings())
    parts.window, loss = window, RunPlot(plot_spec("loss"), window)

    def make():
        parts.controller = NetworkController(parts.trainer, parts.library, parts.panel, loss, parts.settings, window)
        parts.said, parts.chosen = [], []
        parts.controller.message.connect(parts.said.append)
        parts.controller.setup_chosen.connect(parts.chosen.append)
        return parts

    parts.make = make
    yield make()
    parts.controller.close_down()


# Memory to go back


@pytest.mark.parametrize(("kept", "megabytes"), [(None, 512), (100, 100), (3, 16), (64_001, 512)])
def test_that_the_memory_to_go_back_is_what_was_kept_within_its_range(made, kept, megabytes):
    usual = made.trainer.bytes[-1] // 1_000_000
    if kept is not None:
        made.settings.put("checkpoint_megabytes", kept)
    made.make()
    wanted = usual if megabytes == 512 else megabytes
    assert made.trainer.bytes[-1] == wanted * 1_000_000
    assert made.controller.views is not None
    assert made.panel.form_of(NETWORK).megabytes.number == wanted


def test_that_another_memory_is_told_to_the_trainer_and_kept(made):
    assert made.controller.views is not None
    made.panel.form_of(NETWORK).checkpoint_megabytes_edited.emit(200)
    assert made.trainer.bytes[-1] == 200_000_000
    made.make()
    assert made.trainer.bytes[-1] == 200_000_000


# Words


def test_that_it_greets_only_who_has_no_mnist(made):
    assert "Download MNIST" in made.controller.greeting()
    made.library.found.add(MNIST_KEY)
    assert made.controller.greeting() == ""


def test_that_loading_is_told_only_if_it_takes_long_and_what_was_said_comes_back(made):
    greeting = made.controller.greeting()
    made.controller.show_state(TrainerState.LOADING)
    assert made.controller._patience.isActive()
    made.controller.show_state(TrainerState.PAUSED)
    assert not made.controller._patience.isActive()
    assert made.said == []
    made.controller.show_state(TrainerState.LOADING)
    made.controller._patience.timeout.emit()
    assert made.said == ["Loading the images …"]
    made.controller.show_state(TrainerState.PAUSED)
    assert made.said == ["Loading the images …", greeting]
    made.controller.show_state(TrainerState.PAUSED)
    assert len(made.said) == 2


def test_that_views_are_made_once_and_told_of(made, qtbot):
    told = []
    made.controller.tabs_made.connect(lambda tabs: told.append(tabs))
    made.controller.views_made.connect(lambda views: told.append(views))
    assert not made.controller.is_made
    made.controller.set_time_mark(3)
    made.controller.set_visible(True)
    assert not made.controller.is_made, "nothing is made for what can wait"
    views = made.controller.views
    assert told == [views.tabs, views]
    assert made.controller.views is views
    assert made.controller.canvas is views.plane
    made.controller.show_state(TrainerState.RUNNING)
    assert not views.weights._paused
    made.controller.show_state(TrainerState.PAUSED)
    assert views.weights._paused
    for on in (False, True):
        made.controller.set_visible(on)
        assert (views.tabs.isHidden(), views.fairness.isHidden()) == (not on, not on)
    made.controller.show_views(("weights",), alone=True)
    assert (views.tabs.shown_keys(), made.controller.shown_views()) == (("weights",), ("weights",))
    assert views.fairness.isHidden()
    assert not views.tabs.isHidden()


def test_that_leaving_hides_what_is_here_and_takes_back_what_was_said_on_the_cards(made):
    runs = default_setup().runs
    made.panel.set_runs(runs, run_styles((run.label, run.optimizer.key) for run in runs))
    made.panel.set_note("gd", "looks at all images")
    views = made.controller.views
    made.controller.set_visible(True)
    made.controller.leave()
    assert views.tabs.isHidden()
    assert "images" not in made.panel.cards["gd"].header.toolTip()


# Data


def test_that_a_folder_is_raced_on_with_the_network_that_there_is_or_says_what_is_wrong(made, monkeypatch, tmp_path):
    made.trainer.setup = default_network_setup("digits").with_problem(NetworkSetup("digits", hidden=(7,)))
    made.controller.open_folder(tmp_path / "kmnist")
    (setup,) = made.chosen
    assert setup == made.trainer.setup.with_problem(NetworkSetup("kmnist", hidden=(7,)))
    made.library.refused = "Four files are needed."
    made.controller.open_folder(tmp_path)
    assert made.said == ["Four files are needed."]
    assert len(made.chosen) == 1
    made.library.refused = ""
    for folder in ("", str(tmp_path / "chosen")):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, folder=folder: folder)
        made.controller.open_files()
    assert [setup.problem.dataset for setup in made.chosen] == ["kmnist", "chosen"]


def test_that_from_a_function_a_folder_leads_to_the_usual_network(made, tmp_path):
    made.trainer.setup = default_setup()
    made.controller.open_folder(tmp_path / "kmnist")
    (setup,) = made.chosen
    assert setup.problem.dataset == "kmnist"
    assert len(setup.runs) == len(default_network_setup("digits").runs)


def test_that_mnist_is_not_fetched_twice(made):
    made.library.found.add(MNIST_KEY)
    made.controller.fetch()
    assert made.said == ["MNIST is on this computer already. Choose it in the panel."]
    assert made.controller.fetch_dialog is None


@pytest.mark.parametrize(("step", "begins"), [(0, True), (1, False), (None, False)])
def test_that_mnist_that_came_is_raced_on_only_where_nothing_has_been_done_yet(made, step, begins):
    assert made.controller.views is not None
    made.library.found.add(MNIST_KEY)
    made.trainer.latest = None if step is None else SimpleNamespace(step=step)
    made.controller._on_fetched()
    form = made.panel.form_of(NETWORK)
    assert "MNIST" in [form.dataset.itemText(number) for number in range(form.dataset.count())]
    if begins:
        assert [setup.problem.dataset for setup in made.chosen] == [MNIST_KEY]
        assert made.said == []
    else:
        assert made.chosen == []
        assert made.said == ["MNIST is here. Choose it in the panel; the race begins anew then."]


def test_that_mnist_that_came_while_functions_are_raced_on_is_told(made):
    made.controller._on_fetched()
    assert made.said == ["MNIST is here. Choose it in the panel; the race begins anew then."]
    assert made.controller.views is not None
    made.trainer.setup, made.trainer.latest = default_setup(), SimpleNamespace(step=0)
    made.controller._on_fetched()
    assert made.chosen == []
    assert len(made.said) == 2


def test_that_there_is_one_dialog_to_download_which_comes_again_and_is_ended_with_the_window(made, monkeypatch):
    class Dialog(QWidget):
        """Remembers what it was asked."""

        fetched = Signal()

        def __init__(self, folder, parent):
            super().__init__(parent)
            self.folder, self.asked = folder, []

        def start(self):
            self.asked.append("start" if not self.isHidden() else "start in hiding")

        def stop(self):
            self.asked.append("stop")

    monkeypatch.setattr("gui.network.fetch_dialog.FetchDialog", Dialog)
    made.library.download_folder = "downloads"
    made.controller.fetch()
    dialog = made.controller.fetch_dialog
    assert dialog.folder == "downloads"
    assert dialog.parent() is made.window
    dialog.hide()
    made.controller.fetch()
    assert made.controller.fetch_dialog is dialog
    assert dialog.asked == ["start", "start"]
    dialog.fetched.emit()
    assert made.said == ["MNIST is here. Choose it in the panel; the race begins anew then."]
    made.controller.close_down()
    assert dialog.asked[-1] == "stop"
    assert made.controller.fetch_dialog is dialog


def test_that_a_command_of_the_window_does_what_its_name_says(made, monkeypatch):
    assert set(made.controller.commands()) == {"open_data", "fetch", "surface"}
    called = []
    views = made.controller.views
    monkeypatch.setattr(views.plane, "toggle_surface", lambda: called.append("surface"))
    made.controller.commands()["surface"]()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: called.append("folder") or "")
    made.controller.commands()["open_data"]()
    assert called == ["surface", "folder"]
