"""The experiment file of a network: what it means, every mistake with its place, and no text that ends in anything else."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.experiment.setup import default_network_setup
from core.formats.experiment import parse_setup
from core.formats.mistakes import FileMistakesError
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.optimizers.adaptive import Adam
from core.problems.base import Sampling
from core.problems.kinds import NETWORK
from core.problems.mlp import ACTIVATIONS
from core.problems.network_setup import NetworkSetup

EXAMPLE = """
title = "The textbook's race"
steps = 2000

[problem]
dataset = "mnist"
hidden = [100, 100, 100, 100]
activation = "relu"
init = "he"
batch_size = 128
replacement = true
train_size = 60000
test_every = 100
weight_decay = 0.0
record_layers = false
precision = "float32"

[[runs]]
optimizer = "sgd"
learning_rate = 0.01

[[runs]]
optimizer = "adam"
label = "Adam, small batches"
batch_size = 16
"""


def mistakes_of(text):
    with pytest.raises(FileMistakesError) as caught:
        parse_setup(text)
    return caught.value.mistakes


def outcome_of(text):
    try:
        return parse_setup(text), []
    except FileMistakesError as error:
        return None, error.mistakes


def only_mistake(text):
    (mistake,) = mistakes_of(text)
    return mistake


def with_problem(lines="", run='optimizer = "adam"'):
    return f'[problem]\ndataset = "digits"\n{lines}\n[[runs]]\n{run}\n'


def test_that_the_documented_example_means_what_it_says():
    setup = parse_setup(EXAMPLE)
    assert (setup.title, setup.steps, setup.seed) == ("The textbook's race", 2000, 0)
    assert setup.problem == NetworkSetup("mnist", train_size=60000)
    assert [run.label for run in setup.runs] == ["sgd", "Adam, small batches"]
    assert [run.sampling.batch_size for run in setup.runs] == [128, 16]
    assert setup.runs[1].optimizer == Adam(0.001)


def test_that_what_is_left_out_is_the_textbooks():
    runs = "".join(f'[[runs]]\noptimizer = "{key}"\n' for key in TEACHING_ORDER)
    setup = parse_setup(f'[problem]\ndataset = "mnist"\n{runs}', default_title="race")
    assert setup == replace(default_network_setup("mnist"), title="race")
    assert setup.steps == NETWORK.usual.steps


numbers = st.floats(0, 100)


@given(
    st.builds(
        NetworkSetup,
        dataset=st.sampled_from(["mnist", "digits", "fashion-mnist"]),
        hidden=st.lists(st.integers(1, 4096), max_size=12).map(tuple),
        activation=st.sampled_from(list(ACTIVATIONS)),
        init=st.sampled_from(["he", "xavier"]) | numbers,
        weight_decay=st.floats(0, 10),
        replacement=st.booleans(),
        train_size=st.none() | st.integers(1, 10**6),
        test_every=st.integers(1, 10**6),
        record_layers=st.booleans(),
        precision=st.sampled_from(["float32", "float64"]),
    )
)
def test_that_every_network_can_be_written_and_read(problem):
    fields = {name: value for name, value in vars(problem).items() if value is not None}
    # TOML writes these values as JSON does.
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in fields.items())
    assert parse_setup(f'[problem]\n{lines}[[runs]]\noptimizer = "sgd"\n').problem == problem


def test_that_whole_numbers_serve_as_numbers():
    problem = parse_setup(with_problem("init = 1\nweight_decay = 0")).problem
    assert (problem.init, problem.weight_decay) == (1.0, 0.0)
    assert isinstance(problem.init, float)
    assert isinstance(problem.weight_decay, float)


def test_that_every_run_but_gd_draws_batches_of_its_own_size():
    for key in OPTIMIZERS:
        text = with_problem(run=f'optimizer = "{key}"\nbatch_size = 7')
        if key == "gd":
            assert "gd looks at all images" in only_mistake(text).sentence
        else:
            assert parse_setup(text).runs[0].sampling == Sampling(7)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("hidden = 100", "up to 12 whole numbers from 1 to 4096"),
        ("hidden = [0]", "up to 12 whole numbers from 1 to 4096"),
        ("hidden = [4097]", "up to 12 whole numbers from 1 to 4096"),
        ("hidden = [10.0]", "up to 12 whole numbers from 1 to 4096"),
        ("hidden = [true]", "up to 12 whole numbers from 1 to 4096"),
        ("hidden = [[10]]", "up to 12 whole numbers from 1 to 4096"),
        (f"hidden = {[1] * 13}", "up to 12 whole numbers from 1 to 4096"),
        ('activation = "swish"', "'swish' does not fit: one of “relu”, “sigmoid”, “tanh” is needed"),
        ("activation = 1", "one of “relu”"),
        ('init = "random"', "“he”, “xavier”, or a number from 0 to 100"),
        ("init = -0.01", "“he”, “xavier”, or a number from 0 to 100"),
        ("init = nan", "“he”, “xavier”, or a number from 0 to 100"),
        ("init = true", "“he”, “xavier”, or a number from 0 to 100"),
        ("batch_size = 0", "1 ≤ B ≤ 10000"),
        ("batch_size = 12.5", "1 ≤ B ≤ 10000"),
        ('replacement = "no"', "true or false is needed"),
        ("train_size = 0", "from 1 to 10,000,000"),
        ("train_size = 1e3", "from 1 to 10,000,000"),
        ("train_size = 20_000_000", "from 1 to 10,000,000"),
        ("test_every = 0", "1 ≤ n ≤ 1000000"),
        ("weight_decay = -1", "0 ≤ λ ≤ 10"),
        ("record_layers = 1", "true or false is needed"),
        ('precision = "float16"', "one of “float32”, “float64”"),
        ("precision = 64", "one of “float32”, “float64”"),
        ("double = true", "there is no key “double”"),
        ("hiden = [3]", "did you mean “hidden”"),
        ("noise = 0.5", "the batches of a network are real images"),
        ("start = [0, 0]", "weights of a network begin at random"),
    ],
)
def test_that_a_wrong_line_in_the_problem_is_named(line, part):
    mistake = only_mistake(with_problem(line))
    assert mistake.line == 3
    assert part in mistake.sentence
    assert mistake.where == f"[problem] {line.split()[0]}"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("noise = 0.5", "the batches of a network are real images"),
        ("hidden = [3]", "all runs share hidden; it belongs in [problem]"),
        ("momentum = 0.9", "belongs to momentum, nag"),
        ("batch_size = 20000", "1 ≤ B ≤ 10000"),
    ],
)
def test_that_a_wrong_line_in_a_run_is_named(line, part):
    mistake = only_mistake(with_problem(run=f'optimizer = "adam"\n{line}'))
    assert mistake.line == 6
    assert part in mistake.sentence


@pytest.mark.parametrize("name", ["hidden", "activation", "init", "train_size", "test_every", "weight_decay", "precision"])
def test_that_what_belongs_to_networks_is_a_stranger_on_a_function(name):
    mistake = only_mistake(f'[problem]\nfunction = "beale"\n{name} = 1\n[[runs]]\noptimizer = "gd"\n')
    assert (mistake.line, f"{name} belongs to networks" in mistake.sentence) == (3, True)


def test_that_a_problem_is_one_of_two_kinds():
    both = only_mistake('[problem]\nfunction = "beale"\ndataset = "mnist"\nhidden = [3]\nstart = [1, 1]\n[[runs]]\noptimizer = "gd"\n')
    assert (both.line, "exclude each other" in both.sentence) == (3, True)
    neither = only_mistake('[problem]\nhidden = [3]\n[[runs]]\noptimizer = "sgd"\nbatch_size = 3\n')
    assert (neither.line, "“dataset”, for a network" in neither.sentence) == (1, True)


@pytest.mark.parametrize("value", ["3", '""', "[]", "true"])
def test_that_a_dataset_is_named_by_a_text(value):
    mistake = only_mistake(f'[problem]\ndataset = {value}\n[[runs]]\noptimizer = "sgd"\n')
    assert (mistake.line, "name of a data set" in mistake.sentence) == (2, True)


def test_that_all_mistakes_are_listed_at_once_with_their_lines():
    mistakes = mistakes_of(
        "steps = 1.5\n"  # 1
        "[problem]\n"  # 2
        'dataset = "mnist"\n'  # 3
        "hidden = [0, 5000]\n"  # 4
        'activation = "rellu"\n'  # 5
        "noise = 1.0\n"  # 6
        "start = [1, 2]\n"  # 7
        "[[runs]]\n"  # 8
        'optimizer = "gd"\n'  # 9
        "batch_size = 10\n"  # 10
        "[[runs]]\n"  # 11
        'optimizer = "adm"\n'  # 12
    )
    assert [mistake.line for mistake in mistakes] == [1, 4, 5, 6, 7, 10, 12]


@pytest.mark.parametrize(
    "line",
    [
        "train_size = 0x" + "f" * 5000,
        "test_every = 1" + "0" * 400,
        "init = 1" + "0" * 400,
        "hidden = [1" + "0" * 400 + "]",
        "hidden = " + "[" * 50 + "]" * 50,
        f'activation = "{"x" * 10_000}"',
    ],
    ids=["huge size", "huge interval", "huge init", "huge layer", "nested layers", "long name"],
)
def test_that_a_hostile_value_is_only_mistaken(line):
    (mistake,) = mistakes_of(with_problem(line))
    assert len(str(mistake)) < 300


characters = st.sampled_from(
    ['"', "[", "]", "=", "\n", "0", "-", ".", "e", "#", "true", "nan", "inf", "[[runs]]\n", "[problem]\n", "\x00", "é"]
)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 12), characters), min_size=1, max_size=4))
def test_that_a_mutated_file_is_a_setup_or_mistaken(changes):
    text = EXAMPLE
    for place, length, inserted in changes:
        text = text[:place] + inserted + text[place + length :]
    setup, mistakes = outcome_of(text)
    assert bool(setup) != bool(mistakes)
    assert all(0 <= mistake.line <= text.count("\n") + 1 and mistake.sentence for mistake in mistakes)
