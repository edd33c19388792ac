"""A contact is asked whether they want to be in touch. The mail says neither where somebody lives nor why."""

from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.gateways.post import write_letter
from throughgate.kernel.identity.codes import code_for
from throughgate.kernel.identity.contact_links import INVITATION_GOOD_FOR, keep_code, make_link
from throughgate.kernel.people.models import Contact, Person
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.family import policy
from throughgate.modules.family.models import Decision, Invitation
from throughgate.modules.family.rules.needs import CAPABILITY


class NotYet(Refused):
    says = gettext_lazy("Another worker has to agree first.")


class Answered(Refused):
    says = gettext_lazy("They have answered already.")


@command("family.invite", by=ActorKind.WORKER, needs=CAPABILITY)
def invite(act: Act, *, decision: UUID, by_phone: bool = False) -> Done:
    """Ask a contact once more: a new link by mail, or eight letters to read out."""
    row = policy.decision_to_invite(act, decision)
    if row.safeguards and not hasattr(row, "second"):
        raise NotYet
    if hasattr(row, "answer"):
        raise Answered
    return Done(row.person_id, (ask_them(act, row, by_phone), row.request))


def ask_them(act: Act, decision: Decision, by_phone: bool = False) -> Invitation:
    """The contact, or the guardian of a child. Without an address they are rung."""
    if decision.contact is None:
        raise Answered
    whom = decision.contact.guardian or decision.contact
    by_phone = by_phone or not whom.email
    if by_phone:
        keep_code(whom, code_for(act.id), act.arrived)
    else:
        _write(act, whom, decision.request.person)
    given = {"person_id": decision.person_id, "whom": whom, "by_phone": by_phone, "at": act.arrived}
    return Invitation.objects.create(id=act.id, decision=decision, **given)


def _write(act: Act, whom: Contact, person: Person) -> None:
    with translation.override(whom.language):
        link = f"{settings.FAMILY_URL}/sign-in/{make_link(whom, act.arrived, INVITATION_GOOD_FOR)}/"
        words = _(
            "{name} would like to be in touch with you.\n\nSay yes or no here. The link works once, for seven days:\n\n{link}\n\n"
            "If you say no, that is the end of it: nobody will ask you again.\n"
        )
        write_letter(whom.email, _("Somebody would like to be in touch"), words.format(name=person.known_as, link=link), act.arrived)
