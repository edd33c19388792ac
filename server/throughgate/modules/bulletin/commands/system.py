"""What the system says itself: put up by the clock when it is so, and taken back when it is so no longer."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.bulletin import policy
from throughgate.modules.bulletin.commands.boards import open_board
from throughgate.modules.bulletin.models import Line
from throughgate.modules.bulletin.rules.kinds import Kind
from throughgate.modules.bulletin.rules.words import Said


@command("bulletin.tell", by=ActorKind.CLOCK)
def tell(
    act: Act,
    *,
    place: UUID,
    source: Annotated[str, Meta(min_length=1, max_length=80)],
    kind: Kind,
    texts: dict[str, Said],
    from_at: datetime,
) -> Done:
    """Say something of the system at a place, once for each source; what was said from there before is said anew."""
    where = policy.place_of_the_system(act, place)
    said = {"kind": kind, "texts": msgspec.to_builtins(texts), "from_at": from_at}
    line, _new = Line.objects.update_or_create(place=where, source=source, taken_down_at=None, defaults=said)
    return Done(None, (line, *open_board(where, act.arrived)))


@command("bulletin.take_back", by=ActorKind.CLOCK)
def take_back(act: Act, *, line: UUID) -> Done:
    """What the system said is so no longer."""
    return _down(act, line)


@command("bulletin.let_lapse", by=ActorKind.CLOCK)
def let_lapse(act: Act, *, line: UUID) -> Done:
    """Take down what has had its day."""
    return _down(act, line)


def _down(act: Act, line_id: UUID) -> Done:
    line = policy.line_of_the_system(act, line_id)
    line.taken_down_at = act.arrived
    line.save(update_fields=["taken_down_at"])
    return Done(None, (line,))
