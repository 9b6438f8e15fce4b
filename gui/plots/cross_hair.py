"""The cross-hair of a plot: a line and a ring on each curve at once, and beside it the table of all runs there, on a slow clock."""

from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, QPointF, Slot

from gui.plots.geometry import pixels_at
from gui.plots.reading import Reading, Table, moved_reading, reading_at, table_of
from gui.plots.registry import PlotSpec
from gui.plots.table import PlotTable, table_text
from gui.plots.view import PlotCommand, PlotView
from gui.widgets.spoken import announce

# Figures that change faster than this cannot be read.
_TEXT_SECONDS = 0.25
_STEPS = {PlotCommand.NEXT: 1, PlotCommand.PREVIOUS: -1, PlotCommand.TEN_ON: 10, PlotCommand.TEN_BACK: -10}


class CrossHair(QObject):
    """Reads the curves that the view shows, where the mouse is or the keys have moved it."""

    def __init__(self, spec: PlotSpec, view: PlotView, table: PlotTable, parent: QObject) -> None:
        """`spec` says what the table tells of each run."""
        super().__init__(parent)
        self._spec, self._view, self._table = spec, view, table
        self._reading: Reading | None = None
        self._pointed_by_mouse, self._table_time, self._table_due = False, 0.0, False
        view.frame_resized.connect(self.show_reading)
        view.hovered.connect(self._on_hovered)
        view.left.connect(self._on_left)

    def forget(self) -> None:
        """Read nothing from the next picture on."""
        self._reading = None

    def refresh(self) -> None:
        """The view shows another picture: the line and the rings follow at once, the figures on a slow clock, unless they are elsewhere."""
        picture, before = self._view.curves.picture, self._reading
        if before is not None:
            self._reading = reading_at(picture.series, picture.axis, before.x)
        has_moved = before is not None and self._reading is not None and self._reading.x != before.x
        if self._reading is None or has_moved or perf_counter() - self._table_time >= _TEXT_SECONDS:
            self.show_reading()
        else:
            self._table_due = True
            self._show_line()

    def tick(self) -> None:
        """Show the figures that wait for their clock, if it is time."""
        if self._table_due and perf_counter() - self._table_time >= _TEXT_SECONDS:
            self.show_reading()

    def answer(self, command: PlotCommand) -> None:
        """Do what a user asks of the cross-hair by key."""
        if command is PlotCommand.CLOSE:
            self._show_reading(None)
        elif command in _STEPS:
            picture = self._view.curves.picture
            self._pointed_by_mouse = False
            self._show_reading(moved_reading(picture.series, picture.axis, self._reading, _STEPS[command]))
            if self._reading is not None:
                announce(self._view, self._words(self._reading))

    def last_words(self) -> str:
        """What all runs read at the last step, in words; empty without a curve."""
        picture = self._view.curves.picture
        reading = moved_reading(picture.series, picture.axis, None, 0)
        return "" if reading is None else self._words(reading)

    def _words(self, reading: Reading) -> str:
        table = self._table_at(reading)
        return f"{table.title}: {table_text(table)}"

    def _table_at(self, reading: Reading) -> Table:
        picture = self._view.curves.picture
        columns = self._spec.columns(picture.series, picture.axis, picture.quantity, picture.reduced)
        return table_of(picture.series, picture.axis, reading, columns, picture.evaluations)

    @Slot()
    def show_reading(self) -> None:
        """Show line, rings and figures as the view stands."""
        self._table_due = False
        if not self._show_line():
            self._table.hide()
            return
        assert self._reading is not None
        self._table_time = perf_counter()
        view, picture = self._view, self._view.curves.picture
        box = view.box_rect().translated(QPointF(view.pos()))
        styles = {one.run.label: style for one, style in zip(picture.series, picture.styles, strict=True)}
        area = view.sheet_rect().translated(QPointF(view.pos()))
        self._table.show_table(self._table_at(self._reading), styles, area)
        scale = view.scene_scale
        line = box.left() + scale * float(view.frame().x_pixels(np.array([self._reading.x]))[0])
        curves, corner = view.curves.curves(), np.array([box.left(), box.top()])
        points = np.concatenate([curve.main for curve in curves])
        names = [(left, one.middle) for one in view.end_labels.labels() for left in (one.left, one.left + one.width)]
        ends = np.array([*(curve.head for curve in curves), *names])
        self._table.place(line, scale * points + corner, scale * ends + corner)
        self._table.show()

    def _show_line(self) -> bool:
        """Draw the line and the rings; False where there is nothing to read."""
        picture, frame, reading = self._view.curves.picture, self._view.frame(), self._reading
        if reading is None or len(reading.steps) != len(picture.series) or not frame.x.low <= reading.x <= frame.x.high:
            self._view.crosshair.hide()
            return False
        rings = []
        for one, style, row in zip(picture.series, picture.styles, reading.steps, strict=True):
            if row is not None:
                x, y = pixels_at(one, np.array([row]), frame, picture.axis, picture.log)[0].tolist()
                rings.append((QPointF(x, y), style.colour(picture.theme)))
        self._view.crosshair.show_at(float(frame.x_pixels(np.array([reading.x]))[0]), rings, frame, picture.theme)
        return True

    def _show_reading(self, reading: Reading | None) -> None:
        if reading != self._reading:
            self._reading = reading
            self.show_reading()

    @Slot(float)
    def _on_hovered(self, x: float) -> None:
        picture = self._view.curves.picture
        self._pointed_by_mouse = True
        self._show_reading(reading_at(picture.series, picture.axis, x))

    @Slot()
    def _on_left(self) -> None:
        # A cross-hair that was set by key stays until it is closed by key.
        if self._pointed_by_mouse:
            self._show_reading(None)
