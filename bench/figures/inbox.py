"""An officer's inbox over HTTP: 3,000 people, 33 check-ins each (and ten times as many), most of them seen, the rest waiting."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from figures import world
from figures.lines import line

PEOPLE, OFFICERS, LOOKS, WARM_UP = 3_000, 67, 200, 20
WAITING_EACH = 0.7  # open tasks a person: about thirty in an officer's inbox
YEAR = timedelta(days=365)
AT_ONCE = ("opens_at", "made_at", "taken_at", "arrived_at", "opened_at", "done_at", "at")
TIMES = {**dict.fromkeys((*AT_ONCE, "closes_at", "due_at"), "timestamp with time zone"), "due_on": "date"}


def main(name: str, checkins: int) -> None:
    world.begin()
    from django.conf import settings

    from tests import make

    officers, people = _people(make)
    _history(officers, people, checkins // PEOPLE)
    cookies = [
        f"{settings.SESSION_COOKIE_NAME}={make.browser_of(officer).cookies[settings.SESSION_COOKIE_NAME].value}"
        for officer in officers[:10]
    ]
    port = _free_port()
    command = [str(Path(sys.executable).with_name("throughgate")), "serve", "--face", "staff", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        times = sorted(_looks(port, cookies))
    finally:
        server.terminate()
        server.wait()
    line(name, times[int(len(times) * 0.95)], "ms")


def _people(make):
    from throughgate.kernel.people.models import Care, Person
    from throughgate.kernel.places.models import Stay

    officers = [make.worker() for _ in range(OFFICERS)]
    office = make.place("OFFICE")
    people = Person.objects.bulk_create(
        Person(given_name=f"Given{n}", family_name=f"Family{n % 700}", known_as="K", since=make.LONG_AGO) for n in range(PEOPLE)
    )
    Stay.objects.bulk_create(Stay(person=p, place=office, setting="community", from_at=make.LONG_AGO) for p in people)
    Care.objects.bulk_create(
        Care(person=p, worker=officers[n % OFFICERS], role="supervising", from_at=make.LONG_AGO) for n, p in enumerate(people)
    )
    return officers, people


def _history(officers, people, each: int) -> None:
    """A year of check-ins, the oldest first: what was sent, what was decided, and the tasks they opened. The latest may wait."""
    from django.db import transaction

    from throughgate.basics.clock import now
    from throughgate.kernel.policy.act import CLOCK, Act, Face
    from throughgate.kernel.policy.scope import scope

    moment = now()
    oldest, *others, latest = (moment - YEAR * (each - n) / each for n in range(each))
    with scope(Act(CLOCK, moment, moment, Face.OPS)), transaction.atomic():
        _everyone(officers, people, oldest, waiting=0)
        _as_the_oldest(others)
        _everyone(officers, people, latest, waiting=WAITING_EACH)


def _everyone(officers, people, at: datetime, waiting: float) -> None:
    """One check-in of everyone at that moment; that share of them is not seen yet."""
    rows = [_one(person, officers[n % OFFICERS], at, n % 100 < waiting * 100) for n, person in enumerate(people)]
    tables: dict[type, list[object]] = {}
    for row in (row for group in rows for row in group):
        tables.setdefault(type(row), []).append(row)
    for table, made in tables.items():
        table.objects.bulk_create(made)


def _one(person, officer, at: datetime, waits: bool) -> tuple[object, ...]:
    from throughgate.basics.ids import uuid7
    from throughgate.kernel.tasks.models import Task
    from throughgate.modules.supervision.models import Checkin, Review, Submission

    key, times = uuid7(), _times(at)
    checkin = Checkin(id=key, person=person, due_on=times["due_on"], opens_at=at, closes_at=times["closes_at"])
    sent = Submission(
        id=key, checkin=checkin, person=person, feeling="OK", no_photo="dark", no_place="refused", made_at=at, taken_at=at, arrived_at=at
    )
    done = {"done_at": None if waits else at}
    task = Task(kind="supervision.review", about=key, person=person, opened_at=at, due_at=times["due_at"], **done)
    review = () if waits else (Review(submission=sent, person_id=sent.person_id, by=officer, at=at, outcome="MATCH"),)
    return (checkin, sent, task, *review)


def _times(at: datetime) -> dict[str, object]:
    """Every column that says when."""
    return {**dict.fromkeys(AT_ONCE, at), "closes_at": at + timedelta(hours=72), "due_at": at + timedelta(days=2), "due_on": at.date()}


# The ORM makes a thousand of these a second; the database copies its own rows fifty times as fast.
def _as_the_oldest(moments: Iterable[datetime]) -> None:
    """What stands in the tables, once more for each of the moments."""
    from django.db import connection

    from throughgate.kernel.tasks.models import Task
    from throughgate.modules.supervision.models import Checkin, Review, Submission

    columns, places = ", ".join(f"{name} {kind}" for name, kind in TIMES.items()), ", ".join(["%s"] * len(TIMES))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE again (prefix text, {columns})")
        rows = [[f"{n:06x}", *_times(at).values()] for n, at in enumerate(moments)]
        cursor.executemany(f"INSERT INTO again VALUES (%s, {places})", rows)
        for table in (Checkin, Submission, Task, Review):
            cursor.execute(_copied(table, connection))


def _copied(table, connection) -> str:
    """An INSERT of all rows of a table, once for each line of `again`. An id begins with its time, so that they come in order."""

    def value(field) -> str:
        if field.column in TIMES:
            return f"again.{field.column}"
        if field.column in ("id", "about", "checkin_id", "submission_id"):
            digits = f"replace(CAST(first.{field.column} AS text), '-', '')"
            return f"CAST(again.prefix || substr({digits}, 7) AS {field.db_type(connection)})"
        return f"first.{field.column}"

    fields = table._meta.concrete_fields
    names, values = ", ".join(f'"{field.column}"' for field in fields), ", ".join(value(field) for field in fields)
    return f"INSERT INTO {table._meta.db_table} ({names}) SELECT {values} FROM again CROSS JOIN {table._meta.db_table} AS first"


def _looks(port: int, cookies: list[str]) -> Iterator[float]:
    for n in range(LOOKS + WARM_UP):
        began = time.perf_counter()
        status, size = _get(port, cookies[n % len(cookies)], tries=200 if n == 0 else 1)
        assert status == 200, status
        assert size > 10_000, "the inbox is empty"
        if n >= WARM_UP:
            yield (time.perf_counter() - began) * 1000


def _get(port: int, cookie: str, tries: int, path: str = "/") -> tuple[int, int]:
    for n in range(tries):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", path, headers={"Cookie": cookie})
            response = connection.getresponse()
            return response.status, len(response.read())
        except ConnectionError:
            if n == tries - 1:
                raise
            time.sleep(0.1)
    raise AssertionError


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
