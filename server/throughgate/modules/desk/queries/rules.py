"""The rules, how often each was right, and how long people wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.models import Does, Finding, Item, Outcome, Sort, WatchRule
from throughgate.modules.desk import policy
from throughgate.modules.desk.queries.queue import Held, held_lines
from throughgate.modules.desk.rules.watched import SHAPES

# What is told of rules and of waiting is of so long.
LATELY = timedelta(days=90)
LONGEST_SHOWN = 5


@dataclass(frozen=True)
class RuleLine:
    """A rule and how it did lately: how many it found something in, held, of those how many were decided, and let go as they were.

    `right`: of what was decided, the share that was not let go, in percent; None where nothing was.
    """

    id: UUID
    words: str
    sort: Says
    does: Says
    language: str
    place: str
    whom: str
    why: str
    by: str
    since: datetime
    to_at: datetime | None
    ended_why: str
    found: int
    held: int
    decided: int
    let_go: int
    right: int | None


@dataclass(frozen=True)
class Waiting:
    """How long people wait, at these desks lately: how many were decided, in time and late; how many wait, and are late now."""

    decided: int
    in_time: int
    waits: int
    late: int
    longest: list[Held]

    @property
    def percent(self) -> int | None:
        return round(100 * self.in_time / self.decided) if self.decided else None


def rule_lines(act: Act, ended: bool = False) -> list[RuleLine]:
    """Those that stand, or those that ended lately; what was let go most comes first, then what holds."""
    if not policy.desks(act):
        return []
    rows = policy.rules_visible_to(act).filter(to_at__gt=act.arrived - LATELY) if ended else policy.rules_visible_to(act).filter(to_at=None)
    return _lines(act, rows)


def rule_view(act: Act, rule_id: UUID) -> RuleLine:
    """One of them. Raises: NotFound."""
    lines = _lines(act, policy.rules_visible_to(act).filter(pk=rule_id)) if policy.desks(act) else []
    if not lines:
        raise NotFound
    return lines[0]


def waiting(act: Act) -> Waiting:
    """How it goes at these desks."""
    items = Item.objects.filter(establishment__in=policy.desks(act))
    staff = [Outcome.RELEASED, Outcome.BLACKED, Outcome.WITHHELD]
    decided = items.filter(outcome__in=staff, arrived_at__gt=act.arrived - LATELY)
    told = decided.aggregate(all=Count("pk"), in_time=Count("pk", filter=Q(settled_at__lte=F("due_at"))))
    held = items.filter(outcome=Outcome.HELD)
    now = held.aggregate(all=Count("pk"), late=Count("pk", filter=Q(due_at__lte=act.arrived)))
    longest = held.select_related("person", "contact", "establishment").order_by("due_at", "pk")[:LONGEST_SHOWN]
    return Waiting(told["all"], told["in_time"], now["all"], now["late"], held_lines(longest))


def _lines(act: Act, rules: QuerySet[WatchRule]) -> list[RuleLine]:
    rows = list(rules.select_related("establishment", "person", "contact", "by").order_by("words", "pk"))
    counts = _counts(act, [row.pk for row in rows])
    rows.sort(key=lambda row: (row.does != Does.HOLD, row.words))
    return sorted((_line(row, counts.get(row.pk, {})) for row in rows), key=lambda line: (-line.let_go, -line.held))


def _counts(act: Act, rules: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """Of the items at these desks: by rule, each counted once."""

    def items(**how: Any) -> Count:
        return Count("item", distinct=True, filter=Q(does=Does.HOLD, item__held_at__isnull=False, **how))

    decided = [Outcome.RELEASED, Outcome.BLACKED, Outcome.WITHHELD]
    seen = Finding.objects.filter(
        rule__in=list(rules), item__establishment__in=policy.desks(act), item__arrived_at__gt=act.arrived - LATELY
    )
    told = seen.values("rule").annotate(
        found=Count("item", distinct=True),
        held=items(),
        decided=items(item__outcome__in=decided),
        let_go=items(item__outcome=Outcome.RELEASED),
    )
    return {row["rule"]: dict(row) for row in told}


def _line(row: WatchRule, told: dict[str, Any]) -> RuleLine:
    decided, let_go = told.get("decided", 0), told.get("let_go", 0)
    names = [str(one.name) for one in (row.person, row.contact) if one]
    return RuleLine(
        id=row.pk,
        words=str(SHAPES.get(row.words, row.words)) if row.sort == Sort.PATTERN else row.words,
        sort=Sort(row.sort).label,
        does=Does(row.does).label,
        language=row.language,
        place=row.establishment.name if row.establishment else "",
        whom=" – ".join(names),
        why=row.why,
        by=row.by.name if row.by else "",
        since=row.from_at,
        to_at=row.to_at,
        ended_why=row.ended_why,
        found=told.get("found", 0),
        held=told.get("held", 0),
        decided=decided,
        let_go=let_go,
        right=round(100 * (decided - let_go) / decided) if decided else None,
    )
