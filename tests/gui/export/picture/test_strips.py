"""Strips: each panel is the single picture of its step, or of its learning rate, on axes that all of them share."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from core.experiment.document import snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.experiment.snapshot_at import snapshot_at
from core.sweeps.learning_rates import RateStripWork, rate_variants
from gui.canvas.function_canvas import FunctionCanvas
from gui.export.picture.figure import Figure
from gui.export.picture.look import PlotLook
from gui.export.picture.spec import Ground, PictureSpec
from gui.export.picture.strip import filmstrip, rate_strip
from gui.export.picture.strip_plan import MOST_PANELS, column_count, film_panels, panel_spec, strip_steps, usual_distance
from gui.plots.run_plot import RunPlot
from gui.style.fonts import text_font
from gui.style.run_style import run_styles
from gui.weight_plane.canvas import PlaneCanvas
from tests.helpers.pictures import pillow
from tests.helpers.small_data import small_library, small_setup

BOTH = ("canvas", "loss")


@pytest.fixture(autouse=True)
def font(qapp):
    qapp.setFont(text_font())


@pytest.fixture(scope="module")
def snapshot():
    experiment = Experiment(default_setup("rosenbrock"))
    experiment.advance(40)
    return experiment.snapshot()


@pytest.fixture(scope="module")
def on_network(tmp_path_factory):
    experiment = Experiment(small_setup(), library=small_library(tmp_path_factory.mktemp("data")))
    experiment.advance(30)
    return experiment.snapshot()


def rates(label, steps, setup=None, factors=(0.25, 0.5, 1.0, 2.0, 4.0), problem=None):
    setup = setup or default_setup("rosenbrock")
    variants = rate_variants(setup, label, factors)
    work = RateStripWork(variants, steps, problem or Experiment(setup).problem)
    while not work.work(1.0):
        pass
    return variants, work.snapshots()


def panel_of(strip, image, index):
    """What the picture of a strip shows where that panel is."""
    panel = strip.panel_figure(index).image()
    left, top = strip.panel_corner(strip.places[index])
    return image.copy(QRect(left, top, panel.width(), panel.height()))


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_that_the_steps_of_a_strip_are_0_k_2k(last, every):
    if last // every + 1 > MOST_PANELS:
        with pytest.raises(ValueError, match="Take every") as refusal:
            strip_steps(last, every)
        least = int(str(refusal.value).split("every ")[1].split(" ")[0].replace(",", ""))
        assert len(strip_steps(last, least)) <= MOST_PANELS
        assert least == 1 or last // (least - 1) + 1 > MOST_PANELS
    else:
        assert strip_steps(last, every) == tuple(step for step in range(last + 1) if step % every == 0)


@given(st.integers(0, 10**7))
def test_that_the_proposed_distance_makes_about_six_pictures(last):
    assert 1 <= len(strip_steps(last, usual_distance(last))) <= 7


def test_that_what_cannot_be_a_strip_is_refused_with_a_sentence(snapshot):
    for steps, sentence in (((), "at least one step"), (range(25), "25 pictures are too many")):
        with pytest.raises(ValueError, match=sentence):
            film_panels(snapshot, tuple(steps))
    with pytest.raises(ValueError, match="at least 1 step"):
        strip_steps(10, 0)
    with pytest.raises(ValueError, match="A strip shows canvas, loss or accuracy"):
        panel_spec(PictureSpec(("inspector",)))


def test_that_a_strip_too_narrow_for_its_panels_is_refused_with_a_width_that_is_enough(snapshot):
    with pytest.raises(ValueError, match=r"6 pictures side by side have to be at least [\d,]+ pixels wide\.") as refusal:
        filmstrip(snapshot, PictureSpec(width_px=300), range(0, 41, 8))
    least = int("".join(letter for letter in str(refusal.value)[1:] if letter.isdigit()))
    strip = filmstrip(snapshot, PictureSpec(width_px=least), range(0, 41, 8))
    assert strip.image().width() == least
    strip.close()


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (5, 5), (6, 6), (7, 4), (12, 6), (13, 5), (24, 6)])
def test_that_the_rows_of_a_strip_are_about_as_long(count, columns):
    assert column_count(count) == columns
    assert column_count(count, 3) == min(3, count)


@pytest.mark.parametrize("ground", [Ground.LIGHT, Ground.CLEAR_DARK])
def test_that_each_panel_is_the_single_picture_of_its_step(snapshot, ground):
    # 1.25 pixels to each of 1264 points, so that a panel is a whole number of them.
    strip = filmstrip(snapshot, PictureSpec(BOTH, width_px=1580, ground=ground), (0, 7, 40), "Rosenbrock")
    image = strip.image()
    assert image.width() == 1580
    assert image.height() == strip.pixels.height()
    single = Figure(strip.panel_figure(0).spec, is_panel=True)
    single.hold_axes(snapshot)
    for index, step in reversed(list(enumerate((0, 7, 40)))):
        single.show(snapshot_at(snapshot, step))
        assert panel_of(strip, image, index) == single.image()
    assert panel_of(strip, image, 0) != panel_of(strip, image, 1) != panel_of(strip, image, 2)
    single.close()
    strip.close()


def test_that_a_panel_of_the_last_step_shows_the_whole_race(snapshot):
    strip = filmstrip(snapshot, PictureSpec(("loss",), width_px=900), (0, 40, 400))
    image = strip.image()
    assert panel_of(strip, image, 1) == panel_of(strip, image, 2)
    strip.close()


def test_that_a_caption_beyond_the_last_step_names_the_step_that_is_shown(snapshot):
    panels = film_panels(snapshot, (0, 40, 400))
    assert [panel.caption for panel in panels] == ["step 0", "step 40", "step 40"]
    assert [panel.snapshot.step for panel in panels] == [0, 40, 40]


def test_that_title_legend_settings_and_captions_stand_once(snapshot):
    strip = filmstrip(snapshot, PictureSpec(("loss",), width_px=900, settings=True), (0, 20, 40), "Rosenbrock valley")
    svg = strip.svg().decode()
    strip.close()
    for words in ("Rosenbrock valley</text>", "seed 0", "step 0</text>", "step 20</text>", "step 40</text>"):
        assert svg.count(words) == 1, words
    assert svg.count(">Momentum</text>") == 1 + 2, "in the legend, and at the ends of its curves"
    bare = filmstrip(snapshot, PictureSpec(("loss",), width_px=900, title=False, legend=False), (0, 20), "Rosenbrock valley")
    svg = bare.svg().decode()
    bare.close()
    assert "Rosenbrock valley</text>" not in svg
    assert svg.count(">Momentum</text>") == 1, "at the end of its curve"


def test_that_an_eta_strip_has_the_same_axes_in_every_panel_and_says_what_diverged(snapshot):
    variants, snapshots = rates("momentum", 100)
    strip = rate_strip(variants, snapshots, PictureSpec(BOTH, width_px=1500, settings=True), "Rosenbrock")
    said = "".join(element.text or "" for element in ElementTree.fromstring(strip.svg()).iter("{http://www.w3.org/2000/svg}text"))
    for caption in ("0.0005 (×¼)", "0.001 (×½)", "0.002 (×1)", "0.004 (×2): diverged at step 16", "0.008 (×4): diverged at step 7"):
        assert caption in said
    pages = [strip.panel_figure(index).page for index in range(5)]
    frames = {(frame.x, frame.y) for page in pages for frame in [page.findChild(RunPlot).view.frame()]}
    assert len(frames) == 1
    assert len({page.findChild(FunctionCanvas).view_range() for page in pages}) == 1
    # Where a run went is drawn as far as it is in view, and it is nowhere cut down to fit.
    curves = pages[4].findChild(RunPlot).view.curves.picture.series
    assert max(curves[0].run.loss) == max(snapshots[4].runs[0].loss) > 1e100
    strip.close()


def branched(steps=40, fork=30):
    """A race with a branch that takes larger steps."""
    experiment = Experiment(default_setup("seed-bowl"))
    experiment.advance(steps)
    run = experiment.runs["gd"]
    experiment.branch("gd", fork, "quick", replace(run.optimizer, learning_rate=3 * run.optimizer.learning_rate), run.sampling)
    experiment.work(steps, float("inf"))
    return experiment.snapshot()


def test_that_the_axes_of_a_filmstrip_hold_from_before_a_branch_began_to_its_end():
    snapshot = branched()
    strip = filmstrip(snapshot, PictureSpec(BOTH, width_px=1500), (10, 30, 40))
    assert [[run.label for run in snapshot_at(snapshot, step).runs][-1] for step in (10, 40)] == ["quick", "quick"]
    pages = [strip.panel_figure(index).page for index in range(3)]
    frames = {(frame.x, frame.y) for page in pages for frame in [page.findChild(RunPlot).view.frame()]}
    assert len(frames) == 1
    assert len({page.findChild(FunctionCanvas).view_range() for page in pages}) == 1
    strip.close()


def test_that_an_eta_strip_about_a_branch_shows_its_past_too():
    snapshot = branched()
    variants, snapshots = rates("quick", 40, snapshot_document(snapshot), problem=snapshot.problem)
    made = next(run for run in snapshot.runs if run.label == "quick")
    usual = snapshots[2].runs[0]
    assert usual.loss.tolist() == made.loss.tolist(), "the panel of the usual rate is the branch as it was made"
    strip = rate_strip(variants, snapshots, PictureSpec(("loss",), width_px=1500))
    pages = [strip.panel_figure(index).page for index in range(5)]
    frames = [page.findChild(RunPlot).view.frame() for page in pages]
    assert len({(frame.x, frame.y) for frame in frames}) == 1
    assert frames[0].x[0] <= 0 < 40 <= frames[0].x[1], "the axes reach from the start, and not from the fork"
    series = pages[2].findChild(RunPlot).view.curves.picture.series
    assert [one.first for one in series] == [0]
    strip.close()


def test_that_the_line_of_settings_is_that_of_the_middle_rate():
    variants, snapshots = rates("adam", 10)
    strip = rate_strip(variants, snapshots, PictureSpec(("loss",), width_px=900, settings=True))
    svg = strip.svg().decode().replace("\N{NO-BREAK SPACE}", " ")
    strip.close()
    assert "η 0.5, β₁ 0.9" in svg
    assert svg.count(">Adam</text>") == 1 + 5, "in the legend, and at the end of each curve"


def test_that_on_a_network_all_panels_share_one_plane(on_network):
    strip = filmstrip(on_network, PictureSpec(BOTH, width_px=1200), (0, 10, 30))
    planes, ranges = [], []
    for index in range(3):
        canvas = strip.panel_figure(index).page.findChild(PlaneCanvas)
        planes.append(canvas.plane)
        ranges.append(canvas.view_range())
    assert planes[0] is planes[1] is planes[2] is not None
    assert len(set(ranges)) == 1
    strip.close()


def test_that_on_a_network_an_eta_strip_shares_one_plane_too(on_network):
    variants, snapshots = rates("momentum", 10, small_setup(), (0.5, 1.0, 2.0), on_network.problem)
    strip = rate_strip(variants, snapshots, PictureSpec(("canvas", "accuracy"), width_px=1200))
    canvases = [strip.panel_figure(index).page.findChild(PlaneCanvas) for index in range(3)]
    assert len({id(canvas.plane) for canvas in canvases}) == 1
    assert len({canvas.view_range() for canvas in canvases}) == 1
    heads = [tuple(canvas._picture.shown.runs[0].path[-1].tolist()) for canvas in canvases]
    assert len(set(heads)) == 3
    assert len(pillow(strip.image()).convert("RGB").getcolors(1 << 24)) > 50
    strip.close()


def test_that_a_strip_in_the_plane_of_the_window_shows_the_paths(qtbot, on_network):
    canvas = PlaneCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 500)
    canvas.set_for_picture()
    canvas.set_styles(run_styles((run.label, run.optimizer.key) for run in on_network.runs))
    canvas.set_problem(on_network.problem)
    canvas.show_snapshot(on_network)
    strip = filmstrip(on_network, PictureSpec(("canvas",), width_px=900), (0, 15, 30), look=PlotLook(plane=canvas))
    lengths = []
    for index in range(3):
        page = strip.panel_figure(index).page.findChild(PlaneCanvas)
        assert page.plane is canvas.plane
        lengths.append(len(next(run.path for run in page._picture.shown.runs if run.label == "adam")))
    assert lengths == sorted(set(lengths))
    assert lengths[1] > 5
    strip.close()
