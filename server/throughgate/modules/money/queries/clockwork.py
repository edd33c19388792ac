"""What jobs go by: who has not had this week's allowance, which payments have not ended, which cards wait."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from throughgate.kernel.people.contacts import standing_at
from throughgate.kernel.places.models import Regime, Stay
from throughgate.kernel.places.tree import IN_PRISON
from throughgate.modules.money.models import Account, Allowance, Entry, Payment, PaymentState, Purse, What

MOST_AT_ONCE = 2_000


def people_without_allowance(now: datetime) -> list[UUID]:
    """Those who live in a prison, at a level that gets something this week or got something last, and have not been given it."""
    levels = set(Allowance.objects.filter(standing_at(now)).values_list("level", flat=True))
    given = Account.objects.filter(purse=Purse.WEEKLY, until__gt=now).values("person")
    lapsed = Account.objects.filter(purse=Purse.WEEKLY, until__lte=now, pence__gt=0).values("person")
    level = Regime.objects.filter(standing_at(now), level__in=levels).values("person")
    stays = Stay.objects.filter(Q(person__in=level) | Q(person__in=lapsed), standing_at(now), place__kind__in=IN_PRISON)
    return list(stays.exclude(person__in=given).order_by("person").values_list("person", flat=True)[:MOST_AT_ONCE])


def payments_to_ask_about(before: datetime) -> list[tuple[UUID, datetime]]:
    """Those that were asked for before that, and have not ended; the oldest first."""
    waiting = Payment.objects.filter(steps=None, asked_at__lt=before).order_by("asked_at")
    return list(waiting.values_list("pk", "asked_at")[:MOST_AT_ONCE])


def payments_to_pay_back() -> list[tuple[UUID, str, int]]:
    """Those for which money was set aside, and the provider has not said that they are paid back."""
    set_aside = Entry.objects.filter(what=What.PAID_BACK, answered=None).values("for_what")
    rows = Payment.objects.filter(pk__in=set_aside, provider_id__isnull=False).exclude(steps__state=PaymentState.REFUNDED)
    return [(row.pk, row.provider_id or "", row.pence) for row in rows.order_by("asked_at")[:MOST_AT_ONCE]]
