"""The experiment file: what it means, and every mistake at once with its place."""

import pytest

from core.experiment.experiment import Experiment
from core.formats.experiment import parse_setup
from core.formats.mistakes import FileMistakesError
from core.formats.source import load_document
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.optimizers.adaptive import Adam
from core.optimizers.momentum import Momentum, Nesterov
from core.problems.function import FunctionSetup

EXAMPLE = """
title = "Momentum against NAG"
steps = 30
seed = 0

[problem]
function = "seed-bowl"
start = [-9.0, 2.0]        # default: the function's own

[[runs]]
optimizer = "momentum"
learning_rate = 0.04
momentum = 0.9

[[runs]]
optimizer = "nag"
label = "NAG, same η"      # default: the optimizer's name; must be unique
learning_rate = 0.04
"""


def mistakes_of(text):
    with pytest.raises(FileMistakesError) as caught:
        parse_setup(text)
    return caught.value.mistakes


def only_mistake(text):
    (mistake,) = mistakes_of(text)
    return mistake


def with_run(lines, problem='function = "seed-bowl"'):
    return f"[problem]\n{problem}\n[[runs]]\n{lines}\n"


def test_that_the_documented_example_means_what_it_says():
    setup = parse_setup(EXAMPLE)
    assert (setup.title, setup.steps, setup.seed) == ("Momentum against NAG", 30, 0)
    assert setup.problem == FunctionSetup("seed-bowl", (-9.0, 2.0))
    assert [run.label for run in setup.runs] == ["momentum", "NAG, same η"]
    assert [run.optimizer for run in setup.runs] == [Momentum(0.04, 0.9), Nesterov(0.04, 0.9)]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_that_what_is_left_out_is_recommended(function):
    runs = "".join(f'[[runs]]\noptimizer = "{key}"\n' for key in OPTIMIZERS)
    setup = parse_setup(f'[problem]\nfunction = "{function}"\n{runs}', default_title="file")
    assert setup.problem.start == FUNCTIONS[function].start
    assert setup.title == "file"
    for run in setup.runs:
        assert run.optimizer.learning_rate == FUNCTIONS[function].recommended[run.label]


def test_that_whole_numbers_serve_as_numbers():
    setup = parse_setup(with_run('optimizer = "adam"\nlearning_rate = 1', 'function = "seed-bowl"\nstart = [-9, 2]'))
    assert setup.runs[0].optimizer == Adam(1.0)
    assert isinstance(setup.runs[0].optimizer.learning_rate, float)
    assert setup.problem.start == (-9.0, 2.0)


def test_that_batch_and_noise_come_from_the_problem_unless_the_run_says_otherwise():
    problem = 'function = "seed-bowl"\nbatch_size = 20\nnoise = 0.25'
    text = with_run('optimizer = "sgd"', problem) + '[[runs]]\noptimizer = "sgd"\nlabel = "one"\nbatch_size = 1\n'
    first, second = parse_setup(text).runs
    assert (first.sampling.batch_size, first.sampling.noise) == (20, 0.25)
    assert (second.sampling.batch_size, second.sampling.noise) == (1, 0.25)


def test_that_all_mistakes_are_listed_at_once_with_their_lines():
    mistakes = mistakes_of(
        "steps = -3\n"  # 1
        "colour = 1\n"  # 2
        "[problem]\n"  # 3
        'function = "rosenbrok"\n'  # 4
        "start = [1.0]\n"  # 5
        "[[runs]]\n"  # 6
        'optimizer = "momentun"\n'  # 7
        "[[runs]]\n"  # 8
        'optimizer = "gd"\n'  # 9
        "learning_rate = -1\n"  # 10
        "momentum = 0.9\n"  # 11
        "[[runs]]\n"  # 12
        'optimizer = "nag"\n'  # 13
        'label = "gd"\n'  # 14
        "momentum = 1.5\n"  # 15
    )
    assert [mistake.line for mistake in mistakes] == [1, 2, 4, 5, 7, 10, 11, 14, 15]
    text = "\n".join(map(str, mistakes))
    for part in (
        "rosenbrock",
        "momentum",
        "two finite numbers",
        "0 < η",
        "belongs to momentum, nag",
        "0 ≤ α < 1",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("given", "suggested"),
    [("rosenbrok", "rosenbrock"), ("Himmelblau", "himmelblau"), ("seedbowl", "seed-bowl"), ("three_hump_camel", "three-hump-camel")],
)
def test_that_the_nearest_function_is_suggested(given, suggested):
    mistake = only_mistake(with_run('optimizer = "gd"', f'function = "{given}"'))
    assert f"did you mean “{suggested}”" in mistake.sentence
    assert mistake.line == 2


@pytest.mark.parametrize(("given", "suggested"), [("Adam", "adam"), ("momentun", "momentum"), ("rms-prop", "rmsprop"), ("nga", "nag")])
def test_that_the_nearest_optimizer_is_suggested(given, suggested):
    assert f"did you mean “{suggested}”" in only_mistake(with_run(f'optimizer = "{given}"')).sentence


def test_that_a_name_like_no_other_gets_the_whole_list():
    assert all(key in only_mistake(with_run('optimizer = "zzzzqqq"')).sentence for key in OPTIMIZERS)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("learning_rate = 0", "0 < η"),
        ("learning_rate = nan", "0 < η"),
        ("learning_rate = inf", "0 < η"),
        ('learning_rate = "0.1"', "a number"),
        ("learning_rate = true", "a number"),
        ("learning_rate = [0.1]", "a number"),
        ("beta1 = 1.0", "0 ≤ β₁ < 1"),
        ("epsilon = -1e-8", "0 < ε"),
        ("bias_correction = 1", "true or false"),
        ("lerning_rate = 0.1", "did you mean “learning_rate”"),
        ("momentum = 0.9", "belongs to momentum, nag"),
        ("batch_size = 3", "only sgd"),
        ('label = ""', "one line"),
        ("label = 3", "a text"),
    ],
)
def test_that_a_wrong_line_in_a_run_is_named(line, part):
    mistake = only_mistake(with_run(f'optimizer = "adam"\n{line}'))
    assert mistake.line == 5
    assert part in mistake.sentence


@pytest.mark.parametrize("start", ["[1.0]", "[1.0, 2.0, 3.0]", "[nan, 1.0]", "[1.0, inf]", '["1", 2]', "3.0", '"0, 0"', "[true, 1.0]"])
def test_that_a_start_must_be_two_finite_numbers(start):
    mistake = only_mistake(with_run('optimizer = "gd"', f'function = "seed-bowl"\nstart = {start}'))
    assert (mistake.line, "two finite numbers" in mistake.sentence) == (3, True)


def test_that_a_start_where_f_overflows_is_a_mistake():
    mistake = only_mistake(with_run('optimizer = "gd"', 'function = "rosenbrock"\nstart = [1e200, 0.0]'))
    assert "not finite" in mistake.sentence


def test_that_two_runs_without_labels_need_one():
    mistake = only_mistake(with_run('optimizer = "gd"') + '[[runs]]\noptimizer = "gd"\n')
    assert (mistake.line, "run 1" in mistake.sentence) == (6, True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title = ", 1),
        ('a = 1\nb = "open', 2),
        ("[problem]\n[problem]\n", 2),
        ("x = 1\nx = 2\n", 2),
        ("[[runs]\n", 1),
        ("steps = 1\n=\n", 2),
    ],
)
def test_that_broken_toml_is_told_with_its_line(text, line):
    mistake = only_mistake(text)
    assert mistake.line == line
    assert "not valid TOML" in mistake.sentence


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "[problem]"),
        ("[problem]\nfunction = 'seed-bowl'\n", "[[runs]]"),
        ("runs = []\n[problem]\nfunction = 'seed-bowl'\n", "[[runs]]"),
        ("[[runs]]\noptimizer = 'gd'\n", "[problem]"),
        ("problem = 3\n[[runs]]\noptimizer = 'gd'\n", "[problem]"),
        ("runs = 3\n[problem]\nfunction = 'seed-bowl'\n", "[[runs]]"),
        ("[problem]\nstart = [1, 2]\n[[runs]]\noptimizer = 'gd'\n", "“function” is missing"),
        ("[problem]\nfunction = 'seed-bowl'\n[[runs]]\nlearning_rate = 0.1\n", "“optimizer” is missing"),
        ("[problem]\nfunction = 3\n[[runs]]\noptimizer = 'gd'\n", "name of a function"),
        ("seed = -1\n[problem]\nfunction = 'seed-bowl'\n[[runs]]\noptimizer = 'gd'\n", "whole number"),
        ("steps = 1.5\n[problem]\nfunction = 'seed-bowl'\n[[runs]]\noptimizer = 'gd'\n", "whole number"),
        ("title = 1\n[problem]\nfunction = 'seed-bowl'\n[[runs]]\noptimizer = 'gd'\n", "a text"),
    ],
)
def test_that_what_is_missing_or_of_the_wrong_kind_is_named(text, part):
    assert any(part in mistake.sentence for mistake in mistakes_of(text))


def test_that_an_unknown_optimizer_does_not_hide_the_other_mistakes_of_its_run():
    mistakes = mistakes_of(with_run('optimizer = "adm"\nlearning_rate = -1\nlable = "a"\nbatch_size = 0'))
    assert [mistake.line for mistake in mistakes] == [4, 5, 6, 7]


def test_that_an_empty_file_lacks_two_tables():
    assert len(mistakes_of("")) == 2


@pytest.mark.parametrize(
    "text",
    [
        with_run('optimizer = "gd"', f'function = "seed-bowl"\nstart = [1{"0" * 400}, 1]'),
        with_run(f'optimizer = "gd"\nlearning_rate = 1{"0" * 400}'),
        with_run(f'optimizer = "gd"\nlearning_rate = 1{"0" * 5000}'),
        "x = " + "[" * 3000,
        "x" + ".x" * 100_000 + " = 1",
        with_run(f'optimizer = "{"x" * 10_000}"'),
    ],
    ids=["huge start", "huge rate", "5000 digits", "deep nesting", "deep key", "long name"],
)
def test_that_a_hostile_file_is_only_mistaken(text):
    assert mistakes_of(text)


@pytest.mark.parametrize("label", ["a\\rb", "a\\nb", "a\\u0000b", "   ", "a\\u2028b"])
def test_that_a_label_is_one_printable_line(label):
    assert "one line" in only_mistake(with_run(f'optimizer = "gd"\nlabel = "{label}"')).sentence


@pytest.mark.parametrize("seed", [2**63 - 1, 0])
def test_that_the_largest_seed_is_taken_and_runs(seed):
    setup = parse_setup(f"seed = {seed}\n" + with_run('optimizer = "sgd"'))
    Experiment(setup).advance(3)
    assert only_mistake(f"seed = {2**63}\n" + with_run('optimizer = "sgd"')).line == 1


def test_that_lines_are_right_behind_a_text_of_several_lines():
    text = 'title = """\nlearning_rate = 3\n[[runs]]\u2028\n"""\n' + with_run('optimizer = "gd"\nlearning_rate = -1')
    assert only_mistake(text).line == 9


@pytest.mark.parametrize(
    "before",
    [
        '# three quotes: """\n',
        "# it's '''important'''' to me\n# and ''' once more\n",
        "title = \"say ''' twice\"\n",
        'title = \'"""\'  # """\n',
        'title = "\\"\\"\\""\n',
        "title = '''# two\n# lines\"\"\"'''\n",
        "title = '''\"\"\"\n[problem]\nfunction = 3\n''''  # one more\n",
        'title = """\\"""\nseed = 1\n"""\n',
    ],
)
def test_that_lines_are_right_behind_quotes_of_every_kind(before):
    assert only_mistake(before + with_run('optimizer = "gd"\nlearning_rate = -1')).line == before.count("\n") + 5


def test_that_nothing_inside_a_list_is_taken_for_a_table():
    text = 'notes = [\n  ["problem"],\n  [ # [[runs]]\n  "x"]]\n' + with_run('optimizer = "gd"', "start = [0, 0]")
    assert [mistake.line for mistake in mistakes_of(text)] == [1, 5]


def test_that_dotted_keys_have_lines_too():
    assert only_mistake('problem.function = "seed-bow"\n[[runs]]\noptimizer = "gd"\n').line == 1


def test_that_text_in_another_encoding_is_a_mistake_of_its_line(tmp_path):
    file = tmp_path / "latin.toml"
    file.write_bytes('steps = 3\ntitle = "é"\n'.encode("latin-1"))
    with pytest.raises(FileMistakesError) as caught:
        load_document(file)
    assert [mistake.line for mistake in caught.value.mistakes] == [2]


def test_that_a_byte_order_mark_does_no_harm(tmp_path):
    file = tmp_path / "bom.toml"
    file.write_text(EXAMPLE, encoding="utf-8-sig")
    assert load_document(file).title == "Momentum against NAG"


def test_that_the_finish_is_read_and_is_the_usual_one_where_it_is_left_out():
    problem = parse_setup(with_run('optimizer = "gd"', 'function = "seed-bowl"\nfinish = 0.05\nfinish_hold = 3')).problem
    assert (problem.finish, problem.finish_hold) == (0.05, 3)
    usual = parse_setup(with_run('optimizer = "gd"')).problem
    assert (usual.finish, usual.finish_hold) == (1e-3, 20)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("finish = 0", "a number with 0 < φ < 1"),
        ("finish = 1.0", "a number with 0 < φ < 1"),
        ("finish = nan", "a number with 0 < φ < 1"),
        ("finish = true", "a number with 0 < φ < 1"),
        ("finish_hold = -1", "a whole number with 0 ≤ n ≤ 10000"),
        ("finish_hold = 2.5", "a whole number with 0 ≤ n ≤ 10000"),
        ("finnish = 0.1", "did you mean “finish”"),
    ],
)
def test_that_a_finish_that_cannot_be_is_told_of_with_its_line(line, part):
    mistake = only_mistake(with_run('optimizer = "gd"', f'function = "seed-bowl"\n{line}'))
    assert part in mistake.sentence
    assert mistake.line == 3


def test_that_a_finish_belongs_to_the_problem_and_not_to_a_run():
    assert "belongs in [problem]" in only_mistake(with_run('optimizer = "gd"\nfinish = 0.1')).sentence


@pytest.mark.parametrize("line", ["finish = 0.1", "finish_hold = 3"])
def test_that_a_network_has_no_finish(line):
    mistake = only_mistake(with_run('optimizer = "sgd"', f'dataset = "digits"\n{line}'))
    assert "belongs to functions; how low the loss of a network can come is not known" in mistake.sentence
