"""The act behind a request."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from throughgate.basics.clock import now
from throughgate.basics.ids import uuid7
from throughgate.kernel.identity.models import Account
from throughgate.kernel.people.models import Contact, Worker
from throughgate.kernel.policy.act import VISITOR, Act, Actor, ActorKind, Face

KEPT = "throughgate_act"


def act_of(request: HttpRequest, id: UUID | None = None) -> Act:  # noqa: A002
    """What the signed-in worker or contact does with this request; a signed-out visitor's act may do nothing.

    `id` is the act's id where a form brought one. Without it the request is one act, whoever asks, so that all its parts
    share what was read for it.
    """
    actor, kept = _actor(request), getattr(request, KEPT, None)
    if id is None and kept is not None and kept.actor == actor:
        return cast(Act, kept)
    moment = now()
    act = Act(actor=actor, at=moment, arrived=moment, face=_face(request), id=id or uuid7())
    if id is None:
        setattr(request, KEPT, act)
    return act


def worker_of(request: HttpRequest) -> Worker | None:
    """The worker who is signed in, if any. On the families' face there are no accounts."""
    user = getattr(request, "user", None)
    return user.worker if isinstance(user, Account) else None


def contact_of(request: HttpRequest) -> Contact | None:
    """The contact who is signed in to the families' face, if any: its middleware says so."""
    return getattr(request, "contact", None)


def _actor(request: HttpRequest) -> Actor:
    contact = contact_of(request)
    if contact:
        return Actor(ActorKind.CONTACT, contact.pk)
    worker = worker_of(request)
    return Actor(ActorKind.WORKER, worker.pk) if worker else VISITOR


def _face(request: HttpRequest) -> Face:
    return Face.FAMILY if contact_of(request) else Face[settings.FACE.upper()]
