"""Who may sit at a desk, and about whom a worker does not decide."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import person_in_care
from throughgate.modules.desk import policy
from throughgate.modules.desk.models import Relative, Seat
from throughgate.modules.desk.rules.needs import LEAD, SCREEN


class SitsThere(Refused):
    says = _("{name} sits at this desk since {day}.")


class Declared(Refused):
    says = _("You have said so on {day}.")


class Left(Refused):
    says = _("They do not sit there any more.")


@command("desk.seat_officer", by=ActorKind.WORKER, needs=LEAD)
def seat_officer(act: Act, *, place: UUID, worker: UUID) -> Done:
    """Let a prison officer who was trained for it sit at the desk of a prison."""
    where = policy.desk_to_lead(act, place)
    officer = policy.officer_to_train(act, where, worker)
    if sits := Seat.objects.filter(worker=officer, place=where, to_at=None).first():
        raise SitsThere(name=officer.name, day=times.day(sits.from_at))
    return Done(None, (Seat.objects.create(worker=officer, place=where, by_id=act.worker, from_at=act.arrived),))


@command("desk.end_seat", by=ActorKind.WORKER, needs=LEAD)
def end_seat(act: Act, *, seat: UUID) -> Done:
    """An officer does not sit at that desk any more."""
    sits = policy.seat_to_end(act, seat)
    if sits.to_at:
        raise Left
    sits.to_at = act.arrived
    sits.save(update_fields=["to_at"])
    return Done(None, (sits,))


@command("desk.declare_relative", by=ActorKind.WORKER, needs=SCREEN)
def declare_relative(
    act: Act, *, person: UUID, what: Annotated[str, Meta(min_length=1, max_length=120)], contact: UUID | None = None
) -> Done:
    """Say that somebody is a relative of yours: the person or, with a contact, that contact. You do not read or decide about them."""
    whose = person_in_care(act, person)
    outside = policy.contact_of(act, whose.pk, contact) if contact else None
    theirs = {"contact": outside} if outside else {"person": whose, "contact": None}
    if said := Relative.objects.filter(worker=act.worker, **theirs).first():
        raise Declared(day=times.day(said.at))
    row = Relative.objects.create(worker_id=act.worker, person=whose, contact=outside, what=what, at=act.arrived)
    return Done(whose.pk, (row,))
