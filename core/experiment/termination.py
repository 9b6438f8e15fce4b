"""Why a run stands where it stands, in words."""

from core.experiment.snapshot import RunSnapshot, TerminationReason
from core.optimizers.base import Optimizer
from core.problems.base import Problem, Sampling
from core.text import tr


def termination_text(run: RunSnapshot) -> str:
    """One short clause: what ended the run, or how far it has come."""
    if run.termination is None:
        return tr("reached step {step}").format(step=run.step)
    sentences = {TerminationReason.DIVERGED: tr("diverged at step {step}")}
    return sentences[run.termination.reason].format(step=run.termination.step)


def terminated_before(run: RunSnapshot, problem: Problem, optimizer: Optimizer, sampling: Sampling) -> bool:
    """Whether the run on `problem` ended under other settings than these, which wait for it to take steps again."""
    if run.termination is None or not run.changes:
        return False
    then = run.changes[-1]
    return optimizer != then.optimizer or (problem.draws_batches(optimizer) and sampling != then.sampling)


def earlier_termination_text(run: RunSnapshot, rate: str) -> str:
    """What ended a run before its settings of now, and what makes it run with them; `rate` is the learning rate of then, as text."""
    assert run.termination is not None
    sentences = {
        TerminationReason.DIVERGED: tr(
            "Diverged at step {step} with earlier settings, η = {rate}. Go back before that step, or press Reset, to run with those of now."
        )
    }
    return sentences[run.termination.reason].format(step=run.termination.step, rate=rate)


def stays_ended_text(run: RunSnapshot, name: str) -> str:
    """What to say to somebody who changes the settings of a run that ended, whose name is `name`."""
    assert run.termination is not None
    sentences = {
        TerminationReason.DIVERGED: tr(
            "{name} diverged at step {step}. Go back before it, or press Reset, to run on with the new settings."
        )
    }
    return sentences[run.termination.reason].format(name=name, step=run.termination.step)
