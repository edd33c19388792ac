"""What the desk offers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Card, Job, Line, Module, Nav, when
from throughgate.kernel.screening.care import CARE_SIGN, CARE_TASK
from throughgate.modules.desk import commands, jobs, policy, queries, reactions
from throughgate.modules.desk.commands.appealing import APPEALED
from throughgate.modules.desk.commands.ruling import SECOND
from throughgate.modules.desk.commands.targeting import AGREES
from throughgate.modules.desk.rules.needs import APPEAL, CARE, LEAD, SCREEN

# Security, and prison officers who were trained for it (Seat); outside prisons, where there is no security, senior probation officers.
SCREENERS = frozenset({Role.SECURITY, Role.PRISON_OFFICER, Role.SENIOR_PROBATION_OFFICER})
LEADERS = frozenset({Role.SECURITY, Role.SENIOR_PROBATION_OFFICER})
CARERS = frozenset(set(Role.values) - {Role.OPERATIONS})
RECORD = Keep(None, "who might decide about whom; a complaint or a court may ask years later")

MODULE = Module(
    name="desk",
    title=_("Screening desk"),
    commands=(
        commands.rule,
        commands.close_second,
        commands.finish_look,
        commands.appeal,
        commands.answer_appeal,
        commands.look_after,
        commands.watch,
        commands.end_watch,
        commands.set_sampling,
        commands.target,
        commands.agree_target,
        commands.end_target,
        commands.stop,
        commands.end_stop,
        commands.put_through,
        commands.seat_officer,
        commands.end_seat,
        commands.declare_relative,
    ),
    capabilities=(
        Capability(SCREEN, _("Look at what is held before it passes"), staff_only=True, decided_by=SCREENERS),
        Capability(
            LEAD, _("Say what is looked for, of whom everything is read, and who sits at the desk"), staff_only=True, decided_by=LEADERS
        ),
        Capability(CARE, _("Look after somebody whose words were worrying"), staff_only=True, decided_by=CARERS),
        Capability(APPEAL, _("Ask for another look at what did not pass"), essential=True, for_contacts=True, decided_by=SCREENERS),
    ),
    jobs=(
        Job("desk.look", timedelta(seconds=1), jobs.look_at_files),
        Job("desk.put_through", timedelta(seconds=30), jobs.put_all_through),
        Job("desk.close_seconds", timedelta(minutes=10), jobs.close_seconds),
    ),
    reacts=tuple(when(f"caseload.{verb}@1", reactions.follow_a_move) for verb in ("move_person", "record_moves", "report_move")),
    desks=policy.desks,
    inbox=(
        Line(
            CARE_TASK,
            _("Words that sound like self-harm"),
            "desk:care",
            needs=CARE,
            signs={CARE_SIGN: _("May harm themself")},
        ),
        Line(SECOND, _("Held: needs a second reader"), "desk:item", needs=SCREEN),
        Line(APPEALED, _("Asks for another look"), "desk:appeal", needs=SCREEN),
        Line(AGREES, _("Everything is to be read: do you agree?"), "desk:target", needs=LEAD),
    ),
    cards=(Card(_("Screening desk"), "desk/card.html", queries.card, order=47),),
    nav=(Nav(_("Screening desk"), "desk:queue", needs=SCREEN, order=30),),
    staff_urls="throughgate.modules.desk.staff.urls",
    keeps={
        "desk.Seat": RECORD,
        "desk.Relative": RECORD,
        "desk.LookedAfter": Keep(timedelta(days=730), "goes with its item", by="at"),
    },
    not_in_feeds={
        "desk.Seat": "who sits at the desk is for staff",
        "desk.Relative": "about whom a worker does not decide is for staff",
        "desk.LookedAfter": "what was done is written for those who look after them",
    },
)
