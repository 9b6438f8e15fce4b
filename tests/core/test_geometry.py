"""How far a point is from a line."""

import math
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.geometry import distance_to_line

coordinates = st.floats(-100, 100)
points = st.tuples(coordinates, coordinates)


@given(points, st.lists(points, min_size=1, max_size=8))
def test_that_no_place_of_the_line_is_nearer(point: tuple[float, float], line: list[tuple[float, float]]) -> None:
    distance = distance_to_line(*point, np.array(line))
    places = [np.array(line[0])]
    for begin, end in pairwise(line):
        places += [np.array(begin) + part * (np.array(end) - np.array(begin)) for part in np.linspace(0, 1, 200)]
    sampled = min(math.dist(place, point) for place in places)
    # Between two of 200 places of a piece that is at most 283 long.
    assert distance - 1e-9 <= sampled <= distance + 1.5


def test_that_a_point_beyond_an_end_is_as_far_as_that_end() -> None:
    line = np.array([[0.0, 0.0], [10.0, 0.0]])
    assert [distance_to_line(x, y, line) for x, y in ((5.0, 3.0), (13.0, 4.0), (-3.0, -4.0))] == [3.0, 5.0, 5.0]
    assert distance_to_line(3.0, 4.0, line[:1]) == 5.0
    assert distance_to_line(0.0, 0.0, line[:0]) == math.inf
