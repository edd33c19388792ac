"""Whoever sent something takes it back, while it has not passed."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.letting_go import let_go
from throughgate.kernel.screening.models import WAITS
from throughgate.modules.touch import policy
from throughgate.modules.touch.commands.paying import give_back
from throughgate.modules.touch.commands.sending import WRITERS
from throughgate.modules.touch.models import TakingBack


class PassedAlready(Refused):
    says = gettext_lazy("It had passed already, so it could not be taken back.")


@command("touch.take_back", by=WRITERS)
def take_back(act: Act, *, message: UUID) -> Done:
    """Take back what you sent, while it is being checked or held. Nobody reads it then."""
    row = policy.message_of_mine(act, message)
    if hasattr(row, "taken_back"):
        return Done(row.person_id, (row,))
    if row.item.outcome not in WAITS or row.deliveries.exists():
        raise PassedAlready
    taken = TakingBack.objects.create(message=row, person_id=row.person_id, at=act.arrived)
    let_go([row.item], act.arrived)
    back = give_back(act, row, _("You took a message back."))
    return Done(row.person_id, (row, taken, *back))
