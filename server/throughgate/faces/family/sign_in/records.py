"""Sign-ins, sign-outs and failures, on the trail. Nothing that was typed."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from throughgate.kernel.audit import trail
from throughgate.kernel.policy.act import VISITOR, Act, Actor, ActorKind, Face
from throughgate.kernel.web.acts import contact_of


def record(request: HttpRequest, what: str, outcome: str, at: datetime, **detail: Any) -> None:
    """Who it was, as far as they are signed in, and from where."""
    contact = contact_of(request)
    actor = Actor(ActorKind.CONTACT, contact.pk) if contact else VISITOR
    act = Act(actor=actor, at=at, arrived=at, face=Face.FAMILY)
    trail.write(act, what, outcome, address=request.META.get("REMOTE_ADDR", ""), **detail)
