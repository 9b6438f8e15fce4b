"""What an export is made of: an experiment file, a PNG that carries one, or a scene of a lesson by its name. No Qt."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from core.experiment.document import Document, document_of
from core.formats.lesson import shipped_lessons
from core.formats.source import load_document
from core.lessons.lesson import Scene
from core.text import hint, tr
from gui.command_line.terminal import RefusedError


def read_source(name: str) -> Document:
    """The experiment of a file, or of the scene of a lesson with this name, as the lesson looks at it.

    A scene is named by its own key where no other scene has it, or by that of its lesson too: ``08-adam/bias-correction``.

    Raises:
        OSError: if the file cannot be read.
        FileMistakesError: with all the mistakes found in it.
        RefusedError: if there is no such file or scene.
    """
    if Path(name).exists():
        return load_document(Path(name))
    scenes = scenes_by_name()
    if name in scenes:
        return scene_document(scenes[name])
    own = {full: full.partition("/")[2] for full in scenes if "/" in full}
    twice = [full for full, key in own.items() if key == name]
    if twice:
        raise RefusedError(tr("Several lessons have a scene “{name}”: {names}.").format(name=name, names=", ".join(twice)))
    if "/" not in name and Path(name).suffix:
        raise RefusedError(tr("There is no file {name}.").format(name=name))
    raise RefusedError(tr("There is no file {name}, and no scene of that name{hint}").format(name=name, hint=hint(name, scenes)))


def scenes_by_name() -> dict[str, Scene]:
    """All scenes of the lessons of the program, by each name that tells one from the others."""
    full = {f"{lesson.key}/{scene.key}": scene for lesson in shipped_lessons() for scene in lesson.scenes}
    count = Counter(scene.key for scene in full.values())
    return full | {scene.key: scene for scene in full.values() if count[scene.key] == 1}


def scene_document(scene: Scene) -> Document:
    """The experiment of a scene up to the last step that the scene asks for, looked at as the scene does."""
    # What is said of playing is of no use to a picture.
    view = replace(scene.view, zoom=False, predict=False, speed=None)
    document = document_of(scene.setup, scene.setup.off_at_first, view)
    # The name that its experiment has within the lesson is none to show.
    return replace(document, title=scene.title.en, steps=scene.last_step)
