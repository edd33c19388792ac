"""What staff write down to protect somebody, and how they end what was approved."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people import contacts
from throughgate.kernel.people.contacts import FORBIDS
from throughgate.kernel.people.details import tidy_detail
from throughgate.kernel.people.models import BarCode, ContactBar, DetailKind, NoContact, Relationship
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import person_in_care
from throughgate.modules.family import policy
from throughgate.modules.family.models import Ending
from throughgate.modules.family.rules.needs import CAPABILITY

Reason = Annotated[str, Meta(min_length=1, max_length=500)]


class NotInTouch(Refused):
    says = _("They are not in touch.")


@command("family.note_wish", by=ActorKind.WORKER, needs=CAPABILITY)
def note_wish(
    act: Act,
    *,
    person: UUID,
    name: Annotated[str, Meta(min_length=1, max_length=120)],
    email: Annotated[str, Meta(max_length=120)] = "",
    phone: Annotated[str, Meta(max_length=40)] = "",
) -> Done:
    """Write down that somebody, such as a victim, wishes no contact from this person. The person is not told; what they had ends."""
    whose = person_in_care(act, person)
    email, phone = tidy_detail(DetailKind.EMAIL, email), tidy_detail(DetailKind.PHONE, phone)
    fits = [one.pk for one in policy.contacts_like(name, email, phone)]
    pairs = list(Relationship.objects.filter(person=whose, contact__in=fits).select_related("contact"))
    said = {"name": name, "email": email, "phone": phone, "noted_by_id": act.worker, "from_at": act.arrived}
    wishes = (
        [NoContact.objects.create(person=whose, **said)]
        if not pairs
        else [contacts.wish_no_contact(pair, act.arrived, act.worker) for pair in pairs]
    )
    return Done(whose.pk, (*wishes, *pairs))


@command("family.bar_contact", by=ActorKind.WORKER, needs=CAPABILITY)
def bar_contact(
    act: Act,
    *,
    relationship: int,
    code: BarCode,
    why: Annotated[str, Meta(min_length=1, max_length=300)],
    everywhere: bool = False,
    until: datetime | None = None,
) -> Done:
    """Restrict a contact, with this person or everywhere. A ban ends what they had."""
    pair = policy.relationship_to_end(act, relationship)
    given = {"code": code, "why": why, "by_id": act.worker, "from_at": act.arrived, "to_at": until}
    bar = ContactBar.objects.create(contact=pair.contact, person=None if everywhere else pair.person, **given)
    theirs = Relationship.objects.filter(contact=pair.contact) if everywhere else [pair]
    ended = [one for one in theirs if code in FORBIDS and contacts.end_approval(one, act.arrived)]
    return Done(pair.person_id, (bar, *ended))


@command("family.end_contact", by=ActorKind.WORKER, needs=CAPABILITY)
def end_contact(act: Act, *, relationship: int, reason: Reason) -> Done:
    """End what two people had, in words that both read."""
    pair = policy.relationship_to_end(act, relationship)
    if not contacts.end_approval(pair, act.arrived):
        raise NotInTouch
    given = {"relationship": pair, "person_id": pair.person_id, "by_id": act.worker, "at": act.arrived}
    return Done(pair.person_id, (Ending.objects.create(**given, reason=reason), pair))
