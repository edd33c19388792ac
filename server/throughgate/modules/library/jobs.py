"""What the clock does."""

from datetime import datetime

from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.modules.library import policy
from throughgate.modules.library.commands.publishing import end_item


def end_items(now: datetime) -> int:
    """Take away what has had its day, and the last of what was taken back. Returns how many items."""
    over = policy.items_that_are_over(now)
    for item in over:
        end_item(Act(CLOCK, now, now, Face.OPS), item=item)
    return len(over)
