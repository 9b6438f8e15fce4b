"""Which values each key of a file takes: all that its declaration accepts and no others, and what is wrong is told at its key."""

import math
from collections.abc import Iterator

import pytest

from core.experiment.document import MOST_RUNS
from core.experiment.setup import LARGEST_SEED
from core.formats.document import parse_document
from core.formats.document_tables import ChangeTable, DocumentRunTable, DocumentTable, ViewTable
from core.formats.lesson import parse_lesson
from core.formats.lesson_tables import LessonTable, SceneTable
from core.formats.mistakes import FileMistakesError
from core.hyperparameters import Hyperparameter, hyperparameters_of
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling
from core.problems.network_setup import NetworkSetup
from tests.helpers.lesson_files import HEAD, SCENE

MOST_STEPS = 10_000_000
FUNCTION = '[problem]\nfunction = "seed-bowl"\n'
NETWORK = '[problem]\ndataset = "digits"\n'
DATE = "1979-05-27"  # of a kind that no key takes


def places(text: str, parse=parse_document) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """What is said, by the place that it is said of."""
    try:
        parse(text)
    except FileMistakesError as error:
        return {mistake.where: mistake.sentence for mistake in error.mistakes}
    return {}


def values_of(spec: Hyperparameter) -> Iterator[object]:
    """Values at the ends of what is accepted and beyond them, and of other kinds."""
    yield from (True, "text", math.inf, -math.inf, math.nan, 1, 1.5, 0, -1)
    for end in (spec.minimum, spec.maximum):
        if math.isfinite(end):
            yield from (int(end) - 1, int(end), int(end) + 1)
            yield from (math.nextafter(end, -math.inf), end, math.nextafter(end, math.inf))
    yield from spec.words


def written(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def assert_taken_as_declared(spec: Hyperparameter, head: str, where: str) -> None:
    if spec.scale == "list":
        lists = [[], [1], [0], [2.0], [spec.minimum - 1], [spec.maximum], [spec.maximum + 1]]
        lists += [[int(spec.maximum)] * spec.longest, [int(spec.minimum)] * spec.longest, [1] * (spec.longest + 1)]
        for each in lists:
            assert (f"{where} {spec.name}" not in places(f"{head}{spec.name} = {each}\n")) is spec.accepts(tuple(each)), each
        return
    for value in values_of(spec):
        said = places(f"{head}{spec.name} = {written(value)}\n").get(f"{where} {spec.name}")
        assert (said is None) is spec.accepts(value), (spec.name, value, said)
        if said is not None:
            assert said.endswith(spec.needed_text), "it is told what would do"


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=str)
def test_that_a_run_takes_what_its_rule_and_its_batches_accept(rule: type) -> None:
    for spec in hyperparameters_of(rule):
        assert_taken_as_declared(spec, f"{FUNCTION}[[runs]]\noptimizer = '{rule.key}'\n", "run 1")  # type: ignore[attr-defined]


def test_that_batches_and_networks_take_what_they_accept() -> None:
    for spec in hyperparameters_of(Sampling):
        head = NETWORK if spec.name == "batch_size" else FUNCTION
        assert_taken_as_declared(spec, f"{head}[[runs]]\noptimizer = 'sgd'\n", "run 1")
        assert_taken_as_declared(spec, f"[[runs]]\noptimizer = 'sgd'\n{head}", "[problem]")
    for spec in hyperparameters_of(NetworkSetup):
        if not spec.absent:
            assert_taken_as_declared(spec, f"[[runs]]\noptimizer = 'sgd'\n{NETWORK}", "[problem]")


RUN = "[[runs]]\noptimizer = 'adam'\n"
RUNS = FUNCTION + RUN
TABLES = [
    (DocumentTable, "{line}\n" + RUNS, "{key}", {"problem", "runs", "view"}),
    (DocumentRunTable, RUNS + "[[runs]]\noptimizer = 'adam'\nlabel = 'b'\n{line}\n", "run 2 {key}", {"optimizer", "label"}),
    (ChangeTable, RUNS + "[[runs.changes]]\n{line}\n", "run 1, change 1 {key}", set()),
    (ViewTable, RUNS + "[view]\n{line}\n", "[view] {key}", set()),
    (LessonTable, "{line}\n", "{key}", set()),
    (SceneTable, HEAD + "[[scenes]]\n{line}\n", "scene 1 {key}", set()),
]


@pytest.mark.parametrize(("table", "text", "where", "elsewhere"), TABLES, ids=lambda each: getattr(each, "__name__", ""))
def test_that_a_value_of_no_kind_is_told_at_every_key_of_every_table(table, text, where, elsewhere) -> None:  # type: ignore[no-untyped-def]
    for key in table.model_fields:
        if key in elsewhere:
            continue
        parse = parse_lesson if table in (LessonTable, SceneTable) else parse_document
        said = places(text.replace("{line}", f"{key} = {DATE}"), parse)
        assert any(place.startswith(where.format(key=key)) and sentence for place, sentence in said.items()), (key, said)


YES_OR_NO = "true or false is needed"
NO_BOXES = ([0, 1, 0], [0, 1, 0, 1, 2], "[0, inf, 0, 1]", [0, 0, 0, 1], [0, 1, 1, 1])
STEPS = f"a whole number from 0 to {MOST_STEPS} is needed"


@pytest.mark.parametrize(
    ("template", "where", "good", "bad", "needed"),
    [
        ("steps = {}\n" + RUNS, "steps", (0, MOST_STEPS), (-1, MOST_STEPS + 1, 1.0, True), STEPS),
        ("seed = {}\n" + RUNS, "seed", (0, LARGEST_SEED), (-1, LARGEST_SEED + 1), f"from 0 to {LARGEST_SEED} is needed"),
        ("title = {}\n" + RUNS, "title", ('"a"', '""'), (1,), "a text is needed"),
        (RUNS + "on = {}\n", "run 1 on", ("true", "false"), (0, 1, '"no"'), YES_OR_NO),
        (RUNS + RUN + "label = 'b'\nparent = 'adam'\nfork = {}\n", "run 2 fork", (0, MOST_STEPS), (-1, MOST_STEPS + 1), STEPS),
        (RUNS + "[[runs.changes]]\nstep = {}\n", "run 1, change 1 step", (1, MOST_STEPS), (0, -1, MOST_STEPS + 1), STEPS),
        (RUNS + "[view]\nstep = {}\n", "[view] step", (0, MOST_STEPS), (-1, MOST_STEPS + 1), STEPS),
        (RUNS + "[view]\nsmoothing = {}\n", "[view] smoothing", (0, 0.999), (-0.001, 0.9991, "nan"), "a number from 0 to 0.999 is needed"),
        (RUNS + "[view]\nspeed = {}\n", "[view] speed", (1e-9, 10_000, '"unlimited"'), (0, 10_001, "inf", '"fast"'), "is needed"),
        (
            RUNS + "[view]\nbox = {}\n",
            "[view] box",
            ([0, 1, 0, 1],),
            NO_BOXES,
            "",
        ),
        (RUNS + "[view]\ninspect = {}\n", "[view] inspect", (["adam"],), ("[]", ["adam", "adam"], ["adam"] * 3, "[1]"), ""),
        (RUNS + "[view]\nhorizontal = {}\n", "[view] horizontal", ('"step"', '"evaluations"'), ('"steps"', 1), ""),
        (RUNS + "[view]\nwalk = {}\n", "[view] walk", ('"steps"', '"sub-steps"'), ('"parts"',), ""),
        *(
            (RUNS + f"[view]\n{key} = {{}}\n", f"[view] {key}", ("true", "false"), (0, '"yes"'), YES_OR_NO)
            for key in ("predict", "parameters", "zoom", "equal", "log", "replay")
        ),
    ],
)
def test_that_the_ends_of_each_range_are_taken_and_what_lies_beyond_is_not(template, where, good, bad, needed) -> None:  # type: ignore[no-untyped-def]
    for value in good:
        assert places(template.format(value_text(value))) == {}, value
    for value in bad:
        said = places(template.format(value_text(value)))
        assert set(said) == {where}, value
        assert said[where].endswith(needed)


def value_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_that_as_many_runs_are_taken_as_a_window_shows() -> None:
    runs = [f"[[runs]]\noptimizer = 'gd'\nlabel = '{i}'\n" for i in range(MOST_RUNS + 1)]
    assert places(FUNCTION + "".join(runs[:-1])) == {}
    assert set(places(FUNCTION + "".join(runs))) == {"runs"}


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("changes = [1]", "run 1 changes"),
        ("changes = [[]]", "run 1 changes"),
        ("parent = 1", "run 1 parent"),
        ("parent = 1\nfork = 0", "run 1 parent"),
        ("parent = 'adam'\nfork = 0", "run 1 parent"),
    ],
)
def test_that_what_is_no_table_and_no_earlier_run_is_told_and_does_no_harm(line: str, where: str) -> None:
    assert set(places(f"{RUNS}{line}\n")) == {where}


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("begin_at", (0, MOST_STEPS), (-1, MOST_STEPS + 1)),
        ("pause_at", ([1], [MOST_STEPS], [3, 30], []), ([0], [MOST_STEPS + 1], [3, 3], [30, 3])),
        ("restart", ("true", "false"), (0,)),
        ("key", ('"a"', '"a-1"', f'"{"k" * 40}"'), ('"A"', '"-a"', '"a--b"', '"a-"', f'"{"k" * 41}"')),
    ],
)
def test_that_a_scene_takes_the_ends_of_each_range(key: str, good: tuple[object, ...], bad: tuple[object, ...]) -> None:
    without = "\n".join(part for part in SCENE.splitlines() if not part.startswith((f"{key} =", "begin_at", "pause_at")))

    def said(value: object) -> dict[str, str]:
        return places(HEAD + without.replace("[[scenes]]", f"[[scenes]]\n{key} = {value}") + "\n", parse_lesson)

    assert [said(value) for value in good] == [{}] * len(good)
    assert [set(said(value)) for value in bad] == [{f"scene 1 {key}"}] * len(bad)


def test_that_a_scene_begins_before_its_first_pause() -> None:
    for begin_at, pause, told in ((2, 3, set()), (3, 3, {"scene 1 pause_at"}), (4, 3, {"scene 1 pause_at"})):
        text = HEAD + SCENE.replace("begin_at = 2", f"begin_at = {begin_at}").replace("[3, 30]", f"[{pause}, 30]")
        assert set(places(text, parse_lesson)) == told
