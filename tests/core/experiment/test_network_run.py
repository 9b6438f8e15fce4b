"""A run on a network is a function of its settings: cut, rewound, branched or tuned, its rows are equal to the bit."""

import dataclasses
import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import core.problems.network
from core.experiment.replay import Checkpoint
from core.experiment.run import Run
from core.experiment.snapshot import Termination, TerminationReason
from core.numbers.recompute import recompute
from core.optimizers import OPTIMIZERS
from core.optimizers.base import Optimizer
from core.problems.base import Sampling
from core.problems.mlp import backward, cross_entropy, forward
from tests.helpers.networks import BUDGET, DATASET, SMALL, Settings, facts, fresh, optimizer, problem, straight

keys = st.sampled_from(list(OPTIMIZERS))
clocks = st.integers(0, 1000)
shapes = st.fixed_dictionaries({"replacement": st.booleans(), "weight_decay": st.sampled_from([0.0, 0.1]), "record_layers": st.booleans()})

pytestmark = pytest.mark.usefixtures("small_chunks")


@contextmanager
def interrupted(seed: int) -> Iterator[None]:
    """Let the time be up at random moments: a deadline of 1 by this clock is reached at every second look or so."""
    random = np.random.RandomState(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.problems.network, "perf_counter", lambda: random.randint(2))
        yield


def in_pieces(run: Run, goal: int, chunks: Iterator[int]) -> None:
    """Bring a run to row `goal` in advances of so many steps, each as short as the clock makes it, tests included."""
    for chunk in chunks:
        if run.step >= goal and not run.is_testing:
            return
        run.advance(min(chunk, goal - run.step), deadline=1)


@given(keys, shapes, clocks, st.lists(st.integers(0, 9), min_size=1, max_size=6))
@settings(max_examples=60)
def test_that_pauses_and_deadlines_do_not_change_a_run(key, shape, clock, chunks):
    cut, whole = fresh(key, shape=shape), fresh(key, shape=shape)
    with interrupted(clock):
        in_pieces(cut, 17, itertools.cycle([*chunks, 1]))
    whole.advance(17)
    assert whole.step == 17
    assert facts(cut) == facts(whole)


def test_that_a_step_of_gd_and_a_test_are_cut_where_the_time_is_up():
    # Another test may have had the start tested, which a problem remembers.
    problem.cache_clear()
    run = fresh("gd")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.problems.network, "perf_counter", lambda: 1)
        calls = 0
        while run.step < 3:
            run.advance(3 - run.step, deadline=1)
            assert run.record is None or run.record.number == run.step
            calls += 1
    # The test of row 0 has one place to be cut. The gradients of rows 0 to 3 have two each, and each shares its forward passes
    # with the loss of its row.
    assert calls == 1 + 4 * 2 + 1


class Model:
    """A run, and the settings that hold for its rows, kept in the simplest way."""

    def __init__(self, key: str, seed: int, shape) -> None:
        self.run = fresh(key, seed, shape=shape)
        self.log: list[Settings] = [(0, self.run.optimizer, SMALL)]

    def rewind(self, step: int) -> None:
        self.run.rewind(step)
        self.log = [entry for entry in self.log if entry[0] <= step]

    def configure(self, rate: float, sampling: Sampling) -> None:
        changed = dataclasses.replace(self.run.optimizer, learning_rate=rate)
        self.run.configure(changed, sampling)
        self._hold(self.run.step, changed, sampling)

    def restart(self) -> None:
        self.run.restart()
        # The settings of now hold from the start; of a branch from its fork, up to which the past stays the parent's.
        self._hold(self.run.fork, self.run.optimizer, self.run.sampling)

    def _hold(self, since: int, optimizer: Optimizer, sampling: Sampling) -> None:
        self.log = [entry for entry in self.log if entry[0] < since] + [(since, optimizer, sampling)]


@given(keys, st.integers(0, 2), shapes, clocks, st.data())
@settings(max_examples=80)
def test_that_whatever_is_done_to_a_run_its_rows_are_those_of_its_settings(key, seed, shape, clock, data):
    model = Model(key, seed, shape)
    parents = []
    for _ in range(data.draw(st.integers(1, 6))):
        match data.draw(st.sampled_from(["advance", "interrupt", "rewind", "branch", "configure", "restart"])):
            case "advance":
                model.run.advance(data.draw(st.integers(0, 30)))
            case "interrupt":
                with interrupted(clock):
                    model.run.advance(data.draw(st.integers(0, 6)), deadline=1)
            case "rewind":
                model.rewind(data.draw(st.integers(0, model.run.step)))
            case "branch":
                step = data.draw(st.integers(0, model.run.step))
                parents.append((model.run, facts(model.run)))
                model.run = model.run.branch(step, "branch")
                model.log = [entry for entry in model.log if entry[0] <= step]
            case "configure":
                rate = data.draw(st.sampled_from([0.002, 0.02]))
                model.configure(rate, data.draw(st.sampled_from([SMALL, Sampling(batch_size=5), Sampling(batch_size=30)])))
            case "restart":
                model.restart()
    for parent, before in parents:
        assert facts(parent) == before
    goal = model.run.step + data.draw(st.integers(0, 12))
    model.run.advance(goal - model.run.step)
    # A branch on its way to its fork has changes ahead of it.
    log = [entry for entry in model.log if entry[0] <= goal]
    assert facts(model.run) == facts(straight(key, seed, shape, log, goal))


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_the_last_step_after_going_back_is_the_one_that_led_there(key):
    run, whole = fresh(key), fresh(key)
    run.advance(30)
    records = {}
    for step in range(1, 30):
        whole.advance(1)
        records[step] = whole.last_step
    for step in range(29, 0, -1):
        run.rewind(step)
        assert run.last_step.terms.keys() == records[step].terms.keys()
        for symbol, value in records[step].terms.items():
            assert value.tobytes() == run.last_step.terms[symbol].tobytes()
        assert run.snapshot().theta.tobytes() == run.last_step.theta.tobytes()


@pytest.mark.parametrize("then", ["configure", "rewind"])
def test_that_a_step_that_was_left_half_done_is_forgotten_by_what_comes_in_between(then):
    cut, whole = fresh("gd"), fresh("gd")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.problems.network, "perf_counter", lambda: 1)
        while cut.step < 3 or cut._unfinished is None:
            cut.advance(9, deadline=1)
    assert cut.step == 3
    whole.advance(3)
    for run in (cut, whole):
        if then == "rewind":
            run.rewind(2)
        else:
            run.configure(optimizer("gd", learning_rate=0.5))
        run.advance(5)
    assert facts(cut) == facts(whole)


def test_that_a_change_to_another_batch_size_at_the_start_changes_the_loss_of_row_0():
    run, other = fresh(), fresh(sampling=Sampling(batch_size=30))
    run.configure(run.optimizer, Sampling(batch_size=30))
    run.advance(6)
    other.advance(6)
    assert facts(run) == facts(other)


@pytest.mark.parametrize("replacement", [True, False])
def test_that_row_0_is_equal_for_all_rules_that_learn_from_the_same_batches(replacement):
    first = {key: fresh(key, shape={"replacement": replacement}).snapshot().loss[0] for key in OPTIMIZERS}
    everything = first.pop("gd")
    assert len(set(first.values())) == 1
    theta = problem().start(0)
    labels = DATASET.train_labels.astype(np.intp)
    passed = forward(problem().network, theta, problem().inputs(DATASET.train_images))
    assert everything == pytest.approx(cross_entropy(passed, labels), rel=1e-6)


def test_that_a_row_has_the_loss_of_its_own_batch_and_nag_looks_ahead_but_tells_the_loss_where_it_stands():
    task = problem(precision="float64")
    rate, alpha = 0.05, 0.8
    run = Run("nag", task, task.start(0), 0, OPTIMIZERS["nag"](rate, alpha), SMALL)
    run.advance(8)

    def loss_and_gradient(theta, step):
        indices = task.oracle(0)._minibatches.indices(step, 16)
        labels = DATASET.train_labels[indices].astype(np.intp)
        passed = forward(task.network, theta, task.inputs(DATASET.train_images[indices]))
        return cross_entropy(passed, labels), backward(task.network, passed, labels)

    theta, v = task.start(0), 0.0
    for step, loss in enumerate(run.snapshot().loss.tolist()):
        assert loss == pytest.approx(loss_and_gradient(theta, step)[0], rel=1e-10)
        v = alpha * v - rate * loss_and_gradient(theta + alpha * v, step)[1]
        theta = theta + v


@pytest.mark.parametrize("key", OPTIMIZERS)
@pytest.mark.parametrize("cut", [False, True])
def test_that_a_diverging_run_ends_at_its_last_finite_row(key, cut):
    # So many layers multiply what a rate of a million makes of the weights beyond the numbers that there are.
    run = fresh(key, shape={"hidden": (8,) * 9}, learning_rate=1e6)
    if cut:
        with interrupted(0):
            for _ in range(100):
                run.advance(50, deadline=1)
    else:
        run.advance(50)
    snapshot = run.snapshot()
    assert snapshot.termination is not None
    assert snapshot.termination.reason is TerminationReason.DIVERGED
    assert snapshot.termination.step == snapshot.step + 1 < 50
    assert np.isfinite(snapshot.loss).all()
    assert np.isfinite(snapshot.theta).all()
    assert run.advance(10) == 0
    run.rewind(0)
    run.configure(optimizer(key))
    run.advance(10)
    assert run.step == 10


@pytest.mark.parametrize(("key", "squares"), [("adagrad", "h"), ("rmsprop", "h"), ("adam", "v")])
def test_that_squares_that_overflow_end_a_run_though_its_loss_is_finite_and_all_rows_before_it_can_be_taken_again(key, squares):
    run = fresh(key, shape={"hidden": (8,) * 4}, learning_rate=1e6)
    run.advance(50)
    last, failed, settings = run.step, run.record, run.settings[0]
    assert run.termination == Termination(TerminationReason.DIVERGED, last + 1)
    assert last > 0
    assert np.isfinite(failed.state[squares]).all()
    assert np.isinf(failed.taken.state[squares]).any()
    assert np.isfinite(run.problem.oracle(0).loss(failed.taken.theta, last + 1, settings))
    replay = run.replay(last)
    assert replay.work()
    assert replay.record.taken.theta.tobytes() == run.snapshot().theta.tobytes()
    rows = list(
        recompute(run.problem, run.snapshot(), 0, Checkpoint(0, run.start, run.optimizer.init(run.start)), last + 9, lambda steps: None)
    )
    assert [(row.step, row.failed) for row in rows] == [(k, k > last) for k in range(last + 2)]
    before = facts(run)
    run.rewind(last)
    run.advance(9)
    assert facts(run) == before


def test_that_tests_are_made_at_the_start_then_every_so_many_steps_and_on_demand_at_the_end():
    run = fresh()
    run.advance(12)
    assert run.snapshot().held_out.steps.tolist() == [0, 5, 10]
    for _ in range(2):
        run.test_now()
        assert run.snapshot().held_out.steps.tolist() == [0, 5, 10, 12]
    task = problem()
    right = task.probabilities(run.snapshot().theta, DATASET.test_images).argmax(axis=1) == DATASET.test_labels
    assert run.snapshot().held_out.accuracy[-1] == right.mean()
    run.advance(8)
    assert run.snapshot().held_out.steps.tolist() == [0, 5, 10, 12, 15, 20]
    without = fresh()
    without.advance(20)
    assert run.snapshot().loss.tobytes() == without.snapshot().loss.tobytes()


def test_that_a_test_that_was_asked_for_goes_with_its_row_and_is_not_made_again():
    run, whole = fresh(), fresh()
    run.advance(12)
    run.test_now()
    branch = run.begin_branch(8, "branch")
    run.rewind(8)
    whole.advance(20)
    for again in (run, branch):
        again.advance(12 - again.step)
        again.advance(8)
        assert again.snapshot().held_out.steps.tolist() == [0, 5, 10, 15, 20]
        assert facts(again) == facts(whole)


def test_that_a_smaller_step_between_tests_does_not_change_the_training():
    often, seldom = fresh(shape={"test_every": 1}), fresh(shape={"test_every": 1000})
    for run in (often, seldom):
        run.advance(15)
    assert often.snapshot().held_out.steps.tolist() == list(range(16))
    assert seldom.snapshot().held_out.steps.tolist() == [0]
    assert often.snapshot().loss.tobytes() == seldom.snapshot().loss.tobytes()


def test_that_evaluations_count_images_also_through_a_change_of_batch_size():
    run, descent = fresh(), fresh("gd")
    run.advance(10)
    run.configure(run.optimizer, Sampling(batch_size=40))
    run.advance(5)
    descent.advance(3)
    assert run.snapshot().evaluations.at(np.array([0, 4, 10, 15])).tolist() == [0, 64, 160, 360]
    assert descent.snapshot().evaluations.at(np.array([3])).tolist() == [360]


def test_that_the_norms_of_each_layer_are_those_of_the_step_that_followed_the_row():
    run = fresh("momentum", shape={"record_layers": True})
    network, theta = problem().network, run.snapshot().theta
    for step in range(4):
        run.advance(1)
        norms = run.snapshot().layers
        assert norms.gradient.shape == norms.update_ratio.shape == (step + 1, 2)
        taken = run.last_step
        for layer, place in enumerate([slice(0, 37 * 8), slice(37 * 8, network.parameter_count)]):
            g, update, before = (np.linalg.norm(array[place]) for array in (taken.terms["g"], taken.terms["v"], theta))
            assert norms.gradient[step, layer] == pytest.approx(g, rel=1e-5)
            assert norms.update_ratio[step, layer] == pytest.approx(update / before, rel=1e-5)
        theta = taken.theta
    assert fresh("momentum").snapshot().layers.gradient.size == 0


def test_that_checkpoints_take_no_more_than_their_budget_and_are_the_trail():
    run = fresh("adam")
    run.advance(200)
    snapshot = run.snapshot()
    assert 0 < snapshot.kept_bytes <= BUDGET
    assert snapshot.trail.steps[0] == 0
    assert snapshot.trail.steps[-1] == 200
    assert snapshot.trail.points[-1].tobytes() == snapshot.theta.tobytes()
    assert len(snapshot.path) == 0


@pytest.mark.parametrize("budget", [0, 1, 10**9])
def test_that_going_back_is_exact_whatever_the_budget(budget):
    task = problem()
    run = Run("adam", task, task.start(0), 0, optimizer("adam"), SMALL, budget)
    run.advance(60)
    run.rewind(31)
    whole = fresh("adam")
    whole.advance(31)
    assert facts(run) == facts(whole)


def looks_at_all_images(run: Run, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The chunks of training images that are looked at from now on, by their first image."""
    looked: list[int] = []
    chunk = run.problem.train_chunk
    monkeypatch.setattr(run.problem, "train_chunk", lambda first: looked.append(first) or chunk(first))
    return looked


def test_that_gd_goes_back_and_on_again_without_another_look_at_the_images(monkeypatch):
    run = fresh("gd")
    run.advance(20)
    before, looked = facts(run), looks_at_all_images(run, monkeypatch)
    for step in (19, 18, 17):
        run.rewind(step)
    run.advance(3)
    assert looked == []
    assert facts(run) == before
    run.advance(1)
    assert looked == [0, 50, 100]


@pytest.mark.parametrize("steps", [40, 41])
def test_that_gd_goes_back_a_step_by_one_gradient_where_few_are_kept(steps, monkeypatch):
    monkeypatch.setattr(core.problems.network, "_KEPT_TRAINING_BYTES", 0)
    run = fresh("gd")
    run.advance(steps)
    looked = looks_at_all_images(run, monkeypatch)
    run.rewind(steps - 1)
    assert looked == []
    run.rewind(steps - 2)
    assert looked == [0, 50, 100]


def test_that_each_step_of_gd_compares_its_parameters_with_a_few_others_however_many_were_taken(monkeypatch):
    run, compared = fresh("gd"), []
    has_same_bits = core.problems.network._has_same_bits
    monkeypatch.setattr(core.problems.network, "_has_same_bits", lambda one, other: compared.append(1) or has_same_bits(one, other))
    # On the way back and on again, what is compared with lies further back than on the way forward.
    for to_go, back in ((60, 0), (60, 5)):
        run.rewind(run.step - back)
        compared.clear()
        run.advance(to_go)
        assert len(compared) <= 16 * to_go
    assert len(run._oracle._trainings) == 16


def test_that_another_seed_is_another_start_and_other_batches():
    runs = [Run("sgd", problem(), problem().start(0), seed, optimizer("sgd"), SMALL) for seed in (0, 1)]
    assert runs[0].snapshot().loss[0] != runs[1].snapshot().loss[0]
    assert fresh("sgd", 0).snapshot().theta.tobytes() != fresh("sgd", 1).snapshot().theta.tobytes()
