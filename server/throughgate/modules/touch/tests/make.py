"""Builders of keeping in touch, on the builders of every test."""

from uuid import UUID

from tests.make import DAY, NOON, as_contact, as_person, contact, person, rollout, wing
from throughgate.basics.ids import uuid7
from throughgate.kernel.commands.command import find
from throughgate.kernel.people.models import Contact, Person, Relationship, Worker
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.models import Does, Sort, WatchRule
from throughgate.modules.touch import commands
from throughgate.modules.touch.commands import Kind
from throughgate.modules.touch.models import Delivery, Message, Piece, Reading, StaffReading, TakingBack
from throughgate.modules.touch.policy import CAPABILITY
from throughgate.modules.touch.rules.thread_id import thread_of

HELD_WORD = "harbour"


def two(limits: str = "", kind: str = "PART") -> tuple[Person, Contact]:
    """A person on a wing and somebody outside whom they may be in touch with, with messages switched on everywhere."""
    rollout(CAPABILITY)
    who = person(lives=wing())
    return who, contact(of=who, limits=limits, kind=kind)


def thread(who: Person, other: Contact) -> UUID:
    return thread_of(who.pk, other.pk)


def says(act: Act, who: Person, other: Contact, words: str) -> UUID:
    """Words in the thread of these two; returns the message's id."""
    commands.send(act, thread=thread(who, other), kind=Kind.TEXT, words=words)
    return act.id


def stops(act: Act) -> None:
    """A contact stops contact with the one person they have any with, as their page does it."""
    stop = find("family.stop_contact@1")
    assert stop
    stop(act, relationship=Relationship.objects.get(contact=act.contact).pk)


def held_word() -> WatchRule:
    """From now on what has this word in it is held."""
    return WatchRule.objects.create(sort=Sort.PHRASE, words=HELD_WORD, does=Does.HOLD, why="For tests", from_at=NOON - DAY)


def world(officer: Worker, who: Person) -> None:
    """What the promises try strangers on: a message each way, one taken back, a group, and that staff read a thread.

    What the desk's world stops is delivered here all the same.
    """
    rollout(CAPABILITY)
    mother, sister = contact(of=who, kind="MOT"), contact(of=who, kind="SIS")
    said = says(as_person(who), who, mother, "Good night")
    says(as_contact(mother), who, mother, "Good night, love")
    commands.make_group(as_person(who), name="Home", contacts=[mother.pk, sister.pk])
    message = Message._base_manager.get(pk=said)
    theirs = {"message": message, "person": who}
    Delivery._base_manager.get_or_create(**theirs, to=mother, defaults={"at": NOON})
    Reading._base_manager.create(**theirs, by=mother, at=NOON)
    TakingBack._base_manager.create(message=Message._base_manager.get(sender=mother), person=who, at=NOON)
    Piece._base_manager.create(**theirs, n=0, sha256="a" * 64, type="audio/webm", size=3, seconds=2)
    StaffReading._base_manager.create(id=uuid7(), thread_id=message.thread_id, person=who, by=officer, why="Asked to", at=NOON)
