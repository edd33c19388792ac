"""What keeping in touch does when something happens elsewhere."""

from collections.abc import Iterator

from django.db import models

from throughgate.kernel.commands.command import Done
from throughgate.kernel.people.models import Relationship
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.models import Item
from throughgate.modules.touch.commands.passing import settle_items, stop_what_waits
from throughgate.modules.touch.policy import pairs_in_touch


def follow_the_desk(act: Act, done: Done) -> Iterator[models.Model]:
    """Items were decided, or a stop has ended: what may go on reaches those it is for, and both sides read how it stands."""
    yield from settle_items(act, [row for row in done.changed if isinstance(row, Item)])


def follow_an_end(act: Act, done: Done) -> Iterator[models.Model]:
    """Contact has ended: what has not passed yet is stopped."""
    yield from stop_what_waits(act, [row for row in done.changed if isinstance(row, Relationship)])


def follow_a_price(act: Act, done: Done) -> Iterator[models.Model]:
    """What it costs to write stands with each thread: all of them are told anew."""
    yield from pairs_in_touch(act.arrived).iterator()
