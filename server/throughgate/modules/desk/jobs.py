"""What the clock does."""

import logging
from datetime import datetime
from uuid import UUID

from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid_from
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.screening.looking import Found, LookLater, look, waiting
from throughgate.kernel.screening.models import Item, Outcome
from throughgate.kernel.tasks.models import Task
from throughgate.modules.desk.commands.looking import finish_look
from throughgate.modules.desk.commands.ruling import SECOND, close_second
from throughgate.modules.desk.commands.stopping import StillStopped, put_through
from throughgate.modules.desk.policy import stopped

log = logging.getLogger(__name__)
AT_A_TIME = 200
# A batch of looks takes seconds each; other jobs wait meanwhile.
LOOKS = 10


def look_at_files(now: datetime) -> int:
    """Look at the files of what waits for that, who waits longest first. Returns how many items stand now."""
    return sum(_look_at(item, now) for item in waiting(LOOKS))


def _look_at(item: UUID, now: datetime) -> bool:
    try:
        found = look(Item.objects.get(pk=item))
    except LookLater:
        return False
    except Exception:
        # Nothing passes unseen, and the others must not wait for one at which we fail: staff look at it.
        log.exception("the files of %s", item)
        found = Found([])
    try:
        # Made from what it is about, so that looking twice is looking once.
        finish_look(Act(CLOCK, now, now, Face.OPS, id=uuid_from("desk.finish_look", item)), item=item, found=found)
    except NotFound:
        # Another worker was quicker, or it was taken back.
        return False
    return True


def close_seconds(now: datetime) -> int:
    """Take out of inboxes what waits for a second reader and is not held any more. Returns how many."""
    asked = Task.objects.filter(kind=SECOND, done_at=None).values_list("about", flat=True)
    over = list(Item.objects.filter(pk__in=asked).exclude(outcome=Outcome.HELD).values_list("pk", flat=True))
    for item in over:
        close_second(Act(CLOCK, now, now, Face.OPS), item=item)
    return len(over)


def put_all_through(now: datetime) -> int:
    """Let pass what stops kept back that have ended, by themselves or by somebody. Returns how many."""
    act = Act(CLOCK, now, now, Face.OPS)
    with scope(act):
        free = {item.pk for stop in stopped.ended_lately(now) for item in stopped.free_again(stop, now)[:AT_A_TIME]}
    for item in sorted(free):
        try:
            put_through(Act(CLOCK, now, now, Face.OPS), item=item)
        except (NotFound, StillStopped):
            # Somebody decided about it meanwhile, or stopped it anew.
            continue
    return len(free)
