"""A proxy between a browser and the site, at which a new version of the app may come half-way and no further."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

WORKER, PAGE = "/sw.js", "/index.html"
HOP = {"transfer-encoding", "connection", "content-length", "content-encoding"}


class Halfway:
    """`version`: each is a service worker of its own, with a page of its own. `cut`: that page comes half, then the line breaks."""

    def __init__(self, site: str) -> None:
        self.site, self.version, self.cut, self.cuts = urlsplit(site), 0, False, 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()

    def changed(self, path: str, body: bytes) -> bytes:
        """What is new in this version: another revision of the page, so that the worker has to fetch it."""
        if path != WORKER or not self.version:
            return body
        before, name, after = body.partition(b'"index.html"')
        start = before.rfind(b'revision:"')
        if start < 0:
            return body + b"\n// %d" % self.version
        return before[: start + 10] + b"v%d" % self.version + before[start + 10 :] + name + after


def _handler(halfway: Halfway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            line = http.client.HTTPConnection(halfway.site.hostname or "", halfway.site.port, timeout=60)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() != "accept-encoding"}
            line.request(self.command, self.path, body, headers)
            answer = line.getresponse()
            path = urlsplit(self.path).path
            self._send(answer, path, halfway.changed(path, answer.read()))
            line.close()

        def _send(self, answer: http.client.HTTPResponse, path: str, body: bytes) -> None:
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP:
                    self.send_header(name, value)
            if answer.status not in (204, 304):
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            half = halfway.cut and path in ("/", PAGE) and "Sec-Fetch-Dest" in self.headers and self.headers["Sec-Fetch-Dest"] == "empty"
            self.wfile.write(b"" if self.command == "HEAD" else body[: len(body) // 2] if half else body)
            if half:
                halfway.cuts += 1
                self.connection.close()

        do_GET = do_POST = do_PUT = do_PATCH = do_HEAD = do_DELETE = _pass_on  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    return Handler
