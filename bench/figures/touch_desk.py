"""The queue of the screening desk over HTTP: 100,000 held items at two prisons, seen by workers who sit at both."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from figures import inbox, world
from figures.lines import line

HELD, PASSED, PEOPLE, LOOKS, WARM_UP = 100_000, 100_000, 3_000, 200, 20
LANGUAGES = ("en",) * 16 + ("cy", "pl", "ro", "ur")


def main(name: str) -> None:
    world.begin()
    from django.conf import settings

    from tests import make

    workers = _workers(make)
    _items(_people(make))
    cookies = [f"{settings.SESSION_COOKIE_NAME}={make.browser_of(one).cookies[settings.SESSION_COOKIE_NAME].value}" for one in workers]
    port = inbox._free_port()
    command = [str(Path(sys.executable).with_name("throughgate")), "serve", "--face", "staff", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        times = sorted(_looks(port, cookies))
    finally:
        server.terminate()
        server.wait()
    line(name, times[int(len(times) * 0.95)], "ms")


def _workers(make):
    from throughgate.kernel.people.models import WorkerRole
    from throughgate.kernel.places.models import Posting

    made = [make.worker(WorkerRole.SECURITY, at=make.prison("ZLI")) for _ in range(5)]
    Posting.objects.bulk_create(Posting(worker=one, place=make.prison("ZMI"), from_at=make.LONG_AGO) for one in made)
    return made


def _people(make):
    from throughgate.kernel.people.models import Contact, Person
    from throughgate.kernel.places.models import Stay

    people = Person.objects.bulk_create(
        Person(given_name=f"Given{n}", family_name=f"Family{n % 700}", known_as="K", since=make.LONG_AGO) for n in range(PEOPLE)
    )
    homes = (make.prison("ZLI"), make.prison("ZMI"))
    Stay.objects.bulk_create(Stay(person=p, place=homes[n % 2], setting="closed", from_at=make.LONG_AGO) for n, p in enumerate(people))
    contacts = Contact.objects.bulk_create(Contact(name=f"Contact {n}", since=make.LONG_AGO) for n in range(PEOPLE))
    return [(person, contact, homes[n % 2]) for n, (person, contact) in enumerate(zip(people, contacts, strict=True))]


def _items(pairs) -> None:
    """What is held, each for one or two reasons, and as much again that has passed."""
    from throughgate.basics.clock import now
    from throughgate.basics.ids import uuid7
    from throughgate.kernel.screening.models import Finding, Item, Sort

    chance, moment, items, findings = random.Random(1), now(), [], []
    sorts = [Sort.PHRASE] * 12 + [Sort.PATTERN] * 5 + [Sort.SAMPLE, Sort.TARGET, Sort.NUDITY]
    for n in range(HELD + PASSED):
        person, contact, home = pairs[n % PEOPLE]
        at, held = moment - timedelta(seconds=20 * (n % HELD)), n < HELD
        item = Item(id=uuid7(), kind="touch.message", person=person, contact=contact, establishment=home, way="in", arrived_at=at)
        item.language, item.outcome = chance.choice(LANGUAGES), "held" if held else "passed"
        item.held_at, item.due_at = (at, at + timedelta(days=1)) if held else (None, None)
        items.append(item)
        reasons = {chance.choice(sorts) for _ in range(chance.choice((1, 1, 2)))} if held else ()
        findings += [Finding(item=item, person_id=person.pk, sort=sort, does="hold", start=0, end=5, seen="words") for sort in reasons]
    Item.objects.bulk_create(items, batch_size=1_000)
    Finding.objects.bulk_create(findings, batch_size=2_000)


def _looks(port: int, cookies: list[str]) -> Iterator[float]:
    """As people look: mostly at the start; page after page; sometimes narrowed."""
    asked = ["", "", "", "?sort=pattern", "?language=pl", "?sort=target", "?after=", "?after="]
    for n in range(LOOKS + WARM_UP):
        wanted = asked[n % len(asked)]
        began = time.perf_counter()
        status, size = _page(port, cookies[n % len(cookies)], wanted + (_somewhere(n) if wanted == "?after=" else ""), 200 if n == 0 else 1)
        assert status == 200, status
        assert size > 10_000, "the queue is empty"
        if n >= WARM_UP:
            yield (time.perf_counter() - began) * 1000


def _somewhere(n: int) -> str:
    from throughgate.basics.clock import now

    at = now() - timedelta(seconds=20 * ((n * 7_919) % HELD)) + timedelta(days=1)
    return f"{at.isoformat().replace('+', '%2B')}|01a20000-0000-7000-8000-000000000000"


def _page(port: int, cookie: str, asked: str, tries: int) -> tuple[int, int]:
    return inbox._get(port, cookie, tries, f"/desk/{asked}")


if __name__ == "__main__":
    main(sys.argv[1])
