"""A proxy between a browser and the site: answers may get lost at it, and a new version of the app may come half-way and no further."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

WORKER, PAGE, PUSH = "/sw.js", "/index.html", "/sync/v1/push"
HOP = {"transfer-encoding", "connection", "content-length", "content-encoding"}


class Halfway:
    """`version`: each is a service worker of its own, with a page of its own. `cut`: that page comes half, then the line breaks.

    `lose`: of that many pushes the answers get lost on their way back.
    """

    def __init__(self, site: str) -> None:
        self.site, self.version, self.cut, self.cuts, self.lose = urlsplit(site), 0, False, 0, 0
        self.server = _Quiet(("127.0.0.1", 0), type("Handler", (_Handler,), {"halfway": self}))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()

    def changed(self, path: str, body: bytes) -> bytes:
        """What is new in this version: another revision of the page, so that the worker has to fetch it."""
        if path != WORKER or not self.version:
            return body
        before, page, after = body.partition(b'","url":"index.html"')
        if not page:
            raise ValueError("the worker's list of files is not written as it was")
        return before + b"-%d" % self.version + page + after


class _Quiet(ThreadingHTTPServer):
    """Lines that break are what it is for."""

    def handle_error(self, *_: object) -> None:
        pass


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    halfway: Halfway

    def _pass_on(self) -> None:
        line = http.client.HTTPConnection(self.halfway.site.hostname or "", self.halfway.site.port, timeout=60)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() != "accept-encoding"}
        line.request(self.command, self.path, body, headers)
        answer = line.getresponse()
        path = urlsplit(self.path).path
        if path == PUSH and self.halfway.lose:
            self.halfway.lose -= 1
            self._break()
        else:
            self._send(answer, path, self.halfway.changed(path, answer.read()))
        line.close()

    def _send(self, answer: http.client.HTTPResponse, path: str, body: bytes) -> None:
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP:
                self.send_header(name, value)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        half = self.halfway.cut and path in ("/", PAGE) and self.headers.get("Sec-Fetch-Dest") == "empty"
        if self.command != "HEAD":
            self.wfile.write(body[: len(body) // 2] if half else body)
        if half:
            self.halfway.cuts += 1
            self._break()

    def _break(self) -> None:
        self.close_connection = True
        self.connection.close()

    do_GET = do_POST = do_PUT = do_PATCH = do_HEAD = do_DELETE = _pass_on  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""
