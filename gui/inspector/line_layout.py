"""Where the parts of a line with numbers stand: from left to right, vectors two rows high, broken where it must be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.steps.lines import Piece

# A bracket, and air between it and what it encloses: an exponent stands high, where the bracket bends inward.
BOW_PX = 4.0
BRACKET_PX = BOW_PX + 3.0
_INDENT_PX = 24.0
# A computed number keeps this much room, so that a digit more or less moves nothing.
USUAL_NUMBER = "−0.00000"


@dataclass(frozen=True)
class PlacedPiece:
    """A piece and its box, in pixels from the top left of the line."""

    piece: Piece
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class LineLayout:
    """A line as it is laid out."""

    pieces: tuple[PlacedPiece, ...]
    height: float


def lay_out(pieces: Sequence[Piece], width: float, row_height: float, advance: Callable[[str], float]) -> LineLayout:
    """Place the pieces of a line in this width. `advance(text)` is the width of a text, `row_height` the height of one."""
    usual = advance(USUAL_NUMBER)

    def width_of(piece: Piece) -> float:
        if len(piece.texts) > 1:
            return max(usual, *map(advance, piece.texts)) + 2 * BRACKET_PX
        return advance(piece.texts[0])

    rows: list[list[tuple[Piece, float]]] = [[]]
    x = 0.0
    for group in _unbreakable(pieces):
        needed = sum(map(width_of, group))
        if rows[-1] and x + needed > width:
            rows.append([])
            x = _INDENT_PX
        for piece in group:
            rows[-1].append((piece, width_of(piece)))
        x += needed
    placed: list[PlacedPiece] = []
    y = 0.0
    for number, row in enumerate(rows):
        height = row_height * max((len(piece.texts) for piece, _ in row), default=1)
        x = _INDENT_PX if number else 0.0
        for piece, needed in row:
            own = row_height * len(piece.texts)
            placed.append(PlacedPiece(piece, x, y + (height - own) / 2, needed, own))
            x += needed
        y += height
    return LineLayout(tuple(placed), y)


def _unbreakable(pieces: Sequence[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    for piece in pieces:
        if piece.may_break or not groups:
            groups.append([])
        groups[-1].append(piece)
    return groups
