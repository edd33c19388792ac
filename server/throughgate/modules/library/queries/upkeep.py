"""What on the shelves is stale, unread, unheard or unfinished, or lacks a language, an easy-read twin or a voice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from uuid import UUID

from django.db.models import Q, Sum

from throughgate.basics.clock import london_day
from throughgate.kernel.policy.act import Act
from throughgate.modules.library import policy
from throughgate.modules.library.models import Edition, Heard, Item, Tally
from throughgate.modules.library.queries.estate import placed_now, reading_ages
from throughgate.modules.library.queries.whom import language_name
from throughgate.modules.library.rules.tallies import WEEKS, Did, shown, week_of
from throughgate.modules.library.rules.upkeep import Finding, State, Use, findings

PLAYED = ("video/", "audio/")


@dataclass(frozen=True)
class Narrowed:
    """To what the list is narrowed; nothing where it is not. `age`: a reading age above this one."""

    shelf: UUID | None = None
    finding: str = ""
    language: str = ""
    age: int | None = None


@dataclass(frozen=True)
class Kept:
    """An item with what wants looking after. The counts are of twelve weeks, and None for fewer than five."""

    id: UUID
    title: str
    shelf: str
    languages: str
    reading_age: int | None
    published_at: datetime
    ends_at: datetime | None
    opened: int | None
    read: int | None
    heard: int | None
    finished: int | None
    findings: tuple[Finding, ...]
    mine: bool


def shelves_to_look_over(act: Act) -> list[tuple[str, str]]:
    """Ids and names of the shelves that this worker looks over, by name."""
    return [(str(key), name) for key, name in policy.shelves_looked_over(act).order_by("name").values_list("pk", "name")]


def languages_there(act: Act) -> list[tuple[str, str]]:
    """Codes and names of the languages in which anything on these shelves is, by name."""
    rows = Item.objects.filter(shelf__in=policy.shelves_looked_over(act), withdrawn_at=None, current__isnull=False)
    codes = {code for texts in rows.values_list("current__texts", flat=True) for code in texts}
    return sorted(((code, language_name(code)) for code in codes), key=itemgetter(1))


def upkeep(act: Act, narrowed: Narrowed) -> list[Kept]:
    """What is with people from these shelves and wants looking after, the one that wants most first. A language: as it is in that one."""
    rows = Item.objects.filter(shelf__in=policy.shelves_looked_over(act), pk__in=placed_now().values("item"))
    rows = rows.filter(shelf=narrowed.shelf) if narrowed.shelf else rows
    items = list(rows.select_related("current", "shelf"))
    ages, heard, used = reading_ages(items), _heard(items), _used(act, items, narrowed.language)
    own = set(policy.shelves_of(act).values_list("pk", flat=True))
    states = {item.pk: _state(item.edition, ages.get(item.pk), heard, used.get(item.pk, Use()), narrowed.language) for item in items}
    kept = [_kept(item, states[item.pk], act.arrived, item.shelf_id in own) for item in items]
    wanted = [one for one in kept if _fits(one, states[one.id], narrowed)]
    return sorted(wanted, key=lambda one: (-len(one.findings), one.published_at, one.title))


def _fits(one: Kept, state: State, narrowed: Narrowed) -> bool:
    finding = narrowed.finding in one.findings if narrowed.finding else bool(one.findings)
    language = not narrowed.language or narrowed.language in state.languages
    age = narrowed.age is None or (one.reading_age is not None and one.reading_age > narrowed.age)
    return finding and language and age


def _heard(items: list[Item]) -> set[tuple[int, str]]:
    """Editions with the languages in which they are read out."""
    rows = Heard.objects.filter(edition__in=[item.current_id for item in items], easy=False)
    return set(rows.values_list("edition", "language"))


def _used(act: Act, items: list[Item], language: str) -> Mapping[UUID, Use]:
    """How the people of the places that this worker looks over used them in the last twelve weeks."""
    since = week_of(london_day(act.arrived)) - timedelta(weeks=WEEKS)
    rows = Tally.objects.filter(item__in=items, week__gte=since)
    there = Q(place__in=policy.places_looked_over(act)) | Q(place__in=policy.establishments_looked_over(act))
    rows = rows if policy.looks_over_all(act) else rows.filter(there)
    rows = rows.filter(language=language) if language else rows
    sums = {did.value: Sum(did.value) for did in Did}
    counted = rows.values_list("item").order_by().annotate(**sums)
    return {item: Use(*counts) for item, *counts in counted}


def _state(edition: Edition, age: int | None, heard: set[tuple[int, str]], use: Use, language: str) -> State:
    asked = [code for code in edition.texts if not language or code == language]
    plays = any(file["t"].startswith(PLAYED) for file in edition.files)
    return State(
        published_at=edition.published_at,
        ends_at=edition.ends_at,
        languages=frozenset(edition.texts),
        easy=all(edition.texts[code]["easy"] for code in asked),
        sounds=plays or all((edition.pk, code) in heard for code in asked),
        plays=plays,
        reading_age=age,
        use=use,
    )


def _kept(item: Item, state: State, at: datetime, mine: bool) -> Kept:
    edition, use = item.edition, state.use
    return Kept(
        id=item.pk,
        title=edition.title,
        shelf=item.shelf.name,
        languages=", ".join(language_name(code) for code in sorted(state.languages)),
        reading_age=state.reading_age,
        published_at=edition.published_at,
        ends_at=edition.ends_at,
        opened=shown(use.opened),
        read=shown(use.read),
        heard=shown(use.heard),
        finished=shown(use.finished),
        findings=tuple(findings(state, at)),
        mine=mine,
    )
