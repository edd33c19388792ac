"""Builders of the bulletin, on the builders of every test."""

from datetime import datetime
from typing import Any

from tests.make import DAY, HOUR, NOON, as_clock, as_worker
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.places.models import Place, Stay
from throughgate.kernel.policy.scope import scope
from throughgate.modules.bulletin.commands import lines, services, system
from throughgate.modules.bulletin.models import Line
from throughgate.modules.bulletin.rules.kinds import Kind
from throughgate.modules.bulletin.rules.words import Said


def notice(keeper: Worker, at: Place, title: str = "Canteen by Tuesday", now: datetime = NOON, **more: Any) -> Line:
    given = {"words": "Hand in your sheet.", "easy": "Give in your sheet.", "from_at": now - HOUR, "until": now + DAY} | more
    lines.put_up_notice(as_worker(keeper, now), place=at.pk, title=title, **given)
    return newest(keeper)


def service(keeper: Worker, at: Place, title: str = "Kiosk", now: datetime = NOON) -> Line:
    lines.name_service(as_worker(keeper, now), place=at.pk, title=title, title_cy="Ciosg")
    return newest(keeper)


def down(keeper: Worker, line: Line, now: datetime = NOON, **more: Any) -> None:
    services.say_down(as_worker(keeper, now), line=line.pk, **{"why": "A part is missing.", "since": now - HOUR} | more)


def newest(keeper: Worker) -> Line:
    with scope(as_worker(keeper)):
        return Line.objects.latest("pk")


def world(officer: Worker, person: Person) -> None:
    """What the promises try strangers on: a service where the person lives, that is down, and what the system says there."""
    home = Stay.objects.get(person=person, to_at=None).place
    down(officer, service(officer, home))
    system.tell(as_clock(), place=home.pk, source="slow", kind=Kind.TROUBLE, texts={"en": Said("Slow")}, from_at=NOON)
