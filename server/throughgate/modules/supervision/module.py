"""What supervision offers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Card, Glance, Job, Line, Module, Nav, when
from throughgate.modules.supervision import commands, demo, jobs, queries, reactions
from throughgate.modules.supervision.feed import CHECKINS
from throughgate.modules.supervision.rules.urgency import SIGNS

CHECKIN = "supervision.checkin"
YEARS_6 = timedelta(days=2_192)

MODULE = Module(
    name="supervision",
    title=_("Check-ins"),
    commands=(
        commands.set_plan,
        commands.approve_plan,
        commands.end_plan,
        commands.open_checkins,
        commands.cancel_checkin,
        commands.submit_checkin,
        commands.review_checkin,
        commands.finish_concern,
        commands.note_miss,
        commands.record_follow_up,
    ),
    feeds=(CHECKINS,),
    capabilities=(
        Capability(
            CHECKIN,
            title=_("Check-in"),
            needs_rollout=True,
            decided_by=frozenset({WorkerRole.PROBATION_OFFICER, WorkerRole.SENIOR_PROBATION_OFFICER}),
        ),
    ),
    jobs=(
        Job("supervision.open_checkins", timedelta(hours=1), jobs.open_checkins),
        Job("supervision.note_misses", timedelta(minutes=5), jobs.note_misses),
    ),
    reacts=(*(when(f"caseload.{verb}@1", reactions.follow_a_move) for verb in ("move_person", "record_moves", "report_move")),),
    inbox=(
        Line("supervision.review", _("Check-in to review"), "supervision:review", needs=CHECKIN, signs=SIGNS),
        Line("supervision.missed", _("Missed check-in"), "supervision:missed", needs=CHECKIN),
        Line("supervision.approve", _("Plan to approve"), "supervision:approve", needs=CHECKIN),
        Line("supervision.concern", _("Follow-up of a concern"), "supervision:concern", needs=CHECKIN),
    ),
    glances=(Glance("supervision/glance.html", queries.feelings, order=5),),
    cards=(Card(_("Check-ins"), "supervision/card.html", queries.card, order=20),),
    nav=(Nav(_("Check-ins"), "supervision:overview", needs=CHECKIN, order=20),),
    staff_urls="throughgate.modules.supervision.staff.urls",
    keeps={
        "supervision.Plan": Keep(YEARS_6, "as long as the record of the order it belongs to"),
        "supervision.Question": Keep(YEARS_6, "with its plan"),
        "supervision.Approval": Keep(YEARS_6, "with its plan"),
        "supervision.PlanEnd": Keep(YEARS_6, "with its plan"),
        "supervision.Checkin": Keep(YEARS_6, "2,192 days, as a check-in with a concern is kept by the probation service", by="closes_at"),
        "supervision.Cancellation": Keep(YEARS_6, "with its plan"),
        "supervision.Submission": Keep(YEARS_6, "with its check-in"),
        "supervision.Answer": Keep(YEARS_6, "with what was sent"),
        "supervision.Review": Keep(YEARS_6, "with what was sent"),
        "supervision.FollowUp": Keep(YEARS_6, "with its check-in"),
        "supervision.Concern": Keep(YEARS_6, "with its check-in"),
        "supervision.ConcernEnd": Keep(YEARS_6, "with its check-in"),
    },
    not_in_feeds={
        "supervision.Plan": "a device needs its check-ins, which carry what was agreed",
        "supervision.Question": "travels inside its check-in",
        "supervision.Approval": "between workers; the person gets check-ins once it is given",
        "supervision.PlanEnd": "the person sees each check-in cancelled, with the reason",
        "supervision.Cancellation": "travels inside its check-in",
        "supervision.Submission": "travels inside its check-in; the device made it",
        "supervision.Answer": "the device made it",
        "supervision.Review": "travels inside its check-in, with its note only where the worker shared it",
        "supervision.FollowUp": "a worker's record of a talk they had with the person",
        "supervision.Concern": "between workers",
        "supervision.ConcernEnd": "between workers",
    },
    demo=demo.show,
)
