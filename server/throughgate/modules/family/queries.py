"""Every read that a page needs, as small frozen shapes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from throughgate.basics.clock import london_day
from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.kernel.identity.codes import code_for
from throughgate.kernel.people.contacts import age_of, approvals_at, is_child, standing_at, unbroken_since
from throughgate.kernel.people.models import Approval, BarCode, Contact, ContactBar, Limit, NoContact, Relationship
from throughgate.kernel.people.relationships import is_official, title_of
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.facts import facts_about
from throughgate.kernel.policy.markers import MARKERS
from throughgate.kernel.tasks.models import Task
from throughgate.modules.family import policy
from throughgate.modules.family.models import ContactRequest, Decision
from throughgate.modules.family.rules.safeguards import PROTECTING, SAFEGUARDS
from throughgate.modules.family.rules.standing import Standing, standing

STANDINGS: dict[Standing, Says] = {
    Standing.WAITING: _("Waits to be checked"),
    Standing.SECOND: _("Waits for another worker"),
    Standing.ASKED: _("They have been asked"),
    Standing.YES: _("Approved"),
    Standing.REFUSED: _("Refused"),
    Standing.DECLINED: _("They said no"),
}
COLOURS = {Standing.YES: "green", Standing.REFUSED: "red", Standing.DECLINED: "grey"}


@dataclass(frozen=True)
class Known:
    """Somebody on the record whom a description fits."""

    id: UUID
    name: str
    email: str
    phone: str
    bars: list[str]


@dataclass(frozen=True)
class Beside:
    """What stands on the record beside a request: markers of the person that protect somebody, who it may be, who wishes no contact."""

    markers: list[str]
    known: list[Known]
    wishes: bool
    others: int


@dataclass(frozen=True)
class RequestView:
    """A request, what stands beside it, and what became of it."""

    id: UUID
    person_id: UUID
    person: str
    known_as: str
    kind: str
    title: Says
    official: bool
    asked_themself: bool
    name: str
    phone: str
    email: str
    address: str
    born: date | None
    age: int | None
    child: bool | None
    words: str
    asked_at: datetime
    beside: Beside
    standing: Standing
    said: Says
    decision: "DecisionView | None"


@dataclass(frozen=True)
class DecisionView:
    """What was decided, by whom, and how the contact was asked. `code`: what staff read out to them, "" where they have a mail."""

    id: UUID
    by: str
    by_id: UUID
    at: datetime
    outcome: str
    limits: list[Says]
    reason: str
    note: str
    review_on: date | None
    safeguards: list[Says]
    second: str
    second_reason: str
    whom: str
    code: str
    asked: datetime | None


@dataclass(frozen=True)
class Line:
    """One request on the person page."""

    id: UUID
    name: str
    title: Says
    said: Says
    colour: str


@dataclass(frozen=True)
class Pair:
    """Somebody with whom a person is, or was, in touch. `stopped`: who stopped it, "" where nobody has."""

    id: int
    approval: UUID | None
    name: str
    title: Says
    official: bool
    child: bool
    guardian: str
    since: datetime | None
    limits: list[Says]
    limited: list[str]
    reason: str
    review_on: date | None
    stopped: str
    bars: list[str]


@dataclass(frozen=True)
class CardView:
    person_id: UUID
    requests: list[Line]
    people: list[Pair]


def request_view(act: Act, request_id: UUID) -> RequestView:
    """One request. Raises: NotFound, also for those in whose care the person is not."""
    rows = policy.requests_visible_to(act).select_related("person", "contact", "decision__by", "decision__contact__guardian")
    row = rows.select_related("decision__second__by", "decision__answer").filter(pk=request_id).first()
    if row is None:
        raise NotFound
    return _view(act, row)


def request_of_decision(act: Act, decision_id: UUID) -> UUID:
    """The request that a decision is about. Raises: NotFound."""
    row = Decision.objects.filter(pk=decision_id, request__in=policy.requests_visible_to(act)).first()
    if row is None:
        raise NotFound
    return row.request_id


def pair_view(act: Act, relationship_id: int) -> tuple[UUID, Pair]:
    """Whose it is, and what stands. Raises: NotFound."""
    row = policy.relationships_visible_to(act).prefetch_related("approvals").filter(pk=relationship_id).first()
    if row is None:
        raise NotFound
    return row.person_id, _pairs(act, row.person_id, [row])[0]


def approval_view(act: Act, approval_id: UUID) -> tuple[UUID, Pair]:
    """Whose it is, and how the two are in touch now. Raises: NotFound."""
    return pair_view(act, policy.approval_to_review(act, approval_id).relationship_id)


def due_for_review(now: datetime) -> list[UUID]:
    """Approvals that stand, whose day to be looked at again has come, and that nobody was asked about."""
    asked = Task.objects.filter(kind=policy.REVIEW, about=OuterRef("pk"))
    standing = Approval.objects.filter(to_at=None, review_on__lte=london_day(now))
    return list(standing.filter(~Exists(asked)).order_by("review_on", "id").values_list("pk", flat=True))


def reviews_to_close() -> list[UUID]:
    """Approvals that somebody is still asked about, though they have ended."""
    asked = Task.objects.filter(kind=policy.REVIEW, done_at=None).values("about")
    return list(Approval.objects.filter(pk__in=asked, to_at__isnull=False).order_by("id").values_list("pk", flat=True))


def card(act: Act, person_id: UUID) -> CardView:
    """With whom a person is in touch, and for whom they asked."""
    rows = policy.requests_visible_to(act).filter(person=person_id).select_related("decision__second", "decision__answer")
    lines = [_line(row) for row in rows.order_by("-asked_at")[:8]]
    pairs = policy.relationships_visible_to(act).filter(person=person_id).select_related("contact__guardian").prefetch_related("approvals")
    return CardView(person_id, lines, _pairs(act, person_id, list(pairs.order_by("contact__name"))))


def _line(row: ContactRequest) -> Line:
    said = standing(getattr(row, "decision", None))
    return Line(row.pk, row.name, title_of(row.kind), STANDINGS[said], COLOURS.get(said, "yellow"))


def _pairs(act: Act, person_id: UUID, rows: Sequence[Relationship]) -> list[Pair]:
    """Those of one person: three questions, however many there are."""
    contacts = [row.contact_id for row in rows]
    found = {approval.relationship_id: approval for approval in approvals_at(act.at).filter(relationship__in=rows)}
    wishes = NoContact.objects.filter(standing_at(act.at), person=person_id, contact__in=contacts)
    wish, bars = set(wishes.values_list("contact", flat=True)), policy.bars_among(person_id, contacts, act.at)
    return [
        _pair(act, row, found.get(row.pk), row.contact_id in wish, [bar for bar in bars if bar.contact_id == row.contact_id])
        for row in rows
    ]


def _pair(act: Act, row: Relationship, found: Approval | None, wish: bool, bars: Iterable[ContactBar]) -> Pair:
    guardian = row.contact.guardian
    return Pair(
        id=row.pk,
        approval=found.pk if found else None,
        name=row.contact.name,
        title=title_of(row.kind),
        official=is_official(row.kind),
        child=is_child(row.contact, london_day(act.at)) is True,
        guardian=guardian.name if guardian else "",
        since=unbroken_since(row.approvals.all(), found) if found else None,
        limits=_limits(found.limits) if found else [],
        limited=found.limits.split() if found else [],
        reason=found.reason if found else "",
        review_on=found.review_on if found else None,
        stopped="wish" if wish else "" if found else "not",
        bars=_said(bars),
    )


def _view(act: Act, row: ContactRequest) -> RequestView:
    decision = getattr(row, "decision", None)
    said, described = standing(decision), Contact(born=row.born, age=row.age, age_on=london_day(row.asked_at))
    return RequestView(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        known_as=row.person.known_as,
        kind=row.kind,
        title=title_of(row.kind),
        official=is_official(row.kind),
        asked_themself=row.contact_id is not None,
        name=row.name,
        phone=row.phone,
        email=row.email,
        address=row.address,
        born=row.born,
        age=age_of(described, london_day(act.at)),
        child=is_child(described, london_day(act.at)),
        words=row.words,
        asked_at=row.asked_at,
        beside=_beside(act, row),
        standing=said,
        said=STANDINGS[said],
        decision=_decision(decision) if decision else None,
    )


def _beside(act: Act, row: ContactRequest) -> Beside:
    known = [row.contact] if row.contact else policy.contacts_like(row.name, row.email, row.phone)
    codes = [marker for marker in facts_about(row.person_id, act.at).markers if marker.code in PROTECTING]
    wishes = policy.wishes_against(row.person_id, row.name, row.email, row.phone, [one.pk for one in known])
    others = Relationship.objects.filter(contact__in=known).exclude(person=row.person_id).count()
    return Beside(
        [f"{marker.code}: {marker.why or MARKERS.get(marker.code, '')}".rstrip(": ") for marker in codes],
        [Known(one.pk, one.name, one.email, one.phone, _bars(act, row.person_id, one.pk)) for one in known],
        bool(wishes),
        others,
    )


def _bars(act: Act, person_id: UUID, contact_id: UUID) -> list[str]:
    return _said(policy.bars_against(person_id, contact_id, act.at))


def _said(bars: Iterable[ContactBar]) -> list[str]:
    return [f"{BarCode(bar.code).label}: {bar.why}" for bar in bars]


def _limits(words: str) -> list[Says]:
    return [Limit(word).label for word in words.split()]


def _decision(row: Decision) -> DecisionView:
    second = getattr(row, "second", None)
    invited = row.invitations.select_related("whom").order_by("-at").first()
    return DecisionView(
        id=row.pk,
        by=row.by.name,
        by_id=row.by_id,
        at=row.at,
        outcome=str(row.get_outcome_display()),
        limits=_limits(row.limits),
        reason=row.reason,
        note=row.note,
        review_on=row.review_on,
        safeguards=[SAFEGUARDS[word] for word in row.safeguards.split()],
        second=second.by.name if second else "",
        second_reason=second.reason if second else "",
        whom=invited.whom.name if invited else "",
        code=code_for(invited.pk) if invited and invited.by_phone else "",
        asked=invited.at if invited else None,
    )


# What contacts see.


@dataclass(frozen=True)
class Question:
    """Somebody would like to be in touch. `about`: the child for whom this contact answers, "" where it is themself."""

    id: UUID
    name: str
    about: str
    limits: list[Says]


@dataclass(frozen=True)
class MyPerson:
    """A person, by the name they are called, as a contact sees them. `stopped`: they stopped it themself; `asked`: they asked again."""

    id: int
    name: str
    about: str
    since: datetime | None
    limits: list[Says]
    official: bool
    stopped: bool
    asked: bool
    reason: str
    questions: list[Question]


def my_people(act: Act) -> list[MyPerson]:
    """Everybody to whom this contact is anything, the children for whom they answer included."""
    return [_mine(act, row) for row in policy.relationships_with(act)]


def my_person(act: Act, relationship_id: int) -> MyPerson:
    """One of them. Raises: NotFound."""
    return _mine(act, policy.relationship_of_mine(act, relationship_id))


def family_card(act: Act, row: Relationship) -> MyPerson:
    """What stands between the two of them, for the home of families."""
    return _mine(act, row)


def question(act: Act, decision_id: UUID) -> Question:
    """What this contact is asked. Raises: NotFound, also once they have answered."""
    return _question(act, policy.decision_to_answer(act, decision_id))


def _mine(act: Act, row: Relationship) -> MyPerson:
    found = approvals_at(act.at).filter(relationship=row).first()
    open_questions = policy.decisions_to_answer(act).filter(request__person=row.person_id, contact=row.contact_id)
    asked = ContactRequest.objects.filter(person=row.person_id, contact=row.contact_id, decision=None).exists()
    ending = row.endings.order_by("-at").first() if found is None else None
    return MyPerson(
        id=row.pk,
        name=row.person.known_as,
        about=_about(act, row.contact),
        since=unbroken_since(row.approvals.all(), found) if found else None,
        limits=_limits(found.limits) if found else [],
        official=is_official(row.kind),
        stopped=NoContact.objects.filter(standing_at(act.at), person=row.person_id, contact=row.contact_id).exists(),
        asked=asked,
        reason=ending.reason if ending else "",
        questions=[_question(act, one) for one in open_questions],
    )


def _question(act: Act, row: Decision) -> Question:
    about = _about(act, row.contact) if row.contact else ""
    return Question(row.pk, row.request.person.known_as, about, _limits(row.limits))


def _about(act: Act, contact: Contact) -> str:
    return "" if contact.pk == act.contact_id else contact.name
