"""The hidden layers of a network as a person writes them: ``100, 100`` or ``100-100``, and empty for none."""

import re

from core.setups import MOST_LAYERS, MOST_UNITS
from core.text import tr


def sizes_text(hidden: tuple[int, ...]) -> str:
    """The units of each hidden layer, as the field shows them."""
    return ", ".join(map(str, hidden))


def parsed_sizes(text: str) -> tuple[int, ...] | None:
    """The units of each layer; None where the text is not a list of up to 12 whole numbers from 1 to 4096."""
    # One sign stands between two numbers, with blanks about it or not. Two signs leave a word empty, and that is no number.
    words = re.split(r"\s*[,;×x–-]\s*|\s+", text.strip()) if text.strip() else []
    # int() would also take other scripts' digits and underscores.
    if not all(re.fullmatch(r"[0-9]{1,5}", word) for word in words) or len(words) > MOST_LAYERS:
        return None
    sizes = tuple(int(word) for word in words)
    return sizes if all(1 <= size <= MOST_UNITS for size in sizes) else None


def sizes_refusal(text: str) -> str:
    """Why the text was not taken."""
    return tr("“{text}” was not taken. Hidden layers are up to {layers} numbers from 1 to {units}, such as 100, 50.").format(
        text=text, layers=MOST_LAYERS, units=MOST_UNITS
    )
