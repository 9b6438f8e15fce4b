"""Time goes both ways without a trace: walks of all that a user may do to it, checked after each move against a plain loop."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import core.experiment.experiment
from core.experiment.document import snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.past_step import PastStepReader
from core.experiment.setup import RunSetup, Setup
from core.experiment.snapshot_at import snapshot_at
from core.formats.document import parse_document
from core.formats.document_text import document_text
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.problems.base import Finish, Sampling
from core.problems.function import FunctionProblem, FunctionSetup
from core.problems.kinds import recommended_optimizer, recommended_sampling
from core.steps.phases import Phase, SubStep, back, forward, phases_of_all
from tests.helpers.histories import PlainLoop, arrival_by_definition, record_facts

WALKS_ON_EACH = 170
MOVES = 12
MOST_RUNS = 6
# A finish that runs come to within the steps of a walk.
SOON = Finish(0.4, 3)
SAMPLINGS = (Sampling(10, 0.5), Sampling(2, 0.1))
labels = st.integers(0, MOST_RUNS)
# The last one leaves the numbers that a float can hold within a few steps.
rates = st.sampled_from((0.3, 0.1, 0.02, 0.9, 1e6))
spots = st.floats(0, 1)


@dataclass
class Believed:
    """What the walk believes of one run, from the documented effect of each move alone."""

    log: list
    fork: int = 0
    parent: str | None = None
    ended_under: list | None = None
    """The log when the run ended, where it was configured after that: the change waits for somebody who goes back."""


class TimeWalk(RuleBasedStateMachine):
    """One experiment on a function with two or three rules, and branches."""

    function: str

    @initialize(
        keys=st.lists(st.sampled_from(("gd", "sgd", "momentum", "adagrad", "nag", "rmsprop", "adam")), min_size=2, max_size=3, unique=True),
        seed=st.integers(0, 2),
    )
    def begin(self, keys, seed):
        # How batches are drawn is kept, and means something, only where they are.
        self.usual = recommended_sampling(self.function)
        samplings = {key: SAMPLINGS[0] if OPTIMIZERS[key].samples else self.usual for key in keys}
        runs = tuple(RunSetup(key, recommended_optimizer(key, self.function), samplings[key]) for key in keys)
        self.patch = pytest.MonkeyPatch()
        # A piece of work is one step of every run, whatever the clock says, so that a walk that fails can be walked again.
        self.patch.setattr(core.experiment.experiment, "_ROUND_SECONDS", 0.0)
        self.experiment = Experiment(Setup(FunctionSetup(self.function, FUNCTIONS[self.function].start, *SOON), seed, runs))
        self.problem = FunctionProblem(FUNCTIONS[self.function])
        self.level = FunctionProblem(FUNCTIONS[self.function], SOON).finish_level(self.experiment.snapshot().runs[0].loss[0])
        self.loops = {}
        self.branches = 0
        self.believe_the_start()

    def teardown(self):
        if hasattr(self, "patch"):
            self.patch.undo()

    def believe_the_start(self):
        self.believed = {run.label: Believed([(0, run.optimizer, run.sampling)]) for run in self.experiment.setup.runs}

    # Moves

    @rule(steps=st.integers(1, 20))
    def advance(self, steps):
        self.experiment.advance(steps)

    @rule(steps=st.integers(1, 25), pieces=st.integers(1, 30))
    def advance_in_pieces_and_pause(self, steps, pieces):
        target = self.experiment.step + steps
        for _ in range(pieces):
            if self.experiment.work(target, 0.0):
                break

    @rule()
    def step(self):
        self.experiment.advance(1)

    @rule()
    def step_back(self):
        self.go_back(max(0, self.experiment.step - 1), at_once=True)

    @rule(onward=st.booleans(), parts=st.integers(1, 9))
    def walk_through_the_parts_of_steps(self, onward, parts):
        self.experiment.advance(0)
        walk, phases = SubStep(self.experiment.step), phases_of_all(run.optimizer for run in self.experiment.runs.values())
        for _ in range(parts):
            to = forward(walk, phases) if onward else back(walk, phases)
            if to.step > walk.step:
                self.experiment.advance(1)
                if self.experiment.step < to.step:
                    return  # nobody is left to take a step
            elif to.step < walk.step:
                self.go_back(to.step, at_once=True)
            walk = to
            # Until the point moves, everybody is shown where he stood before the step.
            snapshot = self.experiment.snapshot()
            shown = snapshot if walk.phase is Phase.MOVE else snapshot_at(snapshot, walk.step - 1)
            assert shown.step == walk.step - (walk.phase is not Phase.MOVE)
            for run in shown.runs:
                rows = self.loop(run.label).upto(run.step)
                assert run.step <= shown.step
                assert run.path.tobytes() == b"".join(row.theta.tobytes() for row in rows[: run.step + 1])
                assert run.theta.tobytes() == rows[run.step].theta.tobytes()

    @rule(spot=spots, at_once=st.booleans())
    def rewind(self, spot, at_once):
        self.go_back(round(spot * self.experiment.step), at_once)

    @rule(steps=st.integers(1, 20))
    def forward_back_and_forward(self, steps):
        self.experiment.advance(0)
        begin = self.experiment.step
        if any(believed.ended_under or believed.log[-1][0] > begin for believed in self.believed.values()):
            return  # going back brings a change nearer that waits ahead
        self.experiment.advance(steps)
        there = self.facts()
        self.go_back(begin, at_once=True)
        self.experiment.advance(steps)
        assert self.facts() == there

    @rule(spot=spots, pieces=st.integers(0, 60))
    def look(self, spot, pieces):
        before, step = self.facts(), round(spot * self.experiment.step)
        looking = PastStepReader(self.experiment, step)
        for _ in range(pieces):
            looking.work(0.0)
        looking.work()
        assert self.facts() == before
        seen = snapshot_at(self.experiment.snapshot(), step, looking.past_step.records)
        for run in seen.runs:
            there = self.experiment.runs[run.label]
            if there.step >= step > 0 and (there.termination is None or there.step > step):
                assert record_facts(run.record) == record_facts(self.loop(run.label).upto(step)[step].record)
                assert run.theta.tobytes() == run.path[-1].tobytes()
        assert all(record.number == step for record in looking.past_step.records.values())

    @rule(which=labels, rate=rates, sampling=st.sampled_from(SAMPLINGS), with_replay=st.booleans())
    def configure(self, which, rate, sampling, with_replay):
        run = self.pick(which)
        believed = self.believed[run.label]
        optimizer = replace(run.optimizer, learning_rate=rate)
        sampling = sampling if run.optimizer.samples else self.usual
        since = believed.fork if with_replay else max(run.step, self.experiment.step, run.termination.step if run.termination else 0)
        if run.termination is not None and believed.ended_under is None:
            believed.ended_under = believed.log
        believed.log = [kept for kept in believed.log if kept[0] < since] + [(since, optimizer, sampling)]
        if with_replay:
            for other in self.believed.values():
                if other.parent == run.label:
                    other.fork = min(other.fork, believed.fork)
        self.experiment.configure(run.label, optimizer, sampling, with_replay)

    @precondition(lambda self: len(self.experiment.runs) < MOST_RUNS)
    @rule(which=labels, spot=spots, rate=st.none() | rates, at_once=st.booleans())
    def branch(self, which, spot, rate, at_once):
        parent = self.pick(which)
        fork = round(spot * parent.step)
        optimizer = parent.optimizer if rate is None else replace(parent.optimizer, learning_rate=rate)
        self.branches += 1
        label = f"branch {self.branches}"
        log = [kept for kept in self.believed[parent.label].log if kept[0] < fork] + [(fork, optimizer, parent.sampling)]
        self.believed[label] = Believed(log, fork, parent.label)
        self.experiment.branch(parent.label, fork, label, optimizer, parent.sampling)
        if at_once:
            self.experiment.advance(0)

    @precondition(lambda self: any(run.parent for run in self.experiment.runs.values()))
    @rule(which=labels)
    def remove_a_branch(self, which):
        branches = [run.label for run in self.experiment.runs.values() if run.parent]
        label = branches[which % len(branches)]
        gone = self.believed.pop(label)
        for other in self.believed.values():
            if other.parent == label:
                other.parent, other.fork = gone.parent, min(other.fork, gone.fork)
        self.experiment.remove_branch(label)

    @rule(which=labels, on=st.booleans())
    def switch(self, which, on):
        self.experiment.switch(self.pick(which).label, on)

    @precondition(lambda self: self.experiment.step > 30)
    @rule(catch_up=st.booleans())
    def restart(self, catch_up):
        self.experiment = self.experiment.with_setup(self.experiment.setup, catch_up)
        assert not any(run.parent for run in self.experiment.runs.values())
        self.believe_the_start()

    @rule()
    def save_and_open(self):
        self.experiment.advance(0)
        snapshot = self.experiment.snapshot()
        kept = snapshot_document(snapshot)
        document = parse_document(document_text(kept))
        assert document == kept
        opened = Experiment.from_document(document)
        assert opened.setup.runs == self.experiment.setup.runs
        opened.stand_at(document.opening_step)
        opened.advance(0)
        if self.experiment.active:
            assert opened.step == self.experiment.step
        before, after = self.facts(), facts_of(opened)
        # A run that is switched off is not taken further, and not computed before it is switched on.
        for run in snapshot.runs:
            if run.termination is not None and run.termination.step > opened.step and opened.active:
                # Another run holds the race where this one has yet to fail: it will, with the next step.
                assert after[run.label][:2] == before[run.label][:2]
            else:
                assert after[run.label] == before[run.label]
        self.experiment = opened

    # What has to be true after each of them

    @invariant()
    def every_run_is_what_its_log_says(self):
        for label, run in self.experiment.runs.items():
            snapshot = run.snapshot()
            rows = self.loop(label).upto(run.step)
            assert snapshot.loss.tolist() == [row.loss for row in rows]
            assert snapshot.arrival == arrival_by_definition(snapshot.loss, self.level, SOON.hold)
            assert snapshot.path.tobytes() == b"".join(row.theta.tobytes() for row in rows)
            if run.termination is not None:
                loop = self.loop(label, self.believed[label].ended_under)
                assert len(loop.upto(run.step + 1)) == run.step + 1
                assert record_facts(run.record) == record_facts(loop.failed)
                continue
            self.believed[label].ended_under = None
            if run.record is not None:
                assert record_facts(run.record) == record_facts(rows[-1].record)
            assert snapshot.theta.tobytes() == rows[-1].theta.tobytes()

    @invariant()
    def no_run_is_ahead_of_the_step_that_was_reached(self):
        assert all(run.step <= self.experiment.step for run in self.experiment.runs.values())

    @invariant()
    def a_branch_shares_the_past_of_its_parent_up_to_the_fork(self):
        for label, run in self.experiment.runs.items():
            believed = self.believed[label]
            assert (run.parent, run.fork) == (believed.parent, believed.fork)
            if run.parent is not None:
                rows = min(run.fork, run.step, self.experiment.runs[run.parent].step) + 1
                ours, theirs = run.snapshot(), self.experiment.runs[run.parent].snapshot()
                assert ours.path[:rows].tobytes() == theirs.path[:rows].tobytes()

    @invariant()
    def changes_are_those_of_the_log_that_changed_something(self):
        for label, run in self.experiment.runs.items():
            told = [(change.since, change.optimizer, change.sampling) for change in run.snapshot().changes]
            log = [entry for entry in self.believed[label].log if entry[0] <= run.step]
            assert told == [entry for k, entry in enumerate(log) if k == 0 or entry[1:] != log[k - 1][1:]]

    # Help

    def go_back(self, step, at_once):
        for setup in self.experiment.setup.runs:
            run, believed = self.experiment.runs[setup.label], self.believed[setup.label]
            terminated_before = run.termination is not None and run.termination.step <= step
            since = max(step, run.step) if terminated_before else step
            believed.log = [kept for kept in believed.log if kept[0] < since] + [(since, setup.optimizer, setup.sampling)]
            believed.fork = min(believed.fork, step)
        if at_once:
            self.experiment.rewind(step)
        else:
            self.experiment.begin_rewind(step)

    def pick(self, which):
        runs = list(self.experiment.runs.values())
        return runs[which % len(runs)]

    def loop(self, label, log=None):
        key = tuple(log or self.believed[label].log)
        if key not in self.loops:
            setup = self.experiment.setup
            self.loops[key] = PlainLoop(self.problem, setup.problem.start, setup.seed, key)
        return self.loops[key]

    def facts(self):
        return facts_of(self.experiment)


def facts_of(experiment):
    """All that the runs of an experiment are, to the bit, by label."""
    found = {}
    for label, run in experiment.runs.items():
        s = run.snapshot()
        found[label] = (s.loss.tobytes(), s.path.tobytes(), s.termination, s.theta.tobytes(), record_facts(s.record))
    return found


def walks_on(function):
    """The test of many walks on one function: a third of what two processes share, so that neither ends long before the other."""
    case = type(f"TimeWalkOn{function.title().replace('-', '')}", (TimeWalk,), {"function": function}).TestCase
    case.settings = settings(
        max_examples=WALKS_ON_EACH,
        stateful_step_count=MOVES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    return case


test_that_time_leaves_no_trace_on_a_bowl = walks_on("seed-bowl")
test_that_time_leaves_no_trace_on_hills = walks_on("himmelblau")
test_that_time_leaves_no_trace_where_batches_are_drawn = walks_on("line-fit")
