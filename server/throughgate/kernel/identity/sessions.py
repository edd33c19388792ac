"""Sessions: a person unlocked on a device. The token works only with that device's key."""

import hashlib
import secrets
from datetime import datetime, timedelta

from throughgate.kernel.identity.models import Device, DeviceKind, PersonSession
from throughgate.kernel.people.models import Person

# On their own device: 90 days without contact. A kiosk stands on a landing.
LASTS = timedelta(days=90)
LASTS_ON_A_KIOSK = timedelta(minutes=15)
# Writing each contact down would cost a write for every pull.
NOTED_EVERY = timedelta(minutes=1)


def start_session(person: Person, device: Device, at: datetime) -> str:
    """A new token, to be given to the device once; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    PersonSession.objects.create(token_hash=_hash(token), person=person, device=device, from_at=at, seen_at=at)
    return token


def find_session(token: str, device: Device, at: datetime) -> PersonSession | None:
    """The session of this token on this device, if it has not ended; its last contact is noted."""
    session = PersonSession.objects.select_related("person").filter(token_hash=_hash(token), device=device, ended_at=None).first()
    if session is None or session.seen_at + lasts_on(device) <= at:
        return None
    if session.seen_at + NOTED_EVERY <= at:
        session.seen_at = at
        session.save(update_fields=["seen_at"])
    return session


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


def token_binding(token: str) -> bytes:
    """What a proof must carry as `ath`, before base64url. Source: RFC 9449, section 4.2."""
    return hashlib.sha256(token.encode()).digest()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
