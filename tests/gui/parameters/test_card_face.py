"""The face of a card: what is repainted while its run goes on, and that nothing else would look otherwise."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QRect, QSizeF
from PySide6.QtGui import QIcon, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from gui.parameters.card_columns import HeaderText
from gui.parameters.card_face import CardFace, FacePainter, Lettering
from gui.parameters.panel import ParameterPanel
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT
from gui.widgets.sparkline import NO_SCALE, Sparkline, SparkScale
from tests.helpers.window import rests

WIDTH, HEIGHT = 300, 36
STYLES = run_styles((key, key) for key in ("gd", "adam"))
FACE = CardFace(HeaderText("Momentum", "0.05", "0.0544"), STYLES["gd"], name_width=80.0, scale=SparkScale(40, -3.0, 1.0))

texts = st.builds(
    HeaderText,
    st.sampled_from(["Momentum", "Adam"]),
    st.sampled_from(["0.05", "0.00045"]),
    st.sampled_from(["", "0.0544", "1.2×10⁻⁵"]),
    st.sampled_from(["", "diverged at step 12"]),
    place=st.sampled_from(["", "1st · 40"]),
)
faces = st.builds(
    CardFace,
    texts,
    st.sampled_from(list(STYLES.values())),
    st.sampled_from([LIGHT, DARK]),
    st.booleans(),
    st.sampled_from([0.0, 80.0]),
    st.sampled_from([NO_SCALE, SparkScale(40, -3.0, 1.0)]),
)


def picture(face: CardFace) -> np.ndarray:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(0x808080)
    curve = Sparkline()
    curve.update(np.logspace(1, -3, 30), 0)
    painter = QPainter(image)
    made = FacePainter(painter, face, Lettering(QApplication.font()), QSizeF(WIDTH, HEIGHT))
    made.paint_run()
    made.paint_state(curve, QIcon(), hot_rate=False)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint32).reshape(HEIGHT, WIDTH).copy()


@given(faces, texts)
@pytest.mark.usefixtures("qapp")
def test_that_a_face_that_differs_in_its_standing_only_looks_the_same_left_of_its_rate(face: CardFace, other: HeaderText) -> None:
    later = replace(face, text=replace(face.text, loss=other.loss, place=other.place))
    assume(later.differs_in_standing_only(face))
    left = int(later.columns(WIDTH, Lettering(QApplication.font())).rate)
    assert np.array_equal(picture(face)[:, :left], picture(later)[:, :left])


def test_that_another_loss_or_place_is_of_the_standing_only_and_all_else_is_not() -> None:
    for changed in (replace(FACE, text=replace(FACE.text, loss="0.05")), replace(FACE, text=replace(FACE.text, place="1st · 40"))):
        assert changed.differs_in_standing_only(FACE)
    for changed in (
        FACE,
        replace(FACE, theme=DARK),
        replace(FACE, style=STYLES["adam"], text=replace(FACE.text, place="1st · 40")),
        replace(FACE, text=replace(FACE.text, name="Adam", loss="0.05")),
        replace(FACE, text=replace(FACE.text, loss="0.05", ended="diverged at step 12")),
        replace(FACE, text=replace(FACE.text, loss="0.05"), on=False),
    ):
        assert not changed.differs_in_standing_only(FACE)
    ended = replace(FACE, text=replace(FACE.text, ended="diverged at step 12"))
    assert not FACE.differs_in_standing_only(ended), "the phrase may have stood left of the rate's column"


class Repainted(QObject):
    """What of a widget is painted, in pixels of the widget."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.parts: list[QRect] = []
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.parts.append(event.rect())
        return False


def test_that_while_a_run_goes_on_a_card_is_repainted_from_its_rate_on_and_as_a_whole_where_that_is_needed(
    panel: ParameterPanel, qtbot: QtBot
) -> None:
    race = Experiment(default_setup("seed-bowl"))
    race.advance(5)
    panel.show_snapshot(race.snapshot())
    qtbot.waitUntil(lambda: rests(panel))
    header = panel.cards["momentum"].header
    watch = Repainted(header)
    race.advance(30)
    panel.show_snapshot(race.snapshot())
    qtbot.waitUntil(lambda: watch.parts != [])
    rate = header.columns.rate
    assert all(rate - 5 <= part.left() <= rate and part.right() == header.width() - 1 for part in watch.parts)
    for change in (
        lambda: panel.set_run_on("momentum", False),
        lambda: panel.set_run_on("momentum", True),
        lambda: panel.set_theme(DARK),
    ):
        watch.parts.clear()
        change()
        qtbot.waitUntil(lambda: header.rect() in watch.parts)


def test_that_what_is_on_the_screen_after_such_a_part_is_what_a_whole_painting_gives(panel: ParameterPanel, qtbot: QtBot) -> None:
    race = Experiment(default_setup("seed-bowl"))
    panel.show_snapshot(race.snapshot())
    qtbot.waitUntil(lambda: rests(panel))
    for _ in range(9):
        race.advance(9)
        panel.show_snapshot(race.snapshot())
        QApplication.processEvents()  # parts that asked for it are painted
        screen = panel.screen().grabWindow(panel.winId()).toImage()
        assert screen.convertToFormat(QImage.Format.Format_RGB32) == panel.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
