"""What is not to pass any more, because whoever sent it took it back or contact has ended: nobody needs to look at it."""

from collections.abc import Iterable
from datetime import datetime

from throughgate.kernel.screening.models import WAITS, Item, Outcome


def let_go(items: Iterable[Item], at: datetime) -> None:
    """Take what still waits out of the desk's queue, without a ruling: nobody decided against it."""
    waiting = [item.pk for item in items if item.outcome in WAITS]
    Item.objects.filter(pk__in=waiting, outcome__in=WAITS).update(outcome=Outcome.WITHHELD, settled_at=at)
