"""What came from outside is settled: STOP stops; anything else goes to the module that it was meant for; the rest is answered kindly."""

import logging
from datetime import datetime

from django.db.models import QuerySet

from throughgate.basics.clock import london_day
from throughgate.basics.errors import Again, Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel.commands.command import find
from throughgate.kernel.gateways import answering, file_store, post, reply_to, texts
from throughgate.kernel.gateways.arrived import By
from throughgate.kernel.gateways.incoming import Settled, arrived, claim, settle, waiting
from throughgate.kernel.gateways.models import Incoming
from throughgate.kernel.gateways.stop import is_stop
from throughgate.kernel.gateways.text_in import hand_on_parts
from throughgate.kernel.people.contacts import relationships_of
from throughgate.kernel.people.models import Contact, Relationship
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.registry.installed import modules
from throughgate.kernel.sync.models import StoredFile

log = logging.getLogger(__name__)
STOP = "family.stop_contact@1"


def settle_waiting(now: datetime) -> int:
    """A job: what nobody settled as it came. Returns how many were settled."""
    hand_on_parts(now)
    return sum(_try(row, now) for row in waiting(now))


def settle_now(row: Incoming | None, now: datetime) -> None:
    """As it comes. What cannot be settled is tried again by the worker, with growing waits; nothing of it is lost."""
    if row is None:
        return
    if row.settled_at is None and row.tries == 0 and claim(row, now):
        _try(row, now)


def _try(row: Incoming, now: datetime) -> bool:
    try:
        _settle(row, now)
    except Exception:
        log.exception("what came in could not be settled; it is tried again")
        return False
    return True


def _settle(row: Incoming, now: datetime) -> None:
    if row.outcome:
        answering.answer_settled(row, now)
        settle(row, Settled(row.outcome), now)
    elif _says_stop(row) and (whom := answering.contacts_of(row)):
        for contact in whom:
            _stop(row, contact, now)
        settle(row, Settled.STOPPED, now)
        answering.answer(row, answering.STOPPED, now)
    else:
        _hand_over(row, now)


def _says_stop(row: Incoming) -> bool:
    return is_stop(row.words or row.subject) or (row.by == By.MAIL and is_stop(row.subject))


def _stop(row: Incoming, contact: Contact, now: datetime) -> None:
    """By the contact's own act, so that everything follows that follows on it. A number alone says so for everybody it is in touch with."""
    command = find(STOP)
    if command is None:
        raise RuntimeError(f"{STOP} is not installed")
    for pair in _whom(row, contact, now):
        act = Act(Actor(ActorKind.CONTACT, contact.pk), now, now, Face.POST, id=uuid_from("stop", row.pk, pair.pk))
        try:
            command(act, relationship=pair.pk)
        except Again:
            continue
    texts.drop_waiting(contact.phone, now)
    post.drop_waiting(contact, now)


def _whom(row: Incoming, contact: Contact, now: datetime) -> QuerySet[Relationship]:
    pairs = relationships_of(contact.pk, london_day(now))
    thread = reply_to.read(row.to) if row.by == By.MAIL else None
    return pairs.filter(person=thread.person) if thread else pairs


def _hand_over(row: Incoming, now: datetime) -> None:
    fresh = [_bring_in(row, sha256, kind, size, now) for sha256, kind, size, _name in row.files]
    said = arrived(row)
    try:
        taken = any(module.takes_in(now, said) for module in modules() if module.takes_in)
    except Refused as no:
        answering.answer(row, no.words.replace("{", "{{").replace("}", "}}"), now)
        settle(row, Settled.REFUSED, now)
        return
    if taken:
        answering.answer_settled(row, now)
        settle(row, Settled.TAKEN, now)
        return
    answering.answer(row, answering.UNKNOWN, now)
    settle(row, Settled.NOT_TAKEN, now)
    _let_go([sha256 for sha256 in fresh if sha256])


def _bring_in(row: Incoming, sha256: str, kind: str, size: int, now: datetime) -> str:
    """Its file stands where every file of the estate stands. Returns its hash, or "" where it stood there before."""
    if file_store.arrived_so_far(row.pk, sha256):
        file_store.keep(row.pk, sha256)
    _file, new = StoredFile.objects.get_or_create(pk=sha256, defaults={"size": size, "kind": kind, "arrived": now})
    return sha256 if new else ""


def _let_go(files: list[str]) -> None:
    """Nobody took it in, and so nobody has its files."""
    StoredFile.objects.filter(pk__in=files).delete()
    for sha256 in files:
        file_store.forget(sha256)
