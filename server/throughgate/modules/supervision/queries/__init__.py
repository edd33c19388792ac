"""Every read that a page needs, as small frozen shapes."""

from throughgate.modules.supervision.queries.checkins import (
    CancelPage,
    MissedPage,
    cancel_page,
    checkins_of_person,
    missed_page,
    name_of,
    newly_missed,
)
from throughgate.modules.supervision.queries.concerns import ConcernView, concern_view, feelings, workers_to_choose
from throughgate.modules.supervision.queries.overview import CaseloadLine, card, caseload, caseload_lines, months
from throughgate.modules.supervision.queries.plans import PlanView, plan_view, plans_to_open
from throughgate.modules.supervision.queries.reviews import ReviewPage, files_of, place_check, review_page

__all__ = [
    "CancelPage",
    "CaseloadLine",
    "ConcernView",
    "MissedPage",
    "PlanView",
    "ReviewPage",
    "cancel_page",
    "card",
    "caseload",
    "caseload_lines",
    "checkins_of_person",
    "concern_view",
    "feelings",
    "files_of",
    "missed_page",
    "months",
    "name_of",
    "newly_missed",
    "place_check",
    "plan_view",
    "plans_to_open",
    "review_page",
    "workers_to_choose",
]
