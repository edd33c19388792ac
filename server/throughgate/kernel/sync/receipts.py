"""Why an act was not judged by its command: held or quarantined, in plain words. It has a receipt and stands on the trail all the same."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused


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


# What somebody who carries an act may have spoilt or made up: nothing in it proves that its device made it so.
UNPROVEN = frozenset(trouble().code for trouble in (UnreadableSeal, BadSignature, OtherDevice))
