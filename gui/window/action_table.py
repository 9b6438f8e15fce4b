"""The table of the window's actions: names, keys and icons, from which menus, buttons and the list of keys are made."""

from dataclasses import dataclass

from core.problems.kinds import KINDS
from core.text import mark


@dataclass(frozen=True)
class ActionSpec:
    """What a menu, a button and the help need to know. `keys` in Qt's portable notation; `icon` an mdi6 name or empty.

    short  what the list of keys says, in at most six words, where it is not `text`; actions that share it share a line there
    group  where it stands in that list, where it is not `menu`
    """

    name: str
    menu: str
    text: str
    tooltip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    short: str = ""
    group: str = ""


FILE, RUN, VIEW, LESSONS, HELP = mark("&File"), mark("&Run"), mark("&View"), mark("&Lessons"), mark("&Help")
TEXT = mark("Te&xt")
LOOK = mark("Look")

_MODES = tuple(
    ActionSpec(f"{kind.key}_mode", VIEW, kind.title, kind.tooltip, (f"Ctrl+{place}",), checkable=True, short=mark("Landscape, or digits"))
    for place, kind in enumerate(KINDS, 1)
)
ACTIONS = (
    ActionSpec("new", FILE, mark("&New experiment"), mark("Begin with the default experiment, in no file"), ("Ctrl+N",)),
    ActionSpec(
        "open", FILE, mark("&Open…"), mark("Open an experiment, or a picture that carries one: a PNG exported by the program"), ("Ctrl+O",)
    ),
    ActionSpec(
        "save",
        FILE,
        mark("&Save"),
        mark("Save the experiment with its changes, branches and view"),
        ("Ctrl+S",),
        short=mark("Save, or save as"),
    ),
    ActionSpec(
        "save_as", FILE, mark("Save &as…"), mark("Save the experiment into another file"), ("Ctrl+Shift+S",), short=mark("Save, or save as")
    ),
    ActionSpec(
        "export",
        FILE,
        mark("&Export picture…"),
        mark("Save a picture of canvas, loss, accuracy or step inspector, a filmstrip, an η strip, or the whole window"),
        ("Ctrl+E",),
        "image-outline",
        short=mark("Export picture, or film"),
    ),
    ActionSpec(
        "film",
        FILE,
        mark("Export &film…"),
        mark("Save the way to this step as a GIF, an animated PNG or an MP4"),
        ("Ctrl+Shift+E",),
        "movie-open-outline",
        short=mark("Export picture, or film"),
    ),
    ActionSpec("copy", FILE, mark("&Copy picture"), mark("Copy canvas and loss plot to the clipboard"), ("Ctrl+Shift+C",), "content-copy"),
    ActionSpec("numbers", FILE, mark("Export n&umbers…"), mark("Save every step with all its terms as CSV or NPZ"), ("Ctrl+Shift+N",)),
    ActionSpec(
        "open_data",
        FILE,
        mark("Open &MNIST files…"),
        mark("Choose a folder with the four files of MNIST, or of another set in its format"),
        ("Ctrl+Alt+O",),
    ),
    ActionSpec(
        "open_lesson",
        FILE,
        mark("Open &lesson…"),
        mark("Choose a lesson that you or somebody else has written"),
        ("Ctrl+Shift+O",),
        short=mark("A lesson file, or all"),
        group=LESSONS,
    ),
    ActionSpec("fetch", FILE, mark("&Download MNIST…"), mark("Fetch the four files of MNIST from their public mirrors (11 MB)")),
    ActionSpec("quit", FILE, mark("&Quit"), mark("Close the program"), ("Ctrl+Q",)),
    ActionSpec("play", RUN, mark("&Play"), mark("Play or pause"), ("Space",), "play", short=mark("Play or pause")),
    ActionSpec(
        "home",
        RUN,
        mark("To the &start"),
        mark("Go back to step 0; settings and views stay, and playing goes on"),
        ("Home",),
        "skip-previous",
    ),
    ActionSpec(
        "back", RUN, mark("Step &back"), mark("Take the last step back"), ("Left",), "step-backward", short=mark("A step back, or on")
    ),
    ActionSpec(
        "ten_back", RUN, mark("Ten steps bac&k"), mark("Take the last ten steps back"), ("Shift+Left",), short=mark("Ten steps back, or on")
    ),
    ActionSpec("step", RUN, mark("S&tep"), mark("Take one step"), ("Right",), "step-forward", short=mark("A step back, or on")),
    ActionSpec(
        "ten", RUN, mark("Te&n steps"), mark("Take ten steps"), ("Shift+Right",), "fast-forward", short=mark("Ten steps back, or on")
    ),
    ActionSpec(
        "reset",
        RUN,
        mark("&Reset"),
        mark("Stop, go back to step 0 and fit both views; settings, start and seed stay"),
        ("Ctrl+R",),
        "restart",
    ),
    ActionSpec(
        "substeps",
        RUN,
        mark("S&ub-steps"),
        mark("→ and ← take one part of a step at a time: gradient, accumulators, correction, Δ, move"),
        ("S",),
        "stairs",
        True,
    ),
    ActionSpec(
        "predict",
        RUN,
        mark("&Guess before each step"),
        mark("A click on the canvas says where the point goes next; the step shows how far off that was"),
        ("G",),
        "",
        True,
    ),
    ActionSpec(
        "lock",
        RUN,
        mark("Lock stepp&ing until there is a guess"),
        mark("One step at a time, each after a guess"),
        ("Shift+G",),
        "",
        True,
        short=mark("No step without a guess"),
    ),
    ActionSpec(
        "finish", RUN, mark("&Move the finish…"), mark("How low a run has to come to arrive, and for how long it has to stay there")
    ),
    ActionSpec("new_seed", RUN, mark("New s&eed"), mark("Draw another seed for the batches"), ("Ctrl+D",), "dice-multiple-outline"),
    ActionSpec(
        "look_back",
        RUN,
        mark("L&ook back"),
        mark("Look at the step before, without moving any run"),
        ("[",),
        short=mark("Look a step back, or on"),
        group=LOOK,
    ),
    ActionSpec(
        "look_back_ten",
        RUN,
        mark("Look back ten"),
        mark("Look at the tenth step before, without moving any run"),
        ("{",),
        short=mark("Look ten back, or on"),
        group=LOOK,
    ),
    ActionSpec(
        "look_on", RUN, mark("Look on"), mark("Look at the next step again"), ("]",), short=mark("Look a step back, or on"), group=LOOK
    ),
    ActionSpec(
        "look_on_ten",
        RUN,
        mark("Look on ten"),
        mark("Look at the tenth step after this again"),
        ("}",),
        short=mark("Look ten back, or on"),
        group=LOOK,
    ),
    ActionSpec("to_now", RUN, mark("Back to no&w"), mark("Look at the present again"), ("Esc",), "close", group=LOOK),
    ActionSpec(
        "continue_here",
        RUN,
        mark("&Continue from here"),
        mark("Go back to the step that is looked at and go on from there; what came after it is forgotten"),
        ("Ctrl+Return",),
        group=LOOK,
    ),
    ActionSpec(
        "branch_here",
        RUN,
        mark("Branc&h from here…"),
        mark("Begin another run at this step, with the whole state of the optimizer and one thing changed"),
        ("Ctrl+B",),
        group=LOOK,
    ),
    ActionSpec(
        "standing",
        RUN,
        mark("S&ay how it stands"),
        mark("The step, who leads with which loss, and who has arrived or ended, in words"),
        ("Ctrl+I",),
    ),
    ActionSpec("slower", RUN, mark("S&lower"), mark("Fewer steps a second"), (",",), short=mark("Slower, or faster")),
    ActionSpec("faster", RUN, mark("&Faster"), mark("More steps a second"), (".",), short=mark("Slower, or faster")),
    *_MODES,
    ActionSpec(
        "fit_canvas",
        VIEW,
        mark("&Fit the canvas"),
        mark("Show the race, then the whole landscape"),
        ("F",),
        short=mark("Fit canvas, or loss plot"),
    ),
    ActionSpec(
        "fit_loss",
        VIEW,
        mark("Fit the &loss plot"),
        mark("Show all curves, outliers aside"),
        ("Shift+F",),
        short=mark("Fit canvas, or loss plot"),
    ),
    ActionSpec(
        "surface",
        VIEW,
        mark("Loss over the &plane"),
        mark("On a network, while nothing moves: the loss over the plane of the weight paths"),
        ("P",),
    ),
    ActionSpec("equal", VIEW, mark("&Equal aspect"), mark("One unit is as long on x as on y"), ("E",), "", True),
    ActionSpec("log", VIEW, mark("Lo&garithmic loss"), mark("Logarithmic or linear loss axis"), ("L",), "", True),
    ActionSpec(
        "inspector",
        VIEW,
        mark("Step &inspector"),
        mark("The update rule of a run with the numbers of its last step"),
        ("I",),
        "magnify",
        True,
    ),
    ActionSpec("beside", VIEW, mark("A second run &beside"), mark("Inspect two runs side by side"), ("B",), "view-split-vertical", True),
    ActionSpec(
        "zoom_step",
        VIEW,
        mark("&Zoom to the step"),
        mark("Follow the inspected step closely, and show no other runs on the canvas"),
        ("Z",),
        "magnify-scan",
        True,
    ),
    ActionSpec("next_run", VIEW, mark("&Next run"), mark("Inspect the next run"), ("N",)),
    ActionSpec(
        "next_part",
        VIEW,
        mark("Ne&xt part"),
        mark("Go with the keys to the next part of the window"),
        ("F6",),
        short=mark("Next part, or part before"),
    ),
    ActionSpec(
        "part_before",
        VIEW,
        mark("Part bef&ore"),
        mark("Go with the keys to the part of the window before"),
        ("Shift+F6",),
        short=mark("Next part, or part before"),
    ),
    ActionSpec("panel", VIEW, mark("Par&ameter panel"), mark("Show or hide the panel on the left"), ("F9",), "dock-left", True),
    ActionSpec(
        "reduce_motion",
        VIEW,
        mark("Reduce &motion"),
        mark("Nothing moves but the data: views, marks and heads are at once where they go"),
        checkable=True,
    ),
    ActionSpec(
        "presentation",
        VIEW,
        mark("P&resentation"),
        mark("Full screen, everything large, and the last key shown; Escape leaves it"),
        ("F11",),
        "",
        True,
        short=mark("Presentation, on and off"),
    ),
    ActionSpec(
        "text_larger",
        TEXT,
        mark("&Larger"),
        mark("All text larger, up to twice the usual size"),
        ("Ctrl++", "Ctrl+="),
        short=mark("Larger text"),
        group=VIEW,
    ),
    ActionSpec(
        "text_smaller",
        TEXT,
        mark("&Smaller"),
        mark("All text smaller, down to the usual size"),
        ("Ctrl+-",),
        short=mark("Smaller text, or as usual"),
        group=VIEW,
    ),
    ActionSpec(
        "text_usual",
        TEXT,
        mark("&Usual size"),
        mark("All text as large as usual"),
        ("Ctrl+0",),
        short=mark("Smaller text, or as usual"),
        group=VIEW,
    ),
    ActionSpec(
        "lesson_page",
        LESSONS,
        mark("&Overview…"),
        mark("All lessons, each with a picture and what it shows"),
        ("Ctrl+L",),
        short=mark("A lesson file, or all"),
    ),
    ActionSpec(
        "lesson_next",
        LESSONS,
        mark("&Next"),
        mark("What comes next in the lesson: play to the next pause, show the answer, go to the next scene"),
        ("PgDown",),
        "chevron-right",
        short=mark("Next, or scene before"),
    ),
    ActionSpec(
        "lesson_back",
        LESSONS,
        mark("Scene &before"),
        mark("Go back to the scene before"),
        ("PgUp",),
        "chevron-left",
        short=mark("Next, or scene before"),
    ),
    ActionSpec("lesson_skip", LESSONS, mark("Next &scene"), mark("Go to the next scene at once"), ("Ctrl+PgDown",)),
    ActionSpec("lesson_answer", LESSONS, mark("&Answer"), mark("Show the answer to the question, or hide it"), ("A",)),
    ActionSpec("lesson_leave", LESSONS, mark("&Leave the lesson"), mark("End the lesson and go back to what was there"), ("Esc",), "close"),
    ActionSpec("keys", HELP, mark("&Keys"), mark("All keys of the program"), ("F1",), group=FILE),
    ActionSpec("about", HELP, mark("&About Descent Lab"), mark("Version and licence")),
)

# They exclude each other: the kind of problem.
MODES = tuple(spec.name for spec in _MODES)
TRANSPORT = ("home", "back", "play", "step", "ten", "reset")
# A menu that stands in another one.
WITHIN = {TEXT: VIEW}
# Where a menu draws a line first.
BEGIN_A_GROUP = (
    *("export", "open_data", "quit"),
    *("substeps", "finish", "look_back", "standing"),
    *("fit_canvas", "inspector", "panel"),
)
# Further actions that may have a reason not to apply.
OTHERS = ("ten_back", "predict", "lock")
# Moves in time that have no button of their own, and why they do not apply is that of another.
LIKE = {"ten_back": "back"}
