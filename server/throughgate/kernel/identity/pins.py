"""PINs and picture passwords, as kiosks check them. On a person's own device the PIN never leaves the lock of its vault."""

import re
from datetime import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from django.utils.translation import gettext_lazy as _

from throughgate.basics.clock import LONDON
from throughgate.basics.errors import Refused
from throughgate.kernel.identity import tries
from throughgate.kernel.identity.devices import takes
from throughgate.kernel.identity.models import Device, Pin
from throughgate.kernel.people.models import Person, PersonNumber
from throughgate.kernel.people.numbers import NumberKind

SHORTEST, LONGEST = 6, 64
_SECRETS = {"pin": re.compile(rf"\d{{{SHORTEST},{LONGEST}}}"), "pictures": re.compile(r"[a-z]{2,20}(?:-[a-z]{2,20}){3}")}
# OWASP's second choice: 19 MiB, two passes. Source: OWASP Password Storage Cheat Sheet.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


class NotAPin(Refused):
    says = _("A PIN has six or more digits. A picture password has four pictures.")


class WrongPin(Refused):
    """The same for a number that nobody has, a wrong PIN, and somebody who lives elsewhere: it tells nothing about who is known here."""

    says = _("That number and PIN do not open this kiosk. You have {left} tries left. If you are new here, ask staff.")

    def __init__(self, noted: tries.Noted) -> None:
        super().__init__(left=noted.left)
        self.noted = noted


class Locked(Refused):
    says = _("Too many wrong tries. You can try again at {time}, or ask staff to reset your PIN.")


def set_pin(person: Person, kind: str, secret: str, at: datetime) -> None:
    """Keep its argon2 hash. `kind` is pin (digits) or pictures (four names joined by hyphens). Raises: NotAPin."""
    if kind not in _SECRETS or not _SECRETS[kind].fullmatch(secret):
        raise NotAPin
    Pin.objects.update_or_create(person=person, defaults={"kind": kind, "hash": _hasher.hash(secret), "set_at": at})


def forget_pin(person: Person) -> None:
    """After a reset by staff: the PIN goes, and with it the wrong tries that locked it."""
    Pin.objects.filter(person=person).delete()
    for number in PersonNumber.objects.filter(person=person).values_list("value", flat=True):
        tries.forget_wrong(_tries_of(number))


def whose(number: str, kind: str, secret: str, kiosk: Device, at: datetime) -> Person:
    """Whose prison number or CRN, and PIN, these are, among those who live where the kiosk stands.

    A number that nobody has, or somebody elsewhere, is answered like a wrong PIN, after the same work.
    Raises: Locked (five wrong ones in ten minutes, or a hundred on this kiosk; carries `until`) · WrongPin (carries `left`; the try is
    written down, and `noted` is what came of that).
    """
    number = _tidy(number)
    counted = [_tries_of(number), tries.Counted(f"pin on {kiosk.thumbprint}", tries.MOST_IN_A_FLOOD)]
    until = tries.locked_until(counted, at)
    if until:
        raise Locked(time=f"{until.astimezone(LONDON):%H:%M}", until=until)
    person = _known_by(number)
    pin = Pin.objects.filter(person=person, kind=kind).first() if person else None
    fits = _fits(pin.hash if pin else _nobodys(), secret)
    if not fits or person is None or pin is None or not takes(kiosk, person.pk):
        raise WrongPin(tries.note_wrong(counted, kiosk.thumbprint, at))
    tries.forget_wrong(counted[0])
    return person


def _known_by(number: str) -> Person | None:
    return Person.objects.filter(numbers__value=number, numbers__kind__in=(NumberKind.PRISON, NumberKind.CRN)).first()


def _tries_of(number: str) -> tries.Counted:
    return tries.Counted(f"pin of {_tidy(number)}")


def _tidy(number: str) -> str:
    return "".join(number.split()).upper()[:20]


def _fits(hashed: str, secret: str) -> bool:
    try:
        return _hasher.verify(hashed, secret)
    except VerifyMismatchError:
        return False


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this")
