"""The clock as an actor; each job calls one command."""

from datetime import datetime

from throughgate.kernel.commands.clock import once
from throughgate.modules.family import commands, queries


def ask_for_reviews(now: datetime) -> int:
    """Ask for a look at every approval whose day has come. Returns for how many."""
    return sum(once(now, commands.ask_for_review, approval=approval) for approval in queries.due_for_review(now))


def close_reviews(now: datetime) -> int:
    """Ask no longer where what was approved has ended. Returns for how many."""
    return sum(once(now, commands.close_review, approval=approval) for approval in queries.reviews_to_close())
