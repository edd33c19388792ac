"""What devices, hubs and partners may call, as OpenAPI 3.1: made of the addresses, and of what their views ask and answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

import msgspec
from django.urls import URLPattern

from throughgate.faces.device import urls
from throughgate.faces.device.door import ByMethod, Entrance, Refusal
from throughgate.faces.device.views import Pong
from throughgate.faces.partner import views as partner_views
from throughgate.kernel.registry.installed import modules
from throughgate.kernel.registry.module import Endpoint

Schema = dict[str, Any]
TEXT, NUMBER, RAW = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "string", "format": "binary"}
PROOF = {"type": "apiKey", "in": "header", "name": "DPoP", "description": "RFC 9449: a proof by the device's key, for this one call."}
TOKEN = {"type": "apiKey", "in": "header", "name": "Authorization", "description": "`DPoP <token>`: of whoever has unlocked the device."}


@dataclass(frozen=True)
class Called:
    """One method of one address, and what answers it. `params`: the parts of the address that vary, each with its pattern."""

    path: str
    method: str
    view: Any
    params: dict[str, str]

    @property
    def name(self) -> str:
        return str((self.view.view if isinstance(self.view, Entrance) else self.view).__name__)


def device() -> Schema:
    """The device face. What only a hub may call is tagged so; while its line is down, a hub answers at the same addresses."""
    calls = [called for entry in urls.urlpatterns if isinstance(entry, URLPattern) for called in _calls(entry)]
    entrances = [one.view for one in calls if isinstance(one.view, Entrance)]
    shapes = [shape for one in entrances for shape in (one.asks, one.answers) if _is_shape(shape)]
    paths: dict[str, Schema] = {}
    for one in calls:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    parts = {"schemas": _shapes([*shapes, Refusal, Pong]), "securitySchemes": {"proof": PROOF, "token": TOKEN}}
    return _document("Throughgate for devices", paths, parts)


def partner() -> Schema:
    """What the modules offer to other systems."""
    offered = [endpoint for module in modules() for endpoint in module.partner]
    parts = {"schemas": _shapes([*(shape for one in offered for shape in (one.asks, one.answers)), partner_views.Refusal])}
    return _document("Throughgate for partners", {f"/partner/v1/{one.path}": {"post": _offered(one)} for one in offered}, parts)


def _document(title: str, paths: Schema, components: Schema) -> Schema:
    return {"openapi": "3.1.0", "info": {"title": title, "version": "1"}, "paths": paths, "components": components}


def _calls(entry: URLPattern) -> Iterator[Called]:
    """Those of the wire; the files of the app are only read."""
    if isinstance(entry.callback, ByMethod):
        path = "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(entry.pattern))
        params = {name: converter.regex for name, converter in entry.pattern.converters.items()}
        for method, view in entry.callback.views.items():
            yield Called(path, method, view, params)


def _operation(called: Called) -> Schema:
    name, view = called.name, called.view
    told: Schema = {"operationId": f"{name}_{called.method.lower()}", "responses": _responses(called)}
    params = [_param("path", one, {**TEXT, "pattern": f"^{regex}$"}) for one, regex in called.params.items()]
    if params := [*params, *(_param("header", *one) for one in HEADERS.get(name, ()))]:
        told["parameters"] = params
    if not isinstance(view, Entrance):
        return told
    if view.asks:
        told["requestBody"] = {"required": True, "content": _json(view.asks)}
    elif name in BODIES:
        told["requestBody"] = {"required": True, "content": BODIES[name]}
    told["security"] = [{"proof": [], "token": []} if view.needs_token else {"proof": []}]
    return told | ({"tags": ["hub"]} if view.for_hubs else {})


def _responses(called: Called) -> Schema:
    answers = called.view.answers if isinstance(called.view, Entrance) else None
    if _is_shape(answers):
        good: Schema = {"200": {"description": answers.__name__, "content": _json(answers)}}
    elif called.name in ANSWERS:
        good = {}
    else:
        good = {"204": {"description": "Done."}}
    # A refusal has no bytes where nobody asked for any.
    return good | ANSWERS.get(called.name, {}) | {"default": NO_BYTES if called.method == "HEAD" else REFUSED}


def _offered(one: Endpoint) -> Schema:
    signed = [_param("header", f"webhook-{name}", TEXT) for name in ("id", "timestamp", "signature")]
    return {
        "summary": one.does,
        "parameters": signed,
        "requestBody": {"required": True, "content": _json(one.asks)},
        "responses": {"200": {"description": "What came of each.", "content": _json(one.answers)}, "default": REFUSED},
    }


def _param(where: str, name: str, schema: Schema) -> Schema:
    return {"name": name, "in": where, "required": True, "schema": schema}


def _json(shape: type[msgspec.Struct]) -> Schema:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}}}


def _shapes(shapes: Sequence[type[msgspec.Struct]]) -> Schema:
    return msgspec.json.schema_components(shapes, ref_template="#/components/schemas/{name}")[1]


def _is_shape(kind: object) -> TypeGuard[type[msgspec.Struct]]:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


NO_BYTES: Schema = {"description": "A refusal."}
REFUSED = NO_BYTES | {"content": _json(Refusal)}
# What no signature says: headers, and bytes.
_REACHED = {"Upload-Offset": {"schema": NUMBER}}
_ELSEWHERE = {"409": {"description": "The next byte belongs elsewhere.", "headers": _REACHED}}
HEADERS = {"add_to_file": (("Upload-Offset", NUMBER), ("Upload-Length", NUMBER), ("X-File-Type", TEXT))}
BODIES = {"add_to_file": {"application/offset+octet-stream": {"schema": RAW}}}
ANSWERS: dict[str, Schema] = {
    "ping": {"200": {"description": "Our time and epoch.", "content": _json(Pong)}},
    "live": {"200": {"description": "Only says when to pull.", "content": {"text/event-stream": {"schema": TEXT}}}},
    "file_offset": {"200": {"description": "How much of it is here.", "headers": _REACHED}},
    "add_to_file": {"204": {"description": "Taken.", "headers": _REACHED}, **_ELSEWHERE},
    "read_file": {
        "200": {"description": "The file.", "content": {"*/*": {"schema": RAW}}},
        "206": {"description": "The part of it that Range asks for.", "content": {"*/*": {"schema": RAW}}},
        "416": {"description": "It has no such part."},
    },
    "relay_file": _ELSEWHERE,
    "audio": {"200": {"description": "The text, spoken.", "content": {"audio/ogg": {"schema": RAW}}}},
}
