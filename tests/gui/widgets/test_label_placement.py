"""Labels in columns: apart, in order, within bounds, and no further from what they name than they must be."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.label_placement import columns, order_kept, spread

GAP, LOW, HIGH = 14.0, 7.0, 333.0
ROOM = int((HIGH - LOW) / GAP) + 1
heights = st.lists(st.floats(-100, 500), max_size=ROOM)


@given(heights)
def test_that_labels_are_apart_in_order_and_within_the_column(wanted: list[float]) -> None:
    placed = spread(wanted, GAP, LOW, HIGH)
    assert all(after - before >= GAP - 1e-9 for before, after in pairwise(placed))
    assert all(LOW - 1e-9 <= place <= HIGH + 1e-9 for place in placed)


@given(heights, st.data())
def test_that_no_other_way_to_place_the_labels_moves_them_less(wanted: list[float], data: st.DataObject) -> None:
    # Any other places that are allowed: in order, a gap apart, between the ends.
    spare = HIGH - LOW - GAP * (len(wanted) - 1)
    parts = sorted(data.draw(st.lists(st.floats(0, 1), min_size=len(wanted), max_size=len(wanted))))
    others = [LOW + spare * part + GAP * number for number, part in enumerate(parts)]

    def moved(places: list[float]) -> float:
        return sum((place - want) ** 2 for place, want in zip(places, wanted, strict=True))

    assert moved(spread(wanted, GAP, LOW, HIGH)) <= moved(others) + 1e-6


def test_that_labels_with_room_stay_where_they_are_wanted_and_others_give_way_to_both_sides() -> None:
    assert spread([50.0, 100.0, 101.0, 300.0], GAP, LOW, HIGH) == [50.0, 93.5, 107.5, 300.0]
    assert spread([], GAP, LOW, HIGH) == []


def test_that_more_labels_than_there_is_room_for_are_refused() -> None:
    with pytest.raises(ValueError, match="25 labels have no room"):
        spread([100.0] * 25, GAP, LOW, HIGH)


@given(st.lists(st.floats(-1e3, 1e3), max_size=24), st.floats(0, 20))
def test_that_neighbours_stand_in_the_order_of_their_heights_but_for_the_slack(wanted: list[float], slack: float) -> None:
    order = order_kept(wanted, slack)
    assert sorted(order) == list(range(len(wanted)))
    assert all(wanted[before] <= wanted[after] + slack for before, after in pairwise(order))


def test_that_labels_change_places_only_when_what_they_name_clearly_has() -> None:
    assert order_kept([20.0, 14.0], 7.0) == [0, 1]
    assert order_kept([20.0, 12.0], 7.0) == [1, 0]
    assert order_kept([12.0, 20.0], 7.0) == [0, 1]


def test_that_labels_beside_each_other_are_in_different_columns() -> None:
    assert columns([100.0, 0.0, 90.0, 30.0], [50.0, 20.0, 30.0, 40.0]) == [[1], [3], [0, 2]]
