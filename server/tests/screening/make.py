"""Builders for what is looked at as it passes the wall."""

from datetime import datetime
from uuid import UUID

from tests import make
from tests.make import LONG_AGO, NOON, as_person
from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Contact, Person
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.models import Does, Item, Sort, Stop, Target, WatchRule, Way
from throughgate.kernel.screening.passage import Carried, Passage
from throughgate.kernel.screening.screen import screen


def rule(words: str, does: Does = Does.HOLD, sort: Sort = Sort.PHRASE, **whom: object) -> WatchRule:
    return WatchRule.objects.create(sort=sort, words=words, does=does, why="It was asked for.", from_at=LONG_AGO, **whom)


def stop(at: datetime = LONG_AGO, **whom: object) -> Stop:
    return Stop.objects.create(why="A search.", by=make.worker(), from_at=at, until=NOON + make.DAY, **whom)


def target(who: Person, to: Contact | None = None, *, agreed: bool = True) -> Target:
    agreed_by = make.worker() if agreed else None
    said = {"necessity": "He is at risk.", "proportionality": "Only with her, for a week."}
    span = {"from_at": LONG_AGO, "until": NOON + make.DAY}
    return Target.objects.create(person=who, contact=to, by=make.worker(), agreed_by=agreed_by, **said, **span)


def say(
    words: str,
    who: Person,
    to: Contact | None = None,
    *,
    as_id: UUID | None = None,
    act: Act | None = None,
    files: tuple[Carried, ...] = (),
    always: bool = False,
) -> Item:
    """Something that a person says, on its way out."""
    passage = Passage(as_id or uuid7(), "tiny.message", who.pk, to.pk if to else None, Way.OUT, words, files, always)
    return screen(act or as_person(who), passage)
