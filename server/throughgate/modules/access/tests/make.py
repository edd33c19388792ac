"""Builders of access, on the builders of every test."""

from tests.make import DAY, HOUR, NOON, as_worker, rollout, wing
from throughgate.kernel.people.models import Person, Worker
from throughgate.modules.access import commands

CHECKIN, TALK = "supervision.checkin", "talk.ask"


def world(officer: Worker, person: Person) -> None:
    """What the promises try strangers on."""
    rollout(CHECKIN, wing())
    # After what other modules' worlds have the person do.
    later, end = NOON + HOUR, {"until": NOON + DAY}
    commands.restrict(as_worker(officer, later), person=person.pk, capability=CHECKIN, reason="The tablet was broken open.", **end)
    commands.set_marker(as_worker(officer, later), person=person.pk, code="XIT", why="Court order", **end)
