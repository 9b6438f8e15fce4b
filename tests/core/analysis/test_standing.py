"""The sentences on how the runs stand are true at the step that they name."""

from dataclasses import replace

import numpy as np
import pytest

from core.analysis.standing import standing_text
from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.experiment.snapshot_at import snapshot_at

NAMES = {"gd": "GD", "sgd": "SGD", "momentum": "Momentum", "nag": "NAG", "adam": "Adam", "adagrad": "AdaGrad", "rmsprop": "RMSProp"}


def race(steps, on=("gd", "momentum", "nag"), **rates):
    setup = default_setup()
    for label, rate in rates.items():
        run = next(run for run in setup.runs if run.label == label)
        setup = setup.with_run(replace(run, optimizer=replace(run.optimizer, learning_rate=rate)))
    experiment = Experiment(setup, off=frozenset(NAMES) - set(on))
    experiment.advance(steps)
    return experiment.snapshot()


def test_that_the_lowest_loss_leads_and_the_others_follow_in_order():
    snapshot = race(32)
    losses = {run.label: float(run.loss[-1]) for run in snapshot.runs}
    first, second, third = sorted(losses, key=losses.__getitem__)
    text = standing_text(snapshot, NAMES)
    order = [text.index(NAMES[label]) for label in (first, second, third)]
    assert text.startswith(f"Step 32. {NAMES[first]} leads with ")
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("loss", "told"),
    [(0.0116789, "0.0117"), (0.039, "0.0390"), (1.234e-5, "1.23e−5"), (0.0, "0"), (81234.0, "81234"), (812345.0, "8.12e5"), (12.1, "12.1")],
)
def test_that_a_loss_has_three_digits_and_a_minus_that_is_read_out(loss, told):
    snapshot = race(1, on=("gd",))
    (run,) = snapshot.runs
    run = replace(run, loss=np.array([1.0, loss]))
    assert standing_text(replace(snapshot, runs=(run,)), NAMES) == f"Step 1. GD stands at {told}."


def test_that_runs_at_the_start_have_no_leader():
    assert standing_text(race(0), NAMES) == "Step 0. All runs stand at 12.1."


def test_that_a_diverged_run_has_no_place_and_is_told_of():
    text = standing_text(race(2000, gd=3.0), NAMES)
    assert "GD diverged at step " in text
    assert " leads with " in text.partition("GD diverged")[0]
    assert "GD " not in text.partition("GD diverged")[0]


def test_that_a_run_that_is_behind_has_no_place_but_its_step():
    snapshot = race(5)
    behind = replace(snapshot.runs[0], loss=snapshot.runs[0].loss[:3])
    text = standing_text(replace(snapshot, runs=(behind, *snapshot.runs[1:])), NAMES)
    assert text.endswith("GD has come to step 2.")
    assert text.startswith("Step 5. ")


def test_that_looking_back_is_said_and_the_losses_are_those_of_then():
    snapshot = race(32)
    assert standing_text(snapshot_at(snapshot, 0, {}), NAMES) == "Looking at step 0 of 32. All runs stand at 12.1."


def test_that_nothing_on_is_said():
    assert standing_text(race(0, on=()), NAMES) == "Step 0. No run is switched on."


def test_that_who_has_arrived_is_told_with_the_step_the_first_first():
    snapshot = race(400)
    arrived = sorted((run.arrival.step, run.label) for run in snapshot.runs if run.arrival is not None)
    assert len(arrived) > 1
    told = ", ".join(f"{NAMES[label]} at step {step}" for step, label in arrived)
    assert f"Arrived: {told}." in standing_text(snapshot, NAMES)
