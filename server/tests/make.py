"""Builders for every test: a small invented world, and an Act for each kind of actor. Modules' own `make.py` build on these.

Everything is made at `LONG_AGO` unless told, so that it stands by `NOON`, when the tests' acts happen.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, cycle

from allauth.mfa.models import Authenticator
from django.test import Client

from throughgate.kernel.identity.models import Account, Device, DeviceKind, Holding
from throughgate.kernel.people.models import (
    Approval,
    Care,
    CareRole,
    Contact,
    Person,
    PersonNumber,
    Relationship,
    Worker,
    WorkerRole,
)
from throughgate.kernel.people.numbers import NumberKind
from throughgate.kernel.places.models import Place, PlaceKind, Posting, Regime, RegimeLevel, Setting, Stay
from throughgate.kernel.policy.act import CLOCK, VISITOR, Act, Actor, ActorKind, Face
from throughgate.kernel.policy.models import Rollout

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=400)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PASSWORD = "Harbour lantern 41"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

_number = count(1)
_given: Iterator[str] = cycle(["Ada", "Bram", "Carys", "Dele", "Elin", "Farid", "Gwen", "Haris"])
_family: Iterator[str] = cycle(["Moss", "Okafor", "Pryce", "Quinn", "Rahman", "Siddle", "Tudor"])


def place(code: str = "", kind: PlaceKind = PlaceKind.OFFICE, under: Place | None = None) -> Place:
    """A place of that code, made once; under another where told."""
    code = code or f"OFF{next(_number)}"
    path = f"{under.path if under else '/'}{code}/"
    return Place.objects.get_or_create(code=code, defaults={"name": code, "kind": kind, "parent": under, "path": path})[0]


def prison(code: str = "ZLI") -> Place:
    return place(code, PlaceKind.ESTABLISHMENT)


def wing(letter: str = "B", code: str = "ZLI") -> Place:
    return place(f"{code}-{letter}", PlaceKind.WING, prison(code))


def person(*, given: str = "", family: str = "", lives: Place | None = None, setting: Setting | None = None, crn: str = "") -> Person:
    """Someone in care, with a CRN; on the record of a place if one is given."""
    names = {"given_name": given or next(_given), "family_name": family or next(_family)}
    made = Person.objects.create(**names, known_as=names["given_name"], born=datetime(1990, 4, 2, tzinfo=UTC).date(), since=LONG_AGO)
    PersonNumber.objects.create(person=made, kind=NumberKind.CRN, value=crn or f"X{next(_number):06}")
    if lives:
        stay(made, lives, setting)
    return made


def stay(who: Person, where: Place, setting: Setting | None = None, since: datetime = LONG_AGO) -> Stay:
    """That they live there: on licence at an office, in closed conditions anywhere else."""
    setting = setting or (Setting.COMMUNITY if where.kind in (PlaceKind.OFFICE, PlaceKind.REGION) else Setting.CLOSED)
    return Stay.objects.create(person=who, place=where, setting=setting, from_at=since)


def regime(who: Person, level: RegimeLevel = RegimeLevel.STANDARD) -> Regime:
    return Regime.objects.create(person=who, level=level, from_at=LONG_AGO)


def worker(role: WorkerRole = WorkerRole.PROBATION_OFFICER, *, at: Place | None = None, name: str = "") -> Worker:
    """A worker with an account, posted to a place if one is given."""
    name = name or f"{next(_given)} {next(_family)}"
    email = f"{name.lower().replace(' ', '.')}.{next(_number)}@example.org"
    made = Worker.objects.create(name=name, role=role, email=email, since=LONG_AGO)
    Account.objects.create_user(email, PASSWORD, worker=made)
    if at:
        Posting.objects.create(worker=made, place=at, from_at=LONG_AGO)
    return made


def care(by: Worker, of: Person, role: CareRole = CareRole.SUPERVISING) -> Care:
    return Care.objects.create(worker=by, person=of, role=role, from_at=LONG_AGO)


def pair(role: WorkerRole = WorkerRole.PROBATION_OFFICER, at: Place | None = None) -> tuple[Worker, Person]:
    """A worker and a person in their care, who live and work at the same office."""
    office = at or place()
    officer, cared_for = worker(role, at=office if at else None), person(lives=office)
    care(officer, cared_for)
    return officer, cared_for


def contact(of: Person | None = None, kind: str = "PART", limits: str = "", **known: object) -> Contact:
    """Someone outside; approved for a person if one is given."""
    made = Contact.objects.create(name=f"{next(_given)} {next(_family)}", since=LONG_AGO, **known)
    if of:
        approval(of, made, kind, limits)
    return made


def approval(of: Person, who: Contact, kind: str = "PART", limits: str = "") -> Approval:
    """That they may be in touch."""
    row = Relationship.objects.create(person=of, contact=who, kind=kind)
    return Approval.objects.create(relationship=row, person=of, limits=limits, reason="Said so" if limits else "", from_at=LONG_AGO)


def device(held_by: Person | None = None, kind: DeviceKind = DeviceKind.PHONE, at: Place | None = None) -> Device:
    """An enrolled device. Its key is only a name here: tests of the wire make real keys."""
    n = next(_number)
    made = Device.objects.create(
        kind=kind, label=f"{kind.title()} {n}", place=at, thumbprint=f"thumbprint-{n}", public_jwk={}, enrolled_at=LONG_AGO
    )
    if held_by:
        Holding.objects.create(device=made, person=held_by, from_at=LONG_AGO)
    return made


def rollout(capability: str, at: Place | None = None) -> Rollout:
    """Switched on there, or everywhere."""
    return Rollout.objects.create(capability=capability, place=at, from_at=LONG_AGO)


def as_worker(who: Worker, at: datetime = NOON) -> Act:
    """A fresh act of a worker, on a staff page."""
    return Act(Actor(ActorKind.WORKER, who.pk), at, at, Face.STAFF)


def as_person(who: Person, at: datetime = NOON, *, arrives: datetime | None = None, on: Device | None = None) -> Act:
    """A fresh act of a person, on a device if one is given; it may arrive later than it was made."""
    return Act(Actor(ActorKind.PERSON, who.pk), at, arrives or at, Face.DEVICE, device_id=on.pk if on else None)


def as_contact(who: Contact, at: datetime = NOON) -> Act:
    return Act(Actor(ActorKind.CONTACT, who.pk), at, at, Face.FAMILY)


def as_visitor(at: datetime = NOON) -> Act:
    """Somebody who has not signed in."""
    return Act(VISITOR, at, at, Face.STAFF)


def as_clock(at: datetime = NOON) -> Act:
    return Act(CLOCK, at, at, Face.OPS)


def browser_of(who: Worker) -> Client:
    """A browser in which a worker, who has a second factor, is signed in to the staff face."""
    account, browser = Account.objects.get(worker=who), Client()
    Authenticator.objects.get_or_create(user=account, type=Authenticator.Type.TOTP, defaults={"data": {"secret": TOTP_SECRET}})
    browser.force_login(account)
    return browser


def typed(name: str, day: date) -> dict[str, str]:
    """What a form sends when somebody types a date into its three boxes."""
    return {f"{name}_{box}": str(part) for box, part in enumerate((day.day, day.month, day.year))}
