"""What is to be made of an experiment, checked before anything is computed. No Qt."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.experiment.document import Document
from core.numbers.header import header_path
from core.problems.function import FunctionSetup
from core.sweeps.learning_rates import RateVariant, rate_variants
from core.text import hint, tr
from gui.command_line.export_parser import DRAWN, FILMS, KINDS, NUMBERS, PICTURES, STRIPS, misplaced
from gui.command_line.terminal import RefusedError
from gui.export.film.plan import FilmKind, FilmPlan, default_plan
from gui.export.picture.spec import SCREEN_DPI, Part, PictureSpec, check_dpi, page_points, pixels_of, size_mistake
from gui.export.picture.strip_plan import panel_spec, strip_steps, usual_distance

_ENDINGS = {"filmstrip": (".png", ".svg"), "rate-strip": (".png", ".svg"), "apng": (".png", ".apng")}


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
        return any(kind in self.targets for kind in DRAWN)


def order_of(options: argparse.Namespace, document: Document) -> Order:
    """The order that was typed, for this experiment.

    Raises:
        RefusedError: with the first thing that cannot be.
    """
    targets = _targets(options)
    mistakes = misplaced(options, targets)
    if mistakes:
        raise RefusedError("\n".join(mistakes))
    first = options.first or 0
    steps = document.steps if options.steps is None else options.steps
    last = steps if options.last is None else options.last
    if last > steps:
        raise RefusedError(
            tr("--to {last:,} lies beyond the last step, {steps:,}; go on further with --steps.").format(last=last, steps=steps)
        )
    if first > last:
        raise RefusedError(tr("--from {first:,} lies behind the last step, {last:,}.").format(first=first, last=last))
    films: dict[str, FilmPlan] = {kind.value: _plan(kind, options, first, last) for kind in FilmKind if kind.value in targets}
    for plan in films.values():
        if plan.mistake(steps):
            raise RefusedError(plan.mistake(steps))
    runs = _runs(options, document, targets)
    if not any(plan.on for plan in document.plans) and any(kind in targets for kind in (*NUMBERS, "rate-strip")):
        raise RefusedError(tr("No run takes part: each is switched off. Switch one on in the file with on = true."))
    spec = _spec(options, document)
    _check_drawn(targets, options, spec)
    film_parts = tuple(part for part in spec.parts if part is not Part.INSPECTOR)
    if not options.parts:
        # More would be too small in a film of the usual size; who wants them says so.
        film_parts = film_parts[:2]
    # A strip of several parts would be large; who wants one says so.
    strip_spec = spec if options.parts else replace(spec, parts=spec.parts[:1])
    strip_steps, variants = _strips(targets, options.every, document, runs, (first, last), strip_spec)
    return Order(targets, spec, steps, first, last, options.every, films, film_parts, runs, strip_spec, strip_steps, variants)


def picture_order(document: Document, path: Path, steps: int) -> Order:
    """The order of one picture of this experiment at a step, with the parts that it was looked at with."""
    spec = PictureSpec(usual_parts(document))
    return Order({"png": path}, spec, steps, 0, steps, None, {}, (), (), spec, (), ())


def _runs(options: argparse.Namespace, document: Document, targets: Mapping[str, Path]) -> tuple[str, ...]:
    there = [plan.label for plan in document.plans if plan.on]
    labels = tuple(dict.fromkeys(options.run or ()))
    for label in labels:
        if label not in there:
            raise RefusedError(tr("There is no run “{label}”{hint}").format(label=label, hint=hint(label, there)))
    if len(labels) > 1 and not any(kind in targets for kind in NUMBERS):
        raise RefusedError(tr("An η strip is about one run; name only one by --run."))
    return labels


def _check_drawn(targets: Mapping[str, Path], options: argparse.Namespace, spec: PictureSpec) -> None:
    """Refuse what none of the files can show, although it was asked for."""
    others = [kind for kind in (*STRIPS, *FILMS) if kind in targets]
    has_pictures = any(kind in targets for kind in PICTURES)
    if others and Part.INSPECTOR in spec.parts:
        if len(spec.parts) == 1:
            raise RefusedError(tr("Films and strips show canvas, loss or accuracy; add one of these to --parts."))
        if options.parts and not has_pictures:
            raise RefusedError(tr("Films and strips have no step inspector; leave it out of --parts, or ask for a picture too."))
    if spec.ground.is_clear and others and not has_pictures and not any(kind in targets for kind in STRIPS):
        raise RefusedError(tr("A film has no clear ground; choose light or dark."))


def _strips(
    targets: Mapping[str, Path],
    every: int | None,
    document: Document,
    runs: tuple[str, ...],
    stretch: tuple[int, int],
    spec: PictureSpec,
) -> tuple[tuple[int, ...], tuple[RateVariant, ...]]:
    """The steps of a filmstrip and the runs of an η strip, where they are wanted."""
    steps: tuple[int, ...] = ()
    variants: tuple[RateVariant, ...] = ()
    try:
        if any(kind in targets for kind in STRIPS):
            panel_spec(spec)
        if "filmstrip" in targets:
            first, way = stretch[0], stretch[1] - stretch[0]
            steps = tuple(first + step for step in strip_steps(way, every or usual_distance(way)))
        if "rate-strip" in targets:
            labels = runs or document.view.inspect or tuple(plan.label for plan in document.plans if plan.on)
            variants = rate_variants(document, labels[0])
    except ValueError as error:
        raise RefusedError(str(error)) from None
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
        raise RefusedError(tr("Nothing to write: say what is wanted, and where to, by {options}.").format(options=wanted))
    places: dict[Path, str] = {}
    for path in targets.values():
        place = path.absolute()
        if place in places:
            raise RefusedError(tr("Two files are to be written to {file}. Give each a name of its own.").format(file=path))
        places[place] = str(path)
        if Path(options.file).exists() and path.exists() and path.samefile(options.file):
            raise RefusedError(tr("{file} is what the export is made of. Choose another name for what is written.").format(file=path))
    for kind in KINDS:
        if kind in targets:
            _check_ending(kind, targets[kind])
    there = [str(path) for path in targets.values() if path.exists() and not path.is_dir()]
    if there and not options.force:
        sentence = tr("{files} would be replaced. Choose another name, or add --force to replace what is there.")
        raise RefusedError(sentence.format(files=", ".join(there)))
    return targets


def _check_ending(kind: str, path: Path) -> None:
    """Refuse a name that says another kind of file, or none: what is written is moved into its place, so no pipe would do."""
    endings = _ENDINGS.get(kind, (f".{kind}",))
    if str(path) == "-":
        raise RefusedError(tr("--{kind} writes a file, not to standard output; name one.").format(kind=kind))
    if path.suffix.lower() not in endings:
        sentence = tr("{file} does not end like what is to be written there; call it {names}.")
        names = tr(" or ").join(path.with_suffix(ending).name for ending in endings)
        raise RefusedError(sentence.format(file=path.name, names=names))


def _plan(kind: FilmKind, options: argparse.Namespace, first: int, last: int) -> FilmPlan:
    usual = default_plan(max(last, first + 1), kind, first=first)
    width, height = options.size or (usual.width, usual.height)
    every = usual.every if options.every is None else options.every
    return FilmPlan(kind, first, last, every, options.fps or usual.rate, width, height, usual.hold_seconds)


def _spec(options: argparse.Namespace, document: Document) -> PictureSpec:
    dpi = SCREEN_DPI if options.dpi is None else options.dpi
    is_function = isinstance(document.problem, FunctionSetup)
    parts = options.parts or usual_parts(document)
    if is_function and Part.ACCURACY in parts:
        raise RefusedError(tr("There is an accuracy on networks only; leave it out of --parts."))
    try:
        check_dpi(dpi)
        # With a resolution alone, as many pixels as without it.
        number, unit = options.width or (PictureSpec.width_px, "px")
        width = pixels_of(number, dpi) if unit == "cm" else round(number)
        spec = PictureSpec(parts, width_px=width, dpi=dpi, **_typed(options))
    except ValueError as error:
        raise RefusedError(str(error)) from None
    across, down = page_points(spec)
    mistake = size_mistake(width, round(width * down / across))
    if mistake:
        raise RefusedError(mistake)
    return spec


def _typed(options: argparse.Namespace) -> dict[str, Any]:
    """What was typed about the looks, by its name in a `PictureSpec`; what was not is as usual."""
    names = {"arrange": "arrangement", "ground": "ground", "title": "title", "legend": "legend"}
    names |= {"settings": "settings", "text_size": "text", "shape": "shape"}
    return {name: getattr(options, typed) for typed, name in names.items() if getattr(options, typed) is not None}


def usual_parts(document: Document) -> tuple[Part, ...]:
    """What a picture shows when nobody says: the panels that the experiment was looked at with, or those of a race."""
    is_function = isinstance(document.problem, FunctionSetup)
    shown = tuple(part for part in Part if part.value in (document.view.panels or ()) and not (is_function and part is Part.ACCURACY))
    return shown or ((Part.CANVAS, Part.LOSS) if is_function else (Part.LOSS, Part.ACCURACY))
