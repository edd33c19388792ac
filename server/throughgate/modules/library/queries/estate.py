"""What each place has by topic, against the others and against need; and what stands behind each figure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Count, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.places.models import Group, Place, PlaceKind, Stay
from throughgate.kernel.places.tree import path_codes
from throughgate.kernel.policy.act import Act
from throughgate.modules.library import policy
from throughgate.modules.library.models import Audience, Comment, Item, Placement, Sketch
from throughgate.modules.library.policy import readers
from throughgate.modules.library.queries.whom import language_name, says_for
from throughgate.modules.library.rules.audience import Home, reaches
from throughgate.modules.library.rules.estate import Level, level, middle
from throughgate.modules.library.rules.kinds import Kind, Topic
from throughgate.modules.library.rules.tallies import shown

# Our own: how far back somebody's comment says what is asked for.
ASKED = timedelta(days=365)
# Of the tree of places no rule names anything below a wing.
_TOO_SMALL = (PlaceKind.LANDING, PlaceKind.CELL)


@dataclass(frozen=True)
class Cell:
    """One topic at one place. `asked`: how many commented on it in a year, where that were five. `lacking`: languages of five people or
    more there in which there is nothing, with how many read them.
    """

    topic: Topic
    items: int
    level: Level
    middle: float
    asked: int | None
    lacking: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PlaceLine:
    """One prison across all topics. `people`: None for fewer than five."""

    id: UUID
    name: str
    people: int | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Offered:
    """An item that people at a place can have, and whom it is for."""

    title: str
    kind: str
    shelf: str
    languages: str
    reading_age: int | None
    published_at: datetime
    why: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """What stands behind a cell. `others`: the other prisons with how many items people there can have."""

    place: str
    cell: Cell
    items: list[Offered]
    others: list[tuple[str, int]]


def places_by_topic(act: Act) -> list[PlaceLine]:
    """The prisons that this worker looks over, by name."""
    estate = _Estate(act.arrived)
    return [estate.line(place) for place in policy.establishments_looked_over(act).order_by("name")]


def evidence(act: Act, place_id: UUID, topic: str) -> Evidence:
    """What stands behind one cell. Raises: NotFound, also for a place that this worker does not look over."""
    place = policy.establishments_looked_over(act).filter(pk=place_id).first()
    if place is None or topic not in Topic.values:
        raise NotFound
    estate = _Estate(act.arrived)
    cell = next(cell for cell in estate.line(place).cells if cell.topic == topic)
    others = [(one.name, estate.counts[one.code][topic]) for one in estate.prisons.values() if one.pk != place_id]
    return Evidence(place.name, cell, _offered(estate.homes[place.code], topic), sorted(others, key=lambda other: (-other[1], other[0])))


class _Estate:
    """All prisons at once: each table is read once, whoever asks."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.places = list(Place.objects.exclude(kind__in=_TOO_SMALL).order_by("name"))
        self.prisons = {place.code: place for place in self.places if place.kind == PlaceKind.ESTABLISHMENT}

    def line(self, place: Place) -> PlaceLine:
        """One prison across all topics."""
        people = sum(self.readers[place.code].values())
        return PlaceLine(place.pk, place.name, shown(people), tuple(self._cell(place.code, topic) for topic in Topic))

    @cached_property
    def homes(self) -> dict[str, Home]:
        """What rules may ask of each prison, by its code."""
        below, groups = defaultdict(set), defaultdict(set)
        for place in self.places:
            below[self.prison_of(place.path)].update(path_codes(place.path))
        for key, path in Group.objects.filter(to_at=None).values_list("pk", "place__path"):
            groups[self.prison_of(path)].add(key)
        return {
            code: Home(frozenset(below[code]), frozenset(self._settings[code]), place.category, frozenset(groups[code]))
            for code, place in self.prisons.items()
        }

    @cached_property
    def counts(self) -> dict[str, Counter[str]]:
        """Items by topic, by prison."""
        return {code: Counter(topic for topics, _languages, n in self.stocks[code] for topic in topics * n) for code in self.prisons}

    @cached_property
    def stocks(self) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...], int]]]:
        """What people in each prison can have, by its code: topics, languages, and how many items of these."""
        return {code: list(self._stock(code)) for code in self.prisons}

    @cached_property
    def readers(self) -> dict[str, Counter[str]]:
        """People by the language that they read, by prison."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for path, _setting, language, n in self._stays:
            found[self.prison_of(path)][language] += n
        return found

    def prison_of(self, path: str) -> str:
        """The code of the prison in which a place stands; "" outside."""
        return next((code for code in path_codes(path) if code in self.prisons), "")

    @cached_property
    def _stays(self) -> list[tuple[str, str, str, int]]:
        now_there = Stay.objects.filter(to_at=None).values_list("place__path", "setting", "person__language")
        return list(now_there.annotate(n=Count("pk")).order_by())

    @cached_property
    def _settings(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for path, setting, _language, _n in self._stays:
            found[self.prison_of(path)].add(setting)
        return found

    @cached_property
    def _goods(self) -> Counter[tuple[frozenset[UUID], tuple[str, ...], tuple[str, ...]]]:
        """How many items with people now are for the same audiences, of the same topics, in the same languages."""
        audiences: dict[UUID, set[UUID]] = defaultdict(set)
        about = {}
        rows = placed_now().values_list("item", "audience", "item__current__topics", "item__current__texts")
        for item, audience, topics, texts in rows.iterator():
            audiences[item].add(audience)
            about[item] = (tuple(topics), tuple(sorted(texts)))
        return Counter((frozenset(audiences[item]), *what) for item, what in about.items())

    @cached_property
    def _asked(self) -> dict[tuple[str, str], set[UUID]]:
        """Who commented on a topic, by prison and topic."""
        since = self.at - ASKED
        said = Comment.objects.filter(said_at__gte=since, item__current__isnull=False).values_list("person", "item__current__topics")
        lives = dict(Stay.objects.filter(to_at=None, person__in={who for who, _topics in said}).values_list("person", "place__path"))
        found: dict[tuple[str, str], set[UUID]] = defaultdict(set)
        for who, topics in said:
            for topic in topics if who in lives else ():
                found[self.prison_of(lives[who]), topic].add(who)
        return found

    @cached_property
    def _rules(self) -> dict[UUID, str]:
        return dict(Audience.objects.values_list("pk", "rule"))

    def _stock(self, prison: str) -> Iterable[tuple[tuple[str, ...], tuple[str, ...], int]]:
        fitting = {key for key, rule in self._rules.items() if reaches(readers.rule_of(rule), self.homes[prison])}
        return ((topics, languages, n) for (audiences, topics, languages), n in self._goods.items() if audiences & fitting)

    def _cell(self, prison: str, topic: Topic) -> Cell:
        items, others = self.counts[prison][topic], [found[topic] for code, found in self.counts.items() if code != prison]
        asked = shown(len(self._asked[prison, topic]))
        return Cell(topic, items, level(items, others), middle(others), asked, self._lacking(prison, topic) if items else ())

    def _lacking(self, prison: str, topic: Topic) -> tuple[tuple[str, int], ...]:
        there = {one for topics, languages, _n in self.stocks[prison] if topic in topics for one in languages}
        many = [(language, n) for language, n in self.readers[prison].most_common() if shown(n) and language not in there]
        return tuple((language_name(code), n) for code, n in many)


def placed_now() -> QuerySet[Placement]:
    """What is with people now."""
    return Placement.objects.filter(to_at=None, item__withdrawn_at=None, item__current__isnull=False)


def reading_ages(items: Collection[Item]) -> Mapping[UUID, int]:
    """Of what of these could be measured, by item."""
    rows = Sketch.objects.filter(edition__in=[item.current_id for item in items])
    return {item: age for item, age in rows.values_list("edition__item", "reading_age") if age is not None}


def _offered(home: Home, topic: str) -> list[Offered]:
    found: dict[UUID, list[Audience]] = defaultdict(list)
    for row in placed_now().select_related("audience"):
        if reaches(readers.rule_of(row.audience.rule), home):
            found[row.item_id].append(row.audience)
    items = [item for item in Item.objects.filter(pk__in=found).select_related("current", "shelf") if topic in item.edition.topics]
    ages = reading_ages(items)
    offered = [_one(item, ages.get(item.pk), found[item.pk]) for item in items]
    return sorted(offered, key=lambda one: one.published_at, reverse=True)


def _one(item: Item, age: int | None, audiences: Iterable[Audience]) -> Offered:
    edition = item.edition
    languages = ", ".join(language_name(code) for code in sorted(edition.texts))
    why = tuple(says_for(audience) for audience in audiences)
    return Offered(edition.title, str(Kind(edition.kind).label), item.shelf.name, languages, age, edition.published_at, why)
