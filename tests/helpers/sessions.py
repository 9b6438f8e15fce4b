"""Sessions to be kept."""

from dataclasses import replace

from core.experiment.document import document_of
from core.experiment.setup import default_setup
from core.formats.session import SavedExperiment, Session


def session_at(step, path=None):
    return Session(SavedExperiment(replace(document_of(default_setup()), reached=step), path))
