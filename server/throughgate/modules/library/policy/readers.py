"""Whom an item is for, by the facts of a person: now, and lately."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

import msgspec
from django.db.models import Exists, OuterRef

from throughgate.basics.clock import london_day, now
from throughgate.kernel.people.models import Person
from throughgate.kernel.places.models import Membership, Place, Stay
from throughgate.kernel.places.tree import path_codes
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.facts import Facts, facts_about_many
from throughgate.kernel.policy.relations import under
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.audiences import Audiences
from throughgate.modules.library.models import (
    Audience,
    Placement,
)
from throughgate.modules.library.rules.audience import Reader, Rule, age_on, is_for

# As long as a device may be away and still show what was for them then. Source: ADR 2, "How long the server keeps it".
LATELY = timedelta(days=90)


def audiences_of(people: Sequence[Facts]) -> dict[UUID, set[UUID]]:
    """To which audiences each of them belongs, of those for whom there is something."""
    at = now()
    with scope(Act(CLOCK, at, at, Face.OPS)):
        placed = Placement.objects.filter(audience=OuterRef("pk"), to_at=None)
        rules = [(key, rule_of(rule)) for key, rule in Audience.objects.filter(Exists(placed)).values_list("pk", "rule")]
    readers = readers_of(people, [rule for _key, rule in rules]) if rules else {}
    return {person_id: {key for key, rule in rules if is_for(rule, reader)} for (person_id, _at), reader in readers.items()}


AUDIENCES = Audiences(audiences_of, Audience)


def fits(rule: Rule) -> int:
    """For how many people it is, of those who live somewhere now."""
    at = now()
    there = Stay.objects.filter(to_at=None)
    if rule.places:
        places = Place.objects.filter(code__in=rule.places).values_list("path", flat=True)
        there = there.filter(under(places, "place__path"))
    at_once = {(person_id, at) for person_id in there.values_list("person", flat=True)}
    return sum(is_for(rule, reader) for reader in readers_of(facts_about_many(at_once).values(), [rule]).values())


def readers_of(moments: Collection[Facts], rules: Iterable[Rule]) -> dict[tuple[UUID, datetime], Reader]:
    """What these rules may ask of each of them at each of these moments; three queries at most, however many there are."""
    rules = list(rules)
    people = Person.objects.only("language", "born").in_bulk({facts.person_id for facts in moments})
    groups = _groups_of(people) if any(rule.groups for rule in rules) else defaultdict(list)
    kinds = _categories() if any(rule.categories for rule in rules) else {}
    known = [facts for facts in moments if facts.person_id in people]
    return {(facts.person_id, facts.at): _reader(people[facts.person_id], facts, kinds, groups[facts.person_id]) for facts in known}


def _reader(person: Person, facts: Facts, kinds: Mapping[str, str], groups: Iterable[Membership]) -> Reader:
    places = tuple(path_codes(facts.place_path)) if facts.place_path else ()
    return Reader(
        places=places,
        setting=facts.setting,
        regime=facts.regime,
        language=person.language,
        age=age_on(person.born, london_day(facts.at)),
        category=next((kinds[code] for code in places if code in kinds), ""),
        groups=frozenset(row.group_id for row in groups if row.from_at <= facts.at and (row.to_at is None or row.to_at > facts.at)),
    )


def _categories() -> dict[str, str]:
    return dict(Place.objects.exclude(category="").values_list("code", "category"))


def _groups_of(people: Collection[UUID]) -> dict[UUID, list[Membership]]:
    found: dict[UUID, list[Membership]] = defaultdict(list)
    for row in Membership.objects.filter(person__in=people):
        found[row.person_id].append(row)
    return found


@cache
def rule_of(written: str) -> Rule:
    """A rule as it is kept."""
    return msgspec.json.decode(written, type=Rule)


def readers_lately(person: Person, at: datetime, rules: Iterable[Rule]) -> Iterable[Reader]:
    """As they were then, and at the end of all that ended lately: their device may not have heard of it."""
    ended = [table.objects.filter(person=person, to_at__gt=at - LATELY, to_at__lte=at) for table in (Stay, Membership)]
    left = {moment for rows in ended for moment in rows.values_list("to_at", flat=True)}
    moments = {(person.pk, at)} | {(person.pk, moment - timedelta(seconds=1)) for moment in left if moment}
    return readers_of(facts_about_many(moments).values(), rules).values()
