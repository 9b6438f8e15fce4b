"""Why a run stands where it stands, in words."""

from core.snapshot import EndReason, RunSnapshot
from core.text import tr


def ending_text(run: RunSnapshot) -> str:
    """One short clause: what ended the run, or how far it has come."""
    if run.ending is None:
        return tr("reached step {step}").format(step=run.step)
    sentences = {EndReason.DIVERGED: tr("diverged at step {step}")}
    return sentences[run.ending.reason].format(step=run.ending.step)
