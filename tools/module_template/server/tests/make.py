"""Builders of capability_name, on the builders of every test."""

from tests.make import as_person, pair, rollout
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.policy.act import Act
from throughgate.modules.capability_name import commands


def cared_for() -> tuple[Worker, Person]:
    """A worker and a person in their care, with this switched on everywhere."""
    rollout(commands.CAPABILITY)
    return pair()


def leave(who: Person, words: str = "My shift has changed.") -> Act:
    """Leave a note as the person; returns the act."""
    act = as_person(who)
    commands.leave_note(act, words=words)
    return act


def world(_officer: Worker, person: Person) -> None:
    """What the promises try strangers on: a note that was left."""
    rollout(commands.CAPABILITY)
    leave(person)
