"""The window's MNIST mode: data to choose, open and download, the views, and what the panel says about a network."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from core.data.dataset import DataError
from core.data.digits import DIGITS_KEY
from core.data.library import MNIST_KEY, DataLibrary
from core.experiment.experiment import NETWORK_CHECKPOINT_BYTES
from core.experiment.setup import Setup, default_network_setup
from core.experiment.snapshot import Snapshot
from core.problems.kinds import kind_of, recommended_sampling
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from core.text import tr
from gui.network.texts import data_text, kept_bytes, memory_text, whole_data_note
from gui.parameters.network_form import CHECKPOINT_MB
from gui.parameters.panel import ParameterPanel
from gui.plots.run_plot import RunPlot
from gui.system.settings import WindowSettings
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer

if TYPE_CHECKING:
    from gui.network.fetch_dialog import FetchDialog
    from gui.network.views import NetworkViews

_MEGABYTE = 1_000_000
# Loading that is quicker than this needs no words.
_PATIENCE_MS = 400


class NetworkController(QObject):
    """Everything of the window that is there for networks only. The views are made when they are first needed."""

    message = Signal(str)
    setup_chosen = Signal(object)
    """A `Setup` on a network, to race on from now on."""
    views_made = Signal(object)

    def __init__(
        self, trainer: Trainer, library: DataLibrary, panel: ParameterPanel, loss_plot: RunPlot, settings: WindowSettings, parent: QWidget
    ) -> None:
        super().__init__(parent)
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
        panel.network_edited.connect(self._on_network_edited)

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
            form = self._panel.network_form
            form.set_checkpoint_megabytes(self._checkpoint_bytes // _MEGABYTE)
            form.checkpoint_megabytes_edited.connect(self._on_checkpoint_megabytes_edited)
            form.fetch_requested.connect(self.fetch)
            self.views_made.emit(self._views)
        return self._views

    @property
    def is_made(self) -> bool:
        """Whether the views are there."""
        return self._views is not None

    def first_setup(self) -> Setup:
        """What MNIST mode begins with: MNIST, or the program's own digits where it is not there yet."""
        return default_network_setup(MNIST_KEY if self._library.is_found(MNIST_KEY) else DIGITS_KEY)

    def greeting(self) -> str:
        """What to say when MNIST mode is entered for the first time; empty where all is as expected."""
        if self._library.is_found(MNIST_KEY):
            return ""
        self._said_before = tr(
            "MNIST is not on this computer yet: these digits are drawn by the program. File ▸ Download MNIST… fetches the real ones."
        )
        return self._said_before

    def show_setup(self, setup: Setup) -> None:
        """Bring the form to this setup."""
        assert isinstance(setup.problem, NetworkSetup)
        self._problem = None
        form = self._panel.network_form
        form.set_datasets(self._library.entries())
        self._panel.set_network(setup.problem, _batch_size(setup))

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

    def show_frame(self, snapshot: Snapshot, latest: Snapshot) -> None:
        """Show the runs as the person looks at them, and all of their curves, up to the latest row."""
        problem = snapshot.problem
        assert isinstance(problem, NetworkProblem)
        if problem is not self._problem:
            self._problem = problem
            self.views.set_problem(problem)
            self._describe(snapshot)
        self.views.show_frame(snapshot, latest)

    def show_text(self, snapshot: Snapshot) -> None:
        """The same for what is on the slow clock."""
        if snapshot.problem is self._problem and self._problem is not None:
            self._panel.network_form.show_size(memory_text(self._problem, kept_bytes(snapshot), self._checkpoint_bytes))
            self.views.show_text(snapshot)

    def set_visible(self, on: bool) -> None:
        """Show or hide the views, if they are there."""
        if self._views is not None:
            self._views.tabs.setVisible(on)
            self._views.fairness.setVisible(on)

    def leave(self) -> None:
        """Take back what was said on the cards."""
        self._problem = None
        self._panel.clear_notes()

    def close_down(self) -> None:
        """End what runs in the background."""
        self._patience.stop()
        if self._views is not None:
            self._views.close_down()
        if self.fetch_dialog is not None:
            self.fetch_dialog.stop()

    def _describe(self, snapshot: Snapshot) -> None:
        problem = snapshot.problem
        assert isinstance(problem, NetworkProblem)
        form = self._panel.network_form
        form.show_data(data_text(problem))
        form.show_size(memory_text(problem, kept_bytes(snapshot), self._checkpoint_bytes))
        for run in self._trainer.setup.runs:
            note = "" if problem.draws_batches(run.optimizer) else whole_data_note(problem, int(form.batch.number))
            self._panel.set_note(run.label, note)

    @Slot()
    def _on_loading_long(self) -> None:
        self._said_loading = True
        self.message.emit(tr("Loading the images …"))

    # What the person does

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
        self._panel.network_form.set_datasets(self._library.entries())
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
        self.setup_chosen.emit(self._with_problem(setup, replace(setup.problem, dataset=key)))

    def _with_problem(self, setup: Setup, problem: NetworkSetup, batch_size: int | None = None) -> Setup:
        runs = setup.runs
        # Who changes something else leaves alone what single runs have of their own.
        if batch_size is not None and batch_size != _batch_size(setup):
            runs = tuple(replace(run, sampling=replace(run.sampling, batch_size=batch_size)) for run in runs)
        return replace(setup, problem=problem, runs=runs, title=problem.title)

    @Slot(object, int)
    def _on_network_edited(self, problem: NetworkSetup, batch_size: int) -> None:
        self.setup_chosen.emit(self._with_problem(self._trainer.setup, problem, batch_size))

    @Slot(object)
    def _on_checkpoint_megabytes_edited(self, count: int) -> None:
        self._settings.put("checkpoint_megabytes", count)
        self._checkpoint_bytes = count * _MEGABYTE
        self._trainer.set_checkpoint_bytes(self._checkpoint_bytes)


def _batch_size(setup: Setup) -> int:
    """The batch size of most runs that draw batches."""
    kind = kind_of(setup.problem)
    sizes = Counter(run.sampling.batch_size for run in setup.runs if kind.draws_batches(run.optimizer))
    return sizes.most_common(1)[0][0] if sizes else recommended_sampling(setup.problem).batch_size
