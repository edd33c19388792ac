"""How a contact comes in: a link by mail, or eight letters by phone. Each works once; only its hash is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from throughgate.kernel.identity.codes import LENGTH, hash_of
from throughgate.kernel.identity.models import ContactLink
from throughgate.kernel.people.models import Contact

GOOD_FOR = timedelta(minutes=15)
# An invitation waits in somebody's mail, or on a slip of paper by the phone.
INVITATION_GOOD_FOR = timedelta(days=7)


def make_link(contact: Contact, at: datetime, good_for: timedelta = GOOD_FOR) -> str:
    """A new token for a mail."""
    token = secrets.token_urlsafe(32)
    ContactLink.objects.create(token_hash=_hash(token), contact=contact, made_at=at, ends_at=at + good_for)
    return token


def keep_code(contact: Contact, code: str, at: datetime) -> None:
    """Eight letters (`identity.codes.code_for`) that staff read out. The same ones again are the same row."""
    ends = at + INVITATION_GOOD_FOR
    ContactLink.objects.get_or_create(token_hash=_hash(code), defaults={"contact": contact, "made_at": at, "ends_at": ends})


def contact_for(token: str, at: datetime) -> Contact | None:
    """Whose link or code this is, if it still works. Does not use it up: programs that look for malware fetch links too."""
    row = _works(token, at)
    return row.contact if row else None


def use_link(token: str, at: datetime) -> Contact | None:
    """The same, and from now on it is used: of two at once, one gets in."""
    row = _works(token, at)
    if row is None or not ContactLink.objects.filter(pk=row.pk, used_at=None).update(used_at=at):
        return None
    return row.contact


def _works(token: str, at: datetime) -> ContactLink | None:
    rows = ContactLink.objects.select_related("contact").filter(used_at=None, ends_at__gt=at)
    return rows.filter(token_hash=_hash(token)).first()


def _hash(token: str) -> str:
    """Of eight letters a keyed one, since those could be guessed from a stolen table."""
    typed = "".join(c for c in token if c.isalnum())
    return hash_of(typed) if len(typed) == LENGTH else hashlib.sha256(token.encode()).hexdigest()
