"""Words and widgets where there is more or less room: dots, growing labels, rows that go on in the next line, the last key."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.widgets.flow_layout import FlowLayout
from gui.widgets.key_overlay import KeyOverlay
from gui.widgets.labels import ElidingLabel, GrowingLabel, HintLabel
from tests.helpers.window import show

# Labels


def test_that_words_end_in_dots_where_they_are_cut_and_the_tooltip_has_all_of_them(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    label = ElidingLabel("Words that are too many for so little room", page)
    assert label.minimumWidth() == 1, "it asks for no room"
    for width, is_cut in ((100, True), (900, False), (120, True)):
        label.resize(width, 20)
        show(qtbot, page)
        assert label.text().endswith("…") is is_cut
        assert label.toolTip() == (label.whole if is_cut else "")
        assert label.fontMetrics().horizontalAdvance(label.text()) <= width
    label.set_whole("short")
    assert (label.text(), label.toolTip(), label.whole) == ("short", "", "short")


def test_that_a_hint_leaves_out_its_last_parts_before_it_cuts_a_word(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    parts = ["Click to start", "drag to move", "wheel to zoom"]
    label = HintLabel(" · ".join(parts), page)
    show(qtbot, page)
    for count in (3, 2, 1, 2, 3):
        text = " · ".join(parts[:count])
        label.resize(label.fontMetrics().horizontalAdvance(text) + 2, 20)
        assert label.text() == text
        assert label.toolTip() == (label.whole if count < 3 else "")
        assert label.accessibleName() == label.whole
    font = label.font()
    font.setPointSizeF(2 * font.pointSizeF())
    label.setFont(font)
    assert label.text() == parts[0]
    label.resize(20, 20)
    assert label.text().endswith("…")


def test_that_a_growing_label_is_never_lower_than_its_words_nor_than_its_least_lines(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    label = GrowingLabel(200, 2, page)
    column.addWidget(label)
    show(qtbot, page)
    line = label.fontMetrics().lineSpacing()
    assert label.minimumSizeHint().width() == 200
    assert label.minimumSizeHint().height() == 2 * line
    label.setText("word " * 60 + "<b>plain</b>")
    page.resize(page.minimumSizeHint())
    for width in (240, 500, 240):
        page.resize(width, page.height())
        QApplication.processEvents()
        QApplication.processEvents()
        assert label.minimumSizeHint().height() == max(2 * line, label.heightForWidth(max(200, label.width())))
        assert label.height() >= label.heightForWidth(label.width())
    label.setText("x" * 90)
    assert label.minimumSizeHint().width() >= label.fontMetrics().horizontalAdvance("x" * 90)


# A row that goes on in the next line


@pytest.fixture
def row(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(page, spacing=6)
    flow.setContentsMargins(3, 5, 7, 11)
    for number, (width, height) in enumerate(((60, 20), (50, 30), (70, 10), (80, 20))):
        label = QLabel(str(number), page)
        label.setFixedSize(width, height)
        flow.addWidget(label)
    return page, flow


@pytest.mark.parametrize(
    ("width", "places", "height"),
    [
        (400, [(3, 5), (69, 5), (125, 5), (201, 5)], 5 + 30 + 11),
        (288, [(3, 5), (69, 5), (125, 5), (201, 5)], 5 + 30 + 11),
        (287, [(3, 5), (69, 5), (125, 5), (3, 41)], 5 + 30 + 6 + 20 + 11),
        (126, [(3, 5), (69, 5), (3, 41), (3, 57)], 5 + 30 + 6 + 10 + 6 + 20 + 11),
        (125, [(3, 5), (3, 31), (3, 67), (3, 83)], 5 + 20 + 6 + 30 + 6 + 10 + 6 + 20 + 11),
    ],
)
def test_that_widgets_stand_side_by_side_as_far_as_there_is_room(row, width, places, height):
    _, flow = row
    assert flow.hasHeightForWidth()
    assert flow.heightForWidth(width) == height
    flow.setGeometry(QRect(0, 0, width, height))
    assert [(item.geometry().x(), item.geometry().y()) for item in (flow.itemAt(k) for k in range(flow.count()))] == places


def test_that_a_widget_wider_than_the_row_is_narrowed_and_measuring_moves_nothing(row):
    _, flow = row
    flow.itemAt(0).widget().setMinimumWidth(0)
    flow.itemAt(0).widget().setMaximumWidth(999)
    flow.itemAt(0).widget().setText("wide " * 30)
    flow.invalidate()
    flow.setGeometry(QRect(0, 0, 90, 400))
    assert flow.itemAt(0).geometry().width() == 80
    before = [flow.itemAt(k).geometry() for k in range(flow.count())]
    flow.heightForWidth(1000)
    assert [flow.itemAt(k).geometry() for k in range(flow.count())] == before


def test_that_a_row_gives_its_widgets_away_one_by_one_and_has_the_least_size_of_the_largest(row):
    _, flow = row
    assert flow.minimumSize().toTuple() == (80, 30)
    assert flow.sizeHint() == flow.minimumSize()
    assert flow.itemAt(4) is None
    assert flow.itemAt(-1) is None
    assert flow.takeAt(4) is None
    taken = flow.takeAt(1)
    assert taken.widget().text() == "1"
    assert [flow.itemAt(k).widget().text() for k in range(flow.count())] == ["0", "2", "3"]
    assert flow.minimumSize().toTuple() == (80, 20)


# The last key


def test_that_the_last_key_is_shown_above_the_lower_edge_until_it_is_forgotten(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    QHBoxLayout(window)
    overlay = KeyOverlay(window)
    show(qtbot, window)
    assert overlay.text == ""
    overlay.show_key("Ctrl+1", "The other kind of problem")
    assert overlay.text == "Ctrl+1  The other kind of problem"
    assert overlay.isVisible()
    assert overlay._keys.font().bold()
    assert not overlay._meaning.font().bold()
    assert abs(overlay.geometry().center().x() - 300) <= 1
    assert overlay.geometry().bottom() + 1 == 400 - 64
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    wide = overlay.width()
    overlay.show_key("→", "Step")
    assert overlay.width() < wide
    assert overlay.text == "→  Step"
    assert overlay._timer.isActive()
    assert overlay._timer.isSingleShot()
    overlay._timer.timeout.emit()
    assert overlay.text == ""
    overlay.show_key("→", "Step")
    overlay.forget()
    assert overlay.text == ""
    assert not overlay._timer.isActive()
