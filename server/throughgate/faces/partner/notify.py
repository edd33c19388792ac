"""What GOV.UK Notify calls: texts that came for us, and what became of ours. Each call carries a word that only the two of us know.

It calls again until it hears 200, so that is said once a call is kept; the same call twice changes nothing.
"""

import hmac
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from throughgate.basics.clock import now
from throughgate.kernel.gateways.text_in import arrive
from throughgate.kernel.gateways.texts import DELIVERED, FAILED, note_outcome
from throughgate.kernel.gateways.words import one_line
from throughgate.kernel.registry.taking_in import settle_now

MOST_BYTES = 64 * 1024
_OUTCOMES = {"delivered": DELIVERED, "permanent-failure": FAILED, "temporary-failure": FAILED, "technical-failure": FAILED}


class Came(msgspec.Struct, frozen=True):
    """A text from outside. Source: GOV.UK Notify, “Received text messages”; fields that we do not use are left away."""

    id: str
    source_number: str
    destination_number: str
    message: str


class Told(msgspec.Struct, frozen=True):
    """What became of a text of ours. Source: GOV.UK Notify, “Delivery receipts”."""

    id: str
    status: str
    completed_at: datetime | None = None


@csrf_exempt
@require_POST
def texts(request: HttpRequest) -> HttpResponse:
    """A text came."""
    return _kept(
        request, Came, lambda said, at: settle_now(arrive(said.source_number, said.destination_number, said.message, at, said.id), at)
    )


@csrf_exempt
@require_POST
def receipts(request: HttpRequest) -> HttpResponse:
    """Something became of a text of ours."""
    return _kept(request, Told, _note)


def _note(said: Told, at: datetime) -> None:
    if outcome := _OUTCOMES.get(said.status):
        note_outcome(one_line(said.id, 80), outcome, min(said.completed_at or at, at))


def _kept(request: HttpRequest, kind: type, keep: Callable[..., None]) -> HttpResponse:
    if not _knows_the_word(request):
        return HttpResponse(status=401)
    body = request.read(MOST_BYTES + 1)
    try:
        said: Any = msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return HttpResponse(status=400)
    keep(said, now())
    return HttpResponse(status=200)


def _knows_the_word(request: HttpRequest) -> bool:
    expected = settings.NOTIFY_CALLS
    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(expected) and hmac.compare_digest(said.encode(), expected.encode())
