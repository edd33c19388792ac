"""A line that can be cut: a small TCP proxy on loopback, between a hub and its server."""

import socket
import threading
from contextlib import suppress


class Line:
    """Everything that reaches `port` goes to `to`, while the line is up."""

    def __init__(self, to: int) -> None:
        self.to, self.up = to, True
        self._open: set[socket.socket] = set()
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._ear.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.calls = 0
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
        for one, other in ((caller, server), (server, caller)):
            threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                if not self.up:
                    break
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._open.discard(one)
        one.close()
