"""What stands below each other in a plot of runs: tools, legend, picture; and the least room in which each is whole."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.plots.legend import RunLegend
from gui.plots.tools import PlotTools
from gui.plots.view import PlotView
from gui.style.theme import Theme
from gui.style.tokens import GAP

# Less than this of the picture with its axes tells nothing.
_LEAST_WIDTH, _LEAST_HEIGHT, _LEAST_VIEW_HEIGHT = 320, 240, 136


class PlotColumn(QVBoxLayout):
    """The layout of a plot.

    Where there is nothing to choose, the tools are one button, which has no row: it lies over the picture while there is a use for it.
    """

    def __init__(self, parent: QWidget, tools: PlotTools, legend: RunLegend, view: PlotView) -> None:
        super().__init__(parent)
        self._tools, self._legend, self._view = tools, legend, view
        self.setContentsMargins(0, GAP, 0, 0)
        self.setSpacing(GAP)
        if tools.has_choices:
            self.addWidget(tools)
        self.addWidget(legend)
        self.addWidget(view, 1)
        view.frame_resized.connect(self._place_button)

    def show_tools(self, on: bool, following: bool) -> None:
        """Show the tools or not. `following`: whether the range follows the curves by itself, which their button shows or begins."""
        self._tools.set_following(following)
        self._tools.setVisible(on and (self._tools.has_choices or not following))
        self._place_button()

    def least_size(self, theme: Theme) -> QSize:
        """The least size of all, where the legend has the least width."""
        margins = self.contentsMargins()
        inner = theme.px(_LEAST_WIDTH) - margins.left() - margins.right()
        has_tools = self._tools.has_choices and not self._tools.isHidden()
        if has_tools:
            inner = max(inner, self._tools.minimumSizeHint().width())
        heights = [_LEAST_VIEW_HEIGHT]
        if has_tools:
            heights.append(self._tools.height_at(inner))
        if not self._legend.isHidden():
            heights.append(self._legend.heightForWidth(inner))
        height = sum(heights) + (len(heights) - 1) * self.spacing() + margins.top() + margins.bottom()
        return QSize(inner + margins.left() + margins.right(), max(_LEAST_HEIGHT, height))

    def _place_button(self) -> None:
        tools, picture = self._tools, self._view.geometry()
        if not tools.has_choices and not tools.isHidden():
            tools.adjustSize()
            tools.move(picture.right() - tools.width(), picture.top() + 1)
            tools.raise_()
