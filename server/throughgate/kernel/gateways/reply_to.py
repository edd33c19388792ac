"""Addresses that lead back: one for each contact in each thread, unguessable, known to nobody who was not written to.

Rows, and no signed ids: an address is short enough to be typed by hand, says nothing of whom it is about, and can be taken back.
"""

import base64
import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings

from throughgate.kernel.gateways.models import Letter, ReplyAddress
from throughgate.kernel.people.models import Contact, Person

# Eighty bits, in letters that survive a mail system that makes all of them small.
TOKEN_BYTES = 10
BOUNCES = "returned+"


def address_for(thread: UUID, person: Person, contact: Contact, at: datetime) -> str:
    """Where this contact answers in this thread; "" where the site takes in no mail. Asked twice, it is the same."""
    if not settings.MAIL_DOMAIN:
        return ""
    made = {"person": person, "token": _token(), "made_at": at}
    row, _new = ReplyAddress.objects.get_or_create(thread=thread, contact=contact, defaults=made)
    return f"{row.token}@{settings.MAIL_DOMAIN}"


def read(address: str) -> ReplyAddress | None:
    """Whose answer it would be that comes there."""
    name, _at, domain = address.strip().lower().rpartition("@")
    if not name or domain != settings.MAIL_DOMAIN:
        return None
    return ReplyAddress.objects.select_related("person", "contact").filter(token=name).first()


def return_path(letter: Letter) -> str:
    """Where the mail servers on the way say that a letter could not be delivered. The letter's id has 74 bits of chance in it."""
    return f"{BOUNCES}{letter.pk.hex}@{settings.MAIL_DOMAIN}" if settings.MAIL_DOMAIN else ""


def returned(address: str) -> Letter | None:
    """Which letter it is that comes back to that address."""
    name, _at, domain = address.strip().lower().rpartition("@")
    if domain != settings.MAIL_DOMAIN or not name.startswith(BOUNCES):
        return None
    try:
        return Letter.objects.filter(pk=UUID(name.removeprefix(BOUNCES))).first()
    except ValueError:
        return None


def _token() -> str:
    return base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode().lower()
