"""Builders of letters, on the builders of every test. Boxes and keys are noise here: the app's own tests open them."""

import base64
import os
from datetime import datetime

from tests.make import NOON, as_contact, as_person, as_worker, contact, worker
from throughgate.kernel.people.models import Contact, Person, Worker, WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.modules.letters import commands
from throughgate.modules.letters.models import Recipient, RecipientKey
from throughgate.modules.letters.rules.boxes import BLOCK, OVERHEAD
from throughgate.modules.letters.rules.keys import digits_of
from throughgate.modules.letters.rules.kinds import Kind


def public() -> str:
    """A public key that nobody has the other half of."""
    return base64.urlsafe_b64encode(os.urandom(64)).decode().rstrip("=")


def box(blocks: int = 1) -> str:
    """What a sealed letter looks like from outside."""
    return base64.urlsafe_b64encode(os.urandom(OVERHEAD + blocks * BLOCK)).decode().rstrip("=")


def verifier() -> Worker:
    return worker(WorkerRole.ADMINISTRATOR)


def recipient(
    kind: Kind = Kind.LISTENERS, own: Person | None = None, by: Worker | None = None, name: str = "Harbour Listeners"
) -> Recipient:
    """Somebody to write to; without a key."""
    made = Recipient(kind=kind, name=name, about="They listen.", person=own, by=by, from_at=NOON)
    made.save(force_insert=True)
    return made


def reader(of: Recipient, email: str = "") -> Contact:
    """Somebody who reads there."""
    who = contact(email=email)
    of.readers.model(recipient=of, contact=who, from_at=NOON).save(force_insert=True)
    return who


def key(of: Recipient, by: Contact, pinned: bool = True, at: datetime = NOON) -> RecipientKey:
    """A key that the reader offered; with two workers who compared it."""
    act = as_contact(by, at)
    commands.offer_key(act, recipient=of.pk, public=public())
    with scope(act):
        row = RecipientKey.objects.get(pk=act.id)
    if pinned:
        for _n in range(2):
            check(row, verifier(), at)
    return row


def check(row: RecipientKey, by: Worker, at: datetime = NOON) -> None:
    """With the digits that they heard."""
    commands.check_key(as_worker(by, at), key=row.pk, digits=" ".join(digits_of(row.public)), how="Rang them")


def ready(kind: Kind = Kind.LISTENERS) -> tuple[Recipient, Contact, RecipientKey]:
    """A recipient for everybody, to whom letters can be sealed."""
    of = recipient(kind)
    by = reader(of)
    return of, by, key(of, by)


def world(officer: Worker, who: Person) -> None:
    """What the promises try strangers on: somebody's own solicitor, a reader, a key, and a letter that was answered."""
    of = recipient(Kind.LEGAL, own=who, by=officer, name="Marlow and Pryce")
    by = reader(of)
    RecipientKey(recipient=of, public=public(), offered_by=by, offered_at=NOON, pinned_at=NOON).save(force_insert=True)
    with scope(as_person(who)):
        sealed_to = RecipientKey.objects.get(recipient=of).public
    act = as_person(who)
    commands.send(act, recipient=of.pk, key=sealed_to, box=box())
    commands.reply(as_contact(by), letter=act.id, boxes=[commands.writing.SealedTo(public(), box())])
    commands.tell_opened(as_contact(by), letter=act.id)
