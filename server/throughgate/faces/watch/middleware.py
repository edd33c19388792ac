"""Every call leaves a line in the log and, where somebody gathers them, a figure: which route, how it went, how long it took."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from throughgate.faces.watch import figures

log = logging.getLogger("throughgate.calls")
# They come every few seconds, and tell nothing of anybody's work.
NOT_TOLD = "watch/"


class Watched:
    """The outermost middleware. An address is never written down, only its pattern: addresses name people."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = self._next(request)
        took_s = time.perf_counter() - began
        match = request.resolver_match
        route = (match.route if match else "") or "/"
        if not route.startswith(NOT_TOLD):
            said = {"route": route, "method": request.method, "status": response.status_code, "ms": round(took_s * 1000, 1)}
            log.info("call", extra={**said, "face": settings.FACE})
            figures.call(route, request.method or "", response.status_code, took_s)
        return response
