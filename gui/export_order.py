"""What is to be made of an experiment, checked before anything is computed. No Qt."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core.document import Document
from core.experiment_file_tables import hint
from core.numbers.header import header_path
from core.rate_strip import RateVariant, rate_variants
from core.setups import FunctionSetup
from core.text import tr
from gui.film_frames import FilmKind, FilmPlan, default_plan
from gui.picture_spec import SCREEN_DPI, Part, PictureSpec, page_points, pixels_of, size_mistake
from gui.strip_plan import panel_spec, strip_steps, usual_distance

NUMBERS = ("csv", "npz")
PICTURES = ("png", "svg")
FILMS = tuple(kind.value for kind in FilmKind)
STRIPS = ("filmstrip", "rate-strip")
_ENDINGS = {"filmstrip": (".png", ".svg"), "rate-strip": (".png", ".svg"), "apng": (".png", ".apng")}
KINDS = (*PICTURES, *STRIPS, *FILMS, *NUMBERS)


class OrderError(ValueError):
    """What was asked for cannot be made; the text says why, and what to do."""


@dataclass(frozen=True)
class Order:
    """The files by kind, and how they are made.

    film_parts : those of `spec` that a film can show: the formulas of the inspector need more room than a film has
    runs : the labels of those that tables, arrays and an η strip are about; none: all, and of an η strip the first
    targets : the place of each file by its kind, and those of the headers of the numbers as "csv header" and "npz header"
    """

    targets: Mapping[str, Path]
    spec: PictureSpec
    steps: int
    first: int
    last: int
    every: int | None
    films: Mapping[str, FilmPlan]
    film_parts: tuple[Part, ...]
    runs: tuple[str, ...]
    strip_spec: PictureSpec
    strip_steps: tuple[int, ...]
    variants: tuple[RateVariant, ...]

    @property
    def draws(self) -> bool:
        """Whether there is something to draw, for which Qt is needed."""
        return any(kind in self.targets for kind in (*PICTURES, *STRIPS, *FILMS))


def order_of(options: argparse.Namespace, document: Document) -> Order:
    """The order that was typed, for this experiment.

    Raises:
        OrderError: with the first thing that cannot be.
    """
    targets = _targets(options)
    steps = document.steps if options.steps is None else options.steps
    last = steps if options.last is None else options.last
    if last > steps:
        raise OrderError(
            tr("--to {last:,} lies beyond the last step, {steps:,}; go on further with --steps.").format(last=last, steps=steps)
        )
    if options.first > last:
        raise OrderError(tr("--from {first:,} lies behind the last step, {last:,}.").format(first=options.first, last=last))
    films: dict[str, FilmPlan] = {kind.value: _plan(kind, options, last) for kind in FilmKind if kind.value in targets}
    for plan in films.values():
        if plan.mistake(steps):
            raise OrderError(plan.mistake(steps))
    runs = _runs(options, document)
    if not any(plan.on for plan in document.plans) and any(kind in targets for kind in (*NUMBERS, "rate-strip")):
        raise OrderError(tr("No run takes part: each is switched off. Switch one on in the file with on = true."))
    spec = _spec(options, document)
    film_parts = tuple(part for part in spec.parts if part is not Part.INSPECTOR)
    if not options.parts:
        # More would be too small in a film of the usual size; who wants them says so.
        film_parts = film_parts[:2]
    if films and not film_parts:
        raise OrderError(tr("A film shows canvas, loss or accuracy; the step inspector has a picture of its own."))
    # A strip of several parts would be large; who wants one says so.
    strip_spec = spec if options.parts else replace(spec, parts=spec.parts[:1])
    strip_steps, variants = _strips(targets, options, document, runs, last, strip_spec)
    return Order(targets, spec, steps, options.first, last, options.every, films, film_parts, runs, strip_spec, strip_steps, variants)


def picture_order(document: Document, path: Path, steps: int) -> Order:
    """The order of one picture of this experiment at a step, with the parts that it was looked at with."""
    spec = PictureSpec(usual_parts(document))
    return Order({"png": path}, spec, steps, 0, steps, None, {}, (), (), spec, (), ())


def _runs(options: argparse.Namespace, document: Document) -> tuple[str, ...]:
    there = [plan.label for plan in document.plans if plan.on]
    for label in options.run:
        if label not in there:
            raise OrderError(tr("There is no run “{label}”{hint}").format(label=label, hint=hint(label, there)))
    return tuple(dict.fromkeys(options.run))


def _strips(
    targets: Mapping[str, Path], options: argparse.Namespace, document: Document, runs: tuple[str, ...], last: int, spec: PictureSpec
) -> tuple[tuple[int, ...], tuple[RateVariant, ...]]:
    """The steps of a filmstrip and the runs of an η strip, where they are wanted."""
    steps: tuple[int, ...] = ()
    variants: tuple[RateVariant, ...] = ()
    try:
        if any(kind in targets for kind in STRIPS):
            panel_spec(spec)
        if "filmstrip" in targets:
            way = last - options.first
            steps = tuple(options.first + step for step in strip_steps(way, options.every or usual_distance(way)))
        if "rate-strip" in targets:
            labels = runs or document.view.inspect or tuple(plan.label for plan in document.plans if plan.on)
            variants = rate_variants(document, labels[0])
    except ValueError as error:
        raise OrderError(str(error)) from None
    return steps, variants


def _targets(options: argparse.Namespace) -> dict[str, Path]:
    targets: dict[str, Path] = {}
    for kind in KINDS:
        path: Path | None = getattr(options, kind.replace("-", "_"))
        if path is not None:
            if kind in NUMBERS:
                targets[f"{kind} header"] = header_path(path)
            targets[kind] = path
    if not targets:
        wanted = ", ".join(f"--{kind}" for kind in KINDS)
        raise OrderError(tr("Nothing to write: say what is wanted, and where to, by {options}.").format(options=wanted))
    places: dict[Path, str] = {}
    for path in targets.values():
        place = path.absolute()
        if place in places:
            raise OrderError(tr("Two files are to be written to {file}. Give each a name of its own.").format(file=path))
        places[place] = str(path)
        if Path(options.file).exists() and path.exists() and path.samefile(options.file):
            raise OrderError(tr("{file} is what the export is made of. Choose another name for what is written.").format(file=path))
    for kind in KINDS:
        if kind in targets:
            _check_ending(kind, targets[kind])
    there = [str(path) for path in targets.values() if path.exists() and not path.is_dir()]
    if there and not options.force:
        sentence = tr("{files} would be replaced. Choose another name, or add --force to replace what is there.")
        raise OrderError(sentence.format(files=", ".join(there)))
    return targets


def _check_ending(kind: str, path: Path) -> None:
    """Refuse a name that says another kind of file. One without any ending, such as a pipe's, says nothing wrong."""
    endings = _ENDINGS.get(kind, (f".{kind}",))
    if path.suffix and path.suffix.lower() not in endings:
        sentence = tr("{file} does not end like what is to be written there; call it {names}.")
        names = tr(" or ").join(path.with_suffix(ending).name for ending in endings)
        raise OrderError(sentence.format(file=path.name, names=names))


def _plan(kind: FilmKind, options: argparse.Namespace, last: int) -> FilmPlan:
    usual = default_plan(max(last, options.first + 1), kind, first=options.first)
    width, height = options.size or (usual.width, usual.height)
    every = usual.every if options.every is None else options.every
    return FilmPlan(kind, options.first, last, every, options.fps or usual.rate, width, height, usual.hold_seconds)


def _spec(options: argparse.Namespace, document: Document) -> PictureSpec:
    dpi = SCREEN_DPI if options.dpi is None else options.dpi
    is_function = isinstance(document.problem, FunctionSetup)
    parts = options.parts or usual_parts(document)
    if is_function and Part.ACCURACY in parts:
        raise OrderError(tr("There is an accuracy on networks only; leave it out of --parts."))
    try:
        if options.width is None:
            # With a resolution alone, as many pixels as without it.
            width = PictureSpec.width_px if dpi == SCREEN_DPI else pixels_of(PictureSpec.width_px / dpi * 2.54, dpi)
        else:
            number, unit = options.width
            width = pixels_of(number, dpi) if unit == "cm" else pixels_of(number / dpi * 2.54, dpi)
        spec = PictureSpec(
            parts,
            options.arrange,
            width,
            options.ground,
            options.title,
            options.legend,
            options.settings,
            options.text_size,
            options.shape,
            dpi,
        )
    except ValueError as error:
        raise OrderError(str(error)) from None
    across, down = page_points(spec)
    mistake = size_mistake(width, round(width * down / across))
    if mistake:
        raise OrderError(mistake)
    return spec


def usual_parts(document: Document) -> tuple[Part, ...]:
    """What a picture shows when nobody says: the panels that the experiment was looked at with, or those of a race."""
    is_function = isinstance(document.problem, FunctionSetup)
    shown = tuple(part for part in Part if part.value in (document.view.panels or ()) and not (is_function and part is Part.ACCURACY))
    return shown or ((Part.CANVAS, Part.LOSS) if is_function else (Part.LOSS, Part.ACCURACY))
