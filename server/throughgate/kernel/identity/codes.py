"""One-time enrolment codes: eight characters that are hard to mistake for one another, good for seven days, used once."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.identity import tries
from throughgate.kernel.identity.models import Device, EnrolmentCode
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.places.models import Place

# No 0 O, 1 I L, 5 S, 8 B, 2 Z, U V: people copy these from paper, some with poor sight.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 8
GOOD_FOR = timedelta(days=7)


class CodeUnknown(Refused):
    says = _("We do not know this code. Check it letter by letter, or ask staff for a new one.")


class CodeUsed(Refused):
    says = _("This code was used already. Ask staff for a new one.")


class CodeExpired(Refused):
    says = _("This code has run out. Ask staff for a new one.")


class TooManyTries(Refused):
    says = _("Too many wrong codes. Please wait ten minutes, then try again.")


def make_code(
    by: Worker,
    kind: str,
    at: datetime,
    *,
    person: Person | None = None,
    place: Place | None = None,
    for_device: Device | None = None,
    code: str = "",
) -> tuple[str, EnrolmentCode]:
    """A new code and its row. For a person; for a place (kiosk, television); or to reset a PIN on `for_device`.

    `code` is one that `code_for` gave; without it, chance makes one that is shown once.
    """
    code = code or "".join(secrets.choice(ALPHABET) for _n in range(LENGTH))
    row = EnrolmentCode.objects.create(
        code_hash=hash_of(code), kind=kind, person=person, place=place, for_device=for_device, by=by, made_at=at, ends_at=at + GOOD_FOR
    )
    return code, row


def code_for(act_id: UUID) -> str:
    """The code that an act makes: always the same, so that a form sent twice shows the one that counts, and none is kept.

    Nobody can tell it from the act's id without the server's secret key.
    """
    number = int.from_bytes(salted_hmac("throughgate.code_for", str(act_id), algorithm="sha256").digest())
    return "".join(ALPHABET[number // len(ALPHABET) ** n % len(ALPHABET)] for n in range(LENGTH))


def row_of(code: str) -> EnrolmentCode | None:
    """The row of a code that we made, whatever became of it."""
    return EnrolmentCode.objects.select_related("person", "place", "for_device").filter(code_hash=hash_of(code)).first()


def open_code(typed: str, address: str, thumbprint: str, at: datetime) -> EnrolmentCode:
    """The code that was typed, locked until the end of the transaction. Does not use it up.

    Raises: TooManyTries (in ten minutes, five wrong ones by this key or a hundred from this address) · CodeUnknown · CodeUsed ·
    CodeExpired.
    """
    if tries.locked_until(_tried_by(address, thumbprint), at):
        raise TooManyTries
    code = EnrolmentCode.objects.select_for_update(of=("self",)).filter(code_hash=hash_of(typed)).first()
    if code is None or (code.for_device and code.for_device.thumbprint != thumbprint):
        raise CodeUnknown
    if code.used_at:
        raise CodeUsed
    if code.ends_at <= at:
        raise CodeExpired
    return code


def use_up(code: EnrolmentCode, device: Device, at: datetime) -> None:
    """From now on it is used."""
    code.used_at, code.used_by = at, device
    code.save(update_fields=["used_at", "used_by"])


def void_codes(at: datetime) -> int:
    """End every code that was not used. Returns how many."""
    return EnrolmentCode.objects.filter(used_at=None, ends_at__gt=at).update(ends_at=at)


def note_wrong_code(address: str, thumbprint: str, at: datetime) -> tries.Noted:
    return tries.note_wrong(_tried_by(address, thumbprint), thumbprint, at)


def _tried_by(address: str, thumbprint: str) -> list[tries.Counted]:
    return [tries.Counted(f"code by {thumbprint}"), tries.Counted(f"code from {tries.network_of(address)}", tries.MOST_IN_A_FLOOD)]


def hash_of(typed: str) -> str:
    """Keyed, since eight characters could be guessed from a stolen table."""
    tidy = "".join(c for c in typed.upper() if c.isalnum())
    return salted_hmac("throughgate.enrolment", tidy, algorithm="sha256").hexdigest()
