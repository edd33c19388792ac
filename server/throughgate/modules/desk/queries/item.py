"""One thing that passes the wall: its words, what was seen in them, its thread, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.kernel.policy.act import Act
from throughgate.kernel.registry.module import Crossing
from throughgate.kernel.screening.models import Appeal, Does, Finding, Item, Outcome, Ruling, Sort, Way
from throughgate.kernel.screening.reasons import Reason
from throughgate.modules.desk import policy
from throughgate.modules.desk.policy import beside
from throughgate.modules.desk.rules.marks import Piece, cut


@dataclass(frozen=True)
class Found:
    """What was seen: what sort of thing, as it was written there, by which rule and why there is one, and how sure a model is."""

    sort: Says
    seen: str
    piece: int | None
    start: int | None
    end: int | None
    holds: bool
    rule_id: UUID | None
    why: str
    percent: int | None


@dataclass(frozen=True)
class Ruled:
    """What somebody decided."""

    by: str
    by_id: UUID
    at: datetime
    decision: Says
    reason: Says
    words: str
    note: str
    on_appeal: bool


@dataclass(frozen=True)
class Asks:
    """That somebody asked for another look."""

    id: UUID
    by: str
    at: datetime
    words: str
    open: bool


@dataclass(frozen=True)
class ItemView:
    """All of it. `mine`: a declared relative of who looks, who then reads none of it. `template`: how its module shows its thread."""

    id: UUID
    person_id: UUID
    person: str
    contact_id: UUID | None
    contact: str
    kind: Says
    way: Says
    inward: bool
    language: str
    place: str
    arrived_at: datetime
    due_at: datetime | None
    outcome: Says
    held: bool
    mine: bool
    stopped: str
    stopped_until: datetime | None
    words: str = ""
    pieces: list[Piece] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    rulings: list[Ruled] = field(default_factory=list)
    appeals: list[Asks] = field(default_factory=list)
    template: str = ""
    crossing: Any = None


def item_view(act: Act, item_id: UUID) -> ItemView:
    """Raises: NotFound, also where this worker does not sit at its desk."""
    row = policy.items_visible_to(act).select_related("person", "contact", "establishment").filter(pk=item_id).first()
    if row is None:
        raise NotFound
    return _view(act, row)


def appeal_item(act: Act, appeal_id: UUID) -> tuple[Asks, ItemView]:
    """An appeal, and what it is about. Raises: NotFound."""
    asked = policy.appeals_visible_to(act).filter(pk=appeal_id).first()
    if asked is None:
        raise NotFound
    return _asks(asked), item_view(act, asked.item_id)


def pieces_of(words: str, findings: Sequence[Finding], rulings: Sequence[Ruling]) -> list[Piece]:
    """The words, marked where something was seen, and black where the last word was to black them out."""
    seen = [(one.start, one.end, Sort(one.sort).label) for one in findings if one.piece is None and one.start is not None and one.end]
    latest = next((one for one in reversed(rulings) if one.decision != "second"), None)
    return cut(words, seen, latest.blacked if latest else [])


def _view(act: Act, row: Item) -> ItemView:
    mine, stop = policy.is_mine(act, row), beside.stop_over(row, act.arrived)
    crossing = beside.crossing_of(row.kind)
    return ItemView(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        contact_id=row.contact_id,
        contact=row.contact.name if row.contact else "",
        kind=crossing.title if crossing else row.kind,
        way=Way(row.way).label,
        inward=row.way == Way.IN,
        language=row.language,
        place=row.establishment.name if row.establishment else "",
        arrived_at=row.arrived_at,
        due_at=row.due_at,
        outcome=Outcome(row.outcome).label,
        held=row.outcome == Outcome.HELD,
        mine=mine,
        stopped=stop.why if stop else "",
        stopped_until=stop.until if stop else None,
        **({} if mine else _inside(act, row, crossing)),
    )


def _inside(act: Act, row: Item, crossing: Crossing | None) -> dict[str, Any]:
    """What only those read who may decide about it."""
    findings = list(row.findings.select_related("rule").order_by("piece", "start", "pk"))
    rulings = list(row.rulings.select_related("by").order_by("at"))
    words = beside.words_of(act, row)
    return {
        "words": words,
        "pieces": pieces_of(words, findings, rulings),
        "found": [_found(one) for one in findings],
        "rulings": [_ruled(one) for one in rulings],
        "appeals": [_asks(one) for one in row.appeals.select_related("contact", "item__person").order_by("at")],
        "template": crossing.template if crossing else "",
        "crossing": crossing.read(act, [row]).get(row.pk) if crossing else None,
    }


def _found(one: Finding) -> Found:
    return Found(
        sort=Sort(one.sort).label,
        seen=one.seen,
        piece=None if one.piece is None else one.piece + 1,
        start=one.start,
        end=one.end,
        holds=one.does == Does.HOLD,
        rule_id=one.rule_id,
        why=one.rule.why if one.rule else "",
        percent=None if one.sure is None else round(one.sure * 100),
    )


def _ruled(one: Ruling) -> Ruled:
    reason = Reason(one.reason).label if one.reason in Reason.values else one.reason
    return Ruled(one.by.name, one.by_id, one.at, one.get_decision_display(), reason, one.words, one.note, one.on_appeal)


def _asks(one: Appeal) -> Asks:
    return Asks(one.pk, one.contact.name if one.contact else one.item.person.name, one.at, one.words, one.answer_id is None)
