"""Real programs for tests of the hub: our device face behind a real socket, a line that can be cut, and `throughgate hub`."""

import http.client
import json
import os
import subprocess
import sys
import time
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.test.testcases import LiveServerThread

from tests.device import Tablet, code_for
from tests.line import Line
from tests.make import prison
from throughgate.kernel.identity.models import DeviceKind
from throughgate.settings.security import FACE_MIDDLEWARE

SECONDS = 20
COMMAND = str(Path(sys.executable).with_name("throughgate"))


class _DeviceFace(WSGIHandler):
    def __init__(self, _app: WSGIHandler) -> None:
        super().__init__()

    def load_middleware(self, is_async: bool = False) -> None:
        with override_settings(MIDDLEWARE=FACE_MIDDLEWARE["device"]):
            super().load_middleware(is_async)

    def get_response(self, request: Any) -> Any:
        request.urlconf = "throughgate.faces.device.urls"
        return super().get_response(request)


class Server:
    """The device face on a port of loopback, over the test's own database."""

    def __init__(self) -> None:
        self.thread = LiveServerThread("127.0.0.1", _DeviceFace)
        self.thread.daemon = True
        self.thread.start()
        self.thread.is_ready.wait()
        assert self.thread.error is None, self.thread.error
        self.port: int = self.thread.port

    def close(self) -> None:
        self.thread.terminate()


class HubProgram:
    """`throughgate hub` in a home of its own, behind a line of its own."""

    def __init__(self, home: Path, server: Server, *more: str) -> None:
        self.home, self.line, self.more = home, Line(server.port), more
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.start(code_for(kind=DeviceKind.HUB, place=prison()))

    def start(self, code: str = "") -> None:
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHGATE_", "DJANGO_"))}
        command = [COMMAND, "hub", "--upstream", self.line.url, "--home", str(self.home), "--port", str(self.port), "--look-every", "0.3"]
        log = (self.home.parent / f"{self.home.name}.out").open("ab")
        self.process = subprocess.Popen([*command, *self.more, "--code", code], env=ours, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        self.until(lambda: self._answers())

    def kill(self) -> None:
        """As when the plug is pulled."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(SECONDS)
        self.line.close()

    def until(self, true: Any) -> None:
        """Wait until it is."""
        ends = time.monotonic() + SECONDS
        while not true():
            assert time.monotonic() < ends, (self.home.parent / f"{self.home.name}.out").read_text()[-3000:]
            time.sleep(0.05)

    def status(self) -> dict[str, Any]:
        word = (self.home / "status-word").read_text()
        asked = Request(f"{self.url}/hub/status.json", headers={"Authorization": "Basic " + b64encode(f"staff:{word}".encode()).decode()})
        with urlopen(asked, timeout=5) as answer:
            return dict(json.load(answer))

    def is_up(self) -> bool:
        return bool(self.status()["line"]["up"])

    def knows_line_is(self, up: bool) -> None:
        """Until the hub has noticed."""
        self.until(lambda: self.is_up() == up)

    def tablet(self, **how: Any) -> Tablet:
        """A device whose server is this hub, as far as it can tell."""
        made = Tablet(**how)
        made.browser, made.host = Browser(self.port), self.url
        return made

    def _answers(self) -> bool:
        try:
            return self.status() is not None
        except OSError:
            return False


class Answered:
    """What came back, as Django's test client would say it."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status_code, self.headers, self.content = answer.status, answer.headers, answer.read()

    def json(self) -> Any:
        return json.loads(self.content)


class Browser:
    """The part of a browser that `Tablet` uses, on a real wire."""

    def __init__(self, port: int) -> None:
        self.port = port

    def generic(self, method: str, path: str, data: bytes, content_type: str, headers: dict[str, str]) -> Answered:
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            wire.request(method, path, data or None, {**headers, "Content-Type": content_type})
            return Answered(wire.getresponse())
        finally:
            wire.close()


def _free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
