"""What is to be made of an experiment, file by file, checked before anything is computed. No Qt."""

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from core.experiment.document import Document
from core.experiment.snapshot import Snapshot
from core.numbers.export import Numbers
from core.numbers.header import header_path
from core.numbers.selection import RowSelection
from core.problems.kinds import kind_of
from core.sweeps.learning_rates import RateVariant, rate_variants
from core.text import hint, tr
from gui.command_line.export_parser import misplaced_options, read_targets
from gui.command_line.terminal import RefusedError
from gui.export.film.plan import FilmPlan, default_plan
from gui.export.picture.spec import SCREEN_DPI, PictureSpec, check_dpi, page_points, pixels_of, size_mistake
from gui.export.picture.strip_plan import moving_parts, panel_spec, strip_steps, usual_distance
from gui.export.registry import (
    FILMS,
    FILMSTRIP,
    FORMATS,
    NUMBERS,
    PICTURES,
    PNG,
    STRIPS,
    ExportFormat,
    FilmFormat,
    NumbersFormat,
    PictureFormat,
    picture_format,
)
from gui.plots.registry import plot_spec


@dataclass(frozen=True)
class PicturePlan:
    """A picture of the last step."""

    kind: PictureFormat
    spec: PictureSpec


@dataclass(frozen=True)
class FilmstripPlan:
    """Pictures of these steps side by side."""

    kind: PictureFormat
    spec: PictureSpec
    steps: tuple[int, ...]


@dataclass(frozen=True)
class RateStripPlan:
    """Pictures of the variants of a run side by side, at a last step."""

    kind: PictureFormat
    spec: PictureSpec
    variants: tuple[RateVariant, ...]
    last: int


@dataclass(frozen=True)
class NumbersPlan:
    """Some rows of some runs."""

    kind: NumbersFormat
    selection: RowSelection

    def numbers(self, snapshot: Snapshot, title: str) -> Numbers:
        """These numbers of a snapshot.

        Raises:
            ValueError: if there are none.
        """
        return Numbers(snapshot, self.selection, self.kind.writer(), title)


DrawnPlan = PicturePlan | FilmstripPlan | RateStripPlan | FilmPlan


@dataclass(frozen=True)
class Order:
    """How far the experiment is to go, and what is then written where."""

    steps: int
    plans: Mapping[Path, DrawnPlan | NumbersPlan]

    @property
    def numbers(self) -> dict[Path, NumbersPlan]:
        """What is written without Qt."""
        return {path: plan for path, plan in self.plans.items() if isinstance(plan, NumbersPlan)}

    @property
    def drawn(self) -> dict[Path, DrawnPlan]:
        """What is drawn."""
        return {path: plan for path, plan in self.plans.items() if not isinstance(plan, NumbersPlan)}

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that is written, the headers of the numbers among them."""
        return (*self.drawn, *_with_headers(self.numbers))


def order_of(options: argparse.Namespace, document: Document) -> Order:
    """The order that was typed, for this experiment.

    Raises:
        RefusedError: with the first thing that cannot be.
    """
    targets = read_targets(options)
    _check_targets(options, targets)
    if mistakes := misplaced_options(options, targets):
        raise RefusedError("\n".join(mistakes))
    try:
        planner = _Planner(options, document, targets)
        return Order(planner.steps, {path: planner.plan(kind, path) for kind, path in targets.items()})
    except ValueError as error:
        raise RefusedError(str(error)) from None


def picture_order(document: Document, path: Path, steps: int) -> Order:
    """The order of one picture of this experiment at a step, with the parts that it was looked at with."""
    return Order(steps, {path: PicturePlan(PNG, PictureSpec(_usual_parts(document)))})


class _Planner:
    """Makes a plan of what was typed for each format. Whatever cannot be is a ValueError with a sentence."""

    def __init__(self, options: argparse.Namespace, document: Document, formats: Iterable[ExportFormat]) -> None:
        self._options, self._document, self._formats = options, document, set(formats)
        self._first = options.first or 0
        self.steps: int = document.steps if options.steps is None else options.steps
        self._last: int = self.steps if options.last is None else options.last
        if self._last > self.steps:
            sentence = tr("--to {last:,} lies beyond the last step, {steps:,}; go on further with --steps.")
            raise ValueError(sentence.format(last=self._last, steps=self.steps))
        if self._first > self._last:
            raise ValueError(tr("--from {first:,} lies behind the last step, {last:,}.").format(first=self._first, last=self._last))
        self._there = tuple(plan.label for plan in document.plans if plan.on)
        self._labels = self._read_labels()
        if not self._there and any("--run" in each.options for each in self._formats):
            raise ValueError(tr("No run takes part: each is switched off. Switch one on in the file with on = true."))
        if not self._formats <= set(NUMBERS):
            self._check_drawn()

    def plan(self, kind: ExportFormat, path: Path) -> DrawnPlan | NumbersPlan:
        """The plan of a file of this format."""
        match kind:
            case PictureFormat():
                return PicturePlan(kind, self._spec)
            case FilmFormat():
                return self._plan_film(kind)
            case NumbersFormat():
                return NumbersPlan(kind, RowSelection(self._labels or self._there, self._first, self._last, self._options.every or 1))
            case _:
                return self._plan_filmstrip(path) if kind is FILMSTRIP else self._plan_rate_strip(path)

    def _plan_film(self, kind: FilmFormat) -> FilmPlan:
        options, spec = self._options, self._spec
        # The formulas of the inspector need more room than a film has.
        parts = tuple(part for part in spec.parts if part != "inspector")
        usual = default_plan(max(self._last, self._first + 1), kind, first=self._first)
        width, height = options.size or (usual.width, usual.height)
        plan = replace(
            usual,
            last=self._last,
            every=usual.every if options.every is None else options.every,
            rate=options.fps or usual.rate,
            width=width,
            height=height,
            # More would be too small in a film of the usual size; who wants them says so.
            parts=parts if options.parts else parts[:2],
            ground=spec.ground,
            title=spec.title,
            legend=spec.legend,
            settings=spec.settings,
        )
        if mistake := plan.mistake(self.steps):
            raise ValueError(mistake)
        return plan

    def _plan_filmstrip(self, path: Path) -> FilmstripPlan:
        way = self._last - self._first
        steps = strip_steps(way, self._options.every or usual_distance(way))
        return FilmstripPlan(picture_format(path), self._strip_spec(), tuple(self._first + step for step in steps))

    def _plan_rate_strip(self, path: Path) -> RateStripPlan:
        label = (self._labels or self._document.view.inspect or self._there)[0]
        return RateStripPlan(picture_format(path), self._strip_spec(), rate_variants(self._document, label), self.steps)

    def _strip_spec(self) -> PictureSpec:
        # A strip of several parts would be large; who wants one says so.
        spec = self._spec if self._options.parts else replace(self._spec, parts=self._spec.parts[:1])
        panel_spec(spec)
        return spec

    def _read_labels(self) -> tuple[str, ...]:
        """The runs that were named."""
        labels = tuple(dict.fromkeys(self._options.run or ()))
        for label in labels:
            if label not in self._there:
                raise ValueError(tr("There is no run “{label}”{hint}").format(label=label, hint=hint(label, self._there)))
        if len(labels) > 1 and self._formats.isdisjoint(NUMBERS):
            raise ValueError(tr("An η strip is about one run; name only one by --run."))
        return labels

    def _check_drawn(self) -> None:
        """Refuse what none of the files can show, although it was asked for."""
        spec, has_pictures = self._spec, not self._formats.isdisjoint(PICTURES)
        if "inspector" in spec.parts and not self._formats.isdisjoint((*STRIPS, *FILMS)):
            if len(spec.parts) == 1:
                raise ValueError(tr("Films and strips show {names} or {last}; add one of these to --parts.").format(**moving_parts()))
            if self._options.parts and not has_pictures:
                raise ValueError(tr("Films and strips have no step inspector; leave it out of --parts, or ask for a picture too."))
        if spec.ground.is_clear and self._formats.isdisjoint((*PICTURES, *STRIPS)):
            raise ValueError(tr("A film has no clear ground; choose light or dark."))

    @cached_property
    def _spec(self) -> PictureSpec:
        """What pictures show and how they look; strips and films follow it as far as they can."""
        options = self._options
        dpi = SCREEN_DPI if options.dpi is None else options.dpi
        parts = options.parts or _usual_parts(self._document)
        for part in parts:
            if part not in kind_of(self._document.problem).parts:
                raise ValueError(tr(plot_spec(part).refusal))
        check_dpi(dpi)
        # With a resolution alone, as many pixels as without it.
        number, unit = options.width or (PictureSpec.width_px, "px")
        width = pixels_of(number, dpi) if unit == "cm" else round(number)
        spec = PictureSpec(parts, width_px=width, dpi=dpi, **_style_options(options))
        across, down = page_points(spec)
        if mistake := size_mistake(width, round(width * down / across)):
            raise ValueError(mistake)
        return spec


def _style_options(options: argparse.Namespace) -> dict[str, Any]:
    """What was typed about the looks, by its name in a `PictureSpec`; what was not is as usual."""
    names = {"arrange": "arrangement", "ground": "ground", "title": "title", "legend": "legend"}
    names |= {"settings": "settings", "text_size": "text", "shape": "shape"}
    return {name: getattr(options, typed) for typed, name in names.items() if getattr(options, typed) is not None}


def _usual_parts(document: Document) -> tuple[str, ...]:
    """What a picture shows when nobody says: the panels that the experiment was looked at with, or those of a race."""
    kind = kind_of(document.problem)
    return tuple(part for part in kind.parts if part in (document.view.panels or ())) or kind.usual.panels


def _check_targets(options: argparse.Namespace, targets: Mapping[ExportFormat, Path]) -> None:
    """Refuse names that files cannot have."""
    if not targets:
        wanted = ", ".join(f"--{each.key}" for each in FORMATS)
        raise RefusedError(tr("Nothing to write: say what is wanted, and where to, by {options}.").format(options=wanted))
    paths = [path for kind, target in targets.items() for path in (_with_headers([target]) if kind in NUMBERS else [target])]
    places: set[Path] = set()
    for path in paths:
        if path.absolute() in places:
            raise RefusedError(tr("Two files are to be written to {file}. Give each a name of its own.").format(file=path))
        places.add(path.absolute())
        if Path(options.file).exists() and path.exists() and path.samefile(options.file):
            raise RefusedError(tr("{file} is what the export is made of. Choose another name for what is written.").format(file=path))
    for kind, path in targets.items():
        _check_suffix(kind, path)
    there = [str(path) for path in paths if path.exists() and not path.is_dir()]
    if there and not options.force:
        sentence = tr("{files} would be replaced. Choose another name, or add --force to replace what is there.")
        raise RefusedError(sentence.format(files=", ".join(there)))


def _check_suffix(kind: ExportFormat, path: Path) -> None:
    """Refuse a name that says another kind of file, or none: what is written is moved into its place, so no pipe would do."""
    if str(path) == "-":
        raise RefusedError(tr("--{kind} writes a file, not to standard output; name one.").format(kind=kind.key))
    if path.suffix.lower() not in kind.suffixes:
        sentence = tr("{file} does not end like what is to be written there; call it {names}.")
        names = tr(" or ").join(path.with_suffix(suffix).name for suffix in kind.suffixes)
        raise RefusedError(sentence.format(file=path.name, names=names))


def _with_headers(paths: Iterable[Path]) -> list[Path]:
    """Files of numbers, and before each the one that says what its columns mean."""
    return [each for path in paths for each in (header_path(path), path)]
