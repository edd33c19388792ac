"""The contact answers, stops, or asks to be in touch again."""

from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people import contacts
from throughgate.kernel.people.models import Contact, NoContact, Relationship
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.tasks.work import open_task
from throughgate.modules.family import policy
from throughgate.modules.family.commands.asking import TIME_TO_CHECK
from throughgate.modules.family.models import Answer, ContactRequest
from throughgate.modules.family.rules.needs import CAPABILITY
from throughgate.modules.family.rules.safeguards import forbidden


class NotStopped(Refused):
    says = _("You have not stopped it. There is nothing to ask for.")


class NotNow(Refused):
    says = _("You cannot be in touch now.")


class AskedAlready(Refused):
    says = _("You have asked. Somebody is looking at it.")


@command("family.consent", by=ActorKind.CONTACT, needs=CAPABILITY)
def consent(act: Act, *, decision: UUID, yes: bool) -> Done:
    """Say whether you want to be in touch, for yourself or for a child whose guardian you are. A no holds: nobody asks again."""
    row = policy.decision_to_answer(act, decision)
    if yes and row.contact_id and forbidden([bar.code for bar in policy.bars_against(row.person_id, row.contact_id, act.arrived)]):
        raise NotNow
    answer = Answer.objects.create(decision=row, person_id=row.person_id, by_id=act.contact, at=act.arrived, yes=yes)
    Contact.objects.filter(pk=act.contact).update(language=get_language() or "en")
    pair = Relationship.objects.get(person=row.person_id, contact=row.contact_id)
    if yes:
        contacts.end_wish(row.person_id, pair.contact, act.arrived)
        contacts.approve(pair, row.by_id, act.arrived, limits=row.limits, reason=row.reason, review_on=row.review_on)
    else:
        contacts.wish_no_contact(pair, act.arrived)
    return Done(row.person_id, (answer, row.request, pair))


# Nothing may stand between somebody and saying stop: no capability is asked for.
@command("family.stop_contact", by=ActorKind.CONTACT)
def stop_contact(act: Act, *, relationship: int) -> Done:
    """Stop contact, at once."""
    pair = policy.relationship_of_mine(act, relationship)
    wish = contacts.wish_no_contact(pair, act.arrived)
    return Done(pair.person_id, (wish, pair))


@command("family.ask_again", by=ActorKind.CONTACT, needs=CAPABILITY)
def ask_again(act: Act, *, relationship: int) -> Done:
    """Ask to be in touch again, after you stopped it. Staff look at it anew."""
    pair = policy.relationship_of_mine(act, relationship)
    if not NoContact.objects.filter(person=pair.person, contact=pair.contact, to_at=None).exists():
        raise NotStopped
    if ContactRequest.objects.filter(person=pair.person, contact=pair.contact, decision=None).exists():
        raise AskedAlready
    contacts.end_wish(pair.person_id, pair.contact, act.arrived)
    said = {"kind": pair.kind, "name": pair.contact.name, "phone": pair.contact.phone, "email": pair.contact.email}
    asked = ContactRequest.objects.create(
        id=act.id, person=pair.person, contact=pair.contact, **said, born=pair.contact.born, asked_at=act.at, arrived_at=act.arrived
    )
    open_task(act, "family.check", asked.pk, pair.person, act.arrived + TIME_TO_CHECK)
    return Done(pair.person_id, (asked, pair))
