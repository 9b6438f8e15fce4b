"""The line with which a race ends: who arrived and when, kept true while it is shown, and once each, two ways to go on from there."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Slot

from core.experiment.result import result_text
from core.experiment.snapshot import RunSnapshot, Snapshot
from core.functions import FUNCTIONS
from core.problems.function import DEFAULT_FUNCTION
from core.text import tr
from gui.parameters.panel import ParameterPanel
from gui.style.run_style import display_name
from gui.system.settings import Hints
from gui.training.trainer import Trainer
from gui.widgets.message_bar import MessageBar, MessageLink
from gui.window.panel_space import PanelSpace

_RATE_HINT, _LESSON_HINT = "larger rate", "lesson on momentum"
_LESSON = "04-momentum"


class ResultLine(QObject):
    """Says the result when a race has come to it. At another step, or with other runs, it says something else, or goes."""

    def __init__(
        self,
        trainer: Trainer,
        messages: MessageBar,
        hints: Hints,
        panel: ParameterPanel,
        panel_space: PanelSpace,
        begin_lesson: Callable[[str], object],
        parent: QObject,
    ) -> None:
        """`begin_lesson` begins the lesson with a key."""
        super().__init__(parent)
        self._messages, self._hints, self._begin_lesson = messages, hints, begin_lesson
        self._panel, self._panel_space = panel, panel_space
        self._told: tuple[int, str] | None = None
        trainer.result_reached.connect(self._on_result_reached)

    @Slot(object)
    def _on_result_reached(self, snapshot: Snapshot) -> None:
        self._told = snapshot.step, ""
        self.tell(snapshot)

    def tell(self, shown: Snapshot) -> None:
        """Keep the line true, for as long as it is shown."""
        if self._told is None:
            return
        step, told = self._told
        if told and self._messages.text != told:
            self._told = None  # dismissed, or replaced by what somebody else had to say
            return
        text = result_text(shown.runs, shown.step, display_name) if shown.step == step else ""
        if text != told:
            self._told = (step, text) if text else None
            self._messages.show_message(text, self._links(shown) if text and not told else ())

    def _tune(self, label: str) -> None:
        self._panel_space.set_panel(True)
        self._panel.go_to_rate(label)

    def _links(self, shown: Snapshot) -> list[MessageLink]:
        """What else is worth a look after the first race of all, on the landscape that the program begins with. Each is offered once."""
        links = []
        if shown.problem.subject is FUNCTIONS[DEFAULT_FUNCTION]:
            runs = {run.label: run for run in shown.runs}
            if "gd" in runs and self._hints.is_due(_RATE_HINT) and is_cautious(runs["gd"]):
                self._hints.note(_RATE_HINT)
                text = tr("Try a larger η for {name}").format(name=display_name("gd"))
                links.append(MessageLink(text, lambda: self._tune("gd")))
            if "momentum" in runs and self._hints.is_due(_LESSON_HINT) and overshoots(runs["momentum"]):
                self._hints.note(_LESSON_HINT)
                text = tr("Why does {name} overshoot? Lesson {number}").format(name=display_name("momentum"), number=int(_LESSON[:2]))
                links.append(MessageLink(text, lambda: self._begin_lesson(_LESSON)))
        return links


def is_cautious(run: RunSnapshot) -> bool:
    """Whether a run of gradient descent is far from diverging on the default quadratic: η ≤ 1 / λmax, half of where it would."""
    xx, xy, yy = FUNCTIONS[DEFAULT_FUNCTION].hessian(*run.path[0].tolist())
    return run.termination is None and run.optimizer.learning_rate * float(np.linalg.eigvalsh([[xx, xy], [xy, yy]])[-1]) <= 1.0


def overshoots(run: RunSnapshot) -> bool:
    """Whether the loss of a run went up on its way, for it had gone beyond the minimum."""
    return bool((np.diff(run.loss) > 0).any())
