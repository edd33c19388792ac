"""What became of an act that no command has judged: held or quarantined, with a receipt, a trail entry and plain words."""

from typing import ClassVar

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.audit import trail
from throughgate.kernel.commands.command import Done
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.commands.perform import journal, write_receipt
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.scope import scope


class NotTaken(Refused):
    """A reason why an act was not judged; the act itself is kept."""

    outcome: ClassVar[str]


class Held(NotTaken):
    outcome = "held"


class WaitingForFiles(Held):
    says = _("Saved. It waits for its photo or recording, which has not arrived yet.")


class NotKnownYet(Held):
    says = _("Saved. This system has to be updated before it can read this. You do not need to do anything.")


class InQuarantine(NotTaken):
    outcome = "quarantined"


class UnreadableSeal(InQuarantine):
    says = _("This arrived, but it was damaged and we could not open it. It is kept. Please ask staff, and send it again.")


class BadSignature(InQuarantine):
    says = _("This does not carry the signature of this device. It is kept, and staff will look at it.")


class OtherDevice(InQuarantine):
    says = _("This says that it was made on another device. It is kept, and staff will look at it.")


class NotYourDevice(InQuarantine):
    says = _("This was made by somebody who was not using this device at that time. It is kept, and staff will look at it.")


class SameId(InQuarantine):
    says = _("Something else arrived before under the same number. Both are kept, and staff will look at it.")


class PlaceTaken(InQuarantine):
    says = _("Something else from this device stands in its place already. Both are kept, and staff will look at it.")


class GapInChain(InQuarantine):
    says = _("Something that this device sent before it has not arrived. This one is kept, and goes on as soon as the other is here.")


class ChainBroken(InQuarantine):
    says = _("This does not follow on what this device sent before. It is kept, and staff will look at it.")


class Revoked(InQuarantine):
    says = _("This device was turned off. What you sent is kept, and staff will look at it.")


class CouldNotApply(InQuarantine):
    says = _("Something went wrong on our side, and trying again did not help. What you sent is safe, and staff will look at it.")


def note(act: Act, command: str, reason: NotTaken, **detail: object) -> Receipt:
    """Write the receipt and the trail entry, and let the person's devices know. In the caller's transaction."""
    with transaction.atomic(), scope(act), translation.override(language_of(act)):
        trail.write(act, command or "sync.push", reason.outcome, act.person_id, code=reason.code, **detail)
        receipt = write_receipt(command, act, reason.outcome, code=reason.code, says=reason.words)
        for tell in journal:
            tell(act, Done(act.person_id, (receipt,)))
    return receipt


def language_of(act: Act) -> str:
    """The person's language for their own act; the request's language for everyone else."""
    here = translation.get_language() or "en"
    return Person.objects.values_list("language", flat=True).filter(pk=act.person_id).first() or here if act.person_id else here
