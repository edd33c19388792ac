"""Partners: other systems that may tell us things, each by a secret that we share with it.

They sign as the Standard Webhooks scheme has it (standardwebhooks.com): `webhook-signature` holds one or more `v1,<base64>`, each the
HMAC-SHA256 of `webhook-id.webhook-timestamp.body` under a secret. Secrets come from the environment and are rotated by listing two.
"""

import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID

import msgspec
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel.identity.models import PartnerMessage

# How far a partner's clock, or a message on its way, may be off. Source: Standard Webhooks, "Timestamp".
WINDOW = timedelta(minutes=5)
FEWEST_BYTES = 24
PREFIX = "whsec_"
LONGEST_ID = 80


class NotSigned(Refused):
    says = _("This does not carry a signature that we know.")


class TooOldOrNew(Refused):
    says = _("This was signed more than five minutes ago, or in the future. Sign it anew and send it again.")


class IdUsed(Refused):
    says = _("Something else came before under this id. What is new needs an id of its own.")


class IdTooLong(Refused):
    says = _("The id of this message is too long. At most {most} letters fit.")


@dataclass(frozen=True)
class Partner:
    """One of them. `may`: the capabilities that its key was given for."""

    name: str
    may: frozenset[str]
    secrets: tuple[bytes, ...]

    @property
    def id(self) -> UUID:
        return uuid_from("partner", self.name)


class _Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    may: list[str]
    secrets: list[str]


def partner_named(id_: UUID | None) -> Partner | None:
    """The partner of that id, as long as its key is listed."""
    return next((one for one in _read(settings.PARTNER_KEYS) if one.id == id_), None)


def who_signed(headers: Mapping[str, str], body: bytes, at: datetime) -> tuple[Partner, str]:
    """Who sent this, and the id that they gave it. Raises: NotSigned · TooOldOrNew."""
    message_id, sent, signatures = (headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not message_id or not sent.isascii() or not sent.isdigit() or len(sent) > len("9999999999"):
        raise NotSigned
    signed = b".".join((message_id.encode(), sent.encode(), body))
    found = [one for one in _read(settings.PARTNER_KEYS) if any(_fits(secret, signed, signatures) for secret in one.secrets)]
    if not found:
        raise NotSigned
    if abs(at - datetime.fromtimestamp(int(sent), UTC)) > WINDOW:
        raise TooOldOrNew
    return found[0], message_id


def take_message(partner: Partner, message: str, body: bytes, at: datetime) -> None:
    """Remember what was said under that id. The same again is the same; anything else is refused. Raises: IdUsed · IdTooLong."""
    if len(message) > LONGEST_ID:
        raise IdTooLong(most=LONGEST_ID)
    sha256 = hashlib.sha256(body).hexdigest()
    row, _new = PartnerMessage.objects.get_or_create(partner=partner.id, message=message, defaults={"sha256": sha256, "at": at})
    if row.sha256 != sha256:
        raise IdUsed


def _fits(secret: bytes, signed: bytes, signatures: str) -> bool:
    wanted = b"v1," + b64encode(hmac.digest(secret, signed, "sha256"))
    return any(hmac.compare_digest(wanted, one.encode()) for one in signatures.split())


@cache
def _read(text: str) -> tuple[Partner, ...]:
    """Raises: ImproperlyConfigured. A secret that is too short protects nothing."""
    try:
        given = msgspec.json.decode(text, type=list[_Given])
        read = tuple(Partner(one.name, frozenset(one.may), tuple(map(_secret, one.secrets))) for one in given)
    except (msgspec.MsgspecError, ValueError) as wrong:
        raise ImproperlyConfigured(f"THROUGHGATE_PARTNER_KEYS: {wrong}") from wrong
    if any(len(secret) < FEWEST_BYTES for one in read for secret in one.secrets):
        raise ImproperlyConfigured(f"THROUGHGATE_PARTNER_KEYS: a secret has fewer than {FEWEST_BYTES} bytes")
    return read


def _secret(written: str) -> bytes:
    return b64decode(written.removeprefix(PREFIX), validate=True)
