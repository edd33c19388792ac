"""Sign-ins, sign-outs and failures, on the trail."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from throughgate.basics.clock import now
from throughgate.kernel.audit import trail
from throughgate.kernel.identity.models import Account
from throughgate.kernel.identity.tries import MOST_IN_A_FLOOD, Counted, forget_wrong, locked_until, network_of, note_wrong
from throughgate.kernel.policy.act import VISITOR, Act, Actor, ActorKind, Face


def record(request: HttpRequest, what: str, outcome: str, account: Account | None, **detail: Any) -> None:
    """Who tried, whether it worked, and from where. Nothing that was typed: people type passwords into the wrong box."""
    actor = Actor(ActorKind.WORKER, account.worker_id) if account else VISITOR
    moment = now()
    act = Act(actor=actor, at=moment, arrived=moment, face=Face[settings.FACE.upper()])
    trail.write(act, what, outcome, address=request.META.get("REMOTE_ADDR", ""), **detail)


def record_sign_in(request: HttpRequest, account: Account) -> None:
    """Somebody is in: wrong tries of before count no more."""
    forget_wrong(_tries_of(account))
    record(request, "staff.sign_in", "accepted", account)


def record_no_sign_in(request: HttpRequest, account: Account | None, why: str) -> None:
    """A try that led nowhere, as often as `tries.note_wrong` says; axes does the locking.

    Whoever is not known here is counted by where they come from.
    """
    moment = now()
    counted = [_tries_of(account) if account else _tries_from(request)]
    if locked_until(counted, moment):
        return
    noted = note_wrong(counted, "", moment)
    if noted.news:
        record(request, "staff.sign_in", "refused", account, why=why, **noted.news)


def _tries_of(account: Account) -> Counted:
    return Counted(f"staff {account.pk}")


def _tries_from(request: HttpRequest) -> Counted:
    return Counted(f"staff from {network_of(request.META.get('REMOTE_ADDR', ''))}", MOST_IN_A_FLOOD)
