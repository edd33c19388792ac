"""The bulletin of a place: begun with its first line; and how televisions show it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.bulletin import policy
from throughgate.modules.bulletin.models import Board
from throughgate.modules.bulletin.rules.kinds import Tongues
from throughgate.modules.bulletin.rules.needs import KEEP

FEWEST_S, MOST_S = 5, 120


class TooFast(Refused):
    says = _("A slide stands for {fewest} to {most} seconds, so that everybody can read it.")


def open_board(place: Place, at: datetime) -> tuple[Board, ...]:
    """The bulletin of that place, where it is new; nothing where it hangs already."""
    board, new = Board.objects.get_or_create(place=place, defaults={"opened_at": at})
    return (board,) if new else ()


@command("bulletin.set_screens", by=ActorKind.WORKER, needs=KEEP)
def set_screens(act: Act, *, place: UUID, tongues: Tongues, seconds: Annotated[int, Meta(ge=1, le=999)]) -> Done:
    """Say in which language the televisions of a place speak, and for how long each slide stands."""
    where = policy.place_to_keep(act, place)
    if not FEWEST_S <= seconds <= MOST_S:
        raise TooFast(fewest=FEWEST_S, most=MOST_S)
    how = {"tongues": tongues, "seconds": seconds}
    board, _new = Board.objects.update_or_create(place=where, defaults=how, create_defaults=how | {"opened_at": act.arrived})
    return Done(None, (board,))
