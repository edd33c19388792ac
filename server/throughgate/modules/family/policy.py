"""The only file that turns an id into a request, a decision or a relationship."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.clock import london_day
from throughgate.basics.errors import NotFound
from throughgate.basics.text import fold
from throughgate.kernel.people.contacts import relationships_of, standing_at
from throughgate.kernel.people.models import Approval, Contact, ContactBar, NoContact, Relationship
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import granted, people_in_care_of
from throughgate.modules.family.models import ContactRequest, Decision, Invitation, Outcome

REVIEW = "family.review"


def requests_visible_to(act: Act) -> QuerySet[ContactRequest]:
    """Of the people in this worker's care; a person's own."""
    return ContactRequest.objects.filter(person__in=people_in_care_of(act))


def requests_of(people: Collection[UUID]) -> QuerySet[ContactRequest]:
    """What these people see on their own devices: whom they asked for. Who asked for them is not told before it is decided."""
    return ContactRequest.objects.filter(person__in=people, contact=None)


def people_of(people: Collection[UUID]) -> QuerySet[Relationship]:
    """With whom these people are, or were, in touch."""
    ever = Approval.objects.filter(relationship=OuterRef("pk"))
    return Relationship.objects.filter(Exists(ever), person__in=people)


def request_to_check(act: Act, request_id: UUID) -> ContactRequest:
    """A request of someone in this worker's care."""
    asked = requests_visible_to(act) if act.worker_id else ContactRequest.objects.none()
    return granted(act, asked.select_related("person", "contact"), request_id, because="in their care")


def decision_to_second(act: Act, decision_id: UUID) -> Decision:
    """A yes about someone in this worker's care that waits for another worker."""
    waits = (
        Decision.objects.filter(request__in=requests_visible_to(act)).exclude(safeguards="") if act.worker_id else Decision.objects.none()
    )
    return granted(act, waits.select_related("request__person", "contact"), decision_id, because="in their care")


def decision_to_invite(act: Act, decision_id: UUID) -> Decision:
    """A yes about someone in this worker's care."""
    yes = (
        Decision.objects.filter(request__in=requests_visible_to(act)).exclude(outcome=Outcome.NO)
        if act.worker_id
        else Decision.objects.none()
    )
    return granted(act, yes.select_related("request__person", "contact"), decision_id, because="in their care")


def decisions_to_answer(act: Act) -> QuerySet[Decision]:
    """Those about which this contact was asked, for themself or for a child, and has not answered."""
    if act.contact_id is None:
        return Decision.objects.none()
    mine = Invitation.objects.filter(decision=OuterRef("pk"), whom=act.contact_id)
    return Decision.objects.filter(Exists(mine), answer=None).select_related("request__person", "contact")


def decision_to_answer(act: Act, decision_id: UUID) -> Decision:
    return granted(act, decisions_to_answer(act), decision_id, because="they were asked")


def relationships_with(act: Act) -> QuerySet[Relationship]:
    """To whom this contact is anything, the children for whom they answer included."""
    return relationships_of(act.contact_id, london_day(act.at)) if act.contact_id else Relationship.objects.none()


def relationship_of_mine(act: Act, relationship_id: int) -> Relationship:
    """A contact's own, or a child's for whom they answer."""
    return granted(act, relationships_with(act), relationship_id, because="theirs")


def relationships_visible_to(act: Act) -> QuerySet[Relationship]:
    """Of the people in this worker's care."""
    mine = Relationship.objects.filter(person__in=people_in_care_of(act)) if act.worker_id else Relationship.objects.none()
    return mine.select_related("person", "contact")


def relationship_to_end(act: Act, relationship_id: int) -> Relationship:
    return granted(act, relationships_visible_to(act), relationship_id, because="in their care")


def approval_to_review(act: Act, approval_id: UUID) -> Approval:
    """Of somebody in this worker's care."""
    mine = Approval.objects.filter(relationship__in=relationships_visible_to(act)).select_related("relationship__contact", "person")
    return granted(act, mine, approval_id, because="in their care")


def approval_on_the_clock(act: Act, approval_id: UUID) -> Approval:
    return granted(act, Approval.objects.select_related("person"), approval_id, because="its day has come")


def contacts_like(name: str, email: str, phone: str) -> list[Contact]:
    """Contacts of anybody whom a description fits: the same address or number. By name alone nobody is recognised."""
    same = Q(pk__in=[])
    if email:
        same |= Q(email__iexact=email)
    if phone:
        same |= Q(phone=phone)
    return sorted(Contact.objects.filter(same), key=lambda contact: (fold(contact.name) != fold(name), contact.name))


def wishes_against(person_id: UUID, name: str, email: str, phone: str, contacts: Collection[UUID]) -> list[NoContact]:
    """Standing wishes of no contact with this person that a description fits, by name too: here it is better to ask once too often."""
    standing = NoContact.objects.filter(person=person_id, to_at=None)
    return [wish for wish in standing if wish.contact_id in contacts or _fits(wish, name, email, phone)]


def _fits(wish: NoContact, name: str, email: str, phone: str) -> bool:
    same_reach = (email and wish.email.lower() == email.lower()) or (phone and wish.phone == phone)
    return bool(same_reach) or fold(wish.name) == fold(name)


def bars_against(person_id: UUID, contact_id: UUID, at: datetime) -> list[ContactBar]:
    """What stands against a contact everywhere, or against the two of them."""
    return bars_among(person_id, [contact_id], at)


def bars_among(person_id: UUID, contacts: Collection[UUID], at: datetime) -> list[ContactBar]:
    """The same of several contacts of one person."""
    whom = Q(person=None) | Q(person=person_id)
    return list(ContactBar.objects.filter(whom, standing_at(at), contact__in=contacts).select_related("by"))


def contact_known(act: Act, row: ContactRequest, contact_id: UUID, email: str, phone: str) -> Contact:
    """Whom a request is about, of those whom its description fits. Raises: NotFound for all others."""
    fits = [*contacts_like(row.name, row.email, row.phone), *contacts_like(row.name, email, phone)]
    found = next((one for one in fits if one.pk == contact_id), None)
    if found is None:
        raise NotFound
    return act.grant(found, because="the description fits them")
