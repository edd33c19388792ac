"""The clock as an actor; each job calls one command."""

from datetime import datetime

from throughgate.kernel.commands.clock import once
from throughgate.modules.access import commands, queries


def ask_for_reviews(now: datetime) -> int:
    """Ask for a look at every restriction whose day has come. Returns for how many."""
    return sum(once(now, commands.ask_for_review, restriction=restriction) for restriction in queries.due_for_review(now))


def close_reviews(now: datetime) -> int:
    """Ask no longer where the restriction has ended by itself. Returns for how many."""
    return sum(once(now, commands.close_review, restriction=restriction) for restriction in queries.reviewed_by_time(now))
