"""All that stands, read once and made ready: rules, who is read by decision, how many are read by chance, and what is stopped."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from throughgate.kernel.screening.models import Does, Sampling, Sort, Stop, Target, WatchRule
from throughgate.kernel.screening.standing import edition
from throughgate.kernel.screening.words.phrases import Phrases

# What is sought as words stand.
SPOKEN = (Sort.PHRASE, Sort.THIRD)


@dataclass(frozen=True)
class Whom:
    """Whose it is: where they live and where that stands in the tree of places, to or from whom, in which language ("": not known)."""

    person: UUID
    contact: UUID | None
    establishment: UUID | None
    path: str
    language: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule that stands. None and "" mean any."""

    id: UUID
    sort: Sort
    words: str
    does: Does
    language: str
    establishment: UUID | None
    person: UUID | None
    contact: UUID | None

    def concerns(self, whom: Whom) -> bool:
        """A rule for one language is also for words whose language nobody could tell."""
        return (
            self.establishment in (None, whom.establishment)
            and self.person in (None, whom.person)
            and self.contact in (None, whom.contact)
            and (not self.language or not whom.language or self.language == whom.language)
        )


@dataclass(frozen=True)
class Span:
    """From when until when something is read or stopped, for whom; `path` of a place: with all below it."""

    from_at: datetime
    until: datetime
    person: UUID | None
    contact: UUID | None
    path: str = ""

    def covers(self, whom: Whom, at: datetime) -> bool:
        return (
            self.from_at <= at < self.until
            and self.person in (None, whom.person)
            and self.contact in (None, whom.contact)
            and whom.path.startswith(self.path)
        )


@dataclass(frozen=True)
class Watch:
    """What stands, by one edition. `phrases` seeks the words of `spoken`, each with all rules that have them."""

    since: datetime | None
    phrases: Phrases
    spoken: Sequence[Sequence[Rule]]
    patterns: Mapping[str, Sequence[Rule]]
    pictures: Sequence[Rule]
    targets: Sequence[Span]
    stops: Sequence[Span]
    samplings: Mapping[UUID | None, tuple[int, str]]

    def is_target(self, whom: Whom, at: datetime) -> bool:
        return any(one.covers(whom, at) for one in self.targets)

    def is_stopped(self, whom: Whom, at: datetime) -> bool:
        return any(one.covers(whom, at) for one in self.stops)

    def is_sample(self, item: UUID, whom: Whom) -> bool:
        """By the rate of where the person lives, or the estate's where that place has none of its own."""
        per_thousand, seed = self.samplings.get(whom.establishment) or self.samplings.get(None) or (0, "")
        return falls_to(seed, item) < per_thousand


def falls_to(seed: str, item: UUID) -> int:
    """0 to 999: anybody who is told the seed can work out which items were chosen. The first eight bytes of sha256("seed|item")."""
    return int.from_bytes(hashlib.sha256(f"{seed}|{item}".encode()).digest()[:8]) % 1000


def what_stands() -> Watch:
    """What stands now."""
    return _by(edition())


@lru_cache(maxsize=1)
def _by(_mark: UUID | None) -> Watch:
    rules = list(_rules())
    spoken = _together(rule for rule in rules if rule.sort in SPOKEN)
    return Watch(
        since=_last_change(),
        phrases=Phrases(list(spoken)),
        spoken=list(spoken.values()),
        patterns=_together(rule for rule in rules if rule.sort == Sort.PATTERN),
        pictures=[rule for rule in rules if rule.sort == Sort.PICTURE],
        targets=list(_targets()),
        stops=list(_stops()),
        samplings={row.establishment_id: (row.per_thousand, row.seed) for row in Sampling.objects.filter(to_at=None).order_by("from_at")},
    )


def _rules() -> Iterator[Rule]:
    columns = ("id", "sort", "words", "does", "language", "establishment_id", "person_id", "contact_id")
    return (Rule(*row) for row in WatchRule.objects.filter(to_at=None).order_by("id").values_list(*columns))


def _together(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    by_words: dict[str, list[Rule]] = {}
    for rule in rules:
        by_words.setdefault(rule.words, []).append(rule)
    return by_words


def _targets() -> Iterator[Span]:
    """Those that a second worker has agreed to: before that, nobody is read because of them."""
    rows = Target.objects.filter(to_at=None, agreed_by__isnull=False)
    return (Span(*row) for row in rows.values_list("from_at", "until", "person_id", "contact_id"))


def _stops() -> Iterator[Span]:
    rows = Stop.objects.filter(to_at=None).select_related("place")
    return (Span(row.from_at, row.until, row.person_id, row.contact_id, row.place.path if row.place else "") for row in rows)


def _last_change() -> datetime | None:
    begun = WatchRule.objects.order_by("-from_at").values_list("from_at", flat=True).first()
    ended = WatchRule.objects.filter(to_at__isnull=False).order_by("-to_at").values_list("to_at", flat=True).first()
    return max((one for one in (begun, ended) if one), default=None)
