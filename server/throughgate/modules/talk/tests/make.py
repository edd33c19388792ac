"""Builders of talk, on the builders of every test."""

from tests.make import as_person
from throughgate.kernel.people.models import Person, Worker
from throughgate.modules.talk import commands


def world(_officer: Worker, person: Person) -> None:
    """What the promises try strangers on: somebody who asked to talk."""
    commands.ask(as_person(person), about="worker", words="When will we meet?")
