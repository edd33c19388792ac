"""What the clock does."""

from datetime import datetime

from throughgate.basics.errors import NotFound
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.screening.models import Item, Outcome
from throughgate.kernel.tasks.models import Task
from throughgate.modules.desk.commands.ruling import SECOND, close_second
from throughgate.modules.desk.commands.stopping import StillStopped, put_through
from throughgate.modules.desk.policy import stopped

AT_A_TIME = 200


def close_seconds(now: datetime) -> int:
    """Take out of inboxes what waits for a second reader and is not held any more. Returns how many."""
    waiting = Task.objects.filter(kind=SECOND, done_at=None).values_list("about", flat=True)
    over = list(Item.objects.filter(pk__in=waiting).exclude(outcome=Outcome.HELD).values_list("pk", flat=True))
    for item in over:
        close_second(Act(CLOCK, now, now, Face.OPS), item=item)
    return len(over)


def put_all_through(now: datetime) -> int:
    """Let pass what stops kept back that have ended, by themselves or by somebody. Returns how many."""
    act = Act(CLOCK, now, now, Face.OPS)
    with scope(act):
        waiting = {item.pk for stop in stopped.ended_lately(now) for item in stopped.free_again(stop, now)[:AT_A_TIME]}
    for item in sorted(waiting):
        try:
            put_through(Act(CLOCK, now, now, Face.OPS), item=item)
        except (NotFound, StillStopped):
            # Somebody decided about it meanwhile, or stopped it anew.
            continue
    return len(waiting)
