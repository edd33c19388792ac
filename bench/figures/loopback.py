"""Our server on loopback, a worker beside it, and devices that speak to it as the app does: over HTTP, one connection each."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

THROUGHGATE = os.path.join(os.path.dirname(sys.executable), "throughgate")


@dataclass(frozen=True)
class Answer:
    """What came back, with the names that Django's test client has."""

    status_code: int
    content: bytes
    headers: Mapping[str, str]

    def json(self) -> Any:
        import msgspec

        return msgspec.json.decode(self.content)


class Browser:
    """One connection, kept open."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def generic(self, method: str, path: str, data: bytes, content_type: str, headers: Mapping[str, str]) -> Answer:
        said = {**headers, "Content-Type": content_type}
        for last in (False, True):
            try:
                self.connection.request(method, path, body=data, headers=said)
                response = self.connection.getresponse()
                return Answer(response.status, response.read(), response.headers)
            except (http.client.RemoteDisconnected, ConnectionError, http.client.CannotSendRequest):
                # A connection that the server had closed meanwhile.
                self.connection.close()
                if last:
                    raise
        raise AssertionError


@contextmanager
def served(workers: int = 1, *, worker: bool = True) -> Iterator[int]:
    """The device face and, where wanted, a worker, as programs of their own. Gives the port."""
    port = free_port()
    face = [THROUGHGATE, "serve", "--face", "device", "--port", str(port), "--workers", str(workers)]
    wanted = [face, [THROUGHGATE, "worker"]] if worker else [face]
    programs = [subprocess.Popen(one, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for one in wanted]
    try:
        _await(port)
        yield port
    finally:
        for program in programs:
            program.terminate()
        for program in programs:
            program.wait()


def at_port(tablet: Any, port: int) -> Any:
    """From now on this device of the tests speaks to the server at that port."""
    tablet.browser, tablet.host = Browser(port), f"http://127.0.0.1:{port}"
    return tablet


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    children = [child for task in Path(f"/proc/{pid}/task").glob("*") for child in _started_by(task)]
    return [pid, *(one for child in children for one in family(child))]


def _started_by(task: Path) -> list[int]:
    try:
        return [int(pid) for pid in (task / "children").read_text().split()]
    except OSError:
        # It has ended meanwhile.
        return []


def _await(port: int) -> None:
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/sync/v1/ping")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError("the server did not answer")
