"""Builders of devices, on the builders of every test: each way in which something may come to stand in quarantine."""

import json
from uuid import UUID

from tests.device import Tablet, raw_of, tablet_of
from tests.make import device, rollout
from throughgate.basics.clock import now
from throughgate.kernel.identity.devices import revoke
from throughgate.kernel.identity.models import Device
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.sync.missing import MISSING
from throughgate.kernel.sync.models import Missing, Quarantined
from throughgate.kernel.tasks.models import Task

ASK = "talk.ask@1"


def asking(owner: Person) -> Tablet:
    """A tablet of theirs, where asking to talk is switched on."""
    rollout("talk.ask")
    return tablet_of(owner)


def set_aside(tablet: Tablet) -> Quarantined:
    """The one thing from that tablet that stands in quarantine."""
    return Quarantined.objects.get(device_id=UUID(tablet.id), released_at=None, closed_at=None)


def send_from_revoked(tablet: Tablet, by: Worker, words: str = "Made before it was lost"):
    """Something that a device hands in after it was turned off. Returns the act's id."""
    act = tablet.say(ASK, about="worker", words=words)
    revoke(Device.objects.get(pk=tablet.id), by, now(), "Lost")
    tablet.push()
    return act


def send_as(tablet: Tablet, other: Person, words: str = "Under another name"):
    """Something that names somebody who does not use the device. Returns the act's id."""
    act = tablet.say(ASK, by=other.pk, about="worker", words=words)
    tablet.push()
    return act


def send_torn(tablet: Tablet):
    """Something that was damaged on its way. Returns the act's id."""
    act = tablet.say(ASK, about="worker", words="Torn")
    tablet.outbox[-1]["ct"] = "AAAA" + tablet.outbox[-1]["ct"][4:]
    tablet.push()
    return act


def send_unsigned(tablet: Tablet):
    """Something whose signature is nobody's. Returns the act's id."""
    act = tablet.say(ASK, about="worker", words="Forged")
    torn = tablet.outbox[-1]
    raw = raw_of(tablet, act, {"id": str(act), "n": torn["n"], "prev": "0" * 64, "do": ASK})
    tablet.outbox[-1] = tablet.sealed(torn["id"], torn["n"], raw, bytes(64))
    tablet.push()
    return act


def send_behind_a_gap(tablet: Tablet, many: int = 1):
    """So many acts behind one that was lost. Returns their ids."""
    tablet.say(ASK, about="worker", words="Lost for good")
    lost = tablet.outbox.pop()
    acts = [tablet.say(ASK, about="worker", words=f"Behind it {n}") for n in range(many)]
    tablet.first = 1
    tablet.push()
    assert tablet.stored_to < lost["n"]
    return acts


def send_for_a_taken_place(tablet: Tablet):
    """What a device that was set back makes: another act for a place that is taken. Returns its id."""
    tablet.say(ASK, about="worker", words="First")
    tablet.push()
    tablet.n, tablet.head = tablet.n - 1, "0" * 64
    act = tablet.say(ASK, about="worker", words="Made after it was set back")
    tablet.push()
    return act


def send_same_id(tablet: Tablet):
    """Something, and something else under its number. Returns the number."""
    act = tablet.say(ASK, about="worker", words="One")
    tablet.push()
    tablet.outbox.clear()
    tablet.add(json.loads(raw_of(tablet, act, {"id": str(act), "n": 2, "prev": tablet.head, "do": ASK})))
    assert tablet.push()[str(act)]["code"] == "same_id"
    return act


def send_named_otherwise(tablet: Tablet):
    """Something signed by this device that says that it was made on another. Returns the act's id."""
    act = tablet.say(ASK, about="worker", words="Elsewhere")
    said = tablet.outbox.pop()
    tablet.n -= 1
    raw = json.loads(raw_of(tablet, act, {"id": said["id"], "n": said["n"], "prev": "0" * 64, "do": ASK, "device": str(act)}))
    tablet.add(raw)
    tablet.push()
    return act


def send_out_of_order(tablet: Tablet):
    """Something that does not follow on what came before. Returns the act's id."""
    tablet.say(ASK, about="worker", words="First")
    tablet.push()
    tablet.head = "1" * 64
    act = tablet.say(ASK, about="worker", words="It does not follow")
    tablet.push()
    return act


def world(officer: Worker, owner: Person) -> None:
    """What the promises try strangers on."""
    row = device(owner)
    gap = Missing.objects.create(device=row, first=1, last=2, at=now())
    Task.objects.create(kind=MISSING, about=gap.pk, person=owner, opened_at=now(), due_at=now())
    Quarantined.objects.create(
        device=row, act=row.pk, n=1, person_id=owner.pk, code="unreadable_seal", arrived=now(), print="0" * 64, iv=b"", ct=b""
    )
