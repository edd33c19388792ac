"""Builders of the desk, on the builders of every test: things of an invented kind that would pass the wall."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.make import LONG_AGO, NOON, as_person, as_worker, contact, person, prison, wing, worker
from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Contact, Person, Worker, WorkerRole
from throughgate.kernel.places.models import Place, Stay
from throughgate.kernel.places.tree import establishment_of
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.registry import installed
from throughgate.kernel.registry.module import Crossing, Module
from throughgate.kernel.screening.models import Decision, Does, Finding, Item, Outcome, Sort, Way
from throughgate.kernel.screening.reasons import Reason
from throughgate.modules.desk import commands
from throughgate.modules.desk.models import Seat

KIND = "test.note"
# What stands in each, by its id: an invented module's own table.
WORDS: dict[UUID, str] = {}


@contextmanager
def notes() -> Iterator[None]:
    """A module whose notes pass the wall, as long as this lasts."""
    crossing = Crossing(KIND, "Note", "web/parts/tag.html", _read, lambda _act, item: WORDS.get(item.pk, ""))
    installed._modules["test"] = Module(name="test", title="Notes", crossings=(crossing,))
    try:
        yield
    finally:
        del installed._modules["test"]


def _read(_act: Act, items: Any) -> dict[UUID, Any]:
    return {item.pk: "Thread" for item in items}


def screener(role: WorkerRole = WorkerRole.SECURITY, at: Place | None = None) -> Worker:
    """Somebody who sits at a desk; an officer with a seat."""
    made = worker(role, at=at or prison())
    if role is WorkerRole.PRISON_OFFICER:
        with scope(as_worker(made)):
            Seat.objects.create(worker=made, place=at or prison(), by=made, from_at=LONG_AGO)
    return made


def two(**known: Any) -> tuple[Person, Contact]:
    """A person on a wing and somebody outside."""
    who = person(lives=wing())
    return who, contact(of=who, **known)


def held(
    who: Person, outside: Contact | None, words: str = "Bring me a sm4ck tomorrow", sorts: tuple[Sort, ...] = (Sort.PHRASE,), **more: Any
) -> Item:
    """Something of these two that is held, since noon; "sm4ck" is what was seen in it."""
    row = item(who, outside, words, **({"outcome": Outcome.HELD, "held_at": NOON, "due_at": NOON + timedelta(days=1)} | more))
    start = max(0, words.find("sm4ck"))
    for sort in sorts:
        given = {"start": start, "end": start + 5, "seen": words[start : start + 5]} if sort is Sort.PHRASE else {}
        Finding.objects.create(item=row, person_id=who.pk, sort=sort, does=Does.HOLD, **given)
    return row


def item(who: Person, outside: Contact | None, words: str = "Good night", **more: Any) -> Item:
    """Something of these two that has passed."""
    stay = Stay.objects.filter(person=who, to_at=None).select_related("place").first()
    given = {"kind": KIND, "person": who, "contact": outside, "way": Way.OUT, "arrived_at": NOON, "outcome": Outcome.PASSED}
    row = Item.objects.create(id=uuid7(), **(given | more), establishment=establishment_of(stay.place) if stay else None)
    WORDS[row.pk] = words
    return row


def ruled(by: Worker, of: Item, decision: Decision = Decision.WITHHOLD, at: Any = NOON, **more: Any) -> Item:
    """What a worker decided, with a reason where one is needed."""
    why = {} if decision in (Decision.RELEASE, Decision.SECOND) else {"reason": Reason.CRIME, "words": "It speaks of drugs."}
    commands.rule(as_worker(by, at), item=of.pk, decision=decision, **(why | more))
    of.refresh_from_db()
    return of


def appealed(of: Item, who: Person) -> UUID:
    """That the person asks for another look; its id."""
    act = as_person(who)
    commands.appeal(act, item=of.pk, words="It was about a fish.")
    return act.id


def world(officer: Worker, who: Person) -> None:
    """What the promises try strangers on: something held, an appeal, a rule, a target, a stop, a seat, a declared relative."""
    outside = contact(of=who)
    first = screener()
    held(who, outside)
    appealed(ruled(first, held(who, outside)), who)
    place = prison()
    security = as_worker(first)
    commands.watch(security, words="smack", does=Does.HOLD, why="Heroin", place=place.pk)
    until = NOON + timedelta(days=7)
    commands.target(as_worker(first), person=who.pk, necessity="N", proportionality="P", until=until)
    commands.stop(as_worker(first), person=who.pk, why="Look first", until=until)
    commands.set_sampling(as_worker(first), per_thousand=5, place=place.pk)
    seated = worker(WorkerRole.PRISON_OFFICER, at=place)
    commands.seat_officer(as_worker(first), place=place.pk, worker=seated.pk)
    commands.declare_relative(as_worker(screener()), person=who.pk, what="My brother")
