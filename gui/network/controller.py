"""The window's MNIST mode: data to choose, open and download, the views, and what the panel says about a network."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from core.data.dataset import DataError
from core.data.library import MNIST_KEY, DataLibrary
from core.experiment.experiment import NETWORK_CHECKPOINT_BYTES
from core.experiment.setup import Setup
from core.experiment.snapshot import Snapshot
from core.problems.kinds import NETWORK
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from core.text import tr
from gui.canvas.stage import Stage
from gui.network.texts import data_text, kept_bytes, memory_text, whole_data_note
from gui.parameters.network_form import CHECKPOINT_MB, NetworkForm
from gui.parameters.panel import ParameterPanel
from gui.plots.run_plot import RunPlot
from gui.style.run_style import RunStyle
from gui.style.theme import Theme
from gui.system.settings import WindowSettings
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer

if TYPE_CHECKING:
    from gui.network.fetch_dialog import FetchDialog
    from gui.network.views import NetworkViews
    from gui.weight_plane.canvas import PlaneCanvas

_MEGABYTE = 1_000_000
# Loading that is quicker than this needs no words.
_PATIENCE_MS = 400


class NetworkController(Stage):
    """Everything of the window that is there for networks only. The views are made when they are first needed."""

    message = Signal(str)
    setup_chosen = Signal(object)
    """A `Setup` on a network, to race on from now on."""
    views_made = Signal(object)

    def __init__(
        self, trainer: Trainer, library: DataLibrary, panel: ParameterPanel, loss_plot: RunPlot, settings: WindowSettings, parent: QWidget
    ) -> None:
        super().__init__(NETWORK, library, parent)
        self._window = parent
        self._trainer, self._library, self._panel, self._loss_plot, self._settings = trainer, library, panel, loss_plot, settings
        self._views: NetworkViews | None = None
        self._problem: NetworkProblem | None = None
        self.fetch_dialog: FetchDialog | None = None
        self._said_loading = False
        self._said_before = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._on_loading_long)
        megabytes = settings.integer("checkpoint_megabytes", NETWORK_CHECKPOINT_BYTES // _MEGABYTE, int(CHECKPOINT_MB.maximum))
        self._checkpoint_bytes = max(int(CHECKPOINT_MB.minimum), megabytes) * _MEGABYTE
        trainer.set_checkpoint_bytes(self._checkpoint_bytes)

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do."""
        return {"open_data": self.open_files, "fetch": self.fetch, "surface": lambda: self.views.plane.toggle_surface()}

    @property
    def views(self) -> "NetworkViews":
        """What is shown of a network, made at the first call together with its form."""
        if self._views is None:
            # Imported late: a window that opens on a function should not wait for them.
            from gui.network.views import NetworkViews

            self._views = NetworkViews(self._loss_plot, self._window)
            form = self._form
            form.set_checkpoint_megabytes(self._checkpoint_bytes // _MEGABYTE)
            form.checkpoint_megabytes_edited.connect(self._on_checkpoint_megabytes_edited)
            form.fetch_requested.connect(self.fetch)
            self.tabs_made.emit(self._views.tabs)
            self.views_made.emit(self._views)
        return self._views

    @property
    def is_made(self) -> bool:
        """Whether the views are there."""
        return self._views is not None

    @property
    def canvas(self) -> "PlaneCanvas":
        return self.views.plane

    @property
    def _form(self) -> NetworkForm:
        form = self._panel.form_of(NETWORK)
        assert isinstance(form, NetworkForm)
        return form

    def greeting(self) -> str:
        if self._library.is_found(MNIST_KEY):
            return ""
        self._said_before = tr(
            "MNIST is not on this computer yet: these digits are drawn by the program. File ▸ Download MNIST… fetches the real ones."
        )
        return self._said_before

    def show_setup(self, setup: Setup, styles: Mapping[str, RunStyle]) -> None:
        self._problem = None
        self._form.set_datasets(self._library.entries())
        self.set_visible(True)

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        self.views.set_runs(runs, dict(styles))

    def show_state(self, state: TrainerState) -> None:
        """Tell that images are being loaded, if that takes longer than a moment, and whether nothing moves now."""
        if state is TrainerState.LOADING:
            self._patience.start()
        else:
            self._patience.stop()
            if self._said_loading:
                self._said_loading = False
                self.message.emit(self._said_before)
        if self._views is not None:
            self._views.set_paused(state is not TrainerState.RUNNING)

    def show_frame(self, viewed: Snapshot, present: Snapshot) -> None:
        problem = viewed.problem
        assert isinstance(problem, NetworkProblem)
        if problem is not self._problem:
            self._problem = problem
            self.views.set_problem(problem)
            self._describe(viewed)
        self.views.show_frame(viewed, present)

    def show_text(self, viewed: Snapshot) -> None:
        if viewed.problem is self._problem and self._problem is not None:
            self._form.show_size(memory_text(self._problem, kept_bytes(viewed), self._checkpoint_bytes))
            self.views.show_text(viewed)

    def set_theme(self, theme: Theme) -> None:
        if self._views is not None:
            self._views.set_theme(theme)

    def set_time_mark(self, step: int | None) -> None:
        if self._views is not None:
            self._views.tabs.set_time_mark(step)

    def set_visible(self, on: bool) -> None:
        if self._views is not None:
            self._views.tabs.setVisible(on)
            self._views.fairness.setVisible(on)

    def shown_views(self) -> tuple[str, ...]:
        return self.views.tabs.shown_keys()

    def show_views(self, panels: Collection[str], alone: bool) -> None:
        self.views.tabs.show_views(panels, alone)
        if alone:
            self.views.fairness.hide()

    def leave(self) -> None:
        """Hide what is here, and take back what was said on the cards."""
        self.set_visible(False)
        self._problem = None
        self._panel.clear_notes()

    def close_down(self) -> None:
        self._patience.stop()
        if self._views is not None:
            self._views.close_down()
        if self.fetch_dialog is not None:
            self.fetch_dialog.stop()

    def _describe(self, snapshot: Snapshot) -> None:
        problem = snapshot.problem
        assert isinstance(problem, NetworkProblem)
        form = self._form
        form.show_data(data_text(problem))
        form.show_size(memory_text(problem, kept_bytes(snapshot), self._checkpoint_bytes))
        for run in self._trainer.setup.runs:
            note = "" if problem.draws_batches(run.optimizer) else whole_data_note(problem, int(form.batch.number))
            self._panel.set_note(run.label, note)

    @Slot()
    def _on_loading_long(self) -> None:
        self._said_loading = True
        self.message.emit(tr("Loading the images …"))

    # What the user does

    @Slot()
    def open_files(self) -> None:
        """Ask for a folder with the four files of a data set, and race on it."""
        folder = QFileDialog.getExistingDirectory(self._window, tr("Open the folder with the four MNIST files"))
        if folder:
            self.open_folder(Path(folder))

    def open_folder(self, folder: Path) -> None:
        """Race on the data set in this folder, or say what is wrong with it."""
        try:
            key = self._library.add_folder(folder)
        except DataError as error:
            self.message.emit(str(error))
            return
        self._race_on(key)

    @Slot()
    def fetch(self) -> None:
        """Download MNIST, in a dialog that does not block the window."""
        if self._library.is_found(MNIST_KEY):
            self.message.emit(tr("MNIST is on this computer already. Choose it in the panel."))
            return
        if self.fetch_dialog is None:
            from gui.network.fetch_dialog import FetchDialog

            self.fetch_dialog = FetchDialog(self._library.download_folder, self._window)
            self.fetch_dialog.fetched.connect(self._on_fetched)
        self.fetch_dialog.show()
        self.fetch_dialog.start()

    @Slot()
    def _on_fetched(self) -> None:
        if self._views is None:
            self.message.emit(tr("MNIST is here. Choose it in the panel; the race begins anew then."))
            return
        self._form.set_datasets(self._library.entries())
        latest = self._trainer.latest
        if latest is not None and isinstance(self._trainer.setup.problem, NetworkSetup) and latest.step == 0:
            self._race_on(MNIST_KEY)
        else:
            self.message.emit(tr("MNIST is here. Choose it in the panel; the race begins anew then."))

    def _race_on(self, key: str) -> None:
        setup = self._trainer.setup
        if not isinstance(setup.problem, NetworkSetup):
            setup = self.first_setup()
            assert isinstance(setup.problem, NetworkSetup)
        self.setup_chosen.emit(setup.with_problem(replace(setup.problem, dataset=key)))

    @Slot(object)
    def _on_checkpoint_megabytes_edited(self, count: int) -> None:
        self._settings.put("checkpoint_megabytes", count)
        self._checkpoint_bytes = count * _MEGABYTE
        self._trainer.set_checkpoint_bytes(self._checkpoint_bytes)
