"""Two writers at once: what is written first and committed last is neither skipped by who pulls in between nor undone by the other."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from tests.device import tablet_of
from tests.make import as_clock, person, wing
from throughgate.basics.clock import now
from throughgate.kernel.commands.command import Done
from throughgate.kernel.people.models import ContactDetail, Person
from throughgate.kernel.sync.streams import publish

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("tiny"),
]
PATIENCE_S = 30


def test_who_pulls_between_two_writers_misses_neither():
    who = person(lives=wing())
    tablet = tablet_of(who)
    new_number(who, "1")
    tablet.pull()
    written, commit = threading.Event(), threading.Event()
    late = threading.Thread(target=write, args=(lambda: new_number(who, "2"), written, commit))
    late.start()
    assert written.wait(PATIENCE_S)
    soon = threading.Thread(target=write, args=(lambda: new_name(who, "Sunny"),))
    soon.start()
    soon.join(1)
    tablet.pull()
    assert shown(tablet) == (["1"], who.known_as)
    commit.set()
    for writer in (late, soon):
        writer.join(PATIENCE_S)
    tablet.pull()
    assert shown(tablet) == (["2"], "Sunny")


def write(change: Callable[[], None], written: threading.Event | None = None, commit: threading.Event | None = None) -> None:
    """In a transaction of its own; where told, it is not committed before somebody says so."""
    try:
        with transaction.atomic():
            change()
            if written and commit:
                written.set()
                assert commit.wait(PATIENCE_S)
    finally:
        connection.close()


def new_number(who: Person, number: str) -> None:
    mine = ContactDetail.objects.filter(person=who, to_at=None)
    old = list(mine)
    mine.update(to_at=now())
    told(*old, ContactDetail.objects.create(person=who, kind="phone", value=number, from_at=now()))


def new_name(who: Person, name: str) -> None:
    Person.objects.filter(pk=who.pk).update(known_as=name)
    told(Person.objects.get(pk=who.pk))


def told(*rows: Person | ContactDetail) -> None:
    with transaction.atomic():
        publish([(as_clock(now()), Done(None, rows))])


def shown(tablet) -> tuple[list[str], str]:
    (me,) = tablet.feed("people.me").values()
    return sorted(row["number"] for row in tablet.feed("test.phones").values()), me["known_as"]
