"""What came from outside, written down once: then it is ours, and whoever brought it may forget it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import IntegrityError, transaction

from throughgate.kernel.gateways.arrived import Arrived, ArrivedFile, By
from throughgate.kernel.gateways.models import Incoming

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
AT_ONCE = 50


class Settled(StrEnum):
    """What became of it. All but the first two and the last are settled as they come."""

    TAKEN = "taken"
    NOT_TAKEN = "not_taken"
    REFUSED = "refused"
    STOPPED = "stopped"
    PROGRAM = "program"
    RETURNED = "returned"
    NOT_READ = "not_read"
    NOT_BELIEVED = "not_believed"


def write_down(row: Incoming, at: datetime) -> Incoming:
    """Keep it. What came before under that id of its provider's is what stands; nothing is changed then."""
    row.arrived_at = row.due_at = at
    if row.outcome:
        forget_words(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Incoming.objects.get(by=row.by, provider_id=row.provider_id)
    return row


def waiting(now: datetime) -> Iterator[Incoming]:
    """What is to be settled now, each claimed by whoever is given it: one that dies with it leaves it for the next try."""
    due = Incoming.objects.filter(settled_at=None, due_at__lte=now).order_by("due_at")[:AT_ONCE]
    yield from (row for row in due if claim(row, now))


def claim(row: Incoming, now: datetime) -> bool:
    """Ours to settle, until its next try is due."""
    again = now + min(FIRST_WAIT * 2 ** min(row.tries, 16), LONGEST_WAIT)
    mine = Incoming.objects.filter(pk=row.pk, settled_at=None, due_at=row.due_at)
    return mine.update(due_at=again, tries=row.tries + 1) > 0


def settle(row: Incoming, outcome: Settled, now: datetime) -> None:
    """It is done with, and its words are gone."""
    row.outcome, row.settled_at = outcome, now
    forget_words(row)
    row.save(update_fields=["outcome", "settled_at", "words", "subject", "files"])


def forget_words(row: Incoming) -> None:
    row.words, row.subject, row.files = "", "", []


def arrived(row: Incoming) -> Arrived:
    """As modules see it."""
    files = tuple(ArrivedFile(*one) for one in row.files)
    return Arrived(By(row.by), row.provider_id, row.sender, row.to, row.words, row.at, row.subject, files, row.checked)
