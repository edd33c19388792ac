"""How often things are opened: each device counts for itself, and nobody keeps whose."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from django.db.models import F
from msgspec import Meta

from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.library import policy
from throughgate.modules.library.models import Tally
from throughgate.modules.library.rules.needs import READ
from throughgate.modules.library.rules.tallies import Did, week_told


class Total(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was done with an item in one language that week; each counts once, however often."""

    item: UUID
    language: Annotated[str, Meta(min_length=2, max_length=8)]
    did: Annotated[list[Did], Meta(max_length=4)]


@command("library.tell_totals", by=ActorKind.PERSON, needs=READ)
def tell_totals(act: Act, *, week: date, totals: Annotated[list[Total], Meta(max_length=300)]) -> Done:
    """Count what was opened, read, heard and finished in a week that is over, where they live. `week`: any day of it."""
    me, place = policy.where_they_read(act)
    there = policy.items_there_are(total.item for total in totals)
    if place:
        _count(place, week_told(week, act.at), [total for total in totals if total.item in there])
    # Nothing of what was counted is named: what changed would stand on the trail beside who said it.
    return Done(me.pk)


def _count(place: Place, week: date, totals: list[Total]) -> None:
    did = {(total.item, total.language): frozenset(total.did) for total in totals}
    # In one order for everybody: two devices at once must not wait for each other.
    blank = [Tally(item_id=item, language=language, week=week, place=place) for item, language in sorted(did)]
    Tally.objects.bulk_create(blank, ignore_conflicts=True)
    rows = Tally.objects.filter(place=place, week=week, item__in={item for item, _language in did}).order_by("pk").select_for_update()
    known = {(row.item_id, row.language): row.pk for row in rows}
    for one in Did:
        _add(one, [known[key] for key, what in did.items() if one in what])


def _add(did: Did, rows: Iterable[int]) -> None:
    Tally.objects.filter(pk__in=rows).update(**{did.value: F(did.value) + 1})
