"""Sessions: a person unlocked on a device. The token works only with that device's key."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from throughgate.kernel.identity.models import Device, DeviceKind, PersonSession
from throughgate.kernel.identity.proof import hub_key
from throughgate.kernel.people.models import Person

# On their own device: 90 days without contact. A kiosk stands on a landing.
LASTS = timedelta(days=90)
LASTS_ON_A_KIOSK = timedelta(minutes=15)
# Writing each contact down would cost a write for every pull.
NOTED_EVERY = timedelta(minutes=1)


def start_session(person: Person, device: Device, at: datetime) -> str:
    """A new token, to be given to the device once; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    keys = {"token_hash": _hash(token), "hub_key": hub_key(token)}
    PersonSession.objects.create(**keys, person=person, device=device, from_at=at, seen_at=at)
    return token


def find_session(token: str, device: Device, at: datetime) -> PersonSession | None:
    """The session of this token on this device, if it has not ended; its last contact is noted."""
    session = PersonSession.objects.select_related("person").filter(token_hash=_hash(token), device=device, ended_at=None).first()
    if session is None or session.seen_at + lasts_on(device) <= at:
        return None
    if session.seen_at + NOTED_EVERY <= at or session.hub_key is None:
        session.seen_at, session.hub_key = at, hub_key(token)
        session.save(update_fields=["seen_at", "hub_key"])
    return session


def session_by_hash(token_hash: str, at: datetime) -> PersonSession | None:
    """The session whose token has this sha256, if it has not ended: for a hub, which keeps no tokens either."""
    session = PersonSession.objects.select_related("person", "device").filter(token_hash=token_hash, ended_at=None).first()
    return None if session is None or session.seen_at + lasts_on(session.device) <= at else session


def open_among(sessions: Collection[str], at: datetime) -> set[str]:
    """Which of these (by their hashes) have not ended. Nothing is noted: whoever only listens has not been in contact."""
    still = PersonSession.objects.filter(pk__in=sessions, ended_at=None).select_related("device")
    return {session.pk for session in still if session.seen_at + lasts_on(session.device) > at}


def end_session(session: PersonSession, at: datetime) -> None:
    PersonSession.objects.filter(pk=session.pk, ended_at=None).update(ended_at=at)


def end_sessions(person: Person, device: Device, at: datetime) -> int:
    """All of a person's on a device: after a PIN reset."""
    return PersonSession.objects.filter(person=person, device=device, ended_at=None).update(ended_at=at)


def sweep_sessions(at: datetime) -> int:
    """End those that ran out, so that no token outlives its time in the table."""
    stale = PersonSession.objects.filter(ended_at=None)
    kiosks = stale.filter(device__kind=DeviceKind.KIOSK, seen_at__lte=at - LASTS_ON_A_KIOSK).update(ended_at=at)
    return kiosks + stale.filter(seen_at__lte=at - LASTS).update(ended_at=at)


def lasts_on(device: Device) -> timedelta:
    return LASTS_ON_A_KIOSK if device.kind == DeviceKind.KIOSK else LASTS


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
