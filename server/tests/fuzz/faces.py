"""The faces as applications, called as the network calls them: bytes in, bytes out. Whoever calls is who they say: each call is signed."""

import base64
import hashlib
import hmac
import io
import json
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import override_settings
from django.urls import set_urlconf

from tests.device import Tablet
from throughgate.basics.clock import now
from throughgate.faces.asked import Asked
from throughgate.kernel.audit.models import TrailHead
from throughgate.kernel.identity.models import PartnerMessage, SeenProof, WrongTry
from throughgate.settings.security import FACE_MIDDLEWARE

Environ = dict[str, Any]
CALLS = (request_started, request_finished)
# What a refusal may leave behind: it is swept after minutes. The head of the trail is one row.
SWEPT = (SeenProof, WrongTry, PartnerMessage, TrailHead)


class Face(WSGIHandler):
    """One listener: its own addresses and middleware."""

    request_class = Asked

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__()

    def __call__(self, environ: Environ, start: Any) -> list[bytes]:
        # The test's transaction, which is one connection, outlives each call.
        for signal in CALLS:
            signal.disconnect(close_old_connections)
        try:
            with closing(super().__call__(environ, start)) as parts:
                return [b"".join(parts)]
        finally:
            for signal in CALLS:
                signal.connect(close_old_connections)

    def load_middleware(self, is_async: bool = False) -> None:
        with override_settings(MIDDLEWARE=FACE_MIDDLEWARE[self.name]):
            super().load_middleware(is_async)

    def get_response(self, request: WSGIRequest) -> Any:
        request.urlconf = f"throughgate.faces.{self.name}.urls"
        try:
            return super().get_response(request)
        finally:
            # Whatever looks for an address next is not on this face.
            set_urlconf(None)


class AsDevice:
    """The device face, with a good proof on every call, by whoever such a call is from."""

    def __init__(self, who: Callable[[str, str], Tablet]) -> None:
        self.face, self.who = Face("device"), who

    def __call__(self, environ: Environ, start: Any) -> Iterable[bytes]:
        # For the host that it should have called, whichever it says.
        here = {name: value for name, value in environ.items() if name not in ("HTTP_HOST", "CONTENT_TYPE")}
        request = WSGIRequest(here | {"wsgi.input": io.BytesIO()})
        tablet, address = self.who(request.method or "", request.path), request.build_absolute_uri(request.path)
        tablet.host = ""
        environ["HTTP_DPOP"] = tablet.proof(environ["REQUEST_METHOD"], address, tablet.token)
        if tablet.token:
            environ["HTTP_AUTHORIZATION"] = f"DPoP {tablet.token}"
        return self.face(environ, start)


class AsPartner:
    """The partner face, with a good signature on every call."""

    def __init__(self, secret: bytes) -> None:
        self.face, self.secret = Face("partner"), secret

    def __call__(self, environ: Environ, start: Any) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        message, sent = f"msg_{uuid4()}", str(int(now().timestamp()))
        mac = base64.b64encode(hmac.digest(self.secret, f"{message}.{sent}.".encode() + body, hashlib.sha256)).decode()
        signed = {"ID": message, "TIMESTAMP": sent, "SIGNATURE": f"v1,{mac}"}
        environ |= {f"HTTP_WEBHOOK_{name}": value for name, value in signed.items()} | {"wsgi.input": io.BytesIO(body)}
        return self.face(environ, start)


@dataclass(frozen=True)
class Answered:
    """What came back. Names of headers are lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def call(app: Callable[..., Iterable[bytes]], method: str, path: str, body: bytes, headers: dict[str, str]) -> Answered:
    """One request as a server hands it on: the path as it was written, not as it was meant."""
    environ = _environ(method, path, body) | {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if f"HTTP_{name}" in environ:
            environ[name] = environ.pop(f"HTTP_{name}")
    told: list[Any] = []
    content = b"".join(app(environ, lambda status, sent, _exc=None: told.extend((status, sent))))
    return Answered(int(told[0].split()[0]), {name.lower(): value for name, value in told[1]}, content)


def _environ(method: str, path: str, body: bytes) -> Environ:
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "application/json",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
    }


def rows() -> dict[str, int]:
    """How many rows each table has, but for those that are swept; in one question, as it is asked often."""
    tables = [table._meta for table in apps.get_models() if table not in SWEPT]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {connection.ops.quote_name(table.db_table)})" for table in tables))
        return dict(zip((table.label for table in tables), cursor.fetchone(), strict=True))


def is_said(body: bytes) -> bool:
    """Is it a refusal in our shape: a code for the program, a sentence for the reader, our time?"""
    said = json.loads(body)
    return all(isinstance(said[name], str) and said[name] for name in ("code", "says", "time"))
