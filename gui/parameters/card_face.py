"""What the line of a card looks like: what it says, and how that is painted in fixed columns, so that changing numbers move nothing."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPen, QPolygonF

from core.text import tr
from gui.parameters.card_columns import END, SAMPLE, Columns, HeaderText, columns, rate_and_ending
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme, numeric_font
from gui.style.tokens import FOCUS_RIM, GAP, ICON, RADIUS_SMALL, TIGHT
from gui.widgets.line_sample import OFF_OPACITY, paint_line_sample
from gui.widgets.sparkline import HEIGHT, NO_SCALE, Sparkline, SparkScale

_PILL_HEIGHT, _PILL_PADDING = 18.0, 6.0
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Lettering:
    """The fonts of a line, and what takes how much room in them; made once for a font, as that takes an eighth of painting a line."""

    def __init__(self, font: QFont) -> None:
        self.name = QFont(font)
        self.name.setWeight(QFont.Weight.Medium)
        self.figures = numeric_font(font)
        self._names, self._metrics = QFontMetricsF(self.name), QFontMetricsF(self.figures)
        self._widest = self.text_width("η 0.004"), self.text_width("0.00×10⁻⁰⁰"), self.text_width("00th · 000") + 2 * _PILL_PADDING

    def name_width(self, name: str) -> float:
        """How wide a name is, in pixels."""
        return self._names.horizontalAdvance(name)

    def text_width(self, text: str) -> float:
        """How wide all other text is."""
        return self._metrics.horizontalAdvance(text)

    def elided_name(self, name: str, room: float) -> str:
        """As much of a name as there is room for."""
        return self._names.elidedText(name, Qt.TextElideMode.ElideRight, room + 1)

    def columns(self, width: float, name_width: float, sign_scale: float) -> Columns:
        """The columns of a line of this width, with room for the usual rates, losses and places."""
        return columns(width, name_width, *self._widest, sign_scale)


@dataclass(frozen=True)
class CardFace:
    """All that a line shows of its run.

    on          whether the run takes part; one that does not is faded and an outline
    name_width  the width of the column of names, in pixels, the same on all cards; 0 for that of the own name
    scale       in which the way of the loss is painted, the same on all cards
    """

    text: HeaderText
    style: RunStyle
    theme: Theme = LIGHT
    on: bool = True
    name_width: float = 0.0
    scale: SparkScale = NO_SCALE

    @property
    def sign_scale(self) -> float:
        """How much larger signs and rows are: as the panel, which from afar stays as narrow as it is, for there all runs are to be seen."""
        return 1.0 if self.theme.is_for_audience else self.theme.scale

    def name_room(self, letters: Lettering) -> float:
        """How wide the name may be."""
        return self.name_width or letters.name_width(self.text.name)

    def columns(self, width: float, letters: Lettering) -> Columns:
        """Where things stand in a line of this width."""
        return letters.columns(width, self.name_room(letters), self.sign_scale)

    @property
    def has_curve(self) -> bool:
        """Whether the way of the loss is shown: of a run that takes part and goes on."""
        return self.on and not self.text.ended

    def differs_in_standing_only(self, before: "CardFace") -> bool:
        """Whether another loss or place of a run that goes on is all that is new."""
        if self.text.ended or self.text == before.text:
            return False
        return self == replace(before, text=replace(before.text, loss=self.text.loss, place=self.text.place))


class FacePainter:
    """Paints a face into a line of some size, with one painter."""

    def __init__(self, painter: QPainter, face: CardFace, letters: Lettering, size: QSizeF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter, self._face, self._letters = painter, face, letters
        self._width, self._height = size.width(), size.height()
        self._where = face.columns(self._width, letters)

    def paint_focus(self) -> None:
        """A rim: the keyboard is here."""
        self._painter.setPen(QPen(QColor(self._face.theme.accent), FOCUS_RIM))
        rim = QRectF(0, 0, self._width, self._height).adjusted(1, TIGHT, -1, -TIGHT)
        self._painter.drawRoundedRect(rim, RADIUS_SMALL, RADIUS_SMALL)

    def paint_chevron(self, is_open: bool, strong: bool) -> None:
        """The sign that the card opens or closes, at the end."""
        painter, scale, theme = self._painter, self._face.sign_scale, self._face.theme
        painter.save()
        painter.translate(self._width - scale * END / 2, self._height / 2)
        painter.scale(scale, scale)
        corners = [QPointF(-4, 2), QPointF(0, -2), QPointF(4, 2)] if is_open else [QPointF(-4, -2), QPointF(0, 2), QPointF(4, -2)]
        pen = QPen(QColor(theme.text if strong else theme.muted), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(corners))
        painter.restore()

    def paint_run(self) -> None:
        """The line sample and the name."""
        painter, face, where = self._painter, self._face, self._where
        colour = face.style.colour(face.theme)
        if not face.on:
            colour.setAlphaF(OFF_OPACITY)
        painter.save()
        painter.scale(face.sign_scale, face.sign_scale)
        sample = QRectF(where.sample, 0, SAMPLE, self._height / face.sign_scale)
        paint_line_sample(painter, sample, colour, face.style, QColor(face.theme.surface), filled=face.on)
        painter.restore()
        room = face.name_room(self._letters)
        painter.setFont(self._letters.name)
        painter.setPen(QColor(face.theme.text if face.on else face.theme.muted))
        name = self._letters.elided_name(face.text.name, room)
        painter.drawText(QRectF(where.name, 0, room + 2, self._height), Qt.AlignmentFlag.AlignVCenter, name)

    def paint_state(self, curve: Sparkline, warning: QIcon, hot_rate: bool) -> None:
        """The rate, and how the run stands or how it ended; `hot_rate`: the mouse is where the rate is dragged."""
        self._painter.setFont(self._letters.figures)
        rate_colour = QColor(self._face.theme.accent if hot_rate else self._face.theme.muted)
        if self._face.text.ended and self._face.on:
            self._paint_ending(warning, rate_colour)
        else:
            self._paint_standing(curve, rate_colour)

    def _paint_rate(self, text: str, left: float, right: float, colour: QColor) -> None:
        self._painter.setPen(colour)
        self._painter.drawText(QRectF(left, 0, right - left, self._height), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_ending(self, warning: QIcon, rate_colour: QColor) -> None:
        """Paint the rate and, flush right, how the run ended. The rate leaves the column of rates only where it must."""
        text, where, width, sign = self._face.text, self._where, self._letters.text_width, self._face.sign_scale * ICON
        own_right = where.name + self._letters.name_width(self._letters.elided_name(text.name, self._face.name_room(self._letters)))
        for left in (where.rate, own_right + GAP):
            pair = rate_and_ending(text, where.right - left, width, sign)
            if pair is not None:
                break
        # Nothing is cut: where not even the shortest phrase has room, its sign alone says it, and the tooltip the rest.
        rate, phrase = pair or (text.learning_rate, "")
        begin = where.right - width(phrase)
        self._painter.setPen(QColor(self._face.theme.warning))
        self._painter.drawText(QRectF(begin, 0, where.right - begin + 1, self._height), Qt.AlignmentFlag.AlignVCenter, phrase)
        spot = QRectF(begin - sign - TIGHT, (self._height - sign) / 2, sign, sign)
        warning.paint(self._painter, spot.toRect())
        if width(rate) <= spot.left() - GAP - left + 0.5:
            self._paint_rate(rate, left, spot.left(), rate_colour)

    def _paint_place(self, right: float) -> float:
        """Paint the place in a pill that ends at `right`, and tell where it begins."""
        painter, theme, place = self._painter, self._face.theme, self._face.text.place
        width = self._letters.text_width(place) + 2 * _PILL_PADDING
        high = theme.scale * _PILL_HEIGHT
        pill = QRectF(right - width, (self._height - high) / 2, width, high)
        # The rim for a row that is raised itself.
        painter.setPen(QColor(theme.border))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(theme.muted))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, place)
        return pill.left()

    def _paint_standing(self, sparkline: Sparkline, rate_colour: QColor) -> None:
        """Paint the rate, the way of the loss and, flush right, the loss, or that the run is off.

        A place stands before the loss where there is room, else in its stead: a loss that has arrived is low enough.
        """
        painter, face, where, width = self._painter, self._face, self._where, self._letters.text_width
        placed = bool(face.text.place) and face.on
        taken = where.right
        if not placed or where.place is not None:
            loss = face.text.loss if face.on else tr("off")
            painter.setPen(QColor(face.theme.text if face.on else face.theme.muted))
            painter.drawText(QRectF(where.rate, 0, where.right - where.rate, self._height), _ALIGN_RIGHT, loss)
            taken = where.right - width(loss)
        if placed:
            taken = self._paint_place(where.right if where.place is None else where.place)
        # The η gives way to the way of the loss, and both to the loss itself; then the whole rate: an open card and the tooltip say it.
        named, bare = f"η {face.text.learning_rate}", face.text.learning_rate
        curve = where.curve if where.curve is not None and face.on and where.curve[1] + TIGHT <= taken else None
        ends = [(rate, curve) for rate in (named, bare) if curve is not None] + [(named, None), (bare, None)]
        for rate, beside in ends:
            if where.rate + width(rate) + TIGHT // 2 <= (taken - TIGHT if beside is None else beside[0]):
                self._paint_rate(rate, where.rate, taken, rate_colour)
                curve = beside
                break
        if curve is not None:
            high = face.sign_scale * HEIGHT
            area = QRectF(curve[0], (self._height - high) / 2, curve[1] - curve[0], high)
            sparkline.paint(painter, area, face.scale, face.style.colour(face.theme))
