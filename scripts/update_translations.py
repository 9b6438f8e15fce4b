"""Bring the translations up to date with the code: collect the sentences, keep what is translated, compile.

    python scripts/update_translations.py                    # after changing a sentence, and again after translating
    python scripts/update_translations.py --drop-vanished    # and forget translations whose sentence is gone

Sentences are what stands in ``tr("…")`` and ``mark("…")`` (see core/text.py). Translate those that are listed as unfinished in
resources/translations/descent_lab_*.ts, by hand or with `pyside6-linguist`, and remove their type="unfinished". A new language
begins with `pyside6-lupdate -target-language xx -ts resources/translations/descent_lab_xx.ts`, and one line in gui/system/language.py.
"""

import argparse
import shutil
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "translations"
ROOMS = ("core", "gui", "main.py")


def unfinished(ts: Path) -> list[str]:
    """The sentences of the code that a translation lacks."""
    messages = ElementTree.parse(ts).iter("message")
    return [message.findtext("source", "") for message in messages if message.find("translation[@type='unfinished']") is not None]


def update(ts: Path, drop_vanished: bool = False) -> None:
    """Bring one translation's sentences up to date. A sentence that is like a vanished one is offered its translation, unfinished."""
    # Without places in the code, so that only a changed sentence changes the file.
    options = ["-silent", "-locations", "none", "-source-language", "en", "-extensions", "py", "-tr-function-alias", "tr+=mark"]
    _run("pyside6-lupdate", *options, *(["-no-obsolete"] if drop_vanished else []), *ROOMS, "-ts", str(ts))


def compiled(ts: Path) -> Path:
    """Compile one translation for Qt; returns the file, which lies beside it."""
    qm = ts.with_suffix(".qm")
    _run("pyside6-lrelease", "-silent", "-nounfinished", str(ts), "-qm", str(qm))
    return qm


def _run(tool: str, *arguments: str) -> None:
    path = shutil.which(tool, path=sysconfig.get_path("scripts")) or tool
    subprocess.run([path, *arguments], cwd=ROOT, check=True)


def main(arguments: list[str] | None = None) -> int:
    """Update and compile every translation there is, and list what is still to be translated."""
    parser = argparse.ArgumentParser(description="Brings the translations up to date with the code, and compiles them.")
    parser.add_argument("--drop-vanished", action="store_true", help="forget translations whose sentence is gone")
    drop_vanished = parser.parse_args(arguments).drop_vanished
    for ts in sorted(FOLDER.glob("*.ts")):
        update(ts, drop_vanished)
        compiled(ts)
        missing = unfinished(ts)
        print(f"{ts.relative_to(ROOT)}: {len(missing)} to translate")
        for sentence in missing:
            print(f"    {sentence!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
