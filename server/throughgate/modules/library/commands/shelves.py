"""Shelves, and who sits at their desks."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import place_of_work
from throughgate.modules.library import policy
from throughgate.modules.library.models import Desk, Shelf
from throughgate.modules.library.rules.needs import SHELVES


@command("library.open_shelf", by=ActorKind.WORKER, needs=SHELVES)
def open_shelf(act: Act, *, name: Annotated[str, Meta(min_length=1, max_length=80)], place: UUID) -> Done:
    """Open a shelf for a place; whoever keeps it is asked next."""
    shelf = Shelf.objects.create(id=act.id, name=name, place=place_of_work(act, place), since=act.arrived)
    return Done(None, (shelf,))


@command("library.seat_worker", by=ActorKind.WORKER, needs=SHELVES)
def seat_worker(act: Act, *, shelf: UUID, worker: UUID, writes: bool, approves: bool, answers: bool) -> Done:
    """Say what a worker does at a shelf's desk from now on; nothing at all ends it."""
    kept, asked = policy.shelf_to_staff(act, shelf), policy.worker_to_seat(act, worker)
    Desk.objects.filter(shelf=kept, worker=asked, to_at=None).update(to_at=act.arrived)
    if not (writes or approves or answers):
        return Done(None, (kept,))
    seat = Desk.objects.create(shelf=kept, worker=asked, writes=writes, approves=approves, answers=answers, from_at=act.arrived)
    return Done(None, (kept, seat))
