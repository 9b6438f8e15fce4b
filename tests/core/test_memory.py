"""Freed memory is kept: counted by the system, as page faults."""

import ctypes
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import core.process
from core.process import keep_freed_memory

ROUNDS = """
import resource, threading
import numpy as np
from core.process import keep_freed_memory
{first}
def round():
    parts = [np.ones(3_000_000) for _ in range(4)]
def rounds():
    round()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(5):
        round()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
{start}
"""
IN_A_THREAD = "thread = threading.Thread(target=rounds); thread.start(); thread.join()"


def page_faults(first: str, start: str) -> int:
    script = textwrap.dedent(ROUNDS).format(first=first, start=start)
    root = Path(core.process.__file__).parents[1]
    result = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    return int(result.stdout)


def is_glibc() -> bool:
    return sys.platform == "linux" and hasattr(ctypes.CDLL(None), "gnu_get_libc_version")


@pytest.mark.skipif(not is_glibc(), reason="only glibc can be asked")
@pytest.mark.parametrize("start", ["rounds()", IN_A_THREAD], ids=["main thread", "another thread"])
def test_that_arrays_that_come_and_go_take_no_page_faults(start):
    assert page_faults("keep_freed_memory()", start) * 10 < page_faults("", start)


@pytest.mark.parametrize("error", [OSError, TypeError, AttributeError])
def test_that_nothing_happens_where_the_library_cannot_be_asked(monkeypatch, error):
    def refuse(_name):
        raise error

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    keep_freed_memory()
