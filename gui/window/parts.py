"""The widgets of the window, and where each stands: panel, canvas and plots side by side, messages and transport below them."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from gui.canvas.function_canvas import FunctionCanvas
from gui.parameters.panel import ParameterPanel
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.tokens import GAP, MARGIN
from gui.timeline.controller import LOOK_ACTIONS
from gui.timeline.transport_bar import TransportBar
from gui.widgets.message_bar import MessageBar
from gui.window.action_table import TRANSPORT
from gui.window.panel_place import PanelPlace
from gui.window.panel_space import PanelSpace


@dataclass(frozen=True)
class WindowParts:
    """What the window is made of.

    stage        what stands in the middle: `canvas`, or the plane of a network's weights
    plots        the column on the right: `loss_plot`, views of a network, the inspector
    splitter     panel, stage and plots side by side
    panel_place  where `panel` stands: in `splitter`, or over it
    panel_space  who has put the panel away, and how the room is shared out
    column       all rows of the window: `splitter`, then `messages`, then `transport`
    """

    actions: Mapping[str, QAction]
    panel: ParameterPanel
    canvas: FunctionCanvas
    stage: QStackedWidget
    loss_plot: RunPlot
    plots: QSplitter
    splitter: QSplitter
    panel_place: PanelPlace
    panel_space: PanelSpace
    messages: MessageBar
    transport: TransportBar
    column: QVBoxLayout

    def insert_above(self, row: QWidget, widget: QWidget) -> None:
        """Give the window one more row, above another."""
        self.column.insertWidget(self.column.indexOf(row), widget)


class Centre(QWidget):
    """All rows of the window below the menus. It never asks for more height than the screen has: then the highest row gives way."""

    def minimumSizeHint(self) -> QSize:
        wanted, window = super().minimumSizeHint(), self.window()
        return wanted.boundedTo(QSize(wanted.width(), self.screen().availableSize().height() - window.height() + self.height()))


def make_parts(window: QMainWindow, actions: Mapping[str, QAction]) -> WindowParts:
    """Make the widgets, as the centre of this window."""
    panel = ParameterPanel(window)
    canvas = FunctionCanvas(window)
    stage = QStackedWidget(window)
    stage.addWidget(canvas)
    loss_plot = RunPlot(plot_spec("loss"), window)
    plots = QSplitter(Qt.Orientation.Vertical, window)
    plots.addWidget(loss_plot)
    plots.setChildrenCollapsible(False)
    # With the handle between them, parts stand as far from each other as from the edge.
    stage.setContentsMargins(0, 0, GAP, 0)
    plots.setContentsMargins(0, 0, 0, GAP)
    transport = TransportBar([actions[name] for name in TRANSPORT], [actions[name] for name in LOOK_ACTIONS], window)
    splitter = QSplitter(Qt.Orientation.Horizontal, window)
    place = PanelPlace(panel, splitter, window.menuBar(), actions["panel"])
    for index, (widget, stretch) in enumerate(((place, 0), (stage, 5), (plots, 4))):
        splitter.addWidget(widget)
        splitter.setStretchFactor(index, stretch)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(GAP)
    splitter.setContentsMargins(MARGIN, 0, MARGIN, 0)
    panel_space = PanelSpace(splitter, actions["panel"])
    panel_space.narrow_changed.connect(place.set_drawer)
    actions["inspector"].toggled.connect(panel_space.set_inspecting)
    place.left.connect(actions["panel"].trigger)
    centre = Centre(window)
    column = QVBoxLayout(centre)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(splitter, 1)
    messages = MessageBar(centre)
    column.addWidget(messages)
    column.addWidget(transport)
    window.setCentralWidget(centre)
    return WindowParts(actions, panel, canvas, stage, loss_plot, plots, splitter, place, panel_space, messages, transport, column)
