"""What the machine saw of the files of something that would pass: it stands, from now on, as that says."""

from uuid import UUID

from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.screening.looking import finish
from throughgate.kernel.screening.looking.found import Found
from throughgate.modules.desk import policy


@command("desk.finish_look", by=ActorKind.CLOCK)
def finish_look(act: Act, *, item: UUID, found: Found) -> Done:
    """Judge what was seen in the files of an item: it passes, or staff look."""
    looked = finish(act, policy.item_to_look_through(act, item), found)
    return Done(looked.person_id, (looked,))
