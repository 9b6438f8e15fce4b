"""What the forms of all kinds of problem have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from core.problems.base import ProblemSetup
from gui.style.theme import Theme


class ProblemForm(QWidget):
    """The form of one kind of problem, at the head of the panel. Setters emit nothing; signals follow the user's hand only.

    Its module is `gui/parameters/<form>_form.py`, where `FORM` is its class, made with nothing but a parent.
    """

    chosen = Signal(object)
    """A `ProblemSetup`: another problem, on which other learning rates are recommended."""
    edited = Signal(object, object)
    """A `ProblemSetup` with something changed, and the batch size of all runs, or None: the learning rates stay."""
    start_edited = Signal(object)
    """Where all runs begin, a tuple."""
    value_refused = Signal(str)
    """Why a typed value was not taken."""

    caption: QLabel | None = None
    """The first label of a row, to stand as wide as those of other forms."""

    @property
    def focus_chain(self) -> list[QWidget]:
        """What Tab visits, in order."""
        return []

    @property
    def batch_size(self) -> int | None:
        """The batch size of all runs that draw batches, where it is chosen here."""
        return None

    def set_setup(self, setup: ProblemSetup, batch_size: int) -> None:
        """Show these values."""
        raise NotImplementedError

    def set_start(self, *start: float) -> None:
        """Show this start, where one can be chosen."""

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
