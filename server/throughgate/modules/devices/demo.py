"""What the invented estate shows of devices: what comes into quarantine by itself, signed by its device and ready to be decided."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from throughgate.basics.clock import wire
from throughgate.kernel.identity.models import Device, DeviceKind, Holding, Revocation
from throughgate.kernel.people.models import Care, CareRole, Person
from throughgate.kernel.policy.deciders import who_decides
from throughgate.kernel.registry.demo import Happened, Showing, by_person
from throughgate.kernel.sync import receipts
from throughgate.kernel.sync.asking import LOOK, WITHIN
from throughgate.kernel.sync.models import Chain, Quarantined, StoredAct, Waiting
from throughgate.kernel.sync.said import hash_of
from throughgate.kernel.tasks.models import Task

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
ASK = "talk.ask@1"
# As a newer app would say it than this server knows.
ASK_OF_TOMORROW = "talk.ask@2"


@dataclass(frozen=True)
class _Made:
    """An act as its device made and signed it."""

    id: UUID
    device: Device
    person_id: UUID
    command: str
    at: datetime
    arrived: datetime
    raw: bytes
    sig: bytes


def show(showing: Showing) -> list[Happened]:
    """Something that our own program fell over, something that came from a tablet that was turned off, and something that is too new."""
    fell, too_new = _phones_of_a_colleague(showing)
    lost = Revocation.objects.select_related("device").order_by("at").first()
    happened = [_could_not_apply(showing, fell), _not_known_yet(showing, too_new)]
    if lost:
        happened.append(_from_a_revoked(showing, Holding.objects.select_related("device").filter(device=lost.device).latest("from_at")))
    return happened


def _phones_of_a_colleague(showing: Showing) -> Iterator[Holding]:
    """Two people with phones who share the guest's officer, whose senior then has something to decide."""
    officers = Care.objects.filter(person=showing.guest, role=CareRole.SUPERVISING, to_at=None).values("worker")
    theirs = Care.objects.filter(worker__in=officers, role=CareRole.SUPERVISING, to_at=None).values("person")
    phones = Holding.objects.filter(device__kind=DeviceKind.PHONE, to_at=None, from_at__lt=showing.now - timedelta(days=2)).select_related(
        "device"
    )
    mine = list(phones.filter(person__in=theirs).order_by("pk")[:2])
    # A small estate may have none there; anybody's do.
    others = phones.exclude(pk__in=[holding.pk for holding in mine]).order_by("pk")[: 2 - len(mine)]
    return iter([*mine, *others])


def _could_not_apply(showing: Showing, holding: Holding) -> Happened:
    made = _make(
        showing,
        holding,
        ASK,
        showing.now - timedelta(hours=3),
        {"about": "health", "words": "My prescription has run out.", "screen": "home"},
    )
    return _set_aside(showing, made, receipts.CouldNotApply(), _stored(made))


def _from_a_revoked(showing: Showing, holding: Holding) -> Happened:
    words = {"about": "family", "words": "May I ring my sister before her operation?", "screen": "home"}
    ended = holding.to_at or showing.now
    made = _make(showing, holding, ASK, ended - timedelta(hours=5), words, arrived=showing.now - timedelta(minutes=50))
    Chain.objects.create(device=made.device, stored_to=1, head=hash_of(made.raw))
    return _set_aside(showing, made, receipts.Revoked(), None)


def _not_known_yet(showing: Showing, holding: Holding) -> Happened:
    words = {"about": "other", "words": "Who do I ask about my property?", "screen": "home", "when": "this week"}
    made = _make(showing, holding, ASK_OF_TOMORROW, showing.now - timedelta(hours=1), words)
    Waiting.objects.create(stored=_stored(made), device=made.device, n=1, why=Waiting.Why.COMMAND)
    return _told(made, receipts.NotKnownYet())


def _make(showing: Showing, holding: Holding, command: str, at: datetime, say: dict[str, str], arrived: datetime | None = None) -> _Made:
    """The first act of that device, which gets a key of which we know the private half for a moment."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256
    from joserfc.jwk import ECKey

    private = ec.derive_private_key(showing.chance.randrange(1, P256_ORDER), ec.SECP256R1())
    key, device, act_id = ECKey.import_key(private), holding.device, showing.chance.id_at(at)
    device.public_jwk, device.thumbprint = (
        {name: str(key.as_dict(private=False)[name]) for name in ("crv", "kty", "x", "y")},
        key.thumbprint(),
    )
    device.save(update_fields=["public_jwk", "thumbprint"])
    said = {"v": 1, "id": str(act_id), "n": 1, "prev": "0" * 64, "device": str(device.pk), "by": str(holding.person_id), "do": command}
    said |= {"made": wire(at), "clock": {"boot": str(act_id), "mono_ms": 81_233.0, "off_ms": 0}, "say": say, "files": []}
    raw = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    # The same estate each time: the usual signature would hold a number drawn at random.
    r, s = decode_dss_signature(private.sign(raw, ec.ECDSA(SHA256(), deterministic_signing=True)))
    return _Made(
        act_id, device, holding.person_id, command, at, arrived or at + timedelta(seconds=40), raw, r.to_bytes(32) + s.to_bytes(32)
    )


def _stored(made: _Made) -> StoredAct:
    Chain.objects.create(device=made.device, stored_to=1, head=hash_of(made.raw))
    return StoredAct.objects.create(
        act=made.id,
        device=made.device,
        n=1,
        person_id=made.person_id,
        command=made.command,
        made=made.at,
        off_ms=0,
        arrived=made.arrived,
        at=made.at,
        raw=made.raw,
        sig=made.sig,
    )


def _set_aside(showing: Showing, made: _Made, reason: receipts.InQuarantine, stored: StoredAct | None) -> Happened:
    row = Quarantined(device=made.device, act=made.id, n=1, person_id=made.person_id, code=reason.code, arrived=made.arrived)
    row.print, row.iv, row.ct, row.raw, row.sig, row.stored = hash_of(made.raw), b"", b"", made.raw, made.sig, stored
    row.task = showing.chance.id_at(made.at)
    row.save()
    person = Person.objects.get(pk=made.person_id)
    task = Task(id=showing.chance.id_at(made.at), kind=LOOK, about=row.task, person=person, role=who_decides(person))
    task.opened_at, task.due_at = made.arrived, made.arrived + WITHIN
    task.save()
    return _told(made, reason)


def _told(made: _Made, reason: receipts.NotTaken) -> Happened:
    act = by_person(made.person_id, made.at, made.arrived, made.id, made.device.pk)
    return Happened(act, made.command, made.person_id, {"n": 1}, reason)
