"""The only file that turns an id into a thing of the library; and whom an item is for, by the facts of a person."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.clock import london_day, now
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.places.models import Place, Stay
from throughgate.kernel.places.tree import path_codes
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.facts import Facts, facts_about_many
from throughgate.kernel.policy.relations import granted, person_of, place_of_work, under
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.audiences import Audiences
from throughgate.modules.library.models import Audience, Comment, Desk, Item, Placement, Shelf
from throughgate.modules.library.rules.audience import Reader, Rule, age_on, is_for

# As long as a device may be away and still show what was for them then. Source: ADR 2, "How long the server keeps it".
LATELY = timedelta(days=90)


def shelves_of(act: Act, **does: bool) -> QuerySet[Shelf]:
    """Those at whose desk this worker sits now, and does that there."""
    sits = Desk.objects.filter(worker=act.worker_id, to_at=None, **does) if act.worker_id else Desk.objects.none()
    return Shelf.objects.filter(pk__in=sits.values("shelf"))


def desks(act: Act) -> list[UUID]:
    """Where this worker answers what people said."""
    return list(shelves_of(act, answers=True).values_list("pk", flat=True))


def shelf_to_approve(act: Act, shelf_id: UUID) -> Shelf:
    """A shelf on which this worker says what is published."""
    return granted(act, shelves_of(act, approves=True).select_related("place"), shelf_id, because="approves on that shelf")


def who_wrote(act: Act, shelf: Shelf, worker_id: UUID) -> Worker:
    """Somebody who writes for that shelf."""
    writers = Desk.objects.filter(shelf=shelf, writes=True, to_at=None).values("worker")
    return granted(act, Worker.objects.filter(pk__in=writers), worker_id, because="writes for that shelf")


def shelf_to_staff(act: Act, shelf_id: UUID) -> Shelf:
    """A shelf whose place this worker works at, or over."""
    shelf = Shelf.objects.filter(pk=shelf_id).first()
    if shelf is None or shelf.place_id is None:
        raise NotFound
    place_of_work(act, shelf.place_id)
    return shelf


def worker_to_seat(act: Act, worker_id: UUID) -> Worker:
    """Whoever works for the estate now can be asked to keep a shelf."""
    return granted(act, Worker.objects.filter(left_at=None), worker_id, because="asked to keep a shelf")


def items_kept_by(act: Act) -> QuerySet[Item]:
    """What stands on the shelves at whose desks this worker sits."""
    return Item.objects.filter(shelf__in=shelves_of(act))


def item_to_withdraw(act: Act, item_id: UUID) -> Item:
    """Something that is with people now, from a shelf on which this worker approves."""
    mine = Item.objects.filter(shelf__in=shelves_of(act, approves=True), withdrawn_at=None, current__isnull=False)
    return granted(act, mine.select_related("current", "shelf"), item_id, because="approves on that shelf")


def items_that_are_over(at: datetime) -> list[UUID]:
    """What has had its day, and what was taken back so long ago that every device knows."""
    with scope(Act(CLOCK, at, at, Face.OPS)):
        done = Q(current__ends_at__lte=at) | Q(withdrawn_at__lte=at - LATELY)
        return list(
            Item.objects.filter(done, Exists(Placement.objects.filter(item=OuterRef("pk"), to_at=None))).values_list("pk", flat=True)
        )


def item_that_is_over(act: Act, item_id: UUID) -> Item:
    """One of these. Raises: Item.DoesNotExist."""
    return act.grant(Item.objects.select_related("current").get(pk=item_id), because="its time is over")


def item_to_speak_of(act: Act, item_id: UUID) -> Item:
    """Something that is or lately was for this person: what was taken back in the meantime can still be spoken of."""
    rules = list(Audience.objects.filter(placements__item=item_id).values_list("rule", flat=True))
    person = person_of(act)
    if person is None or not any(is_for(rule_of(rule), reader) for reader in _readers_lately(person, act.at) for rule in rules):
        raise NotFound
    return granted(act, Item.objects.select_related("shelf", "current"), item_id, because="it is for them")


def comments_visible_to(act: Act) -> QuerySet[Comment]:
    """What people said of items on the shelves where this worker answers."""
    return Comment.objects.filter(item__shelf__in=shelves_of(act, answers=True))


def comments_of(people: Collection[UUID]) -> QuerySet[Comment]:
    """What these people see on their own devices."""
    return Comment.objects.filter(person__in=people)


def comment_to_answer(act: Act, comment_id: UUID) -> Comment:
    """What somebody said of an item of a shelf where this worker answers."""
    mine = comments_visible_to(act).select_related("item__shelf", "item__current", "answer__by")
    return granted(act, mine, comment_id, because="answers on that shelf")


def placements_of(audiences: Collection[UUID]) -> QuerySet[Placement]:
    """What these audiences see on their devices now; of what was taken back, that it was."""
    return Placement.objects.filter(audience__in=audiences, to_at=None, item__current__isnull=False)


def audiences_of(people: Sequence[Facts]) -> dict[UUID, set[UUID]]:
    """To which audiences each of them belongs, of those for whom there is something."""
    at = now()
    with scope(Act(CLOCK, at, at, Face.OPS)):
        placed = Placement.objects.filter(audience=OuterRef("pk"), to_at=None)
        rules = [(key, rule_of(rule)) for key, rule in Audience.objects.filter(Exists(placed)).values_list("pk", "rule")]
    known = Person.objects.only("language", "born").in_bulk([facts.person_id for facts in people]) if rules else {}
    readers = {facts.person_id: reader_of(known[facts.person_id], facts) for facts in people if facts.person_id in known}
    return {person_id: {key for key, rule in rules if is_for(rule, reader)} for person_id, reader in readers.items()}


AUDIENCES = Audiences(audiences_of, Audience)


def fits(rule: Rule) -> int:
    """For how many people it is, of those who live somewhere now."""
    at = now()
    there = Stay.objects.filter(to_at=None)
    if rule.places:
        places = Place.objects.filter(code__in=rule.places).values_list("path", flat=True)
        there = there.filter(under(places, "place__path"))
    people = Person.objects.only("language", "born").in_bulk(list(there.values_list("person", flat=True)))
    facts = facts_about_many({(person_id, at) for person_id in people})
    return sum(is_for(rule, reader_of(people[person_id], one)) for (person_id, _at), one in facts.items())


def reader_of(person: Person, facts: Facts) -> Reader:
    """What a rule may ask of them at that moment."""
    places = tuple(path_codes(facts.place_path)) if facts.place_path else ()
    return Reader(places, facts.setting, facts.regime, person.language, age_on(person.born, london_day(facts.at)))


@cache
def rule_of(written: str) -> Rule:
    """A rule as it is kept."""
    return msgspec.json.decode(written, type=Rule)


def _readers_lately(person: Person, at: datetime) -> Iterable[Reader]:
    """As they were then, and at the end of each stay that ended lately: their device may not have heard of the move."""
    left = Stay.objects.filter(person=person, to_at__gt=at - LATELY, to_at__lte=at).values_list("to_at", flat=True)
    moments = {(person.pk, at)} | {(person.pk, ended - timedelta(seconds=1)) for ended in left if ended}
    return [reader_of(person, facts) for facts in facts_about_many(moments).values()]
