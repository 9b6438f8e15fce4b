"""Memory that was freed is kept for the next step."""

import ctypes

# Parameters of glibc's mallopt(3). 32 MiB is the largest threshold that it takes for what comes from the heap.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
_KEPT_BYTES, _LARGEST_FROM_HEAP = 512 * 2**20, 32 * 2**20


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
