"""Every write of supervision, with its named refusals."""

from throughgate.modules.supervision.commands.concerns import finish_concern
from throughgate.modules.supervision.commands.follow_ups import note_miss, record_follow_up
from throughgate.modules.supervision.commands.plans import approve_plan, cancel_checkin, end_plan, open_checkins, set_plan
from throughgate.modules.supervision.commands.reviews import review_checkin
from throughgate.modules.supervision.commands.submissions import submit_checkin

__all__ = [
    "approve_plan",
    "cancel_checkin",
    "end_plan",
    "finish_concern",
    "note_miss",
    "open_checkins",
    "record_follow_up",
    "review_checkin",
    "set_plan",
    "submit_checkin",
]
