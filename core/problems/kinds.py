"""The kinds of problem, and all that differs by kind: a record for each, in the order of the switch in the window's corner."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from core.data.dataset import DataError
from core.data.digits import DIGITS_KEY
from core.data.library import MNIST_KEY, DataLibrary
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.optimizers.base import Optimizer
from core.problems.base import Finish, Problem, ProblemSetup, Sampling
from core.problems.function import DEFAULT_FUNCTION, FunctionProblem, FunctionSetup, function_setup
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from core.text import mark, tr
from core.view import Horizontal


@dataclass(frozen=True)
class Usual:
    """What holds for a kind of problem where nobody says otherwise.

    steps        of a file that does not say
    panels       of a scene that does not name them
    scene_speed  steps per second of a scene that does not name it; None: as many as the computer can take
    speed        the same of the window
    smoothing    β of the smoothed losses
    replays      whether a changed setting holds from the start on, instead of from the next step
    off          the keys of the rules whose runs wait until somebody switches them on
    long_steps   more steps than these take a second or more
    """

    steps: int
    panels: tuple[str, ...]
    scene_speed: float | None
    speed: float | None
    smoothing: float
    replays: bool
    off: frozenset[str]
    long_steps: int


@dataclass(frozen=True, eq=False)
class ProblemKind:
    """All that differs by kind of problem, beside what its setup and its problem say of themselves.

    key            its name in the program; `ProblemSetup.kind` and `Problem.kind` are equal to it
    title          what it is called in the switch, with a mnemonic, and `tooltip` what it says there
    word           the key by which [problem] of a file names such a problem
    setup          the class of its setups
    default        the setup that somebody begins with who has asked for nothing, with the data that there are
    make           the problem of a setup, with its data from the library; raises DataError if they cannot be had
    draws_batches  whether a rule takes its gradient over a random batch
    sampling       the fields of `Sampling` that it has a use for
    plots          the plots of its runs over steps, the loss first: each has its spec in gui/plots, found by its key
    views          the keys of the other views that it has beside its canvas
    x_axes         what the losses can be drawn over, with the title of each choice
    evaluations    what the axis of gradient evaluations is called, and `evaluations_text` how so many of them read
    loss_name      what the axis of the loss is called
    usual          what holds where nobody says otherwise
    form           the key of its form in the panel of parameters
    view_fields    the fields of a view that only some kinds have a use for, as far as this one has
    no_batches_text  what to say of such a field in the table of a rule that draws no batches
    owner_text     what to say of its keys in a file of another kind; empty: no more than of any unknown key
    foreign_panel  what to say of a panel that it does not have, and `foreign_field` of such a field of a view
    """

    key: str
    title: str
    tooltip: str
    word: str
    setup: type[ProblemSetup]
    default: Callable[[DataLibrary | None], ProblemSetup]
    make: Callable[[Any, DataLibrary | None], Problem]
    draws_batches: Callable[[Optimizer | type[Optimizer]], bool]
    sampling: tuple[str, ...]
    plots: tuple[str, ...]
    views: tuple[str, ...]
    x_axes: Mapping[Horizontal, str]
    evaluations: str
    evaluations_text: str
    loss_name: str
    usual: Usual
    form: str
    no_batches_text: str
    view_fields: frozenset[str] = frozenset()
    owner_text: str = ""
    foreign_panel: str = mark("the panel “{panel}” does not belong to this kind of problem")
    foreign_field: str = mark("{name} does not belong to this kind of problem")

    @property
    def panels(self) -> tuple[str, ...]:
        """The keys of all that the window, a file or a scene may show of it."""
        return ("canvas", self.plots[0], "inspector", *self.tabs)

    @property
    def tabs(self) -> tuple[str, ...]:
        """The keys of what stands below the plot of the loss, of which one is seen at a time."""
        return (*self.plots[1:], *self.views)

    @property
    def parts(self) -> tuple[str, ...]:
        """The keys of all that may stand in a picture of it."""
        return ("canvas", *self.plots, "inspector")


def _function(setup: FunctionSetup, library: DataLibrary | None) -> FunctionProblem:
    return FunctionProblem(FUNCTIONS[setup.function], Finish(setup.finish, setup.finish_hold))


def _network(setup: NetworkSetup, library: DataLibrary | None) -> NetworkProblem:
    if library is None:
        raise DataError(tr("There is no data library to load {dataset} from.").format(dataset=setup.dataset))
    return NetworkProblem(setup, library.load(setup.dataset))


def _first_network(library: DataLibrary | None) -> NetworkSetup:
    """MNIST, or the program's own digits where it is not there yet."""
    return NetworkSetup(MNIST_KEY if library is None or library.is_found(MNIST_KEY) else DIGITS_KEY)


FUNCTION = ProblemKind(
    key=FunctionSetup.kind,
    title=mark("Lan&dscape"),
    tooltip=mark("Race on functions of two variables"),
    word="function",
    setup=FunctionSetup,
    default=lambda library: function_setup(DEFAULT_FUNCTION),
    make=_function,
    draws_batches=FunctionProblem.draws_batches,
    sampling=("batch_size", "noise"),
    plots=("loss",),
    views=(),
    x_axes=MappingProxyType({"step": mark("Steps"), "evaluations": mark("Evaluations"), "seconds": mark("Seconds")}),
    evaluations=mark("gradient evaluations"),
    evaluations_text=mark("{count} gradient evaluations"),
    loss_name=mark("loss f"),
    usual=Usual(
        steps=100,
        panels=("canvas", "loss"),
        # Slow enough to talk about each step.
        scene_speed=4.0,
        speed=10.0,
        smoothing=0.0,
        replays=True,
        off=frozenset(),
        long_steps=20_000,
    ),
    form="function",
    no_batches_text=mark("only sgd draws batches; {name} belongs to it"),
    view_fields=frozenset({"box", "predict"}),
    owner_text=mark("{name} belongs to functions; how low the loss of a network can come is not known"),
    foreign_panel=mark("the panel “{panel}” belongs to networks; the experiment is a function"),
)
NETWORK = ProblemKind(
    key=NetworkSetup.kind,
    title=mark("Digit&s"),
    tooltip=mark("Race on a network that learns to read digits"),
    word="dataset",
    setup=NetworkSetup,
    default=_first_network,
    make=_network,
    draws_batches=NetworkProblem.draws_batches,
    sampling=("batch_size",),
    plots=("loss", "accuracy"),
    views=("sight", "weights", "layers"),
    # A gradient evaluation is an image that was seen.
    x_axes=MappingProxyType({"step": mark("Steps"), "epochs": mark("Epochs"), "evaluations": mark("Samples"), "seconds": mark("Seconds")}),
    evaluations=mark("samples seen"),
    evaluations_text=mark("{count} samples seen"),
    loss_name=mark("loss"),
    usual=Usual(
        steps=2000,
        panels=("loss", "accuracy"),
        scene_speed=None,
        # A test of a network comes after a hundred steps: nobody waits ten seconds for a point of the accuracy.
        speed=None,
        # The loss of a batch is noisy, so smoothing begins high. About twenty batches are seen as one: with ten, runs cannot be told
        # apart; with fifty, the curve falls visibly later than the losses.
        smoothing=0.95,
        # Networks take long to compute again.
        replays=False,
        # One batch gradient a step makes a race; the whole training set costs as much as hundreds of them, so it waits.
        off=frozenset({"gd"}),
        long_steps=100,
    ),
    form="network",
    no_batches_text=mark("{optimizer} looks at all images in every step; {name} belongs to the others"),
    owner_text=mark("{name} belongs to networks, which have a dataset instead of a function"),
    foreign_field=mark("{name} belongs to functions; the experiment is a network"),
)
KINDS: tuple[ProblemKind, ...] = (FUNCTION, NETWORK)
PANELS = tuple(dict.fromkeys(panel for kind in KINDS for panel in kind.panels))
"""All that can be shown, of one kind of problem or another: the one vocabulary of views, scenes, pictures, films and tabs."""
PARTS = ("canvas", *dict.fromkeys(plot for kind in KINDS for plot in kind.plots), "inspector")
"""All of these that can stand in a picture, in the order in which they stand there."""


def kind_of(what: ProblemSetup | Problem) -> ProblemKind:
    """The kind of a setup or a problem."""
    return kind_by_key(what.kind)


def kind_by_key(key: str) -> ProblemKind:
    """The kind with this key.

    Raises:
        KeyError: if there is none.
    """
    return {kind.key: kind for kind in KINDS}[key]


def problem_of(setup: ProblemSetup, library: DataLibrary | None) -> Problem:
    """The problem that a setup names, with its data loaded from the library.

    Raises:
        DataError: if the data cannot be had.
    """
    return kind_of(setup).make(setup, library)


def recommended_optimizer(key: str, problem: str | ProblemSetup) -> Optimizer:
    """The optimizer of that key with the learning rate recommended for the problem or function, all else at its default."""
    return OPTIMIZERS[key](learning_rate=_setup(problem).recommended_rate(key))


def recommended_sampling(problem: str | ProblemSetup) -> Sampling:
    """Batches of the usual size, on a function drawn as far around the point as it recommends."""
    return _setup(problem).recommended_sampling()


def largest_stable_rate(optimizer: Optimizer, problem: ProblemSetup) -> float | None:
    """The η above which the rule diverges on the problem from nearly every start; None where no such η is known."""
    curvature = problem.constant_curvature
    # Random batches have a limit of their own, which depends on the batch.
    if curvature is None or kind_of(problem).draws_batches(optimizer):
        return None
    return optimizer.largest_stable_rate(curvature)


def usual_panels(problem: ProblemSetup, inspects: bool) -> tuple[str, ...]:
    """The panels of a scene that does not name them."""
    panels = kind_of(problem).usual.panels
    return (*panels, "inspector") if inspects else panels


def _setup(problem: str | ProblemSetup) -> ProblemSetup:
    return function_setup(problem) if isinstance(problem, str) else problem
