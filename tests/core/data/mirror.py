"""A mirror on this computer that serves files, or fails as mirrors do."""

import socket
import struct
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Mirror:
    """Serves `files` by name; `faults` are what happens to the first requests, the last one to all that follow.

    Faults: a number is an answer with that code; "well"; "cut" and "cut without length" end the body early; "wrong" sends other
    bytes; "hang" does not answer; "hang midway" stops sending; "drop" resets the connection in mid-transfer; "endless" never ends.
    """

    def __init__(self, files: dict[str, bytes], faults: Sequence[int | str] = ("well",)) -> None:
        self.files = files
        self.requests: Counter[str] = Counter()
        self._faults = list(faults)
        self._closing = threading.Event()
        mirror = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with suppress(OSError):  # the client has gone
                    mirror._answer(self)

            def log_message(self, *arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False  # so that closing waits for them
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/mnist/"

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        name = handler.path.rpartition("/")[2]
        self.requests[name] += 1
        fault = self._faults.pop(0) if len(self._faults) > 1 else self._faults[0]
        content = self.files[name]
        if isinstance(fault, int):
            handler.send_error(fault)
            return
        if fault == "hang":
            self._closing.wait()
            return
        if fault == "wrong":
            content = content[:-9] + bytes(9)
        handler.send_response(200)
        if fault not in ("cut without length", "endless"):
            handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        if fault in ("well", "wrong"):
            handler.wfile.write(content)
            return
        handler.wfile.write(content[: len(content) // 2])
        handler.wfile.flush()
        if fault == "hang midway":
            self._closing.wait()
        elif fault == "drop":
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
        while fault == "endless" and not self._closing.is_set():
            handler.wfile.write(bytes(1 << 16))
