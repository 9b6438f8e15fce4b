"""Pictures keep their proportions in whatever box they are put."""

import pytest
from PySide6.QtCore import QRectF, QSize

from gui.network.weight_pictures import fitted


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (QSize(28, 28), (10, 20, 60, 60)),
        (QSize(40, 20), (10, 35, 60, 30)),
        (QSize(7, 14), (25, 20, 30, 60)),
        (QSize(0, 5), (10, 20, 60, 60)),
    ],
)
def test_that_images_that_are_not_square_keep_their_proportions(size, expected):
    assert fitted(QRectF(10, 20, 60, 60), size) == QRectF(*expected)
