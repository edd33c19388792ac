"""Whom nobody here may ever reach: victims, and others who asked. Only keyed hashes of numbers and addresses are kept.

Whoever has the table but not the key learns nothing from it; whoever has both could try numbers one by one, as anybody could by
ringing them. Lost, the key cannot be replaced: the list would have to be brought in anew.
"""

import hmac
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import phonenumbers
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from throughgate.kernel.people.details import REGION
from throughgate.kernel.people.models import DoNotContact


def add(at: datetime, *, email: str = "", phone: str = "", by: UUID | None = None) -> int:
    """From now on nothing is sent there, by anybody. Returns how many were not on the list before."""
    said = {"by_id": by, "from_at": at}
    return sum(DoNotContact.objects.get_or_create(mark=mark, to_at=None, defaults=said)[1] for mark in _marks(email, phone))


def end(at: datetime, *, email: str = "", phone: str = "") -> int:
    """Whose it is wishes it no more. Returns how many stood."""
    return DoNotContact.objects.filter(mark__in=_marks(email, phone), to_at=None).update(to_at=at)


def holds(*, email: str = "", phone: str = "") -> bool:
    """Whether that address or number is on the list. Without the key nobody can tell: then it holds, if anything is on the list."""
    standing = DoNotContact.objects.filter(to_at=None)
    if not settings.PROTECT_KEY:
        return standing.exists()
    return standing.filter(mark__in=_marks(email, phone)).exists()


def e164(number: str) -> str:
    """As networks write it: +447700900123; "" for what is no number."""
    try:
        read = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164) if phonenumbers.is_possible_number(read) else ""


def _marks(email: str, phone: str) -> list[str]:
    """Raises: ImproperlyConfigured without a key."""
    if not settings.PROTECT_KEY:
        raise ImproperlyConfigured("THROUGHGATE_PROTECT_KEY is not set: docs/operations/keys.md")
    tidy = [f"mail {_mailbox(email)}" if email else "", f"phone {e164(phone)}" if e164(phone) else ""]
    return [hmac.digest(settings.PROTECT_KEY, one.encode(), sha256).hex() for one in tidy if one]


def _mailbox(email: str) -> str:
    """Lower case, and without what follows a plus: that is the same person's mailbox."""
    name, _at, domain = email.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"
