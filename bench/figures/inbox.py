"""An officer's inbox over HTTP: 3,000 people, 33 check-ins each (and ten times as many), most of them seen, the rest waiting."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from figures import world
from figures.lines import line

PEOPLE, OFFICERS, LOOKS, WARM_UP = 3_000, 67, 200, 20
WAITING_EACH = 0.7  # open tasks a person: about thirty in an officer's inbox


def main(name: str, checkins: int) -> None:
    world.begin()
    from django.conf import settings

    from tests import make

    officers, people = _people(make)
    _history(officers, people, checkins)
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


def _cookie(browser, name: str) -> str:
    return f"{name}={browser.cookies[name].value}"


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


def _history(officers, people, checkins: int) -> None:
    """Check-ins with what was sent, what was decided, and the tasks they opened; in batches."""
    from itertools import islice

    from django.db import transaction

    from throughgate.basics.clock import now
    from throughgate.kernel.policy.act import CLOCK, Act, Face
    from throughgate.kernel.policy.scope import scope

    moment = now()
    rows = _rows(officers, people, checkins, moment)
    with scope(Act(CLOCK, moment, moment, Face.OPS)), transaction.atomic():
        while batch := list(islice(rows, 5_000)):
            for table, made in _by_table(batch).items():
                table.objects.bulk_create(made)


def _rows(officers, people, checkins: int, moment) -> Iterator[tuple[object, ...]]:
    each = checkins // PEOPLE
    for n, person in enumerate(people):
        for k in range(each):
            at = moment - timedelta(days=365 * (k + 1) / each)
            yield _one(person, officers[n % OFFICERS], at, waits=k == 0 and n % 100 < WAITING_EACH * 100)


def _one(person, officer, at, waits: bool) -> tuple[object, ...]:
    from throughgate.basics.ids import uuid7
    from throughgate.kernel.tasks.models import Task
    from throughgate.modules.supervision.models import Checkin, Review, Submission

    key, times = uuid7(), {"made_at": at, "taken_at": at, "arrived_at": at}
    checkin = Checkin(id=key, person=person, due_on=at.date(), opens_at=at, closes_at=at + timedelta(hours=72))
    sent = Submission(id=key, checkin=checkin, person=person, feeling="OK", no_photo="dark", no_place="refused", **times)
    done = {"done_at": None if waits else at}
    task = Task(kind="supervision.review", about=key, person=person, opened_at=at, due_at=at + timedelta(days=2), **done)
    review = () if waits else (Review(submission=sent, by=officer, at=at, outcome="MATCH"),)
    return (checkin, sent, task, *review)


def _by_table(batch: list[tuple[object, ...]]) -> dict[type, list[object]]:
    tables: dict[type, list[object]] = {}
    for group in batch:
        for row in group:
            tables.setdefault(type(row), []).append(row)
    return tables


def _looks(port: int, cookies: list[str]) -> Iterator[float]:
    for n in range(LOOKS + WARM_UP):
        began = time.perf_counter()
        status, size = _get(port, cookies[n % len(cookies)], tries=200 if n == 0 else 1)
        assert status == 200, status
        assert size > 10_000, "the inbox is empty"
        if n >= WARM_UP:
            yield (time.perf_counter() - began) * 1000


def _get(port: int, cookie: str, tries: int) -> tuple[int, int]:
    for n in range(tries):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/", headers={"Cookie": cookie})
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
