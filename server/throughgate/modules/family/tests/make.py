"""Builders of contacts, on the builders of every test."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from tests.make import NOON, as_contact, as_person, as_worker, contact, pair
from throughgate.kernel.people.models import Contact, Person, Relationship, Worker
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.scope import scope
from throughgate.modules.family import commands
from throughgate.modules.family.commands.deciding import Described, Guardian
from throughgate.modules.family.models import ContactRequest

KERRY = Guardian("Kerry Sandford", "kerry@home.example")


def asked(person: Person, name: str = "Carol Thornwick", kind: str = "MOT", at: datetime = NOON, **more: Any) -> ContactRequest:
    """Somebody whom that person asked for."""
    act = as_person(person, at)
    commands.ask_for_contact(act, name=name, kind=kind, **({"email": "carol@home.example"} | more))
    return seen(act, act.id)


def seen(act: Act, request: Any) -> ContactRequest:
    with scope(act):
        return ContactRequest.objects.select_related("person", "decision").get(pk=request)


def decided(act: Act, asked: ContactRequest, **more: Any) -> Any:
    """The decision: a yes, perhaps with limits, so that it says who it is."""
    described = Described(asked.name, bool(more.pop("child", False)), asked.email, asked.phone)
    commands.approve(act, **{"request": asked.pk, "described": described} | more)
    return seen(act, asked.pk).decision


def in_touch() -> tuple[Worker, Person, Contact, Relationship]:
    """An officer, somebody in their care, and a mother who said yes."""
    officer, person = pair()
    row = decided(as_worker(officer), asked(person))
    commands.consent(as_contact(row.contact), decision=row.pk, yes=True)
    return officer, person, row.contact, Relationship.objects.get(person=person)


def world(officer: Worker, person: Person) -> None:
    """What the promises try strangers on: somebody in touch, a child whose guardian was asked, and one who waits."""
    # Addresses of their own: a story makes this world in an estate that has some already.
    mother, guardian = f"{uuid4()}@home.example", Guardian("Kerry Sandford", f"{uuid4()}@home.example")
    friend = contact(of=person, kind="FRI")
    row = decided(as_worker(officer), asked(person, email=mother))
    commands.invite(as_worker(officer), decision=row.pk)
    commands.consent(as_contact(row.contact), decision=row.pk, yes=True)
    child = decided(as_worker(officer), asked(person, "Poppy", "DAU", years=9), child=True, guardian=guardian)
    assert child.safeguards == "child"
    asked(person, "Dean", "BRO", phone="07700 900731")
    ended = Relationship.objects.get(person=person, contact=friend)
    commands.end_contact(as_worker(officer), relationship=ended.pk, reason="You asked us to.")
