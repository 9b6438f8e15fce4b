"""The number of threads of NumPy's linear algebra: one, unless the environment or the command line says otherwise."""

import pytest

from core.process import THREAD_VARIABLES, thread_count, use_one_thread, use_threads

ALL = len(THREAD_VARIABLES)


def test_that_there_is_one_thread_unless_the_user_said_otherwise():
    environment = {"OMP_NUM_THREADS": "3"}
    use_one_thread(environment)
    assert [environment[name] for name in THREAD_VARIABLES] == ["1", "3", "1", "1"]


@pytest.mark.parametrize(
    "arguments",
    [["--threads", "4"], ["--threads=4"], ["run", "a.toml", "--threads", "4", "--out", "b"], ["--threads", "2", "run", "--threads=4"]],
)
def test_that_the_command_line_beats_the_environment(arguments):
    environment = {"OPENBLAS_NUM_THREADS": "3"}
    use_threads(environment, arguments)
    assert [environment[name] for name in THREAD_VARIABLES] == ["4"] * ALL


@pytest.mark.parametrize(
    "arguments", [[], ["run", "x"], ["--threads"], ["--threads", "0"], ["--threads=many"], ["--thread", "4"], ["--threads=4", "--threads"]]
)
def test_that_without_a_good_number_the_environment_holds(arguments):
    environment = {"OPENBLAS_NUM_THREADS": "3"}
    use_threads(environment, arguments)
    assert [environment[name] for name in THREAD_VARIABLES] == ["3", "1", "1", "1"]


@pytest.mark.parametrize("text", ["0", "257", "-1", "1.5", "", " 2", "+2", "1_0", "zwei", "٣", "9" * 5000])
def test_that_a_bad_number_is_a_sentence(text):
    with pytest.raises(ValueError, match="a whole number from 1 to 256 is needed"):
        thread_count(text)


@pytest.mark.parametrize(("text", "count"), [("1", 1), ("256", 256), ("016", 16)])
def test_that_a_good_number_is_taken(text, count):
    assert thread_count(text) == count
