"""Random documents, and small ones by hand."""

from hypothesis import strategies as st

from core.experiment.document import Document, without_unused_sampling
from core.experiment.setup import LARGEST_SEED, Setup
from core.experiment.snapshot import RunPlan
from core.functions import FUNCTIONS
from core.hyperparameters import Hyperparameter, hyperparameters_of
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling, Settings
from core.problems.function import FunctionSetup
from core.problems.kinds import PANELS
from core.problems.network_setup import NetworkSetup
from core.view import HORIZONTALS, View

lines = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12).map(str.strip).filter(bool)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
finite = st.floats(allow_nan=False, allow_infinity=False, width=64)


def values_of(owner: type) -> st.SearchStrategy:
    """Any values that the hyperparameters of a rule, of batches or of a network may have."""
    fields = {}
    for spec in hyperparameters_of(owner):
        fields[spec.name] = values_for(spec)
    return st.fixed_dictionaries(fields)


def values_for(spec: Hyperparameter) -> st.SearchStrategy:
    """Any values that one of them may have."""
    if spec.words:
        words = st.sampled_from(list(spec.words))
        return words if spec.number is None else words | values_for(spec.number[1])
    if spec.value_type is bool:
        return st.booleans()
    if spec.value_type is int:
        numbers = st.integers(int(spec.minimum), int(spec.maximum))
    else:
        numbers = st.floats(
            spec.minimum, spec.maximum, exclude_min=spec.minimum_excluded, exclude_max=spec.maximum_excluded, allow_subnormal=True
        )
    if spec.scale == "list":
        return st.lists(numbers, max_size=spec.longest).map(tuple)
    return st.none() | numbers if spec.absent else numbers


functions = st.builds(
    lambda key, dx, dy, finish: FunctionSetup(key, (FUNCTIONS[key].start[0] + dx, FUNCTIONS[key].start[1] + dy), **finish),
    st.sampled_from(list(FUNCTIONS)),
    st.floats(-0.1, 0.1),
    st.floats(-0.1, 0.1),
    values_of(FunctionSetup),
)
networks = st.builds(lambda values, dataset: NetworkSetup(dataset, **values), values_of(NetworkSetup), lines)
boxes = st.tuples(finite, finite, finite, finite).filter(lambda box: box[0] < box[1] and box[2] < box[3])


@st.composite
def logs(draw, key, past=(), fork=0):
    """Settings by their steps: those of the past before the fork, then others."""
    settings = [settings for settings in past if settings.since < fork]
    since = fork
    for _ in range(draw(st.integers(1, 4))):
        optimizer, sampling = OPTIMIZERS[key](**draw(values_of(OPTIMIZERS[key]))), Sampling(**draw(values_of(Sampling)))
        if not settings or settings[-1][1:] != (optimizer, sampling):
            settings.append(Settings(since, optimizer, sampling))
        since += draw(st.integers(1, 1000))
    return tuple(settings)


@st.composite
def documents(draw, kinds=functions | networks):
    """Any document that the program can make."""
    problem = draw(kinds)
    on_network = isinstance(problem, NetworkSetup)
    labels = draw(st.lists(lines, min_size=1, max_size=4, unique=True))
    plans = []
    for label in labels:
        parent = draw(st.none() | st.sampled_from(plans)) if plans else None
        on = draw(st.booleans())
        if parent is None:
            plans.append(RunPlan(label, draw(logs(draw(st.sampled_from(list(OPTIMIZERS))))), on=on))
        else:
            fork = draw(st.integers(0, 2000))
            key = parent.settings[0].optimizer.key
            plans.append(RunPlan(label, draw(logs(key, parent.settings, fork)), parent.label, fork, on))
    view = View(
        panels=draw(st.none() | st.lists(st.sampled_from(PANELS if on_network else PANELS[:3]), min_size=1, unique=True).map(tuple)),
        parameters=draw(st.none() | st.booleans()),
        inspect=tuple(draw(st.lists(st.sampled_from(labels), max_size=2, unique=True))),
        walk=draw(st.sampled_from(("steps", "sub-steps"))),
        zoom=draw(st.booleans()),
        predict=draw(st.booleans()) and not on_network,
        box=None if on_network else draw(st.none() | boxes),
        equal=draw(st.none() | st.booleans()),
        log=draw(st.none() | st.booleans()),
        smoothing=draw(st.none() | st.floats(0, 0.999)),
        horizontal=draw(st.sampled_from(HORIZONTALS)),
        loss_box=draw(st.none() | boxes),
        speed=draw(st.none() | st.just(float("inf")) | st.floats(0, 10_000, exclude_min=True)),
        replay=draw(st.none() | st.booleans()),
    )
    setup = Setup(problem, draw(st.integers(0, LARGEST_SEED)), (), draw(texts), draw(st.integers(0, 10_000_000)))
    kept = without_unused_sampling(plans, setup)
    return Document(problem, setup.seed, kept, setup.title, setup.steps, draw(st.integers(0, 10_000_000)), view)
