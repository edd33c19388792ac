"""The act behind a request."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from throughgate.basics.clock import now
from throughgate.basics.ids import uuid7
from throughgate.kernel.identity.models import Account
from throughgate.kernel.people.models import Worker
from throughgate.kernel.policy.act import VISITOR, Act, Actor, ActorKind, Face

KEPT = "throughgate_act"


def act_of(request: HttpRequest, id: UUID | None = None) -> Act:  # noqa: A002
    """What the signed-in worker does with this request; a signed-out visitor's act may do nothing.

    `id` is the act's id where a form brought one. Without it the request is one act, whoever asks, so that all its parts
    share what was read for it.
    """
    actor, kept = _actor(request), getattr(request, KEPT, None)
    if id is None and kept is not None and kept.actor == actor:
        return cast(Act, kept)
    moment = now()
    act = Act(actor=actor, at=moment, arrived=moment, face=Face[settings.FACE.upper()], id=id or uuid7())
    if id is None:
        setattr(request, KEPT, act)
    return act


def worker_of(request: HttpRequest) -> Worker | None:
    """The worker who is signed in, if any."""
    return request.user.worker if isinstance(request.user, Account) else None


def _actor(request: HttpRequest) -> Actor:
    worker = worker_of(request)
    return Actor(ActorKind.WORKER, worker.pk) if worker else VISITOR
