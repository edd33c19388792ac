"""Where news is taken from: as editors see it, and as the clock goes there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from throughgate.basics.text import Says
from throughgate.kernel.policy.act import Act
from throughgate.modules.library import policy
from throughgate.modules.library.models import NewsSource

MISSED: dict[str, Says] = {
    "NotAllowed": _("That place is not allowed any more, or leads to one that is not."),
    "NoAnswer": _("Nobody answered there, or with something else than news."),
    "NoFeed": _("What stands there is no feed (RSS or Atom). Look for the word “RSS” or “feed” on that site."),
}


@dataclass(frozen=True)
class SourceView:
    """A feed that a shelf takes. `missed`: why there was nothing the last time, in words."""

    id: UUID
    address: str
    name: str
    by: str
    looked_at: datetime | None
    missed: Says
    seen: frozenset[str]


def sources_on(act: Act, shelf_id: UUID) -> list[SourceView]:
    """Those of one shelf, by name."""
    return [_view(row) for row in policy.sources_of(act).filter(shelf=shelf_id).select_related("by").order_by("name")]


def sources_taken() -> list[SourceView]:
    """Every one that some shelf takes; those that were looked at longest ago first."""
    return [_view(row) for row in NewsSource.objects.filter(to_at=None).select_related("by").order_by("looked_at", "pk")]


def _view(row: NewsSource) -> SourceView:
    missed = MISSED.get(row.missed, "")
    return SourceView(row.pk, row.address, row.name, row.by.name, row.looked_at, missed, frozenset(row.seen))
