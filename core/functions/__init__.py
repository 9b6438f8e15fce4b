"""Functions of two variables: formula, derivatives, view, marked points, good starts and recommended learning rates."""

from core.functions.bowls import BOOK_BOWL, BOOTH, MATYAS, SEED_BOWL
from core.functions.function import CriticalPoint, Function
from core.functions.line_fit import LINE_FIT, LineFit
from core.functions.saddles import MONKEY_SADDLE, SADDLE
from core.functions.valleys import BEALE, PLATEAU, ROSENBROCK
from core.functions.waves import ACKLEY, RASTRIGIN
from core.functions.wells import GOLDSTEIN_PRICE, HIMMELBLAU, MCCORMICK, STYBLINSKI_TANG, THREE_HUMP_CAMEL, TWO_WELLS

# Those of a group follow each other.
_TABLE = (
    SEED_BOWL,
    BOOK_BOWL,
    BOOTH,
    LINE_FIT,
    MATYAS,
    ROSENBROCK,
    BEALE,
    HIMMELBLAU,
    THREE_HUMP_CAMEL,
    TWO_WELLS,
    STYBLINSKI_TANG,
    GOLDSTEIN_PRICE,
    MCCORMICK,
    RASTRIGIN,
    ACKLEY,
    SADDLE,
    MONKEY_SADDLE,
    PLATEAU,
)
FUNCTIONS: dict[str, Function] = {function.key: function for function in _TABLE}

__all__ = ["FUNCTIONS", "CriticalPoint", "Function", "LineFit"]
