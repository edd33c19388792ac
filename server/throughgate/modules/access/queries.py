"""What pages show of access: why somebody may or may not use each thing, what was decided, what is switched on where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from throughgate.basics.clock import london_day
from throughgate.basics.errors import NotFound
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.ahead import facts_for
from throughgate.kernel.policy.capabilities import Capability, capabilities
from throughgate.kernel.policy.decide import Decision, decide_for, may_decide, sentences
from throughgate.kernel.policy.markers import MARKERS
from throughgate.kernel.policy.models import Marker, Restriction
from throughgate.kernel.policy.relations import person_in_care, places_of
from throughgate.kernel.tasks.models import Task
from throughgate.modules.access import policy

Choice = tuple[str, str]


@dataclass(frozen=True)
class Answer:
    """Why a person may or may not use something. `says` is what they themself read; `rules` pairs policy ids with their sentences."""

    capability: str
    title: str
    ok: bool
    says: str
    until: datetime | None
    essential: bool
    rules: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Stands:
    """A decision that stands or stood: a marker or a restriction. `told_at` is when their device first carried it."""

    id: UUID
    what: str
    reason: str
    by: str
    from_at: datetime
    until: datetime | None
    review_on: date | None
    told_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class ToReview:
    """A restriction that somebody looks at again."""

    id: UUID
    person_id: UUID
    name: str
    what: str
    reason: str
    by: str
    from_at: datetime
    until: datetime | None
    review_on: date | None


@dataclass(frozen=True)
class SwitchedOn:
    """A capability that is, or was, switched on at a place; `mine` where this worker may switch it off."""

    id: UUID
    title: str
    place: str
    by: str
    from_at: datetime
    to_at: datetime | None
    note: str
    mine: bool


@dataclass(frozen=True)
class AccessCard:
    """The card on the person page: what they may not use now, of how many."""

    person_id: UUID
    denied: tuple[Answer, ...]
    of: int


def answers_for(act: Act, person_id: UUID) -> list[Answer]:
    """For everything people may use: whether this person may now, why not, and by which rules."""
    facts = facts_for(act, person_id)
    return [_answer(decide_for(facts, wanted), wanted) for wanted in capabilities()]


def card(act: Act, person_id: UUID) -> AccessCard | None:
    """The card on the person page, for those whose role sees it."""
    if not may_decide(act, "access.see", "see"):
        return None
    answers = answers_for(act, person_id)
    return AccessCard(person_id, tuple(answer for answer in answers if not answer.ok), len(answers))


def restrictions_of(act: Act, person_id: UUID) -> list[Stands]:
    """Every restriction there was, those that stand first."""
    titles = {one.name: str(one.title) for one in capabilities()}
    rows = Restriction.objects.filter(person=person_id).select_related("by").order_by("-from_at")
    shown = [
        Stands(
            row.pk,
            titles.get(row.capability, row.capability),
            row.reason,
            row.by.name,
            row.from_at,
            row.until,
            row.review_on,
            row.told_at,
            row.lifted_at or _past(row.until, act),
        )
        for row in rows
    ]
    return sorted(shown, key=lambda one: one.ended_at is not None)


def markers_of(act: Act, person_id: UUID) -> list[Stands]:
    """Every marker there was, those that stand first."""
    rows = Marker.objects.filter(person=person_id).select_related("by").order_by("-from_at")
    shown = [
        Stands(
            row.pk,
            f"{row.code}: {MARKERS.get(row.code, row.code)}",
            row.why,
            row.by.name if row.by else _("the national system"),
            row.from_at,
            row.to_at,
            row.review_on,
            None,
            _past(row.to_at, act),
        )
        for row in rows
    ]
    return sorted(shown, key=lambda one: one.ended_at is not None)


def to_review(act: Act, restriction_id: UUID) -> ToReview:
    """A restriction that stands, of somebody this worker decides about. Raises: NotFound."""
    row = policy.restriction_to_lift(act, restriction_id)
    if _past(row.until, act):
        raise NotFound
    title = next((str(one.title) for one in capabilities() if one.name == row.capability), row.capability)
    return _to_review(row, title)


def standing(act: Act) -> QuerySet[Restriction]:
    """Every restriction that stands and this worker may know of, what is looked at again first; `standing_lines` shapes it."""
    return policy.restrictions_visible_to(act).select_related("person", "by").order_by(F("review_on").asc(nulls_last=True), "until", "pk")


def standing_lines(rows: Iterable[Restriction]) -> list[ToReview]:
    titles = {one.name: str(one.title) for one in capabilities()}
    return [_to_review(row, titles.get(row.capability, row.capability)) for row in rows]


def due_for_review(now: datetime) -> list[UUID]:
    """Restrictions that stand, whose day to be looked at again has come, and that nobody was asked about."""
    standing = Restriction.objects.filter(lifted_at=None, review_on__lte=london_day(now)).exclude(until__lte=now)
    asked = Task.objects.filter(kind=policy.REVIEW, about=OuterRef("pk"))
    return list(standing.filter(~Exists(asked)).order_by("review_on", "id").values_list("pk", flat=True))


def reviewed_by_time(now: datetime) -> list[UUID]:
    """Restrictions that somebody is still asked about, though they have ended by themselves."""
    asked = Task.objects.filter(kind=policy.REVIEW, done_at=None).values("about")
    return list(Restriction.objects.filter(pk__in=asked, until__lte=now).order_by("id").values_list("pk", flat=True))


def rollouts(act: Act) -> list[SwitchedOn]:
    """What is switched on where this worker works, with what was switched off there; those that are on first."""
    titles, mine = {one.name: str(one.title) for one in capabilities()}, set(places_of(act).values_list("pk", flat=True))
    everywhere = policy.decides_everywhere(act)
    rows = policy.rollouts_visible_to(act).select_related("place", "by").order_by("-from_at")
    shown = [
        SwitchedOn(
            row.pk,
            titles.get(row.capability, row.capability),
            row.place.name if row.place else _("Everywhere"),
            row.by.name if row.by else "",
            row.from_at,
            row.to_at,
            row.note,
            row.place_id in mine if row.place_id else everywhere,
        )
        for row in rows
    ]
    return sorted(shown, key=lambda one: one.to_at is not None)


def what_can_be_taken() -> list[Choice]:
    """What people use that a decision may take away."""
    return [(one.name, str(one.title)) for one in capabilities() if not one.essential]


def what_can_be_rolled_out() -> list[Choice]:
    """What people use only where it is switched on."""
    return [(one.name, str(one.title)) for one in capabilities() if one.needs_rollout]


def places_to_choose(act: Act) -> list[Choice]:
    """One's own places, cells and landings left out; and everywhere, for those who may decide that."""
    own = places_of(act).exclude(kind__in=("cell", "landing")).order_by("code")
    everywhere = [("", _("Everywhere"))] if policy.decides_everywhere(act) else []
    return [*everywhere, *((str(place.pk), f"{place.code}, {place.name}") for place in own)]


def name_of(act: Act, person_id: UUID) -> str:
    """What a person is called. Raises: NotFound."""
    return person_in_care(act, person_id).name


def may_roll_out(act: Act) -> bool:
    """Whether this worker switches things on, or only sees what is on."""
    return may_decide(act, "access.roll_out")


def may_change(act: Act) -> bool:
    """Whether this worker decides, or only sees."""
    return may_decide(act, "access.decide")


def _answer(decision: Decision, wanted: Capability) -> Answer:
    return Answer(
        wanted.name,
        str(wanted.title),
        decision.ok,
        decision.says,
        decision.until,
        wanted.essential,
        tuple((rule, _(sentences().get(rule, ""))) for rule in decision.rules),
    )


def _to_review(row: Restriction, title: str) -> ToReview:
    return ToReview(row.pk, row.person_id, row.person.name, title, row.reason, row.by.name, row.from_at, row.until, row.review_on)


def _past(moment: datetime | None, act: Act) -> datetime | None:
    return moment if moment and moment <= act.at else None
