"""How this process uses the machine: threads of NumPy's linear algebra, said before NumPy is imported, and freed memory that is kept."""

import ctypes
from collections.abc import MutableMapping, Sequence

from core.text import tr

THREAD_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
THREADS_OPTION = "--threads"
MOST_THREADS = 256
# Parameters of glibc's mallopt(3). 32 MiB is the largest threshold that it takes for what comes from the heap.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
_KEPT_BYTES, _LARGEST_FROM_HEAP = 512 * 2**20, 32 * 2**20


def use_one_thread(environment: MutableMapping[str, str]) -> None:
    """Ask for one thread, unless the user asked for another number.

    Two threads beside a busy window were measured 40 times slower than one.
    """
    for variable in THREAD_VARIABLES:
        environment.setdefault(variable, "1")


def use_threads(environment: MutableMapping[str, str], arguments: Sequence[str]) -> None:
    """Ask for as many threads as the command line says with `--threads N`; without it, as the environment says, else for one.

    A number that cannot be is passed over here, where nothing can be said yet; the command line complains of it.
    """
    count = _asked_for(arguments)
    if count is None:
        use_one_thread(environment)
    else:
        environment.update(dict.fromkeys(THREAD_VARIABLES, str(count)))


def thread_count(text: str) -> int:
    """The number of threads that a user typed.

    Raises:
        ValueError: with a sentence, if it is not a whole number from 1 to `MOST_THREADS`.
    """
    # Not int() alone: it also takes " 2", "+2" and "1_0".
    if text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= MOST_THREADS:
        return int(text)
    raise ValueError(tr("“{text}” threads cannot be: a whole number from 1 to {most} is needed").format(text=text, most=MOST_THREADS))


def _asked_for(arguments: Sequence[str]) -> int | None:
    asked = None
    for place, argument in enumerate(arguments):
        name, is_equation, value = argument.partition("=")
        if name == THREADS_OPTION:
            try:
                asked = thread_count(value if is_equation else "".join(arguments[place + 1 : place + 2]))
            except ValueError:
                return None
    return asked


def keep_freed_memory() -> None:
    """Ask the C library to keep what is freed instead of giving it back to the system; nothing happens where it cannot.

    A training step allocates arrays of megabytes and frees them. By glibc's defaults such memory may go back to the
    system and be faulted in anew, page by page, at every step: up to a third of the time of a step with Adam. With these
    thresholds a step takes no page fault. All threads share one heap: of its own, a worker would have heaps of 64 MiB,
    which glibc gives back as soon as one is empty, whatever the thresholds.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, TypeError, AttributeError):  # Windows has no library without a name, and only glibc has the function
        return
    mallopt(_M_TRIM_THRESHOLD, _KEPT_BYTES)
    mallopt(_M_MMAP_THRESHOLD, _LARGEST_FROM_HEAP)
    mallopt(_M_ARENA_MAX, 1)
