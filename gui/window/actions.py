"""The window's actions, made of their table: in menus, with icons and reasons, and connected to what they do."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from core.text import tr
from gui.style.icons import GLYPHS, menu_icon
from gui.style.theme import Theme
from gui.system.key_text import key_text
from gui.training.commands import TrainerState
from gui.window.action_table import ACTIONS, BEGIN_A_GROUP, LIKE, OTHERS, TRANSPORT, WITHIN


def make_actions(parent: QWidget) -> dict[str, QAction]:
    """The actions of the table, by name. What they do is connected when the parts that do it are there."""
    actions: dict[str, QAction] = {}
    for spec in ACTIONS:
        action = QAction(tr(spec.text), parent)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setToolTip(_with_keys(tr(spec.tooltip), spec.keys))
        action.setStatusTip(tr(spec.tooltip))
        actions[spec.name] = action
    return actions


def action_icon(name: str, theme: Theme) -> QIcon:
    """The icon of an action, or of a name in `GLYPHS`; empty for an action without one."""
    return menu_icon({spec.name: spec.icon for spec in ACTIONS}.get(name) or GLYPHS.get(name, ""), theme)


def connect_actions(actions: Mapping[str, QAction], commands: Mapping[str, Callable[..., object]]) -> None:
    """Let each action do the command of its name: one that can be checked gives it whether it is, the others give nothing."""
    for name, command in commands.items():
        if actions[name].isCheckable():
            actions[name].triggered.connect(lambda on, command=command: command(on))
        else:
            actions[name].triggered.connect(lambda _on, command=command: command())


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """One menu for each group of the table, by its untranslated name."""
    menus: dict[str, QMenu] = {}
    for spec in ACTIONS:
        if spec.menu not in menus:
            above = menus[WITHIN[spec.menu]] if spec.menu in WITHIN else bar
            menus[spec.menu] = above.addMenu(tr(spec.menu))
            menus[spec.menu].setToolTipsVisible(True)
        if spec.name in BEGIN_A_GROUP:
            menus[spec.menu].addSeparator()
        menus[spec.menu].addAction(actions[spec.name])
    return menus


def transport_reasons(state: TrainerState, step: int, is_looking: bool = False, is_mid_step: bool = False) -> dict[str, str]:
    """Why a transport action does not apply now, by name; actions that apply are not listed.

    `is_looking`: somebody looks back, and stepping moves that step, whatever the runs could still do.
    `is_mid_step`: the last step is shown half done, so that it can still be gone on with.
    """
    reasons: dict[str, str] = {}
    if state is TrainerState.LOADING:
        loading = tr("The images are being loaded")
        reasons.update(dict.fromkeys(TRANSPORT, loading))
    elif state is TrainerState.FAILED:
        failed = tr("The computation stopped; Reset starts it anew")
        reasons.update(dict.fromkeys(("home", "back", "play", "step", "ten"), failed))
    elif state is TrainerState.FINISHED:
        done = tr("No run is left to step: each has ended or is switched off")
        reasons.update(dict.fromkeys(("play",) if is_looking else ("play", "step", "ten"), done))
    if step == 0:
        reasons.setdefault("home", tr("This is the start"))
        reasons.setdefault("back", tr("This is the start"))
    if is_mid_step:
        reasons = {name: reason for name, reason in reasons.items() if name not in ("step", "back")}
    return reasons


def apply_reasons(actions: Mapping[str, QAction], reasons: Mapping[str, str]) -> None:
    """Disable those actions that do not apply, and say why in their tooltips."""
    for spec in ACTIONS:
        if spec.name in TRANSPORT or spec.name in OTHERS:
            reason = reasons.get(LIKE.get(spec.name, spec.name))
            actions[spec.name].setEnabled(reason is None)
            actions[spec.name].setToolTip(reason or _with_keys(tr(spec.tooltip), spec.keys))


def _keys_text(keys: tuple[str, ...]) -> str:
    return ", ".join(key_text(key) for key in keys)


def _with_keys(tooltip: str, keys: tuple[str, ...]) -> str:
    return f"{tooltip} ({_keys_text(keys)})" if keys else tooltip
