"""What supervision does when something happens elsewhere."""

from collections.abc import Iterator

from django.db import models

from throughgate.kernel.commands.command import Done
from throughgate.kernel.places.models import Stay
from throughgate.kernel.policy.act import Act
from throughgate.modules.supervision.commands.moves import close_plans_left_behind
from throughgate.modules.supervision.policy import checkins_of


def follow_a_move(act: Act, done: Done) -> Iterator[models.Model]:
    """People moved: plans that cannot follow them end, and their check-ins may name another worker."""
    for stay in (row for row in done.changed if isinstance(row, Stay)):
        yield from close_plans_left_behind(act, stay)
        yield from checkins_of([stay.person_id])
