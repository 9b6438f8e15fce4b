"""The menu of the last files by itself: which are in it, in which order, and that each opens what it says."""

from pathlib import Path

import pytest

from gui.files.recent_menu import MOST, RecentMenu, with_recent
from gui.system.settings import WindowSettings


@pytest.fixture
def menu(qtbot, user_folders):
    made = RecentMenu(WindowSettings(), lambda path: made.chosen.append(path))
    made.chosen = []
    qtbot.addWidget(made)
    return made


def files_of(menu):
    return [action for action in menu.actions() if action.toolTip().startswith("/")]


def test_that_the_newest_files_are_offered_first_each_once_and_opens_itself(menu, tmp_path):
    assert not menu.isEnabled()
    assert menu.actions() == []
    paths = [tmp_path / f"{number} & more.toml" for number in range(MOST + 3)]
    for path in (*paths, paths[5]):
        path.write_text("")
        menu.add(path)
    expected = [paths[5], *(path for path in reversed(paths) if path != paths[5])][:MOST]
    assert menu.isEnabled()
    assert menu.toolTipsVisible()
    entries = files_of(menu)
    assert [action.text() for action in entries] == [
        f"&{number}  {path.name.replace('&', '&&')}" for number, path in enumerate(expected, 1)
    ]
    assert [action.toolTip() for action in entries] == [str(path) for path in expected]
    for action in entries:
        action.trigger()
    assert menu.chosen == expected
    line, forget = menu.actions()[MOST:]
    assert line.isSeparator()
    # Another window, or the next start, knows them too.
    assert [action.toolTip() for action in files_of(RecentMenu(WindowSettings(), print))] == [str(path) for path in expected]
    forget.trigger()
    for each in (menu, RecentMenu(WindowSettings(), print)):
        assert (each.actions(), each.isEnabled()) == ([], False)


def test_that_a_file_that_is_gone_is_left_out_until_it_is_back(menu, tmp_path):
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    for path in (one, other):
        path.write_text("")
        menu.add(path)
    for is_there in (False, True):
        other.unlink() if not is_there else other.write_text("")
        menu.aboutToShow.emit()
        assert [action.toolTip() for action in files_of(menu)] == [str(path) for path in ((other, one) if is_there else (one,))]
    for path in (one, other):
        path.unlink()
    menu.aboutToShow.emit()
    assert not menu.isEnabled()


def test_that_files_are_looked_for_where_the_newest_is_or_at_home(menu, tmp_path):
    assert menu.folder() == Path.home()
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        menu.add(tmp_path / name / "a.toml")
        assert menu.folder() == tmp_path / name
    (tmp_path / "there").rmdir()
    assert menu.folder() == Path.home()


def test_that_a_list_of_recent_files_is_a_list_of_different_ones():
    assert with_recent("b", ["a", "b", "c"]) == ["b", "a", "c"]
    assert with_recent("x", [str(number) for number in range(MOST)]) == ["x", *(str(number) for number in range(MOST - 1))]
