"""What the clock does."""

from datetime import datetime

from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid7
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.modules.desk.commands.stopping import StillStopped, put_through
from throughgate.modules.desk.policy import stopped

AT_A_TIME = 200


def put_all_through(now: datetime) -> int:
    """Let pass what stops kept back that have ended, by themselves or by somebody. Returns how many."""
    act = Act(CLOCK, now, now, Face.OPS)
    with scope(act):
        waiting = {item.pk for stop in stopped.ended_lately(now) for item in stopped.free_again(stop, now)[:AT_A_TIME]}
    for item in sorted(waiting):
        try:
            put_through(Act(CLOCK, now, now, Face.OPS, id=uuid7()), item=item)
        except (NotFound, StillStopped):
            # Somebody decided about it meanwhile, or stopped it anew.
            continue
    return len(waiting)
