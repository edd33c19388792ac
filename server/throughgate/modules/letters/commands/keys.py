"""Keys of recipients: made in their browser, compared by two workers, ended when they are lost."""

from typing import Annotated
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.letters import policy
from throughgate.modules.letters.models import KeyCheck, RecipientKey
from throughgate.modules.letters.policy import SEALED, VERIFY
from throughgate.modules.letters.rules.keys import digits_of, is_public

Digits = Annotated[str, Meta(max_length=80)]
MOST_WAITING = 5
CHECKS = 2


class NoKey(Refused):
    says = _("This is not a key. Make one anew.")


class TooManyKeys(Refused):
    says = _("Several keys wait to be compared already. Ask staff to end those that you do not use.")


class KeyEnded(Refused):
    says = _("This key has ended. They have to make a new one.")


class DigitsDiffer(Refused):
    says = _("These are not the digits of this key. Do not use it: ring them again, and if they still differ, end it.")


class CheckedByYou(Refused):
    says = _("You have compared this key already. Another worker has to do it, too.")


@command("letters.offer_key", by=ActorKind.CONTACT, needs=SEALED)
def offer_key(act: Act, *, recipient: UUID, public: Annotated[str, Meta(max_length=86)]) -> Done:
    """The public half of a key that was made in the reader's browser. Nobody seals to it before two workers have compared it."""
    row = policy.recipient_to_read_for(act, recipient)
    if not is_public(public):
        raise NoKey
    if row.keys.filter(pinned_at=None, ended_at=None).exclude(public=public).count() >= MOST_WAITING:
        raise TooManyKeys
    made = {"id": act.id, "offered_by_id": act.contact, "offered_at": act.arrived}
    key, _new = RecipientKey.objects.get_or_create(recipient=row, public=public, defaults=made)
    return Done(row.person_id, (key,))


@command("letters.check_key", by=ActorKind.WORKER, needs=VERIFY)
def check_key(act: Act, *, key: UUID, digits: Digits, how: Annotated[str, Meta(min_length=1, max_length=200)]) -> Done:
    """The digits that the recipient told by another way are this key's. The second worker's word puts it to use and ends the one before.

    They are typed, and no page shows them: whoever only presses a button has compared nothing.
    """
    row = policy.key_to_check(act, key)
    if row.ended_at:
        raise KeyEnded
    if "".join(c for c in digits if c.isdigit()) != "".join(digits_of(row.public)):
        raise DigitsDiffer
    if row.checks.filter(by=act.worker).exists():
        raise CheckedByYou
    check = KeyCheck.objects.create(key=row, by_id=act.worker, how=how, at=act.arrived)
    changed: list[Model] = [check, row, row.recipient]
    if row.pinned_at is None and row.checks.count() >= CHECKS:
        row.recipient.keys.filter(pinned_at__isnull=False, ended_at=None).update(ended_at=act.arrived)
        row.pinned_at = act.arrived
        row.save(update_fields=["pinned_at"])
    return Done(row.recipient.person_id, tuple(changed))


@command("letters.end_key", by=ActorKind.WORKER, needs=VERIFY)
def end_key(act: Act, *, key: UUID) -> Done:
    """Lost, stolen, or no longer used: nobody seals to it from now on. What was sealed to it stays what it is."""
    row = policy.key_to_check(act, key)
    row.ended_at = row.ended_at or act.arrived
    row.save(update_fields=["ended_at"])
    return Done(row.recipient.person_id, (row, row.recipient))
