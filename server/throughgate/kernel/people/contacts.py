"""Who may be in touch with whom, and how: the one question that every capability asks before anything crosses the wall."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.kernel.people.models import Approval, BarCode, Contact, ContactBar, Limit, NoContact, Relationship
from throughgate.kernel.people.relationships import is_official

ADULT_AT = 18
# What stands against a contact and leaves nothing to decide.
FORBIDS = frozenset({BarCode.BAN, BarCode.NONCON})


@dataclass(frozen=True)
class Approved:
    """How a person and a contact may be in touch, since when, and when somebody looks at it again."""

    relationship: int
    kind: str
    official: bool
    limits: frozenset[Limit]
    since: datetime
    review_on: date | None

    def may(self, *, pictures: bool = False, begin: bool = False) -> bool:
        """Whether something of that sort may pass: anything but text, a word that answers nothing."""
        shown = self.limits.isdisjoint({Limit.TEXT_ONLY, Limit.NO_PICTURES})
        return (shown or not pictures) and not (begin and Limit.REPLY_ONLY in self.limits)


def approved(person_id: UUID, contact_id: UUID, at: datetime) -> Approved | None:
    """How these two might be in touch at that moment; None where they might not. A wish of no contact is never overridden."""
    row = approvals_at(at).filter(person=person_id, relationship__contact=contact_id).select_related("relationship").first()
    return shown(row) if row else None


def approvals_at(at: datetime) -> QuerySet[Approval]:
    """Every approval that stood at that moment, and against which neither a wish nor a ban stood."""
    whom = {"contact": OuterRef("relationship__contact")}
    wish = NoContact.objects.filter(standing_at(at), person=OuterRef("person"), **whom)
    ban = ContactBar.objects.filter(standing_at(at), Q(person=None) | Q(person=OuterRef("person")), code__in=FORBIDS, **whom)
    return Approval.objects.filter(standing_at(at)).exclude(Exists(wish)).exclude(Exists(ban))


def standing_at(at: datetime) -> Q:
    return Q(from_at__lte=at) & (Q(to_at=None) | Q(to_at__gt=at))


def shown(row: Approval) -> Approved:
    """The same as modules see it."""
    kind = row.relationship.kind
    limits = frozenset(Limit(word) for word in row.limits.split())
    return Approved(row.relationship_id, kind, is_official(kind), limits, row.from_at, row.review_on)


def unbroken_since(rows: Iterable[Approval], stands: Approval) -> datetime:
    """Since when these two have been in touch without a break, however often the limits changed."""
    began = stands.from_at
    for row in sorted(rows, key=lambda one: one.from_at, reverse=True):
        if row.to_at == began:
            began = row.from_at
    return began


def speaks_for(contact_id: UUID, day: date) -> list[UUID]:
    """For whom this contact answers: themself, and each child whose guardian they are."""
    wards = Contact.objects.filter(guardian=contact_id)
    return [contact_id, *(ward.pk for ward in wards if is_child(ward, day) is not False)]


def relationships_of(contact_id: UUID, day: date) -> QuerySet[Relationship]:
    """To whom they are anything, the children for whom they answer included."""
    mine = Relationship.objects.filter(contact__in=speaks_for(contact_id, day))
    return mine.select_related("person", "contact").order_by("person__known_as", "pk")


def age_of(contact: Contact, day: date) -> int | None:
    """Whole years on that day, as far as anybody knows; where only an age was said, no older than that makes them."""
    if contact.born:
        return day.year - contact.born.year - ((day.month, day.day) < (contact.born.month, contact.born.day))
    if contact.age is None or contact.age_on is None:
        return None
    return contact.age + max(0, (day - contact.age_on).days // 366)


def is_child(contact: Contact, day: date) -> bool | None:
    """None where nobody knows."""
    age = age_of(contact, day)
    return None if age is None else age < ADULT_AT


def approve(relationship: Relationship, by: UUID, at: datetime, *, limits: str, reason: str, review_on: date | None) -> Approval:
    """From now on these two may be in touch, that way; what stood before ends."""
    end_approval(relationship, at)
    given = {"by_id": by, "limits": limits, "reason": reason, "review_on": review_on}
    return Approval.objects.create(relationship=relationship, person_id=relationship.person_id, from_at=at, **given)


def end_approval(relationship: Relationship, at: datetime) -> bool:
    """From now on they may not. False: they might not before."""
    return Approval.objects.filter(relationship=relationship, to_at=None).update(to_at=at) > 0


def wish_no_contact(relationship: Relationship, at: datetime, noted_by: UUID | None = None) -> NoContact:
    """The contact wants none: they say so themself, or somebody writes it down for them. It holds at once, whatever else stands."""
    end_approval(relationship, at)
    contact = relationship.contact
    said = {"name": contact.name, "email": contact.email, "phone": contact.phone, "from_at": at, "noted_by_id": noted_by}
    row, _new = NoContact.objects.get_or_create(person_id=relationship.person_id, contact=contact, to_at=None, defaults=said)
    return row


def end_wish(person_id: UUID, contact: Contact, at: datetime) -> None:
    """Whose wish it is does not wish it any more."""
    NoContact.objects.filter(person=person_id, contact=contact, to_at=None).update(to_at=at)
