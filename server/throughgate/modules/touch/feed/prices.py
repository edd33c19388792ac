"""What it costs to write, shown before. Where there is no money, all is free."""

from collections.abc import Collection
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.db.models import Case, IntegerField, QuerySet, Value, When

from throughgate.basics.clock import now
from throughgate.kernel.people.models import Relationship
from throughgate.kernel.policy.act import Act
from throughgate.modules.touch.models import Thread

Row = TypeVar("Row", Relationship, Thread)


def is_installed() -> bool:
    return apps.is_installed("throughgate.modules.money")


def with_prices(rows: QuerySet[Row], people: Collection[UUID]) -> QuerySet[Row]:
    """Those, each with what a few words cost the person now (`pence`); read for all of them at once."""
    prices: dict[UUID, int] = {}
    if is_installed() and people:
        from throughgate.modules.money import public

        prices = public.pence_to_write(people, now())
    whens = [When(person=person, then=Value(pence)) for person, pence in prices.items()]
    return rows.annotate(pence=Case(*whens, default=None, output_field=IntegerField()))


def price_outside(act: Act, person: UUID) -> Any:
    """What a few words to that person cost the contact who asks, and what they have left after it; None where there is nothing to pay."""
    if not is_installed():
        return None
    from throughgate.modules.money import public

    price = public.price_of(person, act.contact, "text", "in", act.at)
    return price if price.pence else None
