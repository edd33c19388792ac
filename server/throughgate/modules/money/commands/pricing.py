"""Prices and weekly allowances, set by a worker with a reason. What stood before ends as the new one begins."""

from datetime import datetime
from typing import Annotated, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.places.models import PlaceKind, RegimeLevel
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import place_of_work
from throughgate.kernel.screening.models import Way
from throughgate.modules.money.models import Allowance, Tariff
from throughgate.modules.money.policy import SET_PRICES
from throughgate.modules.money.rules.sorts import Basis, Channel, Kind

Row = TypeVar("Row", Tariff, Allowance)
Pence = Annotated[int, Meta(ge=0, le=10_000)]
Reason = Annotated[str, Meta(min_length=1, max_length=300)]


class NotAPrison(Refused):
    says = _("Prices are set for a whole prison or office. Choose one of those.")


class NotInThePast(Refused):
    says = _("A price cannot begin in the past: people were shown another one then. Choose a later moment.")


class PriceDoesNotFit(Refused):
    says = _("What is free costs nothing, and anything else costs at least a penny.")


class SubsidyTooLarge(Refused):
    says = _("The prison cannot pay more of it than it costs.")


class ALaterOneStands(Refused):
    says = _("A price that begins later is on the record already. It begins on its own day.")


@command("money.set_price", by=ActorKind.WORKER, needs=SET_PRICES)
def set_price(
    act: Act,
    *,
    place: UUID,
    basis: Basis,
    pence: Pence,
    reason: Reason,
    subsidy: Pence = 0,
    kind: Kind | None = None,
    way: Way | None = None,
    channel: Channel | None = None,
    from_at: datetime | None = None,
) -> Done:
    """Say what something costs at a place from now on, or from a later moment; and how much of it the establishment pays."""
    establishment, begins = _establishment(act, place), _begins(act, from_at)
    if (pence == 0) != (basis is Basis.FREE):
        raise PriceDoesNotFit
    if subsidy > pence:
        raise SubsidyTooLarge
    sort = {"establishment_id": establishment, "kind": kind or "", "way": way or "", "channel": channel or ""}
    ended = _ended(Tariff.objects.filter(to_at=None, **sort), begins)
    cost = {"basis": basis, "pence": pence, "subsidy": subsidy, "from_at": begins, "reason": reason}
    made = Tariff.objects.create(id=act.id, by_id=act.worker, **sort, **cost)
    return Done(None, (*ended, made))


@command("money.set_allowance", by=ActorKind.WORKER, needs=SET_PRICES)
def set_allowance(act: Act, *, place: UUID, level: RegimeLevel, pence: Pence, reason: Reason) -> Done:
    """Say what people of a level may use each week at the establishment's expense. It counts from the next week on."""
    where = _establishment(act, place)
    ended = _ended(Allowance.objects.filter(to_at=None, establishment=where, level=level), act.arrived)
    given = {"establishment_id": where, "level": level, "pence": pence, "reason": reason}
    made = Allowance.objects.create(id=act.id, by_id=act.worker, from_at=act.arrived, **given)
    return Done(None, (*ended, made))


def _begins(act: Act, from_at: datetime | None) -> datetime:
    if from_at and from_at < act.arrived:
        raise NotInThePast
    return from_at or act.arrived


def _establishment(act: Act, place: UUID) -> UUID:
    found = place_of_work(act, place)
    if found.kind not in (PlaceKind.ESTABLISHMENT, PlaceKind.OFFICE):
        raise NotAPrison
    return found.pk


def _ended(standing: QuerySet[Row], at: datetime) -> list[Row]:
    """What stood until now ends. Raises: ALaterOneStands."""
    rows = list(standing.select_for_update())
    for row in rows:
        if row.from_at > at:
            raise ALaterOneStands
        row.to_at = at
        row.save(update_fields=["to_at"])
    return rows
