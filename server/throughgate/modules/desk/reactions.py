"""What the desk does when something happens elsewhere."""

from collections.abc import Iterator

from django.db import models

from throughgate.kernel.commands.command import Done
from throughgate.kernel.places.models import Stay
from throughgate.kernel.places.tree import establishment_of
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.models import WAITS, Item
from throughgate.kernel.tasks.models import Task


def follow_a_move(_act: Act, done: Done) -> Iterator[models.Model]:
    """People moved: what waits of theirs waits at the desk where they live now, so that nothing waits where nobody looks."""
    for stay in (row for row in done.changed if isinstance(row, Stay) and row.to_at is None):
        there = establishment_of(stay.place)
        Item.objects.filter(person=stay.person_id, outcome__in=WAITS).update(establishment=there)
        Task.objects.filter(person=stay.person_id, kind__startswith="desk.", done_at=None, desk__isnull=False).update(desk=there.pk)
    yield from ()
