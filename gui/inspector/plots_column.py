"""The column of the plots and, when it is open, the inspector: who gives way to whom, and how high each is."""

from collections.abc import Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from gui.plots.run_plot import RunPlot
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import GAP

if TYPE_CHECKING:
    from gui.inspector.inspector import Inspector

# Of the height that curves and inspector share, what the curves get when the inspector opens.
_PLOT_PART = 0.36
# How high the column must be, in pixels of the usual size, to show more than the inspector: from afar, and at hand.
_ROWS_FOR_TWO, _ROWS_FOR_TWO_AT_HAND = 520, 390
# As low as the curves may be above the views of a network, which share a low window with them; alone they ask for more.
_LEAST_CURVES = 136
# From afar, what curves with their axes need above the rule, below their legend: less is a strip without room for the names.
_LEAST_CURVES_AFAR = 140


class PlotsColumn(QObject):
    """Shows and hides the parts of the splitter, and says how high each is."""

    def __init__(self, plots: QSplitter, curves: RunPlot) -> None:
        """`plots` is where the inspector comes last, and `curves`, the loss plot, first; views of a network stand between them."""
        super().__init__(plots)
        self._plots, self._curves = plots, curves
        self._inspector: Inspector | None = None
        self._memory = _DraggedSizes(plots)
        self._is_low = False
        self._gave_way: list[QWidget] = []
        self._has_views = False
        self._curves_wanted = True
        self._theme: Theme = LIGHT
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

    def set_has_views(self, on: bool) -> None:
        """Whether this kind of problem has views of its own, which stand between curves and inspector."""
        self._has_views = on
        self._gave_way.clear()  # those of the kind that was left stay hidden
        self._set_least()
        self.arrange()

    def set_curves_wanted(self, on: bool) -> None:
        """Whether the curves are to be shown at all."""
        self._curves_wanted = on
        self.arrange()

    def set_theme(self, theme: Theme) -> None:
        """Use the size of this theme; without an inspector there is nothing to arrange for it."""
        self._theme = theme
        self._set_least()
        if self._inspector is not None:
            self.arrange()

    def _set_least(self) -> None:
        self._curves.setMinimumHeight(_LEAST_CURVES if self._has_views and not self._theme.is_for_audience else 0)

    def arrange(self, opens: bool | None = None) -> None:
        """A network has views of its own between curves and inspector; three are too many, so the curves give way.

        In a low window two are too many, and the rule is alone. `opens`: with the inspector, or
        without it, from now on.
        """
        is_for_audience = self._theme.is_for_audience
        self._is_low = self._is_low_now
        opens = self.is_open if opens is None else opens
        is_alone = opens and self._is_low
        self._memory.leave_for((self._has_views, opens, self._curves_wanted, is_for_audience, is_alone))
        if self._inspector is not None:
            self._inspector.setVisible(opens)
        self._curves.setVisible(self._curves_wanted and not is_alone and not (opens and self._has_views))
        if self._inspector is not None:
            self._inspector.set_alone(is_for_audience and self._curves.isHidden())
        self._let_views_give_way(is_alone)
        if not is_alone and not self._memory.is_dragged:
            self._plots.setSizes(self._memory.sizes() or self._usual_sizes())

    def _let_views_give_way(self, is_alone: bool) -> None:
        for number in range(1, self._plots.count() - (self._inspector is not None)):
            view = self._plots.widget(number)
            if view is not None and self._has_views and is_alone and not view.isHidden():
                self._gave_way.append(view)
                view.hide()
        if not is_alone or not self._has_views:
            for view in self._gave_way:
                view.setVisible(self._has_views)
            self._gave_way.clear()

    def _usual_sizes(self) -> list[int]:
        """The rule needs more room than the curves above it; views of a network need as much as the curves."""
        height = self._plots.height()
        if not self.is_open:
            # To be read from afar the legend is as high as a plot: what it takes should not be the curves' alone to lose.
            legend = self._curves.legend.heightForWidth(self._curves.width()) if self._theme.is_for_audience else 0
            each = max(0, height - legend) // 2
            return [each + legend] + [each] * (self._plots.count() - 1)
        sizes = [0] * self._plots.count()
        # Of curves and views the one that is there; each kind of problem has views of its own, hidden while another is raced on.
        parts = [self._plots.widget(number) for number in range(len(sizes))]
        shown = next((number for number, part in enumerate(parts) if part is not None and not part.isHidden()), 0)
        sizes[shown], sizes[-1] = round(_PLOT_PART * height), round((1 - _PLOT_PART) * height)
        return sizes

    @Slot()
    def _settle(self) -> None:
        """A window becomes as large as the screen only after it was asked to, and its letters change before or after that."""
        if self._inspector is not None and self._is_low_now is not self._is_low:
            self.arrange()
        elif not (self.is_open and self._is_low) and not self._memory.is_kept:
            self._plots.setSizes(self._usual_sizes())

    @property
    def _is_low_now(self) -> bool:
        height, theme = self._plots.height(), self._theme
        if not theme.is_for_audience:
            return height < theme.px(_ROWS_FOR_TWO_AT_HAND)
        legend = 0 if self._has_views else self._curves.legend.heightForWidth(self._plots.width())
        return height < theme.px(_ROWS_FOR_TWO) or (legend > 0 and _PLOT_PART * height - legend - 2 * GAP < theme.px(_LEAST_CURVES_AFAR))

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            # Not now: the splitter itself has yet to answer.
            self._settling.start()
        return False


class _DraggedSizes(QObject):
    """How large a user has dragged each part of a splitter to be, for each arrangement: a change there and back leaves no trace."""

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(splitter)
        self._splitter = splitter
        self._kept: dict[Hashable, dict[QWidget, int]] = {}
        self._now: Hashable = None
        self._is_dragged = False
        splitter.splitterMoved.connect(self._on_moved)

    @property
    def is_dragged(self) -> bool:
        """Whether the user has divided the splitter since this arrangement came."""
        return self._is_dragged

    @property
    def is_kept(self) -> bool:
        """Whether the user has divided it in this arrangement, now or before."""
        return self._now in self._kept

    def leave_for(self, arrangement: Hashable) -> None:
        """From now on it is this arrangement."""
        if arrangement != self._now:
            self._now, self._is_dragged = arrangement, False

    def sizes(self) -> list[int] | None:
        """The sizes that the parts were dragged to in this arrangement; None where they never were."""
        kept = self._kept.get(self._now)
        widgets = (self._splitter.widget(number) for number in range(self._splitter.count()))
        return None if kept is None else [kept.get(widget, 0) if widget is not None else 0 for widget in widgets]

    @Slot()
    def _on_moved(self) -> None:
        self._is_dragged = True
        # At once, since by the time another arrangement comes larger letters may have pushed the parts about.
        widgets = (self._splitter.widget(number) for number in range(self._splitter.count()))
        sizes = zip(widgets, self._splitter.sizes(), strict=True)
        self._kept[self._now] = {widget: size for widget, size in sizes if widget is not None and not widget.isHidden()}
