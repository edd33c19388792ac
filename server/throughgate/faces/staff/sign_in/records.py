"""Sign-ins, sign-outs and failures, on the trail."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from throughgate.basics.clock import now
from throughgate.kernel.audit import trail
from throughgate.kernel.identity.models import Account
from throughgate.kernel.policy.act import VISITOR, Act, Actor, ActorKind, Face


def record(request: HttpRequest, what: str, outcome: str, account: Account | None, **detail: Any) -> None:
    """Who tried, whether it worked, and from where. Nothing that was typed: people type passwords into the wrong box."""
    actor = Actor(ActorKind.WORKER, account.worker_id) if account else VISITOR
    moment = now()
    act = Act(actor=actor, at=moment, arrived=moment, face=Face(settings.FACE))
    trail.write(act, what, outcome, address=request.META.get("REMOTE_ADDR", ""), **detail)
