"""Pictures as SVG: text is text, and a second renderer, resvg, which shares nothing with Qt, draws the same picture."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.sweeps.learning_rates import RateStripWork, rate_variants
from gui.export.picture.figure import Figure
from gui.export.picture.spec import Arrangement, Ground, PictureSpec
from gui.export.picture.strip import filmstrip, rate_strip
from gui.style.fonts import text_font
from tests.helpers.pictures import difference, pillow, resvg

SVG = "{http://www.w3.org/2000/svg}"
ALL = ("canvas", "loss", "inspector")
# Of 255, after both are blurred by two pixels: renderers smooth edges and hint type in other ways. A line that is missing,
# or clipped away, makes more. The mean is that of the edges: contours, paths, the finish and letters have many, most of all in a strip,
# whose panels stand half a pixel apart.
MEAN, MOST = 1.4, 75.0


@pytest.fixture(scope="module")
def snapshot():
    experiment = Experiment(default_setup("himmelblau"))
    experiment.advance(30)
    return experiment.snapshot()


@pytest.fixture(autouse=True)
def font(qapp):
    qapp.setFont(text_font())


def figure_of(snapshot, spec):
    figure = Figure(spec, "Himmelblau & <friends>", inspect=("adam",))
    figure.show(snapshot)
    return figure


@pytest.mark.parametrize(("parts", "ground"), [(ALL, Ground.LIGHT), (("canvas", "loss"), Ground.CLEAR_DARK)])
def test_that_another_renderer_draws_the_same_picture(snapshot, parts, ground):
    figure = figure_of(snapshot, PictureSpec(parts, Arrangement.GRID, width_px=1040, ground=ground, settings=True))
    mine, theirs = pillow(figure.image()), resvg(figure.svg())
    figure.close()
    assert mine.size == theirs.size
    apart = difference(mine, theirs, (30, 30, 30, 255) if ground is Ground.CLEAR_DARK else (255, 255, 255, 255))
    assert apart.mean() < MEAN
    assert apart.max() < MOST


def test_that_the_comparison_would_see_a_missing_curve(snapshot):
    spec = PictureSpec(("loss",), width_px=800)
    whole, lacking = figure_of(snapshot, spec), figure_of(without(snapshot, "momentum"), spec)
    assert difference(pillow(whole.image()), resvg(lacking.svg())).max() > MOST
    whole.close()
    lacking.close()


def without(snapshot, label):
    return replace(snapshot, runs=tuple(run for run in snapshot.runs if run.label != label))


def test_that_text_is_text_with_the_right_words(snapshot):
    figure = figure_of(snapshot, PictureSpec(ALL, Arrangement.GRID, width_px=800, settings=True))
    svg = figure.svg()
    figure.close()
    root = ElementTree.fromstring(svg)
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    said = "".join(texts).replace("\N{NO-BREAK SPACE}", " ")
    for words in ("Himmelblau & <friends>", "GDSGDMomentumAdaGradNAGRMSPropAdam", "seed 0 · step 30", "β₁ 0.9, β₂ 0.999, ε 1e−8", "before"):
        assert words.replace(" ", "") in said.replace(" ", "")  # lines break where they like
    assert {"0", "2", "4", "1.0", "4.0", "10⁰", "step ", "start", "saddle"} <= set(texts)
    assert all(float(element.get("textLength")) > 0 for element in root.iter(f"{SVG}text"))
    families = {element.get("font-family") for element in root.iter(f"{SVG}text")}
    assert families
    assert all(family.endswith("serif") and family.count(",") >= 3 for family in families)


def test_that_nothing_comes_from_outside_or_runs(snapshot):
    figure = figure_of(snapshot, PictureSpec(("canvas", "loss"), width_px=400))
    svg = figure.svg().decode()
    figure.close()
    root = ElementTree.fromstring(svg)
    shapes = {"path", "polyline", "polygon", "rect", "circle", "ellipse", "line"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= shapes | {"svg", "title", "defs", "clipPath", "g", "text", "image"}
    references = re.findall(r'(?:href|src)="([^"]{0,40})', svg)
    assert references
    assert all(reference.startswith("data:image/png;base64,") for reference in references)
    assert not re.search(r"https?://(?!www\.w3\.org/)", svg)
    assert set(re.findall(r"url\(([^)]{1,9})", svg)) == {"#clipPath"}


def test_that_the_file_is_svg_1_1_as_large_as_asked_for_with_its_title(snapshot):
    figure = figure_of(snapshot, PictureSpec(("loss",), width_px=1890, dpi=300.0))
    root, size = ElementTree.fromstring(figure.svg()), figure.pixels
    figure.close()
    assert root.get("version") == "1.1"
    # In pixels of a browser, of which an inch has 96.
    assert float(root.get("width")) == pytest.approx(1890 * 96 / 300, rel=1e-5)
    assert float(root.get("height")) == pytest.approx(size.height() * 96 / 300, rel=1e-5)
    assert root.find(f"{SVG}title").text == "Himmelblau & <friends>"


def test_that_the_same_picture_is_the_same_file(snapshot):
    files = []
    for _ in range(2):
        figure = figure_of(snapshot, PictureSpec(("loss",), width_px=400))
        files += [figure.svg(), figure.svg()]
        figure.close()
    assert all(one == other for one, other in pairwise(files))


def test_that_a_transparent_file_has_nothing_behind(snapshot):
    for ground, corner in ((Ground.LIGHT, (255, 255, 255, 255)), (Ground.CLEAR, (0, 0, 0, 0))):
        figure = figure_of(snapshot, PictureSpec(("loss",), width_px=400, ground=ground))
        svg = figure.svg()
        figure.close()
        drawn = resvg(svg)
        assert drawn.getpixel((2, 2)) == corner
        see_through = drawn.getchannel("A").histogram()[0] / (drawn.width * drawn.height)
        assert see_through > 0.7 if ground.is_clear else see_through == 0


def test_that_the_ground_of_the_canvas_is_sharp(snapshot):
    figure = figure_of(snapshot, PictureSpec(("canvas",), width_px=400))
    image = next(ElementTree.fromstring(figure.svg()).iter(f"{SVG}image"))
    figure.close()
    data = image.get("{http://www.w3.org/1999/xlink}href").partition(",")[2]
    loaded = QImage.fromData(QByteArray.fromBase64(data.encode()))
    assert loaded.width() >= 2 * float(image.get("width"))


def test_that_qt_reads_its_own_file(snapshot, qapp):
    figure = figure_of(snapshot, PictureSpec(("loss",), width_px=600))
    renderer = QSvgRenderer(QByteArray(figure.svg()))
    figure.close()
    assert renderer.isValid()
    assert renderer.defaultSize() == QSize(600, 420)


@pytest.mark.parametrize("kind", ["film", "rates"])
def test_that_a_strip_is_the_same_for_another_renderer(snapshot, kind):
    spec = PictureSpec(("canvas", "loss"), width_px=1100, settings=True)
    if kind == "film":
        strip = filmstrip(snapshot, spec, (0, 10, 30), "Himmelblau")
    else:
        variants = rate_variants(default_setup("himmelblau"), "momentum", (0.5, 1.0, 4.0))
        work = RateStripWork(variants, 30, snapshot.problem)
        while not work.work(1.0):
            pass
        strip = rate_strip(variants, work.snapshots(), spec, "Himmelblau")
    mine, svg = pillow(strip.image()), strip.svg()
    strip.close()
    theirs = resvg(svg)
    assert mine.size == theirs.size
    apart = difference(mine, theirs)
    assert apart.mean() < MEAN
    # Panels stand on whole pixels in the one and where they are in the other.
    assert (apart > MOST).mean() < 1e-4
    said = "".join(element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text"))
    assert ("step 10" if kind == "film" else "(×½)") in said
