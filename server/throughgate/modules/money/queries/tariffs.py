"""What the page of prices shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import places_of
from throughgate.modules.money.models import Allowance, Tariff
from throughgate.modules.money.rules.prices import pounds


@dataclass(frozen=True)
class PriceView:
    """A price that stands or will; "" means any. `subsidy`: what the establishment pays of it, "" for nothing."""

    id: UUID
    place: str
    kind: str
    way: str
    channel: str
    basis: str
    pence: str
    subsidy: str
    from_at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class AllowanceView:
    place: str
    level: str
    pence: str
    from_at: datetime
    by: str
    reason: str


def prices(act: Act, at: datetime) -> list[PriceView]:
    """Those that hold where this worker works, now or later."""
    here = Q(establishment=None) | Q(establishment__in=places_of(act))
    rows = Tariff.objects.filter(here, Q(to_at=None) | Q(to_at__gt=at)).select_related("establishment", "by")
    return [_price(row) for row in rows.order_by("establishment__name", "kind", "channel", "way", "from_at")]


def allowances(act: Act, at: datetime) -> list[AllowanceView]:
    here = Q(establishment=None) | Q(establishment__in=places_of(act))
    rows = Allowance.objects.filter(here, Q(to_at=None) | Q(to_at__gt=at)).select_related("establishment", "by")
    return [
        AllowanceView(_place(row), row.get_level_display(), pounds(row.pence), row.from_at, row.by.name if row.by else "", row.reason)
        for row in rows.order_by("establishment__name", "level")
    ]


def _price(row: Tariff) -> PriceView:
    return PriceView(
        id=row.pk,
        place=_place(row),
        kind=row.get_kind_display() if row.kind else "",
        way=row.get_way_display() if row.way else "",
        channel=row.get_channel_display() if row.channel else "",
        basis=row.get_basis_display(),
        pence=pounds(row.pence) if row.pence else "",
        subsidy=pounds(row.subsidy) if row.subsidy else "",
        from_at=row.from_at,
        by=row.by.name if row.by else "",
        reason=row.reason,
    )


def _place(row: Tariff | Allowance) -> str:
    return row.establishment.name if row.establishment else ""
