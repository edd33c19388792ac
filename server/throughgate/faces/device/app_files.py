"""Serving the built app: one page for every route of the app, everything else by name."""

import json
import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from throughgate import __version__

# Names under assets/ carry a hash of what is inside, so that a changed file has another name.
HASHED = "assets/"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
KINDS = {".webmanifest": "application/manifest+json", ".js": "text/javascript", ".wasm": "application/wasm", ".woff2": "font/woff2"}
# What the app may ask the browser for: camera, microphone and position, for itself alone.
PERMISSIONS = "camera=(self), microphone=(self), geolocation=(self), payment=(), usb=(), serial=()"


@require_safe
def version(request: HttpRequest) -> HttpResponse:
    """The version that is out. `kill` tells installed apps to put themselves away; what they hold for people is never touched."""
    built = _inside("version.json")
    facts = json.loads(built.read_text()) if built else {"version": __version__}
    if settings.APP_SWITCHED_OFF:
        facts["kill"] = True
    return HttpResponse(json.dumps(facts), content_type="application/json", headers={"Cache-Control": "no-store"})


@require_safe
@gzip_page
def app(request: HttpRequest, path: str = "") -> HttpResponse:
    """A file of the app, or the app itself for one of its routes."""
    file = _inside(path) or (_inside("index.html") if "." not in path.rsplit("/", 1)[-1] else None)
    if file is None:
        raise Http404
    kind = KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    response = HttpResponse(file.read_bytes(), content_type=kind)
    response["Cache-Control"] = FOR_EVER if path.startswith(HASHED) else ASK_AGAIN
    response["Permissions-Policy"] = PERMISSIONS
    if path == "sw.js":
        response["Service-Worker-Allowed"] = "/"
    return response


@require_safe
def sandboxed(request: HttpRequest, path: str) -> HttpResponse:
    """Where partners' apps run (ADR 0007). The service worker answers there; without it nothing is there, and nothing could run."""
    return HttpResponse(status=404, headers={"Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "no-store"})


def _inside(path: str) -> Path | None:
    """The file of that name in the built app, and never one outside it."""
    root = Path(settings.APP).resolve()
    try:
        file = (root / path).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None
    except (OSError, ValueError):
        # Too long, or with a zero in it: a name that no file can have.
        return None
