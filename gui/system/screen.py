"""Whether there is a screen that a window can be shown on, asked without Qt: Qt ends the program where there is none."""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path


def has_screen(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be shown. An explicit QT_QPA_PLATFORM is believed; elsewhere than on Linux there always is one."""
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_answers(environment) or x_server_answers(environment.get("DISPLAY", ""))


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY")
    return bool(name) and (Path(environment.get("XDG_RUNTIME_DIR", "/nonexistent")) / str(name)).is_socket()


def x_server_answers(display: str, load: Callable[[str], ctypes.CDLL] = ctypes.CDLL) -> bool:
    """Whether the X server of that name takes a connection. Where xcb is missing nobody can tell, and Qt is left to try."""
    if not display:
        return False
    try:
        xcb = load("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    for function in (xcb.xcb_connection_has_error, xcb.xcb_disconnect):
        function.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(answers)
