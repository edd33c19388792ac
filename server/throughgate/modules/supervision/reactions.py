"""What supervision does when something happens elsewhere."""

from collections.abc import Iterable

from django.db import models

from throughgate.kernel.commands.command import Done
from throughgate.kernel.policy.act import Act
from throughgate.modules.supervision.policy import checkins_of


def tell_of_new_worker(act: Act, done: Done) -> Iterable[models.Model]:
    """Another worker looks after this person: their check-ins name who reads them, so they are told anew."""
    return checkins_of([done.person_id]) if done.person_id else ()
