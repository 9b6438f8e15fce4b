"""A data set knows the size of its images, its classes and its bytes, also where its images are no squares."""

import numpy as np
import pytest

from core.data.dataset import DataError, Dataset


def made(train=(5, 4, 7), train_labels=5, test=(3, 4, 7), test_labels=3, source="there", most=2) -> Dataset:
    labels = np.arange(train_labels, dtype=np.uint8) % (most + 1)
    return Dataset(
        "k",
        "K",
        np.zeros(train, np.uint8),
        labels,
        np.zeros(test, np.uint8),
        np.zeros(test_labels, np.uint8),
        verified=False,
        source=source,
    )


def test_that_an_image_need_not_be_a_square():
    dataset = made()
    assert (dataset.pixels, dataset.classes) == (28, 3)
    assert dataset.nbytes == 5 * 28 + 5 + 3 * 28 + 3


def test_that_the_largest_label_of_either_part_tells_how_many_classes_there_are():
    dataset = made()
    labels = np.array([0, 9, 1], np.uint8)
    wide = Dataset("k", "K", dataset.train_images, dataset.train_labels, dataset.test_images, labels, verified=False, source="")
    assert (dataset.classes, wide.classes) == (3, 10)


@pytest.mark.parametrize(("changes", "words"), [
    ({"train": (5, 28), }, "the training images have 2 dimensions and their labels 1"),
    ({"test": (3, 28), }, "the test images have 2 dimensions and their labels 1"),
    ({"train_labels": 0}, "the training set is empty"),
    ({"test_labels": 0}, "the test set is empty"),
    ({"train": (0, 4, 7)}, "the training set is empty"),
    ({"train_labels": 6}, "5 training images, but 6 labels"),
    ({"train_labels": 4}, "5 training images, but 4 labels"),
    ({"test_labels": 2}, "3 test images, but 2 labels"),
    ({"test": (3, 7, 4)}, "have 4×7 pixels, but the test images 7×4"),
    ({"test": (3, 4, 8)}, "have 4×7 pixels, but the test images 4×8"),
    ({"test": (3, 5, 7)}, "have 4×7 pixels, but the test images 5×7"),
])  # fmt: skip
@pytest.mark.parametrize("source", ["there", ""])
def test_that_parts_which_do_not_belong_together_are_refused_by_where_they_are(changes, words, source):
    with pytest.raises(DataError) as refused:
        made(**changes, source=source)
    assert words in str(refused.value)
    assert str(refused.value).startswith(f"{source or 'k'}: ")
