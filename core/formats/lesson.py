"""The lesson file: TOML in, a `Lesson` out, or all its mistakes at once with their place."""

import math
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core.experiment.setup import Setup
from core.formats.experiment import ExperimentReader
from core.formats.experiment_tables import Table, excerpt, misfit_text
from core.formats.lesson_tables import (
    LONGEST_TEXTS,
    MOST_BYTES,
    TEXTS_OF_SCENE,
    LessonTable,
    SceneTable,
    TextTable,
    missing_text,
    needed_text,
    stranger_text,
)
from core.formats.mistakes import FileMistakesError, Mistake, Mistakes, decode, parse_toml
from core.formats.toml_text import KeyPath, line_numbers
from core.formats.view_table import box_of, check_boxes, check_view, speed_number, texts_of
from core.lessons.lesson import Lesson, LocalText, Scene
from core.problems.kinds import kind_of, usual_panels
from core.text import hint, tr
from core.view import View


def load_lesson(path: Path) -> Lesson:
    """Read a lesson file.

    Raises:
        OSError: if the file cannot be read.
        FileMistakesError: with all the mistakes found in it.
    """
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    return _lesson(raw, path.stem)


def is_lesson(text: str) -> bool:
    """Whether this is the text of a lesson rather than of an experiment; also where it has mistakes."""
    try:
        return "scenes" in parse_toml(text)
    except FileMistakesError:
        return False


@cache
def shipped_lessons() -> tuple[Lesson, ...]:
    """The lessons that come with the program, in teaching order."""
    folder = resources.files("resources").joinpath("lessons")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(_lesson(file.read_bytes(), file.name.removesuffix(".toml")) for file in files)


def parse_lesson(text: str, key: str = "") -> Lesson:
    """Turn the text of a lesson file into a `Lesson`.

    Raises:
        FileMistakesError: with all the mistakes found in it.
    """
    document, mistakes = parse_toml(text), Mistakes(line_numbers(text))
    lesson = _Reader(document, mistakes).lesson(key)
    if lesson is None:
        raise FileMistakesError(mistakes.in_order())
    return lesson


def _lesson(raw: bytes, key: str) -> Lesson:
    if len(raw) > MOST_BYTES:
        sentence = tr("this file is too large for a lesson: more than {most:,} bytes").format(most=MOST_BYTES)
        raise FileMistakesError([Mistake(0, "", sentence)])
    return parse_lesson(decode(raw), key)


class _Reader:
    """Goes through a parsed document once and notes mistakes on the way."""

    def __init__(self, document: dict[str, Any], mistakes: Mistakes) -> None:
        self._document = document
        self._mistakes = mistakes
        self._setups: dict[str, Setup | None] = {}

    def lesson(self, key: str) -> Lesson | None:
        self._check(LessonTable, self._document, ())
        title, summary = (self._text(self._document, name, ()) for name in ("title", "summary"))
        for name, table in _tables(self._document.get("experiments")):
            self._setups[str(name)] = ExperimentReader(table, self._mistakes, ("experiments", name)).setup(str(name))
        scene_tables = _tables(self._document.get("scenes"))
        scenes = [self._scene(table, ("scenes", i)) for i, table in scene_tables]
        self._check_keys(scene_tables)
        self._check_uses(scene_tables)
        if len(self._mistakes) or title is None or summary is None:
            return None
        return Lesson(key, title, summary, tuple(scene for scene in scenes if scene is not None))

    def _scene(self, table: dict[str, Any], place: KeyPath) -> Scene | None:
        before = len(self._mistakes)
        checked = self._check(SceneTable, table, place)
        texts = {name: self._text(table, name, place) for name in TEXTS_OF_SCENE}
        self._check_pair(table, place)
        setup = self._setup_of(table, place)
        # What is right by itself is still compared with the rest, so that one mistake does not hide another.
        self._check_pauses(table, place)
        if setup is not None:
            self._check_against(setup, table, place)
        check_boxes(table, ("view",), place, self._add)
        title, caption = texts["title"], texts["caption"]
        if len(self._mistakes) > before or checked is None or setup is None or title is None or caption is None:
            return None
        return Scene(
            checked.key,
            title,
            caption,
            checked.experiment,
            setup,
            _view(checked, setup),
            checked.restart,
            checked.begin_at,
            tuple(checked.pause_at or ()),
            texts["question"],
            texts["answer"],
        )

    def _text(self, table: dict[str, Any], name: str, place: KeyPath) -> LocalText | None:
        value = table.get(name)
        if not isinstance(value, dict):
            return None
        checked, longest = self._check(TextTable, value, (*place, name)), LONGEST_TEXTS[name]
        for language, text in value.items():
            if isinstance(text, str) and len(text) > longest:
                sentence = tr("this text has {count:,} characters; up to {most} can be read from the last row")
                self._add((*place, name, language), sentence.format(count=len(text), most=longest))
        if checked is None:
            return None
        return LocalText(_one_paragraph(checked.en), None if checked.ko is None else _one_paragraph(checked.ko))

    def _check_pair(self, table: dict[str, Any], place: KeyPath) -> None:
        if "question" in table and "answer" not in table:
            self._add((*place, "question"), tr("a question needs an “answer” to reveal"))
        if "answer" in table and "question" not in table:
            self._add((*place, "answer"), tr("an answer needs a “question” before it"))

    def _setup_of(self, table: dict[str, Any], place: KeyPath) -> Setup | None:
        name = table.get("experiment")
        if isinstance(name, str) and name not in self._setups:
            sentence = tr("there is no experiment “{name}” in this file{hint}")
            self._add((*place, "experiment"), sentence.format(name=name, hint=hint(name, self._setups) if self._setups else ""))
        return self._setups.get(name) if isinstance(name, str) else None

    def _check_pauses(self, table: dict[str, Any], place: KeyPath) -> None:
        pauses, begin_at = table.get("pause_at"), table.get("begin_at", 0)
        if not (isinstance(pauses, list) and all(type(step) is int for step in pauses)):
            return
        if any(later <= earlier for earlier, later in pairwise(pauses)):
            self._add((*place, "pause_at"), tr("the steps must ascend, such as [1, 5, 30]"))
        if type(begin_at) is int and pauses and min(pauses) <= begin_at:
            sentence = tr("step {step} is not after step {begin_at}, with which the scene begins")
            self._add((*place, "pause_at"), sentence.format(step=excerpt(min(pauses)), begin_at=excerpt(begin_at)))

    def _check_against(self, setup: Setup, table: dict[str, Any], place: KeyPath) -> None:
        """Whether the view of a scene goes with its experiment."""
        check_view(table, "view", setup, [run.label for run in setup.runs], place, self._add)
        if texts_of(table.get("inspect")) and "panels" in table and "inspector" not in texts_of(table["panels"]):
            self._add((*place, "inspect"), tr("“inspector” is not among the panels of the scene; add it, or leave inspect out"))

    def _check_keys(self, tables: list[tuple[str | int, dict[str, Any]]]) -> None:
        first: dict[str, int] = {}
        for i, table in tables:
            key = table.get("key")
            if not isinstance(key, str) or not isinstance(i, int):
                continue
            if key in first:
                sentence = tr("the key “{key}” is already that of scene {first}; give this scene a key of its own")
                self._add(("scenes", i, "key"), sentence.format(key=key, first=first[key] + 1))
            first.setdefault(key, i)

    def _check_uses(self, scene_tables: list[tuple[str | int, dict[str, Any]]]) -> None:
        used = [table.get("experiment") for _, table in scene_tables]
        for name in self._setups:
            if name not in used:
                self._add(("experiments", name), tr("no scene uses this experiment; leave it out, or name it in a scene"))

    def _check(self, model: type[Table], table: dict[str, Any], place: KeyPath) -> Any:
        try:
            return model.model_validate(table)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self._add_error(model, details, place)
            return None

    def _add_error(self, model: type[Table], details: Any, place: KeyPath) -> None:
        kind, name = details["type"], str(details["loc"][0])
        if kind == "missing":
            self._add(place, missing_text(model, name))
        elif kind == "extra_forbidden":
            self._add((*place, name), stranger_text(name, model))
        else:
            self._add((*place, name), misfit_text(details["input"], needed_text(model, name)))

    def _add(self, place: KeyPath, sentence: str) -> None:
        self._mistakes.add(place, sentence)


def _tables(value: Any) -> list[tuple[str | int, dict[str, Any]]]:
    """The tables of a table or a list, with their names or numbers; what is none has been told of."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(name, table) for name, table in items if isinstance(table, dict)]


def _one_paragraph(text: str) -> str:
    return " ".join(text.split())


def _view(scene: SceneTable, setup: Setup) -> View:
    """How a sound scene is looked at. A step that is taken apart is seen from close by, unless the scene says what is to be seen."""
    kind = kind_of(setup.problem)
    panels = usual_panels(setup.problem, scene.inspect is not None) if scene.panels is None else tuple(scene.panels)
    is_inspected = "inspector" in panels
    speed = kind.usual.scene_speed if scene.speed is None else speed_number(scene.speed)
    return View(
        panels=panels,
        inspect=tuple(scene.inspect or [run.label for run in setup.runs[:1]]) if is_inspected else (),
        walk=scene.walk,
        zoom=is_inspected and scene.walk == "sub-steps" and scene.view is None and "box" in kind.view_fields,
        predict=scene.predict,
        box=box_of(scene.view),
        log=scene.log,
        speed=math.inf if speed is None else speed,
    )
