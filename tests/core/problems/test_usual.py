"""What holds for a kind of problem where nobody says otherwise: for files, scenes and the window alike."""

import pytest

from core.experiment.setup import DEFAULT_STEPS, RunSetup, Setup, default_network_setup, default_setup, full_setup, on_problem
from core.formats.document import parse_document
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.problems.base import Sampling
from core.problems.function import function_setup
from core.problems.kinds import FUNCTION, KINDS, NETWORK, PANELS, PARTS, kind_by_key, problem_of, usual_panels
from core.problems.network_setup import NetworkSetup
from tests.helpers.small_data import small_library

NAMES = ("steps", "panels", "scene_speed", "speed", "smoothing", "replays", "off", "long_steps")
USUAL = {
    "function": (100, ("canvas", "loss"), 4.0, 10.0, 0.0, True, frozenset(), 20_000),
    "network": (2000, ("loss", "accuracy"), None, None, 0.95, False, {"gd"}, 100),
}
STEPS = {key: usual[0] for key, usual in USUAL.items()}
SHOWN = {key: usual[1] for key, usual in USUAL.items()}


@pytest.mark.parametrize("key", USUAL)
def test_that_each_kind_has_what_is_usual(key):
    usual = kind_by_key(key).usual
    assert tuple(getattr(usual, name) for name in NAMES) == USUAL[key]


def test_that_the_keys_of_all_that_is_shown_are_in_the_order_of_the_window_and_of_a_picture():
    assert FUNCTION.panels == FUNCTION.parts == ("canvas", "loss", "inspector")
    assert FUNCTION.tabs == ()
    assert NETWORK.panels == ("canvas", "loss", "inspector", "accuracy", "sight", "weights", "layers") == PANELS
    assert NETWORK.tabs == ("accuracy", "sight", "weights", "layers")
    assert NETWORK.parts == ("canvas", "loss", "accuracy", "inspector") == PARTS
    assert (FUNCTION.view_fields, NETWORK.view_fields) == ({"box", "predict"}, set())
    assert list(FUNCTION.x_axes) == ["step", "evaluations", "seconds"]
    assert list(NETWORK.x_axes) == ["step", "epochs", "evaluations", "seconds"]
    for kind in KINDS:
        assert len({*kind.x_axes.values()}) == len(kind.x_axes)


@pytest.mark.parametrize("problem", [function_setup("booth"), NetworkSetup("digits")], ids=lambda problem: problem.kind)
def test_that_a_scene_shows_the_usual_panels_and_the_inspector_where_a_run_is_inspected(problem):
    assert usual_panels(problem, inspects=False) == SHOWN[problem.kind]
    assert usual_panels(problem, inspects=True) == (*SHOWN[problem.kind], "inspector")


def test_that_somebody_who_asks_for_nothing_gets_mnist_if_it_is_there_and_else_digits(tmp_path):
    library = small_library(tmp_path)
    assert FUNCTION.default(library) == function_setup("seed-bowl")
    assert NETWORK.default(library) == NetworkSetup("digits")
    assert NETWORK.default(None) == NetworkSetup("mnist")
    (tmp_path / "data" / "small").rename(tmp_path / "data" / "mnist")
    assert NETWORK.default(library) == NetworkSetup("mnist")
    with pytest.raises(Exception, match="no data library to load digits from"):
        problem_of(NetworkSetup("digits"), None)


@pytest.mark.parametrize("setup", [default_setup("beale", 3), default_network_setup("digits", 3)], ids=lambda setup: setup.problem.kind)
def test_that_a_full_setup_races_the_textbooks_rules_as_recommended(setup):
    assert [run.label for run in setup.runs] == list(TEACHING_ORDER) == list(OPTIMIZERS)
    usual = setup.problem.recommended_sampling()
    for run in setup.runs:
        assert run.optimizer == OPTIMIZERS[run.label](setup.problem.recommended_rate(run.label))
        assert (run.sampling, run.parent) == (usual, None)
    assert usual == (Sampling(128) if setup.problem.kind == "network" else Sampling(10, FUNCTIONS["beale"].recommended_noise))
    assert (setup.seed, setup.title, setup.steps) == (3, setup.problem.title, STEPS[setup.problem.kind])
    assert setup.off_at_first == ({"gd"} if setup.problem.kind == "network" else set())
    assert setup.batch_size == usual.batch_size


def test_that_a_file_that_does_not_say_goes_as_far_as_is_usual():
    assert DEFAULT_STEPS == 100
    for word, kind in (('function = "booth"', "function"), ('dataset = "digits"', "network")):
        assert parse_document(f'[problem]\n{word}\n[[runs]]\noptimizer = "gd"\n').steps == STEPS[kind]


def test_that_the_batch_size_of_a_race_is_that_of_most_runs_that_draw_batches():
    problem, rules = NetworkSetup("digits"), ("gd", "sgd", "adam", "nag")
    runs = [RunSetup(key, OPTIMIZERS[key](0.1), Sampling(size)) for key, size in zip(rules, (7, 32, 64, 64), strict=True)]
    assert Setup(problem, 0, tuple(runs)).batch_size == 64
    assert Setup(problem, 0, tuple(runs[:2])).batch_size == 32
    assert Setup(problem, 0, tuple(runs[:1])).batch_size == 128, "nobody draws any"
    race = Setup(function_setup("booth"), 0, tuple(runs))
    assert race.batch_size == 32, "on a function only sgd draws them"


def test_that_all_runs_take_another_batch_size_and_keep_their_own_where_it_stays():
    sizes = (7, 64, 64)
    runs = tuple(RunSetup(key, OPTIMIZERS[key](0.1), Sampling(size)) for key, size in zip(("sgd", "adam", "nag"), sizes, strict=True))
    setup, wider = Setup(NetworkSetup("digits"), 0, runs, "mine", 5), NetworkSetup("digits", hidden=(5,))
    for size, expected in ((None, sizes), (64, sizes), (32, (32, 32, 32))):
        changed = setup.with_problem(wider, size)
        assert [run.sampling.batch_size for run in changed.runs] == list(expected)
        assert (changed.problem, changed.title, changed.steps) == (wider, wider.title, 5)


def test_that_runs_on_another_function_take_its_rates_and_noise_and_keep_all_else():
    setup = full_setup(function_setup("seed-bowl"), 3)
    adam = RunSetup("adam", OPTIMIZERS["adam"](0.5, beta1=0.7), Sampling(33, 4.0))
    moved = on_problem(Setup(setup.problem, 3, (*setup.runs[:2], adam), "mine", 55), function_setup("beale"))
    beale = FUNCTIONS["beale"]
    assert moved.runs[2] == RunSetup(
        "adam", OPTIMIZERS["adam"](beale.recommended["adam"], beta1=0.7), Sampling(33, beale.recommended_noise)
    )
    assert (moved.problem, moved.seed, moved.title, moved.steps) == (function_setup("beale"), 3, "Beale", 55)
