"""A line that can be cut: a small TCP proxy on loopback, between a hub and its server. It counts what travels."""

import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

ASKED = re.compile(rb"(?:GET|HEAD|POST|PUT|PATCH|DELETE) \S+ HTTP/1\.1\r\n")


class Line:
    """Everything that reaches `port` goes to `to`, while the line is up. `down`: bytes that came back; `asked`: requests that went."""

    def __init__(self, to: int) -> None:
        self.to, self.up = to, True
        self._open: set[socket.socket] = set()
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._ear.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.calls = self.asked = self.down = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Whatever is on its way is lost, and nobody gets through."""
        self.up = False
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self.up = True

    def close(self) -> None:
        self.cut()
        self._ear.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                caller, _address = self._ear.accept()
                threading.Thread(target=self._join, args=(caller,), daemon=True).start()

    def _join(self, caller: socket.socket) -> None:
        if not self.up:
            caller.close()
            return
        self.calls += 1
        try:
            server = socket.create_connection(("127.0.0.1", self.to), timeout=5)
        except OSError:
            caller.close()
            return
        server.settimeout(None)
        self._open |= {caller, server}
        for one, other, count in ((caller, server, self._goes), (server, caller, self._comes)):
            threading.Thread(target=self._carry, args=(one, other, count), daemon=True).start()

    def _goes(self, data: bytes) -> None:
        self.asked += len(ASKED.findall(data))

    def _comes(self, data: bytes) -> None:
        self.down += len(data)

    def _carry(self, one: socket.socket, other: socket.socket, count: Callable[[bytes], None]) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                if not self.up:
                    break
                count(data)
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._open.discard(one)
        one.close()
