"""Staff decide: yes, yes with limits, or no; and where somebody is to be protected, another worker looks too."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import london_day
from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people import contacts, do_not_contact
from throughgate.kernel.people.details import tidy_detail
from throughgate.kernel.people.models import Contact, DetailKind, Limit, Relationship
from throughgate.kernel.people.relationships import LEGAL, is_official
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.deciders import who_decides
from throughgate.kernel.policy.facts import facts_about
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.family import policy
from throughgate.modules.family.commands.asking import TIME_TO_CHECK
from throughgate.modules.family.commands.inviting import ask_them
from throughgate.modules.family.models import ContactRequest, Decision, Outcome, SecondLook
from throughgate.modules.family.rules.needs import CAPABILITY
from throughgate.modules.family.rules.safeguards import forbidden, safeguards

Reason = Annotated[str, Meta(max_length=500)]
Note = Annotated[str, Meta(max_length=1000)]


class Guardian(msgspec.Struct, frozen=True):
    """Who answers for a child."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    email: Annotated[str, Meta(max_length=120)] = ""
    phone: Annotated[str, Meta(max_length=40)] = ""


class Described(msgspec.Struct, frozen=True):
    """Somebody as staff have checked them; `child`: under eighteen."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    child: bool
    email: Annotated[str, Meta(max_length=120)] = ""
    phone: Annotated[str, Meta(max_length=40)] = ""


class Decided(Refused):
    says = _("{name} decided this on {day}.")


class WishesNoContact(Refused):
    says = _(
        "Somebody whom this fits has said that they wish no contact. Nobody can override that. Say no, in words that do not give them away."
    )


class Barred(Refused):
    says = _("A ban stands on this contact. It has to end before anybody can say yes.")


class ReasonMissing(Refused):
    says = _("Say why, in words that the person will read.")


class ChildNeedsGuardian(Refused):
    says = _("A child needs a guardian who answers for them: a name, and an email address or a phone number.")


class NowhereToAsk(Refused):
    says = _("They have to be asked whether they want this: an email address or a phone number is needed.")


class NotForLegal(Refused):
    says = _("What passes between somebody and their solicitor is private. It cannot be limited or read.")


class AddressTaken(Refused):
    says = _("Another contact has that email address. If it is the same person, choose them from the list.")


class AnotherWorker(Refused):
    says = _("You decided this yourself. Another worker has to look at it.")


@command("family.approve", by=ActorKind.WORKER, needs=CAPABILITY)
def approve(
    act: Act,
    *,
    request: UUID,
    described: Described,
    contact: UUID | None = None,
    guardian: Guardian | None = None,
    limits: list[Limit] = [],  # noqa: B006
    reason: Reason = "",
    note: Note = "",
    review_on: date | None = None,
) -> Done:
    """Say yes, perhaps with limits. They are then asked themselves; where somebody is to be protected, another worker first."""
    asked = _open(act, request)
    if limits and not reason:
        raise ReasonMissing
    if limits and asked.kind in LEGAL:
        raise NotForLegal
    whom = _whom(act, asked, described, contact, guardian)
    why = _check(act, asked, whom, described)
    given = {"person_id": asked.person_id, "contact": whom, "by_id": act.worker, "at": act.arrived, "review_on": review_on}
    said = {"outcome": Outcome.LIMITED if limits else Outcome.YES, "limits": " ".join(limits), "reason": reason, "note": note}
    row = Decision.objects.create(request=asked, **given, **said, safeguards=" ".join(why))
    finish_task(act, "family.check", asked.pk)
    if why:
        open_task(act, "family.second", row.pk, asked.person, act.arrived + TIME_TO_CHECK, who_decides(asked.person))
        return Done(asked.person_id, (row, asked))
    return Done(asked.person_id, (row, asked, *_carry_out(act, row)))


@command("family.refuse", by=ActorKind.WORKER, needs=CAPABILITY)
def refuse(act: Act, *, request: UUID, reason: Annotated[str, Meta(min_length=1, max_length=500)], note: Note = "") -> Done:
    """Say no, in words that the person reads."""
    asked = _open(act, request)
    given = {"person_id": asked.person_id, "by_id": act.worker, "at": act.arrived, "outcome": Outcome.NO}
    row = Decision.objects.create(request=asked, **given, reason=reason, note=note)
    finish_task(act, "family.check", asked.pk)
    return Done(asked.person_id, (row, asked))


@command("family.second_approve", by=ActorKind.WORKER, needs=CAPABILITY)
def second_approve(act: Act, *, decision: UUID) -> Done:
    """Agree with another worker's yes."""
    row = _second(act, decision)
    if row.contact and policy.wishes_against(row.person_id, row.contact.name, row.contact.email, row.contact.phone, [row.contact.pk]):
        raise WishesNoContact
    look = SecondLook.objects.create(decision=row, person_id=row.person_id, by_id=act.worker, at=act.arrived, agrees=True)
    finish_task(act, "family.second", row.pk)
    return Done(row.person_id, (look, row.request, *_carry_out(act, row)))


@command("family.second_refuse", by=ActorKind.WORKER, needs=CAPABILITY)
def second_refuse(act: Act, *, decision: UUID, reason: Annotated[str, Meta(min_length=1, max_length=500)]) -> Done:
    """Do not agree; the person reads why."""
    row = _second(act, decision)
    given = {"person_id": row.person_id, "by_id": act.worker, "at": act.arrived}
    look = SecondLook.objects.create(decision=row, **given, agrees=False, reason=reason)
    finish_task(act, "family.second", row.pk)
    return Done(row.person_id, (look, row.request))


def _open(act: Act, request: UUID) -> ContactRequest:
    asked = policy.request_to_check(act, request)
    if hasattr(asked, "decision"):
        raise Decided(name=asked.decision.by.name, day=times.day_of_year(asked.decision.at))
    return asked


def _second(act: Act, decision: UUID) -> Decision:
    row = policy.decision_to_second(act, decision)
    if hasattr(row, "second"):
        raise Decided(name=row.second.by.name, day=times.day_of_year(row.second.at))
    if row.by_id == act.worker:
        raise AnotherWorker
    return row


def _whom(act: Act, asked: ContactRequest, described: Described, contact: UUID | None, guardian: Guardian | None) -> Contact:
    """Who it is: whoever asked themself; somebody known already; or somebody new."""
    email, phone = tidy_detail(DetailKind.EMAIL, described.email), tidy_detail(DetailKind.PHONE, described.phone)
    if asked.contact:
        return asked.contact
    if contact:
        return policy.contact_known(act, asked, contact, email, phone)
    if described.child and (guardian is None or not (guardian.email or guardian.phone)):
        raise ChildNeedsGuardian
    if not (described.child or email or phone or is_official(asked.kind)):
        raise NowhereToAsk
    made = Contact(name=described.name, email="" if described.child else email, phone=phone, address=asked.address, since=act.arrived)
    made.born, made.age, made.age_on = asked.born, asked.age, london_day(asked.asked_at) if asked.age is not None else None
    made.guardian = _guardian(act, guardian) if described.child and guardian else None
    return _kept(made)


def _guardian(act: Act, given: Guardian) -> Contact:
    email, phone = tidy_detail(DetailKind.EMAIL, given.email), tidy_detail(DetailKind.PHONE, given.phone)
    known = policy.contacts_like(given.name, email, "") if email else []
    return known[0] if known else _kept(Contact(name=given.name, email=email, phone=phone, since=act.arrived))


def _kept(contact: Contact) -> Contact:
    if contact.email and Contact.objects.filter(email__iexact=contact.email).exists():
        raise AddressTaken
    contact.save()
    return contact


def _check(act: Act, asked: ContactRequest, whom: Contact, described: Described) -> tuple[str, ...]:
    """Why another worker has to look. Raises: WishesNoContact · Barred."""
    found = {whom.pk, *(one.pk for one in policy.contacts_like(asked.name, whom.email, whom.phone))}
    if policy.wishes_against(asked.person_id, described.name, whom.email, whom.phone, found):
        raise WishesNoContact
    if do_not_contact.holds(email=whom.email, phone=whom.phone):
        raise WishesNoContact
    bars = [bar.code for bar in policy.bars_against(asked.person_id, whom.pk, act.arrived)]
    if forbidden(bars):
        raise Barred
    return why_two(act, asked.person_id, asked.kind, whom, described.child)


def why_two(act: Act, person_id: UUID, kind: str, whom: Contact, said_a_child: bool = False) -> tuple[str, ...]:
    """Why one worker's word is not enough between these two; nothing where it is."""
    bars = [bar.code for bar in policy.bars_against(person_id, whom.pk, act.arrived)]
    markers = {marker.code for marker in facts_about(person_id, act.arrived).markers}
    child = said_a_child or contacts.is_child(whom, london_day(act.arrived)) is True
    return () if is_official(kind) and not bars else safeguards(markers, child, bars)


def _carry_out(act: Act, row: Decision) -> list[Model]:
    """A yes stands: they are asked. Officials are not, nor whoever asked themself: they may be in touch from now on."""
    asked = row.request
    if row.contact is None:
        return []
    pair, _new = Relationship.objects.get_or_create(person=asked.person, contact=row.contact, defaults={"kind": asked.kind})
    if asked.contact_id or is_official(asked.kind):
        return [contacts.approve(pair, row.by_id, act.arrived, limits=row.limits, reason=row.reason, review_on=row.review_on), pair]
    return [ask_them(act, row)]
