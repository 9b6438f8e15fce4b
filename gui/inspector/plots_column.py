"""The column of the plots and, when it is open, the inspector: who gives way to whom, and how high each is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from gui.plots.run_plot import RunPlot
from gui.style.theme import LIGHT, Theme
from gui.widgets.splitter_memory import SplitterMemory

if TYPE_CHECKING:
    from gui.inspector.inspector import Inspector

# Of the height that curves and inspector share, what the curves get when the inspector opens.
_PLOT_PART = 0.36
# How high the column must be, in pixels of the usual size, to show more than the inspector.
_ROWS_FOR_TWO = 520


class PlotsColumn(QObject):
    """Shows and hides the parts of the splitter. Its attributes are what that depends on; `arrange` follows them."""

    def __init__(self, plots: QSplitter, curves: RunPlot) -> None:
        """`plots` is where the inspector comes last, and `curves`, the loss plot, first; views of a network stand between them."""
        super().__init__(plots)
        self._plots, self._curves = plots, curves
        self._inspector: Inspector | None = None
        self._memory = SplitterMemory(plots)
        self._is_low = False
        self._gave_way: list[QWidget] = []
        self.has_views = False
        self.curves_wanted = True
        self.theme: Theme = LIGHT
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._settle)
        plots.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the inspector is shown."""
        return self._inspector is not None and not self._inspector.isHidden()

    def add(self, inspector: "Inspector") -> None:
        """The inspector is there now, if not shown."""
        self._inspector = inspector
        self._plots.addWidget(inspector)

    def arrange(self, opens: bool | None = None) -> None:
        """A network has views of its own between curves and inspector; three are too many, so the curves give way.

        On a low screen that is read from afar two are too many, and the rule is alone. `opens`: with the inspector, or
        without it, from now on.
        """
        is_for_room = self.theme.is_for_room
        self._is_low = is_for_room and self._is_low_now
        opens = self.is_open if opens is None else opens
        self._memory.leave_for((self.has_views, opens, self.curves_wanted, is_for_room, self._is_low))
        if self._inspector is not None:
            self._inspector.setVisible(opens)
        is_alone = opens and self._is_low
        self._curves.setVisible(self.curves_wanted and not is_alone and not (opens and self.has_views))
        if self._inspector is not None:
            self._inspector.set_alone(is_for_room and self._curves.isHidden())
        self._let_views_give_way(is_alone)
        if not is_alone and not self._memory.is_dragged and not self._memory.restore():
            self._give_room()

    def _let_views_give_way(self, is_alone: bool) -> None:
        for number in range(1, self._plots.count() - (self._inspector is not None)):
            view = self._plots.widget(number)
            if view is not None and self.has_views and is_alone and not view.isHidden():
                self._gave_way.append(view)
                view.hide()
        if not is_alone or not self.has_views:
            for view in self._gave_way:
                view.setVisible(self.has_views)
            self._gave_way.clear()

    def _give_room(self) -> None:
        """The rule needs more room than the curves above it; views of a network need as much as the curves."""
        height = self._plots.height()
        if not self.is_open:
            # To be read from afar the legend is as high as a plot: what it takes should not be the curves' alone to lose.
            legend = self._curves.legend.heightForWidth(self._curves.width()) if self.theme.is_for_room else 0
            each = max(0, height - legend) // 2
            self._plots.setSizes([each + legend] + [each] * (self._plots.count() - 1))
            return
        sizes = [0] * self._plots.count()
        sizes[1 if self._curves.isHidden() else 0], sizes[-1] = round(_PLOT_PART * height), round((1 - _PLOT_PART) * height)
        self._plots.setSizes(sizes)

    @Slot()
    def _settle(self) -> None:
        """A window becomes as large as the screen only after it was asked to, and its letters change before or after that."""
        if self.theme.is_for_room and self._is_low_now is not self._is_low:
            self.arrange()
        elif not (self.is_open and self._is_low) and not self._memory.is_kept:
            self._give_room()

    @property
    def _is_low_now(self) -> bool:
        return self._plots.height() < self.theme.px(_ROWS_FOR_TWO)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            # Not now: the splitter itself has yet to answer.
            self._settling.start()
        return False
