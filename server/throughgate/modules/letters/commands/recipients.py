"""Who can be written to in confidence, and who reads there."""

from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.gateways.post import write_letter
from throughgate.kernel.identity.contact_links import INVITATION_GOOD_FOR, make_link
from throughgate.kernel.people.details import tidy_detail
from throughgate.kernel.people.models import Contact, DetailKind
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.letters import policy
from throughgate.modules.letters.models import Reader, Recipient
from throughgate.modules.letters.policy import VERIFY
from throughgate.modules.letters.rules.kinds import Kind

Name = Annotated[str, Meta(min_length=1, max_length=120)]
Words = Annotated[str, Meta(max_length=300)]
Hours = Annotated[str, Meta(max_length=120)]


class NeedsAnAddress(Refused):
    says = gettext_lazy("Whoever reads signs in by a link: an email address is needed.")


class ReadsAlready(Refused):
    says = gettext_lazy("They read there already.")


@command("letters.add_recipient", by=ActorKind.WORKER, needs=VERIFY)
def add_recipient(
    act: Act,
    *,
    kind: Kind,
    name: Name,
    about: Annotated[str, Meta(min_length=1, max_length=300)],
    about_cy: Words = "",
    hours: Hours = "",
    hours_cy: Hours = "",
    person: UUID | None = None,
) -> Done:
    """Somebody who can be written to in confidence, once they have a key that two workers compared."""
    whose = policy.person_to_write(act, person)
    said = {"about": about, "about_cy": about_cy, "hours": hours, "hours_cy": hours_cy}
    row = Recipient.objects.create(id=act.id, kind=kind, name=name, **said, person_id=whose, by_id=act.worker, from_at=act.arrived)
    return Done(whose, (row,))


@command("letters.end_recipient", by=ActorKind.WORKER, needs=VERIFY)
def end_recipient(act: Act, *, recipient: UUID) -> Done:
    """Nobody can write to them from now on. What was written stays, for whoever has a key."""
    row = policy.recipient_to_verify(act, recipient)
    row.to_at = row.to_at or act.arrived
    row.save(update_fields=["to_at"])
    return Done(row.person_id, (row,))


@command("letters.add_reader", by=ActorKind.WORKER, needs=VERIFY)
def add_reader(act: Act, *, recipient: UUID, name: Name, email: Annotated[str, Meta(max_length=120)]) -> Done:
    """Somebody who reads and answers there; they are mailed a link."""
    row, address = policy.recipient_to_verify(act, recipient), tidy_detail(DetailKind.EMAIL, email)
    if not address:
        raise NeedsAnAddress
    contact = Contact.objects.filter(email__iexact=address).first() or Contact.objects.create(name=name, email=address, since=act.arrived)
    reader, new = Reader.objects.get_or_create(
        recipient=row, contact=contact, to_at=None, defaults={"id": act.id, "by_id": act.worker, "from_at": act.arrived}
    )
    if not new:
        raise ReadsAlready
    _invite(act, contact)
    return Done(row.person_id, (reader,))


@command("letters.end_reader", by=ActorKind.WORKER, needs=VERIFY)
def end_reader(act: Act, *, reader: UUID) -> Done:
    """They read there no longer. A key that they hold is to be ended, too: what they have seen nobody can take from them."""
    row = policy.reader_to_end(act, reader)
    row.to_at = row.to_at or act.arrived
    row.save(update_fields=["to_at"])
    return Done(row.recipient.person_id, (row,))


def _invite(act: Act, contact: Contact) -> None:
    with translation.override(contact.language):
        link = f"{settings.FAMILY_URL}/sign-in/{make_link(contact, act.arrived, INVITATION_GOOD_FOR)}/"
        words = _("You were asked to read and answer sealed letters. The link works once, for seven days:\n\n{link}\n")
        write_letter(contact.email, _("Your link"), words.format(link=link), act.arrived)
