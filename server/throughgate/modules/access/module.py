"""What this module offers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.module import Card, Job, Line, Module, Nav
from throughgate.modules.access import commands, jobs, policy, queries

DECIDES = frozenset({Role.SECURITY, Role.SENIOR_PROBATION_OFFICER, Role.ADMINISTRATOR})
EVERYWHERE = frozenset({Role.ADMINISTRATOR})
ROLLS_OUT = DECIDES - {Role.SECURITY}
HOURLY = timedelta(hours=1)
SEES = DECIDES | {Role.PROBATION_OFFICER, Role.PRISON_OFFICER, Role.CASE_MANAGER}

MODULE = Module(
    name="access",
    title=_("Access"),
    commands=(
        commands.set_marker,
        commands.end_marker,
        commands.restrict,
        commands.lift_restriction,
        commands.review_restriction,
        commands.ask_for_review,
        commands.close_review,
        commands.roll_out,
        commands.end_roll_out,
    ),
    capabilities=(
        Capability("access.see", _("See what people may use, and why not"), staff_only=True, decided_by=SEES),
        Capability("access.decide", _("Decide what people may use"), staff_only=True, decided_by=DECIDES),
        Capability("access.roll_out", _("Switch things on where you work"), staff_only=True, decided_by=ROLLS_OUT),
        Capability("access.roll_out_everywhere", _("Switch things on everywhere"), staff_only=True, decided_by=EVERYWHERE),
    ),
    jobs=(
        Job("access.ask_for_reviews", HOURLY, jobs.ask_for_reviews),
        Job("access.close_reviews", HOURLY, jobs.close_reviews),
    ),
    inbox=(Line(policy.REVIEW, _("Restriction to look at again"), "access:review"),),
    cards=(Card(_("What they may use"), "access/card.html", queries.card, order=70),),
    nav=(
        Nav(_("Restrictions"), "access:restrictions", needs="access.decide", order=75),
        Nav(_("Roll-outs"), "access:rollouts", needs="access.see", order=80),
    ),
    staff_urls="throughgate.modules.access.staff.urls",
)
