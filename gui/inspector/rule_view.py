"""The rule of a run line by line: typeset, and below each line the same line with the numbers of one step."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from core.optimizers.base import Optimizer
from core.optimizers.equations import equations, symbols_in
from core.optimizers.symbols import Phase, Role
from core.steps.lines import Line, pieces, plain_text
from core.text import tr
from gui.inspector.line_layout import BOW_PX, BRACKET_PX, LineLayout, PlacedPiece, lay_out
from gui.inspector.math_ml import Typeset, math_ml, typeset
from gui.style.colours import role_colour
from gui.style.theme import LIGHT, Theme, formula_font, numeric_font
from gui.style.tokens import TIGHT

_LEFT_PX = 14.0
_BETWEEN_PX = 10.0
# So pale are the lines that are still to come; at 0.7 the symbols' colours are 3 : 1 on the window, as they have to be.
LATER_OPACITY = 0.72
_EQUATION_SIZE = 1.35


class _Row(NamedTuple):
    """One line of the rule: where it begins, the typeset equation, and the numbers, if they are known."""

    top: float
    typeset: Typeset
    numbers: LineLayout | None
    phase: Phase

    @property
    def height(self) -> float:
        return self.typeset.height + (TIGHT + self.numbers.height if self.numbers else 0.0)


class RuleView(QWidget):
    """Shows a rule, and the lines of a step in it as far as the step has come. Later ones are pale, and as high as the rule alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._optimizer: Optimizer | None = None
        self._lines: tuple[Line, ...] = ()
        self._index: int | None = None
        self._phase = Phase.MOVE
        self._mid_step = False
        self._rows: list[_Row] = []
        self._prepared: object = None
        self._colours: dict[str, QColor] = {}
        self._letters: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("The rule with the numbers of this step"))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._theme = theme
        self._lay_out()

    def show_step(self, optimizer: Optimizer, lines: Sequence[Line], phase: Phase, mid_step: bool, index: int | None = None) -> None:
        """Show a rule with the numbers of a step that has come to `phase`; without `lines`, the rule alone.

        While a step is shown in the middle (`mid_step`) the lines of this part stand out. `index` is the parameter whose numbers
        are written; None writes whole vectors.
        """
        self._optimizer, self._lines, self._phase, self._mid_step, self._index = optimizer, tuple(lines), phase, mid_step, index
        self._lay_out()
        self.setAccessibleDescription("\n".join(self.shown_lines()))

    def shown_lines(self) -> list[str]:
        """The lines with numbers as they are painted, as plain text."""
        return [plain_text(tuple(placed.piece for placed in row.numbers.pieces)) for row in self._rows if row.numbers]

    def part_of(self, phase: Phase) -> tuple[float, float]:
        """The top and the height of the lines of a phase, in pixels; all of the rule where it has none."""
        rows = [row for row in self._rows if row.phase is phase] or self._rows
        if not rows:
            return 0.0, 0.0
        top = rows[0].top - _BETWEEN_PX / 2
        return top, rows[-1].top + rows[-1].height + _BETWEEN_PX / 2 - top

    def _is_shown(self, row: _Row) -> bool:
        return row.phase <= self._phase

    def _lay_out(self) -> None:
        optimizer = self._optimizer
        if optimizer is None:
            return
        self._prepare(optimizer)
        font = QApplication.font()
        metrics, letter_metrics = QFontMetricsF(numeric_font(font)), QFontMetricsF(formula_font(font))

        def advance(text: str) -> float:
            return (letter_metrics if _is_symbol(text) else metrics).horizontalAdvance(text)

        size = round(_EQUATION_SIZE * metrics.height() * 0.8, 1)
        rows: list[_Row] = []
        top = _BETWEEN_PX / 2
        for number, (equation, letters) in enumerate(zip(equations(optimizer.lines), self._letters, strict=True)):
            numbers, phase = None, optimizer.symbol(equation.symbol).phase
            if self._lines and phase <= self._phase:
                written = pieces(self._lines[number], self._index)
                numbers = lay_out(written, self.width() - _LEFT_PX - 4, metrics.height(), advance)
            rows.append(_Row(top, typeset(letters, size), numbers, phase))
            top += rows[-1].height + _BETWEEN_PX
        self._rows = rows
        if self.minimumHeight() != round(top):
            self.setFixedHeight(round(top))
        self.update()

    def _prepare(self, optimizer: Optimizer) -> None:
        """Colours and typeset lines of this rule; they stay as long as neither the rule nor the theme changes."""
        key = optimizer.lines, type(optimizer), self._theme
        if self._prepared != key:
            self._prepared = key
            self._colours = {"∇L": role_colour(self._theme, Role.GRADIENT)}
            self._colours |= {symbol: role_colour(self._theme, optimizer.role_of(symbol)) for symbol in _symbols(optimizer)}
            names = {symbol: colour.name() for symbol, colour in self._colours.items()}
            self._letters = tuple(math_ml(equation, names.__getitem__, self._theme.text) for equation in equations(optimizer.lines))

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(320, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QApplication.font()
        fonts = numeric_font(font), formula_font(font)
        painter.setFont(fonts[0])
        for row in self._rows:
            # Half of a long rule may be scrolled out of view.
            if row.top > event.rect().bottom() or row.top + row.height < event.rect().top():
                continue
            shown = self._is_shown(row)
            if self._mid_step and row.phase == self._phase:
                self._paint_ground(painter, row)
            painter.setOpacity(1.0 if shown else LATER_OPACITY)
            row.typeset.renderer.render(painter, QRectF(_LEFT_PX, row.top, row.typeset.width, row.typeset.height))
            painter.setOpacity(1.0)
            if row.numbers is not None:
                origin = QPointF(_LEFT_PX, row.top + row.typeset.height + TIGHT)
                for placed in row.numbers.pieces:
                    self._paint_piece(painter, placed, origin, fonts)
        painter.end()

    def _paint_ground(self, painter: QPainter, row: _Row) -> None:
        box = QRectF(0, row.top - _BETWEEN_PX / 2 + 1, self.width(), row.height + _BETWEEN_PX - 2)
        painter.fillRect(box, QColor(self._theme.tint))
        painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(self._theme.accent))

    def _paint_piece(self, painter: QPainter, placed: PlacedPiece, origin: QPointF, fonts: tuple[QFont, QFont]) -> None:
        piece, (figures, letters) = placed.piece, fonts
        box = QRectF(origin.x() + placed.x, origin.y() + placed.y, placed.width, placed.height)
        colour = self._colours.get(piece.symbol, QColor(self._theme.muted))
        painter.setPen(colour)
        if len(piece.texts) == 1:
            painter.setFont(letters if _is_symbol(piece.texts[0]) else figures)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, piece.texts[0])
            painter.setFont(figures)
            return
        height = box.height() / len(piece.texts)
        for number, text in enumerate(piece.texts):
            line = QRectF(box.left() + BRACKET_PX, box.top() + number * height, box.width() - 2 * BRACKET_PX, height)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QPen(colour, 1.2))
        painter.drawPath(_brackets(box))


def _symbols(optimizer: Optimizer) -> set[str]:
    found: set[str] = set()
    for equation in equations(optimizer.lines):
        found |= {equation.symbol, *(symbol.removesuffix("ᵗ") for symbol in symbols_in(equation.expression))}
    return found


def _is_symbol(text: str) -> bool:
    """Whether letters of the rule, and no number, are written: what a line gives, and the gradient. All in the font of formulas.

    The sans serif puts accents where no letter is.
    """
    return text.startswith(("∇", "∂")) or (not text.startswith(" ") and text.endswith(("← ", "= ")))


def _brackets(box: QRectF) -> QPainterPath:
    """Round brackets as high as a vector."""
    path = QPainterPath()
    top, bottom = box.top() + 2, box.bottom() - 2
    for outer, inner in ((box.left() + 1, box.left() + BOW_PX), (box.right() - 1, box.right() - BOW_PX)):
        path.moveTo(inner, top)
        path.cubicTo(
            QPointF(outer - (inner - outer) * 0.2, top + box.height() * 0.3),
            QPointF(outer, bottom - box.height() * 0.3),
            QPointF(inner, bottom),
        )
    return path
