"""The one door of the partner face: who signed this, what does it say, and what came of it."""

import logging
from collections.abc import Callable
from datetime import datetime

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from throughgate.basics.clock import now, wire
from throughgate.basics.errors import NotFound, Refused
from throughgate.basics.ids import uuid_from
from throughgate.basics.text import holds_zero
from throughgate.kernel.identity.partners import take_message, who_signed
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.registry.module import Endpoint

log = logging.getLogger(__name__)
MOST_BYTES = 1024 * 1024
FAILED = _("Something went wrong on our side. Send it again later, under the same id.")
STATUS = {"not_signed": 401, "too_old_or_new": 401, "not_found": 404, "wrong_method": 405, "id_used": 409, "too_large": 413}


class Refusal(msgspec.Struct, frozen=True):
    """A no: a code for the program, a sentence for the reader, our time."""

    code: str
    says: str
    time: str


class TooLarge(Refused):
    says = _("That is more than {most} MB. Send it in parts, each with an id of its own.")


class WrongMethod(Refused):
    """Here one only tells us things."""


class NotUnderstood(Refused):
    says = _("This could not be read ({problem}).")


def called(offered: Endpoint) -> Callable[[HttpRequest], HttpResponse]:
    """The view of one address."""

    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        at = now()
        with translation.override(translation.get_language_from_request(request)):
            try:
                return _answer(offered.run(*_said(request, offered, at)), 200)
            except Refused as refusal:
                log.warning("%s was refused: %s", offered.path, refusal.code)
                return _answer(Refusal(refusal.code, refusal.words, wire(at)), STATUS.get(refusal.code, 400))

    return view


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not there, in a shape that a program can read."""
    return _answer(Refusal("not_found", NotFound().words, wire(now())), 404)


def failed(request: HttpRequest) -> HttpResponse:
    """A mistake of ours. Sent again, it is done once."""
    return _answer(Refusal("failed", str(FAILED), wire(now())), 500)


def _said(request: HttpRequest, offered: Endpoint, at: datetime) -> tuple[Act, msgspec.Struct]:
    """Whose act it is and what it says. The act has its id from the message's, so that the same message is the same act.

    Raises: WrongMethod · TooLarge · NotSigned · TooOldOrNew · NotUnderstood · IdUsed · IdTooLong.
    """
    if request.method != "POST":
        raise WrongMethod
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise TooLarge(most=MOST_BYTES // 2**20)
    partner, message = who_signed(request.headers, body, at)
    if holds_zero(body):
        raise NotUnderstood(problem="\\u0000")
    try:
        said = msgspec.json.decode(body, type=offered.asks)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
        raise NotUnderstood(problem=str(wrong)) from wrong
    take_message(partner, message, body, at)
    act = Act(Actor(ActorKind.PARTNER, partner.id), at, at, Face.PARTNER, id=uuid_from("partner", partner.name, message))
    return act, said


def _answer(value: object, status: int) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json", headers={"Cache-Control": "no-store"})
