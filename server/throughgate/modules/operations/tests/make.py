"""Builders of operations: it has nothing of its own about anybody."""

from throughgate.kernel.people.models import Person, Worker


def world(_officer: Worker, _person: Person) -> None:
    """What the promises try strangers on: nothing, since no page here names anyone."""
