"""An experiment to be exported from."""

import re

from gui.command_line.main import main

RACE = """
title = "Two"
steps = 30
[problem]
function = "seed-bowl"
[[runs]]
optimizer = "gd"
[[runs]]
optimizer = "adam"
label = "Adam, slow"
learning_rate = 0.1
"""

RACE_ON_DIGITS = """
steps = 30
[problem]
dataset = "digits"
[[runs]]
optimizer = "adam"
"""


class Bench:
    """A folder with an experiment; calling it carries the command out in this process, there."""

    def __init__(self, folder, capsys):
        self.folder, self._capsys = folder, capsys
        (folder / "race.toml").write_text(RACE, encoding="utf-8")
        (folder / "out").mkdir()

    def __call__(self, *arguments, source="race.toml"):
        """The exit code, stdout and stderr. Arguments that name a file are taken as in the folder `out`."""
        typed = [str(self.folder / "out" / argument) if re.match(r"[a-z]\.", argument) else argument for argument in arguments]
        code = main(["export", str(self.folder / source) if source.endswith((".toml", ".png")) else source, *typed])
        return code, *self._capsys.readouterr()

    @property
    def files(self):
        return sorted(path.name for path in (self.folder / "out").iterdir())

    def out(self, name):
        return self.folder / "out" / name
