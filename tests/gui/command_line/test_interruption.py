"""Ctrl-C while a command works: what may break off does so at once, and nothing else ever does."""

import signal

import pytest

from gui.command_line.headless import Interruption


def press() -> None:
    signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("allowed", [0, 1, 2])
def test_that_one_press_too_many_breaks_off_what_may_break_off_at_that_very_place(allowed: int) -> None:
    done = []

    def go_on() -> None:
        with interruption.abandonable():
            press()
            done.append("went on")

    with Interruption(allowed) as interruption:
        for _ in range(allowed):
            go_on()
            interruption.check()
            assert interruption.is_asked
        with pytest.raises(KeyboardInterrupt):
            go_on()
    assert done == ["went on"] * allowed


def test_that_what_may_not_break_off_goes_on_until_somebody_looks() -> None:
    with Interruption(0) as interruption:
        interruption.check()
        assert not interruption.is_asked
        with interruption.abandonable():
            pass
        press()
        press()
        assert interruption.is_asked
        with pytest.raises(KeyboardInterrupt):
            interruption.check()
        with pytest.raises(KeyboardInterrupt), interruption.abandonable():
            pytest.fail("begun, although nothing is to be left of it")


def test_that_ctrl_c_is_given_back_also_after_a_fault() -> None:
    before = signal.getsignal(signal.SIGINT)

    def fail() -> None:
        with Interruption(0) as interruption:
            assert signal.getsignal(signal.SIGINT) is not before
            try:
                with interruption.abandonable():
                    raise OSError("full")
            finally:
                press()  # no longer in the part that may break off

    with pytest.raises(OSError, match="full"):
        fail()
    assert signal.getsignal(signal.SIGINT) is before
